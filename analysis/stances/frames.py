"""From the act to its frame: one place decides which reading an act gets, and what "not" makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from analysis.stances.accusing import accused, wrongs_cited
from analysis.stances.acts import ActBook, Use
from analysis.stances.arguments import TokenSpan, clause_of, object_heads, verbs_with
from analysis.stances.asking import appealed
from analysis.stances.commitments import committed, imposed, refused
from analysis.stances.denials import has_no, is_negated
from analysis.stances.forecasts import warned
from analysis.stances.judging import about_object, claim_denied, named
from analysis.stances.positions import Position, Scene, is_cue
from analysis.stances.wishing import wished
from analysis.verbs import auxiliaries

_ACCEPTING = frozenset({"agree", "accept", "commit", "consent", "approve", "ready", "willing", "prepared", "committed"})
_FEELING = frozenset({"have", "feel"})


def positions_of(scene: Scene, use: Use, *, method: str, confidence: float) -> list[Position]:
    """The positions that one act takes; none where it is denied in a way that says nothing.

    ``method`` is "act" where the statement's cue performs it, "content" where words inside the content do.
    """
    if _held_back(scene.book, use) or (use.received and not is_cue(scene, use)):
        return []
    if is_negated(use.heard or use.predicate) or _is_withheld(scene.book, use):
        denied = _denied(scene.book, use)
        if denied is None:
            return []
        use, confidence = denied, confidence * 0.85
    found = list(_FRAMES[use.act.frame](scene, use, method, confidence))
    named_after = _by_agent(scene) if is_cue(scene, use) else None
    return [replace(p, evidence=named_after) for p in found] if named_after is not None else found


def _by_agent(scene: Scene) -> TokenSpan | None:
    """ "As requested by the government": where the source follows its cue, the two show the act together."""
    if scene.cue is None or scene.speaker is None or not scene.cue[1] < scene.speaker[0] <= scene.cue[1] + 2:
        return None
    if scene.contents[0][0] > scene.cue[1] or scene.doc[scene.speaker[0] - 1].lower_ != "by":
        return None
    return scene.cue[0] - (scene.doc[max(scene.cue[0] - 1, 0)].lower_ == "as"), scene.speaker[1]


def _held_back(book: ActBook, use: Use) -> bool:
    """Not quite performed ("refused to condemn", "stopped short of criticizing"): no position that one could sign."""
    verb = use.heard or use.predicate
    head = verb.head
    if _is_open(verb):
        return True
    if use.by_noun and verb.lemma_ == "lose" and not book.listed("trusting", use.predicate):
        return True  # "lost its appeal"
    if use.by_noun and book.listed("only_lacked", use.predicate) and not _is_withheld(book, use):
        return not is_negated(verb)
    if use.act.name == "share a view" and not is_negated(verb):
        return any(c.tag_ == "NNS" for c in verb.rights)  # "shared his views" told them
    if use.by_noun and verb.lemma_ == "share" and book.listed("felt_with", use.predicate):
        return any(c.dep_ == "poss" for c in use.predicate.lefts)
    if verb.dep_ == "dobj" and verb.pos_ == "NOUN" and book.direction(head)[0] < 0:
        return True  # "dropped its opposition"
    if verb.dep_ == "xcomp" and head.lemma_ in ("refuse", "decline", "fail", "hesitate", "stop"):
        return True
    return verb.dep_ == "pcomp" and head.head.lemma_ in ("stop", "refrain", "fall", "short")


def _is_open(verb: Token) -> bool:
    """Whether it only can or may be done: "may reject the plan"; not "can only condemn", "cannot accept"."""
    helpers = auxiliaries(verb)
    if helpers & {"may", "might"}:
        return True
    only = any(c.lower_ in ("only", "but") and c.dep_ == "advmod" for c in verb.lefts)
    return bool(helpers & {"can", "could"}) and not only and not is_negated(verb)


def _is_withheld(book: ActBook, use: Use) -> bool:
    """Whether what a noun names is said not to be there: "has *no* respect for", "*lost* confidence in"."""
    noun = use.predicate
    if not use.by_noun or noun.pos_ != "NOUN":
        return False
    lost = use.heard is not None and use.heard.lemma_ == "lose"
    little = any(c.lower_ == "little" for c in noun.lefts) and all(c.lower_ != "a" for c in noun.lefts)
    return lost or little or has_no(noun)


def _denied(book: ActBook, use: Use) -> Use | None:
    """What "not" makes of an act: not to support is to oppose, not to rule out force to threaten; most say nothing."""
    if use.received:
        return None  # "drew no support from Oslo"
    if use.by_noun and book.listed("trusting", use.predicate):
        return replace(use, act=book.acts["doubt"])
    if use.act.name == "express condolence" and use.heard is not None and use.heard.lemma_ in _FEELING:
        return replace(use, act=book.acts["oppose"])  # "has no sympathy for the rebels"
    if use.act.name in ("praise or support", "recognize", "defend", "express accord", "share a view"):
        return replace(use, act=book.acts["oppose"])
    if use.act.name == "promise" and (use.predicate.pos_ == "ADJ" or use.predicate.lemma_ in _ACCEPTING):
        return replace(use, act=book.acts["reject"])
    if use.predicate.lemma_ == "rule" and book.any_listed("forceful", object_heads(use.predicate, use.anchor)):
        return replace(use, act=replace(book.acts["threaten"], frame="object", toward=1))
    if use.act.name == "want":
        return replace(use, act=replace(use.act, toward=-1))
    return None


def _promised(scene: Scene, use: Use, method: str, confidence: float) -> Iterator[Position]:
    """A promise to support, oppose or condemn is that act; any other is read by what it promises."""
    clause = clause_of(use.predicate)
    if clause is not None and use.act.name == "promise" and len(verbs_with(clause)) == 1 and not is_negated(clause):
        inner = [
            u
            for u in scene.book.uses(clause, as_cue=False)
            if u.act.frame == "object" and u.act.plover in ("SUPPORT", "REJECT")
        ]
        if inner:
            for found in positions_of(scene, inner[0], method="act+object", confidence=confidence):
                start = (
                    scene.cue[0] if scene.cue is not None and scene.cue[0] < found.evidence[0] else found.evidence[0]
                )
                yield replace(found, evidence=(start, found.evidence[1]))
            return
    yield from committed(scene, use, method, confidence)


_FRAMES: dict[str, Callable[[Scene, Use, str, float], Iterator[Position]]] = {
    "object": about_object,
    "name": named,
    "claim": claim_denied,
    "accuse": accused,
    "cite": wrongs_cited,
    "appeal": appealed,
    "refuse": refused,
    "want": wished,
    "warn": warned,
    "promise": _promised,
    "impose": imposed,
}
