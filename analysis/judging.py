"""Positions of acts that judge: condemning, praising, accusing, denying, fearing, warning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from analysis.acts import Act, Use
from analysis.arguments import clause_extent, clause_of, extent, object_heads, subject_of
from analysis.asking import CLAIMS, asked, not_to
from analysis.commitments import commitment
from analysis.positions import NOMINAL, Position, Scene, evidence_of, is_cue, objects_of, position


def about_object(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    act = use.act
    for head in objects_of(scene, use):
        target = scene.phrase(head)
        toward = act.toward
        topics = (
            () if head.lemma_ in CLAIMS else ((target, toward),)
        )  # criticizing a claim takes no side on its subject
        if act.name == "express concern":
            words = [head, *(t for t in head.children if t.dep_ in ("compound", "amod"))]
            if (use.anchor is not None and use.anchor.lower_ == "for") or scene.book.any_listed("cherished", words):
                toward, topics = 1, ((target, 1),)
        if (
            act.name == "express condolence"
            and use.anchor is not None
            and use.anchor.lower_ not in ("to", "with", "for")
        ):
            continue
        yield position(act, target, toward, topics, evidence_of(scene, use, target), method, confidence)


def claim_denied(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    for head in objects_of(scene, use):
        target = scene.phrase(head)
        yield position(use.act, target, -1, (), evidence_of(scene, use, target), method, confidence)


def accused(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    predicate = use.predicate
    accused = object_heads(predicate, use.anchor if use.by_noun or use.anchor is not None else None)
    holders = [predicate, *accused, *([use.anchor] if use.anchor is not None else [])]
    deeds = [
        head
        for holder in holders
        for prep in holder.children
        if prep.dep_ == "prep" and prep.lower_ in ("of", "for", "with", "over") and prep != use.anchor
        for head in object_heads(prep, prep)
    ]
    blamed_on = next((c for c in predicate.children if c.dep_ == "prep" and c.lower_ == "on"), None)
    if predicate.lemma_ == "blame" and blamed_on is not None:
        deeds, accused = accused, object_heads(blamed_on, blamed_on)
    if not accused and is_cue(scene, use):
        accused = [root for root in scene.roots if root.pos_ in NOMINAL][:1]
    for head in accused:
        target = extent(head, scene.bounds(head.i))
        if target[1] < target[0]:
            continue
        whole = (target[0], max([target[1], *(scene.phrase(deed)[1] for deed in deeds)]))
        topics = () if use.by_noun and not deeds else (*((scene.phrase(deed), -1) for deed in deeds), (target, -1))
        code = scene.book.offence_code(scene.words(whole))
        yield position(use.act, target, -1, topics, evidence_of(scene, use, whole), method, confidence, code)


def wrongs_cited(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    for head in objects_of(scene, use):
        target = scene.phrase(head)
        words = scene.words(target)
        if not scene.book.any_listed("wrong_nouns", words if head.pos_ in NOMINAL else ()):
            continue
        code = scene.book.offence_code(words)
        yield position(
            use.act, target, -1, ((target, -1),), evidence_of(scene, use, target), "act+object", confidence * 0.85, code
        )


def warned(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    """A forecast is a pessimistic comment (CAMEO 012); warning someone off, or of what one will do, is a threat (130)."""
    book, predicate = scene.book, use.predicate
    addressee = None if use.by_noun else next(iter(object_heads(predicate)), None)
    threat = replace(book.acts["threaten"], frame="object")
    for prep in predicate.children:
        if prep.dep_ != "prep" or prep.lower_ not in ("of", "about", "against", "over"):
            continue
        for head in object_heads(prep, prep):
            target = scene.phrase(head)
            words = scene.words(target)
            hostile = book.any_listed("reply", [head]) or book.any_listed("alone", [head])
            evidence = evidence_of(scene, use, target)
            if prep.lower_ == "of" and hostile and addressee is not None:
                who = extent(addressee, scene.bounds(addressee.i))
                yield position(
                    threat, who, -1, ((who, -1),), evidence, "act+object", confidence * 0.8, book.threat_code(words)
                )
            elif prep.lower_ == "against" and addressee is not None and scene.actor(addressee):
                yield position(threat, target, -1, ((target, -1),), evidence, "act+object", confidence * 0.8)
            else:
                yield position(use.act, target, -1, ((target, -1),), evidence, method, confidence * 0.9)
        return
    clause = clause_of(predicate) or next((r for r in scene.roots if r.pos_ in ("VERB", "AUX")), None)
    if clause is None:
        return
    start = evidence_of(scene, use, (predicate.i, predicate.i))[0]
    if not_to(clause) and any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children):
        yield from asked(scene, replace(threat, toward=1), [clause], None, start, "act+object", confidence * 0.8)
        return
    subject = subject_of(clause)
    if (
        subject is not None
        and scene.own(subject)
        and any(c.lower_ in ("will", "would", "'ll") for c in clause.children)
    ):
        yield from commitment(scene, clause, start, "act+object", confidence * 0.9, threatening=True, explicit=True)
        return
    forecast = forecast_of(scene, use.act, clause, start, method, confidence)
    if forecast is not None:
        yield forecast


def forecast_of(scene: Scene, act: Act, clause: Token, start: int, method: str, confidence: float) -> Position | None:
    """ "This could severely limit the coverage": what does the harm is spoken against; None where no harm is named."""
    subject = subject_of(clause)
    whole = clause_extent(clause, scene.bounds(clause.i))
    harmful = scene.book.listed("harms", clause)
    objects = [*object_heads(clause), *(c for p in clause.children if p.dep_ == "prep" for c in p.children)]
    if subject is None or scene.own(subject):
        return None
    if not harmful and not scene.book.any_listed("harmed", objects):
        return None
    target = extent(subject, scene.bounds(subject.i))
    return position(act, target, -1, ((target, -1),), (min(start, whole[0]), whole[1]), method, confidence * 0.85)
