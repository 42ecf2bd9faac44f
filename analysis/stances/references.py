"""What phrases refer to: the actor that a noun phrase names, and the issue that words come under."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.document import Document
from analysis.stances.acts import ActBook
from analysis.stances.arguments import TokenSpan, extent, has_day, object_heads
from analysis.stances.issues import IssueBook, IssueMention, IssuesOf
from analysis.stances.positions import NOMINAL, Position
from analysis.verbs import NOMINAL_SUBJECTS

_LONGEST_NAME = 60  # characters
_DEEPEST = 4  # heads between an issue's words and the head of the phrase; farther off it is another matter
_WHEN = frozenset({"during", "after", "before", "amid", "since", "until", "following", "near", "outside", "despite"})
_INVOLVING = frozenset(
    {"interfere", "meddle", "intervene", "participate", "engage", "believe", "succeed", "invest", "assist", "take"}
)
_KNOWN = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_ABOUT = frozenset({"compound", "amod", "prep"})
_SIDES = frozenset({"relcl", "advcl", "npadvmod", "appos"})


class References:
    """Actors and issues in the phrases of one document."""

    def __init__(self, document: Document, actors: ActorBook, issues: IssueBook, book: ActBook) -> None:
        self.document, self.actors, self.book = document, actors, book
        self.home = actors.home(document) if actors.home_leads(document) else None
        self.issues: IssuesOf = issues.find(document)

    def actor_of(self, head: Token) -> str | None:
        """The actor that a noun phrase names: by its head, its owner, its demonym or who did it; None for the rest."""
        if head.pos_ not in NOMINAL:
            return None
        first, last = head.left_edge.idx, head.right_edge.idx + len(head.right_edge)
        mentions = [m for m in self.actors.find_mentions(self.document, first, last) if not m.place]
        for mention in mentions:
            if mention.start <= head.idx < mention.end:
                return mention.actor
        if self._is_borne(head):
            return None
        if self.book.listed("envoys", head) and (host := self.host(head)) is not None:
            return host
        near = [c for c in head.children if c.dep_ in ("poss", "amod", "compound", "nmod")]
        owners = ("by",) if self.book.listed("done_to", head) else ("by", "of")
        near += [g for c in head.children if c.dep_ in ("agent", "prep") and c.lower_ in owners for g in c.children]
        if self.book.listed("foes", head):
            near = [c for c in near if c.dep_ in ("amod", "compound")]  # "the enemies *of Chad*" are not Chad
        if self.book.listed("filings", head):
            near = [c for c in near if c.dep_ != "compound"]  # "a WTO case" is brought there, not theirs
        for child in near:
            for mention in mentions:
                if mention.start <= child.idx < mention.end:
                    return mention.actor
        body = next((c for c in head.children if c.dep_ == "poss"), head)
        if body.pos_ in ("NOUN", "PROPN") and self.book.listed("bodies", body) and self._is_definite(body):
            seat = next((c for c in body.rights if c.dep_ == "prep" and c.lower_ == "in"), body)
            last = body if seat == body else seat.right_edge  # "the government *in Manila*"
            written = self.document.slice(body.left_edge.idx, last.idx + len(last))
            other = self._is_of_another(body) or self.actors.may_be_of_world_court(self.document, written)
            return self.actors.actor_of(written, home=None if other else self.home)
        return None

    def _is_of_another(self, body: Token) -> bool:
        """Whether "the government" comes after what another country did: "Peru's minister flew to Rome."."""
        here = self.document.paragraph_at(body.idx)
        if here is None or self.home is None or here.place != "body":
            return False
        opens = body.sent.start_char <= here.start  # then it goes on from the paragraph before
        begin = self.document.paragraphs[here.index - 1].start if opens and here.index else here.start
        for mention in reversed(self.actors.find_mentions(self.document, begin, body.sent.start_char)):
            token = next(t for t in reversed(self.document.tokens(mention.start, mention.end)) if t.tag_ != "POS")
            whose = token.head if token.dep_ in ("poss", "amod", "compound") else token
            acts = whose.dep_ in NOMINAL_SUBJECTS and (whose != token or mention.start >= here.start)
            if acts and self.actors.kind_of(mention.actor) in STATES:
                return mention.actor != self.home
        return False

    def _is_borne(self, head: Token) -> bool:
        """Whether a noun names what its owner suffers: "Mali's debt", "its suspension", not "its suspension of aid"."""
        done = self.book.listed("done_to", head) and any(child.lower_ == "of" for child in head.rights)
        return self.book.listed("borne", head) and not done

    def host(self, sent: Token) -> str | None:
        """The actor that an envoy or soldiers are with: "its ambassador *from Moscow*", "sent troops *to Peru*"."""
        for prep in sent.rights:
            if prep.dep_ in ("prep", "dative") and prep.lower_ in ("from", "to", "in", "into"):
                for place in prep.rights:
                    for mention in self.actors.find_mentions(self.document, place.idx, place.idx + len(place)):
                        return mention.actor
        return None

    def _is_definite(self, body: Token) -> bool:
        """Whether a body is one that the reader knows ("the army", "police"), not some ("troops", "a court")."""
        if body.lemma_ == "official" and any(c.dep_ == "amod" and c.tag_ == "VBN" for c in body.lefts):
            return False  # "the *elected* officials" may be a federation's
        if body.tag_ == "NNS" and self.book.listed("posted", body) and not any(c.dep_ == "poss" for c in body.lefts):
            return False  # "the officers" may be those of a mission
        known = any(c.dep_ == "poss" or c.lower_ in _KNOWN for c in body.children if c.i < body.i)
        bare = not any(c.dep_ in ("det", "amod", "nummod") for c in body.children)
        return known or (bare and self.book.listed("known_bodies", body))

    def antecedent(self, target: TokenSpan) -> TokenSpan:
        """What "which" stands for, where a target is no more than that: "claims, *which* it denied"."""
        token = self.document.parse[target[0]]
        if target[0] != target[1] or token.tag_ not in ("WDT", "WP"):
            return target
        for verb in token.ancestors:
            if verb.dep_ == "relcl":
                first, last = extent(verb.head)
                return (first, max(verb.head.i, min(last, token.i - 1))) if verb.head.pos_ in NOMINAL else target
        return target

    def issue_of(self, position: Position) -> tuple[str | None, int | None]:
        """The issue that the position's words name nearest to their head, and the polarity toward it."""
        for span, polarity in position.topics:
            first, last = position.target
            named = span == position.target and self._is_actor(self.document.parse[first : last + 1].root)
            best: tuple[int, int, str, int] | None = None
            for mention in self.issues.within(*span):
                path = None if self._is_in_name(mention) else self._path(mention, span)
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
        if token.dep_ == "poss" and self.book.listed("rulers", token):
            return None  # "the junta's plan" may be to step down
        if any(self._is_other_sense(word) for word in doc[first : last + 1]) or self._is_idiom(token):
            return None
        if self._is_domestic(token):
            return None
        if token.dep_ == "compound" and self.book.listed("officers", token.head):
            return None  # "the immigration minister"
        if token.lemma_ == "referendum" and any(c.dep_ == "prep" and c.lower_ == "on" for c in token.rights):
            return None  # it is about what is asked there
        depth, flips = 0, int(self._falls_short(token))
        regulated = False  # its law is made stricter or looser
        while token.head != token and span[0] <= token.head.i <= span[1]:
            head = token.head
            told = token.dep_ == "acl" and token.tag_ == "VBN"  # "people arrested for protesting"
            told = told or (token.dep_ == "prep" and self.book.listed("mentions", head))  # "a condition for peace"
            law = self.book.listed("laws", head)
            aside = token.dep_ in _SIDES and not (law and self._is_done_by_law(token))
            if told or aside or (token.dep_ == "prep" and _is_adjunct(token)):
                return None
            if law and token.dep_ in _ABOUT and self._is_regulated(token):
                strictness = self._strictness(head)
                if not strictness:
                    return None
                flips += strictness < 0
                regulated = True
            depth += token.dep_ not in ("conj", "relcl")
            if self.book.any_listed("newcomers", doc[first : last + 1]):
                if head.lemma_ == "treatment":
                    return None  # praised or blamed, it is not they who are
                handled = self.book.listed("handling", head) and token.dep_ in ("dobj", "nsubjpass")
                handled |= self.book.listed("done_to", head) and token.lower_ == "of"
                flips += handled and self.book.direction(head)[0] >= 0
            flips += self._falls_short(head)
            if token.dep_ not in ("nsubj", "conj", "poss") and not first <= head.i <= last:
                sign, led = self.book.direction(head)
                # "Put an *end to* the war" ends it once.
                noun = token.pos_ == "NOUN" and led is not None and led.head == token
                told_twice = noun or (led is not None and first <= led.i <= last)
                looser = regulated and self.book.listed("loosening", head)
                flips += sign < 0 and not looser and not told_twice
                # "retaliate *for* the interference": what is punished is not wanted
                flips += token.dep_ == "prep" and token.lower_ == "for" and self.book.listed("verbs", head)
            token = head
        return (depth, flips) if depth <= _DEEPEST else None

    def _falls_short(self, noun: Token) -> bool:
        """Whether a thing is too slow or ill done, so that who complains wants it: "slow aid", "talk in bad faith"."""
        ill = any(c.lower_ == "bad" for p in noun.rights if p.lower_ == "in" for h in p.rights for c in h.lefts)
        return ill or any(c.dep_ == "amod" and self.book.listed("falling_short", c) for c in noun.lefts)

    def _is_other_sense(self, word: Token) -> bool:
        """Whether a word is not the issue's: "*vote* for the budget" is no poll, "*leave* troops" no pullout."""
        if word.lemma_ == "strike" and any(c.lower_ == "on" and has_day(c) for c in word.rights):
            return True  # "will strike *on Monday*" is no air strike on it
        if word.pos_ != "VERB":
            return False
        if word.lemma_ == "leave":
            return any(c.dep_ == "dobj" and self.book.listed("forces", c) for c in word.rights)
        if word.lemma_ == "trade":
            return any(c.dep_ == "dobj" for c in word.rights)  # "traded its values for batteries"
        on = (h for c in word.rights if c.lower_ in ("for", "against", "on") for h in c.rights)
        return word.lemma_ == "vote" and self.book.any_listed("laws", on)

    def _is_idiom(self, word: Token) -> bool:
        """Whether a word is not meant as itself: "a letter of *protest*", "hold Chad *hostage*", not two guards."""
        if word.lemma_ == "protest" and word.dep_ == "pobj" and not [*word.lefts]:
            return word.head.lower_ == "in" or self.book.listed("messages", word.head.head)
        if not self.book.listed("held_as", word) or word.head.lemma_ != "hold":
            return False
        held = [*object_heads(word.head), *(c for c in word.lefts if c.dep_ == "compound")]
        some = any(c.lower_ in ("a", "an") or c.like_num for thing in (word, *held) for c in thing.lefts)
        things = (thing for thing in held if thing != word)
        return any(t.tag_ == "NN" or (t.pos_ == "PROPN" and self.is_named(t)) for t in things) and not some

    def _is_domestic(self, meddling: Token) -> bool:
        """Whether those who meddle are at home: "*government* interference", "interference by the state"."""
        if not self.book.listed("intruding", meddling):
            return False
        who = [c for c in meddling.children if c.dep_ in ("amod", "compound", "poss")]
        who += [h for c in meddling.rights if c.lower_ in ("by", "from") for h in c.rights]
        start, end = meddling.left_edge.idx, max(t.idx + len(t) for t in (meddling, *who))
        foreign = any(t.lower_ in ("foreign", "outside", "external") for t in who)
        foreign = foreign or bool(self.actors.find_mentions(self.document, start, end))
        return self.book.any_listed("home_powers", who) and not foreign

    def _is_done_by_law(self, clause: Token) -> bool:
        """Whether a relative clause says what a law does to something: "a bill *that would cut asylum*"."""
        doing = self.book.direction(clause)[0] or any(
            self.book.listed(words, clause) for words in ("harms", "holding_in")
        )
        return clause.dep_ == "relcl" and bool(doing)

    def _is_regulated(self, token: Token) -> bool:
        """Whether a law may be for or against what it is about: "an asylum bill", "rules on asylum"."""
        about = token.children if token.dep_ == "prep" else [token]
        on = token.dep_ != "prep" or token.lower_ in ("on", "for", "about")
        return on and self.book.any_listed("regulated", about)

    def _strictness(self, law: Token) -> int:
        """-1 where a law is to be stricter ("tighten rules on asylum"), 1 where looser, 0 where nothing says so."""
        words = [child for child in law.children if child.dep_ == "amod"]
        words += [law.head] if law.dep_ in ("dobj", "nsubjpass") else []
        return self.book.any_listed("loosening", words) - self.book.any_listed("tightening", words)

    def names(self, span: TokenSpan, actor: str | None) -> bool:
        """Whether words name an actor, rather than a body that is taken for the country's of the article."""
        doc = self.document.parse
        start, end = doc[span[0]].idx, doc[span[1]].idx + len(doc[span[1]])
        return any(m.actor == actor for m in self.actors.find_mentions(self.document, start, end))

    def is_named(self, head: Token) -> bool:
        """Whether a source is an actor by its own name ("Russia", "the Pentagon"), not somebody who speaks for it."""
        mentions = self.actors.find_mentions(self.document, head.left_edge.idx, head.idx + len(head))
        return any(m.start <= head.idx < m.end and m.role in ("name", "seat", "institution") for m in mentions)

    def is_country(self, head: Token) -> bool:
        """Whether a noun is the name of a country or territory itself, not who acts for it: "Taiwan", not "Beijing"."""
        mentions = self.actors.find_mentions(self.document, head.left_edge.idx, head.idx + len(head))
        named = (m for m in mentions if m.start <= head.idx < m.end and m.role == "name")
        return head.pos_ == "PROPN" and any(self.actors.kind_of(m.actor) in STATES for m in named)

    def _is_in_name(self, mention: IssueMention) -> bool:
        """Whether an issue's words only stand in the name of an actor: the "trade" of the World Trade Organization."""
        doc = self.document.parse
        start, end = doc[mention.first].idx, doc[mention.last].idx + len(doc[mention.last])
        if doc[mention.first].pos_ != "PROPN":
            return False
        around = self.actors.find_mentions(self.document, start - _LONGEST_NAME, end + _LONGEST_NAME)
        return any(m.start <= start and end <= m.end and m.end - m.start > end - start for m in around)

    def _is_actor(self, head: Token) -> bool:
        """Whether a target is an actor itself, so that it is the issue too: "NATO member Estonia", "Israel"."""
        return head.pos_ == "PROPN" and self.is_named(head)


def _is_adjunct(preposition: Token) -> bool:
    """Whether a phrase tells when or where, not what about: "in a compromise" after a verb, "during the riots"."""
    if preposition.lower_ in _WHEN:
        return True
    verbal = preposition.head.pos_ in ("VERB", "AUX")
    return verbal and preposition.lower_ == "in" and preposition.head.lemma_ not in _INVOLVING
