"""Bytes to text: which encoding, what could not be read in it, and what is no text at all.

Line ends are kept as they are, so offsets count the characters that are in the file. An encoding signature
(byte-order mark) is not part of the text; a byte or surrogate that stands for no character becomes U+FFFD, one for
one, so that the text can be written again in any encoding.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from typing import BinaryIO, cast

from analysis import errors
from analysis.article import Repair

MAX_BYTES = 20_000_000
"""The most that one article may unpack to; a novel has under one million bytes."""

# The longer signatures first: the one of UTF-32 begins like the one of UTF-16.
SIGNATURES = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

# First bytes of what people hand in by mistake (from the formats' own specifications).
FORMATS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a Word file or another zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"ID3", "a sound file"),
)

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
UNREADABLE = re.compile("\ufffd+")
SURROGATES = re.compile("[\ud800-\udfff]+")
NON_ASCII = re.compile(r"[^\x00-\x7f]")
FEW_CONTROLS, MOST_CONTROLS = 3, 0.05
MOST_REPAIRS_OF_A_KIND = 50


def read_bytes(file: BinaryIO, name: str, *, limit: int = MAX_BYTES) -> bytes:
    """All bytes of a file, unpacked if it is gzip, refusing what unpacks to more than `limit`.

    Raises
    ------
    ReadError
        Where there is more than `limit`, or the gzip file is damaged.
    """
    data = file.read(limit + 1)
    if data[:2] == b"\x1f\x8b":
        try:
            with gzip.open(io.BytesIO(data)) as unpacked:
                data = unpacked.read(limit + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise errors.ReadError(errors.BROKEN_ARCHIVE.format(name=name, reason=error)) from None
    if len(data) > limit:
        raise errors.ReadError(errors.TOO_LARGE.format(name=name, limit=f"{limit // 1_000_000} MB"))
    return data


def unpacked(file: BinaryIO) -> BinaryIO:
    """The file, or what is in it where it is gzip."""
    signature = file.read(2)
    file.seek(0)
    return cast(BinaryIO, gzip.open(file)) if signature == b"\x1f\x8b" else file


def decode(data: bytes, name: str, *, declared: str | None = None) -> tuple[str, tuple[Repair, ...]]:
    """Text of `data`, with a repair for all that had to be guessed or given up.

    A signature decides first, then what the page or server `declared`, then whether it is valid UTF-8 or UTF-16
    without a signature; text mostly of ASCII is otherwise Windows-1252, and the rest is left to charset-normalizer.

    Raises
    ------
    ReadError
        Where the bytes are no text: a PDF, a picture, a program ...

    Examples
    --------
    >>> text, repairs = decode(b"\\x93No,\\x94 she said.", "a.txt")
    >>> text, repairs[0].note
    ('“No,” she said.', 'not UTF-8: read as Windows-1252, a guess')
    """
    what = next((what for start, what in FORMATS if data.startswith(start)), None)
    if what:
        raise errors.ReadError(errors.NOT_TEXT.format(name=name, what=what))
    text, repairs = _decode_as_signed_declared_or_guessed(data, name, declared)
    controls = len(CONTROLS.findall(text))
    if controls > FEW_CONTROLS + MOST_CONTROLS * len(text):
        raise errors.ReadError(errors.NOT_TEXT.format(name=name, what="binary data"))
    return text, (*repairs, *text_repairs(text))


def readable(text: str) -> tuple[str, tuple[Repair, ...]]:
    """A string that came decoded (from JSON, Python or Parquet), with unpaired surrogates made U+FFFD, and its repairs.

    >>> readable("She said \\ud83d no.")[0]
    'She said \ufffd no.'
    """
    surrogates = _mark(text, SURROGATES, "unpaired-surrogate", "half of a character pair: read as U+FFFD")
    if surrogates:
        text = SURROGATES.sub(lambda match: "\ufffd" * len(match[0]), text)
        return text, (*surrogates, *_mark(text, CONTROLS, "control-character", "kept in the text, means nothing"))
    return text, text_repairs(text)


def text_repairs(text: str) -> tuple[Repair, ...]:
    """What in a decoded text stands for no character or for nothing that is printed."""
    return (
        *_mark(text, UNREADABLE, "unreadable-bytes", "no character in this encoding: read as U+FFFD"),
        *_mark(text, CONTROLS, "control-character", "kept in the text, means nothing"),
    )


def _mark(text: str, pattern: re.Pattern[str], kind: str, note: str) -> tuple[Repair, ...]:
    found: list[Repair] = []
    for match in pattern.finditer(text):
        if len(found) == MOST_REPAIRS_OF_A_KIND:
            found[-1] = Repair(found[-1].start, len(text), kind, note + "; there are more after this one")
            break
        found.append(Repair(match.start(), match.end(), kind, note))
    return tuple(found)


def _decode_as_signed_declared_or_guessed(
    data: bytes, name: str, declared: str | None
) -> tuple[str, tuple[Repair, ...]]:
    for signature, encoding, label in SIGNATURES:
        if data.startswith(signature):
            repair = Repair(0, 0, "byte-order-mark", f"{label} signature: not part of the text")
            return data[len(signature) :].decode(encoding, "replace"), (repair,)
    try:
        return data.decode("utf-16" + _byte_order(data) if _byte_order(data) else "utf-8"), ()
    except UnicodeDecodeError:
        pass
    if declared and _is_text_encoding(declared):
        return data.decode(declared, "replace"), ()
    if _is_damaged_utf8(data):
        return data.decode("utf-8", "replace"), ()
    return _guess(data, name)


def _byte_order(data: bytes) -> str:
    """-le or -be where every other byte of the first is NUL, as in UTF-16 of a Latin text without a signature."""
    head = data[:2000]
    half = len(head) // 2
    if half < 4:
        return ""
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "-be"
    return ""


def _is_text_encoding(declared: str) -> bool:
    try:
        codec = codecs.lookup(declared)
    except LookupError:
        return False
    # `hex`, `rot13` and the like are codecs as well, and turn no bytes into text.
    return bool(getattr(codec, "_is_text_encoding", True)) and codec.name not in ("unicode_escape", "idna", "punycode")


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether some bytes are broken in what is otherwise UTF-8: a cut last character, a stray byte."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for _ in NON_ASCII.finditer(text)) - broken
    return 0 < broken <= sound


def _guess(data: bytes, name: str) -> tuple[str, tuple[Repair, ...]]:
    ascii_share = sum(byte < 128 for byte in data[:100_000]) / min(len(data), 100_000)
    if ascii_share > 0.8:
        encoding, label = "cp1252", "Windows-1252"
    else:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:100_000]).best()
        if best is None:
            raise errors.ReadError(errors.NOT_TEXT.format(name=name, what="binary data"))
        encoding = label = best.encoding
    text = data.decode(encoding, "replace")
    first = NON_ASCII.search(text)
    start, end = first.span() if first else (0, 0)
    return text, (Repair(start, end, "encoding", f"not UTF-8: read as {label}, a guess"),)
