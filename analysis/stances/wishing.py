"""Positions of acts that wish: "wants the road closed", "what we need is a truce"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from analysis.stances.actions import asked, caused, done_to
from analysis.stances.acts import Use
from analysis.stances.arguments import clause_of, subject_of, verbs_with
from analysis.stances.asking import appealed, asked_thing
from analysis.stances.denials import is_negated
from analysis.stances.positions import NOMINAL, Position, Scene, evidence_of

_TELLING = frozenset({"know", "say", "think", "add", "stress", "remind", "tell", "hear", "ask", "note", "point"})
_UNSAID = frozenset({"question", "problem", "thing", "way"})


def wished(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    """ "Wants a truce", "wants the rebels to leave", "wants the road closed": positions toward what is wanted."""
    done, to = done_to(use.predicate), clause_of(use.predicate)
    if to is not None and to.lemma_ in _TELLING:
        return  # "would like to know", "wants to stress that"
    near = [c for c in use.predicate.subtree if c.dep_ in ("nsubj", "dobj") and scene.book.listed("kin", c)]
    if any(c.lower_ in ("my", "our") for person in near for c in person.lefts):
        return  # "I want my son to come home" is no politics
    if done is None:
        yield from appealed(scene, use, method, confidence)
    else:
        start = evidence_of(scene, use, (use.predicate.i, use.predicate.i))[0]
        yield caused(scene, use.act, done, start, method, confidence)


def needed_most(scene: Scene, verb: Token, confidence: float) -> Iterator[Position]:
    """ "What we need is a truce", "all I want is peace": what the speaker, or a country in his words, needs."""
    if verb.lemma_ != "be" or is_negated(verb):
        return
    wish = next((c for c in verb.lefts if c.dep_ == "csubj" and any(w.lower_ == "what" for w in c.subtree)), None)
    all_that = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.lower_ == "all"), None)
    if all_that is not None:
        wish = next((c for c in all_that.rights if c.dep_ == "relcl"), None)
    who = subject_of(wish) if wish is not None else None
    if wish is None or who is None or not scene.book.listed("wishing", wish):
        return
    if not scene.own(who) and (who.pos_ == "PRON" or wish.lemma_ not in ("need", "require")):
        return
    way, start = -1 if is_negated(wish) else 1, (all_that or wish).left_edge.i
    act = scene.book.acts["demand" if wish.lemma_ == "demand" else "want" if wish.lemma_ == "want" else "appeal"]
    act = replace(act, toward=way)
    thing = next((c for c in verb.rights if c.dep_ in ("attr", "nsubj", "xcomp", "ccomp")), None)
    if thing is None or thing.i in scene.closed or thing.pos_ == "PRON":
        return
    if thing.pos_ in ("VERB", "AUX"):
        yield from asked(scene, act, verbs_with(thing), None, start, "content", confidence * 0.9)
        return
    if thing.pos_ not in NOMINAL or thing.lemma_ in _UNSAID:
        return
    found = asked_thing(scene, Use(act, wish), thing, "content", confidence * 0.9)
    yield replace(found, evidence=(start, max(found.evidence[1], found.target[1])))
