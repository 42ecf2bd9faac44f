"""Which CAMEO code the words of an act's object give it: the matter asked for, the kind of threat or of offence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from analysis.stances.phrasebook import PhraseBook


@dataclass(frozen=True, slots=True)
class Matter:
    """What is asked for, promised, demanded or refused, with the CAMEO code of each."""

    appeal: str
    promise: str
    demand: str
    refuse: str


class Codes:
    """The matters, threats and offences of ``data/acts.yaml``; of several that words name, the first listed counts."""

    def __init__(self, loaded: dict[str, Any]) -> None:
        self._matters: PhraseBook[tuple[int, Matter]] = PhraseBook()
        for rank, entry in enumerate(loaded["matters"]):
            matter = Matter(entry["appeal"], entry["promise"], entry["demand"], entry["refuse"])
            for phrase in entry["words"]:
                self._matters.add(phrase, (rank, matter))
        self._threats = _codes(loaded["threats"]["codes"])
        self._offences = _codes(loaded["offences"])

    def matter(self, tokens: Sequence[Token]) -> Matter | None:
        """The matter that words name: peacekeepers, dialogue, a ceasefire, ...; None where they name none."""
        found = [value for value, _, _ in self._matters.find(tokens)]
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def threat(self, tokens: Sequence[Token]) -> str:
        """The CAMEO code of a threat."""
        return _first(self._threats, tokens) or "130"

    def offence(self, tokens: Sequence[Token]) -> str:
        """The CAMEO code of an accusation."""
        return _first(self._offences, tokens) or "112"


def _codes(entries: Iterable[dict[str, Any]]) -> PhraseBook[tuple[int, str]]:
    book: PhraseBook[tuple[int, str]] = PhraseBook()
    for rank, entry in enumerate(entries):
        for phrase in entry["words"]:
            book.add(phrase, (rank, entry["cameo"]))
    return book


def _first(book: PhraseBook[tuple[int, str]], tokens: Sequence[Token]) -> str | None:
    found = [value for value, _, _ in book.find(tokens)]
    return min(found)[1] if found else None
