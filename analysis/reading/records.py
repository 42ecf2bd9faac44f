"""Articles as rows: JSON lines, JSON and Parquet with `text` and, if there, `id title source url published`."""

from __future__ import annotations

import codecs
import datetime
import io
import json
import zlib
from collections.abc import Iterator
from itertools import count
from typing import Any, BinaryIO

from analysis import errors
from analysis.reading.decoding import MAX_BYTES
from analysis.reading.unread import Unread, printable


def in_json_lines(lines: BinaryIO, stem: str, name: str, first: bytes | None = None) -> Iterator[Unread]:
    """The row of every line; a line that is broken, or too long, yields its problem and costs no other.

    `first` is the first line where it was already taken from `lines`.
    """
    found = False
    for number in count(1):
        at = f"{name}, line {number}"
        try:
            line, first = first or lines.readline(MAX_BYTES + 1), None
            too_long = len(line) > MAX_BYTES
            while too_long and line and not line.endswith(b"\n"):
                line = lines.readline(MAX_BYTES)
        except (OSError, EOFError, zlib.error) as error:
            yield Unread(f"{stem}-{number}", at, problem=errors.BROKEN_ARCHIVE.format(name=at, reason=error))
            return
        if too_long:
            limit = f"{MAX_BYTES // 1_000_000} MB"
            yield Unread(f"{stem}-{number}", at, problem=errors.TOO_LARGE.format(name=at, limit=limit))
            continue
        if not line:
            break
        line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if line.strip():
            found = True
            yield _in_json_value(line, f"{stem}-{number}", at)
    if not found:
        yield Unread(stem, name, problem=errors.EMPTY.format(name=name))


def _in_json_value(data: bytes, stem: str, name: str) -> Unread:
    try:
        return _in_record(json.loads(data), stem, name)
    except (ValueError, RecursionError) as error:
        return Unread(stem, name, problem=errors.NOT_JSON.format(name=name, reason=_first_line(error)))


def in_json(data: bytes, stem: str, name: str) -> Iterator[Unread]:
    """The article of a JSON object, or those of a list of objects, or of JSON lines under this ending."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        first, _, others = data.strip().partition(b"\n")
        if others and _in_json_value(first, stem, name).problem is None:
            yield from in_json_lines(io.BytesIO(data), stem, name)
            return
        problem = errors.NOT_JSON.format(name=name, reason=_first_line(error)) if data.strip() else None
        yield Unread(stem, name, problem=problem or errors.EMPTY.format(name=name))
        return
    if isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield _in_record(item, f"{stem}-{number}", f"{name}, item {number}")
        if not value:
            yield Unread(stem, name, problem=errors.EMPTY.format(name=name))
    else:
        yield _in_record(value, stem, name)


def _in_record(record: Any, stem: str, name: str) -> Unread:
    if not isinstance(record, dict):
        return Unread(stem, name, problem=errors.NOT_AN_OBJECT.format(name=name, what=_kind(record)))
    given = record.get("id")
    article_id = printable(str(given)) if isinstance(given, (str, int)) and str(given).strip() else stem
    if "text" not in record:
        fields = ", ".join(map(repr, list(record)[:10])) or "none"
        return Unread(article_id, name, problem=errors.NO_TEXT_FIELD.format(name=name, fields=fields))
    text = record["text"]
    if not isinstance(text, str):
        problem = errors.EMPTY if text is None else errors.TEXT_IS_NOT_A_STRING
        return Unread(article_id, name, problem=problem.format(name=name, what=_kind(text)))
    published = record.get("published")
    return Unread(
        article_id,
        name,
        text,
        title=_optional_text(record.get("title")),
        source=_optional_text(record.get("source")),
        url=_optional_text(record.get("url")),
        published=published if isinstance(published, (datetime.date, type(None))) else str(published),
    )


def _optional_text(value: Any) -> str | None:
    return printable(str(value)) if value is not None and str(value).strip() else None


def _kind(value: Any) -> str:
    names = {
        list: "a list",
        dict: "an object",
        str: "a string",
        bool: "true or false",
        type(None): "null",
        bytes: "bytes",
    }
    return names.get(type(value), "a number")


def _first_line(error: Exception) -> str:
    return str(error).split("\n")[0].strip() or type(error).__name__


def in_parquet(file: BinaryIO, stem: str, name: str) -> Iterator[Unread]:
    """The article of every row, read in small batches whatever the size of the file."""
    import pyarrow
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(file)
        columns = table.schema_arrow
        if "text" not in columns.names:
            fields = ", ".join(columns.names[:10]) or "none"
            yield Unread(stem, name, problem=errors.NO_TEXT_COLUMN.format(name=name, fields=fields))
            return
        kind = columns.field("text").type
        kind = kind.value_type if pyarrow.types.is_dictionary(kind) else kind
        if not (pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind) or str(kind) == "string_view"):
            yield Unread(stem, name, problem=errors.TEXT_COLUMN_TYPE.format(name=name, what=kind))
            return
        wanted = [c for c in ("id", "text", "title", "source", "url", "published") if c in columns.names]
        number = 0
        for batch in table.iter_batches(batch_size=256, columns=wanted):
            for record in batch.to_pylist():
                number += 1
                yield _in_record(record, f"{stem}-{number}", f"{name}, row {number}")
        if not number:
            yield Unread(stem, name, problem=errors.EMPTY.format(name=name))
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        yield Unread(stem, name, problem=errors.NOT_PARQUET.format(name=name, reason=_first_line(error)))
