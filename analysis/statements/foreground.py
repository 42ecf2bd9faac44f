"""The foreground: who was acting or speaking just before, and whose "spokesman" or "ministry" is meant therefore."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from itertools import chain

from spacy.tokens import Token

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.standing import is_apart
from analysis.actors.titles import Titles
from analysis.actors.wordlists import BODIES_AT_HOME, OFFICES_ABROAD, REACTING
from analysis.document import Document
from analysis.statements.cast import Cast
from analysis.statements.embassies import is_bare_embassy, senders_before
from analysis.statements.subjects import LONGEST_SUBJECT, REACH, Subjects
from analysis.verbs import NOMINAL_SUBJECTS

_AFFAIRS_AT_HOME = small_words("affairs_at_home")
_AFFAIRS_OF_TRADE = small_words("affairs_of_trade")
_REBUKING = small_words("rebuking")


class Foreground:
    """Who acted and who spoke in a document, for words that do not say whose they are.

    "Israel was dismayed. “We will act,” the prime minister said": the prime minister of Israel, whatever the article is
    about. The same paragraph counts first; then the country that the article is about above others, then who acted in
    the paragraph before.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> text = "Israel was dismayed. “We will act,” the prime minister said."
    >>> document, book = read_document(Article("a", text)), ActorBook.load()
    >>> cast = Cast(document, book)
    >>> foreground = Foreground(document, book, cast, Subjects(document, book, cast))
    >>> foreground.state("the prime minister", text.index("the prime"))
    'Israel'
    """

    def __init__(self, document: Document, book: ActorBook, cast: Cast, subjects: Subjects) -> None:
        self._document = document
        self._book = book
        self._cast = cast
        self._titles = Titles.load()
        self._subjects = subjects
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
        if self._book.may_be_of_world_court(self._document, description):
            return None
        country = self._state(description, offset)
        return country if country is None or country not in self.addressed(offset) else None

    def addressed(self, offset: int) -> set[str]:
        """The countries to which what the subject at ``offset`` says is addressed: "the minister accused *Chad*".

        Whoever rebukes what is a country's does not speak for it either: "the minister condemned *Chad*'s attack".
        """
        found = set()
        for subject in self._document.tokens(offset, offset + LONGEST_SUBJECT):
            if subject.dep_ not in NOMINAL_SUBJECTS:
                continue
            if subject.left_edge.idx > offset:
                break
            for verb in _verbs_of(subject):
                for token in _addressees(verb):
                    end = token.idx + len(token)
                    mentions = self._book.find_mentions(self._document, token.left_edge.idx, end)
                    found |= {m.actor for m in mentions if m.end >= end}
            break
        return found

    def _state(self, description: str, offset: int) -> str | None:
        words = words_of(description)
        names = {office.name for office in self._titles.offices(words)}
        home = self._cast.where.home_for(description, offset)
        if not names.isdisjoint(self._titles.offices_of_several):
            return home if home and home != self._cast.where.home else self._cast.belonging.holder(description)
        if home is None and self._cast.where.home_is_unlisted:
            return None  # "the junta" is of that country, whoever was heard before
        if home == self._cast.where.home and (other := self._joined_before(offset)) not in (None, home):
            return other if "administration" in names else None
        domestic = names & BODIES_AT_HOME or (
            "ministry" in names and any(word.lower in _AFFAIRS_AT_HOME for word in words)
        )
        if domestic and home == self._cast.where.home and self._cast.where.leading is None:
            return None  # "police" in an article on France and Poland
        if not names or (home is not None and (domestic or home != self._cast.where.home)):
            return home
        if _are_several(words) and self._cast.where.leading is None:
            return None  # "Chad and Niger signed. Ministers said so"
        trade = "ministry" in names and any(word.lower in _AFFAIRS_OF_TRADE for word in words)
        doer = next(self._told(offset), None) if trade and self._cast.where.leading is None else None
        if self._book.kind_of(doer) in STATES:
            return doer  # "Chad sold less cotton, according to the trade ministry"
        if "ministry" in names and (government := self._government_before(offset)):
            return government
        actor = next(filter(None, self._before(offset, names & self._titles.heads)), None)
        return actor if self._book.kind_of(actor) in STATES else home or self._cast.where.leading or self._topic(offset)

    def _joined_before(self, offset: int) -> str | None:
        """The state of whose acts the clause before tells: "*France* sent troops to Chad, but the government ..."."""
        for subject in self._document.tokens(offset, offset + LONGEST_SUBJECT):
            if subject.dep_ not in NOMINAL_SUBJECTS:
                continue
            clause = subject.head.head if subject.head.dep_ == "conj" else None
            if clause is None or all(child.lower_ != "but" for child in clause.rights):
                return None
            acting = (self._subjects.actor_of(c) for c in clause.lefts if c.dep_ in NOMINAL_SUBJECTS)
            return next((actor for actor in acting if self._book.kind_of(actor) in STATES), None)
        return None

    def _government_before(self, offset: int) -> str | None:
        """The government called by its capital in the sentence before ``offset``: "Lisbon agrees, they said"."""
        for token in self._subjects.told_before(offset):
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
        acting = self._subjects.between(before.start, paragraph.start)
        actors = chain(map(self._subjects.actor_of, acting), self._told(offset))
        return next((actor for actor in actors if self._book.kind_of(actor) in STATES), None)

    def _told(self, offset: int) -> Iterator[str]:
        """Who acts in what the sentence of ``offset`` tells before it."""
        return filter(None, map(self._subjects.actor_of, self._subjects.told_before(offset)))

    def spokesman_of(self, description: str, offset: int) -> str | None:
        """For whom a bare "spokesman" or "ambassador" at ``offset`` speaks; None where the words say more than that."""
        words = words_of(description)
        offices = self._titles.offices(words)
        if is_bare_embassy(words):
            first = self._subjects.sentence_before(offset)
            if senders := senders_before(self._document, self._book, first, offset):
                return senders.pop() if len(senders) == 1 else None
        if not offices or offices[-1].end != len(words) or is_apart(words):
            return None
        if not (offices[-1].name.startswith("spokes") or offices[-1].name in OFFICES_ABROAD):
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
        begin = max(paragraph.start, offset - REACH)
        subjects = self._subjects.between(begin, sentence.start)
        spoken = self._spoken[bisect_left(self._spoken, (begin, "")) : bisect_left(self._spoken, (sentence.start, ""))]
        ranked = [(token.idx, token) for token in subjects if token.pos_ != "PRON"] + list(spoken)
        taken: set[str | None] = set()
        for at, found in sorted(ranked, key=lambda pair: pair[0], reverse=True):
            spoke = isinstance(found, str) and found and not self._subjects.is_joint(at)
            actor = (found if spoke else None) if isinstance(found, str) else self._subjects.actor_of(found)
            if self._holds(at, other_than):
                taken.add(actor)
            yield None if actor in taken else actor

    def _holds(self, offset: int, offices: frozenset[str] | set[str]) -> bool:
        """Whether whoever is named at ``offset`` holds one of some offices."""
        if not offices:
            return False
        people = [m for m in self._cast.before(offset + 200, most=6) if m.start <= offset + 1 and m.end > offset]
        roles = [role for person in people for role in person.referent.roles]
        return any(office.name in offices for role in roles for office in self._titles.offices(words_of(role)))


def _verbs_of(subject: Token) -> list[Token]:
    """The verb of a subject and those joined to it, also where the parser joins them to a verb in what is said."""
    verb = subject.head
    told = [child for child in verb.rights if child.dep_ == "ccomp"]
    joined = [c for v in (verb, *told) for c in v.conjuncts if c.i > verb.i and c.tag_ == verb.tag_]
    return [verb, *(c for c in joined if not any(child.dep_ in NOMINAL_SUBJECTS for child in c.lefts))]


def _addressees(verb: Token) -> Iterator[Token]:
    """The names to whom a verb is addressed: "accused *Chad*", "urged *Chad* to stop", "condemned *Chad*'s attack"."""
    lemma = verb.lemma_.lower()
    if lemma not in REACTING | _REBUKING:
        return
    told = [v for v in verb.rights if v.dep_ == "ccomp" and v.tag_ == "VB"]
    asked = [c for v in told if all(c.tag_ != "MD" for c in v.lefts) for c in v.lefts]  # not "Chad would pay"
    for token in [*verb.rights, *asked]:
        if token.dep_ not in ("dobj", "nsubj"):
            continue
        owners = [c for c in token.children if c.dep_ == "poss"] if lemma in _REBUKING else []
        if lemma in _REBUKING:
            owners += [c for of in token.children if of.lower_ == "of" for c in of.children if c.dep_ == "pobj"]
        yield from (t for t in [token, *owners] if t.pos_ == "PROPN")


def _are_several(words: Sequence[Word]) -> bool:
    """Whether a description is of any people of a kind, whoever's: "senior ministers", not "the ministers"."""
    plural = words[-1].lower.endswith("s") and not words[-1].lower.endswith("ss")
    return (
        plural
        and words[0].lower not in ("the", "its", "their", "these", "those")
        and not any(w.capital for w in words[1:])
    )
