"""The comparison of actors, repeated for each outlet or each period."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.comparison import compare

PERIODS = ("day", "week", "month", "year")


def compare_groups(
    stances: pd.DataFrame,
    articles: pd.DataFrame,
    group: str,
    actors: Sequence[str] | None = None,
    *,
    by: str = "issue",
    statements: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Compare actors within each outlet, or within each day, week, month or year of publication.

    Parameters
    ----------
    stances, articles : DataFrame
        The tables; articles without outlet or date of publication are left out.
    group : {"source", "day", "week", "month", "year"}
        Weeks begin on Monday and are named by that day.
    actors, by, statements
        As in `analysis.comparison.compare`.

    Returns
    -------
    DataFrame
        `group` (outlet, or the period as an ISO date, month or year) before the columns of `compare`; silent rows only
        for subjects that somebody in the group speaks about.

    Raises
    ------
    ValueError
        If `group` is none of these.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "published": ["2024-05-07", "2024-06-01"]})
    >>> row = {"actor": "UN", "act": "urge", "issue": "dialogue", "issue_polarity": 1}
    >>> stances = pd.DataFrame([row | {"article_id": a, "statement_id": f"{a}:s1"} for a in ("a", "b")])
    >>> compare_groups(stances, articles, "month")[["group", "word", "stances"]].values.tolist()
    [['2024-05', 'supports', 1], ['2024-06', 'supports', 1]]
    """
    if group != "source" and group not in PERIODS:
        raise ValueError(f"group={group!r}: group by one of source, {', '.join(PERIODS)}")
    names = _groups(articles, group)
    groups = stances["article_id"].map(names)
    parts = []
    for name in sorted(groups.dropna().unique()):
        rows = stances[groups.eq(name).fillna(False)]
        matrix = compare(rows, actors, by=by, statements=statements)
        matrix.insert(0, "group", name)
        parts.append(matrix[matrix[by].notna()])
    return pd.concat(parts, ignore_index=True) if parts else compare(stances[:0], actors, by=by)[:0].assign(group="")


def _groups(articles: pd.DataFrame, group: str) -> dict[str, str]:
    if group == "source":
        named = articles.dropna(subset=["source"])
        return dict(zip(named["article_id"], named["source"], strict=True))
    dated = articles.dropna(subset=["published"])
    days = pd.to_datetime(dated["published"])
    if group == "week":
        periods = (days - pd.to_timedelta(days.dt.day_of_week, unit="D")).dt.strftime("%Y-%m-%d")
    else:
        periods = days.dt.strftime({"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[group])
    return dict(zip(dated["article_id"], periods, strict=True))
