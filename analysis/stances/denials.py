"""Whether a predicate is denied, passed over for another, or only supposed."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.verbs import NOMINAL_SUBJECTS, nominal_subject

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly", "barely"})
_NOBODY = frozenset({"no", "neither", "none", "nobody", "few"})
_SUPPOSING = frozenset({"if", "unless", "whether", "lest"})
_POSSIBLE = frozenset({"may", "might", "could", "can"})
_INSTEAD = (("rather", "than"), ("instead", "of"))


def not_to(verb: Token) -> bool:
    """Whether a verb is itself negated: "not to go", "will not stay *or talk*", "will leave rather than *sign*"."""
    if any(_negates(c, verb) or (c.lower_ in ("neither", "nor") and c.i < verb.i) for c in verb.children):
        return True
    if is_forgone(verb):
        return True
    if verb.dep_ != "conj":
        return False
    joined = next((c.lower_ for c in reversed([*verb.head.rights]) if c.dep_ == "cc" and c.i < verb.i), None)
    shared = not any(c.dep_ in ("aux", *NOMINAL_SUBJECTS) for c in verb.children)
    return joined == "nor" or (joined == "or" and shared and not_to(verb.head))


def _negates(child: Token, verb: Token) -> bool:
    """Whether a "not" is the verb's own, not that of a contrast: "ban it this year, *not* next year"."""
    contrasted = child.i > verb.i and verb.pos_ != "AUX" and child.nbor(-1).text == ","
    return child.dep_ == "neg" and not contrasted


def is_forgone(word: Token) -> bool:
    """Whether something else is done or meant: "quit rather than *sign*", "instead of *signing*"."""
    at = word.i - 1
    while at > word.sent.start and word.doc[at].head == word and word.doc[at].pos_ not in ("VERB", "NOUN", "PROPN"):
        if word.doc[at].lower_ in ("than", "of"):
            break
        at -= 1
    before = (word.doc[at - 1].lower_, word.doc[at].lower_) if at > word.sent.start else ()
    if before in _INSTEAD:
        return True
    than = before[1:] == ("than",) and word.dep_ in ("advcl", "conj")
    return than and any(c.lower_ in ("rather", "sooner") for c in word.head.lefts)  # "would *rather* leave than stay"


def is_contrasted(part: Token) -> bool:
    """Whether a coordinated part is what is not meant: "the tax but *not the subsidy*", "a ban *rather than* a fee"."""
    between = part.doc[part.head.i + 1 : part.i]
    return is_forgone(part) or any(
        t.lower_ == "not" and t.nbor().lower_ not in ("only", "just", "merely") for t in between
    )


def has_no(head: Token) -> bool:
    """Whether "no" stands before a word: "*no* mercy", "*no* longer"."""
    return any(child.lower_ == "no" for child in head.children)


def is_negated(predicate: Token) -> bool:
    """Whether a predicate is denied: "did not condemn", "no longer supports", "never agreed"."""
    if not_to(predicate):
        return True
    said = [c for c in predicate.children if c.dep_ == "acomp" and predicate.lemma_ == "be"]
    if any(child.dep_ == "neg" for adjective in said for child in adjective.children):
        return True  # "was “not happy” about"
    for child in predicate.children:
        if child.lower_ in _NEGATIONS and child.i < predicate.i and child.dep_ in ("advmod", "preconj", "det"):
            return True
        if child.lower_ == "longer" and has_no(child):
            return True
    subject = nominal_subject(predicate)
    if subject is not None and (subject.lower_ in _NOBODY or any(c.lower_ in _NOBODY for c in subject.children)):
        return True
    if _takes_neither(predicate):
        return True
    return predicate.dep_ == "xcomp" and predicate.head.lemma_ not in ("say", "tell") and is_negated(predicate.head)


def _takes_neither(predicate: Token) -> bool:
    """Whether what a predicate is done to is neither of two: "backed *neither* bill", "has faith in *neither*"."""
    things = [c for c in predicate.rights if c.dep_ in ("dobj", "prep")]
    preps = [c for holder in (predicate, *things) for c in holder.rights if c.dep_ == "prep" and c.lower_ != "at"]
    things += [c for prep in preps for c in prep.rights if c.dep_ == "pobj"]
    return any(t.lower_ == "neither" for thing in things for t in (thing, *thing.lefts))


def is_supposed(predicate: Token) -> bool:
    """Whether a clause only supposes what it says: under "if", "whether", "could", or as a question."""
    for child in predicate.children:
        if child.lower_ in _SUPPOSING and child.dep_ in ("mark", "advmod"):
            return True
        if child.dep_ == "aux" and child.lower_ in _POSSIBLE:
            return True
    verb = predicate
    while verb.dep_ in ("conj", "xcomp", "ccomp") and verb.head != verb:
        verb = verb.head
        if any(child.dep_ == "mark" and child.lower_ in _SUPPOSING for child in verb.children):
            return True
    return _asks(predicate)


def _asks(predicate: Token) -> bool:
    end = predicate.right_edge.i
    return any(token.text == "?" for token in predicate.doc[end : end + 3])
