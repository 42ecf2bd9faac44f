"""Filters for looking around in results, and the widgets that drive them in JupyterLab."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import display

if TYPE_CHECKING:
    from analysis.pipeline import Analysis

_SHOWN = {"actor": "Actor", "act": "Act", "issue": "Issue", "issue_polarity": "Polarity", "evidence": "Evidence"}


def select(
    result: Analysis,
    *,
    actors: Collection[str] = (),
    issues: Collection[str] = (),
    acts: Collection[str] = (),
    quote_types: Collection[str] = (),
    minimum_confidence: float = 0.0,
) -> Analysis:
    """Keep the rows that meet every condition given; an empty condition asks for nothing.

    Parameters
    ----------
    result : Analysis
    actors, issues, acts, quote_types : collection of str
        Values of `actor`, `issue`, `act` and `quote_type`. Asking for issues or acts keeps the statements that
        take such a stance.
    minimum_confidence : float
        Of statements and of stances, 0 to 1.

    Returns
    -------
    Analysis
        Statements and stances that meet the conditions, and the figures that stand in the statements kept; figures in
        the author's voice are kept where no condition but confidence is given.
    """
    statements, stances, figures = result.statements, result.stances, result.figures
    statements = statements[
        _among(statements["actor"], actors)
        & _among(statements["quote_type"], quote_types)
        & statements["confidence"].fillna(1).ge(minimum_confidence)
    ]
    stances = stances[
        _among(stances["issue"], issues)
        & _among(stances["act"], acts)
        & stances["confidence"].fillna(1).ge(minimum_confidence)
        & stances["statement_id"].isin(set(statements["statement_id"]))
    ]
    if issues or acts:
        statements = statements[statements["statement_id"].isin(set(stances["statement_id"]))]
    of_author = figures["statement_id"].isna() & (not (actors or issues or acts or quote_types))
    figures = figures[of_author | figures["statement_id"].isin(set(statements["statement_id"]))]
    return replace(
        result,
        statements=statements.reset_index(drop=True),
        stances=stances.reset_index(drop=True),
        figures=figures.reset_index(drop=True),
    )


def explorer(result: Analysis) -> Any:
    """Widgets that filter a result and show what is left in the article, for JupyterLab.

    Choosing a row outlines it in the text. Every view is that of a function: `select` for the filters,
    `analysis.display.annotated` for the text and `analysis.display.table` for the stances.

    Returns
    -------
    ipywidgets.VBox
        Where no kernel runs, as in a page on the web, it is a line that says so.
    """
    import ipywidgets as widgets

    class Explorer(widgets.VBox):
        def __repr__(self) -> str:
            return "<filters and the annotated article: shown where a kernel runs>"

    def chooser(name: str, column: pd.Series) -> Any:
        return widgets.SelectMultiple(description=name, options=sorted(column.dropna().unique()), rows=5)

    chosen = {
        "actors": chooser("Actors", result.statements["actor"]),
        "issues": chooser("Issues", result.stances["issue"]),
        "acts": chooser("Acts", result.stances["act"]),
        "quote_types": chooser("Quotations", result.statements["quote_type"]),
    }
    confidence = widgets.FloatSlider(description="Confidence", min=0, max=1, step=0.05, value=0)
    article = widgets.Dropdown(
        description="Article",
        options=[(d.article.title or d.article.article_id, n) for n, d in enumerate(result.documents)],
    )
    row = widgets.Dropdown(description="Row", options=_rows(result, 0))
    text, stances = widgets.HTML(), widgets.HTML()

    def kept() -> Analysis:
        conditions = {name: widget.value for name, widget in chosen.items()}
        return select(result, **conditions, minimum_confidence=confidence.value)

    def show(_: Any = None) -> None:
        now = kept()
        document = result.documents[article.value]
        text.value = str(display.annotated(document, now, picked=row.value))
        taken = now.stances[now.stances["article_id"].eq(document.article.article_id)]
        stances.value = str(display.table(taken, f"{len(taken)} stances", names=_SHOWN))

    def refilter(_: Any = None) -> None:
        row.options = _rows(kept(), article.value)
        show()

    for widget in (*chosen.values(), confidence, article):
        widget.observe(refilter, "value")
    row.observe(show, "value")
    if result.documents:
        show()
    filters = widgets.HBox(list(chosen.values()), layout=widgets.Layout(flex_flow="row wrap"))
    return Explorer([filters, widgets.HBox([confidence, article, row]), text, stances])


def _rows(result: Analysis, document: int) -> list[tuple[str, str | None]]:
    rows: list[tuple[str, str | None]] = [("none", None)]
    if not result.documents:
        return rows
    article_id = result.documents[document].article.article_id
    for table, key, words in (
        (result.statements, "statement_id", "content"),
        (result.stances, "stance_id", "evidence"),
    ):
        of_article = table[table["article_id"].eq(article_id)]
        rows += [
            (f"{row_id.rpartition(':')[2]} {' '.join(said.split())[:60]}", row_id)
            for row_id, said in zip(of_article[key], of_article[words], strict=True)
        ]
    return rows


def _among(column: pd.Series, wanted: Collection[str]) -> pd.Series:
    return column.isin(list(wanted)) if wanted else pd.Series(True, index=column.index)
