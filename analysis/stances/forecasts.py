"""Positions of acts that warn: a forecast is against what does the harm, a warning of one's own deeds a threat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from analysis.stances.actions import asked
from analysis.stances.acts import Act, Use
from analysis.stances.arguments import clause_extent, clause_of, extent, object_heads, subject_of
from analysis.stances.charges import invites_harm
from analysis.stances.commitments import commitment
from analysis.stances.denials import not_to
from analysis.stances.positions import Position, Scene, evidence_of, position
from analysis.stances.threats import menaced
from analysis.verbs import has_to

_OF_DANGERS = frozenset({"of", "about", "against", "over"})
_SUFFERING = frozenset({"face", "risk", "suffer", "confront", "endure", "experience"})
WILL = frozenset({"will", "would", "'ll", "’ll"})
MAY = frozenset({"could", "might", "may"})


def warned(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    """A forecast is a pessimistic comment (CAMEO 012); warning somebody off, or of what one will do, a threat (130)."""
    book, predicate = scene.book, use.predicate
    addressee = None if use.by_noun else next(iter(object_heads(predicate)), None)
    threat = replace(book.acts["threaten"], frame="object")
    dangers = [
        (p, h) for p in predicate.children if p.dep_ == "prep" and p.lower_ in _OF_DANGERS for h in object_heads(p, p)
    ]
    for prep, head in dangers:
        target = scene.phrase(head)
        if prep.lower_ == "over" and addressee is not None and scene.actor(addressee):
            who = extent(addressee, scene.bounds(addressee.i))
            topics = ((target, -1), (who, -1))
            yield position(
                use.act, who, -1, topics, evidence_of(scene, use, (who[0], target[1])), method, confidence * 0.8
            )
            continue
        hostile = book.any_listed("reply", [head]) or book.any_listed("alone", [head])
        evidence = evidence_of(scene, use, target)
        if prep.lower_ == "of" and hostile and addressee is not None:
            who = extent(addressee, scene.bounds(addressee.i))
            code = book.codes.threat(scene.words(target))
            yield position(threat, who, -1, ((who, -1),), evidence, "act+object", confidence * 0.8, code)
        elif prep.lower_ == "against" and addressee is not None and scene.actor(addressee):
            yield position(threat, target, -1, ((target, -1),), evidence, "act+object", confidence * 0.8)
        else:
            yield position(use.act, target, -1, ((target, -1),), evidence, method, confidence * 0.9)
    if dangers:
        return
    clause = clause_of(predicate) or next((r for r in scene.roots if r.pos_ in ("VERB", "AUX")), None)
    if clause is not None:
        yield from _warned_that(scene, use, clause, addressee, threat, method, confidence)


def _warned_that(
    scene: Scene, use: Use, clause: Token, addressee: Token | None, threat: Act, method: str, confidence: float
) -> Iterator[Position]:
    start = evidence_of(scene, use, (use.predicate.i, use.predicate.i))[0]
    if has_to(clause):
        act = replace(threat, toward=1) if not_to(clause) else scene.book.acts["appeal"]
        yield from asked(scene, act, [clause], addressee, start, "act+object", confidence * 0.85)
        return
    subject = subject_of(clause)
    if subject is not None and (menace := menaced(scene, clause, subject, confidence)) is not None:
        yield replace(menace, evidence=(min(start, menace.evidence[0]), menace.evidence[1]))
        return
    helpers = {c.lower_ for c in clause.children}
    possible = bool(helpers & MAY) and _is_menace(scene, clause)  # "warned that it could suspend aid"
    if subject is not None and _is_own(scene, subject, clause) and (possible or helpers & WILL):
        sureness = confidence * (0.75 if possible else 0.9)
        yield from commitment(scene, clause, start, "act+object", sureness, act="threaten", explicit=True)
        return
    forecast = forecast_of(scene, use.act, clause, start, method, confidence)
    if forecast is not None:
        yield forecast


def _is_menace(scene: Scene, verb: Token) -> bool:
    """Whether doing this would be against somebody or something: "suspend aid", "take Oslo to court"."""
    to_court = verb.lemma_ == "take" and any(c.lower_ == "court" for prep in verb.rights for c in prep.rights)
    deeds = (use.act for use in scene.book.uses(verb, as_cue=False) if use.act.is_deed)  # "cut aid", "expel envoys"
    hostile = any(scene.book.listed(words, verb) for words in ("broken_off", "verbs")) and bool(object_heads(verb))
    hostile |= any(act.toward < 0 and act.plover in ("SANCTION", "COERCE", "REJECT") for act in deeds)
    return not not_to(verb) and (to_court or hostile)


def _is_own(scene: Scene, subject: Token, verb: Token) -> bool:
    """Whether a subject is the speaker; "it" that would do harm ("it would violate the treaty") is another."""
    return scene.own(subject) and not (subject.lower_ == "it" and scene.book.listed("harms", verb))


def forecast_of(scene: Scene, act: Act, clause: Token, start: int, method: str, confidence: float) -> Position | None:
    """ "This could severely limit the coverage": what does the harm is spoken against; None where no harm is named."""
    subject = subject_of(clause)
    whole = clause_extent(clause, scene.bounds(clause.i))
    objects = [*object_heads(clause), *(c for p in clause.children if p.dep_ == "prep" for c in p.children)]
    harmful = scene.book.listed("harms", clause) or invites_harm(scene, clause)
    if scene.book.direction(clause)[0] >= 0:  # not "would end the war"
        harmful |= scene.book.any_listed("harmed", objects)
    arguing = scene.cue is not None and scene.book.any_listed("arguing", scene.words(scene.cue))
    if subject is not None and not arguing and scene.book.listed("harmed", subject):
        harmful = True  # "warned that famine was spreading"
    spared = clause.lemma_ == "cost" and any(
        c.lower_ == "nothing" or (c.dep_ == "dative" and c.pos_ == "PRON") for c in clause.rights
    )  # "would cost *him* leverage"
    if subject is None or _is_own(scene, subject, clause) or not harmful or spared:
        return None
    if scene.book.listed("indefinite", subject):  # "warned that nobody would survive a war"
        return None
    suffered = object_heads(clause) if clause.lemma_ in _SUFFERING else []  # "that Sudan faces *a famine*"
    harm = suffered[0] if suffered else subject
    target = extent(harm, scene.bounds(harm.i))
    evidence = (min(start, whole[0]), whole[1])
    return position(act, target, -1, ((target, -1),), evidence, method, confidence * 0.85)
