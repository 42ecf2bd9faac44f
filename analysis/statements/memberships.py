"""Memberships: with whom the words beside a name put somebody who holds no office: "of the Crisis Group", "R-Maine"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.actors.names import Word
from analysis.actors.titles import Titles
from analysis.statements.organisations import BODY_NOUNS, name_continues
from analysis.statements.roles import LINKS, breaks_off, gap_before

_MOST_BEFORE_BODY = 3  # small words between "of the" and a name: "the think tank | Bruegel"
_LEADING = {"leads", "heads", "runs", "chairs", "directs"}
_LONGEST_LETTERS = 40  # of a party and a constituency: "(Lib Dem, West Dorset)"
_ONE_OF = re.compile(r"one of (?:the |several |many )?(?:\w+ )?([A-Z][a-z]+) [a-z]+\b")


def affiliation_after(text: str, words: Sequence[Word], end: int, tags: Mapping[int, str]) -> str | None:
    """Whom the words after the name ending before word ``end`` put somebody with, where they name no office.

    Examples
    --------
    >>> from analysis.actors.names import words_of
    >>> text = "Ana Ruiz of the Crisis Group met Rui Costa, who leads Amnesty's team in Lima, on Friday."
    >>> words = words_of(text)
    >>> [affiliation_after(text, words, i, {}) for i in (2, 9)]
    ['the Crisis Group', "head of Amnesty's team in Lima"]
    """
    if end + 1 >= len(words):
        return None
    gap = gap_before(text, words, end)
    if (gap == "" and words[end].lower in ("of", "from", "with")) or (gap == "," and words[end].lower == "of"):
        return body_after(text, words, end)
    if gap in (",", "(") and (party := _party_beside(text, words, end)):
        return party
    verb = " ".join(word.lower for word in words[end + 1 : end + 3])
    works = verb == "works for"
    begin = end + 2 + (verb in ("works for", "speaks for"))
    if not works and verb != "speaks for" and words[end + 1].lower not in _LEADING | {"represents"}:
        return None
    stop = begin + 1
    while stop < len(words) and not breaks_off(text, words, stop):
        following = words[stop + 1].start if stop + 1 < len(words) else -1
        if words[stop].lower in ("and", "but") and tags.get(following, "").startswith("VB"):
            break  # "who represents Fiji and lost her home"
        stop += 1
    whom = text[words[begin].start : words[stop - 1].end]
    if words[end + 1].lower == "represents" and not all(w.capital or w.lower in LINKS for w in words[begin:stop]):
        return None  # "who represents Fiji's fishermen", "who represents miners"
    return whom if works else f"head of {whom}"


def body_after(text: str, words: Sequence[Word], at: int) -> str | None:
    """The name that the preposition at word ``at`` governs, with a noun that says what it is.

    "Of the opposition | Law and Justice party", "of the | think tank Bruegel", "at the Zurich | bank Helder".
    """
    kinds = Titles.load().organisation_nouns
    begin = first = at + 1 + (words[at + 1].lower == "the")
    while begin < len(words) and begin - first < _MOST_BEFORE_BODY and words[begin].text.islower():
        of_members = words[begin].possessive and begin + 1 < len(words) and words[begin + 1].text in kinds
        if words[begin].lower in LINKS or (words[begin].possessive and not of_members):
            return None
        begin += 1  # "the teachers' union | NASUWT"
    stop = begin
    while stop < len(words) and name_continues(words, stop) and not breaks_off(text, words, stop):
        stop += 1
    if stop == begin:
        return None
    named = next((k for k in (stop + 1, stop + 2) if k < len(words) and words[k].capital), None)
    described = text[words[stop].start : words[named].start].split() if named is not None else []
    kind_named = described[-1:] and (described[-1] in kinds or described == ["think", "tank"])
    if named is not None and kind_named and all(word.islower() for word in described):
        return body_after(text, words, named - 2)
    if stop < len(words) and words[stop].text in BODY_NOUNS and words[stop].start - words[stop - 1].end == 1:
        stop += 1  # "of the Adelante party"
    kind = begin > first and words[begin - 1].lower in kinds
    begin = at + 1 if begin == first else begin - kind
    return text[words[begin].start : words[stop - 1].end]


def _party_beside(text: str, words: Sequence[Word], at: int) -> str | None:
    """The party beside a politician's name: "Ruiz, R-Maine", "Ruiz (Lab)", "Ruiz, one of four Republican rebels"."""
    if (among := _ONE_OF.match(text, words[at].start)) and among[1] in Titles.load().party_words:
        return among[1]
    letters, dash = Titles.load().party_letters, words[at].text.partition("-")
    if len(dash[0]) == 1 and dash[2][:1].isupper():
        return letters.get(dash[0])
    inside = in_brackets(text, words[at].start)
    if inside is None or len(inside) < 2:
        return None
    beside = inside.split(", ")  # the constituency may come first or last: "(Con, Dover)"
    named = [name.rstrip(".") for name in beside]  # "(R., Utah)"
    known = next((letters[name] for name in named if name in letters and max(len(name), len(beside)) > 1), None)
    return known or (f"({inside})" if len(beside) < 3 and beside[-1][0].isupper() else None)


def in_brackets(text: str, start: int) -> str | None:
    """What stands in brackets from ``start`` on, after the opening one, if it is short."""
    end = text.find(")", start, start + _LONGEST_LETTERS)
    return text[start:end] if end > start and text[start - 1 : start] == "(" else None
