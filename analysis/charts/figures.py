"""Charts of reported numbers: what is known, on which side it is open, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor, log10
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.charts.style import FAINT, INK, SOFT, new_axes, style, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_TICKS = 5  # of a logarithmic axis, where "100,000" and "1 million" would run into each other


def reported_figures(figures: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw reported numbers with their bounds: what is known, on which side it is open, and who says so.

    A filled dot is an exact number, a hollow one an approximate or excluded one, an arrow points to the side that is
    left open ("at least eight"), a bar joins the ends of a range. The axis is logarithmic where the numbers are
    positive and differ more than fiftyfold.

    Parameters
    ----------
    figures : DataFrame
        Rows of the figures table that share a unit; see `by_unit`.
    ax : Axes, optional
        Drawn into; by default a new figure that fits.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"text": "at least eight", "counted": "people", "event": "killed", "unit": None, "reported_by": "police"}
    >>> row |= {"value": 8.0, "low": 8.0, "high": None, "bound": "at_least", "trend": None}
    >>> ax = reported_figures(pd.DataFrame([row]))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['people killed']
    """
    rows = figures.dropna(subset=["value", "low", "high"], how="all").reset_index(drop=True)
    with style():
        if ax is None:
            ax = new_axes(7.2, 1.3 + 0.58 * max(1, len(rows)))
        ends = [float(n) for column in ("value", "low", "high") for n in rows[column].dropna()]
        positive = [n for n in ends if n > 0]
        logarithmic = len(positive) == len(ends) and bool(ends) and max(ends) > 50 * min(ends)
        if logarithmic:
            from matplotlib.ticker import LogLocator

            ax.set_xscale("log")
            ax.xaxis.set_major_locator(LogLocator(numticks=_MOST_TICKS))
            ax.set_xlim(10 ** (floor(log10(min(ends))) - 0.15), max(ends) * 6)
        elif ends:
            span = max(*ends, 0.0) - min(*ends, 0.0) or 1.0
            ax.locator_params(axis="x", nbins=6)
            ax.set_xlim(min(*ends, 0.0) - 0.04 * span, max(*ends, 0.0) + 0.35 * span)
        for y, row in enumerate(rows.itertuples()):
            _draw_figure(ax, y, row)
        ax.set_yticks(range(len(rows)), [_counted(row) for row in rows.itertuples()], fontsize=9.5, va="bottom")
        ax.set_ylim(len(rows) - 0.4, -0.6)
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.grid(axis="x", color=FAINT, linewidth=0.5)
        ax.set_axisbelow(True)
        ax.xaxis.set_major_formatter(_short)
        ax.minorticks_off()
        units = list(dict.fromkeys(rows["unit"].dropna())) if len(rows) else []
        ax.set_xlabel(f"{units[0] if units else 'number'}{' (logarithmic scale)' if logarithmic else ''}", loc="left")
        title(ax, f"Reported figures{f', in {units[0]}' if units else ''}", pad=22)
        key = "\N{BLACK CIRCLE} stated   \N{WHITE CIRCLE} approximate, or excluded   \N{RIGHTWARDS ARROW} open-ended"
        ax.text(0, 1, key, transform=ax.transAxes, fontsize=8.5, color=SOFT, va="bottom")
    return ax


def conflicting_figures(conflicts: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw figures that sources tell differently, each count's tellings below one another.

    Parameters
    ----------
    conflicts : DataFrame
        As `analysis.figures.conflicts` returns it.
    ax : Axes, optional
        Drawn into; by default a new figure that fits.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"count": "killed: people", "text": "Eight", "value": 8.0, "low": 8.0, "high": 8.0, "bound": "exact"}
    >>> ax = conflicting_figures(pd.DataFrame([row | {"reported_by": "police"}]))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['killed: people']
    """
    rows = conflicts.rename(columns={"count": "counted"}).assign(event=pd.NA, unit=pd.NA, trend=pd.NA)
    ax = reported_figures(rows, ax)
    with style():
        ax.set_title("")
        title(ax, "Figures told differently", pad=22)
    return ax


def by_unit(figures: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Split the figures table into parts that can share an axis, largest first.

    Yields
    ------
    (str, DataFrame)
        The unit ("count" where there is none) and its rows.

    Examples
    --------
    >>> import pandas as pd
    >>> [(unit, len(rows)) for unit, rows in by_unit(pd.DataFrame({"unit": ["percent", None, None]}))]
    [('count', 2), ('percent', 1)]
    """
    units = figures["unit"].astype(object).where(figures["unit"].notna(), "count")
    for unit in sorted(set(units), key=lambda name: (-(units == name).sum(), name)):
        yield unit, figures[units == unit]


def _draw_figure(ax: Axes, y: float, row: Any) -> None:
    value, low, high = (None if pd.isna(n) else float(n) for n in (row.value, row.low, row.high))
    at = next(n for n in (value, low, high) if n is not None)
    upward, downward = high is None and low is not None, low is None and high is not None
    if low is not None and high is not None and low != high:
        ax.plot([low, high], [y, y], color=INK, linewidth=2.5, solid_capstyle="butt")
        for end in (low, high):
            ax.plot([end, end], [y - 0.14, y + 0.14], color=INK, linewidth=1.6)
    if upward or downward:
        ax.annotate(
            "",
            xy=(at, y),
            xytext=(34 if upward else -34, 0),
            textcoords="offset points",
            arrowprops={"arrowstyle": "<|-", "color": INK, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0},
        )
    if value is not None or low == high or upward or downward:
        filled = row.bound in ("exact", "at_least", "at_most", "range")
        ax.plot(
            at, y, "o", markersize=8, markerfacecolor=INK if filled else "white", markeredgecolor=INK, mew=1.6, zorder=3
        )
    ax.annotate(
        _source(row),
        xy=(0, y),
        xycoords=("axes fraction", "data"),
        xytext=(-3.5, -1),
        textcoords="offset points",
        ha="right",
        va="top",
        fontsize=8.5,
        color=SOFT,
    )
    trend = {"up": " \N{BLACK UP-POINTING TRIANGLE}", "down": " \N{BLACK DOWN-POINTING TRIANGLE}"}.get(row.trend, "")
    ax.annotate(
        " ".join(str(row.text).split()) + trend,
        xy=(high if high is not None else at, y),
        xytext=(42 if upward else 11, 0),
        textcoords="offset points",
        va="center",
        fontsize=9.5,
    )


def _short(number: float, _: float = 0) -> str:
    """A number on an axis: 2,000,000 as "2 million"."""
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(number) >= size:
            return f"{number / size:g} {name}"
    return f"{number:,.10g}"


def _counted(row: Any) -> str:
    counted = " ".join(str(part) for part in (row.counted, row.event) if pd.notna(part)) or "not said of what"
    return "\n".join(wrap(counted, 34, max_lines=2))


def _source(row: Any) -> str:
    source = f"source: {row.reported_by}" if pd.notna(row.reported_by) else "no source given"
    return "\n".join(wrap(source, 40, max_lines=2))
