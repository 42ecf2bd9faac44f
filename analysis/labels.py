"""Numbers that count nothing: dates, clock times, telephone numbers, versions, addresses and names (MH17, Article 5).

Each rule is a small function of the tokens around a number; `is_label` asks them in turn. Words and lists are in
``data/bounds.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.numerals import UNITS, Numeral, Token
from analysis.units import load_table

_DASHES = {"-", "‐", "‑", "–", "—", "−"}
_CLOCK = {
    "am",
    "pm",
    "gmt",
    "utc",
    "est",
    "edt",
    "pst",
    "pdt",
    "cet",
    "cest",
    "bst",
    "ist",
    "o'clock",
    "o’clock",
    "hrs",
    "noon",
}
_ERAS = {"ad", "bc", "bce", "ce"}
_WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"}
_PREFIXES = {
    "sub",
    "minus",
    "then",
    "now",
    "to",
    "about",
    "over",
    "plus",
    "nearly",
    "mid",
    "almost",
    "some",
    "or",
    "and",
    "magnitude",
}
_YEAR_LEADS = {
    "in", "since", "from", "until", "till", "by", "of", "the", "during", "before", "after", "early", "late", "mid", "and",
    "to", "for", "between", "that", "this", "circa", "around", "its", "his", "her", "their", "our", "summer", "winter",
    "spring", "autumn", "fall", "year", "fiscal", "on", "than", "ad", "a.d.", "through", "at", "with", "a", "november",
}  # fmt: skip
_HALF_LEADS = {
    "first",
    "second",
    "latter",
    "other",
    "better",
    "this",
    "last",
    "next",
    "each",
    "per",
    "my",
    "early",
    "in",
    "1st",
    "2nd",
}
_NO_COUNT_AFTER_ONE = {"of", "another", "more", "such", "thing", "by"}
_DETERMINERS = {
    "no",
    "any",
    "every",
    "each",
    "which",
    "another",
    "this",
    "that",
    "the",
    "only",
    "last",
    "next",
    "first",
    "everyone",
    "some",
}


@dataclass(frozen=True, slots=True)
class _Lists:
    names: frozenset[str]
    streets: frozenset[str]
    months: frozenset[str]
    idioms: frozenset[str]
    zero: frozenset[str]


@cache
def _lists() -> _Lists:
    table = load_table("bounds.yaml")
    return _Lists(
        *(frozenset(table[key]) for key in ("names", "streets", "months", "hyphenated_idioms", "zero_idioms"))
    )


def is_label(tokens: Sequence[Token], numeral: Numeral, *, counted: bool = False) -> bool:
    """Whether a number without a unit names or dates something. ``counted``: a modifier such as "at least" goes with it."""
    if numeral.style in ("share", "loose"):
        return False
    near = _Near(tokens, numeral)
    if _is_idiom(near):
        return True
    if numeral.style == "fraction":
        return _is_loose_fraction(near, counted)
    if numeral.style == "words":
        return _is_capitalised_name(near) or (near.value == 1 and _is_pronoun(near, counted)) or _is_month_day(near)
    if numeral.scale != 1.0:
        return near.glued_before and _is_glued_name(near)
    if _is_code(near) or _is_month_day(near) or _is_clock(near):
        return True
    if near.is_whole and not near.grouped and (_is_name(near) or _is_address(near) or _is_year(near, counted)):
        return True
    return _is_list_number(near)


class _Near:
    """The tokens around a number."""

    def __init__(self, tokens: Sequence[Token], numeral: Numeral) -> None:
        self.tokens, self.first, self.last = tokens, numeral.first, numeral.last
        self.value = numeral.value or 0.0
        self.words = numeral.style == "words"
        text = tokens[numeral.first].text
        self.is_whole = text.isdecimal()
        self.grouped = numeral.last > numeral.first
        self.glued_before = self.glued(self.first)
        self.glued_after = self.glued(self.last + 1)

    def glued(self, i: int) -> bool:
        return 0 < i < len(self.tokens) and self.tokens[i].start == self.tokens[i - 1].end

    def lower(self, i: int) -> str:
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def text(self, i: int) -> str:
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def tag(self, i: int) -> str:
        return self.tokens[i].tag if 0 <= i < len(self.tokens) else ""

    def word_before(self, i: int) -> str:
        """The word before token ``i``, lower case, with its full stop where it is an abbreviation ("No.", "Feb.")."""
        if self.lower(i - 1) == "." and self.glued(i - 1) and self.text(i - 2).isalpha():
            return self.lower(i - 2) + "."
        return self.lower(i - 1)

    def counts_noun(self) -> bool:
        """Whether a plural noun follows, with adjectives at most between: "12 people", "300 armed protesters"."""
        for i in range(self.last + 1, min(self.last + 5, len(self.tokens))):
            tag, word = self.tag(i), self.text(i)
            if tag in ("NNS", "NNPS") or word.lower() in ("people", "staff", "crew", "personnel"):
                return True
            if not tag.startswith(("JJ", "NN", "VBN", "VBG", "HYPH", "CC")) and word not in _DASHES and word not in ",":
                return False
            if tag == "CC" and i == self.last + 1:
                return False
        return False


def _is_idiom(near: _Near) -> bool:
    after = near.lower(near.last + 1)
    if near.words and after in _DASHES and near.glued(near.last + 2):
        if near.lower(near.last + 2) in _lists().idioms:
            return True
    if near.lower(near.first) == "zero" and (after in _lists().zero or near.lower(near.first - 1) in _lists().zero):
        return True
    before = near.lower(near.first - 1)
    if before == "per" or (before in _DASHES and near.lower(near.first - 2) in ("multi", "per", "double", "triple")):
        return True
    return before == "every" and near.value == 1


def _is_loose_fraction(near: _Near, counted: bool) -> bool:
    """ "the second half", "a quarter earlier", "half-brother" against "half of them", "three quarters majority"."""
    name, after, tag = near.lower(near.last), near.lower(near.last + 1), near.tag(near.last + 1)
    before = near.lower(near.first - 1)
    if name == "half":
        if before in _HALF_LEADS or (before == "a" and near.lower(near.first - 2) == "and"):
            return True
        return not counted and (after in _DASHES or (tag == "NN" and after != "that") or after in ("", ".", "-"))
    if name == "quarter":
        return not counted and after != "of" and before != "by"
    if name == "quarters":
        return before in ("first", "last", "past", "previous", "the", "next") and after != "of"
    return False


def _is_pronoun(near: _Near, counted: bool) -> bool:
    """ "one" that counts nothing: "no one", "one of the organisers", "the only one", "one should"."""
    after, tag = near.lower(near.last + 1), near.tag(near.last + 1)
    before, before_tag = near.lower(near.first - 1), near.tag(near.first - 1)
    if after in _NO_COUNT_AFTER_ONE and not (after == "more" and near.tag(near.last + 2).startswith("NN")):
        return True
    if near.lower(near.first) != "one" or after in _DASHES:
        return False
    if after == "day" and before not in ("for", "in", "just", "only", "within", "than", "least", "after", "of"):
        return True
    if after == "hand" and before == "the":
        return True
    if before in _DETERMINERS and not tag.startswith(("NN", "JJ", "CD")):
        return True
    if counted:
        return False
    if tag.startswith(("NN", "JJ", "VBN", "RBS", "CD")) or after in ("dead", "wounded", "injured", "missing"):
        return False
    return not (before_tag in ("VBD", "VBN", "VBG") and (after in ("and", ",", ".", ";", "other") or after == "person"))


def _is_capitalised_name(near: _Near) -> bool:
    """ "Big Five", "BBC One", "phase two", "number one"."""
    before = near.word_before(near.first)
    if near.text(near.first)[:1].isupper() and near.first and near.text(near.first - 1)[:1].isupper():
        return not near.counts_noun()
    lone = near.first == near.last and near.value < 20
    return lone and before in _lists().names and not near.counts_noun() and near.lower(near.last + 1) not in _DASHES


def _is_glued_name(near: _Near) -> bool:
    i = near.first - 1
    if near.text(i)[-1:].isalpha() or near.text(i) in "#@_":
        return True
    return False


def _is_code(near: _Near) -> bool:
    """MH17, F-16, 5G, 22nd, 1990s, '08, 0800, +44 20 7946 0018, 2021-05-12."""
    i, j = near.first - 1, near.last + 1
    text = near.text(near.first)
    if near.is_whole and len(text) > 1 and text[0] == "0":
        return True
    if near.glued_before:
        before = near.text(i)
        if (
            before[-1:].isalpha()
            or before in ("#", "@", "_", "/", "\\", "&", "=", ":")
            or before in "'’‘`"
            and len(text) == 2
        ):
            return True
        if before in ".+" and i and near.glued(i) and near.text(i - 1)[-1:].isalnum():
            return True
        if before in _DASHES and near.glued(i) and near.text(i - 1)[-1:].isalpha():
            return near.lower(i - 1) not in _PREFIXES and not near.lower(i - 1) in UNITS
        if before == "+" and len(text) <= 3 and near.text(j).isdecimal():
            return True
    if near.glued_after:
        after = near.text(j)
        if after[:1].isalpha() or after in ("/", "\\", "_", "@", "&", "=", ":"):
            return True
    return _is_chain(near)


def _is_chain(near: _Near) -> bool:
    """A run of digit groups that dashes, brackets or spaces hold together: telephone, account, date, line-up."""
    groups = [near.text(near.first)]
    marks: list[str] = []
    for step, start in ((-1, near.first), (1, near.last)):
        i = start + step
        while 0 <= i < len(near.tokens):
            mark = ""
            while near.text(i) in ("-", "–", "(", ")", "+") and len(mark) < 3:
                mark += near.text(i)
                i += step
            if not near.text(i).isdecimal() or (
                not mark and abs(near.tokens[i].start - near.tokens[i - step].start) > 12
            ):
                if "+" in mark:
                    groups.insert(0, "0")
                break
            marks.append(mark)
            groups.insert(0 if step < 0 else len(groups), near.text(i))
            i += step
    dashed = [mark for mark in marks if mark]
    if len(dashed) >= 2 or (dashed and any("(" in mark or ")" in mark for mark in dashed)):
        return True
    if len(groups) >= 3 and (groups[0][0] == "0" or any("+" in m for m in marks)):
        return True
    return len(groups) == 2 and len(dashed) == 1 and len(groups[0]) == 3 and len(groups[1]) == 4


def _is_month(near: _Near, i: int) -> bool:
    word = near.lower(i)
    if word not in _lists().months:
        return False
    return near.text(i)[0].isupper() or word not in ("may", "march", "mar", "sun", "dec")


def _is_month_day(near: _Near) -> bool:
    """A day of a month, or a year after one: "May 3", "17 July 2014", "Feb. 24", "3 and 4 June", "June 3-5"."""
    if near.value != int(near.value) or (near.words and near.value > 31):
        return False
    i = near.first - 1
    while near.text(i) and (
        near.text(i) in _DASHES
        or near.text(i) in ",."
        or near.lower(i) in ("and", "to", "or")
        or near.text(i).isdecimal()
    ):
        if near.first - i > 5:
            break
        i -= 1
    joined = range(i + 1, near.first)
    if _is_month(near, i) and not near.words and near.value <= 2100:
        if near.value > 31:
            return 1000 <= near.value
        if not near.counts_noun() or any(near.text(k).isdecimal() for k in joined) or not near.text(i).islower():
            return not any(near.text(k) == "," for k in joined[:1]) or near.value > 31 or not near.counts_noun()
    j = near.last + 1
    if near.value <= 31:
        while near.text(j) and (
            near.text(j) in _DASHES or near.lower(j) in ("and", "to", "or", "of") or near.text(j).isdecimal()
        ):
            if j - near.last > 3:
                break
            j += 1
        if _is_month(near, j) and near.last < j:
            return near.text(j)[0].isupper() or near.lower(j + 1) not in ("be", "have")
        if near.lower(near.last + 1) == "may" and near.lower(i) in ("on", "since", "until", "by") and not near.words:
            return near.tag(near.last + 2)[:2] != "VB"
    return False


def _is_clock(near: _Near) -> bool:
    after = near.lower(near.last + 1)
    if after in _CLOCK:
        return (
            after != "am"
            or near.glued_after
            or near.lower(near.first - 1) in ("at", "by", "until", "from", "to", "after", "before", "around", "about")
        )
    return after in ("a", "p") and near.lower(near.last + 2) == "." and near.lower(near.last + 3) == "m"


def _is_name(near: _Near) -> bool:
    """ "Article 5", "Resolution 2417", "iPhone 11", "Boeing 737", "No. 2": a name and its number."""
    before = near.word_before(near.first)
    i = near.first - 1 - before.endswith(".") * (near.lower(near.first - 1) == ".")
    if before in _lists().names:
        return not (before in ("day", "week", "group", "unit", "house") and near.counts_noun())
    written = near.text(i)
    if not written[:1].isupper() and not (len(written) > 1 and written[1:2].isupper()):
        return False
    if (
        near.lower(i) in _WEEKDAYS
        or near.lower(i) in _lists().months
        or (i == 0 and near.tag(i) not in ("NNP", "NNPS"))
    ):
        return False
    if near.tag(i) and not near.tag(i).startswith(("NN", "JJ", "CD", "FW", "LS", "SYM")):
        return False
    if near.lower(i - 1) == "&" and near.glued(i):
        return True
    return not near.counts_noun()


def _is_address(near: _Near) -> bool:
    """ "10 Downing Street", "221 Baker Street"."""
    if not near.text(near.last + 1)[:1].isupper():
        return False
    return any(
        near.lower(i) in _lists().streets and near.text(i)[0].isupper() for i in range(near.last + 2, near.last + 5)
    )


def _is_year(near: _Near, counted: bool) -> bool:
    if len(near.text(near.first)) != 4:
        if near.lower(near.last + 1) in _ERAS:
            return near.text(near.last + 1).isupper()
        return _shares_year(near)
    if not 1000 <= near.value <= 2199:
        return False
    before, after = near.word_before(near.first), near.lower(near.last + 1)
    if after in _ERAS or before in _ERAS or near.lower(near.first - 2) in _ERAS:
        return True
    if (
        near.text(near.first - 1) in _DASHES
        and near.glued_before
        and before != ""
        and near.text(near.first - 2).isdecimal()
    ):
        return len(near.text(near.first - 2)) == 4
    lead = before in _YEAR_LEADS or _is_month(near, near.first - 1) or before in _lists().months
    if 1900 <= near.value <= 2059:
        return (
            not near.counts_noun() or (lead and not counted)
            if not counted
            else not near.counts_noun() and before in ("around", "about")
        )
    return (
        not counted
        and lead
        and before in ("in", "since", "until", "circa", "from", "and")
        and not near.counts_noun()
        and near.value < 1900
    )


def _shares_year(near: _Near) -> bool:
    """The "15" of "2014-15" and the "20" of "2019/20"."""
    if not (near.glued_before and near.text(near.first - 1) in _DASHES):
        return False
    before = near.text(near.first - 2)
    return (
        near.glued(near.first - 1)
        and len(before) == 4
        and before.isdecimal()
        and len(near.text(near.first)) == 2
        and before[:2] in ("19", "20")
    )


def _is_list_number(near: _Near) -> bool:
    """ "1. Open the door", "(2)": an item of a list."""
    mark = near.text(near.last + 1)
    if (
        near.first == 0
        and near.is_whole
        and near.value < 100
        and mark in (".", ")")
        and near.last + 2 < len(near.tokens)
    ):
        return True
    return (
        near.is_whole
        and near.value < 21
        and near.text(near.first - 1) == "("
        and mark == ")"
        and near.value == int(near.value)
        and not near.text(near.first - 2)[:1].isupper()
    )
