"""Mended trees: a clause after "and" has its own subject, whatever the parser joined it to."""

from __future__ import annotations

import pytest

from analysis.article import Article
from analysis.document import read_document


def subjects(text: str) -> dict[str, str]:
    """The verbs of a text with the first word of what the tree gives as their subject."""
    parse = read_document(Article("a", text)).parse
    return {token.head.text: token.text for token in parse if token.dep_ in ("nsubj", "nsubjpass")}


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Unions say owners want to limit wages and workers look to raise them.", "look", "workers"),
        ("Lima hopes to sign in May and Quito plans to wait.", "plans", "Quito"),
        ("Clarke has 503 delegates and Sanders has 70.", "has", "Sanders"),
        ("Schools never had enough supplies and students had to share books.", "had", "students"),
    ],
)
def test_the_noun_after_and_is_the_subject_of_the_verb_that_follows(text: str, verb: str, subject: str) -> None:
    assert subjects(text)[verb] == subject


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("She has taken a firm stance against the tax and last June stirred anger.", "stirred"),
        ("The envoy thanked Qatar and Egypt and said the truce would hold.", "said"),
        ("The envoy met farmers and miners, then left the town.", "left"),
    ],
)
def test_a_verb_that_shares_its_subject_is_left_alone(text: str, verb: str) -> None:
    assert verb not in subjects(text)


def test_every_sentence_keeps_one_root_and_its_own_words() -> None:
    text = "Lima hopes to sign in May and Quito plans to wait. Rome waits."
    parse = read_document(Article("a", text)).parse
    assert [sentence.text.strip() for sentence in parse.sents] == [
        "Lima hopes to sign in May and Quito plans to wait.",
        "Rome waits.",
    ]


def test_a_mended_tree_is_still_a_tree() -> None:
    text = (
        "She endured it by a rival whose empire was built by skirting norms... and while the bank was investigating "
        "his firm’s links to Russian traders and other Putin surrogates trying to disrupt the vote."
    )
    parse = read_document(Article("a", text)).parse
    assert all(any(above.head == above for above in (token, *token.ancestors)) for token in parse)


@pytest.mark.parametrize(
    ("text", "verb", "tag"),
    [
        ("The mill said it would sell its port and cut 40 jobs.", "cut", "VB"),
        ("The mill plans to sell two ports and shut a third.", "shut", "VB"),
        ("The mill sold its port and cut 40 jobs.", "cut", "VBD"),
        ("The mill promised to sell its port and laid off 40 men.", "laid", "VBD"),
    ],
)
def test_a_verb_joined_to_an_infinitive_that_can_be_one_is_one(text: str, verb: str, tag: str) -> None:
    assert [token.tag_ for token in read_document(Article("a", text)).parse if token.text == verb] == [tag]


@pytest.mark.parametrize(
    "text",
    [
        "For three weeks strikers outside the mill have called for talks.",
        "The mill is shut; for eleven days crowds inside have barred the doors.",
    ],
)
def test_how_long_is_no_part_of_who(text: str) -> None:
    times = [token for token in read_document(Article("a", text)).parse if token.text in ("weeks", "days")]
    assert [(time.dep_, time.head.lower_) for time in times] == [("pobj", "for")]


@pytest.mark.parametrize(
    ("text", "verb", "doer"),
    [
        ("The levy was welcomed by Lima and rejected as unfair by Quito.", "rejected", "Quito"),
        ("A law hailed by unions and branded as theft by the Greens passed.", "branded", "Greens"),
        ("The levy was welcomed by Lima and lowered as planned in March.", "lowered", None),
    ],
)
def test_the_second_of_two_passives_has_its_own_doer(text: str, verb: str, doer: str | None) -> None:
    parse = read_document(Article("a", text)).parse
    by = [token for token in parse if token.dep_ == "agent" and token.head.text == verb]
    assert next((child.text for token in by for child in token.children), None) == doer


@pytest.mark.parametrize(
    "text", ["The toll was 9, according to WHO tables.", "WHO envoys left.", "It came from the WHO."]
)
def test_the_health_body_is_a_name_and_no_pronoun(text: str) -> None:
    assert [token.tag_ for token in read_document(Article("a", text)).parse if token.text == "WHO"] == ["NNP"]


def test_what_somebody_is_told_does_not_hang_on_him() -> None:
    def clause(text: str) -> str:
        return next(t.head.text for t in read_document(Article("a", text)).parse if t.text in ("pay", "found"))

    assert clause("Lima promised the families of the victims that it would pay in May.") == "promised"
    assert clause("Lima told the owner of the letter that he found there.") != "told"
