"""Personal names in running text: where a name begins after its titles, and what cannot be a person's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.posts import end_of_portfolio
from analysis.actors.titles import Titles
from analysis.actors.wordlists import (
    ENDS_OF_PLACES,
    KINDS_OF_BODIES_ALONE,
    LOCATIVE,
    NAME_PARTICLES,
    OF_PARTIES,
    REGIONS,
    WINGS,
)
from analysis.days import CALENDAR, FIRST_NAMES
from analysis.document import Document
from analysis.segments import Paragraph
from analysis.statements.organisations import LED

_SUFFIXES = small_words("name_suffixes")
_LOCATIVE = LOCATIVE | {"to", "from"}
_COMPASS = frozenset({"north", "northern", "southern", "south", "eastern", "western", "central"})
_NO_PERSON = small_words("names_of_no_person")
_NOT_NAMES = {"DT", "IN", "PRP", "PRP$", "CC", "WRB", "WP", "MD", "TO", "RB", "CD", "UH", "EX"}  # tags
_RANKS = {"general", "major", "lieutenant", "brigadier", "black", "white"}  # before a name or in one: "General Speaker"
_LONGEST_NAME = 5  # words
_MOST_PARTICLES = 2
_LONGEST_OFFICE = 3  # words


@dataclass(frozen=True, slots=True)
class NameRun:
    """A name in running text: ``name``, without suffixes, is words ``first`` to ``end`` of a paragraph's ``words``."""

    words: Sequence[Word]
    first: int
    end: int
    name: tuple[Word, ...]
    titled: bool
    honorific: str | None
    place: str

    @property
    def start(self) -> int:
        return self.name[0].start

    @property
    def stop(self) -> int:
        return bare_end(self.name[-1])


class PersonalNames:
    """Finds the personal names of a document."""

    def __init__(self, document: Document, book: ActorBook, tag_at: Mapping[int, str]) -> None:
        self.document = document
        self._book = book
        self._tag_at = tag_at
        self._titles = Titles.load()
        self._surnames = book.surnames(document)

    def find(self) -> list[NameRun]:
        """Every name, in text order; parts of a page that are no article have none."""
        return [
            run for paragraph in self.document.paragraphs if paragraph.place != "tail" for run in self._runs(paragraph)
        ]

    def _runs(self, paragraph: Paragraph) -> list[NameRun]:
        """Names in one paragraph: runs of capitalised words, cut where titles end and the name begins."""
        words = words_of(self.document.text, paragraph.start, paragraph.end)
        runs = []
        i = 0
        while i < len(words):
            if not self._is_name_word(words[i]) or not self._is_no_month(words, i):
                i += 1
                continue
            j = i + 1
            while j < len(words) and not words[j - 1].possessive and self._joined(words[j - 1], words[j]):
                if self._is_name_word(words[j]):
                    j += 1
                elif (after := self._after_particles(words, j)) is not None:
                    j = after
                else:
                    break
            runs += self._split(words, i, j, paragraph.place)
            i = j
        return runs

    def _after_particles(self, words: Sequence[Word], j: int) -> int | None:
        """One past the name that goes on after small words at ``j``: "von der Leyen"."""
        for k in range(j, min(j + _MOST_PARTICLES, len(words) - 1)):
            if words[k].text not in NAME_PARTICLES or not self._joined(words[k], words[k + 1]):
                return None
            if words[k + 1].capital:
                return k + 2
        return None

    def _is_no_month(self, words: Sequence[Word], i: int) -> bool:
        """Whether "Jan", "June" or "August" is a first name: the next word is one more name."""
        if words[i].key not in FIRST_NAMES:
            return True
        return i + 1 < len(words) and self._joined(words[i], words[i + 1]) and self._is_name_word(words[i + 1])

    def _is_name_word(self, word: Word) -> bool:
        if not (word.capital or word.text[:3] in ("al-", "el-")) or word.key in CALENDAR or word.text.endswith(LED):
            return False
        if word.text == "No":
            return False  # "Union No. 4"
        tag = self._tag_at.get(word.start)
        if tag is None or tag.startswith("NN") or tag in ("FW", "ADD", "XX"):
            return True
        return tag not in _NOT_NAMES and self._titles.gender_of_name(word.key) is not None

    def _joined(self, left: Word, right: Word) -> bool:
        """Whether two words follow each other as in a name: with a space, or as "J. Smith" and "Mr. Smith" do."""
        between = self.document.text[left.end : right.start]
        return (
            between == " "
            or (between == ". " and (len(left.text) == 1 or left.text in self._titles.cut_short))
            or between == "\u00a0"
        )

    def _split(self, words: Sequence[Word], i: int, j: int, place: str) -> list[NameRun]:
        """The name that ends a run of capitalised words ``i`` to ``j``, without the titles before it; none or one."""
        titles, first, titled, across = self._titles, i, False, False
        run = words[i:j]
        back = min(i, _LONGEST_OFFICE)  # "Secretary of State" is cut by its small word
        for office in titles.offices(words[i - back : j]):
            end = i - back + office.end
            if end == j and office.end - office.first > 1:
                return []  # "The Foreign Secretary"
            if i < end < j and not words[end - 1].possessive:
                first, titled, across = end, True, office.first < back
        if (named := end_of_portfolio(words, i, j)) > i:
            first, titled, across = named, True, True  # "Minister of Justice | Ana Ruiz"
        if j < len(words) and words[j].lower == "of":
            longer = self._book.names_in(words[i : j + 3])
            if any(a < j - i < b and b - a > 2 for a, b, _ in longer):
                return []  # "the east of Democratic Republic | of Congo"
        for a, b, (actor, role) in self._book.names_in(run):
            own = b - a == 1 and run[a].key in titles.places_as_first_names and i + b < j  # "Chad Hart"
            own = own or (first < i + a == j - 1 and self._may_be_surname(run[a - 1], actor))
            own = own or (i + a == j - 1 == i and run[a].key in self._surnames and not self._is_where(words, i))
            if role != "person" and not own and i + b > first and not (titled and i + a >= first):
                if i + b < j and words[i + b].text in NAME_PARTICLES:
                    return []  # "San Juan | de Lurigancho"
                first, titled = i + b, False
        for k in range(first, j - 1):  # "Vermont Sen. Ruth Hale"; a last name may be King or Justice
            between = k > first and (titled or titles.gender_of_name(words[first].key) is not None)
            address = words[k].text in titles.honorifics and not between  # "Hassan Sheikh Mohamud"
            if address or (titled and k == first and words[k].lower in titles.modifiers):
                first, titled = k + 1, True
        if self._is_office_alone(words, i, j) or (j - i > 1 and words[i].lower in KINDS_OF_BODIES_ALONE):
            return []  # "Operator Norvolt Sol"
        name = [w for w in words[first:j] if w.text not in _SUFFIXES]
        before = words[first - 1] if first else None
        addressed = before is not None and first > i and before.text in titles.honorifics
        if not name or len(name) > _LONGEST_NAME or (titles.is_office(words[first:j], 0) and not addressed):
            return []
        written = self.document.slice(words[first].start, bare_end(words[j - 1]))
        placed = self._book.is_place(name) or name[-1].text in ENDS_OF_PLACES or written in _NO_PERSON
        placed = placed or (len(name) > 1 and (name[0].lower in _COMPASS or name[-1].lower in REGIONS))
        if not addressed and placed:
            return []  # "the governors of California and New York", "Southern Copper", "Oxfam West Africa"
        after = words[j] if j < len(words) and words[j].start - words[j - 1].end == 1 else None
        tag = self._tag_at.get(words[j - 1].start)
        many = tag == "NNPS" or (tag == "NNS" and before is not None and before.possessive)  # "Women's Shelters"
        of_party = before is not None and before.text in OF_PARTIES
        of_party = of_party or (after is not None and after.text in titles.organisation_nouns)
        if len(name) == 1 and not addressed and (many or of_party):
            return []  # "the Socialists", "the opposition Tisza", "the Adelante party"
        adjective = name[0].lower in titles.modifiers and titles.gender_of_name(name[0].key) is None
        if adjective and before is not None and before.text in WINGS:
            return []  # "the left-wing Democratic Pole"
        begin = i if not across and all(word.lower in titles.modifiers for word in words[i:first]) else first
        if begin > 1 and words[begin - 1].lower in ("of", "for") and words[begin - 2].capital:
            return []  # "Association of Flight Attendants", "Government of National Accord"
        if before is not None and not titled and first == i and words[first].start - before.end == 1:
            if before.lower in titles.organisation_nouns and not before.possessive:
                return []  # "the newspaper Trud"
            ahead = words[max(0, first - _LONGEST_OFFICE) : first]
            titled = any(office.end == len(ahead) for office in titles.offices(ahead))  # "spokesman Ned Price"
            if before.lower == "the" and not titled:
                return []
        if (
            all(w.lower in titles.modifiers for w in name)
            or any((w.key if w.possessive else w.text) in titles.organisation_words for w in name)
            or (len(name) == 1 and not titled and name[0].text.isupper() and len(name[0].text) < 4)
        ):
            return []
        seat = titles.is_office(name[-1:], 0) and titles.gender_of_name(name[0].key) is None
        if seat and not addressed and (many or name[-1].text[:2].isupper()):
            return []  # "two Reform MPs", "another Momentum MP"
        honorific = before.text if before is not None and addressed else None
        return [NameRun(words, first, j, tuple(name), titled, honorific, place)]

    def _is_office_alone(self, words: Sequence[Word], i: int, j: int) -> bool:
        """Whether capitals are an office and no name: "the premier's | Special Adviser", "| Deputy Head of Mission"."""
        titles = self._titles
        ends = [office for office in titles.offices(words[i:j]) if office.end == j - i]
        if j - i < 2 or not ends or ends[-1].kinds == {"private"}:
            return False
        between = words[i : i + ends[-1].first]
        if between and all(word.lower in titles.modifiers - _RANKS for word in between):
            return True
        owned = i > 0 and (words[i - 1].possessive or words[i - 1].lower == "the")
        return owned and "representatives" in ends[-1].kinds and titles.gender_of_name(words[i].key) is None

    def _is_where(self, words: Sequence[Word], i: int) -> bool:
        """Whether the word before says that a name is a place: "in Jordan", in an article on a Jim Jordan."""
        return i > 0 and words[i - 1].lower in _LOCATIVE

    def _may_be_surname(self, before: Word, actor: str) -> bool:
        """Whether an organisation's name of one word is a person's surname after ``before``: "Jaques Wagner"."""
        state = self._book.kind_of(actor) in STATES
        return not state and before.text not in self._titles.organisation_words and not before.text.isupper()


def bare_end(word: Word) -> int:
    """Where a word ends without its possessive ending."""
    return word.end - (2 if word.text[-1] in "sS" else 1) if word.possessive else word.end
