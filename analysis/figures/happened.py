"""What happened to those whom a number counts, and whether it rose or fell."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from analysis.figures.events import load_events
from analysis.figures.governing import Anchor
from analysis.figures.phrases import Phrase, phrase_at
from analysis.figures.tokens import NOUNS

_BEFORE_TREND = frozenset("by a an another sharply slightly further only just as much about around nearly its".split())  # noqa: SIM905
_BEFORE_STATE = frozenset("taken held left still feared reported presumed confirmed now were was are are been".split())  # noqa: SIM905
_NEVER = frozenset(["not", "n't", "never"])
_EXCEPT = frozenset(["but", "except", "bar"])
_PREPOSITIONS = frozenset("of in with by for from at on to among including against near between into over".split())  # noqa: SIM905
_OF_PASSIVE = frozenset("is are was were be been being".split())  # noqa: SIM905
_AUXILIARIES = _OF_PASSIVE | frozenset("had have has will would could may might must".split())  # noqa: SIM905
_MOVING = frozenset("be is are was were been go goes went gone going come came".split())  # noqa: SIM905
_COLLECTING = frozenset(["raise", "raised", "raises", "raising", "double", "doubled"])
_UP_VERBS = frozenset(
    "make makes made making take takes took set comes come came give gave end pick add adds eat ate use used "  # noqa: SIM905
    "hold holds held holding buy buys bought buying snap snapped free freed rack racked put puts".split()
)
_COMPARED = {"more": "up", "higher": "up", "fewer": "down", "less": "down", "lower": "down"}
_LEVELS = frozenset(["above", "below", "beyond"])


def event_of(at: Anchor, phrase: Phrase | None) -> str | None:
    """The event, by name: from the word after the number or its noun, the verb around them, or the noun itself."""
    kind, view, book = at.quantity.kind, at.view, load_events()
    beside = phrase is not None and phrase.last is not None and phrase.last > at.quantity.head
    share_of_other = kind == "rate" and not beside and not (at.quantity.unit or "").startswith("per ")
    if kind in ("time", "age", "scale", "measure") or (share_of_other and _state_of_those(at) is None):
        return None
    if view.lower(at.quantity.first - 1) in _EXCEPT:
        return None  # "killing all but three"
    noun = phrase.node if phrase is not None else None
    last = phrase.last if phrase is not None and phrase.last is not None else at.quantity.last
    event: str | None = None
    state = _state_of_those(at)
    if state is not None and view.lower(last + 1) == "of":
        last = at.quantity.last + 3
    for i in dict.fromkeys((last + 1, at.quantity.last + 1)):
        while view.lower(i) in _BEFORE_STATE or (view.tag(i) == "RB" and view.lower(i) not in _NEVER):
            i += 1
        if view.lower(i) in _NEVER:
            return None
        word, acts = view.lower(i), view.tag(i) == "VBD" and view.tag(i + 1) in ("DT", "PRP$", *NOUNS)
        if event is None and word in book.words and not acts and kind != "money":
            event = book.words[word]
    if event is not None and beside and noun is not None and noun.dep_ == "dobj":  # "release 5,600 people arrested"
        event = book.of_verb(noun.head, "dobj", noun) or event
    if event in (None, "shot"):
        verb, dep = _own_verb(at, last + 1)
        node = phrase.node if phrase is not None and beside else at.root
        if verb is not None:
            event = book.of_verb(verb, dep, noun) or event
        elif node is not None:
            event = book.of_clause(node, noun) or event
            if event is None and kind == "money" and at.root is not None:  # "spent $2 billion on shelters"
                event = book.of_clause(at.root, noun)
        event = event or _of_verb_before(at) or _of_list(at, last + 1) or _of_wounds(at, last + 1)
    named = state or (_named(at, phrase) if phrase is not None else None)
    if event is None or (named == "killed" and kind != "money"):  # the dead were not shot only
        event = named or event
    allowed = event in book.of_money if kind == "money" else event not in book.only_money
    return event if allowed else None


def _named(at: Anchor, phrase: Phrase) -> str | None:
    """The event that what is counted names: "12 deaths"; not for the cases of a court, nor for sporting bodies."""
    book, words = load_events(), phrase.words.lower().split()
    if words[-1] in ("body", "bodies") and (len(words) > 1 or at.quantity.kind):
        return None
    if words[-1] in ("case", "cases") and book.cases.isdisjoint(words) and not _tells_of_illness(at.view.text):
        return None
    told = {book.words[word] for word in words[:-1] if word in book.words}  # "300 injured demonstrators"
    return min(told, key=book.order.index, default=None) or book.of_noun(words)


@lru_cache(maxsize=8)
def _tells_of_illness(article: str) -> bool:
    return load_events().illness.search(article) is not None


def _trend_of_verb(at: Anchor) -> str | None:
    """Up for the 25 points of "raised its rate by 25 points"."""
    node = at.root
    for _ in range(3):
        if node is None or node.head.i == node.i:
            return None
        node = node.head
        if node.pos_ == "VERB":
            return load_events().trends.get(node.lower_)
    return None


def _state_of_those(at: Anchor) -> str | None:
    """The "killed" of "four of the dead" and of "Of the dead, 310 were"."""
    if at.names_whole_before():
        return load_events().words.get(at.view.lower(at.quantity.first - 2))
    j, view = at.quantity.last + 1, at.view
    among = view.lower(j) == "of" and view.lower(j + 1) in ("the", "those") and view.tag(j + 3) not in NOUNS
    return load_events().words.get(view.lower(j + 2)) if among else None


def _of_verb_before(at: Anchor) -> str | None:
    """The "killed" of "..., killing 26", whatever the parse makes of it."""
    i, book = at.quantity.first - 1, load_events()
    if at.quantity.kind or not at.view.tag(i).startswith("VB") or (node := at.view.node(i)) is None:
        return None
    return next((event for event, only in book.done_to.get(node.lemma_.lower(), ()) if only is None), None)


def _of_list(at: Anchor, j: int) -> str | None:
    """The event of a list: "three were among the dead", "among those freed were nine", "the dead include 12"."""
    view, book = at.view, load_events()
    if view.lower(j) in _OF_PASSIVE and view.lower(j + 1) == "among" and view.lower(j + 2) in ("the", "those"):
        return book.words.get(view.lower(j + 3))
    if view.lower(0) == "among" and view.lower(1) in ("the", "those") and view.lower(3) in _OF_PASSIVE:
        return book.words.get(view.lower(2))
    node = at.root
    for _ in range(3):
        if node is None or node.head.i == node.i:
            return None
        if node.head.lemma_ in ("include", "comprise"):
            subject = next((c for c in node.head.children if c.dep_ == "nsubj"), None)
            return book.words.get(subject.lower_) or book.of_noun([subject.text]) if subject is not None else None
        node = node.head
    return None


def _of_wounds(at: Anchor, j: int) -> str | None:
    """The injuries of "12 children with severe burns"."""
    suffered = phrase_at(at.view, j + 1) if at.view.lower(j) == "with" and not at.quantity.kind else None
    event = load_events().of_noun(suffered.words.split()) if suffered is not None else None
    return event if event == "injured" else None


def _own_verb(at: Anchor, i: int) -> tuple[Any, str]:
    """The verb whose subject ends before token ``i``, from its auxiliaries: "2 million | had marched"; else None.

    Where such a verb stands, nothing farther away tells what happened.
    """
    view = at.view
    if view.lower(at.quantity.first - 1) in _PREPOSITIONS:
        return None, ""  # "a crowd of 2,000 was dispersed": the crowd is the subject
    start, passive = i, False
    while view.lower(i) in _AUXILIARIES or (i > start and view.tag(i) == "RB"):
        passive = passive or view.lower(i) in _OF_PASSIVE
        i += 1
    if i == start or not view.tag(i).startswith("VB"):
        return None, ""
    return view.node(i), "nsubjpass" if passive and view.tag(i) in ("VBN", "VBD") else "nsubj"


def trend_of(at: Anchor) -> str | None:
    """Up or down where the amount is a change ("rose by 12%", "a 12% drop", "0.4pc higher"), not the level."""
    view, book, quantity = at.view, load_events(), at.quantity
    i = quantity.first - 1
    if quantity.kind in ("time", "age", "scale") or view.lower(quantity.first) in _LEVELS:
        return None
    by = False
    while i > 0 and view.lower(i) in _BEFORE_TREND:
        by = by or view.lower(i) == "by"
        i -= 1
    before = view.lower(i) if i >= 0 else ""
    takes_object = before in book.transitive and not quantity.kind  # "lost 40 men"
    collects = before in _COLLECTING and quantity.kind == "money"  # "raised $350 million"
    adjective = view.tag(i).startswith("JJ")  # "the lower 95 per cent"
    phrasal = before == "up" and view.lower(i - 1) in _UP_VERBS  # "make up 80 per cent"
    particle = not quantity.kind and view.tag(i - 1).startswith("VB") and view.lower(i - 1) not in _MOVING
    phrasal = phrasal or (particle and before in ("up", "down"))  # "shot down 27 drones"
    if before == "of" and view.lower(i - 1) in book.trends and view.tag(i - 1) == "NN":
        return book.trends[view.lower(i - 1)]  # "a rise of 45 percent"
    if before in book.trends and (by or not (takes_object or collects or adjective or phrasal)):
        return book.trends[before]
    if by and (direction := _trend_of_verb(at)) is not None:
        return direction
    j = at.after + view.is_dash(at.after)
    beside = quantity.kind in ("rate", "money")
    if view.lower(j) == "fewer" and view.tag(j + 1) in NOUNS:
        return "down"  # "734,000 fewer cars"
    if view.tag(j) in ("JJR", "RBR") and view.lower(j) in book.trends:
        return book.trends[view.lower(j)]  # "six degrees warmer"
    if view.lower(j + 1) == "than" and quantity.unit != "time":  # "16 fewer than in 2022"
        return _COMPARED.get(view.lower(j))
    return book.trends.get(view.lower(j)) if beside else None
