"""Sides taken toward what was spoken of before: "voted against", "Rome remains opposed", "Oslo does not"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from analysis.attribution.telling import doer_of, is_told
from analysis.stances.acts import act_book
from analysis.stances.arguments import TokenSpan, extent, has_day, is_passive, object_heads
from analysis.stances.denials import not_to
from analysis.stances.wording import elided
from analysis.verbs import NOMINAL_SUBJECTS

_FAVOUR = frozenset({"favor", "favour"})
_VOICING = frozenset({"express", "voice"})
_LIKEWISE = frozenset({"also", "too", "likewise", "similar"})
_WITHIN = frozenset({"amod", "det", "compound", "advmod"})
_LEADING = frozenset({"pobj", "pcomp", "prep"})
_FARTHEST = 4  # sentences back, where those between only say who else is for it


def side_taken(verb: Token) -> tuple[TokenSpan, TokenSpan, TokenSpan] | None:
    """Source, cue and the matter of a clause that says only on which side somebody is; None of any other clause.

    The matter is the bill, plan or deal that was named last, in this sentence or before; after a vote the sentence
    before has to name it. Of "Oslo does not" it is what the verb before it has for its object.
    """
    if not is_told(verb) or (source := doer_of(verb)) is None:
        return None
    if (backing := elided(verb)) is not None and not_to(verb):
        uses = act_book().performed(backing)
        backs = (
            bool(uses)
            and not is_passive(backing)
            and uses[0].act.frame == "object"
            and uses[0].act.toward > 0
            and not uses[0].act.is_deed
        )
        heads = object_heads(uses[0].predicate, uses[0].anchor) if backs else []
        last = max(c.i for c in (verb, *verb.children) if c == verb or c.dep_ == "neg")
        return (source, (verb.i, last), extent(heads[0])) if heads else None
    if (feeling := _echoed(verb)) is not None:
        matter = _matter_before(verb, feeling)
        return (source, (verb.i, feeling.i), matter) if matter is not None else None
    way = _way(verb)
    far = verb.lemma_ != "vote"
    bill = _bill_before(verb.doc, source[0], far=far) if way is not None else None
    return None if way is None or bill is None else (source, (verb.i, way.i), (extent(bill)[0], bill.i))


def only_sides(verb: Token) -> bool:
    """Whether a verb tells a side, and leaves what it is about to the words before."""
    return elided(verb) is not None or _way(verb) is not None or _echoed(verb) is not None


def _echoed(verb: Token) -> Token | None:
    """The noun of "*also* voiced concern", "expressed *similar* alarm", which leave it to the words before at what."""
    noun = next((c for c in verb.rights if c.dep_ == "dobj"), None) if verb.lemma_ in _VOICING else None
    if (
        noun is None
        or act_book().of_noun(noun) is None
        or any(c.dep_ not in _WITHIN and not has_day(c) for c in noun.children)
    ):
        return None
    likewise = [c.lower_ for c in (*verb.children, *noun.lefts)]
    alone = all(c.dep_ not in ("prep", "ccomp", "advcl", "xcomp") or has_day(c) for c in verb.rights)
    return noun if alone and any(word in _LIKEWISE for word in likewise) else None


def _matter_before(verb: Token, feeling: Token) -> TokenSpan | None:
    """What the sentence before, in the same paragraph, tells that somebody was for, or against, like this feeling."""
    doc, start, felt = verb.doc, verb.sent.start, act_book().of_noun(feeling)
    before = doc[doc[start - 1].sent.start : start] if start else doc[0:0]
    for token in before if "\n" not in before.text else ():
        uses = act_book().performed(token) if token.pos_ == "VERB" else []
        if uses and uses[0].act.frame == "object" and not uses[0].act.is_deed and uses[0].act.toward:
            if felt is None or uses[0].act.toward != felt.toward:
                return None  # "Rome backed its ally. Oslo also voiced concern."
            heads = object_heads(uses[0].predicate, uses[0].anchor)
            return extent(heads[0]) if heads else None
    return None


def _way(verb: Token) -> Token | None:
    """The last word of a vote or an attitude that names no bill: "voted *against*", "in *favor*", "are *opposed*"."""
    if verb.lemma_ == "vote":
        ways = [c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("for", "against")]
        ways += [c for c in verb.rights if c.lower_ in ("no", "yes") and c.dep_ != "det"]
    elif verb.lemma_ in ("be", "remain", "stay") and not not_to(verb):
        ways = [c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "against"]
        ways += [c for c in verb.rights if c.dep_ == "acomp" and act_book().listed("sided", c)]
    elif verb.tag_ == "VBN" and act_book().listed("sided", verb) and not not_to(verb):  # "are opposed", as a passive
        return None if any(c.dep_ in ("agent", *_LEADING) or c.pos_ == "ADP" for c in verb.rights) else verb
    else:
        return None
    ways += [g for c in verb.rights if c.lower_ == "in" for g in c.rights if g.lower_ in _FAVOUR]
    return next((w for w in ways if not any(c.dep_ in _LEADING for c in w.rights)), None)


def _bill_before(doc: Doc, end: int, *, far: bool) -> Token | None:
    """The last law or plan that is named before a token, in its sentence or the one before; a subject first.

    Farther back, over sentences that themselves only take sides and into the paragraph before, it has to be "the deal".
    """
    start = doc[end].sent.start
    start = doc[start - 1].sent.start if start else 0
    named = _bills(doc, start, end, across=False)
    for _ in range(_FARTHEST if far and not named else 0):
        if not start or named:
            break
        end, start = start, doc[start - 1].sent.start
        known = _bills(doc, start, end, across=True)
        named = [bill for bill in known if any(c.lower_ in ("the", "this") or c.dep_ == "poss" for c in bill.lefts)]
    return next((t for t in reversed(named) if t.dep_ in (*NOMINAL_SUBJECTS, "ROOT")), named[-1] if named else None)


def _bills(doc: Doc, start: int, end: int, *, across: bool) -> list[Token]:
    """The laws and plans named between two tokens, of the same paragraph unless ``across``."""
    near = doc[start:end]
    broken = start - 1 if across else max((token.i for token in near if "\n" in token.text), default=start - 1)
    return [token for token in near if token.i > broken and token.pos_ == "NOUN" and act_book().listed("laws", token)]
