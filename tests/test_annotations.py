"""Corrections in Label Studio and doccano: what goes out comes back, and every change is listed and signed."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from analysis import annotations, tables
from analysis.annotations.corrections import CorrectionError
from analysis.annotations.workbook import write_workbook
from analysis.article import Article

TEXT = (
    "Мінск 🙂 halts fuel exports\r\n\r\n"
    "🚚🚚 “We will not sell,” Minister Олег Новак said on Monday, “not one litre.” He condemned the Polish blockade of"
    " at least 40 lorries, and the drivers' union said it backs talks.\n"
)


def at(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def span(prefix: str, words: str, text_column: str | None = None) -> dict[str, object]:
    start, end = at(words)
    return {text_column or prefix: words, f"{prefix}_start": start, f"{prefix}_end": end}


def made() -> dict[str, pd.DataFrame]:
    article = {
        "article_id": "a#1",
        "n_chars": len(TEXT),
        "n_words": 30,
        "n_paragraphs": 2,
        "sha256": Article("a", TEXT).sha256,
        "repairs": [],
    }
    usual = {"article_id": "a#1", "kind": "speech", "place": "body", "paragraph": 1, "confidence": 0.7}
    split = TEXT[at("“We")[0] : at("litre.”")[1]]
    statements = [
        usual
        | {"statement_id": "a#1:s1", "speaker": "Олег Новак", "role": "Minister", "actor": "Belarus"}
        | span("speaker", "Minister Олег Новак", "speaker_text")
        | span("cue", "said")
        | {"content": split, "content_start": at("“We")[0], "content_end": at("litre.”")[1]}
        | {"content_spans": [list(at("“We will not sell,”")), list(at("“not one litre.”"))]}
        | {"quote_type": "direct", "said_on": "2023-02-06"},
        usual
        | {"statement_id": "a#1:s2", "speaker": "Олег Новак", "actor": "Belarus"}
        | span("speaker", "He", "speaker_text")
        | span("cue", "condemned")
        | span("content", "the Polish blockade of at least 40 lorries")
        | {"content_spans": [list(at("the Polish blockade of at least 40 lorries"))], "quote_type": "indirect"},
    ]
    stances = [
        {
            "article_id": "a#1",
            "stance_id": "a#1:t1",
            "statement_id": "a#1:s2",
            "speaker": "Олег Новак",
            "actor": "Belarus",
        }
        | {"act": "condemn", "cameo": "111", "plover": "ACCUSE", "target_actor": "Poland", "target_polarity": -1}
        | span("target", "the Polish blockade")
        | {"issue": "protests", "issue_polarity": -1, "method": "act", "confidence": 0.8}
        | span("evidence", "condemned the Polish blockade")
    ]
    start, end = at("at least 40 lorries")
    figures = [
        {
            "article_id": "a#1",
            "figure_id": "a#1:f1",
            "text": TEXT[start:end],
            "start": start,
            "end": end,
            "paragraph": 1,
        }
        | {"value": 40, "low": 40, "bound": "at_least", "modifier": "at least", "counted": "lorries"}
        | {"reported_by": "Олег Новак", "actor": "Belarus", "statement_id": "a#1:s2"}
    ]
    rows = {"articles": [article], "statements": statements, "stances": stances, "figures": figures}
    return {name: tables.frame(name, found) for name, found in rows.items()}


class LabelStudio:
    """The project after an annotator pressed Submit on the prediction, with what they then did."""

    def __init__(self, result, tmp_path):
        self.path = tmp_path / "export.json"
        self.tasks = annotations.label_studio_tasks(result, texts={"a#1": TEXT})
        for n, task in enumerate(self.tasks, 1):
            copied = deepcopy(task["predictions"][0]["result"])
            task |= {"id": n, "annotations": [{"completed_by": {"email": "ana@example.org"}, "result": copied}]}

    @property
    def result(self):
        return self.tasks[0]["annotations"][0]["result"]

    def of(self, region, name="mark"):
        return next(r for r in self.result if r.get("id") == region and r["from_name"] == name)

    def labelled(self, label):
        return next(r for r in self.result if r.get("value", {}).get("labels") == [label])

    def mark(self, region, label, words, **controls):
        start, end = at(words)
        value = {"start": start, "end": end, "text": words}
        to = {"id": region, "to_name": "text"}
        self.result.append(to | {"from_name": "mark", "type": "labels", "value": value | {"labels": [label]}})
        for name, chosen in controls.items():
            self.result.append(to | {"from_name": name, "type": "choices", "value": value | {"choices": [chosen]}})

    def join(self, head, tail):
        self.result.append({"type": "relation", "from_id": head, "to_id": tail, "direction": "right"})

    def remove(self, region):
        kept = [r for r in self.result if region not in (r.get("id"), r.get("from_id"), r.get("to_id"))]
        self.tasks[0]["annotations"][0]["result"] = kept

    def read(self, result, **how):
        self.path.write_text(json.dumps(self.tasks), "utf-8")
        return annotations.read_label_studio(self.path, result, **how)


@pytest.fixture
def studio(tmp_path):
    return LabelStudio(made(), tmp_path)


def listed(corrected):
    return corrected.changes[["row_id", "what", "column", "before", "after"]].fillna("").values.tolist()


def assert_same(corrected, result):
    assert listed(corrected) == []
    for name, table in result.items():
        pd.testing.assert_frame_equal(getattr(corrected, name), table)


def test_label_studio_untouched_loses_nothing(studio):
    assert_same(studio.read(made()), made())


def test_label_studio_regions_hold_the_words_they_mark(studio):
    regions = [r["value"] for r in studio.result if r["type"] == "labels"]
    assert all(TEXT[r["start"] : r["end"]] == r["text"] for r in regions)
    assert {r["labels"][0] for r in regions} == set(annotations.label_studio.LABELS)


def test_offsets_in_utf16_units_are_understood(studio):
    moved = studio.of("s2")
    region = studio.of("f1")["value"]
    for value in (moved["value"], region):
        for end in ("start", "end"):
            value[end] = len(TEXT[: value[end]].encode("utf-16-le")) // 2
    assert_same(studio.read(made()), made())


def test_a_region_the_editor_half_converted_is_found_by_its_words(studio):
    value = studio.of("f1")["value"]
    value["start"], value["end"] = value["start"] + 2, value["end"] + 2  # two emoji in its line, one in another
    assert_same(studio.read(made()), made())


def test_a_region_that_marks_other_words_is_refused(studio):
    value = studio.of("f1")["value"]
    value["start"], value["end"], value["text"] = value["start"] + 9, value["end"] + 9, "at least 41 lorries"
    with pytest.raises(CorrectionError, match="region f1 says it marks 'at least 41 lorries'"):
        studio.read(made())


def test_a_changed_polarity_is_signed(studio):
    studio.of("t1", "evidence_issue_polarity")["value"]["choices"] = ["for"]
    corrected = studio.read(made(), by="Ana")
    assert listed(corrected) == [["a#1:t1", "changed", "issue_polarity", "-1", "1"]]
    assert corrected.stances[["method", "confidence"]].values.tolist() == [["human:Ana", 1.0]]
    assert corrected.changes["by"].tolist() == ["Ana"]


def test_rows_left_alone_keep_method_and_confidence(studio):
    studio.of("s1", "content_quote_type")["value"]["choices"] = ["mixed"]
    corrected = studio.read(made())
    assert corrected.statements["confidence"].tolist() == [1.0, 0.7]
    assert corrected.stances["method"].tolist() == ["act"]


def test_without_a_name_the_annotator_signs(studio):
    studio.of("s1", "content_kind")["value"]["choices"] = ["attitude"]
    assert studio.read(made()).changes["by"].tolist() == ["ana@example.org"]


def test_a_new_speaker_goes_to_the_stances_and_figures_too(studio):
    studio.of("s2", "content_speaker")["value"]["text"] = ["Ольга Ковач"]
    corrected = studio.read(made())
    assert listed(corrected) == [
        ["a#1:s2", "changed", "speaker", "Олег Новак", "Ольга Ковач"],
        ["a#1:t1", "changed", "speaker", "Олег Новак", "Ольга Ковач"],
        ["a#1:f1", "changed", "reported_by", "Олег Новак", "Ольга Ковач"],
    ]


def test_an_emptied_field_becomes_missing(studio):
    studio.result.remove(studio.of("t1", "evidence_target_actor"))
    assert listed(studio.read(made())) == [["a#1:t1", "changed", "target_actor", "Poland", ""]]


def test_a_moved_content_keeps_its_id(studio):
    start, end = at("the Polish blockade")
    studio.of("s2")["value"] |= {"start": start, "end": end, "text": TEXT[start:end]}
    changes = {line[2]: line[4] for line in listed(studio.read(made())) if line[0] == "a#1:s2"}
    assert changes["content"] == "the Polish blockade"
    assert changes["content_spans"] == f"[[{start}, {end}]]"


def test_a_removed_stance_is_listed(studio):
    studio.remove("t1")
    corrected = studio.read(made())
    assert len(corrected.stances) == 0
    assert listed(corrected) == [["a#1:t1", "removed", "", "condemned the Polish blockade", ""]]


def test_an_added_statement_with_a_stance(studio):
    studio.mark("x1", "content", "it backs talks")
    studio.mark("x2", "source", "the drivers' union")
    studio.mark("x3", "evidence", "backs talks", evidence_act="support", evidence_target_polarity="for")
    studio.join("x2", "x1")  # drawn from the wrong end
    studio.join("x3", "x1")
    corrected = studio.read(made(), by="Ana")
    statement, stance = corrected.statements.iloc[2], corrected.stances.iloc[1]
    assert statement[["statement_id", "speaker_text", "content", "quote_type", "place", "paragraph"]].tolist() == [
        "a#1:s3",
        "the drivers' union",
        "it backs talks",
        "indirect",
        "body",
        1,
    ]
    assert stance[["stance_id", "statement_id", "method", "target_polarity"]].tolist() == [
        "a#1:t2",
        "a#1:s3",
        "human:Ana",
        1,
    ]


def test_a_stance_finds_the_statement_around_it(studio):
    studio.mark("x3", "evidence", "blockade", evidence_act="oppose")
    assert studio.read(made()).stances.iloc[1]["statement_id"] == "a#1:s2"


def test_a_stance_in_no_statement_is_refused(studio):
    studio.mark("x3", "evidence", "backs talks", evidence_act="support")
    with pytest.raises(CorrectionError, match=r"“backs talks”.*has no statement_id: say, or show by an arrow"):
        studio.read(made())


def test_two_sources_of_a_statement_are_refused(studio):
    studio.mark("x2", "source", "the drivers' union")
    studio.join("s2", "x2")
    with pytest.raises(CorrectionError, match="has 2 marks “source”"):
        studio.read(made())


def test_a_number_that_is_none_is_refused(studio):
    studio.of("f1", "figure_value")["value"]["text"] = ["forty"]
    with pytest.raises(CorrectionError, match=r"value of “at least 40 lorries”.*is 'forty', not a number"):
        studio.read(made())


def test_a_content_drawn_anew_is_still_its_row(studio):
    studio.remove("s2")
    studio.mark("new", "content", "the Polish blockade of at least 40", content_quote_type="indirect")
    studio.join("new", studio.of(f"source-{at('He')[0]}-{at('He')[1]}")["id"])
    studio.join("t1", "new")
    corrected = studio.read(made())
    assert corrected.statements["statement_id"].tolist() == ["a#1:s1", "a#1:s2"]
    assert corrected.stances["statement_id"].tolist() == ["a#1:s2"]


def test_several_annotators_are_told_apart(studio):
    other = deepcopy(studio.tasks[0]["annotations"][0]) | {"completed_by": 7}
    studio.tasks[0]["annotations"].append(other)
    studio.of("s1", "content_kind")["value"]["choices"] = ["attitude"]
    with pytest.raises(CorrectionError, match=r"annotations by 7, ana@example.org"):
        studio.read(made())
    assert annotations.annotators(studio.path) == ["7", "ana@example.org"]
    assert listed(studio.read(made(), annotator="7")) == []


def test_a_skipped_task_stays_as_it_was(studio):
    studio.tasks.append(deepcopy(studio.tasks[0]))
    studio.tasks[0]["annotations"][0] |= {"was_cancelled": True, "result": []}
    assert_same(studio.read(made()), made())


def test_another_text_is_refused(studio):
    studio.tasks[0]["data"]["text"] = TEXT.replace("Polish", "French")
    with pytest.raises(CorrectionError, match="text of article 'a#1' is not the one that was analysed"):
        studio.read(made())


def test_an_article_nobody_gave_out_is_refused(studio):
    studio.tasks[0]["data"]["article_id"] = "b"
    with pytest.raises(CorrectionError, match="article 'b' is not among the tables"):
        studio.read(made())


def test_a_csv_export_is_refused(tmp_path):
    (tmp_path / "export.json").write_text("text,id\n")
    with pytest.raises(CorrectionError, match="not a JSON export of Label Studio"):
        annotations.read_label_studio(tmp_path / "export.json", made())


def test_the_interface_offers_every_control_that_predictions_use(studio):
    interface = ElementTree.fromstring(annotations.label_studio_config(made()))
    names = {element.get("name") for element in interface.iter()}
    assert {r["from_name"] for r in studio.result if "from_name" in r} <= names
    offered = {choice.get("value") for choice in interface.iter("Choice")}
    chosen = {r["value"]["choices"][0] for r in studio.result if r["type"] == "choices"}
    assert chosen <= offered


def test_own_issues_are_offered():
    own = made()
    own["stances"]["issue"] = "grain & fuel <transit>"
    interface = ElementTree.fromstring(annotations.label_studio_config(own))
    assert "grain & fuel <transit>" in {choice.get("value") for choice in interface.iter("Choice")}


def test_characters_that_browsers_drop_do_not_shift_the_rest(tmp_path):
    text = "\x00\ud800 “No,” he said."
    row = {"article_id": "a", "statement_id": "a:s1", "content": "“No,”", "content_start": 3, "content_end": 8}
    row |= {"content_spans": [[3, 8]], "quote_type": "direct", "kind": "speech", "place": "body", "paragraph": 0}
    given = {"statements": tables.frame("statements", [row])}
    path, _ = annotations.write_label_studio(given, tmp_path / "tasks.json", texts={"a": text})
    tasks = json.loads(path.read_text("utf-8"))
    assert tasks[0]["data"]["text"] == "\ufffd\ufffd “No,” he said."
    tasks[0]["annotations"] = [{"completed_by": 1, "result": tasks[0]["predictions"][0]["result"]}]
    path.write_text(json.dumps(tasks), "utf-8")
    assert listed(annotations.read_label_studio(path, given, texts={"a": text})) == []


def test_tables_alone_need_the_texts():
    with pytest.raises(CorrectionError, match="article 'a#1': its text is needed"):
        annotations.label_studio_tasks(made())


class Doccano:
    """A doccano project: every mark gets a number of its own, and lines come back with them."""

    def __init__(self, result, tmp_path):
        self.path = annotations.write_doccano(result, tmp_path / "all.jsonl", texts={"a#1": TEXT})
        self.line = json.loads(self.path.read_text("utf-8"))
        for entity in self.line["entities"]:
            entity["id"] += 900
        for relation in self.line["relations"]:
            relation["from_id"] += 900
            relation["to_id"] += 900
        self.line |= {"id": 5, "Comments": []}

    def entity(self, words):
        start, end = at(words)
        return next(e for e in self.line["entities"] if (e["start_offset"], e["end_offset"]) == (start, end))

    def read(self, result):
        self.path.write_text(json.dumps(self.line, ensure_ascii=False) + "\n", "utf-8")
        return annotations.read_doccano(self.path, result, by="Ben")


@pytest.fixture
def doccano(tmp_path):
    return Doccano(made(), tmp_path)


def test_doccano_untouched_loses_nothing(doccano):
    assert_same(doccano.read(made()), made())


def test_doccano_entities_stand_where_the_words_are(doccano):
    entity = doccano.entity("at least 40 lorries")
    assert entity["label"] == "figure | at_least"


def test_doccano_a_label_changed(doccano):
    doccano.entity("condemned the Polish blockade")["label"] = "evidence | oppose | against | protests | neither"
    corrected = doccano.read(made())
    assert listed(corrected) == [
        ["a#1:t1", "changed", "act", "condemn", "oppose"],
        ["a#1:t1", "changed", "cameo", "111", "110"],
        ["a#1:t1", "changed", "issue_polarity", "-1", "0"],
    ]
    assert corrected.stances["method"].tolist() == ["human:Ben"]


def test_doccano_another_source_brings_its_name_or_none(doccano):
    start, end = at("the drivers' union")
    doccano.entity("He").update(start_offset=start, end_offset=end)
    changes = {line[2]: line[4] for line in listed(doccano.read(made())) if line[0] == "a#1:s2"}
    assert changes["speaker_text"] == "the drivers' union"
    assert changes["speaker"] == ""


def test_doccano_a_label_made_up_is_refused(doccano):
    doccano.entity("He")["label"] = "speaker"
    with pytest.raises(CorrectionError, match="line 1: the label 'speaker' is none of those given out"):
        doccano.read(made())


def test_doccano_without_relations_is_refused(doccano):
    del doccano.line["relations"]
    with pytest.raises(CorrectionError, match=r"has no relations. Export as JSONL"):
        doccano.read(made())


def test_no_name_is_refused(doccano):
    with pytest.raises(CorrectionError, match="a name is needed"):
        annotations.read_doccano(doccano.path, made(), by=" ")


def test_corrected_tables_are_saved_with_their_changes(studio, tmp_path):
    studio.remove("t1")
    written = studio.read(made()).save(tmp_path / "out", format="csv")
    assert (tmp_path / "out" / "changes.csv") in written
    assert pd.read_csv(tmp_path / "out" / "changes.csv")["what"].tolist() == ["removed"]


def test_coders_are_read_by_file_with_the_articles_they_coded(studio, tmp_path):
    articles = made()["articles"]
    both = pd.concat([articles, articles.assign(article_id="b")], ignore_index=True)
    studio.path = tmp_path / "ana.json"
    studio.read(made())
    write_workbook(made(), tmp_path / "ben.xlsx")
    coders = annotations.read_coders([tmp_path / "*.json", tmp_path / "ben.xlsx"], both, {"a#1": TEXT, "b": TEXT})
    assert {name: coder.articles["article_id"].tolist() for name, coder in coders.items()} == {
        "ana": ["a#1"],
        "ben": ["a#1"],
    }
    for coder in coders.values():
        assert coder.stances["act"].tolist() == ["condemn"]
        assert coder.statements["content_spans"].tolist() == made()["statements"]["content_spans"].tolist()


def test_where_nobody_coded_anything_is_said(tmp_path):
    with pytest.raises(CorrectionError, match="there is no Label Studio export"):
        annotations.read_coders(tmp_path / "*.json", made()["articles"], {})


def test_the_examples_of_the_guide_run(tmp_path, monkeypatch):
    root = Path(__file__).parents[1]
    for folder in ("seeds", "notebooks"):
        (tmp_path / folder).symlink_to(root / folder)
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in re.findall(
        r"^```python\n(.*?)^```", (root / "docs" / "correcting.md").read_text("utf-8"), re.M | re.S
    ):
        exec(compile(block, "correcting.md", "exec"), names)
    assert {path.name for path in tmp_path.iterdir()} == {
        "seeds",
        "notebooks",
        "tasks.json",
        "tasks.xml",
        "articles.jsonl",
        "corrected",
        "out",
    }
    assert listed(names["corrected"]) == []
    assert list(names["people"]) == ["ana", "ben"]
