"""Stances: who is for or against what, read from statements.

A cue that is an act gives the act and its objects ("condemned the raid"); after a neutral cue ("said") the content is
searched for the speaker's own acts, demands and judgements. How far to trust each is in ``docs/stances.md``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from analysis.actors import ActorBook
from analysis.actors.titles import Titles
from analysis.document import Document
from analysis.polarity import polarity_of
from analysis.stances.acts import act_book
from analysis.stances.arguments import TokenSpan
from analysis.stances.assertions import assertions, cue_uses
from analysis.stances.deciding import decide, is_open
from analysis.stances.frames import positions_of
from analysis.stances.issues import IssueBook
from analysis.stances.positions import Position, Scene
from analysis.stances.references import References
from analysis.stances.rows import Stance, merged
from analysis.stances.scenes import Scenes
from analysis.stances.tone import verdict
from analysis.statements import Statement

# Shares found right in readings of news that the lexicon was not written from; see docs/stances.md.
_BY_CUE, _BY_CONTENT = 0.92, 0.8
_HEARD = 0.5  # the confidence from which on a statement's tone is listened to
_NOBODY = frozenset({"no", "none", "nobody", "neither", "few", "fewer", "not", "hardly", "scarcely", "barely", "you"})
_PERSONS = {"him": "m", "he": "m", "her": "f", "she": "f"}
# "Who asked not to be named", "on condition of anonymity" is how a source is told.
_UNNAMED = re.compile(
    r"^(?:\w+ )+(?:(?:not to|to not) be (?:named|identified)|(?:remain |stay )?anonym(?:ity|ous))$", re.I
)
_EACH_OTHER = ("each other", "one another")
_POINTING = frozenset({"this", "that", "it", "these", "those", "they", "such"})


def read_stances(
    document: Document, statements: Sequence[Statement], *, actors: ActorBook, issues: IssueBook
) -> list[Stance]:
    """The stances taken in the statements of one document, in text order; a statement may take several, or none.

    Parameters
    ----------
    document : Document
    statements : sequence of Statement
        From ``read_statements``.
    actors : ActorBook
        Names the actor that a target is or belongs to.
    issues : IssueBook
        Names the issue.

    Returns
    -------
    list of Stance

    Examples
    --------
    >>> from analysis.article import Article
    >>> from analysis.document import read_document
    >>> from analysis.statements import read_statements
    >>> document = read_document(Article("a", "France condemned the crackdown and called for dialogue."))
    >>> actors = ActorBook.load()
    >>> statements = read_statements(document, actors=actors)
    >>> for s in read_stances(document, statements, actors=actors, issues=IssueBook.load()):
    ...     print(s.actor, s.act, s.issue, s.issue_polarity)
    France condemn use-of-force -1
    France appeal dialogue 1
    """
    rows = list(_Reader(document, statements, actors, issues).stances())
    return _decided(document, rows) if rows else rows


def _decided(document: Document, rows: list[Stance]) -> list[Stance]:
    """The rows with the trained model heard on open ones; where it decides, target and issue turn round."""
    spans = {
        number: (row.target_start or 0, row.target_end or 0)
        for number, row in enumerate(rows)
        if is_open(row.target_polarity, row.confidence)
    }
    heard = polarity_of(document, list(spans.values()))
    for number, model, sureness in zip(spans, heard["polarity"], heard["confidence"], strict=True):
        row = rows[number]
        if row.target_polarity and not pd.isna(model):
            toward, confidence, by_model = decide(row.target_polarity, row.confidence, int(model), float(sureness))
            if by_model:
                issue = None if row.issue_polarity is None else row.issue_polarity * toward * row.target_polarity
                rows[number] = replace(
                    row, target_polarity=toward, issue_polarity=issue, method="model", confidence=round(confidence, 3)
                )
    return rows


class _Reader:
    """Reads the statements of one document in order, since "this" points back to what was said before."""

    def __init__(
        self, document: Document, statements: Sequence[Statement], actors: ActorBook, issues: IssueBook
    ) -> None:
        self.document, self.statements = document, statements
        self.book = act_book()
        self.references = References(document, actors, issues, self.book)
        self.scenes = Scenes(self.references, statements)
        spoken_for = {statement.actor for statement in statements if statement.actor is not None}
        self._unlisted = {actor for actor in spoken_for if actors.kind_of(actor) is None}
        self._quotations = [quotation.start for quotation in document.quotations]
        self.said_before: list[tuple[Statement, Stance | None]] = []

    def stances(self) -> Iterator[Stance]:
        number = 0
        taken: set[tuple[object, ...]] = set()
        for statement in self.statements:
            scene = self.scenes.of(statement)
            found = (
                merged(self.document, self._rows(statement, scene))
                if scene is not None and self._held(statement)
                else []
            )
            for row in sorted(found, key=lambda row: (row.evidence_start, row.evidence_end)):
                key = (row.act, row.target_start, row.target_end, row.speaker)
                if key in taken:
                    continue  # "expressed concern" found twice, by its verb and by its noun
                taken.add(key)
                number += 1
                yield replace(row, stance_id=f"{self.document.article.article_id}:t{number}")
            self.said_before.append((statement, found[-1] if found else None))

    def _held(self, statement: Statement) -> bool:
        """Whether anybody takes the position: not "was accused" by nobody, "few", "not all", "a bill, which"."""
        if statement.speaker_text is None or _UNNAMED.search(f"{statement.cue} {statement.content}"):
            return False
        first, known = statement.speaker_text.split(maxsplit=1)[0].lower(), statement.actor or statement.speaker
        only = statement.speaker_text.lower().startswith(("not only", "not just"))
        return (only or first not in _NOBODY) and not (first in ("which", "that") and known is None)

    def _rows(self, statement: Statement, scene: Scene) -> list[Stance]:
        uses = cue_uses(scene)
        found: list[Position] = []
        for use in uses:
            found += positions_of(scene, use, method="act", confidence=_BY_CUE)
        if not found and (not uses or uses[0].act.frame not in ("accuse", "promise", "cite")):
            cue = self.document.parse[scene.cue[0] : scene.cue[1] + 1] if scene.cue is not None else ()
            forecasting = self.book.any_listed("forecasting", cue)
            found = list(assertions(scene, forecasting=forecasting, confidence=_BY_CONTENT))
        if not found and self._is_heard(statement) and (heard := verdict(scene, uses, self._tone)) is not None:
            found = [heard]
        rows = (self._row(statement, scene, position) for position in found if _is_sound(position, scene))
        return [row for row in rows if row.target and row.evidence]

    def _is_heard(self, statement: Statement) -> bool:
        """Whether the tone of a statement counts: somebody known said it, rather surely, and not as a newspaper."""
        known = statement.speaker is not None or statement.actor is not None
        known = known and self.references.actors.kind_of(statement.actor) != "media"
        return known and statement.kind == "speech" and statement.confidence >= _HEARD

    def _tone(self, span: TokenSpan) -> tuple[int, float] | None:
        """How the words around a phrase sound toward it, and how sure the model is."""
        heard = polarity_of(self.document, [self._characters(span)]).iloc[0]
        return None if pd.isna(heard["polarity"]) else (int(heard["polarity"]), float(heard["confidence"]))

    def _row(self, statement: Statement, scene: Scene, position: Position) -> Stance:
        named = self.references.antecedent(position.target)
        if named != position.target:
            position = replace(position, target=named, topics=((named, position.toward),) if position.topics else ())
        issue, issue_polarity = self.references.issue_of(position)
        target_start, target_end = self._characters(position.target)
        evidence_start, evidence_end = self._characters(position.evidence)
        head = self.document.parse[position.target[0] : position.target[1] + 1].root
        actor = self.references.actor_of(head if position.party is None else self.document.parse[position.party])
        if actor is None:
            actor = self._unlisted_body(target_start, target_end)
        if actor == statement.actor and position.toward < 0 and not self.references.names(position.target, actor):
            actor = None  # "Rome does not recognise the authorities": not its own
        if position.toward > 0 and self.book.listed("going", head):
            actor = None
        if self.document.slice(target_start, target_end).lower() in _EACH_OTHER:
            actor = self._other_than(statement)
        if head.lower_ in _POINTING and position.target[1] - position.target[0] == 0:
            actor, issue, issue_polarity = self._pointed(statement, position, actor, issue, issue_polarity)
        foreign = actor is not None and actor != statement.actor and not self.book.listed("not_state", head)
        if issue is None and foreign and position.toward:
            issue, issue_polarity = actor, position.toward
        if head.lower_ in _PERSONS and position.target[0] == position.target[1]:
            actor = actor or self._person(statement, head.lower_)
        # Half of what is wrong with a doubtful statement is the edges of its spans, which leave the stance right.
        return Stance(
            article_id=self.document.article.article_id,
            stance_id="",
            statement_id=statement.statement_id,
            speaker=statement.speaker or _unnamed_speaker(statement),
            actor=statement.actor,
            act=position.act,
            cameo=position.cameo,
            plover=position.plover,
            target=self.document.slice(target_start, target_end),
            target_start=target_start,
            target_end=target_end,
            target_actor=actor,
            target_polarity=position.toward,
            issue=issue,
            issue_polarity=issue_polarity,
            evidence=self.document.slice(evidence_start, evidence_end),
            evidence_start=evidence_start,
            evidence_end=evidence_end,
            method=position.method,
            confidence=round(position.confidence * (1 + statement.confidence) / 2, 3),
        )

    def _unlisted_body(self, start: int, end: int) -> str | None:
        """The organisation that a target names, if no list has it and somebody speaks for it in the article."""
        words = self.document.slice(start, end)
        name = words[4:] if words.lower().startswith("the ") else words
        return name if name in self._unlisted else None

    def _other_than(self, statement: Statement) -> str | None:
        """The other of two who say a thing together: "Chad and Niger accused *each other*"."""
        together = {other.actor for other in self.statements if other.content_spans == statement.content_spans}
        others = together - {statement.actor}
        return others.pop() if len(others) == 1 else None

    def _pointed(
        self, statement: Statement, position: Position, actor: str | None, issue: str | None, polarity: int | None
    ) -> tuple[str | None, str | None, int | None]:
        """What "this" or "it" is about: what the same speaker spoke of just before in this paragraph."""
        for earlier, stance in reversed(self.said_before):
            if earlier.via is not None:
                continue
            if (
                earlier.paragraph != statement.paragraph
                or earlier.actor != statement.actor
                or earlier.speaker != statement.speaker
            ):
                break
            if stance is not None and stance.issue is not None:
                return stance.target_actor, stance.issue, position.toward
            named = {
                m.issue: m
                for start, end in earlier.content_spans
                if (span := self.scenes.span(start, end))
                for m in self.references.issues.within(*span)
            }
            if len(named) == 1:
                return actor, next(iter(named)), position.toward * next(iter(named.values())).orientation
            break
        return actor, issue, polarity

    def _person(self, statement: Statement, pronoun: str) -> str | None:
        """Whose actor "him" is: that of the one other person who spoke in this paragraph."""
        near = [
            earlier
            for earlier, _ in self.said_before
            if earlier.paragraph == statement.paragraph
            and earlier.speaker not in (None, statement.speaker, earlier.actor)
        ]
        named = {earlier.speaker: earlier for earlier in near}
        if len(named) != 1:
            return None
        other = next(iter(named.values()))
        gender = Titles.load().gender_of_name((other.speaker or "").split(" ")[0].lower())
        return other.actor if gender in (None, _PERSONS[pronoun]) else None

    def _characters(self, span: TokenSpan) -> tuple[int, int]:
        """Offsets of a token span without punctuation at its edges, but with the marks of quotations it holds whole."""
        doc, text = self.document.parse, self.document.text
        start, end = doc[span[0]].idx, doc[span[1]].idx + len(doc[span[1]])
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—-"):
            end -= 1
        while start < end and (text[start].isspace() or text[start] in ",;:.–—-"):
            start += 1
        if text.count("(", start, end) > text.count(")", start, end) and text.startswith(")", end):
            end += 1
        at = max(bisect_right(self._quotations, start) - 1, 0)
        for quotation in self.document.quotations[at:]:
            if quotation.start > end:
                break
            if quotation.start < start <= quotation.inner_start and quotation.inner_end <= end:
                start = quotation.start
            rest = text[end : quotation.inner_end] if quotation.start < end <= quotation.inner_end else None
            if start <= quotation.start and (
                quotation.inner_end <= end < quotation.end or (rest is not None and not rest.strip(" ,.;"))
            ):
                end = quotation.end
        return start, end


def _unnamed_speaker(statement: Statement) -> str | None:
    """The words for who speaks, where neither a name nor an actor tells: "both sides", not "they"."""
    words = (statement.speaker_text or "").split()
    return statement.speaker_text if statement.actor is None and len(words) > 1 else None


def _is_sound(position: Position, scene: Scene) -> bool:
    """Whether a position has a target, and not its own speaker, a bare "that" or the cue after what was said."""
    first, last = position.target
    after = scene.cue if scene.cue is not None and scene.cue[0] > scene.contents[0][1] else (0, -1)
    if after[0] <= first <= last and (head := scene.doc[first : last + 1].root).pos_ == "VERB" and head.i <= after[1]:
        return False  # "it would deliver wheat, its envoy promised"
    that = scene.doc[first] if first == last and scene.doc[first].lower_ == "that" else None
    if that is not None and that.tag_ == "DT" and that.dep_ != "nsubj":
        after_that = scene.doc[min(last + 1, len(scene.doc) - 1)]
        return position.act in ("deny", "reject") and after_that.is_punct  # "the governor denied that."
    return first <= last and (scene.speaker is None or last < scene.speaker[0] or scene.speaker[1] < first)
