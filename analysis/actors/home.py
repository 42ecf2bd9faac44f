"""The country an article is about: "home", for whom its "police" and "the government" speak."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from analysis.actors.gazetteer import STATES, Gazetteer
from analysis.actors.mentions import Mention, find_mentions
from analysis.actors.names import NameTable, Word, small_words, words_of
from analysis.actors.titles import Titles
from analysis.actors.wordlists import NEIGHBOURING, OFFICES_ABROAD, REACTING
from analysis.datelines import country_of_dateline
from analysis.days import CALENDAR
from analysis.document import Document
from analysis.verbs import NOMINAL_SUBJECTS

_HEADLINE, _LEAD = 3.0, 2.0  # how much more a country counts in the headline and the first paragraphs
# ... where something of its own acts in the fore, where it acts, where something happens in it, where it says whose
# official speaks or only reacts.
_OWNS, _ACTS, _PLACE, _ORIGIN = 3.0, 2.0, 1.5, 0.4
_ENOUGH = 2.0  # below this the article is about no country in particular
_CLEAR, _LEADING = 1.5, 1.2  # times the score of the next country: an article on one country, and on one above others
_FORE = 2  # sentences of the first paragraph that, with the headline, say what an article is about
_NATIONAL = small_words("national_bodies")
_MEETINGS = small_words("meetings")
_TRAVELLING = small_words("travelling")
_COUNTRY_OF = re.compile(r"\b(?:nation|country|republic|kingdom|sultanate|emirate) of ([^\Wa-z\d_]\w+)")
_STEPS = 4  # how deep in a subject its owner may stand: "the leader of the Chadian opposition"


@dataclass(frozen=True, slots=True)
class Home:
    """``country``: the one an article is about, if any; ``lead``: how many times the next one's score it has.

    ``unlisted``: the article says that it is about a country that no list knows, and so about none that is listed.
    """

    country: str | None
    lead: float
    unlisted: bool = False

    @property
    def is_clear(self) -> bool:
        return self.lead >= _CLEAR

    @property
    def leads(self) -> bool:
        return self.lead >= _LEADING


def find_home(document: Document, known: Gazetteer, domestic: NameTable[str]) -> Home:
    """The country with the most evidence: named most, and in headline and first paragraphs, as what acts or as where.

    Who only comments on what others did is not at home there: "Washington was worried", "France's ambassador to Chad".

    Parameters
    ----------
    document : Document
    known : Gazetteer
    domestic : NameTable
        Words that tell which country an article is about, and no more: provinces, parties, institutions.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    named: set[str] = set()  # not only by a word that is a place elsewhere too: Georgia
    at_home: set[str] = set()
    in_fore: set[str] = set()
    leads, unlisted = 0, False
    for paragraph in document.paragraphs:
        if paragraph.place == "tail":
            continue
        weight, fore = (_HEADLINE, paragraph.end) if paragraph.place == "headline" else (1.0, paragraph.start)
        if paragraph.place == "body" and leads < 2:
            fore = paragraph.start if leads else _end_of_fore(document, paragraph.start, paragraph.end)
            leads, weight = leads + 1, _LEAD
        words = words_of(document.text, paragraph.start, paragraph.end)
        at = {word.start: i for i, word in enumerate(words)}
        for mention in find_mentions(document.text, words, known):
            if known.kinds.get(mention.actor) not in STATES or mention.role == "person":
                continue
            if mention.role != "name" or mention.actor not in known.alias_of:
                named.add(mention.actor)
            part = _part(document, mention, words, at[mention.start], known, fore=mention.start < fore)
            scores[mention.actor] += weight * part
            if part > _ORIGIN or (part and mention.start < fore):
                at_home.add(mention.actor)
                if mention.start < fore:
                    in_fore.add(mention.actor)
        for _, _, actor in domestic.find(words):
            scores[actor] += weight / 2
            at_home.add(actor)
        unlisted = unlisted or any(_unlisted_countries(document.text, paragraph.start, fore, known))
    able = {actor for actor in at_home if actor in named or actor not in known.alias_of}
    if unlisted and not in_fore & able:
        return Home(None, 0.0, unlisted=True)
    ranked = sorted(((score, actor) for actor, score in scores.items() if actor in able), reverse=True)
    if not ranked or ranked[0][0] < _ENOUGH:
        return Home(None, 0.0)
    return Home(ranked[0][1], ranked[0][0] / ranked[1][0] if len(ranked) > 1 else math.inf)


def _end_of_fore(document: Document, start: int, end: int) -> int:
    """Where the first sentences of a paragraph end."""
    ends = [s.end for s in document.sentences if start <= s.start < end]
    return ends[min(_FORE, len(ends)) - 1] if ends else end


def _part(
    document: Document, mention: Mention, words: Sequence[Word], i: int, known: Gazetteer, *, fore: bool
) -> float:
    """How much one mention of a country says that an article is about it."""
    titles = Titles.load()
    if i and (words[i - 1].lower in NEIGHBOURING or _is_posting(words, i, titles)):
        return 0.0
    token = next(t for t in reversed(document.tokens(mention.start, mention.end)) if t.tag_ != "POS")
    if _is_from(token) or (mention.place and (_is_venue(token) or _is_visited(document, token, mention.actor, known))):
        return _ORIGIN
    if mention.place:
        return _OWNS if fore and _is_commented_on(token) else _PLACE
    following = _following(document.text, words, i)
    subject, owns = _subject_with(token)
    speaks = any("state_bodies" not in office.kinds for office in titles.offices(following))
    if subject is None:
        return _ORIGIN if speaks else 1.0
    reacts, main = subject.head.lemma_.lower() in REACTING, subject.head.dep_ == "ROOT"
    if owns:
        national = not _NATIONAL.isdisjoint({subject.lower_, *(word.lower for word in following)})
        if fore and main and national:
            return _OWNS
        return _ORIGIN if speaks or (reacts and not fore) else 1.0
    if not _acts_alone(subject):
        return 1.0
    aside = mention.metonym or _is_told_by_itself(document, subject, mention.actor, known)
    return _ORIGIN if (reacts and not (fore and main)) or (aside and not fore) else _ACTS


def _is_told_by_itself(document: Document, subject: Token, actor: str, known: Gazetteer) -> bool:
    """Whether a country says what it does: "the U.S. embassy said *the United States* was worried"."""
    clause = subject.head
    if clause.dep_ != "ccomp" or clause.head.lemma_.lower() not in REACTING:
        return False
    for teller in clause.head.lefts:
        if teller.dep_ in NOMINAL_SUBJECTS:
            words = words_of(document.text, teller.left_edge.idx, teller.right_edge.idx + len(teller.right_edge))
            return any(named == actor for _, _, (named, _) in known.find(words))
    return False


def _is_commented_on(token: Token) -> bool:
    """Whether what happens in a place is what others comment on: "Chad condemned the coup in | Niger"."""
    for _ in range(_STEPS):
        if token.dep_ in ("dobj", "pobj") and token.head.pos_ == "VERB":
            break
        if token.dep_ not in ("pobj", "prep", "dobj", "compound"):
            return False
        token = token.head
    return token.dep_ == "dobj" and token.head.lemma_.lower() in REACTING


def _is_from(token: Token) -> bool:
    """Whether a country is only where somebody or something comes from: "mediators from | Oman"."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token.head.lower_ == "from" and token.head.head.pos_ in ("NOUN", "PROPN")


def _is_venue(token: Token) -> bool:
    """Whether a place is where people of other countries meet or travel: "talks stall in | Doha", "left | Rome"."""
    if token.dep_ == "dobj":
        return token.head.lemma_.lower() in _TRAVELLING
    if token.dep_ != "pobj" or token.head.lower_ not in ("in", "to"):
        return False
    where = token.head.head
    if where.pos_ == "VERB" and where.lemma_.lower() in _TRAVELLING:
        return True
    near = [child for child in where.children if child.dep_ in (*NOMINAL_SUBJECTS, "dobj", "compound")]
    return token.head.lower_ == "in" and any(word.lemma_.lower() in _MEETINGS for word in (where, *near))


def _is_visited(document: Document, token: Token, actor: str, known: Gazetteer) -> bool:
    """Whether another country's people are in a place: "Peru's finance minister is in | Rome"."""
    clause = token.head.head
    if token.dep_ != "pobj" or clause.lemma_ != "be":
        return False
    subject = next((child for child in clause.lefts if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    words = words_of(document.text, subject.left_edge.idx, subject.idx + len(subject))
    return any(named != actor for _, _, (named, _) in known.find(words))


def _is_posting(words: Sequence[Word], i: int, titles: Titles) -> bool:
    """Whether a country is where somebody is posted: "ambassador to | Chad"."""
    return words[i - 1].lower == "to" and any(
        office.end == i - 1 and office.name in OFFICES_ABROAD for office in titles.offices(words[: i - 1])
    )


def _subject_with(token: Token) -> tuple[Token | None, bool]:
    """(the subject that a country is, or whose owner it is, whether it is the owner)."""
    owns = False
    for _ in range(_STEPS):
        if token.dep_ in NOMINAL_SUBJECTS:
            return token, owns
        if token.dep_ not in ("poss", "amod", "compound", "nmod", "prep", "pobj"):
            break
        if token.dep_ == "prep" and token.lower_ != "of":
            break
        token, owns = token.head, True
    return None, False


def _acts_alone(subject: Token) -> bool:
    """Whether a subject is not one of several: in "Chad and Niger closed it" neither acts more."""
    return all(child.dep_ != "conj" for child in subject.children)


def _following(text: str, words: Sequence[Word], i: int) -> Sequence[Word]:
    """The words after word ``i`` that no mark sets off, at most four."""
    end = i
    while end - i < 4 and end + 1 < len(words) and text[words[end].end : words[end + 1].start] == " ":
        end += 1
    return words[i + 1 : end + 1]


def _unlisted_countries(text: str, start: int, end: int, known: Gazetteer) -> Iterator[str]:
    """Names that the words beside them make a country's, though no list has them: "Ruritania's army"."""
    places = [match[1] for match in _COUNTRY_OF.finditer(text, start, end)]
    if (country := country_of_dateline(text, start, end)) is not None:
        places.append(country)
    words = words_of(text, start, end)
    for i, word in enumerate(words):
        national = any(after.lower in _NATIONAL for after in _following(text, words, i))
        if word.capital and word.possessive and national and word.key not in CALENDAR:
            begin = i
            while begin and words[begin - 1].capital and words[begin].start - words[begin - 1].end == 1:
                begin -= 1
            places.append(" ".join(w.key for w in words[begin : i + 1]))
    for place in places:
        named = words_of(place)
        if not (next(known.find(named), None) or next(known.places.find(named), None)):
            yield place
