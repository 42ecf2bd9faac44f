"""The foreground: who was acting or speaking just before, and whose "spokesman" or "ministry" is meant therefore."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from itertools import chain

from spacy.tokens import Token

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.standing import is_apart
from analysis.actors.titles import Titles
from analysis.article import Span
from analysis.document import Document
from analysis.statements.cast import SUBJECTS, Cast, Referent
from analysis.statements.embassies import is_bare_embassy, senders_before

_AT_HOME = small_words("bodies_at_home")
_AFFAIRS_AT_HOME = small_words("affairs_at_home")
_AFFAIRS_OF_TRADE = small_words("affairs_of_trade")
_REACTING = small_words("reacting")
_ABROAD = small_words("offices_abroad")
_LONGEST_SUBJECT = 160  # characters
_REACH = 1_500  # characters: within a long paragraph, nobody further back is in the foreground
_LONGEST_ITS = 40  # characters of "its former minister for trade"
_CLAUSES = 600  # characters of a sentence in which "its" looks for its subject
_STEPS = 12  # how deep in a chain of coordinated clauses a main clause may be


class Foreground:
    """The subjects of main clauses of a document, and who spoke in it, for words that do not say whose they are.

    "Israel was dismayed. “We will act,” the prime minister said": the prime minister of Israel, whatever the article is
    about. The same paragraph counts first; then the country that the article is about above others, then who acted in
    the paragraph before. Subjects keep a place in the reader's mind before other noun phrases do (centering theory:
    Grosz, Joshi and Weinstein 1995).

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> text = "Israel was dismayed. “We will act,” the prime minister said."
    >>> document, book = read_document(Article("a", text)), ActorBook.load()
    >>> Foreground(document, book, Cast(document, book)).state("the prime minister", text.index("the prime"))
    'Israel'
    """

    def __init__(self, document: Document, book: ActorBook, cast: Cast) -> None:
        self._document = document
        self._book = book
        self._cast = cast
        self._titles = Titles.load()
        self._subjects = [
            token
            for token in document.parse
            if token.dep_ in SUBJECTS and _in_main_clause(token) and not document.quotation_at(token.idx)
        ]
        self._starts = [token.idx for token in self._subjects]
        self._starts_of_sentences = [sentence.start for sentence in document.sentences]
        self._spoken: list[tuple[int, str]] = []  # "" for those who spoke for nobody known

    def spoke(self, offset: int, actor: str | None) -> None:
        """Note for whom a source at ``offset`` spoke."""
        insort(self._spoken, (offset, actor or ""))

    def state(self, description: str, offset: int) -> str | None:
        """The country whose office or body is meant by words at ``offset`` that name none.

        Where the article is about one country, its police and Health Ministry stay its own whoever was heard before.
        An office that the last speaker holds himself is another country's: two foreign ministers. So is that of a
        country that its holder accuses or urges.
        """
        country = self._state(description, offset)
        return country if country is None or country not in self.addressed(offset) else None

    def addressed(self, offset: int) -> set[str]:
        """The countries to which what the subject at ``offset`` says is addressed: "the minister accused *Chad*"."""
        found = set()
        for subject in self._document.tokens(offset, offset + _LONGEST_SUBJECT):
            if subject.dep_ not in SUBJECTS:
                continue
            if subject.left_edge.idx > offset or subject.head.lemma_.lower() not in _REACTING:
                break
            asked = [
                c for verb in subject.head.rights if verb.dep_ == "ccomp" and verb.tag_ == "VB" for c in verb.lefts
            ]
            for token in [*subject.head.rights, *asked]:
                if token.dep_ in ("dobj", "nsubj") and token.pos_ == "PROPN":
                    mentions = self._book.find_mentions(self._document, token.left_edge.idx, token.idx + len(token))
                    found |= {m.actor for m in mentions if m.end >= token.idx + len(token)}
            break
        return found

    def _state(self, description: str, offset: int) -> str | None:
        words = words_of(description)
        names = {office.name for office in self._titles.offices(words)}
        home = self._cast.home_for(description, offset)
        if not names.isdisjoint(self._titles.offices_of_several):
            return home if home and home != self._cast.home else self._cast.belonging.holder(description)
        if home is None and self._cast.home_is_unlisted:
            return None  # "the junta" is of that country, whoever was heard before
        domestic = names & _AT_HOME or ("ministry" in names and any(word.lower in _AFFAIRS_AT_HOME for word in words))
        if domestic and home == self._cast.home and self._cast.leading is None:
            return None  # "police" in an article on France and Poland
        if not names or (home is not None and (domestic or home != self._cast.home)):
            return home
        if _are_several(words) and self._cast.leading is None:
            return None  # "Chad and Niger signed. Ministers said so"
        trade = "ministry" in names and any(word.lower in _AFFAIRS_OF_TRADE for word in words)
        doer = next(self._told(offset), None) if trade and self._cast.leading is None else None
        if self._book.kind_of(doer) in STATES:
            return doer  # "Chad sold less cotton, according to the trade ministry"
        if "ministry" in names and (government := self._government_before(offset)):
            return government
        actor = next(filter(None, self._before(offset, names & self._titles.heads)), None)
        return actor if self._book.kind_of(actor) in STATES else home or self._cast.leading or self._topic(offset)

    def _government_before(self, offset: int) -> str | None:
        """The government called by its capital in the sentence before ``offset``: "Lisbon agrees, they said"."""
        sentence = self._document.sentence_at(offset)
        if sentence is None:
            return None
        for token in self._document.tokens(max(sentence.start, offset - _CLAUSES), offset):
            if token.dep_ in SUBJECTS and not self._document.quotation_at(token.idx):
                for mention in self._book.find_mentions(self._document, token.idx, token.idx + len(token)):
                    if mention.metonym:
                        return mention.actor
        return None

    def _topic(self, offset: int) -> str | None:
        """The country that acts first in the paragraph before; else the one that acts in what is told by words at
        ``offset``: "Chad sees no danger, the foreign minister said".
        """
        paragraph = self._document.paragraph_at(offset)
        if paragraph is None:
            return None
        before = self._document.paragraphs[paragraph.index - 1] if paragraph.index else paragraph
        acting = self._subjects[bisect_left(self._starts, before.start) : bisect_left(self._starts, paragraph.start)]
        actors = chain(map(self._actor_of, acting), self._told(offset))
        return next((actor for actor in actors if self._book.kind_of(actor) in STATES), None)

    def _told(self, offset: int) -> Iterator[str]:
        """Who acts in what the sentence of ``offset`` tells before it."""
        sentence = self._document.sentence_at(offset)
        if sentence is None:
            return
        for token in self._document.tokens(max(sentence.start, offset - _CLAUSES), offset):
            if token.dep_ in SUBJECTS and not self._document.quotation_at(token.idx) and (a := self._actor_of(token)):
                yield a

    def spokesman_of(self, description: str, offset: int) -> str | None:
        """For whom a bare "spokesman" or "ambassador" at ``offset`` speaks; None where the words say more than that."""
        words = words_of(description)
        offices = self._titles.offices(words)
        if is_bare_embassy(words):
            first = self._starts_of_sentences[max(0, self._sentence_of(offset) - 2)]
            if senders := senders_before(self._document, self._book, first, offset):
                return senders.pop() if len(senders) == 1 else None
        if not offices or offices[-1].end != len(words) or is_apart(words):
            return None
        if not (offices[-1].name.startswith("spokes") or offices[-1].name in _ABROAD):
            return None
        before = words[: offices[-1].first]
        if not all(word.lower in self._titles.modifiers or word.lower in ("a", "the") for word in before):
            return None
        if _are_several(words):
            return None  # "Hungary vetoed it. Diplomats said it was isolated": others' diplomats
        return next(self._before(offset, frozenset()), None) or next(self._told(offset), None)

    def _before(self, offset: int, other_than: frozenset[str] | set[str]) -> Iterator[str | None]:
        """For whom each acts who spoke or was a subject before in the paragraph of ``offset``, nearest first.

        None where nobody knows, and for actors with a holder of one of the offices ``other_than``.
        """
        paragraph, sentence = self._document.paragraph_at(offset), self._document.sentence_at(offset)
        if paragraph is None or sentence is None:
            return
        begin = max(paragraph.start, offset - _REACH)
        subjects = self._subjects[bisect_left(self._starts, begin) : bisect_left(self._starts, sentence.start)]
        spoken = self._spoken[bisect_left(self._spoken, (begin, "")) : bisect_left(self._spoken, (sentence.start, ""))]
        ranked = [(token.idx, token) for token in subjects if token.pos_ != "PRON"] + list(spoken)
        taken: set[str | None] = set()
        for at, found in sorted(ranked, key=lambda pair: pair[0], reverse=True):
            spoke = isinstance(found, str) and found and not self.is_joint(at)
            actor = (found if spoke else None) if isinstance(found, str) else self._actor_of(found)
            if self._holds(at, other_than):
                taken.add(actor)
            yield None if actor in taken else actor

    def is_joint(self, offset: int) -> bool:
        """Whether who speaks at ``offset`` is one of several: the president is not of "France and Chad"."""
        tokens = self._document.tokens(offset, offset + 1)
        token = tokens[0] if tokens else None
        while token is not None and token.dep_ in ("det", "compound", "amod") and token.head != token:
            token = token.head
        return token is not None and (token.dep_ == "conj" or any(c.dep_ == "conj" for c in token.children))

    def things_before(self, offset: int) -> Iterator[Span]:
        """The noun phrases that were subjects in the sentence of ``offset`` and the one before, nearest first.

        Not the people: these are what "it" and "its" may stand for.
        """
        first = self._starts_of_sentences[max(0, bisect_right(self._starts_of_sentences, offset) - 2)]
        for token in reversed(self._subjects[bisect_left(self._starts, first) : bisect_left(self._starts, offset)]):
            start, head_end = token.left_edge.idx, token.idx + len(token)
            named = [m for m in self._cast.between(start, head_end) if m.end >= head_end and not m.referent.plural]
            if token.pos_ != "PRON" and not named:
                right = token.right_edge
                yield start, max(head_end, min(right.idx + len(right), start + _LONGEST_SUBJECT))

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
        things = self._subjects[bisect_left(self._starts, begin) : bisect_left(self._starts, end)][:1]
        bodies = [t for t in things if t.lower_ in self._titles.organisation_nouns | self._titles.anaphors.keys()]
        its = self._titles.offices(
            words_of(self._document.text, offset, min(offset + _LONGEST_ITS, len(self._document.text)))
        )
        held = its and (its[0].kinds & {"state_offices", "state_bodies"} or its[0].name == "negotiator")
        about = (before == "for " or owns) and not bodies and held
        return first.actor if about and self._book.kind_of(first.actor) in STATES else None

    def many_before(self, offset: int) -> Span | None:
        """The noun phrase that "they" at ``offset`` repeats: the main subject just before it, through other "they"."""
        for token in reversed(self._subjects[: bisect_left(self._starts, offset)]):
            if self._sentence_of(offset) - self._sentence_of(token.idx) > 1:
                return None
            if token.lower_ != "they":
                right = token.right_edge
                return token.left_edge.idx, min(right.idx + len(right), token.left_edge.idx + _LONGEST_SUBJECT)
            offset = token.idx
        return None

    def _sentence_of(self, offset: int) -> int:
        return bisect_right(self._starts_of_sentences, offset)

    def subject_before_mark(self, offset: int) -> tuple[Span, bool] | None:
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
            if token.dep_ in SUBJECTS and token.pos_ != "PRON":
                right = token.right_edge
                start = token.left_edge.idx
                end = min(mark, right.idx + len(right), start + _LONGEST_SUBJECT)
                return (start, end), not self._document.text[mark + 1 : offset].strip()
        return None

    def acts(self, start: int, end: int) -> bool:
        """Whether the words at ``start:end`` are the subject of a main clause."""
        return bisect_left(self._starts, start) < bisect_left(self._starts, end)

    def people_before(self, offset: int) -> list[Referent]:
        """The people with names who were subjects of main clauses just before ``offset``, each once.

        Those of its paragraph, or of the one before where this one begins with the sentence of ``offset``.
        """
        paragraph, sentence = self._document.paragraph_at(offset), self._document.sentence_at(offset)
        if paragraph is None:
            return []
        people = self._people_between(max(paragraph.start, offset - _REACH), offset)
        begins = sentence is not None and sentence.start <= paragraph.start
        if people or not begins or paragraph.index == 0:
            return people
        before = self._document.paragraphs[paragraph.index - 1]
        return self._people_between(max(before.start, offset - _REACH), paragraph.start)

    def _people_between(self, begin: int, end: int) -> list[Referent]:
        found: dict[Referent, None] = {}
        for token in self._subjects[bisect_left(self._starts, begin) : bisect_left(self._starts, end)]:
            last = max((child for child in token.children if child.dep_ == "appos"), key=lambda t: t.i, default=token)
            for mention in self._cast.between(token.left_edge.idx, last.idx + len(last)):
                if mention.end >= token.idx and not mention.possessive and not mention.referent.plural:
                    found[mention.referent] = None
        return list(found)

    def subject_before(self, offset: int) -> str | None:
        """The actor that is the subject of an earlier clause of the sentence at ``offset``: whom "its" stands for."""
        sentence = self._document.sentence_at(offset)
        if sentence is None:
            return None
        here = self._document.quotation_at(offset)
        for token in reversed(list(self._document.tokens(max(sentence.start, offset - _CLAUSES), offset))):
            if self._document.quotation_at(token.idx) is not here:
                continue  # what is quoted has subjects of its own
            if token.dep_ in SUBJECTS and token.head.dep_ != "relcl" and (found := self._actor_of(token)):
                return found
        return None

    def _actor_of(self, subject: Token) -> str | None:
        if any(child.dep_ == "conj" for child in subject.children):
            return None
        start, end = subject.left_edge.idx, subject.idx + len(subject)
        people = [m for m in self._cast.between(start, end) if m.end >= end and not m.possessive]
        if people:
            return people[0].referent.actor
        right = subject.right_edge
        phrase = self._document.slice(start, min(right.idx + len(right), start + _LONGEST_SUBJECT))
        offices = {office.name for office in self._titles.offices(words_of(self._document.slice(start, end)))}
        return self._book.actor_of(phrase, home=self._cast.home if offices & _AT_HOME else None)

    def _holds(self, offset: int, offices: frozenset[str] | set[str]) -> bool:
        """Whether whoever is named at ``offset`` holds one of some offices."""
        if not offices:
            return False
        people = [m for m in self._cast.before(offset + 200, most=6) if m.start <= offset + 1 and m.end > offset]
        roles = [role for person in people for role in person.referent.roles]
        return any(office.name in offices for role in roles for office in self._titles.offices(words_of(role)))


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


def _are_several(words: Sequence[Word]) -> bool:
    """Whether a description is of any people of a kind, whoever's: "senior ministers", not "the ministers"."""
    plural = words[-1].lower.endswith("s") and not words[-1].lower.endswith("ss")
    return (
        plural
        and words[0].lower not in ("the", "its", "their", "these", "those")
        and not any(w.capital for w in words[1:])
    )
