"""Readings of nouns and of short phrases as cues: "X's claim that", "according to X", "as X noted", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.article import Span
from analysis.attribution.clauses import covering, doer_of, noun_phrase, phrase
from analysis.attribution.cues import CueBook
from analysis.attribution.reported_clauses import Reading, reported_clause
from analysis.attribution.trimming import trim
from analysis.document import Document
from analysis.verbs import has_to

_TARGETS = frozenset(
    ["of", "for", "about", "on", "against", "to", "over", "with", "in", "toward", "towards", "at", "from"]
)


def noun_readings(document: Document, noun: Token) -> Iterator[Reading]:
    """ "X's claim that Y", "a call by X for Y", "X voiced concern about Y", "the hope is that Y"."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return
    source = _noun_source(noun)
    cue = noun.idx, noun.idx + len(noun)
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "relcl", "ccomp") and child.pos_ in ("VERB", "AUX"):
            tokens = phrase(child)
            opener = tokens[0]
            if opener.lower_ == "that" and opener.dep_ == "mark":
                yield from _reading(document, noun, "that", source, covering(tokens[1:]), cue)
            elif has_to(child) and opener.lower_ == "to":
                yield from _reading(document, noun, "to", source, covering(tokens), cue)
        elif child.dep_ == "prep" and child.lower_ in _TARGETS:
            for target in child.children:
                if target.dep_ in ("pobj", "pcomp") and target != source:
                    tokens = noun_phrase(target) if target.dep_ == "pobj" else phrase(target)
                    yield from _reading(document, noun, child.lower_, source, covering(tokens), cue)
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        for child in noun.head.children:
            if child.dep_ == "ccomp" and child.i > noun.head.i:
                tokens = phrase(child)
                if tokens[0].lower_ == "that" and tokens[0].dep_ == "mark":
                    tokens = tokens[1:]
                yield from _reading(document, noun, "is", source, covering(tokens), cue)


def _reading(
    document: Document, word: Token, frame: str, source: Token | None, span: Span, cue: Span
) -> Iterator[Reading]:
    trimmed = trim(document, *span, cue=cue)
    if trimmed is not None:
        yield Reading(word, frame, cue, source, (trimmed,))


def _noun_source(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "among"):
            for target in child.children:
                if target.dep_ == "pobj":
                    return target
    governor = noun.head
    if noun.dep_ == "dobj" and governor.lemma_ in CueBook.load().words["light verbs"]:
        return doer_of(governor)
    return None


def according_to(document: Document, word: Token) -> Iterator[Reading]:
    """ "Y, according to X", "According to X, Y", "Z said that, according to X, Y"."""
    if word.lower_ != "according" or word.i + 1 >= len(word.doc) or word.nbor(1).lower_ != "to":
        return
    to = word.nbor(1)
    source = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None) or next(
        (c for c in word.children if c.dep_ == "pobj"), None
    )
    if source is None:
        return
    cue = word.idx, to.idx + len(to)
    sentence = word.sent
    first, last = word.i, max(noun_phrase(source)[-1].i, to.i)
    bracket = _open_bracket(word)
    stop = next((t.i for t in word.doc[last + 1 : sentence.end] if t.text == ";"), sentence.end)  # another's words
    spans = [(sentence.start, first), (last + 1, stop)] if bracket is None else [(bracket + 1, first)]
    if (reported := _opened_by_that(word)) is not None:
        spans = [(last + 1, max(phrase(reported)[-1].i, last) + 1)]
    pieces = [piece for begin, end in spans if (piece := _words(document, word, begin, end, cue)) is not None]
    if pieces:
        yield Reading(word, "according_to", cue, source, tuple(pieces))


def _opened_by_that(word: Token) -> Token | None:
    """The verb of the clause whose "that" stands before the word: "she noted that, *according* to X, ten had died"."""
    before = word.doc[word.sent.start : word.i]
    mark = next((t for t in reversed(before) if not t.is_punct), None)
    return mark.head if mark is not None and mark.dep_ == "mark" and mark.head.i > word.i else None


def _words(document: Document, word: Token, begin: int, end: int, cue: Span) -> Span | None:
    """A stretch of the word's sentence, if it holds at least two words, trimmed."""
    tokens = word.doc[begin:end]
    if sum(token.is_alpha for token in tokens) < 2:
        return None
    return trim(document, tokens[0].idx, tokens[-1].idx + len(tokens[-1]), cue=cue)


def _open_bracket(word: Token) -> int | None:
    """The bracket that opens before a word of the sentence and closes after it."""
    for token in reversed(word.doc[word.sent.start : word.i]):
        if token.text in (")", "]"):
            return None
        if token.text in ("(", "["):
            return token.i
    return None


def narrow_scope(document: Document, word: Token) -> tuple[Span, int] | None:
    """The last relative clause before an "according to", with its antecedent, and where the clause itself begins.

    "He condemned attacks on police who have eight dead, according to the ministry": the ministry speaks of the dead
    only. None where no relative clause stands there.
    """
    before = word.doc[word.sent.start : word.i]
    relatives = [t for t in before if t.dep_ == "relcl" and any(c.tag_ in ("WDT", "WP") for c in t.lefts)]
    if not relatives:
        return None
    clause = relatives[-1]
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.i > clause.i and not clause.is_ancestor(t) for t in before):
        return None
    span = trim(document, clause.head.left_edge.idx, covering(before)[1], cue=(word.idx, word.idx + len(word)))
    return (span, clause.left_edge.idx) if span is not None else None


def as_clause(document: Document, verb: Token) -> Iterator[Reading]:
    """ "As X noted, Y", "Y, as requested by X": the content is the clause that the "as" hangs on."""
    if verb.dep_ not in ("advcl", "prep", "acl") or not any(
        c.lower_ == "as" and c.dep_ in ("mark", "advmod", "prep") for c in verb.lefts
    ):
        return
    if any(c.dep_ in ("ccomp", "dobj", "xcomp") and c.lower_ != "it" for c in verb.rights):
        return
    cue = verb.idx, verb.idx + len(verb)
    aside = phrase(verb)
    sentence = verb.sent
    start, end = aside[0].i, aside[-1].i
    source = doer_of(verb)
    if source is None or source.i not in range(start, end + 1):
        return
    host = verb.head
    told = reported_clause(document, host) if host.pos_ in ("VERB", "AUX") and host.i < verb.i else None
    if told is not None and told.content[-1][1] <= host.idx and told.source is not None:
        yield Reading(verb, "as", cue, source, told.content)
        return
    pieces = [_words(document, verb, sentence.start, start, cue), _words(document, verb, end + 1, sentence.end, cue)]
    kept = tuple(piece for piece in pieces if piece is not None)
    if kept:
        yield Reading(verb, "as", cue, source, kept)


def hearsay(document: Document, adverb: Token) -> Iterator[Reading]:
    """ "The bank has reportedly agreed": a clause that somebody said, nobody is named."""
    verb = adverb.head
    if adverb.dep_ != "advmod" or verb.pos_ not in ("VERB", "AUX"):
        return
    cue = adverb.idx, adverb.idx + len(adverb)
    tokens = phrase(verb)
    pieces = []
    before = [t for t in tokens if t.i < adverb.i]
    after = [t for t in tokens if t.i > adverb.i]
    for part in (before, after):
        if any(t.is_alpha for t in part):
            trimmed = trim(document, *covering(part), cue=cue)
            if trimmed is not None:
                pieces.append(trimmed)
    if pieces:
        yield Reading(adverb, "adverb", cue, None, tuple(pieces))


def seeming(document: Document, verb: Token) -> Iterator[Reading]:
    """ "X appears to Y", "it seems that Y": an impression, nobody's in particular."""
    cue = verb.idx, verb.idx + len(verb)
    complement = next((c for c in verb.rights if c.dep_ in ("xcomp", "oprd", "acomp", "ccomp", "prep", "attr")), None)
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "expl")), None)
    if complement is None or subject is None:
        return
    tokens = phrase(complement)
    if tokens[0].lower_ == "that" and tokens[0].dep_ == "mark":
        tokens = tokens[1:]
    spans = [covering(tokens)]
    if not (subject.lower_ == "it" and complement.dep_ == "ccomp"):
        spans.insert(0, covering(phrase(subject)))
    pieces = tuple(p for start, end in spans if (p := trim(document, start, end, cue=cue)) is not None)
    if pieces:
        yield Reading(verb, "seeming", cue, None, pieces)
