"""The tokens around a number, as the rules that tell labels from counts ask for them."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.figures.numerals import Numeral
from analysis.figures.tokens import DASHES, Token, TokenView

_PLURALS = frozenset(["people", "staff", "crew", "personnel"])


class Surroundings(TokenView):
    """A number among its tokens."""

    def __init__(self, tokens: Sequence[Token], numeral: Numeral) -> None:
        self.tokens, self.first, self.last = tokens, numeral.first, numeral.last
        self.value = numeral.value or 0.0
        self.words = numeral.style == "words"
        self.is_whole = tokens[numeral.first].text.isdecimal() and numeral.last == numeral.first
        self.glued_before = self.glued(self.first)
        self.glued_after = self.glued(self.last + 1)

    def text(self, i: int) -> str:
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def word_before(self) -> str:
        """The word before the number, lower case, with its full stop where it is an abbreviation ("No.", "Feb.")."""
        i = self.first - 1
        if self.lower(i) == "." and self.glued(i) and self.text(i - 1).isalpha():
            return self.lower(i - 1) + "."
        return self.lower(i)

    def counts_noun(self) -> bool:
        """Whether a plural noun follows, with adjectives at most between: "12 people", "300 armed protesters"."""
        for i in range(self.last + 1, min(self.last + 5, len(self.tokens))):
            tag, word = self.tag(i), self.text(i)
            if tag in ("NNS", "NNPS") or self.lower(i) in _PLURALS:
                return True
            if word in DASHES:
                if not (self.glued(i) and self.glued(i + 1)):
                    return False
            elif word == ",":
                if not (self.tag(i - 1).startswith("JJ") and self.tag(i + 1).startswith(("JJ", "NN"))):
                    return False
            elif not tag.startswith(("JJ", "NN", "VBN", "VBG", "CC")) or (tag == "CC" and i == self.last + 1):
                return False
        return False
