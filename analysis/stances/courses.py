"""Where things are said to go: what is lifted, what is left as it is, what rises, falls, goes on or ends.

And where people are: to court and to prison.
"""

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


def reopened(book: ActBook, reopening: Token) -> int | None:
    """-1 where what was settled is undone ("reopen the treaty"), 0 where it may be ("reopen it"); None of the rest."""
    of = next((c for c in reopening.rights if c.lower_ == "of"), None) if reopening.pos_ == "NOUN" else None
    heads = object_heads(reopening, of)
    if book.any_listed("laws", heads):
        return -1
    return 0 if heads and all(h.pos_ == "PRON" for h in heads) else None


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


def called_to_account(book: ActBook, verb: Token) -> bool:
    """Whether a verb says that its object is to answer for a deed: "bring *them* to justice", "be held accountable"."""
    things = object_heads(verb) or [c for c in verb.lefts if verb.tag_ == "VBN" and c.dep_ in ("nsubj", "csubjpass")]
    if verb.lemma_ == "strip":
        return is_passive(verb)  # "should be stripped of his title"
    if verb.lemma_ == "try" and is_passive(verb):  # "the rebels must be tried", not "a new way"
        return any(h.pos_ in ("PROPN", "PRON", "DET") or book.listed("offenders", h) for h in things)
    if not book.listed("bringing", verb):
        return False
    words = [c for c in verb.rights if c.pos_ == "ADJ"]
    preps = (c for holder in (verb, *things) for c in holder.rights if c.dep_ in ("prep", "dative"))
    led = [(p.lower_, h) for p in preps for h in object_heads(p, p)]
    # "Took him to court" is against him, "sent an expert to the court" is not.
    bare = {h.i: all(c.dep_ != "det" for c in h.lefts) for _, h in led}
    words += [h for prep, h in led if prep == "before" or (prep in ("to", "in") and bare[h.i])]
    words += [h for prep, h in led if prep == "on" and h.lemma_ == "trial"]
    cases = any(book.any_listed(kind, things) for kind in ("filings", "suits", "laws", "testimony", "matters"))
    return bool(things) and not cases and book.any_listed("reckonings", words)


def answers(book: ActBook, verb: Token) -> bool:
    """Whether a verb says that its subject is to answer for a deed: "face trial", "pay for their crimes"."""
    if is_passive(verb):
        return False
    if verb.lemma_ in ("face", "stand"):
        heads = object_heads(verb)
        heads += [h for c in heads for of in c.rights if of.lower_ == "of" for h in object_heads(of, of)]
        return book.any_listed("faced", heads)  # "the full force *of the law*"
    led = [(c.lower_, h) for c in verb.rights if c.dep_ == "prep" for h in object_heads(c, c)]
    if verb.lemma_ == "go":
        return any(prep in ("to", "on") and h.lemma_ in ("trial", "jail", "prison") for prep, h in led)
    deeds = (h for prep, h in led if prep == "for")
    return verb.lemma_ in ("answer", "pay") and any(
        h.lower_ == "it" or h.dep_ == "pcomp" or book.listed("wrong_nouns", h) for h in deeds
    )


def is_from_place(book: ActBook, departing: Token) -> bool:
    """Whether a verb or noun says that somebody leaves a place ("leave the heights"), not a treaty or talks."""
    left = [child for child in departing.rights if child.dep_ in ("dobj", "pobj")]
    preps = [c for c in departing.rights if c.lower_ in ("from", "out")]
    preps += [c for prep in preps for c in prep.rights if c.lower_ in ("from", "of")]
    left += [head for prep in preps for head in object_heads(prep, prep)]
    bodies = book.acts["leave"].objects
    return any(
        book.listed("places", head) or (head.pos_ == "PROPN" and not {head.lower_, head.lemma_.lower()} & bodies)
        for head in left
    )
