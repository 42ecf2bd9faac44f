"""What larger readers say of polarity: `python -m training.teach --data DIR --teachers FILE... --out FILE`.

Writes polarity rows with `odds`, the probabilities of against, neutral and for that the reader gives which did not
learn from the sentence, or the mean of all: labelled rows, whose odds are halfway between label and reader, and the
phrases of `training.phrases`, of which as many are neutral as are not.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from training.data import FOLDS, ISSUE_TARGETS, NO_FOLD, asked, fold_of, odds_of, read_lines, write_lines
from training.dev import read_odds
from training.model import tokenizer_of, trained
from training.weights import minilm

# How often a row stands in the file: the sentences with issue targets are few.
REPEATS = {"newsmtsc": 2, "issues": 10}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--teachers", type=Path, nargs=FOLDS, required=True, help="in the order of --leave-out")
    parser.add_argument("--phrases", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    files = {"newsmtsc": options.data / "newsmtsc_train.jsonl", "issues": ISSUE_TARGETS / "train.jsonl"}
    labelled = [row for name, path in files.items() for row in REPEATS[name] * read_lines(path)]
    rows = labelled + read_lines(options.phrases)
    tokenizer = tokenizer_of(minilm())
    readers = [trained(path).to(device).eval() for path in options.teachers]
    learned = {row["text"] for row in labelled}
    folds = [fold_of(row["text"]) if row["text"] in learned else NO_FOLD for row in rows]
    odds = np.einsum("tr,trp->rp", asked(folds), read_odds(readers, rows, tokenizer))
    odds[: len(labelled)] = (odds[: len(labelled)] + np.array([odds_of(row) for row in labelled])) / 2
    neutral = odds.argmax(axis=1) == 1
    neutral[: len(labelled)] = False
    # The phrases are in random order: the last of the neutral ones are left out.
    dropped = set(np.flatnonzero(neutral)[int((~neutral[len(labelled) :]).sum()) :].tolist())
    kept = [
        {"text": row["text"], "target": row["target"], "odds": [round(x, 4) for x in likely]}
        for number, (row, likely) in enumerate(zip(rows, odds.tolist(), strict=True))
        if number not in dropped
    ]
    write_lines(options.out, kept)
    print(f"{len(labelled)} labelled rows and {len(kept) - len(labelled)} phrases")


if __name__ == "__main__":
    main()
