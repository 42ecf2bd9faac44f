"""Rows of the stances table, and which of them say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.document import Document


@dataclass(frozen=True, slots=True)
class Stance:
    """One row of the stances table; the columns are described in ``analysis.tables.SCHEMAS["stances"]``."""

    article_id: str
    stance_id: str
    statement_id: str
    speaker: str | None
    actor: str | None
    act: str
    cameo: str | None
    plover: str | None
    target: str | None
    target_start: int | None
    target_end: int | None
    target_actor: str | None
    target_polarity: int | None
    issue: str | None
    issue_polarity: int | None
    evidence: str
    evidence_start: int
    evidence_end: int
    method: str
    confidence: float


def merged(document: Document, rows: Iterable[Stance]) -> list[Stance]:
    """Coordinated objects of one act that say the same are one stance: "respect human rights and press freedom"."""
    kept: list[Stance] = []
    for row in rows:
        if kept and _says_the_same(document, kept[-1], row):
            kept[-1] = _joined(document, kept[-1], row)
        elif not any(
            (row.act, row.target_start, row.target_end) == (k.act, k.target_start, k.target_end) for k in kept
        ):
            kept.append(row)
    return kept


def _joined(document: Document, one: Stance, other: Stance) -> Stance:
    named = one if one.issue is not None else other
    assert one.target_start is not None and other.target_end is not None
    end = max(one.evidence_end, other.evidence_end)
    return replace(
        one,
        issue=named.issue,
        issue_polarity=named.issue_polarity,
        target=document.slice(one.target_start, other.target_end),
        target_end=other.target_end,
        evidence=document.slice(one.evidence_start, end),
        evidence_end=end,
    )


def _says_the_same(document: Document, one: Stance, other: Stance) -> bool:
    if one.target_start is None or other.target_start is None or one.target_start >= other.target_start:
        return False
    if document.sentence_at(one.target_start) != document.sentence_at(other.target_start):
        return False
    same = (one.act, one.cameo, one.target_polarity, one.target_actor) == (
        other.act,
        other.cameo,
        other.target_polarity,
        other.target_actor,
    )
    one_issue = (
        one.issue is None
        or other.issue is None
        or (one.issue, one.issue_polarity) == (other.issue, other.issue_polarity)
    )
    return same and one_issue and one.evidence_start == other.evidence_start
