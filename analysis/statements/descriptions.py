"""Sources without a personal name: organisations, ministries, "the bloc", "a police spokesman", "residents"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES, name_goes_on
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.standing import is_apart, is_of_two_sides, speaks_for_self
from analysis.actors.titles import Titles
from analysis.actors.wordlists import BODIES_OF_MEMBERS, PRICED
from analysis.article import Span
from analysis.attribution.clauses import RELATIVES
from analysis.document import Document
from analysis.statements.called import Called
from analysis.statements.cast import Cast, Referent
from analysis.statements.foreground import Foreground
from analysis.statements.named_organisations import NamedOrganisations
from analysis.statements.phrases import (
    ARTICLES,
    BY_NAME,
    BY_ROLE,
    BY_THING,
    EDITORIAL,
    NOBODY,
    PREPOSITIONS,
    STUDY,
    UNRESOLVED,
    Speaker,
    end_of_head,
    is_of_person,
    is_regional,
)
from analysis.statements.recurrences import SCENE, Recurrences
from analysis.statements.subjects import Subjects
from analysis.statements.unlisted import Unlisted

_FROM_BODIES = small_words("from_bodies")
_OF_WHOM = frozenset({"by", "from", "of"})
# "Another commuter" is nobody who was met.
_OTHERS = frozenset("another other some many most several few every each any".split())  # noqa: SIM905


class Descriptions:
    """Resolves the descriptions of one document; ``met`` remembers which organisations have spoken."""

    def __init__(
        self, document: Document, book: ActorBook, cast: Cast, foreground: Foreground, subjects: Subjects
    ) -> None:
        self._document = document
        self._book = book
        self._foreground = foreground
        self._subjects = subjects
        self._titles = Titles.load()
        self._cast = cast
        self.called = Called(document, cast)
        self.met = Recurrences(document, book, cast, subjects, self.called, self.thing_before)
        self._unlisted = Unlisted(document, book, cast, self.met, self.called)
        self._named = NamedOrganisations(document, book, cast, self._unlisted)
        self._unnamed_for: dict[str, tuple[int, str]] = {}

    def thing_before(self, offset: int) -> tuple[int, Speaker] | None:
        """The organisation or government that was a subject just before ``offset``, and where: "it" or "its"."""
        for start, end in self._subjects.things_before(offset):
            words = words_of(self._document.text, start, end)
            words = words[2:] if words and words[0].lower in PRICED else words  # "Shares in | Norvolt fell"
            if not words:  # the hyphen of "semi-finalist", taken for a subject
                continue
            speaker = self.of(words, (start, end))
            if speaker.name and (speaker.referent is None or speaker.referent.plural):
                return start, speaker
        return None

    def holder_acting(self, start: int, end: int) -> Speaker | None:
        """The holder of a state's office, by no name, who alone is a subject in ``start:end``: "Chad's president"."""
        spans = [(t.left_edge.idx, t.idx + len(t)) for t in self._subjects.between(start, end) if t.tag_ == "NN"]
        if len(spans) != 1 or self._cast.between(start, end):
            return None
        words = words_of(self._document.text, *spans[0])
        offices = self._titles.offices(words)
        held = bool(offices) and offices[-1].end == len(words) and "state_offices" in offices[-1].kinds
        speaker = self.of(words, spans[0]) if held else None
        return speaker if speaker is not None and speaker.name is None and speaker.actor else None

    def body_before(self, offset: int) -> str | None:
        """The body whose reply was a subject just before, or that was named with what it is: of which "its" people are.

        "The reply from *the Reef Bank* was brief. Its president ...", "It sued *Acme*, a Danish carrier. Its head ..."
        """
        for start, end in self._subjects.things_before(offset):
            words = words_of(self._document.text, start, end)
            at = next((k for k, word in enumerate(words) if word.lower in _OF_WHOM), 0)
            if at and words[at - 1].lower in _FROM_BODIES and at + 1 < len(words):
                whose = self.of(words[at + 1 :], (words[at + 1].start, end))
                return whose.actor if whose.referent is not None and whose.referent.plural else None
        called = self.called.before(offset)
        return (self._book.actor_of(called) or called) if called else None

    def actor_of_many_before(self, offset: int) -> str | None:
        """For whom "one" speaks: "*Turkish diplomats* were wary. One said so"."""
        for start, end in self._subjects.things_before(offset):
            words = words_of(self._document.text, start, end)
            if self._document.tokens(start, end).root.tag_ == "NNS" and self._titles.offices(words):
                return self.of(words, (start, end)).actor
        return None

    def thing_of_sentence(self, offset: int) -> Speaker | None:
        """The organisation that "it" after a colon or semicolon is: "The union was blunt: it ..."."""
        if (found := self._subjects.before_mark(offset)) is None:
            return None
        span, next_to_mark = found
        words = words_of(self._document.text, *span)
        speaker = self.of(words, span)
        if speaker.actor and speaker.referent is not None and speaker.referent.plural:
            return speaker
        named = any(word.capital and word.lower not in ARTICLES for word in words)
        return NOBODY if named or next_to_mark else None

    def of(self, words: Sequence[Word], source: Span) -> Speaker:
        """Who is described; "the experts" speak for whom the experts did who were heard last."""
        again = words[-1].lower.removesuffix("s") if len(words) == 2 and words[0].lower == "the" else ""
        before = None if again.startswith("spokes") else self._unnamed_for.get(again)
        if before is not None and source[0] - before[0] < SCENE:
            return Speaker(None, words[-1].text, before[1], BY_ROLE, self.unnamed(source))
        speaker = self._of(words, source)
        if speaker.name is None and speaker.actor is not None and not again:
            for word in words:
                if word.lower in self._titles.unnamed or word.lower.startswith("spokes"):
                    self._unnamed_for[word.lower.removesuffix("s")] = source[0], speaker.actor
        return speaker

    def _of(self, words: Sequence[Word], source: Span) -> Speaker:
        text = self._document.text
        written = text[words[0].start : words[-1].end]
        bare = words[1:] if words[0].lower in ARTICLES and len(words) > 1 else words
        if len(bare) > 2 and bare[0].lower == "ethnic" and bare[2].capital:
            bare = bare[2:]  # "the ethnic Albanian | Alliance for Unity"
        phrase = text[bare[0].start : words[-1].end]
        if (publisher := self._published_by(bare, source)) is not None:
            return publisher
        antecedent = self.met.anaphor(written, source[0])
        if antecedent is not None and antecedent.whole:
            return antecedent.speaker
        regional = is_regional(bare)
        home = None if antecedent or regional else self._foreground.state(written, source[0])
        actor = self._short_owner(bare) or self._book.actor_of(written, home=home)
        actor = actor if actor or regional else self._foreground.spokesman_of(written, source[0])
        joined = written.rpartition(" and ")[2]
        if actor is not None and (is_of_two_sides(written) or (joined != written and is_apart(words_of(joined)))):
            actor = None  # "the government of Chad and the rebels"
        if antecedent is None and words[0].lower == "the":
            actor = self._cast.belonging.holders.settle(bare, source[0], actor)
        if court := self._court_of_judges(bare, source[0]):
            actor = court
        if actor is not None and self._is_of_several(words, actor, home):
            actor = None
        if antecedent is not None:
            actor = actor or self._book.actor_of(antecedent.resolved) or antecedent.speaker.actor
            phrase = antecedent.resolved
        head_end = name_goes_on(bare, end_of_head(self._document.text, bare))
        if bare[head_end - 1].lower in BODIES_OF_MEMBERS and self._book.kind_of(actor) in STATES:
            actor = None  # "the country's largest union"
        offices = [o for o in self._titles.offices(bare) if o.first < head_end]
        office = offices[-1] if offices and offices[-1].end == head_end else None
        belonging = self._cast.belonging
        actor = actor or belonging.parties.of(phrase) or next(belonging.seat_of([phrase]), None)
        actor = actor or belonging.employer(phrase)
        if actor is None and bare[-1].lower == "there":
            actor = self.met.nearest_actor(source[0])  # "Khartoum agrees, officials there say"
        if actor is None and office is not None and "private" not in office.kinds:
            actor = self._sent_by(bare[head_end:])
        if belonging.is_spelled_out(named := text[bare[0].start : bare[head_end - 1].end]):
            return Speaker(named, None, named, BY_NAME, Referent(None, plural=True))
        if named in belonging.brackets.seated:
            return Speaker(named, None, belonging.fold(named), BY_NAME, Referent(None, plural=True))  # "the DA"
        if words[0].lower == "the" and is_of_person(bare, head_end):
            people = self._subjects.people_before(source[0])
            gender = self._titles.gender_of_word(bare[head_end - 1].text)
            if len(people) == 1 and (gender is None or people[0].gender in (gender, None)):
                return Speaker(people[0].name, people[0].role, people[0].actor, BY_THING, people[0])
        if (organisation := self._named.of(bare, head_end, actor)) is not None:
            return organisation
        if office and "state_bodies" in office.kinds and office.name not in self._titles.unnamed:
            return Speaker(phrase, None, actor, BY_NAME, Referent(None, plural=True))
        if any(w.lower in self._titles.unnamed for w in bare[:head_end] if not w.capital or w is bare[0]):
            return Speaker(None, phrase, actor, BY_NAME, self.unnamed(source))
        if office:
            definite = words[0].lower in ("the", "this", "that") or (
                bare is words and bare[0].capital and bare[0].lower not in _OTHERS
            )
            definite = definite and not self._is_plural(bare[head_end - 1])  # "Republican senators" are nobody's name
            of_part = any(self._book.places_in(bare)) or any(self._book.names_in(bare))
            definite = definite and (actor is not None or not of_part)  # "Quebec's premier"
            complement = len(bare) > head_end and bare[head_end].lower in PREPOSITIONS - RELATIVES
            if definite and not complement and antecedent is None and self._book.actor_of(written) is None:
                here = self._document.paragraph_at(source[0])
                spokes = office.name.startswith("spokes")  # whoever was one last, also in a paragraph before
                heard = self._unnamed_for.get(office.name, (0, None)) if spokes else (here.start if here else 0, None)
                just = self.met.by_role(bare, office, None, source[0], False, begin=heard[0])
                just = just or self.met.only_head(office, source[0])
                if just is None and heard[1] is not None and source[0] - heard[0] < SCENE:
                    return Speaker(None, phrase, heard[1], BY_ROLE, self.unnamed(source))
                if just is not None:  # nearer than the country that the article may be about
                    return Speaker(just.name, just.role, just.actor, BY_ROLE, just)
            if definite and (known := self.met.by_role(bare, office, actor, source[0], complement or bool(antecedent))):
                return Speaker(known.name, known.role, known.actor, BY_ROLE, known)
            if (
                definite
                and not actor
                and not complement
                and (known := self.met.in_scene(office, source[0], was=speaks_for_self(phrase)))
            ):
                return Speaker(known.name, known.role, known.actor, BY_THING, known)
            referent = self.unnamed(source)
            referent.actor = actor or self._cast.belonging.organisation_of(phrase)
            referent.roles = [phrase]
            return Speaker(None, phrase, referent.actor, BY_NAME, referent)
        if bare[head_end - 1].capital and (head_end > 1 or self.called.is_proper(bare[0])):
            return self._unlisted.of(bare, head_end, actor)
        one = self._one_of_people(bare)
        return Speaker(None, phrase, actor, UNRESOLVED, one or Referent(None, plural=True))

    def _one_of_people(self, bare: Sequence[Word]) -> Referent | None:
        """Somebody new who is one of several: "One of the men, a baker,", who is "he" from then on."""
        if [word.lower for word in bare[:3]] not in (["one", "of", "the"], ["one", "of", "those"]):
            return None
        end = 3 + end_of_head(self._document.text, bare[3:])
        many = bare[end - 1 : end]
        gender = self._titles.gender_of_word(many[0].text) if many else None
        if not many or not (gender or self._titles.is_office(many, 0)):
            return None
        referent = Referent(None)
        if gender:
            referent.genders[gender] += 1
        return referent

    def _court_of_judges(self, bare: Sequence[Word], offset: int) -> str | None:
        """The court met before whose judges are meant, not the country that they judge: "the seven judges"."""
        judges = bare[-1].lower in ("judges", "justices") and all(word.text.islower() for word in bare[:-1])
        court = self.met.anaphor("the court", offset) if judges else None
        return court.speaker.actor if court else None

    def _is_of_several(self, words: Sequence[Word], actor: str, home: str | None) -> bool:
        """Whether a phrase joins an actor with others who are none or another: "Poland and the Baltic states"."""
        at = next((k for k, word in enumerate(words) if word.lower == "and" or word.lower in PREPOSITIONS), 0)
        others = words[at + 1 :]
        if (
            not at
            or not others
            or words[at].lower != "and"
            or any(i <= at < j for i, j, _ in self._book.names_in(words))
        ):
            return False
        named = next(self._book.names_in(others), None)
        whole = named is not None and named[:2] == (0, len(others)) and named[2][1] in ("name", "seat")
        phrase = self._document.slice(others[0].start, others[-1].end)
        return (whole or others[0].lower == "the") and self._book.actor_of(phrase, home=home) != actor

    def _short_owner(self, bare: Sequence[Word]) -> str | None:
        """Whose people they are who stand after one word for an organisation: "two | Commission officials"."""
        alone = (a for a, b in pairwise(bare) if a.capital and not b.capital and b.start - a.end == 1)
        first = next((word for word in bare if word.capital), None)
        short = (self._cast.belonging.called_for_short(word.text) for word in alone if word is first)
        return next(filter(None, short), None)

    def _published_by(self, bare: Sequence[Word], source: Span) -> Speaker | None:
        """The paper or institute for which "an editorial in the Lagos Tribune", "a poll by Ipsos" speaks."""
        phrase = self._document.slice(bare[0].start, bare[-1].end)
        found = EDITORIAL.fullmatch(phrase)
        words = words_of(found[1]) if found else []
        if found and not self._book.is_place(words) and self._book.kind_of(self._book.actor_of(found[1])) not in STATES:
            return Speaker(
                found[1], phrase[: found.start(1)].split()[0], found[1], BY_NAME, Referent(None, plural=True)
            )
        made = STUDY.match(phrase)
        if found or made is None or self._cast.named(words_of(made[2])) is not None:
            return None
        begin = bare[0].start + made.start(2)
        of_whom = self._of(words_of(self._document.text, begin, begin + len(made[2])), (begin, source[1]))
        pollster = of_whom.name is not None and len(made[2].split()) == 1 and self._book.kind_of(of_whom.actor) is None
        named = of_whom.name if of_whom.actor or pollster else None
        return replace(of_whom, role=made[1], actor=of_whom.actor or named) if named else None

    def _sent_by(self, after: Sequence[Word]) -> str | None:
        """The organisation that officials are from: "observers *from the African Union*"; from a country come many."""
        for i, j, (named, role) in self._book.names_in(after):
            begins = [word.lower for word in after[:i]] in (["from"], ["from", "the"])
            if begins and j == len(after) and role == "name" and self._book.kind_of(named) not in STATES:
                return named
        return None

    def _is_plural(self, word: Word) -> bool:
        tokens = self._document.tokens(word.start, word.end)
        return bool(tokens) and tokens[-1].tag_ == "NNS"

    def unnamed(self, source: Span) -> Referent:
        """A new referent for somebody met only by a description."""
        words = words_of(self._document.text, *source)
        bare = words[1:] if len(words) > 1 and words[0].lower in ARTICLES else words
        head_end = end_of_head(self._document.text, bare)
        offices = [o for o in self._titles.offices(bare) if o.first < head_end]
        role = self._document.slice(bare[0].start, bare[-1].end) if bare else None
        last = bare[head_end - 1].lower if bare else ""
        plural = (last.endswith("s") and not last.endswith("ss")) or last in ("people", "police", "men", "women")
        plural = plural or any("state_bodies" in office.kinds for office in offices[-1:])
        referent = Referent(None, [role] if role else [], plural=plural)
        if offices and (gender := self._titles.gender_of_word(offices[-1].name.split()[-1])):
            referent.genders[gender] += 1
        regional = is_regional(bare)
        home = None if regional else self._foreground.state(role or "", source[0])
        actor = self._book.actor_of(role or "", home=home)
        stated = bare is not words and words[0].lower == "the"  # "the president", of whom was said before
        referent.actor = self._cast.belonging.holders.settle(bare, source[0], actor) if stated else actor
        return referent
