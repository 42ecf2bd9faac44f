"""Changes told beside the level that they end: "28, up from 19", "203,000 encounters, up 2.2% from July"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.figures.events import load_events
from analysis.figures.phrases import SentenceView
from analysis.figures.quantities import Quantity


def turned_level(
    view: SentenceView, quantities: Sequence[Quantity], n: int, between: Sequence[str]
) -> tuple[int, str | None]:
    """Which of two levels a change ends, and its way; ``between``: the words between quantity ``n`` and that before.

    The 28 of "28, up from 19", "rose to 28 from 19" and "rose from 19 to 28" went up. The way is None for no change.
    """
    first = quantities[n - 1].first
    ends, direction, trends = n - 1, None, load_events().trends
    if n > 1 and quantities[n - 1].unit != quantities[n].unit == quantities[n - 2].unit:
        ends = n - 2  # "7.6 million people, or 57% of them, up from 2.7 million"
    if "from" in between[-5:]:
        at = len(between) - 1 - between[::-1].index("from")
        turned = between[at - 1] if at else ""
        direction = trends.get(turned) if turned in ("up", "down") else None
        if direction is None and view.lower(first - 1) == "to":
            direction = _verb_direction(view, first) or trends.get(view.lower(first - 2))
    elif between == ["to"] and view.lower(first - 1) == "from":
        ends, direction = n, trends.get(view.lower(first - 2))
    return ends, direction


def _verb_direction(view: SentenceView, i: int) -> str | None:
    """The "down" of "cut its forecast for growth | to 2% from 3%": the verb decides, not the noun beside."""
    node = view.node(i)
    verb = next((a for a in node.ancestors if a.pos_ == "VERB"), None) if node is not None else None
    return load_events().trends.get(verb.lower_) if verb is not None else None


def tells_change_beside(view: SentenceView, quantity: Quantity) -> bool:
    """Whether a change is told after a comma of the amount before it: ", up 2.2% from July", ", a drop of 8%"."""
    i = quantity.first - 1
    if view.lower(i) == "of" and view.lower(i - 1) in load_events().changes:
        i -= 1
    elif view.lower(i) not in ("up", "down"):
        return False
    i -= 1
    while view.tag(i) in ("DT", "RB", "JJ"):
        i -= 1
    return view.lower(i) == ","
