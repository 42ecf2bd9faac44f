"""The word lists and phrases of ``data/acts.yaml``, as the book of acts asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any


def word_lists(loaded: dict[str, Any]) -> dict[str, frozenset[str]]:
    """The plain word lists, by name."""
    lists = {**loaded["threats"], **{f"wrong_{k}": v for k, v in loaded["wrongs"].items()}}
    lists |= {
        "dissent": loaded["dissent"],
        "harms": loaded["harms"],
        "harmed": loaded["harmed"],
        "cherished": loaded["cherished"],
        "bodies": loaded["bodies"],
        "group": loaded["groups"],
        "series": loaded["wrongs"]["series"],
        "refusable": loaded["refusable"],
        "not_state": loaded["not_state"],
    }
    del lists["codes"]
    lists |= loaded["words"]
    return {name: frozenset(words) for name, words in lists.items()}


def phrases_by_verb(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """What goes on from each verb or noun of these phrases, the longest first."""
    table: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases:
        first, *rest = phrase.split()
        table[first].append(tuple(rest))
    for rests in table.values():
        rests.sort(key=len, reverse=True)
    return dict(table)
