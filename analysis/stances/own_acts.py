"""What speakers say that they do, ask for or will do: "we condemn", "Russia will send", "it plans to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from analysis.stances.actions import asked
from analysis.stances.acts import Use
from analysis.stances.arguments import (
    clause_of,
    is_passive,
    object_heads,
)
from analysis.stances.commitments import commitment, refuses
from analysis.stances.denials import is_negated, not_to
from analysis.stances.frames import positions_of
from analysis.stances.opinions import plainly
from analysis.stances.positions import Position, Scene

_WITHHELD = frozenset(
    {"accept", "tolerate", "allow", "permit", "support", "agree", "sign", "endorse", "recognize", "recognise"}
    | {"vote", "back", "join", "help", "condone"}
)
_REQUESTING = frozenset({"ask", "request", "petition"})
_REGARDING = frozenset({"regard", "view", "see", "treat"})  # "would *treat* a delay as a breach"
_DUE = frozenset({"to", "is", "are"})
#: Acts whose vaguer verbs ("we back", "we hope") are plain in the first person.
_OF_ONESELF = frozenset(
    {
        "recognize",
        "defend",
        "praise or support",
        "express optimism",
        "express concern",
        "doubt",
        "want",
        "dislike",
        "name",
    }
)


def owned(scene: Scene, verb: Token, auxiliaries: set[str], confidence: float) -> Iterator[Position]:
    """ "We condemn ...", "Russia will send ...", "it plans to ...": the speaker's own act or commitment."""
    if plain_words := list(plainly(scene, verb, confidence)):
        yield from plain_words
        return
    planned = scene.book.listed("planning", verb) and not is_negated(verb)  # "does not intend to" plans nothing
    meant = (clause_of(verb) if planned else None) or verb
    uses = _in_bill(scene, meant) or scene.book.uses(verb, as_cue=False)
    accepted = verb.lemma_ == "accept" and not (is_negated(verb) or auxiliaries - {"has", "have", "had"})
    accepted = accepted and scene.book.any_listed("accepted", object_heads(verb))  # not "the blame"
    plain = scene.book.uses(verb, as_cue=True) if not uses else []
    uses = uses or [use for use in plain if use.act.name in _OF_ONESELF or accepted or _asks_of(scene, use)]
    if is_passive(verb):
        uses = [use for use in uses if use.act.frame != "promise"]  # "we were promised work": another's promise
    commits = auxiliaries & {"will", "shall", "'ll", "’ll", "would", "to", "wo"}
    if {"to", "have"} <= auxiliaries:
        commits = set()  # "claims to have shot down a drone"
    if commits:
        uses = [
            use for use in uses if not (use.act.is_deed or (use.act.frame == "name" and verb.lemma_ not in _REGARDING))
        ]  # what one will do is promised or threatened
    if uses and not (commits and (is_negated(verb) or scene.book.listed("verbs", verb))):
        for use in uses:
            yield from positions_of(scene, use, method="content", confidence=confidence * (0.95 if commits else 1))
        return
    if scene.cue is not None and scene.book.any_listed("estimating", scene.words(scene.cue)):
        return  # "estimates that it would cost" promises nothing
    if commits or meant != verb:
        verb = verb if commits else meant
        start = scene.beginning(verb)
        headline = scene.cue is not None and scene.doc[scene.cue[0]].lower_ in _DUE  # "Oslo (is) to halt exports"
        announced = headline and scene.book.direction(verb)[0] != 0
        found = commitment(scene, verb, start, "content", confidence * 0.9, act="promise", explicit=announced)
        yield from (replace(p, method="content") for p in found)
    elif auxiliaries & {"can", "could", "ca"} and is_negated(verb) and verb.lemma_ in _WITHHELD:
        verb = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and verb.lemma_ == "help"), verb)
        reject = replace(scene.book.acts["reject"], toward=1 if not_to(verb) else -1)
        yield from asked(scene, reject, [verb], None, scene.beginning(verb), "content", confidence * 0.9)
    elif verb.tag_ == "VBG" and verb.lemma_ == "go" and not_to(verb):  # "we are not going to sign"
        clause, reject = clause_of(verb), replace(scene.book.acts["reject"], toward=-1)
        if clause is not None and refuses(scene, clause):
            yield from asked(scene, reject, [clause], None, scene.beginning(verb), "content", confidence * 0.9)


def _asks_of(scene: Scene, use: Use) -> bool:
    """ "We *ask* the court to lift the ban"."""
    asking = use.predicate.lemma_ in _REQUESTING and use.predicate.tag_ != "VBD"
    to = clause_of(use.predicate) if asking else None
    return to is not None and scene.book.direction(to)[0] != 0 and any(c.lower_ == "to" for c in to.lefts)


def _in_bill(scene: Scene, verb: Token) -> list[Use]:
    """What the text of a bill does that one puts forward: "would table a resolution *condemning* the raid"."""
    if not scene.book.listed("tabling", verb) or not_to(verb):
        return []
    bills = [head for head in object_heads(verb) if scene.book.listed("laws", head)]
    said = [c for bill in bills for c in bill.rights if c.dep_ == "acl" and c.tag_ == "VBG"]
    of = (c for bill in bills for c in bill.rights if c.lower_ == "of")  # "a motion *of* no confidence in the mayor"
    uses = [
        u for word in (*said, *(h for c in of for h in object_heads(c, c))) for u in scene.book.uses(word, as_cue=False)
    ]
    judging = [u for u in uses if u.act.frame == "object" and u.act.plover in (None, "ACCUSE", "SUPPORT")]
    return [replace(use, heard=verb) for use in judging if not use.act.is_deed]
