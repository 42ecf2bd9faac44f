"""Datelines: where and by whom an article was written, before its first sentence ("KHARTOUM, Nov 13 (Reuters) -").

Each question reads as much of one as is safe for it. A sentence may be cut after "LIMA -"; but "LIMA - No." may be a
speaker in a transcript, so that nobody is left out of the speakers for a place alone; and a country is told by what is
between a comma and the agency, with no digit in it, since "KHARTOUM, Nov 13" names none.
"""

from __future__ import annotations

import re

#: "LIMA, Peru (AP) —", "KHARTOUM, Nov 13 -", "LONDON, Jan. 5, 2022 /PRNewswire/ --" before the first sentence.
_BEFORE_SENTENCE = re.compile(
    r"(?P<place>[^\W\d_][^\n,(:;\"]{1,40}?)(?P<more>,[^\n(/:;\"]{1,40}?)?"
    r"\s?(?P<agency>\([A-Z][^()\n]{1,30}\)|/[A-Z][^/\n]{1,30}/)?\.?\s?(?:--?|[–—])\s{1,3}(?=[^\W_a-z]|\")"
)
#: A place in capitals, then where that is, the day or the agency, then a dash.
_WITH_MORE = re.compile(
    r"\s*[^\Wa-z\d_](?:[^\Wa-z\d_]|[.'’ /-]){2,40}"
    r"(?:(?:, ?[^\Wa-z\d_][\w./][\w. /]{0,30}){1,3}(?:\([\w ./-]{2,30}\))?|\([\w ./-]{2,30}\)) ?[-–—]{1,2}\s"
)
_WITH_COUNTRY = re.compile(  # "TIMBUKTU, Mali (Reuters) -"
    r"\s*([^\Wa-z\d_][^a-z\d\n(]{2,40}?(?:, ?[^\Wa-z\d_][^\d\n(–—]{2,30}?)?) ?(?:\([\w ./-]+\) ?)?[-–—]{1,2}\s"
)
_LONGEST = 120  # characters


def after_dateline(paragraph: str) -> int:
    """Where a paragraph goes on after its dateline: a place in capitals, or an agency in brackets, and a dash.

    Examples
    --------
    >>> after_dateline("LIMA - Two died."), after_dateline("Lima - Two died.")
    (7, 0)
    """
    match = _BEFORE_SENTENCE.match(paragraph)
    if match is None:
        return 0
    words = match["place"].split()
    in_capitals = match["place"].isupper() and len(match["place"]) > 3
    by_agency = match["agency"] is not None and len(words) <= 4 and all(word[0].isupper() for word in words)
    return match.end() if in_capitals or by_agency else 0


def end_of_dateline(text: str, start: int, end: int) -> int | None:
    """Where the dateline of a paragraph, ``text[start:end]``, ends; None where it has none, or no more than a place.

    Examples
    --------
    >>> end_of_dateline("LIMA, Peru (AP) — Two died.", 0, 27), end_of_dateline("LIMA — No.", 0, 10)
    (18, None)
    """
    match = _WITH_MORE.match(text, start, min(end, start + _LONGEST))
    return match.end() if match else None


def country_of_dateline(text: str, start: int, end: int) -> str | None:
    """The country, or the part of one, that the dateline of a paragraph names after its place.

    Examples
    --------
    >>> country_of_dateline("TIMBUKTU, Mali (Reuters) - Two died.", 0, 36)
    'Mali'
    """
    match = _WITH_COUNTRY.match(text, start, end)
    return match[1].rpartition(", ")[2] if match and ", " in match[1] else None
