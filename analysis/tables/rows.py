"""Rows as tables and tables as rows, with every value checked against the schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pandera.pandas as pa

from analysis.errors import TABLE_VALUE, TableError
from analysis.tables.schema import SCHEMAS, dtypes


def frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as the table called ``name``: its columns in order, its dtypes, validated.

    Raises
    ------
    TableError
        A row breaks the schema; the message names the column and the value.

    Examples
    --------
    >>> frame("failures", [{"article_id": "a", "input": "a.txt", "reason": "empty"}]).shape
    (1, 3)
    """
    columns = list(dtypes(name))
    table = pd.DataFrame.from_records(list(rows), columns=columns)
    for column, dtype in dtypes(name).items():
        if dtype == "object":
            table[column] = table[column].map(_as_lists)
    return validated(name, table.astype(dtypes(name)))


def validated(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table, or a TableError that says which value of which column breaks the schema."""
    try:
        return SCHEMAS[name].validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        case = error.failure_cases.iloc[0]
        value, check, at = case["failure_case"], str(case["check"]), case["index"]
        value = value.item() if hasattr(value, "item") else value
        wanted = f"one of {check[len('isin([') : -2]}" if check.startswith("isin([") else check
        row = table.iloc[int(at), 1] if pd.notna(at) else "?"  # the second column holds the row's id
        message = TABLE_VALUE.format(table=name, row=row, column=case["column"], value=value, check=wanted)
        raise TableError(message) from error


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain Python values, None where a value is missing."""
    columns = {
        name: values.tolist() if values.dtype == object else [None if pd.isna(v) else v for v in values.tolist()]
        for name, values in table.items()
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _as_lists(value: Any) -> Any:
    """Nested tuples as lists, so that rows made here equal rows read from a file."""
    return [_as_lists(item) for item in value] if isinstance(value, (list, tuple)) else value
