"""Which content belongs to which cue, and whose words they are: from stretches and link vectors to attributions.

A content seeks its cue, a cue its source; "not here" is always among the answers. Each seeker is read in the window
whose core holds it. The learned scores and the nearest-span rule are weighed against each other: on dev the two
together are right more often than either (training/results.md).
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.encoder import Encoding
from analysis.tagging import Stretch

LINK = 64
HALF_REACHES = 9
# Seekers are sampled from a long content: its first pieces and every few after.
MOST_SEEKERS = 48
# So that a candidate of next to no probability can still be the nearest.
FAINT = 1e-4

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linked:
    """A cue with its contents and its source, as stretches, and the probabilities of the links."""

    cue: Stretch
    contents: tuple[Stretch, ...]
    source: Stretch | None
    cue_link: float
    source_link: float
    speech: float


def reach_of(length: int) -> NDArray[np.int64]:
    """The distance class of every pair [seeker, sought], classes doubling; the last one is "not here" (sought 0)."""
    where = np.arange(length)
    distance = where[None, :] - where[:, None]
    size = np.ceil(np.log2(np.maximum(np.abs(distance), 1))).astype(np.int64) + (distance != 0)
    size = np.minimum(size, HALF_REACHES)
    reach = np.where(distance < 0, HALF_REACHES - size, HALF_REACHES + size)
    reach[:, 0] = 2 * HALF_REACHES + 1
    return reach


class Links:
    """Link probabilities between stretches of one text."""

    def __init__(self, encoding: Encoding, reach: Floats) -> None:
        self._encoding = encoding
        self._core_starts = np.array([window.core_first for window in encoding.windows])
        longest = max((len(link) for link in encoding.links), default=1)
        self._reach = [part[reach_of(longest)] for part in reach]

    def of(self, seeker: Stretch, kind: int) -> tuple[int, Floats]:
        """The window's first piece, and the probability of every piece of it (0 is "not here") to be what is sought.

        `kind` 0: a content seeks its cue; 1: a cue seeks its source.
        """
        number = int(np.searchsorted(self._core_starts, seeker.first, side="right")) - 1
        window = self._encoding.windows[number]
        link = self._encoding.links[number].astype(np.float32)
        end = min(seeker.end, window.end)
        step = -(-(end - seeker.first) // MOST_SEEKERS)
        rows = np.arange(seeker.first, end, step) - window.first + 1
        seeking, sought = (2 * kind + part for part in (0, 1))
        scores = link[rows, seeking * LINK : (seeking + 1) * LINK] @ link[:, sought * LINK : (sought + 1) * LINK].T
        scores = scores / np.sqrt(LINK) + self._reach[kind][rows, : len(link)]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return window.first, (scores / scores.sum(axis=1, keepdims=True)).mean(axis=0)

    def best(
        self, seeker: Stretch, candidates: Candidates, kind: int, nearness: float
    ) -> tuple[Stretch | None, float, float]:
        """The best candidate (None if there is none), its probability, and that of "not here".

        The nearest one of the seeker's paragraph has its log-probability raised by `nearness`, and is the one where
        no candidate is in reach.
        """
        first, probability = self.of(seeker, kind)
        total = np.concatenate(([0.0], np.cumsum(probability[1:])))
        nearest = candidates.nearest(seeker, self._encoding.pieces.paragraph)
        best, share, highest = nearest, 0.0, -math.inf
        for candidate in candidates.between(first, first + len(total) - 1):
            a, b = max(candidate.first - first, 0), min(candidate.end - first, len(total) - 1)
            score = math.log(total[b] - total[a] + FAINT) + nearness * (candidate is nearest)
            if score > highest:
                best, share, highest = candidate, float(total[b] - total[a]), score
        return best, share, float(probability[0])


class Candidates:
    """The stretches of one role, none overlapping, in text order."""

    def __init__(self, spans: list[Stretch], role: str) -> None:
        self.spans = [span for span in spans if span.role == role]
        self._firsts = [span.first for span in self.spans]
        self._ends = [span.end for span in self.spans]

    def between(self, first: int, end: int) -> list[Stretch]:
        """Those that overlap `first:end`."""
        return self.spans[bisect_right(self._ends, first) : bisect_left(self._firsts, end)]

    def nearest(self, seeker: Stretch, paragraph: NDArray[np.int64]) -> Stretch | None:
        """The nearest one in the seeker's paragraph."""
        at = bisect_left(self._firsts, seeker.first)
        here = [c for c in self.spans[max(0, at - 1) : at + 1] if paragraph[c.first] == paragraph[seeker.first]]
        return min(here, key=lambda c: max(c.first - seeker.end, seeker.first - c.end), default=None)


def link(encoding: Encoding, spans: list[Stretch], reach: Floats, nearness: float, sourceless: float) -> list[Linked]:
    """Join contents to cues and cues to sources.

    `nearness` is by how much the nearest candidate is preferred; `sourceless` how probable "not here" has to be for a
    statement to have no source.
    """
    links = Links(encoding, reach)
    cues, sources = Candidates(spans, "cue"), Candidates(spans, "source")
    contents_of: dict[int, list[tuple[Stretch, float]]] = {}
    for content in spans:
        if content.role == "content":
            cue, share, _ = links.best(content, cues, 0, nearness)
            if cue is not None:
                contents_of.setdefault(cue.first, []).append((content, share))
    found = []
    for cue in cues.spans:
        if cue.first in contents_of:
            contents = contents_of[cue.first]
            source, share, absent = links.best(cue, sources, 1, nearness)
            if source is None or absent > sourceless:
                source, share = None, absent
            speech = float(encoding.speech[cue.first : cue.end].mean())
            cue_link = sum(share for _, share in contents) / len(contents)
            found.append(Linked(cue, tuple(c for c, _ in contents), source, cue_link, share, speech))
    return found
