"""How far to trust a reading in its place: the same cue says less inside another's words, after "would", or of "it"."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from analysis.attribution.reported_clauses import Reading
from analysis.document import Document
from analysis.verbs import SUBJECTS, has_to

_HYPOTHETICAL = frozenset(["would", "could", "might", "may", "should", "can", "must", "'d", "ca", "wo"])
_CONDITIONS = frozenset(["if", "unless", "whether", "until", "lest"])
_SPEAKERS = dict.fromkeys(["i", "we", "you", "me", "us", "my", "our", "your"], "first or second person")
_SPEAKERS |= dict.fromkeys(["it", "that", "this", "which", "what", "these", "those", "its"], "thing as source")
_SPEAKERS |= dict.fromkeys(["he", "she", "they", "him", "her", "them", "his", "their"], "pronoun as source")
_SPEAKERS["who"] = "relative pronoun as source"


def confidence(share: float, circumstances: Iterable[str], weights: Mapping[str, float]) -> float:
    """The share of right readings of a cue, moved by the circumstances: a logistic regression."""
    share = min(max(share, 0.02), 0.98)
    score = weights["share"] * math.log(share / (1 - share)) + weights["always"]
    score += sum(weights.get(name, 0.0) for name in circumstances)
    return round(1 / (1 + math.exp(-score)), 2)


def circumstances(document: Document, reading: Reading, *, nested: bool, clear: bool) -> Iterator[str]:
    """What about a reading's place bears on whether it is an attribution; names of weights in ``data/cues.yaml``."""
    word, source = reading.word, reading.source
    if nested:
        yield (
            "plain speech inside another statement"
            if reading.frame == "clause" and clear
            else "inside another statement"
        )
    auxiliaries = [child for child in word.children if child.dep_ in ("aux", "auxpass")]
    if any(a.lower_ in _HYPOTHETICAL for a in auxiliaries):
        yield "hypothetical"
    if any(a.lower_ in ("will", "shall", "'ll") for a in auxiliaries):
        yield "future"
    if any(a.lower_ in ("do", "does", "did") for a in auxiliaries) or any(
        child.dep_ == "neg" for child in word.children
    ):
        yield "negated"
    if any(child.dep_ == "mark" and child.lower_ in _CONDITIONS for child in word.children):
        yield "condition"
    if word.pos_ in ("VERB", "AUX"):
        yield from _verb_form(reading)
    if source is not None:
        yield _SPEAKERS.get(source.lower_, "name as source" if source.pos_ == "PROPN" else "noun as source")
        if source.head != word and source.dep_ in SUBJECTS:
            yield "source of another verb"
        distance = abs(source.i - word.i)
        if distance > 12:
            yield "source far away"
    yield from _content(document, reading)


def _verb_form(reading: Reading) -> Iterator[str]:
    word = reading.word
    if has_to(word):
        yield "infinitive" if word.dep_ == "xcomp" else "purpose"
    elif word.tag_ == "VBG" and not any(child.dep_ == "aux" for child in word.children):
        yield "participle" if word.dep_ in ("advcl", "conj") else "gerund"
    elif word.tag_ in ("VBZ", "VBP"):
        yield "present"
    if word.dep_ in ("relcl", "acl"):
        yield "relative clause"
    elif word.dep_ in ("advcl", "pcomp"):
        yield "adverbial clause"
    elif word.dep_ == "ccomp" and not any(t.text == ";" for t in word.doc[word.i : word.head.i]):
        yield "complement clause"
    elif word.dep_ == "conj":
        yield "coordinated"


def _content(document: Document, reading: Reading) -> Iterator[str]:
    start, end = reading.content[0]
    words = sum(len(document.text[a:b].split()) for a, b in reading.content)
    if words == 1:
        yield "content of one word"
    elif words <= 3:
        yield "short content"
    elif words > 25:
        yield "long content"
    if any(document.quotation_at(piece_start) for piece_start, _ in reading.content) or "“" in document.text[start:end]:
        yield "content quoted"
    if end <= reading.cue[0]:
        yield "content before"
    if (paragraph := document.paragraph_at(start)) is not None and paragraph.place != "body":
        yield "headline"
    if document.text[start:end].lower() in (
        "it",
        "that",
        "this",
        "him",
        "her",
        "them",
        "so",
        "what",
        "which",
        "me",
        "us",
    ):
        yield "pronoun as content"
