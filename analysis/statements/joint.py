"""Joint sources: "France, Germany and the EU", who say a thing together and are an actor each."""

from __future__ import annotations

import re

from analysis.actors import ActorBook
from analysis.actors.names import words_of
from analysis.actors.titles import Titles
from analysis.actors.wordlists import ENDS_OF_HEAD, OF_PARTIES, WINGS
from analysis.article import Span
from analysis.document import Document
from analysis.statements.organisations import is_acronym
from analysis.statements.parties import Parties

_FEW = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_STATES = frozenset({"countries", "governments", "nations", "neighbors", "neighbours"})
_BETWEEN = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_AFTER = re.compile(r",?\s+(?:which|who|whose|in an?)\b")
_BEFORE = re.compile(r"(?:both|the|later|then|only|even)\s+", re.I)


def joint_sources(document: Document, book: ActorBook, source: Span) -> list[Span]:
    """The parts of a source that are different actors each; none where it is not made of such parts alone.

    A part is an actor where all of it is a name of one ("the EU"), or a name of one with an office ("Chinese President
    Xi Jinping"): "Moscow and its allies" and "Anna and Ben Ruiz" stay one source. "The leaders of Chad and Niger" are
    two.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> document = read_document(Article("a", "France, Germany and the EU condemned it."))
    >>> [document.slice(*part) for part in joint_sources(document, ActorBook.load(), (0, 26))]
    ['France', 'Germany', 'the EU']
    """
    parts = []
    at = source[0]
    if (after := _AFTER.search(document.text, *source)) is not None:
        source = at, after.start()  # "Egypt and Chad, which back him", "Egypt and Chad in a joint statement"
    joined = False
    for match in [*_BETWEEN.finditer(document.text, *source), None]:
        end = match.start() if match else source[1]
        if end > at:
            parts.append((at, end))
        if match is None or (joined and "and" not in match[0]):
            break  # "Qatar and Turkey, two of the few who ..."
        joined = joined or "and" in match[0]
        at = match.end()
    common = words_of(document.text, *parts[0])[1:]
    counted = bool(common) and common[0].lower in _FEW
    if len(parts) > 2 and common and (counted or not any(word.capital for word in common)):
        parts = parts[1:]  # "The unions, | ACOD and CSC", "The two Baltic states, | Latvia and Estonia"
    actors = [_actor(document, book, part) for part in parts]
    return parts if None not in actors and len(set(actors)) == len(actors) else []


def fits_several(written: str, how_many: int | None = None) -> bool:
    """Whether words stand for so many who were named together: "they", "the three countries", "the ministers"."""
    words = words_of(written.removeprefix("all ").removeprefix("All "))
    if [word.lower for word in words] == ["they"]:
        return True
    if len(words) < 2 or words[0].lower != "the" or not words[-1].lower.endswith("s"):
        return False
    number = _FEW.get(words[1].lower)
    who = words[1 if number is None else 2 :]
    held = [o for o in Titles.load().offices(who) if "state_offices" in o.kinds]
    several = (len(who) == 1 and who[0].lower in _STATES) or bool(held and held[-1].end - held[-1].first == len(who))
    return several and (None in (number, how_many) or number == how_many)


def _actor(document: Document, book: ActorBook, part: Span) -> str | None:
    """The actor that a part of a joint source is: by its name alone, or as the first words of somebody's title."""
    article = _BEFORE.match(document.text, *part)
    words = words_of(document.text, article.end() if article else part[0], part[1])
    of = next((k for k, word in enumerate(words) if word.lower == "of"), -1)
    if of > 0 and any(
        office.end == of and words[of - 1].lower.endswith("s") for office in Titles.load().offices(words[:of])
    ):
        words = words[of + 1 :]  # "the leaders of | Chad"
    first = next(book.names_in(words), None)
    if first is None and article:
        led = next((k for k, word in enumerate(words) if word.capital), 0)
        described, words = led > 0 and words[led - 1].text in OF_PARTIES | WINGS, words[led:] if led < 3 else words
        if words and (Parties.has(words[-1].text) or (described and all(word.capital for word in words))):
            return document.slice(words[0].start, words[-1].end)  # "the Greens", "the far-right Vox"
    if first is None and article and words and all(w.capital or w.lower in ("of", "for") for w in words):
        listed = {word.text for word in words} & Titles.load().organisation_words
        return document.slice(words[0].start, words[-1].end) if listed else None  # "the Guild and the Press Club"
    if first is None and len(words) == 1 and is_acronym(words[0].text):
        return words[0].text
    if first is None or first[0] > 0:
        return None
    _, end, (actor, role) = first
    whole = end == len(words) and role != "people"
    placed = any(word.lower in ENDS_OF_HEAD for word in words[end:])  # "the UN envoy for Syria | and Lebanon"
    titled = len(words) > end and words[-1].capital and not placed and book.actor_of(document.slice(*part)) == actor
    return actor if whole or titled else None
