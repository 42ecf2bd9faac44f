"""A position: what words are for or against, before it is known whose they are and under which issue they come.

The frames of ``data/acts.yaml`` make positions: ``judging.py``, ``asking.py`` and ``commitments.py`` hold them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from analysis.stances.acts import Act, ActBook, Use
from analysis.stances.arguments import TokenSpan, clause_extent, clause_of, extent, is_passive, object_heads, subject_of
from analysis.verbs import nominal_subject

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})


@dataclass(frozen=True, slots=True)
class Position:
    """A position that words take; spans are token numbers, both ends included.

    ``topics`` are the spans that may name the issue, best first, each with the polarity toward what it says. ``party``
    is the token of who is meant where the head of the target is not: who did it ("*Chad* left the pact, drawing anger
    from"), or with whom it is done ("cut aid to *Chad*").
    """

    act: str
    cameo: str | None
    plover: str | None
    target: TokenSpan
    toward: int
    topics: tuple[tuple[TokenSpan, int], ...]
    evidence: TokenSpan
    method: str
    confidence: float
    party: int | None = None


@dataclass(frozen=True)
class Scene:
    """One statement as the frames see it.

    ``contents`` are the token spans of its content; ``own`` says whether a subject is the speaker; ``actor`` gives the
    actor that a noun phrase names, ``abroad`` whether a place beside a verb or noun is in another country,
    ``is_country`` whether a noun is the name of a country or territory; ``closed`` holds the tokens that belong to
    statements nested in this one.
    """

    doc: Doc
    book: ActBook
    contents: tuple[TokenSpan, ...]
    cue: TokenSpan | None
    speaker: TokenSpan | None
    own: Callable[[Token], bool]
    actor: Callable[[Token], str | None]
    abroad: Callable[[Token], bool]
    is_country: Callable[[Token], bool]
    closed: frozenset[int]
    roots: tuple[Token, ...]

    def bounds(self, i: int) -> TokenSpan | None:
        """The piece of content that holds token ``i``; None where none does."""
        return next((span for span in self.contents if span[0] <= i <= span[1]), None)

    def words(self, span: TokenSpan) -> list[Token]:
        """The tokens of a span."""
        return list(self.doc[span[0] : span[1] + 1])

    def said_by(self, verb: Token, span: TokenSpan) -> list[Token]:
        """The tokens of a clause without the clauses that say when or on what condition ("until they are released")."""
        aside = {t.i for child in verb.children if child.dep_ == "advcl" and child.i > verb.i for t in child.subtree}
        return [token for token in self.words(span) if token.i not in aside or token.i < verb.i]

    def beginning(self, verb: Token) -> int:
        """Where a clause begins: at its subject, the speaker of a headline ("Moscow to send troops") or the verb."""
        subject = subject_of(verb)
        if subject is None:
            headline = self.speaker is not None and self.bounds(self.speaker[0]) and self.speaker[0] < verb.i
            return self.speaker[0] if headline and self.speaker is not None else verb.i
        if subject.head != verb and verb.dep_ == "conj":
            return min([verb.i, *(child.i for child in verb.children if child.dep_ in ("aux", "auxpass", "neg"))])
        bounds = self.bounds(subject.i)
        return extent(subject, bounds)[0] if bounds is not None else verb.i

    def phrase(self, head: Token) -> TokenSpan:
        """A noun phrase, or a clause where the head is a verb, cut at the edges of the content."""
        bounds = self.bounds(head.i)
        if head.pos_ in ("VERB", "AUX"):
            return clause_extent(head, bounds)
        first, last = extent(head, bounds)
        if last > head.i and self.doc[last].dep_ == "prep":
            last = extent(self.doc[last])[1]  # the content breaks off before what its last preposition leads to
        return first, last

    def before(self, head: Token, end: int) -> TokenSpan:
        """A noun phrase as far as token ``end``: "new sanctions" of "new sanctions on the junta"."""
        first, last = self.phrase(head)
        return first, max(head.i, min(last, end - 1))


def objects_of(scene: Scene, use: Use) -> list[Token]:
    """Heads of what the act is about: by syntax, else the top of the statement's own content."""
    heads = object_heads(use.predicate, use.anchor if use.anchor is not None or use.by_noun is False else None)
    if use.by_noun and use.anchor is None:
        heads = [c for c in use.predicate.children if c.dep_ in ("acl", "ccomp") and c.pos_ in ("VERB", "AUX")]
    if not heads and use.anchor is None and not is_passive(use.predicate):
        clause = clause_of(use.predicate)
        heads = [clause] if clause is not None else []
    if is_cue(scene, use):
        assert scene.cue is not None
        inside = [head for head in heads if scene.bounds(head.i) or scene.cue[0] <= head.i <= scene.cue[1]]
        if not inside and is_passive(use.predicate):
            return heads  # "Peru | was criticised by Chad | for its silence"
        given = [root for root in scene.roots if root.head.dep_ == "prep" and root.head.lower_ == "as"]
        return inside or [root for root in scene.roots if root.i != use.predicate.i and root not in given]
    return [head for head in heads if head.i not in scene.closed]


def is_cue(scene: Scene, use: Use) -> bool:
    heard = use.heard or use.predicate
    return scene.cue is not None and scene.cue[0] <= heard.i <= scene.cue[1]


def evidence_of(scene: Scene, use: Use, target: TokenSpan) -> TokenSpan:
    """From the words of the act to the end of its object; a cue after its content leaves the content to show it."""
    heard = use.heard or use.predicate
    if is_cue(scene, use):
        assert scene.cue is not None
        if target[0] >= scene.cue[0]:
            return scene.cue[0], max(target[1], scene.cue[1])
        return target if scene.cue[0] - target[1] > 3 else (target[0], scene.cue[1])
    subject = nominal_subject(heard)
    start = heard.i
    if subject is not None and scene.bounds(subject.i) and start - subject.i <= 12:
        start = extent(subject)[0]
    return min(start, target[0]), max(target[1], use.predicate.i)


def position(
    act: Act,
    target: TokenSpan,
    toward: int,
    topics: tuple[tuple[TokenSpan, int], ...],
    evidence: TokenSpan,
    method: str,
    confidence: float,
    cameo: str | None = None,
) -> Position:
    return Position(act.name, cameo or act.cameo, act.plover, target, toward, topics, evidence, method, confidence)
