"""Values as cells of a workbook hold them, and back: text stays text, numbers numbers, nothing is lost.

Characters that XML cannot hold are written the way Excel itself does, ``_x0001_`` (ECMA-376 part 1, 22.9.2.19); text
that looks like that gets a word joiner (U+2060, invisible) after its x.
"""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

LONGEST = 32_767  # characters in a cell: "Excel specifications and limits", Microsoft
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("x(\u2060*)([0-9A-Fa-f]{4})(?=_|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff])")
_GUARDED = re.compile("x\u2060(\u2060*)([0-9A-Fa-f]{4})(?=_|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff])")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """Text as a cell can hold it; ``unescaped`` gives it back.

    >>> escaped("bell \x07, not _x0007_") == "bell _x0007_, not _x\u20600007_"
    True
    """
    return _ILLEGAL.sub(lambda m: f"_x{ord(m[0]):04X}_", _LOOKS_ESCAPED.sub("x\u2060\\1\\2", text))


def unescaped(text: str) -> str:
    """What ``escaped`` was given.

    >>> unescaped(escaped("bell \x07, not _x0007_")) == "bell \x07, not _x0007_"
    True
    """
    return _GUARDED.sub("x\\1\\2", _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text))


def typed(value: Any, kind: str) -> Any:
    """A cell's value as its column's dtype, whatever Excel made of what a person typed.

    >>> typed(16.0, "string"), typed("40", "Float64"), typed("", "Int64"), typed("[[0, 4]]", "object")
    ('16', 40.0, None, [[0, 4]])
    """
    if value is None or value == "":
        return [] if kind == "object" else None
    if kind == "object":
        return json.loads(value)
    if kind == "string":
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    number = float(value)
    if kind == "Float64":
        return number
    if not number.is_integer():
        raise ValueError("a whole number is wanted")
    return int(number)
