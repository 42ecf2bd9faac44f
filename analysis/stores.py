"""What is written into an object store, such as s3:// or gs://: made in a folder here, then copied there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import STORE_FAILED, STORE_LIBRARY, ArgumentError


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
    if out is None or "://" not in out:
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
def table_folder(out: str) -> Iterator[Path]:
    """A folder to write tables into: `out` itself, or one that is copied to `out` when all is written.

    A run into a store that is stopped leaves nothing there, and begins anew.

    Raises
    ------
    ArgumentError
        The library for such an address is not installed, or the store cannot be reached or written to.
    """
    if "://" not in out:
        yield Path(out)
        return
    store, root = _store(out)
    with tempfile.TemporaryDirectory() as scratch:
        yield Path(scratch)
        _put(store, root, Path(scratch), _files(Path(scratch)))


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
