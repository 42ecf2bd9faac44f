"""Phrases that stand for speakers: where their head ends, and those for what was met before ("this alliance")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.actors.names import Word
from analysis.actors.titles import Titles
from analysis.actors.wordlists import ENDS_OF_HEAD, OF_REGIONS
from analysis.attribution.clauses import RELATIVES
from analysis.statements.cast import Referent

ARTICLES = {"the", "a", "an", "this", "that", "these", "those"}
PREPOSITIONS = ENDS_OF_HEAD | {"close", "like", "including"}
EDITORIAL = re.compile(
    r"(?:[\w-]+ )?editorial (?:in|by|of|from) (?:the )?([A-Z][\w’'-]*(?: (?:of |and )?[A-Z][\w’'-]*)*)"
)
_PARENTS = frozenset({"dad", "father", "grandfather", "grandmother", "mom", "mother", "mum"})
_FEW = re.compile(r"one|two|three|four|five|six|seven|eight|nine|ten|\d")
STUDY = re.compile(
    r"(?:[\w-]+ ){0,2}?(poll|survey|study|report|analysis|investigation|review|audit) (?:[a-z]+ed )?by (?:the )?"
    r"([A-Z][\w’'&-]*(?<!['’]s)(?: (?:(?:of|for|and|on) (?:the )?)?[A-Z][\w’'&-]*(?<!['’]s))*)"
    r"(?= (?:[a-z]+ed|for|from|in|into|last|of|on|this)\b|$)"
)
# How sure each way of resolving a speaker is; the attribution's own confidence is multiplied by it.
BY_NAME, BY_ROLE, BY_THING, UNRESOLVED = 1.0, 0.8, 0.75, 0.9


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: ``name`` is None for the unnamed; ``certainty`` says how sure the resolution is."""

    name: str | None
    role: str | None
    actor: str | None
    certainty: float
    referent: Referent | None = None


NOBODY = Speaker(None, None, None, UNRESOLVED)


def end_of_head(text: str, bare: Sequence[Word]) -> int:
    """One past the head of a noun phrase without its article: before its first preposition, relative word, comma or
    parenthesis.
    """
    for i, word in enumerate(bare):
        if i and (word.lower in PREPOSITIONS | RELATIVES or {",", "("} & set(text[bare[i - 1].end : word.start])):
            return i
    return len(bare)


def is_regional(words: Sequence[Word]) -> bool:
    """Whether somebody is of a part of the world, and so of no one country: "Arab diplomats"."""
    return any(word.capital and word.lower in OF_REGIONS for word in words)


def is_of_person(bare: Sequence[Word], head_end: int) -> bool:
    """Whether words tell no more of somebody than an age or children: "58-year-old centrist", "mother of two"."""
    after = [word.lower for word in bare[head_end:]]
    parent = bare[head_end - 1].lower in _PARENTS and len(after) == 2 and after[0] == "of"
    return (parent and bool(_FEW.fullmatch(after[1]))) or any(w.text.endswith("-year-old") for w in bare[:head_end])


@dataclass(frozen=True, slots=True)
class Anaphor:
    """``speaker`` it stands for; ``resolved``, the phrase with the name in it; ``whole``, there are no other words.

    What only tells more of it (", which ...") does not count as other words.
    """

    speaker: Speaker
    resolved: str
    whole: bool


@cache
def indefinite(office: str) -> re.Pattern[str]:
    """ "A Western diplomat", "another diplomat"."""
    return re.compile(rf"\b(?:a|an|one|another) (?:[\w-]+ ){{0,3}}?{re.escape(office)}\b", re.I)


@cache
def other_of(noun: str) -> re.Pattern[str]:
    """ "(The head) of the disaster agency": one told apart by the word before the noun."""
    return re.compile(rf"\b(?:of|by|at|from) (?:the|a|an) (?:[a-z][\w-]* ){{1,2}}{noun}\b(?! [A-Z])")


@cache
def anaphors() -> re.Pattern[str]:
    """ "This alliance", "the military bloc", "an alliance (official)": a noun of ``titles.yaml`` and its determiner."""
    nouns = "|".join(Titles.load().anaphors)
    between = r"(?:(?!(?:of|for|in|at|the|this|that)\b)[\w-]+\s+){0,3}?"
    return re.compile(rf"\b(?:an?\s+|(?:this|that|the|its|their)\s+{between})({nouns})\b", re.I)


def anaphor_of(written: str, match: re.Match[str], name: str, speaker: Speaker) -> Anaphor:
    article = "" if match.start() == 0 or speaker.name == name else "the "
    before = re.sub(r"^(?:the|a|an)\s+", "", written[: match.start()], flags=re.I)
    following = written[match.end() :]
    whole = match.start() == 0 and (not following or following.startswith((", which ", ", who ")))
    return Anaphor(speaker, f"{before}{article}{name}{written[match.end() :]}", whole)
