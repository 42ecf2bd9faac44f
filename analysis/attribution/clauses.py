"""Where clauses and phrases begin and end in one dependency parse, and who does what their verbs say.

Dependency labels are those of the ClearNLP scheme that spaCy's English models use (Choi & Palmer 2012).
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from analysis.article import Span
from analysis.attribution.cues import CueBook
from analysis.verbs import SUBJECTS

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})

_THINGS = frozenset({"it", "there", "this", "that", "what", "which"})


def covering(tokens: Iterable[Token]) -> Span:
    """Offsets from the first to the last of some tokens."""
    ordered = sorted(tokens, key=lambda token: token.i)
    return ordered[0].idx, ordered[-1].idx + len(ordered[-1])


def phrase(head: Token, *, without: frozenset[Token] = frozenset()) -> list[Token]:
    """The tokens of a phrase that hang together around its head, in order, less verbs joined to it by mistake."""
    strays = [child for child in head.children if is_stray(child)]
    if strays:
        without = (
            without
            | frozenset(t for s in strays for t in s.subtree)
            | frozenset([c for c in head.children if c.dep_ == "cc" and c.i < strays[0].i][-1:])
        )
    kept = [token for token in head.subtree if token == head or not (token.is_space or (without and token in without))]
    left = right = kept.index(head)
    while left > 0 and _adjacent(kept[left - 1], kept[left]):
        left -= 1
    while right + 1 < len(kept) and _adjacent(kept[right], kept[right + 1]):
        right += 1
    return kept[left : right + 1]


def without_that(clause: list[Token]) -> list[Token]:
    """A clause without the "that" that opens it."""
    return clause[1:] if len(clause) > 1 and clause[0].lower_ == "that" and clause[0].dep_ == "mark" else clause


def is_stray(verb: Token) -> bool:
    """Whether the parser has joined a verb to an infinitive or a participle that it cannot continue.

    In "has promised to tackle corruption and apologised for it" what is coordinated is "promised" and "apologised"; so
    it is in "said it was hard to know, and rejected calls": what is hard does not reject.
    """
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ") or subject_of(verb) is not None:
        return False
    if verb.head.dep_ == "ccomp" and verb.tag_ == verb.head.head.tag_ and verb.head.tag_ in ("VBD", "VBZ", "VBP"):
        turns = verb.head.tag_ != verb.tag_  # "said that wells *are* dry and *asked* for help"
        return _needs_speaker(verb, turns=turns) and not can_speak(subject_of(verb.head))
    perfect = verb.head.tag_ == "VBN" and verb.head.dep_ in ("ccomp", "xcomp")
    if perfect and CueBook.load().cue("verb", verb.lemma_) is None:
        return False  # "said the army had fired on the crowd, and killed two": it may have killed them
    return verb.head.tag_ in ("VB", "VBN", "VBG") and verb.head.dep_ in ("ccomp", "xcomp", "pcomp", "advcl")


def _needs_speaker(verb: Token, *, turns: bool) -> bool:
    """Whether a verb is one that only somebody who speaks can do, set off by ", and" or another tense.

    Without either it has to ask something of somebody: "said the wells were dry and *called on Oslo to help*".
    """
    cue = CueBook.load().cue("verb", verb.lemma_)
    conjunction = next((c for c in verb.head.rights if c.dep_ == "cc" and c.i < verb.i), None)
    if cue is None or cue.kind != "speech" or conjunction is None:
        return False
    if turns or conjunction.doc[conjunction.i - 1].text == ",":
        return True
    asked = any(c.dep_ in ("xcomp", "ccomp") or (c.dep_ == "prep" and c.lower_ in cue.frames) for c in verb.rights)
    return "whom_to" in cue.frames and asked and not (verb.lemma_ == "ask" and _object_of(verb) is not None)


def can_speak(subject: Token | None) -> bool:
    """Whether a subject is a person, a name, or one of the offices, bodies and documents that speak."""
    words = CueBook.load().words
    return subject is not None and (
        subject.pos_ == "PROPN"
        or (subject.pos_ == "PRON" and subject.lower_ not in _THINGS)
        or subject.lower_ in words["speakers"] | words["carriers"]
    )


def source_phrase(source: Token, cue: Token) -> list[Token]:
    """A source as written: the noun phrase around its head, without the cue's own clause and marks at its ends."""
    tokens = noun_phrase(source, before=cue)
    aside = next(
        (k for k, t in enumerate(tokens) if k and t.tag_ in ("WDT", "WP", "WP$") and t.nbor(-1).text == ","), None
    )
    tokens = tokens[:aside]
    while len(tokens) > 1 and (tokens[-1].is_punct or tokens[-1].is_space) and tokens[-1].text not in (")", "]"):
        tokens.pop()
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].is_space):
        tokens.pop(0)
    return tokens


def _adjacent(first: Token, second: Token) -> bool:
    if first.i + 1 == second.i:
        return True
    between = first.doc[first.i + 1 : second.i]
    return all(token.is_space or token.is_punct for token in between)


def noun_phrase(head: Token, *, before: Token | None = None) -> list[Token]:
    """A noun phrase with its appositions, cut before a relative clause set off by a comma and a coordinated verb.

    With `before`, a clause around that word is cut too: the source of "a statement saying that" is "a statement".
    """
    cut = frozenset(
        token
        for child in head.children
        if (child.dep_ in ("relcl", "acl", "advcl") and child.i > head.i and _after_comma(child))
        or (child.dep_ in ("conj", "parataxis", "ccomp") and child.pos_ in ("VERB", "AUX"))
        or (before is not None and child.i > head.i and (child == before or child.is_ancestor(before)))
        for token in child.subtree
    )
    return phrase(head, without=cut)


def _after_comma(clause: Token) -> bool:
    edge = clause.left_edge
    return edge.i > 0 and clause.doc[edge.i - 1].text in (",", "-", "–", "—", "(")


def subject_of(verb: Token) -> Token | None:
    """The verb's own subject; None where it has none."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS and child.dep_ != "expl"]
    return subjects[0] if subjects else None


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive: "was told", or a bare participle after a noun ("the plan announced by")."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    if verb.dep_ not in ("acl", "advcl") or any(child.dep_ in ("aux", *SUBJECTS) for child in verb.children):
        return False
    if verb.dep_ == "acl" and _after_comma(verb) and any(child.dep_ == "dobj" for child in verb.rights):
        return False  # "Ruto, speaking in Nairobi, accused him": a main verb that the parser took for a participle
    return verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.dep_ == "advcl" and verb.lemma_ == "ask")


def agent_of(verb: Token) -> Token | None:
    """The one named after "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return grandchild
    return None


def doer_of(verb: Token) -> Token | None:
    """Who does what the verb says: its subject, or the one that it shares, or None.

    Coordinated verbs, participles ("..., arguing that") and "after calling on" share the subject of the clause they
    hang on; a relative clause has its pronoun; "a statement saying" has whoever made the statement.
    """
    if is_passive(verb):
        return agent_of(verb)
    if verb.tag_ == "VBG" and subject_of(verb) is None and _is_adjunct(verb):
        verb = _main_verb(verb)
    for _ in range(8):
        own = subject_of(verb)
        if own is not None:
            return None if any(child.dep_ == "auxpass" for child in verb.children) else own
        head = verb.head
        if head == verb:
            return None
        if is_stray(verb):
            verb = head.head
        elif verb.dep_ in ("conj", "advcl", "xcomp", "parataxis", "dep", "ccomp"):
            if (
                verb.dep_ == "xcomp"
                and (controller := _object_of(head)) is not None
                and head.lemma_ not in ("promise", "vow")
            ):
                return controller
            verb = head
        elif verb.dep_ == "acl":
            return _before_aside(verb) or _author_of(head)
        elif verb.dep_ in ("pcomp", "prep"):
            preposition = head if verb.dep_ == "pcomp" else verb
            head = preposition.head
            if head.pos_ not in ("VERB", "AUX"):
                return _author_of(head) if head.pos_ in ("NOUN", "PROPN") else None
            blamed = _object_of(head) or next((c for c in head.children if c.dep_ == "nsubjpass"), None)
            if preposition.lower_ in ("of", "for", "from", "against", "as") and blamed is not None:
                return blamed
            verb = head
        else:
            return None
        if verb.pos_ not in ("VERB", "AUX"):
            return _author_of(verb) if verb.pos_ in ("NOUN", "PROPN") else None
    return None


def _before_aside(verb: Token) -> Token | None:
    """The subject that an aside parts from its verb: "Weber, who spoke to both *sides*, called for a truce".

    The parser hangs such a verb on the last noun of the aside. None where the verb is no main verb after an aside.
    """
    if verb.tag_ not in ("VBD", "VBZ") or not _after_comma(verb):
        return None
    for word in verb.head.ancestors:
        if word.dep_ in ("relcl", "acl") and _after_comma(word):
            return word.head
    return None


def _is_adjunct(participle: Token) -> bool:
    """Whether a participle stands apart from what is before it: ", arguing that", "by citing", "while stressing"."""
    if participle.dep_ in ("advcl", "pcomp", "acl", "conj", "ccomp", "xcomp") and participle.left_edge.i > 0:
        before = participle.doc[participle.left_edge.i - 1]
        if participle.dep_ == "pcomp":
            return participle.head.lower_ in (
                "by",
                "while",
                "after",
                "before",
                "without",
            ) and participle.head.head.pos_ in ("VERB", "AUX")
        return before.text in (",", '"', "-", "–", "—") and participle.dep_ == "advcl"
    return False


def _main_verb(participle: Token) -> Token:
    """The verb whose subject acts in an adjunct: the nearest one with a subject that is not itself reported."""
    verb = participle.head
    for _ in range(10):
        if verb.pos_ in ("VERB", "AUX"):
            if verb.dep_ in ("ROOT", "relcl") or (
                subject_of(verb) is not None and verb.dep_ not in ("ccomp", "acl", "pcomp", "xcomp")
            ):
                return verb
            if verb.dep_ == "ccomp" and verb.head.i > verb.i:
                return verb.head
            if verb.dep_ == "ccomp" and passes_on(verb.head, participle):
                return verb
        if verb.head == verb:
            break
        verb = verb.head
    return verb


def passes_on(verb: Token, participle: Token) -> bool:
    """Whether who tells of others only saw what they did: "residents said that troops came, *ordering them to go*".

    What the participle reports in a clause they tell themselves: "officials said troops came, *adding that*".
    """
    teller, words = subject_of(verb), CueBook.load().words
    told = any(c.dep_ in ("ccomp", "parataxis") for c in participle.rights)
    if teller is None or told or teller.lower_ not in words["onlookers"] | words["relays"]:
        return False
    deed, doer = participle.head, subject_of(participle.head)
    if doer is None or deed.dep_ != "ccomp" or is_passive(deed):
        return False
    return can_speak(doer) or doer.lower_ in words["armed"]


def _object_of(verb: Token) -> Token | None:
    return next(
        (
            child
            for child in verb.children
            if child.dep_ in ("dobj", "dative") and child.pos_ in ("NOUN", "PROPN", "PRON")
        ),
        None,
    )


def _author_of(noun: Token) -> Token | None:
    """Who speaks in "a statement saying": its possessor, or the subject of the verb that it hangs on; else the noun."""
    if noun.lemma_.lower() not in CueBook.load().words["carriers"]:
        return noun
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    governor = noun.head
    if governor.dep_ == "prep":
        governor = governor.head
    if noun.dep_ in ("dobj", "pobj") and governor.pos_ in ("VERB", "AUX") and governor.i < noun.i:
        return doer_of(governor) or noun
    return noun
