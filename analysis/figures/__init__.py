"""Reported figures: the numbers in an article, how they are meant, what they count, and who gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from analysis.article import Article
from analysis.figures.counted import read_counted
from analysis.figures.currencies import local_currency
from analysis.figures.events import load_events
from analysis.figures.numerals import HINT
from analysis.figures.phrases import SentenceView
from analysis.figures.quantities import Quantity, read_quantities
from analysis.figures.reporters import Reporters, speaker_of
from analysis.figures.sharing import Reading
from analysis.figures.tokens import Token, tokenize

if TYPE_CHECKING:
    import pandas as pd

    from analysis.actors import ActorBook
    from analysis.document import Document

_OF_THEM = re.compile(r" of (?:them|those|these)\b")
_SAME_NUMBER = re.compile(
    r"\b(?:it (?:was|is|to be)|put(?:s|ting)? (?:it|the (?:number|figure|total))|(?:number|figure|total) (?:was|is))"
    r"(?: (?:really|actually|in fact))?(?: (?:closer|nearer) to| more like| at)? $"
)
_ABBREVIATION = re.compile(r"\b[Nn]os?\.\s*\Z")


@dataclass(frozen=True, slots=True)
class Figure:
    """One reported number; the fields are the columns of the figures table."""

    article_id: str
    figure_id: str
    text: str
    start: int
    end: int
    paragraph: int
    value: float | None
    low: float | None
    high: float | None
    bound: str
    modifier: str | None
    trend: str | None
    unit: str | None
    counted: str | None
    event: str | None
    reported_by: str | None
    actor: str | None
    statement_id: str | None


def read_figures(text: str) -> pd.DataFrame:
    """The figures table of one text.

    Parameters
    ----------
    text : str
        English news, one article.

    Returns
    -------
    pandas.DataFrame
        One row a number, with the columns of the figures table: ``value``, ``low`` and ``high`` with their ``bound``,
        ``unit``, ``counted``, ``event`` and ``reported_by``; missing is ``<NA>``.

    Examples
    --------
    >>> table = read_figures("At least 14 soldiers were killed, the army said.")
    >>> table.loc[0, ["text", "bound", "counted", "event"]].tolist()
    ['At least 14', 'at_least', 'soldiers', 'killed']
    """
    from analysis import tables
    from analysis.actors import ActorBook
    from analysis.document import read_document
    from analysis.statements import read_statements

    document = read_document(Article("text", text))
    actors = ActorBook.load()
    figures = read_figures_of(document, read_statements(document, actors=actors), actors=actors)
    return tables.frame("figures", (asdict(figure) for figure in figures))


def read_figures_of(document: Document, statements: Iterable[Any], *, actors: ActorBook) -> list[Figure]:
    """The figures of a document, in text order; ``statements`` and ``actors`` say who gives them, and for whom."""
    places = {paragraph.index: paragraph.place for paragraph in document.paragraphs}
    reporters = Reporters(statements, actors, document)
    figures: list[Figure] = []
    for sentence in document.sentences:
        if places.get(sentence.paragraph) == "tail" or not HINT.search(document.text, sentence.start, sentence.end):
            continue
        found = _figures_in(document, sentence, reporters)
        found = [figure for figure in found if not _is_next_of_many(figure, figures)]
        figures += _with_antecedent(document, sentence, found, figures)
    article_id = document.article.article_id
    return [replace(figure, figure_id=f"{article_id}:f{n}") for n, figure in enumerate(figures, 1)]


def _is_next_of_many(figure: Figure, earlier: Sequence[Figure]) -> bool:
    """Whether "a fifth" is one more of the four counted before: "Four schools have closed. *A fifth* will follow"."""
    if (
        figure.counted
        or figure.unit
        or not figure.text.lower().startswith("a ")
        or not figure.value
        or figure.value >= 0.4
    ):
        return False
    before = round(1 / figure.value) - 1
    near = [f for f in earlier[-3:] if f.paragraph >= figure.paragraph - 1 and f.unit is None]
    return any(f.value == before and f.counted for f in near)


def _with_antecedent(document: Document, sentence: Any, found: list[Figure], earlier: Sequence[Figure]) -> list[Figure]:
    """The figures of a sentence; the first of "eight of them" counts what the only number before it counts.

    So does that of "the union said it was closer to 90".
    """
    if not found or found[0].counted or found[0].unit:
        return found
    again = _SAME_NUMBER.search(document.text, sentence.start, found[0].start)
    if not again and not _OF_THEM.match(document.text, found[0].end, sentence.end):
        return found
    previous = document.sentence_at(max(0, sentence.start - 2))
    counts = [f for f in earlier if previous is not None and f.start >= previous.start and f.unit is None]
    same = len(counts) == 1 and counts[0].paragraph == found[0].paragraph
    if same and not again and _people_since(document, counts[0], sentence.start):
        return found
    return [replace(found[0], counted=counts[0].counted), *found[1:]] if same else found


def _people_since(document: Document, figure: Figure, end: int) -> bool:
    """Whether "three of them" may be people named after a number of things: "won by two votes. *Senators* left"."""
    people = load_events().people
    if figure.counted is None or not people.isdisjoint((figure.counted.lower(), figure.counted.lower()[:-1])):
        return False
    since = [token for token in document.tokens(figure.end, end) if token.tag_ == "NNS"]
    return any(token.lemma_ in people or token.lemma_.endswith(("er", "or", "ist", "ian", "ant")) for token in since)


def _figures_in(document: Document, sentence: Any, reporters: Reporters) -> list[Figure]:
    parsed = list(document.tokens(sentence.start, sentence.end))
    tags = {token.idx: token.tag_ for token in parsed}
    opening = _ABBREVIATION.search(document.text, max(0, sentence.start - 6), sentence.start)
    start = opening.start() if opening else sentence.start  # "No. 10" may have been taken for two sentences
    tokens = tokenize(document.text, start, sentence.end, tags)
    quantities = read_quantities(tokens)
    if not quantities:
        return []
    readings = read_counted(SentenceView(document.text, tokens, parsed), quantities)
    return [
        _figure(document, sentence.paragraph, tokens, quantity, reading, reporters)
        for quantity, reading in zip(quantities, readings, strict=True)
    ]


def _figure(
    document: Document,
    paragraph: int,
    tokens: Sequence[Token],
    quantity: Quantity,
    reading: Reading,
    reporters: Reporters,
) -> Figure:
    start, end = tokens[quantity.first].start, tokens[quantity.last].end
    statement = reporters.around(tokens[quantity.start].start, tokens[quantity.number].end)
    if statement and reading.reporter and not tokens[0].start <= (statement.cue_start or 0) < tokens[-1].end:
        statement = None  # the sentence has a source of its own
    told = reporters.meant(reading.reporter, tokens[0].start, paragraph)
    reporter = speaker_of(statement) if statement else told
    written = document.slice(start, end)
    unit = reading.unit
    if unit and quantity.kind == "money":
        unit = local_currency(unit, written, reporters.home)
    return Figure(
        document.article.article_id, "", written, start, end, paragraph,
        quantity.value, quantity.low, quantity.high, quantity.bound, quantity.modifier, reading.trend,
        unit, reading.counted, reading.event, reporter, statement.actor if statement else reporters.actor_of(reporter),
        statement.statement_id if statement else None,
    )  # fmt: skip
