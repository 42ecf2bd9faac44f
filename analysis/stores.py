"""What is written into an object store, such as s3:// or gs://: made in a folder here, then copied there."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from analysis.errors import NOT_COPIED, OUT_IS_A_PAGE, STORE_FAILED, STORE_LIBRARY, AnalysisError, ArgumentError
from analysis.reading.fetching import is_address
from analysis.reading.stores import is_stored


@dataclass(frozen=True)
class Destination:
    """Where reports are made, and the address that people know it by."""

    folder: Path | None
    address: str | None = None

    def known_as(self, text: object) -> str:
        """A path, or a message with one in it, as people outside know it.

        Examples
        --------
        >>> Destination(Path("/tmp/x1"), "s3://news/reports").known_as("/tmp/x1/index.html")
        's3://news/reports/index.html'
        """
        return str(text) if self.address is None else str(text).replace(str(self.folder), self.address)


@contextmanager
def destination(out: str | None) -> Iterator[Destination]:
    """A folder to report into: `out` itself, or one that is copied to `out` at the end where that is an address.

    What earlier runs left there is known in the folder: their records, which reports there are, and which runs failed.
    An object store has no locks: of two runs at once, the index of the later one is kept.

    Raises
    ------
    ArgumentError
        The library for such an address is not installed, or the store cannot be reached or written to.
    """
    if out is None or not is_stored(out):
        refuse_pages(out)
        yield Destination(None if out is None else Path(out))
        return
    store, root = _store(out)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        try:
            _bring(store, root, folder)
        except Exception as error:  # each store has errors of its own
            raise ArgumentError(STORE_FAILED.format(name=out, reason=error)) from None
        before = _files(folder)
        try:
            yield Destination(folder, out.rstrip("/"))
        finally:
            after = _files(folder)
            for name in sorted(before.keys() - after.keys()):
                store.rm_file(f"{root}/{name}")
            _put(store, root, folder, (name for name in after if after[name] != before.get(name)))


@contextmanager
def table_folder(out: str | Path) -> Iterator[Path]:
    """A folder to write tables into: `out` itself, or one that is copied to `out` when all is written.

    That one is in the user's cache, always the same for the same address, so that a run which is stopped finds there
    what it finished; it is removed when all is copied.

    Raises
    ------
    ArgumentError
        The library for such an address is not installed, or the store cannot be reached or written to.
    AnalysisError
        The tables are made, but cannot be copied: the message says where they are.
    """
    if not is_stored(out):
        yield Path(out)
        return
    address = str(out).rstrip("/")
    store, root = _store(address)
    folder = platformdirs.user_cache_path("news-stances") / hashlib.sha256(address.encode()).hexdigest()[:24]
    folder.mkdir(parents=True, exist_ok=True)
    yield folder
    try:
        _put(store, root, folder, _files(folder))
    except Exception as error:  # each store has errors of its own
        raise AnalysisError(NOT_COPIED.format(name=out, reason=error, folder=folder)) from None
    shutil.rmtree(folder)


def refuse_pages(out: object) -> None:
    """Raise an `ArgumentError` where an output is an http(s) address."""
    if isinstance(out, str) and is_address(out):
        raise ArgumentError(OUT_IS_A_PAGE.format(name=out))


def _store(out: str) -> tuple[Any, str]:
    import fsspec

    try:
        found: tuple[Any, str] = fsspec.url_to_fs(out.rstrip("/"))
    except (ImportError, ValueError) as error:
        raise ArgumentError(STORE_LIBRARY.format(name=out, reason=error)) from None
    store, root = found
    try:  # a bucket that is missing or closed is known before the work is done
        store.pipe_file(f"{root}/.writable", b"")
        store.rm_file(f"{root}/.writable")
    except Exception as error:  # each store has errors of its own
        raise ArgumentError(STORE_FAILED.format(name=out, reason=error)) from None
    return found


def _put(store: Any, root: str, folder: Path, names: Iterable[str]) -> None:
    for name in sorted(names):
        store.put_file(str(folder / name), f"{root}/{name}")


def _bring(store: Any, root: str, folder: Path) -> None:
    """Copy the records here, and leave empty files for the rest: that it is there is all a run asks."""
    if not store.exists(root):
        return
    for entry in store.ls(root, detail=True):
        name = entry["name"].rsplit("/", 1)[-1]
        if entry["type"] == "file" and name:
            (folder / name).write_bytes(store.cat_file(entry["name"]) if name.endswith(".json") else b"")


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of each file below a folder, but not of hidden ones."""
    paths = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return {path.relative_to(folder).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns) for path in paths}
