"""Tables made by hand, for tests of what comes after the tables."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis import tables

ARTICLE = "strike"


def statements(*rows: dict[str, Any]) -> pd.DataFrame:
    """A statements table: each row says what differs from one direct statement by the UN in the body."""
    usual = {
        "article_id": ARTICLE,
        "speaker": "Ana Diaz",
        "actor": "UN",
        "cue": "said",
        "content": "“Talks must begin”",
        "content_start": 0,
        "content_end": 18,
        "content_spans": [[0, 18]],
        "quote_type": "direct",
        "kind": "speech",
        "place": "body",
        "paragraph": 1,
        "confidence": 0.9,
    }
    return tables.frame(
        "statements", [usual | {"statement_id": f"{ARTICLE}:s{n}"} | row for n, row in enumerate(rows, 1)]
    )


def stances(*rows: dict[str, Any]) -> pd.DataFrame:
    """A stances table: each row says what differs from the UN being for dialogue, a statement each."""
    usual = {
        "article_id": ARTICLE,
        "speaker": "Ana Diaz",
        "actor": "UN",
        "act": "call for dialogue",
        "issue": "dialogue",
        "issue_polarity": 1,
        "target_polarity": 1,
        "evidence": "Talks must begin",
        "evidence_start": 1,
        "evidence_end": 17,
        "method": "act",
        "confidence": 0.9,
    }
    return tables.frame(
        "stances",
        [
            usual | {"stance_id": f"{ARTICLE}:t{n}", "statement_id": f"{ARTICLE}:s{n}"} | row
            for n, row in enumerate(rows, 1)
        ],
    )


def figures(*rows: dict[str, Any]) -> pd.DataFrame:
    """A figures table: each row says what differs from "40 people" injured."""
    usual = {
        "article_id": ARTICLE,
        "text": "40 people",
        "start": 0,
        "end": 9,
        "paragraph": 1,
        "value": 40,
        "low": 40,
        "high": 40,
        "bound": "exact",
        "counted": "people",
        "event": "injured",
    }
    return tables.frame("figures", [usual | {"figure_id": f"{ARTICLE}:f{n}"} | row for n, row in enumerate(rows, 1)])
