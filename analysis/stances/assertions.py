"""What a content asserts where its cue says nothing ("said", "added"): positions in the words of the speaker.

Only what the speaker asserts counts: main clauses, not what others are reported to hold, not conditions or questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from analysis.stances.actions import matter_code
from analysis.stances.acts import Use
from analysis.stances.arguments import (
    clause_extent,
    cleft_subject,
    extent,
    is_passive,
    subject_of,
)
from analysis.stances.charges import charged, credited, predicts_harm, wronged
from analysis.stances.commitments import disavowed, uncalled_for, unheeded
from analysis.stances.denials import is_negated, is_supposed
from analysis.stances.faults import fault_found
from analysis.stances.forecasts import forecast_of
from analysis.stances.judgements import deed_denied, entitled, inexcusable, judged, steadfast
from analysis.stances.obligations import OBLIGING, commanded, needed, obliged
from analysis.stances.opinions import ill_signalled, overdue, plainly, with_feeling
from analysis.stances.own_acts import owned
from analysis.stances.positions import Position, Scene, position
from analysis.stances.threats import menaced
from analysis.stances.wishing import needed_most
from analysis.stances.wording import elided

_COPULAS = frozenset({"be", "remain", "seem", "constitute", "represent", "become", "amount"})


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
    for verb in scene.words(scene.cue) if scene.cue is not None else ():
        yield from plainly(scene, verb, confidence)
    for verb in asserted(scene):
        yield from _read(scene, verb, forecasting, confidence)


def asserted(scene: Scene) -> Iterator[Token]:
    """The verbs of the clauses that the speaker of a statement asserts, in text order."""
    for first, last in scene.contents:
        for token in scene.words((first, last)):
            if _is_predicate(token) and _is_asserted(scene, token):
                yield token


def _is_predicate(token: Token) -> bool:
    """Whether a clause may stand on a token: a verb, or an adjective with "be", as "was “shocked” by" is parsed."""
    if token.pos_ in ("VERB", "AUX"):
        return token.dep_ not in ("aux", "auxpass")
    return token.pos_ == "ADJ" and any(child.dep_ == "auxpass" for child in token.children)


def _is_asserted(scene: Scene, verb: Token) -> bool:
    """Whether the speaker asserts the clause of a verb, by the path from it to the top of the content."""
    if verb.i in scene.closed:
        return False
    for _ in range(8):
        if (who := cleft_subject(verb)) is not None:
            verb = who.head
        head = verb.head
        if any(
            c.lower_ in ("if", "unless", "whether", "until", "before", "when", "once")
            for c in verb.children
            if c.dep_ in ("mark", "advmod")
        ):
            return False
        if head == verb or scene.bounds(head.i) is None or head.sent.start != verb.sent.start:
            return verb.dep_ not in ("relcl", "acl") or _is_reported(scene, verb)
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
        elif verb.dep_ == "conj" and verb.tag_ == "VB" and any(c.lower_ in OBLIGING for c in head.children):
            return False  # "must leave and respect ...": what is asked for with the first
        verb = head
    return False


def _is_reported(scene: Scene, verb: Token) -> bool:
    """Whether a clause only looks relative: "said at a briefing *that it opposed* the dam"."""
    opener, where = next(verb.lefts, None), verb.head.head
    if opener is None or opener.lower_ != "that" or scene.bounds(opener.i) is not None or scene.cue is None:
        return False
    beside_cue = where.lower_ in ("at", "in", "on", "during") and scene.cue[0] <= where.head.i <= scene.cue[1]
    return beside_cue and _subject_told(scene, verb) not in (None, opener)


def _subject_told(scene: Scene, verb: Token) -> Token | None:
    """The subject of a clause; not the "that" before reported words, which the parser may take for a second one."""
    subject = cleft_subject(verb) or subject_of(verb)
    if subject is None or subject.lower_ != "that" or scene.bounds(subject.i) is not None:
        return subject
    return next((c for c in verb.lefts if c.dep_ == "nsubj" and scene.bounds(c.i) is not None), subject)


def _replies_so(scene: Scene, verb: Token) -> bool:
    """Whether it is what the cue says somebody did: "responded by *expelling* two envoys"."""
    by = verb.head
    replied = verb.dep_ == "pcomp" and by.lower_ == "by" and verb.tag_ == "VBG" and scene.cue is not None
    return replied and scene.cue is not None and scene.cue[0] <= by.head.i <= scene.cue[1]


def _read(scene: Scene, verb: Token, forecasting: bool, confidence: float) -> Iterator[Position]:
    subject = _subject_told(scene, verb)
    in_cue = scene.cue is not None and scene.cue[0] <= verb.i <= scene.cue[1]  # headlines: "Moscow to send troops"
    own = in_cue or _replies_so(scene, verb) or (subject is not None and scene.own(subject))
    if (
        wanted := [
            *needed(scene, verb, confidence),
            *needed_most(scene, verb, confidence),
            *overdue(scene, verb, confidence),
        ]
    ) or (
        is_supposed(verb)
        and not (
            forecasting
            or is_negated(verb)
            or (subject is not None and subject.lower_ == "nothing")
            or scene.book.listed("harms", verb)
            or any(c.dep_ == "expl" for c in verb.children)
        )
    ):
        yield from wanted
        return
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if own and "did" in auxiliaries and _has_purpose(verb) and is_negated(verb):
        return
    if subject is not None and (backed := steadfast(scene, verb, subject, confidence)) is not None:
        yield backed
        return
    if verb.lemma_ in _COPULAS and (judgements := list(judged(scene, verb, subject, own, confidence))):
        yield from judgements
        return
    if not own and subject is not None and (fault := fault_found(scene, verb, subject, auxiliaries, confidence)):
        yield fault
        return
    if subject is not None and (ill := ill_signalled(scene, verb, subject, confidence)) is not None:
        yield ill
        return
    if own and (denial := deed_denied(scene, verb, confidence)) is not None:
        yield denial
        return
    unmeant = [*disavowed(scene, verb, confidence), *unheeded(scene, verb, confidence)] if own else []
    if unmeant := unmeant or list(uncalled_for(scene, verb, own, confidence)):
        yield from unmeant
        return
    if subject is not None and (right := entitled(scene, verb, subject, own, confidence)) is not None:
        yield right
        return
    if subject is not None and (blame := inexcusable(scene, verb, subject, auxiliaries, confidence)) is not None:
        yield blame
        return
    if subject is not None and (menace := menaced(scene, verb, subject, confidence)) is not None:
        yield menace
        return
    if (forecasting or predicts_harm(scene, verb, auxiliaries)) and (
        forecast := forecast_of(scene, scene.book.acts["warn"], verb, _cue_start(scene), "content", confidence)
    ):
        yield forecast
    elif auxiliaries & OBLIGING or (
        verb.lemma_ in ("need", "have", "ought") and any(c.dep_ == "xcomp" for c in verb.children)
    ):
        yield from obliged(scene, verb, subject, own, auxiliaries, confidence)
    elif verb.lemma_ in ("need", "require") and is_passive(verb) and subject is not None:
        target = extent(subject, scene.bounds(subject.i))
        act = scene.book.acts["appeal"]
        code, _ = matter_code(scene.book, act, scene.words(target))
        whole = clause_extent(verb, scene.bounds(verb.i))
        yield position(act, target, 1, ((target, 1),), whole, "content", confidence * 0.85, code)
    elif own:
        yield from owned(scene, verb, auxiliaries, confidence)
    elif subject is None:
        yield from commanded(scene, verb, auxiliaries, confidence)
    elif wrong := list(charged(scene, verb, subject, auxiliaries, confidence)):
        yield from wrong
    elif (told := wronged(scene, verb, subject, auxiliaries, confidence)) is not None:
        yield told
    elif (credit := credited(scene, verb, subject, auxiliaries, confidence)) is not None:
        yield credit
    if own or subject is None:
        yield from with_feeling(scene, verb, confidence)


def _has_purpose(verb: Token) -> bool:
    """Whether "so that" follows: "did not stand with Kyiv *so that* ..." may not be about the standing."""
    return any({"so", "that"} <= {m.lower_ for m in c.lefts} for c in verb.rights if c.dep_ == "advcl")


def _cue_start(scene: Scene) -> int:
    return (
        scene.cue[0]
        if scene.cue is not None and scene.cue[0] < scene.contents[0][0] <= scene.cue[1] + 3
        else scene.contents[0][0]
    )


def cue_uses(scene: Scene) -> list[Use]:
    """The acts that the cue itself performs."""
    if scene.cue is None:
        return []
    tokens = scene.words(scene.cue)
    for kinds in (("VERB", "AUX"), ("NOUN", "PROPN", "ADJ")):
        for token in tokens:
            if token.dep_ == "amod" and token.tag_ == "VBN":
                continue  # "once sworn enemies"
            if (full := elided(token)) is not None:  # "Oslo *does not*"
                return [replace(use, heard=token) for use in scene.book.performed(full)]
            if token.pos_ in kinds and (uses := scene.book.uses(token, as_cue=True)):
                in_words = next((t for t in tokens if t.i > token.i and t.dep_ == "acl" and t.tag_ == "VBG"), None)
                if in_words is not None and not uses[0].by_noun:  # "adopted a resolution *demanding* that"
                    return scene.book.uses(in_words, as_cue=True) or uses
                return uses
    return []
