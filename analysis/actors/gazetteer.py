"""The names of actors and places in a phrase, and which of them are part of a longer name or somebody's surname."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from analysis.actors.names import NameTable, Word, small_words
from analysis.actors.titles import Titles
from analysis.actors.wordlists import ENDS_OF_PLACES, NAMED_AFTER_PLACES, OF_OTHER_PARTIES, OF_REGIONS, REGIONS

STATES = ("country", "territory")  # kinds of actors
PARTY_WORDS = frozenset({"Party", "Movement", "Front", "League", "Alliance", "Coalition", "Union", "Rally", "Platform"})
_PORTFOLIOS = frozenset({"Minister", "Ministry", "Secretary", "Department", "Inspectorate", "Court", "Office", "Day"})
_PARTS_OF_THE_WORLD = REGIONS | OF_REGIONS | {"european"}
_PEOPLE_IN_NAMES = small_words("people_in_names")
_NAMED_AFTER = NAMED_AFTER_PLACES | ENDS_OF_PLACES
_PARTICLES = small_words("place_particles")
_BEFORE_SURNAMES = small_words("before_surnames")
_TITLE_GAP = 2  # characters: "Mr. Jordan"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What an ActorBook knows: names with their actor and role, places with their country, and facts about actors.

    ``capitals`` has also those that stand for a union: of Belgium, "Brussels".
    """

    names: NameTable[tuple[str, str]]
    places: NameTable[str]
    capitals: Mapping[str, str]
    kinds: Mapping[str, str]
    alias_of: Mapping[str, str]

    def find(self, words: Sequence[Word]) -> Iterator[tuple[int, int, tuple[str, str]]]:
        """The names in a phrase; the "Free Democrats" and the "Democratic Party of Kosovo" are not the Democrats."""
        placed = [(a, b) for a, b, _ in self.places.find(words) if b - a > 1]
        for i, j, (actor, role) in self.names.find(words):
            if any(a <= i and j <= b and j - i < b - a for a, b in placed):
                continue  # "British Columbia"
            if self.kinds.get(actor) == "party" and j < len(words) and words[j].text in _PORTFOLIOS:
                continue  # "the Labour Minister"
            if role in ("name", "seat") and j == i + 1 and is_surname(words, i):
                continue
            longer = (
                i and words[i - 1].capital and words[i - 1].lower != "the" and words[i].start - words[i - 1].end == 1
            ) or name_goes_on(words, j) > j
            if role == "institution" and longer and words[i - 1].lower in _PARTS_OF_THE_WORLD:
                continue  # "the Caribbean CDC"
            if role == "people" and words[i].text in _PEOPLE_IN_NAMES and longer:
                continue  # "the Democratic Pole"
            if role == "people" and i and words[i - 1].lower == "ethnic":
                continue  # "ethnic Russians" act for no Russia
            if _begins_longer_name(words, j, role):
                continue  # "San Juan de Lurigancho", "Nehru Hospital"
            after_comma = role == "seat" and j < len(words) and words[j].start - words[j - 1].end == 2
            if after_comma and self.town_in(words[j:]) not in (None, actor):
                continue  # "Moscow, Idaho"
            party = self.kinds.get(actor) == "party"
            other = i > 0 and words[i - 1].text in OF_OTHER_PARTIES and words[i].start - words[i - 1].end == 1
            if not (party and (other or (longer and role == "name"))) and not _ends_a_name(words, i, role):
                yield i, j, (actor, role)

    def town_in(self, following: Sequence[Word]) -> str | None:
        """The country of the province that words begin with, as after a town's name: "(Lima), | Ohio"."""
        if not following:
            return None
        if (place := self.places.at(following, 0)) is not None:
            return None if following[place[0] - 1].possessive else place[1]
        named = self.names.at(following, 0)  # "(Athens), | Georgia"
        return self.alias_of.get(named[1][0]) if named and not following[named[0] - 1].possessive else None


def is_surname(words: Sequence[Word], i: int) -> bool:
    """Whether a country's or a capital's name is somebody's last name: "Kenneth Washington", "Rep. Jordan".

    Examples
    --------
    >>> from analysis.actors.names import words_of
    >>> is_surname(words_of("Kenneth Washington"), 1), is_surname(words_of("leaving Washington"), 1)
    (True, False)
    """
    if not i or words[i - 1].possessive or not words[i - 1].capital:
        return False
    gap, before = words[i].start - words[i - 1].end, words[i - 1]
    named = gap == 1 and Titles.load().gender_of_name(before.key) is not None
    return named or (gap <= _TITLE_GAP and before.text in _BEFORE_SURNAMES)


def name_goes_on(words: Sequence[Word], end: int) -> int:
    """One past the "of Kosovo" or "for the People" that belongs to a party's name ending before ``end``; else ``end``.

    Examples
    --------
    >>> from analysis.actors.names import words_of
    >>> name_goes_on(words_of("Democratic Party for the People won"), 2)
    5
    """
    if not 0 < end < len(words) or words[end - 1].text not in PARTY_WORDS or words[end].lower not in ("of", "for"):
        return end
    stop = end + 1
    stop += stop < len(words) and words[stop].lower == "the"
    first = stop
    while stop < len(words) and words[stop].capital and words[stop].start - words[stop - 1].end == 1:
        stop += 1
    return stop if stop > first else end


def _begins_longer_name(words: Sequence[Word], j: int, role: str) -> bool:
    """Whether a name that ends before word ``j`` is the beginning of another place's: "Santiago del Estero"."""
    run = list(takewhile(lambda k: words[k].capital and words[k].start - words[k - 1].end == 1, range(j, len(words))))
    if role == "person":
        return any(words[k].text in _NAMED_AFTER for k in run)
    at = j < len(words) - 1 and words[j].text in _PARTICLES and words[j + 1].capital
    return role in ("name", "seat") and at and words[j + 1].start - words[j - 1].end == len(words[j].text) + 2


def _ends_a_name(words: Sequence[Word], i: int, role: str) -> bool:
    """Whether a place ends an organisation's name: "United Mine Workers of America", "University of Oslo"."""
    if (
        role not in ("name", "seat")
        or i < 2
        or words[i - 1].text != "of"
        or not words[i - 2].capital
        or words[i - 2].possessive
    ):
        return False
    held = [office for office in Titles.load().offices(words[: i - 1]) if office.kinds != {"private"}]
    affairs = any(office.name.endswith(("minister", "ministry")) for office in held)  # "of Foreign Affairs of Kenya"
    return not affairs and not any(office.end == i - 1 for office in held)
