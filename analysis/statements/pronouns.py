"""Pronouns: whom "he" and "she" stand for, weighed from nearness, grammar, gender and who spoke last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from spacy.tokens import Token

from analysis.actors.names import words_of
from analysis.actors.titles import Titles
from analysis.article import Span
from analysis.document import Document
from analysis.statements.cast import Cast, Referent, grammatical_part
from analysis.verbs import NOMINAL_SUBJECTS

SINGULAR = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "himself": "m", "herself": "f", "hers": "f"}
PLURAL = {"they", "them", "their", "themselves"}
THING = {"it", "itself", "its"}
ITS = {"its", "their"}
SELF = {"i", "we", "me", "us", "my", "our", "myself", "ourselves"}

# Weights, set by hand on news of our own writing and checked on development articles: nearness by sentences back, then
# what speaks for and against a candidate (centering theory ranks subjects over other positions: Grosz, Joshi and
# Weinstein 1995). A winner needs a lead of _SAFE over the next; with less than _UNSAFE the speaker stays open.
_NEAR = (3.0, 2.6, 1.8, 1.3, 0.9)
_FAR = 0.5
_SUBJECT, _AGENT, _SPOKE_LAST, _AGREES = 1.0, 0.9, 1.0, 0.7
_QUOTED, _OWNER, _OBJECT, _NEW_PARAGRAPH, _GENDER_UNKNOWN, _UNNAMED, _TAKEN_OVER = (
    -1.5,
    -0.8,
    -0.4,
    -0.2,
    -0.2,
    -0.4,
    -0.3,
)
_SAFE, _UNSAFE = 0.5, 0.15
_REACH = 1_500  # characters: further back nobody is meant by "he"
_LONGEST_ROLE = 60  # characters between the noun of a role and the name that it stands beside
_SURE, _LIKELY = 0.85, 0.6


def _does(token: Token) -> bool:
    """Whether a noun is by whom something was done or said: "a speech by the general"."""
    return bool(token.dep_ == "pobj" and token.head.lower_ == "by")


def _up(token: Token) -> Iterator[Token]:
    """The preposition that governs the noun phrase of a token, if one does."""
    while token.dep_ not in ("pobj", "ROOT") and token.head.i != token.i:
        token = token.head
    yield token.head


class Antecedents:
    """Who may be meant by a pronoun at each place of a document."""

    def __init__(self, document: Document, cast: Cast, unnamed: Callable[[Span], Referent]) -> None:
        self._document = document
        self._cast = cast
        self._unnamed = unnamed
        self._sentence_starts = [sentence.start for sentence in document.sentences]
        self._spoken: list[tuple[int, int, Referent]] = []
        self._holders: set[int] = set()  # those of the nouns that name a state's office: "the military chief"
        self._nouns = self._described_subjects()
        self._noun_starts = [start for start, _ in self._nouns]
        self._made: dict[int, Referent] = {}

    def sentence_of(self, offset: int) -> int:
        """The number of the sentence that ``offset`` is in."""
        return bisect_right(self._sentence_starts, offset) - 1

    def spoke(self, source: Span, referent: Referent) -> None:
        """Note who a source was."""
        tokens = self._document.tokens(*source)
        head = (
            tokens.root.idx if len(tokens) else source[0]
        )  # its part in the clause is the head noun's, not the article's
        self._spoken.append((head, source[1], referent))

    def of(self, offset: int, gender: str, other_than: Referent | None) -> tuple[Referent | None, float]:
        """(whom a pronoun of this gender at ``offset`` stands for, how sure), or (None, ...) where nobody is safe."""
        scores: dict[Referent, float] = {}
        for start, referent, base in self._candidates(offset):
            if referent is other_than or referent.plural or referent.gender not in (gender, None):
                continue
            score = base + self._weight(start, offset, referent, gender)
            scores[referent] = max(score, scores.get(referent, score))
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] <= 0:
            return None, _LIKELY
        lead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0)
        if lead < _UNSAFE and len(ranked) > 1:
            return None, _LIKELY
        return ranked[0][0], _SURE if lead >= _SAFE else _LIKELY

    def _candidates(self, offset: int) -> list[tuple[int, Referent, float]]:
        """(where, who, a first weight) of everybody named, described or heard in reach before ``offset``."""
        found: list[tuple[int, Referent, float]] = []
        here = self._document.paragraph_at(offset)
        last_noun = bisect_left(self._noun_starts, self._said_from(offset))
        nouns = self._nouns[max(0, last_noun - 6) : last_noun]
        begin = here.start if here is not None else 0
        # Somebody is the subject in this paragraph, by name or as "the president": who spoke before it gives way.
        taken_over = any(start >= begin and start in self._holders for start, _ in nouns)
        came_in = -1  # where somebody last came in as a subject: who spoke before that gives way too
        for mention in self._cast.before(offset):
            if offset - mention.name_start > _REACH:
                break
            paragraph = self._document.paragraph_at(mention.name_start)
            subject = paragraph is here and self._is_subject(mention.name_start)
            taken_over = taken_over or subject
            if subject and came_in < 0 and self._cast.first_place(mention.referent) == mention.name_start:
                came_in = mention.name_start
            if paragraph is not None and paragraph.place == "body":
                base = _OWNER if mention.possessive else _TAKEN_OVER if taken_over and paragraph is not here else 0.0
                found.append((mention.name_start, mention.referent, base))
        for start, _, referent in self._spoken[-3:]:
            if 0 < offset - start <= _REACH:
                late = self.sentence_of(offset) - self.sentence_of(start) <= 2
                last = referent is self._spoken[-1][2]
                gave_way = (taken_over and self._document.paragraph_at(start) is not here) or start < came_in
                base = _TAKEN_OVER if gave_way else _SPOKE_LAST if last and late else 0.0
                found.append((start, referent, base + (_UNNAMED if referent.name is None else 0.0)))
        for start, span in nouns:
            heard = any(head == start for head, _, _ in self._spoken[-6:])
            named = any(mention.start <= start for mention in self._cast.between(span[0], span[1] + _LONGEST_ROLE))
            if offset - start <= _REACH // 3 and not heard and not named:  # "the defence minister, Ana Ruiz, left"
                if start not in self._made:
                    self._made[start] = self._unnamed(span)
                found.append((start, self._made[start], _UNNAMED))
        return found

    def _said_from(self, offset: int) -> int:
        """Where what the clause at ``offset`` tells begins: "*The captain refused*, he said" names nobody new."""
        tokens = self._document.tokens(offset, offset + 1)
        verb = tokens[0].head if tokens and tokens[0].dep_ in NOMINAL_SUBJECTS else None
        said = [c.left_edge.idx for c in verb.lefts if c.dep_ == "ccomp"] if verb is not None else []
        if verb is not None and verb.dep_ == "parataxis":  # "*The captain*, he said, *had refused*"
            said.append(verb.head.left_edge.idx)
        return min([offset, *said])

    def _weight(self, start: int, offset: int, referent: Referent, gender: str) -> float:
        back = self.sentence_of(offset) - self.sentence_of(start)
        score = _NEAR[back] if 0 <= back < len(_NEAR) else _FAR
        quotation = self._document.quotation_at(start)
        if quotation is not None and quotation is not self._document.quotation_at(offset):
            score += _QUOTED
        place = self._part(start)
        if place in NOMINAL_SUBJECTS:
            score += _SUBJECT
        elif place == "poss":
            score += _OWNER
        elif place == "agent":
            score += _AGENT
        elif place in ("pobj", "dobj"):
            score += _OBJECT
        here, there = self._document.paragraph_at(offset), self._document.paragraph_at(start)
        if here is not there:
            score += _NEW_PARAGRAPH
        return score + (_AGREES if referent.gender == gender else _GENDER_UNKNOWN)

    def _part(self, start: int) -> str:
        """The part that the name or noun at an offset plays in its clause."""
        tokens = self._document.tokens(start, start + 1)
        part = grammatical_part(tokens[0]) if tokens else ""
        return "agent" if part == "pobj" and any(t.lower_ == "by" for t in _up(tokens[0])) else part

    def _is_subject(self, start: int) -> bool:
        return self._part(start) in NOMINAL_SUBJECTS and self._document.quotation_at(start) is None

    def _described_subjects(self) -> list[tuple[int, Span]]:
        """Subjects that are people without a name here ("the suspect", "a nurse"): where the noun is, and the span.

        An office may also be whose deed a noun names: "a speech by *the general*".
        """
        titles = Titles.load()
        found = []
        for token in self._document.parse:
            if token.tag_ in ("NN", "NNP") and (token.dep_ in NOMINAL_SUBJECTS or _does(token)):
                left = min((child.idx for child in token.lefts), default=token.idx)
                titled = token.tag_ == "NNP"  # "the Secretary General", in full
                words = words_of(self._document.text, left if titled else token.idx, token.idx + len(token))
                offices = titles.offices(words)
                if titled and not (offices and words[0].lower == "the" and offices[0].first == 1):
                    continue
                if titled and offices[0].end < len(words):
                    continue
                office = titles.offices(words_of(self._document.text, left, token.idx + len(token)))[-1:]
                held = bool(office) and "state_offices" in office[0].kinds
                if offices and "state_bodies" not in offices[0].kinds and (held or token.dep_ in NOMINAL_SUBJECTS):
                    found.append((token.idx, (left, token.idx + len(token))))
                    if held:
                        self._holders.add(token.idx)
        return found
