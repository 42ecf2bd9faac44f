"""Units of measure and money: from the words after (or before) a number to one canonical name.

The table is ``data/units.yaml``; names of currencies are CLDR's, through babel. Canonical names are ISO 4217 codes for
money and Pint's names for measures, so that a column of values can be summed or converted; rates are "percent",
"percentage point", "basis point", "point" and "time".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from analysis.numerals import Token

_DASHES = {"-", "‐", "‑", "–"}
_LONGEST = 6  # tokens of the longest form in the table


def load_table(name: str) -> Any:
    """A table of ``analysis/data``."""
    return yaml.safe_load(resources.files("analysis.data").joinpath(name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in the tokens: its canonical name, its kind (money, rate, measure, time) and the last token of it."""

    name: str
    kind: str
    last: int


class UnitBook:
    """Every form of every unit, by its tokens."""

    def __init__(self, table: Any) -> None:
        self.words: dict[str, tuple[str, str]] = {}
        self.symbols: dict[str, str] = dict(table["symbols"])
        self.marks: dict[str, str] = dict(table["currency_marks"])
        self.per = frozenset(table["per"])
        self.leading: dict[str, str] = dict(table["leading"])
        self.money_words = frozenset(table["money_words"])
        self.codes: set[str] = set()
        self._add_currencies(table)
        for kind, section in (("money", "coins"), ("rate", "rates"), ("measure", "measures")):
            for name, forms in table[section].items():
                for form in forms:
                    self._add(form, name, "time" if name in _TIMES else kind)

    def _add_currencies(self, table: Any) -> None:
        from babel import Locale

        english = Locale("en")
        for code, name in english.currencies.items():
            if "(" not in name and len(code) == 3:
                self._add(name.replace(" ", "_"), code, "money")
                self.codes.add(code)
        self.codes -= {"ALL", "TOP", "TRY", "CUP", "MOP", "COP", "ANG", "PEN", "LAK"}  # also English words in capitals
        for code, mark in english.currency_symbols.items():
            if not mark.isascii() or not mark.isalnum():
                self.marks.setdefault(mark, code)
        for code, forms in table["currencies"].items():
            self.codes.add(code)
            for form in forms:
                self._add(form, code, "money")

    def _add(self, form: str, name: str, kind: str) -> None:
        key = form.lower().replace("_", " ").replace("-", " ")
        self.words[key] = (name, kind)
        if key[-1].isalpha() and len(key) > 2 and not key.endswith("s"):
            self.words.setdefault(key + "s", (name, kind))

    # -- after the number ---------------------------------------------------------------------------------------------
    def after(self, tokens: Sequence[Token], j: int, *, digits: bool = True) -> Unit | None:
        """The unit that starts at token ``j``, with what follows "per"; None where the word is no unit."""
        first = j
        if j < len(tokens) and tokens[j].text in _DASHES and j + 1 < len(tokens):
            if tokens[j + 1].start != tokens[j].end and tokens[j].start == tokens[j - 1].end:
                return None
            first = j + 1
        elif j < len(tokens) and tokens[j].text in "([" and j + 2 < len(tokens) and tokens[j + 2].text in ")]":
            simple = self._simple(tokens, j + 1, digits, bracketed=True)
            return Unit(simple.name, simple.kind, j + 2) if simple and simple.kind == "measure" else None
        unit = self._simple(tokens, first, digits)
        if unit is None:
            return None
        return self._compound(tokens, unit)

    def _simple(self, tokens: Sequence[Token], j: int, digits: bool, *, bracketed: bool = False) -> Unit | None:
        if j >= len(tokens):
            return None
        written = tokens[j].text
        if not (written[0].isalpha() or written in "%°$€£¥¢＄℃℉″" or written in self.marks):
            return None
        best: Unit | None = None
        key = ""
        for k in range(j, min(j + _LONGEST, len(tokens))):
            piece = tokens[k].lower
            if piece in _DASHES:
                continue
            gap = k > j and tokens[k].start > tokens[k - 1].end
            joined = not gap and (piece in "./%°" or (key and key[-1] in "./") or piece.isdigit() or key == "°")
            key = key + piece if joined or not key else f"{key} {piece}"
            if key in self.words:
                name, kind = self.words[key]
                best = Unit(name, kind, k)
        if written in self.codes and digits:
            code = Unit(written, "money", j)
            return best if best and best.last > j else code
        if digits and written in self.marks and (best is None or best.last <= j):
            glued = j and tokens[j].start == tokens[j - 1].end
            if glued or not written.isascii() or written in ("$", "RMB", "kn"):
                return Unit(self.marks[written], "money", j)
        if digits and written in self.symbols and (best is None or best.last <= j):
            glued = j and tokens[j].start == tokens[j - 1].end
            if glued or bracketed or _symbol_stands(tokens, j):
                name = self.symbols[written]
                kind = "money" if name in ("penny", "cent") else "time" if name in _TIMES else "measure"
                return Unit(name, kind, j)
        return best

    def _compound(self, tokens: Sequence[Token], unit: Unit) -> Unit:
        """ "dollars a barrel", "km/h", "barrel-a-day", "people per square kilometre"."""
        j = unit.last + 1
        if j + 1 >= len(tokens) or unit.name in ("point", "time"):
            return unit
        while j < len(tokens) and tokens[j].text in _DASHES:
            j += 1
        link = tokens[j].lower if j < len(tokens) else ""
        if link == "per" or (link == "/" and j == unit.last + 1):
            any_noun = True
        elif link in ("a", "an", "each", "every", "the") and unit.kind != "time":
            any_noun = False
        elif link in ("a", "an") and unit.kind == "time":
            any_noun = False
        else:
            return unit
        j += 1
        while j < len(tokens) and tokens[j].text in _DASHES:
            j += 1
        if j >= len(tokens) or not tokens[j].text[0].isalpha():
            return unit
        below = self._simple(tokens, j, digits=True, bracketed=any_noun)
        word = tokens[j].lower
        if any_noun:
            if below is not None and below.kind != "rate":
                return Unit(f"{unit.name}/{below.name}", unit.kind, below.last)
            if link == "/" and len(word) < 3:
                return unit
            return Unit(f"{unit.name}/{_PER.get(word, word)}", unit.kind, j)
        if word not in self.per or (link == "the" and word not in ("tonne", "ton", "barrel")):
            return unit
        return Unit(
            f"{unit.name}/{below.name if below else _PER.get(word, word)}", unit.kind, below.last if below else j
        )

    # -- before the number --------------------------------------------------------------------------------------------
    def before(self, tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
        """The currency (code and first token of its mark) that ends right before token ``i``: "US$", "EUR", "Rs."."""
        for n in (4, 3, 2, 1):
            first = i - n
            if first < 0:
                continue
            piece = tokens[first:i]
            if any(b.start - a.end > 1 for a, b in zip(piece, piece[1:], strict=False)):
                continue
            written = "".join(t.text for t in piece)
            code = self.marks.get(written)
            if code is None and n == 1 and tokens[i].start - piece[0].end <= 1:
                code = written if written in self.codes else None
            if code is None:
                continue
            if tokens[i].start - piece[-1].end > 1:
                return None
            if (
                written.isalpha()
                and written.isascii()
                and first
                and tokens[first - 1].is_digits
                and written not in ("RM", "Rs", "Rp")
            ):
                return None
            return code, first
        return None

    def per_after(self, tokens: Sequence[Token], last: int, name: str) -> tuple[str, int] | None:
        """The unit and its last token where an amount with the mark before it goes on with "a barrel", "per day"."""
        unit = self._compound(tokens, Unit(name, "money", last))
        return (unit.name, unit.last) if unit.last > last else None

    def lead(self, tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
        """The unit that stands before its number: "magnitude 7.8", "a magnitude-6.4 quake"."""
        j = i - 1
        if j >= 0 and tokens[j].text in _DASHES:
            j -= 1
        if j >= 0 and tokens[j].lower in ("of", "at") and j:
            j -= 1
        name = self.leading.get(tokens[j].lower) if j >= 0 else None
        return (name, j) if name else None


_TIMES = frozenset("millisecond second minute hour day week fortnight month year decade century millennium".split())
_PER = {"capita": "person", "annum": "year", "head": "person"}


def _symbol_stands(tokens: Sequence[Token], j: int) -> bool:
    """Whether a one-letter word after a space is a unit ("5 W", "12 C"): no word goes with it as a name or article."""
    if tokens[j].lower in ("a", "in", "p", "l", "s", "t"):
        return False
    if j + 1 < len(tokens) and tokens[j + 1].text in ".'’&":
        return tokens[j + 1].text == "." and j + 2 == len(tokens)
    return True


@cache
def load_units() -> UnitBook:
    """The unit table, read once.

    Examples
    --------
    >>> from analysis.numerals import tokenize
    >>> load_units().after(tokenize("kilometres per hour", 0, 19), 0).name
    'kilometer/hour'
    """
    return UnitBook(load_table("units.yaml"))
