"""Label Studio's JSON: marked texts as tasks with predictions, its labelling interface, and its export as marked texts.

Offsets are code points, as in Python: since 2021 Label Studio's editor converts the browser's UTF-16 units before it
stores them (label-studio-frontend pull request 308; tried with 1.23.2). Older versions store UTF-16 units, which differ
after an emoji; the words stored with a region tell which it holds.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from analysis import __version__
from analysis.annotations.corrections import CorrectionError, Tables
from analysis.annotations.marks import (
    ARROWS,
    LABELS,
    TABLE_OF,
    VALUES,
    Arrow,
    Mark,
    MarkedText,
    options,
    refuse_off_text,
)
from analysis.stances.acts import act_book
from analysis.stances.issues import IssueBook
from analysis.tables import SCHEMAS

TextOf = Callable[[str, str, str], str]

COLOURS = dict(zip(LABELS, ("#0072B2", "#56B4E9", "#E69F00", "#999999", "#CC79A7", "#D55E00", "#009E73"), strict=True))

NOT_AN_EXPORT = "{where}: is not a JSON export of Label Studio ({reason}). Export as JSON, not as JSON-MIN or CSV."
NOT_OURS = (
    "{where}, task {task}: has no `text` and `article_id` in its data, so it is not an article given out from here."
)
SEVERAL = "{where}: holds annotations by {names}. Say whose to read: annotator=..."
NOBODY = "{where}: holds no submitted annotation{of}."
NOT_THERE = "{where}: region {region} says it marks {shown!r} at {start} to {end}, but that is not there."


def tasks(marked_texts: Iterable[MarkedText]) -> list[dict[str, Any]]:
    """Every marked text as a task with one prediction."""
    return [
        {
            "data": {"text": as_shown(marked.text), "article_id": marked.article_id},
            "predictions": [{"model_version": f"news-stances {__version__}", "result": list(_result(marked))}],
        }
        for marked in marked_texts
    ]


def as_shown(text: str) -> str:
    """The text without what a browser drops or a file cannot hold, character for character.

    >>> as_shown("a\\x00b\\ud800")
    'a�b�'
    """
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def config(tables: Tables) -> str:
    """The labelling interface (XML) for these tables: acts and issues are the built-in ones and those in the tables."""
    choices = {
        "act": [*act_book().acts, *_seen(tables, "act")],
        "issue": [*IssueBook.load().issues, *_seen(tables, "issue")],
    }
    lines = ["<View>", '  <Header value="$article_id"/>', "  <Relations>"]
    lines += [f"    <Relation value={quoteattr(name)}/>" for name in ARROWS.values()]
    lines += ["  </Relations>", '  <Labels name="mark" toName="text">']
    lines += [f'    <Label value="{label}" background="{colour}"/>' for label, colour in COLOURS.items()]
    lines += ["  </Labels>", '  <Text name="text" value="$text" granularity="symbol" saveTextResult="yes"/>']
    for label, columns in VALUES.items():
        lines.append(f'  <View visibleWhen="region-selected" whenTagName="mark" whenLabelValue="{label}">')
        for column in columns:
            among = choices.get(column) or options(label, column)
            lines += _control(label, column, list(dict.fromkeys(among)))
        lines.append("  </View>")
    return "\n".join([*lines, "</View>", ""])


def annotators(path: str | Path) -> list[str]:
    """Who submitted annotations in an export: e-mail address, user name or number, as the export has it."""
    _, loaded = _load(Path(path))
    return sorted({_who(annotation) for task in loaded for annotation in _submitted(task)})


def coded_articles(path: str | Path, annotator: str) -> set[str]:
    """The ids of the articles that an annotator submitted annotations of."""
    where, loaded = _load(Path(path))
    submitted = (task for task in loaded if annotator in map(_who, _submitted(task)))
    return {_data(task, where)["article_id"] for task in submitted}


def read(path: Path, annotator: str | None, text_of: TextOf) -> tuple[str, list[MarkedText]]:
    """Whose annotations were read, and the last submitted one of every task that they submitted.

    Parameters
    ----------
    path : Path
    annotator : str or None
        As ``annotators`` names them; None where there is but one.
    text_of : callable
        Takes article id, the text in the file and the file's name, and returns the text as it was analysed.
    """
    where, loaded = _load(path)
    names = annotators(path)
    if annotator is None and len(names) > 1:
        raise CorrectionError(SEVERAL.format(where=where, names=", ".join(names)))
    if not names or (annotator is not None and annotator not in names):
        of = f" by {annotator!r}; there are some by {', '.join(names)}" if names else ""
        raise CorrectionError(NOBODY.format(where=where, of=of))
    name = annotator or names[0]
    found = []
    for task in loaded:
        own = [annotation for annotation in _submitted(task) if _who(annotation) == name]
        if own:
            last = max(own, key=lambda a: str(a.get("updated_at") or a.get("created_at") or ""))
            found.append(_marked(task, last, where, text_of))
    return name, found


def _result(marked: MarkedText) -> Iterator[dict[str, Any]]:
    for mark in marked.marks:
        place = {"start": mark.start, "end": mark.end, "text": as_shown(marked.text[mark.start : mark.end])}
        to = {"id": mark.mark_id, "to_name": "text"}
        yield to | {"from_name": "mark", "type": "labels", "value": place | {"labels": [mark.label]}}
        for column, value in mark.values.items():
            name = _control_name(mark.label, column)
            if _is_choice(mark.label, column):
                yield to | {"from_name": name, "type": "choices", "value": place | {"choices": [value]}}
            else:
                yield to | {"from_name": name, "type": "textarea", "value": place | {"text": [as_shown(value)]}}
    for arrow in marked.arrows:
        head, tail = (marked.by_id.get(end) for end in (arrow.head, arrow.tail))
        if head and tail:
            yield {
                "type": "relation",
                "from_id": arrow.head,
                "to_id": arrow.tail,
                "direction": "right",
                "labels": [ARROWS[head.label, tail.label]],
            }


def _control(label: str, column: str, among: list[str]) -> list[str]:
    name = _control_name(label, column)
    says = f"{column}: {SCHEMAS[TABLE_OF[label]].columns[column].description}"
    head = f'    <Header size="5" value={quoteattr(says)}/>'
    if not _is_choice(label, column):
        area = f'name="{name}" toName="text" perRegion="true" maxSubmissions="1" editable="true" rows="1"'
        return [head, f"    <TextArea {area}/>"]
    layout = "select" if len(among) > 8 else "inline"
    # Label Studio asks every region for a required choice, unless the choice itself says of which label it is.
    own = f' required="true" visibleWhen="region-selected" whenTagName="mark" whenLabelValue="{label}"'
    required = own if column in ("act", "bound") else ""
    control = f'name="{name}" toName="text" perRegion="true" choice="single" layout="{layout}"{required}'
    listed = [f"      <Choice value={quoteattr(value)}/>" for value in among]
    return [head, f"    <Choices {control}>", *listed, "    </Choices>"]


def _control_name(label: str, column: str) -> str:
    return f"{label}_{column}"


def _is_choice(label: str, column: str) -> bool:
    return column in ("act", "issue") or bool(options(label, column))


def _seen(tables: Tables, column: str) -> list[str]:
    return sorted(set(tables["stances"][column].dropna())) if "stances" in tables else []


def _load(path: Path) -> tuple[str, list[dict[str, Any]]]:
    where = path.name
    try:
        loaded = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CorrectionError(NOT_AN_EXPORT.format(where=where, reason=error)) from error
    if not isinstance(loaded, list) or not all(isinstance(t, dict) and "annotations" in t for t in loaded):
        raise CorrectionError(NOT_AN_EXPORT.format(where=where, reason="there are no tasks with annotations in it"))
    return where, loaded


def _submitted(task: dict[str, Any]) -> list[dict[str, Any]]:
    return [a for a in task["annotations"] if isinstance(a, dict) and not a.get("was_cancelled")]


def _who(annotation: dict[str, Any]) -> str:
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("username") or by.get("id")
    return str(by)


def _marked(task: dict[str, Any], annotation: dict[str, Any], where: str, text_of: TextOf) -> MarkedText:
    data = _data(task, where)
    article_id = data["article_id"]
    text = text_of(article_id, data["text"], where)
    given = {
        region["id"]: (region["value"]["start"], region["value"]["end"])
        for prediction in task.get("predictions") or ()
        if isinstance(prediction, dict)
        for region in prediction.get("result", ())
        if region.get("type") == "labels"
    }
    places: dict[str, tuple[str, int, int]] = {}
    values: dict[str, dict[str, str]] = defaultdict(dict)
    arrows: dict[Arrow, None] = {}
    for region in annotation.get("result", ()):
        value = region.get("value") or {}
        if region.get("type") == "labels" and value.get("labels"):
            start, end = int(value["start"]), int(value["end"])
            if given.get(region["id"]) != (start, end):
                start, end = _code_points(text, value, f"{where}, article {article_id!r}", region["id"])
            places[region["id"]] = (value["labels"][0], start, end)
        elif region.get("type") == "choices":
            values[region["id"]][region["from_name"]] = "".join(map(str, value["choices"][:1]))
        elif region.get("type") == "textarea":
            words = value["text"] if isinstance(value["text"], list) else [value["text"]]
            values[region["id"]][region["from_name"]] = " ".join(words)
        elif region.get("type") == "relation":
            ends = (region["from_id"], region["to_id"])
            arrows[Arrow(*(ends if region.get("direction") != "left" else ends[::-1]))] = None
    marks = tuple(
        Mark(mark_id, label, start, end, _own_values(label, values[mark_id]))
        for mark_id, (label, start, end) in places.items()
        if label in LABELS
    )
    marked = MarkedText(article_id, text, marks, tuple(arrows), where)
    refuse_off_text(marked)
    return marked


def _data(task: dict[str, Any], where: str) -> dict[str, str]:
    data = task.get("data") or {}
    if not isinstance(data.get("text"), str) or "article_id" not in data:
        raise CorrectionError(NOT_OURS.format(where=where, task=task.get("id")))
    return {"text": data["text"], "article_id": str(data["article_id"])}


def _own_values(label: str, given: dict[str, str]) -> dict[str, str]:
    """The values of a region's own controls: a region that changed its label keeps those of the old one, unseen."""
    names = {_control_name(label, column): column for column in VALUES.get(label, ())}
    return {column: given[name] for name, column in names.items() if given.get(name, "").strip()}


def _code_points(text: str, value: dict[str, Any], where: str, region: str) -> tuple[int, int]:
    """Where a region is, whether the editor counted code points or UTF-16 units.

    They differ after an emoji only; then the words stored with the region decide.
    """
    start, end, shown = int(value["start"]), int(value["end"]), value.get("text")
    wide = [i for i, char in enumerate(text) if ord(char) > 0xFFFF]
    if not wide or not isinstance(shown, str) or _alike(text[start:end], shown):
        return start, end
    units = text.encode("utf-16-le")
    first, last = (len(units[: 2 * at].decode("utf-16-le", "replace")) for at in (start, end))
    if _alike(text[first:last], shown):
        return first, last
    # Some units, some code points: within as many characters as there are emoji, where the words are.
    for shift in range(1, len(wide) + 1):
        for at in (start - shift, start + shift):
            if at >= 0 and text.startswith(shown, at):
                return at, at + len(shown)
    raise CorrectionError(NOT_THERE.format(where=where, region=region, shown=shown, start=start, end=end))


def _alike(words: str, shown: str) -> bool:
    """Whether words are those a browser showed: it writes a line break as a backslash and n."""
    return words.split() == shown.replace("\\n", " ").split()
