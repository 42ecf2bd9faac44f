"""Where a content ends, whichever reader found it: at what the speaker did next, at what others say, at a colon."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from analysis.article import Span
from analysis.attribution import Attribution
from analysis.attribution.addressees import with_addressee
from analysis.attribution.clauses import RELATIVES, covering, is_passive, is_stray, source_phrase, subject_of
from analysis.attribution.cues import CueBook
from analysis.attribution.reported_clauses import reported_clause
from analysis.document import Document
from analysis.verbs import FINITE

_HEARING = frozenset({"hear", "learn"})
_CONTRASTS = frozenset({"though", "although", "but", "while", "whereas", "even"})
_CIRCUMSTANCES = frozenset({"as", "after", "amid", "following"})
_APPROXIMATELY = frozenset({"about", "over", "around"})
_TIMES = frozenset({"hour", "day", "week", "month", "year"})  # "left the airport | days after the vote"
_SET_BACK = frozenset({"would", "could", "might", "'d", "’d"})
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
_SENTENCE_GOES_ON = re.compile(r",\s(?!and\b|but\b|or\b)")
_IN_NUMBER = frozenset({"compound", "nummod", "quantmod"})
_BEFORE_NOUN = frozenset({"amod", "det", "compound", "poss", "nummod", "nmod"})


def within_bounds(document: Document, attribution: Attribution) -> Attribution:
    """An attribution whose content is all of what its source says, and nothing that the author or others say.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> document = read_document(Article("a", "Oslo condemned the raid and closed its embassy."))
    >>> found = within_bounds(document, Attribution((5, 14), (0, 4), ((15, 46),), "speech", 1.0))
    >>> [document.slice(*piece) for piece in found.content]
    ['the raid']
    """
    cue = attribution.cue
    if cue is None or not len(words := document.tokens(*cue)):
        return attribution
    cue, content = _with_modifier(document, cue, attribution.content)
    content = _without_relative(document, content, sourced=attribution.source is not None)
    if words[0].lower_ == "according":
        content = _after_colon(document, _without(_CONTRASTS, document, content, cue), cue)
        content = _in_aside(document, content, attribution.source or cue, cue)
    else:
        content = _clause_before(document, content, words.root)
        content = with_addressee(document, _before_deed(document, content, words.root), words.root)
        content = _with_concession(document, _before_others(document, content, words.root), words.root)
    content = _in_cue_sentence(document, content, cue)
    content = tuple(_with_whole_number(document, _with_whole_noun(document, piece, cue), cue) for piece in content)
    content = _before_relative(document, _without(_CIRCUMSTANCES, document, content, cue))
    source = attribution.source
    source = _heard_from(words.root) or source
    if source is not None:
        source = _after_time(document, _in_one_sentence(document, source, cue))
        source = _before_aside(document, source, words.root)
    return replace(attribution, cue=cue, source=source, content=content)


def _with_modifier(document: Document, cue: Span, content: tuple[Span, ...]) -> tuple[Span, tuple[Span, ...]]:
    """ "Claims | *about* 90% of the sea": the "about" before a number belongs to it, not to the cue before it."""
    words, number = document.tokens(*cue), document.tokens(*content[0])
    about = words[-1]
    if len(words) < 2 or not len(number) or about.lower_ not in _APPROXIMATELY or about.i + 1 != number[0].i:
        return cue, content
    known = CueBook.load().cue("verb", words[-2].lemma_)
    takes = known is None or about.lower_ in known.frames  # "complained about | 30 men"
    if takes or not number[0].like_num or not any(c.dep_ == "dobj" for c in words[-2].rights):
        return cue, content
    return (cue[0], words[-2].idx + len(words[-2])), ((about.idx, content[0][1]), *content[1:])


def _in_one_sentence(document: Document, source: Span, cue: Span) -> Span:
    """ "The mayor left. *Two senators* vowed": the part of a source in the sentence that is nearer to its cue."""
    first, last = document.sentence_at(source[0]), document.sentence_at(source[1] - 1)
    if first is None or last is None or first == last:
        return source
    return (last.start, source[1]) if source[1] <= cue[0] else (source[0], first.end)


def _heard_from(verb: Token) -> Span | None:
    """ "Heard from *the nurses* that": who told it, not who listened."""
    teller = next((c for p in verb.rights if p.lower_ == "from" for c in p.rights if c.dep_ == "pobj"), None)
    told = any(c.dep_ == "ccomp" and c.left_edge.lower_ == "that" for c in verb.rights)
    return covering(source_phrase(teller, verb)) if verb.lemma_ in _HEARING and teller is not None and told else None


def _after_time(document: Document, source: Span) -> Span:
    """ "For ten days | *strikers* have asked for talks": how long is no part of who."""
    words = document.tokens(*source)
    for time in words[:-1]:
        if time.dep_ == "pobj" and time.lemma_.lower() in _TIMES and time.head.i == words[0].i - 1 < time.left_edge.i:
            return words[time.right_edge.i + 1 - words.start].idx, source[1]
    return source


def _before_aside(document: Document, source: Span, verb: Token) -> Span:
    """ "*Kuusik*, the judge whom Oslo has sued, denied it": who acts in a relative clause is not the verb's subject."""
    words, subject = document.tokens(*source), subject_of(verb)
    if not len(words) or subject is None or is_passive(verb) or not subject.i < words[0].i <= words[-1].i < verb.i:
        return source
    clause = next((word for word in words.root.ancestors if word.dep_ == "relcl"), None)
    if clause is None or not subject.is_ancestor(clause) or clause.left_edge.i <= subject.i:
        return source
    named = [word for word in source_phrase(subject, verb) if word.i < clause.left_edge.i]
    return covering(named[:-1] if named[-1].is_punct else named)


def _without_relative(document: Document, content: tuple[Span, ...], *, sourced: bool) -> tuple[Span, ...]:
    """ "*Which* had been accused of *arming rebels*": the pronoun says nothing beside the rest.

    Where it opens what somebody says it stands for the noun, and stays: "*which* Oslo says *is a lie*".
    """
    stays = content[:1] if sourced else ()
    kept = tuple(piece for piece in content if piece in stays or document.slice(*piece).lower() not in RELATIVES)
    return kept or content


def _before_relative(document: Document, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """ "A charge | *that* she called *a lie*": the pronoun that leads to the cue is no part of the noun before it."""
    words = document.tokens(*content[0])
    if len(content) == 1 or len(words) < 2 or words[-1].lower_ not in RELATIVES:
        return content
    return (content[0][0], words[-2].idx + len(words[-2])), *content[1:]


def _without(opening: frozenset[str], document: Document, content: tuple[Span, ...], cue: Span) -> tuple[Span, ...]:
    """ "Ten died, aides said, *as troops moved in*": a piece after the cue that opens so is the author's again.

    No attribution of PolNeAR's training half goes on with a circumstance, seven with a contrast (one of these after
    "according to").
    """
    if content[0][1] > cue[0]:
        return content

    def goes_on(piece: Span) -> bool:
        words = document.tokens(*piece)
        opens = len(words) > 0 and words[0].lower_ in opening and document.quotation_at(words[0].idx) is None
        set_off = document.text[cue[1] : piece[0]].rstrip().endswith((",", "-", "–", "—"))
        return piece[0] < cue[1] or not opens or not set_off

    return tuple(piece for piece in content if goes_on(piece))


def _in_cue_sentence(document: Document, content: tuple[Span, ...], cue: Span) -> tuple[Span, ...]:
    """ "The mill is shut, owners said. | *Kenya wants talks.*": past the full stop only a quotation is theirs."""
    here = document.sentence_at(cue[0])
    if content[0][1] > cue[0] or here is None:
        return content
    return tuple(p for p in content if p[0] < here.end or document.quotation_at(p[0]) is not None)


def _after_colon(document: Document, content: tuple[Span, ...], cue: Span) -> tuple[Span, ...]:
    """ "Aid groups are alarmed: *three wells are dry, according to the council*": the council speaks of the wells."""
    start, end = content[0]
    if end > cue[0]:
        return content
    at = next((t.idx for t in reversed(document.tokens(start, end)) if t.text == ":"), None)
    if at is None or document.quotation_at(at) is not None:
        return content
    parts = document.tokens(start, at), document.tokens(at + 1, end)
    if not all(any(_is_clause(token, part) for token in part) for part in parts):
        return content
    return (parts[1][0].idx, end), *content[1:]


def _in_aside(document: Document, content: tuple[Span, ...], source: Span, cue: Span) -> tuple[Span, ...]:
    """ "The dam, *which may fail*, according to the survey, is full": the survey speaks of what the aside says.

    Before a full stop a comma leaves it open whether the clause is meant or the sentence (six and four of PolNeAR's
    training half); a dash or a bracket does not.
    """
    start, end = content[0]
    words = document.tokens(start, end)
    if end > cue[0] or document.text[end : cue[0]].strip() not in ("", ","):
        return content
    for place, word in reversed(list(enumerate(words[1:], 1))):
        if word.tag_ in _RELATIVE_TAGS and document.quotation_at(word.idx) is None:
            opening = words[place - 1].text
            goes_on = opening == "," and _SENTENCE_GOES_ON.match(document.text, source[1]) is not None
            apart = opening in ("-", "–", "—", "(") or (goes_on and words[-1] in _relative_clause(word))
            return ((word.idx, end),) if apart else content
    return content


def _relative_clause(pronoun: Token) -> Words:
    """The words of the clause that a relative pronoun opens, none where it opens none."""
    verb = next((a for a in (pronoun, *pronoun.ancestors) if a.dep_ == "relcl"), None)
    return pronoun.doc[pronoun.i : pronoun.i if verb is None else verb.right_edge.i + 1]


def _is_clause(token: Token, part: Words) -> bool:
    subject = subject_of(token) if token.pos_ in ("VERB", "AUX") else None
    return subject is not None and part.start <= subject.i < part.end


def _clause_before(document: Document, content: tuple[Span, ...], verb: Token) -> tuple[Span, ...]:
    """ "*Two ships sank*, officials said, in the worst storm for years": what is said is not a mere circumstance."""
    words = document.tokens(*content[0])
    if len(content) > 1 or not len(words) or words[0].i < verb.i or words[0].dep_ != "prep" or words[0].lower_ == "as":
        return content
    told = None if document.quotation_at(words[0].idx) or verb.pos_ != "VERB" else reported_clause(document, verb)
    return told.content if told is not None and told.content[0][1] <= verb.idx else content


def _before_deed(document: Document, content: tuple[Span, ...], verb: Token) -> tuple[Span, ...]:
    """ "Condemned the raid *and froze aid*": a verb beside the cue tells what its subject did, not what it said.

    Nor does "hopes to stay *and Riga plans to go*", where no clause is reported that others could continue, nor "said
    it would stay, *and 900 people marched*", where the author goes on in another tense.
    """
    start, end = next((piece[0] for piece in content if piece[0] > verb.idx), verb.idx), content[-1][1]
    if content[-1][0] < verb.idx or verb.tag_ not in FINITE:
        return content
    reported = [c for c in verb.children if c.dep_ in ("ccomp", "parataxis")]
    for other in document.tokens(start, end):
        turns = _turns_to_event(other, reported)
        beside = other.head == verb or (other.head.head == verb and (turns or is_stray(other)))
        if other.dep_ != "conj" or other.tag_ != verb.tag_ or not beside:
            continue
        last = edge = other.left_edge.i - 1
        while last > verb.i and (verb.doc[last].dep_ == "cc" or verb.doc[last].text == ","):
            last -= 1
        stop = verb.doc[last].idx + len(verb.doc[last])
        own = subject_of(other) is not None
        if (
            last < edge
            and (turns or not (own and reported))
            and document.quotation_at(other.idx) is None
            and start < stop
        ):
            return tuple((a, min(b, stop)) for a, b in content if a < stop)
    return content


def _before_others(document: Document, content: tuple[Span, ...], verb: Token) -> tuple[Span, ...]:
    """ "Said Lima would wait, | *while Quito wants* more": in another tense the author tells what others want."""
    start, end = content[-1]
    if start < verb.idx or verb.tag_ != "VBD":
        return content
    for mark in document.tokens(start, end):
        other = mark.head
        turns = mark.lower_ in _CONTRASTS - {"even"} and other.left_edge.i == mark.i and other.tag_ in ("VBZ", "VBP")
        if not turns or mark.nbor(-1).text != "," or document.quotation_at(mark.idx) is not None:
            continue
        subject = subject_of(other)
        told = other.head if other.head.i < mark.i else None
        helped = [told, *told.lefts] if told is not None else []
        set_back = any(t.lower_ in _SET_BACK or (t.tag_ == "VBD" and t != verb) for t in helped)
        if set_back and subject is not None and CueBook.load().cue("verb", other.lemma_) is not None:
            return *content[:-1], (start, mark.nbor(-1).idx)
    return content


def _turns_to_event(verb: Token, reported: list[Token]) -> bool:
    """Whether a clause after ", and" tells an event in the past tense, where what is said before it is set back.

    Words set back from "will", "is" or "has" would go on with "would", "was" or "had".
    """
    subject, edge = subject_of(verb), verb.left_edge
    if not reported or subject is None or verb.tag_ != "VBD" or verb.lemma_ in ("be", "have"):
        return False
    opening = [t.lower_ for t in verb.doc[max(0, edge.i - 2) : edge.i]]
    led = any(c.dep_ in ("aux", "auxpass", "mark") for c in verb.lefts)
    if led or subject.pos_ == "PRON" or opening not in ([",", "and"], [",", "but"]):
        return False
    before = next((c for c in reported if c.i < verb.i), reported[0])
    helped = [before, *(c for c in before.lefts if c.dep_ in ("aux", "auxpass"))]
    return any(t.lower_ in _SET_BACK or (t.lemma_ in ("be", "have") and t.tag_ == "VBD") for t in helped)


def _with_concession(document: Document, content: tuple[Span, ...], verb: Token) -> tuple[Span, ...]:
    """ "Said aid would stop, | *although food would still come*": what is set back like the rest is said with it."""
    start, end = content[-1]
    words = document.tokens(start, end)
    if not len(words) or words[0].i < verb.i or verb.tag_ != "VBD" or words.end + 1 >= len(words.doc):
        return content
    comma, mark = words.doc[words.end : words.end + 2]
    clause = mark.head
    beside = comma.text == "," and mark.lower_ in ("although", "though") and clause.dep_ == "advcl"
    if not beside or not words.start <= clause.head.i < words.end or any(c.lower_ == "later" for c in clause.children):
        return content
    if not any(c.dep_ == "aux" and c.lower_ in _SET_BACK for c in clause.lefts):
        return content
    last = clause.right_edge
    while last.is_punct and last.i > clause.i:
        last = last.nbor(-1)
    return *content[:-1], (start, last.idx + len(last))


def _with_whole_noun(document: Document, piece: Span, cue: Span) -> Span:
    """A content with the noun of its last adjective ("in disputed | Kashmir") and the "that" of its first noun."""
    words = document.tokens(*piece)
    if not len(words):
        return piece
    start, end = piece
    last, noun = words[-1], words[-1].head
    beside = (
        last.i < noun.i < last.i + (5 if last.dep_ == "det" else 3)
        and not (last.dep_ == "compound" and noun.lemma_ in _TIMES)
        and all(t.is_alpha for t in last.doc[last.i + 1 : noun.i + 1])
    )
    if beside and last.dep_ in _BEFORE_NOUN and last.idx + len(last) == end and noun.pos_ in ("NOUN", "PROPN"):
        stop = noun.idx + len(noun)
        end = end if end <= cue[0] < stop else stop
    before = words[0].nbor(-1) if words[0].i > 0 else None
    if before is not None and before.lower_ in ("that", "those", "this", "these") and before.tag_ == "DT":
        start = before.idx if before.idx >= cue[1] and before.head.idx < end else start
    return start, end


def _with_whole_number(document: Document, piece: Span, cue: Span) -> Span:
    """A content with all of its last number ("at 7.4 | billion euros")."""
    words = document.tokens(*piece)
    if not len(words) or words[-1].idx + len(words[-1]) != piece[1]:
        return piece
    last = words[-1]
    while last.like_num and last.dep_ in _IN_NUMBER and last.i < last.head.i < last.i + 3:
        last = last.head
    stop = last.idx + len(last)
    return piece if piece[1] <= cue[0] < stop else (piece[0], stop)
