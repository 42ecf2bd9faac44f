"""Names and words as keys: how "U.S.", "Côte d’Ivoire" and "Russia's" are looked up, and found in running text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

import yaml

V = TypeVar("V")

_WORD = re.compile(r"[^\W_]+(?:[.'’\-‑][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’][sS]$|(?<=[sS])['’]$")
_ELIDED = frozenset({"d'", "l'", "d’", "l’"})
_OPEN_QUOTE = re.compile(r"(?:^|[\s(\[])['‘](?=\S)[^'’]*(?:['’]\w[^'’]*)*$")
_LONGEST_QUOTED = 200  # characters: looked at to tell the mark of a plural's possessive from the end of a quotation
_LONGEST_ACRONYM = 3  # letters: a longer word in capitals is looked up as a name too, as in headlines of capitals


@cache
def small_words(kind: str) -> frozenset[str]:
    """One list of ``data/small_words.yaml``.

    Examples
    --------
    >>> "in" in small_words("locative")
    True
    """
    return frozenset(_small_words()[kind])


@cache
def _small_words() -> dict[str, list[str]]:
    text = (files("analysis") / "data" / "small_words.yaml").read_text(encoding="utf-8")
    words: dict[str, list[str]] = yaml.load(text, yaml_loader())
    return words


def yaml_loader() -> Any:
    """The safe YAML loader: the one in C, ten times faster, where it is built in."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it is, as written, and the key by which names are looked up."""

    start: int
    end: int
    text: str
    key: str
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it is written as a name: "Yilport", "airBaltic", "l'Oise"."""
        elided = self.text[:2] in _ELIDED and self.text[2:3].isupper()
        return (
            self.text[0].isupper()
            or elided
            or (self.text.isalpha() and not self.text.islower() and not self.text.istitle())
        )

    @property
    def lower(self) -> str:
        return self.key.lower()


@lru_cache(maxsize=8_192)  # the sentences of an article are asked about again and again
def words_of(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of ``text[start:end]``; a hyphenated word is one, and so is "U.S.".

    Examples
    --------
    >>> [(word.key, word.possessive) for word in words_of("Côte d’Ivoire's U.S. envoy")]
    [('Cote', False), ("d'Ivoire", True), ('US', False), ('envoy', False)]
    """
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        written = match.group()
        key, possessive = _key(written)
        stop = match.end()
        if stop < len(text) and text[stop] == "." and "." in written:
            stop += 1  # the last full stop of "U.S." belongs to it
        if _owns(text, stop):
            stop, possessive = stop + 1, True
            written = text[match.start() : stop]
        found.append(Word(match.start(), stop, written, key, possessive))
    return tuple(found)


def _owns(text: str, stop: int) -> bool:
    """Whether the mark at ``stop`` makes a plural possessive ("the Nations' envoy"), and ends no quotation."""
    if (
        text[stop : stop + 2] not in ("' ", "’ ")
        or text[stop - 1] not in "sS"
        or not text[stop + 2 : stop + 3].isalpha()
    ):
        return False
    before = text[max(0, stop - _LONGEST_QUOTED) : stop].rpartition("\n")[2]
    return not _OPEN_QUOTE.search(before)


@lru_cache(maxsize=65_536)
def _key(written: str) -> tuple[str, bool]:
    bare = _POSSESSIVE.sub("", written)
    key = bare.replace("’", "'").replace("‑", "-")
    if not key.isascii():
        decomposed = unicodedata.normalize("NFKD", key)
        key = (
            "".join(c for c in decomposed if not unicodedata.combining(c))
            .replace("ı", "i")
            .replace("ł", "l")
            .replace("ø", "o")
        )
    if "." in key:
        key = key.replace(".", "")
    return key or written, bare != written


class NameTable(Generic[V]):
    """Names of one or more words, each with a value; the longest name at a place is found.

    Examples
    --------
    >>> table = NameTable[str]()
    >>> table.add("Washington", "US")
    >>> table.add("The Washington Post", "a newspaper")
    >>> [value for _, _, value in table.find(words_of("Washington, says the Washington Post"))]
    ['US', 'US']
    >>> [value for _, _, value in table.find(words_of("The Washington Post"))]
    ['a newspaper']
    """

    def __init__(self, *, fold: bool = False) -> None:
        self._fold = fold
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}

    def add(self, name: str, value: V) -> None:
        """Add a name; a name added again takes the later value."""
        keys = tuple(self._of(word.key) for word in words_of(name))
        if not keys:
            return
        entries = self._by_first.setdefault(keys[0], [])
        entries[:] = [entry for entry in entries if entry[0] != keys]
        entries.append((keys, value))
        entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Sequence[Word], i: int) -> tuple[int, V] | None:
        """The longest name that begins at word ``i``: its number of words, and its value."""
        key = self._of(words[i].key)
        entries = self._by_first.get(key)
        if entries is None and key.isupper() and len(key) > _LONGEST_ACRONYM:
            entries = self._by_first.get(key.capitalize())
        for keys, value in entries or ():
            n = len(keys)
            if n == 1 or (i + n <= len(words) and self._follow(words, i, keys)):
                return n, value
        return None

    def find(self, words: Sequence[Word]) -> Iterator[tuple[int, int, V]]:
        """(first word, one past the last, value) of each name found, never overlapping."""
        begins = self._by_first
        i = 0
        while i < len(words):
            key = words[i].key
            known = (key.lower() if self._fold else key) in begins or key.isupper()
            if not known or (hit := self.at(words, i)) is None:  # most words begin no name
                i += 1
            else:
                yield i, i + hit[0], hit[1]
                i += hit[0]

    def _follow(self, words: Sequence[Word], i: int, keys: tuple[str, ...]) -> bool:
        for k, wanted in enumerate(keys[1:], 1):
            key = self._of(words[i + k].key)
            if key != wanted and (not key.isupper() or key.capitalize() != wanted):
                return False
            if words[i + k].start - words[i + k - 1].end > 2:  # a sentence or a bracket ends between them
                return False
        return True

    def _of(self, key: str) -> str:
        return key.lower() if self._fold else key
