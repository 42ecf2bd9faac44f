"""Workbooks: nothing runs, nothing is lost, and what a person edits comes back signed."""

from __future__ import annotations

import datetime
import json
import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.styles import Alignment

from analysis import tables
from analysis.annotations.cells import escaped, unescaped
from analysis.annotations.corrections import CorrectionError
from analysis.annotations.edits import read_corrected_workbook
from analysis.annotations.workbook import read_workbook, write_workbook
from analysis.errors import TableError

TEXT = (
    "Talks resume\n\n“=SUM(A1) is no budget,” the union’s Ana Čović said 🙂."
    " She backed 20 mediators and rejected mediators from abroad.\n"
)
ODD = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=x",
    "\tx",
    "line\r\nbreak\x0b\x00",
    "_x0041_ x005F_ _x005F_",
    "\uffff",
    " blanks ",
    "🙂 исправлено",
    "<b>&amp;</b>",
    "TRUE",
    "#N/A",
    "2022-01-05",
    "016",
    "_xABCD\x01",
    "https://example.org/a",
]


def at(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


def span(prefix, words, column=None):
    start, end = at(words)
    return {column or prefix: words, f"{prefix}_start": start, f"{prefix}_end": end}


def made():
    content = span("content", "“=SUM(A1) is no budget,”")
    statement = {"article_id": "a", "statement_id": "a:s1", "speaker": "Ana Čović", "actor": "union"}
    statement |= span("speaker", "the union’s Ana Čović", "speaker_text") | span("cue", "said") | content
    statement |= {"content_spans": [list(at(content["content"]))], "quote_type": "direct", "kind": "speech"}
    statement |= {"place": "body", "paragraph": 1, "confidence": 0.625}
    second = {**statement, "statement_id": "a:s2", **span("speaker", "She", "speaker_text"), **span("cue", "backed")}
    second |= span("content", "20 mediators") | {"content_spans": [list(at("20 mediators"))], "quote_type": "indirect"}
    stance = {"article_id": "a", "stance_id": "a:t1", "statement_id": "a:s2", "speaker": "Ana Čović", "actor": "union"}
    stance |= {"act": "support", "cameo": "051", "issue": "dialogue", "issue_polarity": 1, "method": "act"}
    stance |= span("evidence", "backed 20 mediators") | span("target", "mediators") | {"confidence": 1 / 3}
    figure = {"article_id": "a", "figure_id": "a:f1", "text": "20", "start": at("20")[0], "end": at("20")[1]}
    figure |= {"paragraph": 1, "value": 20.0, "low": 20.0, "high": 20.0, "bound": "exact", "statement_id": "a:s2"}
    article = {"article_id": "a", "n_chars": len(TEXT), "n_words": 16, "n_paragraphs": 2, "sha256": "0" * 64}
    article |= {"repairs": [{"start": 0, "end": 1, "kind": "unpaired-mark", "note": "=left alone"}]}
    rows = {"articles": [article], "statements": [statement, second], "stances": [stance], "figures": [figure]}
    return {name: tables.frame(name, found) for name, found in rows.items()}


@pytest.fixture
def path(tmp_path):
    return write_workbook(made(), tmp_path / "tables.xlsx")


def edited(path, sheet, **cells):
    """What a person does in Excel: change cells, by column and row number."""
    book = load_workbook(path)
    header = [cell.value for cell in book[sheet][1]]
    for column, by_row in cells.items():
        for row, value in by_row.items():
            book[sheet].cell(row, header.index(column) + 1).value = value
    book.save(path)
    return read_corrected_workbook(path, made(), by="Ana", texts={"a": TEXT})


def listed(corrected):
    return corrected.changes[["row_id", "what", "column", "before", "after"]].fillna("").values.tolist()


def test_what_is_written_reads_back_equal(path):
    found = read_workbook(path)
    assert list(found) == ["articles", "statements", "stances", "figures"]
    for name, table in made().items():
        pd.testing.assert_frame_equal(found[name], table)


def test_odd_texts_read_back_equal(tmp_path):
    rows = [{"article_id": str(n), "input": text, "reason": text} for n, text in enumerate(ODD)]
    table = tables.frame("failures", rows)
    found = read_workbook(write_workbook({"failures": table}, tmp_path / "f.xlsx"))["failures"]
    assert found["input"].tolist() == ODD


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("_x0A5F\u2060\x00\r\ud800"))))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_escaped_and_back(text):
    written = escaped(text)
    assert unescaped(written) == text
    assert written.replace("x005F_", "") == written  # openpyxl drops this when it reads
    assert not any(ord(c) < 32 and c not in "\t\n" for c in written)


def test_saving_as_xlsx_writes_one_workbook(tmp_path):
    corrected = read_corrected_workbook(write_workbook(made(), tmp_path / "t.xlsx"), made(), by="Ana")
    written = corrected.save(tmp_path / "out", format="xlsx")
    assert [path.name for path in written] == ["tables.xlsx", "datapackage.json", "codebook.md", "changes.csv"]
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert {resource["dialect"]["sheetName"] for resource in package["resources"]} == set(made())


def test_empty_tables_read_back_equal(tmp_path):
    empty = {name: tables.frame(name, []) for name in tables.TABLES}
    for name, table in read_workbook(write_workbook(empty, tmp_path / "t.xlsx")).items():
        pd.testing.assert_frame_equal(table, empty[name])


def test_no_cell_is_a_formula(tmp_path):
    rows = [{"article_id": text, "input": text, "reason": text} for text in ODD]
    path = write_workbook({"failures": tables.frame("failures", rows)}, tmp_path / "f.xlsx")
    cells = [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert b"<f>" not in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")


def test_text_cells_stay_text_when_somebody_types_in_them(path):
    sheet = load_workbook(path)["stances"]
    assert sheet["A2"].number_format == "@"


def test_the_header_is_frozen_and_long_columns_are_wrapped_and_wide(path):
    sheet = load_workbook(path)["statements"]
    header = {cell.value: cell.column_letter for cell in sheet[1]}
    assert sheet.freeze_panes == "A2"
    assert sheet[f"{header['content']}2"].alignment == Alignment(wrap_text=True, vertical="top")
    assert sheet.column_dimensions[header["content"]].width == 60
    assert sheet.column_dimensions[header["cue_start"]].width < 15


def test_the_codebook_has_a_sheet(path):
    rows = list(load_workbook(path)["codebook"].iter_rows(values_only=True))
    assert rows[0] == ("table", "column", "type", "values", "meaning")
    assert {(row[0], row[1]) for row in rows[1:]} == {(n, c) for n in made() for c in tables.SCHEMAS[n].columns}


def test_equal_tables_give_equal_files(tmp_path):
    first, second = (write_workbook(made(), tmp_path / name).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert first == second


def test_a_text_longer_than_a_cell_is_kept_whole(tmp_path):
    reason = "_x0001_ \x01🙂" * 9_000
    table = tables.frame("failures", [{"article_id": "a", "input": "a", "reason": reason}])
    path = write_workbook({"failures": table}, tmp_path / "f.xlsx")
    assert read_workbook(path)["failures"]["reason"].tolist() == [reason]
    assert max(len(cell.value or "") for row in load_workbook(path)["failures"] for cell in row) <= 32_767


def test_too_many_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.annotations.workbook.MOST_ROWS", 1)
    with pytest.raises(TableError, match=r"t\.xlsx: has more rows than a spreadsheet holds"):
        write_workbook(made(), tmp_path / "t.xlsx")


def test_untouched_nothing_changes(path):
    corrected = read_corrected_workbook(path, made(), by="Ana")
    assert listed(corrected) == []
    pd.testing.assert_frame_equal(corrected.stances, made()["stances"])


def test_saved_by_another_program_nothing_changes(path):
    assert listed(edited(path, "stances")) == []


def test_a_changed_cell_is_signed(path):
    corrected = edited(path, "stances", issue_polarity={2: -1})
    assert listed(corrected) == [["a:t1", "changed", "issue_polarity", "1", "-1"]]
    assert corrected.stances[["method", "confidence"]].values.tolist() == [["human:Ana", 1.0]]


def test_a_changed_act_brings_its_codes(path):
    corrected = edited(path, "stances", act={2: "condemn"})
    assert corrected.stances[["act", "cameo", "plover"]].values.tolist() == [["condemn", "111", "ACCUSE"]]


def test_offsets_follow_changed_words_to_the_nearest_place(path):
    corrected = edited(path, "stances", target={2: "20 mediators"})
    row = corrected.stances.iloc[0]
    assert (row["target_start"], row["target_end"]) == at("20 mediators")


def test_words_follow_changed_offsets(path):
    corrected = edited(path, "statements", content_end={3: at("20 mediators and")[1]})
    row = corrected.statements.iloc[1]
    assert row["content"] == "20 mediators and"
    assert row["content_spans"] == [list(at("20 mediators and"))]


def test_emptied_words_take_their_offsets_along(path):
    corrected = edited(path, "stances", target={2: None})
    assert corrected.stances[["target", "target_start", "target_end"]].isna().all(axis=None)


def test_words_that_the_article_does_not_have_are_refused(path):
    with pytest.raises(CorrectionError, match=r"target of a:t1 is 'arbiters', which is not in the article"):
        edited(path, "stances", target={2: "arbiters"})


def test_a_changed_span_needs_the_text(path):
    edited(path, "stances", target={2: "20 mediators"})
    with pytest.raises(CorrectionError, match="article 'a': its text is needed"):
        read_corrected_workbook(path, made(), by="Ana")


def test_an_added_row_gets_an_id_and_what_follows_from_its_words(path):
    row = {"article_id": "a", "statement_id": "a:s2", "act": "reject", "evidence": "rejected mediators"}
    corrected = edited(path, "stances", **{column: {3: value} for column, value in row.items()})
    added = corrected.stances.iloc[1]
    assert added[["stance_id", "speaker", "method", "cameo"]].tolist() == ["a:t2", "Ana Čović", "human:Ana", "120"]
    assert (added["evidence_start"], added["evidence_end"]) == at("rejected mediators")


def test_an_added_row_without_its_article_is_refused(path):
    with pytest.raises(CorrectionError, match="an added row has no article_id"):
        edited(path, "stances", act={3: "reject"})


def test_a_deleted_row_is_listed_as_removed(path):
    book = load_workbook(path)
    book["figures"].delete_rows(2)
    book.save(path)
    corrected = read_corrected_workbook(path, made(), by="Ana")
    assert listed(corrected) == [["a:f1", "removed", "", "20", ""]]


def test_a_deleted_statement_takes_its_stances_along(path):
    book = load_workbook(path)
    book["statements"].delete_rows(3)
    book.save(path)
    corrected = read_corrected_workbook(path, made(), by="Ana")
    assert corrected.changes.loc[corrected.changes["what"].eq("removed"), "row_id"].tolist() == ["a:s2", "a:t1"]
    assert not corrected.figures["statement_id"].eq("a:s2").any()


def test_every_row_of_a_statement_that_is_not_there_is_named(path):
    with pytest.raises(CorrectionError, match=r"stances: statement_id of a:t1 \(a:s9\) is no statement there"):
        edited(path, "stances", statement_id={2: "a:s9"})


def test_a_value_that_is_not_allowed_is_named_with_its_row(path):
    with pytest.raises(TableError, match=r"row a:t1, column target_polarity: 2 is not allowed there \(one of -1, 0"):
        edited(path, "stances", target_polarity={2: 2})


def test_dates_and_numbers_that_excel_retyped_are_read_as_meant(path):
    corrected = edited(path, "statements", said_on={2: datetime.datetime(2022, 1, 5)}, role={2: 2.0})
    assert corrected.statements.loc[0, ["said_on", "role"]].tolist() == ["2022-01-05", "2"]


def test_a_number_that_is_none_is_refused_with_its_row(path):
    with pytest.raises(CorrectionError, match="sheet figures, row 2: value is 'twenty'"):
        edited(path, "figures", value={2: "twenty"})


def test_sorted_rows_and_columns_of_notes_change_nothing(path):
    book = load_workbook(path)
    sheet = book["statements"]
    first, second = ([cell.value for cell in sheet[row]] for row in (2, 3))
    for row, values in ((2, second), (3, first)):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value
            sheet.cell(row, column).data_type = "s" if isinstance(value, str) else "n"
    sheet.cell(1, len(first) + 1).value, sheet.cell(2, len(first) + 1).value = "note", "check with Ben"
    book.save(path)
    assert listed(read_corrected_workbook(path, made(), by="Ana")) == []


def test_an_issue_that_is_in_no_list_is_asked_about(path):
    with pytest.warns(UserWarning, match="the issue of a:t1 is 'migraton', which is in no list: is 'migration' meant?"):
        edited(path, "stances", issue={2: "migraton"})


def test_a_workbook_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CorrectionError, match="no such file"):
        read_workbook(tmp_path / "tables.xlsx")


def test_a_missing_column_is_named(path):
    book = load_workbook(path)
    book["stances"].delete_cols(1)
    book.save(path)
    with pytest.raises(CorrectionError, match="sheet stances: the column 'article_id' is missing"):
        read_workbook(path)


def test_what_is_no_workbook_is_refused(tmp_path):
    (tmp_path / "t.xlsx").write_text("article_id")
    with pytest.raises(CorrectionError, match=r"t\.xlsx: is not an Excel workbook"):
        read_workbook(tmp_path / "t.xlsx")
