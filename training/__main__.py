"""From the data folder to the shipped model: `python -m training --data DIR`.

Trains (or goes on with) a run, exports it, sets its thresholds on dev, fits the vote of syntax and encoder, and writes
the scores to training/results.md.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from training.evaluate import evaluate
from training.export import export
from training.vote import fit

PROJECT = Path(__file__).resolve().parent.parent
RESULTS = PROJECT / "training" / "results.md"
SHIPPED = PROJECT / "analysis" / "model"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the training and dev files")
    parser.add_argument("--run", type=Path, default=Path("training-run"), help="folder for checkpoints")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder of the model")
    options, settings = parser.parse_known_args()
    command = [sys.executable, "-m", "training.train", "--data", options.data, "--out", options.run, *settings]
    subprocess.run([str(part) for part in command], check=True, cwd=PROJECT)
    export(options.run / "checkpoint.pt", options.out)
    scores = f"{evaluate(options.data, options.out)}\n## With syntax\n\n{fit(options.data, options.out)}"
    RESULTS.write_text(f"# Results\n\n`python -m training {' '.join(settings)}`\n\n{scores}", encoding="utf-8")
    print(scores)


if __name__ == "__main__":
    main()
