"""What the tables of a corpus cost: words a CPU-second, two cores against one, start-up, memory against size.

    python benchmarks/speed.py [--peers PYTHON] [--sizes N ...] [--large] [--rounds N]

Writes `benchmarks/results.md` and `benchmarks/cost.png`. PYTHON is an interpreter that has the tools to compare with
and the corpus (see `peers.py`); without it the corpus is made of `seeds/*.txt`, and nothing is compared. `--large`
adds 100,000 articles, hours of work.

Every measurement is a command of its own, start-up included; the same command with one article is what is
subtracted where that is said. Tools take turns, and the median of the rounds counts.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import random
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
RESULTS, CHART = ROOT / "benchmarks" / "results.md", ROOT / "benchmarks" / "cost.png"
PEERS = ("textacy", "sayswho")
WORDS_AN_ARTICLE = 200  # as in the Lee corpus
SPEED_ARTICLES = 200
CORES_ARTICLES = 400


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of processor and of the clock, and the most memory of one process, in MiB."""

    cpu: float
    wall: float
    memory: float


def cost_of(command: list[str]) -> Cost:
    """Run a command to its end."""
    start = time.perf_counter()
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    running = psutil.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    most = 0
    while True:
        pid, status, used = os.wait4(running.pid, os.WNOHANG)
        if pid:
            break
        most = max(most, _largest(running))
        time.sleep(0.1)
    if status:
        raise SystemExit(f"{shlex.join(command)}: failed")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start, max(most / 2**20, used.ru_maxrss / 2**10))


def _largest(running: psutil.Process) -> int:
    most = 0
    try:
        for process in [running, *running.children(recursive=True)]:
            most = max(most, process.memory_info().rss)
    except psutil.NoSuchProcess:
        pass
    return most


# -- the corpus -----------------------------------------------------------------------------------------------------
def paragraphs(peers: str | None) -> tuple[str, list[str]]:
    """Where the paragraphs are from, and they: two or three sentences each."""
    if peers:
        done = subprocess.run([peers, ROOT / "benchmarks" / "peers.py", "lee"], capture_output=True, text=True)
        if done.returncode == 0:
            stories = [re.split(r"(?<=[.?!]) (?=[A-Z])", line) for line in done.stdout.splitlines() if line.strip()]
            return "the Lee news corpus", [" ".join(s[i : i + 3]) for s in stories for i in range(0, len(s), 3)]
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return "seeds/", [part for text in texts for part in text.split("\n") if len(part.split()) > 12]


def write_corpus(path: Path, parts: list[str], size: int) -> int:
    """Articles of paragraphs drawn at random, the same on every run; returns their words."""
    draw = random.Random(7)
    words = 0
    with path.open("w", encoding="utf-8") as out:
        for number in range(size):
            article: list[str] = []
            while sum(len(part.split()) for part in article) < WORDS_AN_ARTICLE:
                article.append(draw.choice(parts))
            text = "\n\n".join(article) + "\n"
            words += len(text.split())
            out.write(json.dumps({"id": f"a{number:06d}", "text": text}) + "\n")
    return words


class Bench:
    """A folder with corpora, and the commands on them."""

    def __init__(self, folder: Path, peers: str | None) -> None:
        self.folder, self.peers = folder, peers
        self.origin, self.parts = paragraphs(peers)
        self._words: dict[int, int] = {}

    def corpus(self, size: int) -> Path:
        path = self.folder / f"{size}.jsonl"
        if size not in self._words:
            self._words[size] = write_corpus(path, self.parts, size)
        return path

    def words(self, size: int) -> int:
        self.corpus(size)
        return self._words[size]

    def tables(self, size: int, workers: int) -> Cost:
        with tempfile.TemporaryDirectory(dir=self.folder) as out:
            given = [str(self.corpus(size)), "--out", out, "--workers", str(workers)]
            return cost_of([sys.executable, "-m", "analysis", "tables", *given])

    def peer(self, name: str, size: int) -> Cost:
        return cost_of([str(self.peers), str(ROOT / "benchmarks" / "peers.py"), name, str(self.corpus(size))])

    def run(self, name: str, size: int) -> Cost:
        return self.peer(name, size) if name in PEERS else self.tables(size, 1)


# -- the measurements: each gives lines of Markdown ------------------------------------------------------------------
def speed(bench: Bench, rounds: int) -> list[str]:
    names = ["this package", *(PEERS if bench.peers else ())]
    runs: dict[tuple[str, int], list[Cost]] = {}
    for _ in range(rounds):
        for size in (1, SPEED_ARTICLES):
            for name in names:
                runs.setdefault((name, size), []).append(bench.run(name, size))
    words = bench.words(SPEED_ARTICLES)
    lines = [
        f"## Words a CPU-second\n\n{SPEED_ARTICLES} articles, {words:,} words, one worker, one thread, parse included; "
        f"median of {rounds} rounds, tools taking turns. The other tools find quotations and their speakers only.\n",
        "| | with start-up | start-up subtracted | against this package | start to first row, seconds |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    own = 0.0
    for name in names:
        full, first = (statistics.median(cost.cpu for cost in runs[name, size]) for size in (SPEED_ARTICLES, 1))
        begin = statistics.median(cost.wall for cost in runs[name, 1])
        rate = (words - bench.words(1)) / (full - first)
        own = own or rate
        lines.append(f"| {name} | {words / full:,.0f} | {rate:,.0f} | {rate / own:.2f} | {begin:.1f} |")
    return lines


def cores(bench: Bench, rounds: int) -> list[str]:
    runs: dict[tuple[int, int], list[float]] = {}
    for _ in range(rounds):
        for workers in (1, 2):
            for size in (1, CORES_ARTICLES):
                runs.setdefault((workers, size), []).append(bench.tables(size, workers).wall)
    one, two, first_one, first_two = (
        statistics.median(runs[workers, size]) for size in (CORES_ARTICLES, 1) for workers in (1, 2)
    )
    return [
        f"## Two cores against one\n\n{CORES_ARTICLES} articles, {bench.words(CORES_ARTICLES):,} words; seconds by the "
        f"clock, median of {rounds} rounds.\n",
        "| | one worker | two workers | ratio |",
        "| --- | ---: | ---: | ---: |",
        f"| with start-up | {one:.1f} | {two:.1f} | {one / two:.2f} |",
        f"| start-up subtracted | {one - first_one:.1f} | {two - first_two:.1f} "
        f"| {(one - first_one) / (two - first_two):.2f} |",
    ]


def against_size(bench: Bench, measured: dict[int, Cost], workers: int) -> list[str]:
    lines = [
        f"## Cost against size\n\n{workers} workers. Memory is the most that one process held.\n",
        "| articles | words | CPU-seconds | seconds | words a CPU-second | peak memory, MiB |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for size, cost in measured.items():
        rate = bench.words(size) / cost.cpu
        lines.append(
            f"| {size:,} | {bench.words(size):,} | {cost.cpu:,.0f} | {cost.wall:,.0f} | {rate:,.0f} "
            f"| {cost.memory:,.0f} |"
        )
    return [*lines, "", "![Processor time and memory against the number of articles](cost.png)"]


def draw(measured: dict[int, Cost]) -> None:
    """Processor time and memory against size, on logarithmic axes; memory from zero."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 3.2), dpi=120, layout="constrained")
    time_axes, memory_axes = figure.subplots(1, 2)
    sizes = list(measured)
    time_axes.loglog(sizes, [cost.cpu for cost in measured.values()], "o-", color="#2a5f8a")
    time_axes.set(title="CPU-seconds", xlabel="articles of 200 words")
    memory_axes.semilogx(sizes, [cost.memory for cost in measured.values()], "o-", color="#2a5f8a")
    memory_axes.set(title="peak memory of a process, MiB", xlabel="articles of 200 words", ylim=(0, None))
    for axes in (time_axes, memory_axes):
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(alpha=0.3)
    figure.savefig(CHART)


def machine() -> str:
    """Processor, cores, memory and Python."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        found = re.search(r"model name\s*: (.+)", cpuinfo.read_text())
        model = found.group(1) if found else model
    memory = psutil.virtual_memory().total / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", metavar="PYTHON", help="interpreter with textacy, sayswho and gensim")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000], metavar="N")
    parser.add_argument("--large", action="store_true", help="100,000 articles too")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    given = parser.parse_args()
    workers = min(2, os.cpu_count() or 1)
    command = ["python", "benchmarks/speed.py", *(["--peers", "PYTHON"] if given.peers else [])]
    command += ["--sizes", *map(str, given.sizes), *(["--large"] if given.large else []), "--rounds", str(given.rounds)]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), given.peers)
        head = (
            f"# What the tables of a corpus cost\n\n`{shlex.join(command)}` on {datetime.date.today()}; {machine()}; "
            f"load of the machine at the start {os.getloadavg()[0]:.1f}. Articles are recombined from paragraphs of "
            f"{bench.origin}.\n"
        )
        found: list[str] = [head]

        def write(lines: list[str]) -> None:
            print("\n".join(lines), flush=True)
            RESULTS.write_text("\n".join([*found, *lines]) + "\n", "utf-8")

        for measure in (speed, cores):
            lines = [*measure(bench, given.rounds), ""]
            write(lines)
            found += lines
        measured: dict[int, Cost] = {}
        for size in [*given.sizes, *([100_000] if given.large else [])]:
            measured[size] = bench.tables(size, workers)
            write(against_size(bench, measured, workers))
            draw(measured)


if __name__ == "__main__":
    main()
