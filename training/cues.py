"""Measure the cue lexicon again: `python -m training.cues --data DIR`.

`analysis/data/cues.yaml` says which words are cues and in which frames; that choice is made by hand and stays as it
is. This script sets the numbers: it reads `polnear_train.jsonl` in DIR (the form is in README.md), finds every reading
of every listed word, and writes back

- behind each frame, the share of its readings that are right: (right + 4 p) / (readings + 4), where p is the share of
  all listed words in that frame, so that rare words are drawn towards it;
- under `circumstances`, the weights of a logistic regression of "right" on the log-odds of that share (the reading at
  hand left out) and on the names that `analysis/attribution/weighing.py` gives to a reading's place, with a ridge
  penalty of 3.

Right means what it means in `evaluate.py`: the content shares half of the letters of both with an annotated one, and
the sources overlap or both are absent. Nothing is drawn at random: the same data and parser give the same file. Run on
the shipped file, whose numbers were measured while its words were still being chosen, it moves a share by 0.05 on
average and joint F1 on dev by 0.1 or less.
`--propose 0.4` also lists words and frames not in the file whose share is at least that; it adds none.
"""

import argparse
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

import analysis
from analysis.article import Article, Span
from analysis.attribution import Attribution
from analysis.attribution.continuation import continue_quotations
from analysis.attribution.cues import Cue, CueBook
from analysis.attribution.reported_clauses import Reading
from analysis.attribution.syntax import entry_of, frame_of, placed_readings, source_span, word_readings
from analysis.document import Document, read_documents
from training.data import read_lines
from training.evaluate import letters

Key = tuple[str, str, str]  # part of speech, lemma, frame
Counts = Mapping[Key, tuple[int, int]]  # readings, right ones

LEXICON = Path(analysis.__file__).parent / "data" / "cues.yaml"
DRAWN = 4  # readings' worth of the frame's mean in every share
RIDGE, RIDGE_OF_SHARE = 3.0, 0.01
FEWEST_TO_PROPOSE = 3  # right readings
_ENTRY = re.compile(r"  (?P<word>[^:#]+): \{kind: (?P<kind>\w+), (?P<frames>[^}]+)\}")
_WEIGHT = re.compile(r"  (?P<name>[a-z ]+): -?[\d.]+")


def documents_of(articles: Sequence[dict]) -> Iterator[tuple[dict, Document]]:
    """Annotated articles with their parses."""
    for first in range(0, len(articles), 20):
        batch = articles[first : first + 20]
        texts = [Article(str(number), article["text"]) for number, article in enumerate(batch)]
        yield from zip(batch, read_documents(texts), strict=True)


class Annotations:
    """The statements of one annotated article, to judge readings by."""

    def __init__(self, article: dict) -> None:
        self._text = article["text"]
        self._gold = [
            (content, letters(self._text, statement["source"] or ()))
            for statement in article["statements"]
            if (content := letters(self._text, statement["content"]))
        ]

    def approve(self, source: Span | None, content: Sequence[Span]) -> bool:
        """Whether the annotated statement that fits the content best fits well enough, and has that source."""
        mine, speaker = letters(self._text, content), letters(self._text, [source] if source else ())
        fits = [(len(mine & gold) / len(mine | gold), who) for gold, who in self._gold if mine & gold]
        share, wanted = max(fits, key=lambda fit: fit[0], default=(0.0, frozenset()))
        return share >= 0.5 and (bool(wanted & speaker) if wanted else not speaker)


def continued(document: Document, readings: Sequence[Reading]) -> list[Attribution]:
    """Readings as attributions, each with the quotations that go on from it."""
    found = [Attribution(r.cue, source_span(r), r.content, "speech", 1.0) for r in readings]
    return continue_quotations(document, found)


def count(corpus: Iterable[tuple[dict, Document]]) -> Counts:
    """Readings of every word in every frame, listed or not, and how many of them are right."""
    readings_of: Counter[Key] = Counter()
    right_of: Counter[Key] = Counter()
    for article, document in corpus:
        annotations = Annotations(article)
        clauses: list[Reading] = []
        others: list[Reading] = []
        for word in document.parse:
            if document.quotation_at(word.idx) is None:
                for reading in word_readings(document, word):
                    (clauses if reading.frame == "clause" else others).append(reading)
        spans = [(a.source, a.content) for a in continued(document, clauses)]
        spans += [(source_span(reading), reading.content) for reading in others]
        for reading, (source, content) in zip(clauses + others, spans, strict=True):
            entry = entry_of(reading.word)
            if entry is not None:
                readings_of[*entry, frame_of(reading)] += 1
                right_of[*entry, frame_of(reading)] += annotations.approve(source, content)
    return {key: (number, right_of[key]) for key, number in readings_of.items()}


def means(counts: Counts, book: CueBook) -> dict[tuple[str, str], float]:
    """The share right of all listed words together, by part of speech and frame."""
    sums: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [2.0, 1.0])
    for (part, lemma), cue in book.entries.items():
        for frame in cue.frames:
            readings, right = counts.get((part, lemma, frame), (0, 0))
            sums[part, frame][0] += readings
            sums[part, frame][1] += right
    return {key: right / readings for key, (readings, right) in sums.items()}


def measured(counts: Counts, book: CueBook) -> CueBook:
    """The same words and frames with the shares that the counts give them."""
    mean_of = means(counts, book)

    def share(part: str, lemma: str, frame: str) -> float:
        readings, right = counts.get((part, lemma, frame), (0, 0))
        return round((right + DRAWN * mean_of[part, frame]) / (readings + DRAWN), 2)

    entries = {
        (part, lemma): Cue(cue.kind, {frame: share(part, lemma, frame) for frame in cue.frames})
        for (part, lemma), cue in book.entries.items()
    }
    return replace(book, entries=entries)


def fit(corpus: Iterable[tuple[dict, Document]], counts: Counts, book: CueBook) -> dict[str, float]:
    """The weights of circumstances, by Newton's method on the penalised likelihood."""
    rows: list[tuple[float, list[str], bool]] = []
    for article, document in corpus:
        annotations = Annotations(article)
        placed = list(placed_readings(document, book))
        found = continued(document, [reading for reading, *_ in placed])
        for (reading, _, share, about), attribution in zip(placed, found, strict=True):
            right = annotations.approve(attribution.source, attribution.content)
            entry = entry_of(reading.word)
            readings = counts.get((*entry, frame_of(reading)), (0, 0))[0] if entry is not None else 0
            others = (share * (readings + DRAWN) - right) / (readings + DRAWN - 1) if readings else share
            rows.append((min(max(others, 0.02), 0.98), about, right))
    names = ["share", "always", *sorted({name for _, about, _ in rows for name in about})]
    column = {name: place for place, name in enumerate(names)}
    design, outcome = np.zeros((len(rows), len(names))), np.array([right for *_, right in rows], dtype=float)
    for row, (share, about, _) in zip(design, rows, strict=True):
        row[0], row[1] = math.log(share / (1 - share)), 1.0
        row[[column[name] for name in about]] = 1.0
    penalty = np.array([RIDGE_OF_SHARE] * 2 + [RIDGE] * (len(names) - 2))
    weights = np.zeros(len(names))
    for _ in range(40):
        likely = 1 / (1 + np.exp(-design @ weights))
        curvature = (design * (likely * (1 - likely))[:, None]).T @ design + np.diag(penalty)
        weights -= np.linalg.solve(curvature, design.T @ (likely - outcome) + penalty * weights)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def rewritten(text: str, book: CueBook, weights: Mapping[str, float]) -> str:
    """The lexicon's file with new numbers: words, frames, lists and comments as they were."""
    lines, part = [], ""
    for line in text.splitlines():
        if line.endswith(":") and line[:1].isalpha():
            part = line[:-1]
        if part == "circumstances" and (weight := _WEIGHT.fullmatch(line)):
            line = f"  {weight['name']}: {weights.get(weight['name'], 0.0)}"
        elif entry := _ENTRY.fullmatch(line):
            frames = book.entries[part, entry["word"].strip("\"'")].frames
            order = sorted(frames, key=lambda frame: -frames[frame])
            shares = ", ".join(
                f'"on": {frames[frame]}' if frame == "on" else f"{frame}: {frames[frame]}" for frame in order
            )
            line = f"  {entry['word']}: {{kind: {entry['kind']}, {shares}}}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def proposals(counts: Counts, book: CueBook, least: float) -> Iterator[tuple[float, int, Key]]:
    """Words and frames that the file does not have and that are right often enough: share, readings, which."""
    for (part, lemma, frame), (readings, right) in counts.items():
        cue = book.cue(part, lemma)
        share = (right + DRAWN * 0.25) / (readings + DRAWN)  # an unlisted frame: towards a quarter
        if (cue is None or frame not in cue.frames) and right >= FEWEST_TO_PROPOSE and share >= least:
            yield share, readings, (part, lemma, frame)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear_train.jsonl")
    parser.add_argument("--lexicon", type=Path, default=LEXICON, help="file to write, with the lines of cues.yaml")
    parser.add_argument("--propose", type=float, metavar="SHARE", help="also list unlisted words at this share or more")
    options = parser.parse_args()
    corpus = list(documents_of(read_lines(options.data / "polnear_train.jsonl")))
    book = CueBook.load()
    counts = count(corpus)
    fresh = measured(counts, book)
    weights = fit(corpus, counts, fresh)
    options.lexicon.write_text(rewritten(options.lexicon.read_text("utf-8"), fresh, weights), "utf-8")
    moved = [
        abs(share - book.entries[key].frames[frame])
        for key, cue in fresh.entries.items()
        for frame, share in cue.frames.items()
    ]
    print(f"{len(moved)} shares, moved by {np.mean(moved):.3f} on average, at most {max(moved):.2f}")
    for share, readings, key in (
        sorted(proposals(counts, book, options.propose), reverse=True) if options.propose else ()
    ):
        print(f"{share:.2f} of {readings}: {' '.join(key)}")


if __name__ == "__main__":
    main()
