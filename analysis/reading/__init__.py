"""One article or many, from wherever they lie."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from analysis.article import Article
from analysis.reading.inputs import existing_inputs, only_unread, without_repeats
from analysis.reading.unread import Unread, read_date


def read_article(
    given: str | Path,
    *,
    article_id: str | None = None,
    published: str | datetime.date | None = None,
    title: str | None = None,
    source: str | None = None,
    url: str | None = None,
) -> Article:
    """Read one article: a file, an http(s) address, or the text itself.

    Parameters
    ----------
    given : str or pathlib.Path
        A path (.txt, .html, .json, .jsonl, .parquet, each also with .gz), an address, ``"-"`` for standard input, or
        a text. A string is taken for a text where it has a line break or more than 300 characters; any shorter one
        has to be an existing path.
    article_id, published, title, source, url : optional
        What is known of the article; each goes before what the input says. `published` is a date, or a string such
        as ``"2022-01-05"``.

    Returns
    -------
    Article
        Its text exactly as found. Encoding signatures are not part of it, line ends are kept, and bytes that stand
        for no character are U+FFFD; what was guessed or given up is in `repairs`.

    Raises
    ------
    ReadError
        Where there is nothing to read: no such file, empty, binary, cut short, no article in the page, or several.
    NotEnglish
        Where the text is clearly in another language.

    Examples
    --------
    >>> read_article("Rail staff walked out.\\n“No more,” said Ann Lee.", published="2024-05-01").published
    datetime.date(2024, 5, 1)
    """
    day = read_date(published)
    article = only_unread(given).article()
    return replace(
        article,
        article_id=article_id or article.article_id,
        published=day or article.published,
        title=title or article.title,
        source=source or article.source,
        url=url or article.url,
    )


def read_articles(inputs: str | Path | Iterable[str | Path]) -> Iterator[Article]:
    """Read all articles of files, folders, rows of JSON lines or Parquet, and addresses, one after another.

    Parameters
    ----------
    inputs : path, address, or several
        As on the command line; ``"-"`` is standard input. Rows have `text` and, if there, `id`, `title`, `source`,
        `url` and `published`.

    Yields
    ------
    Article
        In the order given, folders by sorted path. An `article_id` that was there before gets ``-2``, ``-3`` ...; what
        is there twice, id and text, is read once.

    Raises
    ------
    ReadError
        At the first article that cannot be read. ``python -m analysis tables`` goes on instead, and lists failures.
    """
    for unread in without_repeats(existing_inputs([inputs] if isinstance(inputs, (str, Path)) else inputs)):
        if isinstance(unread, Unread):
            yield unread.article()
