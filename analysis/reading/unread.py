"""An article found and not yet read: raw content, where it lies, and what its input says of it.

Finding and reading are apart so that one process can list a million articles while others read them.
"""

from __future__ import annotations

import datetime
import email.utils
from dataclasses import dataclass

from analysis import errors
from analysis.article import Article, Repair
from analysis.reading.decoding import decode, readable

MAX_CHARACTERS = 2_000_000
"""The longest text that is one article: about 330,000 words. It bounds the time that one input can take."""


@dataclass(frozen=True, slots=True)
class Unread:
    """One article found and not yet read.

    Attributes
    ----------
    article_id : str
        File stem, or the `id` of a row; not yet unique.
    name : str
        Where it lies, as messages name it: ``"news.jsonl, line 7"``.
    content : bytes or str
        Raw; empty where there is a `problem`.
    is_page : bool
        Whether the content is HTML.
    problem : str or None
        Why there is nothing to read, as a message.
    title, source, url, published, encoding
        What the input says of the article.
    repairs : tuple of Repair
        What is known to be wrong before the text is read: that it was there before.
    """

    article_id: str
    name: str
    content: bytes | str = b""
    is_page: bool = False
    problem: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | datetime.date | None = None
    encoding: str | None = None
    repairs: tuple[Repair, ...] = ()

    def article(self) -> Article:
        """Decode, take the article out of the page, and check that it is English text.

        Raises
        ------
        ReadError
            With the message that the user sees.
        """
        if self.problem:
            raise errors.ReadError(self.problem)
        if isinstance(self.content, str):
            text, repairs = readable(self.content)
        else:
            text, repairs = decode(self.content, self.name, declared=self.encoding)
        title, source, url, published = self.title, self.source, self.url, self.published
        if self.is_page:
            from analysis.reading.pages import read_page

            page = read_page(text, self.name, url=url)
            (text, page_repairs), title, source = readable(page.text), title or page.title, source or page.source
            # Where the page had broken bytes is not where its article has them; those that are in it stay.
            repairs = (*(r for r in repairs if r.kind == "encoding"), *page_repairs)
            url, published = url or page.url, published or page.published
        if not text.strip():
            raise errors.ReadError(errors.EMPTY.format(name=self.name))
        if len(text) > MAX_CHARACTERS:
            limit = f"{MAX_CHARACTERS:,} characters"
            raise errors.ReadError(errors.TOO_LARGE.format(name=self.name, limit=limit))
        from analysis.reading.language import other_language

        language = other_language(text)
        if language:
            raise errors.NotEnglish(errors.NOT_ENGLISH.format(name=self.name, language=language))
        try:
            day = read_date(published)
        except errors.ReadError:
            day, repairs = None, (*repairs, Repair(0, 0, "unreadable-date", f"published {published!r}: left out"))
        return Article(self.article_id, text, title, source, url, day, (*self.repairs, *repairs))


def read_date(value: str | datetime.date | None) -> datetime.date | None:
    """A date from ISO 8601 or the form that feeds and mails use; None from None or an empty string.

    Examples
    --------
    >>> read_date("2022-01-05T09:30:00Z"), read_date("Wed, 05 Jan 2022 10:00:00 GMT")
    (datetime.date(2022, 1, 5), datetime.date(2022, 1, 5))
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    if not value.strip():
        return None
    for read in (datetime.datetime.fromisoformat, email.utils.parsedate_to_datetime):
        try:
            return read(value.strip()).date()
        except ValueError:
            continue
    raise errors.ReadError(errors.BAD_DATE.format(value=value))


def printable(name: str) -> str:
    """A name without unpaired surrogates (a file name that is not UTF-8 has some), so that outputs can hold it."""
    return name.encode("utf-8", "replace").decode("utf-8")
