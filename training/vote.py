"""Fit how far to trust what syntax and encoder say together: `python -m training.vote --data DIR --model DIR`.

Five folds over the dev articles: each fold's rows are judged by weights fitted to the other four, and the scores and
the reliability come from there; what ships is fitted to all of them. Rules of the scores as in `training.evaluate`.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.article import Article
from analysis.attribution import Attribution
from analysis.attribution.encoded import find_spans
from analysis.attribution.syntax import read_syntax
from analysis.attribution.voting import chosen_of, features, is_kept, likely, paired
from analysis.document import read_documents
from training.data import read_lines
from training.evaluate import Counts, as_spans, f1, fit_logistic, interval, judge, lowest, trade_off
from training.reliability import draw, reliability, table_of

FOLDS = 5
# Statements without a source are the ones most often missed, so finding them may cost more.
SPARE_SOURCELESS = 0.6
LEAST = tuple(np.arange(0.1, 0.6, 0.02).round(2).tolist())


def fit(data: Path, model: Path) -> str:
    """Write `vote.json` into the model's folder, and give the scores as Markdown."""
    articles = read_lines(data / "polnear_dev.jsonl")
    documents = read_documents([Article(a["id"], a["text"]) for a in articles])
    pairs = [paired(read_syntax(document), find_spans(document)) for document in documents]
    rows = [np.array([features(pair) for pair in found]) for found in pairs]
    chosen = [[chosen_of(pair) for pair in found] for found in pairs]
    right = [
        np.array([v is True for v in judge(article, as_spans(found))[1]], dtype=float)
        for article, found in zip(articles, chosen, strict=True)
    ]
    confidence: list[np.ndarray] = [np.empty(0)] * len(articles)
    for fold in range(FOLDS):
        theirs = [k for k in range(len(articles)) if k % FOLDS != fold]
        fitted = fit_logistic(np.concatenate([rows[k] for k in theirs]), np.concatenate([right[k] for k in theirs]))
        for k in range(fold, len(articles), FOLDS):
            confidence[k] = np.array([likely(pair, fitted) for pair in pairs[k]])

    def given(k: int, least: float, sourceless: float) -> NDArray[np.bool_]:
        both = zip(pairs[k], confidence[k], strict=True)
        return np.array([is_kept(pair, share, least, sourceless) for pair, share in both], dtype=bool)

    def kept(k: int, least: float, sourceless: float) -> list[Attribution]:
        return [a for a, shown in zip(chosen[k], given(k, least, sourceless), strict=True) if shown]

    def counted(least: float, sourceless: float, only: str | None = None) -> list[Counts]:
        return [judge(article, as_spans(kept(k, least, sourceless)), only)[0] for k, article in enumerate(articles)]

    least = lowest({tried: f1(counted(tried, tried)) for tried in LEAST})
    sourceless = lowest({tried: f1(counted(least, tried)) for tried in LEAST}, SPARE_SOURCELESS)
    shipped = fit_logistic(np.concatenate(rows), np.concatenate(right)) | {"least": least, "sourceless": sourceless}
    (model / "vote.json").write_text(json.dumps(shipped) + "\n", "utf-8")
    lines = [
        "| dev, syntax and encoder together, each fold by the others | F1 (95% interval) |",
        "| --- | --- |",
        f"| joint, all | {interval(f1, counted(least, sourceless))} |",
        f"| joint, speech only | {interval(f1, counted(least, sourceless, 'speech'))} |",
        *trade_off(least, lambda tried: counted(tried, sourceless if tried == least else tried)),
    ]
    shown = np.concatenate([given(k, least, sourceless) for k in range(len(articles))])
    judged = np.concatenate(confidence)[shown], np.concatenate(right)[shown]
    draw("attributions", reliability(*judged)[1])
    return "\n".join(lines + table_of("attributions", *judged)) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    print(fit(options.data, options.model))


if __name__ == "__main__":
    main()
