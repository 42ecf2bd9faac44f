"""Units of measure and money: from the words after (or before) a number to one canonical name.

The table is ``data/units.yaml``; names of currencies are CLDR's, through babel. Canonical names are ISO 4217 codes for
money and Pint's names for measures, so that a column of values can be summed or converted; rates are "percent",
"percentage point", "basis point", "point" and "time".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import yaml

from analysis.actors.names import yaml_loader
from analysis.figures.digits import SCALES, SUFFIXES
from analysis.figures.tokens import DASHES, Token, is_glued, lower_at, past_dashes

_LONGEST = 6  # tokens of the longest form in the table
_TIMES = frozenset(
    "millisecond second minute hour day week fortnight month year decade century millennium".split()  # noqa: SIM905
)
_SECTIONS = (
    ("money", "shared_currencies"), ("money", "coins"), ("rate", "rates"), ("scale", "scales"), ("measure", "measures"),
)  # fmt: skip
_PER = {"capita": "person", "annum": "year", "head": "person"}
_WORDS_IN_CAPITALS = frozenset(
    ["ALL", "TOP", "TRY", "CUP", "MOP", "COP", "ANG", "PEN", "LAK", "BAM", "STD", "GEL", "CUP"]
)
_AGO = frozenset(["ago", "earlier", "later", "before", "after", "prior", "previously"])  # "$5 a year ago"
_LOOSE_SYMBOLS = frozenset(["a", "in", "p", "l", "t"])  # units only against their number


def load_table(name: str) -> Any:
    """A table of ``analysis/data``."""
    return yaml.load(resources.files("analysis.data").joinpath(name).read_text(encoding="utf-8"), yaml_loader())


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in the tokens: its canonical name, its kind (money, rate, measure, time) and the last token of it.

    ``scale`` is 1e6 for "MEUR" and for "75 USD million".
    """

    name: str
    kind: str
    last: int
    scale: float = 1.0


class UnitBook:
    """Every form of every unit: words, symbols against a number, and marks of currencies."""

    def __init__(self, table: Any) -> None:
        self.words: dict[str, tuple[str, str]] = {}
        self.symbols: dict[str, str] = table["symbols"]
        self.marks: dict[str, str] = dict(table["currency_marks"])
        self.leading: dict[str, str] = table["leading"]
        self.per = frozenset(table["per"])
        self.money_words = frozenset(table["money_words"])
        self.got = frozenset(table["got"])
        self.persons = frozenset(table["persons"])
        self.aged = frozenset(table["aged"])
        self.between = frozenset(table["between"])
        self.codes = self._add_currencies(table["currencies"])
        for kind, section in _SECTIONS:
            for name, forms in table[section].items():
                for form in forms:
                    self._add(form, name, "time" if name in _TIMES else kind)

        for word, code in _words_of_one_country().items():
            if word not in self.words:
                self._add(word, code, "money")

    def _add_currencies(self, currencies: dict[str, list[str]]) -> frozenset[str]:
        from babel import Locale

        english = Locale("en")
        codes = set(currencies)
        for code, name in english.currencies.items():
            if "(" not in name:
                self._add(name.replace(" ", "_"), code, "money")
                codes.add(code)
        for code, mark in english.currency_symbols.items():
            if not (mark.isascii() and mark.isalnum()):
                self.marks.setdefault(mark, code)
        for code, forms in currencies.items():
            for form in forms:
                self._add(form, code, "money")
        return frozenset(codes - _WORDS_IN_CAPITALS)

    def _add(self, form: str, name: str, kind: str) -> None:
        key = form.lower().replace("_", " ").replace("-", " ")
        self.words[key] = (name, kind)
        if key[-1].isalpha() and len(key) > 2 and not key.endswith("s"):
            self.words.setdefault(key + "s", (name, kind))

    def is_money_word(self, word: str) -> bool:
        """Whether a word, in lower case, tells of paying and prices ("cost", "losses")."""
        return not self.money_words.isdisjoint((word, word.removesuffix("s"), word.removesuffix("es")))

    # -- after the number -------------------------------------------------------------------------------------------
    def after(self, tokens: Sequence[Token], j: int, *, digits: bool = True) -> Unit | None:
        """The unit that starts at token ``j``, with what follows "per"; None where the word is no unit.

        ``digits``: codes and symbols ("EUR", "kW", "m") count as units too, as they do after digits.
        """
        if j >= len(tokens):
            return None
        first = j
        if tokens[j].text in DASHES and j + 1 < len(tokens):
            if tokens[j + 1].start != tokens[j].end and tokens[j].start == tokens[j - 1].end:
                return None
            first = j + 1
        elif tokens[j].text in "([" and j + 2 < len(tokens) and tokens[j + 2].text in ")]":
            unit = self._simple(tokens, j + 1, digits=digits, close=True)
            return replace(unit, last=j + 2) if unit and unit.kind == "measure" else None
        unit = self._simple(tokens, first, digits=digits)
        if unit is None:
            return None
        compound = self._compound(tokens, unit)
        return self._past_stuff(tokens, compound) if compound is unit and unit.kind == "measure" else compound

    def _simple(self, tokens: Sequence[Token], j: int, *, digits: bool, close: bool = False) -> Unit | None:
        """The unit at token ``j`` without any "per"; ``close``: nothing but a unit can stand there."""
        if j >= len(tokens) or (tokens[j].text in "pa" and lower_at(tokens, j + 1) == "." and is_glued(tokens, j + 2)):
            return None  # "6 p.m."
        if tokens[j].lower == "second" and lower_at(tokens, j + 1) in DASHES and is_glued(tokens, j + 2):
            return None  # "12 second-hand buses"
        word = self._word(tokens, j)
        if not digits or (word is not None and word.last > j):
            return word
        if word is not None and self.symbols.get(tokens[j].text, word.name) != word.name:
            return self._symbol(tokens, j, close=close) or word  # "Nm" is no nanometre
        return self._code(tokens, j) or self._mark(tokens, j) or word or self._symbol(tokens, j, close=close)

    def _word(self, tokens: Sequence[Token], j: int) -> Unit | None:
        """The longest form that the tokens from ``j`` on spell."""
        best, key = None, ""
        for k in range(j, min(j + _LONGEST, len(tokens))):
            piece = tokens[k].lower
            if piece in DASHES:
                continue
            apart = k > j and tokens[k].start > tokens[k - 1].end
            joined = not apart and (piece in "./%°" or piece.isdigit() or key[-1:] in ("°", ".", "/"))
            key = key + piece if joined or not key else f"{key} {piece}"
            if key in self.words:
                best = Unit(*self.words[key], last=k)
            elif not key[0].isalpha() and key[0] not in "%°$€£¥¢℃℉":
                break
        return best

    def _code(self, tokens: Sequence[Token], j: int) -> Unit | None:
        """An ISO 4217 code, with "M" before it or a scale after it: "EUR", "MEUR", "USD million"."""
        written = tokens[j].text
        if written in self.codes:
            scale = tokens[j + 1].lower if j + 1 < len(tokens) else ""
            if scale in SCALES or (scale in SUFFIXES and len(scale) > 1):
                return Unit(written, "money", j + 1, SCALES.get(scale) or SUFFIXES[scale])
            return Unit(written, "money", j)
        if len(written) == 4 and written[0] == "M" and written[1:] in self.codes:
            return Unit(written[1:], "money", j, 1e6)
        return None

    def _mark(self, tokens: Sequence[Token], j: int) -> Unit | None:
        """A currency's mark after the number: "100€", "150 kn"; not the "$" of the next amount."""
        written = tokens[j].text
        if written not in self.marks:
            return None
        against = tokens[j].start == tokens[j - 1].end
        next_is_number = j + 1 < len(tokens) and tokens[j + 1].is_digits
        if next_is_number and (tokens[j + 1].start == tokens[j].end or not against):
            return None
        if against or not written.isascii() or written in ("$", "RMB", "kn"):
            return Unit(self.marks[written], "money", j)
        return None

    def _symbol(self, tokens: Sequence[Token], j: int, *, close: bool) -> Unit | None:
        """A short symbol that is a unit only after digits: "5kW", "12 C", "100 m"."""
        name = self.symbols.get(tokens[j].text)
        if name is None:
            return None
        if not close and not (_ends_word(tokens, j) if is_glued(tokens, j) else _stands_alone(tokens, j)):
            return None
        kind = "money" if name in ("penny", "cent") else "time" if name in _TIMES else "measure"
        return Unit(name, kind, j)

    def _compound(self, tokens: Sequence[Token], unit: Unit) -> Unit:
        """The unit with its divisor: "dollars a barrel", "km/h", "barrel-a-day", "inhabitants per square kilometre"."""
        j = past_dashes(tokens, unit.last + 1)
        link = tokens[j].lower if j < len(tokens) else ""
        any_noun = link == "per" or (link == "/" and j == unit.last + 1)
        if unit.name in ("point", "time") or not (any_noun or link in ("a", "an", "each", "every")):
            return unit
        j = past_dashes(tokens, j + 1)
        word = tokens[j].lower if j < len(tokens) else ""
        if (
            not word[:1].isalpha()
            or (not any_noun and word not in self.per)
            or (link == "/" and tokens[j].start > tokens[j - 1].end)
        ):
            return unit
        if not any_noun and _is_other_time(tokens, j + 1):
            return unit
        below = self._simple(tokens, j, digits=any_noun, close=any_noun)
        if below is not None and below.kind in ("measure", "time", "money"):
            return replace(unit, name=f"{unit.name}/{below.name}", last=below.last)
        if link == "/" and len(word) < 3:
            return unit
        return replace(unit, name=f"{unit.name}/{_PER.get(word, word)}", last=j)

    def _past_stuff(self, tokens: Sequence[Token], unit: Unit) -> Unit:
        """The unit with the time after what it measures: "barrels of crude oil a day"."""
        j = unit.last + 1
        if lower_at(tokens, j) != "of":
            return unit
        j += 1
        while j < min(unit.last + 5, len(tokens)) and tokens[j].tag in ("NN", "NNS", "JJ"):
            j += 1
        time = self._simple(tokens, j + 1, digits=False) if lower_at(tokens, j) in ("a", "per", "each") else None
        if time is None or time.kind != "time" or _is_other_time(tokens, time.last + 1):
            return unit
        return replace(unit, name=f"{unit.name}/{time.name}")

    def per_after(self, tokens: Sequence[Token], last: int, name: str) -> tuple[str, int] | None:
        """The unit and its last token where an amount with the mark before it goes on with "a barrel", "per day"."""
        unit = self._compound(tokens, Unit(name, "money", last))
        return (unit.name, unit.last) if unit.last > last else None

    # -- before the number ------------------------------------------------------------------------------------------
    def before(self, tokens: Sequence[Token], i: int) -> tuple[str, int, float] | None:
        """The currency that ends right before token ``i`` ("US$", "EUR", "MEUR", "Rs."): code, first token, scale."""
        for first in range(max(0, i - 4), i):
            piece = tokens[first:i]
            if any(b.start - a.end > 1 for a, b in pairwise([*piece, tokens[i]])):
                continue
            written = "".join(t.text for t in piece)
            apart = any(b.start > a.end for a, b in pairwise(piece))
            if apart and written[0] in "aA":
                continue  # "exceeds a $ 4 billion"
            code = self.marks.get(written) or self.marks.get(written.upper() if len(written) < 4 else "")
            scale = 1.0
            if code is None and len(piece) == 1:
                millions = len(written) == 4 and written[0] == "M" and written[1:] in self.codes
                code, scale = (written[1:], 1e6) if millions else (written if written in self.codes else None, 1.0)
            if code is None or (len(piece) == 1 and self._belongs_before(tokens, first)) or _is_model(tokens, first):
                continue
            return code, first, scale
        return None

    def _belongs_before(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether the mark or code at ``first`` is the unit of the number before it: "115USD 40", "10 $ 30 cent"."""
        if first == 0 or not tokens[first - 1].is_digits:
            return False
        return tokens[first].text.isalpha() or tokens[first].end < tokens[first + 1].start

    def lead(self, tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
        """The unit that stands before its number: "magnitude 7.8", "a magnitude-6.4 quake", "a magnitude of 7"."""
        j = i - 1
        while j > 0 and (tokens[j].text in DASHES or tokens[j].lower == "of"):
            j -= 1
        name = self.leading.get(tokens[j].lower) if j >= 0 else None
        return (name, j) if name else None


def _words_of_one_country() -> dict[str, str]:
    """The words that name one currency only ("kwanza"), and its code."""
    from babel import Locale
    from babel.numbers import get_territory_currencies

    english = Locale("en")
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for territory in map(str, english.territories):
        for code in get_territory_currencies(territory) if territory.isalpha() else ():
            codes[english.currencies[code].split()[-1].lower()].add(code)
    return {word: min(found) for word, found in codes.items() if len(found) == 1}


def _is_other_time(tokens: Sequence[Token], j: int) -> bool:
    """Whether "a year" before token ``j`` is no rate: "a year ago", "a year on,"; but "a day on its own account"."""
    word, following = lower_at(tokens, j), lower_at(tokens, j + 1)
    on = word == "on" and (following == "from" or not following[:1].isalnum())
    return word in _AGO or on or (word == "from" and following in ("now", "today"))


def _is_model(tokens: Sequence[Token], first: int) -> bool:
    """Whether "PS" and "R" are no money: not a transliterated "£" or a rand, as in "PS5", "PS 40", "R2"."""
    if tokens[first].text not in ("PS", "R"):
        return False
    number, after = tokens[first + 1].text, lower_at(tokens, first + 2)
    if tokens[first].text == "R":
        scaled = after in SCALES or (after in SUFFIXES and is_glued(tokens, first + 2))
        return not is_glued(tokens, first + 1) or not (scaled or "," in number)
    small = number.isdecimal() and len(number) == 1
    return not is_glued(tokens, first + 1) or (small and not is_glued(tokens, first + 2))


def _ends_word(tokens: Sequence[Token], j: int) -> bool:
    """Whether the symbol against its number is all that follows it: not the "m" of "m212", the "L" of "L-202"."""
    if not is_glued(tokens, j + 1):
        return True
    after = tokens[j + 1]
    return not (
        after.is_digits or after.text in "'’&" or (after.text in DASHES and lower_at(tokens, j + 2).isdecimal())
    )


def _stands_alone(tokens: Sequence[Token], j: int) -> bool:
    """Whether the symbol after a space can be a unit ("12 C", "5 W"): not an article, an initial or a name's letter."""
    if tokens[j].text in _LOOSE_SYMBOLS or (tokens[j].text == "A" and lower_at(tokens, j + 1) not in ("", "/")):
        return False
    return _ends_word(tokens, j) and not (is_glued(tokens, j + 1) and tokens[j + 1].text == "." and j + 2 < len(tokens))


@cache
def load_units() -> UnitBook:
    """The unit table, read once.

    Examples
    --------
    >>> from analysis.figures.tokens import tokenize
    >>> load_units().after(tokenize("kilometres per hour", 0, 19), 0).name
    'kilometer/hour'
    """
    return UnitBook(load_table("units.yaml"))
