"""What verbs say is to be done: each thing asked for, wanted, promised or refused is a position of its own."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.actors.wordlists import POSSESSIVES
from analysis.stances.acts import Act, ActBook
from analysis.stances.arguments import TokenSpan, clause_extent, extent, is_passive, object_heads, subject_of
from analysis.stances.courses import answers, called_to_account, course
from analysis.stances.denials import has_no, not_to
from analysis.stances.positions import NOMINAL, Position, Scene, position
from analysis.verbs import NOMINAL_SUBJECTS

_POINTING = frozenset({"it", "this", "that", "these", "they"})
_SORRY = ("apologise", "apologize")
_CAUSING = frozenset({"have", "get", "see"})
_EVACUATED = frozenset({"resident", "civilian", "citizen", "national", "villager", "people", "family", "tourist"})


def matter_code(book: ActBook, act: Act, words: list[Token]) -> tuple[str | None, str]:
    """The CAMEO code that the matter asked for gives the act, and what decided."""
    matter = book.codes.matter(words) if act.cameo is not None else None
    if matter is None:
        return act.cameo, "act"
    codes = {"appeal": matter.appeal, "demand": matter.demand, "reject": matter.refuse, "promise": matter.promise}
    return codes.get(act.name, act.cameo), "act+object"


def asked(
    scene: Scene, act: Act, verbs: list[Token], addressee: Token | None, start: int, method: str, confidence: float
) -> Iterator[Position]:
    """What is asked for, wanted, promised or refused by verbs: a position for each of them and of its objects.

    ``act.toward`` is -1 where it is refused or not wanted. The first piece of evidence begins at ``start``.
    """
    asks = act.plover == "REQUEST" or act.name == "want"
    addressee = (addressee or subject_of(verbs[0])) if asks else None
    told = addressee is not None and not (act.name == "want" and scene.own(addressee))  # "would like to leave"
    inside = scene.bounds(verbs[0].i)
    verbs = [
        verb for verb in verbs if verb.i not in scene.closed and (inside is None or scene.bounds(verb.i) is not None)
    ]
    verbs = [verb for verb in verbs if verb == verbs[0] or verbs[0].tag_ != "VB" or verb.tag_ in ("VB", "NN")]
    verbs += [gerund for verb in verbs[-1:] for gerund in _including(verb)]
    for number, verb in enumerate(verbs):
        verb, stopped = gone_on_with(scene, verb)
        if verb.lemma_ in _CAUSING and (done := done_to(verb)) is not None:
            yield caused(scene, act, done, start if start >= 0 else verb.i, method, confidence)
            start = -1
            continue
        sign, anchor = scene.book.direction(verb)
        objects = [head for head in object_heads(verb, _given(scene, verb) or anchor) if head.pos_ in NOMINAL]
        if not objects and not _has_more(verb) and number + 1 < len(verbs) and object_heads(verbs[number + 1]):
            continue  # "respect and defend the constitution": the object is said once
        way = -act.toward if not_to(verb) else act.toward
        whole = clause_extent(verb, scene.bounds(verb.i), from_verb=not is_passive(verb))
        code, decided = matter_code(scene.book, act, scene.said_by(verb, whole))
        decided = method if method == "content" else decided
        begin = (
            _including_start(verb)
            if verb.dep_ == "pcomp" and number
            else whole[0]
            if start < 0
            else min(start, whole[0])
        )
        start = -1
        topics: tuple[tuple[TokenSpan, int], ...] = ((whole, way),)
        let = _let(scene, verb)
        if stopped:
            # "Stop talking *and sign*", but "stop arming *and funding* rebels".
            verbs[number + 1 : number + 1] = [c for c in verb.rights if c.dep_ == "conj" and c.tag_ == "VB"]
            last = next((c for c in verb.rights if c.dep_ == "conj" and c.tag_ == "VBG"), verb)
            done = (verb.i, clause_extent(last, scene.bounds(last.i), from_verb=True)[1])
            evidence = (min(begin, whole[0]), max(done[1], whole[1]))
            yield position(act, done, -way, ((done, -way),), evidence, decided, confidence, code)
            continue
        if let is not None:
            yield position(act, let, way, ((let, way),), (min(begin, whole[0]), whole[1]), decided, confidence, code)
            continue
        answering = answers(scene.book, verb) or (not objects and called_to_account(scene.book, verb))
        if addressee is not None and (verb.lemma_ in _SORRY or answering):
            # "Should apologise for the raid", "must face trial for it": it was theirs.
            blamed = extent(addressee, scene.bounds(addressee.i))
            topics = _rued(scene, verb, way) if verb.lemma_ in _SORRY else topics
            evidence = (min(begin, blamed[0]), max(whole[1], blamed[1])) if number == 0 else (begin, whole[1])
            yield position(act, blamed, -way, (*topics, (blamed, -way)), evidence, decided, confidence, code)
            continue
        if (against := _set_on(scene, verb, objects)) is not None:
            # Who will not send the police against strikers is against neither.
            aim = (scene.phrase(against), -1)
            topics = (aim,) if way > 0 else ()
            yield position(act, whole, way, topics, (min(begin, whole[0]), whole[1]), decided, confidence, code)
            continue
        if asks and (moved := _course(scene, verb, _doer(verb) or addressee)) is not None:
            thing, toward = moved
            target, toward = extent(thing, scene.bounds(thing.i)), way * toward
            evidence = (min(begin, target[0]), max(whole[1], target[1]))
            yield position(act, target, toward, (*topics, (target, toward)), evidence, decided, confidence, code)
            continue
        refused_harm = way < 0 and not asks and scene.book.listed("coercing", verb)
        staged = is_passive(verb) and _is_staged(scene, verb)
        if refused_harm or staged or any(child.dep_ == "xcomp" for child in verb.children):
            sign = 0  # "allow it to expire" is about expiring; "would not disarm them" is not for them
        if (
            told
            and addressee is not None
            and verb.lemma_ in ("leave", "quit")
            and scene.book.any_listed("quarters", objects)
        ):
            sign, objects = -1, [addressee]  # "ordered the envoys to leave the country": against them, not the country
        if staged:
            objects = []
        if is_passive(verb) and way < 0 and not sign and objects:  # "must not be tied down": that is not wanted
            whole = (max(verb.i - 1, whole[0]), whole[1])
        if objects and sign:
            for head in objects:
                target = extent(head, scene.bounds(head.i))
                if has_no(head) and head.left_edge.lower_ == "no" and target[0] < head.i:  # "would accept no deal"
                    target, end = (target[0] + 1, target[1]), max(whole[1], target[1])
                    none = ((target, -way * sign),)
                    yield position(act, target, -way * sign, none, (begin, end), decided, confidence, code)
                    continue
                topic = topics if len(objects) == 1 else ((target, way * sign), *topics)
                end = max(whole[1], target[1]) if head == objects[-1] else target[1]
                yield position(act, target, way * sign, topic, (min(begin, target[0]), end), decided, confidence, code)
        elif not objects and addressee is not None and _is_to_end(scene, verb, addressee):
            it = (addressee.i, addressee.i)
            yield position(act, it, -way, ((it, -way),), (min(begin, it[0]), whole[1]), decided, confidence, code)
        elif staged or objects or _has_more(verb) or addressee is None or addressee.pos_ not in NOMINAL:
            yield position(act, whole, way, topics, (begin, whole[1]), decided, confidence, code)
        elif _is_sent_away(scene, verb, addressee) and (told or addressee.pos_ != "PRON"):
            target = extent(addressee, scene.bounds(addressee.i))
            span = (min(begin, target[0]), max(whole[1], target[1])) if number == 0 else (begin, whole[1])
            yield position(act, target, -way, (*topics, (target, -way)), span, decided, confidence, code)
        elif sign and not (scene.book.listed("departing", verb) or scene.book.listed("ending", verb)):
            if addressee.pos_ != "PRON":  # "urged the army to restrain": whom is not said
                who = extent(addressee, scene.bounds(addressee.i))
                span = (min(begin, who[0]), max(whole[1], who[1])) if number == 0 else (begin, whole[1])
                yield position(act, who, 0, topics, span, decided, confidence, code)
        elif told and (addressee.pos_ != "PRON" or method != "content"):  # "they must act" asks nobody
            yield position(act, whole, way, topics, (min(begin, whole[0]), whole[1]), decided, confidence, code)


def _is_sent_away(scene: Scene, verb: Token, addressee: Token) -> bool:
    """Whether asking somebody to do it is against him: "to resign", "to go", not one's own people "to leave"."""
    owned = any(c.dep_ == "poss" and c.lower_ in POSSESSIVES for c in addressee.lefts)
    spared = addressee.lemma_ in _EVACUATED or (owned and verb.lemma_ in ("leave", "go"))
    return scene.book.listed("leaving", verb) and not spared


def _rued(scene: Scene, verb: Token, way: int) -> tuple[tuple[TokenSpan, int], ...]:
    """What one is to be sorry for is not wanted: "should apologise for *the broken truce*"."""
    preps = (c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("for", "over"))
    return tuple((scene.phrase(h), -way) for prep in preps for h in object_heads(prep, prep))


def done_to(verb: Token) -> Token | None:
    """What one wants or has done to a thing: "wants the road *closed*", "will have the treaty *scrapped*"."""
    done = next((c for c in verb.rights if c.dep_ == "ccomp" and c.tag_ in ("VBN", "VBD")), None)
    if done is None or any(c.dep_ in ("aux", "mark") for c in done.children):
        return None
    return done if _doer(done) is not None else None


def caused(scene: Scene, act: Act, done: Token, start: int, method: str, confidence: float) -> Position:
    """Toward what is to be done, or to what it is done, where the verb furthers or ends it."""
    thing = _doer(done) or done
    whole = (extent(thing, scene.bounds(thing.i))[0], clause_extent(done, scene.bounds(done.i))[1])
    sign, anchor = scene.book.direction(done)
    sign = 0 if anchor is not None and anchor.dep_ == "prep" else sign  # "moved away from the market"
    sign = -1 if done.lemma_ == "go" else sign
    target = scene.phrase(thing) if sign else whole
    toward = act.toward * (sign or 1)
    return position(act, target, toward, ((target, toward),), (min(start, whole[0]), whole[1]), method, confidence)


def _is_staged(scene: Scene, verb: Token) -> bool:
    """Whether how a thing is done is what is asked for, not the thing: "that it be shown live", "held in public"."""
    openly = any(scene.book.listed("openly", w) for w in verb.subtree if w.i > verb.i)
    return scene.book.listed("shown", verb) or openly


def _doer(verb: Token) -> Token | None:
    """A verb's own subject: "prices must fall and *wages* rise"."""
    return next((c for c in verb.lefts if c.dep_ in NOMINAL_SUBJECTS), None)


def _course(scene: Scene, verb: Token, subject: Token | None) -> tuple[Token, int] | None:
    """The thing that is to grow, go on, shrink or end, and which: "*prices* must fall", "talks to resume"."""
    toward = course(scene.book, verb)
    if not toward or subject is None or subject.pos_ != "NOUN" or scene.actor(subject) is not None:
        return None
    people = scene.book.listed("anyone", subject) or scene.book.listed("group", subject)
    return None if people else (subject, toward)


def _is_to_end(scene: Scene, verb: Token, subject: Token) -> bool:
    """ "It must stop"."""
    return subject.lower_ in _POINTING and scene.book.listed("ending", verb)


def gone_on_with(scene: Scene, verb: Token) -> tuple[Token, bool]:
    """The verb to go on with, or to be stopped: "continue *to help*", "stop *hyping*", not "keep it shut"."""
    inner = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i and c.pos_ == "VERB"), None)
    if inner is not None and inner.tag_ != "VBN" and not_to(verb) is False:
        if scene.book.listed("going_on", verb):
            return inner, False
        if scene.book.listed("ending", verb) and inner.tag_ == "VBG":
            return inner, True
    return verb, False


def _given(scene: Scene, verb: Token) -> Token | None:
    """What leads to the thing given: "supply Kyiv *with* missiles"."""
    if not scene.book.listed("furnishing", verb):
        return None
    return next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "with" and c.i > verb.i), None)


def _let(scene: Scene, verb: Token) -> TokenSpan | None:
    """What is to be allowed or not, where a clause says it: "allow *Iran to get the bomb*"."""
    clause = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i), None)
    if clause is None or is_passive(verb) or not scene.book.listed("letting", verb):
        return None
    first = min(scene.doc[verb.i + 1 : clause.i + 1], key=lambda token: token.i)
    if first.pos_ == "PRON":
        return None
    if clause.pos_ == "ADP":  # "let *inspectors* in"
        return first.i, max(first.i, clause.i - 1)
    return first.i, clause_extent(clause, scene.bounds(clause.i))[1]


def _set_on(scene: Scene, verb: Token, objects: list[Token]) -> Token | None:
    """Against whom forces or courts are to be sent or used: "deploy the army *against strikers*"."""
    sent = [h for h in objects if h.lower_ != "force"]  # "use force against" is for force
    if not any(scene.book.any_listed(words, sent) for words in ("bodies", "forces")):
        return None
    against = (c for holder in (verb, *objects) for c in holder.rights if c.lower_ == "against")
    return next((h for prep in against for h in object_heads(prep, prep)), None)


def _has_more(verb: Token) -> bool:
    more = ("prep", "xcomp", "ccomp", "prt", "attr", "acomp", "advcl", "agent", "dobj", "oprd")
    return any(c.dep_ in more and c.i > verb.i and not (c.dep_ == "prt" and c.lower_ == "down") for c in verb.children)


def _including(verb: Token) -> Iterator[Token]:
    """ "..., including by restoring internet access": what is asked for in particular."""
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.lower_ == "including":
            for child in token.children:
                inner = [child] if child.dep_ == "pcomp" else list(child.children)
                yield from (g for g in inner if g.dep_ == "pcomp" and g.tag_ == "VBG")


def _including_start(gerund: Token) -> int:
    return gerund.head.head.i if gerund.head.head.lower_ == "including" else gerund.head.i
