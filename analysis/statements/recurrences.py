"""Whom a description repeats: "the bloc", "the foreign minister" and "the 40-year-old teacher" were met before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.standing import is_apart
from analysis.actors.titles import Office, Titles, is_last_word_of
from analysis.attribution.clauses import RELATIVES
from analysis.document import Document
from analysis.statements.called import Called
from analysis.statements.cast import Cast, Referent
from analysis.statements.organisations import LED
from analysis.statements.phrases import (
    BY_ROLE,
    BY_THING,
    PREPOSITIONS,
    Anaphor,
    Speaker,
    anaphor_of,
    anaphors,
    end_of_head,
    indefinite,
    other_of,
)
from analysis.statements.subjects import Subjects

_COLLECTIVES = small_words("collectives")
_ANY_HEAD = {"leader", "chief", "head", "boss", "premier"}  # whoever was named last for the same actor
# "The company" is no union that was heard, but "the group" may be.
_OF_PARTIES = frozenset({"party", "movement", "group", "organisation", "organization"})
_OF_MEMBERS = frozenset({"union", "party", "movement", "federation", "confederation", "charity"})
_OF_PORTFOLIOS = frozenset({"ministry", "department", "committee"})  # "the foreign ministry" is no "labour ministry"
_ANY_KIND = frozenset({"group", "organisation", "organization", "network"})
_NEAR = 800  # characters
_SHORTLY = 400  # characters
SCENE = 4_000  # characters: somebody unnamed who was met further back is not remembered
_REMEMBERED = 40  # organisations heard before that "the group" may be


class Recurrences:
    """What was met before in one document; ``heard`` tells it which organisations have spoken.

    ``thing_before`` gives the organisation or government that was a subject just before an offset, and where.
    """

    def __init__(
        self,
        document: Document,
        book: ActorBook,
        cast: Cast,
        subjects: Subjects,
        called: Called,
        thing_before: Callable[[int], tuple[int, Speaker] | None],
    ) -> None:
        self._document = document
        self._book = book
        self._cast = cast
        self._subjects = subjects
        self._called = called
        self._thing_before = thing_before
        self._titles = Titles.load()
        read = [p for p in document.paragraphs if p.place != "tail"]
        self._actors = [mention for p in read for mention in book.find_mentions(document, p.start, p.end)]
        self._actor_starts = [mention.start for mention in self._actors]
        self._organisations: list[tuple[int, Speaker]] = []

    def heard(self, offset: int, speaker: Speaker) -> None:
        """Note an organisation that spoke at ``offset``."""
        self._organisations.append((offset, speaker))

    def nearest_actor(self, offset: int) -> str | None:
        """The organisation or government last named before ``offset`` in its sentence, best as a subject."""
        if actor := self._subjects.actor_before(offset):
            return actor
        sentence, here = self._document.sentence_at(offset), self._document.quotation_at(offset)
        first = bisect_left(self._actor_starts, sentence.start if sentence else offset)
        at = bisect_left(self._actor_starts, offset) - 1
        while at >= first and self._document.quotation_at(self._actor_starts[at]) is not here:
            at -= 1  # "“No Brazilian wants it,” said its director": not Brazil's
        if at < first or self._actors[at].place:
            return None
        if self._subjects.is_joint(self._actor_starts[at]):
            return None  # "Chad and Niger agree, their ministers said"
        return self._actors[at].actor

    def heard_as(self, name: str) -> Speaker | None:
        """An organisation met before, or one under a longer name that ends so: "the Post"."""
        for _, speaker in reversed(self._organisations[-_REMEMBERED:]):
            again = speaker.name == name == speaker.actor  # "a Tata spokesman", then "Tata"
            if again or (speaker.name and speaker.name != name and speaker.name.split()[-1] == name):
                return replace(speaker, certainty=BY_ROLE)
        return None

    def anaphor(self, written: str, offset: int) -> Anaphor | None:
        """What "this alliance", "the bloc" or "the ministry" in a phrase stands for."""
        match = anaphors().search(written)
        if match is None or not self._stands_alone(written, match):
            return None
        if is_apart(words_of(match.group())):
            return None  # "the breakaway republic" is not the country
        if written[: match.start()].rstrip().endswith(","):
            return None  # "Unite, the union": what somebody is, not who
        noun, inside = match.group(1).lower(), words_of(match.group())
        names = list(self._book.names_in(inside))
        if any(role != "people" and a != "Soviet Union" for _, _, (a, role) in names):
            return None
        peoples = {k for i, j, _ in names for k in range(i, j)}
        if (
            any(
                word.capital and k not in peoples and not word.text.endswith(LED)
                for k, word in enumerate(inside[:-1])
                if k
            )
            and "soviet" not in match.group().lower()
        ):
            return None
        kinds = self._titles.anaphors[noun]
        # "the teachers' union" is none that was heard before, but of teachers
        members = {w.lower for w in inside[1:-1] if w.text.islower() and self._titles.is_office([w], 0)}
        members = members if noun in _OF_MEMBERS | {"association", "group", "lobby"} else set()
        if "country" in kinds:
            home = self._cast.where.home
            return (
                anaphor_of(written, match, home, Speaker(home, None, home, BY_THING, Referent(None, plural=True)))
                if home
                else None
            )
        found: list[tuple[int, str, Speaker]] = []
        for at, speaker in reversed(self._organisations[-_REMEMBERED:]):
            called = f"{speaker.name} {speaker.role or ''}".lower().split()
            portfolio = {word.lower for word in inside[1:-1]} if noun in _OF_PORTFOLIOS else set()
            if at < offset and noun in called and portfolio | members <= set(called):
                found.append((at, speaker.name or "", replace(speaker, certainty=BY_THING)))
                break
        any_of_kind = not found and not members and noun in self._titles.any_organisation
        last = self._called_just_before(offset, noun) or self._just_heard(offset, kinds, noun) if any_of_kind else None
        if last is not None:
            return anaphor_of(written, match, last.name or "", replace(last, certainty=BY_THING))
        subject = self._thing_before(offset) if any_of_kind else None
        if subject and self._is_of_other_kind(subject[1], noun):
            subject = None
        if subject and subject[1].name == subject[1].actor and self._book.kind_of(subject[1].actor) is None:
            return anaphor_of(written, match, subject[1].name or "", replace(subject[1], certainty=BY_THING))
        begin = self._begin_of_scene(offset) if noun in _ANY_KIND else 0
        listed = self._actors[bisect_left(self._actor_starts, begin) : bisect_left(self._actor_starts, offset)]
        listed = [] if members else listed
        just_spoke = bool(found) and offset - found[0][0] < _SHORTLY
        for mention in reversed(listed):
            if just_spoke and not self._subjects.acts(mention.start, mention.end):
                continue  # "The Greens accused Labour. “No,” the party's leader said"
            if self._book.kind_of(mention.actor) in kinds and mention.role in ("name", "institution"):
                name = (
                    self._document.slice(mention.start, mention.end).removesuffix("'s").removesuffix("’s").rstrip("'’")
                )
                shown = mention.actor if mention.role == "name" else name
                found.append(
                    (mention.start, name, Speaker(shown, None, mention.actor, BY_THING, Referent(None, plural=True)))
                )
                break
        if not found and any_of_kind and (only := self._called.only(noun, offset)):
            actor = self._book.actor_of(only) or self._cast.belonging.fold(only)
            found.append((0, only, Speaker(only, noun, actor, BY_THING, Referent(None, plural=True))))
        if not found:
            return None
        _, name, speaker = max(found, key=lambda f: f[0])
        return anaphor_of(written, match, name, speaker)

    def _begin_of_scene(self, offset: int) -> int:
        """Where the paragraph before that of ``offset`` begins: "the organisation" is none named further back."""
        here = self._document.paragraph_at(offset)
        return self._document.paragraphs[max(0, here.index - 1)].start if here is not None else 0

    def _called_just_before(self, offset: int, noun: str) -> Speaker | None:
        """The organisation named in the same paragraph with what it is, after whoever spoke: "the aid group Acme"."""
        if (called := self._called.in_paragraph(offset)) is None:
            return None
        at, name, kind = called
        if self._organisations and at < self._organisations[-1][0] < offset:
            return None
        actor = self._book.actor_of(name) or self._cast.belonging.fold(name)
        speaker = Speaker(name, kind, actor, BY_THING, Referent(None, plural=True))
        return None if self._is_of_other_kind(speaker, noun) else speaker

    def _just_heard(self, offset: int, kinds: frozenset[str], noun: str) -> Speaker | None:
        """The organisation that spoke shortly before, unless it is known to be something else than the noun says.

        After "the head of the relief agency" it is not "the agency".
        """
        if not self._organisations or not 0 < offset - self._organisations[-1][0] < _SHORTLY:
            return None
        at, speaker = self._organisations[-1]
        if noun not in _ANY_KIND and "company" not in kinds and other_of(noun).search(self._document.text, at, offset):
            return None
        known = self._book.kind_of(speaker.actor)
        body = known != "country" and speaker.name != speaker.actor and "company" not in kinds
        fits = known in kinds or known is None or body  # the European Commission is no company
        named = speaker.name is not None and any(map(str.isupper, speaker.name))  # "the government" is no union
        return speaker if fits and named and not self._is_of_other_kind(speaker, noun) else None

    def _stands_alone(self, written: str, match: re.Match[str]) -> bool:
        """Whether "the group" is all of its noun phrase, not the start of "the group NetBlocks" or "the party line"."""
        end = match.end()
        following = words_of(written, end, end + 60)
        alone = not following or written[end : following[0].start] != " "
        if not alone and following[0].text.islower() and self._titles.is_office(following, 0):
            return True
        if match.group().lower().startswith(("a ", "an ")):
            return False  # "an alliance official", but any alliance
        return alone or following[0].lower in (PREPOSITIONS | RELATIVES) - {"for", "of"}

    def _is_of_other_kind(self, speaker: Speaker, noun: str) -> bool:
        """Whether an organisation was called something that is no such thing: "the company" after "the Acme union"."""
        name = speaker.name or ""
        if name.endswith(" Party") and noun not in _OF_PARTIES:
            return True
        of_members = not (_OF_MEMBERS | {"congress"}).isdisjoint(name.lower().split())
        firm = "company" in self._titles.anaphors.get(noun, ()) and noun not in _ANY_KIND
        if firm and (of_members or self._called.is_of_cause(name)):
            return True  # "The company" is no labour congress and no charity
        called = {*(speaker.role or "").split()[-1:], noun} - _ANY_KIND
        return len(called) > 1 and len(called & _OF_MEMBERS) == 1

    def by_role(
        self, bare: Sequence[Word], office: Office, actor: str | None, offset: int, restricted: bool, begin: int = 0
    ) -> Referent | None:
        """The person named from ``begin`` to ``offset`` whose role a description repeats: "the foreign minister"."""
        wanted = {w.lower for w in bare[: office.first]} - self._titles.ranks_of_many
        meant = {office.name, *self._titles.also_called.get(office.name, ())}
        introduced = self._introduced(office, offset)
        leads = actor is not None and not self._is_within(bare[: office.first], actor)
        here = self._document.paragraph_at(offset)
        in_body = here is not None and here.place == "body"  # a headline comes before who is named
        for mention in self._cast.before(offset, most=200) or ([] if in_body else self._cast.mentions[:_REMEMBERED]):
            referent = mention.referent
            if (restricted or actor) and referent.actor != actor:
                continue
            if mention.end < max(introduced, begin):
                break
            if leads and office.name in _ANY_HEAD and offset - mention.name_start < _NEAR and not mention.possessive:
                return referent
            if leads and office.name in self._titles.heads and not referent.roles and not mention.possessive:
                return referent  # "the US president" after "Joe Biden", whom the list of actors knows
            for role in referent.roles:
                words = words_of(role)
                end = end_of_head(role, words)
                names = [o.name for o in self._titles.offices(words) if o.first < end]
                same = any(n in meant or is_last_word_of(n, office.name) for n in names)
                if office.name == "deputy minister":  # "Deputy Rail Minister Ana Ruiz"
                    ranks = [w.lower for w in words[:end]]
                    same = same or ("deputy" in ranks and ranks[-1] == "minister" and "prime" not in ranks)
                if same and (
                    wanted <= {w.lower for w in words} or (not meant.isdisjoint(names) and office.name not in names)
                ):
                    return referent
        return None

    def _is_within(self, before: Sequence[Word], actor: str | None) -> bool:
        """Whether an owner is a part of an actor, whose head is another's: "Queensland's premier"."""
        last = next((i for i, word in enumerate(before) if word.possessive), None)
        if last is None or not before[last].capital:
            return False
        first = last
        while first and before[first - 1].capital:
            first -= 1
        owner = before[first : last + 1]
        named = any(j - i == len(owner) for i, j, _ in self._book.names_in(owner))
        return not named and " ".join(word.key for word in owner) != actor

    def only_head(self, office: Office, offset: int) -> Referent | None:
        """The one head of state or government named before ``offset`` in such an office, where there is only one."""
        if office.name not in self._titles.heads:
            return None
        held = {
            mention.referent
            for mention in self._cast.before(offset, most=200)
            for role in mention.referent.roles
            if [o.name for o in self._titles.offices(words_of(role))[:1]] == [office.name]
        }
        return held.pop() if len(held) == 1 else None

    def _introduced(self, office: Office, offset: int) -> int:
        """Where somebody unnamed was last met in such an office: "a diplomat", who is "the diplomat" from then on."""
        begin = max(0, offset - SCENE)
        found = indefinite(office.name).finditer(self._document.text, begin, offset)
        return max((match.start() for match in found), default=-1)

    def in_scene(self, office: Office, offset: int, *, was: bool) -> Referent | None:
        """Who alone acted before in the paragraph of "the 40-year-old teacher", not met as a teacher before.

        "The left-wing leader" is whoever was last named that heads a country, a government or a party.
        """
        if office.name in _COLLECTIVES or self._introduced(office, offset) >= 0:
            return None
        people = self._subjects.people_before(offset)
        if office.name in _ANY_HEAD:
            if len(people) == 1 and self._book.kind_of(people[0].actor) in STATES:
                return people[0]
            for mention in self._cast.before(offset):
                roles = [o.name for role in mention.referent.roles for o in self._titles.offices(words_of(role))]
                if self._titles.heads.intersection(roles) or "leader" in roles:
                    return mention.referent if offset - mention.name_start < _NEAR else None
        passing = "private" in office.kinds or was  # who "the former minister" was, nobody needs to have said
        alone = len(people) == 1 and passing and office.name not in self._titles.unnamed
        gender = self._titles.gender_of_word(office.name.split()[-1])
        return people[0] if alone and (gender is None or people[0].gender in (gender, None)) else None
