"""The cast of an article: who is named in it, under what names, in what roles, and where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.actors import ActorBook
from analysis.actors.names import Word, words_of
from analysis.actors.titles import Titles
from analysis.actors.wordlists import NAME_PARTICLES, OFFICES_ABROAD
from analysis.document import Document
from analysis.statements.belonging import BODIES, Belonging
from analysis.statements.impersonal import Impersonal
from analysis.statements.memberships import affiliation_after
from analysis.statements.personal_names import NameRun, PersonalNames
from analysis.statements.roles import role_after, role_before
from analysis.statements.whereabouts import Whereabouts
from analysis.verbs import NOMINAL_SUBJECTS

_PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_LONGEST_OWNER = 60  # characters
_OWNERS = "|".join(BODIES)
_WHOSE = re.compile(rf"\b([A-Z][\w-]*(?: (?:of |for )?[A-Z][\w-]*)*(?: (?:{_OWNERS}))?),? whose $")
_LISTED = re.compile(r", [A-Z]")
_FOR_WHOM = re.compile(r"((?i:(?:speaking )?(?:for|on behalf of))) ((?:the )?[A-Z][^,;:.!?]{1,40}), (?:the )?")
_OWN_PARTY_WITHIN = 300  # characters after a name in which "her party, the Greens" may follow
_RECENT = 1_000  # characters: whoever of two of one surname was a subject within these is meant by the surname alone
# How much each kind of evidence says about gender; a form of address outweighs a first name.
_BY_HONORIFIC, _BY_ROLE, _BY_FIRST_NAME, _BY_PRONOUN = 4, 3, 2, 1


@dataclass(eq=False)
class Referent:
    """Somebody an article speaks of: by name, or (``name`` None) only by role.

    ``assumed``: no words name the actor; it is the country that the article is about. ``listed``: the user's own file
    names it, and the article is not asked.
    """

    name: str | None
    roles: list[str] = field(default_factory=list)
    actor: str | None = None
    genders: Counter[str] = field(default_factory=Counter)
    mentions: int = 0
    plural: bool = False
    assumed: bool = False
    listed: bool = False

    @property
    def gender(self) -> str | None:
        """``"m"``, ``"f"``, or None where nothing or as much speaks for either."""
        m, f = self.genders["m"], self.genders["f"]
        return "m" if m > f else "f" if f > m else None

    @property
    def role(self) -> str | None:
        return self.roles[0] if self.roles else None


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One place where somebody is named; ``start`` is where the titles before the name begin."""

    start: int
    name_start: int
    end: int
    referent: Referent
    possessive: bool
    role: str | None


class Cast:
    """Everybody named in a document, and each place where he or she is named, in text order."""

    def __init__(self, document: Document, book: ActorBook) -> None:
        self.document = document
        self._book = book
        self._titles = Titles.load()
        self._by_word: defaultdict[str, list[Referent]] = defaultdict(list)
        self._token_at = {token.idx: token for token in document.parse}
        self._tag_at = {idx: token.tag_ for idx, token in self._token_at.items()}
        self._sentence_starts = {sentence.start for sentence in document.sentences}
        self.where = Whereabouts(document, book, self._titles, self._token_at)
        self.belonging = Belonging(self, book)
        self.impersonal = Impersonal(document, book)
        self.mentions: list[PersonMention] = []
        self._written: dict[Referent, set[str]] = {}
        self._subject_places: defaultdict[Referent, list[int]] = defaultdict(list)
        self._forms: defaultdict[Referent, Counter[str]] = defaultdict(Counter)
        self._first_at: dict[Referent, int] = {}
        self._told_after: set[int] = set()  # where the roles end that stand after a name: they are of nobody after them
        self._with: defaultdict[Referent, list[str]] = defaultdict(list)  # "Brazil's Lula", "Ruiz of the Red Cross"
        runs = PersonalNames(document, book, self._tag_at).find()
        for place_first in (False, True):  # full names first: a surname may stand before its full name, in the headline
            for run in runs:
                if (run.place != "body") is place_first and len(run.name) > 1:
                    self._introduce(run, new=not place_first)
        for run in runs:
            if len(run.name) == 1:
                self._introduce(run, new=(run.titled or self._is_described(run)) and run.place == "body")
        self.mentions.sort(key=lambda m: m.name_start)
        self._starts = [m.name_start for m in self.mentions]
        placed: defaultdict[Referent, list[tuple[int, int]]] = defaultdict(list)
        for mention in self.mentions:
            placed[mention.referent].append((mention.start, mention.name_start))
        for referent in self._written:
            if forms := self._forms[referent]:
                referent.name = max(forms, key=lambda form: (forms[form], len(form)))
            written = sorted(self._written[referent])
            if (listed := self.belonging.as_listed(referent, written)) is not None:
                referent.actor, referent.listed = listed, True
                continue
            stranger = not (referent.roles or referent.genders or self._with[referent])
            places = placed[referent] if stranger else []
            if places and self.impersonal.has_name(referent.name or "", places):
                referent.plural, referent.actor = True, self.belonging.fold(referent.name or "")
                continue
            known = written, self._with[referent], self._first_at[referent]
            referent.actor = self.belonging.of(referent, *known)
        self._vote_by_pronoun()

    def between(self, start: int, end: int) -> list[PersonMention]:
        """The mentions whose name begins in ``start:end``; a hyphenated name may go on beyond a span cut by tokens."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def first_place(self, referent: Referent) -> int:
        """Where somebody is named first."""
        return self._first_at[referent]

    def before(self, offset: int, most: int = 40) -> list[PersonMention]:
        """The last mentions before ``offset``, nearest first."""
        last = bisect_left(self._starts, offset)
        return self.mentions[max(0, last - most) : last][::-1]

    def named(self, names: Sequence[Word]) -> Referent | None:
        """Who is meant by a name or a part of one, as far as the article says."""
        last = names[-1].key
        bearers = [r for r in self._by_word.get(last, ()) if _fits(r, names)]
        return max(bearers, key=lambda r: r.mentions, default=None)

    def _introduce(self, run: NameRun, *, new: bool) -> None:
        titles, text = self._titles, self.document.text
        referent = self._known(run)
        if referent is None and run.start in self._sentence_starts and not self._first_name_gender(run.name):
            referent = self.named(run.name[-1:])  # "Quoting Ruiz, he said": the first word is no name
        if referent is None:
            if not new:
                return
            referent = Referent(text[run.start : run.stop])
            for word in run.name:
                if word.text not in NAME_PARTICLES:
                    self._by_word[word.key].append(referent)
        start = run.start
        tags = self._tag_at
        found = role_before(text, run.words, run.first, tags)
        if found and found.end in self._told_after:
            found = None  # "Ruiz, the Polish minister, | Lund, the Czech minister"
        after = role_after(text, run.words, run.end, tags)
        if found:
            start = found.start
            if after and text[found.end : run.start].endswith(", ") and _LISTED.match(text, after.end):
                after = None  # "the Polish minister, Ruiz, | the Czech minister, Lund"
        elif after:
            self._told_after.add(after.end)
        stated = after if found is None or (after and self.is_rank(found.text)) else found
        for role in (stated, found, after):
            if role is not None and role.text not in referent.roles:
                referent.roles.append(role.text)
                self._gender_by_role(referent, role.text)
        if run.first and run.words[run.first - 1].possessive:
            self._with[referent].append(self._owner(run.words, run.first - 1))
        if found and (owner := self._owner_before(found.start)):
            referent.roles[:0] = [f"{found.text} of {owner}"]
        if found and (body := self.belonging.body_of(found.start, found.text)):
            self._with[referent].append(f"head of {body}")
        if whom := affiliation_after(text, run.words, run.end, tags):
            self._with[referent].append(whom)
        sentence = self.document.sentence_at(run.start)
        if sentence and (sender := self._speaks_for(sentence.start, start, found.text if found else "")):
            self._with[referent].append(f"head of {sender}")
        end = min(sentence.end, run.stop + _OWN_PARTY_WITHIN) if sentence else run.stop
        if len(run.name) > 1 and (own := self.belonging.parties.own(run.stop, end)):
            self._with[referent].append(f"head of {own}")
        self._first_at.setdefault(referent, run.start)
        self._written.setdefault(referent, set()).add(text[start : run.stop])
        if run.honorific and titles.honorifics[run.honorific] in "mf":
            referent.genders[titles.honorifics[run.honorific]] += _BY_HONORIFIC
        token = self._token_at.get(run.name[-1].start)
        if token is not None and grammatical_part(token) in NOMINAL_SUBJECTS:
            insort(self._subject_places[referent], run.start)
        if len(run.name) > 1:
            self._forms[referent][text[run.start : run.stop]] += 1
            referent.mentions += 1
            if not referent.genders and (gender := self._first_name_gender(run.name)):
                referent.genders[gender] += _BY_FIRST_NAME
        mention = PersonMention(
            start,
            run.start,
            run.stop,
            referent,
            run.name[-1].possessive,
            stated.text if stated else None,
        )
        self.mentions.append(mention)

    def _is_described(self, run: NameRun) -> bool:
        """Whether the words beside a name say what it is: "Ruiz, a nurse", "the operator, Yilport"."""
        text, tags = self.document.text, self._tag_at
        before = role_before(text, run.words, run.first, tags)
        named = before is not None and self._titles.names_organisation(before.text)
        return named or role_after(text, run.words, run.end, tags) is not None

    def is_rank(self, role: str) -> bool:
        """Whether a role is no more than a form of address: "Lt. Col.", which tells less than what follows the name."""
        return all(word.text in self._titles.honorifics for word in words_of(role))

    def _gender_by_role(self, referent: Referent, role: str) -> None:
        for office in self._titles.offices(words_of(role)):
            if gender := self._titles.gender_of_word(office.name.split()[-1]):
                referent.genders[gender] += _BY_ROLE

    def _owner(self, words: Sequence[Word], last: int) -> str:
        """The name in the possessive that ends with word ``last``, possessive ending and all."""
        first = last
        while first and words[first - 1].capital and words[first].start - words[first - 1].end == 1:
            first -= 1
        return self.document.slice(words[first].start, words[last].end)

    def _owner_before(self, start: int) -> str | None:
        """What "whose" before ``start`` stands for, as far as it is a name: "the ANO party, whose leader"."""
        found = _WHOSE.search(self.document.text, max(0, start - _LONGEST_OWNER), start)
        return found[1] if found else None

    def _speaks_for(self, begin: int, start: int, role: str) -> str | None:
        """Whom a sentence that begins so names: "Speaking for Chad, | Ana Ruiz", "For Chad, | Ambassador Ruiz"."""
        said = _FOR_WHOM.fullmatch(self.document.text, begin, start)
        if said is None:
            return None
        sent = any(office.name in OFFICES_ABROAD for office in self._titles.offices(words_of(role)))
        named = self._book.actor_of(said[2])
        party = self._book.kind_of(named) == "party"
        return said[2] if sent or party or said[1].lower() != "for" else None  # "For Chad, President Ruiz is a foe"

    def _first_name_gender(self, name: Sequence[Word]) -> str | None:
        first = name[0].key
        return self._titles.gender_of_name(first) or self._titles.gender_of_name(first.split("-")[0])

    def _known(self, run: NameRun) -> Referent | None:
        last = run.name[-1].key
        if len(run.name) == 1 and last.isupper():  # "PENCE:" in a transcript
            return next(iter(self._by_word.get(last.capitalize(), ())), None)
        bearers = [r for r in self._by_word.get(last, ()) if _fits(r, run.name)]
        if run.honorific and (gender := self._titles.honorifics[run.honorific]) in "mf":
            bearers = [r for r in bearers if r.gender in (gender, None)] or bearers
        if len(bearers) < 2:
            return bearers[0] if bearers else None
        here = run.start
        recent = [(at, r) for r in bearers if (at := self._last_subject(r, here)) is not None]
        if recent and here - max(recent, key=lambda pair: pair[0])[0] < _RECENT:
            return max(recent, key=lambda pair: pair[0])[1]
        return max(bearers, key=lambda r: r.mentions)

    def _last_subject(self, referent: Referent, offset: int) -> int | None:
        """Where somebody was last named as the subject of a clause before ``offset``."""
        places = self._subject_places[referent]
        at = bisect_left(places, offset)
        return places[at - 1] if at else None

    def _vote_by_pronoun(self) -> None:
        """A sentence that names one person and has "he" or "his" after the name says something about gender."""
        sentences = self.document.sentences
        starts = [sentence.start for sentence in sentences]
        by_sentence: defaultdict[int, list[PersonMention]] = defaultdict(list)
        for mention in self.mentions:
            by_sentence[bisect_right(starts, mention.name_start) - 1].append(mention)
        for at, mentions in by_sentence.items():
            if at < 0 or len({id(m.referent) for m in mentions}) != 1:
                continue
            for word in words_of(self.document.text, mentions[0].end, sentences[at].end):
                if (gender := _PRONOUNS.get(word.lower)) and not self.document.quotation_at(word.start):
                    mentions[0].referent.genders[gender] += _BY_PRONOUN
                    break


def _fits(referent: Referent, names: Sequence[Word]) -> bool:
    """Whether a name may be short for that of ``referent``, or the same: "Ruiz", "A. Ruiz", not "Luis Ruiz"."""
    known = [word.key for word in words_of(referent.name or "")]
    asked = [word.key for word in names]
    if len(asked) == 1:
        return asked[0] in known
    if asked[-1] != known[-1]:
        return asked == known[: len(asked)]
    if len(known) == 1 or asked[0] == known[0]:
        return True
    if asked[0][0] == known[0][0] and 1 in (len(asked[0]), len(known[0])):
        return True  # an initial
    shorter, longer = sorted((asked, known), key=len)
    return len(shorter) > 1 and longer[-len(shorter) :] == shorter


def grammatical_part(token: Any) -> str:
    """The part a name plays in its clause, read off the head of the noun phrase that it stands in: nsubj, poss, ..."""
    for _ in range(6):
        if token.dep_ not in ("compound", "appos", "flat", "nmod", "amod", "conj") or token.head.i == token.i:
            break
        token = token.head
    return str(token.dep_)
