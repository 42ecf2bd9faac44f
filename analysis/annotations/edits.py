"""A workbook that a person edited, as corrected tables: added rows get ids, and offsets follow the words."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from analysis import tables
from analysis.actors import ActorBook
from analysis.annotations.corrections import (
    KEYS,
    NO_TEXT,
    OFF_TEXT,
    Corrected,
    CorrectionError,
    Row,
    Tables,
    corrected,
    free_ids,
    tables_of,
)
from analysis.annotations.remarks import complete
from analysis.annotations.workbook import rows_of_workbook
from analysis.segments import split_paragraphs
from analysis.stances.acts import act_book
from analysis.stances.issues import IssueBook

if TYPE_CHECKING:
    from analysis.pipeline import Analysis

NO_ARTICLE_ID = "{where}, sheet {sheet}: an added row has no article_id."
NOT_THERE = "{where}, sheet {sheet}: {column} of {row_id} is {words!r}, which is not in the article."
NEW_NAME = "{where}, sheet stances: the {column} of {row_id} is {name!r}, which is in no list: {hint}"
_SPANS = {
    "statements": (
        ("speaker_text", "speaker_start", "speaker_end"),
        ("cue", "cue_start", "cue_end"),
        ("content", "content_start", "content_end"),
    ),
    "stances": (("target", "target_start", "target_end"), ("evidence", "evidence_start", "evidence_end")),
    "figures": (("text", "start", "end"),),
}


def read_corrected_workbook(
    path: str | Path, result: Analysis | Corrected | Tables, *, by: str, texts: Mapping[str, str] | None = None
) -> Corrected:
    """Read a workbook that a person corrected.

    Cells may be changed, rows deleted, and rows added with their id left empty. Where the words of a span were changed
    and its offsets were not, the offsets follow: the nearest place in the article that has these words.

    Parameters
    ----------
    path : str or Path
        The workbook.
    result : Analysis, Corrected or mapping of str to DataFrame
        What was written to it.
    by : str
        Name to sign the changes with.
    texts : mapping of str to str, optional
        The texts by ``article_id``; needed where spans were changed and ``result`` holds tables only.

    Raises
    ------
    CorrectionError
        As for ``read_workbook``; or words that the article does not have.

    Warns
    -----
    UserWarning
        Of an act or issue that was written in and is in no list: it may be new, or misspelt.
    """
    before, where = tables_of(result), Path(path).name
    known = {d.article.article_id: d.text for d in getattr(result, "documents", ())} | dict(texts or {})
    titles = {row["article_id"]: row["title"] for row in tables.records(before["articles"])}
    paragraphs = cache(lambda article_id: split_paragraphs(known.get(article_id, ""), titles.get(article_id))[0])
    found = rows_of_workbook(Path(path))
    after: dict[str, list[Row]] = {}
    for name, key in KEYS.items():
        given = {row[key]: row for row in tables.records(before[name])}
        after[name] = found.get(name, list(given.values()))
        taken = [row[key] for row in after[name] if row[key]] + list(given)
        fresh = cache(lambda article_id, name=name, taken=taken: free_ids(article_id, name, taken))
        for row in after[name]:
            article_id = row["article_id"]
            if article_id is None:
                raise CorrectionError(NO_ARTICLE_ID.format(where=where, sheet=name))
            row[key] = row[key] or next(fresh(article_id))
            was = given.get(row[key], {})
            _follow_words(row, was, name, known.get(article_id), where)
            changed = {column: value for column, value in row.items() if value != was.get(column)}
            if changed:
                _warn_of_new_names(row, changed, set(before["stances"]["issue"].dropna()), where)
                complete(
                    name, row, changed, known.get(article_id, ""), paragraphs(article_id), f"{where}, sheet {name}"
                )
    return corrected(before, after, by)


def _warn_of_new_names(row: Row, changed: Row, issues: set[str], where: str) -> None:
    """Say which act or issue is in no list: it may be a new one, or misspelt."""
    given = {column: changed[column] for column in ("act", "issue") if changed.get(column) and "stance_id" in row}
    if not given:
        return
    known = {"act": act_book().acts.keys(), "issue": issues | IssueBook.load().issues.keys()}
    for column, name in given.items():
        if name in known[column] or (column == "issue" and name in ActorBook.load()):
            continue
        alike = process.extractOne(name, sorted(known[column]), scorer=fuzz.ratio, score_cutoff=80)
        hint = f"is {alike[0]!r} meant?" if alike else "it is kept as it is."
        place = {"where": where, "column": column, "row_id": row["stance_id"]}
        warnings.warn(NEW_NAME.format(**place, name=name, hint=hint), stacklevel=3)


def _follow_words(row: Row, was: Row, name: str, text: str | None, where: str) -> None:
    """Offsets follow words that were changed, and words follow offsets."""
    if name == "statements" and row["content_spans"] != was.get("content_spans") and row["content_spans"]:
        spans = row["content_spans"]
        row |= {"content_start": min(s for s, _ in spans), "content_end": max(e for _, e in spans)}
    for words, start, end in _SPANS[name]:
        if all(row[column] == was.get(column) for column in (words, start, end)):
            continue
        if row[words] is None and row[start] == was.get(start) and row[end] == was.get(end):
            row |= {start: None, end: None}
            continue
        if text is None:
            raise CorrectionError(NO_TEXT.format(article_id=row["article_id"]))
        if row[start] is None or (row[start] == was.get(start) and row[end] == was.get(end)):
            at = _nearest(text, row[words], row[start] or 0)
            if at is None:
                identity = {"where": where, "sheet": name, "column": words, "row_id": row[KEYS[name]]}
                raise CorrectionError(NOT_THERE.format(**identity, words=row[words]))
            row |= {start: at, end: at + len(row[words])}
            if words == "content":
                row["content_spans"] = [[row[start], row[end]]]
        else:
            if not 0 <= row[start] < (row[end] or 0) <= len(text):
                place = {"start": row[start], "end": row[end], "article_id": row["article_id"]}
                raise CorrectionError(OFF_TEXT.format(where=f"{where}, sheet {name}", **place))
            row[words] = text[row[start] : row[end]]
            if words == "content" and row["content_spans"] == was.get("content_spans"):
                row["content_spans"] = [[row[start], row[end]]]


def _nearest(text: str, words: str, start: int) -> int | None:
    before, after = text.rfind(words, 0, start + len(words)), text.find(words, start)
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - start)) if found else None
