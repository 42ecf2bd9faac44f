"""The same statement, stance or figure in the tables of several people: one unit, many codings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from analysis.annotations.corrections import STARTS, Corrected, Row, Tables, tables_of
from analysis.annotations.matching import Spans, best_pairs, overlap
from analysis.tables import records

if TYPE_CHECKING:
    from analysis.pipeline import Analysis

Codings = dict[str, Row]
"""One unit: the row of every coder who has it, by the coder's name."""


def aligned(coders: Mapping[str, Analysis | Corrected | Tables], table: str) -> list[Codings]:
    """The rows of a table that several coders have in common, and those that only some have.

    Two rows are one unit where their spans overlap by half (characters in both / characters in either): the content of
    statements, piece by piece; the evidence of stances; the words of figures. Of several with the same content or
    evidence those are one that have the same cue or target.

    Parameters
    ----------
    coders : mapping of str to Analysis, Corrected or tables
        Who coded, people and machine alike; articles that are not in everybody's tables are left out.
    table : {"statements", "stances", "figures"}

    Returns
    -------
    list of dict
        In text order.

    Examples
    --------
    >>> from analysis import tables
    >>> row = {"article_id": "a", "figure_id": "a:f1", "text": "40 men", "start": 0, "end": 6, "paragraph": 0}
    >>> ana = {"figures": tables.frame("figures", [row | {"bound": "exact"}])}
    >>> ben = {"figures": tables.frame("figures", [row | {"bound": "about", "text": "40", "end": 2}])}
    >>> [list(unit) for unit in aligned({"Ana": ana, "Ben": ben, "Cleo": ana}, "figures")]
    [['Ana', 'Cleo'], ['Ben']]
    """
    rows = {name: _by_article(tables_of(given), table) for name, given in coders.items()}
    shared = set.intersection(*({*found} for found in rows.values())) if rows else set()
    units: list[Codings] = []
    for article_id in dict.fromkeys(article_id for found in rows.values() for article_id in found):
        if article_id in shared:
            units += _aligned({name: found[article_id] for name, found in rows.items()}, table)
    return units


def spans_of(row: Row, table: str) -> Spans:
    """Where a row is, for matching."""
    if table == "statements" and row["content_spans"]:
        return [(start, end) for start, end in row["content_spans"]]
    start = STARTS[table]
    return [(row[start], row[start.replace("start", "end")])]


def _by_article(given: Tables, table: str) -> dict[str, list[Row]]:
    names = dict.fromkeys(article_id for every in given.values() for article_id in every["article_id"])
    found: dict[str, list[Row]] = {article_id: [] for article_id in names}
    for row in records(given[table]):
        found[row["article_id"]].append(row)
    return found


def _aligned(rows: Mapping[str, list[Row]], table: str) -> list[Codings]:
    units: list[Codings] = []
    for name, own in rows.items():
        firsts = [next(iter(unit.values())) for unit in units]
        before, here = ([spans_of(row, table) for row in some] for some in (firsts, own))
        pairs = best_pairs(before, here, ties=partial(_alike, firsts, own, table))
        for i, j in pairs:
            units[i][name] = own[j]
        taken = {j for _, j in pairs}
        units += [{name: row} for j, row in enumerate(own) if j not in taken]
    return sorted(units, key=lambda unit: next(iter(unit.values()))[STARTS[table]])


def _alike(firsts: list[Row], seconds: list[Row], table: str, i: int, j: int) -> float:
    beside = {"statements": "cue", "stances": "target"}.get(table)
    if beside is None or firsts[i][f"{beside}_start"] is None or seconds[j][f"{beside}_start"] is None:
        return 0.0
    one, other = ([(row[f"{beside}_start"], row[f"{beside}_end"])] for row in (firsts[i], seconds[j]))
    return overlap(one, other)
