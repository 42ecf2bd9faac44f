"""Who said what: the seam between a document and everything that is read from its statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.article import Span

if TYPE_CHECKING:
    from analysis.document import Document


#: The confidence of a reading that nothing is held against.
CERTAIN = 0.99


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attributed statement, as spans of the article's text.

    Attributes
    ----------
    cue : (int, int) or None
        "condemned", "according to"; the colon or dash where that is all there is.
    source : (int, int) or None
        Who says so, as written; None where nobody is named.
    content : tuple of (int, int)
        What is said, in text order; several pieces where the cue stands inside it.
    kind : str
        ``"speech"``, or ``"attitude"`` (believes, wants, fears).
    confidence : float
        How likely source and content are both right, 0 to 1, calibrated on annotated articles.
    """

    cue: Span | None
    source: Span | None
    content: tuple[Span, ...]
    kind: str
    confidence: float


def find_attributions(document: Document) -> list[Attribution]:
    """Every attribution of an article: what syntax and the trained encoder find, in one vote, and acts done in words.

    Parameters
    ----------
    document : Document

    Returns
    -------
    list of Attribution
        In the order of their contents. Nothing is read from the tail of a page.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> document = read_document(Article("a", "“We will stay,” the mayor of Lyon said. “Nobody leaves.”"))
    >>> found = find_attributions(document)
    >>> [(document.slice(*a.source), [document.slice(*piece) for piece in a.content]) for a in found]
    [('the mayor of Lyon', ['“We will stay,”', '“Nobody leaves.”'])]
    """
    from analysis.attribution.asides import is_aside
    from analysis.attribution.boundaries import within_bounds
    from analysis.attribution.continuation import continue_quotations
    from analysis.attribution.encoded import find_spans
    from analysis.attribution.performatives import find_performatives
    from analysis.attribution.syntax import read_syntax
    from analysis.attribution.voting import vote, with_relayed

    syntactic = read_syntax(document)
    voted = [within_bounds(document, a) for a in vote(syntactic, find_spans(document))]
    relays = [a for a in voted if a.cue is not None and document.slice(*a.cue).lower() == "according to"]
    voted = with_relayed(voted, syntactic, relays)
    reported = continue_quotations(document, voted, across_paragraphs=False)
    found = [a for a in (*reported, *find_performatives(document, reported)) if not is_aside(document, a)]
    return sorted(found, key=lambda a: (a.content[0], a.cue or a.content[0]))
