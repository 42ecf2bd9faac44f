"""Stances: who is for or against what, read from statements.

A cue that is an act gives the act and its objects ("condemned the raid"); after a neutral cue ("said") the content is
searched for the speaker's own acts, demands and judgements. How far to trust each is in ``docs/stances.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from analysis.actors import ActorBook
from analysis.acts import act_book
from analysis.arguments import TokenSpan
from analysis.assertions import assertions, cue_uses
from analysis.document import Document
from analysis.frames import positions_of
from analysis.issues import IssueBook, IssueMention, IssuesOf
from analysis.positions import NOMINAL, Position, Scene
from analysis.statements import Statement

#: Cues after which a harmful forecast speaks against what brings it about: "arguing that this could limit coverage".
_FORECASTING = frozenset(
    {"argue", "warn", "caution", "fear", "worry", "contend", "predict", "complain", "object", "forecast"}
)
# Shares found right in readings of news that the lexicon was not written from; see docs/stances.md.
_BY_CUE, _BY_CONTENT = 0.9, 0.85
_FIRST_PERSON = frozenset({"i", "we"})
_THIRD_PERSON = frozenset({"he", "she", "it", "they"})
_NOBODY = frozenset({"no", "none", "nobody", "neither", "few", "fewer", "you"})
_DEEPEST = 4  # heads between an issue's words and the head of the phrase; farther off it is another matter
_WHEN = frozenset({"during", "after", "before", "amid", "since", "until", "following", "near", "outside", "despite"})
_INVOLVING = frozenset(
    {
        "interfere",
        "meddle",
        "intervene",
        "participate",
        "engage",
        "believe",
        "succeed",
        "invest",
        "assist",
        "cooperate",
        "take",
    }
)
_THEIRS = frozenset({"my", "our", "his", "her", "its", "their"})
_POINTING = frozenset({"this", "that", "it", "these", "those", "they", "such"})


@dataclass(frozen=True, slots=True)
class Stance:
    """One row of the stances table; the columns are described in ``analysis.tables.SCHEMAS["stances"]``."""

    article_id: str
    stance_id: str
    statement_id: str
    speaker: str | None
    actor: str | None
    act: str
    cameo: str | None
    plover: str | None
    target: str | None
    target_start: int | None
    target_end: int | None
    target_actor: str | None
    target_polarity: int | None
    issue: str | None
    issue_polarity: int | None
    evidence: str
    evidence_start: int
    evidence_end: int
    method: str
    confidence: float


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
    return list(_Reader(document, statements, actors, issues).stances())


def decide(
    toward: int, confidence: float, *, model: int | None = None, model_confidence: float = 0.0
) -> tuple[int, float, bool]:
    """The polarity of a stance where act and object say one thing and the trained model another.

    The act decides, since its words were seen to be spoken about the target, unless the model is surer than it by a
    clear margin; agreement raises the confidence (the chance that both are wrong), disagreement lowers it.

    Parameters
    ----------
    toward, confidence
        By act and object.
    model, model_confidence
        By the model; None where it was not asked.

    Returns
    -------
    tuple
        Polarity, confidence, and whether the model decided.

    Examples
    --------
    >>> decide(-1, 0.5), decide(-1, 0.5, model=-1, model_confidence=0.5), decide(-1, 0.5, model=1, model_confidence=0.9)
    ((-1, 0.5, False), (-1, 0.75, False), (1, 0.4, True))
    """
    if model is None or toward == 0:
        return toward, confidence, False
    if model == toward:
        return toward, round(1 - (1 - confidence) * (1 - model_confidence), 3), False
    if model and model_confidence - confidence > 0.3:
        return model, round(model_confidence - confidence, 3), True
    return toward, round(confidence * (1 - model_confidence / 2), 3), False


class _Reader:
    """Reads the statements of one document in order, since "this" points back to what was said before."""

    def __init__(
        self, document: Document, statements: Sequence[Statement], actors: ActorBook, issues: IssueBook
    ) -> None:
        self.document, self.statements, self.actors = document, statements, actors
        self.home = actors.home(document)
        self.issues: IssuesOf = issues.find(document)
        self.book = act_book()
        self.inner: dict[str, list[Statement]] = {}
        for statement in statements:
            if statement.via is not None:
                self.inner.setdefault(statement.via, []).append(statement)
        self.said_before: list[tuple[Statement, Stance | None]] = []

    def stances(self) -> Iterator[Stance]:
        number = 0
        taken: set[tuple[object, ...]] = set()
        for statement in self.statements:
            scene = self._scene(statement)
            found = self._merged(self._rows(statement, scene)) if scene is not None and self._held(statement) else []
            for row in sorted(found, key=lambda row: (row.evidence_start, row.evidence_end)):
                key = (row.act, row.target_start, row.target_end, row.speaker)
                if key in taken:
                    continue  # "expressed concern" found twice, by its verb and by its noun
                taken.add(key)
                number += 1
                yield replace(row, stance_id=f"{self.document.article.article_id}:t{number}")
            self.said_before.append((statement, found[-1] if found else None))

    def _held(self, statement: Statement) -> bool:
        """Whether anybody takes the position: not "was accused" without a source, nor "few officials said"."""
        return statement.speaker_text is not None and statement.speaker_text.split(maxsplit=1)[0].lower() not in _NOBODY

    # ---- the statement as the frames see it

    def _scene(self, statement: Statement) -> Scene | None:
        contents = tuple(span for start, end in statement.content_spans if (span := self._span(start, end)) is not None)
        if not contents:
            return None
        speaker = self._span(statement.speaker_start, statement.speaker_end)
        closed = frozenset(i for inner in self.inner.get(statement.statement_id, ()) for i in self._tokens_of(inner))
        cue = self._span(statement.cue_start, statement.cue_end)
        return Scene(
            doc=self.document.parse,
            book=self.book,
            contents=contents,
            cue=cue,
            speaker=speaker,
            own=lambda token: self._is_own(token, statement, contents),
            actor=lambda token: self._other(token, statement),
            closed=closed,
            roots=self._roots(contents, closed),
        )

    def _span(self, start: int | None, end: int | None) -> TokenSpan | None:
        if start is None or end is None:
            return None
        tokens = self.document.tokens(start, end)
        return (tokens.start, tokens.end - 1) if len(tokens) else None

    def _tokens_of(self, statement: Statement) -> Iterator[int]:
        spans = [*statement.content_spans, (statement.cue_start, statement.cue_end)]
        for start, end in spans:
            if (span := self._span(start, end)) is not None:
                yield from range(span[0], span[1] + 1)

    def _roots(self, contents: tuple[TokenSpan, ...], closed: frozenset[int]) -> tuple[Token, ...]:
        """The heads at the top of the first content that has any: a noun phrase or a clause, with those coordinated to it."""
        doc = self.document.parse
        for first, last in contents:
            for token in doc[first : last + 1]:
                if (
                    token.is_punct
                    or token.is_space
                    or token.i in closed
                    or (first <= token.head.i <= last and token.head.i != token.i)
                ):
                    continue
                if token.dep_ in ("prep", "agent"):
                    token = next((c for c in token.children if c.dep_ in ("pobj", "pcomp")), token)
                if token.pos_ in NOMINAL or token.pos_ in ("VERB", "AUX"):
                    nominal = token.pos_ in NOMINAL
                    others = (o for o in token.conjuncts if first <= o.i <= last and (o.pos_ in NOMINAL) == nominal)
                    return (token, *others) if nominal else (token,)
        return ()

    def _is_own(self, subject: Token, statement: Statement, contents: tuple[TokenSpan, ...]) -> bool:
        word = subject.lower_
        if word in _FIRST_PERSON:
            return True
        start, end = subject.idx, subject.idx + len(subject)
        if statement.speaker_start is not None and statement.speaker_end is not None:
            if statement.speaker_start <= start and end <= statement.speaker_end:
                return True
        if word in _THIRD_PERSON:
            return not self.document.in_quotation(start, end) and self._may_be(word, statement)
        owner = next((child for child in subject.children if child.dep_ == "poss"), None)
        if owner is not None and owner.lower_ in _THEIRS:
            return self.book.listed("bodies", subject)  # "his government will"
        if statement.actor is None or subject.pos_ not in NOMINAL:
            return False
        if self._actor_of(subject) == statement.actor:
            return True
        # "Moscow and its allies of the alliance will send": the alliance speaks of itself among others.
        end = subject.right_edge.idx + len(subject.right_edge)
        members = (
            self.actors.find_mentions(self.document, start, end)
            if any(c.dep_ == "conj" for c in subject.children)
            else []
        )
        return any(mention.actor == statement.actor for mention in members)

    def _may_be(self, pronoun: str, statement: Statement) -> bool:
        """Whether a pronoun in reported words can be their speaker: he and she a person, it a body, they a group."""
        source = self._span(statement.speaker_start, statement.speaker_end)
        if source is None:
            return False
        head = self.document.parse[source[0] : source[1] + 1].root
        plural = head.tag_ == "NNS" or head.lower_ == "they"
        body = head.lower_ == "it" or self.book.listed("group", head) or self._named(head)
        if pronoun in ("he", "she"):
            return not body and not plural
        if pronoun == "it":
            return not plural and (body or statement.actor is not None)
        return body or plural or "spokes" in (statement.role or "").lower()

    def _named(self, head: Token) -> bool:
        """Whether a source is an actor by its own name ("Russia", "the Pentagon"), not somebody who speaks for it."""
        mentions = self.actors.find_mentions(self.document, head.left_edge.idx, head.idx + len(head))
        return any(m.start <= head.idx < m.end and m.role in ("name", "seat", "institution") for m in mentions)

    def _is_actor(self, head: Token) -> bool:
        """Whether a target is an actor itself, so that it is the issue too: "NATO member Estonia", "Israel"."""
        return head.pos_ == "PROPN" and self._named(head)

    def _other(self, token: Token, statement: Statement) -> str | None:
        actor = self._actor_of(token)
        return actor if actor != statement.actor else None

    # ---- actors and issues of a phrase

    def _actor_of(self, head: Token) -> str | None:
        """The actor that a noun phrase names: by its head, its owner, its demonym or who did it; None for the rest."""
        if head.pos_ not in NOMINAL:
            return None
        first, last = head.left_edge.idx, head.right_edge.idx + len(head.right_edge)
        mentions = [m for m in self.actors.find_mentions(self.document, first, last) if not m.place]
        for mention in mentions:
            if mention.start <= head.idx < mention.end:
                return mention.actor
        near = [c for c in head.children if c.dep_ in ("poss", "amod", "compound", "nmod")]
        near += [
            g for c in head.children if c.dep_ in ("agent", "prep") and c.lower_ in ("by", "of") for g in c.children
        ]
        for child in near:
            for mention in mentions:
                if mention.start <= child.idx < mention.end:
                    return mention.actor
        body = next((c for c in head.children if c.dep_ == "poss"), head)
        if body.pos_ in ("NOUN", "PROPN") and self.book.listed("bodies", body):
            start, end = body.left_edge.idx, body.right_edge.idx + len(body.right_edge)
            return self.actors.actor_of(self.document.slice(start, end), home=self.home)
        return None

    def _issue(self, position: Position) -> tuple[str | None, int | None]:
        """The issue that the position's words name nearest to their head, and the polarity toward it."""
        for span, polarity in position.topics:
            first, last = position.target
            named = span == position.target and self._is_actor(self.document.parse[first : last + 1].root)
            best: tuple[int, int, str, int] | None = None
            for mention in self.issues.within(*span):
                path = self._path(mention, span)
                if path is not None and not (named and path[0]):
                    depth, flips = path
                    rank = (depth, mention.first - mention.last, mention.issue, mention.orientation * (-1) ** flips)
                    best = rank if best is None or rank[:2] < best[:2] else best
            if best is not None:
                return best[2], polarity * best[3]
        return None, None

    def _path(self, mention: IssueMention, span: TokenSpan) -> tuple[int, int] | None:
        """How deep a mention lies in its phrase, and how many words on the way turn it round ("end to the siege").

        None where it only tells when, where or with whom: in relative clauses, or after "during" and the like.
        """
        doc = self.document.parse
        first, last = mention.first, mention.last
        token = next((t for t in doc[first : last + 1] if not first <= t.head.i <= last), doc[first])
        if first == last and token.dep_ == "amod" and token.tag_ in ("VBG", "VBN"):
            return None  # "the warring parties"
        depth = flips = 0
        while token.head != token and span[0] <= token.head.i <= span[1]:
            head = token.head
            if token.dep_ in ("relcl", "advcl", "npadvmod", "appos") or (token.dep_ == "prep" and _is_adjunct(token)):
                return None
            depth += token.dep_ != "conj"
            if token.dep_ not in ("nsubj", "conj", "poss") and not first <= head.i <= last:
                flips += self.book.direction(head)[0] < 0
            token = head
        return (depth, flips) if depth <= _DEEPEST else None

    # ---- rows

    def _rows(self, statement: Statement, scene: Scene) -> list[Stance]:
        uses = cue_uses(scene)
        found: list[Position] = []
        for use in uses:
            found += positions_of(scene, use, method="act", confidence=_BY_CUE)
        if not found and (not uses or uses[0].act.frame not in ("accuse", "promise", "cite")):
            cue = self.document.parse[scene.cue[0] : scene.cue[1] + 1] if scene.cue is not None else ()
            forecasting = any(token.lemma_ in _FORECASTING for token in cue)
            found = list(assertions(scene, forecasting=forecasting, confidence=_BY_CONTENT))
        return [self._row(statement, scene, position) for position in found if _is_sound(position, scene)]

    def _row(self, statement: Statement, scene: Scene, position: Position) -> Stance:
        issue, issue_polarity = self._issue(position)
        target_start, target_end = self._characters(position.target)
        evidence_start, evidence_end = self._characters(position.evidence)
        head = self.document.parse[position.target[0] : position.target[1] + 1].root
        actor = self._actor_of(head)
        if head.lower_ in _POINTING and position.target[1] - position.target[0] == 0:
            actor, issue, issue_polarity = self._pointed(statement, position, actor, issue, issue_polarity)
        foreign = actor is not None and actor != statement.actor and not self.book.listed("not_state", head)
        if issue is None and foreign and position.toward:
            issue, issue_polarity = actor, position.toward
        toward, confidence, by_model = decide(position.toward, position.confidence)
        return Stance(
            article_id=self.document.article.article_id,
            stance_id="",
            statement_id=statement.statement_id,
            speaker=statement.speaker,
            actor=statement.actor,
            act=position.act,
            cameo=position.cameo,
            plover=position.plover,
            target=self.document.slice(target_start, target_end),
            target_start=target_start,
            target_end=target_end,
            target_actor=actor,
            target_polarity=toward,
            issue=issue,
            issue_polarity=issue_polarity,
            evidence=self.document.slice(evidence_start, evidence_end),
            evidence_start=evidence_start,
            evidence_end=evidence_end,
            method="model" if by_model else position.method,
            confidence=round(confidence * statement.confidence, 3),
        )

    def _pointed(
        self, statement: Statement, position: Position, actor: str | None, issue: str | None, polarity: int | None
    ) -> tuple[str | None, str | None, int | None]:
        """What "this" or "it" is about: the last thing that the same speaker spoke of in this paragraph."""
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
                if (span := self._span(start, end))
                for m in self.issues.within(*span)
            }
            if len(named) == 1:
                return actor, next(iter(named)), position.toward * next(iter(named.values())).orientation
        return actor, issue, polarity

    def _characters(self, span: TokenSpan) -> tuple[int, int]:
        """Offsets of a token span without punctuation at its edges, but with the quotation marks of what it holds whole."""
        doc, text = self.document.parse, self.document.text
        start, end = doc[span[0]].idx, doc[span[1]].idx + len(doc[span[1]])
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—-"):
            end -= 1
        while start < end and (text[start].isspace() or text[start] in ",;:.–—-"):
            start += 1
        for quotation in self.document.quotations:
            if quotation.start >= end + 1:
                break
            if quotation.start < start <= quotation.inner_start and quotation.inner_end <= end:
                start = quotation.start
            if quotation.inner_end <= end < quotation.end and start <= quotation.start:
                end = quotation.end
            if (
                quotation.start < end <= quotation.inner_end
                and start <= quotation.start
                and text[end : quotation.inner_end].strip(" ,.;") == ""
            ):
                end = quotation.end
        return start, end

    def _merged(self, rows: Iterable[Stance]) -> list[Stance]:
        """Coordinated objects of one act that say the same are one stance: "respect human rights and press freedom"."""
        kept: list[Stance] = []
        for row in rows:
            if kept and _says_the_same(kept[-1], row):
                kept[-1] = self._joined(kept[-1], row)
            elif not any(
                (row.act, row.target_start, row.target_end) == (k.act, k.target_start, k.target_end) for k in kept
            ):
                kept.append(row)
        return kept

    def _joined(self, one: Stance, other: Stance) -> Stance:
        named = one if one.issue is not None else other
        assert one.target_start is not None and other.target_end is not None
        end = max(one.evidence_end, other.evidence_end)
        return replace(
            one,
            issue=named.issue,
            issue_polarity=named.issue_polarity,
            target=self.document.slice(one.target_start, other.target_end),
            target_end=other.target_end,
            evidence=self.document.slice(one.evidence_start, end),
            evidence_end=end,
        )


def _is_sound(position: Position, scene: Scene) -> bool:
    """Whether a position has a target, and not its own speaker."""
    first, last = position.target
    return first <= last and (scene.speaker is None or last < scene.speaker[0] or scene.speaker[1] < first)


def _is_adjunct(preposition: Token) -> bool:
    """Whether a phrase tells when or where, not what about: "in a compromise" after a verb, "during the riots"."""
    if preposition.lower_ in _WHEN:
        return True
    verbal = preposition.head.pos_ in ("VERB", "AUX")
    return verbal and preposition.lower_ == "in" and preposition.head.lemma_ not in _INVOLVING


def _says_the_same(one: Stance, other: Stance) -> bool:
    if one.target_start is None or other.target_start is None or one.target_start >= other.target_start:
        return False
    same = (one.act, one.cameo, one.target_polarity, one.target_actor) == (
        other.act,
        other.cameo,
        other.target_polarity,
        other.target_actor,
    )
    one_issue = (
        one.issue is None
        or other.issue is None
        or (one.issue, one.issue_polarity) == (other.issue, other.issue_polarity)
    )
    return same and one_issue and one.evidence_start == other.evidence_start
