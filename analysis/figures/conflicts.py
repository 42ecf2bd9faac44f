"""The same number told differently: who gives which figure for one count and one event, oldest first."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from analysis.figures.units import load_table

COLUMNS = [
    "count", "published", "reported_by", "actor", "text", "value", "low", "high", "bound", "times", "compatible",
    "article_id", "figure_id",
]  # fmt: skip
_ABOUT = 0.1  # an "about 5,000" is taken to hold from 4,500 to 5,500: our choice, wide enough for rounding


def conflicts(figures: pd.DataFrame, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Figures on the same count and event that are told differently, across sentences and articles.

    The figures should be those of one story: two bombings of one day look alike here. Shares and rates are left out,
    and so are counts that no event goes with.

    Parameters
    ----------
    figures : pandas.DataFrame
        A figures table, or part of one.
    articles : pandas.DataFrame, optional
        The articles table; its ``published`` dates put the rows in order, else the order of ``figures`` does.

    Returns
    -------
    pandas.DataFrame
        One row a telling, counts with the most tellings first, oldest first within a count: ``count`` (as "killed:
        people"), ``published``, ``reported_by`` and ``actor`` (missing where the author says so), ``text``, ``value``,
        ``low``, ``high``, ``bound``, ``times`` (how often the same source tells the same), ``compatible`` (whether the
        tellings of the count can all be true at once), ``article_id`` and ``figure_id`` of the first.

    Examples
    --------
    >>> from analysis import read_figures
    >>> text = "Eight people were killed, police said. The opposition said at least 12 people were killed."
    >>> conflicts(read_figures(text))[["count", "text", "bound", "compatible"]].values.tolist()
    [['killed: people', 'Eight', 'exact', False], ['killed: people', 'at least 12', 'at_least', False]]
    """
    counts = figures[figures["event"].notna() & figures["unit"].isna() & ~_is_share(figures)].copy()
    dates = pd.Series(pd.NA, index=counts.index, dtype="string")
    if articles is not None:
        dates = counts["article_id"].map(articles.set_index("article_id")["published"]).astype("string")
    counts["published"] = dates
    counts["count"] = [
        f"{event}: {_kind(counted)}" for event, counted in zip(counts["event"], counts["counted"], strict=True)
    ]
    counts = counts.sort_values("published", kind="stable", na_position="last")
    told = ["count", "reported_by", "value", "low", "high", "bound"]
    counts["times"] = counts.groupby(told, dropna=False, sort=False)["text"].transform("size")
    counts = counts.drop_duplicates(told)
    groups = [group for _, group in counts.groupby("count", sort=False) if _differ(group)]
    groups.sort(key=len, reverse=True)
    rows = [group.assign(compatible=_compatible(group)) for group in groups]
    if not rows:
        return counts.iloc[:0].assign(compatible=pd.Series(dtype="bool"))[COLUMNS].reset_index(drop=True)
    return pd.concat(rows)[COLUMNS].reset_index(drop=True)


def _is_share(figures: pd.DataFrame) -> pd.Series:
    """Fractions and shares: "a third of those killed"."""
    return (figures["value"] < 1).fillna(False)


@cache
def _same() -> dict[str, str]:
    return {word: row[0] for row in load_table("events.yaml")["same"] for word in row}


def _kind(counted: Any) -> str:
    """The kind of those counted: the first word of their row in the events file, else their own head noun."""
    if pd.isna(counted):
        return "people"
    words = str(counted).lower().split()
    same = _same()
    for word in (" ".join(words[-2:]), words[-1]):
        for form in (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"):
            if form in same:
                return same[form]
    return words[-1]


def _differ(group: pd.DataFrame) -> bool:
    return len(group[["value", "low", "high"]].drop_duplicates()) > 1


def _compatible(group: pd.DataFrame) -> bool:
    """Whether one number fits all the tellings: the highest least is no higher than the lowest most."""
    least, most = float("-inf"), float("inf")
    for figure in group.itertuples():
        value = float("nan") if pd.isna(figure.value) else float(figure.value)
        if figure.bound == "about" and value == value:
            low, high = value * (1 - _ABOUT), value * (1 + _ABOUT)
        else:
            low = float("-inf") if pd.isna(figure.low) else float(figure.low)
            high = float("inf") if pd.isna(figure.high) else float(figure.high)
        least, most = max(least, low), min(most, high)
    return least <= most
