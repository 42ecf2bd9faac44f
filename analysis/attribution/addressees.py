"""Who is asked belongs to what is asked: "warned *them* against it", "asked *the Bureau for Fisheries* to act"."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.article import Span
from analysis.document import Document

_ASKING = frozenset({"appeal to", "plead with", "reason with", "call on", "call upon", "prevail on", "prevail upon"})
_IN_BODIES = frozenset({"for", "of", "the", "and"})


def with_addressee(document: Document, content: tuple[Span, ...], verb: Token) -> tuple[Span, ...]:
    """ "Warned | *them* against leaving", "appealed to | *members* to wait": who is asked belongs to what is asked."""
    start, end = content[0]
    words = document.tokens(start, end)
    if len(words) < 2:
        return content
    goal = words[1 + (words[1].lower_ == "the" and len(words) > 2)]
    named = words[0].lower_ == "for" and goal.text[0].isupper()  # "asked the Bureau | for Fisheries to act"
    if not (named or words[0].lower_ == "against" or (words[0].lower_ == "to" and words[1].tag_ == "VB")):
        return content
    whom = [c for c in verb.rights if c.dep_ == "dobj"]
    asking = [c for c in verb.rights if c.dep_ == "prep" and f"{verb.lemma_} {c.lower_}" in _ASKING]
    whom += [c for preposition in asking for c in preposition.rights if c.dep_ == "pobj"]
    asked = next((c for c in whom if words[0].i - 1 in (c.right_edge.i, c.i, _end_of_body(c))), None)
    if named and (asked is None or _end_of_body(asked) == asked.i):
        return content
    return ((asked.left_edge.idx, end), *content[1:]) if asked is not None else content


def _end_of_body(noun: Token) -> int:
    """Where the name of a body ends that goes on in "for" and "of": "the Bureau *for the Protection of Birds*"."""
    doc, last = noun.doc, noun.i
    if noun.pos_ != "PROPN" or noun.text.isupper() or not any(c.dep_ == "det" for c in noun.lefts):
        return last
    for word in doc[noun.i + 1 :]:
        if word.text[0].isupper():
            last = word.i
        elif word.lower_ not in _IN_BODIES:
            break
    return last
