"""The lexicon of cues: which words report what somebody said or holds, in which frame, and how often that is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue word: what its statements are (``speech`` or ``attitude``), and how far each frame is to be trusted."""

    kind: str
    frames: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class CueBook:
    """Cues by part of speech and lemma.

    Examples
    --------
    >>> book = CueBook.load()
    >>> book.cue("verb", "say").kind, book.cue("verb", "believe").kind, book.cue("verb", "eat")
    ('speech', 'attitude', None)
    """

    entries: Mapping[tuple[str, str], Cue]
    words: Mapping[str, frozenset[str]]  # lists by name: "speakers", "carriers", "inverting", ...
    weights: Mapping[str, float]  # what the circumstances of a cue add to the log-odds that it is right

    @classmethod
    @cache
    def load(cls) -> CueBook:
        """The cues that the package ships, from ``data/cues.yaml``."""
        text = resources.files("analysis").joinpath("data/cues.yaml").read_text(encoding="utf-8")
        data: dict[str, dict[str, Any]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        weights = data.pop("circumstances")
        words = {name: frozenset(str(listed).split()) for name, listed in data.pop("words").items()}
        entries = {
            (part, lemma): Cue(entry["kind"], {frame: share for frame, share in entry.items() if frame != "kind"})
            for part, lemmas in data.items()
            for lemma, entry in lemmas.items()
        }
        return cls(entries, words, weights)

    def cue(self, part: str, lemma: str) -> Cue | None:
        """The entry of a word ("verb", "noun", "adjective", "phrase"), or None where it is no cue."""
        return self.entries.get((part, lemma))
