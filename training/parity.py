"""How far the exported networks are from the trained one, on dev: `python -m training.parity --weights FILE ...`."""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from analysis.encoder import CLS, SEP, WINDOW, Encoder
from training.data import read_lines
from training.export import INPUTS, OUTPUTS
from training.model import trained


def parity(weights: Path, folders: list[Path], data: Path, most: int = 40) -> str:
    """For each exported folder, the largest difference of a score, and how many pieces keep their best tag."""
    torch.set_num_threads(1)
    model = trained(weights).eval()
    articles = read_lines(data / "polnear_dev.jsonl")[:most]
    lines = [
        f"Exported against trained, first {WINDOW} pieces of {len(articles)} dev articles:",
        "",
        "| exported | largest difference of a tag score | mean | pieces with the same best tag |",
        "| --- | --- | --- | --- |",
    ]
    for folder in folders:
        encoder = Encoder(folder)
        session = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), providers=["CPUExecutionProvider"])
        largest, total, same, count = 0.0, 0.0, 0, 0
        for article in articles:
            pieces = encoder.encode(article["text"]).pieces
            size = min(WINDOW, len(pieces))
            given = {name: np.pad(getattr(pieces, name)[:size], 1)[None].astype(np.int64) for name in INPUTS}
            given["ids"][0, 0], given["ids"][0, -1] = CLS, SEP
            with torch.no_grad():
                mask = torch.ones((1, size + 2), dtype=torch.long)
                wanted = model(*(torch.from_numpy(given[name]) for name in INPUTS), mask)[0][0].numpy()
            found = session.run([OUTPUTS[0]], given)[0]
            difference = np.abs(found - wanted)
            largest, total = max(largest, float(difference.max())), total + float(difference.mean()) * len(found)
            same += int((found.argmax(axis=1) == wanted.argmax(axis=1)).sum())
            count += len(found)
        megabytes = (folder / "encoder.onnx").stat().st_size / 1e6
        lines.append(f"| {megabytes:.1f} MB | {largest:.5f} | {total / count:.5f} | {same / count:.2%} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("folders", type=Path, nargs="+", help="folders written by training.export")
    options = parser.parse_args()
    print(parity(options.weights, options.folders, options.data))


if __name__ == "__main__":
    main()
