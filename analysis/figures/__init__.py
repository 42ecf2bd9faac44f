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
from analysis.verbs import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    import pandas as pd

    from analysis.actors import ActorBook
    from analysis.document import Document

_OF_THEM = re.compile(r" of (?:them|those|these)\b")
_SAME_NUMBER = re.compile(
    r"\b(?:it (?:was|is|to be)|put(?:s|ting)? (?:it|the (?:number|figure|total))|(?:number|figure|total) (?:was|is))"
    r"(?: (?:really|actually|in fact))?(?: (?:closer|nearer) to| more like| at)? $"
)
_OF_THEM_BEFORE = re.compile(r"(?:Of|Among) (?:them|those|these),? $")
_NOW = re.compile(
    r"\b(?:[Nn]ow|[Tt]oday),? (?:it['’]s|they['’]re|(?:it|they) (?:is|are|costs?)|(?:we|they|he|she|it|I) (?:have|has))"
    r"(?: only| just)? $"
)
_ONLY = re.compile(r"(?:So far,? )?(?:[Oo]nly|[Jj]ust|[Bb]arely)\b")
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
    for previous, sentence in zip((None, *document.sentences), document.sentences, strict=False):
        if places.get(sentence.paragraph) == "tail" or not HINT.search(document.text, sentence.start, sentence.end):
            continue
        found = _figures_in(document, sentence, reporters)
        found = [figure for figure in found if not _is_next_of_many(figure, figures)]
        figures += _with_antecedent(document, sentence, found, figures, previous.start if previous else 0)
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


def _with_antecedent(
    document: Document, sentence: Any, found: list[Figure], earlier: Sequence[Figure], previous: int
) -> list[Figure]:
    """The figures of a sentence, where its first counts what the only number of the sentence before counts.

    So do those of "eight of them", "the union said it was closer to 90", "only 90 have come" and "now it's 90".
    `previous` is where the sentence before begins.
    """
    if not found or found[0].counted or found[0].unit:
        return found
    since = [f for f in earlier if f.start >= previous]
    first = found[0]
    before = document.slice(sentence.start, first.start)
    if len(since) == 1 and since[0].paragraph == first.paragraph and _NOW.search(before):
        return [replace(first, counted=since[0].counted, unit=since[0].unit), *found[1:]]
    counts = [f for f in since if f.unit is None]
    if len(counts) != 1 or counts[0].paragraph < first.paragraph - 1:
        return found
    again = _SAME_NUMBER.search(before)
    of_them = _OF_THEM.match(document.text, first.end, sentence.end) or _OF_THEM_BEFORE.fullmatch(before)
    here = counts[0].paragraph == first.paragraph
    same = of_them or (here and (again or _is_part(document, first, counts[0])))
    if not same or (not again and _people_since(document, counts[0], sentence.start)):
        return found
    return [replace(first, counted=counts[0].counted), *found[1:]]


def _is_part(document: Document, figure: Figure, whole: Figure) -> bool:
    """Whether a number without a noun is some of those counted before: "only 90 have come", "60 were convicted"."""
    number = next((t for t in document.tokens(figure.start, figure.end) if t.dep_ in NOMINAL_SUBJECTS), None)
    helped = number is not None and any(c.dep_ in ("aux", "auxpass") for c in number.head.lefts)
    if not helped or whole.counted is None or (figure.value or 0) > (whole.value or 0):
        return False
    book, last = load_events(), whole.counted.split()[-1].lower()
    people = last in book.people or last.removesuffix("s") in book.people
    if figure.event is not None and not people and figure.event not in book.of_things:
        return False
    only = _ONLY.match(figure.text) or _ONLY.search(document.text, figure.start - len("So far, "), figure.end)
    return bool(only) or (people and figure.event is not None and whole.event is not None)


def _people_since(document: Document, figure: Figure, end: int) -> bool:
    """Whether "three of them" may be people named after a number of things: "won by two votes. *Senators* left"."""
    people = load_events().people
    if figure.counted is None or not people.isdisjoint((figure.counted.lower(), figure.counted.lower()[:-1])):
        return False
    own = figure.counted.split()
    since = [token for token in document.tokens(figure.end, end) if token.tag_ == "NNS" and token.text not in own]
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
