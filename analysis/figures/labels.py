"""Numbers that count nothing: names (MH17, Article 5), telephone numbers, addresses, idioms, and dates.

Each rule is a small function of the tokens around a number; `is_label` asks them in turn. The words are in
``data/bounds.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.days import WEEKDAYS
from analysis.figures.dates import is_date, is_month
from analysis.figures.events import load_events
from analysis.figures.numberwords import ONES
from analysis.figures.numerals import Numeral, is_comparison
from analysis.figures.surroundings import Surroundings
from analysis.figures.tokens import Token
from analysis.figures.units import load_table

# Words that a number may follow after a hyphen and still count: "sub-500", "now-18", "twenty-40".
_COUNTING_PREFIXES = frozenset(
    [
        *ONES,
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
    ]
)
_DAYS = frozenset([*map(str.lower, WEEKDAYS), "today", "yesterday"])
_BEFORE_HALF = frozenset(
    ["first", "second", "latter", "other", "better", "this", "last", "next", "each", "per", "early", "in"]
)
_BEFORE_QUARTERS = frozenset(["first", "last", "past", "previous", "next", "consecutive", "final", "recent"])
_AFTER_PRONOUN = frozenset(["of", "another", "such", "thing", "by"])
_BEFORE_PRONOUN = frozenset(
    ["no", "any", "every", "each", "which", "another", "this", "that", "the", "only", "last", "next", "first"]
)
_FEW = 10  # "the two", "all of the three": so many are those just named
_MOST_CHILDREN = 15
_CHILDREN = frozenset(["child", "children", "son", "daughter", "kid", "teenager"])
_CODE_MARKS = frozenset("#@_/\\&=:")


_LISTED = ("names", "streets", "hyphenated_idioms", "zero_idioms", "single_idioms", "parents")


@dataclass(frozen=True, slots=True)
class _Lists:
    names: frozenset[str]
    streets: frozenset[str]
    idioms: frozenset[str]
    zero: frozenset[str]
    single: frozenset[str]
    parents: frozenset[str]


@cache
def _lists() -> _Lists:
    table = load_table("bounds.yaml")
    return _Lists(*(frozenset(table[key]) for key in _LISTED))


def is_label(tokens: Sequence[Token], numeral: Numeral, *, counted: bool = False) -> bool:
    """Whether a number without a unit names or dates; ``counted``: a modifier such as "at least" goes with it."""
    if numeral.style in ("share", "loose"):
        return False
    near = Surroundings(tokens, numeral)
    if _is_idiom(near) or _is_informants(near) or is_family(near):
        return True
    if numeral.style == "fraction":
        return _is_no_fraction(near, counted)
    if numeral.style == "words":
        return (
            _is_capitalised_name(near)
            or (near.value == 1 and _is_pronoun(near, counted))
            or is_date(near, counted=counted)
        )
    if numeral.scale != 1.0:
        return near.glued_before and near.text(near.first - 1)[-1:].isalpha()
    if _is_code(near) or is_date(near, counted=counted):
        return True
    if near.word_before() in _lists().names and not near.is_whole and near.first == near.last:
        return "," not in near.text(near.first)  # "version 2.1"
    return near.is_whole and (_is_name(near) or _is_address(near) or _is_list_number(near))


def is_label_with_unit(tokens: Sequence[Token], numeral: Numeral, kind: str) -> bool:
    """Whether a number only seems to have a unit: "scp-173m", "One day, he would"."""
    if kind == "money" or numeral.first == 0:
        return False
    near = Surroundings(tokens, numeral)
    before = near.text(near.first - 1)
    if before == "per":
        return True  # "1.2 per million hours"
    if numeral.style == "digits" and near.glued_before:
        if before[-1:].isalpha():
            return True
        if near.is_dash(near.first - 1) and near.glued(near.first - 1) and near.text(near.first - 2)[-1:].isalpha():
            return near.lower(near.first - 2) not in _COUNTING_PREFIXES and near.glued_after
    if near.lower(near.first) == "one" and kind == "time":
        return near.lower(near.last + 1) == "day" and near.lower(near.first - 1) in (
            "that",
            ",",
            "would",
            "will",
            "could",
            "and",
            "no",
            "any",
        )
    return False


def _is_informants(near: Surroundings) -> bool:
    """ "According to two people familiar with", "three security sources": who told it, not what is told."""
    after = [near.lower(near.last + k) for k in (1, 2, 3)]
    if "sources" in after[:2]:
        return "of" not in after
    return after[:2] in (["people", "familiar"], ["persons", "familiar"], ["officials", "familiar"])


def is_family(near: Surroundings) -> bool:
    """ "The mother of two": who somebody is; but "the mother of two soldiers"."""
    if near.lower(near.first - 1) != "of" or near.lower(near.first - 2) not in _lists().parents:
        return False
    k = near.last + 1
    while near.tag(k).startswith("JJ"):
        k += 1
    counts = near.lower(k).removesuffix("s") in load_events().people | _CHILDREN
    return near.value <= _MOST_CHILDREN and not counts


def _is_idiom(near: Surroundings) -> bool:
    """ "one-time", "three-way", "zero tolerance", "per thousand", "multi-million", "between the two"."""
    before, after = near.lower(near.first - 1), near.lower(near.last + 1)
    hyphenated = near.words and near.is_dash(near.last + 1) and near.glued(near.last + 2)
    if hyphenated and near.lower(near.last + 2) in _lists().idioms:
        return True
    if near.lower(near.first) == "zero" and (after in _lists().zero or before in _lists().zero):
        return True
    if before == "per" or (
        near.is_dash(near.first - 1) and near.lower(near.first - 2) in ("multi", "per", "double", "triple")
    ):
        return True
    known = near.words and before == "the" and near.value <= _FEW
    if known and after in ("", ",", ".", ";", ")", "?", "!"):
        return True
    either = after in ("way", "thing") and near.lower(near.last + 2) == "or"  # "one way or another"
    single = near.words and before in ("with", "as", "at") and after in _lists().single
    none = before == "not" and near.lower(near.first) == "one"
    return near.value == 1 and (before == "every" or either or single or none)


def _is_no_fraction(near: Surroundings, counted: bool) -> bool:
    """ "the second half", "a quarter earlier", "half-brother"; but "half of them", "three quarters majority"."""
    name, after, before = near.lower(near.last), near.lower(near.last + 1), near.lower(near.first - 1)
    if name == "half":
        if before in _BEFORE_HALF or (before == "a" and near.lower(near.first - 2) == "and"):
            return True
        other_noun = near.tag(near.last + 1) == "NN" and after != "that"
        return not counted and (near.is_dash(near.last + 1) or other_noun or after in ("", "."))
    if name == "quarter":
        beside_time = after in ("earlier", "ago", "before")
        if not beside_time and is_comparison(near.tokens, near.last + 1):
            return False  # "a quarter higher than in May"
        return not counted and after != "of" and before != "by" and (before != "from" or beside_time)
    return name == "quarters" and before in _BEFORE_QUARTERS and after != "of"


def _is_pronoun(near: Surroundings, counted: bool) -> bool:
    """ "one" that counts nothing: "no one", "one of the organisers", "the only one", "one should"."""
    after, tag = near.lower(near.last + 1), near.tag(near.last + 1)
    before, before_tag = near.lower(near.first - 1), near.tag(near.first - 1)
    if after in _AFTER_PRONOUN:
        return True
    ranging = after in ("to", "or") and near.tag(near.last + 2) == "CD"  # "one to two years"
    if near.lower(near.first) != "one" or near.is_dash(near.last + 1) or ranging:
        return False
    if before == "no" and not counted:
        return True  # "no one benefits", whatever the tagger makes of it
    if after == "day" or (after == "hand" and before == "the"):
        return True
    if before in _BEFORE_PRONOUN and not tag.startswith(("NN", "JJ", "CD")):
        return True
    if (
        counted
        or tag.startswith(("NN", "JJ", "VBN", "RBS", "CD"))
        or after in ("dead", "wounded", "injured", "missing")
    ):
        return False
    if after in ("died", "drowned", "perished", "survived"):
        return False
    if after in ("was", "were", "is", "had", "has"):  # "one was killed"
        return near.lower(near.last + 2) not in load_events().words
    if after in ("from", "in") and before in ("and", ","):  # "two from Nigeria and one from Cameroon"
        return not any(near.tag(i) == "CD" for i in range(near.first - 6, near.first))
    is_object = before_tag in ("VBD", "VBN", "VBG") and after in ("and", ",", ".", ";", "other", "person")
    return not is_object


def _is_group(near: Surroundings) -> bool:
    """ "the Group of 20", "the Gang of Four"; but "a group of 20 men"."""
    named = near.lower(near.first - 1) == "of" and near.text(near.first - 2) in ("Group", "Gang", "Committee")
    return named and near.first > 2 and not near.counts_noun()


def _is_capitalised_name(near: Surroundings) -> bool:
    """ "Big Five", "BBC One", "phase two", "number one"."""
    if _is_group(near):
        return True
    if near.text(near.first)[:1].isupper() and near.text(near.first - 1)[:1].isupper():
        return not near.counts_noun()
    lone = near.first == near.last and near.value < 20
    return lone and near.word_before() in _lists().names and not near.counts_noun() and not near.is_dash(near.last + 1)


def _is_code(near: Surroundings) -> bool:
    """MH17, F-16, 5G, 22nd, 1990s, '08, 0800, +44 20 7946 0018, 2021-05-12."""
    i, j = near.first - 1, near.last + 1
    text, before, after = near.text(near.first), near.text(i), near.text(j)
    if near.is_whole and len(text) > 1 and text[0] == "0":
        return True
    if near.glued_before:
        if before[-1:].isalpha() or before in _CODE_MARKS or (before in "'’‘`" and len(text) == 2):
            return True
        if before in ".+" and near.glued(i) and near.text(i - 1)[-1:].isalnum():
            return True
        if near.is_dash(i) and near.text(i - 1)[-1:].isalpha():
            if near.glued(i):
                return near.lower(i - 1) not in _COUNTING_PREFIXES
            return len(near.text(i - 1)) > 1 and near.text(i - 1).isupper()
    if near.glued_after and (after[:1].isalpha() or after in _CODE_MARKS):
        return True
    if (near.glued_after and after in "'’" and near.glued(j + 1)) or (
        near.glued_before and before in "'’" and near.glued(i)
    ):
        return near.text(j + 1).isdecimal() or near.text(i - 1).isdecimal()  # a height: 6'3"
    return _is_chain(near)


def _is_chain(near: Surroundings) -> bool:
    """A run of digit groups that dashes, brackets or spaces hold together: telephone, account, date, line-up."""
    groups, marks = [near.text(k) for k in range(near.first, near.last + 1) if near.text(k).isdecimal()], [""]
    for step, start in ((-1, near.first), (1, near.last)):
        i = start + step
        for _ in range(4):
            mark = ""
            while near.text(i) in ("-", "–", "(", ")", "+") and near.text(i) and len(mark) < 3:
                mark += near.text(i)
                i += step
            if not near.text(i).isdecimal():
                marks[0] += mark if "+" in mark and step < 0 else ""
                break
            if step < 0:
                groups.insert(0, near.text(i))
            else:
                groups.append(near.text(i))
            marks.append(mark)
            i += step
    dashed = [mark for mark in marks[1:] if mark]
    if len(dashed) >= 2 or any(")" in mark or "(" in mark for mark in dashed) or "+" in "".join(marks):
        return True
    if len(groups) >= 3 and groups[0][0] == "0":
        return True
    return len(groups) == 2 and len(dashed) == 1 and len(groups[0]) == 3 and len(groups[1]) == 4


def _is_name(near: Surroundings) -> bool:
    """ "Article 5", "Resolution 2417", "iPhone 11", "Boeing 737", "No. 2": a name and its number."""
    before = near.word_before()
    if _is_score(near):
        return False
    if _is_group(near):
        return True
    if before in _lists().names:
        is_verb = near.tag(near.first - 1).startswith("VB")  # "to block 61 websites"
        return not ((is_verb or before in ("day", "week", "group", "unit")) and near.counts_noun())
    i = near.first - 1
    if near.text(i) == "." and near.glued(i):
        i -= 1
    written, tag = near.text(i), near.tag(i)
    if written in ("No", "Nos") and i > 0:
        return True  # "a No 10 spokesman"
    if not (written[:1].isupper() or written[1:2].isupper()):
        return False
    if near.lower(i) in _DAYS or is_month(near, i) or (i == 0 and tag not in ("NN", "NNP", "NNPS")):
        return False
    if tag and not tag.startswith(("NN", "JJ", "CD", "FW", "LS", "SYM")):
        return False
    return (near.lower(i - 1) == "&" and near.glued(i)) or not near.counts_noun()


def _is_score(near: Surroundings) -> bool:
    """The first number of "2-1"."""
    j = near.last + 1
    return (
        near.is_dash(j) and near.glued(j) and near.glued(j + 1) and near.text(j + 1).isdecimal() and near.value < 1000
    )


def _is_address(near: Surroundings) -> bool:
    """ "10 Downing Street", "221 Baker Street"."""
    if not near.text(near.last + 1)[:1].isupper():
        return False
    return any(
        near.lower(i) in _lists().streets and near.text(i)[0].isupper() for i in range(near.last + 2, near.last + 5)
    )


def _is_list_number(near: Surroundings) -> bool:
    """ "1. Open the door", "(2)": an item of a list."""
    mark = near.text(near.last + 1)
    if near.first == 0 and near.value < 100 and mark in (".", ")") and near.last + 2 < len(near.tokens):
        return True
    bracketed = near.text(near.first - 1) == "(" and mark == ")"
    return bracketed and near.value < 21 and not near.text(near.first - 2)[:1].isupper()
