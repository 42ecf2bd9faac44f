"""Many articles to tables on disk: in partitions, over all cores, resumable, the same bytes on every run.

Articles are dealt into partitions by their order alone. A partition's name holds a hash of its articles, of the
parameters and of this package, so a run that was killed finds what it finished, and a changed input is done anew.
What is ours is only which partition is still to do; `analysis.corpus.pool` has it done.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from analysis import errors
from analysis.corpus.manifest import file_sha256, package_sha256, write_manifest
from analysis.corpus.pool import Partition, Pool
from analysis.reading.inputs import Repeat, count_articles, existing_inputs, without_repeats
from analysis.reading.stores import is_stored
from analysis.reading.unread import Unread
from analysis.stores import refuse_pages, table_folder

FORMATS = ("parquet", "csv", "jsonl", "xlsx")
PARTS = ".parts"
# Small partitions first, so that a small corpus is shared out evenly; larger ones then cost less to write and merge.
FIRST_PARTITIONS, FIRST_SIZE, LATER_SIZE = 32, 16, 128
MOST_CHARACTERS = 1_000_000


@dataclass
class Outcome:
    """What a run read and wrote."""

    counts: dict[str, int] = field(default_factory=dict)
    repeats: list[Repeat] = field(default_factory=list)
    files: list[Path] | list[str] = field(default_factory=list)
    """What was written: paths, or addresses where the tables are in a store."""
    reasons: list[str] = field(default_factory=list)
    """The first failures, each the input and what was wrong with it."""
    undated: int = 0
    """Articles whose date could not be read: they are in the tables, without it."""
    first_undated: list[str] = field(default_factory=list)
    """The first of these, each the input and what stood there."""

    @property
    def failures(self) -> int:
        """Articles that could not be read or analysed."""
        return self.counts.get("failures", 0)


def write_tables(
    inputs: Iterable[str | Path],
    out: str | Path,
    *,
    format: str = "parquet",
    workers: int | None = None,
    scheduler: str | None = None,
    actors: str | Path | None = None,
    issues: str | Path | None = None,
    progress: bool = False,
) -> Outcome:
    """Write the articles, statements, stances and figures of a corpus of any size into a folder.

    A script that calls this keeps the call under ``if __name__ == "__main__":``: its worker processes load it too.

    Parameters
    ----------
    inputs
        Files, folders, addresses (``s3://`` and other stores of fsspec too), ``"-"``: see `analysis.read_articles`.
    out
        A folder; made where it is missing. Nothing outside it is written. Tables of an earlier run are replaced.
        Or the address of one in a store (``"s3://news/tables"``): the tables are made in the user's cache folder,
        where a run that was stopped is taken up again, and copied when all are there.
    format : {"parquet", "csv", "jsonl", "xlsx"}
        One file a table.
    workers : int, optional
        Processes; as many as there are cores unless given. The result does not depend on it.
    scheduler : str, optional
        Address of a Dask scheduler, ``"tcp://host:8786"``: its workers analyse in place of processes here. They need
        this package, and no disk shared with this machine. Needs ``pip install 'news-stances[scale]'``.
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
    AnalysisError
        Where the store takes the tables no more; the message says where they are kept here.
    """
    inputs = list(inputs)
    _check(inputs, out, format, workers)
    for given in (actors, issues):
        if given is not None and not Path(given).is_file():
            raise errors.ArgumentError(errors.NO_SUCH_FILE.format(name=given))
    parameters = {
        "format": format,
        "actors": file_sha256(actors) if actors else None,
        "issues": file_sha256(issues) if issues else None,
    }
    try:
        unread = existing_inputs(inputs, without=out)
    except errors.ReadError as error:
        raise errors.ArgumentError(str(error)) from None
    _check_books(actors, issues)
    outcome = Outcome()
    ending = "parquet" if format == "xlsx" else format
    pool = Pool(workers or os.cpu_count() or 1, ending, actors, issues)
    if scheduler:
        from analysis.corpus.cluster import Cluster

        pool = Cluster(scheduler, ending, actors, issues)
    with pool, table_folder(out) as folder, _bar(inputs, out, progress) as bar:
        (folder / PARTS).mkdir(parents=True, exist_ok=True)
        partitions = _partitions(_noted(without_repeats(unread), outcome.repeats), folder / PARTS, parameters)
        folders: list[Path] = []
        for partition in pool.done(partitions, folders):
            bar.update(len(partition.articles))
        outcome.counts, files, outcome.reasons, lost = pool.run(_merge, folders, folder, format)
        outcome.undated, outcome.first_undated = lost
        outcome.counts["repeats"] = len(outcome.repeats)
        files.append(write_manifest(folder, out, inputs, parameters, outcome.counts, outcome.repeats, files))
        shutil.rmtree(folder / PARTS)
    outcome.files = [f"{str(out).rstrip('/')}/{path.name}" for path in files] if is_stored(out) else files
    return outcome


def _check(inputs: list[str | Path], out: str | Path, format: str, workers: int | None) -> None:
    if not inputs:
        raise errors.ArgumentError(errors.NOTHING_GIVEN)
    if format not in FORMATS:
        raise errors.ArgumentError(errors.TABLE_FORMAT.format(ending=format, formats=", ".join(FORMATS)))
    if workers is not None and workers < 1:
        raise errors.ArgumentError(errors.NO_WORKERS.format(count=workers))
    refuse_pages(out)
    folder = Path(out)
    if folder.exists() and not folder.is_dir():
        raise errors.ArgumentError(errors.OUT_IS_A_FILE.format(name=out))
    if str(out) in map(str, inputs) or (
        folder.exists() and any(Path(given).is_dir() and folder.samefile(given) for given in inputs)
    ):
        raise errors.ArgumentError(errors.OUT_IS_AN_INPUT.format(name=out))


def _noted(found: Iterable[Unread | Repeat], repeats: list[Repeat]) -> Iterator[Unread]:
    for article in found:
        if isinstance(article, Repeat):
            repeats.append(article)
        else:
            yield article


def _partitions(articles: Iterable[Unread], parts: Path, parameters: dict[str, Any]) -> Iterator[Partition]:
    run = hashlib.sha256(json.dumps([parameters, package_sha256()]).encode()).digest()
    number, characters = 0, 0
    dealt: list[Unread] = []

    def partition() -> Partition:
        digest = hashlib.sha256(run)
        for unread in dealt:
            # Every field counts, and where one ends counts too.
            for value in asdict(unread).values():
                raw = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
                digest.update(len(raw).to_bytes(8, "little") + raw)
        return Partition(dealt, parts / f"{number:07d}-{digest.hexdigest()[:24]}")

    for unread in articles:
        dealt.append(unread)
        characters += len(unread.content)
        size = FIRST_SIZE if number < FIRST_PARTITIONS else LATER_SIZE
        if len(dealt) == size or characters > MOST_CHARACTERS:
            yield partition()
            number, dealt, characters = number + 1, [], 0
    if dealt:
        yield partition()


def _merge(
    folders: list[Path], out: Path, format: str
) -> tuple[dict[str, int], list[Path], list[str], tuple[int, list[str]]]:
    from analysis.corpus.merging import first_reasons, merge, undated

    reasons = first_reasons(folders, "parquet" if format == "xlsx" else format)
    return (*merge(folders, out, format), reasons, undated(folders))


def _check_books(actors: str | Path | None, issues: str | Path | None) -> None:
    """Load the user's own files once here, so that what is wrong in them is said before anything is written."""
    try:
        if actors:
            from analysis.actors import ActorBook

            ActorBook.load(actors)
        if issues:
            from analysis.stances.issues import IssueBook

            IssueBook.load(issues)
    except errors.AnalysisError as error:
        raise errors.ArgumentError(str(error)) from None


def _bar(inputs: list[str | Path], out: str | Path, progress: bool) -> Any:
    import tqdm

    total = count_articles(inputs, without=out) if progress else None
    return tqdm.tqdm(total=total, unit=" articles", disable=not progress, smoothing=0.05)
