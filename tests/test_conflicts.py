"""Conflicting figures: who gives which number for the same count."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd

from analysis import tables
from analysis.actors import ActorBook
from analysis.article import Article
from analysis.document import read_documents
from analysis.figures import read_figures_of
from analysis.figures.conflicts import COLUMNS, conflicts


def figures(*texts: str) -> pd.DataFrame:
    documents = read_documents([Article(f"a{i}", text) for i, text in enumerate(texts, 1)])
    return tables.frame(
        "figures", (asdict(f) for d in documents for f in read_figures_of(d, [], actors=ActorBook.load()))
    )


def test_two_tolls_of_one_event_stand_together() -> None:
    table = conflicts(figures("Eight people died in the clashes.", "At least 12 were killed in the clashes."))
    assert table["count"].tolist() == ["killed: people"] * 2
    assert table["text"].tolist() == ["Eight", "At least 12"]
    assert not table["compatible"].any()


def test_tellings_that_can_both_be_true_are_compatible() -> None:
    table = conflicts(figures("At least eight people died.", "Twelve people died."))
    assert table["compatible"].all()


def test_the_oldest_article_comes_first() -> None:
    found = figures("Twelve people died.", "Eight people died.")
    articles = pd.DataFrame({"article_id": ["a1", "a2"], "published": ["2024-05-02", "2024-05-01"]})
    assert conflicts(found, articles)["value"].tolist() == [8, 12]


def test_the_same_number_told_again_is_one_row_counted_twice() -> None:
    table = conflicts(figures("Eight people died. Eight people died, again. Nine people died."))
    assert table[["value", "times"]].to_numpy().tolist() == [[8, 2], [9, 1]]


def test_another_event_or_other_people_are_another_count() -> None:
    assert conflicts(figures("Eight soldiers died. Nine children died. Ten soldiers were injured.")).empty


def test_numbers_told_once_give_an_empty_table_with_its_columns() -> None:
    table = conflicts(figures("Eight people died."))
    assert table.empty and list(table.columns) == COLUMNS
