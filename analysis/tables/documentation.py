"""What describes the tables to others: the codebook, and the descriptor of a Frictionless Data Package."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.tables.schema import SCHEMAS, allowed_values, described, dtypes

_FRICTIONLESS_TYPES = {"string": "string", "Int64": "integer", "Float64": "number", "object": "array"}


def data_package(files: Mapping[str, Path], title: str) -> dict[str, Any]:
    """A Frictionless Data Package (specs.frictionlessdata.io, v1) descriptor of the tables in ``files``."""
    return {
        "profile": "data-package",
        "name": "news-stances-tables",
        "title": title,
        "resources": [
            {
                "name": name,
                "path": path.name,
                "format": path.suffix.lstrip("."),
                "encoding": "utf-8",
                "description": SCHEMAS[name].description,
                # Table Dialect, Data Package v2: which sheet of a workbook it is.
                **({"dialect": {"sheetName": name}} if path.suffix == ".xlsx" else {}),
                "schema": {"fields": [_field(name, column) for column in dtypes(name)], "missingValues": [""]},
            }
            for name, path in files.items()
        ],
    }


def codebook() -> str:
    """The codebook of all tables, in Markdown: column, type, values, meaning."""
    parts = [
        "# Codebook\n\n"
        "Made from the schema in `analysis/tables/schema.py`; missing values are empty (`<NA>` in pandas).\n"
    ]
    for name, schema in SCHEMAS.items():
        parts.append(
            f"\n## {name}\n\n{schema.description}\n\n| column | type | values | meaning |\n| --- | --- | --- | --- |\n"
        )
        for column, dtype in dtypes(name).items():
            among = allowed_values(name, column)
            values = ", ".join(map(str, among)) if among else ""
            parts.append(f"| `{column}` | {_FRICTIONLESS_TYPES[dtype]} | {values} | {described(name, column)} |\n")
    return "".join(parts)


def _field(name: str, column: str) -> dict[str, Any]:
    spec = SCHEMAS[name].columns[column]
    constraints: dict[str, Any] = {} if spec.nullable else {"required": True}
    if among := allowed_values(name, column):
        constraints["enum"] = among
    field = {
        "name": column,
        "type": _FRICTIONLESS_TYPES[dtypes(name)[column]],
        "description": described(name, column),
    }
    return {**field, "constraints": constraints} if constraints else field
