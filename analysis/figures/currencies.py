"""Money in words that several countries share: "pesos" in a story about Chile are Chile's."""

from __future__ import annotations

import re
from functools import cache

from analysis.figures.units import load_table

_WORD = re.compile(r"[^\W\d_]+")
_SPELLINGS = {
    "riyal": "rial", "rouble": "ruble", "krona": "krone", "kronor": "krone", "kroner": "krone", "lei": "leu",
    "crown": "krone", "koruna": "krone",
}  # fmt: skip
_ABBREVIATIONS = {"rs": "rupee", "re": "rupee", "sh": "shilling", "shs": "shilling"}


def local_currency(unit: str, written: str, home: str | None) -> str:
    """The unit of an amount of money, in the currency of ``home`` where its word is that currency's too.

    Parameters
    ----------
    unit : str
        As read from the words alone: ``"GBP"``, ``"peso/month"``.
    written : str
        The amount as written; "Egyptian pounds" and "£5" leave nothing open.
    home : str or None
        The country that the article is about, by its name in ``data/countries.yaml``.

    Examples
    --------
    >>> local_currency("GBP", "30,000 pounds", "Sudan"), local_currency("INR", "2,500 Indian rupees", "Pakistan")
    ('SDG', 'INR')
    """
    if home is None:
        return unit
    code, per, below = unit.partition("/")
    local = _currency_of(home)
    if local is None or local[0] == code:
        return unit
    words = [_word(word) for word in _WORD.findall(written.lower())]
    at = next((i for i, word in enumerate(words) if word == local[1]), None)
    if at is None or (at and words[at - 1] in _nationalities()):
        return unit
    return f"{local[0]}{per}{below}"


def _word(written: str) -> str:
    word = _ABBREVIATIONS.get(written, written)
    word = _SPELLINGS.get(word, word)
    singular = word.removesuffix("s")
    return _SPELLINGS.get(singular, singular)


@cache
def _currency_of(country: str) -> tuple[str, str] | None:
    """The code of a country's currency and its word: ``("CLP", "peso")``; None where it has none of its own."""
    from babel import Locale
    from babel.numbers import get_territory_currencies

    entry = load_table("countries.yaml").get(country) or {}
    codes = get_territory_currencies(entry["iso"]) if "iso" in entry else []
    if not codes:
        return None
    return codes[0], _word(Locale("en").currencies[codes[0]].split()[-1].lower())


@cache
def _nationalities() -> frozenset[str]:
    """The first words of currencies' names: "swiss" of "Swiss francs"."""
    from babel import Locale

    return frozenset(_word(name.split()[0].lower()) for name in Locale("en").currencies.values() if " " in name)
