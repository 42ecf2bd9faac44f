"""Statements: one row for each thing that somebody says, with who says it, how it is quoted, and when it was said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.actors import ActorBook
from analysis.article import Span
from analysis.attribution import Attribution, find_attributions
from analysis.document import Document
from analysis.quotations import Quotation
from analysis.statements.edges import is_topic, with_whole_edges
from analysis.statements.joint import fits_several, joint_sources
from analysis.statements.phrases import BY_THING, NOBODY, Speaker
from analysis.statements.saydates import said_on
from analysis.statements.speakers import Speakers

_WHOLLY = 0.98  # of a content's letters and digits inside quotation marks make it a direct quotation
_NOBODYS = {"that", "this", "it", "there"}  # as a subject, they leave "they" to who spoke in the same sentence
_LONGEST_JOINT = 160  # characters


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of the statements table; ``analysis.tables.STATEMENTS`` describes each field."""

    article_id: str
    statement_id: str
    speaker: str | None
    speaker_text: str | None
    speaker_start: int | None
    speaker_end: int | None
    role: str | None
    actor: str | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    content: str
    content_start: int
    content_end: int
    content_spans: tuple[Span, ...]
    quote_type: str
    kind: str
    via: str | None
    place: str
    said_on: str | None
    paragraph: int
    confidence: float


def read_statements(
    document: Document, *, actors: ActorBook, attributions: Iterable[Attribution] | None = None
) -> list[Statement]:
    """The statements of a document, in text order.

    Parameters
    ----------
    document : Document
    actors : ActorBook
        Who speaks for whom.
    attributions : iterable of Attribution, optional
        The spans of source, cue and content; found by ``find_attributions`` where not given.

    Returns
    -------
    list of Statement
        Ids are ``<article_id>:s<n>``, n from 1. What cannot be resolved is None. Several actors who say a thing
        together ("France and Germany urged ...") have a row each.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> text = "“We will wait,” said Ana Ruiz, a Spanish government spokeswoman. She added that talks would resume."
    >>> for s in read_statements(read_document(Article("a", text)), actors=ActorBook.load()):
    ...     print(s.statement_id, s.speaker_text, "->", s.speaker, s.actor, s.quote_type)
    a:s1 Ana Ruiz, a Spanish government spokeswoman -> Ana Ruiz Spain direct
    a:s2 She -> Ana Ruiz Spain indirect
    """
    found = list(find_attributions(document) if attributions is None else attributions)
    found = [with_whole_edges(document, actors, a) for a in found]
    found = [a for a in found if a.content and not is_topic(document, actors, a)]
    found = sorted(found, key=lambda a: (a.content[0][0], a.content[-1][1], a.cue or (0, 0)))
    resolver = Speakers(document, actors)
    sources = {a.source for a in found if a.source}
    several = [(one, meant) for a in found for one, meant in _each(document, actors, resolver, a, sources)]
    found = [attribution for attribution, _ in several]
    outer = _outer(found)
    speakers = _speakers(resolver, found, [meant for _, meant in several], outer)
    ids = [f"{document.article.article_id}:s{n}" for n in range(1, len(found) + 1)]
    contents = sorted(piece for attribution in found for piece in attribution.content)
    cues = sorted({attribution.cue[0] for attribution in found if attribution.cue})
    via = [None if at is None else ids[at] for at in outer]
    return [
        _row(document, a, speakers[i], ids[i], via[i], _reporting_words(document, a, contents, cues))
        for i, a in enumerate(found)
    ]


def _row(
    document: Document,
    attribution: Attribution,
    speaker: Speaker,
    statement_id: str,
    via: str | None,
    reporting_words: str,
) -> Statement:
    source, cue, content = attribution.source, attribution.cue, attribution.content
    start, end = content[0][0], content[-1][1]
    paragraph = document.paragraph_at(start)
    return Statement(
        article_id=document.article.article_id,
        statement_id=statement_id,
        speaker=speaker.name,
        speaker_text=document.slice(*source) if source else None,
        speaker_start=source[0] if source else None,
        speaker_end=source[1] if source else None,
        role=speaker.role,
        actor=speaker.actor,
        cue=document.slice(*cue) if cue else None,
        cue_start=cue[0] if cue else None,
        cue_end=cue[1] if cue else None,
        content=document.slice(start, end),
        content_start=start,
        content_end=end,
        content_spans=tuple(content),
        quote_type=quote_type(document, content),
        kind=attribution.kind,
        via=via,
        place=paragraph.place if paragraph else "body",
        said_on=said_on(reporting_words, document.article.published),
        paragraph=paragraph.index if paragraph else 0,
        confidence=round(min(1.0, attribution.confidence * speaker.certainty), 3),
    )


def _each(
    document: Document, actors: ActorBook, resolver: Speakers, attribution: Attribution, sources: Collection[Span]
) -> list[tuple[Attribution, Span | None]]:
    """One attribution for each of several actors who say a thing together, and where each is named.

    "France and Germany urged restraint. *They* said ..."
    """
    source = attribution.source
    if source is None or source[1] - source[0] > _LONGEST_JOINT:
        return [(attribution, source)]
    written = document.slice(*source)
    if fits_several(written) and (many := resolver.subjects.many_before(source[0])):
        whole = next((s for s in sources if s[0] <= many[0] and many[1] <= s[1]), many)  # the parser may cut it
        if document.slice(*many).lower() in _NOBODYS:  # "That is why France and Chad object. They ..."
            whole = max((s for s in sources if many[1] <= s[0] and s[1] <= source[0]), default=many)
        parts = joint_sources(document, actors, whole)
        if fits_several(written, len(parts)):
            return [(attribution, part) for part in parts] or [(attribution, source)]
    paragraph = document.paragraph_at(source[0])
    in_headline = paragraph is not None and paragraph.place == "headline"  # "China, Russia block the draft"
    if " and " not in written and not (in_headline and ", " in written):
        return [(attribution, source)]
    parts = joint_sources(document, actors, source)
    if len(parts) < 2:
        return [(attribution, source)]
    return [(replace(attribution, source=part), part) for part in parts]


def quote_type(document: Document, content: Sequence[Span]) -> str:
    """How a content is quoted: ``"direct"`` where (nearly) all its letters and digits stand in quotation marks,
    ``"mixed"`` where some do, else ``"indirect"``.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> quote_type(read_document(Article("a", "He called it “a farce” on air.")), [(3, 22)])
    'mixed'
    """
    text, total, quoted = document.text, 0, 0
    for start, end in content:
        total += _letters(text, start, end)
        at = start
        while at < end and (quotation := _next_quotation(document, at, end)) is not None:
            stop = min(end, quotation.end)
            quoted += _letters(text, max(at, quotation.start), stop)
            at = stop
    return "direct" if total and quoted >= _WHOLLY * total else "mixed" if quoted else "indirect"


def _next_quotation(document: Document, at: int, end: int) -> Quotation | None:
    """The first quotation that reaches into ``at:end``."""
    quotations = document.quotations
    i = bisect_right(quotations, at, key=lambda q: q.end)
    return quotations[i] if i < len(quotations) and quotations[i].start < end else None


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))


def _outer(found: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the innermost other one whose content holds its cue and its content."""
    outer: list[int | None] = [None] * len(found)
    open_: list[int] = []  # those whose content may still hold the next ones
    widest_first = sorted(range(len(found)), key=lambda k: (found[k].content[0][0], -found[k].content[-1][1]))
    for i in widest_first:
        start = found[i].content[0][0]
        open_ = [k for k in open_ if found[k].content[-1][1] > start]
        holding = [k for k in open_ if _holds(found[k], found[i])]
        outer[i] = min(holding, key=lambda k: found[k].content[-1][1] - found[k].content[0][0], default=None)
        open_.append(i)
    return outer


def _holds(outer: Attribution, inner: Attribution) -> bool:
    within = outer.content[0][0] <= inner.content[0][0] and inner.content[-1][1] <= outer.content[-1][1]
    if not within or outer.content == inner.content:
        return False
    cue = inner.cue
    return cue is None or any(start <= cue[0] and cue[1] <= end for start, end in outer.content)


def _speakers(
    resolver: Speakers, found: Sequence[Attribution], meant: Sequence[Span | None], outer: Sequence[int | None]
) -> list[Speaker]:
    """The speaker of each attribution, resolved in the order in which a reader meets their sources.

    ``meant`` is where each is named: its source, or one of those for whom "they" stands.
    """
    speakers: list[Speaker] = [NOBODY] * len(found)
    known: dict[Span, Speaker] = {}  # two statements of one source have one speaker
    for i in sorted(range(len(found)), key=lambda k: (found[k].source or found[k].cue or found[k].content[0])[0]):
        source, at = meant[i], outer[i]
        if source is None:
            continue
        if source not in known:
            above = meant[at] if at is not None else None
            if above is not None and above not in known:  # "“I think so,” she said": she comes after her I
                known[above] = resolver.resolve(above)
            known[source] = resolver.resolve(source, known.get(above) if above else None)
        speakers[i] = known[source]
        if source != found[i].source:
            speakers[i] = replace(speakers[i], certainty=speakers[i].certainty * BY_THING)
    return speakers


def _reporting_words(document: Document, attribution: Attribution, contents: list[Span], cues: list[int]) -> str:
    """The sentence of the cue (else of the source) without any content in it, up to what is said next."""
    anchor = attribution.cue or attribution.source
    sentence = document.sentence_at(anchor[0]) if anchor else None
    if anchor is None or sentence is None:
        return ""
    parts, at = [], sentence.start
    following = cues[bisect_right(cues, max(anchor[0], min(attribution.content[-1][1], sentence.end))) :][:1]
    stop = min([sentence.end, *following])
    first = bisect_left(contents, (sentence.start, 0))
    earlier = [
        piece for piece in (*attribution.content, *contents[max(0, first - 3) : first]) if piece[1] > sentence.start
    ]
    inside = contents[first : bisect_left(contents, (stop, 0))]
    for start, end in sorted({*earlier, *inside}):
        if start > at:
            parts.append(document.slice(at, min(start, stop)))
        at = max(at, end)
    if at < stop:
        parts.append(document.slice(at, stop))
    return " / ".join(parts)
