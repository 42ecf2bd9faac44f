"""What happened to those counted (killed, detained, displaced ...) and whether a number tells a rise or a fall.

The words are in ``data/events.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from analysis.units import load_table


@dataclass(frozen=True)
class EventBook:
    """The events file, by word."""

    done_to: dict[str, str]
    done_by: dict[str, str]
    words: dict[str, str]
    nouns: dict[str, str]
    trends: dict[str, str]
    changes: frozenset[str]
    amounts: frozenset[str]
    light: frozenset[str]

    def of_verb(self, verb: Any, *, patient: bool) -> str | None:
        """The event of a verb (a parsed token) for its object or passive subject (``patient``), or for its subject."""
        return (self.done_to if patient else self.done_by).get(verb.lemma_.lower())

    def of_noun(self, words: Iterable[str]) -> str | None:
        """The event that a noun phrase names ("death toll", "arrests"), by its last words."""
        parts = [word.lower() for word in words]
        for n in (2, 1):
            key = " ".join(parts[-n:])
            for form in (key, key.removesuffix("s"), key.removesuffix("es"), key.removesuffix("ies") + "y"):
                if form in self.nouns:
                    return self.nouns[form]
        return None


@cache
def load_events() -> EventBook:
    """The events of ``data/events.yaml``, read once.

    Examples
    --------
    >>> load_events().of_noun(["death", "toll"])
    'killed'
    """
    table = load_table("events.yaml")
    by: dict[str, dict[str, str]] = {"done_to": {}, "done_by": {}, "words": {}, "nouns": {}}
    for event, forms in table["events"].items():
        for section, index in by.items():
            for form in forms[section]:
                index.setdefault(form, event)
    trends = {word: direction for direction, words in table["changes"].items() for word in words}
    changes = frozenset([*trends, *table["level_changes"]])
    return EventBook(
        **by, trends=trends, changes=changes, amounts=frozenset(table["amounts"]), light=frozenset(table["light_nouns"])
    )
