"""A phrase book: find many phrases, written as a user would write them in a YAML list, in one pass over tokens."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import Generic, TypeVar

from spacy.tokens import Token

V = TypeVar("V", bound=Hashable)

#: "a + b": how many tokens may stand between the two, so that they belong to one phrase.
REACH = 6
_WORD = re.compile(r"[^\W_]+\*?|'s|-")
_STEM = 3  # letters of a prefix pattern that are indexed; shorter patterns are too vague to allow


class PhraseBook(Generic[V]):
    """Phrases, each with a value.

    A phrase is one or more words, matched by their lower-case form or lemma; a trailing ``*`` matches any ending, and
    ``a + b`` both parts in either order, at most ``REACH`` tokens apart in one sentence.

    Examples
    --------
    >>> from analysis.document import load_parser
    >>> book = PhraseBook[str]()
    >>> book.add("restor* + internet access", "open")
    >>> list(book.find(load_parser()("They restored some internet access.")))
    [('open', 1, 4)]
    """

    def __init__(self) -> None:
        self._parts: list[tuple[tuple[str, ...], ...]] = []
        self._values: list[V] = []
        self._words: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self._stems: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)

    def add(self, phrase: str, value: V) -> None:
        """Add one phrase; raises ValueError where it holds no word or too short a prefix."""
        parts = tuple(tuple(_WORD.findall(part.lower())) for part in phrase.split(" + "))
        if not all(parts):
            raise ValueError(f"{phrase!r} holds no word to look for")
        number = len(self._parts)
        self._parts.append(parts)
        self._values.append(value)
        for at, words in enumerate(parts):
            first = words[0]
            if not first.endswith("*"):
                self._words[first].append((number, at))
            elif len(first) <= _STEM:
                raise ValueError(f"{phrase!r}: write at least {_STEM} letters before *")
            else:
                self._stems[first[:_STEM]].append((number, at))

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[V, int, int]]:
        """(value, first token number, last token number) of each phrase found; numbers are the tokens' own ``i``.

        A phrase inside a longer one is not reported.
        """
        tokens = list(tokens)
        forms = [_forms(token) for token in tokens]
        found: list[tuple[int, int, int]] = []
        partial: defaultdict[int, dict[int, list[tuple[int, int]]]] = defaultdict(dict)
        for at, names in enumerate(forms):
            seen: set[tuple[int, int]] = set()
            for name in names:
                for number, part in (*self._words.get(name, ()), *self._stems.get(name[:_STEM], ())):
                    if (number, part) in seen or (end := self._matches(self._parts[number][part], forms, at)) is None:
                        continue
                    seen.add((number, part))
                    if len(self._parts[number]) == 1:
                        found.append((number, at, end))
                    else:
                        partial[number].setdefault(part, []).append((at, end))
        for number, hits in partial.items():
            if len(hits) == len(self._parts[number]):
                found.extend((number, *span) for span in _joined(hits, tokens))
        for number, first, last in _outermost(found):
            yield self._values[number], tokens[first].i, tokens[last].i

    def _matches(self, words: tuple[str, ...], forms: list[tuple[str, ...]], at: int) -> int | None:
        if at + len(words) > len(forms):
            return None
        for offset, word in enumerate(words):
            names = forms[at + offset]
            if word.endswith("*"):
                if not any(name.startswith(word[:-1]) for name in names):
                    return None
            elif word not in names:
                return None
        return at + len(words) - 1


def _forms(token: Token) -> tuple[str, ...]:
    lower, lemma = token.lower_, token.lemma_.lower()
    forms = (lower,) if lower == lemma else (lower, lemma)
    if "-" in lower[1:-1]:
        forms = (*forms, lower.replace("-", ""))  # "co-operation"
    # Capitalised plurals keep their s as lemmas ("Western Sanctions").
    return (*forms, lower[:-1]) if lower == lemma and lower.endswith("s") and len(lower) > _STEM else forms


def _joined(hits: dict[int, list[tuple[int, int]]], tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Spans that hold one hit of every part, close together and in one sentence; the nearest for each first hit."""
    for first, end in hits[0]:
        low, high = first, end
        for part in range(1, len(hits)):
            near = [span for span in hits[part] if span[0] > high or span[1] < low]
            if not near:
                break
            nearest = min(near, key=lambda span: max(span[0] - high, low - span[1]))
            if max(nearest[0] - high, low - nearest[1]) > REACH:
                break
            low, high = min(low, nearest[0]), max(high, nearest[1])
        else:
            if not any(token.is_sent_start for token in tokens[low + 1 : high + 1]):
                yield low, high


def _outermost(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Without the spans that lie inside a longer one, in text order."""
    ordered = sorted(set(found), key=lambda hit: (hit[1], -hit[2], hit[0]))
    kept: list[tuple[int, int, int]] = []
    reach = width = -1
    for number, first, last in ordered:
        if last <= reach and last - first < width:
            continue
        kept.append((number, first, last))
        if last > reach:
            reach, width = last, last - first
    return kept
