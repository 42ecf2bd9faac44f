"""Where the project's own files lie, whatever folder a runner works in."""

from __future__ import annotations

from pathlib import Path

from analysis.reading.fetching import is_address
from analysis.reading.stores import is_stored

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOK = PROJECT / "notebooks" / "report.ipynb"


def locate(path: str) -> str | None:
    """Where a notebook's input is: a relative path starts at the project, not at the folder a runner happens to use.

    An address stays as it is; an empty path is None.

    Examples
    --------
    >>> locate("seeds/kazakhstan-riots.txt") == str(PROJECT / "seeds" / "kazakhstan-riots.txt")
    True
    """
    if not path:
        return None
    return path if is_address(path) or is_stored(path) else str(PROJECT / path)


def chart_folder(out: str, article_id: str) -> Path:
    """Where the report notebook puts its charts: below `out`, or in the project's ``figures/<article_id>/``."""
    return Path(out) / "charts" if out else PROJECT / "figures" / article_id
