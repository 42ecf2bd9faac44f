"""The schema of every table, in one place: names, dtypes, checks and descriptions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pandera.pandas as pa

POLARITY = {-1: "against", 0: "neither", 1: "for"}
BOUNDS = ("exact", "about", "at_least", "more_than", "at_most", "less_than", "range")


def _text(
    description: str, *, required: bool = False, among: Iterable[str] | None = None, pattern: str = ""
) -> pa.Column:
    checks = [pa.Check.isin(list(among))] if among else [pa.Check.str_matches(pattern)] if pattern else []
    return pa.Column("string", checks, nullable=not required, description=description)


def _whole(description: str, *, required: bool = False, least: int = 0) -> pa.Column:
    return pa.Column("Int64", pa.Check.ge(least), nullable=not required, description=description)


def _polarity(description: str) -> pa.Column:
    return pa.Column("Int64", pa.Check.isin(list(POLARITY)), nullable=True, description=description)


def _number(description: str) -> pa.Column:
    return pa.Column("Float64", nullable=True, description=description)


def _confidence(description: str) -> pa.Column:
    return pa.Column("Float64", pa.Check.in_range(0, 1), nullable=True, description=description)


def _nested(description: str) -> pa.Column:
    return pa.Column(object, nullable=False, description=description)


def _span(name: str, what: str, *, required: bool = False) -> dict[str, pa.Column]:
    return {
        f"{name}_start": _whole(f"where {what} begins", required=required),
        f"{name}_end": _whole(f"where {what} ends", required=required),
    }


_ID = r"^.+:[stf]\d+$"
_ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "articles": pa.DataFrameSchema(
        {
            "article_id": _text("the article's name: file stem, or `id` of its row", required=True),
            "title": _text("headline, where the input gives one or the text begins with one"),
            "source": _text("outlet, as the input gives it"),
            "url": _text("address the article was read from"),
            "published": _text("date of publication, ISO 8601", pattern=_ISO_DATE),
            "n_chars": _whole("characters (code points) of the text", required=True),
            "n_words": _whole("words, split at white space", required=True),
            "n_paragraphs": _whole("paragraphs, headline and headings included", required=True),
            "sha256": _text("SHA-256 of the text in UTF-8", required=True, pattern=r"^[0-9a-f]{64}$"),
            "repairs": _nested("what was wrong with the text and worked around: list of start, end, kind, note"),
        },
        description="One row an article.",
    ),
    "statements": pa.DataFrameSchema(
        {
            "article_id": _text("the article", required=True),
            "statement_id": _text("`<article_id>:s<n>`, in text order", required=True, pattern=_ID),
            "speaker": _text(
                "who speaks, resolved: the full name also where the text says “he”; missing where unnamed"
            ),
            "speaker_text": _text("the source, as written"),
            **_span("speaker", "the source"),
            "role": _text("office or function of the speaker, as the article gives it"),
            "actor": _text("whom the speaker speaks for: US, Russia, UN, a country, an organisation"),
            "cue": _text("the words that report: “said”, “according to”, “condemned”"),
            **_span("cue", "the cue"),
            "content": _text("what was said; from the first to the last piece where it is split", required=True),
            **_span("content", "the content", required=True),
            "content_spans": _nested("pieces of the content: list of [start, end]"),
            "quote_type": _text(
                "direct (wholly in quotation marks), mixed, indirect",
                required=True,
                among=("direct", "mixed", "indirect"),
            ),
            "kind": _text("speech, or attitude (believes, wants, fears)", required=True, among=("speech", "attitude")),
            "via": _text("`statement_id` of the statement that reports this one", pattern=_ID),
            "place": _text("headline, heading or body", required=True, among=("headline", "heading", "body")),
            "said_on": _text("day it was said, ISO 8601, resolved against the date of publication", pattern=_ISO_DATE),
            "paragraph": _whole("paragraph, from 0", required=True),
            "confidence": _confidence("how likely the row is right: source, cue and content"),
        },
        description="One row an attributed statement: who said what.",
    ),
    "stances": pa.DataFrameSchema(
        {
            "article_id": _text("the article", required=True),
            "stance_id": _text("`<article_id>:t<n>`, in text order", required=True, pattern=_ID),
            "statement_id": _text("the statement that takes the position", required=True, pattern=_ID),
            "speaker": _text("who takes it: the name, or the words as written where neither it nor the actor is known"),
            "actor": _text("whom the speaker speaks for"),
            "act": _text("the verbal act: deny, condemn, call for dialogue, promise, threaten, ...", required=True),
            "cameo": _text("CAMEO event code of the act", pattern=r"^\d{2,4}$"),
            "plover": _text("PLOVER event type of the act; missing where PLOVER drops it"),
            "target": _text("the phrase the stance is about, as written"),
            **_span("target", "the target"),
            "target_actor": _text("the actor that the target names or belongs to"),
            "target_polarity": _polarity("toward the target phrase: -1 against, 0 neither, 1 for"),
            "issue": _text("the issue, an id of the issues file"),
            "issue_polarity": _polarity("toward the issue: -1 against, 0 neither, 1 for"),
            "evidence": _text("the words that show it", required=True),
            **_span("evidence", "the evidence", required=True),
            "method": _text("what decided: act, act+object, content, model, human:<name>", required=True),
            "confidence": _confidence(
                "how likely act, target and polarity are right: set by hand-read rows, see docs/stances.md"
            ),
        },
        description="One row a position taken: who is for or against what.",
    ),
    "figures": pa.DataFrameSchema(
        {
            "article_id": _text("the article", required=True),
            "figure_id": _text("`<article_id>:f<n>`, in text order", required=True, pattern=_ID),
            "text": _text("the figure as written, with its modifier and unit", required=True),
            "start": _whole("where it begins", required=True),
            "end": _whole("where it ends", required=True),
            "paragraph": _whole("paragraph, from 0", required=True),
            "value": _number("the number; missing for ranges and vague counts"),
            "low": _number("least it can be: missing where nothing bounds it from below"),
            "high": _number("most it can be: missing where nothing bounds it from above"),
            "bound": _text("how the number is meant", required=True, among=BOUNDS),
            "modifier": _text("the words that say so: “nearly”, “as many as”"),
            "trend": _text("up or down, where the figure is a change or ends one", among=("up", "down")),
            "unit": _text(
                "canonical unit: percent, an ISO 4217 code, kilometer, year, per 100,000; missing for plain counts"
            ),
            "counted": _text("what is counted or measured"),
            "event": _text("what happened to it: killed, injured, detained, ..."),
            "reported_by": _text("who gives the figure; missing where the author does"),
            "actor": _text("whom the reporter speaks for"),
            "statement_id": _text("the statement that holds the figure", pattern=_ID),
        },
        description="One row a reported number.",
    ),
    "failures": pa.DataFrameSchema(
        {
            "article_id": _text("the article, or the input it was to come from", required=True),
            "input": _text("file, address or line it was read from", required=True),
            "reason": _text("what was wrong and what to do", required=True),
        },
        description="One row an article that could not be read or analysed.",
    ),
}
"""Every table by name, as pandera schemas: ``SCHEMAS["stances"].columns["issue"].description``."""

TABLES = ("articles", "statements", "stances", "figures")


def allowed_values(name: str, column: str) -> list[Any]:
    """The values that a column is restricted to; empty where it is free."""
    return [
        value for check in SCHEMAS[name].columns[column].checks for value in check.statistics.get("allowed_values", [])
    ]


@cache
def dtypes(name: str) -> dict[str, str]:
    return {column: str(spec.dtype).partition("[")[0] for column, spec in SCHEMAS[name].columns.items()}


def described(name: str, column: str) -> str:
    return str(SCHEMAS[name].columns[column].description)
