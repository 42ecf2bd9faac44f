"""How every chart of this package looks: type, inks, and where titles stand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, SOFT, FAINT = "#1b1b1b", "#5b5b5b", "#d4d4d4"
_STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9.5,
    "text.color": INK,
    "text.parse_math": False,  # "$5 to $6" is money, not a formula
    "axes.labelcolor": SOFT,
    "axes.edgecolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "xtick.labelsize": 8.5,
    "hatch.linewidth": 0.6,
    "figure.dpi": 100,
    "savefig.dpi": 200,
    "svg.hashsalt": "analysis",
    "svg.fonttype": "none",
}


@contextmanager
def style() -> Iterator[None]:
    import matplotlib as mpl

    with mpl.rc_context(_STYLE):
        yield


def new_axes(width: float, height: float) -> Axes:
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def figure_of(ax: Axes) -> Figure:
    """The whole figure that holds the axes."""
    figure = ax.get_figure(root=True)
    if figure is None:
        raise ValueError("these axes were removed from their figure")
    return figure


def title(ax: Axes, text: str, *, pad: float) -> None:
    ax.set_title(text, loc="left", fontsize=12.5, weight="bold", pad=pad)


def caption(ax: Axes, text: str, *, pad: float) -> int:
    """Write lines below the axes, broken where they are wider than these; gives the number of lines that this adds."""
    ax.set_xlabel(text, loc="left", fontsize=8.5, labelpad=pad)
    figure_of(ax).draw_without_rendering()  # the layout, and with it the width, is made at drawing
    room, measured = ax.get_window_extent().width, ax.xaxis.label
    lines: list[str] = []
    for given in text.split("\n"):
        line = ""
        for word in given.split(" "):
            longer = f"{line} {word}".lstrip()
            measured.set_text(longer)
            if line and measured.get_window_extent().width > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    measured.set_text("\n".join(lines))
    return len(lines) - len(text.split("\n"))


def label(name: Any) -> str:
    if pd.isna(name):
        return "no issue"
    words = str(name).replace("-", " ")
    return "\n".join(wrap(words[:1].upper() + words[1:], 22))
