"""HTML pages: the article in them, with its title, outlet and date, without menus, scripts and comments."""

from __future__ import annotations

import functools
import logging
import re
from dataclasses import dataclass

from analysis import errors

DECLARED = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Page:
    """What was taken from a page. The text is title, headings and paragraphs, with an empty line between them."""

    text: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page says it is in, from the first 4,096 bytes (the HTML standard asks for 1,024)."""
    found = DECLARED.search(data[:4096])
    return found[1].decode("ascii", "replace") if found else None


def read_page(markup: str, name: str, *, url: str | None = None) -> Page:
    """The article in a page, found by trafilatura.

    The date is one that the page states (in its metadata, address or a time element), not one guessed from its text.

    Raises
    ------
    ReadError
        Where there is no article in the page.

    Examples
    --------
    >>> read_page("<h1>Strike</h1><p>Staff walked out on Monday.</p><script>track()</script>", "a.html").text
    'Strike\\n\\nStaff walked out on Monday.'
    """
    if not markup.strip():
        raise errors.ReadError(errors.EMPTY.format(name=name))
    trafilatura = _quiet_trafilatura()
    found = trafilatura.bare_extraction(
        markup,
        url=url,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = (found.text or "") if found else ""
    if not text.strip():
        text = trafilatura.baseline(markup)[1]
    # The hyphen of a list item is trafilatura's, not the page's.
    paragraphs = [line.strip().removeprefix("- ") for line in text.split("\n") if line.strip()]
    if not paragraphs:
        raise errors.ReadError(errors.NO_MAIN_TEXT.format(name=name))
    title = found.title if found else None
    if title and title not in paragraphs[0]:
        paragraphs.insert(0, title)
    return Page(
        "\n\n".join(paragraphs),
        title,
        found.sitename if found else None,
        (found.url if found else None) or url,
        found.date if found else None,
    )


@functools.cache
def _quiet_trafilatura():  # type: ignore[no-untyped-def]
    # It logs what it could not find in a page; that is said in our own message.
    for name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    import trafilatura

    return trafilatura
