"""Office-holders without a name: "the Secretary General" after "the Secretary General of NATO" is NATO's."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.actors import ActorBook
from analysis.actors.names import Word, words_of
from analysis.actors.standing import is_former
from analysis.actors.titles import Office, Titles, is_last_word_of

if TYPE_CHECKING:
    from analysis.statements.cast import Cast

_REACH = 4_000  # characters: an office named further back is not meant
_MOST_AFTER = 9  # words of "of the ..." after an office
_LONGEST_GAP = len(", ") + 1


class Holders:
    """Of whom each office of one article is said to be, and where: what the same office alone stands for later."""

    def __init__(self, cast: Cast, book: ActorBook) -> None:
        self._cast = cast
        self._document = document = cast.document
        self._with_heads: set[str] = set()  # whose head of state or government is named by the office
        self._book = book
        self._titles = Titles.load()
        self._stated: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for paragraph in document.paragraphs:
            if paragraph.place != "body":
                continue
            words = words_of(document.text, paragraph.start, paragraph.end)
            for office in self._titles.offices(words):
                if "private" in office.kinds or office.kinds == {"state_bodies"}:
                    continue
                phrase = self._with_owner(words, office)
                if phrase is None or not (actor := book.actor_of(phrase) or cast.belonging.organisation_of(phrase)):
                    continue
                if office.name in self._titles.heads:
                    self._with_heads.add(actor)
                at = words[office.first].start
                if not self._is_named(at, phrase):
                    self._stated[_plain(office.name)].append((at, actor))

    def settle(self, words: Sequence[Word], offset: int, assumed: str | None) -> str | None:
        """Of whom an office alone at ``offset`` is, where ``assumed`` is a country that the words do not name.

        Of several who have such an office it is only that of the country which the article is about; else nobody knows.
        One who was named just before comes before that country.
        """
        offices = self._titles.offices(words)
        if len(offices) != 1 or (offices[0].first, offices[0].end) != (0, len(words)):
            return assumed
        name = _plain(offices[0].name)
        stated = [
            (at, actor)
            for held, places in self._stated.items()
            if held == name or is_last_word_of(held, name)
            for at, actor in places[: bisect_left(places, (offset + 1, ""))]
            if offset - at < _REACH
        ]
        actors = {actor for _, actor in stated}
        if not actors or actors == {assumed}:
            return assumed
        if len(actors) > 1:
            return assumed if assumed in actors and assumed == self._cast.where.leading else None
        here = self._document.paragraph_at(offset)
        there = self._document.paragraph_at(max(stated)[0])
        near = here is not None and there is not None and here.index - there.index <= 1
        if near or assumed is None:
            return actors.pop()
        if assumed not in self._with_heads:
            return assumed
        return None if assumed == self._cast.where.leading else actors.pop()

    def _is_named(self, at: int, phrase: str) -> bool:
        """Whether a name stands beside an office: "the President of Chad, Ali Sow," or "Ali Sow, the President"."""
        end = at + len(phrase)
        if any(at - mention.end <= len(", the ") for mention in self._cast.before(at, most=1)):
            return True
        beside = self._cast.between(at, end + _LONGEST_GAP)
        return any(mention.start <= at or mention.name_start >= end for mention in beside)

    def _with_owner(self, words: Sequence[Word], office: Office) -> str | None:
        """The office at its place with whose it is: "President | of Romania", "Norway's | prime minister"."""
        text, first, end = self._document.text, office.first, office.end
        if is_former(words[max(0, first - 2) : first]):
            return None
        stop = end
        while stop < min(len(words), end + _MOST_AFTER) and text[words[stop - 1].end : words[stop].start] == " ":
            joined = words[stop].lower == "and" and not (stop + 1 < len(words) and words[stop + 1].capital)
            if joined or not (words[stop].capital or words[stop].lower in ("of", "for", "the", "and")):
                break
            stop += 1
        if stop > end + 1 and words[end].lower in ("of", "for"):
            return text[words[first].start : words[stop - 1].end]
        for i, j, _ in self._book.names_in(words[max(0, first - 4) : first]):
            begin = max(0, first - 4) + i
            if j == first - max(0, first - 4):
                return text[words[begin].start : words[end - 1].end]
        return None


def _plain(office: str) -> str:
    return office.replace("-", " ")
