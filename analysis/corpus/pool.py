"""Partitions over the processes of one machine: which are running, and what to do when one dies."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import forkserver
from pathlib import Path
from typing import Any, TypeVar

from analysis import errors
from analysis.reading.unread import Unread

T = TypeVar("T")


@dataclass(frozen=True)
class Partition:
    """Some articles, and the folder that is there once their tables are in it."""

    articles: list[Unread]
    folder: Path


class Pool:
    """Processes that do partitions, the standard library's; a context manager.

    A process that dies takes its pool along. What was running is then done again, each partition alone, and in the
    partition that dies again each article alone: the one to blame is a row of `failures`.
    """

    deaths: tuple[type[BaseException], ...] = (BrokenProcessPool,)

    def __init__(self, workers: int, ending: str, actors: str | Path | None, issues: str | Path | None) -> None:
        self.workers, self.ending = workers, ending
        self.books = (str(actors) if actors else None, str(issues) if issues else None)
        self.executor: Executor | None = None
        self.running: dict[Future[Any], Partition] = {}

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        self._stop(wait=failed is None)

    def done(self, partitions: Iterable[Partition], folders: list[Path]) -> Iterator[Partition]:
        """Each partition once it is on disk; `folders` gets all their folders, in order."""
        for partition in partitions:
            folders.append(partition.folder)
            if partition.folder.exists():
                yield partition
                continue
            while len(self.running) >= 2 * self.workers:
                yield from self._some()
            try:
                self._send(partition)
            except self.deaths:
                yield from self._recovered(list(self.running.values()))
                self._send(partition)
        while self.running:
            yield from self._some()

    def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """The result of a function, from a process of this machine."""
        self._stop()
        with processes(1, self.books) as one:
            return one.submit(function, *arguments).result()

    def started(self) -> Executor:
        """The processes, started with the first partition that is to do."""
        return processes(self.workers, self.books)

    def submit(self, executor: Executor, partition: Partition) -> Future[Any]:
        """A future that is done when the partition is on disk, or holds its files."""
        return executor.submit(_analyse, partition.articles, partition.folder, self.ending)

    def store(self, result: Any, partition: Partition) -> None:
        """Put on disk what a process has not put there itself."""

    def alone(self) -> Executor:
        """A process for one partition that may kill it."""
        return processes(1, self.books)

    def end(self, executor: Executor, wait: bool) -> None:
        """Let go of the processes; what has not begun is not begun."""
        executor.shutdown(wait, cancel_futures=True)

    def suspects(self, partition: Partition) -> list[Partition]:
        """What may have killed the process that `partition` was given to."""
        return list(self.running.values())

    def _send(self, partition: Partition) -> None:
        if self.executor is None:
            self.executor = self.started()
        self.running[self.submit(self.executor, partition)] = partition

    def _some(self) -> Iterator[Partition]:
        finished, _ = wait(self.running, return_when=FIRST_COMPLETED)
        for future in finished:
            partition = self.running[future]
            try:
                self.store(future.result(), partition)
            except self.deaths:
                yield from self._recovered(self.suspects(partition))
                return
            del self.running[future]
            yield partition

    def _recovered(self, suspects: list[Partition]) -> Iterator[Partition]:
        self.running = {future: partition for future, partition in self.running.items() if partition not in suspects}
        if not self.running:
            self._stop()
        for partition in suspects:
            if not partition.folder.exists() and not self._survives(partition):
                articles = [
                    unread
                    if self._survives(replace(partition, articles=[unread], folder=_trial(partition)))
                    else replace(unread, content=b"", problem=errors.PROCESS_DIED)
                    for unread in partition.articles
                ]
                if not self._survives(replace(partition, articles=articles)):
                    # Each survives alone and not all together: too much memory for one process.
                    lost = [replace(unread, content=b"", problem=errors.PROCESS_DIED) for unread in articles]
                    self._survives(replace(partition, articles=lost))
            yield partition

    def _survives(self, partition: Partition) -> bool:
        shutil.rmtree(_trial(partition), ignore_errors=True)
        with self.alone() as executor:
            try:
                self.store(self.submit(executor, partition).result(), partition)
            except self.deaths:
                return False
        return True

    def _stop(self, *, wait: bool = True) -> None:
        if self.executor is not None:
            self.end(self.executor, wait)
        self.executor, self.running = None, {}


def processes(workers: int, books: tuple[str | None, str | None]) -> ProcessPoolExecutor:
    """Processes with the libraries and the user's files loaded."""
    # Workers are forked from a process that has loaded the libraries and nothing else: that is paid for once, and it
    # is safe where the caller has threads, as a notebook has. Windows has no such thing and starts each anew.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    context.set_forkserver_preload(["analysis.corpus.preload"])
    return ProcessPoolExecutor(workers, context, initializer=_start, initargs=books)


def end_processes() -> None:
    """End the process from which workers are forked; a later run starts it anew.

    It outlives a run so that the next one in a notebook starts at once. A command ends it, so that its processor time
    is counted as the command's.
    """
    forkserver._forkserver._stop()  # type: ignore[attr-defined]


def _trial(partition: Partition) -> Path:
    return partition.folder.with_name(f"{partition.folder.name.removesuffix('.trial')}.trial")


# What the processes are sent: named here, in a module that is quick to load, and loaded there.


def _start(actors: str | None, issues: str | None) -> None:
    from analysis.corpus.worker import start

    start(actors, issues)


def _analyse(articles: list[Unread], folder: Path, ending: str) -> None:
    from analysis.corpus.worker import analyse_partition

    analyse_partition(articles, folder, ending)
