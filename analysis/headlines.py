"""Attributions of headlines and of bare colons and dashes: "Minister: Border must close", “We will win.” - Jane Doe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.document import Document

if TYPE_CHECKING:
    from analysis.attribution import Attribution


def headline_infinitives(document: Document) -> list[Attribution]:
    return []


def colon_attributions(document: Document, found: Sequence[Attribution]) -> list[Attribution]:
    return []
