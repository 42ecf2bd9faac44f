"""Numbers that date: days of months, years, clock times."""

from __future__ import annotations

from analysis.days import NUMBER_OF_MONTH
from analysis.figures.surroundings import Surroundings

_CLOCK = frozenset("am pm gmt utc est edt pst pdt cet cest bst ist o'clock o’clock hrs noon".split())  # noqa: SIM905
_BEFORE_CLOCK = frozenset("at by until from to after before around about since".split())  # noqa: SIM905
_OF_DAYS = frozenset(["morning", "afternoon", "evening"])
_BOUNDING_CLOCK = frozenset(["before", "after", "until", "till", "since"])
_ERAS = frozenset(["ad", "bc", "bce", "ce"])
_BEFORE_YEAR = frozenset(
    "in since from until till by of the during before after early late mid and to for between that this circa "  # noqa: SIM905
    "around its his her their our summer winter spring autumn fall year fiscal on than through at with a".split()
)
_LATEST_DAY, _FIRST_YEAR, _LAST_YEAR = 31, 1000, 2199


def is_date(near: Surroundings, *, counted: bool) -> bool:
    """Whether the number is a day, a year or a clock time; ``counted``: a modifier such as "at least" goes with it."""
    if _is_month_day(near) or _is_clock(near):
        return True
    return near.is_whole and (_is_year(near, counted) or _ends_year_range(near))


def is_month(near: Surroundings, i: int) -> bool:
    """Whether token ``i`` is a month; "may", "march" and what is short for a word too only with a capital."""
    word = near.lower(i)
    return word in NUMBER_OF_MONTH and (near.text(i)[0].isupper() or word not in ("may", "march", "mar", "dec"))


def _is_month_day(near: Surroundings) -> bool:
    """ "May 3", "17 July 2014", "Feb. 24", "3 and 4 June", "June 3-5"."""
    if near.value != int(near.value) or (near.words and near.value > _LATEST_DAY):
        return False
    return _follows_month(near) or (near.value <= _LATEST_DAY and _precedes_month(near))


def _follows_month(near: Surroundings) -> bool:
    i = near.first - 1
    while near.first - i <= 5 and (_joins_days(near, i) or near.text(i) in (",", ".") or near.text(i).isdecimal()):
        i -= 1
    if near.words or not is_month(near, i) or near.value > _LAST_YEAR:
        return False
    if near.value > _LATEST_DAY:
        return near.is_whole and len(near.text(near.first)) == 4 and near.value >= _FIRST_YEAR
    between = [near.text(k) for k in range(i + 1, near.first)]
    if between[:1] == [","]:
        return not near.counts_noun() and near.lower(near.last + 1) != "of"  # "since May, 11 of them"
    return near.text(i)[0].isupper() or not near.counts_noun()


def _precedes_month(near: Surroundings) -> bool:
    j = near.last + 1
    while j - near.last <= 3 and (_joins_days(near, j) or near.lower(j) == "of" or near.text(j).isdecimal()):
        j += 1
    if is_month(near, j):
        return near.text(j)[0].isupper() or near.lower(j + 1) not in ("be", "have")
    before = near.lower(near.first - 1)
    lower_may = near.lower(near.last + 1) == "may" and before in ("on", "since", "until", "by") and not near.words
    return lower_may and not near.tag(near.last + 2).startswith("VB")


def _joins_days(near: Surroundings, i: int) -> bool:
    return near.is_dash(i) or near.lower(i) in ("and", "to", "or")


def _is_clock(near: Surroundings) -> bool:
    after = near.lower(near.last + 1)
    if after in _CLOCK:
        return after != "am" or near.glued_after or near.lower(near.first - 1) in _BEFORE_CLOCK
    following = tuple(near.lower(near.last + k) for k in (1, 2, 3))
    in_a_day = following[:2] == ("at", "night") or (following[:2] == ("in", "the") and following[2] in _OF_DAYS)
    if in_a_day and near.value <= 12 and near.lower(near.first - 1) in _BEFORE_CLOCK:
        return True  # "at four in the morning"
    of_day = following[0] == "on" and following[2] in (*_OF_DAYS, "night")
    if of_day and near.value <= 12 and near.lower(near.first - 1) in _BOUNDING_CLOCK:
        return True  # "before six on Friday morning"; but "the toll stood at six on Friday morning"
    return after in ("a", "p") and near.lower(near.last + 2) == "." and near.lower(near.last + 3) == "m"


def _is_year(near: Surroundings, counted: bool) -> bool:
    """Four digits without a unit: a year unless they count a noun and nothing dates them ("2000 people fled")."""
    if near.lower(near.last + 1) in _ERAS and near.text(near.last + 1).isupper():
        return True
    if len(near.text(near.first)) != 4 or not _FIRST_YEAR <= near.value <= _LAST_YEAR:
        return False
    before = near.word_before()
    if before in _ERAS or near.lower(near.first - 2) in _ERAS or near.lower(near.first - 4) in _ERAS:
        return True
    counts = near.counts_noun()
    dated = (
        before in _BEFORE_YEAR or is_month(near, near.first - 1) or near.tag(near.first - 1).startswith(("NN", "POS"))
    )
    if 1900 <= near.value <= 2059:
        if near.lower(near.last + 1) in ("level", "levels"):  # "below 2005 levels"
            return True
        if counted:
            return not counts and before in ("around", "about", "circa")
        follows_directly = near.tag(near.last + 1) == "NNS" or near.lower(near.last + 1) == "people"
        if before == "of" and follows_directly and near.value % 50 == 0:
            return False
        return not counts or dated
    later = near.value > 2059 and before in ("in", "by", "until", "through")
    earlier = near.value < 1900 and before in ("in", "since", "until", "circa", "from", "and", "by")
    return not counted and not counts and (earlier or later)


def _ends_year_range(near: Surroundings) -> bool:
    """The "15" of "2014-15", the "2016" of "2014-2016"."""
    if not (near.glued_before and near.is_dash(near.first - 1) and near.glued(near.first - 1)):
        return False
    before, here = near.text(near.first - 2), near.text(near.first)
    return before.isdecimal() and len(before) == 4 and before[:2] in ("18", "19", "20") and len(here) in (2, 4)
