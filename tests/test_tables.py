"""The schema: what breaks it, and that what is written reads back equal."""

import json

import pandas as pd
import pytest

from analysis import tables
from analysis.errors import TableError

STATEMENT = {
    "article_id": "a",
    "statement_id": "a:s1",
    "speaker": "Zoë 🙂",
    "cue": "said",
    "content": "=1+1 is “two”,\r\nисправлено",
    "content_start": 0,
    "content_end": 12,
    "content_spans": [[0, 4], [8, 12]],
    "quote_type": "mixed",
    "kind": "speech",
    "place": "body",
    "paragraph": 0,
    "confidence": 0.75,
}
ARTICLE = {
    "article_id": "a",
    "published": "2022-01-05",
    "n_chars": 3,
    "n_words": 1,
    "n_paragraphs": 1,
    "sha256": "0" * 64,
    "repairs": [{"start": 0, "end": 1, "kind": "unpaired-mark", "note": "left alone"}],
}


@pytest.mark.parametrize("ending", ["parquet", "csv", "jsonl"])
@pytest.mark.parametrize("name", list(tables.SCHEMAS))
@pytest.mark.parametrize("rows", ["none", "some"])
def test_what_is_written_reads_back_equal(name, ending, rows, tmp_path):
    known = {"statements": [STATEMENT, {**STATEMENT, "speaker": "'=x", "statement_id": "a:s2"}], "articles": [ARTICLE]}
    table = tables.frame(name, known.get(name, []) if rows == "some" else [])
    path = tmp_path / f"{name}.{ending}"
    tables.write_table(name, table, path)
    pd.testing.assert_frame_equal(tables.read_table(name, path), table)


def test_a_cell_that_begins_like_a_formula_is_not_run_by_a_spreadsheet(tmp_path):
    tables.write_table("statements", tables.frame("statements", [STATEMENT]), tmp_path / "s.csv")
    assert pd.read_csv(tmp_path / "s.csv").content[0].startswith("'=1+1")


def test_json_lines_hold_exactly_the_columns_with_null_for_missing(tmp_path):
    tables.write_table("statements", tables.frame("statements", [STATEMENT]), tmp_path / "s.jsonl")
    row = json.loads((tmp_path / "s.jsonl").read_text("utf-8"))
    assert list(row) == list(tables.SCHEMAS["statements"].columns)
    assert row["speaker_start"] is None
    assert row["content_spans"] == [[0, 4], [8, 12]]


def test_a_value_outside_the_schema_is_refused_by_name():
    with pytest.raises(TableError, match=r"table statements, row a:s1, column quote_type: 'verbatim' is not allowed"):
        tables.frame("statements", [{**STATEMENT, "quote_type": "verbatim"}])


def test_missing_values_are_na_and_never_empty():
    table = tables.frame("statements", [STATEMENT])
    assert table.role.isna().all()
    assert table.speaker_start.isna().all()


def test_an_unknown_format_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(TableError, match=r"'\.ods' is no format for tables; use one of parquet, csv, jsonl"):
        tables.write_table("figures", tables.frame("figures", []), tmp_path / "f.ods")


def test_the_codebook_describes_every_column():
    book = tables.codebook()
    assert all(f"| `{column}` |" in book for schema in tables.SCHEMAS.values() for column in schema.columns)


def test_the_data_package_lists_fields_with_types_and_constraints(tmp_path):
    package = tables.data_package({"stances": tmp_path / "stances.csv"}, "Test")
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    assert fields["target_polarity"]["type"] == "integer"
    assert fields["target_polarity"]["constraints"]["enum"] == [-1, 0, 1]
    assert fields["evidence"]["constraints"]["required"] is True
