"""What a content says must be done: "it is important to ...", "Russia must withdraw", "stop the war"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from analysis.stances.actions import asked
from analysis.stances.arguments import (
    clause_extent,
    clause_of,
    is_passive,
    is_wished,
    object_heads,
    subject_of,
    verbs_with,
)
from analysis.stances.courses import answers
from analysis.stances.denials import is_negated, not_to
from analysis.stances.positions import Position, Scene, position

OBLIGING = frozenset({"must", "should", "ought"})


def needed(scene: Scene, verb: Token, confidence: float) -> Iterator[Position]:
    """ "It is very important for everyone to exercise restraint", "it is time that ..."."""
    if verb.lemma_ != "be" or is_negated(verb):
        return
    said = next((c for c in verb.children if c.dep_ in ("acomp", "attr") and c.i > verb.i), None)
    subject = subject_of(verb)
    dummy = subject is None or subject.lower_ == "it"
    if said is None or not dummy:
        return
    if scene.book.judgement(scene.words((verb.i, said.i)), said) != "needed":
        return
    clause = clause_of(said) or next(
        (c for c in verb.children if c.dep_ in ("advcl", "ccomp", "xcomp", "csubj") and c.i > said.i), None
    )
    if clause is None or not is_wished(clause):
        return
    begin = min([verb.i, *(c.i for c in verb.children if c.lower_ == "it")])
    verbs = verbs_with(clause)
    # The parser hangs the second of three infinitives on the copula: "important to show restraint, refrain and talk".
    verbs += [v for v in verbs_with(verb)[1:] if v.tag_ == "VB" and v not in verbs]
    yield from asked(scene, scene.book.acts["appeal"], verbs, None, begin, "content", confidence * 0.95)


def obliged(
    scene: Scene, verb: Token, subject: Token | None, own: bool, auxiliaries: set[str], confidence: float
) -> Iterator[Position]:
    """ "Russia must withdraw", "the siege has to end": a demand with "must", else an appeal."""
    book = scene.book
    clause = verb
    said = [verb, *(c for c in verb.rights if c.dep_ == "acomp")]
    if subject is not None and any(book.listed("ashamed", word) for word in said):
        if not is_negated(verb) and subject.lower_ not in ("i", "we"):  # "the minister should be ashamed"
            target, whole = scene.phrase(subject), clause_extent(verb, scene.bounds(verb.i))
            yield position(book.acts["condemn"], target, -1, ((target, -1),), whole, "content", confidence * 0.9)
        return
    if not auxiliaries & OBLIGING:
        clause = next(c for c in verb.children if c.dep_ == "xcomp")
        if is_negated(verb):
            return
    missed = is_passive(clause) and not auxiliaries & {"must"}  # "sanctions should have been imposed"
    if not missed and any(child.lower_ == "have" and child.dep_ == "aux" for child in clause.children):
        if not own and subject is not None and auxiliaries & {"should", "ought"}:
            yield from _neglected(scene, clause, subject, confidence)
        return  # "must have known" guesses
    if clause.lemma_ == "consider":  # "should consider suspending it"
        clause = next((c for c in clause.children if c.dep_ == "xcomp" and c.tag_ == "VBG"), clause)
    if any(c.dep_ == "advcl" and any(m.lower_ == "if" for m in c.children) for c in verb.children):
        return  # "if we spare one, we must spare all" argues
    if book.listed("not_asked", clause) and not is_passive(clause):
        return
    if subject is None or subject.i > verb.i or subject.lower_ in ("i", "you", "there"):
        return  # "should it fail" supposes
    if subject.lower_ == "it" and not is_passive(clause) and not book.listed("ending", clause):
        return
    if is_passive(clause) and any(c.lower_ == "as" for c in clause.children):
        return  # "should be seen as"
    directed = book.direction(clause)[0] != 0 or "must" in auxiliaries or answers(book, clause)
    matter = book.codes.matter(scene.words(clause_extent(clause, scene.bounds(clause.i))))
    if not (directed or own or scene.actor(subject) or matter or book.listed("anyone", subject)):
        return
    advised = auxiliaries & {"should", "ought"} or verb.lemma_ == "ought"
    act = book.acts["appeal"] if own or advised else book.acts["demand"]
    if is_negated(verb) and not not_to(clause):
        act = replace(act, toward=-1)  # "no troops should enter"
    yield from asked(scene, act, verbs_with(clause), subject, scene.beginning(clause), "content", confidence * 0.9)


def _neglected(scene: Scene, verb: Token, subject: Token, confidence: float) -> Iterator[Position]:
    """ "The regulator should have acted", "Chad should never have left": against who did not, or did."""
    book = scene.book
    answers = scene.actor(subject) is not None or any(book.listed(w, subject) for w in ("bodies", "group", "charged"))
    if answers and not is_passive(verb) and not any(book.listed(w, verb) for w in ("winning", "not_asked", "arriving")):
        target, whole = scene.phrase(subject), clause_extent(verb, scene.bounds(verb.i))
        yield position(book.acts["accuse"], target, -1, ((target, -1),), whole, "content", confidence * 0.8)


def commanded(scene: Scene, verb: Token, auxiliaries: set[str], confidence: float) -> Iterator[Position]:
    """ "Stop the war", "release them now": an imperative that furthers or ends something."""
    if verb.tag_ != "VB" or auxiliaries or verb.dep_ not in ("ROOT", "ccomp") or not object_heads(verb):
        return
    if scene.book.direction(verb)[0] == 0 or (
        verb.lemma_ in ("make", "keep", "give", "find", "show", "see", "bring", "start", "leave", "stop")
        and object_heads(verb)[0].pos_ != "NOUN"
    ):
        return
    yield from asked(scene, scene.book.acts["appeal"], [verb], None, verb.i, "content", confidence * 0.75)
