"""Correct the tables in Label Studio, doccano or Excel: out, and corrected back in, with every change signed.

>>> from analysis import tables
>>> text = "The strike is a disgrace, France said."
>>> row = {"article_id": "a", "statement_id": "a:s1", "content": text[:24], "content_start": 0, "content_end": 24}
>>> row |= {"content_spans": [[0, 24]], "quote_type": "indirect", "kind": "speech", "place": "body", "paragraph": 0}
>>> given = {"statements": tables.frame("statements", [row])}
>>> task = label_studio_tasks(given, texts={"a": text})[0]
>>> task["predictions"][0]["result"][0]["value"]
{'start': 0, 'end': 24, 'text': 'The strike is a disgrace', 'labels': ['content']}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.annotations import doccano, label_studio
from analysis.annotations.corrections import (
    NO_ARTICLE,
    NO_CODINGS,
    NO_TEXT,
    OTHER_TEXT,
    Corrected,
    CorrectionError,
    Tables,
    corrected,
    tables_of,
)
from analysis.annotations.edits import read_corrected_workbook
from analysis.annotations.marks import MarkedText, marked_texts
from analysis.annotations.remarks import corrected_rows
from analysis.annotations.workbook import rows_of_workbook
from analysis.article import Article

if TYPE_CHECKING:
    import pandas as pd

    from analysis.pipeline import Analysis

    Result = Analysis | Corrected | Tables

__all__ = [
    "annotators",
    "label_studio_config",
    "label_studio_tasks",
    "read_coders",
    "read_corrected_workbook",
    "read_doccano",
    "read_label_studio",
    "write_doccano",
    "write_label_studio",
]
annotators = label_studio.annotators


def label_studio_config(result: Result) -> str:
    """Label Studio's labelling interface for a result, as XML; ``write_label_studio`` writes it beside the tasks.

    >>> label_studio_config({}).split("\\n")[:2]
    ['<View>', '  <Header value="$article_id"/>']
    """
    return label_studio.config(tables_of(result))


def label_studio_tasks(result: Result, *, texts: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Every article as a Label Studio task with its rows as a prediction.

    Parameters
    ----------
    result : Analysis, Corrected or mapping of str to DataFrame
        What to correct.
    texts : mapping of str to str, optional
        The texts by ``article_id``; needed where ``result`` holds tables only.

    Returns
    -------
    list of dict
        In Label Studio's JSON format (https://labelstud.io/guide/predictions): regions, relations, and on each region
        the columns that a person may set.
    """
    return label_studio.tasks(_marked(result, texts))


def write_label_studio(result: Result, path: str | Path, *, texts: Mapping[str, str] | None = None) -> list[Path]:
    """Write the tasks as ``path`` (.json) and the labelling interface beside it (.xml).

    In Label Studio: make a project, paste the .xml under Settings > Labeling Interface > Code, import the .json, turn
    on Settings > Annotation > Use predictions to prelabel tasks. Export as JSON, not as JSON-MIN, which leaves the
    relations out.

    Returns
    -------
    list of Path
        The two files.
    """
    tasks, interface = Path(path), Path(path).with_suffix(".xml")
    tasks.write_text(json.dumps(label_studio_tasks(result, texts=texts), ensure_ascii=False, indent=1) + "\n", "utf-8")
    interface.write_text(label_studio_config(result), "utf-8")
    return [tasks, interface]


def read_label_studio(
    path: str | Path,
    result: Result,
    *,
    by: str | None = None,
    annotator: str | None = None,
    texts: Mapping[str, str] | None = None,
) -> Corrected:
    """Read a JSON export of Label Studio back.

    Parameters
    ----------
    path : str or Path
        The export.
    result : Analysis, Corrected or mapping of str to DataFrame
        What was given out. An article without a submitted annotation stays as it is there.
    by : str, optional
        Name to sign the changes with; without it, the annotator as the export names them.
    annotator : str, optional
        Whose annotations to read, where several people worked on the project: see ``annotators``.
    texts : mapping of str to str, optional
        The texts by ``article_id``, where ``result`` holds tables only; without it, the texts in the export, which have
        to be those that were analysed.

    Raises
    ------
    CorrectionError
        The file is no such export, has several annotators, or marks that do not make rows; the message says where.
    """
    name, returned = label_studio.read(Path(path), annotator, _text_of(result, texts))
    return _corrected(returned, result, by or name, texts)


def write_doccano(result: Result, path: str | Path, *, texts: Mapping[str, str] | None = None) -> Path:
    """Write every article as a line of doccano's JSONL for sequence labelling with relations.

    In doccano: make a project “Sequence Labeling” with “Allow overlapping spans” and “Use relation labeling” on and
    “Count grapheme clusters as one character” off; import as JSONL(Relation). doccano has no fields beside its labels,
    so what is not in a label (names, numbers) stays as it is; use Label Studio or a workbook for those.
    """
    lines = doccano.lines(_marked(result, texts))
    Path(path).write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return Path(path)


def read_doccano(path: str | Path, result: Result, *, by: str, texts: Mapping[str, str] | None = None) -> Corrected:
    """Read a JSONL(Relation) export of doccano back; the parameters are those of ``read_label_studio``.

    Rows are recognised by where they stand: doccano gives every mark a number of its own.
    """
    return _corrected(doccano.read(Path(path), _text_of(result, texts)), result, by, texts)


def read_coders(
    paths: str | Path | Iterable[str | Path], articles: pd.DataFrame, texts: Mapping[str, str]
) -> dict[str, Corrected]:
    """Read what several people coded, each on their own, to measure how far they agree: see ``analysis.agreement``.

    Parameters
    ----------
    paths : str, Path or iterable of them
        Label Studio exports (.json), one or several people each, and workbooks (.xlsx), one person each; ``*`` in a
        file's name stands for any letters.
    articles : DataFrame
        The articles table of what was coded.
    texts : mapping of str to str
        The articles' texts by ``article_id``.

    Returns
    -------
    dict of str to Corrected
        By name: the file's, and the annotator's where a file has several. All rows are theirs, whether they drew them
        or left them as the machine had them; ``articles`` are those they coded.

    Raises
    ------
    CorrectionError
        There is no such file, or one cannot be read back.
    """
    patterns = [Path(path) for path in ([paths] if isinstance(paths, (str, Path)) else paths)]
    found: dict[str, Corrected] = {}
    for path in (path for pattern in patterns for path in sorted(pattern.parent.glob(pattern.name))):
        if path.suffix == ".xlsx":
            coded = {row["article_id"] for row in rows_of_workbook(path).get("articles", [])}
            theirs = {"articles": articles[articles["article_id"].isin(coded)]}
            found[path.stem] = read_corrected_workbook(path, theirs, by=path.stem, texts=texts)
            continue
        for name in (names := annotators(path)):
            shown = path.stem if len(names) == 1 else f"{path.stem}: {name}"
            theirs = {"articles": articles[articles["article_id"].isin(label_studio.coded_articles(path, name))]}
            found[shown] = read_label_studio(path, theirs, by=shown, annotator=name, texts=texts)
    if not found:
        raise CorrectionError(NO_CODINGS.format(where=", ".join(map(str, patterns))))
    return found


def _corrected(returned: Sequence[MarkedText], result: Result, by: str, texts: Mapping[str, str] | None) -> Corrected:
    before = tables_of(result)
    shown = {marked.article_id: marked.text for marked in returned}
    given = marked_texts(shown, before)
    return corrected(before, corrected_rows(given, returned, before), by)


def _marked(result: Result, texts: Mapping[str, str] | None) -> Iterable[MarkedText]:
    known, before = _texts(result, texts), tables_of(result)
    wanted = dict.fromkeys(article_id for table in before.values() for article_id in table["article_id"])
    if missing := next((article_id for article_id in wanted if article_id not in known), None):
        raise CorrectionError(NO_TEXT.format(article_id=missing))
    return marked_texts({article_id: known[article_id] for article_id in wanted}, before)


def _texts(result: Result, texts: Mapping[str, str] | None) -> dict[str, str]:
    documents = getattr(result, "documents", ())
    return {document.article.article_id: document.text for document in documents} | dict(texts or {})


def _text_of(result: Result, texts: Mapping[str, str] | None) -> label_studio.TextOf:
    """Takes article id, the text in a file and the file's name; returns the text that was analysed, or refuses."""
    known, before = _texts(result, texts), tables_of(result)
    hashes = dict(zip(before["articles"]["article_id"], before["articles"]["sha256"], strict=True))
    articles = {article_id for table in before.values() for article_id in table["article_id"]} | known.keys()

    def text_of(article_id: str, shown: str, where: str) -> str:
        if article_id not in articles:
            raise CorrectionError(NO_ARTICLE.format(where=where, article_id=article_id))
        text = known.get(article_id, shown)
        analysed = hashes.get(article_id, Article("", text).sha256) == Article("", text).sha256
        if not analysed or label_studio.as_shown(text) != shown:
            raise CorrectionError(OTHER_TEXT.format(where=where, article_id=article_id))
        return text

    return text_of
