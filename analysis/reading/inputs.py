"""Where articles come from: files, folders, addresses, standard input.

`find_unread` lists what is there without interpreting it. An input that holds something unreadable yields an `Unread`
with a `problem`, and the listing goes on.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from analysis import errors
from analysis.article import Repair
from analysis.reading.decoding import MAX_BYTES, read_bytes, unpacked
from analysis.reading.fetching import fetch, is_address
from analysis.reading.records import in_json, in_json_lines, in_parquet
from analysis.reading.stores import is_stored, stored_file, stored_files
from analysis.reading.unread import Unread, printable

ENDINGS = (".txt", ".html", ".htm", ".json", ".jsonl", ".parquet")
MAX_JSON_BYTES = 500_000_000
LONGEST_TEXT_TAKEN_FOR_A_PATH = 300


@dataclass(frozen=True, slots=True)
class Repeat:
    """An article left out because it was there before: where it lies, and the id that both have."""

    name: str
    of: str


def find_unread(inputs: Iterable[str | Path], *, without: str | Path | None = None) -> Iterator[Unread]:
    """Every article in `inputs`, in their order; folders by sorted path.

    Parameters
    ----------
    inputs
        Paths of files and folders, http(s) addresses, addresses of stores (``s3://``, see
        `analysis.reading.stores`), or ``"-"`` for standard input.
    without
        A folder, or one of a store, that is not an input even where it lies inside one: the output.
    """
    for given in inputs:
        if isinstance(given, str) and given == "-":
            yield from _in_standard_input()
        elif isinstance(given, str) and is_address(given):
            yield _at_address(given)
        elif isinstance(given, str) and is_stored(given):
            yield from _in_store(given, without)
        elif Path(given).is_dir():
            yield from _in_folder(Path(given), without)
        else:
            yield from _in_file(Path(given))


_TABLES = (".csv", ".tsv")


def existing_inputs(inputs: Iterable[str | Path], *, without: str | Path | None = None) -> Iterator[Unread]:
    """`find_unread`, after making sure that every path in `inputs` is there.

    Raises
    ------
    ReadError
        Before anything is read, where one is not.
    """
    inputs = list(inputs)
    for given in inputs:
        if isinstance(given, str) and is_stored(given):
            stored_files(given)
        elif not (str(given) == "-" or is_address(str(given)) or os.path.lexists(given)):
            raise errors.ReadError(errors.NO_SUCH_FILE.format(name=given))
    return find_unread(inputs, without=without)


def only_unread(given: str | Path) -> Unread:
    """The one article that a path, an address or a text stands for.

    Raises
    ------
    ReadError
        Where the path does not exist, or holds no article or several.
    """
    if isinstance(given, str) and ("\n" in given or "\r" in given or len(given) > LONGEST_TEXT_TAKEN_FOR_A_PATH):
        return Unread("text", "the text given", given)
    if isinstance(given, str) and not given.strip():
        raise errors.ReadError(errors.EMPTY.format(name="the text given"))
    if isinstance(given, str) and not (given == "-" or is_address(given) or is_stored(given) or os.path.lexists(given)):
        raise errors.ReadError(errors.NOT_A_PATH.format(name=given))
    first, *others = islice(existing_inputs([given]), 2)
    if others:
        raise errors.ReadError(errors.MANY_ARTICLES.format(name=given))
    return first


def without_repeats(articles: Iterable[Unread]) -> Iterator[Unread | Repeat]:
    """Every article once, under an id of its own.

    - The same id and the same content again: a `Repeat` in its place, so that no row is counted twice.
    - The same id for other content: renamed with ``-2``, ``-3`` ..., and a repair says so.
    - The same content under another id (wire copy): kept, since two outlets ran it, and a repair says so.

    Content is compared as it lies there, so the same text in two encodings, or on two pages, is not seen as such.

    >>> found = [Unread("a", "x/a.txt", b"One."), Unread("a", "y/a.txt", b"Two."), Unread("a", "z/a.txt", b"One.")]
    >>> [u.article_id if isinstance(u, Unread) else u.of for u in without_repeats(found)]
    ['a', 'a-2', 'a']
    """
    ids: dict[str, int] = {}
    by_content: dict[bytes, str] = {}
    under_id: set[bytes] = set()
    for unread in articles:
        raw = unread.content if isinstance(unread.content, bytes) else unread.content.encode("utf-8", "surrogatepass")
        content = hashlib.blake2b(raw, digest_size=16).digest()
        named_content = hashlib.blake2b(content + unread.article_id.encode(), digest_size=16).digest()
        if raw.strip() and named_content in under_id:
            yield Repeat(unread.name, unread.article_id)
            continue
        under_id.add(named_content)
        article_id, repairs = unread.article_id, []
        while article_id in ids:
            ids[unread.article_id] += 1
            article_id = f"{unread.article_id}-{ids[unread.article_id]}"
        ids[article_id] = 1
        if article_id != unread.article_id:
            repairs.append(Repair(0, 0, "repeated-id", f"{unread.article_id!r} was there before: renamed"))
        if raw.strip() and by_content.setdefault(content, article_id) != article_id:
            repairs.append(Repair(0, 0, "repeated-text", f"the same text as {by_content[content]!r}"))
        yield replace(unread, article_id=article_id, repairs=tuple(repairs)) if repairs else unread


def _in_folder(folder: Path, without: str | Path | None) -> Iterator[Unread]:
    paths = list(_files_below(folder, without))
    if not paths:
        message = errors.NO_ARTICLES.format(name=folder, endings=", ".join(ENDINGS))
        yield Unread(printable(folder.name), printable(str(folder)), problem=message)
    for path in paths:
        yield from _in_file(path)


def _files_below(folder: Path, without: str | Path | None) -> Iterator[Path]:
    """Files with an ending that is read, sorted; links to folders are not followed, so no loop is."""
    avoided = Path(without).resolve() if without else None
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (avoided is None or Path(parent, name).resolve() != avoided)
        )
        for name in sorted(names):
            if not name.startswith(".") and _ending(Path(name)) in ENDINGS:
                yield Path(parent, name)


def files_of(given: str | Path, *, without: str | Path | None = None) -> Iterator[str | Path]:
    """The files that one input of `find_unread` stands for, those of a store as addresses; none for a page or "-"."""
    if str(given) == "-" or is_address(str(given)):
        return
    if isinstance(given, str) and is_stored(given):
        yield from _files_in_store(given, without)
    elif Path(given).is_dir():
        yield from _files_below(Path(given), without)
    else:
        yield Path(given)


def count_articles(inputs: Iterable[str | Path], *, without: str | Path | None = None) -> int | None:
    """How many articles there are, where that can be told without unpacking or parsing; for a progress bar."""
    total = 0
    for given in inputs:
        if str(given) == "-" or is_stored(given):
            return None
        if is_address(str(given)):
            total += 1
            continue
        for path in map(Path, files_of(given, without=without)):
            if _ending(path) == ".json" or (_ending(path) in (".jsonl", ".parquet") and path.suffix == ".gz"):
                return None
            try:
                total += _count_in(path)
            except OSError:
                total += 1
    return total


def _count_in(path: Path) -> int:
    if _ending(path) == ".parquet":
        from pyarrow import ArrowException, parquet

        try:
            return int(parquet.read_metadata(path).num_rows)
        except ArrowException:
            return 1
    if _ending(path) != ".jsonl":
        return 1
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1_000_000), b""))


def _ending(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _stem(path: Path) -> str:
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    return printable(Path(name).stem)


def _in_file(path: Path) -> Iterator[Unread]:
    stem, name = _stem(path), printable(str(path))
    try:
        if not path.is_file():
            # is_file says no to a loop of links as well; stat says why.
            path.stat()
            yield Unread(stem, name, problem=errors.NOT_A_FILE.format(name=name, what="device, pipe or socket"))
            return
        with path.open("rb") as file:
            yield from _in_open_file(file, _ending(path), stem, name)
    except errors.ReadError as error:
        yield Unread(stem, name, problem=str(error))
    except OSError as error:
        yield Unread(stem, name, problem=errors.UNREADABLE.format(name=name, reason=error.strerror or error))


def _files_in_store(address: str, without: str | Path | None) -> Iterator[str]:
    """Those of its files that have an ending which is read; all of them where it is one file."""
    found = stored_files(address, without=without)
    for name in found:
        path = Path(name)
        if len(found) == 1 or (not path.name.startswith((".", "_")) and _ending(path) in ENDINGS):
            yield name


def _in_store(address: str, without: str | Path | None) -> Iterator[Unread]:
    for name in _files_in_store(address, without):
        path = Path(name)
        try:
            with stored_file(name) as file:
                yield from _in_open_file(file, _ending(path), _stem(path), printable(name))
        except errors.ReadError as error:
            yield Unread(_stem(path), printable(name), problem=str(error))
        except Exception as error:  # each store has errors of its own
            yield Unread(_stem(path), printable(name), problem=errors.UNREADABLE.format(name=name, reason=error))


def _in_open_file(file: BinaryIO, ending: str, stem: str, name: str) -> Iterator[Unread]:
    if ending == ".parquet":
        yield from in_parquet(file, stem, name)
    elif ending == ".jsonl":
        yield from in_json_lines(unpacked(file), stem, name)
    elif ending in _TABLES:
        yield Unread(stem, name, problem=errors.IS_A_TABLE.format(name=name))
    elif ending == ".json":
        yield from in_json(read_bytes(file, name, limit=MAX_JSON_BYTES), stem, name)
    else:
        yield _in_bytes(read_bytes(file, name), stem, name, is_page=ending in (".html", ".htm"))


def _in_bytes(data: bytes, stem: str, name: str, *, is_page: bool) -> Unread:
    if not is_page:
        return Unread(stem, name, data)
    from analysis.reading.pages import declared_encoding

    return Unread(stem, name, data, is_page=True, encoding=declared_encoding(data))


def _at_address(address: str) -> Unread:
    stem = address.split("?")[0].split("#")[0].rstrip("/").rsplit("/", 1)[-1]
    stem = _stem(Path(stem)) if stem else "page"
    try:
        answer = fetch(address)
    except errors.ReadError as error:
        return Unread(stem, address, problem=str(error))
    found = _in_bytes(answer.data, stem, address, is_page=answer.is_page)
    return replace(found, url=answer.url, encoding=answer.encoding or found.encoding)


def _in_standard_input() -> Iterator[Unread]:
    """JSON lines where the first line is an object, else one text."""
    name = "standard input"
    file = sys.stdin.buffer
    first = file.readline(MAX_BYTES)
    try:
        is_object = isinstance(json.loads(first), dict)
    except ValueError:
        is_object = False
    if is_object:
        yield from in_json_lines(cast(BinaryIO, file), "stdin", name, first)
        return
    data = first + file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        yield Unread("stdin", name, problem=errors.TOO_LARGE.format(name=name, limit=limit))
    else:
        yield Unread("stdin", name, data)
