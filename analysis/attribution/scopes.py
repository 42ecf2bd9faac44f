"""Where several cues of one sentence divide its words: whose content ends where another's begins."""

from __future__ import annotations

from dataclasses import replace

from analysis.article import Span
from analysis.attribution.nominals import narrow_scope
from analysis.attribution.reported_clauses import Reading
from analysis.attribution.trimming import trim
from analysis.document import Document
from analysis.verbs import NOMINAL_SUBJECTS


def divide(document: Document, readings: list[Reading]) -> list[Reading]:
    """The same readings, in text order, with contents cut where another reading of the sentence takes over."""
    divided = list(readings)
    for here, reading in enumerate(readings):
        if reading.frame == "according_to":
            _narrow(document, divided, here)
        elif reading.word.dep_ == "advcl":
            _end_before_participle(document, divided, here)
    return [_end_at_semicolon(document, reading) for reading in divided]


def _end_at_semicolon(document: Document, reading: Reading) -> Reading:
    """ "A called for calm; B went home": A's words end where another sentence begins after a semicolon."""
    start, end = reading.content[-1]
    if start < reading.cue[1]:
        return reading
    at = document.text.find(";", start, end)
    while at >= 0:
        rest = document.tokens(at + 1, end)
        inside = range(rest.start, rest.end)
        if document.quotation_at(at) is None and any(
            t.dep_ in NOMINAL_SUBJECTS and t.head.i in inside and t.head.dep_ != "relcl" for t in rest
        ):
            return _ending(document, reading, at)
        at = document.text.find(";", at + 1, end)
    return reading


def _narrow(document: Document, readings: list[Reading], here: int) -> None:
    """ "He condemned attacks on police who have eight dead, according to Y": Y speaks of the dead only, he does not."""
    reading = readings[here]
    sentence = reading.word.sent
    rivals = [
        k
        for k in _before(readings, here, sentence.start_char)
        if readings[k].source is not None and _reaches(readings[k], reading.cue[0])
    ]
    scope = narrow_scope(document, reading.word) if rivals else None
    if scope is None:
        for k in rivals:
            if readings[k].content[-1][1] > reading.cue[1] and readings[k].content[-1][0] < reading.cue[0] - 20:
                readings[k] = _ending(document, readings[k], reading.cue[0])
        return
    content, clause_start = scope
    readings[here] = replace(reading, content=(content,))
    for k in rivals:
        start, end = readings[k].content[-1]
        if start < clause_start < end and start <= content[0] and readings[k].cue[1] <= start:
            readings[k] = _ending(document, readings[k], clause_start)


def _end_before_participle(document: Document, readings: list[Reading], here: int) -> None:
    """ "She said X, adding that Y", "A said X, while B said Y": X ends at the comma."""
    reading = readings[here]
    edge = reading.word.left_edge
    if edge.i == 0 or edge.nbor(-1).text != ",":
        return
    own_subject = any(c.dep_ in NOMINAL_SUBJECTS for c in reading.word.lefts)
    if own_subject and edge.lower_ not in ("while", "whereas", "though", "although"):
        return
    for k in _before(readings, here, reading.word.sent.start_char):
        other = readings[k]
        start, end = other.content[-1]
        same = reading.source is not None and other.source == reading.source
        if other.frame == "clause" and other.cue[1] <= start < edge.idx < end and (same or own_subject):
            readings[k] = _ending(document, other, edge.idx)


def _before(readings: list[Reading], here: int, sentence_start: int) -> list[int]:
    found = []
    for k in range(here - 1, -1, -1):
        if readings[k].cue[0] < sentence_start:
            break
        found.append(k)
    return found


def _reaches(reading: Reading, offset: int) -> bool:
    return any(start < offset and end >= offset - 3 for start, end in reading.content)


def _ending(document: Document, reading: Reading, end: int) -> Reading:
    start = reading.content[-1][0]
    piece: Span | None = trim(document, start, end, cue=reading.cue)
    return reading if piece is None or piece[1] > end else replace(reading, content=(*reading.content[:-1], piece))
