"""Relative clauses: whom "who" refers to, and who "it" is that denies a charge."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.actors.names import small_words, words_of
from analysis.actors.titles import Titles
from analysis.article import Span
from analysis.document import Document
from analysis.statements.cast import Cast
from analysis.verbs import NOMINAL_SUBJECTS

_LOCATIVE = small_words("locative") | {"from"}
_CHARGES = frozenset({"accusation", "allegation", "assertion", "charge", "claim"})
_CHARGING = frozenset({"accuse", "blame", "charge", "suspect"})
_DENYING = frozenset({"deny", "dismiss", "dispute", "refute", "reject"})


def relative_head(document: Document, cast: Cast, book: ActorBook, start: int) -> Span | None:
    """The noun phrase that "who" or "which" at ``start`` refers to."""
    titles, tokens = Titles.load(), document.tokens(start, start + 1)
    if not tokens:
        return None
    verb = tokens[0]
    while verb.dep_ != "relcl" and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ != "relcl" or verb.head.i > tokens[0].i:
        return None
    noun = verb.head if tokens[0].lower_ == "who" else _described_by(verb.head, book)
    while tokens[0].lower_ == "who" and noun.dep_ in ("pobj", "prep", "appos", "compound") and noun.head.i < noun.i:
        if any(m.end > noun.idx >= m.name_start for m in cast.between(noun.left_edge.idx, start)):
            break  # a name, and so a person: "who" goes with it
        if noun.dep_ != "appos" and titles.offices(words_of(document.text, noun.idx, noun.idx + len(noun))):
            break  # "a blow to leaders who had hoped", but "Ruiz, a nurse from Hull, who"
        noun = noun.head
    named = [child for child in verb.head.children if child.dep_ == "appos" and child.i < tokens[0].i]
    left, right = noun.left_edge.idx, max(noun, verb.head, *named, key=lambda token: token.i)
    return (left, min(start, right.idx + len(right))) if left < start else None


def _described_by(noun: Token, book: ActorBook) -> Token:
    """Whom a description that ends before ", which" tells more of: "*Acme*, a maker of pipes in Leeds, which said".

    A country in it may itself be what says so.
    """
    described = noun
    if noun.pos_ == "PROPN" and noun.head.lower_ in _LOCATIVE:
        if book.kind_of(book.actor_of(noun.text)) in STATES:
            return noun
        while described.dep_ in ("pobj", "prep", "acl") and described.head.i < described.i:
            described = described.head
    named = described.dep_ == "appos" and described.pos_ == "NOUN" and described.head.pos_ == "PROPN"
    return described.head if named else noun


def denies(document: Document, offset: int) -> tuple[bool, Span | None]:
    """Whether "it" at ``offset`` denies a charge, and where who is charged is named before.

    "Chad accused *Libya* of theft, a charge it denied", "Chad said *Libya* had stolen, a claim it denied".
    """
    it = next(iter(document.tokens(offset, offset + 1)), None)
    verb = it.head if it is not None else None
    if verb is None or verb.dep_ != "relcl" or verb.lemma_ not in _DENYING or verb.head.lemma_ not in _CHARGES:
        return False, None
    for said in document.tokens(verb.sent[0].idx, offset):
        told = [c for verb in said.rights if verb.dep_ == "ccomp" for c in verb.lefts if c.dep_ in NOMINAL_SUBJECTS]
        charged = [c for c in said.rights if c.dep_ == "dobj"] if said.lemma_ in _CHARGING else told
        if charged and charged[0].idx < offset:
            left, right = charged[0].left_edge, charged[0]
            return True, (left.idx, right.idx + len(right))
    return True, None
