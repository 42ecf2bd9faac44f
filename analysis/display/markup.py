"""Strings and charts that a notebook shows as HTML and pictures, with the style sheet `data/display.css`."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

from analysis.charts.style import figure_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Markup(str):
    """HTML that a notebook shows as such. It is a plain string to everything else."""

    __slots__ = ("about",)
    about: str

    def __new__(cls, html: str, about: str) -> Markup:
        markup = super().__new__(cls, html)
        markup.about = about
        return markup

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return f"<{self.about}>"


class Picture:
    """A chart as a notebook shows it: a sharp PNG with a text for those who cannot see it.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> Picture(plt.subplots()[1], "Statements a day")
    <chart: Statements a day>
    """

    def __init__(self, ax: Axes, alt: str) -> None:
        import matplotlib.pyplot as plt

        figure = figure_of(ax)
        buffer = BytesIO()
        figure.savefig(buffer, format="png", dpi=200, bbox_inches="tight", pad_inches=0.15, facecolor="white")
        plt.close(figure)  # else the notebook would show it a second time
        self.png, self.alt = buffer.getvalue(), alt

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        width = int.from_bytes(self.png[16:20], "big") // 2  # of the PNG's header; half of it as the pixels are doubled
        data = {"image/png": base64.b64encode(self.png).decode(), "text/plain": repr(self)}
        return data, {"image/png": {"width": width, "alt": self.alt}}

    def __repr__(self) -> str:
        return f"<chart: {self.alt}>"


@cache
def style_sheet() -> str:
    """The rules of `data/display.css`, without its comments."""
    rules = (files("analysis") / "data" / "display.css").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/|\n+(?=\n)", "", rules, flags=re.DOTALL).strip()


def styled(html: str, about: str) -> Markup:
    """HTML with its style sheet; ``about`` is what plain text shows of it."""
    return Markup(f'<style>{style_sheet()}</style><div class="news-stances">{html}</div>', about)
