"""A content as it stands in the text: without the marks at its ends, and with its quotations whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from analysis.article import Span
from analysis.document import Document
from analysis.quotations import Quotation


def trim(document: Document, start: int, end: int, *, cue: Span) -> Span | None:
    """A content without the punctuation around it, its quotations whole; None where nothing is left.

    The final full stop goes, unless a quotation holds it; a quotation that the piece only half covers is taken whole
    when the cue stands outside it ("X said: “A. B.”" is one content though it is two sentences).
    """
    text = document.text
    start, end = _strip(text, start, end)
    if start >= end:
        return None
    for quotation in quotations_in(document, start, end):
        if quotation.start < cue[1] and cue[0] < quotation.end:
            continue
        if (
            (quotation.start < start and quotation.end <= cue[0])
            or quotation.start >= cue[1]
            or quotation.end <= cue[0]
        ):
            start, end = min(start, quotation.start), max(end, quotation.end)
    following = document.quotation_at(end + 1)  # “...” that goes straight on, cut off by the parser
    if following is not None and following.start == end + 1 and cue[1] < end and text[end - 1].isalnum():
        sentence = document.sentence_at(start)
        if sentence is not None and following.start < sentence.end:
            end = following.end
    return start, end


def quotations_in(document: Document, start: int, end: int) -> Iterator[Quotation]:
    """The quotations that share a character, their marks aside, with a span."""
    first = max(bisect_right(document.quotations, start, key=_start) - 1, 0)
    for quotation in islice(document.quotations, first, None):
        if quotation.start >= end:
            break
        if quotation.inner_end > start:
            yield quotation


def _start(quotation: Quotation) -> int:
    return quotation.start


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in ",;:.–—-)…”"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—-(“"):
        end -= 1
    if end - start > 1 and text[end - 1] in "." and not _abbreviation(text, start, end):
        end -= 1
    return start, end


def _abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the full stop before `end` belongs to its word: "the U.S.", "No. 10 Inc."."""
    word_start = end - 1
    while word_start > start and not text[word_start - 1].isspace():
        word_start -= 1
    return "." in text[word_start : end - 1]
