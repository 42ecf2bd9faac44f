"""Noun phrases around a number: "armed men" after "12", "wheat" after "tonnes of", a noun with its adjectives.

Phrases next to a number are read from the tags, which is surer than the parse; those farther away from the parse.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.days import WEEKDAYS
from analysis.figures.events import load_events
from analysis.figures.tokens import NOUNS, Token, TokenView
from analysis.figures.units import load_units

_BEFORE_NOUN = NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "AFX", "FW"}
_DESCRIBING = frozenset(["JJ", "VBN"])
_NOT_COUNTED = frozenset("other more additional further extra such fewer less new same different total".split())  # noqa: SIM905
_DETERMINERS = frozenset(
    "the a an its their his her our my your all these those this that some every each both such".split()  # noqa: SIM905
)
_PRONOUNS = frozenset(["them", "whom", "us", "which", "these", "those"])
_PLURALS = frozenset("people staff crew personnel police cattle sheep aircraft livestock children men women".split())  # noqa: SIM905
_WHEN = frozenset("today tonight yesterday tomorrow overnight last late early next this since".split())  # noqa: SIM905
_WHEN |= {day.lower() for day in WEEKDAYS}
_CLOSING = frozenset("\"”’'»")  # marks that may close around a number: “hundreds” of fighters
_EMPTY = frozenset("number figure total amount record average sum equivalent lot rest part".split())  # noqa: SIM905
_PERIODS = frozenset(["year", "quarter", "month", "week"])
_SPAN = 9  # tokens a noun phrase after a number may take


class SentenceView(TokenView):
    """The tokens of a sentence beside the parser's own, and the text they are in."""

    def __init__(self, text: str, tokens: Sequence[Token], parsed: Sequence[Any]) -> None:
        self.text, self.tokens = text, tokens
        self._parsed = parsed
        self.numbers: set[int] = set()  # parsed tokens that are numbers with their units
        self._starts = [node.idx for node in parsed]

    def node(self, i: int) -> Any:
        """The parser's token that holds our token ``i``, or None."""
        k = bisect_right(self._starts, self.tokens[i].start) - 1
        return self._parsed[k] if k >= 0 else None

    def words(self, first: int, last: int) -> str:
        """The text of tokens ``first`` to ``last``, both included."""
        return self.text[self.tokens[first].start : self.tokens[last].end]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is counted: its words, its head in the parse, and its last token where it was read next to the number."""

    words: str
    node: Any
    last: int | None = None


def phrase_at(view: SentenceView, j: int) -> Phrase | None:
    """The noun phrase that begins at token ``j`` ("armed men", "F-16s", "Kia and Hyundai vehicles"), or None."""
    if view.lower(j) in _PERIODS and view.lower(j + 1) in ("on", "over") and view.lower(j + 2) == view.lower(j):
        return None  # "33 percent year on year"
    if view.lower(j) == "or" and view.lower(j + 1) in _NOT_COUNTED:
        j += 1
    while view.lower(j) in _NOT_COUNTED and (view.tag(j + 1) in _BEFORE_NOUN or view.lower(j + 1) in _NOT_COUNTED):
        j += 1
    last, i = None, j
    while i < min(j + _SPAN, len(view.tokens)):
        token, tag = view.tokens[i], view.tag(i)
        if _is_in_compound(view, i, j) and tag not in _BEFORE_NOUN:
            i += 1  # "drop-off sites"
            continue
        if token.lower in _WHEN or not (
            tag in _BEFORE_NOUN or token.text[0].isalpha() or view.is_dash(i) or view.glued(i)
        ):
            break
        if view.is_dash(i) and not (view.glued(i) and (view.glued(i + 1) or view.tag(i + 1) == "CC")):
            break
        if tag in ("RB", "RBS", "RBR") and (view.is_dash(i + 1) or view.tag(i + 1) in ("JJ", "VBN")):
            i += 1  # "well-known hosts", "heavily armed men"
            continue
        if tag == "CC" and not _joins_nouns(view, i, j):
            break
        if (tag in ("VBG", "VBN") or token.lower.endswith("ing")) and last is not None and view.tag(i + 1) not in NOUNS:
            break
        if tag and tag not in _BEFORE_NOUN and tag != "CC" and not (tag == "CD" and _is_name_with_digits(view, i)):
            break
        if tag in NOUNS and not token.lower.endswith(("'s", "’s")):
            last = i = _whole_word(view, i)
            if _closes(view, i):
                break
        i += 1
    return Phrase(view.words(j, last), view.node(last), last) if last is not None else None


def _is_in_compound(view: SentenceView, i: int, first: int) -> bool:
    """Whether a word stands against the hyphen of a compound: both words of "drop-off", whatever their tags.

    The phrase begins at ``first``; what is joined to the number itself ("five-to-two") is no such compound.
    """
    before = view.is_dash(i - 1) and view.glued(i - 1) and view.glued(i)
    after = view.is_dash(i + 1) and view.glued(i + 1) and view.glued(i + 2) and view.lower(i + 2).isalpha()
    joined = i - 2 >= first if before else after
    return joined and view.lower(i).isalpha()


def _is_name_with_digits(view: SentenceView, i: int) -> bool:
    """ "Mi-8", "T-72", which the tagger takes for numbers."""
    return view.tokens[i].text[0].isupper() and view.is_dash(i + 1) and view.glued(i + 1) and view.glued(i + 2)


def _joins_nouns(view: SentenceView, i: int, first: int) -> bool:
    """The "and" of "Kia and Hyundai vehicles" and "coal- and gas-fired plants", not of "12 men and women"."""
    if view.is_dash(i - 1):
        return True
    before, after, k = view.tag(i - 1), view.tag(i + 1), i + 2
    described = {before, after} <= _DESCRIBING
    while described and view.tag(k) == "NN":
        k += 1
    alike = described or (before == after and after in ("NNP", "NN"))
    return i > first and alike and view.tag(k) == "NNS"


def _whole_word(view: SentenceView, i: int) -> int:
    """The last token of the word at ``i`` where it holds digits and dashes ("F-16s", "Mi-8")."""
    while True:
        step = 2 if view.is_dash(i + 1) and view.glued(i + 1) and view.glued(i + 2) else 1
        if not (view.glued(i + step) and (view.tokens[i + step].is_digits or view.tokens[i].is_digits)):
            return i
        if step == 1 and not view.tokens[i + 1].text[0].isalnum():
            return i
        i += step


def _closes(view: SentenceView, i: int) -> bool:
    """Whether the phrase ends with the plural noun at ``i``: "200 troops | Friday", but "150 arms dealers"."""
    plural = (
        view.tag(i) in ("NNS", "NNPS")
        or view.lower(i) in _PLURALS
        or (view.lower(i).endswith("s") and view.tokens[i - 1].is_digits)
    )
    return plural and (view.tag(i + 1) not in ("NN", "NNS") or view.lower(i + 1) in _WHEN) and not view.is_dash(i + 1)


def complement_at(
    view: SentenceView, j: int, links: Collection[str], past: Mapping[int, int] | None = None
) -> Phrase | None:
    """The noun phrase after "of" and the like at ``j``: "half of the condos", "11 of the 212 demonstrators".

    ``past`` tells where amounts begin and what follows them ("two-thirds of the combined 4.3M sales").
    """
    past = past or {}
    if view.lower(j) == "worth" or view.lower(j) in _CLOSING:
        j += 1
    if view.lower(j) not in links:
        return None
    j = past_determiners(view, j + 1, past)
    if view.lower(j) in _PRONOUNS:  # "60 per cent of them children"
        return phrase_at(view, j + 1) if view.tag(j + 1) in NOUNS else None
    phrase = phrase_at(view, j)
    if phrase is not None and phrase.last is not None and view.lower(phrase.last) in ("number", "total"):
        return complement_at(view, phrase.last + 1, ("of",), past) or phrase
    return phrase


def past_determiners(view: SentenceView, j: int, past: Mapping[int, int]) -> int:
    """The first token from ``j`` on that is no article, possessive or number, nor an adjective before a number."""
    while j < len(view.tokens):
        if j in past or (j + 1 in past and view.tag(j).startswith(("JJ", "VB"))):
            j = past.get(j) or past[j + 1]
        elif (
            view.lower(j) in _DETERMINERS
            or view.tag(j) in ("CD", "PRP$", "DT", "PDT")
            or view.tokens[j].is_digits
            or (view.lower(j).endswith(("'s", "’s")) and view.tag(j) in NOUNS)
        ):
            j += 1
        else:
            break
    return j


def noun_phrase(view: SentenceView, node: Any) -> Phrase:
    """The noun with the adjectives and nouns right before it; no articles, numbers or clauses."""
    first = node
    while first.i > node.sent.start:
        left = node.doc[first.i - 1]
        if left.i in view.numbers or (left.tag_ not in _BEFORE_NOUN and left.text not in ("&", "-")):
            break
        if left.text not in ("&", "-") and not first.i <= left.head.i <= node.i:
            break
        first = left
    while first.i < node.i and not first.text[0].isalnum():
        first = node.doc[first.i + 1]
    return Phrase(view.text[first.idx : node.idx + len(node)], node)


def of_light_noun(view: SentenceView, phrase: Phrase) -> Phrase | None:
    """For "a 12% rise in prices" the prices, for "a kilo of onions" the onions; None where "number" stands alone."""
    node, light = phrase.node, load_events().light
    if node is None or node.tag_ == "NNP" or not (node.lower_ in light or node.lower_ in load_units().words):
        return phrase
    for child in node.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "on"):
            for inner in child.children:
                if inner.i in view.numbers:
                    continue  # "a share of 12 per cent in the mine"
                if inner.dep_ == "pobj" and (inner.tag_ in NOUNS or inner.tag_ == "VBN"):
                    return noun_phrase(view, inner)  # "the number of injured"
    return None if node.lower_ in _EMPTY else phrase
