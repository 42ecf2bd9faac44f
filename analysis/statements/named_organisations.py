"""Organisations that a source calls by name, with what it says that they are: "the monitoring group X", "the G7"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES, name_goes_on
from analysis.actors.names import Word, small_words
from analysis.actors.titles import Titles
from analysis.actors.wordlists import KINDS_OF_BODIES_ALONE, NEIGHBOURING
from analysis.document import Document
from analysis.statements.cast import Cast, Referent
from analysis.statements.organisations import LED
from analysis.statements.personal_names import bare_end
from analysis.statements.phrases import BY_NAME, Speaker
from analysis.statements.unlisted import Unlisted

_SAYS_WHAT = small_words("after_a_name")
_PARTS = {"office", "program", "programme"}  # "the UN human rights office"
_IN_NAMES = {"of", "for", "the", "and"}


class NamedOrganisations:
    """Reads the names of organisations in the sources of one document, listed or called what they are."""

    def __init__(self, document: Document, book: ActorBook, cast: Cast, unlisted: Unlisted) -> None:
        self._document = document
        self._book = book
        self._cast = cast
        self._unlisted = unlisted
        self._titles = Titles.load()

    def of(self, bare: Sequence[Word], head_end: int, actor: str | None) -> Speaker | None:
        """An actor by its name or an institution's, or an organisation called one: "the monitoring group X"."""
        text = self._document.text
        many = Referent(None, plural=True)
        for i, j, (named, role) in self._book.names_in(bare):
            said_what = i > 0 and bare[i - 1].text.islower() and bare[i - 1].lower in self._titles.anaphors
            plain = said_what or not any(w.capital and w.lower not in NEIGHBOURING for w in bare[:i])
            if j == head_end and role not in ("people", "person") and plain:
                name = named if role in ("name", "seat") else text[bare[i].start : bare_end(bare[j - 1])]
                adjective = all(word.lower in NEIGHBOURING for word in bare[:i])
                described = None if adjective else text[bare[0].start : bare[i - 1].end]
                return Speaker(name, described, actor or named, BY_NAME, many)
            if i == 0 and j < head_end and role == "name" and self._is_apposed(bare[j:head_end], named):
                described = text[bare[j].start : bare[-1].end]  # "the G7 group of industrialised nations"
                return Speaker(named, described, actor or named, BY_NAME, many)
            if i == 0 and j < head_end and bare[j].lower == "and" and role in ("name", "seat", "institution"):
                name = text[bare[0].start : bare_end(bare[head_end - 1])]  # "Moscow and its allies"
                return Speaker(name, None, actor, BY_NAME, many)
        first = next((i for i in range(head_end) if bare[i].capital), head_end)
        if any(name_goes_on(bare, end) == head_end for end in range(first + 1, head_end)):
            name = text[bare[first].start : bare_end(bare[head_end - 1])]  # "Democratic Party for the People"
            return Speaker(name, None, actor or name, BY_NAME, many)
        kind, listed = bare[head_end - 1], self._book.kind_of(actor) not in (*STATES, None)
        of_kind = kind.lower in self._titles.organisation_nouns or (listed and kind.lower in _PARTS)
        if of_kind and kind.text.islower():
            if apposed := self._apposed_name(bare, head_end):
                described = text[bare[0].start : bare[head_end - 1].end]  # "the company, Acme,"
                return Speaker(apposed, described, actor or self._cast.belonging.fold(apposed), BY_NAME, many)
            proper = list(bare[: head_end - 1])  # "Chad's ruling Georgian Dream party", not "a German company"
            while proper and (proper[-1].text.islower() or proper[-1].text.endswith(LED)):
                proper.pop()  # "the DGB union federation", "the Oslo-listed company"
            begin = next(
                (i + 1 for i in reversed(range(len(proper))) if not proper[i].capital or proper[i].possessive), 0
            )
            proper = proper[begin:]
            demonyms = {k for i, j, _ in self._book.names_in(proper) for k in range(i, j)}
            if proper and listed and len(proper) == len(demonyms):
                name = text[proper[0].start : kind.end]  # "the UN refugee agency"
                return Speaker(name, None, actor, BY_NAME, many)
            if len(proper) > len(demonyms):
                adjective = len(proper) == 1 and kind.text == "party" and proper[0].text.endswith(("ist", "ive", "al"))
                name = text[proper[0].start : (kind if adjective else proper[-1]).end]  # "the Socialist party"
                return Speaker(name, kind.text, actor or name, BY_NAME, many)
        for i in range(head_end - 1):
            says_what = bare[i].lower in self._titles.organisation_nouns and bare[i].text.islower()
            says_what = says_what or (i == 0 and bare[i].lower in KINDS_OF_BODIES_ALONE)  # "Operator Norvolt said"
            if says_what and bare[i + 1].capital:
                name = text[bare[i + 1].start : bare_end(bare[head_end - 1])]
                return Speaker(name, text[bare[0].start : bare[i].end], actor or name, BY_NAME, many)
        last = bare[head_end - 1]
        kind = bare[head_end - 3 if head_end > 2 and bare[head_end - 2].text == "No" else head_end - 2]
        if last.text.isdigit() and head_end > 1 and kind.text in self._titles.organisation_words:
            name = text[bare[first].start : last.end]  # "Teamsters Local 25", "Union No. 4"
            return Speaker(name, None, actor or name, BY_NAME, many)
        if last.lower == "campaign" and head_end > 1 and bare[head_end - 2].capital:
            name = f"{bare[head_end - 2].key} campaign"  # of a candidate, whatever his first name
            return Speaker(name, None, name, BY_NAME, many)
        if last.text in self._titles.organisation_words and head_end > 1 and bare[head_end - 2].capital:
            office = self._titles.offices(bare[:head_end])
            if not (office and office[-1].kinds & {"state_bodies"} and office[-1].end == head_end):
                return self._unlisted.of(bare, head_end, actor)
        return None

    def _apposed_name(self, bare: Sequence[Word], head_end: int) -> str | None:
        """The name set off by a comma after "the company", if that is all that follows."""
        following = bare[head_end:]
        if not following or "," not in self._document.slice(bare[head_end - 1].end, following[0].start):
            return None
        if following[0].lower == "the":
            following = following[1:]
        is_name = bool(following) and following[0].capital and following[-1].capital
        if not is_name or not all(word.capital or word.lower in _IN_NAMES for word in following):
            return None
        return self._document.slice(following[0].start, following[-1].end)

    def _is_apposed(self, following: Sequence[Word], named: str) -> bool:
        """Whether an organisation's name is followed only by what it is: "the NATO alliance", "the G7 group"."""
        known = self._book.kind_of(named)
        return (
            known not in (*STATES, None)
            and not any(word.capital for word in following)
            and following[-1].lower in _SAYS_WHAT
        )
