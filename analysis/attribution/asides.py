"""What looks like a statement and is none: that somebody says nothing, and what is denied to have been said."""

from __future__ import annotations

from analysis.attribution import Attribution
from analysis.document import Document

_REACTIONS = frozenset({"comment", "respond", "reply", "react"})
_WITHIN = frozenset({"xcomp", "pcomp", "ccomp", "prep", "dobj"})


def is_aside(document: Document, attribution: Attribution) -> bool:
    """Whether somebody says nothing, or denies to have said it.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> document = read_document(Article("a", "Acme has not commented on the figures."))
    >>> is_aside(document, Attribution((13, 25), (0, 4), ((26, 37),), "speech", 0.5))
    True
    """
    cue = attribution.cue
    if cue is None or not len(tokens := document.tokens(*cue)):
        return False
    verb = tokens.root
    if verb.lemma_ in _REACTIONS and any(child.dep_ == "neg" for child in verb.children):
        return True  # "has not *commented* on the figures"
    while verb.dep_ in _WITHIN and verb.head != verb:
        verb = verb.head
        if verb.lemma_ == "deny" and verb.idx + len(verb) <= cue[0]:
            return True  # "denies having *threatened* to leave"
    return False
