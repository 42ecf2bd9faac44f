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
from analysis.encoder.tagging import ROLES, Stretch

LINK = 64
HALF_REACHES = 9
# Seekers are sampled from a long content: its first pieces and every few after.
MOST_SEEKERS = 48
# So that a candidate of next to no probability can still be the nearest.
FAINT = 1e-4
# Pieces beside the likeliest one belong to it from this share of its probability on.
SIDE = 0.15

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What decides between readings; set on dev by training/evaluate.py, kept in encoder.json.

    Attributes
    ----------
    outside : float
        Added to the score of the tag `O`; below zero, more spans are found, and `least` sorts them.
    begin : float
        What a span costs; above zero, whole ones are found sooner than pieces.
    nearness : float
        Added to the log-probability of the nearest candidate.
    pointed : float
        How probable untagged pieces have to be for a cue or a source to be made of them.
    kept : float
        A content stays with a cue if its link is at least this share of the best content's there.
    sourceless : float
        How probable "not here" has to be for a statement to have no source.
    least : float
        Attributions of a lower confidence are not given.
    """

    outside: float
    begin: float
    nearness: float
    pointed: float
    kept: float
    sourceless: float
    least: float


@dataclass(frozen=True, slots=True)
class Linked:
    """A cue with its contents and its source, as stretches, and the probabilities of the links.

    `cue_link` is that of the content least surely linked; `source_link` that of "not here" where there is no source.
    """

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

    def __init__(self, encoding: Encoding, spans: list[Stretch], reach: Floats) -> None:
        self._encoding = encoding
        self._untagged = np.ones(len(encoding.pieces), dtype=bool)
        for span in spans:
            self._untagged[span.first : span.end] = False
        self._core_starts = np.array([window.core_first for window in encoding.windows])
        longest = max((len(link) for link in encoding.links), default=1)
        self._reach = [part[reach_of(longest)] for part in reach]

    def of(self, seeker: Stretch, kind: int) -> tuple[int, Floats]:
        """The window's first piece, and the probability of every piece of it (0 is "not here") to be what is sought.

        `kind` 0: a content seeks its cue; 1: a cue seeks its source.
        """
        number = int(np.searchsorted(self._core_starts, seeker.first, side="right")) - 1
        window = self._encoding.windows[number]
        link = self._encoding.links[number]
        end = min(seeker.end, window.end)
        step = -(-(end - seeker.first) // MOST_SEEKERS)
        rows = np.arange(seeker.first, end, step) - window.first + 1
        seeking, sought = (2 * kind + part for part in (0, 1))
        seekers = link[rows, seeking * LINK : (seeking + 1) * LINK].astype(np.float32)
        scores = seekers @ link[:, sought * LINK : (sought + 1) * LINK].T.astype(np.float32)
        scores = scores / np.sqrt(LINK) + self._reach[kind][rows, : len(link)]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return window.first, (scores / scores.sum(axis=1, keepdims=True)).mean(axis=0)

    def best(
        self, seeker: Stretch, candidates: Candidates, kind: int, limits: Thresholds
    ) -> tuple[Stretch | None, float, float]:
        """The best candidate (None if there is none), its probability, and that of "not here".

        The nearest one of the seeker's paragraph is preferred a little, and is the one where no candidate is in
        reach. Untagged pieces that the seeker points to clearly are a candidate too.
        """
        first, probability = self.of(seeker, kind)
        total = np.concatenate(([0.0], np.cumsum(probability[1:])))
        nearest = candidates.nearest(seeker, self._encoding.pieces.paragraph)
        best, share, highest = nearest, 0.0, -math.inf
        for candidate in candidates.between(first, first + len(total) - 1):
            a, b = max(candidate.first - first, 0), min(candidate.end - first, len(total) - 1)
            score = math.log(total[b] - total[a] + FAINT) + limits.nearness * (candidate is nearest)
            if score > highest:
                best, share, highest = candidate, float(total[b] - total[a]), score
        pointed, mass = self._pointed(first, probability[1:], candidates.role)
        if pointed is not None and mass > max(share, limits.pointed):
            best, share = pointed, mass
        return best, share, float(probability[0])

    def _pointed(self, first: int, probability: Floats, role: str) -> tuple[Stretch | None, float]:
        """The untagged words around the most probable untagged piece, and their probability."""
        free = self._untagged[first : first + len(probability)]
        share = np.where(free, probability, 0.0)
        peak = int(share.argmax())
        if share[peak] <= 0.0:
            return None, 0.0
        part = free & (share > SIDE * share[peak])
        opens_word = self._encoding.pieces.opens_word[first : first + len(probability)]
        start, end = peak, peak + 1
        while start > 0 and (part[start - 1] or (free[start - 1] and not opens_word[start])):
            start -= 1
        while end < len(part) and (part[end] or (free[end] and not opens_word[end])):
            end += 1
        if not opens_word[start] or (end < len(part) and not opens_word[end]):
            return None, 0.0
        begin = 2 * ROLES.index(role) + 1
        tags = self._encoding.tags[first + start : first + end, begin : begin + 2]
        likely = float(np.logaddexp.reduce(tags, axis=1).mean())
        return Stretch(role, first + start, first + end, likely), float(share[start:end].sum())


class Candidates:
    """The stretches of one role, none overlapping, in text order."""

    def __init__(self, spans: list[Stretch], role: str) -> None:
        self.role = role
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


def link(encoding: Encoding, spans: list[Stretch], reach: Floats, limits: Thresholds) -> list[Linked]:
    """Join contents to cues and cues to sources; contents that no cue is found for are left out."""
    links = Links(encoding, spans, reach)
    cues, sources = Candidates(spans, "cue"), Candidates(spans, "source")
    contents_of: dict[Stretch, list[tuple[Stretch, float]]] = {}
    for content in spans:
        if content.role == "content":
            cue, share, _ = links.best(content, cues, 0, limits)
            if cue is not None:
                contents_of.setdefault(cue, []).append((content, share))
    found = []
    for cue, contents in contents_of.items():
        highest = max(share for _, share in contents)
        kept = [(content, share) for content, share in contents if share >= limits.kept * highest]
        source, source_link, absent = links.best(cue, sources, 1, limits)
        if source is None or absent > limits.sourceless:
            source, source_link = None, absent
        speech = float(encoding.speech[cue.first : cue.end].mean())
        cue_link = min(share for _, share in kept)
        found.append(Linked(cue, tuple(content for content, _ in kept), source, cue_link, source_link, speech))
    return found
