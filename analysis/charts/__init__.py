"""Tables to charts. Nothing here reads text: every function takes a table and draws what is in it.

Every chart is readable in grey and by the colour-blind: what colour says is said by a symbol, a hatch or a word too.
Blue against vermilion, one light and one dark, is after Okabe and Ito (2008), "Color Universal Design".
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.charts.figures import by_unit, conflicting_figures, reported_figures
from analysis.charts.style import FAINT, INK, SOFT, caption, figure_of, label, new_axes, style, title
from analysis.errors import NOT_A_COMPARISON, ArgumentError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "by_unit",
    "conflicting_figures",
    "positions",
    "quotation_types",
    "reported_figures",
    "save",
    "stance_matrix",
]

FOR, AGAINST, BETWEEN = "#7cc4ee", "#b34700", "#ece7d8"
_WORDS = {
    "supports": ("+", FOR, INK),
    "opposes": ("\N{MINUS SIGN}", AGAINST, "white"),
    "mixed": ("\N{PLUS-MINUS SIGN}", BETWEEN, INK),
    "neutral": ("0", BETWEEN, INK),
}
_MATRIX_TITLES = {"target_actor": "Who speaks for and against whom"}
_MATRIX_NOTES = {"target_actor": "Columns: who speaks. Rows: about whom.\n"}
_MARKERS = "osD^vPX*"
_QUOTE_TYPES = {"direct": ("#0072b2", ""), "mixed": ("#8cc5e8", "///"), "indirect": ("#f2f2f2", "")}


def stance_matrix(matrix: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw a comparison as a matrix: a row a subject, a column an actor.

    A cell holds the word and its sign, the mean on a scale from -1 to +1 with its interval, and the number of stances
    behind it. A silent cell is left blank but for a dash.

    Parameters
    ----------
    matrix : DataFrame
        As `analysis.comparison.compare` returns it.
    ax : Axes, optional
        Drawn into; by default a new figure that fits.

    Returns
    -------
    Axes

    Raises
    ------
    ArgumentError
        The table is not one that `compare` made.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis.comparison import compare
    >>> row = {"article_id": "a", "statement_id": "a:s1", "actor": "UN", "act": "urge", "issue": "dialogue"}
    >>> ax = stance_matrix(compare(pd.DataFrame([row | {"issue_polarity": 1}]), actors=["UN", "US"]))
    >>> [label.get_text() for label in ax.get_xticklabels()]
    ['UN', 'US']
    """
    from matplotlib.patches import FancyBboxPatch

    for column in ("word", "polarity", "low", "high"):
        if column not in matrix.columns:
            raise ArgumentError(NOT_A_COMPARISON.format(column=column))
    by = matrix.columns[1]
    actors, subjects = list(dict.fromkeys(matrix["actor"])), list(dict.fromkeys(matrix[by]))
    height = 1.35 + 0.72 * len(subjects)
    with style():
        fits = ax is None
        if ax is None:
            ax = new_axes(2.7 + 1.65 * len(actors), height)
        empty = matrix["stances"].sum() == 0
        for row in () if empty else matrix.itertuples():
            x, y = actors.index(row.actor), subjects.index(getattr(row, by))
            sign, colour, ink = _WORDS.get(row.word, ("", "white", SOFT))
            silent = row.word not in _WORDS
            box = FancyBboxPatch(
                (x - 0.465, y - 0.43),
                0.93,
                0.86,
                boxstyle="round,pad=0,rounding_size=0.06",
                facecolor="none" if silent else colour,
                edgecolor=FAINT if silent else colour,
                linestyle=(0, (2, 2)) if silent else "-",
                linewidth=0.8,
            )
            ax.add_patch(box)
            if silent:
                ax.text(x, y, "silent", ha="center", va="center", color=SOFT, fontsize=8.5, style="italic")
                continue
            ax.text(x - 0.41, y - 0.16, sign, ha="left", va="center", color=ink, fontsize=14, weight="bold")
            ax.text(x - 0.29, y - 0.17, row.word, ha="left", va="center", color=ink, fontsize=9.5, weight="bold")
            ax.text(x + 0.41, y - 0.17, f"n = {row.stances}", ha="right", va="center", color=ink, fontsize=8.5)
            _draw_scale(ax, x, y + 0.2, row, ink)
        if empty:
            ax.text(0.5, 0.5, "no stance found", transform=ax.transAxes, ha="center", va="center", color=SOFT)
        ax.set_xlim(-0.5, max(1, len(actors)) - 0.5)
        ax.set_ylim(max(1, len(subjects)) - 0.5, -0.5)
        ax.set_xticks(range(len(actors)), actors, weight="bold", color=INK, fontsize=11)
        ax.set_yticks(range(len(subjects)), [label(s) for s in subjects], fontsize=10)
        ax.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
        ax.spines[:].set_visible(False)
        title(ax, _MATRIX_TITLES.get(by, "Who is for and against what"), pad=30)
        added = caption(
            ax,
            _MATRIX_NOTES.get(by, "")
            + "Dot: mean polarity on a scale from \N{MINUS SIGN}1 (against) to +1 (for). Bar: its 95 % interval.\n"
            "Hollow dot: a single statement, so no interval. n: number of stances found.",
            pad=8,
        )
        if fits:
            figure_of(ax).set_figheight(height + 0.15 * added)
    return ax


def quotation_types(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw how many statements of each actor are verbatim, partly verbatim and paraphrased.

    Parameters
    ----------
    table : DataFrame
        As `analysis.comparison.quotation_types` returns it.
    ax : Axes, optional
        Drawn into; by default a new figure that fits.

    Examples
    --------
    >>> import pandas as pd
    >>> ax = quotation_types(pd.DataFrame({"actor": ["UN"], "direct": [2], "mixed": [1], "indirect": [0]}))
    >>> [text.get_text() for text in ax.texts]
    ['2', '1']
    """
    with style():
        if ax is None:
            ax = new_axes(7.2, 1.5 + 0.46 * max(1, len(table)))
        labels = {"direct": "verbatim", "mixed": "partly verbatim", "indirect": "paraphrased"}
        left = [0.0] * len(table)
        for name, (colour, hatch) in _QUOTE_TYPES.items():
            counts = [int(n) for n in table[name]]
            bars = ax.barh(
                range(len(table)),
                counts,
                left=left,
                height=0.62,
                color=colour,
                hatch=hatch,
                edgecolor=INK,
                linewidth=0.6,
            )
            bars.set_label(labels[name])
            for y, (start, n) in enumerate(zip(left, counts, strict=True)):
                if n:
                    ax.text(
                        start + n / 2,
                        y,
                        str(n),
                        ha="center",
                        va="center",
                        fontsize=9,
                        color="white" if name == "direct" else INK,
                        bbox={"boxstyle": "round,pad=0.18", "fc": colour, "ec": "none"} if hatch else None,
                    )
            left = [start + n for start, n in zip(left, counts, strict=True)]
        ax.set_yticks(range(len(table)), [label(actor) for actor in table["actor"]], fontsize=10)
        ax.invert_yaxis()
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        _count_axis(ax, "statements in the body of the article")
        ax.legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=3, frameon=False, fontsize=8.5, handlelength=1.4)
        title(ax, "Who is quoted, who is paraphrased", pad=28)
    return ax


def positions(groups: pd.DataFrame, subject: str, ax: Axes | None = None) -> Axes:
    """Draw where actors stand on one subject, outlet by outlet or period by period.

    Parameters
    ----------
    groups : DataFrame
        As `analysis.comparison.trends.compare_groups` returns it.
    subject : str
        The issue (or other subject) to draw.
    ax : Axes, optional
        Drawn into; by default a new figure that fits.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"group": "2024-05", "actor": "UN", "issue": "dialogue", "word": "supports", "stances": 2}
    >>> ax = positions(pd.DataFrame([row | {"polarity": 1.0, "low": -0.3, "high": 1.0}]), "dialogue")
    >>> [label.get_text() for label in ax.get_xticklabels()]
    ['2024-05']
    """
    rows = groups[groups.iloc[:, 2].eq(subject)]
    names, actors = sorted(set(groups["group"])), list(dict.fromkeys(groups["actor"]))
    with style():
        if ax is None:
            ax = new_axes(max(5.0, 2.2 + 0.5 * len(names) * max(1, len(actors))), 3.6)
        ax.axhline(0, color=FAINT, linewidth=0.8, zorder=0)
        for n, actor in enumerate(actors):
            said = rows[rows["actor"].eq(actor) & rows["polarity"].notna()]
            shift = (n - (len(actors) - 1) / 2) * min(0.22, 0.7 / len(actors))
            for row in said.itertuples():
                x = names.index(row.group) + shift
                if pd.notna(row.low):
                    ax.plot([x, x], [row.low, row.high], color=INK, linewidth=1.4, zorder=1)
                ax.annotate(
                    f"{row.stances}", (x, row.polarity), (6, 0), textcoords="offset points", va="center", size=8
                )
            xs = [names.index(name) + shift for name in said["group"]]
            shade = str(round(0.75 * n / max(1, len(actors) - 1), 2))
            marker = _MARKERS[n % len(_MARKERS)]
            ax.plot(
                xs,
                said["polarity"].astype(float),
                marker,
                ms=8,
                mfc=shade,
                mec=INK,
                label=actor,
                zorder=2,
                clip_on=False,
            )
        ax.set_xticks(range(len(names)), names)
        ax.set_xlim(-0.6, len(names) - 0.4)
        ax.set_ylim(-1.15, 1.15)
        ax.set_yticks([-1, 0, 1], ["against", "neither", "for"])
        ax.tick_params(axis="both", length=0)
        ax.legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=8, frameon=False, fontsize=9, handletextpad=0.2)
        ax.set_xlabel(
            "Mark: mean polarity, with the number of stances. Bar: its 95 % interval.\n"
            "No bar: a single statement. No mark: no stance found.",
            loc="left",
            fontsize=8.5,
        )
        title(ax, label(subject).replace("\n", " "), pad=28)
    return ax


def save(ax: Axes, folder: str | os.PathLike[str], name: str) -> list[Path]:
    """Write the figure that holds `ax` as PNG and SVG; the same chart gives the same bytes.

    Returns
    -------
    list of Path
        ``folder/name.png`` and ``folder/name.svg``; what is no letter, digit or dot in the name becomes a dash.
    """
    folder, name = Path(folder), re.sub(r"[^\w.-]+", "-", name)
    folder.mkdir(parents=True, exist_ok=True)
    figure = figure_of(ax)
    paths = []
    with style():
        for ending, metadata in (("png", {"Software": None}), ("svg", {"Date": None, "Creator": None})):
            path = folder / f"{name}.{ending}"
            figure.savefig(
                path, format=ending, metadata=metadata, bbox_inches="tight", pad_inches=0.15, facecolor="white"
            )
            paths.append(path)
    return paths


def _draw_scale(ax: Axes, x: float, y: float, row: Any, ink: str) -> None:
    half = 0.36
    ax.plot([x - half, x + half], [y, y], color=ink, linewidth=0.7, alpha=0.55)
    for tick in (-half, 0, half):
        ax.plot([x + tick] * 2, [y - 0.05, y + 0.05], color=ink, linewidth=0.7, alpha=0.55)
    measured = pd.notna(row.low)
    if measured:
        ax.plot([x + half * row.low, x + half * row.high], [y, y], color=ink, linewidth=3, solid_capstyle="butt")
    face = ink if measured else _WORDS[row.word][1]
    ax.plot(x + half * row.polarity, y, "o", markersize=6, markerfacecolor=face, markeredgecolor=ink, clip_on=False)


def _count_axis(ax: Axes, counted: str) -> None:
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(counted, loc="left")
