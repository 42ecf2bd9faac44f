from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import nbformat
import pytest

from analysis import reports
from analysis.errors import ArgumentError, ReadError, ReportError

TEXT = "Rail strike spreads\n\nThe UN called for dialogue on Monday. “Talks must begin,” Ana Diaz, a UN spokeswoman, said.\n"


@pytest.fixture(scope="module")
def article(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "rail strike.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture(scope="module")
def run(article, tmp_path_factory):
    out = tmp_path_factory.mktemp("reports")
    return out, reports.report(article, out, {"published": datetime.date(2024, 5, 7), "actors": ["UN", "US"]})


def small_notebook(folder: Path, code: str) -> Path:
    parameters = nbformat.v4.new_code_cell('article: str = ""\nout: str = ""\nshare: float = 0.5\nlabel: str = ""')
    parameters.metadata["tags"] = ["parameters"]
    book = nbformat.v4.new_notebook(cells=[parameters, nbformat.v4.new_code_cell(code)])
    book.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "Python 3"}
    nbformat.write(book, folder / "small.ipynb")
    return folder / "small.ipynb"


def test_a_report_is_a_page_a_notebook_tables_and_charts(run):
    out, written = run
    names = {str(path.relative_to(out)) for path in written}
    assert {"rail-strike.html", "rail-strike.ipynb", "rail-strike/statements.csv", "rail-strike/codebook.md"} <= names
    assert {"figures/rail-strike/stances.png", "figures/rail-strike/stances.svg"} <= names
    assert all(path.stat().st_size for path in written)


def test_nothing_but_the_report_is_left_in_the_folder(run):
    out, _ = run
    assert sorted(path.name for path in out.iterdir()) == [
        "figures",
        "rail-strike",
        "rail-strike.html",
        "rail-strike.ipynb",
    ]


def test_the_page_needs_nothing_from_elsewhere(run):
    page = run[1][0].read_text("utf-8")
    assert "<script" not in page
    assert not re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?(?!data:)[^\"'\s>)]+", page)
    assert '<html lang="en">' in page
    assert "import analysis" not in page
    assert page.count("<img") == page.count('alt="') > 0


def test_the_page_says_what_it_was_made_from(run):
    page = run[1][0].read_text("utf-8")
    assert "published = 2024-05-07, actors = UN, US" in page
    assert re.search(r"SHA-256 [0-9a-f]{64}", page)


def test_without_a_date_the_example_s_date_is_not_taken(article, tmp_path):
    book = small_notebook(tmp_path, "published")
    source = nbformat.read(book, 4)
    source.cells[0].source += '\npublished: str = "2022-01-05"'
    source.cells[1].source = "assert published == '', published"
    nbformat.write(source, book)
    assert reports.report(article, tmp_path / "out", notebook=book)


def test_a_failed_run_keeps_the_last_good_report(article, tmp_path):
    good = reports.report(article, tmp_path / "out", notebook=small_notebook(tmp_path, "1"))
    before = [path.read_bytes() for path in good]
    with pytest.raises(ReportError, match=r"rail-strike failed in cell \d+: ZeroDivisionError: division by zero.*kept"):
        reports.report(article, tmp_path / "out", notebook=small_notebook(tmp_path, "1 / 0"))
    assert [path.read_bytes() for path in good] == before
    failed = nbformat.read(tmp_path / "out" / "rail-strike.failed.ipynb", 4)
    assert "ZeroDivisionError" in str(failed.cells)


def test_a_good_run_removes_the_failed_one(article, tmp_path):
    with pytest.raises(ReportError):
        reports.report(article, tmp_path / "out", notebook=small_notebook(tmp_path, "1 / 0"))
    reports.report(article, tmp_path / "out", notebook=small_notebook(tmp_path, "1"))
    assert not list((tmp_path / "out").glob("*failed*"))


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"shares": 0.1}, "parameter shares: the notebook has none of that name. It has label, share."),
        ({"share": "half"}, "parameter share: 'half' is str, and should be float."),
        ({"share": True}, "parameter share: True is bool, and should be float."),
        ({"label": 3}, "parameter label: 3 is int, and should be str."),
        ({"out": "/tmp"}, "parameter out: is set by the command itself; give ARTICLE and --out."),
    ],
)
def test_a_wrong_parameter_is_refused_before_anything_runs(article, tmp_path, parameters, message):
    with pytest.raises(ArgumentError) as error:
        reports.report(article, tmp_path / "out", parameters, notebook=small_notebook(tmp_path, "1"))
    assert str(error.value) == message
    assert not (tmp_path / "out").exists()


def test_an_article_that_is_not_there_is_refused_before_anything_runs(tmp_path):
    with pytest.raises(ReadError, match="no such file"):
        reports.report(tmp_path / "missing.txt", tmp_path / "out", notebook=small_notebook(tmp_path, "1"))
    assert not (tmp_path / "out").exists()


def test_what_was_fetched_is_kept_beside_the_report(article, tmp_path):
    import functools
    import http.server
    import threading

    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=article.parent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/rail%20strike.txt"
        written = reports.report(address, tmp_path / "out", notebook=small_notebook(tmp_path, "1"))
        server.shutdown()
    kept = next(path for path in written if path.name == "article.json")
    assert json.loads(kept.read_text("utf-8"))["text"] == TEXT


def test_text_of_an_article_stays_text_in_the_page(tmp_path):
    path = tmp_path / "script.txt"
    path.write_text("“<script>alert(1)</script><img src=x>,” said Ana Diaz, a UN spokeswoman, on Monday.\n", "utf-8")
    page = reports.report(path, tmp_path / "out")[0].read_text("utf-8")
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page
