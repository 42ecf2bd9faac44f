"""Excel workbooks: all tables in one, to read, filter and correct, and back again.

Every cell with text is typed as text, so that nothing in an article runs as a formula. Text longer than a cell holds
goes on in the sheet ``long texts``.
"""

from __future__ import annotations

import datetime
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.functions import tostring

from analysis import tables
from analysis.annotations.cells import LONGEST, escaped, typed, unescaped
from analysis.annotations.corrections import KEYS, CorrectionError, Row, Tables
from analysis.errors import NO_SUCH_FILE, SHEET_FULL, TableError

MOST_ROWS = 1_048_575
CODEBOOK, LONG_TEXTS = "codebook", "long texts"
WIDE = {"content": 60, "evidence": 50, "text": 40, "reason": 60, "title": 40, "repairs": 40}
# A workbook states when it was written; a fixed day keeps equal tables equal.
WRITTEN = datetime.datetime(2000, 1, 1)
_WRAPPED, _TOP = Alignment(wrap_text=True, vertical="top"), Alignment(vertical="top")
NOT_A_WORKBOOK = "{where}: is not an Excel workbook (.xlsx): {reason}."
NO_COLUMN = "{where}, sheet {sheet}: the column {column!r} is missing."
WRONG_TYPE = "{where}, sheet {sheet}, row {row}: {column} is {value!r}: {wanted}."


def write_workbook(given: Tables, path: str | Path) -> Path:
    """Write tables as one workbook, a sheet a table, and a codebook.

    Parameters
    ----------
    given : mapping of str to DataFrame
        Tables by name.
    path : str or Path

    Raises
    ------
    TableError
        A table has more rows than a sheet holds (1,048,575).

    Examples
    --------
    >>> import tempfile
    >>> given = {"failures": tables.frame("failures", [{"article_id": "a", "input": "=1+1", "reason": "empty"}])}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     read_workbook(write_workbook(given, Path(folder) / "tables.xlsx"))["failures"]["input"].tolist()
    ['=1+1']
    """
    return write_rows({name: tables.records(table) for name, table in given.items()}, path)


def write_rows(given: Mapping[str, Iterable[Mapping[str, Any]]], path: str | Path) -> Path:
    """As ``write_workbook``, from rows as plain values; they are taken one at a time."""
    path = Path(path)
    book = Workbook(write_only=True)
    long: list[list[Any]] = []
    try:
        for name, rows in given.items():
            _write_table(book, name, rows, long, path.name)
    except TableError:
        for sheet in book.worksheets:
            sheet.close()
        raise
    _write_codebook(book, given)
    if long:
        sheet = _sheet(book, LONG_TEXTS, {"table": 12, "row": 14, "column": 14, "text": 80})
        for line in long:
            sheet.append([_text_cell(sheet, value) for value in line])
    drawn = path.with_suffix(".drawn")
    book.save(drawn)
    _with_fixed_times(drawn, path)
    drawn.unlink()
    return path


def read_workbook(path: str | Path) -> dict[str, pd.DataFrame]:
    """The tables of a workbook that ``write_workbook`` wrote; equal to what was written.

    Sheets and columns that are none of the tables' are left alone, so notes may be kept in columns of one's own.

    Raises
    ------
    CorrectionError
        Not a workbook, a column is missing, or a value cannot be of its column's type.
    TableError
        A value breaks the schema.
    """
    return {name: tables.frame(name, rows) for name, rows in rows_of_workbook(path).items()}


def _write_table(
    book: Workbook, name: str, rows: Iterable[Mapping[str, Any]], long: list[list[Any]], path: str
) -> None:
    columns = list(tables.SCHEMAS[name].columns)
    sheet = _sheet(book, name, {column: _width(name, column) for column in columns})
    count = 0
    for count, row in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise TableError(SHEET_FULL.format(name=path))
        sheet.append([_cell(sheet, name, column, row, long) for column in columns])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"


def _sheet(book: Workbook, name: str, widths: Mapping[str, int]) -> Any:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    header = [_text_cell(sheet, column) for column in widths]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    return sheet


def _width(name: str, column: str) -> int:
    if str(tables.SCHEMAS[name].columns[column].dtype) in ("Int64", "Float64"):
        return max(9, len(column) + 3)
    return WIDE.get(column, max(16, len(column) + 3))


def _cell(sheet: Any, name: str, column: str, row: Mapping[str, Any], long: list[list[Any]]) -> Any:
    value = row[column]
    if isinstance(value, (list, dict)):
        value = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return value
    written = escaped(value)
    for at in range(LONGEST, len(written), LONGEST):
        long.append([name, row[_identity(name)], column, written[at : at + LONGEST]])
    return _text_cell(sheet, written[:LONGEST], _WRAPPED if column in WIDE else _TOP)


def _text_cell(sheet: Any, value: str, alignment: Alignment = _WRAPPED) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.number_format = "@"  # stays text when somebody edits it: "016" no number, "=1" no formula
    cell.alignment = alignment
    return cell


def _identity(name: str) -> str:
    return KEYS.get(name, "article_id")


def _write_codebook(book: Workbook, names: Iterable[str]) -> None:
    sheet = _sheet(book, CODEBOOK, {"table": 12, "column": 18, "type": 10, "values": 30, "meaning": 80})
    for name in names:
        for column, spec in tables.SCHEMAS[name].columns.items():
            values = ", ".join(map(str, tables.allowed_values(name, column)))
            kind = {"Int64": "whole number", "Float64": "number", "object": "list (JSON)"}.get(str(spec.dtype), "text")
            sheet.append([_text_cell(sheet, text) for text in (name, column, kind, values, spec.description)])


def _with_fixed_times(drawn: Path, path: Path) -> None:
    properties = tostring(DocumentProperties(creator="news-stances", created=WRITTEN, modified=WRITTEN).to_tree())
    with zipfile.ZipFile(drawn) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, WRITTEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, properties if part.filename == "docProps/core.xml" else old.read(part))


def rows_of_workbook(path: str | Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of the tables in a workbook as plain values, not yet validated."""
    path = Path(path)
    if not path.exists():
        raise CorrectionError(NO_SUCH_FILE.format(name=path))
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, InvalidFileException) as error:
        raise CorrectionError(NOT_A_WORKBOOK.format(where=path.name, reason=error)) from error
    try:
        rest: dict[tuple[Any, ...], str] = defaultdict(str)
        if LONG_TEXTS in book.sheetnames:
            for table, row, column, text in book[LONG_TEXTS].iter_rows(min_row=2, max_col=4, values_only=True):
                rest[table, row, column] += text
        return {
            name: _rows(book[name].iter_rows(values_only=True), name, path.name, rest)
            for name in tables.SCHEMAS
            if name in book.sheetnames
        }
    finally:
        book.close()


def _rows(lines: Iterator[tuple[Any, ...]], name: str, where: str, rest: Mapping[tuple[Any, ...], str]) -> list[Row]:
    header = list(next(lines, ()))
    columns = {column: str(spec.dtype).partition("[")[0] for column, spec in tables.SCHEMAS[name].columns.items()}
    for column in columns:
        if column not in header:
            raise CorrectionError(NO_COLUMN.format(where=where, sheet=name, column=column))
    places = {column: header.index(column) for column in columns}
    found = []
    for number, line in enumerate(lines, 2):
        cells = {column: line[place] if place < len(line) else None for column, place in places.items()}
        if all(value is None or value == "" for value in cells.values()):
            continue
        identity = cells[_identity(name)]
        row = {}
        for column, kind in columns.items():
            value = cells[column]
            if isinstance(value, str):
                value = unescaped(value + rest.get((name, identity, column), ""))
            try:
                row[column] = typed(value, kind)
            except ValueError as error:
                at = {"where": where, "sheet": name, "row": number, "column": column}
                raise CorrectionError(WRONG_TYPE.format(**at, value=value, wanted=error)) from None
        found.append(row)
    return found
