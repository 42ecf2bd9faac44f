"""Mistakes that the parser makes again and again, put right in its words and trees before anything reads them."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Token

from analysis.days import MONTHS, WEEKDAYS
from analysis.verbs import FINITE, SUBJECTS

_JOINING = frozenset({"and", "but", "&"})
_TELLING = frozenset({"promise", "assure", "tell", "warn", "remind", "inform"})
_TIMES = frozenset(
    "minute hour day night morning evening week weekend month year decade summer winter spring".split()  # noqa: SIM905
)
_TIMES |= {name.lower() for name in (*MONTHS, *WEEKDAYS)}
# One word each, which spaCy splits at the hyphen.
_HYPHENATED = tuple(
    f"co-{stem}{ending}"
    for stem in ("operat", "ordinat")
    for ending in ("e", "es", "ed", "ing", "ion", "ive", "or", "ors")
)


def teach_words(tokenizer: Any) -> None:
    """Words that the parser does not know: "co-operation" is one, and "WHO" is a body like NATO, no pronoun."""
    from spacy.attrs import NORM, ORTH

    for word in _HYPHENATED:
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{ORTH: form}])
    tokenizer.add_special_case("WHO", [{ORTH: "WHO", NORM: "nato"}])  # the tagger goes by the norm


def mend(doc: Any) -> Any:
    """Mend a parsed text in place, and give it back.

    - A clause after "and" gets its subject. In "Oslo hopes to keep the port and *Riga plans* to sue" the parser takes
      "the port and Riga" for one object and leaves "plans" without a subject. No verb can follow its fellow's object
      without a conjunction of its own, so the noun between them is its subject.
    - A verb after an infinitive that can be one itself is made one: "would sell a mill and *cut* jobs" is no past.
    - "Praised by Rome and *called unfair by Oslo*" has two doers, where the parser takes the second verb for a past.
    - What somebody is told is taken off him: "promised the families of the dead *that it would pay*".
    - A time is taken out of the subject that stands beside it: "for *ten days* crowds have marched".

    Examples
    --------
    >>> from analysis.document import load_parser
    >>> doc = mend(load_parser()("Lawyers say companies seek to limit debts and creditors look to raise profits."))
    >>> [(token.text, token.dep_, token.head.text) for token in doc if token.text in ("creditors", "look")]
    [('creditors', 'nsubj', 'look'), ('look', 'conj', 'seek')]
    """
    for token in doc:
        if token.dep_ == "cc" and token.lower_ in _JOINING and token.i + 2 < len(doc):
            _split_clauses(token)
            _join_passives(token)
        elif token.dep_ == "conj" and token.tag_ in ("VBD", "VBP") and _continues_infinitive(token):
            token.tag_ = "VB"
        elif token.dep_ == "compound" and token.tag_ == "NNS" and token.lemma_.lower() in _TIMES:
            _part_time(token)
        elif token.dep_ in ("relcl", "acl") and (telling := _told_by(token)) is not None:
            token.head, token.dep_ = telling, "ccomp"
    return doc


def _told_by(clause: Token) -> Token | None:
    """The verb whose words a clause is that the parser has hung on who is told: it has "that" and a subject besides."""
    that = next((c for c in clause.lefts if c.lower_ == "that" and c.dep_ == "mark"), None)
    subject = next((c for c in clause.lefts if c.dep_ in SUBJECTS), None)
    told = clause.head
    while told.dep_ in ("pobj", "prep"):
        told = told.head
    addressed = told.dep_ in ("dobj", "dative") and told.head.lemma_ in _TELLING and told.i > told.head.i
    return told.head if addressed and that is not None and subject is not None and that.i < subject.i else None


def _part_time(time: Token) -> None:
    """Give a time to the preposition before it: "for *ten days* | crowds have marched"."""
    preposition = time.left_edge.nbor(-1) if time.left_edge.i else None
    if preposition is not None and preposition.dep_ == "prep" and not preposition.n_rights:
        time.head, time.dep_ = preposition, "pobj"


def _split_clauses(conjunction: Token) -> None:
    """Make the noun after a conjunction the subject of the verb that follows it and has none."""
    noun = _noun_after(conjunction)
    verb = None if noun is None else _bare_verb_after(noun)
    if noun is None or verb is None:
        return
    fellow = next((word for word in noun.ancestors if _is_finite(word)), verb.head)
    if fellow == verb or verb.is_ancestor(fellow) or noun.is_ancestor(verb):
        return  # a tree must stay a tree
    noun.head = verb
    noun.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"
    verb.head, verb.dep_ = fellow, "conj"
    conjunction.head = fellow


def _join_passives(conjunction: Token) -> None:
    """Give the second of two passives its doer: "hailed by Rome and *denounced as reckless by Oslo*"."""
    if not 1 < conjunction.i < len(conjunction.doc) - 3:
        return
    verb = conjunction.nbor()
    verb = verb.nbor() if verb.pos_ == "ADV" else verb
    by = next((word for word in conjunction.nbor(-1).ancestors if word.lower_ == "by"), None)
    first = by.head if by is not None and by.right_edge.i in (conjunction.i - 1, verb.right_edge.i) else None
    if first is None or first.tag_ != "VBN" or verb.tag_ not in ("VBN", "VBD") or not verb.lower_.endswith("ed"):
        return
    if verb.nbor().lower_ != "as" or any(c.dep_ in (*SUBJECTS, "dobj") for c in verb.children):
        return
    doer = next((word for word in verb.subtree if word.lower_ == "by" and word.i > verb.i), None)
    if doer is not None and not verb.is_ancestor(first):
        verb.tag_, verb.head, verb.dep_ = "VBN", first, "conj"
        doer.head, doer.dep_ = verb, "agent"


def _continues_infinitive(verb: Token) -> bool:
    """Whether a verb that could be an infinitive ("cut", "put") is joined to one: "would sell a mill and cut jobs"."""
    own = any(c.dep_ in SUBJECTS or (c.dep_ in ("aux", "auxpass") and c.i < verb.i) for c in verb.children)
    led = any(c.dep_ == "aux" and (c.tag_ == "MD" or c.lower_ == "to") for c in verb.head.lefts)
    return verb.head.tag_ == "VB" and led and not own and verb.lower_ == verb.lemma_


def _noun_after(conjunction: Token) -> Token | None:
    """The noun joined to another one whose phrase begins right after a conjunction; none that tells a time."""
    word, noun = conjunction.nbor(), None
    while word.left_edge.i == conjunction.i + 1:
        if word.pos_ in ("NOUN", "PROPN", "PRON") and word.dep_ in ("conj", "npadvmod", "dobj", "pobj", "appos", "dep"):
            noun = word
        if word.head == word:
            break
        word = word.head
    if noun is None or noun.lemma_.lower() in _TIMES or noun.is_sent_end:
        return None
    return noun


def _bare_verb_after(noun: Token) -> Token | None:
    """The finite verb that follows a noun phrase, continues a verb before it, and has no subject."""
    last = noun.right_edge
    for word in last.doc[last.i + 1 : last.i + 4]:
        verb = word.head if word.dep_ in ("aux", "auxpass", "neg") and word.head.i > word.i else word
        if not _continues(verb, noun):
            if word.dep_ == "advmod" and word.head.i > word.i:
                continue
            return None
        own = any(c.dep_ in (*SUBJECTS, "mark") for c in verb.children)
        first = min(h.i for h in _helped(verb))
        return verb if _is_finite(verb) and not own and last.i < first <= word.i + 1 else None
    return None


def _continues(verb: Token, noun: Token) -> bool:
    """Whether the parser has hung a verb on one that stands before a noun."""
    return verb.dep_ in ("conj", "ccomp", "advcl") and verb.head.i < noun.i and verb.head.pos_ in ("VERB", "AUX")


def _is_finite(verb: Token) -> bool:
    return any(h.tag_ in FINITE or h.tag_ == "MD" for h in _helped(verb))


def _helped(verb: Token) -> list[Token]:
    """A verb with its auxiliaries."""
    return [verb, *(c for c in verb.lefts if c.dep_ in ("aux", "auxpass"))]
