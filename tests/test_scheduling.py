"""The ways of docs/scheduling.md that can be run here, run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import papermill
import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = "The UN called for dialogue on Monday. “Talks must begin,” said Ana Diaz, a UN spokeswoman.\n"


@pytest.fixture
def news(tmp_path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "talks.txt").write_text(TEXT, "utf-8")
    return tmp_path / "news"


def test_the_line_of_the_crontab_runs_in_an_empty_environment(news, tmp_path):
    line = re.search(
        r"^10 \* \* \* \* (.+)$", (ROOT / "docs" / "scheduling.md").read_text("utf-8"), re.MULTILINE
    ).group(1)
    places = {"/srv/news-stances/.venv/bin/python": sys.executable, "/srv/reports": tmp_path / "out", "/srv/news": news}
    for example, place in places.items():
        line = line.replace(example, str(place))
    ran = subprocess.run(["/bin/sh", "-c", line], env={}, cwd="/", capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert str(tmp_path / "out" / "talks.html") in ran.stdout.splitlines()
    assert ran.stderr.strip() == "1 reported, 0 unchanged, 0 failed"


def test_the_call_that_airflow_s_operator_makes(news, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    parameters = {"article": str(news / "talks.txt"), "published": "2024-05-07", "out": str(tmp_path / "out")}
    papermill.execute_notebook(
        str(ROOT / "notebooks" / "report.ipynb"),
        str(tmp_path / "done.ipynb"),
        parameters=parameters,
        progress_bar=False,
        report_mode=True,
    )
    assert (tmp_path / "out" / "tables" / "statements.csv").exists()
    assert (tmp_path / "out" / "charts" / "stances.png").exists()
