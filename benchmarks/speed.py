"""What the tables of a corpus cost: words a CPU-second, two cores against one, start-up, memory against size.

    python benchmarks/speed.py [--peers PYTHON] [--sizes N ...] [--rounds N] [--minutes N]

Writes `benchmarks/results.md` and `benchmarks/cost.png`, after each measurement anew, and says on standard error what
it is at. PYTHON is an interpreter that has the tools to compare with and the corpus (see `peers.py`); without it the
corpus is made of `seeds/*.txt`, and nothing is compared. A size that would take longer than what is left of
`--minutes` is left out, and the results say so.

Every measurement is a command of its own, start-up included; the same command with one article is what is subtracted
where that is said. Tools take turns, and the median of the rounds counts.
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

ROOT = Path(__file__).parents[1]
RESULTS, CHART = ROOT / "benchmarks" / "results.md", ROOT / "benchmarks" / "cost.png"
PEERS = ("textacy", "sayswho")
SPEED_ARTICLES, CORES_ARTICLES = 200, 400
# Words an article has at least: as in the Lee corpus; and one sentence or two, so that 100,000 are done in minutes.
LONG, SHORT = 200, 15
STARTED = time.monotonic()


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of processor and of the clock, and the most memory of one process, in MiB."""

    cpu: float
    wall: float
    memory: float


def cost_of(command: list[str]) -> Cost:
    """Run a command to its end. All that it starts it also waits for, so the system counts that too."""
    # Libraries are compiled once, as where a user runs them, even where this shell has Python keep nothing.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    running = subprocess.Popen(
        command, cwd=ROOT, env={**environment, "OMP_NUM_THREADS": "1"}, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(running.pid, 0)
    wall = time.perf_counter() - start
    if status:
        raise SystemExit(f"{shlex.join(command)}: failed")
    cost = Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 2**10)
    said = " ".join(Path(part).name for part in command[1:])
    log(f"{said}: {cost.cpu:.1f} CPU-seconds, {cost.wall:.1f} seconds, {cost.memory:.0f} MiB")
    return cost


def log(message: str) -> None:
    print(f"{(time.monotonic() - STARTED) / 60:6.1f} min  {message}", file=sys.stderr, flush=True)


# -- the corpus -----------------------------------------------------------------------------------------------------
def paragraphs(peers: str | None) -> tuple[str, list[str]]:
    """Where the paragraphs are from, and they: two or three sentences each."""
    if peers:
        done = subprocess.run([peers, ROOT / "benchmarks" / "peers.py", "lee"], capture_output=True, text=True)
        if done.returncode == 0:
            stories = [sentences(line) for line in done.stdout.splitlines() if line.strip()]
            return "the Lee news corpus", [" ".join(s[i : i + 3]) for s in stories for i in range(0, len(s), 3)]
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return "seeds/", [part for text in texts for part in text.split("\n") if len(part.split()) > 12]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!]) (?=[A-Z])", text)


def write_corpus(path: Path, parts: list[str], size: int, least: int) -> int:
    """Articles of `least` words or a paragraph or sentence more, the same on every run; returns their words."""
    draw = random.Random(7)
    words = 0
    with path.open("w", encoding="utf-8") as out:
        for number in range(size):
            article: list[str] = []
            while sum(len(part.split()) for part in article) < least:
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
        self._words: dict[tuple[int, int], int] = {}

    def corpus(self, size: int, least: int = LONG) -> Path:
        path = self.folder / f"{size}x{least}.jsonl"
        if (size, least) not in self._words:
            parts = self.parts if least == LONG else [one for part in self.parts for one in sentences(part)]
            self._words[size, least] = write_corpus(path, parts, size, least)
        return path

    def words(self, size: int, least: int = LONG) -> int:
        self.corpus(size, least)
        return self._words[size, least]

    def tables(self, size: int, workers: int, least: int = LONG) -> Cost:
        with tempfile.TemporaryDirectory(dir=self.folder) as out:
            given = [str(self.corpus(size, least)), "--out", out, "--workers", str(workers)]
            return cost_of([sys.executable, "-m", "analysis", "tables", *given])

    def run(self, name: str, size: int) -> Cost:
        if name not in PEERS:
            return self.tables(size, 1)
        return cost_of([str(self.peers), str(ROOT / "benchmarks" / "peers.py"), name, str(self.corpus(size))])


# -- the measurements: each gives lines of Markdown ------------------------------------------------------------------
def speed(bench: Bench, rounds: int) -> list[str]:
    names = ["this package", *(PEERS if bench.peers else ())]
    runs: dict[tuple[str, int], list[Cost]] = {}
    for name in names:
        bench.run(name, 1)  # what is compiled or read from disk for the first time is not counted
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


def against_size(bench: Bench, measured: dict[int, Cost], left_out: list[str], workers: int) -> list[str]:
    lines = [
        f"## Cost against size\n\n{workers} workers, articles of {SHORT} words or a sentence more. Memory is the most "
        "that one process held.\n",
        "| articles | words | CPU-seconds | seconds | words a CPU-second | peak memory, MiB |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for size, cost in measured.items():
        words = bench.words(size, SHORT)
        lines.append(
            f"| {size:,} | {words:,} | {cost.cpu:,.0f} | {cost.wall:,.0f} | {words / cost.cpu:,.0f} "
            f"| {cost.memory:,.0f} |"
        )
    return [*lines, "", *left_out, "![Processor time and memory against the number of articles](cost.png)"]


def draw(measured: dict[int, Cost]) -> None:
    """Processor time and memory against size, on logarithmic axes; memory from zero."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 3.2), dpi=120, layout="constrained")
    time_axes, memory_axes = figure.subplots(1, 2)
    sizes = list(measured)
    time_axes.loglog(sizes, [cost.cpu for cost in measured.values()], "o-", color="#2a5f8a")
    time_axes.set(title="CPU-seconds", xlabel="articles of one or two sentences")
    memory = [cost.memory for cost in measured.values()]
    memory_axes.semilogx(sizes, memory, "o-", color="#2a5f8a")
    memory_axes.set(title="peak memory of a process, MiB", xlabel="articles of one or two sentences")
    memory_axes.set_ylim(0, 1.1 * max(memory))
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
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", metavar="PYTHON", help="interpreter with textacy, sayswho and gensim")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--minutes", type=float, default=60, metavar="N", help="time for all of it; default 60")
    given = parser.parse_args()
    workers = min(2, os.cpu_count() or 1)
    command = ["python", "benchmarks/speed.py", *(["--peers", "PYTHON"] if given.peers else [])]
    command += ["--sizes", *map(str, given.sizes), "--rounds", str(given.rounds), "--minutes", f"{given.minutes:g}"]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), given.peers)
        found = [
            f"# What the tables of a corpus cost\n\n`{shlex.join(command)}` on {datetime.date.today()}; {machine()}; "
            f"load of the machine at the start {os.getloadavg()[0]:.1f}. Articles are recombined from paragraphs of "
            f"{bench.origin}.\n"
        ]

        def write(lines: list[str]) -> None:
            RESULTS.write_text("\n".join([*found, *lines]) + "\n", "utf-8")

        for measure in (speed, cores):
            found += [*measure(bench, given.rounds), ""]
            write([])
        measured: dict[int, Cost] = {}
        left_out: list[str] = []
        for size in sorted(given.sizes):
            left = 60 * given.minutes - (time.monotonic() - STARTED)
            needed = next((cost.wall * size / done for done, cost in reversed(measured.items())), 0.0)
            if needed > left:
                left_out += [f"{size:,} articles were left out: about {needed / 60:.0f} minutes more.", ""]
                log(left_out[-2])
            else:
                measured[size] = bench.tables(size, workers, SHORT)
            write(against_size(bench, measured, left_out, workers))
            if measured:
                draw(measured)
    print(RESULTS.read_text("utf-8"))


if __name__ == "__main__":
    main()
