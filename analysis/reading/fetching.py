"""Articles at an http(s) address, fetched within limits of time, size and redirects."""

from __future__ import annotations

import http.client
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass

from analysis import errors
from analysis.reading.decoding import MAX_BYTES

SECONDS = 30.0
REDIRECTS = 5
READ_AT_ONCE = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: its body, and what the server said that it is."""

    data: bytes
    is_page: bool
    encoding: str | None
    url: str


class _FewRedirects(urllib.request.HTTPRedirectHandler):
    max_redirections = REDIRECTS
    max_repeats = REDIRECTS

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not newurl.lower().startswith(("http://", "https://")):
            raise errors.ReadError(errors.ADDRESS_KIND.format(name=newurl))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_address(text: str) -> bool:
    """Whether a string is an http(s) address, and nothing else.

    >>> is_address("https://example.org/a"), is_address("ftp://example.org"), is_address("See https://example.org")
    (True, False, False)
    """
    return text.lower().startswith(("http://", "https://")) and not any(letter.isspace() for letter in text)


def fetch(address: str, *, seconds: float = SECONDS, limit: int = MAX_BYTES) -> Answer:
    """The page or text at an address.

    Parameters
    ----------
    address : str
        It begins with http:// or https://.
    seconds : float
        For the whole answer, however slowly it drips.
    limit : int
        The largest answer in bytes.

    Raises
    ------
    ReadError
        Where there is no answer, or one that is too slow, too large, redirected too often, or no text.
    """
    result: list[Answer | Exception] = []

    def work() -> None:
        try:
            result.append(_fetch(address, stop, seconds, limit))
        except Exception as error:  # handed over to the caller's thread
            result.append(error)

    # A thread, because a socket's own timeout starts anew with every byte: a server can drip for ever.
    stop = threading.Event()
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    stop.set()
    if not result:
        raise errors.ReadError(errors.ADDRESS_SLOW.format(name=address, seconds=f"{seconds:g}"))
    if isinstance(result[0], Answer):
        return result[0]
    raise _explained(result[0], address, seconds) from None


def _fetch(address: str, stop: threading.Event, seconds: float, limit: int) -> Answer:
    request = urllib.request.Request(address, headers={"User-Agent": "news-stances", "Accept": "text/html,text/plain"})
    with urllib.request.build_opener(_FewRedirects).open(request, timeout=seconds) as response:
        kind = response.headers.get_content_type()
        if kind not in ("text/html", "text/plain", "application/xhtml+xml"):
            raise errors.ReadError(errors.ADDRESS_CONTENT.format(name=address, what=kind))
        data = bytearray()
        while not stop.is_set() and (piece := response.read1(READ_AT_ONCE)):
            data += piece
            if len(data) > limit:
                raise errors.ReadError(errors.TOO_LARGE.format(name=address, limit=f"{limit // 1_000_000} MB"))
        return Answer(bytes(data), kind != "text/plain", response.headers.get_content_charset(), response.geturl())


def _explained(error: Exception, address: str, seconds: float) -> errors.ReadError:
    if isinstance(error, errors.ReadError):
        return error
    if isinstance(error, urllib.error.HTTPError):
        if "not allowed" in str(error.reason):
            return errors.ReadError(errors.ADDRESS_KIND.format(name=address))
        if 300 <= error.code < 400:
            return errors.ReadError(errors.ADDRESS_REDIRECTS.format(name=address, limit=REDIRECTS))
        return errors.ReadError(errors.ADDRESS_FAILED.format(name=address, reason=f"HTTP {error.code} {error.reason}"))
    if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
        return errors.ReadError(errors.ADDRESS_SLOW.format(name=address, seconds=f"{seconds:g}"))
    if isinstance(error, (urllib.error.URLError, http.client.HTTPException, OSError, ValueError)):
        reason = getattr(error, "reason", None) or error
        return errors.ReadError(errors.ADDRESS_FAILED.format(name=address, reason=reason))
    raise error
