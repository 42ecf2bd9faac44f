"""Speakers: who a source as written is - by name, by role, or by a pronoun - and for whom he or she speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.actors import ActorBook
from analysis.affiliations import speaks_for_self
from analysis.article import Span
from analysis.cast import Cast, PersonMention, Referent
from analysis.document import Document
from analysis.names import Word, words_of
from analysis.pronouns import PLURAL, SELF, SINGULAR, THING, Antecedents
from analysis.roles import own_organisation
from analysis.titles import Office, Titles

_RELATIVE = {"who", "which", "that", "whom"}
_ARTICLES = {"the", "a", "an", "this", "that", "these", "those"}
_POSSESSIVES = {"his": "m", "her": "f", "their": None, "its": None, "my": None, "our": None}
_PREPOSITIONS = {
    "of",
    "for",
    "to",
    "in",
    "at",
    "on",
    "with",
    "from",
    "by",
    "about",
    "against",
    "near",
    "close",
    "like",
    "including",
}
# What "this alliance", "the bloc" may stand for: the noun, and the kinds of actors it fits.
_NOUN_KINDS = {
    "alliance": {"alliance", "union"}, "bloc": {"union", "alliance"}, "union": {"union"}, "court": {"court"}, "tribunal": {"court"}, "bank": {"bank"},
    "agency": {"agency", "organisation"}, "organisation": {"organisation", "union", "alliance"}, "organization": {"organisation", "union", "alliance"},
    "body": {"organisation", "union", "alliance", "agency"}, "group": {"organisation", "armed group"}, "watchdog": {"organisation", "agency"}, "charity": {"organisation"},
    "party": {"party"}, "company": {"company"}, "newspaper": {"media"}, "paper": {"media"}, "broadcaster": {"media"}, "network": {"media"}, "movement": {"armed group", "party"},
    "ministry": set(), "department": set(), "council": set(), "commission": set(), "committee": set(), "institute": set(), "university": set(), "foundation": set(),
    "association": set(), "federation": set(), "centre": set(), "center": set(), "firm": {"company"}, "office": set(), "service": set(), "observatory": set(),
    "militia": {"armed group"}, "militants": {"armed group"}, "rebels": {"armed group"}, "country": {"country"}, "republic": {"country"}, "nation": {"country"}, "kingdom": {"country"},
}  # fmt: skip
_ANAPHOR = re.compile(
    r"\b(?:this|that|the|its|their)\s+(?:(?!(?:of|for|in|at|the|this|that)\b)[\w-]+\s+){0,3}?("
    + "|".join(_NOUN_KINDS)
    + r")\b",
    re.I,
)
# How sure each way of resolving a speaker is; to be multiplied with the attribution's own confidence.
_QUALIFIED = {"campaign", "administration", "team", "family", "camp", "press", "policy", "communications"}
_ANY_HEAD = {"leader", "chief", "head", "boss", "premier"}  # whoever was named last for the same actor
_LONGEST_ACRONYM = 6  # letters: a longer name in capitals is a person's in a transcript
_NEAR = 800  # characters
_BY_NAME, _BY_ROLE, _BY_THING, _UNRESOLVED = 1.0, 0.8, 0.75, 0.9


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: ``name`` is None for the unnamed; ``certainty`` says how sure the resolution is."""

    name: str | None
    role: str | None
    actor: str | None
    certainty: float
    referent: Referent | None = None


NOBODY = Speaker(None, None, None, _UNRESOLVED)


class Speakers:
    """Resolves the sources of one document, in text order: what was said before decides who "he" is."""

    def __init__(self, document: Document, book: ActorBook) -> None:
        self._document = document
        self._book = book
        self._titles = Titles.load()
        self.cast = Cast(document, book)
        self._actors = [
            m for p in document.paragraphs if p.place != "tail" for m in book.find_mentions(document, p.start, p.end)
        ]
        self._actor_starts = [m.start for m in self._actors]
        self._antecedents = Antecedents(document, self.cast, self._unnamed_person)
        self._last: tuple[int, Speaker] | None = None
        self._organisations: list[tuple[int, Speaker]] = []  # heard so far

    def resolve(self, source: Span | None, outer: Speaker | None = None) -> Speaker:
        """Who the words at ``source`` are.

        Parameters
        ----------
        source : (start, end), optional
        outer : Speaker, optional
            Who speaks the words that ``source`` stands in, where it is inside another statement: "I" and "we" are theirs.
        """
        if source is None:
            return NOBODY
        words = words_of(self._document.text, *source)
        if not words:
            return NOBODY
        speaker = self._of(words, source, outer)
        self._last = (source[0], speaker)
        if speaker.name and speaker.referent is not None and speaker.referent.name is None:
            self._organisations.append((source[0], speaker))
        if speaker.referent is not None:
            self._antecedents.spoke(source, speaker.referent)
        return speaker

    def _of(self, words: Sequence[Word], source: Span, outer: Speaker | None) -> Speaker:
        first = words[0].lower
        if len(words) == 1 or (len(words) == 2 and words[1].lower.endswith(("self", "selves"))):
            if first in SELF:
                return replace(outer, certainty=outer.certainty * _BY_ROLE) if outer else NOBODY
            if first in SINGULAR:
                return self._by_pronoun(words[0], outer)
            if first in _RELATIVE and (head := self._relative_head(source[0])):
                return self._of(words_of(self._document.text, *head), head, outer)
            if first in PLURAL or first in THING:
                return self._by_last_speaker(words[0], plural=first in PLURAL)
        if people := self._people(source):
            return self._named(people, words, source, outer)
        if first in _POSSESSIVES and len(words) > 1:
            return self._possessed(words, source, outer)
        return self._described(words, source)

    # -- people with names

    def _people(self, source: Span) -> list[PersonMention]:
        """Who is named in a source as the one who speaks: not "Putin" in "a spokesman for Putin" or "Putin's spokesman"."""
        people: list[PersonMention] = []
        text = self._document.text
        for mention in self.cast.between(*source):
            before = text[source[0] : mention.start].rstrip()
            last = before.rsplit(None, 1)[-1].lower() if before else ""
            if mention.possessive and mention.end + 2 < source[1] or last in _PREPOSITIONS:
                continue
            if (people and last not in ("and", "or")) or self._qualifies(mention, source[1]):
                continue
            people.append(mention)
        return people

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
        if referent.actor is None and not any(speaks_for_self(role) for role in referent.roles):
            referent.actor = self._owner_actor(words, source, outer, referent)
        actors = {r.actor for r in referents}
        return Speaker(
            " and ".join(r.name or "" for r in referents),
            mention.role or referent.role,
            referent.actor if len(actors) == 1 else None,
            _BY_NAME,
            referent if len(referents) == 1 else Referent(None, plural=True),
        )

    def _owner_actor(
        self, words: Sequence[Word], source: Span, outer: Speaker | None, referent: Referent
    ) -> str | None:
        """For whom "its spokesman, X", "Modi's adviser X" or "X, a spokesman for Modi" speaks: for whom the owner does."""
        if words[0].lower in ("its", "their"):
            last = self._by_last_speaker(words[0], plural=words[0].lower == "their").actor
            return self._nearest_actor(source[0]) or last
        if words[0].lower in _POSSESSIVES:
            return self._by_pronoun(words[0], outer).actor
        if antecedent := self._anaphor(self._document.slice(words[0].start, words[-1].end), source[0]):
            return antecedent.speaker.actor  # "the party's chairman, X"
        if referent.role is None:
            return None
        others = [m.referent.actor for m in self.cast.between(*source) if m.referent is not referent]
        return next((actor for actor in others if actor), None)

    def _nearest_actor(self, offset: int) -> str | None:
        """The organisation or government last named before ``offset`` in its sentence."""
        sentence = self._document.sentence_at(offset)
        at = bisect_left(self._actor_starts, offset) - 1
        if sentence is None or at < 0 or self._actor_starts[at] < sentence.start or self._actors[at].place:
            return None
        return self._actors[at].actor

    # -- pronouns

    def _by_pronoun(self, word: Word, outer: Speaker | None) -> Speaker:
        quoted = self._document.quotation_at(word.start)
        other_than = outer.referent if outer and quoted else None
        referent, certainty = self._antecedents.of(word.start, SINGULAR[word.lower], other_than)
        if referent is None:
            return NOBODY
        return Speaker(referent.name, referent.role, referent.actor, certainty, referent)

    def _by_last_speaker(self, word: Word, *, plural: bool) -> Speaker:
        """ "They" and "it" after a plural source or an organisation, in the same sentence or the one before."""
        if self._last is not None:
            at, last = self._last
            near = 0 <= self._antecedents.sentence_of(word.start) - self._antecedents.sentence_of(at) <= 1
            person = last.referent is not None and not last.referent.plural
            if near and not person and (last.name or last.role) and (plural or last.name):
                return replace(last, certainty=last.certainty * _BY_THING)
        return NOBODY

    def _relative_head(self, start: int) -> Span | None:
        """The noun phrase that "who" at ``start`` refers to."""
        tokens = self._document.tokens(start, start + 1)
        if not tokens:
            return None
        verb = tokens[0]
        while verb.dep_ != "relcl" and verb.head.i != verb.i:
            verb = verb.head
        if verb.dep_ != "relcl" or verb.head.i > tokens[0].i:
            return None
        noun = verb.head
        while tokens[0].lower_ == "who" and noun.dep_ in ("pobj", "prep", "appos", "compound") and noun.head.i < noun.i:
            if any(m.end > noun.idx >= m.name_start for m in self.cast.between(noun.left_edge.idx, start)):
                break  # a name, and so a person: "who" goes with it
            noun = noun.head
        left = noun.left_edge.idx
        return (left, min(start, verb.head.idx + len(verb.head))) if left < start else None

    def _possessed(self, words: Sequence[Word], source: Span, outer: Speaker | None) -> Speaker:
        """ "His spokesman": unnamed, and for whom he speaks."""
        owner = self._by_pronoun(words[0], outer) if SINGULAR.get(words[0].lower) else NOBODY
        described = self._described(words[1:], (words[1].start, source[1]))
        return replace(described, actor=owner.actor or described.actor if owner.name is None else owner.actor)

    # -- organisations, and people without names

    def _described(self, words: Sequence[Word], source: Span) -> Speaker:
        text = self._document.text
        written = text[words[0].start : words[-1].end]
        bare = words[1:] if words[0].lower in _ARTICLES and len(words) > 1 else words
        phrase = text[bare[0].start : words[-1].end]
        antecedent = self._anaphor(written, source[0])
        if antecedent is not None and antecedent.whole:
            return antecedent.speaker
        actor = self._book.actor_of(written, home=None if antecedent else self.cast.home_for(written, source[0]))
        if antecedent is not None:
            actor = actor or self._book.actor_of(antecedent.resolved) or antecedent.speaker.actor
            phrase = antecedent.resolved
        head_end = self._head_end(bare)
        offices = [o for o in self._titles.offices(bare) if o.first < head_end]
        office = offices[-1] if offices and offices[-1].end == head_end else None
        if (organisation := self._organisation(bare, head_end, actor)) is not None:
            return organisation
        if office and "state_bodies" in office.kinds and office.name not in self._titles.unnamed:
            return Speaker(phrase, None, actor, _BY_NAME, Referent(None, plural=True))
        if any(w.lower in self._titles.unnamed for w in bare[:head_end] if not w.capital or w is bare[0]):
            return Speaker(None, phrase, actor, _BY_NAME, self._unnamed_person(source))
        if office:
            definite = words[0].lower in ("the", "this", "that") or bare[0].capital
            complement = len(bare) > head_end
            if definite and (known := self._by_role(bare, office, actor, source[0], complement or bool(antecedent))):
                return Speaker(known.name, known.role, known.actor, _BY_ROLE, known)
            referent = self._unnamed_person(source)
            own = own_organisation(phrase)
            referent.actor = actor or (own if own and self.cast.named(words_of(own)) is None else None)
            referent.roles = [phrase]
            return Speaker(None, phrase, referent.actor, _BY_NAME, referent)
        if bare[head_end - 1].capital and (head_end > 1 or self._is_proper(bare[0])):
            return self._unlisted(bare, head_end, actor)
        return Speaker(None, phrase, actor, _UNRESOLVED, Referent(None, plural=True))

    def _head_end(self, bare: Sequence[Word]) -> int:
        """One past the head of a noun phrase: before its first preposition, relative word or comma."""
        for i, word in enumerate(bare):
            if i and (
                word.lower in _PREPOSITIONS | _RELATIVE or "," in self._document.slice(bare[i - 1].end, word.start)
            ):
                return i
        return len(bare)

    def _is_proper(self, word: Word) -> bool:
        """Whether a capitalised word is a name, not just the first of its sentence."""
        tokens = self._document.tokens(word.start, word.start + 1)
        return bool(tokens) and tokens[0].tag_.startswith("NNP")

    def _organisation(self, bare: Sequence[Word], head_end: int, actor: str | None) -> Speaker | None:
        """An actor by its name or an institution's, or an organisation called one: "the monitoring group X"."""
        text = self._document.text
        many = Referent(None, plural=True)
        for i, j, (named, role) in self._book.names_in(bare):
            if j == head_end and role not in ("people", "person") and not any(w.capital for w in bare[:i]):
                name = named if role in ("name", "seat") else text[bare[i].start : _bare_end(bare[j - 1])]
                described = text[bare[0].start : bare[i - 1].end] if i else None
                return Speaker(name, described, actor or named, _BY_NAME, many)
            if i == 0 and j < head_end and bare[j].lower == "and" and role in ("name", "seat", "institution"):
                name = text[bare[0].start : _bare_end(bare[head_end - 1])]  # "Moscow and its allies"
                return Speaker(name, None, actor, _BY_NAME, many)
        for i in range(head_end - 1):
            if bare[i].lower in self._titles.organisation_nouns and bare[i].text.islower() and bare[i + 1].capital:
                name = text[bare[i + 1].start : _bare_end(bare[head_end - 1])]
                return Speaker(name, text[bare[0].start : bare[i].end], actor or name, _BY_NAME, many)
        last = bare[head_end - 1]
        if last.lower == "campaign" and head_end > 1 and bare[head_end - 2].capital:
            name = f"{bare[head_end - 2].key} campaign"  # of a candidate, whatever his first name
            return Speaker(name, None, name, _BY_NAME, many)
        if last.text in self._titles.organisation_words and head_end > 1 and bare[head_end - 2].capital:
            office = self._titles.offices(bare[:head_end])
            if not (office and office[-1].kinds & {"state_bodies"} and office[-1].end == head_end):
                return self._unlisted(bare, head_end, actor)
        return None

    def _unlisted(self, bare: Sequence[Word], head_end: int, actor: str | None) -> Speaker:
        """A name that no list knows: an organisation where a word of it says so, else nobody knows who."""
        text = self._document.text
        begin = 1 if bare[0].possessive and self._book.actor_of(bare[0].key) and head_end > 1 else 0  # "Chad's Deby"
        end = next((k for k in range(1, len(bare)) if "," in text[bare[k - 1].end : bare[k].start]), len(bare))
        begin = next((i for i in range(begin, end) if bare[i].capital), begin)
        name = text[bare[begin].start : _bare_end(bare[end - 1])]
        capitals = [w for w in bare[begin:end] if w.capital]
        organisation = any(w.text in self._titles.organisation_words for w in capitals) or (
            len(capitals) == 1
            and sum(map(str.isupper, name)) > 1
            and (len(name) <= _LONGEST_ACRONYM or not name.isupper())
        )
        if len(capitals) == 1 and (heard := self._heard_as(name)):
            return heard
        actor = actor or (name if organisation else None)
        return Speaker(name, None, actor, _BY_NAME if actor else _UNRESOLVED, Referent(None, plural=organisation))

    def _heard_as(self, name: str) -> Speaker | None:
        """An organisation met before under a longer name that ends so: "the Post"."""
        for _, speaker in reversed(self._organisations[-40:]):
            if speaker.name and speaker.name != name and speaker.name.split()[-1] == name:
                return replace(speaker, certainty=_BY_ROLE)
        return None

    def _anaphor(self, written: str, offset: int) -> _Anaphor | None:
        """What "this alliance", "the bloc" or "the ministry" in a phrase stands for."""
        match = _ANAPHOR.search(written)
        if match is None or not self._stands_alone(written, match.end()):
            return None
        noun, inside = match.group(1).lower(), words_of(match.group())
        if any(role != "people" and a != "Soviet Union" for _, _, (a, role) in self._book.names_in(inside)):
            return None
        if any(word.capital for word in inside[1:]) and "soviet" not in match.group().lower():
            return None
        kinds = _NOUN_KINDS[noun]
        if "country" in kinds:
            home = self.cast.home
            return (
                _anaphor_of(written, match, home, Speaker(home, None, home, _BY_THING, Referent(None, plural=True)))
                if home
                else None
            )
        found: list[tuple[int, str, Speaker]] = []
        for at, speaker in reversed(self._organisations[-40:]):
            if at < offset and noun in f"{speaker.name} {speaker.role or ''}".lower().split():
                found.append((at, speaker.name or "", replace(speaker, certainty=_BY_THING)))
                break
        for mention in reversed(self._actors[: bisect_left(self._actor_starts, offset)]):
            if self._book.kind_of(mention.actor) in kinds and mention.role in ("name", "institution"):
                name = self._document.slice(mention.start, mention.end).removesuffix("'s").removesuffix("’s")
                shown = mention.actor if mention.role == "name" else name
                found.append(
                    (mention.start, name, Speaker(shown, None, mention.actor, _BY_THING, Referent(None, plural=True)))
                )
                break
        if not found:
            return None
        _, name, speaker = max(found, key=lambda f: f[0])
        return _anaphor_of(written, match, name, speaker)

    def _stands_alone(self, written: str, end: int) -> bool:
        """Whether "the group" is a noun phrase of its own, not the beginning of "the group NetBlocks" or "the party line"."""
        following = words_of(written, end, end + 60)
        if not following or written[end : following[0].start] != " ":
            return True
        return following[0].lower in _PREPOSITIONS | _RELATIVE or (
            following[0].text.islower() and self._titles.is_office(following, 0)
        )

    def _by_role(
        self, bare: Sequence[Word], office: Office, actor: str | None, offset: int, restricted: bool
    ) -> Referent | None:
        """The person named earlier whose role a definite description repeats: "the foreign minister"."""
        wanted = {w.lower for w in bare[: office.first]}
        for mention in self.cast.before(offset, most=200):
            referent = mention.referent
            if (restricted or actor) and referent.actor != actor:
                continue
            if office.name in _ANY_HEAD and actor and offset - mention.name_start < _NEAR and not mention.possessive:
                return referent
            for role in referent.roles:
                words = words_of(role)
                names = [o.name for o in self._titles.offices(words)]
                same = any(n == office.name or n.endswith(f" {office.name}") for n in names)
                if same and wanted <= {w.lower for w in words}:
                    return referent
        return None

    def _unnamed_person(self, source: Span) -> Referent:
        """A new referent for somebody met only by a description."""
        words = words_of(self._document.text, *source)
        bare = words[1:] if len(words) > 1 and words[0].lower in _ARTICLES else words
        head_end = self._head_end(bare)
        offices = [o for o in self._titles.offices(bare) if o.first < head_end]
        role = self._document.slice(bare[0].start, bare[-1].end) if bare else None
        last = bare[head_end - 1].lower if bare else ""
        plural = (last.endswith("s") and not last.endswith("ss")) or last in ("people", "police", "men", "women")
        plural = plural or any("state_bodies" in office.kinds for office in offices[-1:])
        referent = Referent(None, [role] if role else [], plural=plural)
        if offices and (gender := self._titles.gender_of_word(offices[-1].name.split()[-1])):
            referent.genders[gender] += 1
        referent.actor = self._book.actor_of(role or "", home=self.cast.home_for(role or "", source[0]))
        return referent


@dataclass(frozen=True, slots=True)
class _Anaphor:
    """``speaker``: whom it stands for; ``resolved``: the phrase with the name in its place; ``whole``: it is all there is."""

    speaker: Speaker
    resolved: str
    whole: bool


def _anaphor_of(written: str, match: re.Match[str], name: str, speaker: Speaker) -> _Anaphor:
    article = "" if match.start() == 0 or speaker.name == name else "the "
    before = re.sub(r"^(?:the|a|an)\s+", "", written[: match.start()], flags=re.I)
    whole = match.start() == 0 and match.end() == len(written)
    return _Anaphor(speaker, f"{before}{article}{name}{written[match.end() :]}", whole)


def _bare_end(word: Word) -> int:
    return word.end - 2 if word.possessive else word.end
