"""Parameters of a report, checked against the notebook that takes them before any kernel starts."""

from __future__ import annotations

import ast
import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.errors import (
    BAD_DATE,
    NO_SUCH_ACTOR,
    NO_SUCH_FILE,
    NO_SUCH_PARAMETER,
    NOT_A_SHARE,
    NOTEBOOK_MISSING,
    PARAMETER_IS_SET,
    PARAMETER_TYPE,
    AnalysisError,
    ArgumentError,
)
from analysis.reports.places import PROJECT

_SET_BY_REPORT = ("article", "out")
_TYPES = {"str": str, "float": float, "int": int, "bool": bool}


def checked_parameters(notebook: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as the notebook declares them, or an error that names what is wrong; starts no kernel.

    Examples
    --------
    >>> from analysis.reports.places import NOTEBOOK
    >>> checked_parameters(NOTEBOOK, {"minimum_confidence": 1})
    {'minimum_confidence': 1.0}
    """
    declared = declared_parameters(notebook)
    checked = {}
    for name, value in given.items():
        if name in _SET_BY_REPORT:
            raise ArgumentError(PARAMETER_IS_SET.format(name=name))
        if name not in declared:
            known = ", ".join(sorted(set(declared) - set(_SET_BY_REPORT)))
            raise ArgumentError(NO_SUCH_PARAMETER.format(name=name, known=known))
        checked[name] = _as_declared(name, value, declared[name])
        if name == "minimum_confidence" and not 0 <= checked[name] <= 1:
            raise ArgumentError(NOT_A_SHARE.format(name=name, value=value))
        if name == "published" and checked[name]:
            _check_date(checked[name])
        if name.endswith("_file") and checked[name]:
            checked[name] = _found(checked[name])
    _check_books(checked.get("actors", ""), checked.get("actors_file"), checked.get("issues_file"))
    return checked


def declared_parameters(notebook: Path) -> dict[str, str]:
    """The parameters that a notebook declares, each with the name of its type."""
    import papermill

    if not notebook.is_file():
        raise ArgumentError(NOTEBOOK_MISSING.format(name=notebook))
    found = papermill.inspect_notebook(str(notebook))
    return {name: parameter["inferred_type_name"] for name, parameter in found.items()}


def described_parameters(notebook: Path) -> str:
    """The parameters that a report takes, a line each, as the notebook explains them, with what they are by default."""
    import papermill

    found = papermill.inspect_notebook(str(notebook)) if notebook.is_file() else {}
    defaults = _defaults(found)
    shown = [(name, found[name]["help"].strip()) for name in found if name not in _SET_BY_REPORT]
    return "\n".join(
        f"  {name:<19} {text}{f'; default: {defaults[name]}' if defaults[name] else ''}" for name, text in shown
    )


def defaults_of(notebook: Path) -> dict[str, Any]:
    """What the parameters of a notebook are where they are not given."""
    import papermill

    return _defaults(papermill.inspect_notebook(str(notebook)))


def _defaults(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: ast.literal_eval(parameter["default"]) for name, parameter in found.items()}


def _check_date(value: str) -> None:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        raise ArgumentError(BAD_DATE.format(value=value)) from None


def _found(path: str) -> str:
    """A file that the caller named from where the caller stands, or else from the project."""
    for folder in (Path.cwd(), PROJECT):
        if (folder / path).is_file():
            return str(folder / path)
    raise ArgumentError(NO_SUCH_FILE.format(name=path))


def _check_books(actors: str, actors_file: str | None, issues_file: str | None) -> None:
    """Make sure that the files can be read and that no actor is misspelt; a name like no other may be the article's."""
    from analysis.actors import ActorBook, listed
    from analysis.stances.issues import IssueBook

    try:
        if issues_file:
            IssueBook.load(issues_file)
        book = ActorBook.load(actors_file or None) if actors or actors_file else None
    except AnalysisError as error:
        raise ArgumentError(str(error)) from None
    for name in listed(actors):
        if book is not None and book.called(name) is None and (meant := book.like(name)):
            raise ArgumentError(NO_SUCH_ACTOR.format(name=name, meant=" or ".join(meant)))


def _as_declared(name: str, value: Any, type_name: str) -> Any:
    wanted = _TYPES.get(type_name)
    if wanted is None:
        return value
    if wanted is str and value is None:
        return ""
    if wanted is str and isinstance(value, datetime.date):
        return value.isoformat()  # what YAML makes of 2022-01-05
    if wanted is str and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not wanted:
        raise ArgumentError(PARAMETER_TYPE.format(name=name, value=value, wanted=type_name, got=type(value).__name__))
    return value
