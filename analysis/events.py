"""What happened to those counted (killed, detained, displaced ...) and whether a number tells a rise or a fall.

The words are in ``data/events.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from analysis.units import load_table

_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_LEVELS = ("to", "by", "at", "from")
_LIMITS = ("over", "under", "above", "below", "around", "about", "beyond")
_CLIMBED = ("conj", "nummod", "appos", "amod", "compound", "nmod", "quantmod", "npadvmod")


@dataclass(frozen=True)
class EventBook:
    """The events file, by word."""

    done_to: dict[str, str]
    done_by: dict[str, str]
    words: dict[str, str]
    nouns: dict[str, str]
    trends: dict[str, str]
    changes: frozenset[str]
    transitive: frozenset[str]
    of_money: frozenset[str]
    only_money: frozenset[str]
    amounts: frozenset[str]
    setting: frozenset[str]
    light: frozenset[str]
    reporting: frozenset[str]
    finders: frozenset[str]

    def of_noun(self, words: Iterable[str]) -> str | None:
        """The event that a noun phrase names ("death toll", "arrests"), by its last words."""
        parts = [word.lower() for word in words]
        for n in (2, 1):
            key = " ".join(parts[-n:])
            for form in (key, key.removesuffix("s"), key.removesuffix("es"), key.removesuffix("ies") + "y"):
                if form in self.nouns:
                    return self.nouns[form]
        return None

    def of_clause(self, node: Any) -> str | None:
        """The event of the verb that a parsed noun or number is subject or object of, or that describes it."""
        if node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.tag_ == "CD":
            return self._of_description(node) or self._of_governor(node)
        return self._of_governor(node) or self._of_description(node)

    def _of_governor(self, node: Any) -> str | None:
        for _ in range(5):
            head, dep = node.head, node.dep_
            if head.i == node.i:
                return None
            if head.pos_ in ("VERB", "AUX"):
                return self._of_verb(head, dep)
            if dep == "pobj" and head.tag_ in ("IN", "TO"):
                above = head.head
                if above.tag_ in _NOUNS and (event := self.of_noun([above.text])):
                    return event
                if above.pos_ == "VERB" and head.lower_ in _LEVELS:
                    return self.done_by.get(above.lemma_.lower())
                if above.pos_ == "VERB" and head.lower_ in _LIMITS:  # "detained over 11,000"
                    return self._of_verb(above, "dobj")
                if head.lower_ != "of":
                    return None
                node = above
            elif dep in _CLIMBED:
                node = head
            else:
                return None
        return None

    def _of_verb(self, verb: Any, dep: str) -> str | None:
        lemma = verb.lemma_.lower()
        if dep in ("dobj", "nsubjpass", "attr", "oprd"):
            return self.done_to.get(lemma) or (self.done_by.get(lemma) if lemma == "vote" else None)
        if dep == "npadvmod":
            return self.done_by.get(lemma) or (self.done_to.get(lemma) if lemma == "fine" else None)
        if dep != "nsubj":
            return None
        for child in verb.children:  # "are missing", "were left homeless"
            if child.dep_ in ("acomp", "attr", "oprd", "xcomp", "advmod") and child.lower_ in self.words:
                return self.words[child.lower_]
        passive = verb.tag_ == "VBN" and not any(c.lemma_ == "have" for c in verb.children)
        return (self.done_to.get(lemma) if passive else None) or self.done_by.get(lemma)

    def _of_description(self, node: Any) -> str | None:
        """ "people displaced by ...", "who were arrested", "who had gathered"."""
        for child in node.children:
            if child.dep_ in ("acl", "relcl"):
                passive = child.dep_ == "acl" or any(c.dep_ in ("auxpass", "nsubjpass") for c in child.children)
                index = self.done_to if passive and child.tag_ == "VBN" else self.done_by
                if event := index.get(child.lemma_.lower()):
                    return event
        return None


@cache
def load_events() -> EventBook:
    """The events of ``data/events.yaml``, read once.

    Examples
    --------
    >>> load_events().of_noun(["death", "toll"])
    'killed'
    """
    table = load_table("events.yaml")
    by: dict[str, dict[str, str]] = {"done_to": {}, "done_by": {}, "words": {}, "nouns": {}}
    for event, forms in table["events"].items():
        for section, index in by.items():
            for form in forms[section]:
                index.setdefault(form, event)
    trends = {word: direction for direction, words in table["changes"].items() for word in words}
    return EventBook(
        **by,
        trends=trends,
        changes=frozenset([*trends, *table["level_changes"]]),
        transitive=frozenset(table["transitive_changes"]),
        of_money=frozenset(table["money_events"]),
        only_money=frozenset(table["only_money"]),
        amounts=frozenset(table["amounts"]),
        setting=frozenset(table["setting"]),
        light=frozenset(table["light_nouns"]),
        reporting=frozenset(table["reporting"]),
        finders=frozenset(table["finders"]),
    )
