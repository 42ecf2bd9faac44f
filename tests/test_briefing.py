from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pytest
from hand_made import figures, stances, statements

from analysis import briefing
from analysis.article import Article
from analysis.document import read_document


@dataclass(frozen=True)
class Tables:
    statements: pd.DataFrame
    stances: pd.DataFrame
    figures: pd.DataFrame


def test_what_is_less_likely_goes_with_what_hangs_on_it():
    found = Tables(
        statements({}, {"confidence": 0.3}),
        stances({}, {}, {"statement_id": "strike:s1", "confidence": 0.2}),
        figures({"statement_id": "strike:s2", "reported_by": "police", "actor": "UN"}, {"reported_by": "police"}),
    )
    kept = briefing.confident(found, 0.5)
    assert kept.statements["statement_id"].tolist() == ["strike:s1"]
    assert kept.stances["stance_id"].tolist() == ["strike:t1"]
    assert kept.figures["statement_id"].isna().all()


def test_a_figure_keeps_its_source_where_its_statement_is_left_out():
    found = Tables(
        statements({"confidence": 0.3}),
        stances(),
        figures({"statement_id": "strike:s1", "reported_by": "police", "actor": "UN"}),
    )
    kept = briefing.confident(found, 0.9)
    assert kept.figures[["reported_by", "actor"]].values.tolist() == [["police", "UN"]]
    assert briefing.in_short(kept, [])[-1] == "Figures: 40 people (injured), says police."


def test_a_confidence_that_is_none_is_refused():
    with pytest.raises(ValueError, match="from 0 to 1"):
        briefing.confident(Tables(statements(), stances(), figures()), 50)


def test_in_short_gives_numbers_positions_and_figures():
    found = Tables(
        statements({"place": "headline"}, {}, {"speaker": None}, {"actor": "CSTO"}),
        stances({}, {}),
        figures({"text": "at least 40 people", "reported_by": "police"}, {"text": "9 injured"}),
    )
    assert briefing.in_short(found, ["UN", "US"]) == [
        "3 statements (and 1 in headlines) by 1 named speaker, 1 stance taken and 2 figures reported.",
        "UN, 2 statements (and 1 in headlines): supports dialogue (1 stance).",
        "US, 0 statements: no stance found.",
        "Others, with their statements: CSTO (1).",
        "Figures: at least 40 people (injured), says police; 9 injured, no source given.",
    ]


def test_a_stance_of_a_headline_has_its_statement_counted():
    found = Tables(
        statements({"place": "headline", "content": "Sanctions loom"}, {}),
        stances({"issue": "sanctions", "issue_polarity": -1}, {"statement_id": "strike:s2"}),
        figures(),
    )
    told = "UN, 1 statement (and 1 in headlines): supports dialogue (1 stance); opposes sanctions (1 stance)."
    assert briefing.in_short(found, ["UN"])[1] == told


def test_what_is_left_out_as_unsure_is_told():
    found = Tables(statements({"confidence": 0.9}, {"confidence": 0.4}), stances({"confidence": 0.9}), figures())
    kept = briefing.confident(found, 0.5)
    assert briefing.left_out(found, kept, 0.5) == [
        "Left out, as less sure than 0.5: 1 statement and 0 stances. Who is silent here may have spoken there."
    ]
    assert briefing.left_out(found, found, 0.0) == []


def test_what_is_unresolved_is_counted_and_listed():
    found = Tables(statements({"speaker": None, "speaker_text": "a source"}, {}), stances({"issue": None}), figures({}))
    counts = briefing.resolution(found).set_index("question")
    assert counts.loc["statements whose speaker is named", ["resolved", "of", "unresolved"]].tolist() == [1, 2, 1]
    assert counts.loc["stances on an issue of the issues file", "unresolved"] == 1
    assert briefing.unresolved_statements(found)["speaker_text"].tolist() == ["a source"]


def test_the_sides_that_are_counted_are_those_on_issues():
    found = Tables(statements({}), stances({}, {"issue": None, "issue_polarity": None}), figures())
    counts = briefing.resolution(found).set_index("question")
    assert counts.loc["stances with a side on an issue of the issues file", ["resolved", "of"]].tolist() == [1, 2]


def test_main_term_finds_a_text_without_nouns():
    assert briefing.main_term(read_document(Article("a", "Go! Went. Go.")))


def test_actors_are_those_named_or_all_who_speak():
    found = Tables(statements({"actor": "US"}, {}, {}, {"actor": None}), stances(), figures())
    assert briefing.actors_named(found, " US ,Russia,") == ["US", "Russia"]
    assert briefing.actors_named(found, "") == ["UN", "US"]


def test_any_listed_name_of_an_actor_stands_for_it(recwarn):
    found = Tables(statements({"actor": "US"}), stances(), figures())
    assert briefing.actors_named(found, "the United States, Russian Federation, US") == ["US", "Russia"]
    assert not recwarn.list


def test_an_actor_that_speaks_needs_no_list_and_one_that_nobody_knows_is_warned_of(recwarn):
    found = Tables(statements({"actor": "Sahel Relief Network"}), stances(), figures())
    assert briefing.actors_named(found, "Sahel Relief Network, China") == ["Sahel Relief Network", "China"]
    assert not recwarn.list
    with pytest.warns(UserWarning, match="nobody speaks for 'Narnia' here, and no list of actors has the name"):
        assert briefing.actors_named(found, "Narnia") == ["Narnia"]
    with pytest.warns(UserWarning, match="is Hungary meant"):
        briefing.actors_named(found, "Hungarian")


def test_positions_on_no_issue_of_the_list_are_told_and_listed():
    found = Tables(
        statements({}, {"actor": "US"}, {"actor": "US"}),
        stances({}, {"issue": None, "issue_polarity": None, "target": "the dam"}, {"actor": "US", "issue": None}),
        figures(),
    )
    assert briefing.in_short(found, ["UN", "US"])[1:3] == [
        "UN, 1 statement: supports dialogue (1 stance); 1 stance on other matters.",
        "US, 2 statements: no stance on a listed issue, 1 on other matters.",
    ]
    assert briefing.other_stances(found, ["US", "UN"])["actor"].tolist() == ["US", "UN"]
