"""Annotated articles as windows of word pieces with labels, varied afresh every epoch.

Two corpora: statements (JSON lines with `text`, `statements` of `source`, `cue`, `content` spans and `cue_class`, and
`ignore` regions) and polarity (JSON lines with `text`, `target`, and `label` or `odds`). Offsets are code points,
half-open.
"""

import json
import random
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from analysis.encoder.pieces import (
    IN_HEADLINE,
    LOWER,
    MIXED,
    NO_LETTERS,
    TITLE,
    UPPER,
    Pieces,
    marked_places,
    read_pieces,
)

# Sentences of our own whose targets are issues; `labels` are what two annotators said, `label` what counts.
ISSUE_TARGETS = Path(__file__).parent / "issue_targets"
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
IGNORED = -100
# Each larger reader learns without one part of what is labelled, and says there what it thinks, not what it remembers.
FOLDS, NO_FOLD = 3, -1
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one text: pieces (without the two special ones), labels, and which piece belongs to which statement.

    `cue_of`, `content_of` hold a statement's number or -1, piece by piece (no two statements share a cue or a content);
    `sources` maps a statement's number to the pieces of its source, empty where it has none, absent where its source
    stands outside the window. `targets` are (first piece, end, odds of against, neutral and for). `fold` is the part of
    the labelled texts that the text belongs to.
    """

    ids: NDArray[np.int64]
    case: NDArray[np.int64]
    quote: NDArray[np.int64]
    place: NDArray[np.int64]
    labels: NDArray[np.int64]
    weight: NDArray[np.float32]
    cue_of: NDArray[np.int64]
    content_of: NDArray[np.int64]
    speech: NDArray[np.float32]
    sources: dict[int, NDArray[np.int64]]
    targets: tuple[tuple[int, int, tuple[float, ...]], ...]
    fold: int = NO_FOLD

    def __len__(self) -> int:
        return len(self.ids)


def read_lines(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write_lines(path: Path, rows: Iterable[dict]) -> None:
    """Write beside, then move: a file that is there is whole."""
    beside = path.with_suffix(".part")
    with beside.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    beside.replace(path)


def as_json(settings: dict) -> str:
    """Settings one to a line, so that a change shows as one."""
    return "{\n" + ",\n".join(f" {json.dumps(name)}: {json.dumps(value)}" for name, value in settings.items()) + "\n}\n"


# ---------------------------------------------------------------- who has seen what
def fold_of(text: str) -> int:
    """The part of the labelled texts that a text belongs to."""
    return zlib.crc32(text.encode("utf-8")) % FOLDS


def asked(folds: Sequence[int]) -> NDArray[np.float32]:
    """How much each larger reader counts [reader, text]: the one that did not learn from a text, or all alike."""
    given, readers = np.asarray(folds)[None, :], np.arange(FOLDS)[:, None]
    return np.where(given == NO_FOLD, 1 / FOLDS, given == readers).astype(np.float32)


# ---------------------------------------------------------------- varying the page
PAIRS = (("“", "”"), ('"', '"'), ("''", "''"), ("", ""))
DOUBLE_MARKS = {"“": 0, "„": 0, "«": 0, "”": 1, "»": 1}


def vary_marks(text: str, spans: list[Span], style: int) -> tuple[str, list[Span]]:
    """The text with its double quotation marks in another style (`PAIRS[style]`), and the spans moved along."""
    pieces: list[str] = []
    moved = np.zeros(len(text) + 1, dtype=np.int64)
    length, opened = 0, False
    for position, letter in enumerate(text):
        moved[position] = length
        if letter == "\n":
            opened = False
        side = DOUBLE_MARKS.get(letter)
        if letter == '"':
            side = int(opened)
        if side is None:
            out = letter
        else:
            out = PAIRS[style][side]
            opened = side == 0
        pieces.append(out)
        length += len(out)
    moved[len(text)] = length
    return "".join(pieces), [(int(moved[start]), int(moved[end])) for start, end in spans]


def vary_case(case: NDArray[np.int64], place: NDArray[np.int64], chance: random.Random) -> NDArray[np.int64]:
    """Letter case as another outlet sets it: headlines in capitals or in Title Case, or a text without capitals."""
    draw = chance.random()
    cased = (case == LOWER) | (case == TITLE) | (case == MIXED)
    if draw < 0.03:
        return np.where(case == NO_LETTERS, case, LOWER)
    if draw < 0.08:
        return np.where((place >= IN_HEADLINE) & cased, UPPER, case)
    if draw < 0.16:
        return np.where((place >= IN_HEADLINE) & cased, TITLE, case)
    return case


# ---------------------------------------------------------------- statements
def covered(pieces: Pieces, start: int, end: int) -> NDArray[np.int64]:
    """The numbers of the pieces that overlap `text[start:end]`."""
    first = np.searchsorted(pieces.ends, start, side="right")
    last = np.searchsorted(pieces.starts, end, side="left")
    return np.arange(first, last)


def label_article(article: dict, tokenizer: Tokenizer, chance: random.Random | None = None) -> Window:
    """A whole article as one long window. With `chance`, the page is varied for a minority of articles."""
    text = article["text"]
    statements = article["statements"]
    spans = [(a, b) for s in statements for role in ROLES for a, b in s.get(role) or []]
    ignored = [(a, b) for a, b in article.get("ignore") or []]
    if chance is not None and chance.random() < 0.3:
        text, moved = vary_marks(text, spans + ignored, chance.randrange(len(PAIRS)))
        spans, ignored = moved[: len(spans)], moved[len(spans) :]
    pieces = read_pieces(text, tokenizer)
    n = len(pieces)
    labels = np.zeros(n, dtype=np.int64)
    weight = np.ones(n, dtype=np.float32)
    cue_of, content_of = np.full(n, -1), np.full(n, -1)
    speech = np.zeros(n, dtype=np.float32)
    sources: dict[int, NDArray[np.int64]] = {}
    for start, end in ignored:
        labels[covered(pieces, start, end)] = IGNORED
    moved_spans = iter(spans)
    for number, statement in enumerate(statements):
        by_role = {role: [next(moved_spans) for _ in statement.get(role) or []] for role in ROLES}
        at = {role: [covered(pieces, a, b) for a, b in by_role[role]] for role in ROLES}
        rare = _rarity(statement)
        for kind, role in enumerate(ROLES):
            for numbers in at[role]:
                if len(numbers):
                    labels[numbers] = 2 * kind + 2
                    labels[numbers[0]] = 2 * kind + 1
                    weight[numbers] = np.maximum(weight[numbers], rare)
        for numbers in at["cue"]:
            cue_of[numbers] = number
            speech[numbers] = statement.get("cue_class", "speech") == "speech"
        for numbers in at["content"]:
            content_of[numbers] = number
        sources[number] = np.concatenate(at["source"]) if at["source"] else np.empty(0, dtype=np.int64)
    case = pieces.case if chance is None else vary_case(pieces.case, pieces.place, chance)
    return Window(
        pieces.ids,
        case,
        pieces.quote,
        pieces.place,
        labels,
        weight,
        cue_of,
        content_of,
        speech,
        sources,
        (),
        article.get("fold", fold_of(article["text"])),
    )


def _rarity(statement: dict) -> float:
    """The weight of a statement's pieces: statements of a rare make count a little more."""
    size = sum(end - start for start, end in statement["content"])
    if not statement.get("source") or size < 25:
        return 1.5
    return 1.25 if statement.get("cue_class") == "other" else 1.0


def cut(article: Window, start: int, end: int) -> Window:
    """The pieces `start` to `end` of an article, with all that belongs to them."""
    inside = slice(start, end)
    sources = {}
    for number, numbers in article.sources.items():
        here = numbers[(numbers >= start) & (numbers < end)] - start
        if len(here) or not len(numbers):
            sources[number] = here
    return Window(
        article.ids[inside],
        article.case[inside],
        article.quote[inside],
        article.place[inside],
        article.labels[inside],
        article.weight[inside],
        article.cue_of[inside],
        article.content_of[inside],
        article.speech[inside],
        sources,
        tuple((a - start, b - start, odds) for a, b, odds in article.targets if a >= start and b <= end),
        article.fold,
    )


def statement_windows(articles: list[dict], tokenizer: Tokenizer, size: int, chance: random.Random) -> Iterator[Window]:
    """One epoch of windows: each article is cut at another offset every time, without regard to sentences."""
    for article in articles:
        whole = label_article(article, tokenizer, chance)
        first = size if chance.random() < 0.5 else chance.randrange(size // 4, size + 1)
        start, end = 0, min(first, len(whole))
        while start < len(whole):
            yield cut(whole, start, end)
            start, end = end, min(end + size, len(whole))


def pages_of(sentences: list[str], size: int = 8) -> list[dict]:
    """Unlabelled sentences as articles in which all is to be ignored, each sentence a paragraph."""
    pages = ["\n\n".join(sentences[at : at + size]) for at in range(0, len(sentences), size)]
    return [{"text": page, "statements": [], "ignore": [(0, len(page))], "fold": NO_FOLD} for page in pages]


# ---------------------------------------------------------------- polarity
def odds_of(row: dict) -> tuple[float, ...]:
    """How likely against, neutral and for are: as a teacher says (`odds`), or the label alone."""
    return tuple(row["odds"]) if "odds" in row else tuple(float(row["label"] == polarity) for polarity in (-1, 0, 1))


def polarity_windows(rows: list[dict], tokenizer: Tokenizer, size: int, chance: random.Random) -> Iterator[Window]:
    """One epoch of targets, each marked in its sentence; three in ten have another sentence before or behind them."""
    for row in rows:
        text, (start, end) = row["text"], row["target"]
        if chance.random() < 0.3:
            other, joint = chance.choice(rows)["text"], chance.choice((" ", "\n\n"))
            if chance.random() < 0.5:
                text = text + joint + other
            else:
                text, start, end = other + joint + text, start + len(other + joint), end + len(other + joint)
        if chance.random() < 0.2:
            text, [(start, end)] = vary_marks(text, [(start, end)], chance.randrange(len(PAIRS)))
        window = label_target(text, (start, end), odds_of(row), tokenizer, chance)
        if window.targets and len(window) <= size:
            yield window


def label_target(
    text: str, target: Span, odds: tuple[float, ...], tokenizer: Tokenizer, chance: random.Random | None = None
) -> Window:
    """A text with one target, marked, as one window. With `chance`, the case of a minority is varied."""
    pieces = read_pieces(text, tokenizer)
    numbers = covered(pieces, *target)
    n = len(pieces)
    blank = np.full(n, -1)
    return Window(
        pieces.ids,
        pieces.case if chance is None else vary_case(pieces.case, pieces.place, chance),
        pieces.quote,
        marked_places(pieces.place, numbers),
        np.full(n, IGNORED),
        np.zeros(n, dtype=np.float32),
        blank,
        blank,
        np.zeros(n, dtype=np.float32),
        {},
        ((int(numbers[0]), int(numbers[-1]) + 1, odds),) if len(numbers) else (),
    )


# ---------------------------------------------------------------- batches
def batches(windows: list[Window], pieces_a_batch: int, chance: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most `pieces_a_batch` pieces with padding; the batches in random order."""
    ordered = sorted(windows, key=lambda window: len(window) + chance.uniform(0, 12))
    found: list[list[Window]] = []
    batch: list[Window] = []
    longest = 0
    for window in ordered:
        longest = max(longest, len(window) + 2)
        if batch and longest * (len(batch) + 1) > pieces_a_batch:
            found.append(batch)
            batch, longest = [], len(window) + 2
        batch.append(window)
    if batch:
        found.append(batch)
    chance.shuffle(found)
    return found


def mask_some(ids: NDArray[np.int64], mask_id: int, rate: float, chance: np.random.Generator) -> NDArray[np.int64]:
    """Word pieces hidden at random, so that the model leans on context and not on names."""
    return np.where(chance.random(len(ids)) < rate, mask_id, ids)
