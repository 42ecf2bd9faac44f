"""Positions of acts that ask, demand or want: what is asked for decides, not who is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from analysis.stances.actions import asked, matter_code
from analysis.stances.acts import Use
from analysis.stances.arguments import (
    clause_of,
    is_wished,
    object_heads,
    verbs_with,
)
from analysis.stances.positions import NOMINAL, Position, Scene, evidence_of, is_cue, objects_of, position
from analysis.verbs import has_to

_ADDRESSING = frozenset({"on", "upon", "to", "with"})
_OF = frozenset({"of", "to", "on", "from"})
_ASKING_FOR = frozenset({"ask", "press", "petition", "lobby", "beg", "pressure"})
_ABSTRACT = ("tion", "sion", "ment", "ance", "ence", "ity", "al", "ness", "ations", "ments")
_NOT_ASKED_FOR = frozenset({"question", "minute", "hour", "day", "week", "month", "year", "while"})
_JUDGES = frozenset({"judge", "magistrate", "jury"})
_OPEN = frozenset({"whether", "if", "about"})


def appealed(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    """ "Urged X to do Y", "called for Y", "wants Y": positions toward Y; X is only addressed."""
    against = next((c for c in use.predicate.rights if c.dep_ == "prep" and c.lower_ == "against"), None)
    if against is not None and use.anchor is None:  # "advised Rome against leaving"
        unwanted, start = object_heads(against, against), evidence_of(scene, use, (against.i, against.i))[0]
        yield from asked(scene, replace(use.act, toward=-1), unwanted, None, start, method, confidence)
        return
    addressee, objects, clause = _asked_of(scene, use)
    joined = [c for c in use.predicate.rights if c.dep_ == "conj" and _is_that_clause(c)]
    if clause is not None:
        objects = [h for c in clause.rights if c.dep_ == "conj" and c.lower_ == "for" for h in object_heads(c, c)]
        heard = use.heard or use.predicate
        start = evidence_of(scene, use, (heard.i, heard.i))[0]
        yield from asked(scene, use.act, verbs_with(clause), addressee, start, method, confidence)
    for verb in joined:  # "urged calm and that the mayor resign"
        if scene.bounds(verb.i) is not None and is_wished(verb):
            start = evidence_of(scene, use, (verb.i, verb.i))[0]
            yield from asked(scene, use.act, [verb], None, start, method, confidence)
    for head in objects:
        if head.lemma_ in _NOT_ASKED_FOR:
            continue  # "begged the question", "argued for hours"
        misread = any(child.dep_ == "mark" for child in head.children)  # "that the minister resign", a noun
        if misread or (head.dep_ == "pcomp" and head.tag_ == "VBG"):  # "called for expanding the list"
            yield from asked(
                scene, use.act, [head], None, evidence_of(scene, use, (head.i, head.i))[0], method, confidence
            )
        elif head.i not in scene.closed and head.pos_ in NOMINAL and not _is_addressee(scene, use, head):
            yield asked_thing(scene, use, head, method, confidence)


def _is_that_clause(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.lefts)


def _asked_of(scene: Scene, use: Use) -> tuple[Token | None, list[Token], Token | None]:
    """Who is asked, the things asked for, and the clause that says what for."""
    if use.predicate.lemma_ == "ask" and any(
        scene.doc[last].text == "?" or "?" in scene.doc[last - 1].text for _, last in scene.contents
    ):
        return None, [], None  # a question, not a request
    if use.predicate.lemma_ == "ask" and _is_question(use.predicate):
        return None, [], None
    clause = clause_of(use.predicate) or (clause_of(use.heard) if use.heard is not None else None)
    objects = object_heads(use.predicate, use.anchor)
    if clause is not None and clause.dep_ == "acl" and clause.head in objects:
        clause = clause if is_wished(clause) else None  # "insisted on a guarantee that it would leave"
    if clause is not None and not is_wished(clause):
        return None, [], None  # "insisted that it was safe" asks for nothing
    addressing = use.anchor is not None and use.anchor.lower_ in _ADDRESSING and use.predicate.lemma_ != "insist"
    if clause is None and is_cue(scene, use) and use.predicate.lemma_ not in ("ask", "suggest", "propose"):
        clause = _first_infinitive(scene)
    if clause is not None and objects and not addressing and (clause.i < objects[0].i or _is_thing(scene, objects[0])):
        clause = None  # "requested the deployment of a force to fight gangs"
    if clause is not None and objects and (addressing or use.anchor is None or objects[0].i < clause.i):
        return objects[0], [], clause
    if addressing:
        misread = next((c for c in use.predicate.children if c.tag_ == "TO" and c.dep_ == "prep"), None)
        if clause is None and misread is not None and misread != use.anchor:
            return None, object_heads(misread, misread), None  # "called on donors to triple funding", with a noun read
        wanted = next((c for c in use.predicate.rights if c.lower_ == "for" and clause is None), None)
        things = object_heads(wanted, wanted) if wanted is not None else []
        return (objects[0] if objects else None), things, clause  # "appealed to Rome for help"
    if clause is None and objects and use.predicate.lemma_ in _ASKING_FOR and use.anchor is None:
        wanted = next((c for c in use.predicate.children if c.dep_ == "prep" and c.lower_ == "for"), None)
        if wanted is not None:
            return objects[0], object_heads(wanted, wanted), None  # "asked Rome for an exemption"
    if not objects and clause is None and is_cue(scene, use):
        objects = [head for head in objects_of(scene, use) if head.pos_ in NOMINAL or use.predicate.tag_ == "VBN"]
        if objects and objects[0].pos_ in ("VERB", "AUX"):
            return None, [], objects[0]  # "they will send troops, as requested by": the clause before the cue
    return None, objects, clause


def _is_question(verb: Token) -> bool:
    """Whether one asks to know, not to get: "asked the minister *how much it had cost*"."""
    clause = next((c for c in verb.rights if c.dep_ in ("ccomp", "advcl", "xcomp", "relcl")), None)
    asked_of = next((c for c in verb.rights if c.dep_ in ("dobj", "dative")), None)
    clause = clause or (next((c for c in asked_of.rights if c.dep_ == "relcl"), None) if asked_of is not None else None)
    return clause is not None and (clause.left_edge.tag_ in ("WRB", "WP", "WDT") or clause.left_edge.lower_ in _OPEN)


def _is_thing(scene: Scene, head: Token) -> bool:
    """Whether a noun names what may be asked for, not who may be asked."""
    if head.pos_ != "NOUN" or scene.actor(head) is not None or head.lemma_ in _JUDGES:
        return False
    if scene.book.listed("bodies", head) or scene.book.listed("group", head):
        return False
    if any(child.lower_ in ("a", "an") for child in head.children) and not head.lower_.endswith(("er", "or", "ist")):
        return True  # "called for a process to find a successor"
    if scene.book.listed("granted", head) and scene.doc[min(head.i + 1, len(scene.doc) - 1)].lower_ == "to":
        return True  # "asked for money to mend the roof"
    return head.lower_.endswith(_ABSTRACT) or scene.book.direction(head)[0] != 0


def _is_addressee(scene: Scene, use: Use, head: Token) -> bool:
    if use.by_noun and use.anchor is not None and use.anchor.lower_ == "of":
        return True
    if use.predicate.lemma_ == "ask" and use.anchor is None and head.pos_ == "PROPN":
        return True
    return head.pos_ in ("PRON", "DET") or (
        use.anchor is None and use.act.frame == "appeal" and scene.actor(head) is not None and head.pos_ == "PROPN"
    )


def _first_infinitive(scene: Scene) -> Token | None:
    for first, last in scene.contents:
        for token in scene.words((first, last)):
            if token.pos_ in ("VERB", "AUX") and has_to(token):
                return token
    return None


def called_for(scene: Scene, head: Token) -> Token:
    """What "calls for a truce" call for: whoever backs or rejects them backs or rejects that."""
    if not scene.book.listed("calls", head):
        return head
    anchor = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "for" and c.i > head.i), None)
    things = [h for h in object_heads(head, anchor) if h.pos_ in NOMINAL] if anchor is not None else []
    return things[0] if things else head


def asked_thing(scene: Scene, use: Use, head: Token, method: str, confidence: float) -> Position:
    """ "Called for an end to the siege": the noun says whether what follows it is wanted or not."""
    whole = scene.phrase(head)
    sign, anchor = scene.book.direction(head)
    anchor = anchor or next((c for c in head.children if c.dep_ == "prep" and c.lower_ in _OF), None)
    inner = object_heads(head, anchor) if sign < 0 and anchor is not None else []
    target, toward = (scene.phrase(inner[0]), -1) if inner else (whole, 1)
    way = use.act.toward
    if not inner and any(child.lower_ == "no" and child.i == whole[0] < head.i for child in head.children):
        whole = target = (whole[0] + 1, whole[1])
        way = -way  # "wants no war"
    code, decided = matter_code(scene.book, use.act, scene.words(whole))
    decided = method if method == "content" else decided
    # "A guarantee that the war will not go on" is not for war.
    topics = () if any(c.dep_ == "acl" and _is_that_clause(c) for c in head.rights) else ((whole, way),)
    return position(use.act, target, toward * way, topics, evidence_of(scene, use, whole), decided, confidence, code)
