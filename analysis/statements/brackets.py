"""What stands in brackets after a name: "Ruiz (Left Party)", "Mora (EFF)", "Reis (Bumula, ODM)", not "Lund (KC)"."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.actors import ActorBook
from analysis.actors.names import small_words, words_of
from analysis.actors.titles import Titles
from analysis.actors.wordlists import ENDS_OF_PLACES, OF_EXPERTS
from analysis.statements.memberships import in_brackets
from analysis.statements.organisations import is_unlisted_organisation
from analysis.statements.parties import Parties

if TYPE_CHECKING:
    from analysis.statements.cast import Cast

OF_LANDS = small_words("of_lands")
_PARLIAMENT = re.compile(
    r"\b(?:MPs?|[Ll]awmakers?|[Ll]egislat(?:ors?|ure)|[Pp]arliament|[Ss]enat(?:e|ors?)|[Bb]ackbenchers?|Assembly|Congress"
    r"|[Cc]ouncill?ors?|Cllrs?|[Cc]ity [Cc]ouncil)\b"
)
_LETTERS = re.compile(r"[A-Z]{2,6}(?: Plus|\+)?")
_LETTERS_AFTER_NAMES = small_words("letters_after_names")
_IN_PARTIES = frozenset({"and", "for", "of", "the"})
_BEGIN_PARTIES = frozenset({"Alliance", "Coalition", "Movement", "Union"})


class Brackets:
    """The parties that one article gives in brackets after names."""

    def __init__(self, cast: Cast, book: ActorBook, parties: Parties) -> None:
        self._cast = cast
        self._book = book
        self._parties = parties
        self._titles = Titles.load()

    def party_in(self, inside: str) -> str | None:
        """The party in brackets after a name: in words, or in letters as news of a parliament has them."""
        beside = inside.split(", ")
        if party := next(filter(None, map(self._parties.beside_name, beside)), None):
            return party
        return beside[-1] if beside[-1] in self.seated else None

    @cached_property
    def seated(self) -> frozenset[str]:
        """The letters in brackets that are parties' in news of a parliament: of a seat, or of two people's parties.

        "Ruiz (Bumula, ODM)", or "Ruiz (DA)" where another speaker is "Mora (EFF)" or "Mora (Labour)".
        """
        text = self._cast.document.text
        if not _PARLIAMENT.search(text):
            return frozenset()
        seats: defaultdict[str, set[str]] = defaultdict(set)
        for mention in self._cast.mentions:
            inside = in_brackets(text, mention.end + 2) if text.startswith(" (", mention.end) else None
            if inside is not None:
                seats[inside].add(mention.referent.name or "")
        parties = {inside: names for inside, names in seats.items() if self._is_known_party(inside)}
        letters = {inside: names for inside, names in seats.items() if self._are_letters(inside)}
        several = len(set().union(*parties.values(), *letters.values())) > 1
        names = {inside for inside in seats if parties and inside not in parties and self._may_be_party(inside)}
        ends = (inside.rpartition(", ") for inside in seats)
        return frozenset({name for seat, _, name in ends if (seat or several) and self._are_letters(name)} | names)

    def _is_known_party(self, inside: str) -> bool:
        """Whether what stands in brackets after a name is known to be a party."""
        listed = self._book.kind_of(self._book.actor_of(inside)) == "party"
        return listed or inside in self._titles.party_letters or self._parties.beside_name(inside) is not None

    def _may_be_party(self, inside: str) -> bool:
        """Whether it may be one beside others that are: "Mora (New Dawn)", not "(Lima)" or "(Leeds University)"."""
        words = words_of(inside)
        spelled = len(words) > 1 and all(word.capital or word.text in _IN_PARTIES for word in words)
        placed = any(word.lower in OF_LANDS or word.text in ENDS_OF_PLACES for word in words)
        named = [*self._book.names_in(words), *self._book.places_in(words)]
        known = any(j - i == len(words) for i, j, _ in named)  # "Chad", but "Strong Chad" may be a party
        body = is_unlisted_organisation(inside) and words[0].text not in _BEGIN_PARTIES
        body = body or not OF_EXPERTS.isdisjoint(word.text for word in words)
        return spelled and "," not in inside and not (placed or known or body)

    def _are_letters(self, name: str) -> bool:
        """Whether a name is letters that may be a party's: "DA", "FF Plus", not "MP" or "UK"."""
        letters = _LETTERS.fullmatch(name) is not None and name not in _LETTERS_AFTER_NAMES
        return letters and self._book.actor_of(name) is None
