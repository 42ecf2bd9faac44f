"""Numbers with their sign and unit: "minus 22 degrees", "$1.5bn", "15-kilometre", "10-year-old", "Smith, 44"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.figures.bounds import bound_around
from analysis.figures.digits import LENGTH_WORDS, half_after_and, number_in_digits
from analysis.figures.labels import is_family, is_label, is_label_with_unit
from analysis.figures.numberwords import number_in_words
from analysis.figures.numerals import Numeral, read_numerals
from analysis.figures.surroundings import Surroundings
from analysis.figures.tokens import DASHES, Token, is_glued, lower_at
from analysis.figures.units import Unit, UnitBook, load_units

_TO = frozenset(["to", "at"])
_LEAST_INDEX = 100  # points: what is below may be a change, not the level of an index
_PLANS = frozenset(["plan", "proposal", "programme", "program", "manifesto", "agenda"])
_MANY = frozenset([100, 1e3, 1e4, 1e5, 1e6])  # what rates are told of: "per 100,000"
_LEAST_IN_METRES = 1000  # "4,000m" is a height, no four billion
_NEAR = 8  # tokens before an amount in which "revenue" is looked for
_TIMES = frozenset(["year", "month", "quarter", "week", "half"])
OLDEST = 115  # years: a bare number after a name is an age below this


@dataclass(slots=True)
class Measured:
    """A numeral with its sign and unit. ``first`` to ``last`` spans sign, number and unit; ``number`` ends the number.

    ``kind`` is that of the unit: money, rate, measure, time, age, scale, or "" where there is none. ``leading`` tells
    that the unit stands before the number ("$5"). Ranges and changes share unit and scale between two of these.
    """

    numeral: Numeral
    first: int
    number: int
    last: int
    value: float | None
    unit: str | None = None
    kind: str = ""
    leading: bool = False


def read_measured(tokens: Sequence[Token]) -> list[Measured]:
    """The numbers of a sentence that count or measure, in text order; labels (dates, names) are left out."""
    book = load_units()
    found: list[Measured] = []
    for numeral in read_numerals(tokens):
        if found and numeral.first <= found[-1].last:
            continue  # the half of "a year and a half"
        item = _measure(tokens, numeral, book)
        if item.unit is None or (item.kind == "time" and numeral.style == "fraction"):
            counted = bound_around(tokens, item.first, item.last + 1, "").modifier is not None
            label = is_label(tokens, item.numeral, counted=counted)
        else:
            label = is_label_with_unit(tokens, numeral, item.kind)
        if not label:
            if found and found[-1].kind == "age" and item.unit is None and _lists_ages(tokens, found[-1], item):
                item.unit, item.kind = found[-1].unit, "age"
            elif item.unit is None and _is_level_too(tokens, found, item):
                item.unit, item.kind = "point", "rate"
            found.append(item)
    return found


def _lists_ages(tokens: Sequence[Token], age: Measured, item: Measured) -> bool:
    """Whether another age follows one: "aged 19, 22 and 34"."""
    between = [t.lower for t in tokens[age.last + 1 : item.first]]
    after = tokens[item.last + 1].text if item.last + 1 < len(tokens) else "."
    return between in ([","], ["and"], [",", "and"]) and (after in ",.;)" or after == "and")


def _is_level_too(tokens: Sequence[Token], found: Sequence[Measured], item: Measured) -> bool:
    """Whether an index after another goes without "points": "closed at 1,463.87 points ... rose 0.1% to 1,333.18"."""
    if item.numeral.style != "digits" or "." not in tokens[item.number].text or tokens[item.first - 1].lower not in _TO:
        return False
    after = tokens[item.last + 1].text if item.last + 1 < len(tokens) else "."
    earlier = [m for m in found[-9:] if m.unit == "point" and (m.value or 0) >= _LEAST_INDEX]
    return bool(earlier) and after in (".", ",", ";") and (item.value or 0) >= _LEAST_INDEX


def _measure(tokens: Sequence[Token], numeral: Numeral, book: UnitBook) -> Measured:
    written, numeral = numeral, _in_millions(tokens, numeral, book)
    negative, first = _sign(tokens, numeral.first)
    value = -numeral.value if negative and numeral.value is not None else numeral.value
    item = Measured(numeral, first, numeral.last, numeral.last, value)
    if numeral.style == "share":
        return item
    if numeral.style == "fold":
        item.unit, item.kind = "time", "rate"
        return item
    money = book.before(tokens, first)
    if money is not None:
        return _with_mark(tokens, item, money, book)
    unit = _unit_after(tokens, numeral, book)
    if unit is not None:
        _scale(item, unit.scale)
        item.unit, item.kind, item.last = unit.name, unit.kind, unit.last
        _add_half(tokens, item)
    elif (many := _per_many(tokens, numeral.last + 1)) is not None:
        item.unit, item.kind, item.last = many[0], "rate", many[1]
    elif (lead := book.lead(tokens, first)) is not None:
        (item.unit, item.first), item.kind, item.leading = lead, "scale", True
    elif _is_age(tokens, numeral):
        item.unit, item.kind = "year", "age"
    elif numeral is not written:
        item.kind = "money"
    return item


def _in_millions(tokens: Sequence[Token], numeral: Numeral, book: UnitBook) -> Numeral:
    """The number with the "m" against it as million where it is money: "560m lira", "losses reached 120m"."""
    j = numeral.last + 1
    plain = numeral.style == "digits" and numeral.scale == 1.0 and (numeral.value or 0) < _LEAST_IN_METRES
    if not plain or lower_at(tokens, j) != "m" or not is_glued(tokens, j):
        return numeral
    ranges = lower_at(tokens, j + 1) in DASHES and j + 2 < len(tokens) and tokens[j + 2].is_digits
    if is_glued(tokens, j + 1) and (tokens[j + 1].text[0].isalnum() or tokens[j + 1].text in "-’'/") and not ranges:
        return numeral
    of_nation = j + 1 < len(tokens) and tokens[j + 1].tag == "JJ" and tokens[j + 1].text[0].isupper()
    after = book.after(tokens, j + 1, digits=False) or book.after(tokens, j + 1 + of_nation, digits=False)
    if not (after.kind == "money" if after is not None else _is_amount(tokens, numeral.first, j + 1, book)):
        return numeral
    return replace(numeral, last=j, value=float(f"{1e6 * (numeral.value or 0):.12g}"), scale=1e6)


def _is_amount(tokens: Sequence[Token], first: int, after: int, book: UnitBook) -> bool:
    """Whether an amount is money by what is beside it: "a 20m loan", "worth 2.5m", "its revenue last year was 45m"."""
    if after < len(tokens) and tokens[after].tag.startswith("NN"):
        return book.is_money_word(tokens[after].lower)
    if lower_at(tokens, after) == "of" or lower_at(tokens, after) in LENGTH_WORDS - {"to", "from", "is", "by"}:
        return False
    i = first - 1
    while i >= max(0, first - _NEAR):
        word, tag = tokens[i].lower, tokens[i].tag
        if book.is_money_word(word) or word in book.got:
            return True
        if tag in ("NN", "NNS") and word != "m" and word not in _TIMES:
            while tokens[i].tag.startswith(("NN", "JJ", "DT")) and i > 0:
                i -= 1
            if tokens[i].tag != "IN":
                return False  # what has the length; but "turnover | at the plant"
        elif not (word[0].isalpha() or tokens[i].is_digits or word in DASHES):
            return False
        i -= 1
    return False


def _add_half(tokens: Sequence[Token], item: Measured) -> None:
    """Count the half that follows the unit: "a year and a half", "two miles and a half", "a year and a half old"."""
    half = half_after_and(tokens, item.last) if item.kind in ("time", "measure") else None
    if half is None or item.value is None:
        return
    item.value, item.last = item.value + half.mantissa, half.last
    if item.kind == "time" and lower_at(tokens, half.last + 1) == "old":
        item.kind, item.last = "age", half.last + 1


def _per_many(tokens: Sequence[Token], j: int) -> tuple[str, int] | None:
    """The rate at token ``j`` or after one noun, and its last token: "39 per 100,000", "12 deaths per 1,000"."""
    noun = j < len(tokens) and tokens[j].tag in ("NN", "NNS")
    k = j + noun
    if lower_at(tokens, k + 1) == "every" and lower_at(tokens, k) in ("for", "in"):
        k += 1
    elif lower_at(tokens, k) != "per":
        return None
    if k + 1 >= len(tokens):
        return None
    whole = number_in_digits(tokens, k + 1) or number_in_words(tokens, k + 1)
    if whole is None or whole.value not in _MANY:
        return None
    return f"per {whole.value:,.0f}", j - 1 if noun else whole.last


def _with_mark(tokens: Sequence[Token], item: Measured, money: tuple[str, int, float], book: UnitBook) -> Measured:
    """The amount with the currency before it ("-$5", "$-5", "US$5 a barrel")."""
    item.unit, item.kind, item.leading = money[0], "money", True
    _scale(item, money[2])
    negative, item.first = _sign(tokens, money[1])
    if negative and item.value is not None:
        item.value = -item.value
    again = book.after(tokens, item.number + 1)
    if again is not None and again.kind == "money" and again.name.split("/")[0] in ("USD", item.unit):
        item.last = again.last  # "$10 dollars", "$75 U.S. per barrel"
        item.unit = again.name if again.name != "USD" else item.unit
    elif (per := book.per_after(tokens, item.number, item.unit)) is not None:
        item.unit, item.last = per
    return item


def _scale(item: Measured, scale: float) -> None:
    """Count the amount in the scale that its currency names ("MEUR")."""
    if scale > 1 and item.value is not None:
        item.numeral = replace(item.numeral, scale=scale, mantissa=item.value)
        item.value *= scale


def _sign(tokens: Sequence[Token], first: int) -> tuple[bool, int]:
    """Whether the number is negative, and where it then begins."""
    i = first - 1
    if i < 0:
        return False, first
    if tokens[i].text in ("-", "−") and tokens[i].end == tokens[first].start:
        if i == 0 or tokens[i - 1].end < tokens[i].start or tokens[i - 1].text in "($€£":
            return True, i
        if tokens[i - 1].lower == "minus":
            return True, i - 1
    if tokens[i].lower == "minus" and not (i and tokens[i - 1].lower == "or"):
        return True, i
    return False, first


# -- units after the number -----------------------------------------------------------------------------------------
def _unit_after(tokens: Sequence[Token], numeral: Numeral, book: UnitBook) -> Unit | None:
    j = numeral.last + 1
    if numeral.style == "fraction":
        for lead in (("of", "a"), ("of", "an"), ("a",), ("an",)):  # "half a mile", "a third of a percent"
            if tuple(t.lower for t in tokens[j : j + len(lead)]) == lead:
                j += len(lead)
                break
    if j < len(tokens) and tokens[j].lower == "of" and (numeral.style == "loose" or numeral.scale > 1):
        unit = book.after(tokens, j + 1, digits=False)
        return unit if unit and unit.kind in ("money", "measure", "time") else None
    unit = book.after(tokens, j, digits=numeral.style != "loose")
    if unit is None and j + 1 < len(tokens) and tokens[j].lower in book.between:  # "two full years", "10 more miles"
        unit = book.after(tokens, j + 1, digits=False)
        unit = unit if unit is not None and unit.kind in ("time", "measure", "money") else None
    if unit is None:
        return None
    if unit.name == "point" and numeral.style == "words" and tokens[unit.last - 1].text in DASHES:
        return None  # "three-point range"
    if unit.name == "point" and not _PLANS.isdisjoint(t.lower for t in tokens[unit.last + 1 : unit.last + 5]):
        return None  # "28-point plan"
    if unit.name.split("/")[0] == "pound" and _is_money(tokens, numeral, book):
        return replace(unit, name=unit.name.replace("pound", "GBP", 1), kind="money")
    return _aged(tokens, unit) if unit.kind == "time" else unit


def _is_money(tokens: Sequence[Token], numeral: Numeral, book: UnitBook) -> bool:
    """Whether "pounds" are money: millions of them, or among words for paying and prices."""
    if tokens[numeral.last + 1].lower.startswith("lb"):
        return False
    near = tokens[max(0, numeral.first - 12) : numeral.last + 14]
    return numeral.scale >= 1e6 or any(book.is_money_word(t.lower) for t in near)


# -- ages -----------------------------------------------------------------------------------------------------------
def _aged(tokens: Sequence[Token], unit: Unit) -> Unit:
    """A time as an age where it is one: "10-year-old", "29 years old", "6 weeks of age"."""
    j = unit.last + 1
    if tokens[unit.last].lower == "yo":
        return replace(unit, kind="age")
    if j < len(tokens) and tokens[j].text in DASHES:
        j += 1
    if j < len(tokens) and tokens[j].lower in ("old", "olds"):
        return replace(unit, kind="age", last=j)
    if j + 1 < len(tokens) and tokens[j].lower == "of" and tokens[j + 1].lower == "age":
        return replace(unit, kind="age", last=j + 1)
    return unit


def _is_age(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """ "Karim Haddad, 34, was", "her brother, seven, and", "Maria Silva (44)", "aged 71"."""
    value = numeral.value
    if is_family(Surroundings(tokens, numeral)):
        return False
    if value is None or not (0 < value < OLDEST and value == int(value)) or numeral.style not in ("digits", "words"):
        return False
    before = [t.lower for t in tokens[max(0, numeral.first - 2) : numeral.first]]
    if before[-1:] in (["aged"], ["age"]) or before == ["age", "of"]:
        return True
    if len(before) < 2 or numeral.scale > 1:
        return False
    after = tokens[numeral.last + 1].text if numeral.last + 1 < len(tokens) else "."
    person = tokens[numeral.first - 2]
    if before[1] == "of":  # "a nurse of 54, said"
        one = any(t.lower in ("a", "an") for t in tokens[max(0, numeral.first - 5) : numeral.first - 2])
        return one and person.lower in load_units().persons and after in (",", ".", ";", ")")
    if before[1] == "," and after in (",", ".", ";", ")"):
        named = person.tag == "NNP" and (person.text[0].isupper() or is_second_part(tokens, numeral.first - 2))
        return named or person.lower in load_units().persons
    return before[1] == "(" and after == ")" and person.tag == "NNP" and value > 9


def is_second_part(tokens: Sequence[Token], i: int) -> bool:
    """Whether token ``i`` is what a hyphen joins to a name: the "jung" of "Dae-jung"."""
    dashed = i > 1 and tokens[i - 1].text == "-" and is_glued(tokens, i) and is_glued(tokens, i - 1)
    return dashed and tokens[i - 2].text[0].isupper()
