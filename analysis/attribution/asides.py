"""What looks like a statement and is none: questions put to a speaker, the wish not to be named, what is denied."""

from __future__ import annotations

import re

from analysis.attribution import Attribution
from analysis.document import Document

_PUT = frozenset({"ask", "press", "quiz", "question", "push"})
# "Who asked not to be named", "on condition of anonymity": how a source is told, not what it says.
_UNNAMED = re.compile(
    r"(?:not to|to not|(?:declin|refus)\w+ to) be (?:\w+ly )?(?:named|identified)\b|\banonym(?:ity|ous)\b", re.I
)
_WISHES = frozenset({"ask", "request", "demand", "decline", "refuse", "want", "wish", "prefer", "insist"})
_REACTIONS = frozenset({"comment", "respond", "reply", "react"})
_WITHIN = frozenset({"xcomp", "pcomp", "ccomp", "prep", "dobj"})
_LONGEST_UNNAMED = 120  # characters


def is_aside(document: Document, attribution: Attribution) -> bool:
    """Whether somebody is only asked, says nothing or not who he is, or denies to have said it.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> document = read_document(Article("a", "Asked about the deal, he said it was dead."))
    >>> is_aside(document, Attribution((0, 11), None, ((12, 20),), "speech", 0.5))
    True
    """
    cue = attribution.cue
    if cue is None or not len(tokens := document.tokens(*cue)):
        return False
    verb = tokens.root
    if attribution.source is None and verb.lemma_.lower() in _PUT and verb.tag_ == "VBN":
        return True  # "*Asked* about the deal, he said", "when *pressed* on it"
    if verb.lemma_ in _REACTIONS and any(child.dep_ == "neg" for child in verb.children):
        return True  # "has not *commented* on the figures"
    start, end = attribution.content[0][0], attribution.content[-1][1]
    if verb.lemma_ in _WISHES and end - start <= _LONGEST_UNNAMED and _UNNAMED.search(document.text, cue[0], end):
        return True
    while verb.dep_ in _WITHIN and verb.head != verb:
        verb = verb.head
        if verb.lemma_ == "deny" and verb.idx + len(verb) <= cue[0]:
            return True  # "denies having *threatened* to leave"
    return False
