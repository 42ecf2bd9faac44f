"""People as sources: who speaks by name or as "he", and for whom: by his role, his introduction, or who came before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.actors import ActorBook
from analysis.actors.gazetteer import STATES
from analysis.actors.names import Word, small_words, words_of
from analysis.actors.standing import is_former, owns_party_or_critics, speaks_for_self
from analysis.actors.titles import Titles
from analysis.actors.wordlists import OFFICES_FOR_PERSONS, POSSESSIVES
from analysis.article import Span
from analysis.statements.cast import Cast, PersonMention, Referent
from analysis.statements.descriptions import Descriptions
from analysis.statements.foreground import Foreground
from analysis.statements.heard import Heard
from analysis.statements.organisations import PEERS
from analysis.statements.phrases import BY_NAME, NOBODY, PREPOSITIONS, Speaker
from analysis.statements.pronouns import ITS, SINGULAR, Antecedents

_OF_FIRMS = small_words("offices_of_firms")
_ANALYSTS = frozenset({"adviser", "advisor", "analyst", "broker", "consultant", "economist", "strategist", "trader"})
_FIRMS = (None, "bank", "company")
_OURS = {"my", "our"}
_SAYS_WHO = re.compile(r"[^.\n]{0,120}\. (?:He|She) (?:is|was) (?:a|an|the|one)\b")  # "Ruiz said. She is a nurse"
_GOVERNED = re.compile(r"\b(?:at|from|in|inside|near) (?:the|a|an)(?: [a-z][a-z-]+){1,2}$")
_LONGEST_ITS = len("their ")
_LONGEST_MEMBER = 6  # words: "a senior member of its bloc"
_INNER_BODIES = small_words("inner_bodies")
_OUTSIDE = frozenset(
    {"clients", "customers", "farmers", "guests", "patients", "pupils", "rivals", "students", "tenants"}
)
_QUALIFIED = {"campaign", "administration", "team", "family", "camp", "press", "policy", "communications"}


class People:
    """Resolves the sources of one document that are people with names, or pronouns for one."""

    def __init__(
        self,
        cast: Cast,
        book: ActorBook,
        foreground: Foreground,
        descriptions: Descriptions,
        antecedents: Antecedents,
        heard: Heard,
    ) -> None:
        self._document = cast.document
        self._cast = cast
        self._book = book
        self._titles = Titles.load()
        self._foreground = foreground
        self._descriptions = descriptions
        self._antecedents = antecedents
        self._heard = heard

    def named_in(self, source: Span) -> list[PersonMention]:
        """Who is named in a source as the one who speaks: not Ruiz in "a spokesman for Ruiz" or "Ruiz's spokesman"."""
        people: list[PersonMention] = []
        text = self._document.text
        told = any(token.tag_ in ("VBD", "VBP", "VBZ") for token in self._document.tokens(*source))
        clauses = ("which", "who", "whose") if told else ("which", "who")  # not "the party, whose leader, Luis Mora,"
        relative = next((w.start for w in words_of(text, *source) if w.lower in clauses), source[1])
        begun = [m for m in self._cast.before(source[0], most=1) if m.end > source[0]]  # the parser cut the source
        for mention in [*begun, *self._cast.between(source[0], relative)]:  # not Ruiz in "Chad, which backs Ruiz"
            before = text[source[0] : mention.start].rstrip()
            before_name = before.split()
            while before_name and before_name[-1].rstrip(".") in self._titles.honorifics:
                before_name.pop()  # "a spokesman for Mr Ruiz"
            last = before_name[-1].lower() if before_name else ""
            if (mention.possessive and mention.end + 2 < source[1]) or last in PREPOSITIONS or before.endswith("("):
                continue
            if _GOVERNED.search(before) and not mention.role:
                continue  # "staff at the nearby | Red Lion"
            if (people and last not in ("and", "or")) or self._qualifies(mention, source[1]):
                continue
            people.append(mention)
        return people

    def _qualifies(self, mention: PersonMention, end: int) -> bool:
        """Whether a name stands before somebody else's office: "Modi spokesman X", "a Modi adviser"."""
        following = words_of(self._document.text, mention.end, min(end, mention.end + 60))
        return bool(
            following
            and following[0].start == mention.end + 1
            and following[0].text.islower()
            and (self._titles.is_office(following, 0) or following[0].lower in _QUALIFIED)
        )

    def actor_behind(self, source: Span) -> str | None:
        """For whom the person speaks whose adviser or spokesman somebody unnamed is."""
        first = next(iter(self._cast.between(*source)), None)
        words = words_of(self._document.text, first.name_start, source[1]) if first else []
        if first and owns_party_or_critics(words, sum(word.start < first.end for word in words)):
            return None  # "members of Ruiz's own party"
        whose = self._owner_in(source) or self._principal_in(source)
        return self._actor_of(whose) if whose else None

    def _owner_in(self, source: Span) -> Referent | None:
        """The person whose name in the possessive begins a source."""
        first = next(iter(self._cast.between(*source)), None)
        before = words_of(self._document.text, source[0], first.start) if first else []
        begins = all(word.text in self._titles.honorifics for word in before)  # "Mr Ruiz's office"
        return first.referent if first and first.possessive and begins else None

    def _principal_in(self, source: Span) -> Referent | None:
        """The person for whom the bearer of an office speaks: "a spokesman for *Chancellor Ruiz*"."""
        first = next(iter(self._cast.between(*source)), None)
        words = words_of(self._document.text, source[0], first.start) if first else []
        held = self._titles.offices(words)
        agent = bool(held) and held[-1].name in OFFICES_FOR_PERSONS and held[-1].end == len(words) - 1
        return first.referent if first and agent and words[-1].lower in ("for", "of", "to") else None

    def speaker(
        self, people: Sequence[PersonMention], words: Sequence[Word], source: Span, outer: Speaker | None
    ) -> Speaker:
        """Who speaks in a source that names ``people``; tells the first of them for whom, where nothing has yet."""
        referents = list(dict.fromkeys(m.referent for m in people))
        mention = people[0]
        referent = mention.referent
        if words[0].start >= mention.start and (its := self._its_before(mention)):
            words = [its, *words]  # "Its health spokesman, | Senator Ruiz,"
        private = any(speaks_for_self(role) for role in referent.roles)
        of_its = words[0].lower in ITS and not referent.listed
        if mention.role is not None and not private and (referent.actor is None or self._is_assumed(mention)):
            referent.actor = self._actor_by(mention) or referent.actor
            if referent.actor in self._foreground.addressed(source[0]):
                referent.actor = None  # "the minister, Ali Saad, accused Chad"
        if not private and (referent.actor is None or of_its):
            owner = self._owner_actor(words, mention, outer)
            unknown = of_its and referent.assumed  # "its president" is not the country's
            referent.actor = owner or (None if unknown else referent.actor)
        stranger = (referent.actor is None or referent.assumed) and all(map(self._cast.is_rank, referent.roles))
        if stranger and (unnamed := self._named_late(mention) or self._named_in_office(mention)) is not None:
            referent.actor, referent.roles[:0] = unnamed.actor, [unnamed.role or ""]
        elif private and (of_its or (referent.actor is None and self._is_on_staff(mention))):
            owner = self._owner_actor(words, mention, outer)
            referent.actor = referent.actor if owner is None or self._book.kind_of(owner) in STATES else owner
        if referent.actor is None and mention.role is not None and self._heads_firm(mention.role):
            thing = self._descriptions.thing_before(source[0])
            firm = thing[1].actor if thing and self._book.kind_of(thing[1].actor) in _FIRMS else None
            company = None if thing else self._descriptions.met.anaphor("The company", source[0])
            heard = company.speaker.actor if company else None
            referent.actor = firm or (heard if self._book.kind_of(heard) is None else None)  # no rival named by the way
        actors = {r.actor for r in referents}
        return Speaker(
            " and ".join(r.name or "" for r in referents),
            referent.role if mention.role is None or speaks_for_self(mention.role) else mention.role,
            referent.actor if len(actors) == 1 else None,
            BY_NAME,
            referent if len(referents) == 1 else Referent(None, plural=True),
        )

    def by_pronoun(self, word: Word, outer: Speaker | None) -> Speaker:
        """Whom "he", "she", "his" or "her" stands for, other than ``outer`` where he is the one quoted."""
        quoted = self._document.quotation_at(word.start)
        other_than = outer.referent if outer and quoted else None
        referent, certainty = self._antecedents.of(word.start, SINGULAR[word.lower], other_than)
        if referent is None:
            return NOBODY
        return Speaker(referent.name, referent.role, self._actor_of(referent), certainty, referent)

    def _actor_of(self, referent: Referent) -> str | None:
        """For whom somebody speaks, who may not have spoken yet: the president in "his office"."""
        private = any(speaks_for_self(role) for role in referent.roles)
        if (referent.actor is None or referent.assumed) and not private:
            first = self._cast.first_place(referent) if referent.name else 0
            introduced = next((m for m in self._cast.between(first, first + 1) if m.role), None)
            if introduced is not None and introduced.referent is referent:
                its = self._its_before(introduced)
                owner = self._heard.owner(its) if its else None
                whose = self._owner_in((introduced.start, introduced.name_start))  # "Lula's chief of staff, X"
                owner = owner or (whose.actor if whose is not None else None)
                known = None if its else self._actor_by(introduced) or referent.actor  # "its president": of whom?
                referent.actor = owner or known
                referent.assumed = referent.assumed and owner is None
        return referent.actor

    def _heads_firm(self, role: str) -> bool:
        """Whether a role is a firm's and names none: "Chief executive Ruiz"."""
        words = words_of(role)
        held = self._titles.offices(words)
        return bool(held) and held[0].name in _OF_FIRMS and held[0].first == 0 and held[0].end == len(words)

    def _named_late(self, mention: PersonMention) -> Speaker | None:
        """Who spoke just before under a role alone, and gets a name as the next paragraph begins.

        "Iran's chief negotiator said ... | Ali Bagheri, speaking to reporters, ...": how news agencies open.
        """
        here = self._document.paragraph_at(mention.name_start)
        first = self._cast.first_place(mention.referent) == mention.name_start
        if here is None or not here.index or not first or not self._opens(here.start, mention):
            return None
        before = self._document.paragraphs[here.index - 1]
        heard = self._heard.between(before.start, before.end)
        people = [(at, last) for at, last in heard if last.referent is not None and not last.referent.plural]
        if not people or people[-1][1].name is not None or people[-1][1].role is None:
            return None
        at, last = people[-1]
        words = words_of(last.role or "")
        holds = any("private" not in office.kinds for office in self._titles.offices(words))
        some = self._document.text[at : at + 4].lower().startswith(("a ", "an ", "one "))
        return last if mention.start == here.start or (holds and not some) else None

    def _named_in_office(self, mention: PersonMention) -> Speaker | None:
        """Who acted in the sentence before a quotation under an office alone, and gets a name after it.

        "Chad's president was unmoved. “We will stay,” Ali Sow told parliament."
        """
        quoted = [q for q in self._document.quotations if q.end <= mention.start][-1:]
        first = self._cast.first_place(mention.referent) == mention.name_start
        if not quoted or not first or mention.referent.roles or not self._opens(quoted[0].start, mention):
            return None
        here, before = self._document.paragraph_at(mention.start), self._document.sentence_at(quoted[0].start - 2)
        if before is None or here is None or not here.start <= before.start < quoted[0].start:
            return None
        if any(w.lower in SINGULAR for w in words_of(self._document.text, quoted[0].start, quoted[0].end)):
            return None  # "The president was unmoved. “He hears nobody,” Ali Sow said"
        return self._descriptions.holder_acting(before.start, before.end)

    def _opens(self, start: int, mention: PersonMention) -> bool:
        """Whether a paragraph at ``start`` begins with a name, or with a quotation and a name, nothing beside it."""
        text, quotation = self._document.text, self._document.quotation_at(start)
        if mention.start == start:
            return True
        if quotation is None or mention.start < quotation.end or text.startswith(",", mention.end):
            return False  # "Ana Ruiz, 41, said"
        if _SAYS_WHO.match(text, mention.end):
            return False
        return len(text[quotation.end : mention.start].split()) <= 1  # "said Hany Mansour"

    def _its_before(self, mention: PersonMention) -> Word | None:
        """The "its" just before somebody's titles and name: "*its* health spokesman, Senator Ruiz"."""
        before = words_of(self._document.text, max(0, mention.start - _LONGEST_ITS), mention.start)[-1:]
        return before[0] if before and before[0].lower in ITS else None

    def _is_on_staff(self, mention: PersonMention) -> bool:
        """Whether somebody is "its researcher": an organisation's, and so speaks for it, though no country's would.

        So is who is "an analyst at the bank" or "a consultant there".
        """
        role = words_of(mention.role or "")
        if self._is_at_firm(role):
            return True
        return len(role) > 1 and role[0].lower in ITS and not is_former(role[1:])

    def _is_at_firm(self, role: Sequence[Word]) -> bool:
        """Whether a role is an analyst's or the like with the firm that was named before."""
        held = self._titles.offices(role)
        at = [word.lower for word in role[held[0].end :]] if held and held[0].name in _ANALYSTS else []
        return at == ["there"] or (at[:2] == ["at", "the"] and len(at) == 3 and at[2] in self._titles.any_organisation)

    def _actor_by(self, mention: PersonMention) -> str | None:
        """For whom somebody speaks by the role beside a name, and who acted just before."""
        role, start = mention.role or "", mention.start
        state = self._book.actor_of(role, home=self._foreground.state(role, start))
        return state or self._foreground.spokesman_of(role, start)

    def _is_assumed(self, mention: PersonMention) -> bool:
        """Whether somebody comes in here, as who speaks, and only the article's country has told for whom."""
        return mention.referent.assumed and self._cast.first_place(mention.referent) == mention.name_start

    def _of_its(self, after: Sequence[Word]) -> Sequence[Word]:
        """The "its" after a name in "X, one of *its* deputies" or "X, a member of *its* bloc"."""
        for k in range(2, min(len(after) - 1, _LONGEST_MEMBER)):
            if after[k].lower in ITS and after[k - 1].lower == "of":
                one = after[k - 2].lower == "one" and self._titles.is_office(after, k + 1)
                one = one and after[k + 1].lower not in self._titles.unnamed | _OUTSIDE  # "one of its critics"
                within = after[k - 2].lower == "member" and after[-1].lower in _INNER_BODIES
                return after[k : k + 1] if one or within else ()
        return ()

    def _owner_actor(self, words: Sequence[Word], mention: PersonMention, outer: Speaker | None) -> str | None:
        """For whom "one of its members, X", "X, their leader", "Ruiz's adviser X" speak: for whom the owner does."""
        referent = mention.referent
        after = [word for word in words if word.start >= mention.end]
        beside = [*words[:3], *after[:1], *self._of_its(after)]
        if any(word.lower in ITS for word in beside):
            peer = any(office.name in PEERS for office in self._titles.offices(words_of(mention.role or "")))
            return None if peer else self._heard.owner(words[0])
        if words[0].lower in _OURS:
            return outer.actor if outer else None
        if words[0].lower in POSSESSIVES:
            own = self._document.slice(words[1].start, max(mention.name_start, words[1].end))
            return self._book.actor_of(own) or self.by_pronoun(words[0], outer).actor  # "his Chadian colleague X"
        written = self._document.slice(words[0].start, words[-1].end)
        if self._is_at_firm(words_of(mention.role or "")) and written.endswith(" there"):
            written = "the organisation"
        elif words[0].lower in self._titles.anaphors:
            written = f"the {written}"  # "union leader X"
        if antecedent := self._descriptions.met.anaphor(written, words[0].start):
            return antecedent.speaker.actor  # "the party's chairman, X"
        if referent.role is None:
            return None
        people = self._cast.between(words[0].start, words[-1].end)
        others = [m.referent.actor for m in people if m.referent is not referent]
        return next((actor for actor in others if actor), None)
