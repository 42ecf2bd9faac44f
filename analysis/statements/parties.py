"""Parties that an article calls by several names: "the Liberals", "the Liberal Party", "two Liberal senators"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analysis.actors import ActorBook
from analysis.actors.gazetteer import PARTY_WORDS
from analysis.actors.names import Word, words_of
from analysis.actors.standing import head_end_of, is_former
from analysis.actors.titles import Titles
from analysis.actors.wordlists import OF_OTHER_PARTIES
from analysis.statements.organisations import is_acronym

_PLURALS = {"Democratic": "Democrats", "Labour": "Labour"}
_SEATS = frozenset({"backbencher", "congressman", "congresswoman", "councillor", "councilor", "deputy", "lawmaker"})
_SEATS |= {"legislator", "member", "member of parliament", "mep", "mp", "msp", "rep", "sen", "senator"}
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
        heads = (words[head_end_of(words) - 1].text for words in map(words_of, roles) if self._is_member(words))
        return next((self._called(word) for word in heads if word in self._titles.party_words), None)

    def of(self, description: str) -> str | None:
        """The party for which its leader or a member of parliament speaks."""
        words = words_of(description)
        for k, word in enumerate(words):
            if k and words[k - 1].text in OF_OTHER_PARTIES:
                continue
            if word.text in self._titles.party_words and self._is_held(words, k + 1):
                return self._called(word.text)
            if word.capital and self._is_seat(words, k + 1):
                begin = next((i + 1 for i in range(k, -1, -1) if not words[i].capital), 0)
                names = description[words[begin].start : word.end], word.text  # "Two PAN senators"
                if (name := next((n for n in names if self._has_seats(n, description)), None)) is not None:
                    return self._book.actor_of(name) or self.fold(name)
        return None

    def fold(self, name: str) -> str:
        """A party's one name: "Socialists" and "Socialist" are "Socialist Party" where the article has that."""
        word = _by_plural().get(name, name)
        return self._called(word) if word in self._titles.party_words | self._titles.party_names else name

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
        if is_acronym(name) and self._book.actor_of(name) is None and not self._book.is_place(words):
            return True
        if len(words) > 2 and words[1].text == "for" and words[0].text not in self._titles.organisation_words:
            return True
        beside = rf"\b(?:{re.escape(name)} (?:party|movement|bloc)|[Pp]arty,? {re.escape(name)})\b"
        return re.search(beside, self._text) is not None

    def beside_name(self, written: str) -> str | None:
        """The party in brackets after a name, where its words say that it is one: "(Left Party)"."""
        words = words_of(written)
        if not words or not all(word.capital for word in words):
            return None
        last = words[-1].text
        plural = (
            last if self.has(last) else _PLURALS.get(last, f"{last}s") if last in self._titles.party_words else None
        )
        if len(words) == 1:
            return self.fold(written) if plural else None
        full = f"{written.removesuffix(last)}{plural}" if plural else written
        listed = self._book.actor_of(full)
        if self._book.kind_of(listed) == "party":
            return listed
        return full if plural or last in PARTY_WORDS else None

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

    def _has_seats(self, name: str, description: str) -> bool:
        """Whether a name before "MP" is a party's: "Nationals senator", "an NDP MP", "two Reform MPs".

        A list knows it, and the article writes it so inside a sentence; or it is an acronym, or called a party; an
        armed group sits in some parliaments too.
        """
        if name not in self._titles.party_names:
            if f"{name} member" in description:
                return False  # of a union or a council
            listed = self._book.kind_of(self._book.actor_of(name))
            return listed == "armed group" or (listed in (None, "party") and self.is_called(name))
        one = re.search(rf"\b{name} (?:senator|MP|MEP|lawmaker|backbencher)\b", description)
        return one is not None or re.search(rf"[\w,;] {name}\b", self._text) is not None

    def _is_seat(self, words: Sequence[Word], at: int) -> bool:
        offices = (office for office in self._titles.offices(words) if office.first == at)
        return any(office.name in _SEATS for office in offices)

    def _is_member(self, words: Sequence[Word]) -> bool:
        """Whether what a phrase says is the party: "Republican", "Ohio Republican", "Liberal from Porto"."""
        before = words[: head_end_of(words) - 1]
        described = all(word.text.islower() for word in before) and not is_former(before)
        return described or self._book.is_place(before)

    def _fullest(self, word: str) -> str:
        own = word if word in self._titles.party_names else _PLURALS.get(word, f"{word}s")
        listed = self._book.actor_of(own)
        if listed is not None and self._book.kind_of(listed) == "party":
            return listed
        full = re.search(rf"\b{word} (?:[Pp]arty|UK)\b", self._text)
        return full[0] if full else own


@cache
def _by_plural() -> dict[str, str]:
    """The words of parties by the names of their people."""
    return {_PLURALS.get(word, f"{word}s"): word for word in sorted(Titles.load().party_words)}
