"""Offices, professions, forms of address and first names: the words of ``data/titles.yaml``, ready to look up."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from analysis.actors.names import NameTable, Word, words_of, yaml_loader
from analysis.actors.wordlists import ENDS_OF_HEAD
from analysis.segments import word_list

_OFFICES = ("private", "representatives", "state_offices", "state_bodies")
_PLURALS = {"men": "man", "women": "woman", "people": "people", "chiefs": "chief"}


_OTHER_RANKS = frozenset({"prime", "vice", "deputy"})


@dataclass(frozen=True, slots=True)
class Office:
    """A word or two that say what somebody is: words ``first`` to ``end`` (one past the last) of a phrase."""

    first: int
    end: int
    name: str
    kinds: frozenset[str]  # of state_offices, state_bodies, representatives, private


class Titles:
    """What the words of ``data/titles.yaml`` mean."""

    def __init__(self, data: dict[str, Any]) -> None:
        kinds: dict[str, set[str]] = {}
        for kind in _OFFICES:
            for name in data[kind]:
                kinds.setdefault(name, set()).add(kind)
        self._offices: NameTable[tuple[str, frozenset[str]]] = NameTable(fold=True)
        for name, of in kinds.items():
            for form in {name, _plural(name), *_hyphenated(name, kinds)}:
                self._offices.add(form, (name, frozenset(of)))
        self.offices_of_some: dict[str, list[str]] = data["offices_of_some"]
        self.offices_of_several: dict[str, list[str]] = data["offices_of_several"]
        self.anaphors = {noun: frozenset(kinds) for noun, kinds in data["anaphors"].items()}
        self.also_called = {name: frozenset(names) for name, names in data["also_called"].items()}
        self.ranks_of_many = frozenset(data["ranks_of_many"])
        self.called_for_short: dict[str, str] = data["called_for_short"]
        self.any_organisation = frozenset(data["any_organisation"])
        self.party_bodies: dict[str, dict[str, str]] = data["party_bodies"]
        self.party_words = frozenset(data["party_words"])
        self.party_names = frozenset(data["party_names"])
        self.party_letters: dict[str, str] = data["party_letters"]
        self.party_offices = frozenset(data["party_offices"])
        self.heads = frozenset(data["heads"])
        self.outsiders = frozenset(form for w in data["outsiders"] for form in (w, _plural(w)))
        self.experts = frozenset(data["experts"])
        self.modifiers = frozenset(data["modifiers"])
        self.honorifics: dict[str, str] = data["honorifics"]
        self.cut_short = frozenset(word for word in self.honorifics if word.lower() in word_list("abbreviations")[""])
        self.places_as_first_names = frozenset(data["places_as_first_names"])
        self.unnamed = frozenset(data["unnamed"])
        self.organisation_nouns = frozenset(data["organisation_nouns"])
        self.organisation_words = frozenset(data["organisation_words"])
        self._gendered = {word: gender for gender, words in data["gendered"].items() for word in words}
        self._first_names = {
            words_of(name)[0].key: gender for gender, names in data["first_names"].items() for name in names
        }

    @classmethod
    @cache
    def load(cls) -> Titles:
        return cls(yaml.load((files("analysis") / "data" / "titles.yaml").read_text(encoding="utf-8"), yaml_loader()))

    def offices(self, words: Sequence[Word]) -> list[Office]:
        """The offices and professions a phrase names, in order.

        Examples
        --------
        >>> [office.name for office in Titles.load().offices(words_of("the Russian foreign ministers"))]
        ['foreign minister']
        """
        return [Office(i, j, name, kinds) for i, j, (name, kinds) in self._offices.find(words)]

    def countries_with(self, office: Office, words: Sequence[Word]) -> list[str]:
        """The countries of which several have an office by which a phrase calls somebody: a "Transport Secretary"."""
        written = " ".join(word.text for word in words[office.first : office.end])
        return self.offices_of_several.get(office.name) or self.offices_of_several.get(written, [])

    def is_office(self, words: Sequence[Word], i: int) -> bool:
        """Whether an office or profession begins at word ``i``."""
        return self._offices.at(words, i) is not None

    def names_organisation(self, description: str) -> bool:
        """Whether a description says that its bearer is an organisation: "Danish company", "charity in Lima"."""
        words = words_of(description)
        head_end = next((i for i, word in enumerate(words) if i and word.lower in ENDS_OF_HEAD), len(words))
        return bool(words) and words[head_end - 1].text in self.organisation_nouns

    def gender_of_word(self, word: str) -> str | None:
        """``"m"`` for *spokesman*, ``"f"`` for *queen*, None for *president*."""
        return self._gendered.get(word.lower()) or self._gendered.get(_PLURALS.get(word.lower(), ""))

    def gender_of_name(self, first_name: str) -> str | None:
        """``"m"`` or ``"f"`` for a first name mostly borne by one gender, else None."""
        return self._first_names.get(first_name)


def _hyphenated(name: str, others: Container[str]) -> set[str]:
    """An office of two words as one: "attorney-general"; not where that is an office by itself."""
    joined = name.replace(" ", "-")
    return {joined, _plural(joined)} if name.count(" ") == 1 and joined not in others else set()


def is_last_word_of(held: str, office: str) -> bool:
    """Whether an office is called by its last word: "the minister" is a finance minister, and no prime minister.

    Examples
    --------
    >>> is_last_word_of("finance minister", "minister"), is_last_word_of("prime minister", "minister")
    (True, False)
    """
    return held.endswith(f" {office}") and held.split()[0] not in _OTHER_RANKS


def _plural(name: str) -> str:
    head, _, tail = name.rpartition(" ")
    if tail.endswith("man"):
        tail = tail[:-3] + "men"
    elif tail.endswith("y") and tail[-2:-1] not in "aeiou":
        tail = tail[:-1] + "ies"
    elif tail.endswith(("s", "ch", "sh", "x")):
        tail += "es"
    else:
        tail += "s"
    return f"{head} {tail}".strip()
