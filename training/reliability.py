"""Whether confidence means what it says: expected calibration error, a table and a chart of it."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.charts.style import FAINT, INK, figure_of, new_axes, style, title
from analysis.comparison import wilson_interval

FOLDER = Path(__file__).parent


def reliability(confidence: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, list[tuple]]:
    """Expected calibration error over ten equal bins, and (from, rows, mean confidence, share right) for each bin."""
    bins = np.minimum((confidence * 10).astype(int), 9)
    table = [
        (b / 10, int((bins == b).sum()), float(confidence[bins == b].mean()), float(right[bins == b].mean()))
        for b in range(10)
        if (bins == b).any()
    ]
    error = sum(count * abs(mean - share) for _, count, mean, share in table) / max(len(confidence), 1)
    return error, table


def table_of(name: str, confidence: NDArray[np.float64], right: NDArray[np.float64]) -> list[str]:
    """The bins as lines of Markdown."""
    error, table = reliability(confidence, right)
    return [
        "",
        f"Reliability of {name}, each part of dev by the others: expected calibration error {error:.3f}",
        "",
        "| confidence | rows | mean confidence | right |",
        "| --- | --- | --- | --- |",
        *(f"| {b:.1f} to {b + 0.1:.1f} | {count} | {mean:.2f} | {share:.2f} |" for b, count, mean, share in table),
    ]


def draw(name: str, table: list[tuple]) -> None:
    """The bins of `reliability` as a chart, `reliability-<name>.png` beside this file, with Wilson intervals and n."""
    with style():
        ax = new_axes(5.4, 4.2)
        ax.plot([0, 1], [0, 1], color=FAINT, linewidth=1, zorder=0)
        for _, count, mean, share in table:
            ax.plot([mean, mean], wilson_interval(share, count), color=INK, linewidth=1.4)
            ax.plot([mean], [share], "o", ms=7, mfc="white", mec=INK)
            ax.annotate(f"{count}", (mean, share), (8, -4), textcoords="offset points", fontsize=8)
        ax.set_xlim(0.25, 1.03)
        ax.set_ylim(0, 1.03)
        ax.set_ylabel("share that is right")
        ax.set_xlabel("mean confidence of the rows. Bars: 95 % interval; numbers: rows.", loc="left", fontsize=8.5)
        title(ax, f"Confidence of {name}", pad=10)
        figure_of(ax).savefig(FOLDER / f"reliability-{name}.png", dpi=130)
