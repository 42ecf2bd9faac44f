"""Who was heard before: whom "they" and "it" mean, which go on about the last speaker, and whose are "its" people."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import replace
from operator import itemgetter

from analysis.actors.names import Word, words_of
from analysis.document import Document
from analysis.statements.descriptions import Descriptions
from analysis.statements.phrases import BY_THING, NOBODY, Speaker
from analysis.statements.pronouns import THING, Antecedents
from analysis.statements.relatives import denies
from analysis.statements.subjects import Subjects


class Heard:
    """The speakers of one document as far as they have been resolved, in text order."""

    def __init__(
        self, document: Document, subjects: Subjects, descriptions: Descriptions, antecedents: Antecedents
    ) -> None:
        self._document = document
        self._subjects = subjects
        self._descriptions = descriptions
        self._antecedents = antecedents
        self._speakers: list[tuple[int, Speaker]] = []

    def note(self, offset: int, speaker: Speaker) -> None:
        """Note who a source at ``offset`` was."""
        insort(self._speakers, (offset, speaker), key=itemgetter(0))

    def between(self, start: int, end: int) -> list[tuple[int, Speaker]]:
        """Who spoke in ``start:end``, each with where."""
        first, stop = (bisect_left(self._speakers, at, key=itemgetter(0)) for at in (start, end))
        return self._speakers[first:stop]

    def meant_by(self, word: Word, *, plural: bool) -> Speaker:
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
            one_of_many = plural and self._subjects.is_joint(at)
            if near and not person and not one_of_many and (last.name or last.role) and (plural or last.name):
                return replace(last, certainty=last.certainty * BY_THING)
        if word.lower in THING and (found := self._descriptions.thing_before(word.start)):
            return replace(found[1], certainty=found[1].certainty * BY_THING)
        return NOBODY

    def owner(self, word: Word) -> str | None:
        """For whom those speak who are "its" or "their" somebody."""
        last = self.meant_by(word, plural=word.lower == "their").actor
        sentence, heard = self._document.sentence_at(word.start), self._last_before(word.start)
        if last and heard is not None and sentence is not None and heard[0] >= sentence.start:
            return last  # "the Turkish group rejected it, and its manager ..."
        nearest = self._descriptions.met.nearest_actor(word.start) or last
        if nearest is None and (thing := self._descriptions.thing_before(word.start)):
            return thing[1].actor  # "The Greens are split. Their leader ..."
        topic = self._subjects.topic_before(word.start)
        return nearest or topic or self._descriptions.body_before(word.start)

    def _last_before(self, offset: int) -> tuple[int, Speaker] | None:
        """Who spoke last before ``offset``, and where; those who speak after it may have been resolved already."""
        at = bisect_left(self._speakers, offset, key=itemgetter(0))
        return self._speakers[at - 1] if at else None
