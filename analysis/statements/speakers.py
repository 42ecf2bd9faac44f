"""Speakers: who a source as written is - by name, by role, or by a pronoun - and for whom he or she speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.standing import is_former, speaks_for_self
from analysis.actors.titles import Titles
from analysis.article import Span
from analysis.document import Document
from analysis.statements.cast import Cast, PersonMention, Referent
from analysis.statements.descriptions import Descriptions
from analysis.statements.foreground import Foreground
from analysis.statements.organisations import PEERS, POSSESSIVES
from analysis.statements.phrases import BY_NAME, BY_ROLE, BY_THING, NOBODY, PREPOSITIONS, RELATIVE, Speaker
from analysis.statements.pronouns import PLURAL, SELF, SINGULAR, THING, Antecedents
from analysis.statements.relatives import denies, relative_head

_ITS = {"its", "their"}
_FOR_PERSONS = small_words("offices_for_persons")
_OF_FIRMS = small_words("offices_of_firms")
_FIRMS = (None, "bank", "company")
_OURS = {"my", "our"}
_SAYS_WHO = re.compile(r"[^.\n]{0,120}\. (?:He|She) (?:is|was) (?:a|an|the|one)\b")  # "Ruiz said. She is a nurse"
_LONGEST_ITS = len("their ")
_COUNTS = small_words("counts")
_NONE = {"no", "none", "nobody", "neither"}
_QUALIFIED = {"campaign", "administration", "team", "family", "camp", "press", "policy", "communications"}


class Speakers:
    """Resolves the sources of one document, in text order: what was said before decides who "he" is."""

    def __init__(self, document: Document, book: ActorBook) -> None:
        self._document = document
        self._book = book
        self._titles = Titles.load()
        self.cast = Cast(document, book)
        self.foreground = Foreground(document, book, self.cast)
        self._descriptions = Descriptions(document, book, self.cast, self.foreground)
        self._antecedents = Antecedents(document, self.cast, self._descriptions.unnamed)
        self._heard: list[tuple[int, Speaker]] = []

    def resolve(self, source: Span | None, outer: Speaker | None = None) -> Speaker:
        """Who the words at ``source`` are.

        Parameters
        ----------
        source : (start, end), optional
        outer : Speaker, optional
            Who speaks the words that ``source`` stands in, where they are another statement: "I" and "we" are his.
        """
        if source is None:
            return NOBODY
        words = words_of(self._document.text, *source)
        if not words:
            return NOBODY
        speaker = self._of(words, source, outer)
        if speaker.name and "(" in speaker.name and ")" not in speaker.name:
            speaker = replace(speaker, name=speaker.name.partition("(")[0].rstrip())  # "the Authority (IGAD"
        insort(self._heard, (source[0], speaker), key=itemgetter(0))
        if outer is None and not self._document.quotation_at(source[0]):
            self.foreground.spoke(source[0], speaker.actor)
        if speaker.name and speaker.referent is not None and (speaker.referent.name is None or speaker.referent.plural):
            self._descriptions.met.heard(source[0], speaker)
        elif speaker.actor and self._book.kind_of(speaker.actor) is None:  # "Ruiz of the dockers' union"
            own = Speaker(speaker.actor, None, speaker.actor, BY_NAME, Referent(None, plural=True))
            self._descriptions.met.heard(source[0], own)
        if speaker.referent is not None:
            self._antecedents.spoke(source, speaker.referent)
        return speaker

    def _of(self, words: Sequence[Word], source: Span, outer: Speaker | None) -> Speaker:
        first = words[0].lower
        if first in _NONE:
            return NOBODY  # "is recognised by no country"
        if len(words) == 1 or (len(words) == 2 and words[1].lower.endswith(("self", "selves"))):
            if first in SELF and words[0].text != "US":
                return replace(outer, certainty=outer.certainty * BY_ROLE) if outer else NOBODY
            if first in SINGULAR:
                return self._by_pronoun(words[0], outer)
            if first in PLURAL or first in THING:
                return self._by_last_speaker(words[0], plural=first in PLURAL)
        if (
            first in RELATIVE
            and words[0].text.islower()
            and (head := relative_head(self._document, self.cast, source[0]))
        ):
            named = self._of(words_of(self._document.text, *head), head, outer)
            if first != "whose" or len(words) == 1:
                return named
            theirs = self._document.text[words[1].start : words[-1].end]  # "Germany, whose *carmakers* fear"
            return Speaker(None, theirs, named.actor, named.certainty, self._descriptions.unnamed(source))
        if people := self._people(source):
            return self._named(people, words, source, outer)
        if first in POSSESSIVES and len(words) > 1:
            return self._possessed(words, source, outer)
        described = self._descriptions.of(words, source)
        if first == "one" and len(words) == 1:
            return replace(described, actor=self._descriptions.actor_of_many_before(source[0]))
        if described.name is None and words[1:2] and words[1].lower == "of" and words[2:3] and words[2].lower in _ITS:
            return replace(described, actor=self._owner_before(words[2]) or described.actor)  # "one of its officials"
        if described.name is None and described.actor is None:
            owner = self._owner_in(source) or self._principal_in(source)
            return replace(described, actor=self._actor_of(owner) if owner else None)  # "Ruiz's adviser"
        return described

    # -- people with names

    def _people(self, source: Span) -> list[PersonMention]:
        """Who is named in a source as the one who speaks: not Ruiz in "a spokesman for Ruiz" or "Ruiz's spokesman"."""
        people: list[PersonMention] = []
        text = self._document.text
        told = any(token.tag_ in ("VBD", "VBP", "VBZ") for token in self._document.tokens(*source))
        clauses = ("which", "who", "whose") if told else ("which", "who")  # not "the party, whose leader, Luis Mora,"
        relative = next((w.start for w in words_of(text, *source) if w.lower in clauses), source[1])
        begun = [m for m in self.cast.before(source[0], most=1) if m.end > source[0]]  # the source is cut by the parser
        for mention in [*begun, *self.cast.between(source[0], relative)]:  # not Ruiz in "Chad, which backs Ruiz"
            before = text[source[0] : mention.start].rstrip()
            before_name = before.split()
            while before_name and before_name[-1].rstrip(".") in self._titles.honorifics:
                before_name.pop()  # "a spokesman for Mr Ruiz"
            last = before_name[-1].lower() if before_name else ""
            if (mention.possessive and mention.end + 2 < source[1]) or last in PREPOSITIONS:
                continue
            if (people and last not in ("and", "or")) or self._qualifies(mention, source[1]):
                continue
            people.append(mention)
        return people

    def _owner_in(self, source: Span) -> Referent | None:
        """The person whose name in the possessive begins a source."""
        first = next(iter(self.cast.between(*source)), None)
        return first.referent if first and first.possessive and first.start == source[0] else None

    def _principal_in(self, source: Span) -> Referent | None:
        """The person for whom the bearer of an office speaks: "a spokesman for *Chancellor Ruiz*"."""
        first = next(iter(self.cast.between(*source)), None)
        words = words_of(self._document.text, source[0], first.start) if first else []
        held = self._titles.offices(words)
        agent = bool(held) and held[-1].name in _FOR_PERSONS and held[-1].end == len(words) - 1
        return first.referent if first and agent and words[-1].lower in ("for", "of", "to") else None

    def _qualifies(self, mention: PersonMention, end: int) -> bool:
        """Whether a name stands before somebody else's office: "Modi spokesman X", "a Modi adviser"."""
        following = words_of(self._document.text, mention.end, min(end, mention.end + 60))
        return bool(
            following
            and following[0].start == mention.end + 1
            and following[0].text.islower()
            and (self._titles.is_office(following, 0) or following[0].lower in _QUALIFIED)
        )

    def _named(
        self, people: Sequence[PersonMention], words: Sequence[Word], source: Span, outer: Speaker | None
    ) -> Speaker:
        referents = list(dict.fromkeys(m.referent for m in people))
        mention = people[0]
        referent = mention.referent
        before = words_of(self._document.text, max(0, mention.start - _LONGEST_ITS), mention.start)[-1:]
        if words[0].start >= mention.start and before and before[0].lower in _ITS:
            words = [*before, *words]  # "Its health spokesman, | Senator Ruiz,"
        private = any(speaks_for_self(role) for role in referent.roles)
        if mention.role is not None and not private and (referent.actor is None or self._is_assumed(mention)):
            referent.actor = self._actor_by(mention) or referent.actor
            if referent.actor in self.foreground.addressed(source[0]):
                referent.actor = None  # "the minister, Ali Saad, accused Chad"
        if not private and (referent.actor is None or words[0].lower in _ITS):
            owner = self._owner_actor(words, mention, outer)
            unknown = words[0].lower in _ITS and referent.assumed  # "its president" is not the country's
            referent.actor = owner or (None if unknown else referent.actor)
        stranger = (referent.actor is None or referent.assumed) and all(map(self.cast.is_rank, referent.roles))
        if stranger and (unnamed := self._named_late(mention)) is not None:
            referent.actor, referent.roles[:0] = unnamed.actor, [unnamed.role or ""]
        elif private and (words[0].lower in _ITS or (referent.actor is None and self._is_on_staff(mention))):
            owner = self._owner_actor(words, mention, outer)
            referent.actor = referent.actor if owner is None or self._book.kind_of(owner) in STATES else owner
        if referent.actor is None and mention.role is not None and self._heads_firm(mention.role):
            thing = self._descriptions.thing_before(source[0])
            firm = thing[1].actor if thing and self._book.kind_of(thing[1].actor) in _FIRMS else None
            referent.actor = firm
        actors = {r.actor for r in referents}
        return Speaker(
            " and ".join(r.name or "" for r in referents),
            referent.role if mention.role is None or speaks_for_self(mention.role) else mention.role,
            referent.actor if len(actors) == 1 else None,
            BY_NAME,
            referent if len(referents) == 1 else Referent(None, plural=True),
        )

    def _heads_firm(self, role: str) -> bool:
        """Whether a role is a firm's and names none: "Chief executive Ruiz"."""
        words = words_of(role)
        held = self._titles.offices(words)
        return bool(held) and held[0].name in _OF_FIRMS and held[0].first == 0 and held[0].end == len(words)

    def _named_late(self, mention: PersonMention) -> Speaker | None:
        """Who spoke just before under a role alone, and gets a name as the next paragraph begins.

        "Iran's chief negotiator said ... | Ali Bagheri, speaking to reporters, ...": how news agencies open.
        """
        here = self._document.paragraph_at(mention.name_start)
        first = self.cast.first_place(mention.referent) == mention.name_start
        if here is None or not here.index or not first or not self._opens(here.start, mention):
            return None
        before = self._document.paragraphs[here.index - 1]
        ends = (bisect_left(self._heard, at, key=itemgetter(0)) for at in (before.start, before.end))
        people = [
            (at, last)
            for at, last in self._heard[slice(*ends)]
            if last.referent is not None and not last.referent.plural
        ]
        if not people or people[-1][1].name is not None or people[-1][1].role is None:
            return None
        at, last = people[-1]
        words = words_of(last.role or "")
        holds = any("private" not in office.kinds for office in self._titles.offices(words))
        some = self._document.text[at : at + 4].lower().startswith(("a ", "an ", "one "))
        return last if mention.start == here.start or (holds and not some) else None

    def _opens(self, start: int, mention: PersonMention) -> bool:
        """Whether a paragraph at ``start`` begins with a name, or with a quotation and a name, nothing beside it."""
        text, quotation = self._document.text, self._document.quotation_at(start)
        if mention.start == start:
            return True
        if quotation is None or mention.start < quotation.end or text.startswith(",", mention.end):
            return False  # "Ana Ruiz, 41, said"
        if _SAYS_WHO.match(text, mention.end):
            return False
        return len(text[quotation.end : mention.start].split()) <= 1  # "said Hany Mansour"

    def _is_on_staff(self, mention: PersonMention) -> bool:
        """Whether somebody is "its researcher": an organisation's, and so speaks for it, though no country's would."""
        role = words_of(mention.role or "")
        return len(role) > 1 and role[0].lower in _ITS and not is_former(role[1:])

    def _actor_by(self, mention: PersonMention) -> str | None:
        """For whom somebody speaks by the role beside a name, and who acted just before."""
        role, start = mention.role or "", mention.start
        state = self._book.actor_of(role, home=self.foreground.state(role, start))
        return state or self.foreground.spokesman_of(role, start)

    def _actor_of(self, referent: Referent) -> str | None:
        """For whom somebody speaks, who may not have spoken yet: the president in "his office"."""
        private = any(speaks_for_self(role) for role in referent.roles)
        if (referent.actor is None or referent.assumed) and not private:
            first = self.cast.first_place(referent) if referent.name else 0
            introduced = next((m for m in self.cast.between(first, first + 1) if m.role), None)
            if introduced is not None and introduced.referent is referent:
                before = words_of(self._document.text, max(0, introduced.start - _LONGEST_ITS), introduced.start)
                its = bool(before) and before[-1].lower in _ITS
                owner = self._owner_before(before[-1]) if its else None
                whose = self._owner_in((introduced.start, introduced.name_start))  # "Lula's chief of staff, X"
                owner = owner or (whose.actor if whose is not None else None)
                known = None if its else self._actor_by(introduced) or referent.actor  # "its president": of whom?
                referent.actor = owner or known
                referent.assumed = referent.assumed and owner is None
        return referent.actor

    def _is_assumed(self, mention: PersonMention) -> bool:
        """Whether somebody comes in here, as who speaks, and only the article's country has told for whom."""
        return mention.referent.assumed and self.cast.first_place(mention.referent) == mention.name_start

    def _owner_actor(self, words: Sequence[Word], mention: PersonMention, outer: Speaker | None) -> str | None:
        """For whom "one of its members, X", "X, their leader", "Ruiz's adviser X" speak: for whom the owner does."""
        referent = mention.referent
        beside = [*words[:3], *[word for word in words if word.start >= mention.end][:1]]
        if any(word.lower in _ITS for word in beside):
            peer = any(office.name in PEERS for office in self._titles.offices(words_of(mention.role or "")))
            return None if peer else self._owner_before(words[0])
        if words[0].lower in _OURS:
            return outer.actor if outer else None
        if words[0].lower in POSSESSIVES:
            own = self._document.slice(words[1].start, max(mention.name_start, words[1].end))
            return self._book.actor_of(own) or self._by_pronoun(words[0], outer).actor  # "his Chadian colleague X"
        written = self._document.slice(words[0].start, words[-1].end)
        if words[0].lower in self._titles.anaphors:
            written = f"the {written}"  # "union leader X"
        if antecedent := self._descriptions.met.anaphor(written, words[0].start):
            return antecedent.speaker.actor  # "the party's chairman, X"
        if referent.role is None:
            return None
        people = self.cast.between(words[0].start, words[-1].end)
        others = [m.referent.actor for m in people if m.referent is not referent]
        return next((actor for actor in others if actor), None)

    # -- pronouns

    def _by_pronoun(self, word: Word, outer: Speaker | None) -> Speaker:
        quoted = self._document.quotation_at(word.start)
        other_than = outer.referent if outer and quoted else None
        referent, certainty = self._antecedents.of(word.start, SINGULAR[word.lower], other_than)
        if referent is None:
            return NOBODY
        return Speaker(referent.name, referent.role, self._actor_of(referent), certainty, referent)

    def _by_last_speaker(self, word: Word, *, plural: bool) -> Speaker:
        """ "They" and "it" after a plural source or an organisation, in the same sentence or the one before."""
        if word.lower in THING and (thing := self._descriptions.thing_of_sentence(word.start)):
            return replace(thing, certainty=thing.certainty * BY_THING)
        denied, charged = denies(self._document, word.start) if word.lower in THING else (False, None)
        if denied:
            accused = self._descriptions.of(words_of(self._document.text, *charged), charged) if charged else NOBODY
            return replace(accused, certainty=BY_THING) if accused.name else NOBODY
        if (before := self._last_before(word.start)) is not None:
            at, last = before
            near = 0 <= self._antecedents.sentence_of(word.start) - self._antecedents.sentence_of(at) <= 1
            person = last.referent is not None and not last.referent.plural
            one_of_many = plural and self.foreground.is_joint(at)
            if near and not person and not one_of_many and (last.name or last.role) and (plural or last.name):
                return replace(last, certainty=last.certainty * BY_THING)
        if word.lower in THING and (found := self._descriptions.thing_before(word.start)):
            return replace(found[1], certainty=found[1].certainty * BY_THING)
        return NOBODY

    def _last_before(self, offset: int) -> tuple[int, Speaker] | None:
        """Who spoke last before ``offset``, and where; those who speak after it may have been resolved already."""
        at = bisect_left(self._heard, offset, key=itemgetter(0))
        return self._heard[at - 1] if at else None

    def _owner_before(self, word: Word) -> str | None:
        """For whom those speak who are "its" or "their" somebody."""
        last = self._by_last_speaker(word, plural=word.lower == "their").actor
        sentence, heard = self._document.sentence_at(word.start), self._last_before(word.start)
        if last and heard is not None and sentence is not None and heard[0] >= sentence.start:
            return last  # "the Turkish group rejected it, and its manager ..."
        nearest = self._descriptions.met.nearest_actor(word.start) or last
        if nearest is None and (thing := self._descriptions.thing_before(word.start)):
            return thing[1].actor  # "The Greens are split. Their leader ..."
        topic = self.foreground.topic_before(word.start)
        return nearest or topic or self._descriptions.called.before(word.start)

    def _possessed(self, words: Sequence[Word], source: Span, outer: Speaker | None) -> Speaker:
        """ "His spokesman", "its chief economist": unnamed, and for whom they speak."""
        if words[-1].lower in _COUNTS and all(word.text.islower() for word in words[1:]):
            if SINGULAR.get(words[0].lower):
                return self._by_pronoun(words[0], outer)  # "according to her figures"
            if words[0].lower in _ITS:
                return self._by_last_speaker(words[0], plural=words[0].lower == "their")
        if words[0].lower in _ITS:
            described = self._descriptions.of(words[1:], (words[1].start, source[1]))
            return replace(described, actor=self._owner_before(words[0]) or described.actor)
        owner = self._by_pronoun(words[0], outer) if SINGULAR.get(words[0].lower) else NOBODY
        described = self._descriptions.of(words[1:], (words[1].start, source[1]))
        if len(words) == 2 and words[1].lower == "campaign" and owner.name:
            name = f"{owner.name.split()[-1]} campaign"
            return Speaker(name, None, name, BY_NAME * owner.certainty, Referent(None, plural=True))
        own = self._book.actor_of(self._document.slice(words[1].start, source[1]))  # "his Chadian counterpart"
        if described.name is not None and described.actor is not None:
            return described  # "her party, the Greens"
        return replace(described, actor=own or owner.actor or (described.actor if owner.name is None else None))
