"""What a content asserts where its cue says nothing ("said", "added"): positions in the words of the speaker.

Only what the speaker asserts counts: main clauses, not what others are reported to hold, not conditions or questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from analysis.acts import Use
from analysis.arguments import (
    clause_extent,
    clause_of,
    extent,
    is_negated,
    is_passive,
    is_supposed,
    is_wished,
    object_heads,
    subject_of,
    verbs_with,
)
from analysis.asking import asked, matter_code, not_to
from analysis.commitments import commitment
from analysis.frames import positions_of
from analysis.judging import forecast_of
from analysis.positions import NOMINAL, Position, Scene, position

_COPULAS = frozenset({"be", "remain", "seem", "constitute", "represent", "become"})
_OBLIGING = frozenset({"must", "should", "ought"})
_POINTING = frozenset({"it", "this", "that", "they", "these", "those"})
#: Acts whose vaguer verbs ("we back", "we hope") are plain in the first person.
_OF_ONESELF = frozenset(
    {"recognize", "defend", "praise or support", "express optimism", "express concern", "doubt", "want", "dislike"}
)


def assertions(scene: Scene, *, forecasting: bool, confidence: float) -> Iterator[Position]:
    """The positions asserted in the content of one statement, in text order.

    Parameters
    ----------
    scene : Scene
    forecasting : bool
        Whether the cue argues or warns ("arguing that this could ..."), so that a harmful forecast counts.
    confidence : float
        Of a plain reading; shakier ones get a share of it.
    """
    for first, last in scene.contents:
        for token in scene.words((first, last)):
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass") and _is_asserted(scene, token):
                yield from _read(scene, token, forecasting, confidence)


def _is_asserted(scene: Scene, verb: Token) -> bool:
    """Whether the speaker asserts the clause of a verb, by the path from it to the top of the content."""
    if verb.i in scene.closed:
        return False
    for _ in range(8):
        head = verb.head
        if any(
            c.lower_ in ("if", "unless", "whether", "until", "before", "when", "once")
            for c in verb.children
            if c.dep_ in ("mark", "advmod")
        ):
            return False
        if head == verb or scene.bounds(head.i) is None or head.sent.start != verb.sent.start:
            return verb.dep_ not in ("relcl", "acl")
        if verb.dep_ == "ccomp" and head.pos_ in ("VERB", "AUX"):
            subject = subject_of(head)
            if head.i not in scene.closed and (
                not scene.book.listed("holding", head)
                or is_negated(head)
                or (subject is not None and not scene.own(subject))
            ):
                return False
        elif verb.dep_ == "advcl":
            if not any(
                c.lower_ in ("because", "as", "while", "although", "though", "since") and c.dep_ == "mark"
                for c in verb.children
            ):
                return False
        elif verb.dep_ not in ("conj", "parataxis", "dep"):
            return False
        verb = head
    return False


def _read(scene: Scene, verb: Token, forecasting: bool, confidence: float) -> Iterator[Position]:
    subject = subject_of(verb)
    in_cue = scene.cue is not None and scene.cue[0] <= verb.i <= scene.cue[1]  # headlines: "Moscow to send troops"
    own = in_cue or (subject is not None and scene.own(subject))
    if (needed := list(_needed(scene, verb, confidence))) or (
        is_supposed(verb)
        and not (
            forecasting
            or not_to(verb)
            or scene.book.listed("harms", verb)
            or any(c.dep_ == "expl" for c in verb.children)
        )
    ):
        yield from needed
        return
    if verb.lemma_ in _COPULAS and (judged := list(_judged(scene, verb, subject, own, confidence))):
        yield from judged
        return
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if (forecasting or _predicts_harm(scene, verb, auxiliaries)) and (
        forecast := forecast_of(scene, scene.book.acts["warn"], verb, _cue_start(scene), "content", confidence)
    ):
        yield forecast
    elif auxiliaries & _OBLIGING or (verb.lemma_ in ("need", "have") and any(c.dep_ == "xcomp" for c in verb.children)):
        yield from _obliged(scene, verb, subject, own, auxiliaries, confidence)
    elif verb.lemma_ in ("need", "require") and is_passive(verb) and subject is not None:
        target = extent(subject, scene.bounds(subject.i))
        act = scene.book.acts["appeal"]
        code, _ = matter_code(scene.book, act, scene.words(target))
        whole = clause_extent(verb, scene.bounds(verb.i))
        yield position(act, target, 1, ((target, 1),), whole, "content", confidence * 0.85, code)
    elif own:
        yield from _owned(scene, verb, auxiliaries, confidence)
    elif subject is None:
        yield from _commanded(scene, verb, auxiliaries, confidence)
    else:
        yield from _charged(scene, verb, subject, auxiliaries, confidence)
    if own or subject is None:
        yield from _with_feeling(scene, verb, confidence)


def _predicts_harm(scene: Scene, verb: Token, auxiliaries: set[str]) -> bool:
    """ "Would only prolong the conflict", "could destroy the peace": plain enough whatever the cue."""
    if (
        not auxiliaries & {"would", "could", "will", "can", "may", "might"}
        or not scene.book.listed("harms", verb)
        or is_negated(verb)
    ):
        return False
    objects = object_heads(verb)
    return scene.book.any_listed("harmed", objects) or scene.book.any_listed("cherished", objects)


def _cue_start(scene: Scene) -> int:
    return (
        scene.cue[0]
        if scene.cue is not None and scene.cue[0] < scene.contents[0][0] <= scene.cue[1] + 3
        else scene.contents[0][0]
    )


def _owned(scene: Scene, verb: Token, auxiliaries: set[str], confidence: float) -> Iterator[Position]:
    """ "We condemn ...", "Russia will send ...", "it plans to ...": the speaker's own act or commitment."""
    uses = scene.book.uses(verb, as_cue=False) or [
        use for use in scene.book.uses(verb, as_cue=True) if use.act.name in _OF_ONESELF
    ]
    commits = auxiliaries & {"will", "shall", "'ll", "’ll", "would", "to", "wo"}
    if uses and not (commits and (is_negated(verb) or scene.book.listed("verbs", verb))):
        for use in uses:
            yield from positions_of(scene, use, method="content", confidence=confidence * (0.95 if commits else 1))
        return
    if scene.cue is not None and scene.book.any_listed("estimating", scene.words(scene.cue)):
        return  # "estimates that it would cost" promises nothing
    if commits or (scene.book.listed("planning", verb) and (clause := clause_of(verb)) is not None):
        verb = verb if commits else clause
        start = _subject_start(scene, verb)
        found = commitment(scene, verb, start, "content", confidence * 0.9, threatening=False, explicit=False)
        yield from (replace(p, method="content") for p in found)
    elif (
        auxiliaries & {"can", "could"}
        and is_negated(verb)
        and verb.lemma_ in ("accept", "tolerate", "allow", "permit", "support", "agree")
    ):
        start = _subject_start(scene, verb)
        yield from asked(
            scene, replace(scene.book.acts["reject"], toward=1), [verb], None, start, "content", confidence * 0.9
        )


def _subject_start(scene: Scene, verb: Token) -> int:
    subject = subject_of(verb)
    if subject is None:
        headline = (
            scene.speaker is not None and scene.bounds(scene.speaker[0]) is not None and scene.speaker[0] < verb.i
        )
        return scene.speaker[0] if headline and scene.speaker is not None else verb.i
    bounds = scene.bounds(subject.i)
    return extent(subject, bounds)[0] if bounds is not None else verb.i


def _judged(scene: Scene, verb: Token, subject: Token | None, own: bool, confidence: float) -> Iterator[Position]:
    """ "This is absolutely false", "the raid is unacceptable", "it is part of a disinformation strategy"."""
    said = next((c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd", "prep") and c.i > verb.i), None)
    if said is None or (subject is None and not any(c.dep_ == "expl" for c in verb.children)):
        return
    book, words = scene.book, scene.words(scene.phrase(said))
    whole = (_subject_start(scene, verb), scene.phrase(said)[1])
    if said.dep_ == "attr" and any(c.lower_ == "no" for c in said.children) and _there_can_be(verb):
        target = (next(c.i for c in said.children if c.lower_ == "no") + 1, scene.phrase(said)[1])
        reject = book.acts["reject"]
        code, _ = matter_code(book, reject, scene.words(target))
        begin = min(c.i for c in verb.children if c.dep_ == "expl")
        yield position(reject, target, -1, ((target, -1),), (begin, target[1]), "content", confidence * 0.9, code)
        return
    if book.listed("no_room", said) and any(c.lower_ == "no" for c in said.children):
        anchor = next((c for c in said.children if c.dep_ == "prep" and c.lower_ == "for"), None)
        for head in object_heads(said, anchor) if anchor is not None else ():
            target = scene.phrase(head)
            yield position(
                book.acts["condemn"], target, -1, ((target, -1),), (verb.i, target[1]), "content", confidence * 0.9
            )
        return
    if (
        subject is None
        or scene.book.listed("indefinite", subject)
        or (own and subject.lower_ not in _POINTING)
        or (subject.lower_ in ("there", "who", "which", "that") and subject.dep_ == "expl")
    ):
        return
    if book.listed("series", said) and book.names_wrong(said) and not is_negated(verb):
        owned = next(
            (h for c in said.children if c.dep_ == "prep" and c.lower_ in ("of", "to") for h in object_heads(c, c)),
            said,
        )
        target = scene.phrase(owned)
        code = book.offence_code(words)
        yield position(book.acts["accuse"], target, -1, (), whole, "content", confidence * 0.9, code)
        return
    if book.listed("occasions", said):
        return
    kind = book.judgement([t for t in words if t.i <= said.i + 5], said)
    compared = any(child.lower_ in ("more", "most", "less", "least") for child in said.children)
    if (
        kind == "needed"
        and said.pos_ == "ADJ"
        and not compared
        and subject.pos_ in ("NOUN", "PROPN")
        and not is_negated(verb)
    ):
        act = book.acts["defend" if book.listed("done", subject) else "appeal"]
        target = scene.phrase(subject)
        code, _ = matter_code(book, act, scene.words(target))
        yield position(act, target, 1, ((target, 1),), whole, "content", confidence * 0.85, code)
    if kind is None or kind == "needed":
        return
    denied = is_negated(verb) or any(c.lower_ == "no" and c.dep_ == "det" for c in said.children)
    if denied:
        kind = {"sound": "wrong", "true": "untrue", "acceptable": "refused"}.get(kind, "")
    if kind == "refused" and book.names_wrong(subject):
        kind = "wrong"  # "such attacks are not acceptable"
    name = {"wrong": "condemn", "untrue": "deny", "merit": "praise or support", "refused": "reject"}.get(kind)
    if name is None:
        return
    judging = book.acts[name]
    clause = clause_of(verb) if subject.lower_ == "it" else None
    head = clause if clause is not None else subject
    target = scene.phrase(head)
    topics = ((target, judging.toward),) if name != "deny" else ()
    evidence = (whole[0], max(whole[1], target[1]))
    code, _ = matter_code(book, judging, scene.words(target)) if name == "reject" else (None, "")
    yield position(judging, target, judging.toward, topics, evidence, "content", confidence * 0.85, code)


def _there_can_be(verb: Token) -> bool:
    """ "There can be no ...", "there must be no ..."."""
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return any(child.dep_ == "expl" for child in verb.children) and bool(helpers & {"can", "must", "should", "will"})


def _needed(scene: Scene, verb: Token, confidence: float) -> Iterator[Position]:
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


def _obliged(
    scene: Scene, verb: Token, subject: Token | None, own: bool, auxiliaries: set[str], confidence: float
) -> Iterator[Position]:
    """ "Russia must withdraw", "the siege has to end": a demand with "must", else an appeal."""
    book = scene.book
    clause = verb
    if not auxiliaries & _OBLIGING:
        clause = next(c for c in verb.children if c.dep_ == "xcomp")
        if is_negated(verb):
            return
    if any(child.lower_ == "have" and child.dep_ == "aux" for child in clause.children):
        return  # "must have known" guesses
    if book.listed("not_asked", clause) and not is_passive(clause):
        return
    if subject is None or subject.i > verb.i or subject.lower_ in ("i", "you", "there"):
        return  # "should it fail" supposes
    if subject.lower_ == "it" and not is_passive(clause):
        return
    if is_passive(clause) and any(c.lower_ == "as" for c in clause.children):
        return  # "should be seen as"
    directed = book.direction(clause)[0] != 0 or "must" in auxiliaries
    matter = book.matter(scene.words(clause_extent(clause, scene.bounds(clause.i))))
    if not (directed or own or scene.actor(subject) or matter or book.listed("anyone", subject)):
        return
    act = book.acts["appeal"] if own or "should" in auxiliaries or "ought" in auxiliaries else book.acts["demand"]
    if is_negated(verb) and not not_to(clause):
        act = replace(act, toward=-1)  # "no troops should enter"
    yield from asked(
        scene, act, verbs_with(clause), subject, _subject_start(scene, clause), "content", confidence * 0.9
    )


def _commanded(scene: Scene, verb: Token, auxiliaries: set[str], confidence: float) -> Iterator[Position]:
    """ "Stop the war", "release them now": an imperative that furthers or ends something."""
    if verb.tag_ != "VB" or auxiliaries or verb.dep_ not in ("ROOT", "ccomp") or not object_heads(verb):
        return
    if scene.book.direction(verb)[0] == 0 or (
        verb.lemma_ in ("make", "keep", "give", "find", "show", "see", "bring", "start", "leave", "stop")
        and object_heads(verb)[0].pos_ != "NOUN"
    ):
        return
    yield from asked(scene, scene.book.acts["appeal"], [verb], None, verb.i, "content", confidence * 0.75)


def _charged(scene: Scene, verb: Token, subject: Token, auxiliaries: set[str], confidence: float) -> Iterator[Position]:
    """ "Russia has violated the truce": a wrong told of another actor accuses it."""
    book = scene.book
    actor = scene.actor(subject)
    if (
        actor is None
        or is_negated(verb)
        or is_passive(verb)
        or auxiliaries & {"will", "would", "may", "might", "could", "can"}
    ):
        return
    done = clause_of(verb) if verb.lemma_ in ("continue", "keep", "try") and clause_of(verb) is not None else verb
    objects = object_heads(done)
    by_force = book.listed("wrong_force", done) and any(h.pos_ in NOMINAL for h in objects)
    by_deed = book.listed("wrong_doing", done) and any(book.names_wrong(h) or book.listed("ills", h) for h in objects)
    guilty = verb.lemma_ == "be" and any(
        c.lower_ in ("responsible", "guilty", "behind", "complicit") for c in verb.children
    )
    if not (book.listed("wrong_verbs", done) or by_force or by_deed or guilty):
        return
    target = extent(subject, scene.bounds(subject.i))
    whole = clause_extent(verb, scene.bounds(verb.i))
    rest = clause_extent(verb, scene.bounds(verb.i), from_verb=True)
    yield position(
        book.acts["accuse"],
        target,
        -1,
        ((rest, -1), (target, -1)),
        whole,
        "content",
        confidence * 0.75,
        book.offence_code(scene.words(rest)),
    )


def _with_feeling(scene: Scene, verb: Token, confidence: float) -> Iterator[Position]:
    """ "Is monitoring the situation with concern"."""
    for prep in verb.children:
        if prep.dep_ != "prep" or prep.lower_ != "with":
            continue
        for noun in prep.children:
            uses = scene.book.uses(noun, as_cue=False) if noun.dep_ == "pobj" else []
            if uses and uses[0].anchor is None and uses[0].act.toward:
                for head in object_heads(verb):
                    target = scene.phrase(head)
                    act = uses[0].act
                    end = max(extent(prep, scene.bounds(prep.i))[1], target[1])
                    start = min([verb.i, *(c.i for c in verb.children if c.dep_ == "aux")])
                    yield position(
                        act, target, act.toward, ((target, act.toward),), (start, end), "content", confidence * 0.85
                    )


def cue_uses(scene: Scene) -> list[Use]:
    """The acts that the cue itself performs."""
    if scene.cue is None:
        return []
    tokens = scene.words(scene.cue)
    for kinds in (("VERB", "AUX"), ("NOUN", "PROPN", "ADJ")):
        for token in tokens:
            if token.pos_ in kinds and (uses := scene.book.uses(token, as_cue=True)):
                return uses
    return []
