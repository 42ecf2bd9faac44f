"""The rows of an article's tables as marks in its text: one layer of HTML a kind of mark, nested in each piece."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from analysis.display.words import SIGNS, joined, named, number_of, shown, signed

_ORDER = ("content", "stance", "figure", "speaker", "cue")
_ELEMENTS = {"content": "span", "stance": "u", "figure": "span", "speaker": "b", "cue": "i"}


class _Mark(NamedTuple):
    start: int
    end: int
    kind: str
    title: str
    row_id: str
    classes: str = ""
    label: str = ""


def annotated_text(
    text: str,
    paragraphs: Iterable[tuple[int, int, str]],
    *,
    statements: pd.DataFrame,
    stances: pd.DataFrame,
    figures: pd.DataFrame,
    picked: str | None = None,
) -> str:
    """Mark the rows of one article in its text, a paragraph element a paragraph, without style sheet or legend."""
    marks = sorted([*_statement_marks(statements), *_stance_marks(stances), *_figure_marks(figures)])
    html, waiting = [], marks
    for start, end, place in paragraphs:
        inside = [mark for mark in waiting if mark.start < end and mark.end > start]
        waiting = [mark for mark in waiting if mark.end > end]
        kind = f' class="ns-{place}"' if place != "body" else ""
        html.append(f"<p{kind}>{_marked(text, start, end, inside, picked)}</p>")
    return "".join(html)


def _statement_marks(statements: pd.DataFrame) -> Iterable[_Mark]:
    for row in statements.to_dict("records"):
        said = f"{number_of(row['statement_id'])} {joined(row, 'speaker', 'actor', 'cue', 'quote_type', 'kind')}"
        if pd.notna(row["via"]):
            said += f", reported within {number_of(row['via'])}"
        title = f"statement {said}, confidence {shown(row['confidence'], 2)}"
        for start, end in row["content_spans"]:
            yield _Mark(start, end, "content", title, row["statement_id"])
        if pd.notna(row["cue_start"]):
            yield _Mark(int(row["cue_start"]), int(row["cue_end"]), "cue", title, row["statement_id"])
        if pd.notna(row["speaker_start"]):
            actor = "" if pd.isna(row["actor"]) or row["actor"] == row["speaker_text"] else str(row["actor"])
            yield _Mark(
                int(row["speaker_start"]), int(row["speaker_end"]), "speaker", title, row["statement_id"], label=actor
            )


def _stance_marks(stances: pd.DataFrame) -> Iterable[_Mark]:
    for row in stances.to_dict("records"):
        polarity = row["issue_polarity"] if pd.notna(row["issue_polarity"]) else row["target_polarity"]
        side, sign = SIGNS[0 if pd.isna(polarity) else int(polarity)]
        subject = row["issue"] if pd.notna(row["issue"]) else row["target"]
        about = side if pd.isna(subject) else f"{'on' if side == 'neither' else side} {named(subject)}"
        title = f"stance {number_of(row['stance_id'])} {joined(row, 'actor', 'act')}: {about}"
        yield _Mark(
            int(row["evidence_start"]), int(row["evidence_end"]), "stance", title, row["stance_id"], f"ns-{side}", sign
        )


def _figure_marks(figures: pd.DataFrame) -> Iterable[_Mark]:
    for row in figures.to_dict("records"):
        number = row["value"] if pd.notna(row["value"]) else row["low"] if pd.notna(row["low"]) else row["high"]
        title = f"figure {number_of(row['figure_id'])} {row['bound'].replace('_', ' ')} {number:,.15g}"
        counted = joined(row, "unit", "counted", "event")
        source = row["reported_by"] if pd.notna(row["reported_by"]) else "no source given"
        title = ", ".join(part for part in (title, counted, str(source)) if part)
        yield _Mark(int(row["start"]), int(row["end"]), "figure", title, row["figure_id"])


def _marked(text: str, start: int, end: int, marks: list[_Mark], picked: str | None) -> str:
    """The text between two offsets, cut at every edge of a mark so that overlapping marks nest in each piece."""
    edges = sorted({start, end, *(e for mark in marks for e in mark[:2] if start < e < end)})
    html, entering, open_marks = [], sorted(marks), []
    for left, right in pairwise(edges):
        while entering and entering[0].start <= left:
            open_marks.append(entering.pop(0))
        open_marks = [mark for mark in open_marks if mark.end > left]
        html.append(_piece(text[left:right], right, open_marks, picked))
    return "".join(html)


def _piece(text: str, end: int, marks: list[_Mark], picked: str | None) -> str:
    html = escape(text)
    if not marks:
        return html
    for kind in reversed(_ORDER):
        own = [mark for mark in marks if mark.kind == kind]
        if own:
            mark = min(own, key=lambda m: m.end - m.start)
            ends = mark.label and mark.end == end
            actor = f' data-actor="{escape(mark.label)}"' if ends and kind == "speaker" else ""
            classes = f"ns-{kind} {mark.classes}".strip()
            html = f'<{_ELEMENTS[kind]} class="{classes}"{actor}>{html}</{_ELEMENTS[kind]}>'
            html = signed(html, mark.label) if ends and kind == "stance" else html
    title = "\n".join(dict.fromkeys(mark.title for mark in marks))
    outlined = ' class="ns-picked"' if picked is not None and any(mark.row_id == picked for mark in marks) else ""
    return f'<span title="{escape(title)}"{outlined}>{html}</span>'
