"""From the data folder to the shipped model: `python -m training --data DIR`.

Trains a larger reader of polarity and has it read sentences, trains the encoder on the articles and on what the reader
said, exports it, sets its thresholds on dev, fits the vote of syntax and encoder, and writes the scores to
training/results.md. A stopped run goes on where it was; a stage that is finished is not repeated.
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
_EVERY = 7  # lines of the log between those that are shown
SHIPPED = PROJECT / "analysis" / "model"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the training and dev files")
    parser.add_argument("--run", type=Path, default=Path("training-run"), help="folder for checkpoints")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder of the model")
    parser.add_argument("--steps", type=int, default=7000, help="of the encoder")
    parser.add_argument("--bf16", action="store_true", help="16-bit products, where the processor has them")
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    teacher, encoder = options.run / "teacher", options.run / "encoder"
    alike = ["--data", options.data, "--seed", options.seed]

    if not (teacher / "taught.jsonl").exists():
        # The sentences with issue targets are few: each counts five times.
        rows = [options.data / "newsmtsc_train.jsonl", *[ISSUE_TARGETS / "train.jsonl"] * 5]
        stage("teacher", *alike, "--rows", *rows, "--out", teacher)
    taught = "--taught", teacher / "taught.jsonl", "--polarity-share", 0.5
    stage("train", *alike, *taught, "--out", encoder, "--steps", options.steps, *["--bf16"] * options.bf16)

    export(encoder / "checkpoint.pt", options.out)
    scores = f"{evaluate(options.data, options.out)}\n## With syntax\n\n{fit(options.data, options.out)}"
    export(encoder / "checkpoint.pt", options.run / "full", in_bytes=False)
    exported = parity(encoder / "checkpoint.pt", [options.run / "full", options.out], options.data)
    log = (encoder / LOG).read_text(encoding="utf-8").splitlines()
    shown = "\n".join([*log[:1], *log[_EVERY::_EVERY]])
    results = f"# Results of `python -m training`\n\n{scores}\n{exported}\n\n## Log\n\n```\n{shown}\n```\n"
    RESULTS.write_text(results, encoding="utf-8")
    print(results)


def stage(name: str, *arguments: object) -> None:
    """One script of this folder, in a process of its own."""
    command = [sys.executable, "-m", f"training.{name}", *map(str, arguments)]
    subprocess.run(command, check=True, cwd=PROJECT)


if __name__ == "__main__":
    main()
