"""Bytes that a coverage-guided fuzzer (atheris) makes, given to the readers or to the whole analysis.

    python benchmarks/fuzz.py readers|analysis FOLDER [-max_total_time=600]

Needs ``pip install atheris``. FOLDER keeps the inputs that reached new code. A crash, an input that takes more than 25
seconds, or an offset that does not give the text beside it, ends the run, and the input is written to the working
directory. What was found is kept as tests in `tests/test_hostile.py`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["analysis"]):
    from analysis import analyze
    from analysis.article import Article
    from analysis.errors import ReadError
    from analysis.reading.inputs import find_unread

ENDINGS = (".txt", ".html", ".json", ".jsonl", ".parquet", ".txt.gz", ".html.gz", ".jsonl.gz")
SPANS = {"statements": ("content", "cue", "speaker"), "stances": ("target", "evidence"), "figures": ("",)}
SCRATCH = Path(tempfile.mkdtemp())


def readers(data: bytes) -> None:
    """The first byte chooses the kind of file, the others are the file."""
    path = SCRATCH / f"a{ENDINGS[data[0] % len(ENDINGS)]}" if data else SCRATCH / "a.txt"
    path.write_bytes(data[1:])
    for unread in find_unread([path]):
        try:
            article = unread.article()
        except ReadError:
            continue
        f"{article.article_id} {article.title} {article.text}".encode()


def analysis(data: bytes) -> None:
    text = data.decode("utf-8", "ignore")[:2_000]
    found = analyze(Article("a", text))
    for name, spans in SPANS.items():
        for row in getattr(found, name).to_dict("records"):
            for span in spans:
                column = {"speaker": "speaker_text", "": "text"}.get(span, span)
                start, end = (row[f"{span}_{edge}" if span else edge] for edge in ("start", "end"))
                assert row[column] is None or row[column] != row[column] or text[start:end] == row[column]


if __name__ == "__main__":
    target = {"readers": readers, "analysis": analysis}[sys.argv.pop(1)]
    atheris.Setup([*sys.argv, "-timeout=25", "-rss_limit_mb=4000"], target)
    atheris.Fuzz()
