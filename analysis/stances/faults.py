"""Faults found with a thing in no word of judgement: "the plan falls short", "the claim has no basis"."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.stances.arguments import clause_extent, extent, is_passive, object_heads
from analysis.stances.denials import has_no, is_negated, not_to
from analysis.stances.positions import NOMINAL, Position, Scene, position

_FOREVER = frozenset({"forever", "indefinitely", "longer", "anymore"})
_LASTING = frozenset({"continue", "last"})


def fault_found(scene: Scene, verb: Token, subject: Token, auxiliaries: set[str], confidence: float) -> Position | None:
    """What a clause finds wanting in its subject; None where it finds no fault.

    Who says that a plan does not go far enough wants more of it: only what must not go on names the issue, and what is
    not possible.
    """
    if subject.pos_ not in NOMINAL or scene.book.listed("indefinite", subject):
        return None
    whole, target = clause_extent(verb, scene.bounds(verb.i)), extent(subject, scene.bounds(subject.i))
    book = scene.book
    proposed = any(book.listed(words, subject) for words in ("laws", "done", "charged", "calls", "alone", "reply"))
    if (proposed and _falls_short(verb)) or (verb.lemma_ == "have" and _has_no_basis(scene, verb)):
        act = book.acts["deny" if book.listed("claims", subject) else "condemn"]
        return position(act, target, -1, (), whole, "content", confidence * 0.85)
    if proposed and is_passive(verb) and verb.lemma_ == "doom" and not is_negated(verb):  # "the plan is doomed to fail"
        return position(book.acts["condemn"], target, -1, (), whole, "content", confidence * 0.85)
    if is_passive(verb) and book.listed("concocted", verb) and not is_negated(verb):  # "the charges were invented"
        if any(book.listed(words, subject) for words in ("claims", "suits", "testimony")):
            return position(book.acts["deny"], target, -1, (), whole, "content", confidence * 0.85)
        return None
    if _cannot_go_on(verb, auxiliaries):
        return position(book.acts["oppose"], target, -1, ((target, -1),), whole, "content", confidence * 0.85)
    possible = verb.lemma_ == "be" and any(c.lower_ in ("possible", "conceivable") for c in verb.rights)
    military = any(c.lower_ == "military" for c in subject.lefts)
    if (
        possible and military and book.listed("no_way", subject) and has_no(subject)
    ):  # "no military solution is possible"
        sought = (target[0] + 1, target[1])
        return position(book.acts["reject"], sought, -1, ((sought, -1),), whole, "content", confidence * 0.9)
    return None


def _falls_short(verb: Token) -> bool:
    """ "Does not go far enough", "falls short"."""
    if verb.lemma_ == "fall":
        return any(c.lower_ == "short" for c in verb.rights) and not is_negated(verb)
    enough = any(c.lower_ == "far" and c.nbor().lower_ == "enough" for c in verb.subtree if c.i > verb.i)
    return verb.lemma_ == "go" and enough and not_to(verb)


def _has_no_basis(scene: Scene, verb: Token) -> bool:
    """ "Has no basis in law", "does not have any legitimacy"."""
    grounds = [head for head in object_heads(verb) if scene.book.listed("grounds", head)]
    return any(has_no(head) or not_to(verb) for head in grounds)


def _cannot_go_on(verb: Token, auxiliaries: set[str]) -> bool:
    """ "The siege cannot go on", "it could not go on forever"; a match that "could not go on" is only told of."""
    on = verb.lemma_ == "go" and any(c.lower_ == "on" for c in verb.rights)
    forever = any(c.lower_ in _FOREVER for c in verb.children)
    meant = bool(auxiliaries & {"can", "ca"}) or (forever and bool(auxiliaries & {"could", "must"}))
    return meant and is_negated(verb) and (on or verb.lemma_ in _LASTING)
