"""Reports on many articles: a folder or a glob, what is new in it, several at a time."""

from __future__ import annotations

import glob
import multiprocessing
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from analysis.errors import NO_ARTICLES, NO_SUCH_FILE, NO_WORKERS, SAME_NAME, AnalysisError, ArgumentError
from analysis.reading.fetching import is_address
from analysis.reports import NOTEBOOK, PROJECT, checked_parameters, report, report_name
from analysis.reports.log import is_reported

_ENDINGS = (".txt", ".html", ".htm", ".json")


@dataclass(frozen=True)
class Run:
    """What became of one article: its report's files, or why there are none."""

    article: str
    written: tuple[Path, ...] = ()
    unchanged: bool = False
    failure: str | None = None


def articles_in(given: str | os.PathLike[str]) -> list[Path] | None:
    """The articles of a folder or a glob, sorted; None where a single file, an address or ``-`` is given.

    Raises
    ------
    ArgumentError
        There are none, or nothing is there.
    """
    text = os.fspath(given)
    if Path(text).is_dir():
        found = [path for path in Path(text).rglob("*") if path.name.removesuffix(".gz").endswith(_ENDINGS)]
    elif not Path(text).exists() and glob.has_magic(text) and "://" not in text:
        found = [Path(path) for path in glob.iglob(text, recursive=True) if Path(path).is_file()]  # noqa: PTH207
    elif text == "-" or is_address(text) or Path(text).exists():
        return None
    else:
        raise ArgumentError(NO_SUCH_FILE.format(name=text))
    if not found:
        raise ArgumentError(NO_ARTICLES.format(name=text, endings=", ".join(_ENDINGS)))
    return sorted(found)


def report_all(
    articles: list[Path],
    out: str | os.PathLike[str] | None = None,
    parameters: Mapping[str, Any] | None = None,
    *,
    force: bool = False,
    workers: int = 1,
    progress: bool = False,
    notebook: str | os.PathLike[str] = NOTEBOOK,
) -> list[Run]:
    """Report on every article that was not reported yet with these parameters by this version of the package.

    Parameters
    ----------
    articles : list of Path
        As `articles_in` finds them.
    out, parameters, notebook
        As in `analysis.reports.report`.
    force : bool
        Report again what is unchanged.
    workers : int
        Processes, each with a kernel at a time.
    progress : bool
        Show a progress bar on standard error.

    Returns
    -------
    list of Run
        One an article, in the order given. One that fails costs no other.

    Raises
    ------
    ArgumentError
        A wrong parameter, or less than one worker; nothing was run.
    """
    if workers < 1:
        raise ArgumentError(NO_WORKERS.format(count=workers))
    given = checked_parameters(Path(notebook), dict(parameters or {}))
    folder = PROJECT / "reports" if out is None else Path(out).absolute()
    seen: dict[str, Path] = {}
    tasks = [(path, out, given, force, Path(notebook), folder, _earlier(seen, path)) for path in articles]
    if workers == 1:
        return list(tqdm(map(_run, tasks), total=len(tasks), disable=not progress, unit="report"))
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(tqdm(pool.map(_run, tasks), total=len(tasks), disable=not progress, unit="report"))


def _run(task: tuple[Path, Any, dict[str, Any], bool, Path, Path, Path | None]) -> Run:
    from analysis.reading import read_article

    path, out, given, force, notebook, folder, earlier = task
    if earlier is not None:
        return Run(str(path), failure=SAME_NAME.format(name=path, other=earlier))
    try:
        if not force:
            article = read_article(path)
            if is_reported(folder, report_name(article), article, given):
                return Run(str(path), unchanged=True)
        return Run(str(path), tuple(report(path, out, given, notebook=notebook)))
    except AnalysisError as error:
        return Run(str(path), failure=str(error))


def _earlier(seen: dict[str, Path], path: Path) -> Path | None:
    """Another article whose report would have the same name."""
    name = path.name.partition(".")[0]
    other = seen.setdefault(name, path)
    return None if other is path else other
