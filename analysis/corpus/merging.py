"""The tables of all partitions as one file a table, in the order of the articles."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from analysis import tables
from analysis.corpus.worker import COUNTS, UNDATED

ROWS_A_GROUP = 50_000
WORKBOOK = "tables.xlsx"
MOST_REASONS = 20
MOST_UNDATED = 5


def merge(folders: list[Path], out: Path, format: str) -> tuple[dict[str, int], list[Path]]:
    """Write each table of `folders` as one file of `out`, or as a sheet of one workbook; data package and codebook too.

    Every file is written beside `out`'s files and renamed into place. A ``failures`` file is there only where an
    article failed.

    Returns
    -------
    dict of str to int, list of Path
        Rows by table, and the files written.
    """
    counts = dict.fromkeys((*tables.TABLES, "failures"), 0)
    for folder in folders:
        for name, rows in json.loads((folder / COUNTS).read_text("utf-8")).items():
            counts[name] += rows
    making = out / ".parts" / "merged"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    made = {}
    for name in counts:
        if name in tables.TABLES or counts[name]:
            made[name] = making / (WORKBOOK if format == "xlsx" else f"{name}.{format}")
    if format == "xlsx":
        from analysis.annotations.workbook import write_rows

        write_rows({name: _rows(name, folders) for name in made}, making / WORKBOOK)
    else:
        for name, path in made.items():
            _merge_one(name, folders, path)
    for ending in tables.FORMATS:
        (out / f"failures.{ending}").unlink(missing_ok=True)
    package, book = making / "datapackage.json", making / "codebook.md"
    package.write_text(json.dumps(tables.data_package(made, "News stances"), indent=2) + "\n", "utf-8")
    book.write_text(tables.codebook(), "utf-8")
    return counts, [path.replace(out / path.name) for path in dict.fromkeys((*made.values(), package, book))]


def first_reasons(folders: list[Path], ending: str) -> list[str]:
    """The first failures of all partitions, one line each: the input, and what was wrong with it."""
    reasons: list[str] = []
    for folder in folders:
        if len(reasons) < MOST_REASONS and json.loads((folder / COUNTS).read_text("utf-8")).get("failures"):
            failed = tables.read_table("failures", folder / f"failures.{ending}")
            reasons += [" ".join(f"{row.input}: {row.reason}".split()) for row in failed.itertuples()]
    return reasons[:MOST_REASONS]


def undated(folders: list[Path]) -> tuple[int, list[str]]:
    """How many articles of all partitions lost a date that could not be read, and a line for each of the first."""
    found = 0
    first: list[str] = []
    for folder in folders:
        if (folder / UNDATED).exists():
            lines = json.loads((folder / UNDATED).read_text("utf-8"))
            found += len(lines)
            first += [" ".join(line.split()) for line in lines[: MOST_UNDATED - len(first)]]
    return found, first


def _merge_one(name: str, folders: list[Path], path: Path) -> None:
    if path.suffix == ".parquet":
        with pyarrow.parquet.ParquetWriter(path, tables.arrow_schema(name)) as writer:
            for table in _arrow_tables(name, folders):
                writer.write_table(table)
    else:
        with path.open("wb") as whole:
            for number, folder in enumerate(folders):
                with (folder / path.name).open("rb") as part:
                    if path.suffix == ".csv" and number:
                        part.readline()
                    shutil.copyfileobj(part, whole)


def _rows(name: str, folders: list[Path]) -> Iterator[dict[str, Any]]:
    for table in _arrow_tables(name, folders):
        yield from table.to_pylist()


def _arrow_tables(name: str, folders: list[Path]) -> Iterator[pyarrow.Table]:
    """The rows of all partitions in pieces of a size that a Parquet reader likes."""
    waiting: list[pyarrow.Table] = []
    for folder in folders:
        waiting.append(pyarrow.parquet.read_table(folder / f"{name}.parquet"))
        if sum(table.num_rows for table in waiting) >= ROWS_A_GROUP:
            yield pyarrow.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pyarrow.concat_tables(waiting)
