from __future__ import annotations

import pytest
from hand_made import stances, statements

from analysis.article import Article
from analysis.concordance import evidence, keyness, kwic
from analysis.document import read_document

TEXT = "Strike spreads\n\nThe rail strike’s third day began. “No strike-breakers,” she said; striking staff agreed.\n"


@pytest.fixture(scope="module")
def document():
    return read_document(Article("strike", TEXT))


def test_a_term_is_found_whatever_its_case_and_place(document):
    found = kwic(document, "strike")
    assert [TEXT[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == found["match"].tolist()
    assert found[["paragraph", "match"]].values.tolist() == [[0, "Strike"]]


def test_a_star_stands_for_any_letters(document):
    assert kwic(document, "stri*")["match"].tolist() == ["Strike", "strike’s", "strike-breakers", "striking"]


def test_a_phrase_is_found_across_its_words(document):
    row = kwic(document, "third day", width=2).iloc[0]
    assert (row["left"], row["match"], row["right"]) == ("rail strike’s", "third day", "began. “No")


def test_context_stays_in_the_paragraph(document):
    row = kwic(document, "the", width=5).iloc[0]
    assert row["left"] == ""


def test_marks_of_patterns_mean_nothing_special(document):
    assert kwic(document, "strike[s] (.*)").empty


def test_a_term_without_a_word_is_refused(document):
    with pytest.raises(ValueError, match="give a word"):
        kwic(document, "* ?")


def test_evidence_stands_in_its_sentence(document):
    start = TEXT.index("No strike")
    taken = {"evidence": "No strike-breakers", "evidence_start": start, "evidence_end": start + 18}
    row = evidence(stances(taken), statements({}), [document]).iloc[0]
    assert row["before"] + row["evidence"] + row["after"] == "“No strike-breakers,” she said; striking staff agreed."


def test_evidence_comes_by_issue_then_in_the_order_of_actors(document):
    taken = stances({"issue": "wages"}, {"actor": "US"}, {"actor": "UN"}, {"actor": "Kenya"})
    rows = evidence(taken, statements({}, {}, {}, {}), [document], ["UN", "US"])
    assert rows[["issue", "actor"]].values.tolist() == [["dialogue", "UN"], ["dialogue", "US"], ["wages", "UN"]]


def test_keyness_by_hand():
    # 4 of 8 words against 1 of 8: G2 = 2 * (4 ln(4/2.5) + 1 ln(1/2.5) + 4 ln(4/5.5) + 7 ln(7/5.5)) = 2.7561
    said = statements(
        {"content": "wage wage wage wage now and for all"},
        {"actor": "US", "content": "wage cuts are the best of all plans"},
    )
    table = keyness(said, "UN", ["US"])
    row = table[table["word"].eq("wage")].iloc[0]
    assert (row["count"], row["count_others"], row["log_ratio"]) == (4, 1, 2)
    assert row["log_likelihood"] == pytest.approx(2.7561, abs=1e-3)


def test_words_of_the_others_have_a_negative_effect():
    said = statements({"content": "peace"}, {"actor": "US", "content": "sanctions sanctions"})
    assert keyness(said, "UN").iloc[0]["log_ratio"] < 0


def test_an_actor_without_words_has_no_keyness():
    assert keyness(statements({}), "Russia").empty
