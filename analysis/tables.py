"""The schema of every table, in one place: names, dtypes, checks and descriptions; validation, codebook and files.

Missing values are ``<NA>`` in every column. Offsets are code points into the article's text as read, half-open, and
``text[start:end]`` equals the text column beside them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pyarrow
import pyarrow.parquet

from analysis.errors import TABLE_FORMAT, TABLE_VALUE, TableError

FORMATS = ("parquet", "csv", "jsonl", "xlsx")
POLARITY = {-1: "against", 0: "neither", 1: "for"}
BOUNDS = ("exact", "about", "at_least", "more_than", "at_most", "less_than", "range")
# A spreadsheet runs a cell that begins with one of these (OWASP, "CSV injection"); such cells get a leading apostrophe.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def _text(
    description: str, *, required: bool = False, among: Iterable[str] | None = None, pattern: str = ""
) -> pa.Column:
    checks = [pa.Check.isin(list(among))] if among else [pa.Check.str_matches(pattern)] if pattern else []
    return pa.Column("string", checks, nullable=not required, description=description)


def _whole(description: str, *, required: bool = False, least: int = 0) -> pa.Column:
    return pa.Column("Int64", pa.Check.ge(least), nullable=not required, description=description)


def _polarity(description: str) -> pa.Column:
    return pa.Column("Int64", pa.Check.isin(list(POLARITY)), nullable=True, description=description)


def _number(description: str) -> pa.Column:
    return pa.Column("Float64", nullable=True, description=description)


def _confidence(description: str) -> pa.Column:
    return pa.Column("Float64", pa.Check.in_range(0, 1), nullable=True, description=description)


def _nested(description: str) -> pa.Column:
    return pa.Column(object, nullable=False, description=description)


def _span(name: str, what: str, *, required: bool = False) -> dict[str, pa.Column]:
    return {
        f"{name}_start": _whole(f"where {what} begins", required=required),
        f"{name}_end": _whole(f"where {what} ends", required=required),
    }


_ID = r"^.+:[stf]\d+$"
_ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "articles": pa.DataFrameSchema(
        {
            "article_id": _text("the article's name: file stem, or `id` of its row", required=True),
            "title": _text("headline, where the input gives one or the text begins with one"),
            "source": _text("outlet, as the input gives it"),
            "url": _text("address the article was read from"),
            "published": _text("date of publication, ISO 8601", pattern=_ISO_DATE),
            "n_chars": _whole("characters (code points) of the text", required=True),
            "n_words": _whole("words, split at white space", required=True),
            "n_paragraphs": _whole("paragraphs, headline and headings included", required=True),
            "sha256": _text("SHA-256 of the text in UTF-8", required=True, pattern=r"^[0-9a-f]{64}$"),
            "repairs": _nested("what was wrong with the text and worked around: list of start, end, kind, note"),
        },
        description="One row an article.",
    ),
    "statements": pa.DataFrameSchema(
        {
            "article_id": _text("the article", required=True),
            "statement_id": _text("`<article_id>:s<n>`, in text order", required=True, pattern=_ID),
            "speaker": _text(
                "who speaks, resolved: the full name also where the text says “he”; missing where unnamed"
            ),
            "speaker_text": _text("the source, as written"),
            **_span("speaker", "the source"),
            "role": _text("office or function of the speaker, as the article gives it"),
            "actor": _text("whom the speaker speaks for: US, Russia, UN, a country, an organisation"),
            "cue": _text("the words that report: “said”, “according to”, “condemned”"),
            **_span("cue", "the cue"),
            "content": _text("what was said; from the first to the last piece where it is split", required=True),
            **_span("content", "the content", required=True),
            "content_spans": _nested("pieces of the content: list of [start, end]"),
            "quote_type": _text(
                "direct (wholly in quotation marks), mixed, indirect",
                required=True,
                among=("direct", "mixed", "indirect"),
            ),
            "kind": _text("speech, or attitude (believes, wants, fears)", required=True, among=("speech", "attitude")),
            "via": _text("`statement_id` of the statement that reports this one", pattern=_ID),
            "place": _text("headline, heading or body", required=True, among=("headline", "heading", "body")),
            "said_on": _text("day it was said, ISO 8601, resolved against the date of publication", pattern=_ISO_DATE),
            "paragraph": _whole("paragraph, from 0", required=True),
            "confidence": _confidence("how likely the row is right: source, cue and content"),
        },
        description="One row an attributed statement: who said what.",
    ),
    "stances": pa.DataFrameSchema(
        {
            "article_id": _text("the article", required=True),
            "stance_id": _text("`<article_id>:t<n>`, in text order", required=True, pattern=_ID),
            "statement_id": _text("the statement that takes the position", required=True, pattern=_ID),
            "speaker": _text("who takes it"),
            "actor": _text("whom the speaker speaks for"),
            "act": _text("the verbal act: deny, condemn, call for dialogue, promise, threaten, ...", required=True),
            "cameo": _text("CAMEO event code of the act", pattern=r"^\d{2,4}$"),
            "plover": _text("PLOVER event type of the act; missing where PLOVER drops it"),
            "target": _text("the phrase the stance is about, as written"),
            **_span("target", "the target"),
            "target_actor": _text("the actor that the target names or belongs to"),
            "target_polarity": _polarity("toward the target phrase: -1 against, 0 neither, 1 for"),
            "issue": _text("the issue, an id of the issues file"),
            "issue_polarity": _polarity("toward the issue: -1 against, 0 neither, 1 for"),
            "evidence": _text("the words that show it", required=True),
            **_span("evidence", "the evidence", required=True),
            "method": _text("what decided: act, act+object, content, model, human:<name>", required=True),
            "confidence": _confidence("how likely the polarity is right"),
        },
        description="One row a position taken: who is for or against what.",
    ),
    "figures": pa.DataFrameSchema(
        {
            "article_id": _text("the article", required=True),
            "figure_id": _text("`<article_id>:f<n>`, in text order", required=True, pattern=_ID),
            "text": _text("the figure as written, with its modifier and unit", required=True),
            "start": _whole("where it begins", required=True),
            "end": _whole("where it ends", required=True),
            "paragraph": _whole("paragraph, from 0", required=True),
            "value": _number("the number; missing for ranges and vague counts"),
            "low": _number("least it can be: missing where nothing bounds it from below"),
            "high": _number("most it can be: missing where nothing bounds it from above"),
            "bound": _text("how the number is meant", required=True, among=BOUNDS),
            "modifier": _text("the words that say so: “nearly”, “as many as”"),
            "trend": _text("up or down, where the figure is a change or ends one", among=("up", "down")),
            "unit": _text("canonical unit: percent, an ISO 4217 currency, kilometer, year; missing for plain counts"),
            "counted": _text("what is counted or measured"),
            "event": _text("what happened to it: killed, injured, detained, ..."),
            "reported_by": _text("who gives the figure; missing where the author does"),
            "actor": _text("whom the reporter speaks for"),
            "statement_id": _text("the statement that holds the figure", pattern=_ID),
        },
        description="One row a reported number.",
    ),
    "failures": pa.DataFrameSchema(
        {
            "article_id": _text("the article, or the input it was to come from", required=True),
            "input": _text("file, address or line it was read from", required=True),
            "reason": _text("what was wrong and what to do", required=True),
        },
        description="One row an article that could not be read or analysed.",
    ),
}
"""Every table by name, as pandera schemas: ``SCHEMAS["stances"].columns["issue"].description``."""

TABLES = ("articles", "statements", "stances", "figures")

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
_FRICTIONLESS_TYPES = {"string": "string", "Int64": "integer", "Float64": "number", "object": "array"}


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
    columns = list(_dtypes(name))
    table = pd.DataFrame.from_records(list(rows), columns=columns)
    for column, dtype in _dtypes(name).items():
        if dtype == "object":
            table[column] = table[column].map(_as_lists)
    return validated(name, table.astype(_dtypes(name)))


def validated(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table, or a TableError that says which value of which column breaks the schema."""
    try:
        return SCHEMAS[name].validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        case = error.failure_cases.iloc[0]
        message = TABLE_VALUE.format(table=name, column=case["column"], value=case["failure_case"], check=case["check"])
        raise TableError(message) from error


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


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain Python values, None where a value is missing."""
    columns = {
        name: values.tolist() if values.dtype == object else [None if pd.isna(v) else v for v in values.tolist()]
        for name, values in table.items()
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def arrow_schema(name: str) -> pyarrow.Schema:
    """The table's schema for Parquet and Arrow, descriptions as field metadata."""
    return pyarrow.schema(
        [
            pyarrow.field(
                column,
                _ARROW_NESTED.get(column) or _ARROW_TYPES[dtype],
                metadata={"description": _described(name, column)},
            )
            for column, dtype in _dtypes(name).items()
        ]
    )


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
                "schema": {"fields": [_field(name, column) for column in _dtypes(name)], "missingValues": [""]},
            }
            for name, path in files.items()
        ],
    }


def codebook() -> str:
    """The codebook of all tables, in Markdown: column, type, values, meaning."""
    parts = [
        "# Codebook\n\nMade from the schema in `analysis/tables.py`; missing values are empty (`<NA>` in pandas).\n"
    ]
    for name, schema in SCHEMAS.items():
        parts.append(
            f"\n## {name}\n\n{schema.description}\n\n| column | type | values | meaning |\n| --- | --- | --- | --- |\n"
        )
        for column, dtype in _dtypes(name).items():
            among = allowed_values(name, column)
            values = ", ".join(map(str, among)) if among else ""
            parts.append(f"| `{column}` | {_FRICTIONLESS_TYPES[dtype]} | {values} | {_described(name, column)} |\n")
    return "".join(parts)


@cache
def _dtypes(name: str) -> dict[str, str]:
    return {column: str(spec.dtype).partition("[")[0] for column, spec in SCHEMAS[name].columns.items()}


def _described(name: str, column: str) -> str:
    return str(SCHEMAS[name].columns[column].description)


def _as_lists(value: Any) -> Any:
    """Nested tuples as lists, so that rows made here equal rows read from a file."""
    return [_as_lists(item) for item in value] if isinstance(value, (list, tuple)) else value


def allowed_values(name: str, column: str) -> list[Any]:
    """The values that a column is restricted to; empty where it is free."""
    return [
        value for check in SCHEMAS[name].columns[column].checks for value in check.statistics.get("allowed_values", [])
    ]


def _field(name: str, column: str) -> dict[str, Any]:
    spec = SCHEMAS[name].columns[column]
    constraints: dict[str, Any] = {} if spec.nullable else {"required": True}
    if among := allowed_values(name, column):
        constraints["enum"] = among
    field = {
        "name": column,
        "type": _FRICTIONLESS_TYPES[_dtypes(name)[column]],
        "description": _described(name, column),
    }
    return {**field, "constraints": constraints} if constraints else field


def _for_csv(name: str, table: pd.DataFrame) -> pd.DataFrame:
    def guarded(value: Any) -> Any:
        return "'" + value if isinstance(value, str) and _FORMULA.match(value) else value

    columns = {
        column: table[column].map(lambda value: json.dumps(value, ensure_ascii=False))
        if dtype == "object"
        else table[column].map(guarded)
        if dtype == "string"
        else table[column]
        for column, dtype in _dtypes(name).items()
    }
    return pd.DataFrame(columns)


def _from_csv(name: str, table: pd.DataFrame) -> pd.DataFrame:
    def unguarded(value: Any) -> Any:
        return value[1:] if isinstance(value, str) and _GUARDED.match(value) else value

    columns = {
        column: [json.loads(value) for value in table[column]]
        if dtype == "object"
        else table[column].map(unguarded).astype(dtype)
        for column, dtype in _dtypes(name).items()
    }
    return validated(name, pd.DataFrame(columns).astype(_dtypes(name)))
