"""A Dask cluster of separate processes: the same bytes as one process here, whatever happens to a worker."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

N_ARTICLES, N_PARTITIONS = 112, 7
HARBOURS = ["Lund", "Bergen", "Turku", "Aarhus", "Vaasa", "Kiruna", "Bodo"]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    rows = [
        {
            "id": f"n{number}",
            "text": f"Day {number} of the ferry strike\n\n“We go on,” said Ann Lee, who leads the crews of "
            f"{HARBOURS[number % len(HARBOURS)]}. The harbour office said at least {number + 2} ships were waiting.\n",
        }
        for number in range(N_ARTICLES)
    ]
    path = tmp_path_factory.mktemp("corpus") / "ferries.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture(scope="module")
def alone(corpus, tmp_path_factory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("alone")
    assert run(corpus, out, "--workers", "1").wait() == 0
    return content_of(out)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The address of a scheduler, and its two workers; no nanny starts a worker again that was killed."""
    folder = tmp_path_factory.mktemp("cluster")
    written = folder / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    dask = [sys.executable, "-m", "dask"]
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(written)]
    scheduler = subprocess.Popen([*dask, "scheduler", *options], **quiet)
    options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder)]
    joining = ["--scheduler-file", str(written), "--host", "127.0.0.1"]
    workers = [subprocess.Popen([*dask, "worker", *joining, *options], **quiet) for _ in range(2)]
    deadline = time.monotonic() + 60
    while not written.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    address = json.loads(written.read_text())["address"]
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def run(corpus: Path, out: Path, *options: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "analysis", "tables", str(corpus), "--out", str(out), "--format", "jsonl"]
    return subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL)


def content_of(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_two_dask_workers_write_the_same_bytes_as_one_process(corpus, alone, cluster, tmp_path):
    address, _ = cluster
    assert run(corpus, tmp_path / "out", "--scheduler", address).wait() == 0
    assert content_of(tmp_path / "out") == alone


def test_a_dask_worker_that_is_killed_midway_costs_nothing(corpus, alone, cluster, tmp_path):
    address, workers = cluster
    running = run(corpus, tmp_path / "out", "--scheduler", address)
    deadline = time.monotonic() + 60
    while not (done := list(tmp_path.glob("out/.parts/*/counts.json"))) and time.monotonic() < deadline:
        time.sleep(0.01)
    workers[0].kill()
    assert 0 < len(done) < N_PARTITIONS
    assert running.wait() == 0
    assert content_of(tmp_path / "out") == alone
