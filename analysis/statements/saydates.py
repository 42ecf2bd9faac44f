"""When something was said: the date in the words around a cue, resolved against the day of publication."""

from __future__ import annotations

import datetime
import re

from analysis.days import MONTHS, NUMBER_OF_MONTH, SHORT_MONTHS, WEEKDAYS

_MONTH = "|".join((*MONTHS, *SHORT_MONTHS))
# "At Tuesday's briefing" somebody spoke on Tuesday; "after Tuesday's vote" he may have spoken on any day.
_OCCASION = (
    r"(?:[\w-]+ ){0,2}(?:address|briefing|broadcast|conference|debate|hearing|interview|meeting|post|rally"
    r"|sermon|session|speech|statement|summit|talks|testimony)"
)
_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\.? (?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:,? (?P<year>(?:19|20)\d\d))?"
    rf"|(?P<day2>[0-3]?\d)(?:st|nd|rd|th)? (?P<month2>{_MONTH})\b\.?(?:,? (?P<year2>(?:19|20)\d\d))?"
    r"|(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?P<near>[Tt]oday|[Yy]esterday|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening)))\b"
    rf"(?!(?: night)?['’]s (?!{_OCCASION}))"
)
_ANOTHER_WEEK = re.compile(r"\b(?:next|coming|following|last|every|by|until|since|before|after|this coming)\s+$", re.I)


def said_on(words: str, published: datetime.date | None) -> str | None:
    """The date on which something was said, as ISO text.

    A weekday is the last such day up to the day of publication; a day and month without a year likewise.

    Parameters
    ----------
    words : str
        The reporting words without what was said: ``"he told reporters on Tuesday"``.
    published : datetime.date, optional
        Without it only a full date is resolved.

    Returns
    -------
    str or None
        None where there is no date, or no single one.

    Examples
    --------
    >>> said_on("he told reporters on Tuesday", datetime.date(2022, 1, 5))
    '2022-01-04'
    >>> said_on("she said on 30 December", datetime.date(2022, 1, 5))
    '2021-12-30'
    """
    found = {
        day
        for match in _DATE.finditer(words)
        if not _ANOTHER_WEEK.search(words[: match.start()]) and (day := _day(match, published))
    }
    return found.pop().isoformat() if len(found) == 1 else None


def _day(match: re.Match[str], published: datetime.date | None) -> datetime.date | None:
    month, day, year = (match[name] or match[name + "2"] for name in ("month", "day", "year"))
    if month:
        if not year and published is None:
            return None
        return _latest(int(day), NUMBER_OF_MONTH[month.lower()], int(year) if year else None, published)
    if published is None:
        return None
    if match["weekday"]:
        back = (published.weekday() - WEEKDAYS.index(match["weekday"] + "day")) % 7
        return published - datetime.timedelta(days=back)
    return published - datetime.timedelta(days=match["near"].lower() in ("yesterday", "last night"))


def _latest(day: int, month: int, year: int | None, published: datetime.date | None) -> datetime.date | None:
    try:
        if year is not None:
            return datetime.date(year, month, day)
        assert published is not None
        this_year = datetime.date(published.year, month, day)
        return this_year if this_year <= published else datetime.date(published.year - 1, month, day)
    except ValueError:  # 31 June
        return None
