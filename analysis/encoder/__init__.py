"""The shipped encoder: a text in, and for every word piece tag scores, link vectors and cue class out.

A long text is read in windows that overlap. Each piece is read from the one window whose core holds it; what stands
around the core is context. Windows go through the network one by one:
its eight-bit arithmetic scales by what is in a batch, and a text's reading must not depend on its neighbours.
The polarity toward a phrase is a reading of its own, of the phrase's surroundings with the phrase marked.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from analysis.encoder.pieces import Pieces, marked_places, read_pieces
from analysis.errors import AnalysisError

# Newer versions of onnxruntime write a device id into the home folder and report their use to their maker, unless told
# not to before they are loaded. This package reaches no network. Which of the two names is read depends on the version.
os.environ["ORT_DISABLE_TELEMETRY"] = os.environ["ORT_TELEMETRY_DISABLED"] = "1"

import onnxruntime

MODEL = Path(__file__).parents[1] / "model"
# Pieces a window, the two special ones not counted; as in training.
WINDOW = 318
# Pieces of context on either side of a core.
CONTEXT = 24
# How far from its even share a core may end.
SLACK = 80
# Pieces read on either side of a target, within its paragraph.
AROUND = 96
CLS, SEP = 101, 102
SENTENCE_ENDS = frozenset({1012, 1029, 999})  # . ? !

MISSING = "{path}: is missing. Install the package again, or train the model (training/README.md)."
DAMAGED = (
    "{path}: is not the file that encoder.json describes (sha256 {found}, not {wanted}). Install the package again."
)

Floats = NDArray[np.float32]


class ModelError(AnalysisError):
    """The shipped model is missing or damaged."""


@dataclass(frozen=True, slots=True)
class Core:
    """A window `first:end` of the pieces, and the part `core_first:core_end` that is read from it."""

    first: int
    end: int
    core_first: int
    core_end: int


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the network says of one text.

    Attributes
    ----------
    pieces : Pieces
    tags : array [pieces, 7]
        Log-probabilities of the labels `O`, then `B-` and `I-` of source, cue and content.
    speech : array [pieces]
        Log-odds that a cue standing there is one of speech, not of attitude.
    windows : tuple of Core
    links : tuple of array [pieces of the window + 1, 4 * 64]
        For each window, four vectors a piece; row 0 stands for "not here".
    """

    pieces: Pieces
    tags: Floats
    speech: Floats
    windows: tuple[Core, ...]
    links: tuple[NDArray[np.float16], ...]


class Encoder:
    """The network, its tokenizer and its settings, from one folder."""

    def __init__(self, folder: Path = MODEL, threads: int = 1) -> None:
        path = folder / "encoder.onnx"
        for needed in (path, folder / "encoder.json", folder / "tokenizer.json"):
            if not needed.exists():
                raise ModelError(MISSING.format(path=needed))
        self.settings: dict[str, Any] = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
        network = path.read_bytes()
        found = hashlib.sha256(network).hexdigest()
        if found != self.settings["sha256"]:
            raise ModelError(DAMAGED.format(path=path, found=found[:12], wanted=self.settings["sha256"][:12]))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The file holds the network as it is fastest (training/fusing.py); what onnxruntime would change costs time.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        self._session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.reach = np.array(self.settings["reach"], dtype=np.float32)

    def encode(self, text: str) -> Encoding:
        """Read one text of any length.

        Parameters
        ----------
        text : str

        Returns
        -------
        Encoding
            All arrays are empty for a text without a visible character.
        """
        pieces = read_pieces(text, self.tokenizer)
        count = len(pieces)
        windows = cut_windows(pieces)
        tags = np.zeros((count, len(self.settings["labels"])), dtype=np.float32)
        speech = np.zeros(count, dtype=np.float32)
        links = []
        for window in windows:
            inside = slice(window.first, window.end)
            read_tags, link, read_speech = self._run(pieces, inside, pieces.place[inside], ("tags", "link", "speech"))
            core = slice(window.core_first, window.core_end)
            read = slice(window.core_first - window.first + 1, window.core_end - window.first + 1)
            tags[core] = log_softmax(read_tags[read])
            speech[core] = read_speech[read]
            links.append(link[:-1].astype(np.float16))
        return Encoding(pieces, tags, speech, windows, tuple(links))

    def polarity_scores(self, pieces: Pieces, first: int, end: int) -> NDArray[np.float64]:
        """Scores of against, neutral and for toward a target.

        Parameters
        ----------
        pieces : Pieces
            Of the text that holds the target.
        first, end : int
            The target's pieces, half-open, at least one. What is read is their paragraph, as far as `AROUND` pieces on
            either side.
        """
        end = min(end, first + WINDOW - 2 * AROUND)
        same = np.flatnonzero(pieces.paragraph[max(0, first - AROUND) : first] == pieces.paragraph[first])
        start = max(0, first - AROUND) + int(same[0]) if len(same) else first
        stop = end + int((pieces.paragraph[end : end + AROUND] == pieces.paragraph[end - 1]).sum())
        inside = slice(start, stop)
        place = marked_places(pieces.place[inside], slice(first - start, end - start))
        (vectors,) = self._run(pieces, inside, place, ("polarity",))
        pooled = vectors[first - start + 1 : end - start + 1].mean(axis=0)
        # A linear layer after a Gaussian unit.
        unit = [x * 0.5 * (1.0 + math.erf(x / math.sqrt(2.0))) for x in pooled.tolist()]
        head = self.settings["polarity"]
        return np.asarray(head["weight"]) @ unit + np.asarray(head["bias"])

    def _run(self, pieces: Pieces, inside: slice, place: NDArray[np.int64], outputs: tuple[str, ...]) -> list[Floats]:
        ids = np.concatenate(([CLS], pieces.ids[inside], [SEP]))
        page = {"case": pieces.case[inside], "quote": pieces.quote[inside], "place": place}
        given = {"ids": ids, **{name: np.pad(values, 1) for name, values in page.items()}}
        return self._session.run(list(outputs), {name: values[None].astype(np.int64) for name, values in given.items()})


def log_softmax(scores: Floats) -> Floats:
    """Log-probabilities along the last axis."""
    scores = scores - scores.max(axis=-1, keepdims=True)
    return scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True))


def cut_windows(pieces: Pieces, size: int = WINDOW, context: int = CONTEXT) -> tuple[Core, ...]:
    """Cut a text into as few windows as hold it, alike in length, whose cores follow without gap or overlap.

    A core ends before a paragraph, or else after a sentence, or else before a word, whichever is nearest to its even
    share of the text.
    """
    count = len(pieces)
    windows: list[Core] = []
    first = 0
    while first < count:
        before = max(0, first - context)
        left = count - before
        end = count
        if left > size:
            # A window and the next have twice the context in common.
            windows_left = math.ceil((left - 2 * context) / (size - 2 * context))
            even = before + (left + 2 * context * (windows_left - 1)) // windows_left - context
            limit = before + size - context
            end = _seam(pieces, even, max(first + 1, even - SLACK), min(limit, even + SLACK))
        windows.append(Core(before, min(count, end + context), first, end))
        first = end
    return tuple(windows)


def _seam(pieces: Pieces, even: int, low: int, high: int) -> int:
    """Where to end a core, from `low` to `high` and best at `even`."""
    near = np.arange(low, high + 1)
    near = near[np.argsort(np.abs(near - even), kind="stable")]
    opens_paragraph = near[pieces.paragraph[near] != pieces.paragraph[near - 1]]
    opens_word = near[pieces.opens_word[near]]
    ends_sentence = opens_word[np.isin(pieces.ids[opens_word - 1], list(SENTENCE_ENDS))]
    return int(next(found[0] for found in (opens_paragraph, ends_sentence, opens_word, near) if len(found)))


@cache
def load_encoder(folder: Path = MODEL, threads: int = 1) -> Encoder:
    """The encoder of a folder, loaded once a process.

    Raises
    ------
    ModelError
        A file is missing, or the network is not the one that `encoder.json` describes.
    """
    return Encoder(folder, threads)


@lru_cache(maxsize=4)
def encode(text: str) -> Encoding:
    """Read a text with the shipped encoder; the last few are kept, so that spans and polarity share its pieces."""
    return load_encoder().encode(text)
