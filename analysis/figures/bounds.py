"""Words around a number that say how it is meant: "at least", "nearly", "as many as", "or more".

The phrases are in ``data/bounds.yaml``. The longest phrase wins; a number may have two ("up to about 40"), and then the
limit counts, not the "about".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.figures.tokens import Token, is_glued
from analysis.figures.units import load_table

_LONGEST = 5
_ARTICLES = {"a", "an", "the", "another"}
_PLACES = {"over", "under", "above", "below", "beyond", "around", "about", "north of", "south of"}
_ATTACHED = {"plus", "+", "odd", "ish", "maximum", "minimum", "tops"}  # "60-plus", "100+"; not "253 plus four"
_WITH_OVER = {
    "roll",
    "rolled",
    "rolling",
    "rolls",
    "hand",
    "handed",
    "handing",
    "hands",
    "turned",
    "turning",
    "signed",
    "signing",
}
_VERBS = {
    "top",
    "tops",
    "topped",
    "topping",
    "exceed",
    "exceeds",
    "exceeded",
    "exceeding",
    "surpass",
    "surpassed",
    "surpasses",
}
_TOPICAL = {"over", "about"}
_PARTIES = {"with", "between", "against", "to", "from"}
_SUED = {"sued", "charged", "arrested", "questioned", "investigated", "prosecuted", "criticised", "criticized"}
_BEING = {"is", "are", "was", "were", "be", "been", "being"}
_BEFORE_LONGER = {
    "for", "just", "well", "took", "take", "takes", "lasted", "lasts", "last", "of", "is", "was", "are", "were", "been",
    "after", "spent", "spend", "a", "an", "by", "little", "slightly", "far", "wait", "waited", "at", "to", "with",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bound:
    """What the words around a number say; ``first`` and ``last`` (excluded) span number and words."""

    bound: str | None
    modifier: str | None
    first: int
    last: int


@cache
def _phrases() -> tuple[dict[tuple[str, ...], str], dict[tuple[str, ...], str]]:
    table = load_table("bounds.yaml")
    before = {_split(phrase): bound for bound, phrases in table["before"].items() for phrase in phrases}
    after = {_split(phrase): bound for bound, phrases in table["after"].items() for phrase in phrases}
    return before, after


@cache
def _disputes() -> frozenset[str]:
    return frozenset(load_table("bounds.yaml")["disputes"])


def _split(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.replace(".", " .").split())


def bound_around(tokens: Sequence[Token], first: int, last: int, kind: str, *, number: int | None = None) -> Bound:
    """The bound of ``tokens[first:last]``; ``kind`` is that of its unit, ``number`` the last token of the number."""
    bound, start = _before(tokens, first, kind)
    words = (
        " ".join(t.text for t in tokens[start:first] if t.lower not in _ARTICLES or start == first)
        if start < first
        else None
    )
    end = last
    if bound in (None, "exact"):
        for j in dict.fromkeys((last, (number + 1) if number is not None else last)):
            found = _after(tokens, j)
            if found is not None:
                bound, until = found
                words = " ".join(t.text for t in tokens[j:until] if t.text not in "-‐‑–")
                end = max(last, until)
                break
    return Bound(bound, words, start, end)


def _before(tokens: Sequence[Token], first: int, kind: str) -> tuple[str | None, int]:
    before, _ = _phrases()
    bound: str | None = None
    start = first
    for _ in range(3):
        found = _phrase_ending(tokens, start, before, kind)
        if found is None:
            break
        outer, start = found
        if bound in (None, "exact", "about") or outer not in ("exact", "about"):
            bound = bound if outer == "exact" and bound else outer
    return bound, start


def _phrase_ending(
    tokens: Sequence[Token], end: int, phrases: dict[tuple[str, ...], str], kind: str
) -> tuple[str, int] | None:
    """The longest phrase that ends right before token ``end``, an article between them allowed."""
    for stop in (end, end - 1):
        if stop < end and not (stop >= 0 and tokens[stop].lower in _ARTICLES):
            return None
        if stop == end and end and tokens[end - 1].text in "-‐‑–":
            if end > 1 and tokens[end - 2].lower in ("sub", "nearly", "about", "over", "almost"):
                return phrases.get((tokens[end - 2].lower,), "about"), end - 2
            return None
        for n in range(min(_LONGEST, stop), 0, -1):
            words = tuple(t.lower for t in tokens[stop - n : stop])
            bound = phrases.get(words)
            if bound is not None and _applies(tokens, stop - n, words, kind, article=stop < end):
                return bound, stop - n
    return None


def _applies(tokens: Sequence[Token], at: int, words: tuple[str, ...], kind: str, *, article: bool) -> bool:
    """Whether the phrase is about the number: not "over three years", "the top 10", "around the two men"."""
    if article and tokens[at + len(words)].lower in ("the", "another"):
        return False  # "well short of the two-thirds it needed" tells nothing about two-thirds
    phrase = " ".join(words)
    before = tokens[at - 1].lower if at else ""
    if phrase == "over" and before in _WITH_OVER:
        return False  # "agreed to roll over $2 billion"
    if phrase in _TOPICAL and kind not in ("time", "measure", "rate") and _is_topic(tokens, at):
        return False
    if phrase in _PLACES and article and kind == "age":
        return False  # "under a 70-year-old tree"
    if phrase in _PLACES:
        if kind in ("time",) and phrase == "over":
            return before in _BEFORE_LONGER
        return not (phrase in ("under", "below", "above") and before in ("from", "the"))
    if article and phrase in ("all", "some", "as far as", "as high as", "as long as", "as large as"):
        return False
    if phrase in _VERBS:
        return not tokens[at].tag or tokens[at].tag.startswith("VB")
    if phrase in ("some", "perhaps", "maybe", "probably"):
        return not article
    if phrase in ("up to", "as high as") and before in ("went", "is", "was"):
        return True
    return True


def _is_topic(tokens: Sequence[Token], at: int) -> bool:
    """Whether "over" tells what is disputed: "a row over 12 boats", "a complaint to the court over two bills".

    Not so where what happened follows: "in the clashes over 40 people died".
    """
    i = at - 1
    if i > 1 and tokens[i].tag.startswith("NN") and tokens[i].lower not in _disputes():
        while i > 0 and tokens[i].tag.startswith(("NN", "JJ", "DT", "PRP$", "POS")):
            i -= 1
        if tokens[i].lower not in _PARTIES:
            return False
        i -= 1  # "consultations | with the union over"
    if i < 0 or tokens[i].lower not in _disputes():
        sued = i > 0 and tokens[i].lower in _SUED and tokens[i].tag == "VBN"
        return sued and any(t.lower in _BEING for t in tokens[max(0, i - 3) : i])
    while i > 0 and tokens[i].tag.startswith(("NN", "JJ", "DT", "PRP$")):
        i -= 1
    j = at + 1
    while j < len(tokens) and tokens[j].tag.startswith(("CD", "NN", "JJ", "$", "DT")):
        j += 1
    happened = j < len(tokens) and tokens[j].tag in ("VBD", "VBP", "VBZ")
    return not (happened and tokens[i].tag == "IN")


def _after(tokens: Sequence[Token], j: int) -> tuple[str, int] | None:
    """The phrase that begins at token ``j``: "or more", "-odd", "+", "plus"."""
    _, after = _phrases()
    k = j + 1 if j + 1 < len(tokens) and tokens[j].text in "-‐‑–" and tokens[j + 1].start == tokens[j].end else j
    for n in range(min(_LONGEST, len(tokens) - k), 0, -1):
        words = tuple(t.lower for t in tokens[k : k + n])
        bound = after.get(words)
        if bound is None:
            continue
        following = tokens[k + n] if k + n < len(tokens) else None
        if words[0] in _ATTACHED and k == j and not is_glued(tokens, k):
            return None
        if words in (("at", "least"), ("at", "most")) and following is not None and following.text[0].isalnum():
            continue
        if words[-1] == "up" and following is not None and following.lower == "to":
            continue  # "paid $5 and up to $7"
        return bound, k + n
    return None
