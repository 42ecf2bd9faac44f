"""From articles to tables: the one way that text flows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import tables
from analysis.actors import ActorBook
from analysis.article import Article
from analysis.document import Document, read_documents
from analysis.errors import NOT_AN_ACTORS_FILE, NOT_ARTICLES, ArgumentError
from analysis.figures import read_figures_of
from analysis.stances import read_stances
from analysis.stances.issues import IssueBook
from analysis.statements import read_statements

Rows = dict[str, list[dict[str, Any]]]
_MOST_SHOWN = 40  # characters of what is no article


@dataclass(frozen=True, eq=False)
class Analysis:
    """The tables of one or many articles, and the documents they were read from.

    As the last line of a notebook cell it shows the article with its statements, stances and figures marked.

    Attributes
    ----------
    articles, statements, stances, figures : DataFrame
        The tables; ``analysis.tables.codebook()`` describes each column.
    documents : tuple of Document
        In the order of the input.
    """

    articles: pd.DataFrame
    statements: pd.DataFrame
    stances: pd.DataFrame
    figures: pd.DataFrame
    documents: tuple[Document, ...]

    @property
    def document(self) -> Document:
        """The document, where there is one article.

        Raises
        ------
        ValueError
            There are none or several: use ``documents``.
        """
        if len(self.documents) != 1:
            raise ValueError(f"there are {len(self.documents)} documents here, not one; use .documents")
        return self.documents[0]

    def save(self, out: str | Path, format: str = "parquet") -> list[Path]:
        """Write the tables, their ``datapackage.json`` and ``codebook.md`` into folder ``out``.

        Parameters
        ----------
        out : str or Path
            A folder; made where it is missing.
        format : {"parquet", "csv", "jsonl", "xlsx"}
            ``xlsx`` writes one workbook, ``tables.xlsx``, the others one file a table.

        Returns
        -------
        list of Path
            The files written.
        """
        return save_tables({name: getattr(self, name) for name in tables.TABLES}, Path(out), format)

    def __repr__(self) -> str:
        return f"<analysis: {', '.join(f'{len(getattr(self, name))} {name}' for name in tables.TABLES)}>"

    def _repr_html_(self) -> str:
        from analysis.display import annotated

        return "".join(annotated(document, self) for document in self.documents[:1])


def analyze(
    articles: Article | Iterable[Article],
    *,
    actors: str | Path | ActorBook | None = None,
    issues: str | Path | IssueBook | None = None,
) -> Analysis:
    """Turn one article or many into tables of statements, stances and figures.

    Parameters
    ----------
    articles : Article or iterable of Article
        From ``read_article`` or ``read_articles``.
    actors : str, Path or ActorBook, optional
        A YAML file of your own actors, read on top of the built-in ones.
    issues : str, Path or IssueBook, optional
        A YAML file of your own issues, instead of the built-in ones.

    Returns
    -------
    Analysis

    Raises
    ------
    ArgumentError
        What is given is no article, or no file of actors.

    Examples
    --------
    >>> from analysis.article import Article
    >>> result = analyze(Article("a", "The strike is a disgrace, the French government said on Monday."))
    >>> result.statements[["speaker_text", "cue", "actor"]].iloc[0].tolist()
    ['the French government', 'said', 'France']
    """
    chosen = [articles] if isinstance(articles, Article | str | Path) else list(articles)
    for article in chosen:
        if not isinstance(article, Article):
            shown = str(article)
            shown = f"{shown[:_MOST_SHOWN]}..." if len(shown) > _MOST_SHOWN else shown
            raise ArgumentError(NOT_ARTICLES.format(given=repr(shown)))
    documents = tuple(read_documents(chosen))
    rows: Rows = {name: [] for name in tables.TABLES}
    for part in article_rows(documents, actor_book(actors), issue_book(issues)):
        for name, part_rows in part.items():
            rows[name] += part_rows
    found = {name: tables.frame(name, part) for name, part in rows.items()}
    # So that `compare` can leave out headlines that repeat the body when it is given the stances alone.
    headlines = found["statements"].loc[found["statements"]["place"].ne("body"), "statement_id"]
    found["stances"].attrs["headline_statements"] = headlines.tolist()
    return Analysis(**found, documents=documents)


def article_rows(documents: Iterable[Document], actors: ActorBook, issues: IssueBook) -> Iterator[Rows]:
    """The rows of every table, one document at a time: plain values, not yet validated."""
    for document in documents:
        statements = read_statements(document, actors=actors)
        stances = read_stances(document, statements, actors=actors, issues=issues)
        figures = read_figures_of(document, statements, actors=actors)
        yield {
            "articles": [article_row(document)],
            "statements": [asdict(row) for row in statements],
            "stances": [asdict(row) for row in stances],
            "figures": [asdict(row) for row in figures],
        }


def article_row(document: Document) -> dict[str, Any]:
    """The article's own row."""
    article = document.article
    return {
        "article_id": article.article_id,
        "title": article.title or _headline(document),
        "source": article.source,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "n_chars": article.n_chars,
        "n_words": article.n_words,
        "n_paragraphs": len(document.paragraphs),
        "sha256": article.sha256,
        "repairs": [asdict(repair) for repair in document.repairs],
    }


def _headline(document: Document) -> str | None:
    """The headline without a section label glued to it."""
    headline = next((p for p in document.paragraphs if p.place == "headline"), None)
    if headline is None:
        return None
    label = next((r for r in document.repairs if r.kind == "section-label" and r.start == headline.start), None)
    return document.slice(label.end if label else headline.start, headline.end).strip()


def actor_book(given: str | Path | ActorBook | None) -> ActorBook:
    """The built-in actors, with the user's file on top where one is given."""
    if not isinstance(given, ActorBook | str | Path | None):
        raise ArgumentError(NOT_AN_ACTORS_FILE.format(given=given))
    return given if isinstance(given, ActorBook) else ActorBook.load(given)


def issue_book(given: str | Path | IssueBook | None) -> IssueBook:
    """The user's issues, or the built-in ones."""
    return given if isinstance(given, IssueBook) else IssueBook.load(given)


def save_tables(found: dict[str, pd.DataFrame], out: Path, format: str) -> list[Path]:
    """Write tables with their data package and codebook into ``out``; returns the files written."""
    out.mkdir(parents=True, exist_ok=True)
    if format == "xlsx":
        from analysis.annotations.workbook import write_workbook

        paths = dict.fromkeys(found, write_workbook(found, out / "tables.xlsx"))
    else:
        paths = {name: out / f"{name}.{format}" for name in found}
        for name, path in paths.items():
            tables.write_table(name, found[name], path)
    package, book = out / "datapackage.json", out / "codebook.md"
    package.write_text(json.dumps(tables.data_package(paths, "News stances"), indent=2) + "\n", "utf-8")
    book.write_text(tables.codebook(), "utf-8")
    return [*dict.fromkeys(paths.values()), package, book]
