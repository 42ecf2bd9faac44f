"""Actors: on whose behalf somebody speaks, from ``data/countries.yaml``, ``data/actors.yaml`` and a user's own file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from analysis.actors.affiliations import affiliation
from analysis.actors.files import ROLES, ActorFileError, read_actor_files
from analysis.actors.gazetteer import Gazetteer, is_surname
from analysis.actors.home import Home, find_home
from analysis.actors.mentions import Mention, find_mentions
from analysis.actors.names import NameTable, Word, words_of
from analysis.actors.parts import is_of_the_court
from analysis.document import Document

__all__ = ["ActorBook", "ActorFileError", "Mention", "listed"]


def listed(actors: str) -> list[str]:
    """The names in a comma-separated list.

    Examples
    --------
    >>> listed("US, Russia,,UN")
    ['US', 'Russia', 'UN']
    """
    return [name.strip() for name in actors.split(",") if name.strip()]


class ActorBook:
    """Which words mean which actor.

    Examples
    --------
    >>> book = ActorBook.load()
    >>> book.actor_of("US State Department spokesman Ned Price"), book.actor_of("the Kremlin")
    ('US', 'Russia')
    >>> book.actor_of("the Interior Ministry", home="Kazakhstan")
    'Kazakhstan'
    >>> print(book.actor_of("a Russian activist"))
    None
    """

    def __init__(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        self._kinds = {actor: str(entry.get("kind", "organisation")) for actor, entry in entries.items()}
        self._alias_of = {actor: str(entry["alias_of"]) for actor, entry in entries.items() if entry.get("alias_of")}
        names: NameTable[tuple[str, str]] = NameTable()
        places: NameTable[str] = NameTable()
        self._own_persons: NameTable[str] = NameTable()
        self._domestic: NameTable[str] = NameTable()  # words that tell which country an article is about, and no more
        for actor, entry in entries.items():
            names.add(actor, (actor, "name"))
            for key, role in ROLES.items():
                for name in entry.get(key) or ():
                    names.add(name, (actor, role))
            for person in entry.get("own_persons") or ():
                self._own_persons.add(person, actor)
            for place in entry.get("places") or ():
                places.add(place, actor)
            for word in (*entry.get("places", ()), *entry.get("signs", ())):
                self._domestic.add(word, actor)
        capitals = {str(entry["capital"]): actor for actor, entry in entries.items() if entry.get("capital")}
        self._gazetteer = Gazetteer(names, places, capitals, self._kinds, self._alias_of)
        self._homes: WeakKeyDictionary[Document, Home] = WeakKeyDictionary()
        self._surnames: WeakKeyDictionary[Document, frozenset[str]] = WeakKeyDictionary()
        self._courts: WeakKeyDictionary[Document, bool] = WeakKeyDictionary()
        self._affiliation = lru_cache(maxsize=16_384)(partial(affiliation, known=self._gazetteer))

    @classmethod
    def load(cls, path: str | Path | None = None) -> ActorBook:
        """The built-in actors, with those of a user's YAML file on top.

        Parameters
        ----------
        path : str or Path, optional
            A file of the form of ``analysis/data/actors.yaml``. Its entries add to the built-in ones of the same name;
            a name that it gives to another actor is that actor's from then on.
            Its `persons` speak for it whatever an article calls them.

        Raises
        ------
        ActorFileError
            The file is missing or not of this form; the message names the line and what to do.
        """
        return _built_in() if path is None else cls(read_actor_files(path))

    def __contains__(self, actor: object) -> bool:
        """Whether an actor is called so in the tables."""
        return actor in self._kinds

    def called(self, name: str) -> str | None:
        """The actor that is called so in the tables, or has the name in the list; None where there is none.

        Examples
        --------
        >>> book = ActorBook.load()
        >>> book.called("US"), book.called("the United States"), book.called("Moscow")
        ('US', 'US', None)
        """
        if name in self:
            return name
        words = words_of(name)
        words = words[1:] if words and words[0].lower == "the" else words
        hits = self._gazetteer.names.find(words)
        return next((actor for i, j, (actor, role) in hits if j - i == len(words) and role == "name"), None)

    def like(self, name: str) -> list[str]:
        """The actors that a name which is none may stand for: whose name it is in other words, and those spelt alike.

        Examples
        --------
        >>> book = ActorBook.load()
        >>> book.like("United States"), book.like("Rusia"), book.like("Hungarian"), book.like("Atlantis")
        (['US'], ['Russia'], ['Hungary'], [])
        """
        words = words_of(name)
        people = (actor for i, j, (actor, _) in self.names_in(words) if j - i == len(words))
        same = self.actor_of(name) or next(people, None)
        alike = process.extract(name, list(self._kinds), scorer=fuzz.ratio, processor=default_process, score_cutoff=80)
        return list(dict.fromkeys([*([same] if same else []), *(actor for actor, _, _ in alike)]))[:3]

    def names_in(self, words: Sequence[Word]) -> Iterator[tuple[int, int, tuple[str, str]]]:
        """(first word, one past the last, (actor, role)) of each name of an actor in a phrase."""
        return self._gazetteer.find(words)

    def places_in(self, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
        """(first word, one past the last, country) of each province or city in a phrase."""
        return self._gazetteer.places.find(words)

    def own_persons_in(self, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
        """(first word, one past the last, actor) of each person of the user's own file in a phrase."""
        return self._own_persons.find(words)

    def is_place(self, words: Sequence[Word]) -> bool:
        """Whether words are a province or city that the list of actors has, and nothing more: "New York"."""
        return any(j - i == len(words) for i, j, _ in self.places_in(words))

    def kind_of(self, actor: str | None) -> str | None:
        """What an actor is: country, union, alliance, ... as ``actors.yaml`` says; None where nobody knows it."""
        return self._kinds.get(actor) if actor else None

    def actor_of(self, phrase: str, *, home: str | None = None) -> str | None:
        """On whose behalf the bearer of a description speaks.

        Parameters
        ----------
        phrase : str
            A source or a mention as written: ``"Ukraine's ambassador to Poland"``, ``"Moscow"``, ``"the police"``.
        home : str, optional
            The country the article is about, for whom "the government" speaks.

        Returns
        -------
        str or None
            The actor's name as the tables show it. None for people who speak for themselves (activists, former
            ministers, candidates), and where nothing says for whom.

        Examples
        --------
        >>> book = ActorBook.load()
        >>> book.actor_of("Russia's ambassador to the UN"), book.actor_of("the UN envoy for Syria")
        ('Russia', 'UN')
        """
        return self._affiliation(phrase, home=home)

    def find_mentions(self, document: Document, start: int, end: int) -> list[Mention]:
        """The actors named in ``start:end`` of a document, in text order.

        Examples
        --------
        >>> from analysis.article import Article
        >>> from analysis.document import read_document
        >>> document = read_document(Article("a", "Officials in Moscow said Kyiv had fired first."))
        >>> [(m.actor, m.place) for m in ActorBook.load().find_mentions(document, 0, 46)]
        [('Russia', True), ('Ukraine', False)]
        """
        home = self.home(document)
        text = document.text
        first = max(0, start - 60)  # what stands before the first word tells a place from an actor
        words = words_of(text, first, end)
        found = find_mentions(text, words, self._gazetteer)
        bearers = self.surnames(document)
        return [
            m
            for m in found
            if m.start >= start
            and not (home and self._alias_of.get(m.actor) == home and m.role == "name")
            and (m.place or not bearers or " ".join(w.key for w in words_of(text, m.start, m.end)) not in bearers)
        ]

    def surnames(self, document: Document) -> frozenset[str]:
        """The countries and capitals whose names are last names in an article: "Jordan", where it has a Jim Jordan."""
        if document not in self._surnames:
            words = words_of(document.text)
            hits = self._gazetteer.names.find(words)
            self._surnames[document] = frozenset(
                words[i].key for i, j, _ in hits if j == i + 1 and is_surname(words, i)
            )
        return self._surnames[document]

    def may_be_of_world_court(self, document: Document, phrase: str) -> bool:
        """Whether "the court" or "the prosecutor" may be that of an international court that the article names."""
        if not is_of_the_court(words_of(phrase)):
            return False
        if document not in self._courts:
            hits = self._gazetteer.find(words_of(document.text))
            self._courts[document] = any(self._kinds.get(actor) == "court" for _, _, (actor, _) in hits)
        return self._courts[document]

    def home(self, document: Document) -> str | None:
        """The country an article is about: where things happen or act, in headline and first paragraphs above all."""
        return self._home_of(document).country

    def home_is_clear(self, document: Document) -> bool:
        """Whether an article is about one country far more than any other, and "the president" is that country's."""
        return self._home_of(document).is_clear

    def home_leads(self, document: Document) -> bool:
        """Whether an article is about one country somewhat more than any other."""
        return self._home_of(document).leads

    def home_is_unlisted(self, document: Document) -> bool:
        """Whether an article is about a country that no list knows: "the president" is that of none that is listed."""
        return self._home_of(document).unlisted

    def _home_of(self, document: Document) -> Home:
        if document not in self._homes:
            self._homes[document] = find_home(document, self._gazetteer, self._domestic)
        return self._homes[document]


@cache
def _built_in() -> ActorBook:
    """The built-in actors, read once: what a book remembers it remembers by document."""
    return ActorBook(read_actor_files(None))
