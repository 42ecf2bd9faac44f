"""Mentions of actors in running text, and whether a country is named there as an actor or as a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.actors.gazetteer import Gazetteer
from analysis.actors.names import Word, small_words
from analysis.actors.parts import owns_town_body
from analysis.actors.titles import Titles
from analysis.actors.wordlists import LOCATIVE, NAMED_AFTER_PLACES

_TOWARDS = {"to", "from"}
_MOTION = small_words("motion")
_VISITING = small_words("visiting")
_BEFORE_PLACE = small_words("before_place")
_DWELLERS = small_words("of_a_city")
_AGREED = small_words("agreed_in_places")
_HELD = small_words("held_in_places")
_MONEY = small_words("money_of_countries")
_MOST_BETWEEN = 2  # words: "the Pretoria | peace | agreement"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an article that name an actor.

    ``role`` is name, people (a demonym), seat (a capital), institution or person. ``place`` is True where the words
    name a place rather than who acts ("in Moscow"); ``metonym`` where a capital is its government ("Moscow said").
    """

    start: int
    end: int
    actor: str
    role: str
    place: bool

    @property
    def metonym(self) -> bool:
        return self.role == "seat" and not self.place


def find_mentions(text: str, words: Sequence[Word], known: Gazetteer) -> Iterator[Mention]:
    """The actors named in the words of a text, each with whether it is named as a place."""
    titles = Titles.load()
    for i, j, (actor, role) in known.find(words):
        following = words[j] if j < len(words) and words[j].start - words[j - 1].end <= 1 else None
        if role in ("name", "seat") and j == i + 1 and not words[i].possessive:
            if following and following.text in NAMED_AFTER_PLACES:
                continue  # a newspaper or a university, not the place it is named after
            if words[i].key in titles.places_as_first_names and _goes_on_as_name(words, j, following, titles):
                continue  # Jordan Peterson
        if role == "people" and following and following.lower in _MONEY:
            continue  # "60m Canadian dollars"
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
    if role == "seat" and (_is_named_after(words, i, j) or owns_town_body(words, j)):
        return True
    k = i - 1
    while k >= 0 and words[k].lower in _BEFORE_PLACE:
        k -= 1
    before = words[k].lower if k >= 0 and words[i].start - words[k].end < 30 else ""
    if before in LOCATIVE:
        return True
    if before in _TOWARDS and k:
        return words[k - 1].lower in _MOTION
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


def _is_named_after(words: Sequence[Word], i: int, j: int) -> bool:
    """Whether a treaty, a round of talks or a rule is called after the city where it was made: "the Minsk accords"."""
    for k in range(j, min(j + _MOST_BETWEEN + 1, len(words))):
        if words[k].start - words[k - 1].end != 1:
            return False
        if words[k].lower in _AGREED:
            return True
        if words[k].lower in _HELD:  # these are verbs too: "London talks of war"
            return any(word.lower in ("the", "these", "those") for word in words[max(0, i - _MOST_BETWEEN) : i])
    return False
