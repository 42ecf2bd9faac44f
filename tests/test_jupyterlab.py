from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from browser import needs_chromium, open_page

ROOT = Path(__file__).resolve().parent.parent
pytestmark = needs_chromium


class Lab:
    def __init__(self, address: str, token: str, root: Path) -> None:
        self.address, self.token, self.root = address, token, root

    def ask(self, path: str) -> list[dict]:
        request = urllib.request.Request(f"{self.address}{path}", headers={"Authorization": f"token {self.token}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)


@pytest.fixture(scope="module")
def lab(tmp_path_factory) -> Iterator[Lab]:
    """A JupyterLab of its own on loopback: own settings, own runtime files, stopped at the end."""
    root, scratch = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("jupyter")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(8)
    folders = {f"JUPYTER_{name}_DIR": str(scratch / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    environment = {**os.environ, **folders, "JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings")}
    page = scratch / "config" / "labconfig"
    page.mkdir(parents=True)
    announcements = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (page / "page_config.json").write_text(json.dumps(announcements))
    options = [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1"]
    options += [f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={root}", "--ServerApp.allow_root=True"]
    log = (scratch / "lab.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", *options],
        env=environment,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    lab = Lab(f"http://127.0.0.1:{port}", token, root)
    try:
        wait_until(lambda: answers(lab), 120, "JupyterLab to answer")
        yield lab
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)
        log.close()


def answers(lab: Lab) -> bool:
    try:
        lab.ask("/api/kernels")
    except OSError:
        return False
    return True


def wait_until(condition, seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        time.sleep(0.5)


def has_idle_kernel(lab: Lab, name: str) -> bool:
    """The toolbar says idle before there is a kernel; the server knows."""
    kernels = [session["kernel"] for session in lab.ask("/api/sessions") if session["path"] == name]
    return any(kernel["connections"] > 0 and kernel["execution_state"] == "idle" for kernel in kernels)


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb")))
def test_a_notebook_runs_in_jupyterlab(lab, name):
    book = nbformat.read(ROOT / "notebooks" / name, 4)
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    path = lab.root / name
    nbformat.write(book, path)  # a copy, as JupyterLab saves what it runs
    cells = sum(cell.cell_type == "code" for cell in book.cells)

    with open_page() as page:
        page.goto(f"{lab.address}/lab/workspaces/{path.stem}/tree/{name}?token={lab.token}", timeout=120_000)
        page.wait_for_selector(".jp-NotebookPanel .jp-CodeCell", timeout=120_000)
        wait_until(lambda: has_idle_kernel(lab, name), 120, "a connected, idle kernel")
        page.click("text=Run >> nth=0")
        page.click("text=Run All Cells")
        wait_until(lambda: has_run(page, path, cells), 300, "all cells to run, or one to fail")

    ran = nbformat.read(path, 4)
    outputs = [output for cell in ran.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output.evalue for output in outputs if output.output_type == "error"]
    assert [output for output in outputs if "image/png" in output.get("data", {})]


def has_run(page, path: Path, cells: int) -> bool:
    """Save, then read the file: JupyterLab draws only the cells in view, so the page does not tell."""
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    try:
        code = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    except (OSError, ValueError):
        return False  # being written
    failed = any(output.output_type == "error" for cell in code for output in cell.outputs)
    return failed or sum(cell.execution_count is not None for cell in code) == cells
