"""Quotation marks, paired inside one paragraph by the direction they show, whatever the kind or the number.

Marks read: curly (“ ” „ ‘ ’), straight (" and '), guillemets in both orders (« » and » «), doubled single marks
('' and the typewriter's `` ''). A mark has two witnesses of its direction, its glyph and its neighbours; the
neighbours win where they are clear, which is how a closing mark typed as an opening one is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.article import Repair

_MARK = re.compile(r"``|''|[“”„‟«»\"]")
# A single mark opens only at the start of a word, and its closing mark must end one: the rest are apostrophes.
_SINGLE_OPEN = re.compile(r"(?<![^\s(\[{—–“\"-])(?:‘|'(?!'))(?=\S)(?!(?:\d0s|em|til|tis|twas|cause|n)\b)")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s'‘])(?:’|'(?!'))(?![^\W_])")
_POSSESSIVE_PLURAL = re.compile(r"(?<=s)[’'](?=\s+[^\W\d_])")
_GLYPH = {"“": 1, "«": 1, "„": 1, "‟": 1, "``": 1, "”": -1, "»": -1}
_CLOSED_BY = {"„": "“”", "»": "«", "‟": "”"}
_LONGEST_SINGLE = 1_000  # characters: a single mark further from its partner than this is an apostrophe


@dataclass(frozen=True, slots=True)
class Quotation:
    """One outermost stretch of quoted text.

    ``start`` and ``end`` take in the marks, ``inner_start`` and ``inner_end`` do not. Where the closing mark is
    missing, ``closed`` is False and the quotation ends with its paragraph (or before the next opening mark).
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    closed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    glyph: str
    direction: int  # 1 opens, -1 closes, 0 could do either


def pair_quotations(text: str, start: int, end: int, paragraph: int) -> tuple[list[Quotation], list[Repair]]:
    """Pair the quotation marks of ``text[start:end]``, which is one paragraph.

    Returns
    -------
    quotations : list of Quotation
        Outermost ones, in text order, never overlapping.
    repairs : list of Repair
        ``closing-mark-typed-as-opening``, ``opening-mark-typed-as-closing`` and ``unpaired-mark``.

    Examples
    --------
    >>> text = "It would “limit coverage. “. He left."
    >>> quotations, repairs = pair_quotations(text, 0, len(text), 0)
    >>> text[quotations[0].start:quotations[0].end], repairs[0].kind
    ('“limit coverage. “', 'closing-mark-typed-as-opening')
    """
    marks = [
        _Mark(m.start(), m.end(), m.group(), _direction(text, m.start(), m.end(), m.group(), start, end))
        for m in _MARK.finditer(text, start, end)
        if not _is_inch(text, m)
    ]
    quotations: list[Quotation] = []
    repairs: list[Repair] = []
    opened: _Mark | None = None
    depth = 0
    for i, mark in enumerate(marks):
        if opened is None:
            if mark.direction >= 0:
                opened = mark
                if _GLYPH.get(mark.glyph) == -1 and mark.glyph != "»":
                    note = "read as an opening mark: it stands before a word, with nothing open"
                    repairs.append(Repair(mark.start, mark.end, "opening-mark-typed-as-closing", note))
            else:
                note = "left alone: a closing mark with nothing open before it in its paragraph"
                repairs.append(Repair(mark.start, mark.end, "unpaired-mark", note))
        elif depth and mark.direction <= 0:
            depth -= 1
        elif mark.glyph in _CLOSED_BY.get(opened.glyph, ""):
            quotations.append(_closed(opened, mark, paragraph))
            opened = None
        elif mark.direction <= 0:
            if _GLYPH.get(mark.glyph) == 1 and mark.glyph not in _CLOSED_BY.get(opened.glyph, ""):
                note = "read as a closing mark: one is open, and no word follows it"
                repairs.append(Repair(mark.start, mark.end, "closing-mark-typed-as-opening", note))
            quotations.append(_closed(opened, mark, paragraph))
            opened = None
        elif _opens_inside(marks, i):
            depth += 1
        else:
            stop = mark.start
            while stop > opened.end and text[stop - 1].isspace():
                stop -= 1
            quotations.append(Quotation(opened.start, stop, opened.end, stop, paragraph, False))
            repairs.append(_never_closed(opened))
            opened = mark
    if opened is not None:
        quotations.append(Quotation(opened.start, end, opened.end, end, paragraph, False))
        if text[start : opened.start].strip():  # one that opens its paragraph goes on in the next: no mistake
            repairs.append(_never_closed(opened))
    return sorted(quotations + _single_quotations(text, start, end, paragraph, quotations), key=_start), repairs


def _direction(text: str, at: int, stop: int, glyph: str, start: int, end: int) -> int:
    before = text[at - 1] if at > start else " "
    after = text[stop] if stop < end else " "
    opens = (before.isspace() or before in "([{—–-/‘'") and not after.isspace() and after not in ".,;:!?)]}"
    closes = not before.isspace() and before not in "([{" and (after.isspace() or not after.isalnum())
    by_context = 1 if opens and not closes else -1 if closes and not opens else 0
    if after.isspace() and before.isspace():
        by_context = 0
    by_glyph = _GLYPH.get(glyph, 0)
    if by_glyph == 1 and (after.isspace() or after in ".,;:!?"):
        return -1 if by_context <= 0 and at > start else 1  # “. : nothing is quoted there, so it must close
    if by_glyph == -1 and by_context == 1:
        return 1
    return by_glyph or by_context


def _is_inch(text: str, match: re.Match[str]) -> bool:
    at = match.start()
    return (
        match.group() == '"'
        and at >= 3
        and text[at - 1].isdigit()
        and ("'" in text[at - 4 : at] or "’" in text[at - 4 : at])
    )


def _opens_inside(marks: list[_Mark], i: int) -> bool:
    """Whether opening mark ``i``, met inside a quotation, starts a nested one: two closing marks come next."""
    directions = [mark.direction for mark in marks[i + 1 : i + 3]]
    return directions == [-1, -1]


def _closed(opened: _Mark, mark: _Mark, paragraph: int) -> Quotation:
    return Quotation(opened.start, mark.end, opened.end, mark.start, paragraph, True)


def _never_closed(mark: _Mark) -> Repair:
    note = "never closed in its paragraph: read as ending with it, or before the next opening mark"
    return Repair(mark.start, mark.end, "unpaired-mark", note)


def _single_quotations(text: str, start: int, end: int, paragraph: int, taken: list[Quotation]) -> list[Quotation]:
    """Quotations in single marks, outside the double ones: British style, and headlines."""
    found: list[Quotation] = []
    limits = iter(sorted((q.start, q.end) for q in taken))
    barrier = next(limits, None)
    at = start
    while (opening := _SINGLE_OPEN.search(text, at, end)) is not None:
        while barrier is not None and barrier[1] <= opening.start():
            barrier = next(limits, None)
        if barrier is not None and barrier[0] <= opening.start():
            at = barrier[1]
            continue
        limit = min(end, opening.end() + _LONGEST_SINGLE, barrier[0] if barrier is not None else end)
        closing = _single_close(text, opening.end(), limit)
        if closing is None:
            at = opening.end()
            continue
        found.append(Quotation(opening.start(), closing.end(), opening.end(), closing.start(), paragraph, True))
        at = closing.end()
    return found


def _single_close(text: str, at: int, limit: int) -> re.Match[str] | None:
    """The first mark that can close; a plural possessive ("workers’ rights") only if no other one can."""
    fallback = None
    for closing in _SINGLE_CLOSE.finditer(text, at, limit):
        if not _POSSESSIVE_PLURAL.match(text, closing.start()):
            return closing
        fallback = fallback or closing
    return fallback


def _start(quotation: Quotation) -> int:
    return quotation.start
