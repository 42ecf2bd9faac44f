"""Plain words that no act has: "found the plan too costly", "sends the wrong message", "reserves the right to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from analysis.stances.actions import asked
from analysis.stances.arguments import (
    clause_extent,
    clause_of,
    extent,
    is_passive,
    object_heads,
    verbs_with,
)
from analysis.stances.commitments import commitment
from analysis.stances.denials import is_negated
from analysis.stances.positions import NOMINAL, Position, Scene, position
from analysis.verbs import nominal_subject

_HOLDING = frozenset({"find", "think", "believe", "judge", "hold", "reckon"})
_SAID_OF = frozenset({"ccomp", "xcomp", "acomp", "oprd", "advmod", "amod"})
_ACTS = {"wrong": "condemn", "untrue": "deny", "merit": "praise or support"}
_SENDING = frozenset({"send", "set", "give"})
_SIGNS = frozenset({"message", "signal", "precedent", "example"})
_BAD = frozenset({"bad", "poor", "negative", "mixed"})
_MIGHT = frozenset({"force", "strength", "violence", "power"})
_WATCHING = frozenset({"follow", "watch", "monitor", "observe", "track"})
_FIRST = frozenset({"i", "we", "there", "who", "which"})


def plainly(scene: Scene, verb: Token, confidence: float) -> Iterator[Position]:
    """The positions of a speaker's own verb that is no act by itself: of opinion, or one that reserves a right."""
    yield from _held(scene, verb, confidence)
    yield from _reserved(scene, verb, confidence)


def _held(scene: Scene, verb: Token, confidence: float) -> Iterator[Position]:
    """ "Found the plan too costly", "thought the ban unfair": a judgement that a verb of opinion takes."""
    if verb.lemma_ not in _HOLDING or is_negated(verb):
        return
    objects = [c for c in verb.rights if c.dep_ == "dobj"][:1]
    beside = (c for holder in (verb, *objects) for c in holder.rights)  # the parser hangs the adjective on either
    said = next((c for c in beside if c.dep_ in _SAID_OF and c.pos_ in ("ADJ", "NOUN")), None)
    thing = (nominal_subject(said) if said is not None else None) or next(iter(objects), None)
    if said is None or thing is None or not thing.i < said.i or is_negated(said) or thing.pos_ not in NOMINAL:
        return
    if any(c.lower_ in ("a", "an") for c in thing.lefts) or (
        thing.lower_ == "it" and any(t.lower_ in ("that", "to") for t in said.subtree)
    ):
        return  # "found a bomb too big to move"; "found it unfair that": what is unfair stands after it
    act = _ACTS.get(scene.book.judgement(list(scene.doc[thing.i + 1 : said.right_edge.i + 1]), said) or "")
    if act is not None and not scene.book.listed("indefinite", thing):
        judging, target = scene.book.acts[act], scene.before(thing, said.left_edge.i)
        topics = ((target, judging.toward),) if act != "deny" else ()
        evidence = (verb.i, max(target[1], extent(said, scene.bounds(said.i))[1]))
        yield position(judging, target, judging.toward, topics, evidence, "content", confidence * 0.9)


def _reserved(scene: Scene, verb: Token, confidence: float) -> Iterator[Position]:
    """ "Reserves the right to retaliate" threatens; "to amend the terms" does not."""
    right = next((c for c in verb.rights if c.dep_ == "dobj" and c.lower_ == "right"), None)
    done = clause_of(right) if right is not None and verb.lemma_ == "reserve" and not is_negated(verb) else None
    if done is not None and any(scene.book.listed(words, done) for words in ("verbs", "broken_off", "doing")):
        found = commitment(scene, done, verb.i, "content", confidence * 0.9, act="threaten", explicit=True)
        yield from (replace(p, method="content") for p in found)


def ill_signalled(scene: Scene, verb: Token, subject: Token, confidence: float) -> Position | None:
    """ "It sends the wrong message", "sets a dangerous precedent", "only understands force": against the subject."""
    if subject.lower_ in _FIRST or is_negated(verb) or is_passive(verb) or subject.pos_ not in NOMINAL:
        return None
    if not (_sends_ill(scene, verb) or _yields_to_force(verb)) or scene.book.listed("indefinite", subject):
        return None
    target, whole = extent(subject, scene.bounds(subject.i)), clause_extent(verb, scene.bounds(verb.i))
    return position(scene.book.acts["condemn"], target, -1, ((target, -1),), whole, "content", confidence * 0.85)


def _sends_ill(scene: Scene, verb: Token) -> bool:
    """Whether a signal is a bad one: "the *wrong* message", "a *dangerous* precedent", not "a strong message"."""
    signs = [head for head in object_heads(verb) if head.lemma_ in _SIGNS] if verb.lemma_ in _SENDING else []
    how = (c for sign in signs for c in sign.lefts if c.dep_ == "amod")
    return any(word.lower_ in _BAD or scene.book.judgement([word], word) == "wrong" for word in how)


def _yields_to_force(verb: Token) -> bool:
    """ "Understands *only* force", "only understand the language of strength"."""
    if verb.lemma_ not in ("understand", "respect"):
        return False
    things = object_heads(verb)
    things += [h for head in things if head.lower_ == "language" for c in head.rights for h in c.rights]
    only = any(c.lower_ == "only" for holder in (verb, *things) for c in holder.lefts)
    return only and any(head.lower_ in _MIGHT for head in things)


def overdue(scene: Scene, verb: Token, confidence: float) -> Iterator[Position]:
    """ "It is time the government listened", "it's high time they left": what somebody has not done yet is asked."""
    time = next((c for c in verb.rights if c.dep_ == "attr" and c.lower_ == "time"), None)
    it = next((c for c in verb.lefts if c.lower_ == "it"), None)
    if (
        verb.lemma_ != "be"
        or is_negated(verb)
        or time is None
        or it is None
        or any(c.dep_ == "det" for c in time.lefts)
    ):
        return
    beside = (c for holder in (time, verb) for c in holder.rights if c.dep_ in ("relcl", "ccomp", "advcl"))
    done = next((c for c in beside if c.i > time.i and c.tag_ == "VBD"), None)
    who = nominal_subject(done) if done is not None else None
    if done is None or who is None or any(c.dep_ in ("mark", "advmod", "aux") and c.i < who.i for c in done.lefts):
        return  # "it was time when"
    act = replace(scene.book.acts["appeal"], toward=1)
    yield from asked(scene, act, verbs_with(done), who, min(it.i, verb.i), "content", confidence * 0.9)


def with_feeling(scene: Scene, verb: Token, confidence: float) -> Iterator[Position]:
    """ "Is monitoring the situation with concern", not "treated the town with contempt"."""
    if scene.book.is_idiom("damning", verb):
        return
    watching = [*verb.children, *(c for head in object_heads(verb) for c in head.rights if verb.lemma_ in _WATCHING)]
    for prep in watching:
        if prep.dep_ != "prep" or prep.lower_ != "with":
            continue
        for noun in prep.children:
            uses = scene.book.uses(noun, as_cue=False) if noun.dep_ == "pobj" else []
            if uses and uses[0].anchor is None and uses[0].act.toward:
                for head in object_heads(verb):
                    end = prep.i - scene.doc[prep.i - 1].is_punct  # "the trial “with concern”"
                    target = scene.before(head, end) if prep.head == head else scene.phrase(head)
                    act = uses[0].act
                    end = max(extent(prep, scene.bounds(prep.i))[1], target[1])
                    start = min([verb.i, *(c.i for c in verb.children if c.dep_ == "aux")])
                    yield position(
                        act, target, act.toward, ((target, act.toward),), (start, end), "content", confidence * 0.85
                    )
