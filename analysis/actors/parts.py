"""Offices of a part of a state, which does not speak for the whole: a province's premier, a county's governor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.actors.names import NameTable, Word, small_words
from analysis.actors.titles import Office, Titles
from analysis.actors.wordlists import BELOW_STATES, BODIES_OF_TOWNS, FILLERS, WORLD_SEATS

_BELOW_STATES = BELOW_STATES | {"state", "county", "province", "region", "district"}
_ELECTS_GOVERNORS = small_words("elects_governors")
_GOVERNORS = frozenset({"governor", "lieutenant governor", "deputy governor", "gov"})
_LAW_OFFICERS = frozenset({"attorney general", "solicitor general", "secretary of state"})
_BANKS = frozenset({"bank", "banks", "reserve", "fed"})
_DIRECTIONS = frozenset({"Western", "Eastern", "Northern", "Southern", "West", "East", "North", "South"})
_LOCAL = frozenset({"mayor", "lord mayor", "prosecutor", "public prosecutor", "court", "appeals court", "fire service"})
_OF_COURTS = frozenset({"court", "judge", "judges", "tribunal"})
_ARBITRATION = frozenset({"arbitral", "arbitration", "arbitrators", "international"})
_LAW = frozenset({*_OF_COURTS, "justices", "prosecutor", "prosecutors", "registrar", "tribunals"})
_OF_BODIES = frozenset({"official", "officials", "diplomat", "diplomats"})

Hit = tuple[int, int, str, str]  # (first word, one past the last, actor, role)


def is_of_part(
    words: Sequence[Word],
    head: Sequence[Office],
    hits: Sequence[Hit],
    home: str | None,
    places: NameTable[str],
    kinds: Mapping[str, str],
) -> bool:
    """Whether a phrase names an office of a part of a state: "Kano State governor", "the premier of Ontario".

    Governors count only where they are elected, often against the government: those whom a president sends speak
    for the state.
    """
    if not head or any(kinds.get(actor) != "country" or role not in ("name", "people") for _, _, actor, role in hits):
        return False  # "Fed governor", "Guam's governor"
    office = head[-1]
    governor, minister = office.name in _GOVERNORS, office.name.endswith("minister")
    if not (governor or minister or office.name == "premier" or office.name in _LAW_OFFICERS):
        return False
    if any(word.lower in _BANKS for word in words):
        return False
    if minister and home in _ELECTS_GOVERNORS and any(w.possessive and w.key == "state" for w in words[: office.first]):
        return True  # "the state's water minister"
    place = next((country for i, j, country in places.find(words) if _owns(words, i, j, office)), None)
    country = place or home or next((actor for _, _, actor, _ in hits), None)
    if office.name == "premier" and (place or _is_directed(words, hits)):
        return True
    if country not in _ELECTS_GOVERNORS:
        return False
    of_other = _is_directed(words, hits) or _named_before(words, hits, office)
    return place is not None or (governor and (of_other or not hits)) or (office.name == "premier" and of_other)


def is_local(head: Sequence[Office]) -> bool:
    """Whether a phrase's head is of a town, not of the institutions that have their seat in it: "Brussels police"."""
    name = head[-1].name if head else ""
    return name in _LOCAL or name.startswith(("police", "fire "))


def owns_town_body(words: Sequence[Word], end: int) -> bool:
    """Whether a capital that ends before word ``end`` is the town whose council is meant: "Dublin | City Council".

    Examples
    --------
    >>> from analysis.actors.names import words_of
    >>> [owns_town_body(words_of(said), 1) for said in ("Dublin City Council", "London Assembly", "Rome's council")]
    [True, True, False]
    """
    after = [word.lower for word in words[end : end + 2]]
    assembly = words[end : end + 1] and words[end].text == "Assembly" and not words[end - 1].possessive
    return bool(assembly) or not BODIES_OF_TOWNS.isdisjoint((" ".join(after), *after[:1]))


def is_of_world_body(words: Sequence[Word], head_end: int, hits: Sequence[Hit]) -> bool:
    """Whether courts and officials are of the bodies that have their seat in a town, not of its country.

    "The Strasbourg judges", "officials in Geneva", "an arbitration court in Paris"; but "Geneva police".
    """
    noun, before = words[head_end - 1].lower, words[head_end - 2] if head_end > 1 else None
    if noun in _OF_COURTS and before and before.key in WORLD_SEATS and not before.possessive:
        return all(j < head_end and role in ("name", "seat") for _, j, _, role in hits)
    if any(i < head_end for i, _, _, _ in hits):
        return False  # "US officials in Geneva"
    if noun in _OF_COURTS and not _ARBITRATION.isdisjoint(word.lower for word in words[:head_end]):
        return True
    after = [word.key for word in words[head_end : head_end + 3]]
    return noun in _OF_BODIES | _OF_COURTS and after[:1] == ["in"] and not WORLD_SEATS.isdisjoint(after)


def is_of_the_court(words: Sequence[Word]) -> bool:
    """Whether a court is meant that the reader knows, or somebody of it: "the court's president".

    Examples
    --------
    >>> from analysis.actors.names import words_of
    >>> [is_of_the_court(words_of(said)) for said in ("the court's president", "a court", "the High Court")]
    [True, False, False]
    """
    law = [word for word in words if word.lower.removesuffix("'s").removesuffix("’s") in _LAW]
    named = any(word.capital for word in words[1:] if word not in law and not word.lower.startswith("chief"))
    return bool(law) and not named and words[0].lower not in ("a", "an", "one")


def _owns(words: Sequence[Word], i: int, j: int, office: Office) -> bool:
    """Whether a place is whose the office is: "Ontario's health minister", "Kano State Governor"."""
    if j <= office.first:
        between = words[j : office.first]
        if words[j - 1].possessive and all(word.text.islower() for word in between):
            return True  # "Ontario's water minister"
        return all(word.lower in _BELOW_STATES or word.lower in Titles.load().modifiers for word in between)
    before = [word.lower for word in words[office.end : i] if word.lower != "the"]
    return before == ["of"]


def _is_directed(words: Sequence[Word], hits: Sequence[Hit]) -> bool:
    """Whether a country's name is that of its west or south: "the Western Australian premier"."""
    return any(i and words[i - 1].text in _DIRECTIONS for i, _, _, _ in hits)


def _named_before(words: Sequence[Word], hits: Sequence[Hit], office: Office) -> bool:
    """Whether a name that no list knows, or "state", stands before an office: "Turkana Governor"."""
    countries = {k for i, j, _, _ in hits for k in range(i, j)}
    titles = Titles.load()
    return any(
        word.lower in _BELOW_STATES
        or (word.capital and word.lower not in titles.modifiers | FILLERS and word.text not in titles.party_words)
        for k, word in enumerate(words[: office.first])
        if k not in countries
    )
