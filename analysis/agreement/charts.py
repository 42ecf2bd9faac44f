"""Agreement as a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts.style import FAINT, INK, SOFT, new_axes, style, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RELIABLE = 0.8  # K. Krippendorff (2019), Content Analysis, 4th ed., 12.4: rely on variables above 0.8 only


def alphas(reliability: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw Krippendorff's alpha of every variable with its interval; variables without an alpha are left out.

    Parameters
    ----------
    reliability : DataFrame
        As ``analysis.agreement.reliability`` returns it.
    ax : Axes, optional
        Drawn into; by default a new figure that fits.

    Examples
    --------
    >>> row = {"table": "stances", "variable": "issue", "units": 20, "alpha": 0.7, "low": 0.5, "high": 0.9}
    >>> ax = alphas(pd.DataFrame([row]))
    >>> [tick.get_text() for tick in ax.get_yticklabels()]
    ['Stances: issue  (20)']
    """
    rows = reliability[reliability["alpha"].notna()]
    with style():
        if ax is None:
            ax = new_axes(6.2, 1.3 + 0.3 * max(1, len(rows)))
        ax.axvline(RELIABLE, color=SOFT, linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
        ax.axvline(0, color=FAINT, linewidth=0.8, zorder=0)
        for y, row in enumerate(rows.itertuples()):
            ax.plot([row.low, row.high], [y, y], color=INK, linewidth=1.4, zorder=1)
            ax.plot([row.alpha], [y], "o", ms=7, mfc="white", mec=INK, zorder=2)
        names = [f"{row.table}: {row.variable}  ({row.units})".replace("_", " ") for row in rows.itertuples()]
        ax.set_yticks(range(len(rows)), [name[0].upper() + name[1:] for name in names])
        ax.set_ylim(len(rows) - 0.4, -0.6)
        ax.set_xlim(min([-0.05, *rows["low"]]), 1.03)
        ax.tick_params(axis="both", length=0)
        note = "Alpha with its 95 % interval; 1 is full agreement, 0 chance. Dashed: 0.8. In brackets: units."
        ax.set_xlabel(note, loc="left", fontsize=8.5)
        title(ax, "How far coders agree", pad=12)
    return ax
