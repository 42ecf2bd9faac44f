"""Acts told in the author's own words."""

from __future__ import annotations

import pytest

from analysis.article import Article
from analysis.attribution.performatives import find_performatives
from analysis.document import read_document


def told(text: str) -> list[tuple[str, str, str]]:
    document = read_document(Article("a", text))
    found = find_performatives(document)
    return [tuple(document.slice(*span) for span in (f.source, f.cue, f.content[0])) for f in found]


def test_an_act_has_its_subject_as_source_and_its_object_as_content():
    assert told("Parliament rejected the budget.") == [("Parliament", "rejected", "the budget")]
    assert told("Sweden is ready to send troops.") == [("Sweden", "is ready", "to send troops")]


@pytest.mark.parametrize(
    "text",
    [
        "The court would reject the appeal.",
        "If Parliament rejects the budget, it falls.",
        "The storm attacked the coast.",
        "Finland backed out.",
        "The soldiers are prepared for the storm.",
        "Tunisia has the support of its neighbours.",
    ],
)
def test_what_is_only_supposed_or_no_act_is_left(text):
    assert told(text) == []


def test_an_act_that_is_already_a_statement_is_not_told_twice():
    document = read_document(Article("a", "Parliament rejected the budget."))
    first = find_performatives(document)
    assert find_performatives(document, first) == []


def test_an_act_inside_what_others_say_is_not_the_authors_to_tell():
    assert told("“The senate rejected the budget,” the mayor said.") == []
