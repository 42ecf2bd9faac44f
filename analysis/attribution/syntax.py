"""Who said what, by syntax and a lexicon of cues: from a document to its attributions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from spacy.tokens import Token

from analysis.article import Span
from analysis.attribution import Attribution
from analysis.attribution.clauses import can_speak, covering, source_phrase, subject_of
from analysis.attribution.continuation import Cover, continue_quotations
from analysis.attribution.cues import CueBook
from analysis.attribution.headlines import colon_quotations, headline_infinitives, labelled, signed
from analysis.attribution.nominals import according_to, as_clause, hearsay, noun_readings, seeming
from analysis.attribution.predicates import predicate_readings
from analysis.attribution.reported_clauses import Reading
from analysis.attribution.scopes import divide
from analysis.attribution.weighing import circumstances, confidence
from analysis.document import Document

_PARTS = {"VERB": "verb", "AUX": "verb", "ADJ": "adjective", "NOUN": "noun", "PROPN": "noun", "ADV": "adverb"}
#: What the parser's lemmatizer makes of "hoped" and "hated".
_MISTAKEN_LEMMAS = {"hop": "hope", "hat": "hate"}
#: Readings less likely than this are not reported: below it they cost more in wrong rows than they bring in right ones.
_LEAST = 0.3
#: Cues at least this sure are reported from inside another statement too ("Reuters reported that X had said Y").
_PLAIN = 0.7
#: Readings at least this sure hold others inside their content.
_CLEAR = 0.4


def read_syntax(document: Document) -> list[Attribution]:
    """Every attribution of an article, in the order of their contents.

    Parameters
    ----------
    document : Document

    Returns
    -------
    list of Attribution
        Sorted by where their first content begins. Nothing is read from the tail of a page.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> document = read_document(Article("a", "“We will stay,” the mayor of Lyon said. “Nobody leaves.”"))
    >>> found = read_syntax(document)[0]
    >>> document.slice(*found.source), [document.slice(*piece) for piece in found.content]
    ('the mayor of Lyon', ['“We will stay,”', '“Nobody leaves.”'])
    """
    book = CueBook.load()
    found = []
    for reading, kind, share, about in placed_readings(document, book):
        weighed = confidence(share, about, book.weights)
        if weighed >= _LEAST:
            found.append(Attribution(reading.cue, source_span(reading), reading.content, kind, weighed))
    found += [
        Attribution(cue, source, content, "speech", share) for cue, source, content, share in _verbless(document, found)
    ]
    tails = [(p.start, p.end) for p in document.paragraphs if p.place == "tail"]
    found = [a for a in found if not any(start <= a.content[0][0] < end for start, end in tails)]
    found = _distinct(found)
    return sorted(continue_quotations(document, found), key=lambda a: (a.content[0], a.cue or a.content[0]))


def placed_readings(document: Document, book: CueBook) -> Iterator[tuple[Reading, str, float, list[str]]]:
    """The best reading of each cue word: with its kind, the share of such readings that are right, its circumstances.

    This is what `training.cues` learns from, and what `read_syntax` weighs.
    """
    trusted = list(_trusted_readings(document, book))
    whole = divide(document, [reading for reading, _, _ in trusted])
    trusted = [(reading, kind, share) for reading, (_, kind, share) in zip(whole, trusted, strict=True)]
    inside = _Insides(
        [(piece, reading.cue) for reading, _, share in trusted if share >= _CLEAR for piece in reading.content]
    )
    for reading, kind, share in trusted:
        about = circumstances(document, reading, nested=inside.holds(reading.cue), clear=share >= _PLAIN)
        yield reading, kind, share, list(about)


def _trusted_readings(document: Document, book: CueBook) -> Iterator[tuple[Reading, str, float]]:
    """The best reading of each cue word, with its kind and how often such readings are right."""
    for word in document.parse:
        key = entry_of(word)
        cue = book.cue(*key) if key is not None else None
        if cue is None or document.quotation_at(word.idx) is not None or _ends_label(word, book):
            continue
        readings = [(cue.frames.get(frame_of(reading), 0.0), reading) for reading in word_readings(document, word)]
        readings = [(share, reading) for share, reading in readings if share]
        if readings:
            share, reading = max(readings, key=lambda pair: pair[0])
            yield reading, cue.kind, share


def _ends_label(word: Token, book: CueBook) -> bool:
    """Whether a word and a colon only say what follows is about: "Chile protests: President admits abuses"."""
    following = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else None
    return following is not None and following.text == ":" and word.lower_ in book.words["labels"]


def entry_of(word: Token) -> tuple[str, str] | None:
    """Where the lexicon keeps a word: part of speech and lemma; None for parts that have no cues."""
    if word.lower_ == "according":
        return "phrase", "according to"
    if word.lemma_ == "go" and any(c.lower_ == "on" and c.i == word.i + 1 for c in word.rights):
        return ("phrase", "go on") if can_speak(subject_of(word)) else None
    part = _PARTS.get(word.pos_)
    return (part, _MISTAKEN_LEMMAS.get(word.lemma_, word.lemma_).lower()) if part else None


def frame_of(reading: Reading) -> str:
    """The name of a reading's frame in the lexicon: with _ at its end where the text names no source."""
    return reading.frame + ("" if reading.source is not None else "_")


def source_span(reading: Reading) -> Span | None:
    """The source as written: the whole noun phrase around its head."""
    return covering(source_phrase(reading.source, reading.word)) if reading.source is not None else None


def word_readings(document: Document, word: Token) -> Iterator[Reading]:
    """Every way to read one word as a cue, trusted or not."""
    part = _PARTS.get(word.pos_)
    if word.lower_ == "according":
        yield from according_to(document, word)
    elif part == "verb":
        asides = list(as_clause(document, word))
        yield from asides or predicate_readings(document, word)
        if word.lemma_ in ("seem", "appear", "look", "sound"):
            yield from seeming(document, word)
    elif part == "adjective":
        yield from predicate_readings(document, word)
    elif part == "noun":
        yield from noun_readings(document, word)
    elif part == "adverb":
        yield from hearsay(document, word)


def _verbless(
    document: Document, found: list[Attribution]
) -> Iterator[tuple[Span, Span | None, tuple[Span, ...], float]]:
    """Headline infinitives, labels, colons and signatures, the last two only where no cue has claimed the quotation."""
    claimed = [piece for a in found for piece in a.content]
    yield from headline_infinitives(document)
    for construct in (labelled, colon_quotations, signed):
        new = list(construct(document, Cover(claimed)))
        claimed += [piece for _, _, content, _ in new for piece in content]
        yield from new


class _Insides:
    """Which cues stand inside the content of another one."""

    def __init__(self, contents: list[tuple[Span, Span]]) -> None:
        self._contents = sorted(contents)
        self._reach = list(accumulate((piece[1] for piece, _ in self._contents), max))

    def holds(self, cue: Span) -> bool:
        place = bisect_right(self._contents, ((cue[0], cue[1]), (0, 0))) - 1
        while place >= 0 and self._reach[place] >= cue[1]:
            (_, end), other = self._contents[place]
            if end >= cue[1] and other != cue:
                return True
            place -= 1
        return False


def _distinct(attributions: list[Attribution]) -> list[Attribution]:
    """One attribution for one source and content, however many cues lead there ("went on to say")."""
    best: dict[tuple[Span | None, tuple[Span, ...]], Attribution] = {}
    for attribution in attributions:
        key = attribution.source, attribution.content
        if key not in best or best[key].confidence < attribution.confidence:
            best[key] = attribution
    return list(best.values())
