"""Which of two people's spans are the same one: overlap, and pairs by greatest overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

Spans = Sequence[tuple[int, int]]

SAME = 0.5  # least overlap of two spans that are one: more of them is shared than not


def overlap(first: Spans, second: Spans) -> float:
    """Characters in both divided by characters in either (Jaccard), of two lists of spans.

    >>> overlap([(0, 10)], [(5, 15)])
    0.3333333333333333
    >>> overlap([(0, 4), (8, 10)], [(0, 4), (8, 10)])
    1.0
    """
    one, other = _merged(first), _merged(second)
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    either = sum(end - start for start, end in (*one, *other)) - shared
    return shared / either if either else 0.0


def best_pairs(
    firsts: Sequence[Spans],
    seconds: Sequence[Spans],
    least: float = SAME,
    ties: Callable[[int, int], float] = lambda i, j: 0.0,
) -> list[tuple[int, int]]:
    """Pairs of numbers into ``firsts`` and ``seconds``, each used once, those that overlap most first in line.

    Among pairs that overlap equally, those for which ``ties`` is greatest come first.

    >>> best_pairs([[(0, 10)], [(20, 30)]], [[(21, 30)], [(0, 4)]])
    [(1, 0)]
    """
    scored = [
        (-score, -ties(i, j), i, j)
        for i, j in _touching(firsts, seconds)
        if (score := overlap(firsts[i], seconds[j])) >= least
    ]
    free_first, free_second = set(range(len(firsts))), set(range(len(seconds)))
    found = []
    for *_, i, j in sorted(scored):
        if i in free_first and j in free_second:
            found.append((i, j))
            free_first.discard(i)
            free_second.discard(j)
    return sorted(found)


def _merged(spans: Spans) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted((start, end) for start, end in spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _touching(firsts: Sequence[Spans], seconds: Sequence[Spans]) -> Iterable[tuple[int, int]]:
    """Pairs whose hulls overlap, without comparing all with all."""
    by_start = sorted(range(len(seconds)), key=lambda j: min(seconds[j])[0])
    longest = max((max(e for _, e in spans) - min(s for s, _ in spans) for spans in seconds), default=0)
    starts = [min(seconds[j])[0] for j in by_start]
    for i, spans in enumerate(firsts):
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        for k in range(bisect_left(starts, start - longest), bisect_left(starts, end)):
            yield i, by_start[k]
