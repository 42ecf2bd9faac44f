"""Noun phrases that nobody labelled, for the larger reader to read: `python -m training.phrases --data DIR --out FILE`.

Each row is a sentence of the training data and one noun phrase of it as target: half of them persons and names, half
things. `training.teach` gives them their odds.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from analysis.article import Article, Span
from analysis.document import Document, read_documents
from training.data import read_lines, write_lines

PERSONS = frozenset(["he", "she", "they", "him", "her", "them"])


def phrases_of(document: Document) -> Iterator[tuple[str, Span, bool]]:
    """Sentence, target, and whether that is a person or a name."""
    for chunk in document.parse.noun_chunks:
        start, end = chunk.start_char, chunk.end_char
        sentence = document.sentence_at(start)
        if sentence is None or end > sentence.end or not 40 <= sentence.end - sentence.start <= 500:
            continue
        is_person = chunk.root.pos_ == "PROPN" or chunk.root.lower_ in PERSONS
        if is_person or chunk.root.pos_ == "NOUN":
            at = sentence.start
            yield document.slice(at, sentence.end), (start - at, end - at), is_person


def rows_of(texts: list[str], count: int, chance: random.Random) -> list[dict]:
    """At most `count` rows, in random order."""
    persons: list[dict] = []
    things: list[dict] = []
    for first in range(0, len(texts), 100):
        batch = [Article(str(number), text) for number, text in enumerate(texts[first : first + 100])]
        for document in read_documents(batch):
            for text, target, is_person in phrases_of(document):
                (persons if is_person else things).append({"text": text, "target": target})
    found: list[dict] = []
    for rows in (persons, things):
        found += chance.sample(rows, min(len(rows), count // 2))
    chance.shuffle(found)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=80_000)
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    names = ("polnear_train.jsonl", "newsmtsc_train.jsonl")
    texts = list(dict.fromkeys(row["text"] for name in names for row in read_lines(options.data / name)))
    write_lines(options.out, rows_of(texts, options.count, random.Random(options.seed)))


if __name__ == "__main__":
    main()
