"""From tag scores to spans: the best sequence of tags that is legal, and the stretches it marks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of pieces `first:end` with one role, and the mean log-probability of its tags."""

    role: str
    first: int
    end: int
    log_probability: float


def best_tags(
    tags: NDArray[np.float32], opens_word: NDArray[np.bool_], outside: float = 0.0, begin: float = 0.0
) -> NDArray[np.int64]:
    """The legal tag sequence of the highest probability (Viterbi).

    `I-` follows only its own `B-` or `I-`, and no span begins or ends inside a word. `outside` is added to the score
    of `O`: below zero, more spans are found. `begin` is what a span costs: above zero, fewer are found, and whole ones
    sooner than pieces.
    """
    count, labels = tags.shape
    if not count:
        return np.empty(0, dtype=np.int64)
    scores = tags.astype(np.float64)
    scores[:, 0] += outside
    between = np.full((labels, labels), NEVER)
    within = np.full((labels, labels), NEVER)
    between[:, 0] = 0.0
    within[0, 0] = 0.0
    for first in range(1, labels, 2):
        between[:, first] = -begin
        for before in (first, first + 1):
            between[before, first + 1] = within[before, first + 1] = 0.0
    came_from = np.zeros((count, labels), dtype=np.int8)
    every = np.arange(labels)
    best = scores[0].copy()
    best[1::2] -= begin
    best[2::2] += NEVER
    for position in range(1, count):
        paths = best[:, None] + (between if opens_word[position] else within)
        chosen = paths.argmax(axis=0)
        came_from[position] = chosen
        best = paths[chosen, every] + scores[position]
    found = np.empty(count, dtype=np.int64)
    found[-1] = best.argmax()
    for position in range(count - 1, 0, -1):
        found[position - 1] = came_from[position, found[position]]
    return found


def stretches(found: NDArray[np.int64], tags: NDArray[np.float32]) -> list[Stretch]:
    """The spans of a tag sequence, in text order."""
    chosen = tags[np.arange(len(found)), found] if len(found) else np.empty(0)
    spans: list[Stretch] = []
    begins = np.flatnonzero(found % 2 == 1)
    inside = (found > 0) & (found % 2 == 0)
    stops = np.flatnonzero(~inside)
    for begin in begins.tolist():
        after = stops[np.searchsorted(stops, begin, side="right") :]
        end = int(after[0]) if len(after) else len(found)
        spans.append(Stretch(ROLES[(found[begin] - 1) // 2], begin, end, float(chosen[begin:end].mean())))
    return spans
