"""Attributions without a verb: "Minister: Border must close", “We will win.” - Jane Doe, "Paris to send troops"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.article import Span
from analysis.attribution import CERTAIN
from analysis.attribution.clauses import covering, noun_phrase, subject_of
from analysis.attribution.continuation import Cover
from analysis.attribution.cues import CueBook
from analysis.document import Document
from analysis.segments import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Token

_LABEL = re.compile(r"[\s\"“«‘'-]*((?:[^\s:]{1,30} ){0,6}[^\s:]{1,30}):\s+(?=\S)")
_BEFORE_QUOTATION = re.compile(r":\s*[\"“«‘']")
_SIGNED = re.compile(r"\s*[-–—―]{1,2}\s*([A-Z][^\n]{1,120}?)\.?\s*$")
_SMALL = frozenset(
    [
        "of",
        "for",
        "the",
        "and",
        "de",
        "del",
        "der",
        "van",
        "von",
        "al",
        "el",
        "bin",
        "ibn",
        "la",
        "le",
        "da",
        "dos",
        "di",
        "on",
        "to",
        "in",
        "'s",
    ]
)
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_PERSONS = frozenset(["he", "she", "they", "who", "i", "we"])
_LONGEST_HEADLINE = 30  # words

#: Shares right on the PolNeAR training articles, by construct (infinitives: judged, PolNeAR cuts them otherwise).
_COLON, _LABELLED, _INFINITIVE = 0.75, 0.8, 0.4


def headline_infinitives(document: Document) -> Iterator[tuple[Span, Span, tuple[Span, ...], float]]:
    """ "Paris and its allies to send troops": an announced intention; the content is the whole clause."""
    for paragraph in document.paragraphs:
        if not _is_headline(document, paragraph):
            continue
        tokens = [t for t in document.tokens(paragraph.start, paragraph.end) if not t.is_space]
        for segment in _segments(tokens):
            at = next(
                (
                    k
                    for k, t in enumerate(segment)
                    if t.lower_ == "to" and k + 1 < len(segment) and segment[k + 1].tag_ in ("VB", "VBP", "NN")
                ),
                None,
            )
            if (
                not at
                or any(
                    t.tag_ in _FINITE or (t.pos_ in ("VERB", "AUX", "ADJ") and t.i > segment[0].i) for t in segment[:at]
                )
                or any(t.tag_ in ("VBZ", "MD") for t in segment)
            ):
                continue
            if (
                segment[at + 1].tag_ == "NN"
                or segment[at - 1].pos_ not in ("NOUN", "PROPN")
                or segment[at - 1].lemma_.lower() in CueBook.load().words["of infinitives"]
                or not _can_speak(segment[:at])
            ):
                continue
            start, end = segment[0].idx, segment[-1].idx + len(segment[-1])
            yield (
                covering(segment[at : at + 2]),
                covering(segment[:at]),
                ((start, _without_stop(document, start, end)),),
                _INFINITIVE,
            )


def labelled(document: Document, claimed: Cover) -> Iterator[tuple[Span, Span, tuple[Span, ...], float]]:
    """ "Minister: Border must close", "TAPPER: Why not debate?": a name, a colon, and the rest of the paragraph."""
    seen: dict[str, int] = {}
    matches = []
    for paragraph in document.paragraphs:
        match = _LABEL.match(document.text, paragraph.start, min(paragraph.end, paragraph.start + 120))
        if match is not None and paragraph.place != "tail":
            matches.append((paragraph, match))
            seen[match[1]] = seen.get(match[1], 0) + 1
    for paragraph, match in matches:
        label = document.tokens(match.start(1), match.end(1))
        rest = match.end(), _without_stop(document, match.end(), paragraph.end)
        transcript = seen[match[1]] > 1 or (match[1].isupper() and len(match[1]) > 1)
        headline = _is_headline(document, paragraph)
        quoted = _BEFORE_QUOTATION.match(document.text, match.end(1)) is not None
        if not (transcript or headline or quoted):
            continue
        speaker = [t for t in label if not t.is_space]
        to = next((k for k, t in enumerate(speaker) if t.lower_ in ("to", "on") and k), len(speaker))
        if not _is_name(speaker[:to]) or (headline and not transcript and not _says_something(document, *rest)):
            continue
        if is_dateline(document, match.span(1)):
            continue
        if len(match[1]) == 1 or _is_only_label(match[1]) or not any(t.is_alpha for t in document.tokens(*rest)):
            continue
        yield (match.end(1), match.end(1) + 1), covering(speaker[:to]), (rest,), _LABELLED if transcript else _COLON


def colon_quotations(document: Document, claimed: Cover) -> Iterator[tuple[Span, Span | None, tuple[Span, ...], float]]:
    """A quotation that nobody has claimed after a colon: "The pollster was blunt: “It is over.”"."""
    for quotation in document.quotations:
        before = document.text[max(quotation.start - 3, 0) : quotation.start].rstrip()
        if not before.endswith(":") or claimed.touches(quotation.start, quotation.end):
            continue
        colon = document.text.rindex(":", 0, quotation.start)
        sentence = document.sentence_at(colon)
        if sentence is None or quotation.inner_end - quotation.inner_start < 12:
            continue
        tokens = [t for t in document.tokens(sentence.start, colon) if not t.is_space]
        source = _speaker_before(tokens)
        if source is not None:
            yield (colon, colon + 1), covering(source), ((quotation.start, quotation.end),), 0.6


def signed(document: Document, claimed: Cover) -> Iterator[tuple[Span, Span, tuple[Span, ...], float]]:
    """“We will win.” - Jane Doe, mayor: a quotation and, after a dash, whose it is.

    All 28 of them in PolNeAR are right, so that no vote is needed.
    """
    for quotation in document.quotations:
        if claimed.touches(quotation.start, quotation.end):
            continue
        here = document.paragraphs[quotation.paragraph]
        if document.text[here.start : quotation.start].strip():
            continue
        end = here.end
        if not document.text[quotation.end : here.end].strip() and here.index + 1 < len(document.paragraphs):
            end = document.paragraphs[here.index + 1].end
        match = _SIGNED.match(document.text, quotation.end, end)
        if match is None:
            continue
        name = [t for t in document.tokens(match.start(1), match.end(1)) if not t.is_space]
        stop = next((k for k, t in enumerate(name) if t.text in (",", "(", ";") or t.lower_ == "on"), len(name))
        if _is_name(name[:stop]):
            dash = document.text.index(match.group().strip()[0], quotation.end)
            yield (dash, dash + 1), covering(name[:stop]), ((quotation.start, quotation.end),), CERTAIN


def _is_headline(document: Document, paragraph: Paragraph) -> bool:
    if paragraph.place in ("headline", "heading"):
        return True
    return (
        paragraph.index == 0
        and len(document.paragraphs) > 1
        and len(document.slice(paragraph.start, paragraph.end).split()) <= _LONGEST_HEADLINE
    )


def is_dateline(document: Document, label: Span) -> bool:
    """Whether a label is where the story is from: "NEW DELHI: The court ...", once, before the first sentence.

    Before a quotation it is who says that.
    """
    first = next((p for p in document.paragraphs if p.place == "body"), None)
    if document.paragraph_at(label[0]) != first or _BEFORE_QUOTATION.match(document.text, label[1]):
        return False
    name = document.slice(*label)
    return name.isupper() and len(name) > 3 and document.text.count(f"{name}:") == 1


def _segments(tokens: list[Token]) -> Iterator[list[Token]]:
    segment: list[Token] = []
    for token in tokens:
        if token.text in (":", ";", "|", "–", "—") or (token.text == "-" and token.whitespace_):
            if segment:
                yield segment
            segment = []
        else:
            segment.append(token)
    if segment:
        yield segment


def _can_speak(tokens: list[Token]) -> bool:
    """Whether a noun phrase names somebody who acts and speaks: a name, or an office or body of the lexicon."""
    if not tokens or any(t.like_num for t in tokens):
        return False
    speakers = CueBook.load().words["speakers"]
    return tokens[0].text[:1].isupper() and any(
        t.pos_ == "PROPN" or t.lemma_.lower() in speakers or t.lower_ in speakers for t in tokens
    )


def _is_name(tokens: list[Token]) -> bool:
    if (
        not tokens
        or not any(t.is_alpha for t in tokens)
        or any(t.text in (",", "?", "!", ".") for t in tokens)
        or any(t.pos_ in ("AUX",) for t in tokens)
    ):
        return False
    speakers = CueBook.load().words["speakers"]
    if not all(
        t.text[:1].isupper() or t.lower_ in _SMALL or t.lower_ in speakers or t.is_punct or t.text == "'s"
        for t in tokens
    ):
        return False
    last = tokens[-1]
    if any(t.lower_ in ("in", "at") for t in tokens):
        return False
    return (
        last.lower_ in speakers
        or last.lemma_.lower() in speakers
        or (
            last.pos_ in ("PROPN", "NOUN", "ADJ")
            and last.text[:1].isupper()
            and last.lower_ not in CueBook.load().words["labels"]
        )
    )


def _is_only_label(label: str) -> bool:
    return label.lower().split()[-1] in CueBook.load().words["labels"]


def _says_something(document: Document, start: int, end: int) -> bool:
    """Whether a headline's second half is an utterance, with a finite verb or quoted; "A tortured bond" is neither."""
    tokens = document.tokens(start, end)
    if document.text[start] in "\"“«‘'" or any(document.quotation_at(t.idx) for t in tokens):
        return True
    return any(t.tag_ in _FINITE or (t.pos_ in ("VERB", "AUX") and t.tag_ != "VBG") for t in tokens)


def _speaker_before(tokens: list[Token]) -> list[Token] | None:
    """Whose quotation follows the colon: the person named last before it, or the subject of its sentence."""
    if not tokens:
        return None
    if len(tokens) <= 5 and _is_name(tokens):
        return tokens
    last = tokens[-1]
    head = last
    while (
        head.head.i in range(tokens[0].i, last.i + 1)
        and head.dep_ in ("compound", "flat", "appos")
        and head.head != head
    ):
        head = head.head
    root = next((t for t in tokens if t.dep_ == "ROOT" or (t.head.i < tokens[0].i or t.head.i > last.i)), None)
    while root is not None and root.pos_ not in ("VERB", "AUX") and root.head != root:
        root = root.head
    subject = subject_of(root) if root is not None and root.pos_ in ("VERB", "AUX") else None
    if subject is not None and (subject.pos_ in ("PROPN", "NOUN") or subject.lower_ in _PERSONS):
        head = subject
    elif head.pos_ != "PROPN":
        return None
    return [t for t in noun_phrase(head) if t.i <= last.i and t.text != ","] or None


def _without_stop(document: Document, start: int, end: int) -> int:
    while end > start and document.text[end - 1].isspace():
        end -= 1
    if (
        end - start > 1
        and document.text[end - 1] == "."
        and document.text[end - 2].isalpha()
        and end - 3 > 0
        and document.text[end - 3].isalpha()
    ):
        return end - 1
    return end
