"""From the data folder to the shipped model: `python -m training --data DIR`.

Trains three larger readers, each without a third of the texts, lets them teach the small one that ships, exports that,
sets its thresholds on dev, fits the vote of syntax and encoder, and writes the scores to training/results.md. A stage
that is finished is not repeated.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from training.data import FOLDS
from training.evaluate import evaluate
from training.export import export
from training.model import average
from training.parity import parity
from training.train import LOG, WEIGHTS
from training.vote import fit

PROJECT = Path(__file__).resolve().parent.parent
RESULTS = PROJECT / "training" / "results.md"
SHIPPED = PROJECT / "analysis" / "model"
_EVERY = 14
# The larger readers differ in what they leave out and in their seed.
LARGER = range(FOLDS)
LARGER_STEPS, LARGER_RATE = 2400, 7e-5
# The small ones differ in their length; what ships is a third of the one's weights and two thirds of the other's.
SMALL_STEPS, SMALL_BATCH = 9000, 4480
LENGTHS = {0.8: 1 / 3, 1.0: 2 / 3}
TRUST = 0.5
POLARITY_ROWS = 20_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the training and dev files")
    parser.add_argument("--run", type=Path, default=Path("training-run"), help="folder for checkpoints")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder of the model")
    parser.add_argument("--larger-steps", type=int, default=LARGER_STEPS)
    parser.add_argument("--small-steps", type=int, default=SMALL_STEPS, help="of the longer run")
    parser.add_argument("--bf16", action="store_true", help="16-bit products, where the processor has them")
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    larger = [options.run / f"larger-{number}" for number in LARGER]
    steps = [round(length * options.small_steps) for length in LENGTHS]
    small = {options.run / f"small-{n}": n for n in steps}
    files = [run / WEIGHTS for run in small]
    if not all(path.exists() for path in files):
        train(options, larger, small)

    weights = options.run / WEIGHTS
    average(dict(zip(files, LENGTHS.values(), strict=True)), weights)
    export(weights, options.out)
    scores = f"{evaluate(options.data, options.out)}\n## With syntax\n\n{fit(options.data, options.out)}"
    export(weights, options.run / "full", in_bytes=False)
    exported = parity(weights, [options.run / "full", options.out], options.data)
    logs = "\n".join(f"\n{run.name}:\n\n```\n{thinned(run / LOG)}\n```" for run in (*larger, *small))
    results = f"# Results of `python -m training`\n\n{scores}\n{exported}\n\n## Log\n{logs}\n"
    RESULTS.write_text(results, encoding="utf-8")
    print(results)


def train(options: argparse.Namespace, larger: list[Path], small: dict[Path, int]) -> None:
    """The larger readers, what they say of polarity, and the small ones that learn from them, of so many steps."""
    alike = "--data", options.data, *["--bf16"] * options.bf16
    phrases, taught = options.run / "phrases.jsonl", options.run / "taught.jsonl"
    stage(phrases, "phrases", "--data", options.data, "--seed", options.seed, "--out", phrases)
    teachers = [run / WEIGHTS for run in larger]
    for number, path in zip(LARGER, teachers, strict=True):
        learn = "--large", "--rate", LARGER_RATE, "--steps", options.larger_steps, "--seed", options.seed + number
        stage(path, "train", *alike, *learn, "--leave-out", number, "--out", path.parent)
    stage(taught, "teach", "--data", options.data, "--teachers", *teachers, "--phrases", phrases, "--out", taught)
    taught_by = "--teachers", *teachers, "--trust", TRUST, "--taught", taught, "--rows", POLARITY_ROWS
    taught_by += "--batch", SMALL_BATCH
    for run, steps in small.items():
        stage(run / WEIGHTS, "train", *alike, *taught_by, "--steps", steps, "--seed", options.seed, "--out", run)


def stage(made: Path, name: str, *arguments: object) -> None:
    """One script of this folder, in a process of its own, unless what it makes is there."""
    if not made.exists():
        made.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", f"training.{name}", *map(str, arguments)], check=True, cwd=PROJECT)


def thinned(log: Path) -> str:
    """The first and the last line of a log, and some of those between."""
    lines = log.read_text(encoding="utf-8").splitlines()
    return "\n".join([*lines[:1], *lines[_EVERY:-1:_EVERY], *lines[-1:]])


if __name__ == "__main__":
    main()
