"""For whom those speak whom an article names: for a country, a party, a company or nobody known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.actors.names import Word, words_of
from analysis.actors.standing import speaks_for_self
from analysis.actors.titles import Titles
from analysis.actors.wordlists import ENDS_OF_PLACES, OF_EXPERTS, POSSESSIVES, REGIONS
from analysis.statements.brackets import OF_LANDS, Brackets
from analysis.statements.holders import Holders
from analysis.statements.memberships import body_after
from analysis.statements.organisations import (
    ARTICLES,
    head_offices,
    is_acronym,
    is_unlisted_organisation,
    own_organisation,
)
from analysis.statements.parties import Parties

if TYPE_CHECKING:
    from analysis.statements.cast import Cast, Referent

BODIES = ("party", "group", "union", "movement", "company")
_LEADING = frozenset({"leader", "chairman", "chairwoman", "chair", "head"})
_ACRONYM = re.compile(r"((?:[A-Z][\w’'-]{0,30} (?:(?:of|for|and|the) ){0,2}){1,9})\(([A-Z][A-Za-z]{1,6})\)")
_INITIALS = re.compile(r"\b[A-Z]")
_HEAD_OF = "head of "
_RUNNING = frozenset({"candidate", "presidential candidate", "nominee"})
_OF_TOWNS = frozenset({"mayor", "lord mayor"})
_FROM = frozenset({"for", "from", "of", "with"})
_OF_FIRMS = frozenset({"analyst", "economist", "strategist", "trader", "broker", "fund manager"})
_OF_GROUPS = frozenset({"researcher", "expert", "campaigner", "adviser", "advisor"})
_LAST_CAPITAL = re.compile(r"\b([A-Z][\w’'-]+) $")
_LONGEST_WORD = 30
_JOINED_PLACES = frozenset({"and", "State", "County", "Province"})


class Belonging:
    """Reads for whom the people of one article speak; ``cast`` says who they are, ``book`` which actors there are."""

    def __init__(self, cast: Cast, book: ActorBook) -> None:
        self._cast = cast
        self._book = book
        self._titles = Titles.load()
        self.parties = Parties(cast.document.text, book)
        self.brackets = Brackets(cast, book, self.parties)

    def of(self, referent: Referent, written: Sequence[str], beside: Sequence[str], first_at: int) -> str | None:
        """For whom somebody speaks: by what the article says, else by the book, else for the country it is about.

        Parameters
        ----------
        referent : Referent
            ``plural`` and ``assumed`` are set where they turn out so.
        written : sequence of str
            The forms of the name in the article, titles and all.
        beside : sequence of str
            Whom the words around the name put somebody with: "Brazil's", "the Red Cross".
        first_at : int
            Where somebody is named first.
        """
        book = self._book
        roles = list(takewhile(lambda role: not speaks_for_self(role), referent.roles))
        if any(self._titles.names_organisation(role) for role in referent.roles):
            referent.plural = True
            return referent.name  # "Acme, the Danish company"
        if referent.roles and not roles:
            # "leader of the largest party, Adelante", "Labour MP"
            apposed = (self.organisation_of(role) for role in referent.roles if ", " in role)
            led = (
                self.organisation_of(role)
                for role in referent.roles
                if not _LEADING.isdisjoint(word.lower for word in words_of(role)[:2])
            )
            parties = (actor for actor in map(book.actor_of, referent.roles) if book.kind_of(actor) == "party")
            elected = map(self.parties.of, referent.roles)
            led_by = (self._actor_with(whom) for whom in beside if whom.startswith(_HEAD_OF))
            member = self.parties.of_member(referent.roles) or self._seat_in_brackets(beside)
            sits, works = self.seat_of(referent.roles, beside), map(self.employer, referent.roles)
            return next(filter(None, (*apposed, *led, *parties, *elected, member, *led_by, *sits, *works)), None)
        for role in roles:
            if party := self.parties.of(role):
                return party
            if actor := book.actor_of(role, home=self.holder(role)):
                return actor
            if role.endswith(BODIES) and (own := self.organisation_of(role)):
                return own  # "leader of the ANO party", whatever he was before
        for name in (*written, referent.name or ""):
            if (actor := book.actor_of(name)) and not self._is_namesake(referent, name):
                return actor
        for role in roles:
            held = self._titles.offices(words_of(role))
            state = all("state_offices" in office.kinds for office in held)
            local = any(office.name in _OF_TOWNS for office in held)
            for whom in beside:
                if local and (party := self._actor_with(whom)):
                    return party  # "Mayor Ruiz of the Greens"
                if state and self._book.kind_of(whom) == "party":
                    continue  # "Governor Ruiz, R-Maine"
                if actor := book.actor_of(f"{role} of {whom}"):
                    return actor  # "President Ruiz of Peru"
            organisation = own_organisation(role)
            if own := self.organisation_of(role):
                return own
            home = self._cast.where.home_for(role, first_at)
            assumed = book.actor_of(role, home=home) if organisation is None else None
            if actor := self.holders.settle(words_of(role), first_at, assumed):
                referent.assumed = actor == assumed
                return actor
        heading = (whom for whom in beside if not roles or whom.startswith((_HEAD_OF, "(")))
        return next(filter(None, map(self._actor_with, heading)), None)

    def as_listed(self, referent: Referent, written: Sequence[str]) -> str | None:
        """For whom the user's own file lists somebody: not Mary Ruiz for "Ruiz", as long as she has her first name."""
        name = {word.key for word in words_of(referent.name or "")}
        for phrase in written:
            words = words_of(phrase)
            for i, j, actor in self._book.own_persons_in(words):
                if j == len(words) and (i == 0 or words[i - 1].key not in name):
                    return actor
        return None

    @cached_property
    def holders(self) -> Holders:
        """Of whom the offices of the article are."""
        return Holders(self._cast, self._book)

    def holder(self, role: str) -> str | None:
        """The country of this article that has such an office, where several have: a foreign secretary."""
        home, named = self._cast.where.home, self._named_actors
        words = words_of(role)
        for office in self._titles.offices(words):
            if len(countries := self._titles.offices_of_some.get(office.name, ())) > 1:
                return home if home in countries else next((c for c in countries if c in named), None)
            if countries := self._titles.countries_with(office, words):
                if "representatives" in office.kinds:
                    return self._cast.where.leading  # not of the US because Washington is named too
                here = [c for c in countries if c in named]
                return home if home in countries else here[0] if len(here) == 1 else None
        return None

    def _is_namesake(self, referent: Referent, written: str) -> bool:
        """Whether the only actor in a name is a place that its bearer is called like: "Minister Ana Israel"."""
        name, words = words_of(referent.name or ""), words_of(written)
        own = {word.key for word in name}
        hits = list(self._book.names_in(words))
        return all(
            role not in ("person", "institution") and own.issuperset(word.key for word in words[i:j])
            for i, j, (_, role) in hits
        )

    def organisation_of(self, role: str) -> str | None:
        """The organisation that a role names, where no list knows it: nobody's name, no people's, no place's."""
        organisation = own_organisation(role)
        if organisation is None:
            return None
        if short := self.called_for_short(organisation):
            return short
        if organisation.lower() in self._titles.organisation_nouns:
            return None  # "Commission chair" where no such commission is named
        workplace = role.endswith((f" at {organisation}", f" at the {organisation}"))  # nobody works at a person
        if not workplace and self._cast.named(words_of(organisation.removesuffix(" party"))) is not None:
            return None  # "Ruiz spokesman", "members of Ruiz's party"
        words = words_of(organisation)
        if words[-1].text in ENDS_OF_PLACES and not is_unlisted_organisation(organisation):
            return None  # "spokesman for the Celtic Sea"
        names = list(self._book.names_in(words))
        if organisation.endswith(" party") and any(kind == "person" for _, _, (_, kind) in names):
            return None
        peoples = {k for i, j, (_, kind) in names if kind == "people" for k in range(i, j)}
        states = [(i, j, actor) for i, j, (actor, _) in names if self._book.kind_of(actor) in STATES]
        placed = {k for i, j, _ in (*self._book.places_in(words), *states) for k in range(i, j)}
        if placed and all(k in placed or word.text in _JOINED_PLACES for k, word in enumerate(words)):
            return None  # "the governors of California and New York"
        return self.fold(organisation) if len(peoples) < len(words) else None

    def fold(self, name: str) -> str:
        """The one name of an organisation that an article calls by several."""
        return self._acronyms.get(name) or self.parties.fold(name)

    def called_for_short(self, name: str) -> str | None:
        """The actor that one word in capitals stands for in an article that names it: the EU for "Commission"."""
        actor = self._titles.called_for_short.get(name)
        return actor if actor is not None and actor in self._named_actors else self._acronyms.get(name)

    def is_spelled_out(self, name: str) -> bool:
        """Whether a name stands before its acronym: the country in "Chad Awaaz-i-Nau (CAN)" does not speak."""
        return name in self._acronyms.values()

    @cached_property
    def _acronyms(self) -> dict[str, str]:
        """What acronyms in brackets stand for: "the Rail Workers' Union (RWU)"."""
        found: dict[str, str] = {}
        for match in _ACRONYM.finditer(self._cast.document.text):
            name = match[1].strip().removeprefix("The ")
            if self._book.actor_of(match[2]) is not None:
                continue
            if is_unlisted_organisation(name):
                found.setdefault(match[2], self._book.actor_of(name) or name)
            elif self._begins_with_country(name) and "".join(_INITIALS.findall(name)) == match[2]:
                found.setdefault(match[2], name)
        return found

    def _begins_with_country(self, name: str) -> bool:
        """Whether a country is the first word of a name that is no office's: "Chad Awaaz-i-Nau"."""
        words = words_of(name)
        first = next(self._book.names_in(words), None)
        in_name = first is not None and first[:2] == (0, 1) and first[2][1] == "name" and not words[0].possessive
        return in_name and len(words) > 1 and not self._titles.offices(words)

    @cached_property
    def _named_actors(self) -> set[str]:
        """The actors that the article names."""
        paragraphs = self._cast.document.paragraphs
        return {
            mention.actor
            for mention in self._book.find_mentions(self._cast.document, paragraphs[0].start, paragraphs[-1].end)
        }

    def seat_of(self, roles: Sequence[str], beside: Sequence[str] = ()) -> Iterator[str]:
        """The party for which somebody sits or runs: "Senator Ruiz of Podemos", "candidate of the Libre party"."""
        sits = False
        for role in roles:
            words = words_of(role)
            head = head_offices(words)
            shadow = words[0].lower == "shadow"  # "Shadow Rail Minister Ruiz of the Greens"
            if not head or not (shadow or head[-1].name in self._titles.party_offices | _RUNNING):
                continue
            sits = True
            at = head[-1].end
            of = at < len(words) - 1 and words[at].lower in _FROM
            if of and (whom := body_after(role, words, at)):
                yield from self._party_called(whom)
        for whom in beside if sits else ():
            yield from self._party_called(whom)

    def _party_called(self, whom: str) -> Iterator[str]:
        """The party that a name is, where it says so or the article does elsewhere."""
        actor, whom = self._book.actor_of(whom), whom.strip("()")
        if words_of(whom)[-1].possessive:
            return  # "lawmakers from Ruiz's party"
        if self._book.kind_of(actor) == "party" or self.parties.is_called(whom.removeprefix("the ")):
            yield actor or self.parties.fold(whom.removeprefix("the ").removesuffix(" party"))

    def employer(self, role: str) -> str | None:
        """The bank, firm or group for which an analyst speaks: of "economist at ING", not "at Leiden University"."""
        words = words_of(role)
        head = head_offices(words)
        if not head or head[-1].name not in _OF_FIRMS | _OF_GROUPS or not head[-1].end < len(words) - 1:
            return None
        at = words[head[-1].end].lower
        whom = body_after(role, words, head[-1].end) if at in ("at", "with", "of") else None
        named = words_of((whom or "").removeprefix("the "))
        if whom is None or not OF_EXPERTS.isdisjoint(word.text for word in named):
            return None
        if (listed := self._book.actor_of(whom)) is not None:
            return listed if self._book.kind_of(listed) not in STATES else None
        if head[-1].name in _OF_GROUPS or (at != "at" and self._cast.named(named) is not None):
            return None  # nobody works at a person
        works = at == "at" and head[-1].name != "trader"  # he may be "at Kings Cross"
        firm = len(named) > 1 and works and not self._book.is_place(named)
        return self._actor_with(whom) or (whom if firm or is_acronym(whom) else None)

    def body_of(self, start: int, role: str) -> str | None:
        """The union or party that a role at ``start`` begins with or follows, "the Unite union": "Unite officer"."""
        text, first = self._cast.document.text, words_of(role)[0].text
        before = _LAST_CAPITAL.search(text, max(0, start - _LONGEST_WORD), start)
        name = first if first[0].isupper() else before[1] if before else ""
        if not name or name.lower() in ARTICLES | POSSESSIVES or self._titles.is_office(words_of(name), 0):
            return None  # "The union's chief", "Police chief"
        return name if re.search(rf"\b{re.escape(name)} (?:union|party)\b", text) else None

    def _seat_in_brackets(self, beside: Sequence[str]) -> str | None:
        """The party in brackets after a name: "Ruiz (Left Party)", who may be called a member of it as well."""
        return next(filter(None, (self._actor_with(whom) for whom in beside if whom.startswith("("))), None)

    def _actor_with(self, whom: str) -> str | None:
        """For whom somebody speaks whom words put with others: "Brazil's Lula", "Ruiz of Amnesty", not "of Peru"."""
        actor = self._book.actor_of(whom)
        owner = whom.startswith(_HEAD_OF) or words_of(whom)[-1].possessive
        if actor is not None and (owner or self._book.kind_of(actor) not in STATES):
            return actor
        if whom.startswith("("):
            inside = whom.strip("()")
            of_seat = actor is None or "," in inside or inside in self.brackets.seated  # "(Greens, Austria)"
            party = self.brackets.party_in(inside) if of_seat else None
            return self.fold(party) if party else None
        name = whom.removeprefix(_HEAD_OF).removeprefix("the ").removesuffix("'s").removesuffix("’s")
        words = words_of(name)
        named = next((k for k, word in enumerate(words) if not word.text.islower()), 0)
        if named and words[named - 1].lower in self._titles.organisation_nouns and words[named].capital:
            return name[words[named].start :]  # "Ruiz of the think tank Bruegel"
        if len(words) > 1 and words[-1].text in BODIES and words[-2].capital:
            return name[: words[-2].end]  # "Ruiz of the Adelante party"
        if whom in self._titles.party_letters.values():
            return name  # "Ruiz (Centre)"
        if is_unlisted_organisation(name) or self.parties.has(name) or name in self._titles.party_words:
            return self.parties.fold(name)
        if self._is_called_one(words, named=whom.startswith("the ")):
            return self.fold(name)
        led = whom.startswith(_HEAD_OF) and all(word.capital and not word.possessive for word in words)
        return name if led and not self._book.is_place(words) and self._cast.named(words) is None else None

    def _is_called_one(self, words: Sequence[Word], *, named: bool) -> bool:
        """Whether capitals that no list knows are a body's of which somebody is: "of *Greenwatch Europe*".

        ``named``: "the" stands before them, as it does before no person and few places ("of the *Jan Morcha*").
        """
        strange = len(words) > 1 and all(word.capital and not word.possessive for word in words)
        if not strange or not OF_EXPERTS.isdisjoint(word.text for word in words):
            return False
        proper = words[:-1] if words[-1].lower in REGIONS else words if named else []
        placed = any(word.lower in OF_LANDS or word.text in ENDS_OF_PLACES for word in words)
        listed = any(self._book.names_in(proper)) or any(self._book.places_in(proper))
        return bool(proper) and not placed and not listed and self._cast.named(words) is None
