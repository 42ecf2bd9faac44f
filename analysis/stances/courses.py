"""Where things are said to go: what is lifted, what is left as it is, what rises, falls, goes on or ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from analysis.stances.arguments import is_passive, object_heads

if TYPE_CHECKING:
    from analysis.stances.acts import ActBook


def lifted(book: ActBook, lifting: Token) -> int:
    """-1 where lifting something ends it ("lift the ban"), 1 where it raises it ("lift wages"), else 0."""
    of = next((c for c in lifting.rights if c.lower_ == "of"), None) if lifting.pos_ == "NOUN" else None
    heads = object_heads(lifting, of)
    barring = book.acts["ease"].objects
    if not heads or any(h.pos_ == "PRON" or h.lemma_ in barring or book.listed("barring", h) for h in heads):
        return -1
    return int(book.any_listed("measured", heads))


def left_as(book: ActBook, leaving: Token) -> int | None:
    """1 where a thing is left as or where it is, 0 where in another state ("in ruins"); None where one goes away."""
    things = [c for c in leaving.children if c.dep_ == "dobj"] or object_heads(leaving)
    if not things:
        return None
    in_place = any(w.lower_ == "place" and w.head.lower_ == "in" for w in leaving.subtree)
    if in_place or book.any_listed("forces", things):  # "leave its troops in Chad"
        return 1
    state = next((c for c in leaving.rights if c.dep_ in ("oprd", "acomp", "xcomp", "ccomp")), None)
    return None if state is None else int(book.any_listed("unchanged", state.subtree))


def course(book: ActBook, verb: Token) -> int:
    """1 where a verb says that its subject grows or goes on, -1 where it shrinks or ends ("prices fall"), else 0."""
    if is_passive(verb) or any(c.dep_ == "dobj" for c in verb.rights):
        return 0
    if verb.lemma_ in ("come", "go"):
        ways = {c.lower_ for c in verb.rights if c.dep_ in ("prt", "advmod")}
        return bool(ways & {"up", "ahead"}) - ("down" in ways)
    return book.listed("rising", verb) - (book.listed("falling", verb) or book.listed("ending", verb))
