"""Reports and tables into an object store; fsspec's own, in memory, behaves as the others do."""

from __future__ import annotations

import json

import fsspec
import pytest

from analysis.__main__ import main
from analysis.errors import ArgumentError
from analysis.stores import destination

STORE = fsspec.filesystem("memory")


@pytest.fixture
def address():
    yield "memory://news/reports"
    STORE.rm("/news", recursive=True)


def names() -> set[str]:
    return {name.removeprefix("/news/reports/") for name in STORE.find("/news")}


def test_a_folder_reported_into_a_store_is_left_alone_the_second_time(address, tmp_path, capsys):
    (tmp_path / "talks.txt").write_text("“Talks must begin,” said Ana Diaz, a UN spokeswoman.\n", "utf-8")
    assert main(["report", str(tmp_path), "--out", address]) == 0
    assert f"{address}/talks.html" in capsys.readouterr().out.splitlines()
    assert {"index.html", "talks.html", "talks.ipynb", "talks/statements.csv"} <= names()
    assert b"Talks must begin" in STORE.cat_file("/news/reports/talks.html")

    assert main(["report", str(tmp_path), "--out", address]) == 0
    assert capsys.readouterr().err.endswith("0 reported, 1 unchanged, 0 failed\n")


def test_what_a_run_changes_is_copied_and_what_it_removes_goes(address):
    with destination(address) as place:
        (place.folder / "a.json").write_text("1")
        (place.folder / "a.failed.ipynb").write_text("{}")
        (place.folder / "tables").mkdir()
        (place.folder / "tables" / "a.csv").write_text("x")
    with destination(address) as place:
        assert json.loads((place.folder / "a.json").read_text()) == 1
        (place.folder / "a.failed.ipynb").unlink()
    assert names() == {"a.json", "tables/a.csv"}


def test_a_failure_is_copied_too(address):
    with pytest.raises(RuntimeError), destination(address) as place:
        (place.folder / "a.failed.ipynb").write_text("{}")
        raise RuntimeError
    assert names() == {"a.failed.ipynb"}


def test_tables_in_a_store_are_those_in_a_folder(address, tmp_path, capsys):
    (tmp_path / "talks.txt").write_text("“Talks must begin,” said Ana Diaz, a UN spokeswoman.\n", "utf-8")
    for out in (address, str(tmp_path / "tables")):
        assert main(["tables", str(tmp_path / "talks.txt"), "--out", out, "--format", "csv", "--workers", "1"]) == 0
    assert {"statements.csv", "manifest.json"} <= names()
    for name in names() - {"manifest.json"}:
        assert STORE.cat_file(f"/news/reports/{name}") == (tmp_path / "tables" / name).read_bytes()


@pytest.mark.parametrize("command", ["report", "tables"])
def test_a_store_that_cannot_be_written_to_is_refused_before_the_work_is_done(tmp_path, capsys, command):
    (tmp_path / "talks.txt").write_text("“Talks must begin,” said Ana Diaz, a UN spokeswoman.\n", "utf-8")
    assert main([command, str(tmp_path / "talks.txt"), "--out", f"file://{tmp_path}/talks.txt/out"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "cannot be reached or written to" in err


def test_an_address_of_no_store_says_what_is_needed():
    with pytest.raises(ArgumentError, match="needs a library for such addresses"), destination("nowhere://reports"):
        pass
