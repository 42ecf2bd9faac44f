"""Whether a text is in English, told by its letters and its small words. No more than that is needed: a text in
another language would yield tables that look right and are not."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from importlib.resources import files
from typing import Any

import yaml

WORDS = re.compile(r"[^\W\d_]+")
SAMPLE = 40_000
# How much more of the text the small words of another language must be, for a text with quotations in it.
CLEARLY_MORE = 1.5
FEWEST_SMALL_WORDS = 0.08
# The share of letters of other scripts from which on a text is not in English.
FOREIGN_SHARE = 0.5


@functools.cache
def _languages() -> dict[str, Any]:
    text = files("analysis").joinpath("data/languages.yaml").read_text(encoding="utf-8")
    known = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    known["english"] = frozenset(known["english"])
    known["others"] = {name: frozenset(words) for name, words in known["others"].items()}
    return dict(known)


def other_language(text: str) -> str | None:
    """The language a text is in, if that is clearly not English.

    The rule and its word lists stand in ``data/languages.yaml``. A text of a few words passes.

    Returns
    -------
    str or None
        "German", "Cyrillic letters" ...; None for English and where it cannot be told.

    Examples
    --------
    >>> other_language("The minister said the talks would go on.") is None
    True
    >>> other_language("Der Minister sagte, dass die Gespräche nicht beendet sind und das Treffen stattfindet. " * 5)
    'German'
    """
    known = _languages()
    sample = text[:SAMPLE]
    letters = Counter(_script(letter) for letter in sample if letter.isalpha())
    n_letters = letters.total()
    del letters["LATIN"]
    if n_letters >= known["minimum_letters"] and letters.total() > FOREIGN_SHARE * n_letters:
        script = letters.most_common(1)[0][0]
        return f"{script if script == 'CJK' else script.title()} letters"
    words = [word.lower() for word in WORDS.findall(sample)]
    if len(words) < known["minimum_words"]:
        return None
    counts = Counter(words)
    english = sum(counts[word] for word in known["english"])
    by_language = {name: sum(counts[word] for word in listed) for name, listed in known["others"].items()}
    likeliest = max(by_language, key=lambda name: by_language[name])
    if by_language[likeliest] > CLEARLY_MORE * english and by_language[likeliest] > FEWEST_SMALL_WORDS * len(words):
        return likeliest
    return None


@functools.cache
def _script(letter: str) -> str:
    """The first word of a letter's Unicode name, which is its script: LATIN, CYRILLIC, ARABIC, CJK ..."""
    return unicodedata.name(letter, "UNKNOWN").split()[0].split("-")[0]
