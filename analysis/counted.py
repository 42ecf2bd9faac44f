"""What a number counts or measures, what happened to it, and whether it rose: read from the parse around the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analysis.events import EventBook, load_events
from analysis.numerals import Token
from analysis.quantities import Quantity

_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_INSIDE = (*_NOUNS, "JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "CC", "POS", "AFX", "ADD", "FW")
_SKIPPED = {
    "other",
    "more",
    "additional",
    "further",
    "extra",
    "such",
    "fewer",
    "less",
    "or",
    "and",
    "new",
    "same",
    "different",
    "-",
}
_DETERMINERS = {
    "the",
    "a",
    "an",
    "its",
    "their",
    "his",
    "her",
    "our",
    "my",
    "all",
    "these",
    "those",
    "this",
    "that",
    "some",
    "your",
    "total",
}
_PLURALS = {
    "people",
    "staff",
    "crew",
    "personnel",
    "police",
    "cattle",
    "sheep",
    "aircraft",
    "livestock",
    "children",
    "men",
    "women",
}
_DAYS = {
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "overnight",
    "last",
    "late",
    "early",
}
_SETTING = {"put", "set", "bring", "raise", "lower", "cut", "increase", "reduce", "lift", "push", "estimate", "value", "price",
            "drop", "trim", "keep", "hike", "boost", "double", "place", "peg", "revise", "leave"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """``counted`` as written, or None; ``event`` and ``trend`` by name, or None."""

    counted: str | None
    event: str | None
    trend: str | None


@dataclass(slots=True)
class Sentence:
    """The tokens of a sentence beside the parser's, and the text they are in."""

    text: str
    tokens: Sequence[Token]
    parsed: dict[int, Any]

    def node(self, i: int) -> Any:
        """The parsed token at or around our token ``i``, or None."""
        token = self.tokens[i]
        node = self.parsed.get(token.start)
        return node

    def lower(self, i: int) -> str:
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def tag(self, i: int) -> str:
        return self.tokens[i].tag if 0 <= i < len(self.tokens) else ""

    def words(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last].end]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What is counted: its words, its head in the parse and the last of its tokens, where known."""

    words: str
    node: Any
    last: int | None


def read_counted(sentence: Sentence, quantities: Sequence[Quantity]) -> list[Reading]:
    """For each quantity of a sentence, what it counts, the event and the trend."""
    book = load_events()
    readings: list[Reading] = []
    for n, quantity in enumerate(quantities):
        before = readings[-1] if readings else None
        root = _root(sentence, quantity)
        phrase = _counted(sentence, quantity, root, book)
        event = _event(sentence, quantity, root, phrase, book)
        words = phrase.words if phrase else None
        if words is None and quantity.kind == "" and before and before.counted and n:
            words = _shared(sentence, quantities[n - 1], quantity, before, event, root)
        readings.append(Reading(words, event, _trend(sentence, quantity, book)))
    return readings


def _root(sentence: Sentence, quantity: Quantity) -> Any:
    """The parsed token of number and unit that the rest hangs from."""
    nodes = [node for i in range(quantity.start, quantity.head + 1) if (node := sentence.node(i)) is not None]
    inside = {node.i for node in nodes}
    out = [node for node in nodes if node.head.i not in inside or node.head.i == node.i]
    return out[-1] if out else None


# -- what is counted ----------------------------------------------------------------------------------------------------
def _counted(sentence: Sentence, quantity: Quantity, root: Any, book: EventBook) -> _Phrase | None:
    if quantity.kind == "age":
        return _aged(sentence, quantity)
    j = quantity.head + 1
    if quantity.style == "share" and quantity.noun is not None:
        return _Phrase(sentence.words(quantity.noun, quantity.noun), sentence.node(quantity.noun), quantity.noun)
    dashed = sentence.lower(j) in ("-", "‐", "‑", "–")
    phrase = _following(sentence, j)
    if quantity.kind in ("", "scale") or dashed or quantity.style in ("share", "fraction"):
        found = phrase or _complement(sentence, j, ("of",))
    elif quantity.kind == "time":
        return phrase if phrase is not None and _modifies(root, phrase) else None
    else:
        found = (
            _complement(sentence, j, ("of", "in", "for", "worth"))
            if quantity.kind in ("rate", "measure", "money")
            else None
        )
        if found is None or (
            quantity.kind != "measure" and sentence.lower(j) in ("in", "for") and not _is_stuff(found)
        ):
            found = (
                phrase
                if phrase is not None and _modifies(root, phrase)
                else (found if sentence.lower(j) == "of" else None)
            )
    if found is not None:
        return _of_light(sentence, found, book)
    if quantity.kind == "time":
        return None
    return _governing(sentence, quantity, root, book)


def _is_stuff(phrase: _Phrase) -> bool:
    """ "$40m in aid" against "12% in March", "$5m in 2019"."""
    node = phrase.node
    return node is not None and node.tag_ in ("NN", "NNS") and not any(c.dep_ in ("det", "poss") for c in node.children)


def _modifies(root: Any, phrase: _Phrase) -> bool:
    """Whether number and unit hang from the noun after them: "15-kilometre radius", "$1.5bn loan"."""
    if root is None or phrase.node is None:
        return False
    node = root
    for _ in range(4):
        if node.head.i == phrase.node.i and node.dep_ in (
            "nummod",
            "compound",
            "amod",
            "nmod",
            "npadvmod",
            "quantmod",
            "poss",
        ):
            return True
        if node.dep_ not in ("nummod", "compound", "amod", "nmod", "npadvmod", "quantmod"):
            return False
        node = node.head
    return False


def _following(sentence: Sentence, j: int) -> _Phrase | None:
    """The noun phrase right after the number: "armed men" of "12 armed men"."""
    if sentence.lower(j) in ("-", "‐", "‑", "–"):
        if sentence.lower(j + 1) in ("strong", "odd", "plus"):
            j += 2
        else:
            j += 1
    elif sentence.lower(j) in ("or", "plus") and sentence.lower(j + 1) in ("more", "so", "fewer", "less"):
        j += 2
    first = j
    while sentence.lower(first) in _SKIPPED and sentence.tag(first + 1).startswith(("NN", "JJ", "VBN", "VBG", "HYPH")):
        first += 1
    last = None
    i = first
    while i < len(sentence.tokens) and i < first + 8:
        token = sentence.tokens[i]
        tag = token.tag
        if token.text in "-–/" or tag in _INSIDE or (not tag and token.text[0].isalpha() and i == first):
            if token.lower in _DAYS:
                break
            if tag == "CC" and not (
                sentence.tag(i + 1) in ("NNP", "JJ", "NN") and sentence.tag(i - 1) == sentence.tag(i + 1) and i > first
            ):
                break
            if tag == "POS" and i == first:
                break
            if tag == "VBG" and last is not None:
                break
            if tag == "VBN" and last is not None and tag != sentence.tag(i + 1):
                break
            if tag in _NOUNS or token.lower in _PLURALS:
                last = i
                following = sentence.tag(i + 1)
                if (
                    tag in ("NNS", "NNPS")
                    and following not in ("NN", "NNS", "HYPH")
                    and token.lower not in ("arms", "sports")
                ):
                    if not (sentence.lower(i + 1) in ("-", "–")):
                        break
                if token.lower in _PLURALS and following not in ("NN", "NNS"):
                    break
            i += 1
        elif token.text[0].isdigit() and i > first and sentence.lower(i - 1) in ("-", "–"):
            last = i
            i += 1
        else:
            break
    if last is None:
        return None
    node = sentence.node(last)
    if sentence.tokens[last].text[0].isdigit():
        if (
            last + 1 < len(sentence.tokens)
            and sentence.tokens[last + 1].start == sentence.tokens[last].end
            and sentence.tokens[last + 1].text.isalpha()
        ):
            last += 1
    return _Phrase(sentence.words(first, last), node, last)


def _complement(sentence: Sentence, j: int, links: tuple[str, ...]) -> _Phrase | None:
    """The noun phrase after "of": "half of the condos", "11 of the 212 demonstrators", "tonnes of wheat"."""
    if sentence.lower(j) == "worth":
        j += 1
    if sentence.lower(j) not in links:
        return None
    j += 1
    while j < len(sentence.tokens):
        tag, word = sentence.tag(j), sentence.lower(j)
        if (
            word in _DETERMINERS
            or tag in ("CD", "PRP$", "DT", "PDT")
            or sentence.tokens[j].is_digits
            or word in ("every", "each", ",")
        ):
            j += 1
        else:
            break
    phrase = _following(sentence, j)
    if phrase is None or phrase.last is None:
        return None
    after = phrase.last + 1
    if sentence.tag(after) == "POS":  # "half of the brigade's 4,000 men"
        further = after + 1
        while sentence.tag(further) == "CD":
            further += 1
        return _following(sentence, further) or phrase
    if sentence.lower(after) == "of" and sentence.lower(phrase.last) in ("number", "total"):
        return _complement(sentence, after, ("of",)) or phrase
    return phrase


def _of_light(sentence: Sentence, phrase: _Phrase, book: EventBook) -> _Phrase | None:
    """For "a 12% rise in prices" the prices; a light noun alone counts nothing by itself."""
    node = phrase.node
    if node is None or node.lemma_.lower() not in book.light:
        return phrase
    for child in node.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "on"):
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.tag_ in _NOUNS:
                    return _noun_phrase(sentence, inner)
    return phrase if node.lemma_.lower() not in ("number", "figure", "total", "amount") else None


def _aged(sentence: Sentence, quantity: Quantity) -> _Phrase | None:
    j = quantity.head + 1
    phrase = _following(sentence, j)
    if phrase is not None:
        return phrase
    i = quantity.first - 1
    while i >= 0 and sentence.lower(i) in (",", "(", "aged", "age", "is", "was", "only", "at", "the", "of"):
        i -= 1
    last = i
    if last < 0 or sentence.tag(last) not in _NOUNS:
        return None
    while i > 0 and sentence.tag(i - 1) in ("NNP", "NNPS") and sentence.tag(last) == "NNP":
        i -= 1
    return _Phrase(sentence.words(i, last), sentence.node(last), last)


# -- by the syntax around it --------------------------------------------------------------------------------------------
def _governing(sentence: Sentence, quantity: Quantity, root: Any, book: EventBook) -> _Phrase | None:
    """What a bare number or amount says something about: "the toll rose to 134", "put losses at 600"."""
    node = root
    for _ in range(6):
        if node is None or node.head.i == node.i:
            return None
        head, dep = node.head, node.dep_
        if dep == "pobj" and head.tag_ in ("IN", "TO"):
            above = head.head
            if above.tag_ in _NOUNS:
                if above.lemma_.lower() in book.light or above.lemma_.lower() in ("turnover",):
                    light = _of_light(sentence, _Phrase(above.text, above, None), book)
                    if light is not None and light.node.i != above.i:
                        return light
                    node = above
                    continue
                if head.lower_ in ("of", "at", "to", "by", "from", "above", "below", "around"):
                    return _noun_phrase(sentence, above)
                node = above
                continue
            if above.pos_ in ("VERB", "AUX"):
                return _of_verb(sentence, above, quantity, with_object=True)
            node = head
            continue
        if head.pos_ in ("VERB", "AUX"):
            transitive = dep in ("dobj", "obj", "nsubjpass") and head.lemma_.lower() not in book.amounts
            if dep in ("nsubj", "nsubjpass"):
                return None
            if transitive and quantity.kind == "":
                return _antecedent(sentence, head) if head.lemma_ == "have" else None
            return _of_verb(sentence, head, quantity, with_object=not transitive and dep not in ("dobj", "attr"))
        if head.tag_ in _NOUNS and dep in (
            "appos",
            "conj",
            "nummod",
            "amod",
            "nmod",
            "npadvmod",
            "compound",
            "quantmod",
        ):
            if head.i < node.i and head.tag_ in _NOUNS and dep in ("appos", "nummod") and not quantity.kind == "":
                return _noun_phrase(sentence, head)
            node = head
            continue
        node = head
    return None


def _of_verb(sentence: Sentence, verb: Any, quantity: Quantity, *, with_object: bool) -> _Phrase | None:
    """The object that a verb sets ("cut its rate by ..."), else its subject, looked for up the chain of verbs."""
    if with_object and verb.lemma_.lower() in _SETTING:
        for child in verb.children:
            if child.dep_ == "dobj" and child.tag_ in _NOUNS and child.idx < sentence.tokens[quantity.start].start:
                return _noun_phrase(sentence, child)
    for _ in range(6):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.idx < sentence.tokens[quantity.start].start:
                if child.tag_ in ("WDT", "WP"):
                    return _antecedent(sentence, verb)
                if child.tag_ in _NOUNS:
                    return _of_light(sentence, _noun_phrase(sentence, child), load_events())
                return None
        if verb.dep_ in ("acl", "relcl"):
            return _antecedent(sentence, verb)
        if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "prep", "pcomp") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _antecedent(sentence: Sentence, verb: Any) -> _Phrase | None:
    for _ in range(4):
        if verb.dep_ in ("relcl", "acl") and verb.head.tag_ in _NOUNS:
            return _noun_phrase(sentence, verb.head)
        if verb.head.i == verb.i or verb.dep_ not in ("conj", "ccomp", "xcomp"):
            return None
        verb = verb.head
    return None


def _noun_phrase(sentence: Sentence, node: Any) -> _Phrase:
    """The noun with the adjectives and nouns right before it; no articles, numbers or clauses."""
    first = node
    doc = node.doc
    while first.i > node.sent.start:
        left = doc[first.i - 1]
        if (
            left.tag_ not in ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "HYPH", "VBN", "VBG", "AFX")
            and left.text not in "&-"
        ):
            break
        if left.tag_ in _NOUNS + ("JJ", "VBN", "VBG") and left.head.i not in range(left.i, node.i + 1):
            break
        first = left
    return _Phrase(sentence.text[first.idx : node.idx + len(node)], node, None)


def _shared(
    sentence: Sentence, earlier: Quantity, quantity: Quantity, reading: Reading, event: str | None, root: Any
) -> str | None:
    """The noun that an elliptical count shares with the one before: "14 soldiers were killed and 31 wounded"."""
    if earlier.kind != "" or earlier.style in ("share", "fraction"):
        return None
    between = [t.lower for t in sentence.tokens[earlier.head + 1 : quantity.first]]
    if len(between) > 12 or any(mark in between for mark in (";", ":", "—")):
        return None
    if not any(word in ("and", "or", "but", "than", "with", ",", "from") for word in between):
        return None
    if event is not None and reading.event is not None and reading.event != event or between[:1] == ["from"]:
        return reading.counted
    after = sentence.lower(quantity.head + 1)
    return reading.counted if after in ("in", "during", "a", ".", "") and "from" in between else None


# -- what happened ------------------------------------------------------------------------------------------------------
def _event(sentence: Sentence, quantity: Quantity, root: Any, phrase: _Phrase | None, book: EventBook) -> str | None:
    if quantity.kind in ("time", "age", "scale", "rate") and quantity.kind != "rate":
        return None
    last = (
        phrase.last if phrase is not None and phrase.last is not None and phrase.last > quantity.head else quantity.head
    )
    for word in (sentence.lower(last + 1), sentence.lower(quantity.head + 1), sentence.lower(last + 2)):
        if word in book.words and (word != "hurt" or True):
            return book.words[word]
    node = phrase.node if phrase is not None and phrase.last is not None and phrase.last >= quantity.head else root
    named = book.of_noun(phrase.words.split()) if phrase is not None else None
    found = _event_of_verbs(node, book) if node is not None else None
    return found or named or _event_of_head(root, book)


def _event_of_verbs(node: Any, book: EventBook) -> str | None:
    """The event of the verb that the counted noun is subject or object of, or that describes it."""
    start = node
    for _ in range(5):
        head, dep = node.head, node.dep_
        if head.i == node.i:
            break
        if head.pos_ in ("VERB", "AUX"):
            if dep in ("dobj", "nsubjpass", "attr", "oprd"):
                found = book.of_verb(head, patient=True)
                if found:
                    return found
                break
            if dep == "nsubj":
                return book.of_verb(head, patient=False) or _of_predicate(head, book)
            break
        if dep == "pobj" and head.lower_ in ("of", "among", "against", "with"):
            found = book.of_noun([head.head.text]) if head.head.tag_ in _NOUNS else None
            if found or head.lower_ != "of":
                return found
            node = head.head
            continue
        if dep in ("conj", "nummod", "appos", "amod", "compound", "nmod", "quantmod", "dobj"):
            node = head
            continue
        break
    for child in start.children:
        if child.dep_ in ("acl", "relcl"):
            passive = child.tag_ == "VBN" and (
                child.dep_ == "acl" or any(c.dep_ in ("auxpass", "nsubjpass") for c in child.children)
            )
            found = book.of_verb(child, patient=passive)
            if found:
                return found
    return None


def _of_predicate(verb: Any, book: EventBook) -> str | None:
    """ "are missing", "were left homeless"."""
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd", "xcomp") and child.lower_ in book.words:
            return book.words[child.lower_]
    return book.words.get(verb.lower_) if verb.tag_ in ("VBN", "JJ", "VBG") else None


def _event_of_head(root: Any, book: EventBook) -> str | None:
    """The event that a noun above the number names: "the deaths of 20", "arrests of 15 activists"."""
    node = root
    for _ in range(3):
        if node is None or node.head.i == node.i:
            return None
        node = node.head
        if node.tag_ in _NOUNS:
            return book.of_noun([node.text])
        if node.pos_ == "VERB":
            return None
    return None


# -- trend --------------------------------------------------------------------------------------------------------------
def _trend(sentence: Sentence, quantity: Quantity, book: EventBook) -> str | None:
    """Up or down where the amount is a change: "rose by 12%", "a 12% drop", "0.4pc higher"; not the level reached."""
    if quantity.kind in ("time", "age", "scale"):
        return None
    i = quantity.first - 1
    while i >= 0 and sentence.lower(i) in (
        "by",
        "a",
        "an",
        "another",
        "sharply",
        "slightly",
        "further",
        "only",
        "just",
        "as",
        "much",
    ):
        i -= 1
    direction = book.trends.get(sentence.lower(i)) if i >= 0 else None
    if direction is not None and not (
        sentence.lower(i) in ("up", "down") and sentence.lower(quantity.first - 1) == "to"
    ):
        return direction
    j = quantity.head + 1
    while sentence.tag(j) in ("JJ", "HYPH") and sentence.lower(j) not in book.trends and j < quantity.head + 3:
        j += 1
    if quantity.unit is not None or sentence.lower(j) in ("higher", "lower"):
        return book.trends.get(sentence.lower(j))
    return None
