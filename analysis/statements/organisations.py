"""Organisations in roles: "Acme Corp chief executive", "the Maritime Organization's chief", which no list may know."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.actors.gazetteer import PARTY_WORDS
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.posts import is_where_posted, portfolio_of
from analysis.actors.titles import Office, Titles
from analysis.actors.wordlists import OF_EXPERTS, OF_PARTIES, OFFICES_OF_ORGANISATIONS_ALONE, POSSESSIVES, REGIONS
from analysis.days import CALENDAR, FIRST_NAMES, MONTHS

ARTICLES = {"the", "a", "an", "one"}
BODY_NOUNS = {"campaign", "administration", "party", "group", "union", "ministry", "foundation", "team"}
# "State-run", first in a sentence; "Oslo-listed": no part of a name.
LED = (
    "-run",
    "-owned",
    "-backed",
    "-based",
    "-led",
    "-controlled",
    "-funded",
    "-listed",
    "-headquartered",
    "-registered",
    "-linked",
    "-allied",
    "-aligned",
    "-affiliated",
    "-sponsored",
    "-born",
    "-flagged",
)
PEERS = frozenset({"colleague", "counterpart"})  # another's: "its Flemish counterpart"
LONGEST_ACRONYM = 6  # letters: a longer name in capitals is a person's in a transcript
_KINDS_OF_WORK = small_words("kinds_of_work")
_PREPOSITIONS = {"of", "for", "at", "to", "in", "on", "with", "from", "who", "that", "which"}
_POSSESSIVE = re.compile(r"[\'’]s$|(?<=s)[\'’]$")
_IN_NAMES_OF_PARTIES = small_words("in_names_of_parties")


def is_unlisted_organisation(name: str) -> bool:
    """Whether a name that no list knows is that of an organisation whose people speak for it; a university's do not."""
    words = words_of(name)
    listed = {word.text for word in words} & Titles.load().organisation_words
    return len(words) > 1 and words[-1].capital and bool(listed) and not listed & OF_EXPERTS


def own_organisation(role: str) -> str | None:
    """The organisation a role names, where no list knows it and its bearer speaks for it.

    Examples
    --------
    >>> own_organisation("Acme Corp chief executive"), own_organisation("spokesman for Nordlink Rail")
    ('Acme Corp', 'Nordlink Rail')
    >>> print(own_organisation("professor at Leiden University"))
    None
    """
    titles = Titles.load()
    words = words_of(role)
    head = head_offices(words)
    head = [o for o in head if o is head[-1] or not words[o.first].capital]  # "the People's Party leader"
    if not head or any(o.name in titles.experts or "private" in o.kinds or o.name in PEERS for o in head):
        return None
    taken = {
        k
        for office in titles.offices(words)
        if not words[office.first].capital
        for k in range(office.first, office.end)
    }
    taken |= {k for office in head for k in range(office.first, office.end)}
    aside = portfolio_of(words, titles.offices(words))
    bodies = {word.text for word in words[head[-1].end :]} & titles.organisation_words
    elsewhere = head[-1].end < len(words) and (words[head[-1].end].lower in ("at", "with") or bool(bodies))
    i = 0
    while i < len(words):
        if i in aside or (elsewhere and is_where_posted(words, i + 1, head)):
            i += 1
            continue
        governed = i > 0 and words[i - 1].lower in {"of", "for", "at", "with", "the", "from", *OF_PARTIES}
        governed = governed or _is_described(words, i) or (i > 0 and words[i - 1].text.endswith(LED))
        governed = governed or (i > 0 and role[words[i - 1].end : words[i].start] == ", ")  # "of the party, Adelante"
        governed = governed or (words[i].capital and _begins_party(words, i))
        of_kind = i > 1 and words[i - 1].text in titles.organisation_nouns and words[i - 2].capital
        governed = governed or of_kind  # "for the London charity | Haki"
        named = _may_name(words[i], titles) or (
            governed and words[i].capital and words[i].text not in titles.honorifics and name_continues(words, i + 1)
        )
        if i in taken or not named or words[i].text.endswith(LED) or _is_when(words, i):
            i += 1
            continue
        j = i + 1
        while j < len(words) and j not in taken and name_continues(words, j):
            if words[j - 1].possessive and words[j].text not in titles.organisation_words:
                break  # but "the People's Party leader"
            j += 1
        name = role[words[i].start : words[j - 1].end]
        of_any = words[i].lower in titles.organisation_nouns or words[i].lower in titles.anaphors
        of_any = of_any or words[i].lower in _KINDS_OF_WORK
        kind_alone = j == i + 1 and of_any and name not in titles.called_for_short
        described = j + 1 < len(words) and words[j].text in titles.organisation_nouns and words[j + 1].capital
        if (
            kind_alone
            or described
            or any(o.kinds == {"state_bodies"} and o.first <= i and j <= o.end for o in titles.offices(words))
        ):
            i = j  # "Union leader", "Congress", "Police": a kind, or a body of the state, no organisation of its own
            continue
        if j < len(words) and words[j].lower in BODY_NOUNS and words[j].text.islower():
            return f"{_POSSESSIVE.sub('', name)} {words[j].text}"
        at = j
        while is_acronym(name) and at < head[0].first and words[at].lower in titles.modifiers:
            at += 1  # "GMB | regional officer"
        portfolio = at == head[0].first and head[0].name.endswith(
            ("minister", "secretary", "commissioner")
        )  # "Rural Affairs Minister"
        portfolio = portfolio and not (head[0].name in OFFICES_OF_ORGANISATIONS_ALONE and is_acronym(name))
        if words[j - 1].possessive:
            name = _POSSESSIVE.sub("", name)
            runs = any(o.name in OFFICES_OF_ORGANISATIONS_ALONE for o in head)
            if is_unlisted_organisation(name) or name in titles.called_for_short or runs or is_acronym(name):
                return name  # "the Maritime Organization's chief", "Aslef's general secretary"; not "Ruiz's spokesman"
        elif (governed and not _is_held(words[i:j])) or (at == head[0].first and not portfolio):
            return name
        i = j
    return None


def _is_held(name: Sequence[Word]) -> bool:
    """Whether a name is an office in capitals: a "spokesman for the Transport Secretary"."""
    offices = Titles.load().offices(name)
    return bool(offices) and offices[-1].end == len(name) and "state_offices" in offices[-1].kinds


def _is_described(words: Sequence[Word], i: int) -> bool:
    """Whether an organisation's name at word ``i`` follows small words after "the": "of the banned | Renewal Party"."""
    k = i
    while k and i - k < 2 and words[k - 1].text.islower() and words[k - 1].lower not in _PREPOSITIONS | ARTICLES:
        k -= 1
    stop = i
    while stop < len(words) and name_continues(words, stop):
        stop += 1
    named = {word.text for word in words[i:stop]} & Titles.load().organisation_words
    return 1 < k < i and words[k - 1].lower == "the" and words[k - 2].lower in ("of", "for") and bool(named)


def _begins_party(words: Sequence[Word], i: int) -> bool:
    """Whether an adjective at word ``i`` begins a party's name before an office: "Democratic Alliance | leader"."""
    stop = i + 1
    while stop < len(words) and words[stop].capital:
        stop += 1
    political = words[i].lower in _IN_NAMES_OF_PARTIES
    return political and i + 1 < stop < len(words) and words[stop - 1].text in PARTY_WORDS


def is_acronym(name: str) -> bool:
    """Whether a name that no list knows is an organisation's by its capitals: "CSC"; a longer one may be a person's."""
    return name.isupper() and name.isalpha() and 2 < len(name) <= LONGEST_ACRONYM


def name_continues(words: Sequence[Word], j: int) -> bool:
    """Whether a name goes on with word ``j``: a capital, or a small word or number before one: "Ministry of Health"."""
    if j >= len(words):
        return False
    if words[j].text.isdigit() and j + 1 < len(words) and words[j].start - words[j - 1].end == 1:
        return words[j + 1].capital and words[j + 1].start - words[j].end == 1  # "the Agenda 2030 Council"
    if words[j].capital or words[j].lower not in ("of", "for", "and") or j + 1 == len(words):
        return words[j].capital
    return words[j + 1].capital and not _is_when(words, j + 1)


def _is_when(words: Sequence[Word], i: int) -> bool:
    """Whether word ``i`` is a month for which an office is held: "president of the Council for *May*"."""
    alone = i + 1 == len(words) or not words[i + 1].capital
    return alone and i > 0 and words[i - 1].lower == "for" and words[i].key in CALENDAR | FIRST_NAMES


def head_offices(part: Sequence[Word]) -> list[Office]:
    """The offices of a role before its first preposition: its bearer holds the last of them."""
    head_end = next((i for i, word in enumerate(part) if i and word.lower in _PREPOSITIONS), len(part))
    return [office for office in Titles.load().offices(part) if office.first < head_end]


def _may_name(word: Word, titles: Titles) -> bool:
    return (
        word.capital
        and word.lower not in titles.modifiers
        and word.lower not in ARTICLES | POSSESSIVES
        and word.text not in titles.honorifics
        and word.text not in MONTHS
        and word.lower not in REGIONS
        and not word.text.endswith(LED)
    )
