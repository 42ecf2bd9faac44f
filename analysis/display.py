"""Tables and articles as HTML for notebooks and reports.

All text is escaped: nothing an article says can become markup. The style sheet is `data/display.css`.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from analysis.charts.style import figure_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.document import Document
    from analysis.pipeline import Analysis

_SIGNS = {-1: ("against", "\N{MINUS SIGN}"), 0: ("neither", "0"), 1: ("for", "+")}
_ORDER = ("content", "stance", "figure", "speaker", "cue")
_ELEMENTS = {"content": "span", "stance": "u", "figure": "span", "speaker": "b", "cue": "i"}
_CODES = ("issue", "bound")
_LEGEND = (
    '<p class="ns-legend" aria-label="Legend"><span><b class="ns-speaker" data-actor="ACTOR">speaker</b></span>'
    '<span><i class="ns-cue">reporting words</i></span><span><span class="ns-content">what was said</span></span>'
    '<span><span class="ns-sign" data-sign="+"><u class="ns-stance ns-for">in favour</u></span></span>'
    '<span><span class="ns-sign" data-sign="\N{MINUS SIGN}"><u class="ns-stance ns-against">against</u></span></span>'
    '<span><span class="ns-sign" data-sign="0"><u class="ns-stance ns-neither">neither</u></span></span>'
    '<span><span class="ns-figure">reported figure</span></span></p>'
)


class Markup(str):
    """HTML that a notebook shows as such. It is a plain string to everything else."""

    __slots__ = ("about",)
    about: str

    def __new__(cls, html: str, about: str) -> Markup:
        markup = super().__new__(cls, html)
        markup.about = about
        return markup

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return f"<{self.about}>"


class Picture:
    """A chart as a notebook shows it: a sharp PNG with a text for those who cannot see it.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> Picture(plt.subplots()[1], "Statements a day")
    <chart: Statements a day>
    """

    def __init__(self, ax: Axes, alt: str) -> None:
        import matplotlib.pyplot as plt

        figure = figure_of(ax)
        buffer = BytesIO()
        figure.savefig(buffer, format="png", dpi=200, bbox_inches="tight", pad_inches=0.15, facecolor="white")
        plt.close(figure)  # else the notebook would show it a second time
        self.png, self.alt = buffer.getvalue(), alt

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        width = int.from_bytes(self.png[16:20], "big") // 2  # of the PNG's header; half of it as the pixels are doubled
        data = {"image/png": base64.b64encode(self.png).decode(), "text/plain": repr(self)}
        return data, {"image/png": {"width": width, "alt": self.alt}}

    def __repr__(self) -> str:
        return f"<chart: {self.alt}>"


class _Mark(NamedTuple):
    start: int
    end: int
    kind: str
    title: str
    row_id: str
    classes: str = ""
    label: str = ""


def annotated(document: Document, result: Analysis, *, picked: str | None = None) -> Markup:
    """Show an article with its speakers, cues, contents, stances and figures marked.

    Colour and shape both tell the marks apart; pointing at one shows the rows it stands for.

    Parameters
    ----------
    document : Document
        One of `result.documents`.
    result : Analysis
        Its tables.
    picked : str, optional
        The id of a row to outline: of a statement, a stance or a figure.

    Returns
    -------
    Markup
        HTML without scripts or links, shown by a notebook as the last line of a cell.
    """
    article_id = document.article.article_id
    of_article = {
        name: rows[rows["article_id"].eq(article_id)]
        for name, rows in (("statements", result.statements), ("stances", result.stances), ("figures", result.figures))
    }
    html = annotated_text(
        document.text, [(p.start, p.end, p.place) for p in document.paragraphs], **of_article, picked=picked
    )
    notes = "".join(
        f"<li>{_shown(document.slice(repair.start, repair.end)[:60], 0)}: {escape(repair.note)}</li>"
        for repair in document.repairs
    )
    if notes:
        html += f'<p class="ns-notes">Worked around while reading:</p><ul class="ns-notes">{notes}</ul>'
    return _markup(_LEGEND + html, f"annotated article {article_id}: {_counted(of_article)}")


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


def table(frame: pd.DataFrame, caption: str, *, names: Mapping[str, str] | None = None, digits: int = 2) -> Markup:
    """Show a table as people read it: whole texts, numbers right-aligned, a dash for what is missing.

    Parameters
    ----------
    frame : DataFrame
    caption : str
    names : mapping, optional
        Column headings, in the order wanted; only these columns are shown. By default all, under their own names.
    digits : int
        Decimals of numbers that are not whole.

    Examples
    --------
    >>> "<td>&lt;US&gt;</td>" in table(pd.DataFrame({"actor": ["<US>"]}), "Actors")
    True
    """
    names = {name: name.replace("_", " ") for name in frame.columns} if names is None else names
    classes = {name: _column_class(frame[name]) for name in names}
    decimals = {name: 0 if _is_whole(frame[name]) else digits for name in names}
    head = "".join(f'<th scope="col"{classes[name]}>{escape(heading)}</th>' for name, heading in names.items())
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{classes[name]}>{_shown(_named(row[name]) if name in _CODES else row[name], decimals[name])}</td>"
            for name in names
        )
        + "</tr>"
        for row in frame.to_dict("records")
    )
    if frame.empty:
        return _markup(f"<p><b>{escape(caption)}</b>: none.</p>", f"table: {caption}, 0 rows")
    html = f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    # A wide table scrolls sideways: the keyboard has to reach it, and a screen reader to say what it is.
    html = f'<div class="ns-wide" tabindex="0" role="region" aria-label="{escape(caption)}">{html}</div>'
    return _markup(html, f"table: {caption}, {len(frame)} rows")


def quotations(evidence: pd.DataFrame, *, by: str = "issue") -> Markup:
    """Show the words behind each cell of a comparison, in their sentence.

    Parameters
    ----------
    evidence : DataFrame
        As `analysis.concordance.evidence` returns it.
    by : str
        The column to group by.
    """
    html = []
    for subject, rows in evidence.groupby(by, sort=False):
        html.append(f"<h4>{escape(_named(subject))}</h4>")
        for row in rows.to_dict("records"):
            side, sign = _SIGNS[int(row["polarity"])]
            words = _signed(f'<u class="ns-stance ns-{side}">{escape(row["evidence"])}</u>', sign)
            named = (row[key] for key in ("speaker", "role") if pd.notna(row[key]) and row[key] != row["actor"])
            source = ", ".join(named)
            footer = " \N{MIDDLE DOT} ".join(
                part
                for part in (f"<b>{escape(row['actor'])}</b>", escape(source), escape(row["act"]), _where(row))
                if part
            )
            html.append(
                f'<blockquote class="ns-quote-{side}">{escape(row["before"])}{words}{escape(row["after"])}'
                f"<footer>{footer}</footer></blockquote>"
            )
    return _markup("".join(html), f"evidence: {len(evidence)} stances")


def show(*things: Any) -> None:
    """Show things one below the other, from the middle of a cell."""
    from IPython.display import display

    for thing in things:
        display(thing)


def headline(title: Any, *details: Any) -> Markup:
    """Show the title of an article with what is known about it below."""
    known = " \N{MIDDLE DOT} ".join(escape(str(detail)) for detail in details if pd.notna(detail))
    shown = escape(" ".join(str(title).split())) if pd.notna(title) else "Untitled article"
    return _markup(f'<p class="ns-headline">{shown}</p><p>{known}</p>', "title")


def sentences(said: Iterable[str]) -> Markup:
    """Show sentences as a list.

    Examples
    --------
    >>> "<li>1 &lt; 2</li>" in sentences(["1 < 2"])
    True
    """
    lines = list(said)
    return _markup(f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>", " ".join(lines))


@cache
def style_sheet() -> str:
    """The rules of `data/display.css`, without its comments."""
    rules = (files("analysis") / "data" / "display.css").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/|\n+(?=\n)", "", rules, flags=re.DOTALL).strip()


def _markup(html: str, about: str) -> Markup:
    return Markup(f'<style>{style_sheet()}</style><div class="news-stances">{html}</div>', about)


def _statement_marks(statements: pd.DataFrame) -> Iterable[_Mark]:
    for row in statements.to_dict("records"):
        said = f"{_number(row['statement_id'])} {_joined(row, 'speaker', 'actor', 'cue', 'quote_type', 'kind')}"
        if pd.notna(row["via"]):
            said += f", reported within {_number(row['via'])}"
        title = f"statement {said}, confidence {_shown(row['confidence'], 2)}"
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
        side, sign = _SIGNS[0 if pd.isna(polarity) else int(polarity)]
        subject = row["issue"] if pd.notna(row["issue"]) else row["target"]
        about = side if pd.isna(subject) else f"{'on' if side == 'neither' else side} {_named(subject)}"
        title = f"stance {_number(row['stance_id'])} {_joined(row, 'actor', 'act')}: {about}"
        yield _Mark(
            int(row["evidence_start"]), int(row["evidence_end"]), "stance", title, row["stance_id"], f"ns-{side}", sign
        )


def _figure_marks(figures: pd.DataFrame) -> Iterable[_Mark]:
    for row in figures.to_dict("records"):
        number = row["value"] if pd.notna(row["value"]) else row["low"] if pd.notna(row["low"]) else row["high"]
        title = f"figure {_number(row['figure_id'])} {row['bound'].replace('_', ' ')} {number:,.15g}"
        counted = _joined(row, "unit", "counted", "event")
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
            html = _signed(html, mark.label) if ends and kind == "stance" else html
    title = "\n".join(dict.fromkeys(mark.title for mark in marks))
    outlined = ' class="ns-picked"' if picked is not None and any(mark.row_id == picked for mark in marks) else ""
    return f'<span title="{escape(title)}"{outlined}>{html}</span>'


def _signed(html: str, sign: str) -> str:
    """The sign stands in an attribute, so that copying the text of the article copies nothing else."""
    return f'<span class="ns-sign" data-sign="{sign}">{html}</span>'


def _shown(value: Any, digits: int) -> str:
    if isinstance(value, (list, tuple, dict)):
        return escape(str(value))
    if pd.isna(value):
        return "\N{EN DASH}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.{digits}f}".replace("-", "\N{MINUS SIGN}")
    if isinstance(value, int):
        return f"{value:,}".replace("-", "\N{MINUS SIGN}")
    return escape(" ".join(str(value).split()))


def _column_class(column: pd.Series) -> str:
    if _is_number(column):
        return ' class="ns-number"'
    longest = column.dropna().astype(str).str.len().max()
    return ' class="ns-text"' if pd.notna(longest) and longest > 90 else ""


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _is_whole(column: pd.Series) -> bool:
    return _is_number(column) and bool(column.dropna().mod(1).eq(0).all())


def _joined(row: Mapping[str, Any], *names: str) -> str:
    return " \N{MIDDLE DOT} ".join(str(row[name]) for name in names if pd.notna(row[name]))


def _where(row: Mapping[str, Any]) -> str:
    return "" if row["place"] == "body" else escape(str(row["place"]))


def _number(row_id: str) -> str:
    return row_id.rpartition(":")[2]


def _named(subject: Any) -> Any:
    """An id as words: "use-of-force" as "Use of force"."""
    if pd.isna(subject):
        return subject
    words = str(subject).replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def _counted(rows: Mapping[str, pd.DataFrame]) -> str:
    return ", ".join(f"{len(part)} {name}" for name, part in rows.items())
