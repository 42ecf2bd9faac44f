"""What was reported: a JSON record beside each report, and the index page made from all records of a folder."""

from __future__ import annotations

import csv
import datetime
import json
import os
import platform
from collections.abc import Mapping
from html import escape
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from analysis import __version__
from analysis.article import Article

COUNTED = ("statements", "stances", "figures")
_LIBRARIES = ("spacy", "pandas", "matplotlib", "papermill", "nbconvert")


def record_of(article: Article, parameters: Mapping[str, Any], tables: Path, seconds: float) -> dict[str, Any]:
    """The record of one run: what it was made from, with what, when, how long it took and what it found.

    Parameters
    ----------
    article : Article
    parameters : mapping
        The parameters given, defaults not among them.
    tables : Path
        Folder of the tables as CSV, whose rows are counted.
    seconds : float
        How long the run took.
    """
    return {
        "article_id": article.article_id,
        "title": article.title or _first(tables / "articles.csv", "title"),
        "published": article.published.isoformat() if article.published else parameters.get("published") or None,
        "sha256": article.sha256,
        "parameters": dict(parameters),
        "version": __version__,
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "made_at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "counts": {name: _rows(tables / f"{name}.csv") for name in COUNTED},
    }


def is_reported(folder: Path, name: str, article: Article, parameters: Mapping[str, Any]) -> bool:
    """Whether the same text was reported with the same parameters by this version of the package."""
    try:
        made = json.loads((folder / f"{name}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    same = {"sha256": article.sha256, "parameters": dict(parameters), "version": __version__}
    return (folder / f"{name}.html").exists() and all(made.get(key) == value for key, value in same.items())


def index_page(folder: Path) -> str:
    """The page that lists all reports of a folder, newest first, and the runs that failed since."""
    made = []
    for path in folder.glob("*.json"):
        try:
            made.append((path.stem, json.loads(path.read_text("utf-8"))))
        except (OSError, ValueError):
            continue
    made = [(name, record) for name, record in made if isinstance(record, dict) and "made_at" in record]
    made.sort(key=lambda item: item[0])
    made.sort(key=lambda item: item[1]["made_at"], reverse=True)
    rows = "".join(_row(folder, name, record) for name, record in made)
    reported = {name for name, _ in made}
    failed = "".join(
        f"<li>{escape(path.name)}</li>"
        for path in sorted(folder.glob("*.failed.ipynb"))
        if path.name.removesuffix(".failed.ipynb") not in reported
    )
    heads = "".join(f'<th scope="col" class="ns-number">{name.capitalize()}</th>' for name in COUNTED)
    style = "".join((files("analysis") / "data" / name).read_text("utf-8") for name in ("report.css", "display.css"))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Reports</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>\n{style}</style>\n</head>\n'
        f'<body>\n<main class="news-stances">\n<h1>{len(made)} reports, newest first</h1>\n'
        '<table><thead><tr><th scope="col">Article</th><th scope="col">Published</th><th scope="col">Reported</th>'
        f'{heads}<th scope="col">Last run</th></tr></thead><tbody>{rows}</tbody></table>\n'
        + (f"<h2>Never reported: failed</h2><ul>{failed}</ul>\n" if failed else "")
        + "</main>\n</body>\n</html>\n"
    )


def write_whole(path: Path, text: str) -> Path:
    """Write beside and rename into place: a reader sees the old file or the new one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    return beside.replace(path)


def _row(folder: Path, name: str, record: Mapping[str, Any]) -> str:
    title = escape(" ".join(str(record.get("title") or record["article_id"]).split()))
    counts = "".join(f'<td class="ns-number">{record["counts"].get(key)}</td>' for key in COUNTED)
    failed = (folder / f"{name}.failed.ipynb").exists()
    made_at = escape(str(record["made_at"])[:16].replace("T", " "))
    return (
        f'<tr><td><a href="{escape(name)}.html">{title}</a></td><td>{escape(record.get("published") or "–")}</td>'
        f"<td>{made_at} UTC</td>{counts}<td>{'failed, earlier report kept' if failed else 'done'}</td></tr>"
    )


def _rows(path: Path) -> int | None:
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as lines:
        return sum(1 for _ in csv.reader(lines)) - 1


def _first(path: Path, column: str) -> str | None:
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as lines:
        return next((row[column] or None for row in csv.DictReader(lines)), None)
