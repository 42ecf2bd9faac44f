"""What a report says in words and counts: the article in short, what was resolved and what was not."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

import pandas as pd

from analysis.actors import ActorBook, listed
from analysis.comparison import compare, headline_repeats, in_words
from analysis.errors import UNLISTED_ACTOR

if TYPE_CHECKING:
    from analysis.document import Document
    from analysis.pipeline import Analysis


def confident(result: Analysis, minimum: float) -> Analysis:
    """Keep the statements and stances that are at least so likely to be right; figures carry no confidence.

    A stance goes with its statement. A figure keeps its source, as the number is reported by somebody all the same, but
    no longer points to a statement that goes.

    Parameters
    ----------
    result : Analysis
    minimum : float
        From 0, which keeps all, to 1.

    Returns
    -------
    Analysis
        With the same articles and documents.

    Raises
    ------
    ValueError
        If `minimum` is not between 0 and 1.
    """
    if not 0 <= minimum <= 1:
        raise ValueError(f"minimum_confidence={minimum}: give a number from 0 to 1")
    statements = result.statements[result.statements["confidence"].fillna(1).ge(minimum)]
    kept = set(statements["statement_id"])
    stances = result.stances[
        result.stances["confidence"].fillna(1).ge(minimum) & result.stances["statement_id"].isin(kept)
    ]
    figures = result.figures.copy()
    gone = figures["statement_id"].notna() & ~figures["statement_id"].isin(kept)
    figures.loc[gone, "statement_id"] = pd.NA
    return replace(
        result,
        statements=statements.reset_index(drop=True),
        stances=stances.reset_index(drop=True),
        figures=figures,
    )


def left_out(found: Analysis, kept: Analysis, minimum: float) -> list[str]:
    """Say how much of what was found is below the least confidence asked for; nothing where nothing is.

    Parameters
    ----------
    found, kept : Analysis
        Before and after `confident`.
    minimum : float

    Returns
    -------
    list of str
    """
    statements = len(found.statements) - len(kept.statements)
    stances = len(found.stances) - len(kept.stances)
    if not statements and not stances:
        return []
    return [
        f"Left out, as less sure than {minimum:g}: {_many(statements, 'statement')} and {_many(stances, 'stance')}. "
        "Who is silent here may have spoken there."
    ]


def actors_named(result: Analysis, actors: str, actors_file: str | None = None) -> list[str]:
    """The actors of a comma-separated list; of an empty one all who speak, those with most statements first.

    Any name that an actor has in the list of actors is good: "the United States" gives "US".

    Warns
    -----
    UserWarning
        Of a name that is in no list of actors (nor in `actors_file`), where nobody speaks for it either.
    """
    speaking = list(result.statements["actor"].dropna().value_counts().index)
    named = listed(actors)
    unheard = [name for name in named if name not in speaking]
    book = ActorBook.load(actors_file) if unheard else None
    actor_of = {name: book.called(name) for name in unheard} if book is not None else {}
    for name, actor in actor_of.items():
        if book is not None and actor is None:
            meant = " or ".join(book.like(name))
            hint = f"is {meant} meant?" if meant else "is it spelt as the text has it?"
            warnings.warn(UNLISTED_ACTOR.format(name=name, hint=hint), stacklevel=2)
    return list(dict.fromkeys(actor_of.get(name) or name for name in named)) or speaking


def in_short(result: Analysis, actors: Sequence[str]) -> list[str]:
    """Say in a few sentences what was found: how much, who stands for what, which figures are reported.

    Parameters
    ----------
    result : Analysis
    actors : sequence of str
        Actors to speak of, in order.

    Returns
    -------
    list of str
        One sentence on the whole, one an actor, one on other actors, one on the figures.
    """
    body = result.statements[result.statements["place"].eq("body")]
    speakers = body["speaker"].dropna().nunique()
    whole = (
        f"{_statements_of(result.statements)} by {_many(speakers, 'named speaker')}, "
        f"{_many(len(_without_repeats(result)), 'stance')} taken and {_many(len(result.figures), 'figure')} reported."
    )
    figures = [
        f"{row.text}{'' if pd.isna(row.event) or row.event in row.text else f' ({row.event})'}"
        + (f", says {row.reported_by}" if pd.notna(row.reported_by) else ", no source given")
        for row in result.figures.itertuples()
    ]
    reported = [f"Figures: {'; '.join(' '.join(figure.split()) for figure in figures[:6])}."] if figures else []
    if len(figures) > 6:
        reported = [f"{reported[0][:-1]}; and {len(figures) - 6} more below."]
    matrix = compare(result.stances, actors, statements=result.statements)
    elsewhere = other_stances(result, actors)["actor"].value_counts()
    positions = [
        _with_others(sentence, int(elsewhere.get(actor, 0))).replace(
            f"{actor}:", f"{actor}, {_statements_of(result.statements[result.statements['actor'].eq(actor)])}:", 1
        )
        for actor, sentence in zip(dict.fromkeys(actors), in_words(matrix), strict=True)
    ]
    others = body.loc[~body["actor"].isin(list(actors)), "actor"].dropna().value_counts()
    named = ", ".join(f"{actor} ({n})" for actor, n in sorted(others.items(), key=lambda item: (-item[1], item[0])))
    positions += [f"Others, with their statements: {named}."] if named else []
    return [whole, *positions, *reported]


def other_stances(result: Analysis, actors: Sequence[str]) -> pd.DataFrame:
    """The stances of some actors on what is no issue of the list: these are in no cell of a matrix of issues.

    Returns
    -------
    DataFrame
        Rows of the stances table without those of a headline that repeats the body, in the order of `actors`.
    """
    stances = _without_repeats(result)
    found = stances[stances["issue"].isna() & stances["actor"].isin(list(actors))]
    rank = {actor: place for place, actor in enumerate(actors)}
    return found.sort_values("actor", key=lambda column: column.map(rank), kind="stable")


def _with_others(sentence: str, others: int) -> str:
    """What an actor stands for, and how many stances more it takes on what is no issue of the list."""
    if not others:
        return sentence
    if "no stance found" in sentence:
        return sentence.replace("no stance found", f"no stance on a listed issue, {others} on other matters")
    return f"{sentence.removesuffix('.')}; {_many(others, 'stance')} on other matters."


def resolution(result: Analysis) -> pd.DataFrame:
    """Count what could be resolved and what could not.

    Returns
    -------
    DataFrame
        `question`, `resolved`, `of`, and `unresolved`.
    """
    statements, stances, figures = result.statements, result.stances, result.figures
    asked = [
        ("statements whose speaker is named", statements["speaker"].notna()),
        ("statements whose speaker speaks for a known actor", statements["actor"].notna()),
        ("statements with a day", statements["said_on"].notna()),
        ("statements that take a stance", statements["statement_id"].isin(set(stances["statement_id"]))),
        ("stances on an issue of the issues file", stances["issue"].notna()),
        ("stances with a side on an issue of the issues file", stances["issue_polarity"].fillna(0).ne(0)),
        ("figures with something counted", figures["counted"].notna()),
        ("figures with a source", figures["reported_by"].notna()),
    ]
    rows = [(question, int(yes.sum()), len(yes), len(yes) - int(yes.sum())) for question, yes in asked]
    return pd.DataFrame(rows, columns=["question", "resolved", "of", "unresolved"])


def unresolved_statements(result: Analysis) -> pd.DataFrame:
    """List the statements without a named speaker or a known actor, as the article words them."""
    missing = result.statements["speaker"].isna() | result.statements["actor"].isna()
    return result.statements.loc[missing, ["speaker_text", "speaker", "role", "actor", "cue", "content"]]


def main_term(document: Document) -> str:
    """The noun that the article uses most, as a pattern for `kwic` that finds all its forms; of several the first.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> main_term(read_document(Article("a", "A new country joined. Both countries signed.")))
    'countr*'
    """
    words = [token for token in document.parse if token.is_alpha and len(token) > 3] or list(document.parse)
    nouns = [token for token in words if token.pos_ == "NOUN"] or words
    lemmas = Counter(token.lemma_ for token in nouns)
    most_used = max(lemmas, key=lambda lemma: lemmas[lemma])
    forms = sorted(token.lower_ for token in nouns if token.lemma_ == most_used)
    shared = [a for a, b in takewhile(lambda pair: pair[0] == pair[1], zip(forms[0], forms[-1], strict=False))]
    return f"{''.join(shared)}*"


def _without_repeats(result: Analysis) -> pd.DataFrame:
    repeats = headline_repeats(result.stances, statements=result.statements)
    return result.stances if repeats is None else result.stances[~repeats]


def _statements_of(rows: pd.DataFrame) -> str:
    """How many statements there are: those of the body, and beside them those of titles, which may take stances too."""
    titles = int(rows["place"].ne("body").sum())
    return _many(len(rows) - titles, "statement") + (f" (and {titles} in headlines)" if titles else "")


def _many(n: int, thing: str) -> str:
    return f"{n:,} {thing}{'' if n == 1 else 's'}"
