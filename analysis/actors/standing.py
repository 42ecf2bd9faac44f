"""Whether descriptions are of people who speak for others at all: not former ministers, rebels, or "both sides"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.actors.names import Word, small_words, words_of
from analysis.actors.titles import Titles
from analysis.actors.wordlists import ENDS_OF_HEAD

_FORMER = small_words("former")
_PARTS = small_words("parts")
_MANY = frozenset({"both", "two", "all", "each", "either", "rival", "opposing", "warring"})
_SIDES = small_words("sides")
_APART = small_words("apart_from_states")


def speaks_for_self(description: str) -> bool:
    """Whether a description says that its bearer speaks for nobody else: an activist, a candidate, a former minister.

    Examples
    --------
    >>> speaks_for_self("former prime minister"), speaks_for_self("deputy prime minister")
    (True, False)
    """
    titles = Titles.load()
    words = words_of(description)
    head_end = head_end_of(words)
    if is_former(words[:head_end]) and not is_past_union(words):
        return True
    head = [office for office in titles.offices(words) if office.first < head_end]
    return bool(head) and head[-1].kinds == {"private"} and not words[head[-1].end - 1].possessive


def is_apart(words: Sequence[Word]) -> bool:
    """Whether words say that somebody stands outside a state: "rebel commander", "spokesman for the insurgents".

    Examples
    --------
    >>> is_apart(words_of("rebel commander")), is_apart(words_of("minister for talks with rebels"))
    (True, False)
    """
    end = head_end_of(words)
    if end < len(words) and words[end].lower in ("of", "for"):
        end += 1 + head_end_of(words[end + 1 :])
    return any(word.lower in _APART for word in words[:end])


def owns_party_or_critics(words: Sequence[Word], end: int) -> bool:
    """Whether it is a person's party, critics or lawyers that are meant, after a name that ends before word ``end``.

    Examples
    --------
    >>> [owns_party_or_critics(words_of(said), 1) for said in ("Ruiz's own party", "Ruiz's office", "Ruiz's lawyers")]
    [True, False, True]
    """
    titles = Titles.load()
    if not words[end - 1].possessive:
        return False
    while end < len(words) and (words[end].lower == "own" or words[end].lower in titles.modifiers):
        end += 1
    private = any(office.first == 0 and office.kinds == {"private"} for office in titles.offices(words[end : end + 2]))
    return private or any(word.lower in ("party", *titles.outsiders) for word in words[end : end + 1])


def is_of_two_sides(description: str) -> bool:
    """Whether a description is of people of more than one side, and so of none: "officials on both sides".

    Examples
    --------
    >>> is_of_two_sides("ministers of the two countries"), is_of_two_sides("the government side")
    (True, False)
    """
    words = words_of(description)
    lowered = [word.lower for word in words]
    held = [o for o in Titles.load().offices(words[2:4]) if o.first == 0 and "state_offices" in o.kinds]
    holders = bool(held) and lowered[:2] == ["the", "two"] and len(words) == held[0].end + 2  # "the two ministers"
    return holders or any(a in _MANY and b in _SIDES for a, b in pairwise(lowered))


def is_former(words: Sequence[Word]) -> bool:
    """Whether one of some words says that somebody no longer is what they say: "former", "ex-minister"."""
    return any(word.lower in _FORMER or word.lower.startswith("ex-") for word in words)


def head_end_of(words: Sequence[Word]) -> int:
    """One past the last word of the head of a noun phrase: before its first preposition or relative word.

    In "a group of protesters" the head is what the group is made of.
    """
    for i, word in enumerate(words):
        if i and word.lower in ENDS_OF_HEAD and not is_of_rank(words, i):
            of_what = next((w for w in words[i + 1 :] if w.lower != "the"), None)
            if word.lower == "of" and words[i - 1].lower in _PARTS and of_what and not of_what.capital:
                continue
            return i
    return len(words)


def is_of_rank(words: Sequence[Word], i: int) -> bool:
    """Whether "under" belongs to an office: "Commerce Under Secretary"."""
    return words[i].lower == "under" and i + 1 < len(words) and words[i + 1].lower.startswith("secretar")


def is_past_union(words: Sequence[Word]) -> bool:
    lowered = [word.lower for word in words]
    return any(a == "former" and b in ("soviet", "yugoslav") for a, b in pairwise(lowered))
