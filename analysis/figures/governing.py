"""What a bare number or an amount says something about, found by climbing the parse: "the toll rose to 134"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from analysis.figures.events import load_events
from analysis.figures.phrases import Phrase, SentenceView, noun_phrase, of_light_noun
from analysis.figures.quantities import Quantity
from analysis.figures.tokens import NOUNS
from analysis.verbs import NOMINAL_SUBJECTS, has_to

_AWAY = frozenset("from north south east west northeast northwest southeast southwest away off outside inside".split())  # noqa: SIM905
_OF = frozenset(["of", "at", "to", "by", "from", "above", "below", "around", "under", "over", "near", "between"])
_AGAINST = frozenset(["against", "versus"])
_UP_THE_CHAIN = frozenset(["conj", "xcomp", "advcl", "ccomp", "prep", "pcomp"])
_LOSING = frozenset(["lose", "gain", "raise", "earn"])
_TAKING = frozenset(["cut", "slash", "trim", "shave", "axe", "strip", "divert", "withdraw"])
_LEAST_SUM = 1000  # below it "lost $3" tells of a price
_NEAR = 12  # tokens before a number in which "put at" is looked for
_STEPS = 6  # how far up the parse is looked


@dataclass(frozen=True)
class Anchor:
    """A quantity where it hangs in its sentence: ``root`` is the parsed token that its number and unit hang from."""

    view: SentenceView
    quantity: Quantity
    root: Any
    inside: frozenset[int]

    @property
    def after(self) -> int:
        """The token after number and unit."""
        return self.quantity.head + 1

    def is_change(self) -> bool:
        """Whether the level is what a verb says that something changed to: "fell to 60%"."""
        to = self.root.head if self.root is not None else None
        return to is not None and to.dep_ == "prep" and to.head.lower_ in load_events().changes

    def is_lost(self) -> bool:
        """Whether the amount is the object of a verb that takes or adds so much: "lost 5% of output"."""
        node = self.root
        return (
            node is not None
            and node.dep_ == "dobj"
            and (node.head.lemma_ in _LOSING or node.head.lower_ in load_events().changes)
        )

    def is_given(self) -> bool:
        """Whether the amount is given or offered, so that "for the clinics" after it tells what it is for."""
        lemma, book = self.root.head.lemma_.lower() if self.root is not None else "", load_events()
        return lemma in book.giving or any(event == "donated" for event, _ in book.done_to.get(lemma, ()))

    def is_distance(self) -> bool:
        """Whether a length says where, not how long: "20km from the front", "50 km (31 miles) north"."""
        j = self.after
        while self.view.lower(j) == "(" or (j > self.after and j < self.after + 5 and self.view.lower(j - 1) != ")"):
            j += 1
        return self.quantity.kind == "measure" and self.view.lower(j) in _AWAY

    def names_whole_before(self) -> bool:
        """Whether those of whom these are some, or all, stand before: "Of the dead, 310 were", "put the dead at 9"."""
        i = self.quantity.first - 1
        words = [self.view.lower(k) for k in (i - 3, i - 2, i)]
        if words[2] == "at" and words[1] in ("the", "and"):
            return self.view.lower(self.after) in (".", ",", ";", "and", "") and self.is_reported()
        return words[0] == "of" and words[1] in ("the", "those") and words[2] == ","

    def is_reported(self) -> bool:
        """Whether a verb such as "put" stands shortly before the number."""
        near = range(max(0, self.quantity.first - _NEAR), self.quantity.first)
        verbs = (self.view.node(i) for i in near if self.view.tag(i) in ("VBN", "VBD", "VBZ", "VBP"))
        return any(verb.lemma_ in load_events().reporting for verb in verbs if verb is not None)

    def is_modifier(self, node: Any) -> bool:
        """Whether the parsed token is one of the words that say how the number is meant."""
        tokens = self.view.tokens
        return bool(tokens[self.quantity.first].start <= node.idx < tokens[self.quantity.start].start)


def anchor(view: SentenceView, quantity: Quantity) -> Anchor:
    """Where the quantity hangs in the parse."""
    nodes = [node for i in range(quantity.start, quantity.head + 1) if (node := view.node(i)) is not None]
    inside = frozenset(node.i for node in nodes)
    free = [node for node in nodes if node.head.i not in inside or node.head.i == node.i]
    root = free[0 if quantity.bound == "range" else -1] if free else None
    if root is not None and root.dep_ == "npadvmod":  # the "m" of "gave $5m" may be cut off
        root = next((node for node in free if node.dep_ == "dobj" and node.head == root.head), root)
    return Anchor(view, quantity, root, inside)


def governing_phrase(at: Anchor) -> Phrase | None:
    """The noun that the number is told of: subject of the verb above, what the verb sets, or the noun before "of"."""
    node, light = at.root, None
    for _ in range(_STEPS):
        if node is None or node.head.i == node.i:
            return light
        head, dep = node.head, node.dep_
        if head.pos_ in ("VERB", "AUX"):
            return _under_verb(at, head, dep) or light
        if dep != "pobj":
            if head.tag_ in NOUNS and dep == "appos" and at.quantity.kind:
                return of_light_noun(at.view, noun_phrase(at.view, head))
            node = head
        elif head.head.pos_ in ("VERB", "AUX"):
            if at.is_modifier(head.head):  # "was estimated at 5,000"
                return _of_verb(at, head.head, settable=False)
            if at.is_modifier(head):  # "detained over 11,000"
                return _under_verb(at, head.head, "dobj")
            if head.lower_ == "as" and head.head.lemma_ in load_events().giving:
                return _tally_of(at, head.head)
            if head.lower_ in _AGAINST or (not at.quantity.kind and head.lower_ not in _OF):
                return None  # "used water cannon against hundreds more"
            lemma, book = head.head.lemma_.lower(), load_events()
            if head.lower_ == "for" and lemma not in book.amounts and lemma not in book.setting:
                return None  # "appealed for $11 million"
            return _of_verb(at, head.head, settable=True)
        elif head.head.tag_ not in NOUNS or head.head.i in at.inside:
            node = head
        elif head.lower_ == "by" and head.head.dep_ == "dobj" and head.head.head.lemma_ in load_events().amounts:
            return _of_verb(at, head.head.head, settable=False)  # "exceeds demand by 4 million barrels"
        elif head.head.lower_ not in load_events().light:
            return noun_phrase(at.view, head.head) if head.lower_ in _OF else None
        elif (inner := of_light_noun(at.view, Phrase(head.head.text, head.head))) and inner.node.i not in (
            head.head.i,
            at.root.i,
        ):
            return inner  # "the number of dead, at 40"
        else:
            node = head.head  # "hit a high of 9.1%": what hit it
            light = of_light_noun(at.view, noun_phrase(at.view, node)) if at.quantity.kind else None
    return light


def _tally_of(at: Anchor, verb: Any) -> Phrase | None:
    """The dead of "gave the number of dead as 11"."""
    given = next((c for c in verb.rights if c.dep_ == "dobj" and c.lemma_.lower() in load_events().tallies), None)
    return of_light_noun(at.view, noun_phrase(at.view, given)) if given is not None else None


def of_owner(at: Anchor) -> Phrase | None:
    """The "security forces" of "the security forces who have at least eight dead"."""
    node = at.root
    for _ in range(3):
        if node is None or node.head.i == node.i:
            return None
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            return _of_verb(at, node, settable=False) if node.lemma_ in ("have", "suffer", "lose") else None
    return None


def _under_verb(at: Anchor, verb: Any, dep: str) -> Phrase | None:
    book = load_events()
    if dep in NOMINAL_SUBJECTS or at.is_distance():
        return None
    if (at.view.lower(at.after), at.view.lower(at.after + 1)) == ("each", "to"):
        return None  # "the plan would pay Rs 900 each to widows"
    if verb.lemma_ == "add" and at.quantity.kind and (whole := _added_to(at, verb)) is not None:
        return whole
    if dep == "dobj" and at.quantity.kind == "money" and verb.lemma_ in _TAKING:
        return _taken_from(at, verb)
    if dep == "dobj" and (verb.lemma_ == "sell" or _is_sum_of_somebody(at, verb)):
        return None
    if at.quantity.unit == "time" and dep == "npadvmod" and verb.lower_ not in book.changes:
        return None  # "was vetoed four times"
    if verb.lemma_.lower() in book.amounts or verb.lower_ in book.changes or dep in ("attr", "acomp"):
        return _of_verb(at, verb, settable=dep != "dobj")
    if dep == "dobj" or not at.quantity.kind:  # "arrested 37", "spent $5m": it is not the subject that is counted
        return None
    if at.quantity.kind == "measure" and verb.lemma_.lower() not in book.setting:  # "rode 734 feet down"
        return None
    return _of_verb(at, verb, settable=True)


def _is_sum_of_somebody(at: Anchor, verb: Any) -> bool:
    """Whether money is what somebody loses or collects, not how far a price moves: "lost $4 million", "raise $2m"."""
    small = (at.quantity.value or _LEAST_SUM) < _LEAST_SUM and verb.lemma_ != "raise"
    return at.quantity.kind == "money" and verb.lemma_ in _LOSING and not small


def _added_to(at: Anchor, verb: Any) -> Phrase | None:
    """The price of "will add $900 to the price of a car"."""
    to = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "to"), None)
    whole = next((c for c in to.children if c.dep_ == "pobj" and c.tag_ in NOUNS), None) if to is not None else None
    return of_light_noun(at.view, noun_phrase(at.view, whole)) if whole is not None else None


def _taken_from(at: Anchor, verb: Any) -> Phrase | None:
    """The budget of "the council cut £3m from its budget"; not who cuts it."""
    source = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("from", "off")), None)
    whole = next((c for c in source.children if c.dep_ == "pobj" and c.tag_ in NOUNS), None) if source else None
    return of_light_noun(at.view, noun_phrase(at.view, whole)) if whole is not None else None


def _of_verb(at: Anchor, verb: Any, *, settable: bool) -> Phrase | None:
    """The object that a verb sets ("cut its rate by ..."), else its subject, looked for up the chain of verbs."""
    before = at.view.tokens[at.quantity.start].start
    if settable and verb.lemma_.lower() in load_events().setting:
        for child in verb.children:
            if child.dep_ == "dobj" and child.tag_ == "PRP" and child.idx < before:
                return None  # "would cut them by a third"
            if child.dep_ == "dobj" and child.tag_ in NOUNS and child.idx < before:
                return of_light_noun(at.view, noun_phrase(at.view, child))
    for _ in range(_STEPS):
        for child in reversed(list(verb.children)):  # the nearest: a dateline may be taken for a subject
            if child.dep_ in NOMINAL_SUBJECTS and child.idx < before:
                if child.dep_ == "nsubj" and verb.lemma_.lower() in load_events().telling:
                    return _antecedent(at.view, verb)
                if child.tag_ in ("WDT", "WP"):
                    return _antecedent(at.view, verb)
                return of_light_noun(at.view, noun_phrase(at.view, child)) if child.tag_ in NOUNS else None
        if verb.dep_ in ("acl", "relcl"):
            return _antecedent(at.view, verb)
        if verb.dep_ == "xcomp" and (whose := _asked_for(verb)) is not None:
            return of_light_noun(at.view, noun_phrase(at.view, whose))
        if verb.dep_ not in _UP_THE_CHAIN or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _asked_for(verb: Any) -> Any:
    """The "quota" of "asked for its quota to be raised": the parser makes it an object of the asking."""
    goals = [c for p in verb.head.rights if p.lower_ == "for" and p.i < verb.i for c in p.rights if c.dep_ == "pobj"]
    led = has_to(verb)
    return next((noun for noun in goals if led and noun.tag_ in NOUNS and noun.right_edge.i < verb.left_edge.i), None)


def _antecedent(view: SentenceView, verb: Any) -> Phrase | None:
    """The noun that the clause of ``verb`` describes, also where its "that" was taken for a conjunction.

    None after "where": "Chad, where there are 40,000".
    """
    if any(c.lower_ == "where" for c in verb.lefts):
        return None
    mark = next((c for c in verb.lefts if c.dep_ == "mark" and c.lower_ == "that"), None)
    if mark is not None and mark.i > 0 and verb.head.lemma_.lower() not in load_events().telling:
        before = mark.nbor(-1)
        if before.tag_ in NOUNS and before.dep_ == "dobj" and before.head == verb.head:
            return noun_phrase(view, before)
    for _ in range(4):
        if verb.dep_ in ("relcl", "acl") and verb.head.tag_ in NOUNS:
            return noun_phrase(view, _that_agrees(verb.head, verb))
        if verb.head.i == verb.i or verb.dep_ not in ("conj", "ccomp", "xcomp"):
            return None
        verb = verb.head
    return None


def _that_agrees(noun: Any, verb: Any) -> Any:
    """The noun that a relative clause is of by number: "*debts* to the bank, which stand at", not the bank."""
    plural = {"VBP": True, "VBZ": False}.get(verb.tag_)
    for _ in range(2):
        above = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "prep" else noun
        if plural is None or (noun.tag_ in ("NNS", "NNPS")) is plural or above.tag_ not in NOUNS:
            return noun
        if (above.tag_ in ("NNS", "NNPS")) is plural:
            return above
        noun = above
    return noun
