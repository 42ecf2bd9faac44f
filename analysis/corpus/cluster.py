"""The same partitions on a Dask cluster that exists: articles are sent there, and the files of their tables come back.

Dask itself gives a partition to another worker when one is lost. Only where that happens again and again, as often as
its setting ``distributed.scheduler.allowed-failures`` says, is the partition taken for the cause.
"""

from __future__ import annotations

import os
import shutil
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from analysis import errors
from analysis.corpus.pool import Partition, Pool
from analysis.reading.unread import Unread


class Cluster(Pool):
    """The workers of a Dask cluster, in place of processes of this machine."""

    def __init__(self, scheduler: str, ending: str, actors: str | Path | None, issues: str | Path | None) -> None:
        try:
            from distributed import Client
            from distributed.scheduler import KilledWorker
        except ImportError:
            raise errors.ArgumentError(errors.NO_DASK) from None
        try:
            self.client = Client(scheduler, timeout=20)
        except (OSError, ValueError) as error:
            raise errors.ArgumentError(errors.NO_SCHEDULER.format(name=scheduler, reason=error)) from None
        super().__init__(max(1, sum(self.client.nthreads().values())), ending, None, None)
        self.deaths = (KilledWorker, MemoryError)
        self.texts = tuple(Path(given).read_text("utf-8") if given else None for given in (actors, issues))

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        super().__exit__(failed)
        self.client.close()

    def started(self) -> Executor:
        executor: Executor = self.client.get_executor(pure=False)
        return executor

    def alone(self) -> Executor:
        return self.started()

    def end(self, executor: Executor, wait: bool) -> None:
        executor.shutdown(wait)  # Dask cancels of itself

    def suspects(self, partition: Partition) -> list[Partition]:
        return [partition]

    def submit(self, executor: Executor, partition: Partition) -> Future[Any]:
        return executor.submit(_analyse_there, partition.articles, self.ending, *self.texts)

    def store(self, result: dict[str, bytes], partition: Partition) -> None:
        making = partition.folder.with_name(f"{partition.folder.name}.{os.getpid()}.making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        for name, data in result.items():
            (making / name).write_bytes(data)
        making.rename(partition.folder)


def _analyse_there(articles: list[Unread], ending: str, actors: str | None, issues: str | None) -> dict[str, bytes]:
    from analysis.corpus.worker import analyse_elsewhere

    return analyse_elsewhere(articles, ending, actors, issues)
