from __future__ import annotations

import pandas as pd
from hand_made import statements

from analysis.comparison.retellings import retellings

ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "source": ["Gazette", "Courier"]})


def told(first, second, **changes):
    rows = [{"article_id": "a", "content": first}, {"article_id": "b", "content": second} | changes]
    return retellings(statements(*rows), ARTICLES)


def test_one_statement_in_two_papers_with_what_differs():
    row = told("“We will never accept these sanctions”", "they would never accept the sanctions").iloc[0]
    assert (row["source"], row["other_source"]) == ("Gazette", "Courier")
    assert (row["only_here"], row["only_there"]) == ("We will … these", "they would … the")


def test_the_same_words_differ_in_nothing():
    row = told("We will never accept sanctions", "“we will never accept sanctions,”").iloc[0]
    assert row["likeness"] == 1
    assert pd.isna(row["only_here"])


def test_different_statements_are_not_paired():
    assert told("We will never accept these sanctions", "The harvest was good this year").empty


def test_statements_of_different_speakers_are_not_paired():
    words = "We will never accept these sanctions"
    assert told(words, words, speaker="John Roe").empty


def test_statements_of_one_article_are_not_paired():
    words = "We will never accept these sanctions"
    assert told(words, words, article_id="a").empty


def test_a_few_words_are_too_few_to_tell():
    assert told("never again", "never again").empty
