"""What happened to those counted (killed, detained, displaced ...) and whether a number tells a rise or a fall.

The words are in ``data/events.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from analysis.figures.tokens import NOUNS
from analysis.figures.units import load_table
from analysis.verbs import NOMINAL_SUBJECTS

_LEVELS = ("to", "by", "at", "from")
_OF_NOUN = ("of", "to", "among")  # "the deaths of 12 miners", not "deaths in 12 cities"
_LIMITS = ("over", "under", "above", "below", "around", "about", "beyond")
_CONTROLLED = ("xcomp", "ccomp")
_BESIDE = ("prt", "acomp", "oprd", "advmod", "amod", "dobj", "attr")
_TURNING = frozenset(["up", "back", "over"])  # particles that turn a verb into another: "gave up", "held back"
_CLIMBED = ("conj", "nummod", "appos", "amod", "compound", "nmod", "quantmod", "npadvmod")


Index = dict[str, tuple[tuple[str, frozenset[str] | None], ...]]
"""For a verb, the events that it may tell, each with the only nouns that it tells it of, or None for any."""


@dataclass(frozen=True)
class EventBook:
    """The events file, by word."""

    done_to: Index
    done_by: Index
    words: dict[str, str]
    nouns: dict[str, str]
    trends: dict[str, str]
    changes: frozenset[str]
    order: tuple[str, ...]
    people: frozenset[str]
    transitive: frozenset[str]
    of_money: frozenset[str]
    of_things: frozenset[str]
    only_money: frozenset[str]
    amounts: frozenset[str]
    setting: frozenset[str]
    light: frozenset[str]
    reporting: frozenset[str]
    finders: frozenset[str]
    foreseeing: frozenset[str]
    giving: frozenset[str]
    tallies: frozenset[str]
    deciding: frozenset[str]
    telling: frozenset[str]
    cases: frozenset[str]
    illness: re.Pattern[str]

    def of_noun(self, words: Iterable[str]) -> str | None:
        """The event that a noun phrase names ("death toll", "arrests"), by its last words."""
        parts = [word.lower() for word in words]
        for n in (2, 1):
            key = " ".join(parts[-n:])
            for form in (key, key.removesuffix("s"), key.removesuffix("es"), key.removesuffix("ies") + "y"):
                if form in self.nouns:
                    return self.nouns[form]
        return None

    def of_clause(self, node: Any, noun: Any = None) -> str | None:
        """The event of the verb that a parsed noun or number is subject or object of, or that describes it.

        ``noun`` is the parsed noun that is counted, for the verbs that tell an event of some nouns only.
        """
        if node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.tag_ == "CD":
            return self._of_description(node, noun) or self._of_governor(node, noun)
        return self._of_governor(node, noun) or self._of_description(node, noun)

    def of_verb(self, verb: Any, dep: str, noun: Any = None) -> str | None:
        """The event that a verb tells of what hangs from it as ``dep`` (a spaCy label)."""
        if dep in ("dobj", "nsubjpass", "attr", "oprd"):
            told = [self._pick(self.done_to, verb, noun)]
            if dep == "nsubjpass":
                told += [self._pick(self.done_to, also, noun) for also in verb.conjuncts if _shares_subject(also)]
            elif verb.lemma_ == "vote":
                told.append("voted")
            elif dep == "dobj":  # "forced 2,500 people to flee"
                told += [
                    self._pick(self.done_by, child, noun)
                    for child in verb.children
                    if child.dep_ in _CONTROLLED and child.i > verb.i
                ]
            return min(filter(None, told), key=self.order.index, default=None)
        if dep == "npadvmod":
            return self._pick(self.done_by, verb, noun) or ("fined" if verb.lemma_ == "fine" else None)
        if dep != "nsubj":
            return None
        for child in verb.children:  # "are missing", "were left homeless"
            if child.dep_ in ("acomp", "attr", "oprd", "xcomp", "advmod") and child.lower_ in self.words:
                return self.words[child.lower_]
        passive = verb.tag_ == "VBN" and not any(c.lemma_ == "have" for c in verb.children)
        told = [self._pick(self.done_to, verb, noun)] if passive else []
        for also in (verb, *filter(_is_bare, verb.conjuncts)):  # "collapsed and died"
            told.append(self._pick(self.done_by, also, noun))
        return min(filter(None, told), key=self.order.index, default=None)

    def _pick(self, index: Index, verb: Any, noun: Any) -> str | None:
        """The first event of the verb that fits the noun, the verb with its particle or object first."""
        lemma, turned, keys = verb.lemma_.lower(), False, []
        for child in verb.children:
            if child.dep_ in _BESIDE:
                keys.append(f"{lemma} {child.lower_}")
                turned = turned or (child.dep_ == "prt" and child.lower_ in _TURNING and not _opens_limit(child))
            for preposition in (child, *child.rights):  # "take part | in marches", "take | part in marches"
                if preposition.dep_ == "prep" and child.dep_ in ("prep", "dobj"):
                    goals = [c for c in preposition.children if c.dep_ == "pobj"]
                    keys += [f"{lemma} {preposition.lower_} {form}" for c in goals for form in (c.lower_, c.lemma_)]
        for key in keys if turned else [*keys, lemma]:
            for event, only in index.get(key, ()):
                if only is None or self._is_among(noun, only):
                    return event
        return None

    def _is_among(self, noun: Any, only: frozenset[str]) -> bool:
        if noun is None:
            return "people" in only  # "captured 12": people, where no noun is told
        person = noun.tag_ == "NNPS" or not {noun.lower_, noun.lemma_.lower()}.isdisjoint(self.people)
        return ("people" in only and person) or not {noun.lower_, noun.lemma_.lower()}.isdisjoint(only)

    def _of_governor(self, node: Any, noun: Any) -> str | None:
        for _ in range(5):
            head, dep = node.head, node.dep_
            if head.i == node.i:
                return None
            if head.pos_ in ("VERB", "AUX"):
                return self.of_verb(head, dep, noun)
            if dep == "pobj" and head.tag_ in ("IN", "TO"):
                above = head.head
                if above.tag_ in NOUNS and head.lower_ in _OF_NOUN and (event := self.of_noun([above.text])):
                    return event
                if above.pos_ == "VERB" and head.lower_ in _LEVELS:
                    return self._pick(self.done_by, above, noun)
                if above.pos_ == "VERB" and head.lower_ in _LIMITS:  # "detained over 11,000"
                    return self.of_verb(above, "dobj", noun)
                if head.lower_ != "of":
                    return None
                node = above
            elif dep in _CLIMBED:
                node = head
            else:
                return None
        return None

    def _of_description(self, node: Any, noun: Any) -> str | None:
        """ "people displaced by ...", "who were arrested", "who had gathered"."""
        for child in node.children:
            if child.dep_ in ("acl", "relcl"):
                passive = child.dep_ == "acl" or any(c.dep_ in ("auxpass", "nsubjpass") for c in child.children)
                index = self.done_to if passive and child.tag_ == "VBN" else self.done_by
                if event := self._pick(index, child, noun if noun is not None else node):
                    return event
        return None


def _opens_limit(particle: Any) -> bool:
    """Whether the "up" after a verb is that of "up to 800 jobs"."""
    return particle.lower_ == "up" and particle.i + 1 < len(particle.doc) and particle.nbor().lower_ == "to"


def _shares_subject(verb: Any) -> bool:
    """Whether a passive verb joined to another has no subject or object of its own: "were shot and killed"."""
    return verb.tag_ == "VBN" and _is_bare(verb)


def _is_bare(verb: Any) -> bool:
    return not any(c.dep_ in ("dobj", *NOMINAL_SUBJECTS) for c in verb.children)


@cache
def load_events() -> EventBook:
    """The events of ``data/events.yaml``, read once.

    Examples
    --------
    >>> load_events().of_noun(["death", "toll"])
    'killed'
    """
    table = load_table("events.yaml")
    verbs: dict[str, Index] = {"done_to": {}, "done_by": {}}
    words: dict[str, dict[str, str]] = {"words": {}, "nouns": {}}
    for event, forms in table["events"].items():
        only = table["only_of"].get(event, {})
        for section, index in verbs.items():
            for verb in forms[section]:
                nouns = frozenset(only[verb]) if verb in only else None
                others = index.get(verb, ())
                index[verb] = (*others, (event, nouns)) if nouns is None else ((event, nouns), *others)
        for section, events in words.items():
            for form in forms[section]:
                events.setdefault(form, event)
    trends = {word: direction for direction, words in table["changes"].items() for word in words}
    return EventBook(
        done_to=verbs["done_to"],
        done_by=verbs["done_by"],
        words=words["words"],
        nouns=words["nouns"],
        trends=trends,
        changes=frozenset([*trends, *table["level_changes"]]),
        order=tuple(table["events"]),
        people=frozenset(table["people"]),
        transitive=frozenset(table["transitive_changes"]),
        of_money=frozenset(table["money_events"]),
        of_things=frozenset(table["things_events"]),
        only_money=frozenset(table["only_money"]),
        amounts=frozenset(table["amounts"]),
        setting=frozenset(table["setting"]),
        light=frozenset(table["light_nouns"]),
        reporting=frozenset(table["reporting"]),
        finders=frozenset(table["finders"]),
        foreseeing=frozenset(table["foreseeing"]),
        giving=frozenset(table["giving"]),
        tallies=frozenset(table["tallies"]),
        deciding=frozenset(table["deciding"]),
        telling=frozenset([*table["telling"], *table["reporting"]]),
        cases=frozenset(table["cases_of_illness"]),
        illness=re.compile(rf"\b(?:{'|'.join(table['illness'])})", re.IGNORECASE),
    )
