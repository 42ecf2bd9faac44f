"""Quantities: numbers with their unit, range and bound, as the words of a sentence show them.

What is counted, what happened to it and who says so needs syntax: see `counted` and `figures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.figures.bounds import bound_around
from analysis.figures.measured import Measured, read_measured
from analysis.figures.ranges import is_age_bracket, range_opens
from analysis.figures.tokens import Token


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is meant, in tokens of its sentence.

    ``first`` and ``last`` span modifier, number and unit; ``start`` is the number's first token, ``number`` its last,
    and ``head`` the last of number and unit, after which a noun may follow. ``kind`` is that of the unit (money, rate,
    measure, time, age, scale) or "" for counts; ``style`` and ``noun`` are those of the `Numeral`.
    """

    first: int
    last: int
    start: int
    number: int
    head: int
    value: float | None
    low: float | None
    high: float | None
    bound: str
    modifier: str | None
    unit: str | None
    kind: str
    style: str
    noun: int | None = None


def read_quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """The quantities of one sentence, in text order; dates, names and other labels are left out."""
    measured = read_measured(tokens)
    found: list[Quantity] = []
    i = 0
    while i < len(measured):
        item, following = measured[i], measured[i + 1] if i + 1 < len(measured) else None
        opens = range_opens(tokens, item, following) if following is not None else None
        i += 1
        if following is None or opens is None:
            found.append(_with_bound(tokens, _single(item), found))
            continue
        i += 1
        if not is_age_bracket(tokens, item):
            found.append(_with_bound(tokens, _ranging(tokens, item, following, opens), found))
    return _sums(tokens, found)


def _single(item: Measured) -> Quantity:
    numeral = item.numeral
    low, high = (numeral.low, numeral.high) if item.value is None else (item.value, item.value)
    return Quantity(
        item.first, item.last, item.first, item.number, item.last, item.value, low, high,
        "about" if numeral.style == "loose" else "exact", None, item.unit, item.kind, numeral.style, numeral.noun,
    )  # fmt: skip


def _ranging(tokens: Sequence[Token], a: Measured, b: Measured, opens: int) -> Quantity:
    words = [t.text for t in (*tokens[opens : a.first], *tokens[a.last + 1 : b.first]) if t.text[0].isalpha()]
    return Quantity(
        opens, b.last, a.first, b.number, b.last, None, a.value, b.value, "range", " ".join(words) or None,
        b.unit, b.kind, b.numeral.style,
    )  # fmt: skip


def _with_bound(tokens: Sequence[Token], quantity: Quantity, earlier: Sequence[Quantity]) -> Quantity:
    """The quantity with the words around it that say how it is meant."""
    around = bound_around(tokens, quantity.first, quantity.last + 1, quantity.kind, number=quantity.number)
    first, last = around.first, around.last - 1
    if quantity.bound == "range":
        modifier = " ".join(filter(None, [around.modifier, quantity.modifier])) or None
        return replace(quantity, first=first, last=last, modifier=modifier)
    bound = around.bound
    if bound is None and earlier and _converts(tokens, earlier[-1], quantity):
        bound = earlier[-1].bound
    if quantity.value is None:
        bound = bound if bound not in (None, "exact") else quantity.bound
        return replace(quantity, first=first, last=last, bound=bound, modifier=around.modifier)
    bound = bound or quantity.bound
    return replace(
        quantity, first=first, last=last, bound=bound, modifier=around.modifier,
        low=quantity.value if bound in ("exact", "at_least", "more_than") else None,
        high=quantity.value if bound in ("exact", "at_most", "less_than") else None,
    )  # fmt: skip


def _converts(tokens: Sequence[Token], earlier: Quantity, quantity: Quantity) -> bool:
    """ "just under 296 hp (224 kW / 300 PS)": the same amount in other units shares its bound."""
    if not quantity.unit or not earlier.unit or earlier.bound == "range":
        return False
    return [t.text for t in tokens[earlier.last + 1 : quantity.first]] in (["("], ["/"])


def _sums(tokens: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """With "3 dollars 50 cents", "15 dollars and 50" and "5 pounds 20 pence" read as one amount."""
    sums: list[Quantity] = []
    for quantity in found:
        whole = sums[-1] if sums else None
        if (
            whole is None
            or whole.value is None
            or quantity.value is None
            or not _is_small_coin(tokens, whole, quantity)
        ):
            sums.append(quantity)
            continue
        value = whole.value + quantity.value / 100
        sums[-1] = replace(
            whole, last=quantity.last, head=quantity.last, value=value,
            low=None if whole.low is None else value, high=None if whole.high is None else value,
        )  # fmt: skip
    return sums


def _is_small_coin(tokens: Sequence[Token], whole: Quantity, quantity: Quantity) -> bool:
    """Whether ``quantity`` is the cents of the sum before it."""
    if whole.kind != "money" or whole.value != int(whole.value or 0) or not 0 < (quantity.value or 0) < 100:
        return False
    if [t.lower for t in tokens[whole.last + 1 : quantity.first]] not in ([], ["and"]) or "/" in (whole.unit or ""):
        return False
    if quantity.unit in ("cent", "penny"):
        return whole.unit not in ("cent", "penny", "sen")
    after = tokens[quantity.last + 1].text if quantity.last + 1 < len(tokens) else "."
    return quantity.unit is None and quantity.modifier is None and whole.number < whole.head and after in ".,;!?"
