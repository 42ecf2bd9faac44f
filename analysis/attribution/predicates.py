"""Readings of a verb or predicate adjective as a cue: "denounced X", "vowed to X", "is confident that X".

A reading is one way that a word could report something; the lexicon says which of them count, and how often each is
right. One small function reads one frame, so that each can be measured, kept or dropped on its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.article import Span
from analysis.attribution.clauses import (
    agent_of,
    covering,
    doer_of,
    is_passive,
    noun_phrase,
    phrase,
    subject_of,
    without_that,
)
from analysis.attribution.cues import CueBook
from analysis.attribution.reported_clauses import Reading, reported_clause
from analysis.attribution.trimming import trim
from analysis.document import Document
from analysis.verbs import has_to, nominal_subject

#: Prepositions that carry the second half of a content after its object: "accused X *of* Y", "described X *as* Y".
_SECOND_HALF = frozenset({"of", "for", "as", "on", "against", "over", "with", "between", "among", "by"})
#: Prepositions that belong to the noun before them: "citing losses *among* its troops", "denounced raids *by* rebels".
_OF_THE_OBJECT = frozenset({"of", "against", "between", "among", "by"})
_ABOUT = frozenset(
    {"for", "on", "about", "to", "of", "as", "against", "at", "with", "in", "over", "into", "by", "from", "upon"}
)


def predicate_readings(document: Document, word: Token) -> Iterator[Reading]:
    """All readings of one verb, in the order in which they are preferred."""
    if word.pos_ in ("VERB", "AUX"):
        if is_passive(word):
            yield from _passive(document, word)
            return
        clause = reported_clause(document, word)
        if clause is not None:
            yield clause
            return
        yield from _infinitive(document, word)
        yield from _object(document, word)
        yield from _prepositional(document, word)
        yield from _gerund(document, word)
    elif word.pos_ == "ADJ" or word.tag_ == "VBN":
        yield from _adjective(document, word)


def _one(
    document: Document, word: Token, frame: str, source: Token | None, span: Span, particle: Token | None = None
) -> Iterator[Reading]:
    last = particle if particle is not None and particle.i == word.i + 1 else word
    cue = word.idx, last.idx + len(last)
    trimmed = trim(document, *span, cue=cue)
    if trimmed is not None:
        yield Reading(word, frame, cue, source, (trimmed,))


def _infinitive(document: Document, verb: Token) -> Iterator[Reading]:
    """ "vowed to X", "urged Y to X", "called on Y to X", "appealed for Y to X"."""
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in ("xcomp", "advcl") or not has_to(child):
            continue
        opener = child.left_edge
        if opener.lower_ == "for" and opener.dep_ == "mark" and opener.i == verb.i + 1:
            yield from _one(document, verb, "whom_to", doer_of(verb), covering(phrase(child)[1:]), opener)
            return
        if child.dep_ == "advcl" and verb.lemma_ != "call":
            continue
        addressee = [c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.i < c.i < child.i]
        on = [
            c
            for c in verb.children
            if (c.dep_ == "prep" or c.dep_ == "prt")
            and c.lower_ in ("on", "upon", "for", "with", "to")
            and verb.i < c.i < child.i
        ]
        tokens = phrase(child)
        if addressee:
            yield from _one(
                document,
                verb,
                "whom_to",
                doer_of(verb),
                covering([*phrase(addressee[0]), *tokens]),
                on[0] if on else None,
            )
        elif on and any(c.dep_ == "pobj" for c in on[0].children):
            target = next(c for c in on[0].children if c.dep_ == "pobj")
            yield from _one(document, verb, "whom_to", doer_of(verb), covering([*phrase(target), *tokens]), on[0])
        else:
            yield from _one(document, verb, "to", doer_of(verb), covering(tokens))
        return


def _object(document: Document, verb: Token) -> Iterator[Reading]:
    """ "condemned X", "called X Y", "accused X of Y"."""
    target = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    infinitive = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)
    if target is not None and infinitive is not None and target.lemma_ in CueBook.load().words["with infinitive"]:
        yield from _one(document, verb, "object", doer_of(verb), covering([*noun_phrase(target), *phrase(infinitive)]))
        return
    if target is None or infinitive is not None:
        yield from _fronted_object(document, verb)
        return
    if verb.lemma_ == "put":
        yield from _estimate(document, verb, target)
        return
    tokens = noun_phrase(target)
    predicate = next((c for c in verb.children if c.dep_ in ("oprd", "acomp", "ccomp") and c.i > target.i), None)
    if predicate is not None:
        yield from _one(document, verb, "object_is", doer_of(verb), covering([*tokens, *phrase(predicate)]))
        return
    second = next(
        (
            c
            for c in verb.children
            if c.dep_ == "prep" and c.i > target.i and c.lower_ in _SECOND_HALF and c.left_edge.i == tokens[-1].i + 1
        ),
        None,
    )
    if second is not None:
        whole = [*tokens, *noun_phrase(second)]
        yield from _one(document, verb, f"object_{second.lower_}", doer_of(verb), covering(whole))
        if second.lower_ in _OF_THE_OBJECT:
            tokens = whole
    yield from _one(document, verb, "object", doer_of(verb), covering(tokens))


def _estimate(document: Document, verb: Token, target: Token) -> Iterator[Reading]:
    """ "put the toll at 28": what is put at a number is an estimate; nothing else that is put anywhere is said."""
    for at in (*verb.rights, *target.rights):
        if at.dep_ == "prep" and at.lower_ == "at" and at.i > target.i:
            number = next((c for c in at.children if c.dep_ in ("pobj", "pcomp")), None)
            if number is not None and any(t.like_num for t in number.subtree):
                yield from _one(document, verb, "object_at", doer_of(verb), covering([*phrase(target), *phrase(at)]))
                return


def _fronted_object(document: Document, verb: Token) -> Iterator[Reading]:
    """ "what it describes as X", "a result Z called X", "the claim that Z denied"."""
    called = next((c for c in verb.rights if c.dep_ == "oprd" or (c.dep_ == "prep" and c.lower_ == "as")), None)
    named = phrase(called)[called.dep_ == "prep" :] if called is not None else []
    fronted = next((c for c in verb.lefts if c.dep_ == "dobj" and c.lower_ in ("which", "whom", "what", "that")), None)
    if fronted is not None and fronted.lower_ == "what" and named:
        yield from _one(document, verb, "object_as", doer_of(verb), covering(named))
    elif fronted is not None:
        yield from _one(document, verb, "object_relative", doer_of(verb), covering([fronted]))
    elif any(c.dep_ == "dobj" for c in verb.lefts):
        return  # "Y, whose toll the army disputes": it is not Y that is disputed
    elif verb.dep_ in ("relcl", "acl") and subject_of(verb) is not None and verb.head.pos_ in ("NOUN", "PROPN"):
        source = doer_of(verb)
        if source is None or source.lower_ in ("who", "which", "that"):
            return
        antecedent = noun_phrase(verb.head, before=verb)
        spans = [covering(antecedent), *([covering(named)] if named else [])]
        cue = verb.idx, verb.idx + len(verb)
        pieces = tuple(p for start, end in spans if (p := trim(document, start, end, cue=cue)) is not None)
        if pieces:
            yield Reading(verb, "object_is" if named else "object", cue, source, pieces)


def _prepositional(document: Document, verb: Token) -> Iterator[Reading]:
    """ "called for X", "complained about X", "referred to X"."""
    if any((c.dep_ == "dobj" and c.i > verb.i) or (c.dep_ == "xcomp" and c.i > verb.i) for c in verb.children):
        return
    for preposition in verb.children:
        if preposition.dep_ != "prep" or preposition.i < verb.i or preposition.lower_ not in _ABOUT:
            continue
        for target in preposition.children:
            if target.dep_ in ("pobj", "pcomp"):
                tokens = noun_phrase(target) if target.dep_ == "pobj" else phrase(target)
                yield from _one(document, verb, preposition.lower_, doer_of(verb), covering(tokens), preposition)


def _gerund(document: Document, verb: Token) -> Iterator[Reading]:
    """ "denied ordering X", "recalled seeing X"."""
    for child in verb.children:
        if child.dep_ == "xcomp" and child.tag_ == "VBG" and child.i > verb.i:
            yield from _one(document, verb, "gerund", doer_of(verb), covering(phrase(child)))


def _passive(document: Document, verb: Token) -> Iterator[Reading]:
    """ "is expected to X", "it was reported that X", "was condemned by Y"."""
    patient = nominal_subject(verb)
    agent = agent_of(verb)
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "ccomp":
            yield from _one(document, verb, "passive_clause", agent, covering(without_that(phrase(child))))
            return
        if child.dep_ in ("xcomp", "oprd") or (
            child.dep_ == "prep" and child.lower_ in ("of", "as", "for", "with", "about")
        ):
            tail = phrase(child)
            cue = verb.idx, verb.idx + len(verb)
            frame = (
                "passive_to"
                if child.dep_ == "xcomp"
                else "passive_is"
                if child.dep_ == "oprd"
                else f"passive_{child.lower_}"
            )
            pieces = [covering(tail)]
            if patient is not None:
                pieces.insert(0, covering(phrase(patient)))
            trimmed = tuple(p for start, end in pieces if (p := trim(document, start, end, cue=cue)) is not None)
            if trimmed:
                yield Reading(verb, frame, cue, agent, trimmed)
            return
    if patient is not None:
        yield from _one(
            document, verb, "passive_by" if agent is not None else "passive", agent, covering(phrase(patient))
        )
    elif verb.dep_ == "acl" and agent is not None:
        head = phrase(verb.head, without=frozenset(verb.subtree))
        yield from _one(document, verb, "passive_by", agent, covering(head))


def _adjective(document: Document, adjective: Token) -> Iterator[Reading]:
    """ "is confident that X", "was worried about X", "are eager to X"."""
    copula = adjective.head
    if adjective.dep_ not in ("acomp", "conj", "ROOT", "xcomp") or copula.pos_ not in ("AUX", "VERB", "ADJ"):
        return
    while copula.pos_ == "ADJ" and copula.dep_ == "conj":
        copula = copula.head
    source = doer_of(copula)
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if child.dep_ == "ccomp":
            yield from _one(document, adjective, "clause", source, covering(without_that(phrase(child))))
        elif child.dep_ == "xcomp":
            yield from _one(document, adjective, "to", source, covering(phrase(child)))
        elif child.dep_ == "prep" and child.lower_ in _ABOUT:
            for target in child.children:
                if target.dep_ in ("pobj", "pcomp"):
                    yield from _one(document, adjective, child.lower_, source, covering(phrase(target)), child)
