"""Acts told in the author's own words: "Parliament approved the bill", "the plan was rejected by Kyiv".

Nothing is quoted or reported there, yet somebody takes a position, and event coders (CAMEO, PLOVER) count it like a
reported one. Only words that can hardly mean anything else count, and only of those who can take a position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from analysis.article import Span
from analysis.attribution import Attribution
from analysis.attribution.act_nouns import told_by_noun
from analysis.attribution.continuation import Cover
from analysis.attribution.cues import CueBook
from analysis.attribution.headlines import headline_infinitives
from analysis.attribution.sides import only_sides, side_taken
from analysis.attribution.telling import (
    by_before_doer,
    can_act,
    clause_before,
    doer_of,
    is_given_too,
    is_told,
    is_told_passive,
    main_clause_of,
    with_others,
    without_marks,
)
from analysis.document import Document
from analysis.stances.acts import Use, act_book
from analysis.stances.arguments import TokenSpan, clause_extent, clause_of, extent, is_parted, is_passive, object_heads
from analysis.stances.denials import is_negated
from analysis.stances.wording import has_particle, is_misread_verb
from analysis.verbs import auxiliaries, nominal_subject

#: Share of such statements that a reader of the development news would keep.
_CONFIDENCE = 0.6
_VOICING = frozenset({"express", "voice", "pledge", "reiterate", "issue", "repeat", "offer"})
_VOICING |= {"throw", "lend", "give", "register", "declare", "reaffirm", "renew", "extend", "send", "signal"}
_JUDGING = frozenset({"object", "refuse", "claim"})
_UNDERGONE = frozenset({*_JUDGING, "promise", "name"})
_OF_PEOPLE = ("er", "or", "our", "ist", "ian", "man", "ant", "ive", "ee", "ic")
_Told = tuple[TokenSpan, ...]


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
        In text order; the source is who acts, the content what the act is about.

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> document = read_document(Article("a", "Parliament rejected the budget, which was welcomed by Kyiv."))
    >>> [[document.slice(*span) for span in (found.source, *found.content)] for found in find_performatives(document)]
    [['Parliament', 'the budget'], ['Kyiv', 'which']]
    """
    known = list(attributions)
    untold = [(q.start, q.end) for q in document.quotations]
    untold += [(p.start, p.end) for p in document.paragraphs if p.place == "tail"]
    closed = Cover(untold)
    cues = Cover([found.cue for found in known if found.cue is not None])
    sources = Cover([found.source for found in known if found.source is not None])
    others = [found for found in known if not _is_relay(document, found)]
    said = Cover([piece for found in others for piece in found.content])  # what they say was done, the author does not
    found = [_attribution(*spans) for spans in _announced(document) if not cues.touches(*spans[1])]
    for token in document.parse:
        start, end = token.idx, token.idx + 1
        if closed.touches(start, end) or (said.touches(start, end) and not _goes_on_beside(token, cues)):
            continue
        if (told := _told(token)) is not None:
            source, cue, *content = (_characters(token, span) for span in told)
            # "Chad drew fire from Oslo" may have been heard as words of Chad's.
            misheard = cue[1] > content[0][1] and not sources.touches(*source)
            if misheard or not cues.touches(start, end):
                found.append(_attribution(source, cue, *content))
    return sorted(found, key=lambda attribution: attribution.cue or attribution.content[0])


def _is_relay(document: Document, attribution: Attribution) -> bool:
    """Whether a source takes no side of its own, but passes on what was done: "officials said", "two people said"."""
    words = document.slice(*attribution.source).split() if attribution.source is not None else []
    relays = CueBook.load().words["relays"]
    relayed = bool(words) and (words[-1].lower() in relays or "people" in words[:2])
    return relayed and not any(word[0].isupper() for word in words[1:])


def _attribution(source: Span, cue: Span, *content: Span) -> Attribution:
    return Attribution(cue, source, content, "speech", _CONFIDENCE)


def _announced(document: Document) -> Iterator[tuple[Span, ...]]:
    """Headlines that announce an act: "Oslo to halt exports"."""
    for cue, source, content, _ in headline_infinitives(document):
        verb = document.tokens(*cue)[-1]
        if act_book().direction(verb)[0] or act_book().uses(verb, as_cue=False):
            yield source, cue, *content


def _goes_on_beside(verb: Token, cues: Cover) -> bool:
    """Whether a verb stands beside a cue, not in its words: "Oslo urged Rome to wait, while Bern *left* the pact"."""
    head, edge = verb.head, verb.left_edge.i
    if head.dep_ == "xcomp" and verb.dep_ == "advcl":
        head = head.head
    if edge < head.i or not cues.touches(head.idx, head.idx + 1):
        return False
    return verb.dep_ == "conj" or (verb.dep_ == "advcl" and any(t.text == "," for t in verb.doc[edge - 2 : edge]))


def _told(token: Token) -> _Told | None:
    """Source, cue and the pieces of content of the act that a word tells."""
    if token.pos_ in ("VERB", "AUX") or is_misread_verb(token):
        if only_sides(token):
            return side_taken(token)
        return _by_agent(token) or _due(token) or _performed(token)
    return told_by_noun(token) or _given_too(token) if token.pos_ == "NOUN" else None


def _due(be: Token) -> _Told | None:
    """ "Oslo *is to halt* exports": announced, as "Oslo to halt exports" is over an article."""
    done = next((c for c in be.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None) if be.lemma_ == "be" else None
    if done is None or "to" not in auxiliaries(done) or not is_told(be) or is_negated(be) or is_passive(done):
        return None
    subject, book = nominal_subject(be), act_book()
    acting = subject is not None and (subject.pos_ == "PROPN" or book.listed("bodies", subject))
    deeds = book.direction(done)[0] or any(use.act.is_deed for use in book.uses(done, as_cue=False))
    complete = all(c.dep_ not in ("acomp", "attr") for c in be.rights)
    if not (acting and deeds and complete) or (source := doer_of(be)) is None:
        return None
    return source, (be.i, done.i), (source[0], clause_extent(done)[1])


def _performed(verb: Token) -> _Told | None:
    uses = act_book().performed(verb)
    if (
        not uses
        or not (uses[0].act.plover or uses[0].act.is_deed or uses[0].received or _is_voiced(verb, uses[0]))
        or not is_told(verb)
    ):
        return None
    use = uses[0]
    if use.received:
        return _received(verb, use)
    source = doer_of(verb)
    if source is None or is_passive(verb):
        return None
    if use.act.name == "threaten" and clause_of(verb) is None and all(h.pos_ != "PROPN" for h in object_heads(verb)):
        return None  # "a strike, threatening output"
    if verb.doc[source[0]].pos_ == "PRON" and source[0] == source[1] and use.act.frame == "promise":
        return None  # "he is ready to move on"
    if use.act.frame == "cite" or (use.by_noun and verb.pos_ == "VERB" and verb.lemma_ not in _VOICING):
        return None  # "has the support of": others support it
    # "Voted 52 to 48 *to* pass", "promised *to* pass".
    voted = use.predicate.lefts if use.predicate != verb and use.predicate.pos_ == "VERB" else ()
    infinitive = next((w for w in (*voted, use.anchor) if w is not None and w.dep_ == "aux"), None)
    anchor = use.anchor if infinitive is None and not (use.anchor and is_parted(use.anchor)) else None
    cue_end = max(t.i for t in (verb, use.predicate if use.by_noun else verb, anchor or verb))
    if use.predicate.pos_ == "ADJ" and use.act.frame != "object" and clause_of(use.predicate) is None:
        return None  # "is prepared for the storm" promises nothing
    if use.by_noun and use.anchor is None and clause_of(use.predicate) is None:
        return None  # "gave him her endorsement in May": of nothing that is named
    if use.anchor is None and has_particle(verb):
        return None  # "backed out"
    whole = clause_extent(verb, from_verb=True)
    objects = object_heads(use.predicate, use.anchor)
    if use.act.toward == 0 and not objects:
        return None  # "the candidates meet for a debate"
    if use.act.name == "consult" and not any(head.pos_ == "PROPN" for head in objects):
        return None  # "met his wife"
    if verb.dep_ == "relcl" and (gap := _gap(verb)) is not None:
        return source, (verb.i, cue_end), gap
    first = cue_end + 1 if infinitive is None else infinitive.i
    ends = [extent(head)[1] for head in objects]
    last = max(ends) if ends and use.act.frame in _JUDGING else max([whole[1], *ends])
    while first <= last and verb.doc[first].is_punct and verb.doc[first].text not in "\"'“‘":
        first += 1
    return (source, (verb.i, cue_end), (first, last)) if first <= last else None


def _gap(verb: Token) -> TokenSpan | None:
    """What a relative clause is about where its verb has no object: "*an offer* that Rome turned down"."""
    pronoun = next((c for c in verb.lefts if c.dep_ == "dobj" and c.tag_ in ("WDT", "IN")), None)
    if pronoun is None or pronoun.lower_ != "that":
        return None
    return without_marks(verb, (extent(verb.head)[0], verb.left_edge.i - 1))


def _is_voiced(verb: Token, use: Use) -> bool:
    """ "Voiced alarm at the vote"; "Rome warned Oslo over the dam": alone it may be the weather that warns."""
    if use.act.frame == "warn":
        return any(child.dep_ == "dobj" for child in verb.children)
    return use.by_noun and use.anchor is not None and verb.lemma_ in ("express", "voice")


def _received(verb: Token, use: Use) -> _Told | None:
    """ "The plan drew criticism from Rome": Rome criticizes the plan."""
    main = main_clause_of(verb)
    patient = main or _subject_of(verb)
    givers = object_heads(use.anchor or verb, use.anchor)
    if patient is None or not givers or not can_act(givers[0]) or _is_thing(givers[0]) or use.act.toward == 0:
        return None
    what = extent(patient) if main is None else clause_before(main, verb.left_edge)
    return with_others(givers[0]), (verb.i, use.predicate.i), what


def _given_too(noun: Token) -> _Told | None:
    """ "The plan drew praise from Rome and *criticism from Oslo*": Oslo criticizes what Rome praises."""
    verb = next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), None) if is_given_too(noun) else None
    use = next((use for use in act_book().performed(verb) if use.received), None) if verb is not None else None
    if verb is None or use is None or not is_told(verb) or (told := _received(verb, use)) is None:
        return None
    givers = [c for c in noun.nbor().children if c.dep_ == "pobj" and can_act(c)]
    return (with_others(givers[0]), (noun.i, noun.i), *told[2:]) if givers else None


def _by_agent(verb: Token) -> _Told | None:
    """ "The plan was rejected by Rome", "a plan backed by Rome"."""
    by = by_before_doer(verb)
    agents = object_heads(by, by) if by is not None else []
    if not agents or not can_act(agents[0]) or _is_thing(agents[0]) or not is_told_passive(verb):
        return None
    uses = act_book().performed(verb)
    if not uses or uses[0].act.frame not in _UNDERGONE or uses[0].by_noun:
        return None
    patient = _subject_of(verb)
    if patient is not None:
        content = extent(patient)
    else:
        while verb.dep_ == "conj":
            verb = verb.head
        if verb.dep_ != "acl":
            return None
        content = without_marks(verb, (extent(verb.head)[0], verb.left_edge.i - 1))
    names = [c for c in verb.rights if c.dep_ == "oprd" or (c.dep_ == "prep" and c.lower_ == "as")]
    return (with_others(agents[0]), (uses[0].predicate.i, uses[0].predicate.i), content, *map(extent, names))


def _is_thing(noun: Token) -> bool:
    """Whether a plural names things, by which nothing is judged: "backed by jets", "passed by 90 votes"."""
    speakers = CueBook.load().words["speakers"]
    if noun.tag_ != "NNS" or noun.lower_ in speakers or noun.lemma_.lower() in speakers:
        return False
    people = any(act_book().listed(words, noun) for words in ("bodies", "group", "not_state"))
    return not people and not noun.lemma_.lower().endswith(_OF_PEOPLE)


def _subject_of(verb: Token) -> Token | None:
    """The subject of a verb, or that of the verb before it: "was praised by A and condemned by B"."""
    while True:
        subject = nominal_subject(verb)
        if subject is not None or verb.dep_ != "conj":
            return subject
        verb = verb.head


def _characters(token: Token, span: TokenSpan) -> Span:
    last = token.doc[span[1]]
    while last.is_space and last.i > span[0]:
        last = last.nbor(-1)
    return token.doc[span[0]].idx, last.idx + len(last)
