"""Names that no list knows, and what makes them an organisation's: a word in them, "the opposition"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.titles import Titles
from analysis.actors.wordlists import ENDS_OF_PLACES, OF_PARTIES, REGIONS, WINGS
from analysis.document import Document
from analysis.statements.called import Called
from analysis.statements.cast import Cast, Referent
from analysis.statements.organisations import LED, LONGEST_ACRONYM
from analysis.statements.parties import Parties
from analysis.statements.personal_names import bare_end
from analysis.statements.phrases import BY_NAME, BY_ROLE, UNRESOLVED, Speaker, is_regional
from analysis.statements.recurrences import Recurrences

_NEXT = 160  # characters after a sentence in which the next begins
_OF_PLACES = REGIONS | {word.lower() for word in ENDS_OF_PLACES}
_ORGANS_OF_RULE = small_words("organs_of_rule")
_BEFORE_PARTIES = OF_PARTIES | WINGS


class Unlisted:
    """Reads the names of one document that no list has; ``met`` and ``called`` say which of them came before."""

    def __init__(self, document: Document, book: ActorBook, cast: Cast, met: Recurrences, called: Called) -> None:
        self._document = document
        self._book = book
        self._cast = cast
        self._met = met
        self._called = called
        self._titles = Titles.load()

    def of(self, bare: Sequence[Word], head_end: int, actor: str | None) -> Speaker:
        """A name that no list knows: an organisation where a word of it says so, else nobody knows who."""
        text = self._document.text
        begin = 1 if bare[0].possessive and self._book.actor_of(bare[0].key) and head_end > 1 else 0  # "Chad's Deby"
        end = next(
            (k for k in range(1, len(bare)) if {",", "("} & set(text[bare[k - 1].end : bare[k].start])), len(bare)
        )
        begin = next((i for i in range(begin, end) if bare[i].capital), begin)
        if begin + 1 < end and bare[begin + 1].capital and bare[begin].text.endswith(LED):
            begin += 1  # "State-run MRTV"
        if begin + 2 < end and self._is_kind_first(bare, begin):
            begin += 1  # "Miner Reef Copper", of which one word says that it is no miner
        name = text[bare[begin].start : bare_end(bare[end - 1])]
        capitals = [w for w in bare[begin:end] if w.capital]
        organisation = any(w.text in self._titles.organisation_words for w in capitals) or (
            len(capitals) == 1
            and sum(map(str.isupper, name)) > 1
            and (len(name) <= LONGEST_ACRONYM or not name.isupper())
        )
        if len(capitals) == 1 and (short := self._cast.belonging.called_for_short(name)):
            return Speaker(name, None, short, BY_NAME, Referent(None, plural=True))
        if len(capitals) == 1 and (heard := self._met.heard_as(name)):
            return heard
        stranger = len(capitals) == 1 and actor is None and self._cast.named(capitals) is None
        if stranger and (full := self._called.in_full(name)):
            return Speaker(full, None, self._cast.belonging.fold(full), BY_ROLE, Referent(None, plural=True))
        of_wing = begin > 0 and bare[begin - 1].lower in _BEFORE_PARTIES and self._cast.named(capitals) is None
        if of_wing and _ORGANS_OF_RULE.isdisjoint(word.text for word in capitals):
            actor = actor if self._book.kind_of(actor) not in STATES else None  # "Chad's ruling Renovo"
        organisation = organisation or of_wing or name in self._called or self._is_party(bare[:end], begin, name)
        organisation = organisation or self._is_called_after(bare[begin:end])
        if end < len(bare) and self._titles.names_organisation(text[bare[end].start : bare[-1].end]):
            return Speaker(name, None, name, BY_NAME, Referent(None, plural=True))  # "Acme, the Danish carrier"
        actor = actor or (self._cast.belonging.fold(name) if organisation else None)
        person = not organisation and not text[: bare[0].start].lower().endswith("the ")  # "the New Light of Lapland"
        return Speaker(name, None, actor, BY_NAME if actor else UNRESOLVED, Referent(None, plural=not person))

    def _is_kind_first(self, bare: Sequence[Word], begin: int) -> bool:
        """Whether a sentence begins with word ``begin``, which is said of firms and of people: "Miner"."""
        sentence, first = self._document.sentence_at(bare[begin].start), bare[begin : begin + 1]
        opens = sentence is not None and sentence.start == first[0].start
        return opens and first[0].lower in self._titles.any_organisation and self._titles.is_office(first, 0)

    def _is_called_after(self, name: Sequence[Word]) -> bool:
        """Whether several capitals are an organisation's: "the Jan Morcha", or one that the next sentence calls so.

        "Kataib Reef refused. *The group* ...", but no person, and no place that another sentence may be about.
        """
        text, at = self._document.text, name[0].start
        sentence = self._document.sentence_at(at)
        if len(name) < 2 or sentence is None or self._cast.named(name) is not None or self._titles.offices(name):
            return False
        if not all(word.capital or word.text[:3] in ("al-", "el-") for word in name) or self._book.is_place(name):
            return False
        if is_regional(name) or any(word.lower in _OF_PLACES for word in name):
            return False
        listed = any(self._book.names_in(name)) or any(self._book.places_in(name))
        tokens = self._document.tokens(name[-1].start, name[-1].end)
        if text[:at].lower().endswith("the ") and not listed and tokens and tokens[-1].tag_ == "NNP":
            return True
        after = words_of(text, sentence.end, sentence.end + _NEXT)[:2]
        return len(after) == 2 and after[0].text == "The" and after[1].text in self._titles.any_organisation

    def _is_party(self, bare: Sequence[Word], begin: int, name: str) -> bool:
        """Whether a name is of many who act as one: "the opposition Socialists", not a family's, "the Clintons"."""
        word = bare[begin]
        if begin + 1 < len(bare):
            return self._are_members(bare)
        tokens = self._document.tokens(word.start, word.end)
        plural = bool(tokens) and tokens[0].tag_ in ("NNPS", "NNS")
        plural = plural or Parties.has(word.text)
        return plural and self._cast.named(words_of(name.removesuffix("s"))) is None

    def _are_members(self, bare: Sequence[Word]) -> bool:
        """Whether capitals after "the" are of many who bear one name: "the Young Patriots", not "the Gulf States"."""
        tokens = self._document.tokens(bare[-1].start, bare[-1].end)
        named = self._document.text[: bare[0].start].lower().endswith("the ") and all(word.capital for word in bare)
        known = next(self._book.names_in(bare), None) or self._titles.offices(bare)
        return named and bool(tokens) and tokens[-1].tag_ == "NNPS" and not known and not is_regional(bare)
