"""Numbers in digits: any grouping and decimal mark, with the scale after them ("3.5 million", "20k", "$40m", "2½")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures.tokens import DASHES, Token, is_glued, lower_at, past_hyphen

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5,
    "crore": 1e7, "crores": 1e7, "dozen": 12.0,
}  # fmt: skip
SUFFIXES = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "mrd": 1e9,
    "tn": 1e12, "trn": 1e12,
}  # fmt: skip
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_GROUPED_BY_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_LONGEST = 30  # characters: longer runs of digits are codes, not numbers
_MONEY_WORDS = frozenset(["R", "RM", "Rs", "Rp", "EUR", "USD", "GBP", "INR", "PS"])
LENGTH_WORDS = frozenset("tall long wide high deep away above below to is x × by from".split())  # noqa: SIM905
_DENOMINATORS = frozenset([2, 3, 4, 5, 8, 10, 16, 32])  # "1/4 mile"; other slashes are dates and names (9/11, 24/7)
_BETWEEN_TENS = frozenset("×x*·")


@dataclass(frozen=True, slots=True)
class Number:
    """A value written by tokens ``first`` to ``last``: ``mantissa`` times ``scale``."""

    first: int
    last: int
    mantissa: float
    scale: float = 1.0

    @property
    def value(self) -> float:
        # Twelve digits hold every number that news writes, without the dust of a decimal times a scale.
        return self.mantissa if self.scale == 1.0 else float(f"{self.mantissa * self.scale:.12g}")


def plain_number(written: str) -> float | None:
    """The value of digits with their grouping and decimal marks; None where they are a time, a date or a version.

    Examples
    --------
    >>> [plain_number(w) for w in ("5,000", "12,34,567.89", "1.234.567", "3,5", "10:45", "1.2.3")]
    [5000.0, 1234567.89, 1234567.0, 3.5, None, None]
    """
    if len(written) > _LONGEST or ":" in written or "/" in written:
        return None
    if written.isdecimal():
        return float(int(written))
    if _GROUPED.fullmatch(written):
        return float(written.replace(",", ""))
    if _GROUPED_BY_POINTS.fullmatch(written):
        return float(written.replace(".", "").replace(",", "."))
    if written.count(".") == 1 and "," not in written:
        return float(written)
    if written.count(",") == 1 and "." not in written and len(written.partition(",")[2]) <= 2:
        return float(written.replace(",", "."))
    return None


def number_in_digits(tokens: Sequence[Token], i: int) -> Number | None:
    """The number that digits at token ``i`` write, with what belongs to it; None where they write none."""
    if not tokens[i].is_digits:
        return None
    last, written = i, tokens[i].text
    if written.isdecimal() and len(written) <= 3 and written[0] != "0":
        while (more := _next_group(tokens, last)) is not None:
            last, written = more, written + tokens[more].text.replace(",", ".")
    value = plain_number(written)
    if value is None:
        return None
    if lower_at(tokens, i - 1) == "." and is_glued(tokens, i) and not is_glued(tokens, i - 1) and written.isdecimal():
        return Number(i - 1, last, value / 10.0 ** len(written))  # ".500"
    if (power := _power_of_ten(tokens, last)) is not None:
        return Number(i, power.last, value, power.mantissa)
    if value == int(value) and (part := _part_after(tokens, last)) is not None:
        last, value = part.last, value + part.mantissa
    scale, last = _scale_after(tokens, last)
    return Number(i, last, value, scale)


def fraction_in_digits(tokens: Sequence[Token], i: int) -> Number | None:
    """ "1/4" or "¼" at token ``i``."""
    text = tokens[i].text
    if is_vulgar_fraction(text):
        return Number(i, i, unicodedata.numeric(text))
    above, slash, below = text.partition("/")
    if not (slash and above.isdecimal() and below.isdecimal() and len(text) < 8):
        return None
    if int(above) >= int(below) or int(below) not in _DENOMINATORS:
        return None
    return Number(i, i, int(above) / int(below))


def is_vulgar_fraction(text: str) -> bool:
    return len(text) == 1 and text.isnumeric() and not text.isdecimal() and 0 < unicodedata.numeric(text) < 1


def half_after_and(tokens: Sequence[Token], last: int) -> Number | None:
    """The "and a half" or "and a quarter" after token ``last``: "two and a half", "two-and-a-half-year"."""
    j = past_hyphen(tokens, last + 1)
    if lower_at(tokens, j) != "and":
        return None
    j = past_hyphen(tokens, j + 1)
    if lower_at(tokens, j) not in ("a", "one"):
        return None
    j = past_hyphen(tokens, j + 1)
    parts = {"half": 0.5, "quarter": 0.25}
    k = past_hyphen(tokens, j + 1)
    if lower_at(tokens, j) not in parts or (k > j + 1 and tokens[k].tag.startswith(("JJ", "VBN"))):
        return None  # "lost a shoe and a half-empty bag"
    return Number(last + 1, j, parts[tokens[j].lower])


def scale_words(tokens: Sequence[Token], j: int) -> tuple[float, int]:
    """The product of the scale words from ``j`` on ("hundred thousand"), and the last of them (``j - 1``: none)."""
    scale, last = 1.0, j - 1
    k = past_hyphen(tokens, j)
    while lower_at(tokens, k) in SCALES:
        scale, last, k = scale * SCALES[tokens[k].lower], k, k + 1
    return scale, last


def _next_group(tokens: Sequence[Token], last: int) -> int | None:
    """The next three digits of a number grouped by spaces or apostrophes ("5 000", "5'000")."""
    j = last + 1
    if j >= len(tokens):
        return None
    if tokens[j].text in "'’" and is_glued(tokens, j) and is_glued(tokens, j + 1):
        j += 1
    elif tokens[j].start - tokens[last].end != 1:
        return None
    whole, _, _ = tokens[j].text.replace(",", ".").partition(".")
    three = len(whole) == 3 and tokens[j].is_digits and plain_number(tokens[j].text.replace(",", ".")) is not None
    is_plural_name = lower_at(tokens, j + 1) == "s" and is_glued(tokens, j + 1)  # "10 787s"
    return j if three and not is_plural_name else None


def _power_of_ten(tokens: Sequence[Token], last: int) -> Number | None:
    """The power in "1.99×10^30"; a superscript may have been lost ("×10−30")."""
    j = last + 1
    if lower_at(tokens, j) not in _BETWEEN_TENS or not lower_at(tokens, j) or lower_at(tokens, j + 1) != "10":
        return None
    j += 2
    j += lower_at(tokens, j) == "^"
    sign = -1 if lower_at(tokens, j) in DASHES and lower_at(tokens, j) else 1
    j += sign < 0
    if lower_at(tokens, j).isdecimal() and is_glued(tokens, j) and len(tokens[j].text) < 3:
        return Number(last + 1, j, 10.0 ** (sign * int(tokens[j].text)))
    return None


def _part_after(tokens: Sequence[Token], last: int) -> Number | None:
    """The half in "2½", "2 1/2" and "2 and a half"."""
    if last + 1 < len(tokens) and (tokens[last + 1].is_digits or is_vulgar_fraction(tokens[last + 1].text)):
        return fraction_in_digits(tokens, last + 1)
    return half_after_and(tokens, last)


def _scale_after(tokens: Sequence[Token], last: int) -> tuple[float, int]:
    """The scale of digits: "million", "bn", or a letter against them ("5k", "2.7m" where it cannot be metres)."""
    j = last + 1
    word = lower_at(tokens, j)
    if word in SUFFIXES and (is_glued(tokens, j) or len(word) > 1 or tokens[j].text == "B"):
        goes_on = is_glued(tokens, j + 1) and tokens[j + 1].text in "-’'/" and not _is_price(tokens, j)
        if len(word) > 1 or (not goes_on and _letter_is_scale(tokens, j)):
            return SUFFIXES[word], j
    scale, end = scale_words(tokens, j)
    return scale, max(end, last)


def _letter_is_scale(tokens: Sequence[Token], j: int) -> bool:
    """Whether "k", "m" or "b" at ``j`` is a scale: after money, or before what can be counted; else it is a unit."""
    letter = tokens[j].text
    if is_glued(tokens, j) and (letter in "kKMbB" or _is_price(tokens, j)):
        return True
    if lower_at(tokens, j + 1) in LENGTH_WORDS:
        return False
    for token in tokens[j + 1 : j + 7]:
        if token.tag in ("NNS", "NNPS") or token.lower in ("people", "worldwide", "globally"):
            return True
        inside = not token.tag or token.tag.startswith(("JJ", "NN", "VBN", "VBG", "CC", "PRP$")) or token.lower == "of"
        if not (token.text[0].isalpha() and inside):
            return False
    return False


def _is_price(tokens: Sequence[Token], j: int) -> bool:
    """Whether a currency stands before the number whose letter is at ``j``, or before the range it ends."""
    back = j - 1
    while back >= max(0, j - 6) and (
        tokens[back].is_digits or tokens[back].text in DASHES or tokens[back].lower in ("to", "and", "or", "m")
    ):
        back -= 1
    before = tokens[back].text if back >= 0 else " "
    return unicodedata.category(before[-1]) == "Sc" or before in _MONEY_WORDS
