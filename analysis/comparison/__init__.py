"""Stances to a comparison of actors: who is for and against what, how often, and how far that can be trusted.

Every number here is a count, a mean or an interval over rows of the `stances` and `statements` tables; no text is read.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Hashable, Sequence
from statistics import NormalDist
from typing import Any

import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from analysis.actors import ActorBook, listed
from analysis.errors import NOT_STANCES

_POLARITY_OF = {"issue": "issue_polarity", "target_actor": "target_polarity", "act": "target_polarity"}
_DOMINANT = 0.75
_Z = NormalDist().inv_cdf(0.975)
_COUNTS = ("stances", "statements", "articles", "in_favour", "against", "neutral", "repeats")


def compare(
    stances: pd.DataFrame,
    actors: Sequence[str] | str | None = None,
    *,
    by: str = "issue",
    statements: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Compare what actors stand for, one row an actor and issue.

    An actor that says nothing on an issue that another actor speaks about has a row as well, with the word "silent".
    A headline or heading that only repeats what the body says (same article, actor, act, issue and polarity) is not
    counted again. Where a stance stands is looked up in a `place` column, else in `statements`, else in
    `stances.attrs["headline_statements"]`, which `analyze` sets; where none is at hand, `repeats` is missing.

    Parameters
    ----------
    stances : DataFrame
        The stances table.
    actors : sequence of str or str, optional
        Actors to compare, in the order wanted, or their names in one string with commas between; by default all, those
        with most stances first.
    by : {"issue", "target_actor", "act"}
        What the actors are compared on. Issues use `issue_polarity`, the others `target_polarity`.
    statements : DataFrame, optional
        The statements table, to tell headlines from body text.

    Returns
    -------
    DataFrame
        `actor`, the column named by `by`, `polarity` (mean, -1 to 1), `low` and `high` (95 % interval of it), `word`,
        and counts: `stances`, `statements`, `articles`, `in_favour`, `against`, `neutral`, `repeats` (left out).

        `word` is *supports* or *opposes* where at least three in four of the stances that take a side take that side,
        *mixed* where neither side has them, *neutral* where no stance takes a side, *silent* where there is none.

    Raises
    ------
    TypeError
        If `stances` is no table: an `Analysis`, say.
    ValueError
        If `by` is none of the three or a column is missing.

    Warns
    -----
    UserWarning
        An actor of `actors` has no stance here, and one that has is spelt much alike or has that name too. A name that
        only you know is no error: the actor may be silent here and speak elsewhere.

    Notes
    -----
    The interval is Wilson's score interval [1]_ for the mean mapped to 0..1, with the number of statements as sample
    size, because stances of one statement are not independent. For a value in 0..1 the variance is at most
    ``mean * (1 - mean)`` [2]_, so neutral stances make it too wide and never too narrow; unlike the bootstrap it stays
    honest where all of a few stances agree [3]_. One statement has no interval.

    .. [1] E. B. Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    .. [2] R. Bhatia and C. Davis (2000), American Mathematical Monthly 107, 353-357.
    .. [3] L. D. Brown, T. T. Cai and A. DasGupta (2001), Statistical Science 16, 101-133.

    Examples
    --------
    >>> import pandas as pd
    >>> stances = pd.DataFrame(
    ...     {
    ...         "article_id": ["a", "a", "a"],
    ...         "statement_id": ["a:s1", "a:s2", "a:s3"],
    ...         "actor": ["US", "US", "Russia"],
    ...         "act": ["criticise", "criticise", "call for dialogue"],
    ...         "issue": ["internet-shutdown", "internet-shutdown", "dialogue"],
    ...         "issue_polarity": [-1, -1, 1],
    ...     }
    ... )
    >>> matrix = compare(stances, actors=["US", "UN"])
    >>> matrix[["actor", "issue", "word", "polarity", "low", "high", "stances"]].round(2)
      actor              issue     word  polarity   low  high  stances
    0    US  internet-shutdown  opposes      -1.0  -1.0  0.32        2
    1    UN  internet-shutdown   silent      <NA>  <NA>  <NA>        0
    """
    if not isinstance(stances, pd.DataFrame):
        raise TypeError(NOT_STANCES.format(what=f"an object of type {type(stances).__name__}"))
    if by not in _POLARITY_OF:
        raise ValueError(f"by={by!r}: compare by one of {', '.join(_POLARITY_OF)}")
    polarity = _POLARITY_OF[by]
    missing = {"article_id", "statement_id", "actor", "act", by, polarity} - set(stances.columns)
    if missing:
        raise ValueError(f"the stances table lacks {', '.join(sorted(missing))}")

    rows = stances.dropna(subset=["actor", by, polarity]).copy()
    rows["_polarity"] = rows[polarity].astype(float)
    if actors is None:
        actors = _most_frequent_first(rows["actor"])
    actors = listed(actors) if isinstance(actors, str) else actors
    _warn_of_misspellings(actors, rows["actor"])
    rows = rows[rows["actor"].isin(list(actors))]
    repeats = headline_repeats(rows, by=by, statements=statements)
    counted = rows if repeats is None else rows[~repeats]
    subjects: list[Any] = _most_frequent_first(counted[by]) or [pd.NA]

    cells: dict[Any, pd.DataFrame] = dict(list(counted.groupby(["actor", by], sort=False)))
    left_out = None if repeats is None else rows[repeats].groupby(["actor", by]).size().to_dict()
    matrix = pd.DataFrame(
        [
            {"actor": actor, by: subject} | _cell(cells.get((actor, subject)), left_out, (actor, subject))
            for subject in subjects
            for actor in dict.fromkeys(actors)
        ],
        columns=["actor", by, "polarity", "low", "high", "word", *_COUNTS],
    )
    dtypes = {"actor": "str", by: "str", "word": "str"} | dict.fromkeys(("polarity", "low", "high"), "Float64")
    return matrix.astype(dtypes | dict.fromkeys(_COUNTS, "Int64"))


def headline_repeats(
    stances: pd.DataFrame, *, by: str = "issue", statements: pd.DataFrame | None = None
) -> pd.Series | None:
    """Say which stances stand in a headline or heading and only repeat one of the body.

    Parameters
    ----------
    stances : DataFrame
        The stances table, or some rows of it.
    by : str
        The column that must agree, beside article, actor, act and polarity.
    statements : DataFrame, optional
        The statements table, looked up for `place` where `stances` has no such column.

    Returns
    -------
    Series of bool or None
        On the index of `stances`; None where nothing tells headlines from body text.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"article_id": "a", "actor": "US", "act": "condemn", "issue": "protests", "issue_polarity": -1}
    >>> headline_repeats(pd.DataFrame([row | {"place": "headline"}, row | {"place": "body"}])).tolist()
    [True, False]
    """
    if "place" in stances.columns:
        in_body = stances["place"].eq("body")
    elif statements is not None:
        body = statements.loc[statements["place"].eq("body"), "statement_id"]
        in_body = stances["statement_id"].isin(set(body))
    elif "headline_statements" in stances.attrs:
        in_body = ~stances["statement_id"].isin(set(stances.attrs["headline_statements"]))
    else:
        return None
    in_body = in_body.fillna(True).astype(bool)
    keys = list(zip(*(stances[c] for c in ("article_id", "actor", "act", by, _POLARITY_OF[by])), strict=True))
    said_in_body = {key for key, body in zip(keys, in_body, strict=True) if body}
    return pd.Series(
        [not body and key in said_in_body for key, body in zip(keys, in_body, strict=True)],
        index=stances.index,
        dtype=bool,
    )


def quotation_types(statements: pd.DataFrame, actors: Sequence[str] | None = None) -> pd.DataFrame:
    """Count who is quoted verbatim and who is paraphrased, one row an actor.

    Parameters
    ----------
    statements : DataFrame
        The statements table; only rows in the body are counted, a headline quotes nobody anew.
    actors : sequence of str, optional
        Actors wanted, in order; by default all, those with most statements first.

    Returns
    -------
    DataFrame
        `actor`, `statements`, `direct`, `mixed`, `indirect`, and `verbatim`, the share of statements with at least some
        words in quotation marks (direct or mixed), with its 95 % Wilson interval `low` and `high`; missing below two
        statements.

    Examples
    --------
    >>> import pandas as pd
    >>> statements = pd.DataFrame(
    ...     {"actor": ["UN", "UN", "UN"], "place": "body", "quote_type": ["direct", "indirect", "direct"]}
    ... )
    >>> quotation_types(statements)[["actor", "direct", "indirect", "verbatim", "low"]].round(2)
      actor  direct  indirect  verbatim   low
    0    UN       2         1      0.67  0.21
    """
    body = statements[statements["place"].eq("body")].dropna(subset=["actor"])
    rows = []
    for actor in _most_frequent_first(body["actor"]) if actors is None else dict.fromkeys(actors):
        types = body.loc[body["actor"].eq(actor), "quote_type"]
        counts = {name: int(types.eq(name).sum()) for name in ("direct", "mixed", "indirect")}
        n = len(types)
        share = (counts["direct"] + counts["mixed"]) / n if n else None
        low, high = wilson_interval(share, n) if share is not None and n > 1 else (None, None)
        rows.append({"actor": actor, "statements": n, **counts, "verbatim": share, "low": low, "high": high})
    columns = ["actor", "statements", "direct", "mixed", "indirect", "verbatim", "low", "high"]
    table = pd.DataFrame(rows, columns=columns)
    dtypes = {"actor": "str"} | dict.fromkeys(columns[1:5], "Int64") | dict.fromkeys(columns[5:], "Float64")
    return table.astype(dtypes)


def in_words(matrix: pd.DataFrame) -> list[str]:
    """Say in one sentence an actor what a comparison shows, with the numbers behind each word.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"article_id": "a", "statement_id": "a:s1", "actor": "UN", "act": "urge", "issue": "dialogue"}
    >>> in_words(compare(pd.DataFrame([row | {"issue_polarity": 1}]), actors=["UN", "US"]))
    ['UN: supports dialogue (1 stance).', 'US: no stance found.']
    """
    subject = matrix.columns[1]
    sentences = []
    for actor, rows in matrix.groupby("actor", sort=False):
        said = []
        for word in ("supports", "opposes", "mixed", "neutral"):
            cells = rows[rows["word"].eq(word)].sort_values("stances", ascending=False, kind="stable")
            named = [
                f"{issue.replace('-', ' ')} ({n} {'stance' if n == 1 else 'stances'})"
                for issue, n in zip(cells[subject], cells["stances"], strict=True)
            ]
            if named:
                lead = {"mixed": "is mixed on", "neutral": "takes no side on"}.get(word, word)
                said.append(f"{lead} {_listed(named)}")
        sentences.append(f"{actor}: {'; '.join(said) or 'no stance found'}.")
    return sentences


def wilson_interval(share: float, n: float) -> tuple[float, float]:
    """Give Wilson's 95 % score interval of a share seen in `n` cases.

    Examples
    --------
    >>> [round(edge, 3) for edge in wilson_interval(0.5, 10)]
    [0.237, 0.763]
    """
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def _warn_of_misspellings(actors: Sequence[str], column: pd.Series) -> None:
    speaking = set(column)
    for name in set(actors) - speaking:
        alike = process.extractOne(
            name, sorted(speaking - set(actors)), scorer=fuzz.ratio, processor=default_process, score_cutoff=80
        )
        meant = alike[0] if alike else next((actor for actor in _also_called(name) if actor in speaking), None)
        if meant:
            warnings.warn(f"no stance is by {name!r} and it is shown as silent; is {meant!r} meant?", stacklevel=3)


def _also_called(name: str) -> list[str]:
    """The listed actors that a name may stand for; none where it is a listed actor's own."""
    book = ActorBook.load()
    return [] if name in book else book.like(name)


def _cell(cell: pd.DataFrame | None, left_out: dict[Hashable, int] | None, key: Hashable) -> dict[str, Any]:
    repeats = None if left_out is None else left_out.get(key, 0)
    if cell is None:
        return dict.fromkeys(_COUNTS, 0) | {"word": "silent", "repeats": repeats}
    polarity = cell["_polarity"]
    n = cell["statement_id"].nunique()
    counts = {
        "stances": len(cell),
        "statements": n,
        "articles": cell["article_id"].nunique(),
        "in_favour": int((polarity > 0).sum()),
        "against": int((polarity < 0).sum()),
        "neutral": int((polarity == 0).sum()),
        "repeats": repeats,
    }
    mean = float(polarity.mean())
    low, high = (2 * edge - 1 for edge in wilson_interval((mean + 1) / 2, n)) if n > 1 else (None, None)
    return {
        "polarity": mean,
        "low": low,
        "high": high,
        "word": _word(counts["in_favour"], counts["against"]),
    } | counts


def _word(in_favour: int, against: int) -> str:
    sided = in_favour + against
    if not sided:
        return "neutral"
    if in_favour >= _DOMINANT * sided:
        return "supports"
    return "opposes" if against >= _DOMINANT * sided else "mixed"


def _most_frequent_first(column: pd.Series) -> list[str]:
    counts = column.value_counts()
    return sorted(counts.index, key=lambda name: (-counts[name], name))


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
