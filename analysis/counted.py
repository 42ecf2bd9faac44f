"""What a number counts or measures, what happened to it, and whether it rose: read from the words around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.events import load_events
from analysis.measured import OLDEST
from analysis.phrases import (
    NOUNS,
    Phrase,
    SentenceView,
    complement_at,
    noun_phrase,
    of_light_noun,
    past_determiners,
    phrase_at,
)
from analysis.quantities import Quantity

_HANGING = frozenset(["nummod", "compound", "amod", "nmod", "npadvmod", "quantmod", "poss"])
_AWAY = frozenset("from north south east west northeast northwest southeast southwest away off outside inside".split())  # noqa: SIM905
_BEFORE_TREND = frozenset("by a an another sharply slightly further only just as much about around nearly its".split())  # noqa: SIM905
_STEPS = 6  # how far up the parse is looked


@dataclass(frozen=True, slots=True)
class Reading:
    """``counted`` as written, ``event`` and ``trend`` by name, ``unit`` also where only syntax shows it; or None."""

    counted: str | None
    event: str | None
    trend: str | None
    unit: str | None = None


def read_counted(view: SentenceView, quantities: Sequence[Quantity]) -> list[Reading]:
    """For each quantity of a sentence, what it counts, the event and the trend."""
    past = {q.first: q.head + 1 for q in quantities} | {q.start: q.head + 1 for q in quantities}
    numbers = {view.node(i).i for q in quantities for i in range(q.start, q.head + 1) if i != q.noun and view.node(i)}
    readings: list[Reading] = []
    for n, quantity in enumerate(quantities):
        reading = _Reader(view, quantity, past, numbers).read()
        if n:
            reading = _with_earlier(view, quantities[n - 1], readings[-1], quantity, reading)
        readings.append(reading)
    return readings


def _with_earlier(
    view: SentenceView, before: Quantity, earlier: Reading, quantity: Quantity, reading: Reading
) -> Reading:
    """The reading with what it shares with the number before it in the sentence."""
    between = [t.lower for t in view.tokens[before.last + 1 : quantity.first]]
    if between in (["("], ["/"]) and quantity.unit and before.unit:  # "185 kilometres per hour (115 mph)"
        return replace(reading, counted=earlier.counted, event=earlier.event)
    if earlier.counted is None or ";" in between or quantity.unit != before.unit:
        return reading
    from_level = between[-1:] == ["from"] and len(between) < 7  # "rose to 287 from 241"
    resumed = (
        reading.counted is None and "and" in between and bool({"it", "that"} & set(between))
    )  # "and it could top 300"
    if from_level or resumed:
        return replace(reading, counted=earlier.counted, event=reading.event or earlier.event)
    last_word = earlier.counted.split()[-1].lower()
    plural = last_word.endswith("s") or last_word in ("people", "men", "women", "children")
    bare = all(q.kind == "" and q.style in ("digits", "words") for q in (before, quantity))
    joined = reading.counted is None and "and" in between and len(between) < 9
    if joined and plural and bare and reading.event and earlier.event:  # "14 soldiers were killed and 31 wounded"
        return replace(reading, counted=earlier.counted)
    return reading


class _Reader:
    """One quantity, its sentence and the events file."""

    def __init__(self, view: SentenceView, quantity: Quantity, past: Mapping[int, int], numbers: set[int]) -> None:
        self.view, self.quantity, self.past, self.numbers, self.book = view, quantity, past, numbers, load_events()
        self.after = quantity.head + 1
        self.root = self._root()

    def _root(self) -> Any:
        """The parsed token of number and unit that the rest hangs from."""
        nodes = [self.view.node(i) for i in range(self.quantity.start, self.quantity.head + 1)]
        inside = {node.i for node in nodes if node is not None}
        self.inside = inside
        free = [n for n in nodes if n is not None and (n.head.i not in inside or n.head.i == n.i)]
        return free[-1] if free else None

    def read(self) -> Reading:
        phrase = self._counted()
        if phrase is not None and phrase.node is not None and phrase.node.i in self.numbers:
            phrase = None
        unit = self.quantity.unit or ("year" if self._is_age(phrase) else None)
        return Reading(phrase.words if phrase else None, self._event(phrase), self._trend(), unit)

    def _is_age(self, phrase: Phrase | None) -> bool:
        """ "She is 71.", "the average age was 34", "life expectancy is around 73"."""
        value = self.quantity.value
        if (
            self.quantity.kind
            or value is None
            or not 0 < value < OLDEST
            or self.quantity.style not in ("digits", "words")
        ):
            return False
        if phrase is not None and phrase.words.split()[-1].lower() in ("age", "expectancy"):
            return True
        head = self.root.head if self.root is not None else None
        if head is None or head.lemma_ not in ("be", "turn") or self.view.tag(self.after) in (*NOUNS, "IN", "JJ"):
            return False
        return any(child.lower_ in ("he", "she") for child in head.children if child.dep_ == "nsubj")

    # -- what is counted --------------------------------------------------------------------------------------------
    def _counted(self) -> Phrase | None:
        view, quantity, j = self.view, self.quantity, self.after
        if quantity.kind == "age":
            return self._aged()
        if quantity.style == "share" and quantity.noun is not None:
            return Phrase(view.words(quantity.noun, quantity.noun), view.node(quantity.noun), quantity.noun)
        if (
            quantity.first
            and view.lower(quantity.first - 1) == "worth"
            and (view.tag(quantity.first - 2) in NOUNS or quantity.first == 2)
        ):
            return noun_phrase(view, view.node(quantity.first - 2))  # "cocaine worth $75m"
        phrase = self._next_phrase()
        if quantity.kind == "time":
            return phrase if phrase is not None and self._modifies(phrase) else None
        if quantity.kind in ("", "scale"):
            found = phrase or complement_at(view, j, ("of",), self.past)
        elif phrase is not None and view.lower(j) != "worth" and (view.is_dash(j) or self._modifies(phrase)):
            found = phrase
        else:
            found = self._stuff()
        if found is not None:
            return of_light_noun(view, found)
        if view.lower(j) in self.book.words:  # "the security forces, who have at least eight dead"
            return self._of_owner()
        return self._governing()

    def _of_owner(self) -> Phrase | None:
        """The "security forces" of "the security forces who have at least eight dead"."""
        node = self.root
        for _ in range(3):
            if node is None or node.head.i == node.i:
                return None
            node = node.head
            if node.pos_ in ("VERB", "AUX"):
                return self._of_verb(node, settable=False) if node.lemma_ in ("have", "suffer", "lose") else None
        return None

    def _next_phrase(self) -> Phrase | None:
        """The noun phrase after the number, past "-strong" and another amount ("two 19-year-old apprentices")."""
        view, j = self.view, self.quantity.last + 1
        if view.is_dash(j) and view.glued(j):
            j += 2 if view.lower(j + 1) == "strong" else 1
        if self.quantity.style == "fraction" and not view.is_dash(j - 1):
            j = past_determiners(view, j, self.past)  # "half the condos"
        elif j in self.past and view.tag(self.past[j]) in NOUNS:
            j = self.past[j]
        if view.lower(j) in self.book.words and view.tag(j + 1) not in NOUNS:
            return None
        return phrase_at(view, j)

    def _stuff(self) -> Phrase | None:
        """What an amount is an amount of: "tonnes of wheat", "12% of voters", "$40m in aid"; not "12% in March"."""
        if self.view.lower(self.after) in ("of", "worth"):
            return complement_at(self.view, self.after, ("of",), self.past)
        if self.quantity.kind != "money":
            return None
        found = complement_at(self.view, self.after, ("in", "for", "on"))
        plain = found is not None and found.node is not None and found.node.tag_ in ("NN", "NNS")
        named = plain and not any(c.dep_ in ("det", "poss", "nummod") for c in found.node.children)
        return (
            found
            if named and found.node.lemma_ not in ("year", "month", "week", "quarter", "day", "trading", "trade")
            else None
        )

    def _modifies(self, phrase: Phrase) -> bool:
        """Whether number and unit hang from the noun after them: "15-kilometre radius", "$1.5bn loan"."""
        node = self.root
        for _ in range(4):
            if node is None or phrase.node is None or node.dep_ not in _HANGING:
                return False
            if node.head.i == phrase.node.i:
                return True
            node = node.head
        return False

    def _aged(self) -> Phrase | None:
        """The noun after "10-year-old", or the name before ", 34,"."""
        phrase = self._next_phrase() if self.view.lower(self.after) not in (",", ")", ".") else None
        if phrase is not None:
            return phrase
        i = self.quantity.first - 1
        while i >= 0 and self.view.lower(i) in (",", "(", "aged", "age", "is", "was", "only", "at", "the", "of"):
            i -= 1
        if i < 0 or self.view.tag(i) not in NOUNS:
            return None
        last = i
        while i > 0 and self.view.tag(last) == "NNP" and self.view.tag(i - 1) in ("NNP", "NNPS"):
            i -= 1
        return Phrase(self.view.words(i, last), self.view.node(last), last)

    # -- by the syntax around it ------------------------------------------------------------------------------------
    def _governing(self) -> Phrase | None:
        """What a bare number or an amount says something about: "the toll rose to 134", "put losses at 600"."""
        node = self.root
        for _ in range(_STEPS):
            if node is None or node.head.i == node.i:
                return None
            head, dep = node.head, node.dep_
            if head.pos_ in ("VERB", "AUX"):
                return self._under_verb(head, dep)
            if dep == "pobj":
                above = head.head
                if above.pos_ in ("VERB", "AUX"):
                    if self._is_modifier(head):  # "detained over 11,000"
                        return self._under_verb(above, "dobj")
                    return self._of_verb(above, settable=True)
                if above.tag_ in NOUNS and above.i not in self.inside:
                    inner = of_light_noun(self.view, Phrase(above.text, above))
                    if inner is None or inner.node.i == self.root.i or above.lemma_.lower() in self.book.light:
                        node = above if inner is None or inner.node.i in (above.i, self.root.i) else node
                        if node is not above:
                            return inner
                        continue
                    return noun_phrase(self.view, inner.node)
                node = head
            elif head.tag_ in NOUNS and dep == "appos" and self.quantity.kind:
                return of_light_noun(self.view, noun_phrase(self.view, head))
            else:
                node = head
        return None

    def _is_modifier(self, node: Any) -> bool:
        """Whether the parsed token is one of the words that say how the number is meant."""
        return self.view.tokens[self.quantity.first].start <= node.idx < self.view.tokens[self.quantity.start].start

    def _under_verb(self, verb: Any, dep: str) -> Phrase | None:
        if dep in ("nsubj", "nsubjpass"):
            return None
        if verb.lemma_.lower() in self.book.amounts or dep in ("attr", "acomp"):
            if self.quantity.kind == "measure" and self.view.lower(self.after) in _AWAY:
                return None
            return self._of_verb(verb, settable=False)
        if dep == "dobj":  # "arrested 37", "spent $5m": it is not the subject that is counted
            return None
        if self.quantity.kind == "measure" and dep == "npadvmod" and self.view.lower(self.after) in _AWAY:
            return None
        return self._of_verb(verb, settable=True)

    def _of_verb(self, verb: Any, *, settable: bool) -> Phrase | None:
        """The object that a verb sets ("cut its rate by ..."), else its subject, looked for up the chain of verbs."""
        before = self.view.tokens[self.quantity.start].start
        if settable and verb.lemma_.lower() in self.book.setting:
            for child in verb.children:
                if child.dep_ == "dobj" and child.tag_ in NOUNS and child.idx < before:
                    return of_light_noun(self.view, noun_phrase(self.view, child))
        for _ in range(_STEPS):
            for child in verb.children:
                if child.dep_ in ("nsubj", "nsubjpass") and child.idx < before:
                    if child.tag_ in ("WDT", "WP"):
                        return self._antecedent(verb)
                    return of_light_noun(self.view, noun_phrase(self.view, child)) if child.tag_ in NOUNS else None
            if verb.dep_ in ("acl", "relcl"):
                return self._antecedent(verb)
            if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "prep", "pcomp") or verb.head.i == verb.i:
                return None
            verb = verb.head
        return None

    def _antecedent(self, verb: Any) -> Phrase | None:
        for _ in range(4):
            if verb.dep_ in ("relcl", "acl") and verb.head.tag_ in NOUNS:
                return noun_phrase(self.view, verb.head)
            if verb.head.i == verb.i or verb.dep_ not in ("conj", "ccomp", "xcomp"):
                return None
            verb = verb.head
        return None

    # -- what happened, and which way -------------------------------------------------------------------------------
    def _event(self, phrase: Phrase | None) -> str | None:
        if self.quantity.kind in ("time", "age", "scale", "measure"):
            return None
        book, view = self.book, self.view
        last = phrase.last if phrase is not None and phrase.last is not None else self.quantity.last
        for i in (last + 1 + (view.tag(last + 1) == "RB"), self.quantity.last + 1):
            if view.lower(i) in book.words and not (view.tag(i) == "VBD" and view.tag(i + 1) in ("DT", *NOUNS)):
                return book.words[view.lower(i)]
        beside = phrase is not None and phrase.last is not None and phrase.last > self.quantity.head
        node = phrase.node if phrase is not None and beside else self.root
        found = book.of_clause(node) if node is not None else None
        return found or (book.of_noun(phrase.words.split()) if phrase is not None else None)

    def _trend(self) -> str | None:
        """Up or down where the amount is a change ("rose by 12%", "a 12% drop", "0.4pc higher"), not the level."""
        view, trends = self.view, self.book.trends
        if self.quantity.kind in ("time", "age", "scale"):
            return None
        i = self.quantity.first - 1
        if view.lower(i + 1) in ("above", "below", "beyond"):  # "rose above $100": a level
            return None
        while i > 0 and view.lower(i) in _BEFORE_TREND:
            i -= 1
        if (direction := trends.get(view.lower(i) if i >= 0 else "")) is not None:
            return direction
        j = self.after + view.is_dash(self.after)
        if self.quantity.unit is not None or view.lower(j) in ("higher", "lower"):
            return trends.get(view.lower(j))
        return None
