"""Threats: what makes a promise one, whom it is aimed at, and what a speaker says will befall another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from analysis.stances.actions import asked
from analysis.stances.acts import Use
from analysis.stances.arguments import THIRD_PERSON, TokenSpan, clause_extent, extent, has_day, is_passive, object_heads
from analysis.stances.denials import has_no, not_to
from analysis.stances.positions import NOMINAL, Position, Scene, evidence_of, position

#: Before whom or what is meant: "sanctions *on* Oslo".
AIMING = frozenset({"against", "to", "on", "upon", "at", "toward", "towards", "with", "over"})
_FORA = frozenset({"court", "tribunal", "council", "commission", "committee", "nations", "arbitration"})
_AIMED_AT = frozenset({"strike", "hit", "fire", "shoot", "aim", "lash"})
_GOING = frozenset({"go", "turn", "complain", "appeal", "refer"})
_BEFORE = frozenset({"with", "before", "at", "to"})
FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll", "wo"})
_IN_TURN = frozenset({"response", "retaliation", "return", "kind"})
_VAGUE = frozenset({"measure", "step", "response", "action"})


def is_threat(scene: Scene, verb: Token, words: list[Token]) -> bool:
    """Whether doing this is a threat: "crush the rebels", "take tough action against", not "crush poverty"."""
    book = scene.book
    objects = object_heads(verb)
    if any(book.listed("ills", head) for head in objects):
        return False
    if any(is_mercy_denied(scene, head) for head in objects):
        return True
    firm = any(book.listed("firm", word) or _in_return(word) for word in words)
    if verb.lemma_ == "respond":
        forceful = firm or any(book.listed("alone", word) or word.lower_ == "force" for word in words)
        return forceful or _answered(scene, verb) is not None
    if verb.lemma_ == "take" and any(c.lower_ == "court" for prep in verb.rights for c in prep.rights):
        return any(scene.actor(head) is not None for head in objects)  # "take Oslo to court"
    if _chases(scene, verb):
        return True
    if book.listed("verbs", verb):
        return bool(objects) or firm or verb.lemma_ in ("retaliate", "attack", "invade", "strike")
    if book.listed("doing", verb) and book.direction(verb)[0] >= 0:  # "bring down tariffs" is none
        objects = [head for head in objects if not has_no(head)]  # "impose no tariffs"
        hostile = any(book.listed("alone", head) or book.listed("punitive", head) for head in objects)
        hostile |= verb.lemma_ == "impose" and book.any_listed("reply", objects)
        return hostile or (firm and book.any_listed("reply", objects))
    return False


def _chases(scene: Scene, verb: Token) -> bool:
    """ "Will pursue *the attackers*", not "pursue a policy"."""
    return scene.book.listed("chasing", verb) and scene.book.any_listed("offenders", object_heads(verb))


def _in_return(word: Token) -> bool:
    """ "Will take all measures *in response*", "will answer *in kind*"."""
    return word.lower_ in _IN_TURN and word.dep_ == "pobj" and word.head.lower_ == "in"


def is_mercy_denied(scene: Scene, head: Token) -> bool:
    """ "Show *no mercy*"."""
    return scene.book.listed("mercy", head) and has_no(head)


def _answered(scene: Scene, verb: Token) -> Token | None:
    """The hostile deed that one answers: "respond to *the expulsions*", "retaliate for *the raid*"."""
    if not scene.book.listed("answering", verb):
        return None
    preps = [c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("to", "for")]
    heads = (head for prep in preps for head in object_heads(prep, prep))
    return next((head for head in heads if verb.lemma_ != "respond" or _is_hostile(scene, head)), None)


def _is_hostile(scene: Scene, head: Token) -> bool:
    """Whether a noun names what one may answer with hostility: a wrong, a threat, an expulsion; not poverty."""
    named = any(scene.book.listed(words, head) for words in ("alone", "wrong_nouns", "done_to", "provoking"))
    return named and not scene.book.listed("ills", head)


def threat_with(scene: Scene, use: Use, head: Token, means: Token, confidence: float) -> Position:
    """ "Threatened Oslo with sanctions": against Oslo, and for sanctions."""
    target, by = extent(head, scene.bounds(head.i)), extent(means, scene.bounds(means.i))
    target = (target[0], min(target[1], by[0] - 1) if by[0] > target[0] else target[1])
    evidence, code = evidence_of(scene, use, (target[0], by[1])), scene.book.codes.threat(scene.words(by))
    return position(use.act, target, -1, ((by, 1), (target, -1)), evidence, "act+object", confidence, code)


def threat(scene: Scene, head: Token, whole: TokenSpan, evidence: TokenSpan, confidence: float) -> Iterator[Position]:
    """A threat is against whom or what it is aimed at; without an aim it says only what its speaker means to do."""
    aimed = _aim(scene, head)
    code = scene.book.codes.threat(scene.words(whole))
    threaten = scene.book.acts["threaten"]
    if aimed is not None:
        target = extent(aimed, scene.bounds(aimed.i))
        in_kind = next((c.i for c in aimed.rights if any(_in_return(word) for word in c.rights)), None)
        target = target if in_kind is None else scene.before(aimed, in_kind)
        code = "137" if scene.book.any_listed("dissent", scene.words(target)) else code
        means = next(
            (h for h in (head, *object_heads(head)) if scene.book.listed("alone", h) and h.i < target[0]), None
        )
        topics = ((target, -1),) if means is None else ((scene.before(means, target[0]), 1), (target, -1))
        evidence = (min(evidence[0], target[0]), evidence[1])
        yield position(threaten, target, -1, topics, evidence, "act+object", confidence * 0.95, code)
    elif head.pos_ in NOMINAL:
        yield position(threaten, whole, 1, ((whole, 1),), evidence, "act+object", confidence * 0.9, code)
    else:
        meant = asked(scene, replace(threaten, toward=1), [head], None, evidence[0], "act+object", confidence * 0.9)
        vague = any(h.lemma_ in _VAGUE and all(c.lower_ != "military" for c in h.lefts) for h in object_heads(head))
        # "The necessary measures" are for no issue, whatever calls them forth; "military action" is.
        yield from (replace(p, cameo=code, topics=() if vague else p.topics) for p in meant)


def _aim(scene: Scene, head: Token) -> Token | None:
    """Whom or what a threat is aimed at: "action *against the rebels*", "crush *the rebels*"."""
    verbal = head.pos_ in ("VERB", "AUX")
    objects = object_heads(head) if verbal else []
    means = [h for h in objects if scene.book.listed("reply", h) or scene.book.listed("alone", h)]
    for holder in (head, *(means if scene.book.direction(head)[0] < 0 else objects)):
        if (aimed := aimed_at(scene, holder)) is not None:
            return aimed
    if verbal and (answered := _answered(scene, head)) is not None:
        return answered
    if scene.book.any_listed("filings", (head, *objects)):
        return _accused_beside(head)
    taken = head.lemma_ == "take" and any(scene.actor(h) for h in objects)  # "take Oslo to court"
    taken |= verbal and _chases(scene, head)
    if verbal and (taken or scene.book.listed("verbs", head) or scene.book.direction(head)[0] < 0):
        return next((h for h in objects if h not in means), None)
    return None


def _accused_beside(head: Token) -> Token | None:
    """Who stands accused where one threatens to go to court: "accused *Oslo* of dumping and threatened a suit"."""
    accusing = (t for t in head.doc[head.sent.start : head.i] if t.lemma_ in ("accuse", "blame"))
    return next((h for verb in accusing for h in object_heads(verb) if h.pos_ == "PROPN"), None)


def aimed_at(scene: Scene, holder: Token) -> Token | None:
    """Whom a preposition after a verb or noun names as the one meant: "sanctions *on Oslo*"; no place or forum."""
    aiming = AIMING | {"for"} if scene.book.listed("mercy", holder) else AIMING
    preps = [c for c in holder.rights if c.dep_ in ("prep", "dative") and c.lower_ in aiming]
    for prep in sorted(preps, key=lambda prep: prep.lower_ != "against"):
        nominal = holder.pos_ in NOMINAL
        if has_day(prep):
            continue
        at_place = prep.lower_ == "at" and (nominal or holder.lemma_ not in _AIMED_AT)
        if at_place or (prep.lower_ == "with" and not nominal):
            continue  # "respond with force", "a stoppage at the mine"
        aimed = next((h for h in object_heads(prep, prep) if h.pos_ in NOMINAL), None)
        if aimed is not None and not _is_forum(scene, holder, prep, aimed) and not scene.book.listed("alone", aimed):
            return aimed
    return None


def _is_forum(scene: Scene, holder: Token, preposition: Token, body: Token) -> bool:
    """Whether a body is where one goes to complain: "file a complaint with the WTO", "take it to the court"."""
    if preposition.lower_ not in _BEFORE:
        return False
    filed = holder.lemma_ in _GOING or scene.book.any_listed("filings", (holder, *object_heads(holder)))
    taken = holder.lemma_ == "take" and any(scene.actor(h) for h in object_heads(holder))
    return filed or taken or (preposition.lower_ == "to" and body.lower_ in _FORA)


def menaced(scene: Scene, verb: Token, subject: Token, confidence: float) -> Position | None:
    """ "The raid will not go unanswered", "Oslo will regret this": what a speaker says will befall another."""
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if not helpers & FUTURE or scene.own(subject) or not _is_menacing(scene, verb, subject):
        return None
    target = extent(subject, scene.bounds(subject.i))
    whole = clause_extent(verb, scene.bounds(verb.i))
    evidence = (min(whole[0], target[0]), whole[1])
    threaten = scene.book.acts["threaten"]
    return position(threaten, target, -1, ((target, -1),), evidence, "act+object", confidence * 0.95)


def _is_menacing(scene: Scene, verb: Token, subject: Token) -> bool:
    book = scene.book
    if not_to(verb):
        spared = (c for c in verb.rights if c.dep_ in ("acomp", "oprd", "xcomp", "advcl"))
        bare = subject.pos_ in ("PRON", "DET")
        answered = bare or _is_hostile(scene, subject) or all(word.lower_ != "unanswered" for word in verb.rights)
        return answered and verb.lemma_ in ("go", "leave", "remain") and book.any_listed("unanswered", spared)
    if is_passive(verb):
        dealt = verb.lemma_ == "deal" and book.any_listed("firm", verb.subtree)
        means = [h for c in verb.rights if c.lower_ == "with" for h in object_heads(c, c)]
        forcible = any(book.any_listed(words, means) for words in ("alone", "reply", "forceful", "arms"))
        met = book.listed("met", verb) and forcible and _is_hostile(scene, subject)  # "will be met with force"
        return dealt or met or verb.lemma_ in ("avenge", "crush")
    meant = scene.actor(subject) is not None or subject.lower_ in THIRD_PERSON or book.listed("offenders", subject)
    to_come = (c for c in verb.rights if c.dep_ in ("xcomp", "advcl") and verb.lemma_ in ("come", "live"))
    inner = next(to_come, verb)
    if inner.lemma_ in ("regret", "rue"):
        return meant
    if not meant or verb.lemma_ not in ("pay", "face", "suffer") or _is_lamented(verb):
        return False
    suffered = [head for head in object_heads(verb) if book.listed("comeuppance", head)]
    named = scene.actor(subject) is not None  # who pays *the* price is often a victim
    return any(named or head.lemma_ != "price" or any(c.lower_ == "a" for c in head.children) for head in suffered)


def _is_lamented(verb: Token) -> bool:
    """Whether what somebody will suffer is regretted: "will pay a price if aid stops", "for our delay"."""
    ours = any(token.lower_ in ("our", "my") for token in verb.subtree)
    return ours or any(c.lower_ == "if" for clause in verb.children for c in clause.children)
