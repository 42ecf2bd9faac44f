"""Wrongs that a content tells of somebody: that he violates, shelters, refuses, fails or harms."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.stances.arguments import clause_extent, clause_of, extent, is_passive, object_heads, subject_of
from analysis.stances.denials import is_negated, not_to
from analysis.stances.positions import NOMINAL, Position, Scene, position

_SURELY = frozenset({"will", "would", "'ll", "’ll"})
_NOT_YET = frozenset({"will", "would", "may", "might", "could", "can"})
_DOING = frozenset({"has", "have", "had", "is", "are", "was", "were", "been", "be", "'s", "’s", "'ve", "’ve"})
_RISKS = frozenset({"risk", "danger", "jeopardy", "peril"})
_RAISING = frozenset({"raise", "increase", "push", "drive", "inflate"})
_BRINGING = frozenset({"bring", "create", "generate"})
_FULLY = frozenset({"full", "sole", "total", "entire", "primary", "direct", "heavy"})


def charged(scene: Scene, verb: Token, subject: Token, auxiliaries: set[str], confidence: float) -> Iterator[Position]:
    """ "Russia has violated the truce", "Chad shelters rebels": a wrong told of another actor accuses it."""
    book = scene.book
    named = scene.actor(subject) is not None
    guilty = _is_guilty(scene, verb)
    if (
        not (named or _answers(scene, subject) or (guilty and scene.book.listed("charged", subject)))
        or is_passive(verb)
        or auxiliaries & _NOT_YET
    ):
        return
    never = verb.lemma_ == "intend" and any(c.lower_ == "never" for c in verb.lefts)  # "never intended to disarm"
    if is_negated(verb) and not never:
        return
    done = clause_of(verb) if verb.lemma_ in ("continue", "keep", "try") and clause_of(verb) is not None else verb
    undone = clause_of(verb) if never or _refuses(scene, verb) else None
    found = book.listed("wrong_verbs", done) or undone is not None or _gives_in(scene, done)
    if not (found or guilty or _does_wrong(scene, done) or (named and _by_force(scene, done))):
        return
    target = extent(subject, scene.bounds(subject.i))
    whole = clause_extent(verb, scene.bounds(verb.i))
    rest = clause_extent(verb, scene.bounds(verb.i), from_verb=True)
    topic = (rest, -1)
    if undone is not None:  # what is refused is wanted: "refused to end the war"
        topic = (clause_extent(undone, scene.bounds(undone.i), from_verb=True), 1)
    yield position(
        book.acts["accuse"],
        target,
        -1,
        (topic, (target, -1)),
        whole,
        "content",
        confidence * 0.75,
        book.codes.offence(scene.words(rest)),
    )


def _is_guilty(scene: Scene, verb: Token) -> bool:
    """Whether a verb puts the blame on its subject: "is behind the raid", "bears responsibility for *the war*"."""
    if verb.lemma_ in ("bear", "carry", "share"):
        borne = [head for head in object_heads(verb) if head.lower_ in ("responsibility", "blame", "guilt")]
        after = [c for holder in (verb, *borne) for c in holder.rights if borne and c.lower_ == "for"]
        ills = [h for c in after for h in object_heads(c, c)]
        if borne and not ills and any(c.lower_ in _FULLY for head in borne for c in head.lefts):
            return True
        return any(scene.book.any_listed(words, ills) for words in ("wrong_nouns", "harmed", "done_to", "opened"))
    blamed = ("responsible", "guilty", "behind", "complicit")
    return verb.lemma_ == "be" and any(c.lower_ in blamed for c in verb.children)


def _by_force(scene: Scene, verb: Token) -> bool:
    """ "Attacked the port", "killed four civilians", "opened fire", "started the war"."""
    book, objects = scene.book, object_heads(verb)
    if book.listed("wrong_force", verb):
        return any(head.pos_ in NOMINAL for head in objects)
    if book.listed("hitting", verb):  # "had struck a village", not "a deal"
        return any(book.any_listed(words, objects) for words in ("cherished", "struck"))
    return book.listed("opening", verb) and book.any_listed("opened", objects)


def _does_wrong(scene: Scene, verb: Token) -> bool:
    """ "Committed war crimes", "funds the rebels", "uses civilians as shields", "holds the region hostage"."""
    book, objects = scene.book, object_heads(verb)
    if book.listed("wrong_doing", verb) and any(
        book.names_wrong(h) or book.listed("ills", h) or book.listed("outlaws", h) for h in objects
    ):
        return True
    if verb.lemma_ == "hold":
        return any(book.listed("held_as", h) and any(c.dep_ == "compound" for c in h.lefts) for h in objects)
    beside = [c for holder in (verb, *objects) for c in holder.rights if c.lower_ == "as" and c.dep_ == "prep"]
    return verb.lemma_ == "use" and any(book.any_listed("pawns", object_heads(c, c)) for c in beside)


def _refuses(scene: Scene, verb: Token) -> bool:
    """ "Had refused to open the border", not "to comment" or "to give in"."""
    clause = clause_of(verb) if verb.lemma_ == "refuse" else None
    if clause is None:
        return False
    return not any(scene.book.listed(words, clause) for words in ("saying", "giving_in", "suffered")) and not (
        is_passive(clause)
    )


def _gives_in(scene: Scene, verb: Token) -> bool:
    """ "Has caved in to the lobby", "bowed to pressure"; who surrenders to an army or the police is no coward."""
    led = [h for c in verb.rights if c.lower_ == "to" for h in object_heads(c, c)]
    return scene.book.listed("giving_in", verb) and any(not scene.book.listed("bodies", head) for head in led)


def wronged(scene: Scene, verb: Token, subject: Token, auxiliaries: set[str], confidence: float) -> Position | None:
    """ "The law has torn families apart", "they put children at risk": what is cherished suffers, by the subject."""
    if is_negated(verb) or auxiliaries - _DOING:
        return None
    if subject.pos_ not in NOMINAL or scene.book.listed("indefinite", subject):
        return None
    if is_passive(verb):
        return _marred(scene, verb, subject, confidence)
    risk = puts_at_risk(verb)
    suffering = [head for head in object_heads(verb) if scene.book.listed("cherished", head)]
    broken = scene.book.any_listed("kept_faith", object_heads(verb)) and scene.book.listed("breaking", verb)
    to_blame = verb.lemma_ == "be" and any(c.lemma_ == "blame" and not not_to(c) for c in verb.rights)
    damning = scene.book.is_idiom("damning", verb) or _harms_now(scene, verb, subject)
    idle = _is_idle(scene, verb, subject)
    if not (broken or to_blame or damning or idle or _is_itself_wrong(scene, verb, subject)) and (
        not suffering or not (risk or scene.book.listed("wronging", verb))
    ):
        return None
    target = extent(subject, scene.bounds(subject.i))
    act = scene.book.acts["accuse" if to_blame or scene.actor(subject) is not None else "condemn"]
    whole = clause_extent(verb, scene.bounds(verb.i))
    return position(act, target, -1, ((target, -1),), whole, "content", confidence * 0.75)


def puts_at_risk(verb: Token) -> bool:
    """ "Put jobs *at risk*"."""
    preps = [c for holder in (verb, *object_heads(verb)) for c in holder.rights if c.lower_ in ("at", "in")]
    return verb.lemma_ == "put" and any(c.lower_ in _RISKS for prep in preps for c in prep.children)


def invites_harm(scene: Scene, verb: Token) -> bool:
    """ "Put jobs at risk", "reward aggression", "open the door to abuse"."""
    book, objects = scene.book, object_heads(verb)
    if verb.lemma_ == "open" and any(head.lemma_ in ("door", "way", "floodgate") for head in objects):
        objects = [h for c in verb.subtree if c.lower_ in ("to", "for") for h in object_heads(c, c)]
    elif verb.lemma_ in _RAISING:  # "would raise costs for carmakers"
        raised = book.any_listed("burdens", objects) and all(c.lower_ != "down" for c in verb.children)
        return raised and _is_plan(scene, subject_of(verb))
    elif verb.lemma_ == "hit":
        return book.any_listed("cherished", objects)  # "will hit pensioners"
    elif verb.lemma_ != "reward":
        return puts_at_risk(verb)
    return any(book.names_wrong(h) or book.listed("harmed", h) or book.listed("ills", h) for h in objects)


def predicts_harm(scene: Scene, verb: Token, auxiliaries: set[str]) -> bool:
    """ "Would only prolong the conflict", "could destroy the peace": plain enough whatever the cue."""
    book = scene.book
    if not auxiliaries & {"would", "could", "will", "can", "may", "might"} or is_negated(verb):
        return False
    if invites_harm(scene, verb):
        return True
    return book.listed("harms", verb) and (
        book.listed("always_harms", verb)
        or (book.listed("ruining", verb) and _is_plan(scene, subject_of(verb)))
        or _is_harm(scene, verb)
    )


def _is_harm(scene: Scene, verb: Token) -> bool:
    """Whether it harms what is good or adds to what is ill: "erodes trust", "fuels the war"; "limits the war" not."""
    book, objects = scene.book, _suffering(verb)
    ills = book.any_listed("harmed", objects) and not book.listed("lessening", verb)
    return ills or book.any_listed("cherished", objects) or book.any_listed("prized", objects)


def _suffering(verb: Token) -> list[Token]:
    """The objects of a verb, and of what they are: "thousands of jobs", "the rule of law"."""
    objects = object_heads(verb)
    return objects + [h for c in objects for of in c.rights if of.lower_ == "of" for h in object_heads(of, of)]


def _harms_now(scene: Scene, verb: Token, subject: Token) -> bool:
    """ "The reform undermines the courts", "the raid prolongs the war": a plan, a deed or somebody does harm."""
    book = scene.book
    if not book.listed("harms", verb) or book.listed("describing", verb):
        return False
    done = any(book.listed(words, subject) for words in ("charged", "done_to", "wrong_nouns"))
    if not (done or _is_plan(scene, subject) or scene.actor(subject) is not None or _answers(scene, subject)):
        return False
    return _is_harm(scene, verb) or (book.listed("always_harms", verb) and verb.lemma_ != "threaten")


def credited(scene: Scene, verb: Token, subject: Token, auxiliaries: set[str], confidence: float) -> Position | None:
    """ "The deal will save jobs", "Chad has kept its word": for whoever does well, or what does good."""
    book = scene.book
    if is_negated(verb) or is_passive(verb) or subject.pos_ not in NOMINAL or book.listed("indefinite", subject):
        return None
    idiom = book.is_idiom("crediting", verb) and not auxiliaries - _DOING
    objects = _suffering(verb) if book.listed("helping", verb) and not auxiliaries - _DOING - _SURELY else []
    good = book.any_listed("cherished", objects) or book.any_listed("prized", objects)
    good = good and not book.any_listed("undeserving", objects)
    good = good or (verb.lemma_ in _BRINGING and not auxiliaries - _DOING - _SURELY and _brings_good(scene, verb))
    if not (idiom or (good and (_is_plan(scene, subject) or book.listed("charged", subject)))):
        return None
    target, whole = extent(subject, scene.bounds(subject.i)), clause_extent(verb, scene.bounds(verb.i))
    support = book.acts["praise or support"]
    return position(support, target, 1, ((target, 1),), whole, "content", confidence * 0.75)


def _brings_good(scene: Scene, verb: Token) -> bool:
    """ "Would bring electricity to millions", "will bring its members jobs"."""
    return scene.book.any_listed("boons", _suffering(verb))


def _is_plan(scene: Scene, subject: Token | None) -> bool:
    """Whether a subject is what somebody wants done: "the plan", "the tax"."""
    return subject is not None and any(
        scene.book.listed(words, subject) for words in ("laws", "done", "alone", "duties")
    )


def _is_itself_wrong(scene: Scene, verb: Token, subject: Token) -> bool:
    """ "This is bullying", where the parser takes the noun for a verb."""
    pointing = subject.lower_ in ("this", "that") and verb.tag_ == "VBG" and not object_heads(verb)
    return pointing and scene.book.listed("wrong_verbs", verb)


def _is_idle(scene: Scene, verb: Token, subject: Token) -> bool:
    """Whether somebody who answers for a thing is told not to have done it: "failed to inspect the mine"."""
    if scene.actor(subject) is None and not _answers(scene, subject):
        return False
    if verb.lemma_ == "do":
        return any(head.lower_ == "nothing" for head in object_heads(verb))
    if any(use.act.name == "disregard" for use in scene.book.uses(verb, as_cue=False)):
        return True  # "had ignored repeated warnings"
    undone = clause_of(verb) if verb.lemma_ == "fail" else None
    return undone is not None and not scene.book.listed("winning", undone)


def _answers(scene: Scene, subject: Token) -> bool:
    """Whether a subject is a body known to the reader, which answers for what it does: "the ministry", "its army"."""
    return scene.book.listed("bodies", subject) and any(c.lower_ == "the" or c.dep_ == "poss" for c in subject.lefts)


def _marred(scene: Scene, verb: Token, subject: Token, confidence: float) -> Position | None:
    """ "The count was marred by fraud": against what was marred."""
    if not scene.book.listed("marring", verb) or not any(child.dep_ == "agent" for child in verb.rights):
        return None
    target, whole = extent(subject, scene.bounds(subject.i)), clause_extent(verb, scene.bounds(verb.i))
    return position(scene.book.acts["condemn"], target, -1, (), whole, "content", confidence * 0.75)
