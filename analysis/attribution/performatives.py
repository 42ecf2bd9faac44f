"""Acts told in the author's own words: "Parliament approved the bill", "Kyiv agreed to talks".

Nothing is quoted or reported there, yet somebody takes a position, and event coders (CAMEO, PLOVER) count it like a
reported one. Only verbs that can hardly mean anything else count, and only with a subject that can take a position.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from analysis.article import Span
from analysis.attribution import Attribution
from analysis.attribution.continuation import Cover
from analysis.document import Document
from analysis.stances.acts import act_book
from analysis.stances.arguments import clause_extent, clause_of, extent, is_passive, object_heads

#: Share of such statements that a reader of the development news would keep.
_CONFIDENCE = 0.6
_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "parataxis", "dep"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_HELPING = frozenset({"has", "have", "had", "will", "is", "are", "was", "were"})
_VOICING = frozenset({"express", "voice", "pledge", "reiterate", "issue", "repeat", "offer"})
_UNSAID = frozenset({"would", "could", "can", "may", "might", "should", "must", "to", "did", "do", "does"})


def find_performatives(document: Document, attributions: Iterable[Attribution] = ()) -> list[Attribution]:
    """Statements made by an act in the author's words, beside those already found.

    Parameters
    ----------
    document : Document
    attributions : iterable of Attribution
        What is reported; an act inside a cue or content of these is not the author's to tell.

    Returns
    -------
    list of Attribution
        In text order; the source is the subject, the content what the act is about.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> document = read_document(Article("a", "Parliament rejected the budget on Friday."))
    >>> [document.slice(*found.content[0]) for found in find_performatives(document)]
    ['the budget']
    """
    known = list(attributions)
    taken = [found.cue for found in known if found.cue is not None]
    taken += [piece for found in known for piece in found.content]  # what others say was done, the author does not
    taken += [(q.start, q.end) for q in document.quotations]
    taken += [(p.start, p.end) for p in document.paragraphs if p.place == "tail"]
    cover = Cover(taken)
    found: list[Attribution] = []
    for token in document.parse:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ not in _CLAUSES or not _is_told(token):
            continue
        if cover.touches(token.idx, token.idx + 1):
            continue
        attribution = _performed(document, token)
        if attribution is not None:
            found.append(attribution)
    return found


def _performed(document: Document, verb: Token) -> Attribution | None:
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or not _can_speak(subject) or is_passive(verb):
        return None
    uses = act_book().performed(verb)
    if not uses or uses[0].act.plover is None:
        return None
    use = uses[0]
    if use.act.frame == "cite" or (use.by_noun and verb.pos_ == "VERB" and verb.lemma_ not in _VOICING):
        return None  # "has the support of": others support it
    cue_end = max(t.i for t in (verb, use.predicate if use.by_noun else verb, use.anchor or verb))
    if use.predicate.pos_ == "ADJ" and clause_of(use.predicate) is None:
        return None  # "is prepared for the storm" promises nothing
    if use.anchor is None and any(child.dep_ == "prt" for child in verb.children):
        return None  # "backed out"
    whole = clause_extent(verb, from_verb=True)
    objects = object_heads(use.predicate, use.anchor)
    if use.act.toward == 0 and not objects:
        return None  # "the candidates meet for a debate"
    first = cue_end + 1
    ends = [extent(head)[1] for head in objects]
    last = max(ends) if ends and use.act.frame in ("object", "refuse", "claim") else max([whole[1], *ends])
    while first <= last and verb.doc[first].is_punct and verb.doc[first].text not in "\"'“‘":
        first += 1
    if first > last:
        return None
    source = extent(subject)
    return Attribution(
        cue=(verb.idx, _end(verb.doc[cue_end])),
        source=_span(verb, source),
        content=(_span(verb, (first, last)),),
        kind="speech",
        confidence=_CONFIDENCE,
    )


def _is_told(verb: Token) -> bool:
    """Whether the author tells that it happened or will: no conditions, wishes or infinitives."""
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if helpers & _UNSAID or any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in verb.children):
        return False
    return verb.tag_ in _FINITE or bool(helpers & _HELPING)


def _can_speak(subject: Token) -> bool:
    """Whether a subject can take a position: a name, people, or a body such as a court."""
    if subject.pos_ == "PROPN" or subject.tag_ == "NNS":
        return True
    return act_book().listed("bodies", subject) or act_book().listed("group", subject)


def _span(verb: Token, tokens: tuple[int, int]) -> Span:
    return verb.doc[tokens[0]].idx, _end(verb.doc[tokens[1]])


def _end(token: Token) -> int:
    return token.idx + len(token)
