"""What a predicate takes in the parse: its subject, objects and clauses.

Dependency labels are those of spaCy's English models (ClearNLP; Choi & Palmer 2012). Spans are token numbers, both
ends included.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.days import WEEKDAYS
from analysis.stances.denials import has_no, is_contrasted, is_forgone, is_negated
from analysis.verbs import NOMINAL_SUBJECTS, auxiliaries, has_to, nominal_subject

TokenSpan = tuple[int, int]
THIRD_PERSON = frozenset({"he", "she", "it", "they"})

_NO_ONE = frozenset({"nobody", "nothing", "none"})
_SAVE = frozenset({"but", "except", "save"})
_LEFT_OUT = frozenset({"pobj", "conj", "dobj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
_ALONGSIDE = frozenset({"with", "in", "after", "amid", "as", "despite", "following", "while"})
_CHAMBERS = frozenset({"parliament", "assembly", "senate", "congress", "duma", "knesset", "bundestag", "commons"})
_HELD_IN_CHAMBERS = frozenset(
    {"vote", "debate", "seat", "majority", "minority", "speech", "session", "hearing", "defeat", "party", "opposition"}
    | {"support", "backing", "ally", "rival", "lawmaker", "member", "statement", "question", "representation"}
)
_GROUNDS = {
    "for": frozenset({"reason", "reasons"}),
    "in": frozenset({"interest", "interests", "protest", "solidarity"}),
}
_CLAUSES = frozenset({"relcl", "advcl", "parataxis"})
_HELD_AS = frozenset(
    {"role", "position", "status", "standing", "reputation", "record", "work", "time", "term", "job", "career", "use"}
)
_BROUGHT_ABOUT = frozenset({"made", "taken", "achieved", "reached", "shown"})
_DAYS = frozenset(day.lower() for day in WEEKDAYS)
_DEMANDING = frozenset({"demand", "request", "propose", "recommend", "urge", "ask"})


def subject_of(predicate: Token) -> Token | None:
    """The subject of a verb, its own or the one that it shares with the verb it is coordinated with or depends on."""
    if predicate.tag_.startswith("NN") and any(child.dep_ == "mark" for child in predicate.children):
        # "That the prime *minister* resign", whose verb the tagger took for a noun.
        return next((child for child in reversed(list(predicate.lefts)) if child.dep_ == "compound"), None)
    for _ in range(6):
        for child in predicate.children:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj", "csubjpass"):
                return child
        head = predicate.head
        if predicate.dep_ not in ("conj", "xcomp", "advcl") or head == predicate:
            return None
        if predicate.dep_ == "xcomp" and head.lemma_ not in ("promise", "vow"):
            controller = next((c for c in head.children if c.dep_ in ("dobj", "dative") and c.i < predicate.i), None)
            if controller is not None:
                return controller  # "urged them to go": they go
        predicate = head
    return None


def cleft_subject(verb: Token) -> Token | None:
    """Who did it in "it was *Chad* that opened fire"; None for any other clause."""
    be = verb.head.head if verb.dep_ == "relcl" else verb.head
    if verb.dep_ not in ("relcl", "ccomp") or be.lemma_ != "be" or is_negated(be):
        return None
    it = any(c.lower_ == "it" and c.dep_ == "nsubj" for c in be.lefts)
    relative = any(c.dep_ == "nsubj" and c.lower_ in ("that", "who") for c in verb.lefts)
    return next((c for c in be.rights if c.dep_ == "attr" and c.i < verb.i), None) if it and relative else None


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def object_heads(predicate: Token, anchor: Token | None = None) -> list[Token]:
    """Heads of the objects of a predicate, or of the preposition that leads to them, with those coordinated to them."""
    if (
        anchor is not None
        and anchor.tag_ != "RP"
        and not is_parted(anchor)
        and (anchor.tag_ != "RB" or any(anchor.rights))
    ):
        heads = [c for a in _repeated(anchor) for c in [c for c in a.children if c.dep_ in ("pobj", "pcomp")][:1]]
        if not heads:
            heads = [child for child in predicate.children if child.dep_ in ("dobj", "pobj") and child.i > anchor.i][:1]
    elif is_passive(predicate):
        heads = [child for child in predicate.children if child.dep_ in NOMINAL_SUBJECTS]
        if not heads and predicate.dep_ == "conj" and (shared := subject_of(predicate)) is not None:
            heads = [shared]
    else:
        heads = [child for child in predicate.children if child.dep_ == "dobj" and child.tag_ != "UH"][:1]  # "vote no"
        heads = heads or [c for c in predicate.rights if c.dep_ == "ccomp" and _thing_named(c) != c]
        if not heads and predicate.lemma_ == "hold":  # "hold *the rebels* accountable"
            so = (c for c in predicate.rights if c.dep_ == "ccomp" and c.pos_ == "ADJ")
            heads = [c for adjective in so for c in adjective.lefts if c.dep_ == "nsubj"]
        if not heads and predicate.dep_ == "acl" and predicate.tag_ == "VBN":
            heads = [predicate.head]  # "a ban imposed by the court"
    return [_thing_named(token) for head in heads for token in (head, *_coordinated(head))]


def is_parted(out: Token) -> bool:
    """Whether it is the particle of a verb that has its object before it: "pulled its troops *out* of the town"."""
    after = any(c.dep_ == "dobj" and c.i < out.i for c in out.head.rights)
    return after and out.lower_ == "out" and any(c.lower_ == "of" for c in out.rights)


def _repeated(anchor: Token) -> list[Token]:
    """A preposition and its repetitions: "called *for* talks, *for* calm and *for* the release of prisoners"."""
    after = (t for t in anchor.head.rights if t.i > anchor.i and t.dep_ == "prep" and t.nbor(-1).text == ",")
    alike = [anchor, *(t for t in after if t.lower_ == anchor.lower_)]
    joined = [c for a in alike for c in a.rights if c.dep_ == "conj" and c.lower_ == anchor.lower_]
    return sorted({*alike, *(c for c in joined if not is_contrasted(c))}, key=lambda token: token.i)


def _thing_named(head: Token) -> Token:
    """What "what he called a farce" stands for: the farce, "nobody but Rome" for Rome; else the head."""
    if (only := _excepted(head)) is not None:
        return only
    if head.lower_ == "neither":
        return next((h for of in head.rights if of.lower_ == "of" for h in of.rights if h.dep_ == "pobj"), head)
    if head.tag_ == "VBN" and head.dep_ == "ccomp" and head.lower_ in _BROUGHT_ABOUT and head.nbor(-1).dep_ == "nsubj":
        return head.nbor(-1)  # "welcomed *the progress* made"
    naming = head if any(c.lower_ == "what" for c in head.lefts) else None
    if head.lower_ == "what":  # the parser hangs it on the verb before: "hailed what | he called"
        naming = next((c for c in head.head.rights if c.dep_ == "ccomp" and c.i > head.i), None)
    if naming is None:
        return head
    names = [c for c in naming.rights if c.dep_ == "oprd"]
    names += [h for c in naming.rights if c.dep_ == "prep" and c.lower_ == "as" for h in c.rights]
    return names[0] if names else head


def _excepted(nobody: Token) -> Token | None:
    """The one that "nobody" and "nothing" leave out: "trusts nobody but *Rome*", not "but *themselves*"."""
    none = nobody.lower_ in _NO_ONE or (nobody.lower_ == "one" and has_no(nobody))
    after = [c for holder in (nobody, nobody.head) for c in holder.rights if none and c.i == nobody.i + 1]
    if not any(c.lower_ in _SAVE for c in after):
        return None
    beside = (h for c in after for holder in (c, c.head) for h in holder.rights if h.i > c.i and h.dep_ in _LEFT_OUT)
    return next((h for h in beside if h.pos_ != "PRON"), None)


def _coordinated(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ == "conj" and child.i > head.i and (child.pos_ in _NOMINAL) == (head.pos_ in _NOMINAL):
            if child.pos_ in _NOMINAL and is_contrasted(child):
                continue
            yield child
            yield from _coordinated(child)


def verbs_with(verb: Token) -> list[Token]:
    """A verb and the verbs coordinated to it, also where the parser takes one for a noun or hangs it on the object.

    "To end the raids *and return* to talks", "must end its raids *and respect* the truce".
    """
    plain = [verb, *(token for token in _coordinated(verb) if token.pos_ in ("VERB", "AUX"))]
    misread = [t for v in plain for t in v.children if t.dep_ == "conj" and t.tag_ == "NN" and _is_bare(t)]
    misread += [
        t
        for v in plain
        for thing in v.children
        if thing.dep_ == "dobj"
        for t in thing.children
        if t.dep_ == "conj" and t.tag_ == "VB"
    ]
    near = [h for v in plain for h in (v, *v.rights) if h in plain or h.dep_ in ("prep", "xcomp")]
    misread += [t for h in near for t in h.rights if t.pos_ == "VERB" and is_forgone(t)]
    return sorted({*plain, *misread}, key=lambda token: token.i)


def _is_bare(noun: Token) -> bool:
    return not any(child.i < noun.i for child in noun.children) and any(child.i > noun.i for child in noun.children)


def clause_of(predicate: Token) -> Token | None:
    """The verb of the clause that a predicate takes: "urged them *to go*", "demanded that they *go*"."""
    holders = [predicate, *(child for child in predicate.children if child.dep_ in ("dobj", "prep", "acomp"))]
    holders += [child for prep in holders if prep.dep_ == "prep" for child in prep.children if child.dep_ == "pobj"]
    for dependencies in (("xcomp", "ccomp"), ("advcl", "acl", "relcl")):
        for holder in holders:
            for child in holder.children:
                if (
                    child.dep_ in dependencies
                    and child.i > predicate.i
                    and (child.pos_ in ("VERB", "AUX") or has_to(child))
                ) and (child.dep_ in ("xcomp", "ccomp") or has_to(child) or _that(child)):
                    return child
    return None


def _that(verb: Token) -> bool:
    return verb.dep_ == "acl" and any(child.lower_ == "that" and child.dep_ == "mark" for child in verb.children)


def is_wished(clause: Token) -> bool:
    """Whether a clause says what is to be done: an infinitive, a subjunctive ("that he *resign*") or "should"."""
    helpers = auxiliaries(clause)
    if helpers & {"will", "would", "did", "do", "does", "can", "could", "may", "might"}:
        return False
    bare = clause.tag_ == "VBP" or (clause.tag_ == "VBD" and clause.lower_ == clause.lemma_)
    subjunctive = bare and clause.lemma_ != "be" and clause.head.lemma_ in _DEMANDING
    return subjunctive or clause.tag_ in ("VB", "JJ", "NN") or bool(helpers & {"to", "be", "should", "must"})


def extent(head: Token, bounds: TokenSpan | None = None) -> TokenSpan:
    """A phrase without its coordinated parts and its relative clauses after a comma, inside ``bounds`` where given."""
    first = last = head.i
    for child in head.children:
        aside = child.dep_ in ("conj", "cc", "punct", "preconj") or (child.i > head.i and _is_aside(child))
        aside = aside or child.lower_ == "neither"
        between = child.dep_ == "conj" and head.dep_ == "pobj" and head.head.lower_ == "between"
        if aside and not between and not _goes_on(child):
            continue
        low, high = extent(child)
        first, last = min(first, low), max(last, high)
    if bounds is not None:
        first, last = max(first, bounds[0]), min(last, bounds[1])
    return first, last


def _goes_on(verb: Token) -> bool:
    """Whether a verb inside a phrase goes on with the one before it: "that bars firms from buying *or selling*"."""
    before = verb.head
    if verb.dep_ != "conj" or before.dep_ not in ("pcomp", "relcl", "acl") or verb.tag_ != before.tag_:
        return False
    alone = nominal_subject(verb) is None
    return alone and all(t.text != "," for t in verb.doc[before.i : verb.i])


def _is_aside(child: Token) -> bool:
    """Whether a part of a phrase only goes on from it: after a semicolon, ", which ...", ", with the envoy saying".

    So does what the verb takes it for: "denounced the raid *as piracy*", not "criticised her role as mayor".
    """
    if child.dep_ == "prep" and child.head.dep_ in ("dobj", "pobj", "nsubjpass") and _is_of_verb(child):
        return True
    if child.dep_ == "neg" or (child.dep_ == "appos" and is_contrasted(child)):
        return True  # "the ban, *not the curfew*"
    if child.lower_ == "as" and child.dep_ == "prep" and child.head.dep_ in ("dobj", "nsubjpass"):
        return child.head.lemma_ not in _HELD_AS
    aside = child.dep_ in _CLAUSES or (child.dep_ == "prep" and child.lower_ in _ALONGSIDE)
    edge = child.left_edge.i
    return (aside and _set_off(child)) or (edge > 0 and child.doc[edge - 1].text == ";")


def _is_of_verb(preposition: Token) -> bool:
    """Whether a phrase after an object says where or why it was done: "backed the bill *in parliament*"."""
    words = {w.lower_ for w in preposition.rights}
    if preposition.lower_ == "in" and words & _CHAMBERS:
        return preposition.head.lemma_ not in _HELD_IN_CHAMBERS
    return bool(words & _GROUNDS.get(preposition.lower_, frozenset()))


def _set_off(clause: Token) -> bool:
    edge = clause.left_edge.i
    return edge > 0 and clause.doc[edge - 1].text in (",", "-", "–", "—", "(", ";")


def clause_extent(verb: Token, bounds: TokenSpan | None = None, *, from_verb: bool = False) -> TokenSpan:
    """A clause without the clauses coordinated to it; from its verb, where the subject does not matter."""
    first = last = verb.i
    for child in verb.children:
        if child.dep_ in ("conj", "cc", "punct", "parataxis") or (child.dep_ == "advcl" and _set_off(child)):
            continue
        if child.lower_ in ("including", "according"):
            continue
        if child.i < verb.i and (from_verb or child.dep_ == "mark"):
            continue
        low, high = extent(child) if child.pos_ not in ("VERB", "AUX") else clause_extent(child)
        if child.dep_ in ("dobj", "pobj", "attr", "prep", "agent"):
            high = max([high, *(extent(other)[1] for other in _coordinated_deep(child))])
        first, last = (first if from_verb else min(first, low)), max(last, high)
    if bounds is not None:
        first, last = max(first, bounds[0]), min(last, bounds[1])
    return first, last


def _coordinated_deep(child: Token) -> Iterator[Token]:
    heads = [child] if child.dep_ not in ("prep", "agent") else [c for c in child.children if c.dep_ == "pobj"]
    for head in heads:
        yield from _coordinated(head)


def has_day(preposition: Token) -> bool:
    """Whether a preposition leads to a day of the week: "on *Monday*"."""
    return any(child.lower_ in _DAYS for child in preposition.rights)
