"""Scenes: one statement as the frames of acts see it, in tokens of the parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from analysis.actors.titles import Titles
from analysis.actors.wordlists import POSSESSIVES
from analysis.stances.arguments import THIRD_PERSON, TokenSpan
from analysis.stances.positions import NOMINAL, Scene
from analysis.stances.references import References
from analysis.statements import Statement

_FIRST_PERSON = frozenset({"i", "we"})
_SHARES = frozenset({"%", "percent", "cent", "most", "majority", "all"})
_IN_OFFICE = ("minister", "premier", "president", "governor", "spokes", "secretary")
_NOT_IN_OFFICE = frozenset({"former", "shadow", "opposition", "ex-minister", "union", "party"})
_OURS = frozenset({"my", "our"})


class Scenes:
    """Makes the scenes of one document's statements."""

    def __init__(self, references: References, statements: Iterable[Statement]) -> None:
        self.document, self.book, self.references = references.document, references.book, references
        self._inner: dict[str, list[Statement]] = {}
        for statement in statements:
            if statement.via is not None:
                self._inner.setdefault(statement.via, []).append(statement)

    def of(self, statement: Statement) -> Scene | None:
        """The scene of one statement; None where its content holds no words."""
        contents = tuple(span for start, end in statement.content_spans if (span := self.span(start, end)) is not None)
        if not contents:
            return None
        speaker = self.span(statement.speaker_start, statement.speaker_end)
        closed = frozenset(i for inner in self._inner.get(statement.statement_id, ()) for i in self._tokens_of(inner))
        cue = self.span(statement.cue_start, statement.cue_end)
        return Scene(
            doc=self.document.parse,
            book=self.book,
            contents=contents,
            cue=cue,
            speaker=speaker,
            own=lambda token: self._is_own(token, statement),
            actor=lambda token: self._other(token, statement),
            abroad=lambda token: self._is_abroad(token, statement),
            is_country=self.references.is_country,
            closed=closed,
            roots=self._roots(contents, closed),
        )

    def span(self, start: int | None, end: int | None) -> TokenSpan | None:
        """The token numbers of a span of characters."""
        if start is None or end is None:
            return None
        tokens = self.document.tokens(start, end)
        return (tokens.start, tokens.end - 1) if len(tokens) else None

    def _tokens_of(self, statement: Statement) -> Iterator[int]:
        spans = [*statement.content_spans, (statement.cue_start, statement.cue_end)]
        for start, end in spans:
            if (span := self.span(start, end)) is not None:
                yield from range(span[0], span[1] + 1)

    def _roots(self, contents: tuple[TokenSpan, ...], closed: frozenset[int]) -> tuple[Token, ...]:
        """The head at the top of the content, a noun phrase or a clause, with the nouns coordinated to it."""
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

    def _is_own(self, subject: Token, statement: Statement) -> bool:
        """Whether the subject of a clause in a content is its speaker: "we", "he" of a person, Russia of Russia."""
        share = next((c for c in subject.rights if c.lower_ == "of"), None) if subject.lower_ in _SHARES else None
        subject = next(share.rights, subject) if share is not None else subject  # "96% of *its members*"
        word = subject.lower_
        if word in _FIRST_PERSON:
            return True
        start, end = subject.idx, subject.idx + len(subject)
        if statement.speaker_start is not None and statement.speaker_start <= start and end <= statement.speaker_end:
            return True
        if word in THIRD_PERSON:
            return not self.document.in_quotation(start, end) and self._may_be(word, statement)
        owner = next((child for child in subject.children if child.dep_ == "poss"), None)
        if owner is not None and owner.lower_ in POSSESSIVES:
            ours = owner.lower_ in _OURS or not self.document.in_quotation(start, end)  # "our members will strike"
            return any(self.book.listed(words, subject) for words in ("bodies", "group")) or (
                ours and self.book.listed("own_people", subject)
            )
        if self._speaks_as(subject, statement):
            return True
        if statement.actor is None or subject.pos_ not in NOMINAL:
            return False
        if self.references.actor_of(subject) == statement.actor:
            return True
        # "Moscow and its allies of the alliance will send": the alliance speaks of itself among others.
        end = subject.right_edge.idx + len(subject.right_edge)
        members = (
            self.references.actors.find_mentions(self.document, start, end)
            if any(c.dep_ == "conj" for c in subject.children)
            else []
        )
        return any(mention.actor == statement.actor for mention in members)

    def _speaks_as(self, subject: Token, statement: Statement) -> bool:
        """Whether somebody speaks of the body that he speaks for: "the group insists", said by one of it."""
        alone = [child.lower_ for child in subject.children] == ["the"]
        if not alone or subject.tag_ not in ("NN", "NNP"):
            return False
        governs = self._governs(subject, statement)
        if not (governs or self.book.listed("own_bodies", subject)):
            return False
        if not governs and any(word in self._others_of(subject) for word in (statement.role or "").lower().split()):
            return False  # "the company has cheated us", said by a union leader, or by an analyst
        return self.references.actor_of(subject) in (None, statement.actor)

    def _governs(self, subject: Token, statement: Statement) -> bool:
        """Whether a minister speaks of "the government", or a spokesman of "the minister"."""
        said = f"{statement.speaker_text} {statement.role or ''}".lower()
        if any(word in _NOT_IN_OFFICE for word in said.split()) or self.references.actors.kind_of(
            statement.actor
        ) not in (None, "country"):
            return False
        governs = any(word in said for word in _IN_OFFICE) and self.book.listed("governed", subject)
        return governs or ("spokes" in said and self.book.listed("officers", subject))

    def _others_of(self, body: Token) -> frozenset[str]:
        """Words of a role that is not played for a body: those of other bodies, and of who studies or judges them."""
        return (self.book.words("own_bodies") | self.book.words("not_state")) - {body.lemma_.lower(), body.lower_}

    def _may_be(self, pronoun: str, statement: Statement) -> bool:
        """Whether a pronoun in reported words can be their speaker: he and she a person, it a body, they a group."""
        source = self.span(statement.speaker_start, statement.speaker_end)
        if source is None:
            return False
        head = self.document.parse[source[0] : source[1] + 1].root
        plural = head.tag_ == "NNS" or head.lower_ == "they"
        body = head.lower_ == "it" or self.book.listed("group", head) or self.references.is_named(head)
        if pronoun in ("he", "she") and any(child.dep_ == "poss" for child in head.children):
            return True  # "his office said he had cancelled it"
        if pronoun in ("he", "she"):
            return not body and not plural and self._gender(statement) in (None, "m" if pronoun == "he" else "f")
        if pronoun == "it":
            person = statement.speaker is not None and not body and head.lower_ in ("he", "she")
            return not plural and not person and (body or statement.actor is not None)
        return body or plural or "spokes" in (statement.role or "").lower()

    def _gender(self, statement: Statement) -> str | None:
        """The gender of a speaker, by pronoun or first name; None where neither says."""
        said = (statement.speaker_text or "").lower()
        if said in ("he", "she"):
            return "m" if said == "he" else "f"
        first = (statement.speaker or "").split(" ")[0].lower()
        return Titles.load().gender_of_name(first)

    def _is_abroad(self, token: Token, statement: Statement) -> bool:
        host = self.references.host(token)
        return host is not None and statement.actor not in (None, host)

    def _other(self, token: Token, statement: Statement) -> str | None:
        actor = self.references.actor_of(token)
        return actor if actor != statement.actor else None
