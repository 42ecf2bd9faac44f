"""doccano's JSONL for sequence labelling with relations (its "JSONL(Relation)"): marked texts out and in.

A line is ``{"text", "entities": [{"id", "start_offset", "end_offset", "label"}], "relations": [{"id", "from_id",
"to_id", "type"}]}``; offsets are code points. Other fields of a line, here ``article_id``, come back as they were.
doccano has no fields for a mark, so what a person chooses from a list stands in the label: ``figure | at_least``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from analysis.annotations.corrections import CorrectionError
from analysis.annotations.label_studio import as_shown
from analysis.annotations.marks import ARROWS, LABELS, Arrow, Mark, MarkedText, refuse_off_text

IN_LABEL = {
    "content": ("quote_type", "kind"),
    "evidence": ("act", "target_polarity", "issue", "issue_polarity"),
    "figure": ("bound",),
}
"""The columns that stand in a mark's label, in this order, "-" where one is missing."""

NOT_JSON = "{where}, line {line}: is not valid JSON ({reason})."
NOT_RELATIONS = (
    "{where}, line {line}: has no {missing}. Export as JSONL(Relation), from a project that was made with “Use relation"
    " labeling” on."
)
NO_SUCH_LABEL = "{where}: the label {label!r} is none of those given out: {wanted}."


def lines(marked_texts: Iterable[MarkedText]) -> Iterator[dict[str, Any]]:
    """Every marked text as a line; the numbers of marks differ in the whole file, as older doccano needs it."""
    numbers, relations = count(1), count(1)
    for marked in marked_texts:
        entities = {mark.mark_id: next(numbers) for mark in marked.marks}
        yield {
            "text": as_shown(marked.text),
            "article_id": marked.article_id,
            "entities": [
                {
                    "id": entities[mark.mark_id],
                    "start_offset": mark.start,
                    "end_offset": mark.end,
                    "label": label_of(mark),
                }
                for mark in marked.marks
            ],
            "relations": [
                {
                    "id": next(relations),
                    "from_id": entities[arrow.head],
                    "to_id": entities[arrow.tail],
                    "type": ARROWS[marked.by_id[arrow.head].label, marked.by_id[arrow.tail].label],
                }
                for arrow in marked.arrows
                if arrow.head in entities and arrow.tail in entities
            ],
        }


def label_of(mark: Mark) -> str:
    """The label that shows a mark's choices.

    >>> label_of(Mark("t1", "evidence", 0, 9, {"act": "condemn", "target_polarity": "against"}))
    'evidence | condemn | against | - | -'
    """
    return " | ".join([mark.label, *(mark.values.get(column, "-") for column in IN_LABEL.get(mark.label, ()))])


def read(path: Path, text_of: Callable[[str, str, str], str]) -> list[MarkedText]:
    """The marked texts of an export; ``text_of`` as for Label Studio."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line.strip():
            found.append(_marked(line, path.name, number, text_of))
    return found


def _marked(line: str, where: str, number: int, text_of: Callable[[str, str, str], str]) -> MarkedText:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise CorrectionError(NOT_JSON.format(where=where, line=number, reason=error)) from error
    fields = record if isinstance(record, dict) else {}
    for missing in ("text", "article_id", "entities", "relations"):
        if missing not in fields:
            raise CorrectionError(NOT_RELATIONS.format(where=where, line=number, missing=missing))
    article_id = str(fields["article_id"])
    marks = tuple(_mark(str(entity["id"]), entity, f"{where}, line {number}") for entity in fields["entities"])
    arrows = tuple(Arrow(str(arrow["from_id"]), str(arrow["to_id"])) for arrow in fields["relations"])
    text = text_of(article_id, fields["text"], where)
    marked = MarkedText(article_id, text, marks, arrows, f"{where}, line {number}", IN_LABEL)
    refuse_off_text(marked)
    return marked


def _mark(mark_id: str, entity: dict[str, Any], where: str) -> Mark:
    label, *chosen = (part.strip() for part in entity["label"].split("|"))
    if label not in LABELS or len(chosen) != len(IN_LABEL.get(label, ())):
        wanted = "; ".join(" | ".join((label, *IN_LABEL.get(label, ()))) for label in LABELS)
        raise CorrectionError(NO_SUCH_LABEL.format(where=where, label=entity["label"], wanted=wanted))
    values = {column: value for column, value in zip(IN_LABEL.get(label, ()), chosen, strict=True) if value != "-"}
    return Mark(mark_id, label, int(entity["start_offset"]), int(entity["end_offset"]), values)
