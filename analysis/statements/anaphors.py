"""Phrases for what was met before: "this alliance", "the Danish carrier", "a diplomat" who is "the diplomat" next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analysis.actors.titles import Titles

if TYPE_CHECKING:
    from analysis.statements.descriptions import Speaker


@dataclass(frozen=True, slots=True)
class Anaphor:
    """``speaker`` it stands for; ``resolved``, the phrase with the name in it; ``whole``, there are no other words."""

    speaker: Speaker
    resolved: str
    whole: bool


@cache
def indefinite(office: str) -> re.Pattern[str]:
    """ "A Western diplomat", "another diplomat"."""
    return re.compile(rf"\b(?:a|an|one|another) (?:[\w-]+ ){{0,3}}?{re.escape(office)}\b", re.I)


@cache
def anaphors() -> re.Pattern[str]:
    """ "This alliance", "the military bloc": a noun of ``titles.yaml`` within three words of its determiner."""
    nouns = "|".join(Titles.load().anaphors)
    between = r"(?:(?!(?:of|for|in|at|the|this|that)\b)[\w-]+\s+){0,3}?"
    return re.compile(rf"\b(?:this|that|the|its|their)\s+{between}({nouns})\b", re.I)


def anaphor_of(written: str, match: re.Match[str], name: str, speaker: Speaker) -> Anaphor:
    article = "" if match.start() == 0 or speaker.name == name else "the "
    before = re.sub(r"^(?:the|a|an)\s+", "", written[: match.start()], flags=re.I)
    whole = match.start() == 0 and match.end() == len(written)
    return Anaphor(speaker, f"{before}{article}{name}{written[match.end() :]}", whole)
