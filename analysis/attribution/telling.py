"""What the author tells as done, and by whom: no conditions or wishes, and only doers that can take a position."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from analysis.attribution.clauses import is_stray
from analysis.attribution.cues import CueBook
from analysis.days import CALENDAR
from analysis.stances.acts import act_book
from analysis.stances.arguments import THIRD_PERSON, TokenSpan, clause_extent, extent, is_passive
from analysis.stances.wording import GIVERS
from analysis.verbs import FINITE, auxiliaries, nominal_subject

_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "parataxis", "dep", "relcl", "advcl"})
_HELPING = frozenset({"has", "have", "had", "will", "is", "are", "was", "were"})
_UNSAID = frozenset({"would", "could", "can", "may", "might", "should", "must", "to", "did", "do", "does"})
_SUPPOSING = frozenset({"if", "unless", "until", "whether", "lest", "before", "once", "when"})
_AFTERWARDS = frozenset({"after", "by", "since", "despite"})
_VOICING = frozenset({"express", "voice", "convey", "protest", "denounce", "condemn"})


def is_told(verb: Token) -> bool:
    """Whether the author tells that it happened or will: no conditions, wishes or infinitives."""
    main = main_clause_of(verb)
    if main is not None:
        return is_told(main)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "with":  # "with Rome voting against it"
        return verb.tag_ == "VBG" and is_told(verb.head.head)
    if verb.dep_ not in _CLAUSES or _is_supposed(verb):
        return False
    helpers = auxiliaries(verb)
    finite = verb.tag_ in FINITE or bool(helpers & _HELPING) or _is_misread_past(verb)
    return finite and not helpers & _UNSAID


def by_before_doer(verb: Token) -> Token | None:
    """The "by" before who does what a passive says, also after what it names: "was called a farce *by* Rome"."""
    named = [c for c in verb.rights if c.dep_ == "oprd"]
    named += [h for c in verb.rights if c.dep_ == "prep" and c.lower_ == "as" for h in c.rights]
    holders = [verb, *named]
    return next((c for h in holders for c in h.rights if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None)


def is_told_passive(verb: Token) -> bool:
    """The same of a passive, with its auxiliary ("was condemned by") or without ("a move condemned by")."""
    helpers = auxiliaries(verb)
    active = "have" in {c.lemma_ for c in verb.children if c.dep_ == "aux"} and "been" not in helpers
    return verb.tag_ == "VBN" and not active and not _is_supposed(verb) and not helpers & _UNSAID


def _is_supposed(verb: Token) -> bool:
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in _SUPPOSING for child in verb.children)


def _is_misread_past(verb: Token) -> bool:
    """ "Lima recalled its envoy and *severed* ties", where the tagger takes the second for a participle."""
    objects = any(child.dep_ == "dobj" for child in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ == "conj" and objects and verb.head.tag_ in FINITE


def main_clause_of(participle: Token) -> Token | None:
    """The verb of the clause that a participle goes on from: "by *leaving*", ", *drawing* fire", "while *saying*"."""
    if participle.lemma_ in _VOICING and participle.dep_ == "advcl" and participle.left_edge.lower_ == "to":
        return participle.head  # "phoned Kyiv to express support for it"
    if participle.tag_ != "VBG" or any(child.dep_ in ("aux", "nsubj") for child in participle.children):
        return None
    edge = participle.left_edge.i
    beside = participle.left_edge.lower_ == "while" or participle.doc[max(edge - 1, 0)].text == ","
    if participle.dep_ == "advcl" and edge > 0 and beside:
        return participle.head
    if participle.dep_ == "pcomp" and participle.head.lower_ in _AFTERWARDS:
        return participle.head.head if participle.head.head.pos_ in ("VERB", "AUX") else None
    return None


def doer_of(verb: Token) -> TokenSpan | None:
    """Who does what an active verb says, as words; None where it can take no position.

    A verb shares the subject of the verb that it is coordinated with or goes on from; "Chad, which backs ..." has Chad.
    """
    while True:
        subject = nominal_subject(verb)
        if subject is not None:
            break
        beside = verb.head.head if is_stray(verb) else verb.head  # "urged Peru to wait and *condemned* the raid"
        main = main_clause_of(verb) or (beside if verb.dep_ == "conj" else None)
        if main is None or main == verb or main.pos_ not in ("VERB", "AUX"):
            return None
        verb = main
    if is_passive(verb):
        return None
    if subject.tag_ not in ("WDT", "WP"):
        return with_others(subject) if can_act(subject) else None
    edge = verb.left_edge.i
    if verb.dep_ != "relcl" or not can_act(verb.head) or verb.doc[edge - 1].text != ",":
        return None  # "lawmakers who back the bill" are not all lawmakers
    first, last = extent(verb.head)
    return first, max(verb.head.i, min(last, edge - 2))


def can_act(noun: Token) -> bool:
    """Whether a noun can take a position: a name, people, or a body such as a court."""
    if noun.text in CALENDAR:
        return False  # "has promised it by Thursday"
    if noun.pos_ == "PROPN" or noun.tag_ == "NNS" or noun.lower_ in THIRD_PERSON:
        return True
    if act_book().listed("bodies", noun) or act_book().listed("group", noun):
        return True
    if any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in noun.rights):
        return True  # "a UN rapporteur, Ana Ruiz"
    return noun.lemma_.lower() in CueBook.load().words["speakers"]


def with_others(head: Token) -> TokenSpan:
    """A noun phrase with those coordinated to it: "Rome, Oslo and Madrid" act together."""
    first, last = extent(head)
    others = [other for other in head.conjuncts if other.i > head.i]
    for other in takewhile(can_act, others):
        if is_given_too(other):
            break  # "praise from Rome | and complaints from Oslo"
        last = max(last, extent(other)[1])
    reason = next((c.i for c in head.rights if c.dep_ == "prep" and _has_owner(c)), last + 1)
    return first, min(last, reason - 1)


def is_given_too(noun: Token) -> bool:
    """Whether a noun begins what a second party gave: "praise from Rome and *criticism* from Oslo"."""
    after = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    act = act_book().of_noun(noun) if noun.dep_ == "conj" and noun.pos_ == "NOUN" and after.lower_ in GIVERS else None
    return act is not None and act.toward != 0


def _has_owner(preposition: Token) -> bool:
    """Whether what a preposition leads to is somebody's, as a reason is: "from lawmakers *for her silence*"."""
    return any(child.tag_ == "PRP$" for head in preposition.rights for child in head.children)


def clause_before(verb: Token, word: Token) -> TokenSpan:
    """The clause of a verb as far as a word that stands after it, marks between the two left out."""
    first, last = clause_extent(verb)
    return without_marks(verb, (first, min(last, word.i - 1)))


def without_marks(word: Token, span: TokenSpan) -> TokenSpan:
    """A span of the document of a word without the punctuation at its end."""
    first, last = span
    while last > first and word.doc[last].is_punct:
        last -= 1
    return first, last
