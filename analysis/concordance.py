"""Words in their context: where a term occurs, what stands behind a stance, and which words mark an actor."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.comparison import headline_repeats

if TYPE_CHECKING:
    from analysis.document import Document


def kwic(documents: Document | Iterable[Document], term: str, *, width: int = 8) -> pd.DataFrame:
    """List every occurrence of a term with the words around it (keyword in context).

    Parameters
    ----------
    documents : Document or iterable of Document
    term : str
        A word or phrase; case does not matter, and ``*`` stands for any letters: "protest*", "human right*".
    width : int
        Words shown on either side, within the paragraph.

    Returns
    -------
    DataFrame
        `article_id`, `start`, `end`, `paragraph`, `left`, `match`, `right`, in text order;
        ``text[start:end] == match``.

    Raises
    ------
    ValueError
        If the term has no word in it.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> document = read_document(Article("a", "The protest grew. Later protesters left the square."))
    >>> kwic(document, "protest*", width=2)[["left", "match", "right"]].values.tolist()
    [['The', 'protest', 'grew. Later'], ['grew. Later', 'protesters', 'left the']]
    """
    phrase = [text for _, _, text in _words(term, "*")]
    if not any(any(character.isalnum() for character in word) for word in phrase):
        raise ValueError(f"term {term!r}: give a word or phrase to look for")
    rows = []
    for document in documents if isinstance(documents, Iterable) else [documents]:
        for paragraph in document.paragraphs:
            for left, start, end, right in _occurrences(document.slice(paragraph.start, paragraph.end), phrase, width):
                rows.append(
                    {
                        "article_id": document.article.article_id,
                        "start": paragraph.start + start,
                        "end": paragraph.start + end,
                        "paragraph": paragraph.index,
                        "left": left,
                        "match": document.slice(paragraph.start + start, paragraph.start + end),
                        "right": right,
                    }
                )
    return pd.DataFrame(rows, columns=["article_id", "start", "end", "paragraph", "left", "match", "right"])


def evidence(
    stances: pd.DataFrame,
    statements: pd.DataFrame,
    documents: Iterable[Document],
    actors: Sequence[str] | None = None,
    *,
    by: str = "issue",
) -> pd.DataFrame:
    """Quote the words behind every cell of a comparison, in the sentence they stand in.

    Returns
    -------
    DataFrame
        `issue` (or the column named by `by`), `actor`, `polarity`, `act`, `speaker`, `role`, `before`, `evidence`,
        `after`, `place`, `article_id`, `stance_id`: issues with most stances first, actors in the order given,
        headlines last.
    """
    polarity = "issue_polarity" if by == "issue" else "target_polarity"
    rows = stances.dropna(subset=["actor", by, polarity])
    actors = list(dict.fromkeys(rows["actor"] if actors is None else actors))
    rows = rows[rows["actor"].isin(actors)]
    found = rows.merge(statements[["statement_id", "role", "place"]], on="statement_id", how="left", validate="m:1")
    by_id = {document.article.article_id: document for document in documents}
    around = [
        _sentence_around(by_id[row["article_id"]], int(row["evidence_start"]), int(row["evidence_end"]))
        for row in found.to_dict("records")
    ]
    repeats = headline_repeats(rows, by=by, statements=statements)
    counts = rows[by].value_counts() if repeats is None else rows.loc[~repeats, by].value_counts()
    found = found.assign(
        before=[before for before, _ in around],
        after=[after for _, after in around],
        polarity=found[polarity],
        _subject=[-counts[subject] for subject in found[by]],
        _actor=[actors.index(actor) for actor in found["actor"]],
        _place=found["place"].ne("body"),
    ).sort_values(["_subject", by, "_actor", "_place", "article_id", "evidence_start"], kind="stable")
    columns = [by, "actor", "polarity", "act", "speaker", "role", "before", "evidence", "after", "place"]
    return found[[*columns, "article_id", "stance_id"]].reset_index(drop=True)


def keyness(
    statements: pd.DataFrame, actor: str, others: Sequence[str] | None = None, *, least: int = 2
) -> pd.DataFrame:
    """Find the words that mark what one actor says against what the others say.

    Parameters
    ----------
    statements : DataFrame
        The statements table.
    actor : str
        Whose words.
    others : sequence of str, optional
        Against whom; by default every other actor.
    least : int
        Words that occur fewer times in all are left out.

    Returns
    -------
    DataFrame
        `word`, `count` and `count_others`, `per_1000` and `per_1000_others`, `log_likelihood` (G2 [1]_, as NLTK
        computes it; above 3.84 is p < 0.05, above 10.83 p < 0.001), `log_ratio` (the effect size: doublings of the
        word's share [2]_; half an occurrence stands in for none), highest `log_likelihood` first. Words that the actor
        uses less than the others have a negative `log_ratio`.

    Notes
    -----
    .. [1] T. Dunning (1993), Computational Linguistics 19, 61-74.
    .. [2] A. Hardie (2014), "Log Ratio: an informal introduction", ESRC Centre for Corpus Approaches to Social Science.

    Examples
    --------
    >>> import pandas as pd
    >>> contents = ["restraint, restraint and more restraint", "sanctions and more sanctions"]
    >>> statements = pd.DataFrame({"actor": ["UN", "US"], "content": contents})
    >>> keyness(statements, "UN").round(2).head(1).values.tolist()
    [['restraint', 3, 0, 600.0, 0.0, 4.73, 2.26]]
    """
    from nltk.metrics.association import BigramAssocMeasures

    compared = statements["actor"].isin(others) if others is not None else statements["actor"].ne(actor)
    ours = Counter(_spoken(statements.loc[statements["actor"].eq(actor).fillna(False), "content"]))
    theirs = Counter(_spoken(statements.loc[compared.fillna(False), "content"]))
    n, m = ours.total(), theirs.total()
    rows = []
    for word in ours.keys() | theirs.keys() if n and m else ():
        a, b = ours[word], theirs[word]
        if a + b >= least:
            share, share_others = max(a, 0.5) / n, max(b, 0.5) / m
            rows.append(
                {
                    "word": word,
                    "count": a,
                    "count_others": b,
                    "per_1000": 1000 * a / n,
                    "per_1000_others": 1000 * b / m,
                    "log_likelihood": max(0.0, BigramAssocMeasures.likelihood_ratio(a, (a + b, n), n + m)),
                    "log_ratio": math.log2(share / share_others),
                }
            )
    columns = ["word", "count", "count_others", "per_1000", "per_1000_others", "log_likelihood", "log_ratio"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["log_likelihood", "word"], ascending=[False, True], ignore_index=True)


def _occurrences(text: str, phrase: list[str], width: int) -> Iterable[tuple[str, int, int, str]]:
    from nltk.text import ConcordanceIndex

    words = _words(text)
    index = ConcordanceIndex([word for _, _, word in words])
    vocabulary = dict.fromkeys(index.tokens())
    patterns = [re.compile(re.escape(word).replace(r"\*", ".*")) for word in phrase]
    places = [
        {at - n for word in vocabulary if pattern.fullmatch(word) for at in index.offsets(word)}
        for n, pattern in enumerate(patterns)
    ]
    for first in sorted(set.intersection(*places)):
        last = first + len(phrase) - 1
        start, end = words[first][0], words[last][1]
        left = words[max(0, _back(words, first, width))][0]
        right = words[min(len(words) - 1, _ahead(words, last, width))][1]
        yield " ".join(text[left:start].split()), start, end, " ".join(text[end:right].split())


def _words(text: str, joker: str = "") -> list[tuple[int, int, str]]:
    """Words and marks with their places; case folded. NLTK's punctuation tokenizer, which needs no data."""
    from nltk.tokenize import RegexpTokenizer

    tokenizer = RegexpTokenizer(rf"[\w{joker}]+(?:[’'\-][\w{joker}]+)*|[^\w\s]")
    return [(start, end, text[start:end].casefold().replace("’", "'")) for start, end in tokenizer.span_tokenize(text)]


def _back(words: list[tuple[int, int, str]], at: int, width: int) -> int:
    """The place `width` words before; marks do not count."""
    while at > 0 and width:
        at -= 1
        width -= words[at][2][0].isalnum()
    return at


def _ahead(words: list[tuple[int, int, str]], at: int, width: int) -> int:
    while at < len(words) - 1 and width:
        at += 1
        width -= words[at][2][0].isalnum()
    while at < len(words) - 1 and not words[at + 1][2][0].isalnum() and words[at + 1][0] == words[at][1]:
        at += 1  # the full stop or closing mark belongs to the word before it
    return at


def _spoken(contents: pd.Series) -> Iterable[str]:
    for content in contents.dropna():
        yield from (word for _, _, word in _words(content) if word[0].isalpha())


def _sentence_around(document: Document, start: int, end: int) -> tuple[str, str]:
    first, last = document.sentence_at(start), document.sentence_at(max(start, end - 1))
    begin, finish = (first.start if first else start), (last.end if last else end)
    return _one_line(document.slice(begin, start)), _one_line(document.slice(end, finish))


def _one_line(text: str) -> str:
    """White space as single blanks; a blank at either edge is kept, as it parts this text from what is beside it."""
    shown: Any = " ".join(text.split())
    if not shown:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{shown}{' ' if text[-1].isspace() else ''}"
