"""Many articles to tables on disk: the same bytes on every run, whatever stops or breaks on the way."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

import analysis
from analysis import tables
from analysis.annotations.workbook import read_workbook
from analysis.corpus import write_tables
from analysis.corpus.manifest import verify
from analysis.errors import ArgumentError

PLACES = ["Lund", "Bergen", "Turku", "Aarhus", "Vaasa", "Kiruna", "Bodo", "Odense"]
N_ARTICLES = 100


def text_of(number: int) -> str:
    place = PLACES[number % len(PLACES)]
    return (
        f"Ferry strike enters day {number}\n\nFerries to {place} stood still on Monday. “We go on,” said Ann Lee, "
        f"who leads the crews. The harbour office said at least {number + 2} ships were waiting.\n"
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    """A file with good rows, and among them one empty, one in German, one cut short, one there twice."""
    rows = [{"id": f"n{number}", "text": text_of(number), "published": "2023-03-09"} for number in range(N_ARTICLES)]
    rows[7] = {"id": "nothing", "text": " "}
    rows[50] = {
        "id": "german",
        "text": "Der Streik ist nicht zu Ende, sagte der Sprecher der Gewerkschaft und ging. " * 9,
    }
    rows[90] = rows[10]
    path = tmp_path_factory.mktemp("corpus") / "ferries.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + '{"id": "cut", "text": "Ferries to')
    return path


@pytest.fixture(scope="module")
def undisturbed(corpus, tmp_path_factory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed")
    write_tables([corpus], out, format="jsonl", workers=1)
    return content_of(out)


def content_of(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def rows_of(content: dict[str, bytes], name: str) -> list[dict]:
    return [json.loads(line) for line in content[f"{name}.jsonl"].decode().splitlines()]


def started(corpus: Path, out: Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "analysis", "tables", str(corpus), "--out", str(out), "--format", "jsonl"]
    return subprocess.Popen([*command, "--workers", "2"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_the_tables_follow_the_order_of_the_input(undisturbed):
    kept = [f"n{n}" for n in range(N_ARTICLES) if n not in (7, 50, 90)]
    assert [row["article_id"] for row in rows_of(undisturbed, "articles")] == kept
    order = [kept.index(row["article_id"]) for row in rows_of(undisturbed, "statements")]
    assert order == sorted(order)


def test_every_offset_gives_the_text_beside_it(undisturbed):
    for row in rows_of(undisturbed, "statements"):
        text = text_of(int(row["article_id"].removeprefix("n")))
        assert text[row["content_start"] : row["content_end"]] == row["content"]


def test_every_article_that_failed_is_one_row_with_its_reason(undisturbed):
    failures = rows_of(undisturbed, "failures")
    assert [row["article_id"] for row in failures] == ["nothing", "german", "ferries-101"]
    assert [row["input"].rsplit(", ")[-1] for row in failures] == ["line 8", "line 51", "line 101"]
    assert failures[0]["reason"] == "there is no text in it."
    assert failures[1]["reason"] == "seems to be written in German. Only English is analysed."
    assert failures[2]["reason"].startswith("is not valid JSON")


def test_the_manifest_counts_what_was_read_and_left_out(undisturbed):
    manifest = json.loads(undisturbed["manifest.json"])
    counts = {name: manifest["counts"][name] for name in ("articles", "failures", "repeats")}
    assert counts == {"articles": 97, "failures": 3, "repeats": 1}
    assert [repeat["article_id"] for repeat in manifest["repeats"]] == ["n10"]


def test_the_manifest_names_the_model_that_read(undisturbed):
    model = json.loads((Path(analysis.__file__).parent / "model" / "encoder.json").read_text())
    assert json.loads(undisturbed["manifest.json"])["model"] == {"sha256": model["sha256"]}


def test_nothing_is_left_but_the_tables_and_what_describes_them(undisturbed):
    made = {f"{name}.jsonl" for name in (*tables.TABLES, "failures")}
    assert set(undisturbed) == made | {"codebook.md", "datapackage.json", "manifest.json"}


def test_two_workers_write_the_same_bytes_as_one(corpus, undisturbed, tmp_path):
    outcome = write_tables([corpus], tmp_path, format="jsonl", workers=2)
    assert content_of(tmp_path) == undisturbed
    assert outcome.failures == 3


def test_a_killed_run_goes_on_to_the_same_bytes(corpus, undisturbed, tmp_path):
    moments = random.Random(5)
    for _ in range(10):
        run = started(corpus, tmp_path / "out")
        try:
            run.wait(moments.uniform(0.1, 4))
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
    assert started(corpus, tmp_path / "out").wait() == 1
    assert content_of(tmp_path / "out") == undisturbed


def begun_workers(run: subprocess.Popen, folder: Path) -> list[psutil.Process]:
    """The workers of a run, once the first partition is there."""
    deadline = time.monotonic() + 60
    while not list(folder.glob("out/.parts/*/counts.json")) and time.monotonic() < deadline:
        time.sleep(0.01)
    return [p for child in psutil.Process(run.pid).children() for p in child.children()]


def test_a_worker_that_is_killed_costs_nothing(corpus, undisturbed, tmp_path):
    run = started(corpus, tmp_path / "out")
    os.kill(begun_workers(run, tmp_path)[0].pid, signal.SIGKILL)
    assert run.wait() == 1
    assert content_of(tmp_path / "out") == undisturbed


def test_a_worker_that_gets_no_more_memory_costs_nothing(corpus, undisturbed, tmp_path):
    run = started(corpus, tmp_path / "out")
    for worker in begun_workers(run, tmp_path):
        worker.rlimit(psutil.RLIMIT_AS, (1, 1))
    assert run.wait() == 1
    assert content_of(tmp_path / "out") == undisturbed


@pytest.mark.parametrize("most", [4_000, 40_000], ids=["in a partition", "in the tables"])
def test_a_disk_that_takes_no_more_is_named_and_the_run_goes_on_from_there(corpus, undisturbed, tmp_path, most):
    command = [sys.executable, "-m", "analysis", "tables", str(corpus), "--out", str(tmp_path / "out")]
    limited = subprocess.run(
        [*command, "--format", "jsonl", "--workers", "2"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        capture_output=True,
        text=True,
    )
    assert limited.returncode == 1
    assert limited.stderr.endswith("Run the same command again: it goes on where it stopped.\n")
    assert not list(tmp_path.glob("out/*.jsonl"))
    assert started(corpus, tmp_path / "out").wait() == 1
    assert content_of(tmp_path / "out") == undisturbed


def test_workers_end_with_the_run_that_started_them(corpus, tmp_path):
    run = started(corpus, tmp_path / "out")
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("out/.parts/*.making")) and time.monotonic() < deadline:
        time.sleep(0.01)
    below = psutil.Process(run.pid).children(recursive=True)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert psutil.wait_procs(below, timeout=20)[1] == []


def test_verify_finds_a_changed_table_a_missing_one_and_a_changed_input(tmp_path):
    article = tmp_path / "in" / "a.txt"
    article.parent.mkdir()
    article.write_text(text_of(1))
    out = tmp_path / "out"
    write_tables([article], out, format="csv", workers=1)
    assert verify(out) == []
    (out / "figures.csv").unlink()
    (out / "articles.csv").write_text("article_id\n")
    article.write_text(text_of(2))
    assert verify(out) == [
        f"{out / 'articles.csv'}: has changed since it was written",
        f"{out / 'figures.csv'}: is missing",
        f"{article}: the input has changed since it was read",
    ]


@pytest.mark.parametrize("format", tables.FORMATS)
def test_cells_that_begin_like_a_formula_read_back_equal_in_every_format(tmp_path, format):
    title = '=HYPERLINK("http://example.org")'
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": "@all “-1 is not a number,” said Ann Lee.\x0c\x00", "title": title}))
    write_tables([path], tmp_path / "out", format=format, workers=1)
    if format == "xlsx":
        found = read_workbook(tmp_path / "out" / "tables.xlsx")["articles"]
    else:
        found = tables.read_table("articles", tmp_path / "out" / f"articles.{format}")
    assert found["title"].tolist() == [title]


def test_nothing_is_written_outside_the_output_folder(tmp_path):
    here, home, temporary = (tmp_path / name for name in ("here", "home", "temporary"))
    for folder in (here, home, temporary):
        folder.mkdir()
    article = tmp_path / "a.txt"
    article.write_text(text_of(1))
    command = [sys.executable, "-m", "analysis", "tables", str(article), "--out", str(tmp_path / "out")]
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(command, cwd=here, env=environment, check=True, stdout=subprocess.DEVNULL)
    assert [list(folder.rglob("*")) for folder in (here, home, temporary)] == [[], [], []]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"inputs": []}, "No input was given."),
        ({"inputs": ["no/such.txt"]}, "no/such.txt: no such file or folder."),
        ({"format": "sav"}, "'sav' is no format for tables"),
        ({"workers": 0}, "--workers 0: at least one is needed."),
        ({"out": "https://example.org/tables"}, "https://example.org/tables: pages can be read, not written"),
        ({"issues": "no.yaml"}, "no.yaml: no such file or folder."),
    ],
)
def test_arguments_that_make_no_sense_write_nothing(tmp_path, arguments, message):
    article = tmp_path / "a.txt"
    article.write_text(text_of(1))
    out = tmp_path / "out"
    with pytest.raises(ArgumentError) as error:
        write_tables(**{"inputs": [article], "out": out, **arguments})
    assert str(error.value).startswith(message)
    assert not out.exists()


def test_the_output_is_never_an_input(tmp_path):
    (tmp_path / "a.txt").write_text(text_of(1))
    with pytest.raises(ArgumentError, match="is an input too; give --out a folder of its own"):
        write_tables([tmp_path], tmp_path)
    write_tables([tmp_path], tmp_path / "out", format="jsonl", workers=1)
    assert write_tables([tmp_path], tmp_path / "out", format="jsonl", workers=1).counts["articles"] == 1
