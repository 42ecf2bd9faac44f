from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from browser import needs_chromium, open_page
from lab_server import Server, jupyter_server, wait_until

ROOT = Path(__file__).resolve().parent.parent
pytestmark = needs_chromium


@pytest.fixture(scope="module")
def lab(tmp_path_factory) -> Iterator[Server]:
    with jupyter_server(tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("jupyter")) as server:
        yield server


def has_idle_kernel(lab: Server, name: str) -> bool:
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
