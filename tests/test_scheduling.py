"""The ways of docs/scheduling.md, run as they are written there."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import papermill
import pytest
import yaml
from lab_server import jupyter_server, wait_until

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "scheduling.md").read_text("utf-8")
TEXT = "The UN called for dialogue on Monday. “Talks must begin,” said Ana Diaz, a UN spokeswoman.\n"


@pytest.fixture
def news(tmp_path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "today.txt").write_text(TEXT, "utf-8")
    return tmp_path / "news"


def example(language: str, after: str) -> str:
    """The first example in a language below a heading of the guide."""
    section = GUIDE.partition(f"## {after}\n")[2]
    return re.search(rf"^```{language}\n(.*?)^```", section, re.MULTILINE | re.DOTALL).group(1)


def here(text: str, tmp_path: Path) -> str:
    """An example with this test's folders in place of those that the guide speaks of."""
    text = text.replace("/srv/news-stances/.venv/bin/python", sys.executable)
    return text.replace("/srv/news-stances", str(ROOT)).replace("/srv/", f"{tmp_path}/")


def test_the_line_of_the_crontab_runs_in_an_empty_environment(news, tmp_path):
    line = here(example("sh", "cron").removeprefix("10 * * * * "), tmp_path)
    ran = subprocess.run(["/bin/sh", "-c", line], env={}, cwd="/", capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert str(tmp_path / "reports" / "today.html") in ran.stdout.splitlines()
    assert ran.stderr.strip() == "1 reported, 0 unchanged, 0 failed"


def test_the_command_of_the_systemd_service_runs_without_a_shell(news, tmp_path):
    (tmp_path / "report.yaml").write_text(re.search(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL).group(1))
    command = re.search(r"^ExecStart=(.+)$", here(example("ini", "systemd"), tmp_path), re.MULTILINE).group(1)
    ran = subprocess.run(shlex.split(command), env={}, cwd="/", capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    record = json.loads((tmp_path / "reports" / "today.json").read_text("utf-8"))
    assert record["parameters"] == {"actors": "US, Russia, UN", "minimum_confidence": 0.5}


def test_the_workflow_of_github_installs_from_the_lock_and_reports(news, tmp_path):
    steps = yaml.safe_load(example("yaml", "GitHub Actions"))["jobs"]["report"]["steps"]
    install, report = [step["run"] for step in steps if "run" in step]
    assert "--require-hashes -r requirements.lock" in install
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    (checkout / ".venv").symlink_to(sys.prefix)
    (checkout / "articles").symlink_to(news)
    ran = subprocess.run(["bash", "-e", "-c", report], cwd=checkout, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    uploaded = checkout / next(step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", ""))
    assert {"index.html", "today.html"} <= {path.name for path in uploaded.iterdir()}


def test_the_call_that_airflow_s_operator_makes(news, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    given = {}
    code = here(example("python", "Airflow"), tmp_path).replace("{{ ds }}", "2024-05-07")
    exec(code, {"PapermillOperator": lambda **arguments: given.update(arguments)})
    papermill.execute_notebook(
        given["input_nb"],
        given["output_nb"],
        parameters=given["parameters"],
        progress_bar=False,
        report_mode=True,
        log_output=False,
        kernel_name=None,
        language=None,
        engine_name=None,
    )
    assert (tmp_path / "reports" / "2024-05-07.ipynb").exists()
    assert (tmp_path / "reports" / "2024-05-07" / "tables" / "statements.csv").exists()
    assert (tmp_path / "reports" / "2024-05-07" / "charts" / "stances.png").exists()


def test_a_job_of_jupyter_scheduler(news, tmp_path):
    root = tmp_path / "notebooks"
    root.mkdir()
    shutil.copy(ROOT / "notebooks" / "report.ipynb", root)
    job = json.loads(here(example("json", "jupyter-scheduler"), tmp_path))
    with jupyter_server(root, tmp_path / "jupyter") as server:
        path = f"/scheduler/jobs/{server.ask('/scheduler/jobs', job)['job_id']}"
        # a job counts as STOPPED until its process is up
        wait_until(lambda: server.ask(path)["status"] in ("COMPLETED", "FAILED"), 300, "the job to end")
        done = server.ask(path)
    assert done["status"] == "COMPLETED", done["status_message"]
    out = tmp_path / "reports" / "today"
    assert "2024-05-07" in (out / "tables" / "articles.csv").read_text("utf-8")
    assert "Talks must begin" in (out / "tables" / "statements.csv").read_text("utf-8")
    assert (out / "charts" / "stances.png").exists()
