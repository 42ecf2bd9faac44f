"""Positions of acts that accuse: who is blamed for what, as in "accused X of Y", "blamed Y on X", "alleged that"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.stances.acts import Use
from analysis.stances.arguments import clause_extent, clause_of, extent, is_passive, object_heads, subject_of
from analysis.stances.denials import is_negated
from analysis.stances.positions import NOMINAL, Position, Scene, evidence_of, is_cue, objects_of, position

_OF_DEEDS = frozenset({"of", "for", "with", "over"})


def accused(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    """ "Accused X of Y", "blamed Y on X", "allegations of Y": against X; Y names the issue and the CAMEO code."""
    predicate = use.predicate
    blamed = object_heads(predicate, use.anchor if use.by_noun or use.anchor is not None else None)
    deeds = _deeds(use, blamed)
    onto = _onto(predicate, blamed)
    if predicate.lemma_ == "blame" and onto is not None:
        deeds, blamed = blamed, object_heads(onto, onto)
    if not blamed and is_cue(scene, use):
        blamed = [root for root in scene.roots if root.pos_ in NOMINAL][:1]
    for head in blamed:
        target = extent(head, scene.bounds(head.i))
        deed = next((c for c in _of_phrases(scene, head) if _names_deed(scene, use, c)), None)
        if deed is not None:
            target = (target[0], min(target[1], deed.i - 1))
        if target[1] < target[0]:
            continue
        whole = (target[0], max([target[1], *(scene.phrase(deed)[1] for deed in deeds)]))
        topics = (*((scene.phrase(deed), -1) for deed in deeds), (target, -1))
        code = scene.book.codes.offence(scene.words(whole))
        evidence = evidence_of(scene, use, whole)
        yield position(
            use.act, target, -1, () if use.by_noun and not deeds else topics, evidence, method, confidence, code
        )


def _onto(predicate: Token, blamed: list[Token]) -> Token | None:
    """The "on" before who is blamed: "blamed the raid on the port *on* rebels"; none in "blamed them for"."""
    if any(c.lower_ == "for" for holder in (predicate, *blamed) for c in holder.rights):
        return None
    onto = next((c for c in predicate.rights if c.dep_ == "prep" and c.lower_ == "on"), None)
    inner = blamed[-1] if blamed and onto is None else None
    while inner is not None:  # the parser hangs it on the last noun before
        on = next((c for c in inner.rights if c.dep_ == "prep" and c.lower_ == "on"), None)
        onto, inner = on or onto, next(iter(object_heads(on, on)), None) if on is not None else None
    return onto


def _of_phrases(scene: Scene, head: Token) -> Iterator[Token]:
    """The prepositions that hang on a noun, the innermost first: in "the head of state of a coup" the second "of".

    Not in a deed ("accused the minister of *a lack* of courage", "of *the killing* of a nurse").
    """
    for prep in head.children:
        if prep.dep_ == "prep":
            for inner in object_heads(prep, prep):
                book = scene.book
                if book.listed("done_to", inner) or book.names_wrong(inner) or book.direction(inner)[0]:
                    continue
                yield from (c for c in inner.children if c.dep_ == "prep" and c.lower_ == prep.lower_ == "of")
            yield prep


def _names_deed(scene: Scene, use: Use, preposition: Token) -> bool:
    """ "Accused the group of killing": the parser hangs the deed on the accused."""
    if use.by_noun:
        return False
    lemma = use.predicate.lemma_
    if lemma in ("accuse", "convict") and not any(c.lower_ == "of" for c in use.predicate.children):
        last = preposition.lower_ == "of" and not any(c.lower_ == "of" for c in _later(preposition))
        return last and (lemma == "accuse" or _is_charge(scene, preposition))
    for_deeds = lemma in ("blame", "indict")
    return preposition.lower_ == ("for" if for_deeds else "of") and (
        for_deeds or any(child.dep_ == "pcomp" for child in preposition.children)
    )


def _is_charge(scene: Scene, of: Token) -> bool:
    """ "Convicted a banker *of arson*", not "the head of the bank", "the minister of transport", "the king of Chad"."""
    plain = all(h.pos_ != "PROPN" and all(c.dep_ != "det" for c in h.lefts) for h in object_heads(of, of))
    office = scene.book.listed("officers", of.head) or of.head.dep_ == "pobj"
    return plain and (not office or scene.book.codes.offence(scene.words((of.i, of.right_edge.i))) != "112")


def _later(preposition: Token) -> list[Token]:
    return [c for c in preposition.head.children if c.dep_ == "prep" and c.i > preposition.i]


def _deeds(use: Use, blamed: list[Token]) -> list[Token]:
    holders = [use.predicate, *blamed, *([use.anchor] if use.anchor is not None else [])]
    return [
        head
        for holder in holders
        for prep in holder.children
        if prep.dep_ == "prep" and prep.lower_ in _OF_DEEDS and prep != use.anchor
        for head in object_heads(prep, prep)
    ]


def wrongs_cited(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    """ "Citing massive attacks": citing wrongs accuses whoever did them; citing anything else says nothing."""
    if use.predicate.lemma_ == "allege" and (accusation := _alleged(scene, use, method, confidence)) is not None:
        yield accusation
        return
    for head in objects_of(scene, use):
        if not scene.book.names_wrong(head):
            continue
        target = scene.phrase(head)
        code = scene.book.codes.offence(scene.words(target))
        evidence = evidence_of(scene, use, target)
        yield position(use.act, target, -1, ((target, -1),), evidence, "act+object", confidence * 0.85, code)


def _alleged(scene: Scene, use: Use, method: str, confidence: float) -> Position | None:
    """ "Alleged that the guards had trained the rebels": against who is said to have done it."""
    clause = clause_of(use.predicate) or next((r for r in scene.roots if r.pos_ == "VERB"), None)
    subject = subject_of(clause) if clause is not None else None
    if clause is None or subject is None or is_passive(clause) or is_negated(clause) or scene.own(subject):
        return None
    if subject.pos_ not in NOMINAL or scene.book.listed("indefinite", subject) or not object_heads(clause):
        return None
    target, whole = extent(subject, scene.bounds(subject.i)), clause_extent(clause, scene.bounds(clause.i))
    code = scene.book.codes.offence(scene.words(whole))
    accuse, evidence = scene.book.acts["accuse"], evidence_of(scene, use, whole)
    return position(accuse, target, -1, ((target, -1),), evidence, method, confidence * 0.8, code)
