from __future__ import annotations

import ast
import copy
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, 4)


def cells_without_output(book: nbformat.NotebookNode) -> list[str]:
    """Cells that end in something to show, and have nothing stored: nbval would compare nothing and pass."""
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    shows = [cell for cell in code if isinstance(ast.parse(cell.source or "0").body[-1], ast.Expr)]
    return [cell.source for cell in shows if not cell.outputs] + [c.source for c in code if c.execution_count is None]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_outputs_are_stored(path):
    assert not cells_without_output(read(path))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_no_output_is_an_error_or_names_this_machine(path):
    outputs = [output for cell in read(path).cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    texts = [
        str({kind: data for kind, data in output.get("data", output).items() if kind != "image/png"})
        for output in outputs
    ]
    assert not [text for text in texts if str(ROOT) in text or " at 0x" in text]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_parameters_are_scalars_in_the_first_code_cell_each_explained(path):
    first = next(cell for cell in read(path).cells if cell.cell_type == "code")
    assert first.metadata["tags"] == ["parameters"]
    lines = first.source.splitlines()
    assert all("#" in line for line in lines)
    assert all(
        isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Constant)
        for node in ast.parse(first.source).body
    )


def test_a_stripped_notebook_is_noticed():
    book = read(NOTEBOOKS[0])
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    assert cells_without_output(book)


def test_a_changed_number_fails(tmp_path):
    book = copy.deepcopy(read(ROOT / "notebooks" / "report.ipynb"))
    at = next(n for n, cell in enumerate(book.cells) if "briefing.in_short" in cell.source)
    book.cells = book.cells[: at + 1]
    shown = book.cells[at].outputs[0]["data"]
    changed = {kind: text.replace(" statements", "1 statements", 1) for kind, text in shown.items()}
    assert changed != shown
    shown.update(changed)
    nbformat.write(book, tmp_path / "changed.ipynb")
    command = [sys.executable, "-m", "pytest", "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml"), "-q"]
    ran = subprocess.run(
        [*command, str(tmp_path / "changed.ipynb")], cwd=ROOT, capture_output=True, text=True, env=os.environ
    )
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "1 failed" in ran.stdout
    assert "mismatch" in ran.stdout
