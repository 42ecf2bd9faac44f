"""What looks like a statement and is none: that somebody says nothing, hears an appeal, or is feared dead."""

from __future__ import annotations

import re

from spacy.tokens import Span as Words
from spacy.tokens import Token

from analysis.attribution import Attribution
from analysis.attribution.clauses import agent_of, passes_on
from analysis.attribution.cues import CueBook
from analysis.document import Document

_REACTIONS = frozenset({"comment", "respond", "reply", "react"})
# To refuse a reply is to take a side; to decline one is to stay silent.
_SILENT = {
    "refuse": re.compile(r"to (?:comment|elaborate|answer (?:any )?questions?)\b"),
    "decline": re.compile(
        r"to (?:comment|respond|reply|react|elaborate|answer|be (?:named|identified|quoted)"
        r"|give (?:any )?(?:details|reasons?|(?:(?:his|her|their|its|full|last|real) )*(?:sur)?names?))\b"
    ),
    "fail": re.compile("to "),
}
_OPEN = re.compile(r"(?:whether|if|how|what|who|when|where|why)\b")
_NOBODY = frozenset({"nobody", "no one", "none"})
_UNDERGONE = {"threaten": "with", "assure": "of"}
_UNNAMED = re.compile(r"not to be (?:named|identified|quoted)\b|(?:for )?anonymity\b")
_SPECIFYING = frozenset({"name", "identify", "specify", "elaborate", "give", "provide", "offer"})
_WITHIN = frozenset({"xcomp", "pcomp", "ccomp", "prep", "dobj"})
_OWN = re.compile(r"(?:its|his|her|their|our|my) own")
_FUTURE = frozenset({"would", "will", "'d", "’d", "'ll", "’ll"})
_PRESUMED = frozenset({"fear", "believe", "presume", "think"})
_RECEIVING = frozenset({"hear", "hears", "heard", "receive", "receives", "received"})
_APPEALS = frozenset(
    {"appeal", "appeals", "call", "calls", "plea", "pleas", "demand", "demands", "request", "requests"}
)


def is_aside(document: Document, attribution: Attribution) -> bool:
    """Whether somebody says nothing or denies to have said it, or no words are reported at all.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> document = read_document(Article("a", "Acme has not commented on the figures."))
    >>> is_aside(document, Attribution((13, 25), (0, 4), ((26, 37),), "speech", 0.5))
    True
    """
    cue = attribution.cue
    if cue is None or not len(tokens := document.tokens(*cue)):
        return False
    verb, content = tokens.root, document.slice(*attribution.content[0]).lower()
    return (
        _is_silence(verb, content)
        or _is_yardstick(document, attribution)
        or _is_noun_first(document, attribution)
        or _is_obliged(verb)
        or _is_unknown(document, attribution, content)
        or _is_undergone(verb)
        or (verb.lemma_ == "make" and tokens[-1].lower_ in ("sure", "certain"))  # what is ensured is not said
        or _OWN.fullmatch(content) is not None  # "has claims of | its own"
        or _is_denied(verb, before=cue[0])
        or (attribution.source is not None and _is_presumed(verb, document.tokens(*attribution.content[0])))
        or _is_convened(document, verb, attribution)
        or _has_another_doer(verb, attribution)
        or _is_tally(document, attribution)
        or _is_compared(verb, attribution)
        or _is_heard(tokens)
    )


def _is_silence(verb: Token, content: str) -> bool:
    """ "Has not *commented* on it", "*declined* to comment", "*asked* not to be named", "without *naming* anybody"."""
    if verb.lemma_ in _SILENT:
        return _SILENT[verb.lemma_].match(content) is not None
    if any(child.dep_ == "neg" for child in verb.children):
        return verb.lemma_ in _REACTIONS
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return verb.lemma_ in _SPECIFYING
    return _UNNAMED.match(content) is not None


def _is_yardstick(document: Document, attribution: Attribution) -> bool:
    """ "Did not pay according to *anybody's calendar*": by what something is done, nobody who tells it."""
    if attribution.cue is None or attribution.source is None or document.slice(*attribution.cue)[:9] != "according":
        return False
    return document.tokens(*attribution.source).root.lemma_.lower() in CueBook.load().words["yardsticks"]


def _is_noun_first(document: Document, attribution: Attribution) -> bool:
    """ "*Hopes for* a deal faded": a plural that opens its sentence, of nobody, is no verb."""
    cue = attribution.cue
    if cue is None or attribution.source is not None or (sentence := document.sentence_at(cue[0])) is None:
        return False
    words = document.slice(*cue).split()
    return cue[0] == sentence.start and len(words) == 2 and words[0].lower() in CueBook.load().words["plurals"]


def _is_obliged(verb: Token) -> bool:
    """ "Each town would have to *say* when": nobody has said it yet, or may ever."""
    owing = verb.head if verb.dep_ == "xcomp" else verb
    bound = owing.lemma_ == "have" and any(c.dep_ == "xcomp" and c.left_edge.lower_ == "to" for c in owing.rights)
    return bound and any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in owing.lefts)


def _is_unknown(document: Document, attribution: Attribution, content: str) -> bool:
    """ "*Nobody* can say whether it will hold": a question that the author leaves open."""
    source = document.slice(*attribution.source).lower() if attribution.source is not None else ""
    return source in _NOBODY and _OPEN.match(content) is not None


def _is_undergone(verb: Token) -> bool:
    """ "Is *threatened* with a fine", "is *assured* of water": so it stands, whoever says so."""
    if verb.tag_ != "VBN" or agent_of(verb) is not None:
        return False
    link = _UNDERGONE.get(verb.lemma_)
    return any(c.dep_ == "prep" and c.lower_ == link and c.i == verb.i + 1 for c in verb.rights)


def _is_denied(verb: Token, *, before: int) -> bool:
    """ "Denies having *threatened* to leave"."""
    while verb.dep_ in _WITHIN and verb.head != verb:
        verb = verb.head
        if verb.lemma_ == "deny" and verb.idx + len(verb) <= before:
            return True
    return False


def _is_presumed(verb: Token, content: Words) -> bool:
    """ "Ten *feared* dead in the fire": it is not the ten who fear."""
    return (
        verb.lemma_ in _PRESUMED
        and len(content) > 0
        and content.root.tag_ in ("JJ", "VBN")
        and content[0] == content.root
    )


def _is_convened(document: Document, verb: Token, attribution: Attribution) -> bool:
    """ "The union, which *called* the strike": who called it is told in passing, and it is given no name."""
    target = next((c for c in verb.rights if c.dep_ in ("dobj", "oprd")), None)
    if (
        verb.lemma_ != "call"
        or verb.dep_ != "relcl"
        or target is None
        or target.lemma_ not in CueBook.load().words["convened"]
    ):
        return False
    after = document.tokens(target.idx + len(target), attribution.content[-1][1])
    return not any(t.is_alpha for t in after)  # "called the vote a farce"


def _has_another_doer(verb: Token, attribution: Attribution) -> bool:
    """ "Praised by Rome and *rejected* as unfair by Oslo", where Rome was heard: the doer is in the content.

    Nor do witnesses do what they saw: "residents said that troops had come, *demanding* food".
    """
    source, deed = attribution.source, verb.head
    if source is not None and verb.tag_ == "VBG" and verb.dep_ == "advcl" and passes_on(deed.head, verb):
        return any(c.dep_ == "nsubj" and c.idx >= source[1] for c in deed.lefts)
    doers = [c.idx for c in verb.rights if c.dep_ == "agent"] if verb.dep_ == "conj" else []
    return any(start <= doer < end for doer in doers for start, end in attribution.content)


def _is_tally(document: Document, attribution: Attribution) -> bool:
    """ "Rejected by *90 votes to 3*", "by 90 to 3", "by *a large majority*": how many voted so, nobody who does.

    "The majority" of a house and "a majority of senators" are people.
    """
    cue, source = attribution.cue, attribution.source
    if cue is None or source is None or source[0] < cue[1]:
        return False
    words = document.tokens(*source)
    by = words[0].nbor(-1) if len(words) else None
    if by is None or by.lower_ != "by":
        return False
    head = words.root
    after = head.doc[head.i + 1 : head.i + 3]
    if head.like_num:
        return len(after) == 2 and after[0].lower_ == "to" and after[1].like_num
    some = any(c.lower_ in ("a", "an") for c in head.lefts) and not any(c.lower_ == "of" for c in head.rights)
    tallies = CueBook.load().words["tallies"]
    return head.lemma_.lower() in tallies and (head.lemma_.lower() != "majority" or some)


def _is_compared(verb: Token, attribution: Attribution) -> bool:
    """ "Was not as bad as Riga *feared*: prices fell": it feared something else than what is told."""
    mark = next((c for c in verb.lefts if c.dep_ == "mark" and c.lower_ in ("as", "than")), None)
    if mark is None or verb.dep_ != "advcl" or verb.head.pos_ not in ("ADJ", "ADV"):
        return False
    return verb.nbor().text == ":" and attribution.content[-1][0] > verb.nbor().idx


def _is_heard(cue: Words) -> bool:
    """ "Council *Hears Appeal for* release": who hears it appeals for nothing."""
    return cue[0].lower_ in _RECEIVING and any(t.lower_ in _APPEALS for t in cue[1:])
