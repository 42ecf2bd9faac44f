from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from analysis.__main__ import main
from analysis.errors import ArgumentError
from analysis.reports.log import index_page
from analysis.reports.runs import articles_in, report_all


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    (folder / "later").mkdir()
    (folder / "a.txt").write_text("The strike goes on, the union said on Monday.\n", "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    (folder / "later" / "a.html").write_text("<p>The strike is over, the union said.</p>", "utf-8")
    (folder / "notes.md").write_text("Not an article.", "utf-8")
    return folder


@pytest.fixture(scope="module")
def runs(folder, tmp_path_factory):
    """The folder three times: first, again, and again by force with two workers."""
    out = tmp_path_factory.mktemp("out")
    cell = nbformat.v4.new_code_cell('article: str = ""\nout: str = ""')
    cell.metadata["tags"] = ["parameters"]
    book = nbformat.v4.new_notebook(cells=[cell])
    book.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "Python 3"}
    nbformat.write(book, out / "small.ipynb")
    articles = articles_in(folder)
    options = ({}, {}, {"force": True, "workers": 2})
    return out, [report_all(articles, out / "reports", notebook=out / "small.ipynb", **given) for given in options]


def test_what_a_folder_and_a_glob_hold(folder):
    assert [path.name for path in articles_in(folder)] == ["a.txt", "empty.txt", "a.html"]
    assert [path.name for path in articles_in(folder / "*.txt")] == ["a.txt", "empty.txt"]
    assert articles_in(folder / "a.txt") is None
    assert articles_in("https://example.org/a*.html") is None


def test_a_folder_without_articles_is_refused(tmp_path):
    with pytest.raises(ArgumentError, match="there are no articles in it"):
        articles_in(tmp_path)


def test_one_article_that_fails_costs_no_other(runs):
    first = runs[1][0]
    assert [bool(run.written) for run in first] == [True, False, False]
    assert "there is no text in it" in first[1].failure


def test_two_articles_of_one_name_do_not_overwrite_each_other(runs):
    assert "would take the place of" in runs[1][0][2].failure


def test_what_was_reported_is_left_alone_unless_forced(runs):
    _, again, forced = runs[1]
    assert [run.unchanged for run in again] == [True, False, False]
    assert [bool(run.written) for run in forced] == [True, False, False]


def test_the_index_survives_records_that_are_none(runs, tmp_path):
    (tmp_path / "broken.json").write_text("{", "utf-8")
    (tmp_path / "other.json").write_text("[1]", "utf-8")
    (tmp_path / "late.failed.ipynb").write_text("{}", "utf-8")
    page = index_page(tmp_path)
    assert "0 reports" in page
    assert "late.failed.ipynb" in page


def test_wrong_parameters_of_a_folder_run_are_exit_code_2(folder, tmp_path, capsys):
    assert main(["report", str(folder), "--out", str(tmp_path / "out"), "-p", "actor", "US"]) == 2
    assert "the notebook has none of that name" in capsys.readouterr().err
    assert main(["report", str(folder), "--out", str(tmp_path / "out"), "--workers", "0"]) == 2
    assert not (tmp_path / "out").exists()
