"""Numbers as they are written: digits in any grouping, number words, mixtures, fractions, shares and loose counts.

A `Numeral` is a reading of some tokens as a number, before anyone has asked what it measures or whether it counts
anything. Everything here is one pass over the tokens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\S")

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
TENS["fourty"] = 40
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5,
    "crore": 1e7, "crores": 1e7, "dozen": 12.0,
}  # fmt: skip
SUFFIXES = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "mrd": 1e9, "tn": 1e12,
    "trn": 1e12, "t": 1e12,
}  # fmt: skip
LOOSE = {
    "dozens": 12.0, "tens": 10.0, "scores": 20.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "trillions": 1e12,
}  # fmt: skip
FRACTIONS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "hundredth": 100,
}  # fmt: skip
_PLURAL_FRACTIONS = {f"{word}s": n for word, n in FRACTIONS.items() if not word.startswith("hal")}
_SEVERAL = {("several",): 2.0, ("a", "few"): 2.0, ("few",): 2.0, ("many",): 2.0, ("a", "couple"): 2.0}
_NUMBER_WORDS = {*UNITS, *TENS, *SCALES, *LOOSE, *FRACTIONS, *_PLURAL_FRACTIONS}
HINT = re.compile(rf"\d|[½⅓¼¾⅔⅛]|\b(?:{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_GROUPED_BY_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_GROUP_MARKS = {" ", "\u00a0", "\u202f", "\u2009", "'", "’"}
_DASHES = {"-", "‐", "‑", "–", "—"}


@dataclass(slots=True)
class Token:
    """A run of digits, a word, or one other mark; ``tag`` is its Penn Treebank tag where the parse has the same token."""

    text: str
    lower: str
    start: int
    end: int
    tag: str = ""

    @property
    def is_digits(self) -> bool:
        return self.text[0].isdigit() and self.text[0].isdecimal()


def tokenize(text: str, start: int, end: int, tags: Mapping[int, str] | None = None) -> list[Token]:
    """The tokens of ``text[start:end]`` with offsets into ``text``."""
    tags = tags or {}
    return [
        Token(m.group(), m.group().lower(), m.start(), m.end(), tags.get(m.start(), ""))
        for m in _TOKEN.finditer(text, start, end)
    ]


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens ``first`` to ``last`` (included) read as a number.

    ``value`` is None for a loose count, which has ``low`` and, above dozens, ``high``. ``style`` is "digits", "words",
    "fraction", "share" ("one in five"; ``noun`` is then the token between, if any) or "loose". ``mantissa`` is the
    value before its scale word ("1.5" of "1.5 million") and ``scale`` that scale.
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
        if numeral is None:
            i += 1
            continue
        found.append(numeral)
        i = numeral.last + 1
    return found


def _numeral_at(tokens: Sequence[Token], i: int) -> Numeral | None:
    token = tokens[i]
    if not token.is_digits and token.lower not in _STARTERS and not _is_vulgar(token.text):
        return None
    for reader in (_loose, _fraction, _digits, _words):
        numeral = reader(tokens, i)
        if numeral is not None:
            return _share(tokens, numeral) or numeral
    return None


def _lower(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def _glued(tokens: Sequence[Token], i: int) -> bool:
    """Whether token ``i`` stands against the one before it."""
    return 0 < i < len(tokens) and tokens[i].start == tokens[i - 1].end


def _after_dash(tokens: Sequence[Token], i: int) -> int:
    """``i``, or the token after it where ``i`` is a hyphen with a word against it."""
    return i + 1 if _lower(tokens, i) in _DASHES and _glued(tokens, i + 1) else i


# -- loose counts: "dozens", "hundreds of thousands", "several hundred" -------------------------------------------------
def _loose(tokens: Sequence[Token], i: int) -> Numeral | None:
    word = tokens[i].lower
    if word in LOOSE:
        if word in ("tens", "scores") and _lower(tokens, i + 1) != "of":
            return None
        if word == "scores" and (len(tokens) <= i + 2 or tokens[i + 2].is_digits):
            return None
        low, last = LOOSE[word], i
        if _lower(tokens, i + 1) == "of" and _lower(tokens, i + 2) in LOOSE:
            return Numeral(
                i, i + 2, "loose", None, low * LOOSE[tokens[i + 2].lower], 10 * low * LOOSE[tokens[i + 2].lower]
            )
        if word in ("tens", "scores", "dozens"):
            return Numeral(i, last, "loose", None, 2 * low)
        return Numeral(i, last, "loose", None, low, 10 * low)
    for words, least in _SEVERAL.items():
        n = len(words)
        if tuple(_lower(tokens, i + k) for k in range(n)) == words:
            j = i + n + (_lower(tokens, i + n) == "of")
            scale, last = _scales(tokens, j)
            if scale == 1.0:
                return None
            if "couple" in words:
                return Numeral(i, last, "words", 2 * scale, mantissa=2.0, scale=scale)
            return Numeral(i, last, "loose", None, least * scale, 10 * scale)
    return None


def _scales(tokens: Sequence[Token], j: int) -> tuple[float, int]:
    """The product of the scale words from ``j`` on, and the last of them."""
    scale, last = 1.0, j - 1
    while True:
        k = _after_dash(tokens, j) if j > last + 0 and scale == 1.0 else j
        if _lower(tokens, k) not in SCALES:
            return scale, last
        scale, last, j = scale * SCALES[tokens[k].lower], k, k + 1


# -- fractions: "half", "two-thirds", "a quarter of a million", "1/4" ---------------------------------------------------
def _fraction(tokens: Sequence[Token], i: int) -> Numeral | None:
    word = tokens[i].lower
    if tokens[i].is_digits and "/" in word:
        above, _, below = word.partition("/")
        if not (above.isdecimal() and below.isdecimal()):
            return None
        if not (int(above) < int(below) and int(below) in (2, 3, 4, 5, 8, 10, 16, 32)):
            return None
        return Numeral(i, i, "fraction", int(above) / int(below))
    if _is_vulgar(tokens[i].text):
        return _scaled_fraction(tokens, i, i, unicodedata.numeric(tokens[i].text))
    if word == "half":
        return _scaled_fraction(tokens, i, i, 0.5)
    over: float | None = None
    if word in ("a", "an", "one", "1"):
        over = 1.0
    elif word in UNITS:
        over = float(UNITS[word])
    elif word in FRACTIONS and word == "quarter" and _lower(tokens, i + 1) in SCALES:
        return _scaled_fraction(tokens, i, i, 0.25)
    elif tokens[i].is_digits and word.isdecimal() and len(word) == 1:
        over = float(word)
    if not over:
        return None
    j = _after_dash(tokens, i + 1)
    name = _lower(tokens, j)
    below = FRACTIONS.get(name) if over == 1 else _PLURAL_FRACTIONS.get(name, 2 if name == "halves" else None)
    if below is None and over > 1 and j > i + 1:
        below = FRACTIONS.get(name)
    if below is None or over >= below:
        return None
    if over == 1 and name not in ("half", "quarter") and not _ends_as_fraction(tokens, j, word):
        return None
    return _scaled_fraction(tokens, i, j, over / below)


def _ends_as_fraction(tokens: Sequence[Token], j: int, article: str) -> bool:
    """ "a third of them" and "by a third." against "a third night"."""
    after = _lower(tokens, j + 1)
    if after == "of" or not after or not after[0].isalpha():
        return after not in _DASHES
    tag = tokens[j + 1].tag
    if article == "one":
        return not tag.startswith("NN")
    return tag.startswith(("VB", "IN", "RB", "CC", "MD", "DT", "WDT", "TO"))


def _scaled_fraction(tokens: Sequence[Token], first: int, last: int, value: float) -> Numeral:
    j = last + 1
    if _lower(tokens, j) == "of" and _lower(tokens, j + 1) in ("a", "an") and _lower(tokens, j + 2) in SCALES:
        j += 2
    elif _lower(tokens, j) in ("a", "an") and _lower(tokens, j + 1) in SCALES:
        j += 1
    elif _lower(tokens, j) in _DASHES and _lower(tokens, j + 1) in ("a",) and _lower(tokens, j + 3) in SCALES:
        j += 3
    scale, end = _scales(tokens, j)
    if scale > 1:
        return Numeral(first, end, "words", value * scale, mantissa=value, scale=scale)
    return Numeral(first, last, "fraction", value, mantissa=value)


# -- digits: "5,000", "5 000", "3.5 million", "1.2k", "2½" --------------------------------------------------------------
def plain_number(written: str) -> float | None:
    """The value of digits with their grouping and decimal marks, or None where they are a time, a date or a version."""
    if written.isdecimal():
        return float(int(written)) if len(written) < 300 else None
    if ":" in written or "/" in written or len(written) > 300:
        return None
    if _GROUPED.fullmatch(written):
        return float(written.replace(",", ""))
    if _GROUPED_BY_POINTS.fullmatch(written):
        return float(written.replace(".", "").replace(",", "."))
    if written.count(".") == 1 and "," not in written:
        return float(written)
    if written.count(",") == 1 and "." not in written and len(written.partition(",")[2]) <= 2:
        return float(written.replace(",", "."))
    return None


def _digits(tokens: Sequence[Token], i: int) -> Numeral | None:
    if not tokens[i].is_digits:
        return None
    last, written = i, tokens[i].text
    if written.isdecimal() and len(written) <= 3 and written[0] != "0":
        while (more := _next_group(tokens, last)) is not None:
            last, written = more, written + tokens[more].text.replace(",", ".")
    value = plain_number(written)
    if value is None:
        return None
    if (
        i
        and tokens[i - 1].text == "."
        and _glued(tokens, i)
        and not (i > 1 and _glued(tokens, i - 1))
        and written.isdecimal()
    ):
        value, i = value / 10 ** len(written), i - 1  # ".500"
    if last + 1 < len(tokens) and value == int(value):
        value, last = _with_part(tokens, last, value)
    mantissa = value
    scale, last = _scale_after(tokens, last)
    return Numeral(i, last, "digits", _rounded(value * scale), mantissa=mantissa, scale=scale)


def _next_group(tokens: Sequence[Token], last: int) -> int | None:
    """The next three digits of a number grouped by spaces or apostrophes ("5 000", "5'000")."""
    gap = tokens[last + 1].start - tokens[last].end if last + 1 < len(tokens) else 0
    j = last + 1
    if gap == 0 and _lower(tokens, j) in ("'", "’") and _glued(tokens, j + 1):
        j += 1
    elif gap != 1:
        return None
    if j >= len(tokens) or not tokens[j].is_digits:
        return None
    group = tokens[j].text
    whole, mark, _ = group.replace(",", ".").partition(".")
    if len(whole) != 3 or group.count(",") + group.count(".") > 1 or ":" in group or "/" in group:
        return None
    return j


def _with_part(tokens: Sequence[Token], last: int, value: float) -> tuple[float, int]:
    """The half in "2½", "2 1/2" and "2 and a half"."""
    following = tokens[last + 1]
    if _is_vulgar(following.text):
        return value + unicodedata.numeric(following.text), last + 1
    if following.is_digits and "/" in following.text and (part := _fraction(tokens, last + 1)) and part.value:
        return value + part.value, last + 1
    if (part := _and_a_half(tokens, last)) is not None:
        return value + part[0], part[1]
    return value, last


def _and_a_half(tokens: Sequence[Token], last: int) -> tuple[float, int] | None:
    j = last + 1
    while _lower(tokens, j) in _DASHES:
        j += 1
    if _lower(tokens, j) != "and":
        return None
    j += 1
    while _lower(tokens, j) in _DASHES:
        j += 1
    if _lower(tokens, j) not in ("a", "one"):
        return None
    j = _after_dash(tokens, j + 1)
    if _lower(tokens, j) in ("half", "quarter"):
        return (0.5 if tokens[j].lower == "half" else 0.25), j
    return None


def _scale_after(tokens: Sequence[Token], last: int) -> tuple[float, int]:
    """The scale of digits: "million", "bn", or a letter against them ("5k", "2.7m" where it cannot be metres)."""
    j = last + 1
    word = _lower(tokens, j)
    if word in SUFFIXES and (_glued(tokens, j) or word in ("mn", "mln", "bn", "bln", "tn", "trn")):
        following = tokens[j + 1] if j + 1 < len(tokens) else None
        if following is None or following.text[0] not in "-’'/" or following.start > tokens[j].end:
            if word not in ("m", "b", "t", "k") or _means_scale(tokens, j):
                return SUFFIXES[word], j
    scale, end = _scales(tokens, j)
    return scale, end if scale > 1 else last


def _means_scale(tokens: Sequence[Token], j: int) -> bool:
    """Whether the letter at ``j`` is a scale: after money, or before what can be counted; else it is a unit."""
    letter = tokens[j].text
    if letter == "k":
        return True
    back = j - 1
    while back >= 0 and (
        tokens[back].is_digits or tokens[back].text in ".,-–'’" or tokens[back].lower in ("to", "and", "or")
    ):
        back -= 1
    before = tokens[back].text if back >= 0 else ""
    if before and (
        unicodedata.category(before[-1]) == "Sc" or before in ("RM", "Rs", "Rp", "EUR", "USD", "GBP", "INR")
    ):
        return True
    if letter in ("B", "M", "K"):
        return True
    if letter == "b":
        return True
    if letter == "t":
        return False
    after = _lower(tokens, j + 1)
    if after in ("tall", "long", "wide", "high", "deep", "away", "above", "below", "to", "is", "x", "×", "by", "from"):
        return False
    for token in tokens[j + 1 : j + 7]:
        if not token.text[0].isalpha():
            return False
        if token.tag in ("NNS", "NNPS") or token.lower in ("people", "worldwide", "globally"):
            return True
        if token.tag and not token.tag.startswith(("JJ", "NN", "VBN", "VBG", "CC", "PRP$")) and token.lower != "of":
            return False
    return False


def _rounded(value: float) -> float:
    """Without the dust that a decimal times a scale leaves (4.35 * 100)."""
    return float(f"{value:.12g}") if value != int(value) or abs(value) < 1e11 else value


# -- words: "sixty-two", "two hundred and five", "a hundred thousand", "two and a half million" -------------------------
def _words(tokens: Sequence[Token], i: int) -> Numeral | None:
    start, j = i, i
    if tokens[i].lower in ("a", "an") and _lower(tokens, i + 1) in SCALES:
        total, group, j, seen = 0.0, 1.0, i + 1, True
    else:
        total, group, seen = 0.0, 0.0, False
    last, mantissa, biggest, small = i - 1, None, 1.0, 0
    while j < len(tokens):
        k = _after_dash(tokens, j) if seen and j > start else j
        word = _lower(tokens, k)
        if (
            seen
            and word == "and"
            and group >= 100
            and (_lower(tokens, k + 1) in UNITS or _lower(tokens, k + 1) in TENS)
        ):
            k += 1
            word = tokens[k].lower
        if word in UNITS and small != 1 and (small != 10 or UNITS[word] < 10):
            group, small = group + UNITS[word], 1
        elif word in TENS and small == 0:
            group, small = group + TENS[word], 10
        elif word in SCALES:
            scale = SCALES[word]
            if scale == 100 or word == "dozen":
                group = (group or 1.0) * scale
                small = 0 if scale == 100 else 1
            else:
                if scale >= biggest > 1 and not group:
                    total *= scale
                else:
                    total, group = total + (group or 1.0) * scale, 0.0
                small = 0
            mantissa = (total + group) / scale if mantissa is None else mantissa
            biggest = max(biggest, scale)
        else:
            part = _and_a_half(tokens, last) if seen and biggest == 1.0 else None
            if part is None:
                break
            group, last, small = group + part[0], part[1], 1
            j = last + 1
            continue
        last, j, seen = k, k + 1, True
    if last < start or not seen:
        return None
    value = total + group
    return Numeral(start, last, "words", value, mantissa=value if mantissa is None else value / biggest, scale=biggest)


# -- shares: "one in five", "1-in-5", "one protester in five", "nine out of 10" ----------------------------------------
def _share(tokens: Sequence[Token], numeral: Numeral) -> Numeral | None:
    if numeral.value is None or numeral.scale != 1.0 or numeral.value != int(numeral.value) or numeral.value > 99:
        return None
    j, noun = numeral.last + 1, None
    while _lower(tokens, j) in _DASHES:
        j += 1
    if _lower(tokens, j + 1) == "in" and _lower(tokens, j).isalpha() and tokens[j].tag == "NN":
        noun, j = j, j + 1
    if _lower(tokens, j) == "in":
        j += 1
    elif _lower(tokens, j) == "out" and _lower(tokens, j + 1) == "of":
        j += 2
    else:
        return None
    if _lower(tokens, j) == "every":
        j += 1
    while _lower(tokens, j) in _DASHES:
        j += 1
    if j >= len(tokens) or not (
        tokens[j].is_digits or tokens[j].lower in UNITS or tokens[j].lower in TENS or tokens[j].lower == "a"
    ):
        return None
    whole = _digits(tokens, j) or _words(tokens, j)
    if whole is None or not whole.value or whole.value <= numeral.value or 1900 <= whole.value <= 2100:
        return None
    if whole.value != int(whole.value) or (
        numeral.value > 1 and whole.value not in (3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000)
    ):
        return None
    after = _lower(tokens, whole.last + 1)
    if after.rstrip("s") in (
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "game",
        "match",
        "start",
        "set",
        "attempt",
    ):
        return None
    return Numeral(numeral.first, whole.last, "share", numeral.value / whole.value, noun=noun)


def _is_vulgar(text: str) -> bool:
    return len(text) == 1 and text.isnumeric() and not text.isdecimal() and 0 < unicodedata.numeric(text) < 1


_STARTERS = {
    *UNITS, *TENS, *SCALES, *LOOSE, "half", "quarter", "a", "an", "several", "few", "many",
}  # fmt: skip
