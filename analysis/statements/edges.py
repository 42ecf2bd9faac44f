"""Where sources and contents begin and end: at whole words and phrases, beside datelines and verbs."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.actors.names import words_of
from analysis.article import Span
from analysis.attribution import Attribution
from analysis.datelines import end_of_dateline
from analysis.document import Document
from analysis.statements.pronouns import SELF

_PLACE = re.compile(r"([^\W\d_][\w.'’]*(?:[ /][^\W\d_][\w.'’]*){0,4}) [-–—] (?=[^\W\d_])")
_TALLY = re.compile(
    r"\d+(?: to |[-–]| ?votes? to )\d+,?(?:\s+on [A-Z]\w+day,?)?(?:\s+that\s+|$|\s+(?=to\b|for\b|against\b|in\b))"
)
_NAMING = re.compile(r"as\b(?! (?:many|much|few|little|long|soon)\b)")
_SHORT_THING = re.compile(r"\s+([\w'’ -]{2,60}?)\s+")
_DANGLING = frozenset("as and but while when after before because in at on of with from by to".split())  # noqa: SIM905
_SPELL = re.compile(
    r"(?:(?:the )?(?:last|past|first|next) )?(?:(?!the\b)[\w-]+ ){0,2}"
    r"(?:hour|day|night|week|month|year|decade)s? (?=[\w“])",
    re.I,
)
_DURING = re.compile(r"\b(?:for|after|in|within|over)\s+$", re.I)
_LONGEST_PREPOSITION = 10  # characters


def with_whole_edges(document: Document, actors: ActorBook, attribution: Attribution) -> Attribution:
    """An attribution whose source is all of who speaks and no more, and whose content ends with its last phrase.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> document = read_document(Article("a", "Lima - Peru's parliament rejected the veto."))
    >>> found = Attribution((25, 33), (0, 24), ((34, 42),), "speech", 1.0)
    >>> document.slice(*with_whole_edges(document, ActorBook.load(), found).source)
    "Peru's parliament"
    """
    source = attribution.source
    if source is not None and _in_dateline(document, source):
        source = None
    if source is not None:
        source = _without_verb(document, _after_place(document, actors, _whole_words(document.text, source)))
    content, cue = attribution.content, attribution.cue
    for mended in (_without_tally, _with_named, _without_others):
        content = mended(document, content, cue)
    return replace(attribution, source=source, content=_with_whole_end(document, content))


def is_topic(document: Document, actors: ActorBook, attribution: Attribution) -> bool:
    """Whether a headline's country before a colon is where the news is from, not who says it: "Chad: UN urges talks".

    What a country says in a headline is an appeal, an intent or a quotation: "Chad: Libya must leave".
    """
    source, cue = attribution.source, attribution.cue
    paragraph = document.paragraph_at(source[0]) if source else None
    if source is None or cue is None or document.slice(*cue) != ":" or paragraph is None or paragraph.index:
        return False
    words = words_of(document.text, *source)
    country = any(
        j - i == len(words) and role == "name" and actors.kind_of(actor) in STATES
        for i, j, (actor, role) in actors.names_in(words)
    )
    rest = document.tokens(cue[1], paragraph.end)
    speaks = any(t.tag_ == "MD" or t.lower_ in SELF or document.quotation_at(t.idx) for t in rest)
    return (country or actors.is_place(words)) and not speaks


def _in_dateline(document: Document, source: Span) -> bool:
    """Whether a source is where and by whom an article was written ("LIMA, Peru (AP) —"): nobody who says anything."""
    paragraph = document.paragraph_at(source[0])
    if paragraph is None:
        return False
    end = end_of_dateline(document.text, paragraph.start, paragraph.end)
    return end is not None and source[1] <= end


def _whole_words(text: str, source: Span) -> Span:
    """A source with all of the hyphenated name that it begins in: "Persad-Bissessar", which the parser cuts.

    It is without an "as" at its end ("the Harbour Board | as" before a quotation) and a time at its beginning ("for
    *ten days* | students have ...").
    """
    start = source[0]
    if (spell := _SPELL.match(text, *source)) and _DURING.search(text, max(0, start - _LONGEST_PREPOSITION), start):
        start = spell.end()
    while start > 1 and text[start - 1] == "-" and text[start - 2].isalpha():
        start -= 1
        while start > 0 and text[start - 1].isalpha():
            start -= 1
    words = words_of(text, *source)
    dangling = len(words) > 1 and words[-1].text == "as"
    return start, words[-2].end if dangling else source[1]


def _after_place(document: Document, actors: ActorBook, source: Span) -> Span:
    """A source without the place of a short dateline that it begins with: "Tbilisi - Georgia's parliament"."""
    paragraph = document.paragraph_at(source[0])
    match = _PLACE.match(document.text, *source) if paragraph and paragraph.start == source[0] else None
    if match is None:
        return source
    places = words_of(document.text, *match.span(1))
    known = [name for name in actors.names_in(places) if name[2][1] in ("seat", "name")]
    return (match.end(), source[1]) if known or actors.is_place(places) else source


def _without_verb(document: Document, source: Span) -> Span:
    """The subject alone of a source that goes on to its verb: "The Senate voted 52 to 48 | to pass"."""
    tokens = document.tokens(*source)
    if not len(tokens) or tokens.root.pos_ != "VERB" or tokens[-1].sent.start != tokens[0].sent.start:
        return source
    verb = tokens.root
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.left_edge.idx > source[0] or not tokens.start <= subject.right_edge.i < verb.i:
        return source
    last = subject.right_edge
    return source[0], last.idx + len(last)


def _without_tally(document: Document, content: tuple[Span, ...], cue: Span | None) -> tuple[Span, ...]:
    """A content without the count of the votes for it: "voted | 52 to 48 | to pass the bill"."""
    tally = _TALLY.match(document.text, *content[0]) if content and cue and cue[1] < content[0][0] else None
    if tally is None:
        return content
    rest = ((tally.end(), content[0][1]),) if tally.end() < content[0][1] else ()
    return (*rest, *content[1:]) or content


def _with_named(document: Document, content: tuple[Span, ...], cue: Span | None) -> tuple[Span, ...]:
    """A content with what gets the name that it begins with: "dismissed | that | as “nonsense”"."""
    if not content or cue is None or cue[1] >= content[0][0] or not _NAMING.match(document.text, *content[0]):
        return content
    thing = _SHORT_THING.fullmatch(document.text, cue[1], content[0][0])
    return ((thing.start(1), content[0][1]), *content[1:]) if thing else content


def _without_others(document: Document, content: tuple[Span, ...], cue: Span | None) -> tuple[Span, ...]:
    """A content without the clauses of others beyond a semicolon: "Nine died, police said; | medics spoke of 12"."""
    if cue is None or content[0][1] > cue[0]:
        return content
    start, end = content[0]
    at = document.text.rfind(";", start, end)
    if document.slice(*cue).lower().startswith("according") and at > 0 and document.quotation_at(at) is None:
        start = at + 1  # "it was a ploy; | three were killed, according to medics"
        start += len(document.text[start:end]) - len(document.text[start:end].lstrip())
        return ((start, end), *content[1:]) if start < end else content
    others = [
        piece
        for piece in content[1:]
        if ";" in document.slice(cue[1], max(cue[1], piece[0])) and document.quotation_at(piece[0]) is None
    ]
    return tuple(piece for piece in content if piece not in others)


def _with_whole_end(document: Document, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """A content that ends with its last phrase: with what its last preposition governs, without a dangling "as"."""
    if not content:
        return content
    start, end = content[-1]
    tokens = document.tokens(start, end)
    last = tokens[-1] if len(tokens) > 1 else None
    if last is None or last.idx + len(last) != end:
        return content
    if last.tag_ in ("WP", "WDT") and last.nbor(-1).dep_ == "prep" and len(tokens) > 2:  # "fled, | in what she called"
        before = tokens[-3] if tokens[-3].text != "," or len(tokens) < 4 else tokens[-4]
        return (*content[:-1], (start, before.idx + len(before)))
    if last.lower_ not in _DANGLING:
        return content
    if last.dep_ == "prep" and any(child.dep_ == "pobj" for child in last.rights):
        edge = last.right_edge
        return (*content[:-1], (start, edge.idx + len(edge)))
    after = last.doc[last.i + 1] if last.i + 1 < len(last.doc) else None
    ends = last.dep_ == "advmod" and (after is None or after.is_punct or after.is_space)  # "heard this song *before*"
    reason = last.lower_ == "because" or (last.lower_ == "as" and tokens[-2].text == ",")
    if reason and last.dep_ == "mark" and last.head.dep_ == "advcl" and tokens.start <= last.head.head.i < last.i:
        edge = _last_word(last.head)  # "was shut, as | ice had formed"
        return (*content[:-1], (start, edge.idx + len(edge)))
    if last.dep_ in ("mark", "cc", "advmod") and not ends:
        before = tokens[-3] if tokens[-2].text == "," and len(tokens) > 2 else tokens[-2]
        return (*content[:-1], (start, before.idx + len(before)))
    return content


def _last_word(clause: Token) -> Token:
    """The last word of a clause, without the marks after it."""
    words = [word for word in clause.subtree if not (word.is_punct or word.is_space)]
    return words[-1]
