"""Many articles to tables on disk: in partitions, over all cores, resumable, the same bytes on every run.

Articles are dealt into partitions by their order alone. A partition's name holds a hash of its articles, of the
parameters and of this package, so a run that was killed finds what it finished, and a changed input is done anew.
The processes are the standard library's pool; what is ours is only which partition is still to do.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field, replace
from multiprocessing import forkserver
from pathlib import Path
from typing import Any, TypeVar

from analysis import errors
from analysis.inputs import Repeat, count_articles, existing_inputs, without_repeats
from analysis.manifest import file_sha256, package_sha256, write_manifest
from analysis.unread import Unread

T = TypeVar("T")

FORMATS = ("parquet", "csv", "jsonl", "xlsx")
PARTS = ".parts"
# Small partitions first, so that a small corpus is shared out evenly; larger ones then cost less to write and merge.
FIRST_PARTITIONS, FIRST_SIZE, LATER_SIZE = 16, 32, 128
MOST_CHARACTERS = 1_000_000


@dataclass
class Outcome:
    """What a run read and wrote."""

    counts: dict[str, int] = field(default_factory=dict)
    repeats: list[Repeat] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    @property
    def failures(self) -> int:
        """Articles that could not be read or analysed."""
        return self.counts.get("failures", 0)


@dataclass(frozen=True)
class _Partition:
    articles: list[Unread]
    folder: Path


def write_tables(
    inputs: Iterable[str | Path],
    out: str | Path,
    *,
    format: str = "parquet",
    workers: int | None = None,
    actors: str | Path | None = None,
    issues: str | Path | None = None,
    progress: bool = False,
) -> Outcome:
    """Write the articles, statements, stances and figures of a corpus of any size into a folder.

    Parameters
    ----------
    inputs
        Files, folders, addresses, ``"-"``: see `analysis.read_articles`.
    out
        A folder; made where it is missing. Nothing outside it is written. Tables of an earlier run are replaced.
    format : {"parquet", "csv", "jsonl", "xlsx"}
        One file a table.
    workers : int, optional
        Processes; as many as there are cores unless given. The result does not depend on it.
    actors, issues : path, optional
        Your own YAML files, as for `analysis.analyze`.
    progress
        Show a bar with rate and time left on standard error.

    Returns
    -------
    Outcome
        Counts of rows by table, articles left out as repeats, and the files written. Articles that failed are rows
        of ``failures``, and cost no other.

    Raises
    ------
    ArgumentError
        Where an argument makes no sense; then nothing was written.
    """
    inputs, out = list(inputs), Path(out)
    if not inputs:
        raise errors.ArgumentError(errors.NOTHING_GIVEN)
    if format not in FORMATS:
        raise errors.ArgumentError(errors.TABLE_FORMAT.format(ending=format, formats=", ".join(FORMATS)))
    if workers is not None and workers < 1:
        raise errors.ArgumentError(errors.NO_WORKERS.format(count=workers))
    if out.exists() and not out.is_dir():
        raise errors.ArgumentError(errors.OUT_IS_A_FILE.format(name=out))
    if out.exists() and any(Path(given).is_dir() and out.samefile(given) for given in inputs):
        raise errors.ArgumentError(errors.OUT_IS_AN_INPUT.format(name=out))
    for given in (actors, issues):
        if given is not None and not Path(given).is_file():
            raise errors.ArgumentError(errors.NO_SUCH_FILE.format(name=given))
    parameters = {
        "format": format,
        "actors": file_sha256(Path(actors)) if actors else None,
        "issues": file_sha256(Path(issues)) if issues else None,
    }
    try:
        unread = existing_inputs(inputs, without=out)
    except errors.ReadError as error:
        raise errors.ArgumentError(str(error)) from None
    _check_books(actors, issues)
    (out / PARTS).mkdir(parents=True, exist_ok=True)
    outcome = Outcome()
    pool = _Pool(workers or os.cpu_count() or 1, "parquet" if format == "xlsx" else format, actors, issues)
    partitions = _partitions(_noted(without_repeats(unread), outcome.repeats), out / PARTS, parameters)
    folders: list[Path] = []
    with pool, _bar(inputs, out, progress) as bar:
        for partition in pool.done(partitions, folders):
            bar.update(len(partition.articles))
        outcome.counts, outcome.files = pool.run(_merge, folders, out, format)
    outcome.counts["repeats"] = len(outcome.repeats)
    outcome.files.append(write_manifest(out, inputs, parameters, outcome.counts, outcome.repeats, outcome.files))
    shutil.rmtree(out / PARTS)
    return outcome


def _noted(found: Iterable[Unread | Repeat], repeats: list[Repeat]) -> Iterator[Unread]:
    for article in found:
        if isinstance(article, Repeat):
            repeats.append(article)
        else:
            yield article


def _partitions(articles: Iterable[Unread], parts: Path, parameters: dict[str, Any]) -> Iterator[_Partition]:
    run = hashlib.sha256(json.dumps([parameters, package_sha256()]).encode()).digest()
    number, characters = 0, 0
    dealt: list[Unread] = []

    def partition() -> _Partition:
        digest = hashlib.sha256(run)
        for unread in dealt:
            # Every field counts, and where one ends counts too.
            for value in asdict(unread).values():
                raw = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
                digest.update(len(raw).to_bytes(8, "little") + raw)
        return _Partition(dealt, parts / f"{number:07d}-{digest.hexdigest()[:24]}")

    for unread in articles:
        dealt.append(unread)
        characters += len(unread.content)
        size = FIRST_SIZE if number < FIRST_PARTITIONS else LATER_SIZE
        if len(dealt) == size or characters > MOST_CHARACTERS:
            yield partition()
            number, dealt, characters = number + 1, [], 0
    if dealt:
        yield partition()


class _Pool:
    """A pool of processes that does partitions, and finds the article that kills a process."""

    def __init__(self, workers: int, ending: str, actors: str | Path | None, issues: str | Path | None) -> None:
        self.workers, self.ending = workers, ending
        self.books = (str(actors) if actors else None, str(issues) if issues else None)
        self.processes: ProcessPoolExecutor | None = None
        self.running: dict[Future[None], _Partition] = {}

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        self._stop(wait=failed is None)

    def done(self, partitions: Iterable[_Partition], folders: list[Path]) -> Iterator[_Partition]:
        """Each partition once it is on disk; `folders` gets all their folders, in order."""
        for partition in partitions:
            folders.append(partition.folder)
            if partition.folder.exists():
                yield partition
                continue
            while len(self.running) >= 2 * self.workers:
                yield from self._some()
            self._submit(partition)
        while self.running:
            yield from self._some()

    def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """The result of a function, from one of the processes."""
        return self._started().submit(function, *arguments).result()

    def _submit(self, partition: _Partition) -> None:
        future = self._started().submit(_analyse, partition.articles, partition.folder, self.ending)
        self.running[future] = partition

    def _started(self) -> ProcessPoolExecutor:
        if self.processes is None:
            self.processes = _processes(self.workers, self.books)
        return self.processes

    def _some(self) -> Iterator[_Partition]:
        finished, _ = wait(self.running, return_when=FIRST_COMPLETED)
        for future in finished:
            try:
                future.result()
            except BrokenProcessPool:
                yield from self._recovered()
                return
            yield self.running.pop(future)

    def _recovered(self) -> Iterator[_Partition]:
        """Every partition that was running when a process died, alone; one of them holds the article to blame."""
        suspects = list(self.running.values())
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

    def _survives(self, partition: _Partition) -> bool:
        shutil.rmtree(_trial(partition), ignore_errors=True)
        with _processes(1, self.books) as process:
            try:
                process.submit(_analyse, partition.articles, partition.folder, self.ending).result()
            except BrokenProcessPool:
                return False
        return True

    def _stop(self, *, wait: bool = True) -> None:
        if self.processes is not None:
            self.processes.shutdown(wait, cancel_futures=True)
        self.processes, self.running = None, {}


def end_processes() -> None:
    """End the process from which workers are forked; a later run starts it anew.

    It outlives a run so that the next one in a notebook starts at once. A command ends it, so that its processor time
    is counted as the command's.
    """
    forkserver._forkserver._stop()  # type: ignore[attr-defined]


def _trial(partition: _Partition) -> Path:
    return partition.folder.with_name(f"{partition.folder.name.removesuffix('.trial')}.trial")


def _processes(workers: int, books: tuple[str | None, str | None]) -> ProcessPoolExecutor:
    # Workers are forked from a process that has loaded the libraries and nothing else: that is paid for once, and it
    # is safe where the caller has threads, as a notebook has. Windows has no such thing and starts each anew.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    context.set_forkserver_preload(["analysis.worker"])
    return ProcessPoolExecutor(workers, context, initializer=_start, initargs=books)


# What the processes are sent: named here, in a module that is quick to load, and loaded there.


def _start(actors: str | None, issues: str | None) -> None:
    from analysis.worker import start

    start(actors, issues)


def _analyse(articles: list[Unread], folder: Path, ending: str) -> None:
    from analysis.worker import analyse_partition

    analyse_partition(articles, folder, ending)


def _merge(folders: list[Path], out: Path, format: str) -> tuple[dict[str, int], list[Path]]:
    from analysis.merging import merge

    return merge(folders, out, format)


def _check_books(actors: str | Path | None, issues: str | Path | None) -> None:
    """Load the user's own files once here, so that what is wrong in them is said before anything is written."""
    if actors:
        from analysis.actors import ActorBook

        ActorBook.load(actors)
    if issues:
        from analysis.issues import IssueBook

        IssueBook.load(issues)


def _bar(inputs: list[str | Path], out: Path, progress: bool) -> Any:
    import tqdm

    total = count_articles(inputs, without=out) if progress else None
    return tqdm.tqdm(total=total, unit=" articles", disable=not progress, smoothing=0.05)
