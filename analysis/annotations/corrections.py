"""What people changed: tables as corrected, and a list of every change with the name of who made it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import tables
from analysis.errors import AnalysisError

if TYPE_CHECKING:
    from analysis.pipeline import Analysis

Tables = Mapping[str, pd.DataFrame]
Row = dict[str, Any]

KEYS = {"statements": "statement_id", "stances": "stance_id", "figures": "figure_id"}
STARTS = {"statements": "content_start", "stances": "evidence_start", "figures": "start"}
_FOLLOW = {"stances": {"speaker": "speaker", "actor": "actor"}, "figures": {"reported_by": "speaker", "actor": "actor"}}
SAYS = {"statements": "content", "stances": "evidence", "figures": "text"}
CHANGES = ("article_id", "table", "row_id", "what", "column", "before", "after", "by")

NO_NAME = "by: a name is needed, to say who made the changes."
NO_ARTICLE = (
    "{where}: article {article_id!r} is not among the tables that were corrected. Give the result it came from."
)
OTHER_TEXT = (
    "{where}: the text of article {article_id!r} is not the one that was analysed. Give the result of `analyze`, or"
    " export again."
)
NO_CODINGS = "{where}: there is no Label Studio export (.json) or workbook (.xlsx) with submitted codings."
NO_TEXT = "article {article_id!r}: its text is needed. Give the result of `analyze`, or `articles=`."
OFF_TEXT = "{where}: {start} to {end} is outside the text of article {article_id!r}."
TWICE = "{where}: {row_id!r} is there twice. Each row needs an id of its own; leave the id empty in an added row."
NO_SUCH_STATEMENT = "{where}: {column} of {rows} is no statement there. Correct it, or leave it empty."


class CorrectionError(AnalysisError):
    """Corrections that cannot be read back; nothing was changed."""


@dataclass(frozen=True, eq=False)
class Corrected:
    """Tables as a person left them.

    Attributes
    ----------
    articles, statements, stances, figures : DataFrame
        As in an ``Analysis``. A row that a person changed or added has ``confidence`` 1 (figures have none), a stance
        also ``method`` = ``human:<name>``; every other row is as it was, ids included.
    changes : DataFrame
        One row a changed value: ``article_id table row_id what column before after by``. ``what`` is added, removed or
        changed; of rows added and removed, ``after`` and ``before`` hold their words and ``column`` is missing.
    """

    articles: pd.DataFrame
    statements: pd.DataFrame
    stances: pd.DataFrame
    figures: pd.DataFrame
    changes: pd.DataFrame

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The four tables by name."""
        return {name: getattr(self, name) for name in tables.TABLES}

    def save(self, out: str | Path, format: str = "parquet") -> list[Path]:
        """Write the tables as ``Analysis.save`` does, and ``changes.csv`` beside them."""
        from analysis.pipeline import save_tables

        written = save_tables(self.tables, Path(out), format)
        changes = Path(out) / "changes.csv"
        self.changes.to_csv(changes, index=False, lineterminator="\n")
        return [*written, changes]


def tables_of(result: Analysis | Corrected | Tables) -> dict[str, pd.DataFrame]:
    """The four tables by name, of a result or of a mapping that holds them; tables not given are empty.

    >>> [len(table) for table in tables_of({}).values()]
    [0, 0, 0, 0]
    """
    given = result if isinstance(result, Mapping) else {name: getattr(result, name) for name in tables.TABLES}
    return {name: given[name] if name in given else tables.frame(name, []) for name in tables.TABLES}


def corrected(before: Tables, after: Mapping[str, list[Row]], by: str) -> Corrected:
    """What ``after`` changes in ``before``, signed with a name.

    Parameters
    ----------
    before : mapping of str to DataFrame
        The tables that were given out for correction.
    after : mapping of str to list of dict
        The rows of statements, stances and figures as they came back, matched to ``before`` by their ids. A statement
        that is not among them is taken out, and its stances with it.
    by : str
        Who made the changes.

    Raises
    ------
    CorrectionError
        No name, an id twice, or a stance or figure of a statement that is not there.
    TableError
        A value breaks the schema.

    Examples
    --------
    >>> row = {"article_id": "a", "figure_id": "a:f1", "text": "40", "start": 0, "end": 2, "paragraph": 0}
    >>> before = tables_of({"figures": tables.frame("figures", [row | {"value": 40, "bound": "exact"}])})
    >>> after = tables.records(before["figures"])
    >>> after[0]["bound"] = "about"
    >>> corrected(before, {"figures": after}, by="ana").changes[["row_id", "column", "before", "after", "by"]].values
    array([['a:f1', 'bound', 'exact', 'about', 'ana']], dtype=object)
    """
    if not by.strip():
        raise CorrectionError(NO_NAME)
    known = {name: {row[key]: row for row in tables.records(before[name])} for name, key in KEYS.items()}
    rows = {name: _by_id(after.get(name, []), name) for name in KEYS}
    _let_go(known["statements"], rows)
    _follow_statements(known, rows)
    changes = [change | {"by": by} for name in KEYS for change in _changes(name, known[name], rows[name])]
    touched = {(change["table"], change["row_id"]) for change in changes}
    for name, found in rows.items():
        for row_id, row in found.items():
            if (name, row_id) in touched:
                row |= {"confidence": 1.0} if name != "figures" else {}
                row |= {"method": f"human:{by}"} if name == "stances" else {}
    order: defaultdict[str, int] = defaultdict(count().__next__)
    for article_id in pd.concat([before["articles"]["article_id"], before["statements"]["article_id"]]):
        order[article_id]
    made = {
        name: tables.frame(name, sorted(found.values(), key=lambda row: (order[row["article_id"]], row[STARTS[name]])))
        for name, found in rows.items()
    }
    _refuse_orphans(made)
    listed = pd.DataFrame.from_records(changes, columns=list(CHANGES)).astype("string")
    return Corrected(articles=before["articles"], **made, changes=listed)


def free_ids(article_id: str, table: str, taken: Iterable[str]) -> Iterator[str]:
    """Ids for added rows of one article: the numbers after the greatest in use.

    >>> ids = free_ids("a", "stances", ["a:t1", "a:t4", "b:t9"])
    >>> next(ids), next(ids)
    ('a:t5', 'a:t6')
    """
    start = f"{article_id}:{ {'statements': 's', 'stances': 't', 'figures': 'f'}[table] }"
    numbers = (row_id.removeprefix(start) for row_id in taken if row_id.startswith(start))
    return (f"{start}{number}" for number in count(1 + max((int(n) for n in numbers if n.isdecimal()), default=0)))


def _by_id(rows: Iterable[Row], name: str) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        if row[KEYS[name]] in found:
            raise CorrectionError(TWICE.format(where=name, row_id=row[KEYS[name]]))
        found[row[KEYS[name]]] = dict(row)
    return found


def _let_go(known: Mapping[str, Row], rows: Mapping[str, dict[str, Row]]) -> None:
    """A statement that was taken out takes its stances with it; a figure or statement in it stays, without it."""
    gone = known.keys() - rows["statements"].keys()
    for row_id in [row_id for row_id, row in rows["stances"].items() if row["statement_id"] in gone]:
        del rows["stances"][row_id]
    for row in rows["figures"].values():
        if row["statement_id"] in gone:
            row |= dict.fromkeys(("statement_id", "reported_by", "actor"))
    for row in rows["statements"].values():
        while row["via"] in gone:
            row["via"] = known[row["via"]]["via"]


def _follow_statements(known: Mapping[str, Mapping[str, Row]], rows: Mapping[str, dict[str, Row]]) -> None:
    """Who speaks is said once, on the statement: its stances and figures follow, unless they said something else."""
    for name, columns in _FOLLOW.items():
        for row_id, row in rows[name].items():
            now = rows["statements"].get(str(row.get("statement_id")), {})
            if (was := known[name].get(row_id)) is None:
                row |= {mine: now.get(theirs) for mine, theirs in columns.items() if row.get(mine) is None}
                continue
            then = known["statements"].get(str(was["statement_id"]), {})
            for mine, theirs in columns.items():
                if now and row[mine] == was[mine] == then.get(theirs):
                    row[mine] = now.get(theirs)


def _changes(name: str, known: Mapping[str, Row], rows: Mapping[str, Row]) -> Iterator[Row]:
    for row_id, was in known.items():
        line = {"article_id": was["article_id"], "table": name, "row_id": row_id}
        if (row := rows.get(row_id)) is None:
            yield line | {"what": "removed", "before": was[SAYS[name]]}
            continue
        for column, value in was.items():
            before, after = _written(value), _written(row.get(column))
            if before != after:
                yield line | {"what": "changed", "column": column, "before": before, "after": after}
    for row_id, row in rows.items():
        if row_id not in known:
            line = {"article_id": row["article_id"], "table": name, "row_id": row_id}
            yield line | {"what": "added", "after": row[SAYS[name]]}


def _written(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return json.dumps(value)


def _refuse_orphans(made: Mapping[str, pd.DataFrame]) -> None:
    statements = set(made["statements"]["statement_id"])
    for name, column in (("statements", "via"), ("stances", "statement_id"), ("figures", "statement_id")):
        table = made[name]
        orphans = table[table[column].notna() & ~table[column].isin(statements)]
        if len(orphans):
            listed = ", ".join(f"{a} ({b})" for a, b in zip(orphans[KEYS[name]], orphans[column], strict=True))
            raise CorrectionError(NO_SUCH_STATEMENT.format(where=name, column=column, rows=listed))
