"""From the data folder to the shipped model: `python -m training --data DIR`.

Trains (or goes on with) a run, teaches it polarity from a larger reader, exports it, sets its thresholds on dev, fits
the vote of syntax and encoder, and writes the scores to training/results.md. A stage that is finished is not repeated.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from training.data import ISSUE_TARGETS
from training.evaluate import evaluate
from training.export import export
from training.parity import parity
from training.train import LOG
from training.vote import fit

PROJECT = Path(__file__).resolve().parent.parent
RESULTS = PROJECT / "training" / "results.md"
_EVERY = 7
SHIPPED = PROJECT / "analysis" / "model"
# With the larger reader's rows: the learning rate, and the shares of articles and of rows in each pass.
TAUGHT = "--rate", 2.5e-4, "--statement-share", 0.7, "--polarity-share", 0.5
# How much of the weights before and after that ships: the former keep a little more of what was known of statements.
SHARES = 0.25, 0.75


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the training and dev files")
    parser.add_argument("--run", type=Path, default=Path("training-run"), help="folder for checkpoints")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder of the model")
    parser.add_argument("--steps", type=int, nargs=2, default=(4450, 4600), help="with labels alone, and taught")
    parser.add_argument("--bf16", action="store_true", help="16-bit products, where the processor has them")
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    alike = ["--data", options.data, "--seed", options.seed, *["--bf16"] * options.bf16]
    labels, teacher, taught = (options.run / name for name in ("labels", "teacher", "taught"))
    alone, both = options.steps

    stage("train", *alike, "--out", labels, "--steps", alone)
    if not (teacher / "taught.jsonl").exists():
        # The sentences with issue targets are few: each counts five times.
        rows = [options.data / "newsmtsc_train.jsonl", *[ISSUE_TARGETS / "train.jsonl"] * 5]
        stage("teacher", "--data", options.data, "--seed", options.seed, "--rows", *rows, "--out", teacher)
    start = "--start", labels / "checkpoint.pt", "--taught", teacher / "taught.jsonl"
    stage("train", *alike, "--out", taught, *start, "--steps", both, *TAUGHT)

    shares = {labels / "checkpoint.pt": SHARES[0], taught / "checkpoint.pt": SHARES[1]}
    export(shares, options.out)
    scores = f"{evaluate(options.data, options.out)}\n## With syntax\n\n{fit(options.data, options.out)}"
    export(shares, options.run / "full", in_bytes=False)
    exported = parity(shares, [options.run / "full", options.out], options.data)
    logs = "\n".join(f"\n{run.name}:\n\n```\n{thinned(run / LOG)}\n```" for run in (labels, taught))
    results = f"# Results of `python -m training`\n\n{scores}\n{exported}\n\n## Log\n{logs}\n"
    RESULTS.write_text(results, encoding="utf-8")
    print(results)


def thinned(log: Path) -> str:
    """The first line of a log, which says how long it is, and one in seven of the others."""
    lines = log.read_text(encoding="utf-8").splitlines()
    return "\n".join([*lines[:1], *lines[_EVERY::_EVERY]])


def stage(name: str, *arguments: object) -> None:
    """One script of this folder, in a process of its own."""
    command = [sys.executable, "-m", f"training.{name}", *map(str, arguments)]
    subprocess.run(command, check=True, cwd=PROJECT)


if __name__ == "__main__":
    main()
