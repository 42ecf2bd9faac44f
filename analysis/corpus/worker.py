"""What a worker process does with one partition of a corpus: read, analyse, write its tables, all or nothing.

This module is loaded once, by `preload`, in the process from which the workers are forked.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from multiprocessing import connection, parent_process
from pathlib import Path

# One thread a worker: the cores are shared out among the workers.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pandas as pd

from analysis import errors, tables
from analysis.actors import ActorBook
from analysis.article import Article
from analysis.document import load_parser, read_documents
from analysis.figures.units import load_units
from analysis.pipeline import Rows, actor_book, article_rows, issue_book
from analysis.reading.unread import Unread
from analysis.stances.acts import act_book
from analysis.stances.issues import IssueBook

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

COUNTS = "counts.json"
UNDATED = "undated.json"
# The least processor time that a partition is given, and the speed below which it is taken to be stuck.
SECONDS, CHARACTERS_A_SECOND = 30, 400
# How many words the parser keeps, about 1 kB each.
KEPT_WORDS = 50_000

Frames = dict[str, pd.DataFrame]

Books = tuple[ActorBook, IssueBook]

_started_with: Books | None = None
# The parser forgets a partition's words together, so two threads cannot share it; processes are what runs at once.
_one_at_a_time = threading.Lock()


def start(actors: str | None, issues: str | None) -> None:
    """Set a worker process up: its actors and issues, and that it ends with the run that started it."""
    global _started_with
    # Ctrl-C is for the run, which stops its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _started_with = (
        actor_book(actors) if actors else _BUILT_IN[0],
        issue_book(issues) if issues else _BUILT_IN[1],
    )


def analyse_partition(articles: list[Unread], folder: Path, ending: str) -> None:
    """Write the tables of some articles, their failures and the counts of both into `folder`.

    They are written beside it and renamed, so that `folder` is there whole or not at all.
    """
    _limit_time(articles)
    try:
        found = analyse(articles)
    except MemoryError:
        os._exit(1)  # as when the system ends it: another process does the partition again
    making = folder.with_name(f"{folder.name}.{os.getpid()}.making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    _write(found, articles, making, ending)
    making.rename(folder)


def analyse_elsewhere(articles: list[Unread], ending: str, actors: str | None, issues: str | None) -> dict[str, bytes]:
    """The files of a partition from a machine that shares no disk with the run; `actors` and `issues` as YAML text."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = []
        for kind, text in (("actors", actors), ("issues", issues)):
            given.append(str(folder / f"{kind}.yaml") if text is not None else None)
            if text is not None:
                (folder / f"{kind}.yaml").write_text(text, "utf-8")
        found = analyse(articles, (actor_book(given[0]), issue_book(given[1])))
        making = folder / "tables"
        making.mkdir()
        _write(found, articles, making, ending)
        return {path.name: path.read_bytes() for path in making.iterdir()}


def _write(found: Frames, articles: list[Unread], folder: Path, ending: str) -> None:
    for name, table in found.items():
        tables.write_table(name, table, folder / f"{name}.{ending}")
    if undated := _undated(found["articles"], articles):
        (folder / UNDATED).write_text(json.dumps(undated), "utf-8")
    (folder / COUNTS).write_text(json.dumps({name: len(table) for name, table in found.items()}), "utf-8")


def _undated(read: pd.DataFrame, articles: list[Unread]) -> list[str]:
    """A line for each article whose date could not be read: where it lies, and what stood there."""
    names = {unread.article_id: unread.name for unread in articles}
    return [
        f"{names[article_id]}: {repair['note']}"
        for article_id, repairs in zip(read["article_id"], read["repairs"], strict=True)
        for repair in repairs
        if repair["kind"] == "unreadable-date"
    ]


def _limit_time(articles: list[Unread]) -> None:
    """Let the system end this process where its articles take 40 times what others take: one would take for ever."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = SECONDS + sum(len(unread.content) for unread in articles) / CHARACTERS_A_SECOND
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime + allowed), hard))


def analyse(articles: list[Unread], books: Books | None = None) -> Frames:
    """The tables of some articles, and `failures`, where each article that could not be read or analysed has a row.

    Parameters
    ----------
    articles : list of Unread
        Under ids of their own.
    books : ActorBook and IssueBook, optional
        Those that the process was started with, or the built-in ones.

    Examples
    --------
    >>> found = analyse([Unread("a", "row 1", "Ann Lee said no."), Unread("b", "row 2", " ")])
    >>> len(found["articles"]), found["failures"]["reason"].tolist()
    (1, ['there is no text in it.'])
    """
    with _one_at_a_time:
        return _analyse(articles, books or _started_with or _BUILT_IN)


def _analyse(articles: list[Unread], books: Books) -> Frames:
    read: list[Article] = []
    failed: dict[str, str] = {}
    for unread in articles:
        try:
            read.append(unread.article())
        except errors.ReadError as error:
            failed[unread.article_id] = str(error).removeprefix(f"{unread.name}: ")
        except MemoryError:
            raise
        except Exception as error:  # a library that breaks on one page must not cost the others
            failed[unread.article_id] = _reason(error)
    parts: list[Frames] = []
    for part in _analysed(read, books):
        if isinstance(part, tuple):
            article, broken = part
            failed[article.article_id] = _reason(broken)
        else:
            parts.append(part)
    found = {name: pd.concat([p[name] for p in parts]) if parts else tables.frame(name, []) for name in tables.TABLES}
    failures = [
        {"article_id": unread.article_id, "input": unread.name, "reason": failed[unread.article_id]}
        for unread in articles
        if unread.article_id in failed
    ]
    return {**found, "failures": tables.frame("failures", failures)}


def _analysed(articles: list[Article], books: Books) -> Iterator[Frames | tuple[Article, Exception]]:
    """The tables of all articles together; where that fails, of each alone, or the error in their place."""
    try:
        yield _tables_of(articles, books)
        return
    except MemoryError:
        raise  # the process is to blame, not the article
    except Exception as error:
        if len(articles) == 1:
            yield articles[0], error
            return
    for article in articles:
        yield from _analysed([article], books)


def _tables_of(articles: list[Article], books: Books) -> Frames:
    rows: Rows = {name: [] for name in tables.TABLES}
    nlp = load_parser()
    # Words that the parser keeps are read faster; with enough of them kept, those of an article are forgotten with it,
    # so that memory stays flat over a million articles.
    with nullcontext() if len(nlp.vocab) < KEPT_WORDS else nlp.memory_zone():
        for part in article_rows(read_documents(articles), *books):
            for name, found in part.items():
                rows[name] += found
    return {name: tables.frame(name, found) for name, found in rows.items()}


def _reason(error: Exception) -> str:
    return errors.ANALYSIS_FAILED.format(kind=type(error).__name__, reason=str(error).split("\n")[0] or "no message")


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


# Before the workers are forked, so that each has them at once and all share their memory.
load_parser()
act_book()
load_units()
_BUILT_IN: Books = actor_book(None), issue_book(None)
