"""Files of object stores and of other machines, by address: ``s3://``, ``gs://``, whatever fsspec knows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from analysis import errors
from analysis.reading.fetching import is_address

_STORED = re.compile(r"[a-z][a-z0-9+]+://\S+", re.IGNORECASE)


def is_stored(given: object) -> bool:
    """Whether an input is the address of a file or folder that fsspec opens.

    >>> is_stored("s3://news/2022/"), is_stored("https://example.org/a"), is_stored("news/2022")
    (True, False, False)
    """
    return isinstance(given, str) and _STORED.fullmatch(given) is not None and not is_address(given)


def stored_files(address: str, *, without: str | Path | None = None) -> list[str]:
    """The addresses of all files below a folder, sorted, or of the one file; but not those below `without`.

    Raises
    ------
    ReadError
        Where nothing is there, it cannot be reached, or fsspec or its part for this store is not installed.
    """
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(address)
        found = [system.unstrip_protocol(name) for name in sorted(system.find(path))]
        if is_stored(without):
            system, path = url_to_fs(without)
            avoided = f"{system.unstrip_protocol(path).rstrip('/')}/"
            found = [name for name in found if not name.startswith(avoided)]
    except ImportError as error:
        raise errors.ReadError(errors.NO_STORE.format(name=address, reason=error)) from None
    except Exception as error:  # each store has errors of its own
        raise errors.ReadError(errors.UNREADABLE.format(name=address, reason=error)) from None
    if not found:
        raise errors.ReadError(errors.NO_SUCH_FILE.format(name=address))
    return found


def stored_file(address: str) -> BinaryIO:
    """One file, open for reading; it is fetched in blocks as it is read."""
    from fsspec.core import url_to_fs

    system, path = url_to_fs(address)
    opened: BinaryIO = system.open(path, "rb")
    return opened


def open_file(name: str | Path) -> BinaryIO:
    """A file of this machine or of a store, open for reading."""
    return stored_file(str(name)) if is_stored(name) else Path(name).open("rb")
