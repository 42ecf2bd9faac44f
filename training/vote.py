"""Fit how far to trust what syntax and encoder say together: `python -m training.vote --data DIR --model DIR`.

Five folds over the dev articles: each fold's rows are judged by weights fitted to the other four, and the scores and
the reliability come from there; what ships is fitted to all of them. Rules of the scores as in `training.evaluate`.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from analysis.article import Article
from analysis.attribution import Attribution
from analysis.attribution.encoded import find_spans
from analysis.attribution.syntax import read_syntax
from analysis.attribution.voting import chosen_of, features, logistic, paired
from analysis.document import read_documents
from training.data import read_lines
from training.evaluate import Counts, as_spans, f1, fit_logistic, interval, judge, lowest, trade_off
from training.reliability import draw, reliability, table_of

FOLDS = 5
LEAST = tuple(np.arange(0.2, 0.6, 0.02).round(2).tolist())


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
            confidence[k] = np.array([logistic(fitted["weight"], row, fitted["bias"]) for row in rows[k]])

    def kept(k: int, least: float) -> list[Attribution]:
        return [a for a, share in zip(chosen[k], confidence[k], strict=True) if share >= least]

    def counted(least: float, only: str | None = None) -> list[Counts]:
        return [judge(article, as_spans(kept(k, least)), only)[0] for k, article in enumerate(articles)]

    least = lowest({tried: f1(counted(tried)) for tried in LEAST})
    shipped = fit_logistic(np.concatenate(rows), np.concatenate(right)) | {"least": least}
    (model / "vote.json").write_text(json.dumps(shipped) + "\n", "utf-8")
    lines = [
        "| dev, syntax and encoder together, each fold by the others | F1 (95% interval) |",
        "| --- | --- |",
        f"| joint, all | {interval(f1, counted(least))} |",
        f"| joint, speech only | {interval(f1, counted(least, 'speech'))} |",
        *trade_off(least, counted),
    ]
    share, verdicts = np.concatenate(confidence), np.concatenate(right)
    given = share[share >= least], verdicts[share >= least]
    draw("attributions", reliability(*given)[1])
    return "\n".join(lines + table_of("attributions", *given)) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    print(fit(options.data, options.model))


if __name__ == "__main__":
    main()
