"""Values, ids and codes as people read them, escaped for HTML."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from html import escape
from typing import Any

import pandas as pd

SIGNS = {-1: ("against", "\N{MINUS SIGN}"), 0: ("neither", "0"), 1: ("for", "+")}

SIDES = {-1: "opposes", 0: "neutral", 1: "supports"}
"""The words of a comparison, for the side of a single stance."""


def signed(html: str, sign: str) -> str:
    """The sign stands in an attribute, so that copying the text of the article copies nothing else."""
    return f'<span class="ns-sign" data-sign="{sign}">{html}</span>'


def shown(value: Any, digits: int | None) -> str:
    """A value escaped; a number with so many decimals, or, with None, with those that it has."""
    if isinstance(value, (list, tuple, dict)):
        return escape(str(value))
    if pd.isna(value):
        return "\N{EN DASH}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and digits is None:
        return f"{Decimal(f'{value:.15g}'):,f}".replace("-", "\N{MINUS SIGN}")
    if isinstance(value, float):
        return f"{value:,.{digits}f}".replace("-", "\N{MINUS SIGN}")
    if isinstance(value, int):
        return f"{value:,}".replace("-", "\N{MINUS SIGN}")
    return escape(" ".join(str(value).split()))


def joined(row: Mapping[str, Any], *names: str) -> str:
    return " \N{MIDDLE DOT} ".join(str(row[name]) for name in names if pd.notna(row[name]))


def number_of(row_id: str) -> str:
    return row_id.rpartition(":")[2]


def named(subject: Any) -> Any:
    """An id as words: "use-of-force" as "Use of force"."""
    if pd.isna(subject):
        return subject
    words = str(subject).replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
