"""Tables as marks on the text, and marks as tables: what people see and move in an annotation tool.

A statement is a mark ``content`` with arrows to its ``source``, its ``cue`` and its ``more content``; a stance is a
mark ``evidence`` with arrows to the ``content`` it is taken in and to its ``target``; a number is a mark ``figure``
with an arrow to the ``content`` that holds it. What an arrow means follows from the marks it joins: people need not
name it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from analysis.annotations.corrections import KEYS, OFF_TEXT, CorrectionError, Row, Tables
from analysis.tables import POLARITY, SCHEMAS, allowed_values, records

TABLE_OF = {"content": "statements", "evidence": "stances", "figure": "figures"}
"""The marks that are rows, and the table of each; the other marks belong to rows."""
VALUES = {
    "content": ("quote_type", "kind", "speaker", "role", "actor", "said_on"),
    "evidence": ("act", "target_polarity", "issue", "issue_polarity", "target_actor"),
    "figure": (
        "value",
        "low",
        "high",
        "bound",
        "modifier",
        "trend",
        "unit",
        "counted",
        "event",
        "reported_by",
        "actor",
    ),
}
"""The columns that people set on a mark, beside where it stands."""
LABELS = ("content", "more content", "source", "cue", "evidence", "target", "figure")
ARROWS = {
    ("content", "source"): "said by",
    ("content", "cue"): "cue",
    ("content", "more content"): "goes on",
    ("content", "content"): "reported by",
    ("evidence", "content"): "taken in",
    ("evidence", "target"): "toward",
    ("figure", "content"): "given in",
}
"""What an arrow from one mark to another says."""
_PARTS = {
    "content": {"speaker": "source", "cue": "cue"},
    "evidence": {"target": "target"},
}
_POLARITY_WORDS = {word: number for number, word in POLARITY.items()}

TWO_PARTS = (
    "{where}: the {label} “{words}” ({start}-{end}) of article {article_id!r} has {count} marks “{part}”. Remove all"
    " arrows but one."
)
NOT_A_NUMBER = "{where}: {column} of “{words}” ({start}-{end}) of article {article_id!r} is {value!r}, not a number."


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled stretch of text; ``values`` are the columns people set on it, as text, those with a value only."""

    mark_id: str
    label: str
    start: int
    end: int
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from one mark to another."""

    head: str
    tail: str


@dataclass(frozen=True)
class MarkedText:
    """One article with its marks and arrows.

    ``where`` names the file they came from, for messages; ``settable`` the columns that people could set there.
    """

    article_id: str
    text: str
    marks: tuple[Mark, ...]
    arrows: tuple[Arrow, ...]
    where: str = "tables"
    settable: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: VALUES)

    @cached_property
    def by_id(self) -> dict[str, Mark]:
        return {mark.mark_id: mark for mark in self.marks}

    @cached_property
    def joined(self) -> dict[str, dict[str, list[Mark]]]:
        """Of every mark, the marks its arrows lead to, by their labels; arrows drawn the other way round count too."""
        found: dict[str, dict[str, list[Mark]]] = {mark.mark_id: defaultdict(list) for mark in self.marks}
        for arrow in self.arrows:
            head, tail = self.by_id.get(arrow.head), self.by_id.get(arrow.tail)
            if head is None or tail is None:
                continue
            if (head.label, tail.label) not in ARROWS:
                head, tail = tail, head
            if (head.label, tail.label) in ARROWS and tail not in found[head.mark_id][tail.label]:
                found[head.mark_id][tail.label].append(tail)
        return found

    def rows(self) -> list[Mark]:
        """The marks that are rows, in the order they came."""
        return [mark for mark in self.marks if mark.label in TABLE_OF]


def marked_texts(texts: Mapping[str, str], tables: Tables, where: str = "tables") -> Iterator[MarkedText]:
    """The articles of ``texts`` with the rows of ``tables`` as marks."""
    rows = {name: _by_article(records(tables[name])) for name in KEYS}
    for article_id, text in texts.items():
        marks: dict[str, Mark] = {}
        arrows: dict[Arrow, None] = {}
        for label, name in TABLE_OF.items():
            for row in rows[name].get(article_id, ()):
                _add(label, row, marks, arrows)
        marked = MarkedText(article_id, text, tuple(marks.values()), tuple(arrows), where)
        refuse_off_text(marked)
        yield marked


def refuse_off_text(marked: MarkedText) -> None:
    """Raise where a mark is empty or outside the text."""
    for mark in marked.marks:
        if not 0 <= mark.start < mark.end <= len(marked.text):
            message = OFF_TEXT.format(where=marked.where, start=mark.start, end=mark.end, article_id=marked.article_id)
            raise CorrectionError(message)


def columns_of(mark: Mark, marked: MarkedText, row_ids: Mapping[str, str]) -> Row:
    """The columns of the row that a mark and its arrows make up; ``row_ids`` names the rows of the marks that are rows.

    Raises
    ------
    CorrectionError
        Two sources, cues or targets, or a number that is none.
    """
    joined = marked.joined[mark.mark_id]
    columns: Row = {column: _typed(column, mark, marked) for column in marked.settable[mark.label]}
    for prefix, part in _PARTS.get(mark.label, {}).items():
        columns |= _span(prefix, _only(part, joined[part], mark, marked), marked.text)
    contents = [row_ids[content.mark_id] for content in joined["content"] if content.mark_id != mark.mark_id]
    if mark.label == "content":
        spans = sorted({(piece.start, piece.end) for piece in (mark, *joined["more content"])})
        columns |= _span("content", Mark("", "", spans[0][0], max(end for _, end in spans)), marked.text)
        columns |= {"content_spans": [list(span) for span in spans], "via": contents[0] if contents else None}
        columns["content"] = columns.pop("content_text")
        columns["cue"] = columns.pop("cue_text")
    elif mark.label == "evidence":
        inside = contents or [row_ids[c.mark_id] for c in _around(mark, marked)]
        columns |= _span("evidence", mark, marked.text) | {"statement_id": inside[0] if inside else None}
        columns["evidence"] = columns.pop("evidence_text")
        columns["target"] = columns.pop("target_text")
    else:
        columns |= {"text": marked.text[mark.start : mark.end], "start": mark.start, "end": mark.end}
        columns["statement_id"] = contents[0] if contents else None
    return columns


def options(label: str, column: str) -> list[str]:
    """What a column may hold, as people choose it; empty where it may hold anything.

    >>> options("evidence", "issue_polarity")
    ['against', 'neither', 'for']
    """
    if column.endswith("polarity"):
        return list(POLARITY.values())
    return allowed_values(TABLE_OF[label], column)


def _by_article(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["article_id"]].append(row)
    return found


def _add(label: str, row: Row, marks: dict[str, Mark], arrows: dict[Arrow, None]) -> None:
    head = _short(row[KEYS[TABLE_OF[label]]])

    def part(name: str, start: int, end: int) -> None:
        # One mark for a source that speaks twice: people see one, and doccano keeps one.
        mark_id = f"{name}-{start}-{end}".replace(" ", "-")
        marks[mark_id] = Mark(mark_id, name, start, end)
        arrows[Arrow(head, mark_id)] = None

    (start, end), *more = _own_spans(label, row)
    values = {column: _written(column, row[column]) for column in VALUES[label] if row[column] is not None}
    marks[head] = Mark(head, label, start, end, values)
    for piece in more:
        part("more content", *piece)
    for prefix, name in _PARTS.get(label, {}).items():
        if row[f"{prefix}_start"] is not None:
            part(name, row[f"{prefix}_start"], row[f"{prefix}_end"])
    statement_id = row["via"] if label == "content" else row["statement_id"]
    if statement_id is not None:
        arrows[Arrow(head, _short(statement_id))] = None


def _own_spans(label: str, row: Row) -> list[list[int]]:
    if label == "content":
        return row["content_spans"] or [[row["content_start"], row["content_end"]]]
    prefix = "evidence_" if label == "evidence" else ""
    return [[row[f"{prefix}start"], row[f"{prefix}end"]]]


def _short(row_id: str) -> str:
    """A row's id within its article: tools give “#” and blanks in ids a meaning of their own."""
    return row_id.rpartition(":")[2]


def _written(column: str, value: Any) -> str:
    if column.endswith("polarity"):
        return POLARITY[value]
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _typed(column: str, mark: Mark, marked: MarkedText) -> Any:
    value = mark.values.get(column, "").strip()
    if not value:
        return None
    if column.endswith("polarity"):
        return _POLARITY_WORDS.get(value)
    schema = SCHEMAS[TABLE_OF[mark.label]].columns[column]
    if str(schema.dtype) != "Float64":
        return value
    try:
        return float(value.replace(",", ""))
    except ValueError:
        raise CorrectionError(_message(NOT_A_NUMBER, mark, marked, column=column, value=value)) from None


def _only(part: str, found: list[Mark], mark: Mark, marked: MarkedText) -> Mark | None:
    if len(found) > 1:
        raise CorrectionError(_message(TWO_PARTS, mark, marked, count=len(found), part=part))
    return found[0] if found else None


def _message(template: str, mark: Mark, marked: MarkedText, **more: Any) -> str:
    words = marked.text[mark.start : mark.end]
    return template.format(
        where=marked.where,
        label=mark.label,
        words=words if len(words) <= 60 else words[:57] + "...",
        start=mark.start,
        end=mark.end,
        article_id=marked.article_id,
        **more,
    )


def _span(prefix: str, mark: Mark | None, text: str) -> Row:
    if mark is None:
        return {f"{prefix}_text": None, f"{prefix}_start": None, f"{prefix}_end": None}
    return {f"{prefix}_text": text[mark.start : mark.end], f"{prefix}_start": mark.start, f"{prefix}_end": mark.end}


def _around(mark: Mark, marked: MarkedText) -> list[Mark]:
    """The contents that hold a mark, the smallest first."""
    contents = [c for c in marked.marks if c.label == "content" and c.start <= mark.start and mark.end <= c.end]
    return sorted(contents, key=lambda content: content.end - content.start)
