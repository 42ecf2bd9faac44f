from __future__ import annotations

import datetime
import json
import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import nbformat
import pytest
from browser import needs_chromium, open_page

from analysis import reports
from analysis.errors import ArgumentError, ReadError, ReportError

TEXT = (
    "Rail strike spreads\n\nThe UN called for dialogue on Monday. “Talks must begin,” said Ana Diaz, a UN spokeswoman. "
    "“<script>alert(1)</script><img src=x>,” she added.\n\n"
    "The strike hit 40 trains and 12 stations for six hours.\n"
)


@pytest.fixture(scope="module")
def article(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "rail-strike.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture(scope="module")
def run(article, tmp_path_factory):
    out = tmp_path_factory.mktemp("reports")
    return out, reports.report(article, out, {"published": datetime.date(2024, 5, 7), "actors": ["UN", "US"]})


def small_notebook(folder: Path, code: str) -> Path:
    parameters = nbformat.v4.new_code_cell(
        'article: str = ""\nout: str = ""\nshare: float = 0.5\nlabel: str = ""\npublished: str = "2022-01-05"'
    )
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


def test_a_unit_with_one_number_is_in_the_table_without_a_chart(run):
    out, written = run
    assert "six hours" in (out / "rail-strike" / "figures.csv").read_text("utf-8")
    assert {path.stem for path in written if path.name.startswith("figures-")} == {"figures-count"}


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith(".lock"))


def test_nothing_but_the_report_is_left_in_the_folder(run):
    out, _ = run
    assert visible(out) == ["figures", "index.html", *(f"rail-strike{e}" for e in ("", ".html", ".ipynb", ".json"))]


def test_the_record_says_what_was_run(run):
    record = json.loads((run[0] / "rail-strike.json").read_text("utf-8"))
    assert record["parameters"] == {"published": "2024-05-07", "actors": "UN, US"}
    assert record["published"] == "2024-05-07"
    assert record["counts"]["statements"] > 0
    assert len(record["sha256"]) == 64


def test_the_index_lists_the_report(run):
    page = (run[0] / "index.html").read_text("utf-8")
    assert '<a href="rail-strike.html">Rail strike spreads</a></td><td>2024-05-07</td>' in page


def test_the_page_needs_nothing_from_elsewhere(run):
    page = run[1][0].read_text("utf-8")
    assert "<script" not in page
    assert not re.findall(r"<[^>]*\b(?:src|href|url)\s*[=(]\s*[\"']?(?!data:)[^\"'\s>)]+", page)
    assert '<html lang="en">' in page
    assert "import analysis" not in page
    assert page.count("<img") == page.count('alt="') > 0


def test_the_page_says_what_it_was_made_from(run):
    page = run[1][0].read_text("utf-8")
    assert "published = 2024-05-07, actors = UN, US" in page
    assert re.search(r"SHA-256 [0-9a-f]{64}", page)


@dataclass
class Reruns:
    """One article reported three times into one folder: well, with a failing cell, and well again."""

    first: list[Path]
    kept: list[bytes]
    error: ReportError
    after_failure: list[str]
    index: str
    failed: str
    at_last: list[str]


@pytest.fixture(scope="module")
def reruns(article, tmp_path_factory) -> Reruns:
    folder = tmp_path_factory.mktemp("reruns")
    out = folder / "out"
    with served(article.parent) as address:
        first = reports.report(f"{address}/rail-strike.txt", out, notebook=small_notebook(folder, "published"))
    with pytest.raises(ReportError) as raised:
        reports.report(article, out, notebook=small_notebook(folder, "1 / 0"))
    after_failure, index = visible(out), (out / "index.html").read_text("utf-8")
    kept = [path.read_bytes() for path in first]
    failed = (out / "rail-strike.failed.ipynb").read_text("utf-8")
    reports.report(article, out, notebook=small_notebook(folder, "1"))
    return Reruns(first, kept, raised.value, after_failure, index, failed, visible(out))


@contextmanager
def served(folder: Path):
    handler = partial(SimpleHTTPRequestHandler, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_without_a_date_the_example_s_date_is_not_taken(reruns):
    assert 'published = \\"\\"' in reruns.kept[1].decode()


def test_a_failure_names_the_cell_and_the_error(reruns):
    assert re.search(
        r"rail-strike failed in cell \d+: ZeroDivisionError: division by zero\. See .*failed", str(reruns.error)
    )
    assert "ZeroDivisionError" in reruns.failed


def test_a_failed_run_keeps_the_last_good_report(reruns):
    assert b"1 / 0" not in next(
        part for path, part in zip(reruns.first, reruns.kept, strict=True) if path.suffix == ".ipynb"
    )
    assert set(reruns.after_failure) == {*reruns.at_last, "rail-strike.failed.ipynb"}


def test_the_index_says_that_the_last_run_failed(reruns):
    assert "failed, earlier report kept" in reruns.index


def test_a_good_run_removes_the_failed_one(reruns):
    assert reruns.at_last == ["index.html", *(f"rail-strike{e}" for e in ("", ".html", ".ipynb", ".json"))]


def test_what_was_fetched_is_kept_beside_the_report(reruns):
    position = [path.name for path in reruns.first].index("article.json")
    assert json.loads(reruns.kept[position])["text"] == TEXT


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"shares": 0.1}, "parameter shares: the notebook has none of that name. It has label, published, share."),
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


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"actors": "US, Rusia"}, "parameter actors: no actor is called 'Rusia'. Is Russia meant?"),
        ({"actors": "Hungarian"}, "no actor is called 'Hungarian'. Is Hungary meant?"),
        ({"actors_file": "wrong.yaml"}, "line 1: expected actors"),
        ({"issues_file": "wrong.yaml"}, "expected a list under `issues:`"),
        ({"minimum_confidence": 5}, "parameter minimum_confidence: 5 is not from 0 to 1."),
    ],
)
def test_a_misspelt_actor_is_an_error_and_no_silence(article, tmp_path, monkeypatch, parameters, message):
    (tmp_path / "wrong.yaml").write_text("- Narnia\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArgumentError, match=re.escape(message)):
        reports.report(article, tmp_path / "out", parameters)
    assert not (tmp_path / "out").exists()


def test_a_warning_of_the_notebook_is_printed_and_stands_plainly_in_the_report(article, tmp_path, capsys):
    warning = "import warnings; warnings.warn('nobody speaks for Narnia')"
    written = reports.report(article, tmp_path / "out", notebook=small_notebook(tmp_path, warning))
    assert "nobody speaks for Narnia\n" in capsys.readouterr().err
    page = next(path for path in written if path.suffix == ".html" and path.name != "index.html").read_text("utf-8")
    assert "nobody speaks for Narnia" in page
    assert "ipykernel" not in page


def test_an_actor_that_no_list_has_may_be_named():
    given = {"actors": "UN, Sahel Relief Network"}
    assert reports.checked_parameters(reports.NOTEBOOK, given) == given


def test_an_actor_may_be_named_by_any_name_of_the_list():
    given = {"actors": "the United States, Russian Federation"}
    assert reports.checked_parameters(reports.NOTEBOOK, given) == given


def test_an_actor_of_one_s_own_file_may_be_named(tmp_path):
    (tmp_path / "actors.yaml").write_text("Narnia: {names: [Narnia]}\n", "utf-8")
    given = {"actors": "UN, Narnia", "actors_file": str(tmp_path / "actors.yaml")}
    assert reports.checked_parameters(reports.NOTEBOOK, given) == given


def test_an_article_that_is_not_there_is_refused_before_anything_runs(tmp_path):
    with pytest.raises(ReadError, match="no such file"):
        reports.report(tmp_path / "missing.txt", tmp_path / "out", notebook=small_notebook(tmp_path, "1"))
    assert not (tmp_path / "out").exists()


def test_text_of_an_article_stays_text_in_the_page(run):
    page = run[1][0].read_text("utf-8")
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@needs_chromium
def test_the_page_in_a_browser_runs_no_script_and_shows_every_picture(run):
    problems, requested = [], []
    with open_page() as page:
        page.on(
            "console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: problems.append(dialog.message))
        page.on("request", lambda request: requested.append(request.url.partition(":")[0]))
        page.goto(run[1][0].as_uri())
        widths = page.evaluate("Array.from(document.images, image => image.naturalWidth)")
        shown = page.inner_text("main")
    assert not problems
    assert set(requested) <= {"file", "data"}
    assert len(widths) >= 2
    assert min(widths) > 300
    assert "“<script>alert(1)</script><img src=x>,”" in shown
