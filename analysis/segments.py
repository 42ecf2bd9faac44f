"""Paragraphs and sentences: where they begin and end, and which are headline, heading, body or page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from analysis.article import Repair, Span
from analysis.datelines import after_dateline

_BLANK_LINE = re.compile(r"(?<![^\S\n])[^\S\n]*(?:\r?\n|\r)[^\S\n]*(?:(?:\r?\n|\r)[^\S\n]*)+")
_LINE = re.compile(r"\r?\n|\r")
_ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"”’»')\]]*$")
_HEADLINE_WORDS, _HEADING_WORDS, _FURNITURE_WORDS = 35, 15, 9
_ABOVE_TEXT = 6  # lines before the first sentence: headline, byline, time and heading of a live blog
_WRAPPED_WIDTH = 120  # characters: lines longer than this are paragraphs of their own, not hard-wrapped text
_LONGEST_SENTENCE = 2_000  # characters: text without full stops is cut at a space below this


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``place`` is headline, heading, body or tail (page furniture: nothing is read from it)."""

    start: int
    end: int
    index: int
    place: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of paragraph number ``paragraph``."""

    start: int
    end: int
    paragraph: int


def split_paragraphs(text: str, title: str | None = None) -> tuple[list[Paragraph], list[Repair]]:
    """Split at blank lines, and at single line breaks unless the text is hard-wrapped; say what each part is.

    Examples
    --------
    >>> paragraphs, _ = split_paragraphs("Talks fail\\n\\nThe talks in Vienna failed on Monday.")
    >>> [p.place for p in paragraphs]
    ['headline', 'body']
    """
    spans = [line for block in _blocks(text) for line in _lines(text, block)]
    places = _places(text, spans, title)
    paragraphs = [Paragraph(a, b, i, place) for i, ((a, b), place) in enumerate(zip(spans, places, strict=True))]
    repairs = [
        Repair(p.start, p.end, "trailing-junk" if p.index else "page-furniture", "kept, but nothing is read from it")
        for p in paragraphs
        if p.place == "tail"
    ]
    if paragraphs and paragraphs[0].place == "headline":
        repairs.extend(_section_label(text, paragraphs[0]))
    return paragraphs, repairs


def split_sentences(parser_text: str, paragraph: Paragraph) -> list[Sentence]:
    """Punkt with our own abbreviation list, on one paragraph of the parser's copy of the text (straight marks).

    A dateline is a sentence of its own, so that it is neither who speaks in the first one nor part of what is said.

    >>> lead = "KHARTOUM, Nov 13 - Police fired tear gas, doctors said."
    >>> [lead[s.start : s.end] for s in split_sentences(lead, Paragraph(0, len(lead), 0, "body"))]
    ['KHARTOUM, Nov 13 -', 'Police fired tear gas, doctors said.']
    """
    part = parser_text[paragraph.start : paragraph.end]
    begin = after_dateline(part) if paragraph.place == "body" else 0
    spans: list[Span] = []
    for a, b in _punkt().span_tokenize(part[begin:]):
        a, b = a + begin, b + begin
        # Without training data Punkt breaks after «“Why?”» in «“Why?” he asked»; a small letter goes on, and so does
        # a sentence of marks alone. "No" is a word as well: only "Union No. | 1" goes on.
        numbered = bool(spans) and part[a].isdigit() and part.endswith(" No.", *spans[-1])
        if spans and (numbered or part[a].islower() or not any(map(str.isalnum, part[a:b]))):
            spans[-1] = (spans[-1][0], b)
        else:
            spans.append((a, b))
    if begin:
        spans.insert(0, (0, len(part[:begin].rstrip())))
    return [
        Sentence(paragraph.start + a, paragraph.start + b, paragraph.index)
        for span in spans
        for a, b in _cut_long(part, span)
    ]


@cache
def word_list(name: str) -> dict[str, frozenset[str]]:
    """The lines of ``analysis/data/<name>.txt`` by section; lines before the first ``[section]`` are under ``""``."""
    sections: dict[str, set[str]] = {"": set()}
    current = ""
    for line in (resources.files("analysis") / "data" / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
            sections[current] = set()
        elif line.strip() and not line.startswith("#"):
            sections[current].add(line.strip())
    return {section: frozenset(words) for section, words in sections.items()}


@cache
def _punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(word_list("abbreviations")[""])
    parameters.sent_starters = set(word_list("abbreviations")["sentence starters"])
    return PunktSentenceTokenizer(parameters)


def _blocks(text: str) -> Iterator[Span]:
    at = 0
    for gap in _BLANK_LINE.finditer(text):
        yield at, gap.start()
        at = gap.end()
    yield at, len(text)


def _lines(text: str, block: Span) -> Iterator[Span]:
    bounds = [block[0]]
    if not _is_wrapped(text[block[0] : block[1]]):
        for line_break in _LINE.finditer(text, *block):
            bounds += [line_break.start(), line_break.end()]
    bounds.append(block[1])
    for a, b in zip(bounds[::2], bounds[1::2], strict=True):
        part = text[a:b]
        if part.strip():
            yield a + len(part) - len(part.lstrip()), a + len(part.rstrip())


def _is_wrapped(block: str) -> bool:
    """Whether line breaks inside the block come from a fixed width: few lines but the last end a sentence."""
    lines = [line.strip() for line in _LINE.split(block) if line.strip()]
    if len(lines) < 2 or max(map(len, lines)) > _WRAPPED_WIDTH or min(map(len, lines[:-1])) < 40:
        return False
    return sum(bool(_ENDS_SENTENCE.search(line)) for line in lines[:-1]) <= (len(lines) - 1) / 2


def _places(text: str, spans: list[Span], title: str | None) -> list[str]:
    parts = [text[a:b] for a, b in spans]
    ended = [bool(_ENDS_SENTENCE.search(part)) for part in parts]
    places = []
    for i, part in enumerate(parts):
        words = len(part.split()) if len(part) < 2_000 else 2_000
        followed = any(ended[i + 1 : i + (3 if i else _ABOVE_TEXT)])
        titled = title is not None and part.strip(" .") == title.strip(" .")
        if words <= _FURNITURE_WORDS and _furniture().search(part.lower()) and len(parts) > 1:
            places.append("tail")
        elif i == 0 and len(parts) > 1 and (titled or (followed and words <= _HEADLINE_WORDS and not ended[0])):
            places.append("headline")
        elif i > 0 and followed and words <= _HEADING_WORDS and not ended[i] and not part[0].islower():
            places.append("heading")
        else:
            places.append("body")
    return places


@cache
def _furniture() -> re.Pattern[str]:
    """Any of the listed phrases, as whole words where they end in letters."""
    phrases = sorted(word_list("furniture")[""])
    return re.compile("|".join(rf"(?<!\w){re.escape(p)}" + (r"(?!\w)" if p[-1].isalpha() else "") for p in phrases))


def _section_label(text: str, headline: Paragraph) -> Iterator[Repair]:
    """A label such as "International" before a headline that has its own first word in capitals."""
    first, _, rest = text[headline.start : headline.end].partition(" ")
    words = rest.split()
    lists = word_list("furniture")
    labelled = first.lower() in lists["section labels"] and words[:1] and words[0].lower() not in lists["label names"]
    if labelled and len(words) > 3 and words[0][0].isupper():
        note = "a section label glued to the headline: left out of it"
        yield Repair(headline.start, headline.start + len(first), "section-label", note)


def _cut_long(part: str, span: Span) -> Iterator[Span]:
    start, end = span
    while end - start > _LONGEST_SENTENCE:
        cut = part.rfind(" ", start + _LONGEST_SENTENCE // 2, start + _LONGEST_SENTENCE)
        cut = cut if cut > 0 else start + _LONGEST_SENTENCE
        yield start, cut
        start = cut + (len(part[cut : cut + 100]) - len(part[cut : cut + 100].lstrip()))
    if part[start:end].strip():
        yield start, end
