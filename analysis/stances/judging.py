"""Positions of acts that judge: condemning, praising, denying, fearing, naming."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from analysis.actors.wordlists import POSSESSIVES
from analysis.stances.acts import Use
from analysis.stances.arguments import TokenSpan, extent, is_passive, object_heads, subject_of
from analysis.stances.asking import called_for
from analysis.stances.denials import has_no, is_negated
from analysis.stances.forecasts import MAY, WILL
from analysis.stances.positions import Position, Scene, evidence_of, objects_of, position
from analysis.stances.wording import GIVERS, named_before
from analysis.verbs import auxiliaries

_WITH_CLAUSES = frozenset({"express concern", "express optimism", "oppose", "dislike", "doubt"})
_TO_MOURNERS = frozenset({"to", "with", "for"})
_QUESTIONS = frozenset({"whether", "if", "what", "how", "why", "who", "which", "when", "where"})
_ASKING = frozenset({"question", "doubt", "wonder"})
_ACTS_OF_NAMES = {"wrong": "condemn", "untrue": "deny", "merit": "praise or support", "unwanted": "expel"}
_CALLING = frozenset({"call", "brand", "label", "dub", "term"})
_MARKS = frozenset("\"'“‘«``")
_NAMED = frozenset({"nsubj", "dobj", "npadvmod"})  # what the parser may take the thing for: "called *the vote* a sham"
_BETWEEN = frozenset(
    {
        "reduce relations",
        "reduce aid",
        "increase aid",
        "disburse",
        "conclude agreement",
        "establish relations",
        "hold talks",
    }
)
_TOWARD = frozenset({"to", "with"})
_TELLING = frozenset({"say", "announce", "declare", "warn", "tell", "add", "insist", "state", "vow", "claim"})


def about_object(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    """ "Condemned the raid", "voiced support for the plan", "fears that the truce will fail": toward the object."""
    act = use.act
    givers = object_heads(use.anchor or use.predicate, use.anchor) if use.by_noun or use.received else []
    given = scene.speaker is not None and any(scene.speaker[0] <= head.i <= scene.speaker[1] for head in givers)
    if use.received and not given:
        return  # "Chad won praise from Rome", misread as Chad's words
    if use.predicate.pos_ == "NOUN" and use.anchor is not None and use.anchor.lower_ in GIVERS and not given:
        return  # "announced support from the unions": they support
    heads = objects_of(scene, use)
    if given and not heads:  # the clause is another statement's: "it withdrew, drawing anger from"
        heads = [scene.doc[first : last + 1].root for first, last in scene.contents[:1]]
    heads = [_told_in(head) for head in heads] if given else heads
    for head in heads:
        whole_clause = head.pos_ in ("VERB", "AUX") and not given  # "it withdrew, drawing anger from": at what it did
        if whole_clause and (act.name not in _WITH_CLAUSES or not _is_stated(use, head)):
            continue
        if has_no(head) or scene.book.listed("indefinite", head):
            continue
        if act.name == "express concern" and head.pos_ == "ADJ" and not use.by_noun and head.left_edge == head:
            continue  # "three feared dead"
        if act.name == "recognize" and not (scene.book.listed("recognizable", head) or scene.actor(head)):
            continue
        if act.name == "express condolence" and (use.anchor is None or use.anchor.lower_ not in _TO_MOURNERS):
            continue
        if act.name == "consult" and head.pos_ != "PROPN" and scene.actor(head) is None:
            continue
        head = called_for(scene, head)
        target = scene.phrase(head)
        over = next((c.i for c in head.children if head.pos_ == "PROPN" and c.lower_ == "over" and c.i > head.i), None)
        if act.name == "recall envoy":
            over = next((c.i for c in head.rights if c.dep_ == "prep" and c.lower_ in ("for", "over", "after")), None)
        target = target if over is None else scene.before(head, over)  # "blasted Sweden over the vote"
        relative = target[0] == target[1] and head.tag_ == "WDT"  # "the tariffs, which it opposes"
        if (
            not relative
            and scene.doc[target[0]].lower_ in _QUESTIONS
            and (use.predicate.lemma_ in _ASKING or scene.doc[target[0]].lower_ != "what")
        ):
            continue
        # Criticizing a claim takes no side on what the claim is about.
        topics: tuple[tuple[TokenSpan, int], ...] = ((target, act.toward),)
        if act.is_deed:  # "released the hostages": the verb may belong to the words of the issue
            if act.name != "deploy" or scene.abroad(head) or scene.abroad(use.predicate):
                topics = (*topics, ((use.predicate.i, max(target[1], use.predicate.i)), 1))
        elif scene.book.listed("claims", head):
            topics = ()
        elif whole_clause and act.toward < 0:
            topics = _lamented(scene, head, target)
        toward = act.toward
        if act.name == "defend" and _is_suit(scene, head):
            act = scene.book.acts["contest"]
            toward, topics = -1, ((target, -1),)
        if act.name == "express condolence" and use.heard is not None and use.heard.lemma_ == "have":
            act = scene.book.acts["praise or support"]  # "I have every sympathy with the strikers"
        if act.name == "recall envoy" and scene.actor(head) is not None:
            toward, topics = -1, ((target, -1),)  # "its ambassador from Moscow"
        if act.name == "express concern" and _is_for(scene, use, head):
            toward, topics = 1, ((target, 1),)
        elif act.name == "express concern" and scene.is_country(head):
            toward, topics = 0, ()  # "concern over Lebanon" need not be against it
        found = position(act, target, toward, topics, evidence_of(scene, use, target), method, confidence)
        if act.name in _BETWEEN and (partner := _partner(scene, use.predicate, head)) is not None:
            found = replace(found, party=partner.i)
        yield _of_deed(found, head) if given and head.pos_ in ("VERB", "AUX") else found


def _is_suit(scene: Scene, head: Token) -> bool:
    """Whether it is in court that one defends: "will defend *the lawsuit*" of another, not "his case"."""
    owned = any(c.dep_ == "poss" and c.lower_ in POSSESSIVES for c in head.lefts)
    return scene.book.listed("suits", head) and not owned and all(c.lower_ != "for" for c in head.rights)


def _lamented(scene: Scene, clause: Token, span: TokenSpan) -> tuple[tuple[TokenSpan, int], ...]:
    """The side of a complaint that something happens: turned round where it does not ("that the truce is *not* kept").

    None where that would be a guess: what "did not stop" is not wanted, and what befalls one's own people is not meant.
    """
    subject = subject_of(clause)
    if subject is not None and any(c.dep_ == "poss" and c.lower_ in POSSESSIVES for c in subject.children):
        return ()  # "complained that its peacekeepers were short of fuel"
    if not is_negated(clause):
        return ((span, -1),)
    sign = scene.book.direction(clause)[0]
    return ((span, 1),) if sign > 0 or (sign and is_passive(clause)) else ()


def _partner(scene: Scene, verb: Token, thing: Token) -> Token | None:
    """With whom a state deals: "cut $3 million in aid *to Chad*", "signed an accord *with Chad*"."""
    near = [thing, *(h for c in thing.rights if c.dep_ == "prep" for h in object_heads(c, c)), verb]
    preps = (c for holder in near for c in holder.rights if c.dep_ in ("prep", "dative") and c.lower_ in _TOWARD)
    named = (h for prep in preps for h in object_heads(prep, prep)[:1] if h.pos_ == "PROPN")
    return next((h for h in named if scene.actor(h) is not None), None)


def _told_in(verb: Token) -> Token:
    """What was done, where it stands as somebody's words: "*it will leave*, he said, drawing anger from"."""
    if verb.lemma_ not in _TELLING:
        return verb
    before = [verb.head] if verb.dep_ in ("conj", "parataxis") and verb.head.i < verb.i else []
    told = (c for c in (*verb.lefts, *before) if c in before or c.dep_ == "ccomp")
    return next((c for c in told if c.pos_ in ("VERB", "AUX")), verb)


def _of_deed(found: Position, verb: Token) -> Position:
    """A position on what somebody did: it is his, and not doing it turns the issue round ("will not take migrants")."""
    nearest = (c for c in reversed([*verb.lefts]) if c.dep_ == "nsubj")  # a dateline may be read as a first one
    subject = next(nearest, None) or subject_of(verb)
    topics = tuple((span, -way if is_negated(verb) else way) for span, way in found.topics)
    return replace(found, topics=topics, party=subject.i if subject is not None and not is_passive(verb) else None)


def _is_stated(use: Use, clause: Token) -> bool:
    """Whether a clause is a thing to feel about, no question ("asked whether") or forecast ("doubts that it will")."""
    words = {child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod", "attr", "dobj", "nsubj")}
    if words & _QUESTIONS or (use.act.name == "doubt" and auxiliaries(clause) & (WILL | MAY)):
        return False
    return use.act.name != "express optimism" or use.predicate.lower_.startswith(("hope", "hoping"))


def _is_for(scene: Scene, use: Use, head: Token) -> bool:
    """Concern *for* somebody, or about what one cherishes ("about the safety of civilians"), is not against it."""
    words = [head, *(child for child in head.children if child.dep_ in ("compound", "amod"))]
    return (use.anchor is not None and use.anchor.lower_ == "for") or scene.book.any_listed("cherished", words)


def claim_denied(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    """ "Denied the reports", "denied that it had fired": against the claim, and against no issue."""
    granted = ("dative", "dobj") if is_passive(use.predicate) else ("dative",)
    if any(child.dep_ in granted for child in use.predicate.children):
        return  # "denied them a visa", "was denied a visa"
    named_as = use.anchor is not None and use.anchor.lower_ == "as"  # "dismissed | the report | as a hoax"
    for head in objects_of(scene, replace(use, anchor=None) if named_as else use):
        target = scene.phrase(head)
        yield position(use.act, target, -1, (), evidence_of(scene, use, target), method, confidence)


def named(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    """ "Called the vote a sham", "described the raid as illegal": the judgement in the name decides."""
    book = scene.book
    for name, thing, target, evidence in names_given(scene, use):
        after = thing.i if thing.i > use.predicate.i else use.predicate.i
        kind = book.judgement([t for t in scene.words((scene.phrase(name)[0], name.right_edge.i)) if t.i > after], name)
        if kind is None and book.names_wrong(name):
            kind = "wrong"
        act = _ACTS_OF_NAMES.get(kind or "")
        if act is None:
            continue
        toward = book.acts[act].toward
        topics = () if act == "deny" else ((target, toward),)
        yield position(book.acts[act], target, toward, topics, evidence, "act+object", confidence * 0.9)


def names_given(scene: Scene, use: Use) -> Iterator[tuple[Token, Token, TokenSpan, TokenSpan]]:
    """(the name, the thing that gets it, the thing's phrase, the evidence) of "called the vote a sham"."""
    verb = use.predicate
    names = [c for c in verb.children if c.dep_ in ("oprd", "xcomp", "ccomp", "attr", "acomp") and c.i > verb.i]
    names += [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i][1:]  # "branded the deal a “humiliation”"
    beside = [c for o in verb.rights if o.dep_ == "dobj" for c in o.rights]  # what the parser hangs on the thing itself
    names += [c for c in verb.rights if c.dep_ == "dobj" and verb.lemma_ in _CALLING and named_before(c)]
    quoted = (c for c in beside if c.dep_ in ("appos", "amod"))
    names += [c for c in quoted if scene.doc[c.left_edge.i - 1].text in _MARKS]  # "called the verdict “a scandal”"
    likened = [c for c in (*verb.children, *beside) if c.dep_ == "prep" and c.lower_ == "as"]
    names += [h for p in likened for h in p.children if h.i > p.i]
    names += [c for c in verb.rights if c.pos_ == "ADJ" and c.dep_ == "advcl" and scene.doc[c.i - 1].lower_ == "as"]
    for name in names:
        things = [c for c in (*name.children, *verb.children) if c.dep_ in _NAMED and verb.i < c.i < name.i]
        if name.dep_ == "dobj" and not things and (before := named_before(name)) is not None:
            things = [before]
        things = things or (
            object_heads(verb) if is_passive(verb) or verb.dep_ == "acl" else []
        )  # "was called a farce by"
        if (
            not things
            and verb.dep_ == "relcl"
            and all(c.tag_ in ("WDT", "IN") for c in verb.children if c.dep_ == "dobj")
        ):
            things = [verb.head]  # "the tariffs, which it described as unfair", "an act Rome called illegal"
        if not things:
            continue
        thing = things[0]
        first, last = extent(thing, scene.bounds(thing.i))
        first = name.left_edge.i if thing.head == name and thing.dep_ == "compound" else first
        first -= first - 1 > verb.i and scene.doc[first - 1].tag_ in ("DT", "PRP$")  # hung on the name: "the ... free"
        clause = verb.left_edge.i if verb.dep_ == "relcl" else verb.i
        last = min(last, name.i - 1, clause - 1 if thing.i < verb.i else name.i)
        while last > thing.i and (scene.doc[last].tag_ in ("WDT", ",", "DT", "_SP") or scene.doc[last].text in _MARKS):
            last -= 1
        shown = (max(first, verb.i if thing.i < verb.i else 0), scene.phrase(name)[1])
        yield name, thing, (first, last), evidence_of(scene, use, shown)
