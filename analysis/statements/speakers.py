"""Speakers: who a source as written is - by name, by role, or by a pronoun - and for whom he or she speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.actors import ActorBook
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.wordlists import POSSESSIVES
from analysis.article import Span
from analysis.attribution.clauses import RELATIVES
from analysis.document import Document
from analysis.statements.cast import Cast, Referent
from analysis.statements.descriptions import Descriptions
from analysis.statements.foreground import Foreground
from analysis.statements.heard import Heard
from analysis.statements.people import People
from analysis.statements.phrases import BY_NAME, BY_ROLE, NOBODY, Speaker
from analysis.statements.pronouns import ITS, PLURAL, SELF, SINGULAR, THING, Antecedents
from analysis.statements.relatives import relative_head
from analysis.statements.subjects import Subjects

_COUNTS = small_words("counts")
_NONE = {"no", "none", "nobody", "neither"}


class Speakers:
    """Resolves the sources of one document, in text order: what was said before decides who "he" is."""

    def __init__(self, document: Document, book: ActorBook) -> None:
        self._document = document
        self._book = book
        self.cast = Cast(document, book)
        self.subjects = Subjects(document, book, self.cast)
        self._foreground = Foreground(document, book, self.cast, self.subjects)
        self._descriptions = Descriptions(document, book, self.cast, self._foreground, self.subjects)
        self._antecedents = Antecedents(document, self.cast, self._descriptions.unnamed)
        self._heard = Heard(document, self.subjects, self._descriptions, self._antecedents)
        self._people = People(self.cast, book, self._foreground, self._descriptions, self._antecedents, self._heard)

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
        self._heard.note(source[0], speaker)
        if outer is None and not self._document.quotation_at(source[0]):
            self._foreground.spoke(source[0], speaker.actor)
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
                return self._people.by_pronoun(words[0], outer)
            if first in PLURAL or first in THING:
                return self._heard.meant_by(words[0], plural=first in PLURAL)
        if first in ("he", "she") and words[1].lower == "and":
            return self._people.by_pronoun(words[0], outer)  # "He and three colleagues"
        if (
            first in RELATIVES
            and words[0].text.islower()
            and (head := relative_head(self._document, self.cast, self._book, source[0]))
        ):
            named = self._of(words_of(self._document.text, *head), head, outer)
            if first != "whose" or len(words) == 1:
                return named
            theirs = self._document.text[words[1].start : words[-1].end]  # "Germany, whose *carmakers* fear"
            return Speaker(None, theirs, named.actor, named.certainty, self._descriptions.unnamed(source))
        if people := self._people.named_in(source):
            return self._people.speaker(people, words, source, outer)
        if first in POSSESSIVES and len(words) > 1:
            return self._possessed(words, source, outer)
        described = self._descriptions.of(words, source)
        if first == "one" and len(words) == 1:
            return replace(described, actor=self._descriptions.actor_of_many_before(source[0]))
        if described.name is None and words[1:2] and words[1].lower == "of" and words[2:3] and words[2].lower in ITS:
            return replace(described, actor=self._heard.owner(words[2]) or described.actor)  # "one of its officials"
        if described.name is None and described.actor is None:
            return replace(described, actor=self._people.actor_behind(source))  # "Ruiz's adviser"
        return described

    def _possessed(self, words: Sequence[Word], source: Span, outer: Speaker | None) -> Speaker:
        """ "His spokesman", "its chief economist": unnamed, and for whom they speak."""
        if words[-1].lower in _COUNTS and all(word.text.islower() for word in words[1:]):
            if SINGULAR.get(words[0].lower):
                return self._people.by_pronoun(words[0], outer)  # "according to her figures"
            if words[0].lower in ITS:
                return self._heard.meant_by(words[0], plural=words[0].lower == "their")
        if words[0].lower in ITS:
            described = self._descriptions.of(words[1:], (words[1].start, source[1]))
            return replace(described, actor=self._heard.owner(words[0]) or described.actor)
        owner = self._people.by_pronoun(words[0], outer) if SINGULAR.get(words[0].lower) else NOBODY
        described = self._descriptions.of(words[1:], (words[1].start, source[1]))
        if len(words) == 2 and words[1].lower == "campaign" and owner.name:
            name = f"{owner.name.split()[-1]} campaign"
            return Speaker(name, None, name, BY_NAME * owner.certainty, Referent(None, plural=True))
        own = self._book.actor_of(self._document.slice(words[1].start, source[1]))  # "his Chadian counterpart"
        proper = described.name is not None and described.name != described.name.lower()  # no "ministry"
        if proper and described.actor is not None:
            return described  # "her party, the Greens"
        return replace(described, actor=own or owner.actor or (described.actor if owner.name is None else None))
