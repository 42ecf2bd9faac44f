"""Names that an article speaks of as it does of no person: "Norvolt said it condemned", "shares in Norvolt"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from analysis.actors import ActorBook
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.titles import Titles
from analysis.actors.wordlists import KINDS_OF_BODIES_ALONE, PRICED
from analysis.days import CALENDAR
from analysis.document import Document
from analysis.verbs import FINITE, NOMINAL_SUBJECTS, nominal_subject

_PERSONAL = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_DONE_BY_SPEAKERS, _FELT = small_words("done_by_speakers"), small_words("felt_by_speakers")
_MOVING = small_words("moves_of_prices")


class Impersonal:
    """Which names those are in one document: those that say what "it" does or feels, with shares, or of an "operator".

    "It" may be a dummy or another thing ("Putin said it was a mistake"), so it counts only where it does what a thing
    cannot ("it condemned the raid"), and nothing that could do so acts in the sentence before. "His" or "her" in the
    same sentence undo it.
    """

    def __init__(self, document: Document, book: ActorBook) -> None:
        self._text = document.text
        self._starts = frozenset(
            name.idx
            for token in document.parse
            if (name := _impersonal(token, document, book)) is not None
            and name.tag_.startswith("NNP")
            and not _is_none(name, document, book)
        )

    def __contains__(self, start: int) -> bool:
        """Whether the last word of such a name begins at ``start``."""
        return start in self._starts

    def has_name(self, name: str, places: Iterable[tuple[int, int]]) -> bool:
        """Whether a name is one of these, which nowhere stands after a title or is cut to its last word.

        ``places`` are where the titles before it begin, and where it begins itself.
        """
        last = name.split(" ")[-1]
        if not any(self._text.endswith(name, 0, at + len(last)) for at in self._starts):
            return False
        return all(titled == at and (last == name or not self._text.startswith(last, at)) for titled, at in places)


def _impersonal(token: Token, document: Document, book: ActorBook) -> Token | None:
    if token.lower_ in ("it", "its"):
        return _who_goes_on(token, document, book)
    if token.lower_ in PRICED:
        return _traded(token)
    is_kind = token.lower_ in KINDS_OF_BODIES_ALONE and token.dep_ == "compound"
    return token.head if is_kind else None  # "Operator Norvolt Sol"


def _who_goes_on(pronoun: Token, document: Document, book: ActorBook) -> Token | None:
    """Who says what "it" does, or something of "its" own."""
    clause = pronoun.head if pronoun.lower_ == "it" else _clause_of_owned(pronoun)
    if clause is None or (pronoun.lower_ == "it" and not (pronoun.dep_ == "nsubj" and _is_speakers(clause))):
        return None
    if clause.dep_ == "ROOT" and pronoun.lower_ == "it":
        return _described_before(pronoun, document, book)
    saying = clause if pronoun.head.dep_ == "dobj" else _reported_by(clause)
    name = nominal_subject(saying) if saying is not None and saying.tag_ in FINITE else None
    if saying is None or name is None or not name.i < saying.i < pronoun.i:
        return None
    if document.quotation_at(name.idx) is not document.quotation_at(pronoun.idx):
        return None
    said = {t.lower_ for t in document.parse[name.i : saying.sent[-1].i + 1] if not document.quotation_at(t.idx)}
    if _PERSONAL & said or any(child.dep_ in ("conj", "appos") for child in name.children):
        return None
    return None if name.tag_.startswith("NNP") and _may_be_another(name, document, book) else name


def _described_before(it: Token, document: Document, book: ActorBook) -> Token | None:
    """The name that the sentence before says how it is, and no other: "Norvolt was blunter. *It* said that"."""
    sentence, before = document.sentence_at(it.idx), document.sentence_before(it.idx)
    if sentence is None or before is None or it.idx != sentence.start:
        return None
    tokens = document.tokens(before.start, before.end)
    name = nominal_subject(tokens.root) if tokens.root.lemma_ == "be" else None
    if name is None or _PERSONAL & {token.lower_ for token in tokens}:
        return None
    return None if _names_another(words_of(document.text, name.idx + len(name), before.end), book) else name


def _reported_by(clause: Token) -> Token | None:
    """The verb that reports a clause, or the one that it goes on from: "*said* few had come and that its mines ..."."""
    while clause.dep_ == "conj" and clause.head.i < clause.i:
        clause = clause.head
    return clause.head if clause.dep_ == "ccomp" else None


def _clause_of_owned(its: Token) -> Token | None:
    """The clause that "its" begins ("said that *its* staff had left"), or a bare name's own ("Norvolt cut *its*")."""
    if its.dep_ != "poss" or not its.i:
        return None
    before, clause = its.nbor(-1), its.head.head
    if its.head.dep_ == "dobj":
        name = nominal_subject(clause)
        return clause if before == clause and name is not None and name.n_lefts == 0 else None
    begins = before.lower_ == "that" or before == _reported_by(clause)
    return clause if begins and its.head.dep_ in NOMINAL_SUBJECTS else None


def _is_speakers(verb: Token) -> bool:
    """Whether a verb tells what none but a speaker does or feels: "condemned", "was ready", "said that"."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    felt = any(child.dep_ == "acomp" and child.lower_ in _FELT for child in verb.children)
    said = verb.lemma_ == "say" and any(child.dep_ == "ccomp" for child in verb.rights)
    return felt or said or (verb.lemma_.lower() in _DONE_BY_SPEAKERS and not passive)


def _may_be_another(name: Token, document: Document, book: ActorBook) -> bool:
    """Whether "it" may be a body of the sentence before, and a name of several words a person who speaks for it."""
    alone = not any(child.dep_ == "compound" for child in name.children)
    before = document.sentence_before(name.idx)
    if alone or before is None:
        return False
    return _names_another(words_of(document.text, before.start, before.end), book)


def _names_another(words: Sequence[Word], book: ActorBook) -> bool:
    """Whether words name somebody or something that "it" may be."""
    titles = Titles.load()
    bodies = titles.any_organisation | titles.anaphors.keys() | titles.organisation_nouns
    bodies_named = any(word.lower in bodies or word.text in titles.organisation_words for word in words)
    held = any("state_bodies" in office.kinds for office in titles.offices(words))
    return bodies_named or held or any(book.names_in(words))


def _traded(shares: Token) -> Token | None:
    """Whose shares are told of: "shares in *Norvolt*", "*Norvolt*'s shares fell"."""
    for child in shares.children:
        if child.dep_ == "prep" and child.lower_ == "in":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
        if child.dep_ == "poss" and shares.dep_ == "nsubj" and shares.head.lemma_.lower() in _MOVING:
            return child
    return None


def _is_none(name: Token, document: Document, book: ActorBook) -> bool:
    """Whether what looks like such a name is a person's by what is known, or of what a list has: "Lula", "Dr Mora"."""
    titles = Titles.load()
    words = words_of(document.text, name.left_edge.idx, name.idx + len(name))
    known = any(book.names_in(words)) or any(book.places_in(words)) or any(word.key in CALENDAR for word in words)
    called = any(word.text in titles.honorifics for word in words) or bool(titles.offices(words))
    return known or called or titles.gender_of_name(words[0].key) is not None
