"""Numbers as they are written: digits, words, fractions ("two-thirds"), shares ("one in five"), "dozens".

A `Numeral` is a reading of some tokens as a number, before anyone has asked what it measures or whether it counts
anything. Everything here is one pass over the tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures.digits import (
    SCALES,
    Number,
    fraction_in_digits,
    half_after_and,
    is_vulgar_fraction,
    number_in_digits,
    scale_words,
)
from analysis.figures.numberwords import ONES, TENS, fold_at, number_in_words
from analysis.figures.tokens import Token, lower_at, past_dashes, past_hyphen
from analysis.figures.units import load_units

_LOOSE = {
    "dozens": 12.0, "tens": 10.0, "scores": 20.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "trillions": 1e12,
}  # fmt: skip
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "hundredth": 100,
}  # fmt: skip
_PLURAL_PARTS = {f"{word}s": n for word, n in _PARTS.items() if n > 2} | {"halves": 2}
_SEVERAL = (("several",), ("a", "few"), ("few",), ("many",), ("a", "couple"))
_WHOLES = frozenset([3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000])  # what shares are of: "three in 10", not "two in 14"
_NEAR = 40  # tokens before "a fifth" in which "four" is looked for
_BEFORE_PART = frozenset(
    "by to than nearly almost about around over under roughly some only just least most up cut".split()  # noqa: SIM905
)
_HARMING = frozenset(
    "killing wounding injuring hurting leaving arresting detaining displacing trapping killed wounded injured hurt "  # noqa: SIM905
    "arrested detained displaced trapped".split()
)
_NOT_OF = frozenset("minute hour day week month year game match start set attempt".split())  # noqa: SIM905
_STARTERS = frozenset([*ONES, *TENS, *SCALES, *_LOOSE, "half", "quarter", "a", "an", "several", "few", "many"])
_WORDS = "|".join(sorted({*ONES, *TENS, *SCALES, *_LOOSE, *_PARTS}, key=len, reverse=True))
HINT = re.compile(rf"\d|[½⅓¼¾⅔⅛]|\b(?:{_WORDS})", re.IGNORECASE)
"""What a sentence with a number in it has."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens ``first`` to ``last`` (included) read as a number.

    ``value`` is None for a loose count, which has ``low`` and, above dozens, ``high``. ``style`` is "digits", "words",
    "fold", "fraction", "share" ("one in five"; ``noun`` is then the token between, if any) or "loose". ``mantissa`` is
    the value before its scale ("1.5" of "1.5 million").
    """

    first: int
    last: int
    style: str
    value: float | None
    low: float | None = None
    high: float | None = None
    mantissa: float | None = None
    scale: float = 1.0
    noun: int | None = None


def read_numerals(tokens: Sequence[Token]) -> list[Numeral]:
    """Every number written in the tokens, left to right, none overlapping."""
    found: list[Numeral] = []
    i = 0
    while i < len(tokens):
        numeral = _numeral_at(tokens, i)
        if numeral is not None:
            found.append(numeral)
        i = numeral.last + 1 if numeral is not None else i + 1
    return found


def _numeral_at(tokens: Sequence[Token], i: int) -> Numeral | None:
    token = tokens[i]
    if not (
        token.is_digits or token.lower in _STARTERS or token.lower.endswith("fold") or is_vulgar_fraction(token.text)
    ):
        return None
    if (numeral := _loose(tokens, i) or _fraction(tokens, i)) is not None:
        return numeral
    if (fold := fold_at(tokens, i)) is not None:
        return _numeral(fold, "fold")
    if (unit := _one_before_half(tokens, i)) is not None:
        return unit
    for number, style in ((number_in_digits(tokens, i), "digits"), (number_in_words(tokens, i), "words")):
        if number is not None:
            return _share(tokens, number) or _numeral(number, style)
    return None


def _numeral(number: Number, style: str) -> Numeral:
    return Numeral(number.first, number.last, style, number.value, mantissa=number.mantissa, scale=number.scale)


def _loose(tokens: Sequence[Token], i: int) -> Numeral | None:
    """ "dozens", "hundreds of thousands", "several hundred": no value, but a least and, above dozens, a most.

    The least of dozens is two dozen; scales count from one to ten of them, as NewsQuant (Almasian et al. 2023) does.
    """
    word, after = tokens[i].lower, lower_at(tokens, i + 1)
    if word in _LOOSE:
        low = _LOOSE[word]
        if after == "of" and lower_at(tokens, i + 2) in _LOOSE:
            low *= _LOOSE[tokens[i + 2].lower]
            return Numeral(i, i + 2, "loose", None, low, 10 * low)
        if word == "dozens":
            return Numeral(i, i, "loose", None, 2 * low)
        if word not in ("tens", "scores"):
            return Numeral(i, i, "loose", None, low, 10 * low)
        of_what = after == "of" and len(tokens) > i + 2 and not tokens[i + 2].is_digits
        if not of_what and not (word == "scores" and _are_people(tokens, i)):
            return None
        return Numeral(i, i, "loose", None, 2 * low)
    for words in _SEVERAL:
        n = len(words)
        if tuple(lower_at(tokens, i + k) for k in range(n)) == words:
            scale, last = scale_words(tokens, i + n + (lower_at(tokens, i + n) == "of"))
            if scale == 1.0:
                return None
            if "couple" in words:
                return Numeral(i, last, "words", 2 * scale, mantissa=2.0, scale=scale)
            return Numeral(i, last, "loose", None, 2 * scale, 10 * scale)
    return None


def _are_people(tokens: Sequence[Token], i: int) -> bool:
    """Whether "scores" without "of" counts people: "wounding scores", "scores more", "scores were hurt"; not marks."""
    before, after = lower_at(tokens, i - 1), lower_at(tokens, i + 1)
    if before in _HARMING or after in ("more", "others", "injured", "wounded", "dead", "killed", "missing"):
        return True
    alone = i == 0 or before in (",", "and", "that", "said", ";", "while", "with")
    return alone and after in ("were", "have", "are", "remain", "remained", "fled", "died")


def _fraction(tokens: Sequence[Token], i: int) -> Numeral | None:
    """ "half", "two-thirds", "a quarter of a million", "1/4", "¼"."""
    number = fraction_in_digits(tokens, i)
    word = tokens[i].lower
    if number is None and (word == "half" or (word == "quarter" and lower_at(tokens, i + 1) in SCALES)):
        number = Number(i, i, 1 / _PARTS[word])
    number = number or _parts(tokens, i)
    if number is None:
        return None
    j = number.last + 1  # "half a million", "quarter of a million", "half-a-dozen"
    j += lower_at(tokens, j) == "of"
    j = past_hyphen(tokens, j)
    j += lower_at(tokens, j) in ("a", "an")
    scale, last = scale_words(tokens, j)
    if scale > 1 and (j > number.last + 1 or word in ("half", "quarter") or "½¼¾".find(tokens[number.last].text) >= 0):
        return _numeral(Number(i, last, number.mantissa, scale), "words")
    return _numeral(number, "fraction")


def _parts(tokens: Sequence[Token], i: int) -> Number | None:
    """ "two-thirds", "a third of", "three quarters", "one half"; "a third night" is none."""
    word = tokens[i].lower
    over = 1 if word in ("a", "an") else ONES.get(word, int(word) if word.isdecimal() and len(word) == 1 else 0)
    j = past_hyphen(tokens, i + 1)
    name = lower_at(tokens, j)
    below = _PARTS.get(name) if over == 1 or j > i + 1 else None
    below = below or (_PLURAL_PARTS.get(name) if over > 1 else None)
    if not over or below is None or over >= below:
        return None
    if over == 1 and name not in ("half", "quarter") and not _ends_as_fraction(tokens, j, word):
        return None
    if word in ("a", "an") and below > 2 and _is_next_of_many(tokens, i, j, below):
        return None
    return Number(i, j, over / below)


def _ends_as_fraction(tokens: Sequence[Token], j: int, article: str) -> bool:
    """Whether "a third" at ``j`` is a part: "a third of them", "by a third."; not "a third night"."""
    after = lower_at(tokens, j + 1)
    if after == "of" or not after[:1].isalpha():
        return after != "-"
    tag = tokens[j + 1].tag
    if is_comparison(tokens, j + 1):
        return True
    if article == "one":
        return not tag.startswith("NN")
    return tag.startswith(("VB", "IN", "RB", "CC", "MD", "DT", "WDT", "TO"))


def is_comparison(tokens: Sequence[Token], j: int) -> bool:
    """Whether "less than" or "higher." stands at ``j``, as after "a third"; not "a third larger blast"."""
    compared = j < len(tokens) and tokens[j].tag in ("JJR", "RBR")
    return compared and lower_at(tokens, j + 1) in ("than", ".", ",", ";", "")


def _is_next_of_many(tokens: Sequence[Token], i: int, j: int, n: int) -> bool:
    """Whether "a fifth" is the one after four: "a fifth was killed", "killed two and wounded a third"."""
    after = lower_at(tokens, j + 1)
    if (
        is_comparison(tokens, j + 1)
        or after in ("of", "less", "more", "as", "to")
        or lower_at(tokens, i - 1) in _BEFORE_PART
    ):
        return False
    if after in ("was", "is", "has"):
        return True
    last = {word for word, value in ONES.items() if value == n - 1} | {str(n - 1), "another", "both" if n == 3 else ""}
    return any(token.lower in last for token in tokens[max(0, i - _NEAR) : i])


def _one_before_half(tokens: Sequence[Token], i: int) -> Numeral | None:
    """The "a" of "a year and a half"."""
    if tokens[i].lower not in ("a", "an") or lower_at(tokens, i + 1) not in load_units().words:
        return None
    return Numeral(i, i, "words", 1.0, mantissa=1.0) if half_after_and(tokens, i + 1) is not None else None


def _share(tokens: Sequence[Token], number: Number) -> Numeral | None:
    """ "one in five", "1-in-5", "one protester in five", "nine out of 10"."""
    if number.scale != 1.0 or number.mantissa != int(number.mantissa) or not 0 < number.mantissa < 100:
        return None
    j, noun = past_dashes(tokens, number.last + 1), None
    if lower_at(tokens, j + 1) == "in" and tokens[j].tag == "NN":
        noun, j = j, j + 1
    of = lower_at(tokens, j) == "of"
    if lower_at(tokens, j) == "out" and lower_at(tokens, j + 1) == "of":
        j += 1
    elif lower_at(tokens, j) != "in" and not of:
        return None
    every = lower_at(tokens, j + 1) == "every"
    j = past_dashes(tokens, j + 1 + every)
    if j >= len(tokens):
        return None
    whole = number_in_digits(tokens, j) or number_in_words(tokens, j)
    if whole is None or whole.value <= number.value or 1900 <= whole.value <= 2100:
        return None
    if of and not every and whole.value not in (10, 100):  # "nine of 10 voters"; but "31 of 38 drones" are two counts
        return None
    usual = number.value == 1 or whole.value in _WHOLES
    if not usual or whole.value != int(whole.value) or lower_at(tokens, whole.last + 1).rstrip("s") in _NOT_OF:
        return None
    return Numeral(number.first, whole.last, "share", number.value / whole.value, noun=noun)
