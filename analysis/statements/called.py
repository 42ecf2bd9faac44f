"""What an article calls organisations that no list knows: "the Tisza party", "the far-right Vox"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from analysis.actors.names import Word, small_words, words_of
from analysis.actors.titles import Titles
from analysis.actors.wordlists import ENDS_OF_HEAD, OF_PARTIES, WINGS
from analysis.document import Document
from analysis.statements.cast import Cast
from analysis.statements.organisations import is_unlisted_organisation, name_continues
from analysis.statements.personal_names import bare_end

_CAUSES, _OF_CAUSES = small_words("causes"), small_words("bodies_for_causes")
_OF_FIRMS = small_words("offices_of_firms")
_DONE_BY_BODIES = small_words("done_by_bodies")
_ACROSS = frozenset({"across", "along", "between", "by", "for", "from", "into", "past", "through", "to", "under"})
_LONGEST_REST = 40  # characters of a name after its first word
_MOST_BEFORE_NOUN = 4  # words: "Reef Tools, a | family-owned Danish | company"


class Called:
    """The names in one document that the words beside them make an organisation's."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self._document = document
        self._cast = cast

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def before(self, offset: int) -> str | None:
        """The one named last in the sentence before: "For Vox, it was too late. Its leader ..."."""
        sentence = self._document.sentence_at(offset)
        before = self._document.sentence_at(sentence.start - 2) if sentence and sentence.start > 1 else None
        words = words_of(self._document.text, before.start, before.end) if before else []
        names = (
            name for at in reversed(range(len(words))) for name in (self._bare(words[at]), self._ending(words, at))
        )
        return next((name for name in names if name in self._names), None)

    def in_full(self, name: str) -> str | None:
        """The longer name of an organisation that a word begins: "Norvolt" of "Norvolt Energy"."""
        text, at = self._document.text, -1
        while (at := text.find(f"{name} ", at + 1)) >= 0:
            words = words_of(text, at, at + len(name) + _LONGEST_REST)
            end = 1
            while end < len(words) and words[end].capital and words[end].start - words[end - 1].end == 1:
                end += 1
            full = text[words[0].start : bare_end(words[end - 1])]
            if not text[at - 1 : at].strip() and end > 1 and is_unlisted_organisation(full):
                return full
        return None

    def in_paragraph(self, offset: int) -> tuple[int, str, str] | None:
        """(where, name, kind) of the one named last before ``offset`` in its paragraph by a noun and a name."""
        paragraph = self._document.paragraph_at(offset)
        at = bisect_left(self._described, (offset, "", "")) - 1
        found = self._described[at] if paragraph is not None and at >= 0 else None
        return found if found is not None and paragraph is not None and found[0] >= paragraph.start else None

    def is_of_cause(self, name: str) -> bool:
        """Whether the words beside a name make it a charity or the like: "the aid group Acme", "Acme, an NGO"."""
        kind, name = rf"(?:(?:{'|'.join(_CAUSES)}) group|{'|'.join(_OF_CAUSES)})", re.escape(name)
        beside = rf"\b{kind},? {name}\b|\b{name}, (?:an?|the) (?:[\w’'-]+ ){{0,3}}?{kind}\b"
        return bool(name) and re.search(beside, self._document.text) is not None

    @cached_property
    def _described(self) -> list[tuple[int, str, str]]:
        """(where, name, noun) of every "environmental group Rivers for Life"."""
        nouns, found = Titles.load().organisation_nouns, []
        for paragraph in self._document.paragraphs:
            words = words_of(self._document.text, paragraph.start, paragraph.end)
            for at, (noun, name) in enumerate(pairwise(words), 1):
                joined = name.start - noun.end == 1 and not noun.possessive
                if joined and noun.text.islower() and noun.text in nouns and name.capital and self.is_proper(name):
                    end = at + 1
                    while name_continues(words, end) and words[end].start - words[end - 1].end == 1:
                        end += 1
                    found.append((name.start, self._document.slice(name.start, bare_end(words[end - 1])), noun.text))
        return found

    def only(self, noun: str, offset: int) -> str | None:
        """The one name that an article gives, before ``offset``, to an organisation of a kind: "the Unite *union*"."""
        found = [(at, name) for at, name, kind in (*self._described, *self._before_nouns) if kind == noun]
        names = {name for _, name in found}
        return names.pop() if len(names) == 1 and min(found)[0] < offset else None

    @cached_property
    def _before_nouns(self) -> list[tuple[int, str, str]]:
        """(where, name, noun) of every "the Unite union" of one name."""
        nouns, found = Titles.load().any_organisation, []
        for paragraph in self._document.paragraphs:
            words = words_of(self._document.text, paragraph.start, paragraph.end)
            for at, (name, noun) in enumerate(pairwise(words)):
                alone = not at or not words[at - 1].capital or words[at - 1].lower == "the"
                joined = noun.start - name.end == 1 and not name.possessive and noun.text in nouns
                if joined and alone and name.capital and self.is_proper(name) and self._bare(name) in self._names:
                    found.append((name.start, self._bare(name), noun.text))
        return found

    def is_proper(self, word: Word) -> bool:
        """Whether a capitalised word is a name, not just the first of its sentence."""
        tokens = self._document.tokens(word.start, word.start + 1)
        camel = not word.text.isupper() and sum(map(str.isupper, word.text)) > 1  # "UKHospitality"
        return camel or (bool(tokens) and tokens[0].tag_.startswith("NNP"))

    @cached_property
    def _names(self) -> frozenset[str]:
        read = (p for p in self._document.paragraphs if p.place != "tail")
        return frozenset(name for p in read for name in self._in(p.start, p.end) if name)

    def _in(self, start: int, end: int) -> Iterator[str]:
        """The names beside what they name: "uranium producer Orano", "the Tisza party", "the opposition Tisza"."""
        words, nouns = words_of(self._document.text, start, end), Titles.load().organisation_nouns
        for at, (before, after) in enumerate(pairwise(words)):
            impersonal = before.start in self._cast.impersonal
            if before.capital and (impersonal or self._is_body(words, at + 1) or self._is_firms_head(words, at + 1)):
                yield self._ending(words, at)
            if after.start - before.end != 1 or before.possessive:
                continue
            for noun, name in ((before, after), (after, before)):
                if noun.text.islower() and noun.lower in nouns and name.capital and self.is_proper(name):
                    yield self._bare(name)
            alone = at + 2 == len(words) or not words[at + 2].capital or words[at + 2].start - after.end > 1
            of_wing = before.text in WINGS and self._cast.named([after]) is None  # "the far-right Vox", not "... Ruiz"
            if (of_wing or before.text in OF_PARTIES) and after.capital and alone and self.is_proper(after):
                yield self._bare(after)

    def _is_body(self, words: Sequence[Word], at: int) -> bool:
        """Whether what follows a name before word ``at`` makes it a body: "X, a Danish company", "X, which employs"."""
        text, nouns = self._document.text, Titles.load().organisation_nouns
        if text[words[at - 1].end : words[at].start] != ", " or at + 2 >= len(words):
            return False
        if words[at].lower == "which":
            return words[at + 1].lower in _DONE_BY_BODIES and words[at + 2].lower not in _ACROSS  # "runs through"
        for k in range(at + 1, min(at + 1 + _MOST_BEFORE_NOUN, len(words))):
            if (
                words[at].lower not in ("a", "an")
                or words[k].possessive
                or text[words[k - 1].end : words[k].start] != " "
            ):
                return False
            if words[k].text in nouns:
                goes_on = k + 1 < len(words) and text[words[k].end : words[k + 1].start] == " "
                return not goes_on or words[k + 1].lower in ENDS_OF_HEAD
        return False

    def _is_firms_head(self, words: Sequence[Word], at: int) -> bool:
        """Whether the head of a firm is named by the word before ``at``: "Norvolt's | chief executive"."""
        if words[at].start - words[at - 1].end != 1 or not words[at].text.islower():
            return False
        return any(o.first == 0 and o.name in _OF_FIRMS for o in Titles.load().offices(words[at : at + 3]))

    def _ending(self, words: Sequence[Word], at: int) -> str:
        """The capitals that end with word ``at``, as a name: "Reef Tools"."""
        begin = at
        while begin and words[begin - 1].capital and not words[begin - 1].possessive:
            if words[begin].start - words[begin - 1].end != 1:
                break
            begin -= 1
        begin += begin < at and words[begin].lower == "the"
        named = begin < at or self.is_proper(words[at])
        bearer = self._cast.named(words[begin : at + 1])
        person = bearer is not None and not bearer.plural
        return self._document.slice(words[begin].start, bare_end(words[at])) if named and not person else ""

    def _bare(self, word: Word) -> str:
        return self._document.slice(word.start, bare_end(word))
