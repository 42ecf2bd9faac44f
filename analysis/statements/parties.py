"""Parties that an article calls by several names: "the Liberals", "the Liberal Party", "two Liberal senators"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analysis.actors import ActorBook
from analysis.actors.affiliations import PARTY_WORDS
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.titles import Titles

_OTHER_PARTIES = small_words("of_other_parties")
_PLURALS = {"Democratic": "Democrats"}
# "Her party, the Union for Renewal, would boycott the vote."
_OWN_PARTY = re.compile(
    r"\b(?:his|her) (?:own )?party, (?:the )?([A-Z][\w’'-]*(?: (?:(?:for|of|and|the) )*[A-Z][\w’'-]*){0,6})[,.]"
)


class Parties:
    """Folds the names of parties that share a word, as one article writes them.

    Examples
    --------
    >>> parties = Parties("The Liberals split. “No,” the Liberal leader said.", ActorBook.load())
    >>> parties.of("Liberal leader"), parties.of("two Liberal senators"), parties.of("liberal voters")
    ('Liberals', 'Liberals', None)
    """

    def __init__(self, text: str, book: ActorBook) -> None:
        self._text = text
        self._book = book
        self._titles = Titles.load()
        self._called = cache(self._fullest)

    def of_member(self, roles: Sequence[str]) -> str | None:
        """The party of who sits for it: of a senator who is "a Republican"; other members speak for themselves."""
        offices = {office.name for role in roles for office in self._titles.offices(words_of(role))}
        if offices.isdisjoint(self._titles.party_offices):
            return None
        first = (words_of(role)[0].text for role in roles if self._is_member(words_of(role)))
        return next((self._called(word) for word in first if word in self._titles.party_words), None)

    def of(self, description: str) -> str | None:
        """The party for which its leader or a member of parliament speaks."""
        words = words_of(description)
        for k, word in enumerate(words):
            if word.text not in self._titles.party_words or (k and words[k - 1].text in _OTHER_PARTIES):
                continue
            if self._is_held(words, k + 1):
                return self._called(word.text)
        return None

    def fold(self, name: str) -> str:
        """A party's one name: "Socialists" and "Socialist" are "Socialist Party" where the article has that."""
        word = _by_plural().get(name, name)
        return self._called(word) if word in self._titles.party_words else name

    @staticmethod
    def has(name: str) -> bool:
        """Whether a name is that of a party's people: "Socialists"."""
        return name in _by_plural()

    def is_called(self, name: str) -> bool:
        """Whether a name is a party's by its words ("Justice Party", "Together for Peru") or by those beside it."""
        words = words_of(name)
        if (
            not words
            or self.has(name)
            or name in self._titles.party_words
            or (len(words) > 1 and words[-1].text in {"party", *PARTY_WORDS})
        ):
            return bool(words)
        if len(words) > 2 and words[1].text == "for" and words[0].text not in self._titles.organisation_words:
            return True
        beside = rf"\b(?:{re.escape(name)} party|[Pp]arty,? {re.escape(name)})\b"
        return re.search(beside, self._text) is not None

    def own(self, start: int, end: int) -> str | None:
        """What ``start:end`` says to be his or her party."""
        found = _OWN_PARTY.search(self._text, start, end)
        return found[1] if found else None

    def _is_held(self, words: Sequence[Word], at: int) -> bool:
        """Whether an office that is held for a party stands at word ``at``: "Liberal | Senate leader"."""
        offices = {office.first: office for office in self._titles.offices(words)}
        while at < len(words) and at not in offices and words[at].lower in self._titles.modifiers:
            at += 1
        return at in offices and offices[at].name in self._titles.party_offices

    def _is_member(self, words: Sequence[Word]) -> bool:
        """Whether all that a phrase says is the party: "Republican", "Liberal from Porto"."""
        return len(words) == 1 or words[1].lower in ("from", "who", "on", "in")

    def _fullest(self, word: str) -> str:
        plural = _PLURALS.get(word, f"{word}s")
        listed = self._book.actor_of(plural)
        if listed is not None and self._book.kind_of(listed) == "party":
            return listed
        full = re.search(rf"\b{word} [Pp]arty\b", self._text)
        return full[0] if full else plural


@cache
def _by_plural() -> dict[str, str]:
    """The words of parties by the names of their people."""
    return {_PLURALS.get(word, f"{word}s"): word for word in sorted(Titles.load().party_words)}
