"""For or against: the polarity of a text toward a phrase in it, from the same reading as the attributions.

The polarity vectors of the phrase's pieces are averaged, and a small head trained with the encoder decides between
against, neutral and for. The labels are those of NewsMTSC (Hamborg and Donnay, EACL 2021): what a reader would take
the sentence to say of the target, not what the target says.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.article import Span
from analysis.document import Document
from analysis.encoder import Encoding, encode, load_encoder, log_softmax

POLARITIES = (-1, 0, 1)


def target_polarity(texts: Sequence[str], spans: Sequence[Span]) -> pd.DataFrame:
    """The polarity of each text toward a phrase of it.

    Parameters
    ----------
    texts : sequence of str
        Sentences or whole articles. A text that occurs more than once is read once.
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
        found = _read(text, [spans[row] for row in rows])
        for row, answer in zip(rows, found, strict=True):
            if answer is not None:
                polarity[row], confidence[row] = answer
    return _frame(polarity, confidence)


def polarity_of(document: Document, spans: Sequence[Span]) -> pd.DataFrame:
    """The polarity of an article toward phrases of it, from the reading that its attributions came from.

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
    found = _read(document.text, spans)
    return _frame([a[0] if a else None for a in found], [a[1] if a else None for a in found])


def _frame(polarity: list[int | None], confidence: list[float | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {"polarity": pd.array(polarity, dtype="Int64"), "confidence": pd.array(confidence, dtype="Float64")}
    )


def _read(text: str, spans: Sequence[Span]) -> list[tuple[int, float] | None]:
    encoding = encode(text)
    head = load_encoder().settings["polarity"]
    return [_answer(encoding, span, len(text), head) for span in spans]


def _answer(encoding: Encoding, span: Span, length: int, head: dict[str, list]) -> tuple[int, float] | None:
    start, end = span
    if not 0 <= start <= end <= length:
        raise ValueError(f"the span ({start}, {end}) does not lie in a text of {length} characters.")
    first = int(np.searchsorted(encoding.pieces.ends, start, side="right"))
    last = int(np.searchsorted(encoding.pieces.starts, end, side="left"))
    if first >= last or start == end:
        return None
    scores = polarity_scores(encoding.polarity[first:last].mean(axis=0), head)
    probability = np.exp(log_softmax((scores / head["temperature"]).astype(np.float32)))
    best = int(scores.argmax())
    return POLARITIES[best], float(probability[best])


def polarity_scores(pooled: NDArray[np.float32], head: dict[str, list]) -> NDArray[np.float64]:
    """Scores of against, neutral, for, from an averaged polarity vector (a linear layer after a Gaussian unit)."""
    unit = [x * 0.5 * (1.0 + math.erf(x / math.sqrt(2.0))) for x in pooled.tolist()]
    return np.asarray(head["weight"]) @ unit + np.asarray(head["bias"])
