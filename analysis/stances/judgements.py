"""What a content judges: that a thing is false, unacceptable or welcome, that another actor does wrong."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.stances.actions import matter_code
from analysis.stances.arguments import clause_extent, clause_of, extent, is_passive, object_heads
from analysis.stances.denials import has_no, is_negated, not_to
from analysis.stances.positions import Position, Scene, position
from analysis.stances.threats import aimed_at

#: What a judgement does, and which one it is where it is denied.
_ACTS = {
    "wrong": "condemn",
    "untrue": "deny",
    "merit": "praise or support",
    "refused": "reject",
    "upheld": "defend",
}
_DENIED = {"sound": "wrong", "fitting": "wrong", "merit": "wrong", "true": "untrue"}
_DENIED |= {"acceptable": "refused", "bargained": "upheld"}
_PROPOSED = ("laws", "done", "duties", "charged", "alone")
_OURS = frozenset({"my", "our", "his", "her", "its", "their"})
_PERSONS = frozenset({"he", "she", "you", "anyone", "anybody", "everyone"})
_POINTING = frozenset({"it", "this", "that", "they", "these", "those"})


def judged(scene: Scene, verb: Token, subject: Token | None, own: bool, confidence: float) -> Iterator[Position]:
    """ "This is absolutely false", "the raid is unacceptable", "it is part of a disinformation strategy"."""
    said = next((c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd", "prep") and c.i > verb.i), None)
    if said is not None and verb.lemma_ == "amount":  # "would amount *to* a declaration of war"
        said = next((head for head in object_heads(said, said) if said.lower_ == "to"), None)
    if said is None or (subject is None and not any(c.dep_ == "expl" for c in verb.children)):
        return
    if own and said.dep_ == "prep" and not is_negated(verb) and (sided := _sided(scene, verb, said, confidence)):
        yield from sided
        return
    if own and not is_negated(verb) and (plea := _of_oneself(scene, verb, said, confidence)) is not None:
        yield plea
        return
    excluded = _excluded(scene, verb, said, confidence)
    if excluded is not None:
        yield from excluded
        return
    if (
        subject is None
        or scene.book.listed("indefinite", subject)
        or (own and subject.lower_ not in _POINTING)
        or (subject.lower_ in ("there", "who", "which", "that") and subject.dep_ == "expl")
    ):
        return
    book, words = scene.book, scene.words(scene.phrase(said))
    whole = (scene.beginning(verb), scene.phrase(said)[1])
    if book.listed("series", said) and book.names_wrong(said) and not is_negated(verb):
        owned = next(
            (h for c in said.children if c.dep_ == "prep" and c.lower_ in ("of", "to") for h in object_heads(c, c)),
            said,
        )
        target = scene.phrase(owned)
        offence = book.codes.offence(words)
        yield position(book.acts["accuse"], target, -1, (), whole, "content", confidence * 0.9, offence)
        return
    if book.listed("occasions", said):
        return
    end = min(max(whole[1], clause_extent(verb, scene.bounds(verb.i))[1], said.right_edge.i), said.i + 5)
    kind = book.judgement(scene.words((scene.phrase(said)[0], end)), said)
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
    if kind is None and said.dep_ == "attr" and book.names_wrong(said) and _is_one(said, subject):
        kind = "wrong"  # "this is a crackdown"
    if kind is None or kind == "needed" or _is_greeting(said, subject):
        return
    if kind == "acceptable" and subject.lemma_ == "option" and not is_negated(verb):  # "all options are on the table"
        options = scene.phrase(subject)
        yield position(book.acts["threaten"], options, 1, (), whole, "content", confidence * 0.75)
        return
    denied = is_negated(verb) or any(c.lower_ == "no" and c.dep_ == "det" for c in said.children)
    if denied:
        kind = _DENIED.get(kind, "")
    elif kind == "fitting" and any(book.listed(words, subject) for words in _PROPOSED):
        kind = "merit"  # "the fee is fair"
    elif kind == "sound" and said.lower_ == "right" and any(c.dep_ == "xcomp" for c in said.rights):
        kind = "merit" if subject.lower_ != "it" else kind  # "was right to resign"
    if kind == "refused" and book.names_wrong(subject):
        kind = "wrong"  # "such attacks are not acceptable"
    name = _ACTS.get(kind)
    if kind == "upheld" and said.dep_ == "prep" and not _is_dear(scene, subject):
        return  # "the house is not for sale"
    if name is None:
        return
    judging = book.acts[name]
    clause = clause_of(verb) if subject.lower_ == "it" else None
    head = clause if clause is not None else subject
    target = scene.phrase(head)
    topics = ((target, judging.toward),) if name != "deny" else ()
    evidence = (whole[0], max(whole[1], target[1]))
    code, _ = matter_code(book, judging, scene.words(target)) if name == "reject" else (None, "act")
    yield position(judging, target, judging.toward, topics, evidence, "content", confidence * 0.85, code)


def _is_greeting(said: Token, subject: Token) -> bool:
    """Whether one is told to feel free: "he is welcome any day", "you are *welcome to try*"."""
    invited = any(c.dep_ == "xcomp" for c in said.rights) or subject.lower_ in _PERSONS
    return said.lower_ == "welcome" and invited


def _is_dear(scene: Scene, subject: Token) -> bool:
    """Whether it is a position not to sell or discuss a thing: a land, a right."""
    dear = ("cherished", "prized", "places", "recognizable")
    return subject.pos_ == "PROPN" or any(scene.book.listed(words, subject) for words in dear)


def _sided(scene: Scene, verb: Token, preposition: Token, confidence: float) -> list[Position]:
    """ "Is against the base", "are in favour of a truce"."""
    name, anchor = "oppose", preposition
    if preposition.lower_ == "in":
        favour = next((c for c in preposition.children if c.lower_ in ("favor", "favour", "support")), None)
        of = next((c for c in favour.children if c.lower_ == "of"), None) if favour is not None else None
        if of is None:
            return []
        name, anchor = "praise or support", of
    elif preposition.lower_ != "against":
        return []
    act = scene.book.acts[name]
    spans = [scene.phrase(head) for head in object_heads(anchor, anchor)]
    return [
        position(act, t, act.toward, ((t, act.toward),), (scene.beginning(verb), t[1]), "content", confidence)
        for t in spans
    ]


def _of_oneself(scene: Scene, verb: Token, said: Token, confidence: float) -> Position | None:
    """ "She is innocent" of a speaker denies, "we are a friend of Chad" is for Chad."""
    whole = clause_extent(verb, scene.bounds(verb.i))
    if said.lower_ == "innocent":
        return position(scene.book.acts["deny"], whole, -1, (), whole, "content", confidence * 0.9)
    if not scene.book.listed("friends", said):
        return None
    of = (h for c in said.rights if c.dep_ == "prep" and c.lower_ in ("of", "to") for h in object_heads(c, c))
    friend = next((h for h in of if scene.actor(h) is not None), None)
    if friend is None:
        return None
    target, support = scene.phrase(friend), scene.book.acts["praise or support"]
    return position(support, target, 1, ((target, 1),), whole, "content", confidence * 0.9)


def _is_one(said: Token, subject: Token) -> bool:
    """Whether a subject is called one of a kind ("is *a* crackdown"), not told to consist in it."""
    return subject.lower_ in _POINTING or any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in said.children)


def deed_denied(scene: Scene, verb: Token, confidence: float) -> Position | None:
    """ "We did not attack the port", "Moscow is not interfering in the vote": a wrong that the speaker denies."""
    book = scene.book
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if (
        not any(child.dep_ == "neg" for child in verb.children)
        or helpers & {"will", "would", "can", "could", "shall", "may", "might", "must", "should", "to", "wo", "ca"}
        or is_passive(verb)
    ):
        return None
    involved = verb.lemma_ == "be" and any(c.lower_ in ("involved", "behind", "responsible") for c in verb.children)
    if not (involved or any(book.listed(name, verb) for name in ("wrong_verbs", "wrong_force", "denied"))):
        return None
    target = clause_extent(verb, scene.bounds(verb.i), from_verb=True)
    whole = clause_extent(verb, scene.bounds(verb.i))
    return position(book.acts["deny"], target, -1, (), whole, "content", confidence * 0.85)


def _excluded(scene: Scene, verb: Token, said: Token, confidence: float) -> list[Position] | None:
    """ "There can be no talks", "there is no justification for the raid"; None where nothing is excluded so."""
    no = next((child for child in said.children if child.lower_ == "no"), None)
    if no is None:
        return None
    book = scene.book
    if book.listed("mercy", said) and (aimed := aimed_at(scene, said)) is not None:
        whole, target = clause_extent(verb, scene.bounds(verb.i)), scene.phrase(aimed)
        return [position(book.acts["threaten"], target, -1, ((target, -1),), whole, "content", confidence * 0.9)]
    if said.dep_ == "attr" and _there_can_be(verb):
        target = (no.i + 1, scene.phrase(said)[1])
        code, _ = matter_code(book, book.acts["reject"], scene.words(target))
        begin = min(c.i for c in verb.children if c.dep_ == "expl")
        evidence = (begin, target[1])
        found = position(book.acts["reject"], target, -1, ((target, -1),), evidence, "content", confidence * 0.9, code)
        return [found]
    if said.dep_ == "attr" and any(child.dep_ == "expl" for child in verb.children):
        if book.listed("no_way", said):
            target = (no.i + 1, scene.phrase(said)[1])
            evidence = (verb.i, target[1])
            reject = book.acts["reject"]
            return [position(reject, target, -1, ((target, -1),), evidence, "content", confidence * 0.9)]
        way = next((c for c in said.children if c.dep_ == "prep" and c.lower_ in ("to", "but")), None)
        if book.listed("no_other_way", said) and way is not None:
            appeal, ways = book.acts["appeal"], [scene.phrase(head) for head in object_heads(way, way)]
            return [position(appeal, t, 1, ((t, 1),), (verb.i, t[1]), "content", confidence * 0.9) for t in ways]
    if not book.listed("no_room", said):
        return None
    anchor = next((c for c in said.children if c.dep_ == "prep" and c.lower_ == "for"), None)
    targets = [scene.phrase(head) for head in object_heads(said, anchor)] if anchor is not None else []
    return [
        position(book.acts["condemn"], t, -1, ((t, -1),), (verb.i, t[1]), "content", confidence * 0.9) for t in targets
    ]


def _there_can_be(verb: Token) -> bool:
    """ "There can be no ...", "there must be no ..."."""
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return any(child.dep_ == "expl" for child in verb.children) and bool(helpers & {"can", "must", "should", "will"})


def entitled(scene: Scene, verb: Token, subject: Token, own: bool, confidence: float) -> Position | None:
    """ "Chad has the right to defend itself", "Rome has no right to interfere": for or against who has it or not."""
    right = next((c for c in verb.rights if c.dep_ == "dobj" and scene.book.listed("entitling", c)), None)
    done = clause_of(right) if right is not None and verb.lemma_ == "have" else None
    if right is None or done is None:
        return None
    denied = is_negated(verb) or has_no(right)
    if right.lemma_ != "right" and not denied:
        return None
    toward = -1 if denied else 1
    whole = clause_extent(verb, scene.bounds(verb.i))
    what = clause_extent(done, scene.bounds(done.i), from_verb=True)
    target = scene.phrase(right) if own else extent(subject, scene.bounds(subject.i))
    if denied and not (not_to(verb) or has_no(right)):
        target = what  # "*nobody* has the right to sell the forest"
    act = scene.book.acts["reject" if denied else "defend"]
    topics = ((what, toward), (target, toward))
    return position(act, target, toward, topics, whole, "content", confidence * 0.85)


def inexcusable(scene: Scene, verb: Token, subject: Token, auxiliaries: set[str], confidence: float) -> Position | None:
    """ "The raid can never be justified", "nothing can excuse the raid": against what has no excuse."""
    if not scene.book.listed("excusing", verb) or not auxiliaries & {"can", "could", "ca", "will", "wo"}:
        return None
    objects = [subject] if is_passive(verb) and not_to(verb) else []
    if subject.lower_ == "nothing" and not is_passive(verb):
        objects = object_heads(verb)
    condemn, whole = scene.book.acts["condemn"], clause_extent(verb, scene.bounds(verb.i))
    targets = [scene.phrase(head) for head in objects[:1] if not scene.book.listed("indefinite", head)]
    return next((position(condemn, t, -1, ((t, -1),), whole, "content", confidence * 0.9) for t in targets), None)


def steadfast(scene: Scene, verb: Token, subject: Token, confidence: float) -> Position | None:
    """ "Our commitment to Chad is ironclad", "its support for the plan would not waver": for what one stands by."""
    book = scene.book
    said = (c for c in verb.rights if c.dep_ == "acomp")
    firm = not is_negated(verb) and verb.lemma_ in ("be", "remain") and book.any_listed("unwavering", said)
    if not (firm or (not_to(verb) and book.listed("wavering", verb))):
        return None
    owned = any(c.dep_ == "poss" and c.lower_ in _OURS for c in subject.lefts)
    uses = (u for u in book.uses(subject, as_cue=False) if owned and u.by_noun and u.anchor is not None)
    use = next((u for u in uses if u.act.name in ("praise or support", "promise")), None)
    heads = object_heads(subject, use.anchor)[:1] if use is not None else []
    support, whole = book.acts["praise or support"], clause_extent(verb, scene.bounds(verb.i))
    targets = [scene.phrase(head) for head in heads]
    return next((position(support, t, 1, ((t, 1),), whole, "content", confidence * 0.9) for t in targets), None)
