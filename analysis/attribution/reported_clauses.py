"""Reported clauses and quotations: what stands before, after or around a reporting verb ("X," he said, "Y")."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from analysis.article import Span
from analysis.attribution.clauses import (
    covering,
    doer_of,
    noun_phrase,
    phrase,
    source_phrase,
    subject_of,
    without_that,
)
from analysis.attribution.cues import CueBook
from analysis.attribution.trimming import quotations_in, trim
from analysis.document import Document
from analysis.quotations import Quotation
from analysis.verbs import SUBJECTS

_INTERPOSED = frozenset({"parataxis", "dep", "conj", "ccomp", "advcl", "appos"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word as a cue: `frame` names it, `word` is the cue's head, spans are offsets in the text."""

    word: Token
    frame: str
    cue: Span
    source: Token | None
    content: tuple[Span, ...]


def _cluster(verb: Token, document: Document) -> list[Token]:
    """The verb with what belongs to reporting, not to what is reported: subject, auxiliaries, addressee, time."""
    quoted = document.quotation_at(verb.idx)
    tokens = [verb]
    for child in verb.children:
        if child.dep_ in ("ccomp", "conj", "cc", "punct", "parataxis", "advcl", "meta", "preconj") or child.is_space:
            continue
        if child.dep_ == "xcomp" or (child.dep_ == "dep" and child.pos_ in ("VERB", "AUX")):
            continue
        if document.quotation_at(child.idx) != quoted and child.dep_ not in ("nsubj", "prep", "npadvmod"):
            continue
        tokens += [token for token in child.subtree if not token.is_space]
    return sorted(tokens, key=lambda token: token.i)


def reported_clause(document: Document, verb: Token) -> Reading | None:
    """A clause, with or without "that", after, before or around the cue; or the quotation that stands there."""
    cluster = _contiguous(_cluster(verb, document), verb)
    inverted = _inverted_subject(verb)
    source = inverted or doer_of(verb) or _subject_in_clause(verb)
    last = verb.nbor(1) if verb.lemma_ == "go" else verb  # "went on"
    cue = verb.idx, last.idx + len(last)
    after = _after(document, verb, cluster[-1])
    before = None
    if after is None or not _is_plain_complement(document, verb, after):
        before = _before(document, verb, verb if inverted is not None else cluster[0], inverted)
    if before is None and after is None:
        before = _quotation_just_ended(document, verb, cluster[0])
    pieces = []
    if before is not None and (trimmed := trim(document, *before, cue=cue)) is not None:
        pieces.append((_sentence_before_quotation(document, trimmed[0]), trimmed[1]))
    if after is not None and (trimmed := trim(document, *after, cue=cue)) is not None:
        pieces.append((trimmed[0], _quoted_end(document, *trimmed)))
    source_span = covering(source_phrase(source, verb)) if source is not None else (0, 0)
    contents = tuple(piece for piece in _merge(pieces) if not (piece[0] < source_span[1] and source_span[0] < piece[1]))
    return Reading(verb, "clause", cue, source, contents) if contents else None


def _subject_in_clause(verb: Token) -> Token | None:
    """The subject that the parser gave to a clause between it and its verb: "A Ruiz, who sits at zero, said that"."""
    if subject_of(verb) is not None or not any(c.dep_ == "ccomp" for c in verb.rights):
        return None
    clause = next((c for c in verb.lefts if c.dep_ == "ccomp"), None)
    return subject_of(clause) if clause is not None and verb.dep_ == "ROOT" else None


def _quotation_just_ended(document: Document, verb: Token, left: Token) -> Span | None:
    """The question or exclamation before a sentence that is only a reporting clause: “Who knows?” Ruiz asked."""
    sentence = verb.sent
    if verb.dep_ != "ROOT" or left.i > sentence.start + 1 or subject_of(verb) is None:
        return None
    end = _end_before(document, sentence.start_char)
    quotation = document.quotation_at(end - 1) if end > 0 else None
    if quotation is None or quotation.end != end or document.text[quotation.inner_end - 1] not in "?!…-—":
        return None
    return quotation.start, quotation.end


def _end_before(document: Document, offset: int) -> int:
    while offset > 0 and document.text[offset - 1].isspace() and document.text[offset - 1] not in "\r\n":
        offset -= 1
    return offset


def _is_plain_complement(document: Document, verb: Token, after: Span) -> bool:
    """Whether what follows is the verb's own clause ("said he would"), so that nothing before it is reported."""
    complement = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    return (
        complement is not None
        and not any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)
        and document.text[after[0]] not in "\"“'‘"
    )


def _sentence_before_quotation(document: Document, start: int) -> int:
    """Where a content begins whose quotation goes on from words before it: The plan “was bad. It failed,” he said."""
    quotation = document.quotation_at(start)
    if (
        quotation is None
        or quotation.start != start
        or not document.text[quotation.inner_start : quotation.inner_start + 1].islower()
    ):
        return start
    sentence = document.sentence_at(start)
    if sentence is None or document.text[sentence.start : start].rstrip().endswith((",", ":")):
        return start
    return sentence.start


def _quoted_end(document: Document, start: int, end: int) -> int:
    """Where a content after its cue ends that has a comma before its last closing mark: said “...,” a nod to Y."""
    quotation = document.quotation_at(end - 1)
    if quotation is not None and quotation.end >= end:
        return end
    for quotation in quotations_in(document, start, end):
        inner = document.text[quotation.inner_start : quotation.inner_end].rstrip()
        rest = document.text[quotation.end : min(end, quotation.end + 40)].split()
        if inner.endswith(",") and rest and (rest[0] in ("while", "a", "an") or rest[0].endswith("ing")):
            return quotation.end
    return end


def _contiguous(tokens: list[Token], verb: Token) -> list[Token]:
    """The part of the cluster that hangs together around the verb, commas aside."""
    here = tokens.index(verb)
    first = last = here
    while first > 0 and _only_marks_between(tokens[first - 1], tokens[first]):
        first -= 1
    while last + 1 < len(tokens) and _only_marks_between(tokens[last], tokens[last + 1]):
        last += 1
    return tokens[first : last + 1]


def _only_marks_between(a: Token, b: Token) -> bool:
    return all(token.text in (",", "(", ")", "-", "–", "—") or token.is_space for token in a.doc[a.i + 1 : b.i])


def _is_after_mark(verb: Token) -> bool:
    before = _token_before(verb)
    return before is not None and before.text in (",", '"', "'", "?", "!", "-", "–", "—")


def _token_before(token: Token) -> Token | None:
    """The token before, in the same sentence, spaces skipped."""
    for before in reversed(token.doc[token.sent.start : token.i]):
        if not before.is_space:
            return before
    return None


def _inverted_subject(verb: Token) -> Token | None:
    """The noun after the verb in "..., announced the president", however the parser labels it."""
    if (
        verb.lemma_ not in CueBook.load().words["inverting"]
        or verb.tag_ not in ("VBD", "VBZ", "VBP")
        or not _is_after_mark(verb)
    ):
        return None
    if any(child.dep_ in ("nsubj", "cc") and child.i < verb.i for child in verb.children) and not _is_answer(verb):
        return None
    for child in verb.rights:
        if child.dep_ in ("nsubj", "dobj", "attr", "dep", "npadvmod", "oprd") and child.pos_ in (
            "NOUN",
            "PROPN",
            "PRON",
        ):
            return child
        if child.dep_ not in ("punct", "advmod"):
            return None
    return None


def _is_answer(verb: Token) -> bool:
    """Whether a sentence is a bare noun, a comma, the verb and who says so: "*Drivers*, say the unions."

    The parser takes the first noun for the subject, and the second for another one or an object.
    """
    first = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    teller = next((c for c in verb.rights if c.dep_ in ("nsubj", "dobj")), None)
    if first is None or teller is None or teller.left_edge.i != verb.i + 1:
        return False
    before, after = verb.doc[verb.sent.start : verb.i], verb.doc[teller.right_edge.i + 1 : verb.sent.end]
    marks = [t.i for t in before if t.is_punct]
    return first.left_edge.i == before.start and marks == [verb.i - 1] and all(t.is_punct or t.is_space for t in after)


def _before(document: Document, verb: Token, left: Token, inverted: Token | None) -> Span | None:
    """What stands before the reporting clause, if it is what is reported."""
    sentence = verb.sent
    mark = _token_before(left)
    if (
        mark is None
        or mark.text in (":", ";")
        or not any(t.is_alpha or t.like_num for t in verb.doc[sentence.start : left.i])
    ):
        return None
    set_off = mark.text in (",", "-", "–", "—", "?", "!", '"', "'") or mark.is_quote
    complement = next((c for c in verb.children if c.i < left.i and c.dep_ in ("ccomp", "dep", "parataxis")), None)
    if complement is not None and (set_off or complement.dep_ == "ccomp"):
        begin = sentence[0] if verb.dep_ == "ROOT" else complement.left_edge
        return begin.idx, left.idx
    if inverted is not None and verb.dep_ in ("ROOT", *_INTERPOSED):
        return sentence[0].idx, left.idx
    if not set_off:
        return None
    quoted = document.quotation_at(mark.idx) is not None and document.quotation_at(verb.idx) is None
    if quoted and not (verb.tag_ == "VBG" and subject_of(verb) is None):
        return sentence[0].idx, left.idx
    governor = verb.head
    if verb.dep_ in ("parataxis", "ccomp", "dep") and subject_of(verb) is not None and not _opens_clause(left):
        own = subject_of(governor)
        if verb.dep_ == "parataxis" or (governor.i > verb.i and own is not None and own.i < left.i):
            return governor.left_edge.idx, left.idx
    return None


def _opens_clause(token: Token) -> bool:
    return token.dep_ in ("mark", "cc") or token.tag_ in ("WDT", "WP", "WRB")


def _after(document: Document, verb: Token, right: Token) -> Span | None:
    """What follows the reporting clause: a complement clause, a quotation, or the rest of an interrupted sentence."""
    complement = next((c for c in verb.rights if _is_complement(c)), None) or _misplaced_complement(verb)
    if complement is not None and (complement.i > right.i or complement.dep_ == "relcl"):
        return covering([*_lost_subject(verb, complement), *_to_semicolon(document, without_that(phrase(complement)))])
    following = _next_word(document, right)
    if following is None:
        return None
    quotation = document.quotation_at(following.idx)
    if quotation is not None and document.quotation_at(verb.idx) is None and following.idx - 3 <= quotation.inner_start:
        if any(_is_object_beyond(c, quotation) for c in verb.rights):
            return None
        return quotation.start, quotation.end
    governor = verb.head
    if governor.i < verb.i and governor.dep_ in SUBJECTS:
        governor = governor.head  # "Growers, he went on, would leave", hung on the growers
    if verb.dep_ in ("parataxis", "ccomp", "dep") and governor.i > verb.i and governor.left_edge.i < verb.i:
        if len(_to_semicolon(document, list(verb.doc[right.i : governor.i]))) < governor.i - right.i:
            return None
        return verb.doc[right.i + 1].idx, governor.right_edge.idx + len(governor.right_edge)
    return None


def _is_complement(child: Token) -> bool:
    return child.dep_ == "ccomp" or (child.dep_ in ("parataxis", "dep") and child.pos_ in ("VERB", "AUX", "ADJ"))


def _lost_subject(verb: Token, complement: Token) -> list[Token]:
    """The subject of a finite clause that the parser took for the cue's object: "claiming *2 million* had marched"."""
    words = [complement, *(c for c in complement.lefts if c.dep_ in ("aux", "auxpass"))]
    if subject_of(complement) is not None or not any(w.tag_ in ("VBD", "VBZ", "VBP", "MD") for w in words):
        return []
    target = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if target is None or verb.lemma_ == "tell" or target.right_edge.i + 1 != complement.left_edge.i:
        return []
    return phrase(target)


def _misplaced_complement(verb: Token) -> Token | None:
    """The "that" clause which the parser hung on a noun in between: "said at a news conference *that he may wait*"."""
    for preposition in verb.rights:
        if preposition.dep_ not in ("prep", "npadvmod"):
            continue
        for token in preposition.subtree:
            if token.dep_ == "relcl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.lefts):
                return token
    return None


def _is_object_beyond(child: Token, quotation: Quotation) -> bool:
    """Whether a quotation is only part of an object ("criticized “crazy claims” of X"), or what an object is called."""
    if child.dep_ == "oprd":
        return child.pos_ in ("ADJ", "NOUN", "PROPN")
    if child.dep_ != "dobj":
        return False
    if child.head.lemma_ not in CueBook.load().words["inverting"] and child.head.lemma_ != "tell":
        return True
    last = noun_phrase(child)[-1]
    return last.idx + 3 > quotation.end and last.is_alpha


def _to_semicolon(document: Document, tokens: list[Token]) -> list[Token]:
    """A clause up to a semicolon outside quotation marks: what stands after it is another sentence."""
    for place, token in enumerate(tokens):
        if place and token.text == ";" and document.quotation_at(token.idx) is None:
            return tokens[:place]
    return tokens


def _next_word(document: Document, token: Token) -> Token | None:
    """The next word of the sentence, marks skipped."""
    for following in token.doc[token.i + 1 : token.sent.end]:
        if following.is_alpha or following.like_num or (not following.is_punct and not following.is_space):
            return following
    return None


def _merge(pieces: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
