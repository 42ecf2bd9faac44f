"""Tables and articles as HTML for notebooks and reports.

All text is escaped: nothing an article says can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.display.layers import annotated_text
from analysis.display.markup import Markup, Picture, style_sheet, styled
from analysis.display.words import SIDES, SIGNS, named, shown, signed

if TYPE_CHECKING:
    from analysis.document import Document
    from analysis.pipeline import Analysis

__all__ = [
    "Markup",
    "Picture",
    "annotated",
    "annotated_text",
    "headline",
    "quotations",
    "sentences",
    "show",
    "style_sheet",
    "table",
]

_CODES = ("issue", "bound")
_POLARITIES = ("target_polarity", "issue_polarity")
_NUMBERS = ("value", "low", "high")
"""What a text reports, where there is a bound beside it: shown as plainly as it is, for 1.4 is no 1.40."""
_LEGEND = (
    '<p class="ns-legend" aria-label="Legend"><span><b class="ns-speaker" data-actor="ACTOR">speaker</b></span>'
    '<span><i class="ns-cue">reporting words</i></span><span><span class="ns-content">what was said</span></span>'
    '<span><span class="ns-sign" data-sign="+"><u class="ns-stance ns-for">in favour</u></span></span>'
    '<span><span class="ns-sign" data-sign="\N{MINUS SIGN}"><u class="ns-stance ns-against">against</u></span></span>'
    '<span><span class="ns-sign" data-sign="0"><u class="ns-stance ns-neither">neither</u></span></span>'
    '<span><span class="ns-figure">reported figure</span></span></p>'
)


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
        f"<li>{shown(document.slice(repair.start, repair.end)[:60], 0)}: {escape(repair.note)}</li>"
        for repair in document.repairs
    )
    if notes:
        html += f'<p class="ns-notes">Worked around while reading:</p><ul class="ns-notes">{notes}</ul>'
    return styled(_LEGEND + html, f"annotated article {article_id}: {_counted(of_article)}")


def table(frame: pd.DataFrame, caption: str, *, names: Mapping[str, str] | None = None, digits: int = 2) -> Markup:
    """Show a table as people read it: whole texts, numbers right-aligned, sides in words, a dash for what is missing.

    Parameters
    ----------
    frame : DataFrame
    caption : str
    names : mapping, optional
        Column headings, in the order wanted; only these columns are shown. By default all, under their own names.
    digits : int
        Decimals of the numbers of a column that are not all whole. Reported figures have those that they have.

    Examples
    --------
    >>> "<td>&lt;US&gt;</td>" in table(pd.DataFrame({"actor": ["<US>"]}), "Actors")
    True
    """
    names = {name: name.replace("_", " ") for name in frame.columns} if names is None else names
    sides = [name for name in _POLARITIES if name in frame and _is_number(frame[name])]
    frame = frame.assign(**{name: frame[name].map(SIDES) for name in sides})
    classes = {name: _column_class(frame[name]) for name in names}
    plain = _NUMBERS if "bound" in frame else ()
    decimals = {name: None if name in plain else 0 if _is_whole(frame[name]) else digits for name in names}
    head = "".join(f'<th scope="col"{classes[name]}>{escape(heading)}</th>' for name, heading in names.items())
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{classes[name]}>{shown(named(row[name]) if name in _CODES else row[name], decimals[name])}</td>"
            for name in names
        )
        + "</tr>"
        for row in frame.to_dict("records")
    )
    if frame.empty:
        return styled(f"<p><b>{escape(caption)}</b>: none.</p>", f"table: {caption}, 0 rows")
    html = f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    # A wide table scrolls sideways: the keyboard has to reach it, and a screen reader to say what it is.
    html = f'<div class="ns-wide" tabindex="0" role="region" aria-label="{escape(caption)}">{html}</div>'
    return styled(html, f"table: {caption}, {len(frame)} rows")


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
        html.append(f"<h4>{escape(named(subject))}</h4>")
        for row in rows.to_dict("records"):
            side, sign = SIGNS[int(row["polarity"])]
            words = signed(f'<u class="ns-stance ns-{side}">{escape(row["evidence"])}</u>', sign)
            known = (row[key] for key in ("speaker", "role") if pd.notna(row[key]) and row[key] != row["actor"])
            source = ", ".join(known)
            footer = " \N{MIDDLE DOT} ".join(
                part
                for part in (f"<b>{escape(row['actor'])}</b>", escape(source), escape(row["act"]), _where(row))
                if part
            )
            html.append(
                f'<blockquote class="ns-quote-{side}">{escape(row["before"])}{words}{escape(row["after"])}'
                f"<footer>{footer}</footer></blockquote>"
            )
    return styled("".join(html), f"evidence: {len(evidence)} stances")


def show(*things: Any) -> None:
    """Show things one below the other, from the middle of a cell."""
    from IPython.display import display

    for thing in things:
        display(thing)


def headline(title: Any, *details: Any) -> Markup:
    """Show the title of an article with what is known about it below."""
    known = " \N{MIDDLE DOT} ".join(escape(str(detail)) for detail in details if pd.notna(detail))
    heading = escape(" ".join(str(title).split())) if pd.notna(title) else "Untitled article"
    return styled(f'<p class="ns-headline">{heading}</p><p>{known}</p>', "title")


def sentences(said: Iterable[str]) -> Markup:
    """Show sentences as a list.

    Examples
    --------
    >>> "<li>1 &lt; 2</li>" in sentences(["1 < 2"])
    True
    """
    lines = list(said)
    return styled(f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>", " ".join(lines))


def _column_class(column: pd.Series) -> str:
    if _is_number(column):
        return ' class="ns-number"'
    longest = column.dropna().astype(str).str.len().max()
    return ' class="ns-text"' if pd.notna(longest) and longest > 90 else ""


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _is_whole(column: pd.Series) -> bool:
    return _is_number(column) and bool(column.dropna().mod(1).eq(0).all())


def _where(row: Mapping[str, Any]) -> str:
    return "" if row["place"] == "body" else escape(str(row["place"]))


def _counted(rows: Mapping[str, pd.DataFrame]) -> str:
    return ", ".join(f"{len(part)} {name}" for name, part in rows.items())
