"""Acts that a noun tells: "its support for the deal", "criticism of the raid from Rome", "in a rebuke to Oslo"."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.attribution.telling import can_act, clause_before, doer_of, is_told, with_others
from analysis.stances.acts import Act, act_book
from analysis.stances.arguments import TokenSpan, extent, object_heads
from analysis.stances.wording import GIVERS, is_in_passing

_ABOUT = frozenset({"of", "for", "to", "at", "with", "over", "against", "about", "toward", "towards", "behind"})
_DESPITE = frozenset({"despite", "over"})
_OCCURRING = frozenset({"come", "happen", "go", "proceed", "continue", "follow"})
_OWNERS = frozenset({"its", "their", "his", "her"})


def told_by_noun(noun: Token) -> tuple[TokenSpan, TokenSpan, TokenSpan] | None:
    """Source, cue and content of the act that a noun tells, as token spans; None where it tells none with all three.

    Examples
    --------
    >>> from analysis.document import load_parser
    >>> doc = load_parser()("Chad stood by its opposition to the dam.")
    >>> [doc[first : last + 1].text for first, last in told_by_noun(doc[4])]
    ['its', 'opposition', 'the dam']
    """
    uses = act_book().uses(noun, as_cue=True)
    if not uses or not uses[0].act.toward or uses[0].act.frame not in ("object", "refuse"):
        return None
    if noun.dep_ == "pobj" and noun.head.head.lemma_ == "vote":
        return None  # "voted in favour, with reservations": the verb tells it
    if noun.dep_ == "dobj" and any(use.by_noun for use in act_book().uses(noun.head, as_cue=True)):
        return None  # "voiced support for": the verb tells it
    if (felt := _felt_at(noun)) is not None:
        return felt
    if not uses[0].act.plover:
        return None
    if act_book().direction(noun.head)[0] < 0 and noun.dep_ == "dobj":
        return None  # "dropped its opposition to"
    target = _target_of(noun, uses[0].act)
    source = _owner_of(noun) or _giver_to(noun, target) or _doer_in_passing(noun)
    if source is None:
        return None
    if target is not None:
        first, last = extent(target)
        content: TokenSpan | None = (first, max(first, source[0] - 2) if first < source[0] <= last else last)
    else:
        content = _done_despite(noun)
    return (source, (noun.i, noun.i), content) if content is not None else None


def _target_of(noun: Token, act: Act) -> Token | None:
    """What the act is about: "opposition *to the dam*", also where the parser hangs it on the verb."""
    about = _ABOUT if act.frame == "object" else frozenset({"of"})  # "its refusal of the offer", not "at times"
    about -= {"to"} if noun.lemma_ in ("complaint", "approval") else set()  # one complains to somebody
    prepositions = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in about]
    if noun.i + 1 < len(noun.doc) and noun.nbor(1).dep_ == "prep" and noun.nbor(1).lower_ in about:
        prepositions.append(noun.nbor(1))
    return next((head for preposition in prepositions for head in object_heads(preposition, preposition)), None)


def _owner_of(noun: Token) -> TokenSpan | None:
    """ "*Russia's* support", "*its* support", "*Russian* support"."""
    for child in noun.lefts:
        if child.dep_ == "poss" and (can_act(child) or child.lower_ in _OWNERS):
            first, last = extent(child)
            return first, last - (child.doc[last].tag_ == "POS")
        if child.dep_ in ("amod", "compound") and child.text[0].isupper() and not child.is_sent_start:
            return child.i, child.i
    return None


def _giver_to(noun: Token, target: Token | None) -> TokenSpan | None:
    """ "Criticism of the raid *from Rome*"."""
    givers = [c for c in noun.children if c.dep_ in ("prep", "agent") and c.lower_ in GIVERS]
    if not givers and noun.dep_ == "nsubj" and noun.head.lemma_ == "come" and is_told(noun.head):
        givers = [c for c in noun.head.rights if c.dep_ == "prep" and c.lower_ == "from"]  # "praise for it came from"
    if not givers and target is not None:  # the parser may hang "from Rome" on the raid
        givers = [c for c in target.rights if c.dep_ == "prep" and c.lower_ == "from"]
    return next((with_others(head) for giver in givers for head in object_heads(giver, giver) if can_act(head)), None)


def _felt_at(noun: Token) -> tuple[TokenSpan, TokenSpan, TokenSpan] | None:
    """ "Lima left the pact, to the dismay *of its allies*": at what the clause tells."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "to" or verb.pos_ not in ("VERB", "AUX") or not is_told(verb):
        return None
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    givers = object_heads(of, of) if of is not None else []
    if not givers or not can_act(givers[0]) or noun.head.i < verb.i:
        return None
    return with_others(givers[0]), (noun.i, noun.i), clause_before(verb, noun.head.left_edge)


def _done_despite(noun: Token) -> TokenSpan | None:
    """ "*The visit went ahead* despite objections from Rome", "over objections": what was done all the same."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in _DESPITE or verb.pos_ not in ("VERB", "AUX") or not is_told(verb):
        return None
    if noun.head.i < verb.i:
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return (
        extent(subject)
        if subject is not None and verb.lemma_ in _OCCURRING
        else clause_before(verb, noun.head.left_edge)
    )


def _doer_in_passing(noun: Token) -> TokenSpan | None:
    """ "*Chad* recalled its envoy in protest at the vote"."""
    verb = noun.head.head
    return doer_of(verb) if is_in_passing(noun) and noun.head.lower_ == "in" and is_told(verb) else None
