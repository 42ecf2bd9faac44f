"""What is read: an article, its text exactly as found, and what is wrong with that text."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Repair:
    """Something wrong with a text that reading worked around, without changing the text.

    Attributes
    ----------
    start, end : int
        Where, as code points into the article's text, half-open.
    kind : str
        What, as one hyphenated word: ``"closing-mark-typed-as-opening"``, ``"section-label"``, ...
    note : str
        What was done about it, for a reader.
    """

    start: int
    end: int
    kind: str
    note: str


@dataclass(frozen=True)
class Article:
    """One article: the text as read, and what is known about it.

    Examples
    --------
    >>> article = Article("strike", "Rail staff walked out. “No more,” said Ann Lee.")
    >>> article.n_words, article.text[23:33]
    (9, '“No more,”')
    """

    article_id: str
    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: datetime.date | None = None
    repairs: tuple[Repair, ...] = ()

    @property
    def n_chars(self) -> int:
        return len(self.text)

    @property
    def n_words(self) -> int:
        return len(self.text.split())

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8; unpaired surrogates count as their own three bytes."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
