"""Who said what, as the encoder reads it: from a document to attributions with exact offsets."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from analysis.article import Span
from analysis.attribution import Attribution
from analysis.attribution.cues import CueBook
from analysis.attribution.headlines import is_dateline
from analysis.document import Document
from analysis.encoder import Encoder, Encoding, encode, load_encoder
from analysis.encoder.linking import FAINT, Linked, Thresholds, link
from analysis.encoder.pieces import CLOSING, OPENING, OUTSIDE, WORD
from analysis.encoder.tagging import Stretch, best_tags, stretches
from analysis.segments import Paragraph

CUE_BEGINS, CONTENT_BEGINS = 3, 5
# Keeps the logarithm of a sure tag finite.
SURELY = 1e-3
_DASHES = ("-", "–", "—")
_LONGEST_LABEL = 30  # characters
_GOES_ON = re.compile(r"(?:\s*[,;]\s*(?:and|but|while)?|\s+(?:and|but|while))\s*\Z")
THAT = re.compile(r"that\s+")


def find_spans(document: Document) -> list[Attribution]:
    """Every attribution of an article.

    Parameters
    ----------
    document : Document

    Returns
    -------
    list of Attribution
        In the order of their contents. Nothing is read from the tail of a page. `confidence` is the share of such
        rows whose content and source are both right, calibrated on PolNeAR's dev half.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> document = read_document(Article("a", "“We will stay,” the mayor of Lyon said. “Nobody leaves.”"))
    >>> [(document.slice(*a.source), [document.slice(*piece) for piece in a.content]) for a in find_spans(document)]
    [('the mayor of Lyon', ['“We will stay,”', '“Nobody leaves.”'])]
    """
    tails = [(p.start, p.end) for p in document.paragraphs if p.place == "tail"]
    found = read_attributions(document.text, encode(document.text), load_encoder())
    found = [a for a in found if not any(start <= a.content[0][0] < end for start, end in tails)]
    return [_beside_its_cue(document, attribution) for attribution in found if not _is_label(document, attribution)]


def _is_label(document: Document, attribution: Attribution) -> bool:
    """Whether the words before a colon say what follows, or where: "INTERVIEW: Growth ahead", "LIMA: Police say"."""
    if attribution.cue is None or document.slice(*attribution.cue) != ":":
        return False
    if attribution.source is not None and is_dateline(document, attribution.source):
        return True
    before = document.slice(max(0, attribution.cue[0] - _LONGEST_LABEL), attribution.cue[0]).split()[-1:]
    return bool(before) and before[0].lower() in CueBook.load().words["labels"]


def _beside_its_cue(document: Document, attribution: Attribution) -> Attribution:
    """An attribution without what the encoder joined to it across a break: a headline, a byline, a dateline.

    The encoder reads on over line breaks; only a quotation goes on in the next paragraph.
    """
    here = document.paragraph_at(attribution.cue[0]) if attribution.cue is not None else None
    if here is None:
        return attribution

    def beside(start: int, end: int, *, quoted: bool) -> Span:
        start = max(start, _after_dateline(document, start, end))
        if here.start <= start and end <= here.end:
            return start, end
        first, last = max(start, here.start), min(end, here.end)
        if last <= first or (quoted and _goes_on_quoted(document, start, end)):
            return start, end
        end = last - len(document.text[first:last]) + len(document.text[first:last].rstrip())
        return first, end

    source = attribution.source
    return replace(
        attribution,
        source=None if source is None else beside(*source, quoted=False),
        content=tuple(
            _unfinished(document.text, *beside(*piece, quoted=True))
            for piece in _of_one_place(document, attribution, here)
        ),
    )


def _after_dateline(document: Document, start: int, end: int) -> int:
    """Where the text after "LIMA -" begins, for a content that holds both; a dateline is a sentence of its own."""
    sentence, paragraph = document.sentence_at(start), document.paragraph_at(start)
    if sentence is None or paragraph is None or not sentence.start == paragraph.start <= start < sentence.end < end:
        return start
    if not document.slice(sentence.start, sentence.end).rstrip().endswith(_DASHES):
        return start
    return end - len(document.slice(sentence.end, end).lstrip())


def _of_one_place(document: Document, attribution: Attribution, here: Paragraph) -> Sequence[Span]:
    """The pieces of a content in the cue's paragraph, and what is quoted in other body text, where there are any."""

    def belongs(start: int) -> bool:
        at = document.paragraph_at(start)
        return at in (None, here) or (at.place == here.place and document.quotation_at(start) is not None)

    return [piece for piece in attribution.content if belongs(piece[0])] or attribution.content


def _goes_on_quoted(document: Document, start: int, end: int) -> bool:
    """Whether each paragraph that begins inside a content is body text that opens with a quotation mark."""
    first = document.paragraph_at(start)
    inside = [] if first is None else [p for p in document.paragraphs[first.index :] if p.start < end]
    return all(p.place == "body" for p in inside) and all(document.quotation_at(p.start) for p in inside[1:])


def _unfinished(text: str, start: int, end: int) -> Span:
    """A content without the comma and the "and" with which the sentence goes on after it."""
    tail = _GOES_ON.search(text, start, end)
    return (start, tail.start()) if tail and tail.start() > start else (start, end)


def read_attributions(text: str, encoding: Encoding, encoder: Encoder) -> list[Attribution]:
    """The attributions of a text that an encoder has read, in the order of their contents."""
    limits = Thresholds(**encoder.settings["decoding"])
    found = [_attribution(text, encoding, linked, encoder) for linked in read_links(encoding, encoder, limits)]
    found = [attribution for attribution in found if attribution.content and attribution.confidence >= limits.least]
    return sorted(found, key=lambda attribution: (attribution.content[0], attribution.cue or attribution.content[0]))


def read_links(encoding: Encoding, encoder: Encoder, limits: Thresholds) -> list[Linked]:
    """The tagged stretches of a text, linked."""
    tags = best_tags(encoding.tags, encoding.pieces.opens_word, limits.outside, limits.begin)
    return link(encoding, stretches(tags, encoding.tags), encoder.reach, limits)


def _attribution(text: str, encoding: Encoding, linked: Linked, encoder: Encoder) -> Attribution:
    contents = [_whole(text, encoding, content, content.first >= linked.cue.end) for content in linked.contents]
    contents = [(start, end) for start, end in contents if WORD.search(text, start, end)]
    return Attribution(
        cue=span_of(encoding, linked.cue),
        source=None if linked.source is None else _unmarked(text, span_of(encoding, linked.source)),
        content=tuple(sorted(contents)),
        kind="speech" if linked.speech > 0 else "attitude",
        confidence=confidence_of(features(encoding, linked), encoder.settings["confidence"]),
    )


def _unmarked(text: str, span: Span) -> Span:
    """A source without the comma or dash that sets it off."""
    start, end = span
    return start, start + max(len(text[start:end].rstrip(" ,;:–—-")), 1)


def span_of(encoding: Encoding, stretch: Stretch) -> Span:
    """A stretch as offsets into the text."""
    return int(encoding.pieces.starts[stretch.first]), int(encoding.pieces.ends[stretch.end - 1])


def _whole(text: str, encoding: Encoding, content: Stretch, after_cue: bool) -> Span:
    """A content without the "that" that a cue puts before it, and with the quotation marks right at its ends."""
    pieces = encoding.pieces
    first, last = content.first, content.end - 1
    if first > 0 and pieces.quote[first - 1] == OPENING and pieces.ends[first - 1] == pieces.starts[first]:
        first -= 1
    if last + 1 < len(pieces) and pieces.quote[last + 1] == CLOSING and pieces.ends[last] == pieces.starts[last + 1]:
        last += 1
    start, end = int(pieces.starts[first]), int(pieces.ends[last])
    that = THAT.match(text, start, end) if after_cue else None
    if that and that.end() < end:
        start = that.end()
    return start, end


def confidence_of(seen: list[float], settings: dict[str, Any]) -> float:
    """How likely content and source are both right: a logistic function of what tags and links say."""
    total = float(settings["bias"]) + sum(w * x for w, x in zip(settings["weight"], seen, strict=True))
    return 1.0 / (1.0 + math.exp(-total))


def features(encoding: Encoding, linked: Linked) -> list[float]:
    """What the confidence of an attribution is read from."""
    contents = linked.contents
    first = contents[0]
    size = sum(content.end - content.first for content in contents)
    unsure = encoding.tags[first.first : first.end, 0].max()
    return [
        min(content.log_probability for content in contents),
        sum(content.log_probability for content in contents) / len(contents),
        float(np.log1p(SURELY - np.exp(unsure))),
        float(encoding.tags[first.first, CONTENT_BEGINS]),
        float(encoding.tags[linked.cue.first, CUE_BEGINS]),
        linked.cue.log_probability,
        0.0 if linked.source is None else linked.source.log_probability,
        math.log(linked.cue_link + FAINT),
        math.log(linked.source_link + FAINT),
        float(linked.source is None),
        float(len(contents)),
        math.tanh(linked.speech / 4),
        math.log(size),
        float(encoding.pieces.quote[first.first] != OUTSIDE),
    ]
