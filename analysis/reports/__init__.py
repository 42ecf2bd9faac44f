"""Reports: a parameterized notebook run by papermill, and the files people send on.

Files are written beside and renamed into place, so that a reader never meets half a report and a failed run never takes
the place of the last good one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from analysis.errors import OUT_IS_A_FILE, REPORT_FAILED, ArgumentError, ReportError
from analysis.reports.log import index_page, record_of, write_whole
from analysis.reports.parameters import checked_parameters, declared_parameters, described_parameters
from analysis.reports.places import NOTEBOOK, PROJECT, chart_folder, locate

if TYPE_CHECKING:
    from analysis.article import Article

__all__ = [
    "NOTEBOOK",
    "PROJECT",
    "chart_folder",
    "checked_parameters",
    "described_parameters",
    "locate",
    "page_of",
    "report",
    "report_name",
]

_WARNING = re.compile(r"^\S*ipykernel\S*: UserWarning: (.*)$", re.M)


def report(
    article: str | os.PathLike[str],
    out: str | os.PathLike[str] | None = None,
    parameters: Mapping[str, Any] | None = None,
    *,
    notebook: str | os.PathLike[str] = NOTEBOOK,
) -> list[Path]:
    """Run the report notebook on one article.

    Parameters
    ----------
    article : str or path
        A file or an http(s) address, as for `analysis.read_article`.
    out : str or path, optional
        Folder for the report; by default the project's `reports/`.
    parameters : mapping, optional
        Values for the notebook's parameters: `published`, `actors`, `term`, `minimum_confidence`, ...
    notebook : path, optional
        Another notebook that takes the parameters `article` and `out`.

    Returns
    -------
    list of Path
        What was written, where ``<name>`` is the article's id: ``<name>.html``, ``<name>.ipynb`` (executed), the tables
        in ``<name>/``, the charts, ``<name>.json`` (what was run, with what), and ``index.html`` (all reports).
        Charts go to the project's ``figures/<name>/``, or to ``figures/<name>/`` below `out` where that is given.

    Raises
    ------
    ArgumentError
        A parameter that the notebook does not have, or of another type; no kernel was started.
    ReadError
        The article cannot be read; no kernel was started.
    ReportError
        A cell failed. ``<name>.failed.ipynb`` shows it; an earlier report is left as it was.
    """
    from analysis.reading import read_article

    notebook = Path(notebook)
    given = checked_parameters(notebook, dict(parameters or {}))
    read = read_article(os.fspath(article))
    name = report_name(read)
    folder = PROJECT / "reports" if out is None else Path(out).absolute()
    charts = (PROJECT if out is None else folder) / "figures" / name
    if folder.exists() and not folder.is_dir():
        raise ArgumentError(OUT_IS_A_FILE.format(name=folder))
    folder.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    staging = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=folder))
    try:
        path = Path(article).absolute() if Path(article).is_file() else _kept(read, staging)
        # What a notebook holds as an example belongs to its own article: another has its own date, or none.
        values = {"published": "", **given} if "published" in declared_parameters(notebook) else given
        executed = staging / f"{name}.ipynb"
        _execute(notebook, executed, {**values, "article": str(path), "out": str(staging)}, folder, name)
        for warning in plain_warnings(executed):
            print(f"{name}: {warning}", file=sys.stderr)
        page = staging / f"{name}.html"
        page.write_text(page_of(executed, read, given), encoding="utf-8")
        record = record_of(read, given, staging / "tables", time.monotonic() - started)
        with FileLock(folder / ".lock"):  # two runs at once place their files one after the other
            written = [_into_place(file, folder) for file in (page, executed)]
            written += [_into_place(file, folder / name) for file in sorted((staging / "tables").glob("*"))]
            written += [_into_place(file, folder / name) for file in staging.glob("article.json")]
            written += [_into_place(file, charts) for file in sorted((staging / "charts").glob("*"))]
            (folder / f"{name}.failed.ipynb").unlink(missing_ok=True)
            written.append(write_whole(folder / f"{name}.json", json.dumps(record, ensure_ascii=False, indent=1)))
            written.append(write_whole(folder / "index.html", index_page(folder)))
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return written


def report_name(article: Article) -> str:
    """The name of an article's report: its id, with other characters than letters, digits, dots and dashes replaced.

    Examples
    --------
    >>> from analysis.article import Article
    >>> report_name(Article("rail/strike 2", "The strike goes on."))
    'rail-strike-2'
    """
    return re.sub(r"[^\w.-]+", "-", article.article_id).strip("-.") or "article"


def _execute(notebook: Path, executed: Path, values: dict[str, Any], folder: Path, name: str) -> None:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    try:
        papermill.execute_notebook(
            str(notebook),
            str(executed),
            values,
            progress_bar=sys.stderr.isatty(),
            cwd=str(executed.parent),
            extra_arguments=[
                "--log-level=CRITICAL"
            ],  # else a kernel warns that it is not encrypted, and of its own end
        )
    except Exception as error:
        failed = folder / f"{name}.failed.ipynb"
        if executed.exists():
            executed.replace(failed)
        with FileLock(folder / ".lock"):
            write_whole(folder / "index.html", index_page(folder))
        if isinstance(error, PapermillExecutionError):
            cell, reason = error.cell_index, f"{error.ename}: {error.evalue}"
        else:
            cell, reason = "?", f"{type(error).__name__}: {error}"
        reason = reason if reason.endswith((".", "!", "?")) else f"{reason}."
        kept = "; the earlier report was kept" if (folder / f"{name}.html").exists() else ""
        message = REPORT_FAILED.format(name=name, cell=cell, reason=reason, notebook=failed, kept=kept)
        raise ReportError(message) from error


def plain_warnings(executed: Path) -> list[str]:
    """The warnings that a notebook gave, which are made plain in it: without the place in the kernel's files."""
    book = json.loads(executed.read_text(encoding="utf-8"))
    given: list[str] = []
    for cell in book["cells"]:
        for output in cell.get("outputs", ()):
            if output.get("name") == "stderr" and (found := _WARNING.findall("".join(output["text"]))):
                given += found
                output["text"] = "".join(f"{warning}\n" for warning in found)
    executed.write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return given


def page_of(executed: Path, article: Article, parameters: Mapping[str, Any]) -> str:
    """One self-contained page: no input cells, pictures inside it, no script and nothing from elsewhere."""
    from nbconvert import HTMLExporter

    from analysis import __version__

    exporter = HTMLExporter(
        template_name="basic", exclude_input=True, exclude_output_prompt=True, exclude_anchor_links=True
    )
    body, _ = exporter.from_filename(str(executed))
    style = (files("analysis") / "data" / "report.css").read_text(encoding="utf-8")
    title = escape(" ".join((article.title or article.article_id).split()))
    made = ", ".join(f"{name} = {value}" for name, value in parameters.items()) or "none but the defaults"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}: stances, sources, figures</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        f'<footer class="page">Made by news-stances {__version__} from {escape(article.article_id)} '
        f"(SHA-256 {article.sha256}). Parameters: {escape(made)}.</footer>\n</body>\n</html>\n"
    )


def _kept(article: Article, staging: Path) -> Path:
    """What was fetched, kept beside the report, as an address may answer otherwise tomorrow."""
    path = staging / "article.json"
    published = article.published.isoformat() if article.published else None
    fields = {"id": article.article_id, "text": article.text, "title": article.title, "source": article.source}
    fields |= {"url": article.url, "published": published}
    path.write_text(json.dumps(fields, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _into_place(file: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return file.replace(folder / file.name)
