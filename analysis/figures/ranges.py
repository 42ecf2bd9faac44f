"""Two numbers that belong together: ranges ("20-30", "between 20 and 30"), scores, and changes ("from 112 to 134").

A range becomes one quantity. The two numbers of a change stay two, but share unit and scale where one has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from analysis.figures.events import load_events
from analysis.figures.measured import Measured
from analysis.figures.tokens import DASHES, Token

_RANGING = frozenset(
    ["range", "ranges", "ranged", "ranging", "varies", "varied", "vary", "varying", "anywhere", "priced"]
)
_WIDEST = 3  # "by 5 to 7 per cent" is a range, "up 4 to 98 points" a change
_LONGEST_SCORE = 1000
_CLAUSE = 9  # tokens before a number in which a word for deciding is looked for


class _Placed(Protocol):
    """A number and where it ends, before or after its bound is read."""

    @property
    def value(self) -> float | None: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


def range_opens(tokens: Sequence[Token], a: Measured, b: Measured) -> int | None:
    """The token where the range of two neighbours begins ("between" included); None where they are two figures.

    Unit and scale pass between ``a`` and ``b`` where the words share them ("$10 to $15 billion").
    """
    if a.value is None or b.value is None or "share" in (a.numeral.style, b.numeral.style):
        return None
    link = _link(tokens, a, b)
    if link is None or (a.numeral.style != b.numeral.style and "fraction" in (a.numeral.style, b.numeral.style)):
        return None
    change = link == "to" and _is_change(tokens, a, b)
    if link == "to" and a.unit == "point" and b.unit is None:
        b.unit, b.kind = a.unit, a.kind  # "rose 64 points to 4,577"
        return None
    bracket = a.kind == "age" and tokens[a.first - 1].lower in ("aged", "age", "ages")
    if not _units_agree(a, b, tie=bracket or (change and tokens[a.first - 1].lower == "from")):
        return None
    if link == "or" and not _are_alternatives(a, b):
        return None
    _share(a, b)
    if change or (link == "or" and a.kind == "money") or (link == "-" and is_vote(tokens, a, b)):
        return None
    if b.value <= a.value and not (link == "-" and _is_score(a, b)):
        return None
    return a.first - 1 if link == "and" and tokens[a.first - 1].lower == "between" else a.first


def is_vote(tokens: Sequence[Token], a: _Placed, b: _Placed) -> bool:
    """Whether two numbers are the sides of a vote: "passed the bill 217-213", "a 5-4 ruling", "approved, 61 to 34".

    Sides of which the second is more stand right beside the word ("voted 34-41"): else they are a range.
    """
    if a.value is None or b.value is None or not 0 <= a.value == int(a.value) or b.value != int(b.value):
        return False
    deciding, after = load_events().deciding, tokens[b.last + 1] if b.last + 1 < len(tokens) else None
    if after is not None and (after.lower in deciding or after.tag.startswith(("NN", "JJ", "CD"))):
        return after.lower in deciding
    reach = _CLAUSE if b.value < a.value else 1
    before = {t.lower for t in tokens[max(0, a.first - reach) : a.first]} - {"ruling"}  # "the ruling party won 3-1"
    return not before.isdisjoint(deciding) and before.isdisjoint(("from", "between"))


def is_age_bracket(tokens: Sequence[Token], a: Measured) -> bool:
    """ "men aged 18 to 34": names a group, counts nothing."""
    return a.kind == "age" and a.first > 0 and tokens[a.first - 1].lower in ("aged", "age", "ages")


def _link(tokens: Sequence[Token], a: Measured, b: Measured) -> str | None:
    """What stands between the two: "-", "to", "or", or the "and" of "between"; else None."""
    between = [t.lower for t in tokens[a.last + 1 : b.first]]
    if not between:
        if (
            b.value is not None
            and b.value < 0
            and tokens[b.first].text == "-"
            and tokens[b.first - 1].end == tokens[b.first].start
        ):
            b.value = -b.value  # the dash of "5%-10%" is no minus
            return "-"
        return None
    words = [word for word in between if word not in DASHES]
    if not words:
        return "-"
    if words == ["and"]:
        return "and" if any(t.lower == "between" for t in tokens[max(0, a.first - 3) : a.first]) else None
    return words[0] if words in (["to"], ["or"], ["till"], ["through"]) else None


def _units_agree(a: Measured, b: Measured, *, tie: bool) -> bool:
    if a.unit is None or a.unit == b.unit:
        return True
    if b.unit is None:
        return a.leading or tie  # "$5 to 6"; "from 208 pounds to 193"
    return b.unit.split("/")[0] == a.unit


def _are_alternatives(a: Measured, b: Measured) -> bool:
    """ "three or four" is about one amount, "5 or 500" is not."""
    assert a.value is not None and b.value is not None
    return b.numeral.scale > 1 or a.value < b.value <= max(a.value * 1.5, a.value + 1)


def _share(a: Measured, b: Measured) -> None:
    assert a.value is not None and b.value is not None
    first, second = a.numeral.mantissa, b.numeral.mantissa
    if b.numeral.scale > 1 and a.numeral.scale == 1 and first and second and abs(first) <= abs(second):
        a.value *= b.numeral.scale
    a.unit, b.unit = (b.unit or a.unit), (b.unit or a.unit)
    a.kind, b.kind = (b.kind or a.kind), (b.kind or a.kind)


def _is_score(a: Measured, b: Measured) -> bool:
    """ "3-1": both sides as told, the first first."""
    assert a.value is not None and b.value is not None
    whole = a.value == int(a.value) and b.value == int(b.value)
    return whole and a.unit is None and a.value < _LONGEST_SCORE and b.numeral.style == "digits"


def _is_change(tokens: Sequence[Token], a: Measured, b: Measured) -> bool:
    """Whether "A to B" tells a change and not a range: "rose from A to B", "by A to B", "up A to B"."""
    changes = load_events().changes
    before = tokens[a.first - 1].lower if a.first else ""
    if a.unit is None and b.unit is not None and (a.value or 0) < (b.value or 0) <= _WIDEST * (a.value or 0):
        return False  # "will fall by 5 to 7 per cent"
    if before in ("by", "up", "down") or (before in changes and a.unit is not None):
        return True
    near = [t.lower for t in tokens[max(0, a.first - 10) : a.first]]
    if "from" not in near[-3:] or any(word in _RANGING for word in near[-4:]):
        return False
    return any(word in changes for word in near)
