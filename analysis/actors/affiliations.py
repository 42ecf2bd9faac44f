"""For whom somebody speaks: "Ukraine's ambassador to Poland" for Ukraine, "a Russian activist" for himself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.actors.bodies import OF_PEOPLE, is_crowd, is_in_peoples_body, speaks_for_body
from analysis.actors.gazetteer import STATES, Gazetteer
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.parts import is_local, is_of_part, is_of_world_body, owns_town_body
from analysis.actors.posts import is_where_posted, portfolio_of
from analysis.actors.standing import head_end_of, is_apart, is_former, is_past_union, owns_party_or_critics
from analysis.actors.titles import Office, Titles
from analysis.actors.wordlists import (
    BELOW_STATES,
    BODIES_OF_MEMBERS,
    ENDS_OF_HEAD,
    FILLERS,
    NEIGHBOURING,
    OFFICES_ABROAD,
    POSSESSIVES,
)

_SEGMENT = re.compile(r"[,;()\[\]:–—]|\s-\s")
_STOPS_COUNTRY = small_words("not_of")
_EXAMPLES = small_words("examples")
_OF_STATES = {"authority", "board", "bureau", "service", "office"}
_COUNTRY_WORDS = small_words("country_nouns")
_COUNTRY_ROLES = ("name", "people", "seat")
_OF_MANY = small_words("offices_of_any_organisation")
_FIRMS = small_words("firms")
_OF_EXPERTS = ("organisation", "agency", "bank")
_OF_SEVERAL = frozenset({"any", "both", "each", "every", "rival"})
_ONE_A_STATE = frozenset({"armies", "cabinets", "governments", "parliaments", "presidents"})  # several: of other states
_IN_TURN = frozenset({"earlier", "future", "past", "previous", "recent", "successive"})
_RUN_BY = ("run", "controlled", "held", "led")
_SPOKES = ("spokes",)
_TRIBES = frozenset({"Nation", "Nations"})  # "the Cree Nation"


def affiliation(phrase: str, *, home: str | None, known: Gazetteer) -> str | None:
    """The actor for whom the bearer of ``phrase`` speaks; see ``ActorBook.actor_of``.

    The phrase is read part by part, between commas: the first part that names an actor decides, unless a part says that
    this is somebody who speaks for himself.
    """
    titles = Titles.load()
    decided: str | None = None
    begin = 0
    for match in [*_SEGMENT.finditer(phrase), None]:
        stop = match.start() if match else len(phrase)
        words = words_of(phrase, begin, stop)
        begin = match.end() if match else stop
        if not words:
            continue
        following = words_of(phrase, begin) if match and match.group() == "," else []
        in_town = words[-1].capital and any(word.lower in ("in", "of") for word in words)
        if in_town and (country := known.town_in(following)) is not None:  # "police in Moscow, Idaho"
            at = next((i for i, j, (actor, _) in known.find(words) if j == len(words) and actor != country), len(words))
            words, home = words[:at], country
        if words[0].lower == "among":
            break  # "13 embassies, among them that of the US": the US is one of them
        if words[0].lower == "which":
            continue  # "the Reform Bloc, which rules with Labour"
        actor, private = _of_part(words, home, known, titles)
        if private and actor is None:
            return decided if decided is not None and known.kinds.get(decided) != "country" else None
        decided = decided or actor
    return decided


def _of_part(words: Sequence[Word], home: str | None, known: Gazetteer, titles: Titles) -> tuple[str | None, bool]:
    """(the actor, whether the part says that somebody speaks for himself)."""
    offices = titles.offices(words)
    head_end = head_end_of(words)
    hits = [
        (i, j, actor, role)
        for i, j, (actor, role) in known.find(words)
        if not (role == "name" and home and known.alias_of.get(actor) == home)
        and not (i and words[i - 1].lower == "former" and actor == "Soviet Union")
    ]
    if is_former(words[:head_end]) and not is_past_union(words):
        return None, True
    apart = is_apart(words)
    if apart:
        hits = [hit for hit in hits if known.kinds.get(hit[2]) not in STATES]
    if apart or any(a.lower in POSSESSIVES and b.lower in _COUNTRY_WORDS for a, b in pairwise(words)):
        home = None  # "his country's parliament"
    if (holder := _holder(words[:head_end], known)) is not None:
        return holder, False
    aside = portfolio_of(words, offices)
    hits = [
        hit
        for hit in hits
        if hit[0] not in aside
        and not is_where_posted(words, hit[1], offices)
        and not any(o.first <= hit[0] and hit[1] < o.end for o in offices)  # "Secretary of State | for"
    ]
    outside = [(i, j) for i, j, _, role in hits]
    head = [o for o in offices if o.first < head_end and not any(i <= o.first < j for i, j in outside)]
    private = bool(head) and head[-1].kinds == {"private"} and not words[head[-1].end - 1].possessive
    outsider = (
        any(w.lower in titles.outsiders for w in words[:head_end]) and bool(head) and head[-1].name in titles.outsiders
    )
    if is_of_world_body(words, head_end, hits):
        return None, False
    if is_of_part(words, head, hits, home, known.places, known.kinds):
        return None, True
    within: list[str] = []
    before, begin = None, 0
    for i, j, actor, role in hits:
        joined = [word.lower for word in words[begin:i] if word.lower != "the"] == ["and"]
        before, begin = before if joined else _preposition(words, i), j  # "buyers in Sweden and Peru"
        if role in _COUNTRY_ROLES and not (outsider or apart) and speaks_for_body(words, (i, j), before, head):
            return actor, False
        own_expert = known.kinds.get(actor) in _OF_EXPERTS and bool(head) and head[-1].name == "expert"  # "UN experts"
        if before == "to" or (outsider and not own_expert and i < head_end):
            continue
        if role == "person":
            return (None, True) if owns_party_or_critics(words, j) else (actor, False)
        if role == "seat" and is_local(head) and known.kinds.get(actor) not in STATES:
            return known.capitals.get(words[i].key), False  # "the mayor of Brussels"
        if role == "seat" and owns_town_body(words, j):
            return None, False
        if role not in _COUNTRY_ROLES:
            if before in ("on", "about", "against", "as", "like", "including", "than", "from"):
                continue
            return actor, False
        if known.kinds.get(actor) not in STATES and role == "name":
            if before in _STOPS_COUNTRY - {"at", "with"}:
                continue
            return actor, False
        if private or before in _STOPS_COUNTRY:
            continue
        if role == "seat" and j < len(words) and words[j].text in titles.organisation_nouns and j >= head_end:
            continue  # "spokesman for the London charity Haki"
        if before == "for" and not any(o.name.startswith(_SPOKES) for o in head):
            continue
        if before == "in":
            within += [actor] if joined or not within else []
            continue
        if known.kinds.get(actor) in STATES:
            if is_in_peoples_body(words, i, j):
                continue
            firms = words[head_end - 1].text.removesuffix("s") in _FIRMS and j == head_end - 1
            if firms and not words[j - 1].possessive:
                private = True
                continue  # "American manufacturers"
            if role == "people" and is_crowd(words, i, j, head_end):
                private = True
                continue
        return actor, False
    if private or outsider or (apart and not hits):
        return None, True
    if len(set(within)) > 1:
        return None, False  # "officials in Peru and Chile"
    if within and any(
        (o.kinds & {"state_offices", "state_bodies"} or o.name == "official") and o.name not in OFFICES_ABROAD
        for o in head
    ):
        return within[0], False
    spokes = bool(head) and head[-1].name.startswith(_SPOKES)
    for office in offices if spokes else head:  # "spokesman for the home secretary"
        if countries := titles.offices_of_some.get(office.name):
            return (home if home in countries else countries[0]), False
        if countries := titles.countries_with(office, words):
            everywhere = "representatives" in office.kinds  # every parliament has a Speaker
            return (home if everywhere or home in countries else None), False
    for office in offices:
        if home and (party := titles.party_bodies.get(office.name, {}).get(home)):
            return party, False
    if apart:
        return None, False
    province = next((country for _, _, country in known.places.find(words)), None)
    below = any(w.lower in BELOW_STATES or (w.possessive and w.key == "state") for w in words)
    if (province or below) and head and head[-1].name == "government":
        return None, False  # "the Texas government", "the provincial government"
    place = province or home  # "the mayor of Kharkiv"
    if place and _is_state(words, offices, head, head_end, hits, known):
        return place, False
    return None, False


def _holder(head: Sequence[Word], known: Gazetteer) -> str | None:
    """The armed group that runs a body: "the *Hamas-run* health ministry"."""
    for word in head:
        name, _, how = word.text.rpartition("-")
        for _, _, (actor, _) in known.names.find(words_of(name)) if how in _RUN_BY else ():
            if known.kinds.get(actor) == "armed group":
                return actor
    return None


def _preposition(words: Sequence[Word], i: int) -> str | None:
    """The preposition that governs word ``i``, where no noun stands between."""
    k = i - 1
    while k >= 0 and (
        words[k].lower in FILLERS
        or words[k].lower in ("eastern", "western", "northern", "southern", "war-torn", *NEIGHBOURING)
    ):
        k -= 1
    return words[k].lower if k >= 0 and words[k].lower in ENDS_OF_HEAD | _EXAMPLES else None


def _is_state(
    words: Sequence[Word],
    offices: Sequence[Office],
    head: Sequence[Office],
    head_end: int,
    hits: Sequence[tuple[int, int, str, str]],
    known: Gazetteer,
) -> bool:
    """Whether an office or body of a state is meant, with no other organisation named."""
    titles = Titles.load()
    lowered = [word.lower for word in words]
    if lowered[0] in _OF_SEVERAL or (lowered[head_end - 1] in _ONE_A_STATE and _IN_TURN.isdisjoint(lowered)):
        return False  # "each government", "rival armies"
    placed = {k for i, j, _ in known.places.find(words) for k in range(i, j)}
    if words[head_end - 1].key in OF_PEOPLE:
        return False  # "the Government Doctors' Association"
    if lowered[head_end - 1] in titles.organisation_nouns | _OF_STATES and any(
        word.text == "national" for word in words[: head_end - 1]
    ):
        return True  # "the national search and rescue agency"
    if lowered[head_end - 1] in BODIES_OF_MEMBERS:
        return False  # "the country's largest union"
    tribe = any(a.capital and a.lower not in FILLERS and b.text in _TRIBES for a, b in pairwise(words))
    if any(word in _COUNTRY_WORDS and lowered[k - 1 : k] != ["a"] for k, word in enumerate(lowered)) and not (
        tribe or any(w in ("company", "firm") for w in lowered)
    ):
        return not any(o.kinds == {"private"} for o in head)
    state = [o for o in offices if o.kinds & {"state_offices", "state_bodies"}]
    if not state or any("private" in o.kinds for o in head[-1:]):
        return False
    if hits:  # an actor was named, and passed over as where or about whom
        state = [o for o in state if o.first < head_end]
    for office in state:
        if words[office.first].text == "Authority" and (not office.first or lowered[office.first - 1] == "the"):
            continue  # a body by that name, whoever's: "the Authority of Heads of State"
        if office.name in OFFICES_ABROAD or (office.first and lowered[office.first - 1] in BODIES_OF_MEMBERS):
            continue  # without a country they are somebody else's: "company officials"
        if "state_bodies" in office.kinds and office.end < len(words):
            after = words[office.end]
            if after.text.islower() and after.lower not in ENDS_OF_HEAD and not titles.is_office(words, office.end):
                continue  # "military alliance", "police dog"
        if office.name not in _OF_MANY:
            return True
        modifiers = [
            w
            for k, w in enumerate(words[: office.first])
            if k not in placed
            and w.lower not in titles.modifiers
            and w.lower not in FILLERS
            and w.lower not in ("mr", "mrs", "ms")
        ]
        complement = words[office.end : office.end + 1]
        if not modifiers and not (complement and complement[0].lower in ("of", "at", "for")):
            return True
    return False
