"""Tokens of a sentence for reading numbers: runs of digits, words, and other marks, each with its offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DASHES = frozenset("-‐‑–—−")
NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])  # tags
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\S")


@dataclass(slots=True)
class Token:
    """A run of digits, a word, or another mark; ``tag`` is its Penn Treebank tag where a parsed token begins there."""

    text: str
    lower: str
    start: int
    end: int
    tag: str = ""

    @property
    def is_digits(self) -> bool:
        return self.text[0].isdecimal()


def tokenize(text: str, start: int, end: int, tags: Mapping[int, str] | None = None) -> list[Token]:
    """The tokens of ``text[start:end]`` with offsets into ``text``.

    Examples
    --------
    >>> [token.text for token in tokenize("RM2.5bn, or 3-4 F-16s", 0, 21)]
    ['RM', '2.5', 'bn', ',', 'or', '3', '-', '4', 'F', '-', '16', 's']
    """
    tags = tags or {}
    return [
        Token(m.group(), m.group().lower(), m.start(), m.end(), tags.get(m.start(), ""))
        for m in _TOKEN.finditer(text, start, end)
    ]


def lower_at(tokens: Sequence[Token], i: int) -> str:
    """Token ``i`` in lower case; "" outside the sentence."""
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def is_glued(tokens: Sequence[Token], i: int) -> bool:
    """Whether token ``i`` stands against the one before it."""
    return 0 < i < len(tokens) and tokens[i].start == tokens[i - 1].end


class TokenView:
    """Tokens of a sentence of which every question may be asked, also of positions outside the sentence."""

    tokens: Sequence[Token]

    def lower(self, i: int) -> str:
        return lower_at(self.tokens, i)

    def tag(self, i: int) -> str:
        return self.tokens[i].tag if 0 <= i < len(self.tokens) else ""

    def glued(self, i: int) -> bool:
        """Whether token ``i`` stands against the one before it."""
        return is_glued(self.tokens, i)

    def is_dash(self, i: int) -> bool:
        return self.lower(i) in DASHES


def past_hyphen(tokens: Sequence[Token], i: int) -> int:
    """``i``, or the token after it where ``i`` is a hyphen with a word against it."""
    return i + 1 if lower_at(tokens, i) in DASHES and is_glued(tokens, i + 1) else i


def past_dashes(tokens: Sequence[Token], i: int) -> int:
    """The first token from ``i`` on that is no dash."""
    while i < len(tokens) and tokens[i].text in DASHES:
        i += 1
    return i
