"""What the README promises runs as it is written there."""

import re
from pathlib import Path

import pytest

from analysis import tables

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_its_python_examples_run(tmp_path, monkeypatch):
    for name in ("seeds", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL):
        exec(compile(block, "README.md", "exec"), names)
    assert len(names["result"].statements) > 0
    assert (tmp_path / "out" / "stances.csv").is_file()


@pytest.mark.parametrize("path", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_its_links_lead_somewhere(path):
    assert (ROOT / path).exists()


def test_the_codebook_is_the_schema():
    assert (ROOT / "docs" / "codebook.md").read_text("utf-8") == tables.codebook()
