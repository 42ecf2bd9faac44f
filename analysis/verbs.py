"""What a verb looks like in the parse, and what stands beside it: the labels and tags are spaCy's."""

from __future__ import annotations

from spacy.tokens import Token

#: Whatever stands where a subject does, also a clause and the "there" of "there is".
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
#: Nouns and pronouns alone.
NOMINAL_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Tags of verbs in the past or the present, without those before an infinitive ("may", "must").
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def nominal_subject(verb: Token) -> Token | None:
    """The noun or pronoun that is the verb's own subject, on either side of it; None where it has none."""
    return next((child for child in verb.children if child.dep_ in NOMINAL_SUBJECTS), None)


def has_to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def auxiliaries(verb: Token) -> set[str]:
    """The words that help a verb, in small letters: the "has" and "been" of "has been signed"."""
    return {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
