"""What happened to those whom a number counts, and whether it rose or fell."""

from __future__ import annotations

from analysis.events import load_events
from analysis.governing import Anchor
from analysis.phrases import NOUNS, Phrase

_BEFORE_TREND = frozenset("by a an another sharply slightly further only just as much about around nearly its".split())  # noqa: SIM905
_BEFORE_STATE = frozenset("taken held left still feared reported presumed confirmed now were was are are been".split())  # noqa: SIM905
_COLLECTING = frozenset(["raise", "raised", "raises", "raising", "double", "doubled"])
_UP_VERBS = frozenset("make makes made making take takes took set comes come came give gave end pick add adds".split())  # noqa: SIM905
_LEVELS = frozenset(["above", "below", "beyond"])


def event_of(at: Anchor, phrase: Phrase | None) -> str | None:
    """The event, by name: from the word after the number or its noun, the verb around them, or the noun itself."""
    kind, view, book = at.quantity.kind, at.view, load_events()
    beside = phrase is not None and phrase.last is not None and phrase.last > at.quantity.head
    if kind in ("time", "age", "scale", "measure") or (kind == "rate" and not beside):
        return None
    last = phrase.last if phrase is not None and phrase.last is not None else at.quantity.last
    for i in dict.fromkeys((last + 1, at.quantity.last + 1)):
        if view.lower(i) in _BEFORE_STATE or view.tag(i) == "RB":
            i += 1
        word, acts = view.lower(i), view.tag(i) == "VBD" and view.tag(i + 1) in ("DT", *NOUNS)
        if word in book.words and not acts and kind != "money":
            return book.words[word]
    node = phrase.node if phrase is not None and beside else at.root
    event = book.of_clause(node) if node is not None else None
    if event is None and phrase is not None:
        event = book.of_noun(phrase.words.split())
    allowed = event in book.of_money if kind == "money" else event not in book.only_money
    return event if allowed else None


def trend_of(at: Anchor) -> str | None:
    """Up or down where the amount is a change ("rose by 12%", "a 12% drop", "0.4pc higher"), not the level."""
    view, book, quantity = at.view, load_events(), at.quantity
    i = quantity.first - 1
    if quantity.kind in ("time", "age", "scale") or view.lower(quantity.first) in _LEVELS:
        return None
    by = False
    while i > 0 and view.lower(i) in _BEFORE_TREND:
        by = by or view.lower(i) == "by"
        i -= 1
    before = view.lower(i) if i >= 0 else ""
    takes_object = before in book.transitive and not quantity.kind  # "lost 40 men"
    collects = before in _COLLECTING and quantity.kind == "money"  # "raised $350 million"
    adjective = view.tag(i).startswith("JJ")  # "the lower 95 per cent"
    phrasal = before == "up" and view.lower(i - 1) in _UP_VERBS  # "make up 80 per cent"
    if before in book.trends and (by or not (takes_object or collects or adjective or phrasal)):
        return book.trends[before]
    j = at.after + view.is_dash(at.after)
    beside = quantity.kind in ("rate", "money") or view.lower(j) in ("higher", "lower")
    return book.trends.get(view.lower(j)) if beside else None
