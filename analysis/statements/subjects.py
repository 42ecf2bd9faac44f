"""The subjects of main clauses: what "it", "its" and "they" go on about, and who acted just before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from spacy.tokens import Token

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.actors.names import words_of
from analysis.actors.titles import Titles
from analysis.actors.wordlists import BODIES_AT_HOME
from analysis.article import Span
from analysis.document import Document
from analysis.statements.cast import Cast, Referent
from analysis.verbs import NOMINAL_SUBJECTS

LONGEST_SUBJECT = 160  # characters
REACH = 1_500  # characters: within a long paragraph, nobody further back is in the foreground
_LONGEST_ITS = 40  # characters of "its former minister for trade"
_CLAUSES = 600  # characters of a sentence in which "its" looks for its subject
_STEPS = 12  # how deep in a chain of coordinated clauses a main clause may be


class Subjects:
    """The subjects of main clauses of a document, in text order, outside what is quoted.

    Subjects keep a place in the reader's mind before other noun phrases do (centering theory: Grosz, Joshi and
    Weinstein 1995).
    """

    def __init__(self, document: Document, book: ActorBook, cast: Cast) -> None:
        self._document = document
        self._book = book
        self._cast = cast
        self._titles = Titles.load()
        self._subjects = [
            token
            for token in document.parse
            if token.dep_ in NOMINAL_SUBJECTS and _in_main_clause(token) and not document.quotation_at(token.idx)
        ]
        self._starts = [token.idx for token in self._subjects]
        self._starts_of_sentences = [sentence.start for sentence in document.sentences]

    def between(self, start: int, end: int) -> list[Token]:
        """The subjects whose noun begins in ``start:end``."""
        return self._subjects[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def told_before(self, offset: int) -> Iterator[Token]:
        """The subjects of all clauses before ``offset`` in its sentence: of what the sentence tells."""
        sentence = self._document.sentence_at(offset)
        if sentence is None:
            return
        for token in self._document.tokens(max(sentence.start, offset - _CLAUSES), offset):
            if token.dep_ in NOMINAL_SUBJECTS and not self._document.quotation_at(token.idx):
                yield token

    def sentence_before(self, offset: int) -> int:
        """Where the sentence before that of ``offset`` begins."""
        return self._starts_of_sentences[max(0, self._sentence_of(offset) - 2)]

    def acts(self, start: int, end: int) -> bool:
        """Whether the words at ``start:end`` are the subject of a main clause."""
        return bisect_left(self._starts, start) < bisect_left(self._starts, end)

    def things_before(self, offset: int) -> Iterator[Span]:
        """The noun phrases that were subjects in the sentence of ``offset`` and the one before, nearest first.

        Not the people: these are what "it" and "its" may stand for.
        """
        for token in reversed(self.between(self.sentence_before(offset), offset)):
            start, head_end = token.left_edge.idx, token.idx + len(token)
            named = [m for m in self._cast.between(start, head_end) if m.end >= head_end and not m.referent.plural]
            if token.pos_ != "PRON" and not named:
                yield start, max(head_end, _phrase(token)[1])

    def many_before(self, offset: int) -> Span | None:
        """The noun phrase that "they" at ``offset`` repeats: the main subject just before it, through other "they"."""
        for token in reversed(self._subjects[: bisect_left(self._starts, offset)]):
            if self._sentence_of(offset) - self._sentence_of(token.idx) > 1:
                return None
            if token.lower_ != "they":
                return _phrase(token)
            offset = token.idx
        return None

    def before_mark(self, offset: int) -> tuple[Span, bool] | None:
        """(the first subject of the sentence of ``offset``, where a colon or semicolon stands between, whether nothing
        stands between the mark and ``offset``).
        """
        sentence = self._document.sentence_at(offset)
        if sentence is None:
            return None
        mark = max(self._document.text.rfind(sign, sentence.start, offset) for sign in ":;")
        if not 0 < mark - sentence.start < _CLAUSES or any(
            self._document.quotation_at(at) for at in (sentence.start, mark, offset)
        ):
            return None
        for token in self._document.tokens(sentence.start, mark):
            if token.dep_ in NOMINAL_SUBJECTS and token.pos_ != "PRON":
                start, end = _phrase(token)
                return (start, min(mark, end)), not self._document.text[mark + 1 : offset].strip()
        return None

    def people_before(self, offset: int) -> list[Referent]:
        """The people with names who were subjects of main clauses just before ``offset``, each once.

        Those of its paragraph, or of the one before where this one begins with the sentence of ``offset``.
        """
        paragraph, sentence = self._document.paragraph_at(offset), self._document.sentence_at(offset)
        if paragraph is None:
            return []
        people = self._people_between(max(paragraph.start, offset - REACH), offset)
        begins = sentence is not None and sentence.start <= paragraph.start
        if people or not begins or paragraph.index == 0:
            return people
        before = self._document.paragraphs[paragraph.index - 1]
        return self._people_between(max(before.start, offset - REACH), paragraph.start)

    def _people_between(self, begin: int, end: int) -> list[Referent]:
        found: dict[Referent, None] = {}
        for token in self.between(begin, end):
            last = max((child for child in token.children if child.dep_ == "appos"), key=lambda t: t.i, default=token)
            for mention in self._cast.between(token.left_edge.idx, last.idx + len(last)):
                if mention.end >= token.idx and not mention.possessive and not mention.referent.plural:
                    found[mention.referent] = None
        return list(found)

    def actor_before(self, offset: int) -> str | None:
        """The actor that is the subject of an earlier clause of the sentence at ``offset``: whom "its" stands for."""
        sentence = self._document.sentence_at(offset)
        if sentence is None:
            return None
        here = self._document.quotation_at(offset)
        for token in reversed(list(self._document.tokens(max(sentence.start, offset - _CLAUSES), offset))):
            if self._document.quotation_at(token.idx) is not here:
                continue  # what is quoted has subjects of its own
            if token.dep_ in NOMINAL_SUBJECTS and token.head.dep_ != "relcl" and (found := self.actor_of(token)):
                return found
        return None

    def topic_before(self, offset: int) -> str | None:
        """The one country of the sentence before ``offset``, where that is about it and names no other.

        "Chad's position is clear. Its minister ...", "For Chad it is about trade. Its minister ..."
        """
        at = self._sentence_of(offset) - 2
        begin, end = self._starts_of_sentences[at : at + 2] if at >= 0 else (0, 0)
        mentions = self._book.find_mentions(self._document, begin, end)
        if {mention.actor for mention in mentions} != {mention.actor for mention in mentions[:1]} or not mentions:
            return None
        first = mentions[0]
        before = self._document.slice(begin, first.start).lower().removesuffix("the ")
        owns = before == "" and self._document.text[first.end - 2 : first.end] in ("'s", "’s")
        things = self.between(begin, end)[:1]
        bodies = [t for t in things if t.lower_ in self._titles.organisation_nouns | self._titles.anaphors.keys()]
        its = self._titles.offices(
            words_of(self._document.text, offset, min(offset + _LONGEST_ITS, len(self._document.text)))
        )
        held = its and (its[0].kinds & {"state_offices", "state_bodies"} or its[0].name == "negotiator")
        about = (before == "for " or owns) and not bodies and held
        return first.actor if about and self._book.kind_of(first.actor) in STATES else None

    def is_joint(self, offset: int) -> bool:
        """Whether who speaks at ``offset`` is one of several: the president is not of "France and Chad"."""
        tokens = self._document.tokens(offset, offset + 1)
        token = tokens[0] if tokens else None
        while token is not None and token.dep_ in ("det", "compound", "amod") and token.head != token:
            token = token.head
        return token is not None and (token.dep_ == "conj" or any(c.dep_ == "conj" for c in token.children))

    def actor_of(self, subject: Token) -> str | None:
        """For whom a subject acts, where it is not one of several."""
        if any(child.dep_ == "conj" for child in subject.children):
            return None
        start, end = subject.left_edge.idx, subject.idx + len(subject)
        people = [m for m in self._cast.between(start, end) if m.end >= end and not m.possessive]
        if people:
            return people[0].referent.actor
        phrase = self._document.slice(*_phrase(subject))
        offices = {office.name for office in self._titles.offices(words_of(self._document.slice(start, end)))}
        return self._book.actor_of(phrase, home=self._cast.where.home if offices & BODIES_AT_HOME else None)

    def _sentence_of(self, offset: int) -> int:
        return bisect_right(self._starts_of_sentences, offset)


def _phrase(subject: Token) -> Span:
    """The noun phrase of a subject; of a very long one the beginning."""
    start, right = subject.left_edge.idx, subject.right_edge
    return start, min(right.idx + len(right), start + LONGEST_SUBJECT)


def _in_main_clause(subject: Token) -> bool:
    """Whether a subject is that of a main clause, or of one coordinated with it."""
    verb = subject.head
    for _ in range(_STEPS):
        if verb.dep_ == "ROOT":
            return True
        if verb.dep_ not in ("conj", "parataxis"):
            return False
        verb = verb.head
    return False
