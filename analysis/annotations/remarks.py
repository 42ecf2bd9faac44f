"""Marks as they came back, matched to the marks that were given out, as rows."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain

from analysis.annotations.corrections import KEYS, SAYS, STARTS, CorrectionError, Row, Tables, free_ids
from analysis.annotations.marks import TABLE_OF, Mark, MarkedText, columns_of
from analysis.annotations.matching import best_pairs, overlap
from analysis.quotations import pair_quotations
from analysis.segments import Paragraph, split_paragraphs
from analysis.stances.acts import act_book
from analysis.tables import SCHEMAS, records

_MISSING = {
    "stances": (("act", "choose an act"), ("statement_id", "say, or show by an arrow, which statement it is taken in")),
    "figures": (("bound", "choose a bound"),),
}
INCOMPLETE = "{where}: the row of {table} “{words}” of article {article_id!r} has no {column}: {wanted}."
_DIRECT = 0.98  # share of letters and digits in quotation marks that makes a content direct


def corrected_rows(given: Iterable[MarkedText], returned: Sequence[MarkedText], before: Tables) -> dict[str, list[Row]]:
    """The rows of statements, stances and figures that the marks of ``returned`` make up.

    A mark is the row that it was given out as where it kept its id; else where it is in the same place with the same
    label, arrows and values, or with less and less of these; else where it overlaps by half. What is left is new.
    Columns that a person did not touch, and articles that are not in ``returned``, stay as they are in ``before``.

    Raises
    ------
    CorrectionError
        A new row lacks what it needs.
    """
    by_article = {marked.article_id: marked for marked in given}
    back = {marked.article_id for marked in returned}
    titles = {row["article_id"]: row["title"] for row in records(before["articles"])}
    known = {name: records(before[name]) for name in KEYS}
    rows = {name: [row for row in known[name] if row["article_id"] not in back] for name in KEYS}
    own: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    for name, key in KEYS.items():
        for row in known[name]:
            own[name, row["article_id"]][row[key]] = row
    for marked in returned:
        here = {name: own[name, marked.article_id] for name in KEYS}
        paragraphs, _ = split_paragraphs(marked.text, titles.get(marked.article_id))
        for name, found in _rows_of(by_article[marked.article_id], marked, here, paragraphs).items():
            rows[name] += found
    return rows


def _rows_of(
    given: MarkedText, back: MarkedText, known: dict[str, dict[str, Row]], paragraphs: list[Paragraph]
) -> dict[str, list[Row]]:
    full_ids = {row_id.rpartition(":")[2]: row_id for name in KEYS for row_id in known[name]}
    same = _same_rows(given, back)
    fresh = {name: free_ids(back.article_id, name, known[name]) for name in KEYS}
    row_ids = {
        mark.mark_id: full_ids[same[mark.mark_id]] if mark.mark_id in same else next(fresh[TABLE_OF[mark.label]])
        for mark in sorted(back.rows(), key=lambda mark: mark.start)
    }
    rows: dict[str, list[Row]] = {name: [] for name in KEYS}
    for mark in back.rows():
        name, row_id = TABLE_OF[mark.label], row_ids[mark.mark_id]
        columns = columns_of(mark, back, row_ids)
        if mark.mark_id in same:
            was = columns_of(given.by_id[same[mark.mark_id]], given, full_ids)
            changed = {column: value for column, value in columns.items() if value != was[column]}
            row = known[name][row_id] | changed
        else:
            changed = columns
            row = dict.fromkeys(SCHEMAS[name].columns) | {"article_id": back.article_id, KEYS[name]: row_id} | columns
        complete(name, row, changed, back.text, paragraphs, back.where)
        if mark.label == "content" and "speaker" not in back.settable["content"] and "speaker_start" in changed:
            _name_speaker(row, known[name])
        rows[name].append(row)
    return rows


def _same_rows(given: MarkedText, back: MarkedText) -> dict[str, str]:
    """Of the marks that came back, those that are rows which were given out, with the ids given out."""

    def around(mark: Mark, marked: MarkedText) -> Hashable:
        joined = marked.joined[mark.mark_id]
        return tuple(sorted((other.label, other.start, other.end) for other in chain(*joined.values())))

    def by_id(mark: Mark, marked: MarkedText) -> Hashable:
        return mark.mark_id, mark.label

    def by_values(mark: Mark, marked: MarkedText) -> Hashable:
        shown = tuple((column, mark.values.get(column)) for column in back.settable[mark.label])
        return mark.label, mark.start, mark.end, shown

    def by_all(mark: Mark, marked: MarkedText) -> Hashable:
        return by_values(mark, marked), around(mark, marked)

    def by_arrows(mark: Mark, marked: MarkedText) -> Hashable:
        return mark.label, mark.start, mark.end, around(mark, marked)

    def by_place(mark: Mark, marked: MarkedText) -> Hashable:
        return mark.label, mark.start, mark.end

    keys: list[Callable[[Mark, MarkedText], Hashable]] = [by_id, by_all, by_values, by_arrows, by_place]
    same: dict[str, str] = {}
    lost, new = given.rows(), back.rows()
    for key in keys:
        waiting = defaultdict(list)
        for mark in lost:
            waiting[key(mark, given)].append(mark.mark_id)
        for mark in new:
            if waiting[key(mark, back)]:
                same[mark.mark_id] = waiting[key(mark, back)].pop(0)
        taken = set(same.values())
        lost = [mark for mark in lost if mark.mark_id not in taken]
        new = [mark for mark in new if mark.mark_id not in same]
    for label in TABLE_OF:
        gone, come = ([mark for mark in marks if mark.label == label] for marks in (lost, new))
        for i, j in best_pairs([[(m.start, m.end)] for m in gone], [[(m.start, m.end)] for m in come]):
            same[come[j].mark_id] = gone[i].mark_id
    return same


def complete(name: str, row: Row, changed: Row, text: str, paragraphs: list[Paragraph], where: str) -> None:
    """Fill in the columns that follow from those a person set, in a row of the table called ``name``.

    Raises
    ------
    CorrectionError
        The row lacks what only a person can say.
    """
    for column, wanted in (*_MISSING.get(name, ()), (SAYS[name], "give its words")):
        if row[column] is None:
            words = row[SAYS[name]] or ""
            words = words if len(words) <= 60 else words[:57] + "..."
            message = INCOMPLETE.format(
                where=where, table=name, words=words, article_id=row["article_id"], column=column, wanted=wanted
            )
            raise CorrectionError(message)
    if name != "stances" and STARTS[name] in changed and paragraphs:
        paragraph = next((p for p in reversed(paragraphs) if p.start <= row[STARTS[name]]), paragraphs[0])
        row["paragraph"] = paragraph.index
        if name == "statements":
            row["place"] = paragraph.place if paragraph.place in ("headline", "heading") else "body"
    if name == "statements":
        row["quote_type"] = row["quote_type"] or _quote_type(text, row["content_spans"], paragraphs)
        row["kind"] = row["kind"] or "speech"
    if name == "stances" and "act" in changed:
        act = act_book().acts.get(row["act"])
        row |= {"cameo": act.cameo if act else None, "plover": act.plover if act else None}


def _name_speaker(row: Row, known: dict[str, Row]) -> None:
    """Who speaks, where the tool shows no names and the source was moved: whoever else has that source, or nobody."""
    was = known.get(row["statement_id"])
    if was and was["speaker_start"] is not None and row["speaker_start"] is not None:
        before, now = [(was["speaker_start"], was["speaker_end"])], [(row["speaker_start"], row["speaker_end"])]
        if overlap(before, now) > 0:
            return
    place = (row["speaker_start"], row["speaker_end"])
    others = (other for other in known.values() if (other["speaker_start"], other["speaker_end"]) == place)
    named = next(others, {}) if row["speaker_start"] is not None else {}
    row |= {column: named.get(column) for column in ("speaker", "role", "actor")}


def _quote_type(text: str, spans: list[list[int]], paragraphs: list[Paragraph]) -> str:
    quoted = [q for p in paragraphs for q in pair_quotations(text, p.start, p.end, p.index)[0]]
    starts = [q.start for q in quoted]
    letters = [i for start, end in spans for i in range(start, end) if text[i].isalnum()]
    around = (bisect_right(starts, i) - 1 for i in letters)
    inside = sum(n >= 0 and i < quoted[n].end for n, i in zip(around, letters, strict=True))
    if letters and inside >= _DIRECT * len(letters):
        return "direct"
    return "mixed" if inside else "indirect"
