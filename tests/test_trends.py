from __future__ import annotations

import pandas as pd
import pytest
from hand_made import stances

from analysis.comparison.trends import compare_groups

ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "source": ["Gazette", "Courier", None, "Gazette"],
        "published": ["2024-12-29", "2024-12-30", "2025-01-01", None],
    }
)


def taken(*ids):
    return stances(*({"article_id": article, "statement_id": f"{article}:s1"} for article in ids))


@pytest.mark.parametrize(
    ("group", "groups"),
    [
        ("source", [("Courier", 1), ("Gazette", 2)]),
        ("day", [("2024-12-29", 1), ("2024-12-30", 1), ("2025-01-01", 1)]),
        ("week", [("2024-12-23", 1), ("2024-12-30", 2)]),
        ("month", [("2024-12", 2), ("2025-01", 1)]),
        ("year", [("2024", 2), ("2025", 1)]),
    ],
)
def test_articles_without_outlet_or_date_are_left_out(group, groups):
    table = compare_groups(taken("a", "b", "c", "d"), ARTICLES, group)
    assert list(zip(table["group"], table["stances"], strict=True)) == groups


def test_an_actor_silent_in_one_group_has_a_row_there():
    table = compare_groups(taken("a", "b"), ARTICLES, "source", ["UN", "US"])
    assert table.loc[table["actor"].eq("US"), "word"].tolist() == ["silent", "silent"]


def test_an_unknown_group_names_the_choices():
    with pytest.raises(ValueError, match="source, day, week, month, year"):
        compare_groups(taken("a"), ARTICLES, "decade")


def test_nothing_said_gives_an_empty_table():
    assert compare_groups(taken(), ARTICLES, "month").empty
