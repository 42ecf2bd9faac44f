"""Who is compared in a report, and who has a stance in it: said where these are not the same people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from analysis import tables
from analysis.actors import ActorBook, listed
from analysis.reports.parameters import checked_parameters, defaults_of

_MOST_NAMED = 6


def who_takes_stances(written: Iterable[Path], parameters: Mapping[str, Any] | None, *, notebook: Path) -> str | None:
    """Say who takes a stance in a report in which none of the actors compared does; None where one does, or nobody.

    Parameters
    ----------
    written : iterable of Path
        What `analysis.reports.report` returned: the stances table is among it.
    parameters : mapping or None
        As they were given to it.
    notebook : Path
        The one that was run; it holds what is compared where `parameters` do not say.
    """
    table = next((path for path in written if path.name == "stances.csv"), None)
    if table is None:
        return None
    given = {**defaults_of(notebook), **checked_parameters(notebook, dict(parameters or {}))}
    compared = listed(given.get("actors", ""))
    taking = list(tables.read_table("stances", table)["actor"].dropna().value_counts().index)
    book = ActorBook.load(given.get("actors_file") or None)
    if not taking or not compared or any(name in taking or book.called(name) in taking for name in compared):
        return None
    none = "none of whom takes a stance" if len(compared) > 1 else "who takes no stance"
    others = taking[:_MOST_NAMED]
    do = "does" if len(others) == 1 else "do"
    return f'compared: {", ".join(compared)}, {none} here; {", ".join(others)} {do}: -p actors "{",".join(others)}"'
