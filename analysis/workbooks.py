"""Tables as Excel workbooks, equal bytes for equal rows."""

from __future__ import annotations

import datetime
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.packaging.core import DocumentProperties
from openpyxl.xml.functions import tostring

from analysis import errors, tables

MOST_ROWS = 1_048_575
# A workbook states when it was written; a fixed day keeps equal tables equal.
WRITTEN = datetime.datetime(2000, 1, 1)


def write_workbook(name: str, pieces: Iterable[Iterable[Mapping[str, Any]]], path: Path) -> None:
    """Write the table called `name` as the only sheet of a workbook.

    A text that begins like a formula is stored as a text, so that it is not run. Control characters, which a workbook
    cannot hold, become U+FFFD; lists become JSON; a text over 32,767 characters, Excel's limit, is cut.

    Raises
    ------
    TableError
        Where there are more rows than a sheet holds.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    columns = tables.arrow_schema(name).names
    sheet.append(columns)
    written = 0
    for rows in pieces:
        for row in rows:
            written += 1
            if written > MOST_ROWS:
                raise errors.TableError(errors.SHEET_FULL.format(name=path.name))
            sheet.append([_cell(sheet, row[column]) for column in columns])
    drawn = path.with_suffix(".drawn")
    book.save(drawn)
    _with_fixed_times(drawn, path)
    drawn.unlink()


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, (list, dict)):
        value = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", value))
    cell.data_type = "s"
    return cell


def _with_fixed_times(drawn: Path, path: Path) -> None:
    properties = tostring(DocumentProperties(creator="news-stances", created=WRITTEN, modified=WRITTEN).to_tree())
    with zipfile.ZipFile(drawn) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, WRITTEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, properties if part.filename == "docProps/core.xml" else old.read(part))
