"""Text as the encoder sees it: word pieces with exact offsets, and what an uncased vocabulary loses of the page.

The vocabulary is lower-cased and knows nothing of layout, so every piece also carries the letter case of its word,
whether it stands inside quotation marks, and whether it opens a paragraph. Training and reading go through this one
function, so both see the same. All of it takes time linear in the length of the text.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

WORD = re.compile(r"[^\W_]+")
PARAGRAPH = re.compile(r"[^\r\n]+")
# Half of a character, from a faulty decoder: the tokenizer refuses it.
SURROGATE = re.compile(r"[\ud800-\udfff]")

NO_LETTERS, LOWER, TITLE, UPPER, MIXED = range(5)
OUTSIDE, INSIDE, OPENING, CLOSING = range(4)
RUNNING, OPENS_PARAGRAPH, IN_HEADLINE, OPENS_HEADLINE, TARGET = range(5)
N_CASES, N_QUOTES, N_PLACES = 5, 4, 5

OPENING_MARKS = "“„‟«"
CLOSING_MARKS = "”»"
SINGLE_OPENING, SINGLE_CLOSING = "‘‚'`", "’'"
# A quotation in single marks longer than this is taken for two apostrophes.
LONGEST_SINGLE_QUOTATION = 400


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text, as arrays of one length.

    `ids` are vocabulary numbers, `starts` and `ends` offsets into the text (code points, half-open), `case`, `quote`
    and `place` the classes named above, `paragraph` the number of the paragraph from 0, and `opens_word` says whether
    a piece is the first of its word (a span may begin and end only there).
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    case: NDArray[np.int64]
    quote: NDArray[np.int64]
    place: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    opens_word: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


def read_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut a text into word pieces.

    Parameters
    ----------
    text
        Any text; it is not changed.
    tokenizer
        A word-piece tokenizer without truncation.

    Returns
    -------
    Pieces
        None for an empty text or one of blanks only: then all arrays are empty.
    """
    encoding = tokenizer.encode(SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    length = len(text)
    case = np.zeros(length + 1, dtype=np.int64)
    in_word = np.zeros(length + 1, dtype=bool)
    for match in WORD.finditer(text):
        start, end = match.span()
        case[start:end] = _letter_case(match.group())
        in_word[start + 1 : end] = True
    paragraph_of = np.zeros(length + 1, dtype=np.int64)
    quote = np.zeros(length + 1, dtype=np.int64)
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text) if not match.group().isspace()]
    for number, (start, end) in enumerate(paragraphs):
        paragraph_of[start:end] = number
        mark_quotations(text, start, end, quote)
    paragraph = paragraph_of[starts]
    opens = np.ones(len(starts), dtype=bool)
    opens[1:] = paragraph[1:] != paragraph[:-1]
    headline = (paragraph == 0) & (len(paragraphs) > 1)
    return Pieces(
        ids=np.array(encoding.ids, dtype=np.int64),
        starts=starts,
        ends=ends,
        case=case[starts],
        quote=quote[starts],
        place=opens * OPENS_PARAGRAPH + headline * IN_HEADLINE,
        paragraph=paragraph,
        opens_word=~in_word[starts],
    )


def marked_places(place: NDArray[np.int64], target: slice | NDArray[np.int64]) -> NDArray[np.int64]:
    """The places with those of a target marked, for a reading that asks for the polarity toward it."""
    marked = place.copy()
    marked[target] = TARGET
    return marked


def _letter_case(word: str) -> int:
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    if word.istitle():
        return TITLE
    return MIXED if any(letter.isupper() for letter in word) else NO_LETTERS


def mark_quotations(text: str, start: int, end: int, quote: NDArray[np.int64]) -> None:
    """Write the quote class of every character of one paragraph `text[start:end]` into `quote`.

    A mark that does not pair is read by its neighbours: a straight one after a blank and before a letter opens. A
    quotation without an end runs to the end of its paragraph, as in quotations over several paragraphs.
    """
    opened = -1
    single_until = -1
    position = start
    while position < end:
        mark = text[position]
        width = 1
        if mark in "`'" and text[position : position + 2] in ("``", "''"):
            mark, width = ("“" if mark == "`" else '"'), 2
        if mark == '"':
            after = text[position + width : position + width + 1]
            before = text[position - 1] if position > start else " "
            opens = opened < 0 if before.isspace() == (not after.isalnum()) else before.isspace()
            mark = "“" if opens else "”"
        if mark in OPENING_MARKS:
            opened = position
            quote[position : position + width] = OPENING
        elif mark in CLOSING_MARKS:
            opened = -1
            quote[position : position + width] = CLOSING
        elif opened >= 0 or position < single_until:
            quote[position] = INSIDE
        elif position == single_until:
            quote[position] = CLOSING
        elif mark in SINGLE_OPENING:
            single_until = _single_close(text, position, start, end)
            if single_until > 0:
                quote[position] = OPENING
        position += width


def _single_close(text: str, position: int, start: int, end: int) -> int:
    """Where the quotation that a single mark at `position` opens is closed, or -1 where the mark is an apostrophe."""
    before = text[position - 1] if position > start else " "
    if before.isalnum() or not text[position + 1 : position + 2].isalnum():
        return -1
    for close in range(position + 2, min(end, position + LONGEST_SINGLE_QUOTATION)):
        if (
            text[close] in SINGLE_CLOSING
            and not text[close - 1].isspace()
            and not text[close + 1 : close + 2].isalnum()
        ):
            return close
    return -1
