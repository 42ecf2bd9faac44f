"""Readings of a verb or predicate adjective as a cue: "denounced X", "vowed to X", "is confident that X".

A reading is one way that a word could report something; the lexicon says which of them count, and how often each is
right. One small function reads one frame, so that each can be measured, kept or dropped on its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from analysis.article import Span
from analysis.clauses import agent_of, covering, doer_of, is_passive, noun_phrase, phrase, quotations_in, subject_of, trim
from analysis.document import Document

#: Prepositions that carry the second half of a content after its object: "accused X *of* Y", "described X *as* Y".
_SECOND_HALF = frozenset({"of", "for", "as", "on", "against", "over", "with"})
_ABOUT = frozenset(
    {"for", "on", "about", "to", "of", "as", "against", "at", "with", "in", "over", "into", "by", "from", "upon"}
)
_INTERPOSED = frozenset({"parataxis", "dep", "conj", "ccomp", "advcl", "appos"})
#: Reporting verbs that may stand before their subject (Quirk et al. 1985, section 14.29).
_INVERTING = frozenset(
    "say add announce note report explain argue ask reply write state declare warn insist recall conclude claim continue "
    "admit predict suggest tweet observe remark respond stress acknowledge assert confirm recount read go".split()
)
#: Nouns whose infinitive belongs to them, not to the verb: "decried calls *to ban* them".
_WITH_INFINITIVE = frozenset(
    "call plan decision attempt effort proposal refusal promise pledge threat bid move failure demand request offer "
    "right ability willingness need desire vow push campaign agreement appeal".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word as a cue: `frame` names it, `word` is the cue's head, spans are offsets in the text."""

    word: Token
    frame: str
    cue: Span
    source: Token | None
    content: tuple[Span, ...]


def predicate_readings(document: Document, word: Token) -> Iterator[Reading]:
    """All readings of one verb, in the order in which they are preferred."""
    if word.pos_ in ("VERB", "AUX"):
        if is_passive(word):
            yield from _passive(document, word)
            return
        clause = _clause(document, word)
        if clause is not None:
            yield clause
            return
        yield from _infinitive(document, word)
        yield from _object(document, word)
        yield from _prepositional(document, word)
        yield from _gerund(document, word)
    elif word.pos_ == "ADJ" or word.tag_ == "VBN":
        yield from _adjective(document, word)


def reporting_cluster(verb: Token, document: Document) -> list[Token]:
    """The verb with what belongs to reporting, not to what is reported: subject, auxiliaries, addressee, place, time."""
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


def _clause(document: Document, verb: Token) -> Reading | None:
    """A clause, with or without "that", after, before or around the cue; or the quotation that stands there."""
    cluster = _contiguous(reporting_cluster(verb, document), verb)
    inverted = _inverted_subject(verb)
    source = inverted or doer_of(verb)
    cue = verb.idx, verb.idx + len(verb)
    after = _after(document, verb, cluster[-1])
    before = None if after is not None and _is_plain_complement(document, verb, after) else _before(document, verb, cluster[0], inverted)
    pieces = []
    if before is not None and (trimmed := trim(document, *before, cue=cue)) is not None:
        pieces.append((_sentence_before_quotation(document, trimmed[0]), trimmed[1]))
    if after is not None and (trimmed := trim(document, *after, cue=cue)) is not None:
        pieces.append((trimmed[0], _quoted_end(document, *trimmed)))
    source_span = covering(noun_phrase(source, before=verb)) if source is not None else (0, 0)
    contents = tuple(piece for piece in _merge(pieces) if not (piece[0] < source_span[1] and source_span[0] < piece[1]))
    return Reading(verb, "clause", cue, source, contents) if contents else None


def _is_plain_complement(document: Document, verb: Token, after: Span) -> bool:
    """Whether what follows is the verb's own clause ("said he would"), so that nothing before it is reported."""
    complement = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    return complement is not None and not any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children) and document.text[after[0]] not in "\"“'‘"


def _sentence_before_quotation(document: Document, start: int) -> int:
    """Where a content begins that opens inside a quotation which goes on from words before it: X “was bad. It failed”."""
    quotation = document.quotation_at(start)
    if quotation is None or quotation.start != start or not document.text[quotation.inner_start : quotation.inner_start + 1].islower():
        return start
    sentence = document.sentence_at(start)
    if sentence is None or document.text[sentence.start : start].rstrip().endswith((",", ":")):
        return start
    return sentence.start


def _quoted_end(document: Document, start: int, end: int) -> int:
    """Where a content after its cue ends, if it ends in a quotation with a comma before the closing mark: “...,” a reference to."""
    quotation = document.quotation_at(end - 1)
    if quotation is not None and quotation.end >= end:
        return end
    for quotation in quotations_in(document, start, end):
        inner = document.text[quotation.inner_start : quotation.inner_end].rstrip()
        if quotation.start - start < 200 and inner.endswith(",") and not any(q.start > quotation.start for q in quotations_in(document, quotation.end, end)):
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
    return verb.i > verb.sent.start and verb.nbor(-1).text in (",", '"', "'", "?", "!", "-", "–", "—")


def _inverted_subject(verb: Token) -> Token | None:
    """The noun after the verb in "..., announced the president", however the parser labels it."""
    if verb.lemma_ not in _INVERTING or verb.tag_ not in ("VBD", "VBZ", "VBP") or not _is_after_mark(verb):
        return None
    if any(child.dep_ in ("nsubj", "cc") and child.i < verb.i for child in verb.children):
        return None
    for child in verb.rights:
        if child.dep_ in ("nsubj", "dobj", "attr", "dep", "npadvmod", "oprd") and child.pos_ in ("NOUN", "PROPN", "PRON"):
            return child
        if child.dep_ not in ("punct", "advmod"):
            return None
    return None


def _before(document: Document, verb: Token, left: Token, inverted: Token | None) -> Span | None:
    """What stands before the reporting clause, if it is what is reported."""
    sentence = verb.sent
    if not any(token.is_alpha or token.like_num for token in verb.doc[sentence.start : left.i]):
        return None
    mark = left.nbor(-1)
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
    complement = next((c for c in verb.children if c.i > verb.i and c.pos_ in ("VERB", "AUX", "ADJ") and c.dep_ in ("ccomp", "parataxis", "dep")), None)
    if complement is not None and complement.i > right.i:
        tokens = phrase(complement)
        if tokens[0].lower_ == "that" and tokens[0].dep_ == "mark" and len(tokens) > 1:
            tokens = tokens[1:]
        return covering(tokens)
    following = _next_word(document, right)
    if following is None:
        return None
    quotation = document.quotation_at(following.idx)
    if quotation is not None and document.quotation_at(verb.idx) is None and following.idx - 3 <= quotation.inner_start:
        if any(_is_object_beyond(c, quotation.end) for c in verb.rights):
            return None
        return quotation.start, quotation.end
    governor = verb.head
    if verb.dep_ in ("parataxis", "ccomp", "dep") and governor.i > verb.i and governor.left_edge.i < verb.i:
        return verb.doc[right.i + 1].idx, governor.right_edge.idx + len(governor.right_edge)
    return None


def _is_object_beyond(child: Token, end: int) -> bool:
    """Whether a quotation is only part of an object ("criticized “crazy claims” of X") or what an object is called."""
    if child.dep_ == "oprd":
        return child.pos_ in ("ADJ", "NOUN", "PROPN")
    last = noun_phrase(child)[-1]
    return child.dep_ == "dobj" and child.idx < end and last.idx + 3 > end and last.is_alpha


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


def _one(
    document: Document, word: Token, frame: str, source: Token | None, span: Span, particle: Token | None = None
) -> Iterator[Reading]:
    last = particle if particle is not None and particle.i == word.i + 1 else word
    cue = word.idx, last.idx + len(last)
    trimmed = trim(document, *span, cue=cue)
    if trimmed is not None:
        yield Reading(word, frame, cue, source, (trimmed,))


def _infinitive(document: Document, verb: Token) -> Iterator[Reading]:
    """ "vowed to X", "urged Y to X", "called on Y to X"."""
    for child in verb.children:
        if (
            child.i < verb.i
            or child.dep_ not in ("xcomp", "advcl")
            or not any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
        ):
            continue
        if child.dep_ == "advcl" and verb.lemma_ != "call":
            continue
        addressee = [c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.i < c.i < child.i]
        on = [
            c
            for c in verb.children
            if (c.dep_ == "prep" or c.dep_ == "prt")
            and c.lower_ in ("on", "upon", "for", "with", "to")
            and verb.i < c.i < child.i
        ]
        tokens = phrase(child)
        if addressee:
            yield from _one(
                document,
                verb,
                "whom_to",
                doer_of(verb),
                covering([*phrase(addressee[0]), *tokens]),
                on[0] if on else None,
            )
        elif on and any(c.dep_ == "pobj" for c in on[0].children):
            target = next(c for c in on[0].children if c.dep_ == "pobj")
            yield from _one(document, verb, "whom_to", doer_of(verb), covering([*phrase(target), *tokens]), on[0])
        else:
            yield from _one(document, verb, "to", doer_of(verb), covering(tokens))
        return


def _object(document: Document, verb: Token) -> Iterator[Reading]:
    """ "condemned X", "called X Y", "accused X of Y"."""
    target = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    infinitive = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)
    if target is not None and infinitive is not None and target.lemma_ in _WITH_INFINITIVE:
        yield from _one(document, verb, "object", doer_of(verb), covering([*noun_phrase(target), *phrase(infinitive)]))
        return
    if target is None or infinitive is not None:
        relative = next((c for c in verb.children if c.dep_ == "dobj" and c.i < verb.i and c.lower_ in ("which", "whom", "what", "that")), None)
        if relative is not None:
            yield from _one(document, verb, "object_relative", doer_of(verb), covering([relative]))
        return
    tokens = noun_phrase(target)
    predicate = next((c for c in verb.children if c.dep_ in ("oprd", "acomp", "ccomp") and c.i > target.i), None)
    if predicate is not None:
        yield from _one(document, verb, "object_is", doer_of(verb), covering([*tokens, *phrase(predicate)]))
        return
    second = next(
        (
            c
            for c in verb.children
            if c.dep_ == "prep" and c.i > target.i and c.lower_ in _SECOND_HALF and c.left_edge.i == tokens[-1].i + 1
        ),
        None,
    )
    if second is not None:
        whole = [*tokens, *noun_phrase(second)]
        yield from _one(document, verb, f"object_{second.lower_}", doer_of(verb), covering(whole))
        if second.lower_ in ("of", "against", "between"):
            tokens = whole
    yield from _one(document, verb, "object", doer_of(verb), covering(tokens))


def _prepositional(document: Document, verb: Token) -> Iterator[Reading]:
    """ "called for X", "complained about X", "referred to X"."""
    if any(c.dep_ == "dobj" and c.i > verb.i or c.dep_ == "xcomp" and c.i > verb.i for c in verb.children):
        return
    for preposition in verb.children:
        if preposition.dep_ != "prep" or preposition.i < verb.i or preposition.lower_ not in _ABOUT:
            continue
        for target in preposition.children:
            if target.dep_ in ("pobj", "pcomp"):
                tokens = noun_phrase(target) if target.dep_ == "pobj" else phrase(target)
                yield from _one(document, verb, preposition.lower_, doer_of(verb), covering(tokens), preposition)


def _gerund(document: Document, verb: Token) -> Iterator[Reading]:
    """ "denied ordering X", "recalled seeing X"."""
    for child in verb.children:
        if child.dep_ == "xcomp" and child.tag_ == "VBG" and child.i > verb.i:
            yield from _one(document, verb, "gerund", doer_of(verb), covering(phrase(child)))


def _passive(document: Document, verb: Token) -> Iterator[Reading]:
    """ "is expected to X", "it was reported that X", "was condemned by Y"."""
    patient = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")), None)
    agent = agent_of(verb)
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "ccomp":
            tokens = phrase(child)
            if tokens[0].lower_ == "that" and tokens[0].dep_ == "mark":
                tokens = tokens[1:]
            if tokens:
                yield from _one(document, verb, "passive_clause", agent, covering(tokens))
            return
        if child.dep_ in ("xcomp", "oprd") or (
            child.dep_ == "prep" and child.lower_ in ("of", "as", "for", "with", "about")
        ):
            tail = phrase(child)
            cue = verb.idx, verb.idx + len(verb)
            frame = (
                "passive_to"
                if child.dep_ == "xcomp"
                else "passive_is"
                if child.dep_ == "oprd"
                else f"passive_{child.lower_}"
            )
            pieces = [covering(tail)]
            if patient is not None:
                pieces.insert(0, covering(phrase(patient)))
            trimmed = tuple(p for start, end in pieces if (p := trim(document, start, end, cue=cue)) is not None)
            if trimmed:
                yield Reading(verb, frame, cue, agent, trimmed)
            return
    if patient is not None:
        yield from _one(
            document, verb, "passive_by" if agent is not None else "passive", agent, covering(phrase(patient))
        )
    elif verb.dep_ == "acl" and agent is not None:
        head = phrase(verb.head, without=frozenset(verb.subtree))
        yield from _one(document, verb, "passive_by", agent, covering(head))


def _adjective(document: Document, adjective: Token) -> Iterator[Reading]:
    """ "is confident that X", "was worried about X", "are eager to X"."""
    copula = adjective.head
    if adjective.dep_ not in ("acomp", "conj", "ROOT", "xcomp") or copula.pos_ not in ("AUX", "VERB", "ADJ"):
        return
    while copula.pos_ == "ADJ" and copula.dep_ == "conj":
        copula = copula.head
    source = doer_of(copula)
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if child.dep_ == "ccomp":
            tokens = phrase(child)
            if tokens[0].lower_ == "that" and tokens[0].dep_ == "mark":
                tokens = tokens[1:]
            if tokens:
                yield from _one(document, adjective, "clause", source, covering(tokens))
        elif child.dep_ == "xcomp":
            yield from _one(document, adjective, "to", source, covering(phrase(child)))
        elif child.dep_ == "prep" and child.lower_ in _ABOUT:
            for target in child.children:
                if target.dep_ in ("pobj", "pcomp"):
                    yield from _one(document, adjective, child.lower_, source, covering(phrase(target)), child)
