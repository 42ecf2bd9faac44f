"""Who gives a figure: the speaker of the innermost statement around it, else the subject of a verb that reports it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from analysis.figures.events import load_events
from analysis.figures.governing import Anchor
from analysis.figures.phrases import noun_phrase, past_determiners, phrase_at
from analysis.figures.tokens import NOUNS
from analysis.stances.acts import act_book
from analysis.verbs import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from analysis.actors import ActorBook
    from analysis.document import Document

_TO_VERB = frozenset("dobj pobj prep attr oprd nummod compound quantmod conj appos amod nmod npadvmod dative".split())  # noqa: SIM905
_NAME_PARTS = frozenset(["of", "for"])
_UPON_THINGS = frozenset(["object", "refuse", "impose", "promise"])
_SETTLING = frozenset(["agree", "refuse", "fail", "decline"])
_NOBODY = frozenset(["no", "none", "nobody", "which", "who", "that"])
_PUBLISHED = re.compile(r",? (?:published|released|conducted|carried out|issued)\b(?!.* by ).*", re.DOTALL)
_PRONOUNS = frozenset(["he", "she", "it", "they", "his", "her", "its", "their", "we", "i"])
_STEPS = 5  # how far up the parse a reporting verb is looked for


class Reporters:
    """The statements of an article, to be asked which is the innermost around a figure, and for whom its source speaks.

    ``home`` is the country that the article is about. What somebody does to a thing ("rejected a 5% offer") the author
    tells, and its numbers with it.
    """

    def __init__(self, statements: Iterable[Any], actors: ActorBook, document: Document) -> None:
        self.home = actors.home(document)
        self._actors = actors
        said_all = [said for said in statements if _may_report(said) and not _is_deed(document, said)]
        self._speaks_for = {speaker_of(said): said.actor for said in said_all if said.actor}
        self._said = sorted((said for said in said_all if said.cue_start), key=lambda said: said.cue_start)
        spans = [(int(start), int(end), said) for said in said_all for start, end in said.content_spans]
        self._spans = sorted(spans, key=lambda span: (span[0], -span[1]))
        self._starts = [start for start, _, _ in self._spans]
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def around(self, start: int, end: int) -> Any:
        """The statement with the shortest content that holds ``start:end``; None in the author's own voice."""
        best, size = None, self._longest + 1
        for k in range(bisect_right(self._starts, start) - 1, -1, -1):
            opens, closes, statement = self._spans[k]
            if opens < start - self._longest:
                break
            if closes >= end and closes - opens < size:
                best, size = statement, closes - opens
        return best

    def meant(self, reporter: str | None, start: int, paragraph: int) -> str | None:
        """A source by its name, and who spoke last before ``start`` in the paragraph where it is "it"."""
        if reporter is None or reporter.lower() not in _PRONOUNS:
            return reporter
        said = next((s for s in reversed(self._said) if s.cue_start < start), None)
        return speaker_of(said) if said is not None and said.paragraph == paragraph else None

    def actor_of(self, reporter: str | None) -> str | None:
        """For whom a source outside of any statement speaks: as where it makes one, else as its name says."""
        if reporter is None:
            return None
        return self._speaks_for.get(reporter) or self._actors.actor_of(reporter, home=self.home)


def _may_report(statement: Any) -> bool:
    """Whether a source can give figures: not "54%" that opposed, "no country", or "a bill, which"."""
    first = str(statement.speaker_text or "").split(" ")[0]
    first = first if first == "WHO" else first.lower()
    if str(statement.cue or "").lower().startswith("vote"):
        return False  # "voted 52 to 48": how many did is the author's to tell
    numbered = any(map(str.isdigit, str(statement.speaker_text or "")))
    return statement.speaker is not None or not (numbered or first in _NOBODY)


def _is_deed(document: Document, statement: Any) -> bool:
    """Whether a statement is an act upon a thing, told by the author: "expelled | three diplomats", not "said that".

    So it is where a noun tells the act ("marched in *protest* at a 5% tax"), and where one agrees or refuses to act.
    """
    if statement.cue_start is None:
        return False
    words = document.tokens(statement.cue_start, statement.cue_end)
    verb = next((t for t in words if t.pos_ in ("VERB", "NOUN")), words.root)
    upon = document.tokens(statement.content_start, statement.content_end).root
    if verb.lemma_ in _SETTLING and not any(c.dep_ in NOMINAL_SUBJECTS for c in upon.lefts):
        return True
    if verb.pos_ not in ("VERB", "NOUN") or upon.pos_ not in ("NOUN", "PROPN"):
        return False
    uses = act_book().performed(verb) if verb.pos_ == "VERB" else act_book().uses(verb, as_cue=True)
    return any(use.act.frame in _UPON_THINGS for use in uses)


def speaker_of(statement: Any) -> str | None:
    """The speaker's name, else the source as written without its article ("Interior Ministry"), or a pronoun's role."""
    if statement.speaker:
        return str(statement.speaker)
    if str(statement.speaker_text or "").lower() in _PRONOUNS:
        return statement.role or None
    return _without_article(_PUBLISHED.sub("", statement.speaker_text)) if statement.speaker_text else None


def subject_that_reports(at: Anchor) -> str | None:
    """ "The army" of "the army put the toll at 28", "police" of "estimated by police at 80,000"; else None."""
    book, node = load_events(), at.root
    if (source := _after_by(at) or _after_and(at)) is not None:
        return source
    for _ in range(_STEPS):
        if node is None or node.head.i == node.i:
            return None
        if node.pos_ == "VERB" or node.head.pos_ != "VERB":
            if node.dep_ not in _TO_VERB:
                return None
            node = node.head
            continue
        verb = node.head
        if node.dep_ not in _TO_VERB:
            return None
        source = _agent(verb) if verb.tag_ == "VBN" else _subject(verb)
        if verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in book.foreseeing:
            verb, source = verb.head, _subject(verb.head)  # "expects it to reach $6bn"
        if source is None or (source.tag_ not in NOUNS and source.lower_ not in ("it", "they")):
            return None
        # "Put 16 districts on alert"; "six weeks after the party put forward a plan".
        placed = verb.lemma_ in ("put", "place") and node.dep_ in ("dobj", "npadvmod")
        reports = (
            (verb.lemma_ in book.reporting and not placed)
            or verb.lemma_ in book.foreseeing
            or (verb.lemma_ == "find" and source.lemma_.lower() in book.finders)
            or (verb.lemma_ in book.giving and _object(verb) in book.tallies)
            or (verb.lemma_ == "receive" and _object(verb) == "report")  # "has received reports of 40 arrests"
            or (verb.lemma_ == "speak" and at.view.lower(at.quantity.first - 1) == "of")  # "organisers spoke of 20,000"
        )
        return _name(at, source) if reports else None
    return None


def _after_by(at: Anchor) -> str | None:
    """The "police" of "put at 40,000 by police and 100,000 by organisers"."""
    j, view = at.after, at.view
    if view.lower(j) != "by":
        return None
    if not at.is_reported():
        return None
    phrase = phrase_at(view, past_determiners(view, j + 1, {}))
    return phrase.words if phrase is not None else None


def _after_and(at: Anchor) -> str | None:
    """The "ministry" of "organisers put it at 10,000 and the ministry at under 4,000", "; the ministry, at 4,000"."""
    i, view = at.quantity.first - 1, at.view
    if view.lower(i) != "at" or not at.is_reported():
        return None
    i -= view.lower(i - 1) == ","
    if view.tag(i - 1) not in NOUNS:
        return None
    phrase = noun_phrase(view, view.node(i - 1))
    k = i - len(phrase.words.split()) - 1
    k -= view.lower(k) in ("the", "a", "an")
    return phrase.words if view.lower(k) in ("and", "while", "but", ";") else None


def _subject(verb: Any) -> Any:
    return next((child for child in verb.children if child.dep_ == "nsubj"), None)


def _object(verb: Any) -> str:
    return next((child.lemma_ for child in verb.children if child.dep_ == "dobj"), "")


def _agent(verb: Any) -> Any:
    """Who does what a participle tells: after "by", or the subject of "has put"."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return _subject(verb)


def _name(at: Anchor, noun: Any) -> str:
    """The noun with what is before it and its "of": "Gaza's health ministry", "Ministry of Defence"."""
    last = noun
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _NAME_PARTS and child.i == last.i + 1:
            inner = next((inner for inner in child.children if inner.dep_ == "pobj"), last)
            counts = any(c.dep_ == "nummod" for c in inner.children)  # "a poll of 1,012 adults"
            last = last if counts else inner
    for child in noun.children:  # "U.S. Customs and Border Protection"
        if child.dep_ == "conj" and child.tag_ == noun.tag_ == "NNP" and child.left_edge.i == last.i + 2:
            last = child
    return _without_article(at.view.text[noun.left_edge.idx : last.idx + len(last)])


def _without_article(written: str) -> str:
    first, _, rest = written.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else written
