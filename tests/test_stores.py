"""Reports and tables into an object store; fsspec's own, in memory, behaves as the others do."""

from __future__ import annotations

import json
from pathlib import Path

import fsspec
import pytest

from analysis.__main__ import main
from analysis.corpus import write_tables
from analysis.corpus.manifest import verify
from analysis.errors import AnalysisError, ArgumentError
from analysis.stores import destination, table_folder

STORE = fsspec.filesystem("memory")


@pytest.fixture(autouse=True)
def cache(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


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


def test_tables_beside_their_articles_in_a_store_are_no_input_and_can_be_verified(address):
    STORE.pipe_file("/news/talks.txt", "“Talks must begin,” said Ana Diaz, a UN spokeswoman.\n".encode())
    for _ in range(2):
        outcome = write_tables(["memory://news"], address, format="jsonl", workers=1)
        assert outcome.counts["articles"] == 1
        assert f"{address}/statements.jsonl" in outcome.files
    assert verify(address) == []

    STORE.pipe_file("/news/talks.txt", b"Nobody spoke.\n")
    STORE.pipe_file("/news/reports/statements.jsonl", b"")
    STORE.rm_file("/news/reports/figures.jsonl")
    assert sorted(verify(address)) == [
        f"{address}/figures.jsonl: is missing",
        f"{address}/statements.jsonl: has changed since it was written",
        "memory://news: the input has changed since it was read",
    ]


def test_a_run_into_a_store_that_is_stopped_is_taken_up_again(address):
    with pytest.raises(KeyboardInterrupt), table_folder(address) as folder:
        (folder / "finished.parquet").write_text("rows")
        raise KeyboardInterrupt
    with table_folder(f"{address}/") as folder:
        assert (folder / "finished.parquet").read_text() == "rows"
    assert names() == {"finished.parquet"}
    assert not folder.exists()


def test_tables_that_a_store_does_not_take_are_kept_here(tmp_path):
    (tmp_path / "talks.txt").write_text("“Talks must begin,” said Ana Diaz, a UN spokeswoman.\n", "utf-8")
    (tmp_path / "store" / "statements.csv" / "in the way").mkdir(parents=True)
    with pytest.raises(AnalysisError, match="not all tables were copied there") as error:
        write_tables([tmp_path / "talks.txt"], f"file://{tmp_path}/store", format="csv", workers=1)
    kept = Path(str(error.value).rsplit(" in ", 1)[1].removesuffix("."))
    assert verify(kept) == []


@pytest.mark.parametrize("command", ["report", "tables"])
def test_a_page_is_no_place_to_write_to(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(tmp_path)
    Path("talks.txt").write_text("“Talks must begin,” said Ana Diaz, a UN spokeswoman.\n", "utf-8")
    assert main([command, "talks.txt", "--out", "https://example.org/out"]) == 2
    assert "pages can be read, not written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["talks.txt"]


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
