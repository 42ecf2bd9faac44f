"""Numbers in words: "sixty-two", "two hundred and five", "a hundred thousand", "two and a half million", "sixfold"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.figures.digits import SCALES, Number, half_after_and
from analysis.figures.tokens import Token, lower_at, past_hyphen

ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "  # noqa: SIM905
        "seventeen eighteen nineteen".split()
    )
}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}  # noqa: SIM905
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth".split())  # noqa: SIM905
_FOLDS = {f"{word}fold": float(n) for word, n in [*ONES.items(), *TENS.items(), ("hundred", 100)] if n > 1}


def number_in_words(tokens: Sequence[Token], i: int) -> Number | None:
    """The number that words at token ``i`` write, as far as they go; None where they write none."""
    group, total, biggest, last = 0.0, 0.0, 1.0, i - 1
    room = 1000.0  # what the next small word must be below: "sixty two" goes together, "two sixty" does not
    j = i
    if lower_at(tokens, i) in ("a", "an"):
        if lower_at(tokens, i + 1) not in SCALES:
            return None
        group, j, room = 1.0, i + 1, 1.0
    while j < len(tokens):
        k = past_hyphen(tokens, j) if last >= i else j
        if (
            last >= i
            and lower_at(tokens, k) == "and"
            and (group >= 100 or biggest > 1)
            and _small(tokens, k + 1) is not None
        ):
            k += 1
        small, scale = _small(tokens, k), SCALES.get(lower_at(tokens, k))
        if small is not None:
            if small >= room:
                break
            group, room = group + small, 10.0 if small >= 20 and small % 10 == 0 else 1.0
        elif scale == 100.0 or scale == 12.0:
            if group >= 100:
                break
            group, room = (group or 1.0) * scale, 100.0 if scale == 100.0 else 1.0
        elif scale is not None:
            if group or not total:
                total, group = total + (group or 1.0) * scale, 0.0
            else:
                total *= scale  # "a hundred thousand million"
            biggest, room = max(biggest, scale), 1000.0
        else:
            half = half_after_and(tokens, last) if last >= i and group and biggest == 1.0 else None
            if half is None:
                break
            group, last, j, room = group + half.mantissa, half.last, half.last + 1, 1.0
            continue
        last, j = k, k + 1
    if last < i or (last == i and lower_at(tokens, i) in ("a", "an")) or _goes_on_as_ordinal(tokens, i, last):
        return None
    value = total + group
    return Number(i, last, value / biggest, biggest)


def fold_at(tokens: Sequence[Token], i: int) -> Number | None:
    """ "sixfold" as six times."""
    fold = _FOLDS.get(tokens[i].lower)
    return Number(i, i, fold) if fold else None


def _goes_on_as_ordinal(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Whether the tens end in an ordinal: "the forty-first session"; "a twenty-second delay" is one of seconds."""
    ordinal = lower_at(tokens, k) if (k := past_hyphen(tokens, last + 1)) > last + 1 else ""
    timed = ordinal == "second" and lower_at(tokens, i - 1) not in ("the", "its", "their", "his", "her")
    return lower_at(tokens, last) in TENS and ordinal in _ORDINALS and not timed


def _small(tokens: Sequence[Token], k: int) -> float | None:
    word = lower_at(tokens, k)
    value = ONES.get(word, TENS.get(word))
    return None if value is None else float(value)
