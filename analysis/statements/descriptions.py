"""Sources without a personal name: organisations, ministries, "the bloc", "a police spokesman", "residents"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.actors import ActorBook
from analysis.actors.affiliations import speaks_for_self
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.titles import Office, Titles
from analysis.article import Span
from analysis.document import Document
from analysis.statements.anaphors import Anaphor, anaphor_of, anaphors, indefinite
from analysis.statements.cast import Cast, Referent
from analysis.statements.foreground import Foreground
from analysis.statements.personal_names import LED, bare_end

ARTICLES = {"the", "a", "an", "this", "that", "these", "those"}
RELATIVE = {"who", "which", "that", "whom", "whose"}
PREPOSITIONS = small_words("ends_of_head") | {"close", "like", "including"}
# How sure each way of resolving a speaker is; the attribution's own confidence is multiplied by it.
BY_NAME, BY_ROLE, BY_THING, UNRESOLVED = 1.0, 0.8, 0.75, 0.9
_ANY_HEAD = {"leader", "chief", "head", "boss", "premier"}  # whoever was named last for the same actor
_LONGEST_ACRONYM = 6  # letters: a longer name in capitals is a person's in a transcript
_NEAR = 800  # characters
_SHORTLY = 400  # characters
_SCENE = 4_000  # characters: somebody unnamed who was met further back is not remembered
_SAYS_WHAT = small_words("after_a_name")
_REMEMBERED = 40  # organisations heard before that "the group" may be


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: ``name`` is None for the unnamed; ``certainty`` says how sure the resolution is."""

    name: str | None
    role: str | None
    actor: str | None
    certainty: float
    referent: Referent | None = None


NOBODY = Speaker(None, None, None, UNRESOLVED)


class Descriptions:
    """Resolves the descriptions of one document; ``heard`` tells it which organisations have spoken."""

    def __init__(self, document: Document, book: ActorBook, cast: Cast, foreground: Foreground) -> None:
        self._document = document
        self._book = book
        self._foreground = foreground
        self._titles = Titles.load()
        self._cast = cast
        read = [p for p in document.paragraphs if p.place != "tail"]
        self._actors = [mention for p in read for mention in book.find_mentions(document, p.start, p.end)]
        self._actor_starts = [mention.start for mention in self._actors]
        self._organisations: list[tuple[int, Speaker]] = []
        self._called = frozenset(name for p in read for name in self._called_organisations(p.start, p.end))

    def heard(self, offset: int, speaker: Speaker) -> None:
        """Note an organisation that spoke at ``offset``."""
        self._organisations.append((offset, speaker))

    def nearest_actor(self, offset: int) -> str | None:
        """The organisation or government last named before ``offset`` in its sentence, best as a subject."""
        if actor := self._foreground.subject_before(offset):
            return actor
        sentence = self._document.sentence_at(offset)
        at = bisect_left(self._actor_starts, offset) - 1
        if sentence is None or at < 0 or self._actor_starts[at] < sentence.start or self._actors[at].place:
            return None
        return self._actors[at].actor

    def thing_before(self, offset: int) -> tuple[int, Speaker] | None:
        """The organisation or government that was a subject just before ``offset``, and where: "it" or "its"."""
        for start, end in self._foreground.things_before(offset):
            words = words_of(self._document.text, start, end)
            if not words:  # the hyphen of "semi-finalist", taken for a subject
                continue
            speaker = self.of(words, (start, end))
            if speaker.name and (speaker.referent is None or speaker.referent.plural):
                return start, speaker
        return None

    def of(self, words: Sequence[Word], source: Span) -> Speaker:
        text = self._document.text
        written = text[words[0].start : words[-1].end]
        bare = words[1:] if words[0].lower in ARTICLES and len(words) > 1 else words
        phrase = text[bare[0].start : words[-1].end]
        antecedent = self.anaphor(written, source[0])
        if antecedent is not None and antecedent.whole:
            return antecedent.speaker
        home = None if antecedent else self._foreground.state(written, source[0])
        actor = self._book.actor_of(written, home=home) or self._foreground.spokesman_of(written, source[0])
        if antecedent is not None:
            actor = actor or self._book.actor_of(antecedent.resolved) or antecedent.speaker.actor
            phrase = antecedent.resolved
        head_end = self._head_end(bare)
        offices = [o for o in self._titles.offices(bare) if o.first < head_end]
        office = offices[-1] if offices and offices[-1].end == head_end else None
        if (organisation := self._organisation(bare, head_end, actor)) is not None:
            return organisation
        if office and "state_bodies" in office.kinds and office.name not in self._titles.unnamed:
            return Speaker(phrase, None, actor, BY_NAME, Referent(None, plural=True))
        if any(w.lower in self._titles.unnamed for w in bare[:head_end] if not w.capital or w is bare[0]):
            return Speaker(None, phrase, actor, BY_NAME, self.unnamed(source))
        if office:
            definite = words[0].lower in ("the", "this", "that") or bare[0].capital
            complement = len(bare) > head_end and bare[head_end].lower in PREPOSITIONS - RELATIVE
            if definite and (known := self._by_role(bare, office, actor, source[0], complement or bool(antecedent))):
                return Speaker(known.name, known.role, known.actor, BY_ROLE, known)
            if (
                definite
                and not actor
                and not complement
                and (known := self._in_scene(office, source[0], was=speaks_for_self(phrase)))
            ):
                return Speaker(known.name, known.role, known.actor, BY_THING, known)
            referent = self.unnamed(source)
            referent.actor = actor or self._cast.organisation_of(phrase)
            referent.roles = [phrase]
            return Speaker(None, phrase, referent.actor, BY_NAME, referent)
        if any(word.text.endswith("-year-old") for word in bare[:head_end]) and words[0].lower == "the":
            people = self._foreground.people_before(source[0])
            if len(people) == 1:  # "the 58-year-old centrist"
                return Speaker(people[0].name, people[0].role, people[0].actor, BY_THING, people[0])
        if bare[head_end - 1].capital and (head_end > 1 or self._is_proper(bare[0])):
            return self._unlisted(bare, head_end, actor)
        return Speaker(None, phrase, actor, UNRESOLVED, Referent(None, plural=True))

    def _head_end(self, bare: Sequence[Word]) -> int:
        """One past the head of a noun phrase: before its first preposition, relative word or comma."""
        for i, word in enumerate(bare):
            if i and (
                word.lower in PREPOSITIONS | RELATIVE or "," in self._document.slice(bare[i - 1].end, word.start)
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
                name = named if role in ("name", "seat") else text[bare[i].start : bare_end(bare[j - 1])]
                described = text[bare[0].start : bare[i - 1].end] if i else None
                return Speaker(name, described, actor or named, BY_NAME, many)
            if i == 0 and j < head_end and role == "name" and self._is_apposed(bare[j:head_end], named):
                described = text[bare[j].start : bare[-1].end]  # "the G7 group of industrialised nations"
                return Speaker(named, described, actor or named, BY_NAME, many)
            if i == 0 and j < head_end and bare[j].lower == "and" and role in ("name", "seat", "institution"):
                name = text[bare[0].start : bare_end(bare[head_end - 1])]  # "Moscow and its allies"
                return Speaker(name, None, actor, BY_NAME, many)
        if (kind := bare[head_end - 1]).lower in self._titles.organisation_nouns and kind.text.islower():
            if apposed := self._apposed_name(bare, head_end):
                described = text[bare[0].start : bare[head_end - 1].end]  # "the company, Acme,"
                return Speaker(apposed, described, actor or apposed, BY_NAME, many)
            first = next((i for i in range(head_end - 1) if bare[i].capital), head_end)
            proper = bare[first : head_end - 1]  # "the ruling Georgian Dream party", not "a German company"
            demonyms = {k for i, j, _ in self._book.names_in(proper) for k in range(i, j)}
            if first < head_end - 1 - len(demonyms) and all(w.capital and not w.possessive for w in proper):
                name = text[proper[0].start : proper[-1].end]
                return Speaker(name, kind.text, actor or name, BY_NAME, many)
        for i in range(head_end - 1):
            if bare[i].lower in self._titles.organisation_nouns and bare[i].text.islower() and bare[i + 1].capital:
                name = text[bare[i + 1].start : bare_end(bare[head_end - 1])]
                return Speaker(name, text[bare[0].start : bare[i].end], actor or name, BY_NAME, many)
        last = bare[head_end - 1]
        if last.lower == "campaign" and head_end > 1 and bare[head_end - 2].capital:
            name = f"{bare[head_end - 2].key} campaign"  # of a candidate, whatever his first name
            return Speaker(name, None, name, BY_NAME, many)
        if last.text in self._titles.organisation_words and head_end > 1 and bare[head_end - 2].capital:
            office = self._titles.offices(bare[:head_end])
            if not (office and office[-1].kinds & {"state_bodies"} and office[-1].end == head_end):
                return self._unlisted(bare, head_end, actor)
        return None

    def _apposed_name(self, bare: Sequence[Word], head_end: int) -> str | None:
        """The name set off by a comma after "the company", if that is all that follows."""
        following = bare[head_end:]
        if not following or "," not in self._document.slice(bare[head_end - 1].end, following[0].start):
            return None
        return (
            self._document.slice(following[0].start, following[-1].end) if all(w.capital for w in following) else None
        )

    def _is_apposed(self, following: Sequence[Word], named: str) -> bool:
        """Whether an organisation's name is followed only by what it is: "the NATO alliance", "the G7 group"."""
        known = self._book.kind_of(named)
        return (
            known not in ("country", "territory", None)
            and not any(word.capital for word in following)
            and following[-1].lower in _SAYS_WHAT
        )

    def _unlisted(self, bare: Sequence[Word], head_end: int, actor: str | None) -> Speaker:
        """A name that no list knows: an organisation where a word of it says so, else nobody knows who."""
        text = self._document.text
        begin = 1 if bare[0].possessive and self._book.actor_of(bare[0].key) and head_end > 1 else 0  # "Chad's Deby"
        end = next((k for k in range(1, len(bare)) if "," in text[bare[k - 1].end : bare[k].start]), len(bare))
        begin = next((i for i in range(begin, end) if bare[i].capital), begin)
        if begin + 1 < end and bare[begin + 1].capital and bare[begin].text.endswith(LED):
            begin += 1  # "State-run MRTV"
        name = text[bare[begin].start : bare_end(bare[end - 1])]
        capitals = [w for w in bare[begin:end] if w.capital]
        organisation = any(w.text in self._titles.organisation_words for w in capitals) or (
            len(capitals) == 1
            and sum(map(str.isupper, name)) > 1
            and (len(name) <= _LONGEST_ACRONYM or not name.isupper())
        )
        if len(capitals) == 1 and (heard := self._heard_as(name)):
            return heard
        organisation = organisation or name in self._called or self._is_party(bare, begin, name)
        if end < len(bare) and self._titles.names_organisation(text[bare[end].start : bare[-1].end]):
            return Speaker(name, None, name, BY_NAME, Referent(None, plural=True))  # "Acme, the Danish carrier"
        actor = actor or (name if organisation else None)
        return Speaker(name, None, actor, BY_NAME if actor else UNRESOLVED, Referent(None, plural=organisation))

    def _called_organisations(self, start: int, end: int) -> Iterator[str]:
        """The names that stand beside what they name: "uranium producer Orano", "the opposition Tisza party"."""
        words, nouns = words_of(self._document.text, start, end), self._titles.organisation_nouns
        for before, after in pairwise(words):
            if after.start - before.end != 1 or before.possessive:
                continue
            for noun, name in ((before, after), (after, before)):
                if noun.text.islower() and noun.lower in nouns and name.capital and self._is_proper(name):
                    yield name.key

    def _is_party(self, bare: Sequence[Word], begin: int, name: str) -> bool:
        """Whether a name is of many who act as one: "the opposition Socialists", not a family's, "the Clintons"."""
        word = bare[begin]
        tokens = self._document.tokens(word.start, word.end)
        plural = bool(tokens) and tokens[0].tag_ in ("NNPS", "NNS")
        return plural and begin + 1 == len(bare) and self._cast.named(words_of(name.removesuffix("s"))) is None

    def _heard_as(self, name: str) -> Speaker | None:
        """An organisation met before under a longer name that ends so: "the Post"."""
        for _, speaker in reversed(self._organisations[-_REMEMBERED:]):
            if speaker.name and speaker.name != name and speaker.name.split()[-1] == name:
                return replace(speaker, certainty=BY_ROLE)
        return None

    def anaphor(self, written: str, offset: int) -> Anaphor | None:
        """What "this alliance", "the bloc" or "the ministry" in a phrase stands for."""
        match = anaphors().search(written)
        if match is None or not self._stands_alone(written, match.end()):
            return None
        if written[: match.start()].rstrip().endswith(","):
            return None  # "Unite, the union": what somebody is, not who
        noun, inside = match.group(1).lower(), words_of(match.group())
        names = list(self._book.names_in(inside))
        if any(role != "people" and a != "Soviet Union" for _, _, (a, role) in names):
            return None
        peoples = {k for i, j, _ in names for k in range(i, j)}
        if (
            any(word.capital and k not in peoples for k, word in enumerate(inside) if k)
            and "soviet" not in match.group().lower()
        ):
            return None
        kinds = self._titles.anaphors[noun]
        if "country" in kinds:
            home = self._cast.home
            return (
                anaphor_of(written, match, home, Speaker(home, None, home, BY_THING, Referent(None, plural=True)))
                if home
                else None
            )
        found: list[tuple[int, str, Speaker]] = []
        for at, speaker in reversed(self._organisations[-_REMEMBERED:]):
            if at < offset and noun in f"{speaker.name} {speaker.role or ''}".lower().split():
                found.append((at, speaker.name or "", replace(speaker, certainty=BY_THING)))
                break
        if not found and noun in self._titles.any_organisation and (last := self._just_heard(offset, kinds)):
            return anaphor_of(written, match, last.name or "", replace(last, certainty=BY_THING))
        subject = self.thing_before(offset) if not found and noun in self._titles.any_organisation else None
        if subject and subject[1].name == subject[1].actor and self._book.kind_of(subject[1].actor) is None:
            return anaphor_of(written, match, subject[1].name or "", replace(subject[1], certainty=BY_THING))
        for mention in reversed(self._actors[: bisect_left(self._actor_starts, offset)]):
            if self._book.kind_of(mention.actor) in kinds and mention.role in ("name", "institution"):
                name = (
                    self._document.slice(mention.start, mention.end).removesuffix("'s").removesuffix("’s").rstrip("'’")
                )
                shown = mention.actor if mention.role == "name" else name
                found.append(
                    (mention.start, name, Speaker(shown, None, mention.actor, BY_THING, Referent(None, plural=True)))
                )
                break
        if not found:
            return None
        _, name, speaker = max(found, key=lambda f: f[0])
        return anaphor_of(written, match, name, speaker)

    def _just_heard(self, offset: int, kinds: frozenset[str]) -> Speaker | None:
        """The organisation that spoke shortly before, unless it is known to be something else than the noun says."""
        if not self._organisations or not 0 < offset - self._organisations[-1][0] < _SHORTLY:
            return None
        speaker = self._organisations[-1][1]
        known = self._book.kind_of(speaker.actor)
        fits = known in kinds or known is None or (known != "country" and speaker.name != speaker.actor)
        return speaker if fits and speaker.name else None

    def _stands_alone(self, written: str, end: int) -> bool:
        """Whether "the group" is all of its noun phrase, not the start of "the group NetBlocks" or "the party line"."""
        following = words_of(written, end, end + 60)
        if not following or written[end : following[0].start] != " ":
            return True
        return following[0].lower in (PREPOSITIONS | RELATIVE) - {"for", "of"} or (
            following[0].text.islower() and self._titles.is_office(following, 0)
        )

    def _by_role(
        self, bare: Sequence[Word], office: Office, actor: str | None, offset: int, restricted: bool
    ) -> Referent | None:
        """The person named earlier whose role a definite description repeats: "the foreign minister"."""
        wanted = {w.lower for w in bare[: office.first]} - self._titles.ranks_of_many
        meant = {office.name, *self._titles.also_called.get(office.name, ())}
        introduced = self._introduced(office, offset)
        for mention in (
            self._cast.before(offset, most=200) or self._cast.mentions[:_REMEMBERED]
        ):  # a headline comes first
            referent = mention.referent
            if (restricted or actor) and referent.actor != actor:
                continue
            if mention.end < introduced:
                break
            if office.name in _ANY_HEAD and actor and offset - mention.name_start < _NEAR and not mention.possessive:
                return referent
            if office.name in self._titles.heads and actor and not referent.roles and not mention.possessive:
                return referent  # "the US president" after "Joe Biden", whom the list of actors knows
            for role in referent.roles:
                words = words_of(role)
                head_end = self._head_end(words)
                names = [o.name for o in self._titles.offices(words) if o.first < head_end]
                same = any(n in meant or n.endswith(f" {office.name}") for n in names)
                if same and (
                    wanted <= {w.lower for w in words} or (not meant.isdisjoint(names) and office.name not in names)
                ):
                    return referent
        return None

    def _introduced(self, office: Office, offset: int) -> int:
        """Where somebody unnamed was last met in such an office: "a diplomat", who is "the diplomat" from then on."""
        begin = max(0, offset - _SCENE)
        found = indefinite(office.name).finditer(self._document.text, begin, offset)
        return max((match.start() for match in found), default=-1)

    def _in_scene(self, office: Office, offset: int, *, was: bool) -> Referent | None:
        """Who alone acted before in the paragraph of "the 40-year-old teacher", not met as a teacher before.

        "The left-wing leader" is whoever was last named that heads a country, a government or a party.
        """
        if self._introduced(office, offset) >= 0:
            return None
        if office.name in _ANY_HEAD:
            for mention in self._cast.before(offset):
                roles = [o.name for role in mention.referent.roles for o in self._titles.offices(words_of(role))]
                if self._titles.heads.intersection(roles) or "leader" in roles:
                    return mention.referent if offset - mention.name_start < _NEAR else None
        people = self._foreground.people_before(offset)
        passing = "private" in office.kinds or was  # who "the former minister" was, nobody needs to have said
        alone = len(people) == 1 and passing and office.name not in self._titles.unnamed
        return people[0] if alone else None

    def unnamed(self, source: Span) -> Referent:
        """A new referent for somebody met only by a description."""
        words = words_of(self._document.text, *source)
        bare = words[1:] if len(words) > 1 and words[0].lower in ARTICLES else words
        head_end = self._head_end(bare)
        offices = [o for o in self._titles.offices(bare) if o.first < head_end]
        role = self._document.slice(bare[0].start, bare[-1].end) if bare else None
        last = bare[head_end - 1].lower if bare else ""
        plural = (last.endswith("s") and not last.endswith("ss")) or last in ("people", "police", "men", "women")
        plural = plural or any("state_bodies" in office.kinds for office in offices[-1:])
        referent = Referent(None, [role] if role else [], plural=plural)
        if offices and (gender := self._titles.gender_of_word(offices[-1].name.split()[-1])):
            referent.genders[gender] += 1
        referent.actor = self._book.actor_of(role or "", home=self._foreground.state(role or "", source[0]))
        return referent
