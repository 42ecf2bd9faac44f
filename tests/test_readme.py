"""What the README and docs/actors.md promise runs as it is written there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import Article, analyze, tables

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
WHOSE_WORDS = re.findall(
    r"^\| ([“A-Z].+) \| (.+) \| (.+) \|$", (ROOT / "docs" / "actors.md").read_text("utf-8"), re.MULTILINE
)


def test_its_python_examples_run(tmp_path, monkeypatch):
    for name in ("seeds", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL):
        exec(compile(block, "README.md", "exec"), names)
    assert len(names["result"].statements) > 0
    assert (tmp_path / "out" / "stances.csv").is_file()


@pytest.mark.parametrize("line", re.findall(r"^python -m (analysis .+ --out .+)$", README, re.MULTILINE))
def test_its_commands_run(tmp_path, line):
    text = "“Talks must begin,” said Ana Diaz, a UN spokeswoman, on Monday."
    (tmp_path / "article.html").write_text(f"<html><body><article><p>{text}</p></article></body></html>", "utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "talks.txt").write_text(text, "utf-8")
    (tmp_path / "more.jsonl").write_text(f'{{"id": "more", "text": "{text}"}}\n', "utf-8")
    command = [sys.executable, "-m", *shlex.split(line)]
    ran = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    assert any((tmp_path / command[command.index("--out") + 1]).iterdir())


@pytest.mark.parametrize("path", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_its_links_lead_somewhere(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("text", "speaker", "actor"), WHOSE_WORDS)
def test_whose_words_the_page_on_actors_says_they_are(text, speaker, actor):
    [row] = analyze(Article("a", text)).statements.fillna("`<NA>`").itertuples()
    assert (row.speaker, row.actor) == (speaker, actor)


def test_the_codebook_is_the_schema():
    assert (ROOT / "docs" / "codebook.md").read_text("utf-8") == tables.codebook()
