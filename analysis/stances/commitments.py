"""Positions of acts that commit or refuse: the object decides whether a promise is help, a threat or a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from analysis.actors.wordlists import WORLD_SEATS
from analysis.stances.actions import asked, gone_on_with, matter_code
from analysis.stances.acts import Use
from analysis.stances.arguments import (
    TokenSpan,
    clause_extent,
    clause_of,
    extent,
    is_passive,
    object_heads,
    subject_of,
    verbs_with,
)
from analysis.stances.asking import asked_thing, called_for
from analysis.stances.courses import course
from analysis.stances.denials import has_no, is_negated, not_to
from analysis.stances.positions import NOMINAL, Position, Scene, evidence_of, objects_of, position
from analysis.stances.threats import AIMING, FUTURE, aimed_at, is_mercy_denied, is_threat, menaced, threat, threat_with
from analysis.verbs import auxiliaries

_AIMED = frozenset({"sue", "appeal", "litigate"})
_ENDANGERED = ("measured", "cherished", "prized")
_NOBODY = frozenset({"nobody", "none", "nothing"})
_TAKING = frozenset({"take", "need", "accept", "want", "heed"})
_SEEING = frozenset({"see", "have", "find"})
_FINITE = frozenset({"promise", "pledge", "vow", "swear", "guarantee", "threaten", "promised"})


def committed(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    """What is promised, agreed to, offered or threatened: by a clause, or by a noun."""
    heard = use.heard or use.predicate
    threatening = use.act.name == "threaten"
    start = evidence_of(scene, use, (heard.i, heard.i))[0]
    clause = clause_of(use.predicate) or (clause_of(heard) if heard != use.predicate else None)
    if clause is None and use.anchor is None and not object_heads(use.predicate):
        clause = next((root for root in scene.roots if root.pos_ in ("VERB", "AUX")), None)
    if threatening and use.by_noun and (clause is None or not any(c.lower_ == "to" for c in clause.children)):
        return  # "a threat to peace" is nobody's words
    if clause is not None:
        if not _binds(use, clause):
            return
        act = "threaten" if threatening else "adopt" if use.predicate.lemma_ == "vote" else "promise"
        yield from commitment(scene, clause, start, method, confidence, act=act, explicit=True)
        return
    addressed = object_heads(use.predicate)
    with_what = any(c.dep_ == "prep" and c.lower_ == "with" for c in use.predicate.rights)
    if threatening and not with_what and any(scene.book.any_listed(words, addressed[:1]) for words in _ENDANGERED):
        return  # "walked out, threatening output": what is in danger, not what is threatened
    for head in objects_of(scene, use):
        unforgiving = is_mercy_denied(scene, head)
        none = has_no(head) and not unforgiving
        if none or scene.book.listed("indefinite", head):
            continue
        whole = scene.phrase(head)
        words = scene.words(whole)
        if (
            unforgiving
            or threatening
            or (scene.book.listed("reply", head) and any(scene.book.listed("firm", w) for w in words))
        ):
            means = next((c for c in use.predicate.children if c.dep_ == "prep" and c.lower_ == "with"), None)
            if threatening and head in addressed and means is not None:
                yield threat_with(scene, use, head, means, confidence)
                continue
            yield from threat(scene, head, whole, evidence_of(scene, use, whole), confidence)
        elif scene.book.listed("alone", head) and use.act.name == "promise":
            yield from threat(scene, head, whole, evidence_of(scene, use, whole), confidence * 0.9)
        else:
            yield asked_thing(scene, use, head, method, confidence)


def _binds(use: Use, clause: Token) -> bool:
    """Whether a clause commits: "agreed to go", "promised that it would"; "agreed that it was late" does not."""
    helpers = auxiliaries(clause)
    if "to" in helpers or (clause.tag_ == "VBG" and not helpers):
        return True
    return bool(helpers & FUTURE) and use.predicate.lemma_ in _FINITE


def commitment(
    scene: Scene, clause: Token, start: int, method: str, confidence: float, *, act: str, explicit: bool
) -> Iterator[Position]:
    """What a clause commits its speaker to, verb by verb, by an act that promises, threatens or adopts.

    Without an explicit promise ("will build a school") only what has a CAMEO matter, a threat or a refusal counts.
    """
    book = scene.book
    for number, verb in enumerate(verbs_with(clause)):
        if verb.lemma_ == "rest" and not_to(verb):
            continue  # "will not rest until they are home" refuses nothing
        if verb.lemma_ in _AIMED and not object_heads(verb, book.direction(verb)[1]):
            continue  # "promised to sue": whom or what is not said
        begin = start if number == 0 or not_to(verb) else verb.i
        whole = clause_extent(verb, scene.bounds(verb.i), from_verb=True)
        words = scene.words(whole)
        subject, toward = subject_of(verb), course(book, verb) or book.direction(verb)[0]
        if subject is not None and (menace := menaced(scene, verb, subject, confidence)) is not None:
            yield replace(menace, evidence=(min(begin, menace.evidence[0]), menace.evidence[1]))
        elif not_to(verb):
            if explicit or refuses(scene, verb):
                refusal = replace(book.acts["threaten" if act == "threaten" else "reject"], toward=1)
                if (by := _resisted(scene, verb)) is not None:
                    evidence = (min(begin, whole[0]), max(whole[1], by[1]))
                    yield position(refusal, by, -1, ((by, -1),), evidence, method, confidence)
                    continue
                yield from asked(scene, refusal, [verb], None, begin, "act+object" if explicit else method, confidence)
        elif act == "promise" and _votes_down(scene, verb):
            refusal = replace(book.acts["reject"], toward=1)
            yield from asked(scene, refusal, [verb], None, begin, "act+object", confidence)
        elif act == "threaten" or is_threat(scene, verb, words):
            threats = threat(scene, verb, whole, (min(begin, whole[0]), whole[1]), confidence)
            voted = book.acts[act]
            yield from (
                replace(p, act=act, cameo=voted.cameo, plover=voted.plover) if act == "adopt" else p for p in threats
            )
        elif explicit or _is_plain(scene, verb) or (book.codes.matter(words) and book.direction(verb)[0]):
            sureness = confidence if explicit else confidence * 0.9
            nobody = subject is not None and (subject.lower_ in _NOBODY or has_no(subject))
            if subject is not None and toward and not scene.own(subject) and (nobody or not object_heads(verb)):
                # "promised that deliveries would start"; "that nobody would be harmed" is promised as a whole
                target = extent(subject, scene.bounds(subject.i))
                if nobody:
                    target, toward = (target[0], whole[1]), 1
                evidence = (min(begin, target[0]), whole[1])
                yield position(book.acts[act], target, toward, ((target, toward),), evidence, method, sureness)
                continue
            yield from asked(scene, replace(book.acts[act], toward=1), [verb], None, begin, method, sureness)


def _votes_down(scene: Scene, verb: Token) -> bool:
    """Whether doing this refuses: "vote it down", "reject the treaty", "kill the bill"."""
    book = scene.book
    if book.listed("killing_bills", verb) and book.any_listed("laws", object_heads(verb)):
        return True
    return any(use.act.name in ("reject", "veto") for use in book.uses(verb, as_cue=False))


def _is_plain(scene: Scene, verb: Token) -> bool:
    """Whether doing this takes a side without a word of promise: "would suspend purchases", "would send wheat"."""
    verb, _ = gone_on_with(scene, verb)
    sign, anchor = scene.book.direction(verb)
    if not object_heads(verb, anchor):
        return False
    if sign > 0 and scene.book.any_listed("walkouts", object_heads(verb, anchor)):
        return True  # "would hold a strike"
    deeds = (use.act for use in scene.book.uses(verb, as_cue=False) if use.act.is_deed)
    done = sign and any(act.toward for act in deeds)  # "would challenge the law"
    handed = scene.book.listed("handing", verb) and not scene.book.any_listed("messages", object_heads(verb))
    return bool(done) or handed or scene.book.listed("broken_off", verb) or scene.book.listed("kept", verb)


def refused(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    """ "Refused to lift the ban", "rejected the plan"; a rejected claim is a denial (CAMEO 016)."""
    book = scene.book
    reject = replace(book.acts["reject"], toward=-1)
    gerunds = (c for c in use.predicate.rights if c.tag_ == "VBG" and scene.doc[c.i - 1].dep_ == "prt")
    clause = clause_of(use.predicate) or next(gerunds, None)  # "ruled out leaving"
    if clause is not None and not object_heads(use.predicate, use.anchor):
        inner = [u for u in book.uses(clause, as_cue=False) if not u.act.is_deed]
        aside = any(head.lower_ in ("side", "sides", "position") for head in object_heads(clause))  # "to take sides"
        if not aside and not book.listed("saying", clause) and not (inner and inner[0].act.toward < 0):
            start = evidence_of(scene, use, (use.predicate.i, use.predicate.i))[0]
            yield from asked(scene, reject, verbs_with(clause), None, start, method, confidence)
        return
    for head in objects_of(scene, use):
        if head.lemma_ in ("comment", "interview") or head.pos_ in ("VERB", "AUX"):
            continue
        if book.listed("indefinite", head):
            continue  # "something that Rome has refused for years"
        head = called_for(scene, head)
        target = scene.phrase(head)
        evidence = evidence_of(scene, use, target)
        planned = book.listed("notions", head) and any(c.lower_ == "of" for c in head.rights)
        planned = planned and not any(book.names_wrong(t) for t in scene.words(target) if t != head)
        if book.listed("claims", head) and not planned:
            yield position(book.acts["deny"], target, -1, (), evidence, "act+object", confidence)
        else:
            code, decided = matter_code(book, reject, scene.words(target))
            act = use.act if use.act.cameo != "120" else reject
            yield position(act, target, -1, ((target, -1),), evidence, decided, confidence, code)


def disavowed(scene: Scene, verb: Token, confidence: float) -> Iterator[Position]:
    """ "Has no intention of leaving the pact": refuses it."""
    meant = next((c for c in verb.rights if c.dep_ == "dobj" and scene.book.listed("intending", c)), None)
    if meant is None or verb.lemma_ != "have":
        return
    if not (is_negated(verb) or has_no(meant)):
        return
    of = next((c for c in meant.rights if c.dep_ == "prep" and c.lower_ in ("of", "in")), None)
    gerund = next((c for c in of.children if c.dep_ == "pcomp"), None) if of is not None else None
    clause = gerund or clause_of(meant)
    if clause is not None:
        refusal = replace(scene.book.acts["reject"], toward=-1)
        yield from asked(scene, refusal, verbs_with(clause), None, scene.beginning(verb), "content", confidence * 0.9)


def unheeded(scene: Scene, verb: Token, confidence: float) -> Iterator[Position]:
    """ "We need no lessons from Oslo", "does not take orders from Oslo": refuses what another would tell one to do."""
    told = next((c for c in verb.rights if c.dep_ == "dobj" and scene.book.listed("lectured", c)), None)
    if told is None or verb.lemma_ not in _TAKING or not (is_negated(verb) or has_no(told)):
        return
    source = next((c for holder in (told, verb) for c in holder.rights if c.lower_ == "from"), None)
    teller = next(iter(object_heads(source, source)), None) if source is not None else None
    if teller is None:
        return
    target = (told.i, extent(teller, scene.bounds(teller.i))[1])
    evidence = (scene.beginning(verb), target[1])
    found = position(scene.book.acts["reject"], target, -1, ((target, -1),), evidence, "content", confidence * 0.9)
    yield found if teller.text in WORLD_SEATS else replace(found, party=teller.i)


def uncalled_for(scene: Scene, verb: Token, own: bool, confidence: float) -> Iterator[Position]:
    """ "There is no need for a new law", "sees no reason to delay the vote": not wanted."""
    seen = own and verb.lemma_ in _SEEING
    seen |= verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children)
    held = (c for c in verb.rights if c.dep_ in ("dobj", "attr") and has_no(c))
    need = next((c for c in held if scene.book.listed("called_for", c)), None) if seen else None
    if need is None:
        return
    start, reject = scene.beginning(verb), replace(scene.book.acts["reject"], toward=-1)
    start = min([start, *(c.i for c in verb.lefts if c.dep_ == "expl")])
    clause = clause_of(need) or clause_of(verb)
    things = [h for c in need.rights if c.dep_ == "prep" and c.lower_ in ("for", "in") for h in object_heads(c, c)]
    for head in things:
        if head.pos_ in NOMINAL and head.tag_ != "VBG":
            target = scene.phrase(head)
            code, _ = matter_code(scene.book, reject, scene.words(target))
            yield position(reject, target, -1, ((target, -1),), (start, target[1]), "content", confidence * 0.9, code)
    if not things and clause is not None and refuses(scene, clause):
        yield from asked(scene, reject, verbs_with(clause), None, start, "content", confidence * 0.9)


def _resisted(scene: Scene, verb: Token) -> TokenSpan | None:
    """What one will not give in to: "will not be deterred *by threats*"."""
    if not (is_passive(verb) and scene.book.listed("suffered", verb)):
        return None
    agent = next((c for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ in ("by", "with")), None)
    by = object_heads(agent, agent) if agent is not None else []
    return scene.phrase(by[0]) if by else None


def refuses(scene: Scene, verb: Token) -> bool:
    """Whether "will not" do this takes a position: "will not lift the embargo", not "will not be back"."""
    book = scene.book
    if is_passive(verb) and book.listed("suffered", verb):
        return True  # "will not be blackmailed"
    if book.listed("verbs", verb) or any(
        use.act.toward < 0 and not use.act.is_deed for use in book.uses(verb, as_cue=False)
    ):
        return False
    return book.listed("refusable", verb) or book.direction(verb)[0] != 0


def imposed(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    """ "Imposed sanctions on the junta": against the junta, and for sanctions."""
    for head in objects_of(scene, use):
        if head.pos_ not in NOMINAL:
            continue
        whole = scene.phrase(head)
        if head.head.dep_ == "prep" and head.head.lower_ in AIMING:
            # "Filed a case against | Libya": the means stand in the cue.
            evidence = evidence_of(scene, use, whole)
            yield position(use.act, whole, -1, ((whole, -1),), evidence, method, confidence * 0.95)
            continue
        inner = [of for c in head.children if c.lower_ == "of" for of in object_heads(c, c)]
        given = [child for child in use.predicate.children if child.dep_ == "dative" and child.pos_ in NOMINAL]
        aims = (*given, *(aimed_at(scene, holder) for holder in (head, *inner, use.predicate)))
        aimed = next((aim for aim in aims if aim is not None and aim != head), None)
        names_means = use.act.toward > 0  # sanctions are an issue of their own, a lawsuit is not
        if aimed is None:
            alone = ((whole, 1),) if names_means else ()
            yield position(use.act, whole, 1, alone, evidence_of(scene, use, whole), method, confidence * 0.95)
            continue
        target = extent(aimed, scene.bounds(aimed.i))
        evidence = evidence_of(scene, use, (whole[0], max(whole[1], target[1])))
        topics = ((scene.before(head, target[0]), 1), (target, -1)) if names_means else ((target, -1),)
        yield position(use.act, target, -1, topics, evidence, method, confidence * 0.95)
