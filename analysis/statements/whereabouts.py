"""Where the news of an article happens: the country for which "the president" and "police" speak at a place in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Token

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.actors.names import words_of
from analysis.actors.titles import Titles
from analysis.actors.wordlists import BODIES_AT_HOME
from analysis.document import Document
from analysis.verbs import NOMINAL_SUBJECTS

_TOWN_IN = re.compile(  # "In the Chadian town of Abéché,"
    r"In (the (?:(?:north|south|east|west)[a-z]* )?[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?:border |port |coastal |mining )?"
    r"(?:capital|city|district|port|province|region|state|town|village)(?: of [A-Z][\w’' -]{1,40}?)?,"
)
_WHERE = ("name", "seat")
_LOCAL = {"authorities", "governor", "mayor", "official", "officials", "police"}  # an army may be there from abroad


class Whereabouts:
    """The country that one document is about, and those in which parts of it are set; ``token_at`` is by offset.

    ``leading`` is ``home`` where the article is about that country somewhat more than about any other.
    """

    def __init__(self, document: Document, book: ActorBook, titles: Titles, token_at: Mapping[int, Token]) -> None:
        self._document = document
        self._book = book
        self._titles = titles
        self._token_at = token_at
        self.home = book.home(document)
        self.leading = self.home if book.home_leads(document) else None
        self.home_is_unlisted = book.home_is_unlisted(document)
        self._clear = book.home_is_clear(document)

    def home_for(self, description: str, offset: int) -> str | None:
        """The country for which "the president" or "police" at ``offset`` speaks, where the words name none.

        After "In Bonn," at the beginning of the sentence or paragraph it is Germany, after "Why is Chad leaving?" Chad.
        Else it is the country the article is about; but whose president is meant is not guessed in an article on
        several countries.
        """
        text, sentence, paragraph = (
            self._document.text,
            self._document.sentence_at(offset),
            self._document.paragraph_at(offset),
        )
        offices = self._titles.offices(words_of(description))
        local = any(office.name.split()[-1] in _LOCAL for office in offices)
        for unit in (sentence, paragraph):
            if unit is not None and text.startswith("In ", unit.start):
                opening = words_of(text, unit.start, min(offset, unit.start + 60))
                named = [(i, j, actor) for i, j, (actor, role) in self._book.names_in(opening) if role in _WHERE]
                places = self._book.places_in(opening) if local else ()
                for i, j, actor in [*named, *places]:
                    if i == 1 and self._sets_scene(opening[j - 1].end, told=unit is sentence):
                        return actor
                if (town := _TOWN_IN.match(text, unit.start, offset)) is not None:
                    return next((actor for _, _, (actor, _) in self._book.names_in(words_of(town[1]))), None)
        if asked := self._asked_about(offset):
            return asked
        guess = not self._clear and any(office.name not in BODIES_AT_HOME for office in offices)
        return None if guess or self._book.may_be_of_world_court(self._document, description) else self.home

    def _sets_scene(self, end: int, *, told: bool) -> bool:
        """Whether a place that ends at ``end`` is where all that follows is: "In Rome, ...", "In Rome | anger grows.".

        ``told``: the sentence that it begins is the one in which somebody speaks.
        """
        if self._document.text.startswith(",", end):
            return True
        token = self._token_at.get(end + 1)
        return token is not None and not told and any(t.dep_ in NOMINAL_SUBJECTS for t in (token, token.head))

    def _asked_about(self, offset: int) -> str | None:
        """The country that a question just before ``offset`` asks about: "Why is Chad leaving?"."""
        before = self._document.sentence_before(offset)
        if before is None or not self._document.slice(before.start, before.end).endswith("?"):
            return None
        for token in self._document.tokens(before.start, before.end):
            if token.dep_ in NOMINAL_SUBJECTS and token.pos_ == "PROPN":
                words = words_of(self._document.text, token.left_edge.idx, token.idx + len(token))
                whole = [actor for i, j, (actor, role) in self._book.names_in(words) if j == len(words)]
                return whole[0] if whole and self._book.kind_of(whole[0]) in STATES else None
        return None
