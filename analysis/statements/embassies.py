"""Embassies: "the embassy in Lima" is that of the country whose ambassador was spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.actors.names import Word, words_of
from analysis.actors.titles import Titles
from analysis.actors.wordlists import OFFICES_ABROAD
from analysis.document import Document

_EMBASSIES = frozenset({"embassy", "consulate"})
_REACH = 600  # characters
_BEFORE = 2  # words in which an ambassador's country stands before him: "the South Korean | envoy"


def is_bare_embassy(words: Sequence[Word]) -> bool:
    """Whether a description is of an embassy and does not say whose.

    Examples
    --------
    >>> is_bare_embassy(words_of("the embassy in Lima")), is_bare_embassy(words_of("the Omani embassy in Lima"))
    (True, False)
    """
    if len(words) < 2 or words[0].lower != "the" or words[1].lower not in _EMBASSIES:
        return False
    return len(words) == 2 or words[2].lower == "in"


def senders_before(document: Document, book: ActorBook, first: int, offset: int) -> set[str]:
    """The countries whose diplomats or embassies are named in ``first:offset``."""
    words = words_of(document.text, max(first, offset - _REACH), offset)
    senders: set[str] = set()
    for office in Titles.load().offices(words):
        if office.name in OFFICES_ABROAD:
            begin = words[max(0, office.first - _BEFORE)].start
            sender = book.actor_of(document.slice(begin, words[office.end - 1].end))
            if sender is not None and book.kind_of(sender) in STATES:
                senders.add(sender)
    return senders
