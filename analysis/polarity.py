"""For or against: the polarity of a text toward a phrase in it.

The encoder reads the phrase's paragraph once more with the phrase marked; the polarity vectors of the phrase's pieces
are averaged, and a small head decides between against, neutral and for. The labels are those of NewsMTSC (Hamborg and
Donnay, EACL 2021): what a reader would take the sentence to say of the target, not what the target says.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.article import Span
from analysis.document import Document
from analysis.encoder import encode, load_encoder, log_softmax
from analysis.encoder.pieces import Pieces, read_pieces

POLARITIES = (-1, 0, 1)


def target_polarity(texts: Sequence[str], spans: Sequence[Span]) -> pd.DataFrame:
    """The polarity of each text toward a phrase of it.

    Parameters
    ----------
    texts : sequence of str
        Sentences or whole articles.
    spans : sequence of (int, int)
        For each text the target, as offsets (code points, half-open).

    Returns
    -------
    pandas.DataFrame
        One row a text, in their order: `polarity` (-1 against, 0 neutral, 1 for; NA where the span holds no visible
        character) and `confidence` (0 to 1: the share of such rows that are right, calibrated on NewsMTSC's dev half).

    Raises
    ------
    ValueError
        There are more texts than spans or fewer, or a span does not lie in its text.

    Examples
    --------
    >>> import analysis
    >>> text = "While Okafor won praise for her courage, Lindqvist was condemned as a liar."
    >>> analysis.target_polarity([text, text], [(6, 12), (41, 50)])["polarity"].tolist()
    [1, -1]
    """
    if len(texts) != len(spans):
        raise ValueError(f"texts and spans must be of one length, but are {len(texts)} and {len(spans)}.")
    asked: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        asked.setdefault(text, []).append(row)
    polarity: list[int | None] = [None] * len(texts)
    confidence: list[float | None] = [None] * len(texts)
    for text, rows in asked.items():
        pieces = read_pieces(text, load_encoder().tokenizer)
        found = [_answer(pieces, spans[row], len(text)) for row in rows]
        for row, answer in zip(rows, found, strict=True):
            if answer is not None:
                polarity[row], confidence[row] = answer
    return _frame(polarity, confidence)


def polarity_of(document: Document, spans: Sequence[Span]) -> pd.DataFrame:
    """The polarity of an article toward phrases of it.

    Parameters
    ----------
    document : Document
    spans : sequence of (int, int)
        Offsets into the article's text.

    Returns
    -------
    pandas.DataFrame
        One row a span: `polarity`, `confidence`, as in :func:`target_polarity`.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> document = read_document(Article("a", "The court praised the brave rescuers."))
    >>> polarity_of(document, [(18, 36)])["polarity"].tolist()
    [1]
    """
    pieces = encode(document.text).pieces
    found = [_answer(pieces, span, len(document.text)) for span in spans]
    return _frame([a[0] if a else None for a in found], [a[1] if a else None for a in found])


def _frame(polarity: list[int | None], confidence: list[float | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {"polarity": pd.array(polarity, dtype="Int64"), "confidence": pd.array(confidence, dtype="Float64")}
    )


def _answer(pieces: Pieces, span: Span, length: int) -> tuple[int, float] | None:
    start, end = span
    if not 0 <= start <= end <= length:
        raise ValueError(f"the span ({start}, {end}) does not lie in a text of {length} characters.")
    first = int(np.searchsorted(pieces.ends, start, side="right"))
    last = int(np.searchsorted(pieces.starts, end, side="left"))
    if first >= last or start == end:
        return None
    encoder = load_encoder()
    scores = encoder.polarity_scores(pieces, first, last)
    probability = np.exp(log_softmax((scores / encoder.settings["polarity"]["temperature"]).astype(np.float32)))
    best = int(scores.argmax())
    return POLARITIES[best], float(probability[best])
