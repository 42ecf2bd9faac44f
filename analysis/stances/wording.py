"""How the words of an act stand in a sentence: what a verb goes on with and is done to, who is named after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from analysis.stances.arguments import is_parted, is_passive, object_heads
from analysis.verbs import has_to

if TYPE_CHECKING:
    from analysis.stances.acts import ActBook

#: Tokens that may stand between the words of a verb phrase: "lash out angrily at", "lodged a strong protest".
_LIGHT = frozenset({"DET", "ADJ", "ADV", "PUNCT", "PRON", "NUM", "PART", "AUX", "CCONJ"})
_WINDOW = 8
#: Stands in the lexicon for whoever has a name: "suspended *Chad*".
NAMED = "<name>"
#: And for who has a name and one of the titles: "deposed *President Lund*".
TITLED = "<titled>"
#: And for an amount of money: "released *$30 million*".
SUM = "<sum>"
#: Before who acts: "criticism *from* Rome".
GIVERS = frozenset({"from", "by", "among"})
#: Nouns that are "of" who feels or gives, where one of these leads to what it is about.
_TAKING = {
    **dict.fromkeys(("support", "backing", "respect", "solidarity", "sympathy", "readiness"), ("for", "to", "with")),
    **dict.fromkeys(("thanks", "thank", "gratitude", "appreciation", "commitment", "opposition"), ("to", "for")),
    **dict.fromkeys(("concern", "alarm", "worry", "anger", "outrage", "dismay"), ("about", "over", "at")),
}
_GIFTS = frozenset({"win", "have", "gain", "earn", "enjoy", "get", "secure", "receive"})


def takes(verb: Token, rest: tuple[str, ...], objects: frozenset[str]) -> bool:
    """Whether a verb is done to one of these, be it as "a round of sanctions" or "travel bans"."""
    anchor = follow(verb, rest) if rest else None
    heads = object_heads(verb, anchor if anchor is not None and anchor.dep_ == "prep" else None)
    heads += [
        inner
        for head in heads
        for c in head.children
        if c.lower_ == "of" or (c.lower_ == "in" and _is_sum(head))  # "suspended €3 million *in aid*"
        for inner in object_heads(c, c)
    ]
    named = NAMED in objects and any(head.pos_ == "PROPN" for head in heads[:1])
    if TITLED in objects:
        heads += [c for head in heads if head.pos_ == "PROPN" for c in head.lefts if c.dep_ == "compound"]
    if SUM in objects:
        return any(child.is_currency for head in heads[:1] for child in head.children)
    return named or any(head.lemma_.lower() in objects or head.lower_ in objects for head in heads)


def _is_sum(head: Token) -> bool:
    """Whether a noun is an amount of money: "€30 million", "20 million euros"."""
    return head.like_num or any(child.like_num or child.pos_ == "SYM" for child in head.children)


def preposition_of(token: Token) -> Token | None:
    """The preposition that leads to what a noun or adjective is about: "support *for*", "support of Rome *for*"."""
    about = [
        c
        for c in token.children
        if c.dep_ in ("prep", "agent")
        and c.i > token.i
        and (c.lower_ not in ("in", "during") or token.lemma_ in ("confidence", "confident", "faith", "trust"))
        and not any(child.lower_ == "behalf" for child in c.children)
    ]
    if about and about[0].lower_ == "of" and (led := _TAKING.get(token.lemma_)):
        givers = [c for c in about[0].rights if c.pos_ == "PROPN"]
        holders = [token, *givers, *([token.head] if token.dep_ == "dobj" else [])]
        beside = (c for holder in holders for c in holder.rights if c.i > about[0].i and c.lower_ in led)
        return next((c for c in beside if c.dep_ in ("prep", "dative")), about[0])
    return about[0] if about else None


def follow(verb: Token, rest: tuple[str, ...]) -> Token | None:
    """The last word of a verb phrase that goes on with ``rest``, or None; light words may stand between."""
    if len(rest) == 1:
        led = False  # whether the verb has its object already
        for child in verb.children:  # "called repeatedly *for* talks", "discussed the truce *with* the envoy"
            tally = any(after.like_num for after in child.children)  # "voted 52 *to* 48"
            fits = child.lower_ == rest[0] and child.dep_ in ("prep", "prt", "dative", "agent", "advmod")
            fits = fits and not tally and child.i > verb.i and not _is_when(child)
            moved = child.tag_ in ("RP", "RB") or is_parted(child)  # "turned the offer *down*", "bring them *home*"
            if fits and (moved or not led):
                return child
            led = led or (child.dep_ == "dobj" and verb.lemma_ != "discuss")
    if rest == ("to",) and not any(child.dep_ == "dobj" for child in verb.children):
        for clause in verb.rights:  # "voted 52 to 48 on Tuesday *to* pass the bill"
            if clause.dep_ in ("xcomp", "advcl"):
                for child in clause.children:
                    if child.dep_ == "aux" and child.lower_ == "to":
                        return child
    if verb.pos_ == "VERB" and (after := _after_object(verb, rest)) is not None:
        return after
    at, end, previous = verb.i + 1, min(len(verb.doc), verb.i + 1 + _WINDOW), verb
    for word in rest:
        while at < end:
            token = verb.doc[at]
            if token.is_sent_start:
                return None
            at += 1
            if _is_when(token):
                continue
            if word in (token.lower_, token.lemma_.lower()):
                previous = token
                break
            if token.dep_ in ("poss", "case"):
                continue  # "came to Kyiv's defense"
            if token.pos_ not in _LIGHT or (token.head.i < verb.i and token.pos_ in ("DET", "PRON")):
                return None
        else:
            return None
    return previous if previous != verb else None


def _is_when(preposition: Token) -> bool:
    """ "Hit back *at once*", "called *for ever*": when, not whom or what."""
    return any(c.tag_ == "RB" and c.dep_ in ("pcomp", "pobj") for c in preposition.rights)


def _after_object(verb: Token, rest: tuple[str, ...]) -> Token | None:
    """The last word of a phrase that its object parts: "took Oslo *to court*", "held Oslo *responsible*"."""
    things = [child for child in verb.rights if child.dep_ == "dobj"]
    for child in [c for holder in (verb, *things) for c in holder.rights if things and c.i > things[0].i]:
        words = [child, *(c for c in child.rights if c.dep_ == "pobj" and child.dep_ == "prep")]
        if child.dep_ in ("prep", "oprd", "acomp", "amod") and tuple(w.lower_ for w in words) == rest:
            return words[-1] if len(words) > 1 or child.dep_ != "prep" else None
    return None


def giver_of(noun: Token, verb: Token) -> Token | None:
    """The preposition before who does what a noun names, where the verb's subject gets it: "drew fire *from* Oslo"."""
    after = [c for holder in (noun, verb) for c in holder.children if c.i > noun.i and c.dep_ in ("prep", "agent")]
    named = next((c for c in after if c.lower_ in GIVERS), None)
    if named is None and verb.lemma_ in _GIFTS:
        return next((c for c in after if c.lower_ == "of" and c.head == noun), None)  # "won the backing of"
    if named is None:  # "drew anger *in* Ankara", "was met with relief *in* Kyiv"
        return next((c for c in after if c.lower_ == "in" and any(h.pos_ == "PROPN" for h in c.children)), None)
    return named


def elided(verb: Token) -> Token | None:
    """The verb that "do" stands for: "Rome *backs* the deal, Oslo does not"; None where it stands for none before."""
    rest = (
        c for c in verb.children if c.dep_ not in ("nsubj", "neg", "punct", "cc", "advmod", "mark", "ccomp", "conj")
    )
    if verb.lemma_ != "do" or verb.tag_ not in ("VBZ", "VBP", "VBD") or verb.dep_ == "aux" or any(rest):
        return None
    before = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]  # "Rome backs it, Oslo does not"
    before += [verb.head] if verb.dep_ in ("conj", "advcl", "parataxis") and verb.head.i < verb.i else []
    before += [verb.doc[verb.sent.start - 1].sent.root] if verb.dep_ == "ROOT" and verb.sent.start else []
    return next((v for v in before if v.pos_ == "VERB" and v.lemma_ != "do"), None)


def is_in_passing(noun: Token) -> bool:
    """Whether a noun says how a thing was meant or taken: "in a snub to Oslo", "in protest at", "to the delight of"."""
    if noun.dep_ != "pobj" or noun.head.head.pos_ not in ("VERB", "AUX"):
        return False
    felt = noun.head.lower_ == "to" and any(child.lower_ == "of" for child in noun.rights)
    return felt or noun.head.lower_ == "in"


def has_particle(verb: Token) -> bool:
    """Whether a particle makes a verb another one: "backed *out*", "rattled *off*"."""
    return any(child.dep_ == "prt" for child in verb.children)


def turns_away(verb: Token) -> bool:
    """Whether the next word turns a verb into its opposite: "backed *away*", "backed *down*"."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    return after.head == verb and after.tag_ in ("RP", "RB") and after.lower_ in ("away", "off", "out", "down")


def is_done_to_object(verb: Token) -> bool:
    """Whether a verb is in the active and has a plain object: "worries Oslo", not "worries that", "rattled off"."""
    return any(child.dep_ == "dobj" for child in verb.rights) and not has_particle(verb) and not is_passive(verb)


def is_misread_verb(noun: Token) -> bool:
    """Whether the tagger took a headline's verb for a plural noun, for it has an object: "US *vetoes* the draft"."""
    return noun.tag_ == "NNS" and noun.dep_ == "ROOT" and any(child.dep_ == "dobj" for child in noun.children)


def named_before(name: Token) -> Token | None:
    """The thing in "called *the law* theft", which the parser takes for one phrase with its name."""
    before = [*name.lefts]
    fits = len(before) > 1 and before[-1].dep_ == "compound" and before[-1].i == name.i - 1 and name.tag_ == "NN"
    fits = fits and all(c.dep_ in ("prep", "punct", "cc", "conj") for c in name.rights)
    owned = any(c.tag_ in ("DT", "PRP$") and c.lower_ not in ("a", "an") for c in before[:1])
    return before[-1] if fits and owned else None


def is_blacklisting(book: ActBook, verb: Token) -> bool:
    """ "Added ten firms *to its blacklist*", "put the bank on the sanctions list"."""
    lists = [h for c in verb.rights if c.lower_ in ("to", "on", "in") for h in object_heads(c, c)]
    beside = [c for thing in verb.rights if thing.dep_ == "dobj" for c in thing.rights if c.lower_ in ("to", "on")]
    lists += [h for c in beside for h in object_heads(c, c)]
    black = (h for h in lists if h.lemma_ == "list" and book.any_listed("blacklists", h.lefts))
    return any(h.lemma_ == "blacklist" for h in lists) or any(black)


def is_faithful(book: ActBook, verb: Token) -> bool:
    """Whether doing this is what was promised or is due: "to *honour* the pact", "to *keep* its word"."""
    return has_to(verb) and (book.listed("kept", verb) or book.is_idiom("crediting", verb))
