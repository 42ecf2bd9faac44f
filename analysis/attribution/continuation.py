"""Quotations that go on: “A,” he said. “B.” is one statement, and so is a quotation over several paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.article import Span
from analysis.attribution.trimming import quotations_in
from analysis.document import Document
from analysis.quotations import Quotation
from analysis.segments import Paragraph, Sentence

if TYPE_CHECKING:
    from analysis.attribution import Attribution

#: A sentence goes on with a quotation when at least this share of its letters is quoted.
_MOSTLY_QUOTED = 0.4


def continue_quotations(
    document: Document, attributions: Sequence[Attribution], *, across_paragraphs: bool = True
) -> list[Attribution]:
    """Give each quotation that opens a sentence, and that nobody has claimed, to the speaker before it.

    That is the attribution whose words stand last before the quotation, if it quotes too; it must stand in the same
    paragraph, or, with `across_paragraphs` and where the quotation opens a paragraph, at the end of the one before.
    """
    found = list(attributions)
    parts = {a.content[0][0]: (k, part) for k, a in enumerate(found) if (part := _after_quotation(document, a))}
    ends = [max(span[1] for span in (*a.content, a.cue or a.content[0], a.source or a.content[0])) for a in found]
    order = sorted(range(len(found)), key=lambda k: (ends[k], -found[k].content[0][0]))
    sorted_ends = [ends[k] for k in order]
    free = dict(parts.values())
    claimed = Cover([span for k, a in enumerate(found) for span in (free.get(k, a.content[0]), *a.content[1:])])
    words = Cover([span for a in found for span in (a.cue, a.source) if span is not None])
    speaking: tuple[int, int] | None = None  # whose quotation was continued last, and where it ended
    for quotation in document.quotations:
        sentence = document.sentence_at(quotation.inner_start)
        if sentence is None or claimed.touches(quotation.start, quotation.end):
            continue
        interrupted = quotation.start - sentence.start > 2
        if interrupted and not document.text[sentence.start : quotation.start].rstrip().endswith(","):
            continue
        stretch = _stretch(document, quotation)
        if stretch is None or words.touches(*stretch):
            continue
        place = bisect_right(sorted_ends, quotation.start + 1) - 1
        index = order[place] if place >= 0 else None
        if index is not None:
            index = _outermost(document, found, order, sorted_ends, place)
        if speaking is not None and (index is None or speaking[1] >= ends[index]):
            index, end = speaking
        elif index is not None:
            end = ends[index]
        if index is None or not _goes_on(document, found[index], end, quotation):
            continue
        if not across_paragraphs and document.paragraph_at(end - 1) != document.paragraph_at(quotation.start):
            continue
        if interrupted and not _is_interrupted(document, found[index], sentence, quotation):
            continue
        if stretch[0] in parts:
            k, part = parts[stretch[0]]
            found[k] = replace(found[k], content=(part, *found[k].content[1:]))
        found[index] = replace(found[index], content=(*found[index].content, stretch))
        speaking = index, stretch[1]
    return found


def _after_quotation(document: Document, attribution: Attribution) -> Span | None:
    """The sentence before its cue, of a content that also holds a quotation closed before it: “A.” *B went on*, X said.

    The quotation may be of whoever spoke before.
    """
    (start, end), cue = attribution.content[0], attribution.cue
    quotation, sentence = document.quotation_at(start), document.sentence_at(end - 1)
    if cue is None or cue[0] < end or quotation is None or sentence is None or quotation.start != start:
        return None
    closed = document.text[quotation.inner_end - 1] in ".?!…" and start < quotation.end <= sentence.start < end
    between = document.text[quotation.end : sentence.start]
    quoted = any(True for _ in quotations_in(document, sentence.start, end))
    return (sentence.start, end) if closed and not between.strip() and not quoted else None


class Cover:
    """Whether a stretch touches any of many spans, asked in logarithmic time."""

    def __init__(self, spans: list[Span]) -> None:
        merged: list[Span] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        self._merged, self._starts = merged, [start for start, _ in merged]

    def touches(self, start: int, end: int) -> bool:
        place = bisect_right(self._starts, end - 1) - 1
        return place >= 0 and self._merged[place][1] > start


def _outermost(document: Document, found: list[Attribution], order: list[int], ends: list[int], place: int) -> int:
    """Of the attributions that end in one sentence, the one that is quoted most, then the one that ends last."""
    best = order[place]
    sentence = document.sentence_at(max(ends[place] - 1, 0))
    most = _quoted_share(document, found[best])
    while place > 0 and sentence is not None and ends[place - 1] > sentence.start:
        place -= 1
        share = _quoted_share(document, found[order[place]])
        if share > most:
            best, most = order[place], share
    return best


def _quoted_share(document: Document, attribution: Attribution) -> float:
    start, end = attribution.content[0]
    quoted = sum(min(q.end, end) - max(q.start, start) for q in quotations_in(document, start, end))
    return round(quoted / (end - start), 1)


def _is_interrupted(document: Document, attribution: Attribution, sentence: Sentence, quotation: Quotation) -> bool:
    """Whether a quotation in mid-sentence takes up the one that a cue broke off: “A,” he wrote, “but B”."""
    first, cue = attribution.content[0], attribution.cue
    if cue is None or first[1] > cue[0] or not sentence.start <= cue[0] < sentence.end:
        return False
    return document.quotation_at(first[1] - 1) is not None and quotation.inner_end - quotation.inner_start > 12


def _stretch(document: Document, quotation: Quotation) -> Span | None:
    """The quotation, with what its last sentence says after it; None where too little of that sentence is quoted."""
    last = document.sentence_at(max(quotation.inner_end - 1, quotation.start))
    if last is None or last.end <= quotation.end:
        return quotation.start, quotation.end
    start = max(last.start, quotation.start)
    if quotation.end - start < _MOSTLY_QUOTED * (last.end - start):
        return None
    rest = document.text[quotation.end : last.end].rstrip()
    if not any(character.isalnum() for character in rest):
        return quotation.start, quotation.end
    return quotation.start, quotation.end + len(rest) - rest.endswith(".")


def _goes_on(document: Document, attribution: Attribution, end: int, quotation: Quotation) -> bool:
    paragraph = document.paragraph_at(max(end - 1, 0))
    if paragraph is None or paragraph.place != "body" or not _quoted_share(document, attribution):
        return False
    if paragraph.index == quotation.paragraph:
        return True
    here = document.paragraphs[quotation.paragraph]
    if here.index != paragraph.index + 1 or here.place != "body" or quotation.start - here.start > 2:
        return False
    silent = document.text[end : paragraph.end]
    return sum(character.isalnum() for character in silent) < 60 and _is_wholly_quoted(document, here, quotation)


def _is_wholly_quoted(document: Document, paragraph: Paragraph, quotation: Quotation) -> bool:
    rest = document.text[quotation.end : paragraph.end]
    return not any(character.isalnum() for character in rest)
