"""Tables as files: Parquet, CSV and JSON lines, read back equal to what was written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow
import pyarrow.parquet

from analysis.errors import TABLE_FORMAT, TableError
from analysis.tables.rows import frame, records, validated
from analysis.tables.schema import described, dtypes

FORMATS = ("parquet", "csv", "jsonl", "xlsx")
# A spreadsheet runs a cell that begins with one of these (OWASP, "CSV injection"); such cells get a leading apostrophe.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_ARROW_NESTED = {
    "content_spans": pyarrow.list_(pyarrow.list_(pyarrow.int64())),
    "repairs": pyarrow.list_(
        pyarrow.struct(
            [
                ("start", pyarrow.int64()),
                ("end", pyarrow.int64()),
                ("kind", pyarrow.string()),
                ("note", pyarrow.string()),
            ]
        )
    ),
}
_ARROW_TYPES = {"string": pyarrow.string(), "Int64": pyarrow.int64(), "Float64": pyarrow.float64()}


def write_table(name: str, table: pd.DataFrame, path: Path) -> None:
    """Write one table as Parquet, CSV or JSON lines, by the ending of ``path``."""
    if path.suffix == ".parquet":
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(records(table), schema=arrow_schema(name)), path)
    elif path.suffix == ".csv":
        _for_csv(name, table).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
    elif path.suffix == ".jsonl":
        with path.open("w", encoding="utf-8", newline="\n") as lines:
            lines.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records(table))
    else:
        raise TableError(TABLE_FORMAT.format(ending=path.suffix, formats=", ".join(FORMATS)))


def read_table(name: str, path: Path) -> pd.DataFrame:
    """Read what ``write_table`` wrote; equal to what was written."""
    if path.suffix == ".parquet":
        return frame(name, pyarrow.parquet.read_table(path).to_pylist())
    if path.suffix == ".csv":
        return _from_csv(
            name, pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8")
        )
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as lines:
            return frame(name, [json.loads(line) for line in lines if line.strip()])
    raise TableError(TABLE_FORMAT.format(ending=path.suffix, formats=", ".join(FORMATS)))


def arrow_schema(name: str) -> pyarrow.Schema:
    """The table's schema for Parquet and Arrow, descriptions as field metadata."""
    return pyarrow.schema(
        [
            pyarrow.field(
                column,
                _ARROW_NESTED.get(column) or _ARROW_TYPES[dtype],
                metadata={"description": described(name, column)},
            )
            for column, dtype in dtypes(name).items()
        ]
    )


def _for_csv(name: str, table: pd.DataFrame) -> pd.DataFrame:
    def guarded(value: Any) -> Any:
        return "'" + value if isinstance(value, str) and _FORMULA.match(value) else value

    columns = {
        column: table[column].map(lambda value: json.dumps(value, ensure_ascii=False))
        if dtype == "object"
        else table[column].map(guarded)
        if dtype == "string"
        else table[column]
        for column, dtype in dtypes(name).items()
    }
    return pd.DataFrame(columns)


def _from_csv(name: str, table: pd.DataFrame) -> pd.DataFrame:
    def unguarded(value: Any) -> Any:
        return value[1:] if isinstance(value, str) and _GUARDED.match(value) else value

    columns = {
        column: [json.loads(value) for value in table[column]]
        if dtype == "object"
        else table[column].map(unguarded).astype(dtype)
        for column, dtype in dtypes(name).items()
    }
    return validated(name, pd.DataFrame(columns).astype(dtypes(name)))
