"""Quantities: numbers with their sign, unit, range and bound, as text alone shows them.

`read_quantities` puts together what `numerals`, `units`, `labels` and `bounds` know about one sentence. What is counted,
what happened to it and who says so needs syntax, and is added in `figures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.bounds import bound_around
from analysis.labels import is_label
from analysis.numerals import Numeral, Token, read_numerals
from analysis.units import UnitBook, load_units

_DASHES = {"-", "‐", "‑", "–", "—"}
_BARE = (".", ",", ";", ")", "]", "”", '"', ":", "—", "who", "and", "was", "were", "of")
_CHANGES = (
    "rise rose risen rises rising fall fell fallen falls falling climb climbed climbs climbing drop dropped drops dropping "
    "increase increased increases increasing decrease decreased decreases decreasing grow grew grown grows growing "
    "decline declined declines declining up down jump jumped jumping slump slumped surge surged soar soared plunge "
    "plunged tumble tumbled cut cuts cutting raise raised raises raising lower lowered lowers slow slowed ease eased "
    "went go goes going gone swell swelled swollen shrink shrank shrunk reduce reduced reduction change changed move "
    "moved upgrade upgraded double doubled slid slide slipped dipped edged inched revised expand expanded shot"
).split()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is meant, in tokens of its sentence.

    ``first`` and ``last`` span modifier, number and unit; ``number`` is the last token of the number itself and ``head``
    the last token of number and unit, after which a noun may follow. ``kind`` is that of the unit (money, rate, measure,
    time, age, scale) or "" for counts.
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


@dataclass(slots=True)
class _Measured:
    """A numeral with its sign and unit, before ranges and bounds."""

    first: int
    number: int
    last: int
    numeral: Numeral
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    kind: str
    leading: bool  # the unit stands before the number


def read_quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """The quantities of one sentence, in text order; dates, names and other labels are left out."""
    book = load_units()
    measured = [m for n in read_numerals(tokens) if (m := _measure(tokens, n, book)) is not None]
    found: list[Quantity] = []
    skip = False
    for i, item in enumerate(measured):
        if skip:
            skip = False
            continue
        other = measured[i + 1] if i + 1 < len(measured) else None
        joined = _range(tokens, item, other) if other else None
        if joined is not None:
            skip = True
        quantity = joined or _single(item)
        if quantity.bound == "label":
            continue
        found.append(_with_bound(tokens, quantity, found))
    return _parted(tokens, found)


# -- sign and unit ------------------------------------------------------------------------------------------------------
def _measure(tokens: Sequence[Token], numeral: Numeral, book: UnitBook) -> _Measured | None:
    first, last = numeral.first, numeral.last
    negative, first = _sign(tokens, first)
    unit, kind, leading, number = None, "", False, last
    money = book.before(tokens, first)
    if money is not None:
        (unit, first), kind, leading = money, "money", True
        negative = negative or _sign(tokens, first)[0]
        first = _sign(tokens, first)[1] if not numeral.style == "words" else first
        per = book.per_after(tokens, last, unit)
        if per is not None:
            unit, last = per
    elif numeral.style != "share":
        found = _unit_after(tokens, numeral, book)
        if found is not None:
            unit, kind, last = found
        elif (lead := book.lead(tokens, first)) is not None:
            (unit, first), kind, leading = lead, "scale", True
        elif _is_age(tokens, numeral):
            unit, kind = "year", "age"
    if unit is None or (kind == "time" and numeral.style == "fraction"):
        counted = bound_around(tokens, first, last + 1, "").modifier is not None
        if is_label(tokens, numeral, counted=counted):
            return None
    elif is_label_despite_unit(tokens, numeral, kind):
        return None
    sign = -1.0 if negative else 1.0
    value = None if numeral.value is None else sign * numeral.value
    return _Measured(first, number, last, numeral, value, numeral.low, numeral.high, unit, kind, leading)


def is_label_despite_unit(tokens: Sequence[Token], numeral: Numeral, kind: str) -> bool:
    """ "5m" in "B5m", "one day" as an adverb, "Mg-24h": names and idioms that only look measured."""
    before = tokens[numeral.first - 1] if numeral.first else None
    if kind == "money" or before is None:
        return False
    if before.end == tokens[numeral.first].start and before.text[-1].isalpha() and numeral.style == "digits":
        return True
    if kind == "time" and numeral.value == 1 and numeral.style == "words" and tokens[numeral.first].lower == "one":
        return (
            is_label(tokens, numeral, counted=True)
            if before.lower in ("no", "any", "that", "this")
            else (
                tokens[numeral.first + 1].lower == "day"
                and before.lower in ("that", ",", "would", "will", "could", "and")
            )
        )
    return False


def _sign(tokens: Sequence[Token], first: int) -> tuple[bool, int]:
    """Whether the number is negative, and where it then begins."""
    i = first - 1
    if i < 0:
        return False, first
    against = tokens[i].end == tokens[first].start
    if tokens[i].text in ("-", "−") and against:
        free = i == 0 or tokens[i - 1].end < tokens[i].start or tokens[i - 1].text in "($€£("
        if free:
            return True, i
        if tokens[i - 1].lower == "minus":
            return True, i - 1
    if tokens[i].lower == "minus" and not (i >= 2 and tokens[i - 1].lower == "or"):
        return True, i
    return False, first


def _unit_after(tokens: Sequence[Token], numeral: Numeral, book: UnitBook) -> tuple[str, str, int] | None:
    j = numeral.last + 1
    digits = numeral.style == "digits"
    if j < len(tokens) and numeral.style in ("fraction", "words"):
        for lead in (("of", "a"), ("of", "an"), ("a",), ("an",)) if numeral.style == "fraction" else ():
            if tuple(t.lower for t in tokens[j : j + len(lead)]) == lead:
                j += len(lead)
                break
    of = numeral.style == "loose" or (numeral.scale > 1 and numeral.style in ("words", "digits"))
    if j < len(tokens) and tokens[j].lower == "of" and of:
        unit = book.after(tokens, j + 1, digits=False)
        return (unit.name, unit.kind, unit.last) if unit and unit.kind in ("money", "measure", "time") else None
    unit = book.after(tokens, j, digits=digits)
    if unit is None:
        return None
    name, kind, last = unit.name, unit.kind, unit.last
    if name == "pound" and tokens[last].lower.startswith("pound") and _is_money(tokens, numeral, book):
        name, kind = "GBP", "money"
        if last + 1 < len(tokens) and tokens[last + 1].lower == "sterling":
            last += 1
    if name == "point" and numeral.style == "words" and tokens[last - 1].text in _DASHES:
        return None
    if kind == "time":
        name, kind, last = _aged(tokens, name, last)
    return name, kind, last


def _is_money(tokens: Sequence[Token], numeral: Numeral, book: UnitBook) -> bool:
    if numeral.scale >= 1e6:
        return True
    near = tokens[max(0, numeral.first - 12) : numeral.last + 14]
    return any(token.lower.rstrip("s") in book.money_words or token.lower in book.money_words for token in near)


def _aged(tokens: Sequence[Token], name: str, last: int) -> tuple[str, str, int]:
    """ "10-year-old", "29 years old", "6 weeks of age"."""
    j = last + 1
    if tokens[last].lower == "yo":
        return "year", "age", last
    if j < len(tokens) and tokens[j].text in _DASHES:
        j += 1
    if j < len(tokens) and tokens[j].lower in ("old", "olds"):
        return name, "age", j
    if j + 1 < len(tokens) and tokens[j].lower == "of" and tokens[j + 1].lower == "age":
        return name, "age", j + 1
    return name, "time", last


def _is_age(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """ "Karim Haddad, 34, was", "her brother, seven, and", "Maria Silva (44)", "aged 71"."""
    if numeral.value is None or numeral.value != int(numeral.value) or not 0 < numeral.value < 115 or numeral.scale > 1:
        return False
    before = tokens[numeral.first - 1] if numeral.first else None
    after = tokens[numeral.last + 1].text if numeral.last + 1 < len(tokens) else "."
    if before is None or numeral.style not in ("digits", "words"):
        return False
    if before.lower in ("aged", "age") or (
        before.lower == "of" and numeral.first > 1 and tokens[numeral.first - 2].lower == "age"
    ):
        return True
    if numeral.first < 2:
        return False
    person = tokens[numeral.first - 2]
    if before.text == "," and after in (",", ".", ";", ")") and person.text[0].isalpha():
        named = person.tag == "NNP" and person.text[0].isupper()
        return named or person.lower in _PERSONS
    return before.text == "(" and after == ")" and person.tag == "NNP" and numeral.value > 9


_PERSONS = frozenset(
    "man woman boy girl brother sister son daughter father mother husband wife student teacher driver candidate suspect "
    "victim pensioner farmer doctor officer soldier worker lawyer journalist resident leader minister president widow "
    "grandmother grandfather grandson granddaughter nephew niece cousin child teenager actor singer player striker".split()
)


# -- ranges -------------------------------------------------------------------------------------------------------------
def _single(item: _Measured) -> Quantity:
    bound = "about" if item.numeral.style == "loose" else "exact"
    low, high = (item.low, item.high) if item.value is None else (item.value, item.value)
    return Quantity(
        item.first, item.last, item.first, item.number, item.last, item.value, low, high, bound, None,
        item.unit, item.kind, item.numeral.style, item.numeral.noun,
    )  # fmt: skip


def _range(tokens: Sequence[Token], a: _Measured, b: _Measured) -> Quantity | None:
    """One quantity for "20-30", "between 20 and 30", "5 per cent to 20 per cent", "three or four"; else None.

    Numbers in a change ("rose from 112 to 134") stay two, but share scale and unit.
    """
    if a.value is None or b.value is None or "share" in (a.numeral.style, b.numeral.style):
        return None
    words = [t.lower for t in tokens[a.last + 1 : b.first]]
    glued = not words and b.first == a.last + 1
    link = "-" if words and all(w in _DASHES for w in words) else "".join(w for w in words if w not in _DASHES)
    if link == "-" or (not link and not glued and words):
        link = "-"
    if b.value < 0 < a.value and not words and tokens[b.first].text in ("-", "−"):
        link, b.value = "-", -b.value
    if link not in ("-", "to", "and", "or", "till", "through"):
        return None
    if a.numeral.style == "fraction" != b.numeral.style and link != "-":
        return None
    if link == "and" and not _opens_between(tokens, a.first):
        return None
    if a.unit and b.unit and a.unit != b.unit and b.unit.split("/")[0] != a.unit:
        return None
    if link == "-" and a.unit and not a.leading and not b.unit:
        return None
    if link == "or" and not (a.value < b.value <= max(a.value * 2, a.value + 5) or b.numeral.scale > 1):
        return None
    if a.unit and not a.leading and not b.unit:
        return None
    change = link == "to" and _is_change(tokens, a)
    if b.numeral.scale > 1 and a.numeral.scale == 1 and a.numeral.mantissa and b.numeral.mantissa:
        if a.numeral.mantissa <= b.numeral.mantissa or change:
            a.value *= b.numeral.scale
    if (a.unit is None) != (b.unit is None) or (a.unit != b.unit and link != "and"):
        a.unit, b.unit = (b.unit or a.unit), (b.unit or a.unit)
        a.kind, b.kind = (b.kind or a.kind), (b.kind or a.kind)
    if change:
        return None
    if a.kind == "age" and a.first and tokens[a.first - 1].lower in ("aged", "ages"):
        return replace(_single(b), bound="label")
    if b.value <= a.value:
        score = link == "-" and not a.unit and a.value == int(a.value) and b.value == int(b.value) and a.value < 1000
        if not score or b.numeral.style != "digits":
            return None
    first = a.first - 1 if link == "and" and tokens[a.first - 1].lower == "between" else a.first
    return Quantity(
        first, b.last, a.first, b.number, b.last, None, a.value, b.value, "range", _link_words(tokens, first, a, b),
        b.unit, b.kind, b.numeral.style,
    )  # fmt: skip


def _link_words(tokens: Sequence[Token], first: int, a: _Measured, b: _Measured) -> str | None:
    words = [t.text for t in tokens[a.last + 1 : b.first] if t.text[0].isalpha()]
    opening = [tokens[first].text] if first < a.first else []
    return " ".join([*opening, *words]) or None


def _opens_between(tokens: Sequence[Token], first: int) -> bool:
    return any(tokens[i].lower == "between" for i in range(max(0, first - 3), first))


def _is_change(tokens: Sequence[Token], a: _Measured) -> bool:
    """Whether "A to B" tells a change and not a range: "rose from A to B", "by A to B", "up A to B"."""
    before = tokens[a.first - 1].lower if a.first else ""
    if before in ("by", "up", "down") or (before in _CHANGES and a.unit is not None):
        return True
    near = [t.lower for t in tokens[max(0, a.first - 10) : a.first]]
    if "from" not in near[-3:]:
        return False
    if any(
        word in ("range", "ranges", "ranged", "ranging", "varies", "varied", "vary", "varying") for word in near[-4:]
    ):
        return False
    return any(word in _CHANGES for word in near)


# -- bounds -------------------------------------------------------------------------------------------------------------
def _with_bound(tokens: Sequence[Token], quantity: Quantity, earlier: Sequence[Quantity]) -> Quantity:
    around = bound_around(tokens, quantity.first, quantity.last + 1, quantity.kind, number=quantity.number)
    bound, modifier = around.bound, around.modifier
    if bound is None and earlier and _converts(tokens, earlier[-1], quantity):
        bound = earlier[-1].bound if earlier[-1].bound not in ("range", "exact") else None
    if quantity.bound == "range":
        return replace(
            quantity, first=around.first, last=around.last - 1,
            modifier=" ".join(filter(None, [modifier, quantity.modifier])) or None,
        )  # fmt: skip
    first, last = around.first, around.last - 1
    bound = bound or quantity.bound
    value, low, high = quantity.value, quantity.low, quantity.high
    if value is not None:
        low = value if bound in ("exact", "at_least", "more_than") else None
        high = value if bound in ("exact", "at_most", "less_than") else None
    if quantity.style == "loose" and bound == "exact":
        bound = "about"
    return replace(quantity, first=first, last=last, bound=bound, modifier=modifier, low=low, high=high)


def _converts(tokens: Sequence[Token], earlier: Quantity, quantity: Quantity) -> bool:
    """ "just under 296 hp (224 kW / 300 PS)": the same amount in other units shares its bound."""
    if not quantity.unit or not earlier.unit or quantity.unit == earlier.unit:
        return False
    between = [t.text for t in tokens[earlier.last + 1 : quantity.first]]
    return between in (["("], ["/"])


def _parted(tokens: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """With "3 dollars 50 cents", "15 dollars and 50" and "5 pounds 20 pence" read as one sum."""
    out: list[Quantity] = []
    for quantity in found:
        before = out[-1] if out else None
        if before is not None and before.kind == "money" and _is_small_coin(tokens, before, quantity):
            value = (before.value or 0.0) + (quantity.value or 0.0) / 100
            low, high = (value if before.low is not None else None), (value if before.high is not None else None)
            out[-1] = replace(before, last=quantity.last, head=quantity.last, value=value, low=low, high=high)
        else:
            out.append(quantity)
    return out


def _is_small_coin(tokens: Sequence[Token], before: Quantity, quantity: Quantity) -> bool:
    between = [t.lower for t in tokens[before.last + 1 : quantity.first]]
    whole = (
        before.value is not None
        and before.value == int(before.value)
        and before.bound != "range"
        and before.unit is not None
    )
    if (
        between not in ([], ["and"])
        or not whole
        or quantity.value is None
        or not 0 < quantity.value < 100
        or "/" in (before.unit or "")
    ):
        return False
    if quantity.unit in ("cent", "penny"):
        return before.unit not in ("cent", "penny", "sen")
    following = tokens[quantity.last + 1].text if quantity.last + 1 < len(tokens) else "."
    return quantity.unit is None and before.number < before.head and following in ".,;!?" and quantity.modifier is None
