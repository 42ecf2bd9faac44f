"""Bodies of a state in whose name somebody is described: "an official at the *Polish interior ministry*"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from analysis.actors.names import Word, small_words
from analysis.actors.titles import Office, Titles
from analysis.actors.wordlists import ENDS_OF_HEAD, OFFICES_ABROAD, OFFICES_FOR_PERSONS

OF_PEOPLE = small_words("bodies_of_people")
_LEGISLATURES = small_words("legislatures")
_FOR_PERSONS = OFFICES_FOR_PERSONS - OFFICES_ABROAD
_ADVISING = frozenset({"adviser", "advisor", "aide"})
_SOURCES = frozenset({"source", "sources", "statement", "communique"})
_WITHIN = frozenset({"at", "in", "inside", "from", "within"})
_SPOKES = "spokes"
_OF_LABOUR = frozenset({"Labour", "Labor", "Union", "Unions"})
_STATE = {"state_offices", "state_bodies"}


def speaks_for_body(words: Sequence[Word], hit: tuple[int, int], before: str | None, head: Sequence[Office]) -> bool:
    """Whether a phrase's head speaks for the body or the office that a country at ``hit`` is named as the owner of.

    Parameters
    ----------
    words : sequence of Word
    hit : (first word, one past the last) of the country: "Polish", "Poland's"
    before : str, optional
        The preposition that governs it.
    head : sequence of Office
        The offices of the phrase's head: that of an official, not of a prisoner in the Polish army.
    """
    first, end = hit
    governing = max((k for k in range(first) if words[k].lower == before), default=0)
    if not governing or any(word.lower in ENDS_OF_HEAD for word in words[1:governing]):
        return False
    body = _body_after(words, end)
    if body is None:
        return False
    name = head[-1].name if head else ""
    if not head or "private" in head[-1].kinds:
        return before in _WITHIN | {"by"} and words[governing - 1].lower in _SOURCES
    if "state_bodies" in head[-1].kinds and name != "troops":
        return False  # "police at the French embassy"
    if before == "of":
        return not (name == "member" and body.name in _LEGISLATURES)
    if before == "for":
        return name.startswith(_SPOKES) or name in _FOR_PERSONS
    if before == "to":
        return name in _ADVISING
    if before == "with":
        return name.startswith(_SPOKES) or name in ("official", "officer")
    staff = name in ("official", "diplomat", "officer") or name.startswith(_SPOKES)
    return before in _WITHIN and (staff or body.name not in OFFICES_ABROAD)


def _body_after(words: Sequence[Word], begin: int) -> Office | None:
    """The body or office of a state with which a noun phrase at ``begin`` ends, or which owns what it ends with."""
    stop = next((k for k in range(begin, len(words)) if words[k].lower in ENDS_OF_HEAD), len(words))
    for office in Titles.load().offices(words[:stop]):
        ends = office.end == stop or words[office.end - 1].possessive
        if office.first >= begin and office.kinds & _STATE and ends:
            return office
    return None


def is_crowd(words: Sequence[Word], i: int, j: int, head_end: int) -> bool:
    """A demonym as the noun itself: "many Russians", "an American"; "the Russians" acts for the state."""
    if j < head_end and not words[j - 1].possessive:
        return False
    return not (i == 1 and words[0].lower == "the")


def is_in_peoples_body(words: Sequence[Word], i: int, j: int) -> bool:
    """Whether a country stands in the name of its people's own body: "Teachers' Union of Kenya"."""
    after = takewhile(lambda word: word.capital or word.text == "and", words[j:])
    before = takewhile(lambda word: word.capital or word.text == "of", words[:i][::-1])
    joined = i > 0 and words[i - 1].text == "of"
    name = [*after, *(before if joined else ())]
    unions = any(
        a.key in _OF_LABOUR and b.key == "Congress" for a, b in pairwise(name)
    )  # "Ghana Trades Union Congress"
    return not words[j - 1].possessive and (unions or any(w.key in OF_PEOPLE for w in name))
