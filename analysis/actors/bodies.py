"""Bodies of a state in whose name somebody is described: "an official at the *Polish interior ministry*"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.actors.names import Word, small_words
from analysis.actors.titles import Office, Titles

_PREPOSITIONS = small_words("ends_of_head")
_ABROAD = small_words("offices_abroad")
_LEGISLATURES = small_words("legislatures")
_FOR_PERSONS = small_words("offices_for_persons") - _ABROAD
_ADVISING = frozenset({"adviser", "advisor", "aide"})
_SOURCES = frozenset({"source", "sources", "statement", "communique"})
_WITHIN = frozenset({"at", "in", "inside", "from", "within"})
_SPOKES = "spokes"
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
    if not governing or any(word.lower in _PREPOSITIONS for word in words[1:governing]):
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
    return before in _WITHIN and (staff or body.name not in _ABROAD)


def _body_after(words: Sequence[Word], begin: int) -> Office | None:
    """The body or office of a state with which a noun phrase at ``begin`` ends, or which owns what it ends with."""
    stop = next((k for k in range(begin, len(words)) if words[k].lower in _PREPOSITIONS), len(words))
    for office in Titles.load().offices(words[:stop]):
        ends = office.end == stop or words[office.end - 1].possessive
        if office.first >= begin and office.kinds & _STATE and ends:
            return office
    return None
