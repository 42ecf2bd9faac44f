"""Verbal acts: which act a word performs, and how the field codes it. The lexicon is ``data/acts.yaml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Token

from analysis.actors.names import yaml_loader
from analysis.stances.arguments import clause_of, is_passive, object_heads
from analysis.stances.codes import Codes
from analysis.stances.courses import called_to_account, is_from_place, left_as, lifted, reopened
from analysis.stances.lexicon import phrases_by_verb, word_lists
from analysis.stances.phrasebook import PhraseBook
from analysis.stances.wording import (
    follow,
    giver_of,
    is_blacklisting,
    is_done_to_object,
    is_faithful,
    is_in_passing,
    is_misread_verb,
    preposition_of,
    takes,
    turns_away,
)
from analysis.verbs import has_to, nominal_subject

_MISREAD = {"hop": "hope"}  # what the lemmatizer makes of "hopes" and "hoping"
_WOULD = frozenset({"would", "'d", "’d"})
_ENTERING = frozenset({"add", "place", "put", "include"})
_BEGINNING = frozenset({"begin", "start"})
_COPULAS = frozenset({"be", "remain", "seem", "feel", "become", "look", "sound"})
_TOO = frozenset({"too", "overly", "excessively"})
_OVERDONE = {"merit": "wrong", "fitting": "wrong", "needed": None}  # "too generous", "too important to fail"
_ILL_SERVED = ("wrong_nouns", "done_to", "harmed", "offenders", "undeserving")


@dataclass(frozen=True, slots=True)
class Act:
    """One verbal act; the fields are those of ``data/acts.yaml``."""

    name: str
    cameo: str | None
    plover: str | None
    toward: int
    frame: str
    objects: frozenset[str] = frozenset()

    @property
    def is_deed(self) -> bool:
        """Whether it is done without words: "imposed sanctions", "suspended exports"."""
        return bool(self.objects)


@dataclass(frozen=True, slots=True)
class Use:
    """An act performed by words of a sentence.

    ``predicate`` is its verb, noun or adjective; ``anchor`` the preposition that leads to its object, where it has one;
    ``by_noun`` whether a noun carries it ("voiced support for"); ``heard`` the outermost verb, "voiced" there;
    ``received`` whether the verb's subject is what the act is about, and ``anchor`` leads to who performs it ("drew
    criticism from").
    """

    act: Act
    predicate: Token
    anchor: Token | None = None
    by_noun: bool = False
    heard: Token | None = None
    received: bool = False


class ActBook:
    """The lexicon of verbal acts. ``act_book()`` gives the one that the package ships."""

    def __init__(self, loaded: dict[str, Any]) -> None:
        self.acts: dict[str, Act] = {}
        self._verbs: defaultdict[str, list[tuple[tuple[str, ...], Act, bool]]] = defaultdict(list)
        self._nouns: dict[str, Act] = {}
        self._passing_nouns: dict[str, Act] = {}
        self._felt_by_object: dict[str, Act] = {}
        self._adjectives: defaultdict[str, list[tuple[tuple[str, ...], Act]]] = defaultdict(list)
        self._tones: dict[str, Act] = {}
        for entry in loaded["acts"]:
            act = Act(
                entry["name"],
                entry.get("cameo"),
                entry.get("plover"),
                entry["toward"],
                entry["frame"],
                frozenset(entry.get("objects", ())),
            )
            self.acts[act.name] = act
            for key, only_as_cue in (("verbs", False), ("as_cue", True)):
                for phrase in entry.get(key, ()):
                    verb, *rest = phrase.split()
                    self._verbs[verb].append((tuple(rest), act, only_as_cue))
            self._nouns |= {noun.split()[0]: act for noun in entry.get("nouns", ())}
            self._felt_by_object |= dict.fromkeys(entry.get("felt", ()), act)
            self._passing_nouns |= dict.fromkeys(entry.get("passing_nouns", ()), act)
            for phrase in entry.get("adjectives", ()):
                adjective, *rest = phrase.split()
                self._adjectives[adjective].append((tuple(rest), act))
            self._tones |= dict.fromkeys(entry.get("tones", ()), act)
        for uses in self._verbs.values():
            uses.sort(key=lambda use: (-len(use[0]), not use[1].is_deed))
        self._performing = frozenset(phrase.split()[0] for phrase in loaded["performing"])
        self._light = frozenset(loaded["light_verbs"])
        self._receiving = phrases_by_verb(loaded["receiving"])
        self._further = phrases_by_verb(loaded["further"])
        self._hinder = phrases_by_verb(loaded["hinder"])
        self._idioms = {name: phrases_by_verb(phrases) for name, phrases in loaded["idioms"].items()}
        self.codes = Codes(loaded)
        self._lists = word_lists(loaded) | {"forces": self.acts["withdraw"].objects}
        self._judgements: PhraseBook[str] = PhraseBook()
        for kind, words in loaded["judgements"].items():
            for word in words:
                self._judgements.add(word, kind)

    def uses(self, token: Token, *, as_cue: bool) -> list[Use]:
        """The acts that a verb, noun or adjective performs; none where it performs none.

        Parameters
        ----------
        token : Token
            The verb ("condemned", "expressed"), the noun ("support" in "Russia's support for"), or the copula of "is
            opposed to".
        as_cue : bool
            Whether it introduces a statement, where more verbs are verbal acts ("attacked the bill").
        """
        lemma = _MISREAD.get(token.lemma_.lower(), token.lemma_.lower())
        if lemma == "like" and any(child.lower_ in _WOULD for child in token.children):
            lemma = "want"  # "would like a truce"
        if token.pos_ in ("NOUN", "PROPN") and not is_misread_verb(token):
            act = self.of_noun(token) if is_in_passing(token) else self._nouns.get(lemma)
            told = not self.listed("only_lacked", token) and not self._is_measured(token)  # interest may be financial
            return [Use(act, token, preposition_of(token), by_noun=True, heard=token)] if act and told else []
        if lemma in self._receiving and (found := list(self._received(token))):
            return found
        if lemma in self._felt_by_object and as_cue and is_done_to_object(token):
            return [Use(self._felt_by_object[lemma], token, heard=token, received=True)]
        if lemma in self._light and (found := list(self._carried(token))):
            return found
        if (
            token.tag_ == "VBN"
            and any(child.lemma_ == "be" for child in token.children)
            and not (lemma in self._verbs and any(child.dep_ == "agent" for child in token.children))
            and (felt := list(self._felt(token)))
        ):
            return felt
        if lemma in ("expect", "tell") and as_cue and (clause := clause_of(token)) is not None:
            if lemma == "expect" and is_faithful(self, clause):
                return [Use(self.acts["appeal"], token, heard=token)]  # "expects Oslo to keep its word"
            if lemma == "tell" and clause.tag_ == "VB" and has_to(clause) and not is_passive(token):
                return [Use(self.acts["demand"], token, heard=token)]  # "told Oslo to lift the ban"
        if lemma in _BEGINNING and (found := self._begun(token)):
            return found
        if as_cue and lemma in _ENTERING and is_blacklisting(self, token):
            return [Use(self.acts["penalize"], token, heard=token)]
        for rest, act, only_as_cue in self._verbs.get(lemma, ()):
            if (only_as_cue and not as_cue) or (act.is_deed and not takes(token, rest, act.objects)):
                continue
            if not rest:
                if turns_away(token):
                    continue
                return [Use(act, token, heard=token)]
            if (last := follow(token, rest)) is not None:
                if lemma == "vote" and (voted := self._voted(token, last)):
                    return voted
                return [Use(act, token, last if last.pos_ in ("ADP", "PART", "SCONJ", "ADV") else None, heard=token)]
        return list(self._felt(token))

    def performed(self, verb: Token) -> list[Use]:
        """The acts that a verb performs in the author's own words, where nobody is said to speak."""
        return self.uses(verb, as_cue=False) or [
            use for use in self.uses(verb, as_cue=True) if use.received or verb.lemma_ in self._performing
        ]

    def _begun(self, verb: Token) -> list[Use]:
        """The deed that one begins: "started *deporting* migrants"."""
        done = next((c for c in verb.rights if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
        uses = self.uses(done, as_cue=False) if done is not None else []
        return [replace(use, heard=verb) for use in uses if use.act.is_deed and not use.by_noun]

    def _voted(self, verb: Token, to: Token) -> list[Use]:
        """The act that a vote does, where what was voted about is one: "voted to *reject* the treaty"."""
        uses = self.uses(to.head, as_cue=False) if to.dep_ == "aux" else []
        return [replace(use, heard=verb) for use in uses if use.act.frame in ("object", "refuse")]

    def _carried(self, verb: Token) -> Iterator[Use]:
        """Acts carried by the noun of a light verb: "expressed total rejection and strong condemnation of"."""
        nouns = [child for child in verb.children if child.dep_ == "dobj"]
        nouns += [other for noun in nouns for other in noun.conjuncts]
        anchor = next((p for noun in reversed(nouns) if (p := preposition_of(noun)) is not None), None)
        leading = (c for c in verb.rights if c.dep_ in ("prep", "dative") and c.pos_ == "ADP")
        leading = (c for c in leading if c.lower_ != "in" or self.any_listed("trusting", nouns))
        anchor = anchor or (next(leading, None) if nouns else None)
        for noun in nouns:
            if (act := self.of_noun(noun)) is not None and not self._is_measured(noun):
                yield Use(act, noun, preposition_of(noun) or anchor, by_noun=True, heard=verb)

    def _is_measured(self, noun: Token) -> bool:
        """ "A poll put *support* for the bill at 31%": what tells how others think takes no side itself."""
        subject = nominal_subject(noun.head) if noun.dep_ == "dobj" else None
        return subject is not None and self.listed("measuring", subject)

    def of_noun(self, noun: Token) -> Act | None:
        """The act that a noun names where a verb or "in" says that it is done; a reaction is as its adjective says."""
        lemma = noun.lemma_.lower()
        toned = (c.lower_ for c in noun.lefts if c.dep_ == "amod") if self.listed("reactions", noun) else ()
        how = next((self._tones[word] for word in toned if word in self._tones), None)
        return how or self._nouns.get(lemma) or self._passing_nouns.get(lemma)

    def _received(self, verb: Token) -> Iterator[Use]:
        """Acts that a verb says its subject met with: "drew condemnation from", "was met with anger by"."""
        for rest in self._receiving[verb.lemma_.lower()]:
            holder = follow(verb, rest) if rest else None
            if rest and holder is None:
                continue
            for noun in object_heads(verb, holder):
                act = self.of_noun(noun)
                giver = giver_of(noun, verb) if act is not None else None
                if act is not None and giver is not None:
                    yield Use(act, noun, giver, by_noun=True, heard=verb, received=True)

    def _felt(self, token: Token) -> Iterator[Use]:
        """Acts of adjectives with a copula: "is deeply concerned about", "is fed up with"."""
        if token.tag_ in ("VBN", "JJ", "VBG"):
            told = [token]
        else:
            told = [c for c in token.children if c.dep_ in ("acomp", "attr")] if token.lemma_ in _COPULAS else []
        for adjective in told:
            for rest, act in self._adjectives.get(adjective.lower_, ()):
                last = follow(adjective, rest) if rest else preposition_of(adjective)
                if last is not None or not rest:
                    yield Use(act, adjective, last, by_noun=True, heard=token)
                    break

    def direction(self, token: Token) -> tuple[int, Token | None]:
        """1 where a verb or noun furthers its object, -1 where it ends or harms it, else 0; and its preposition."""
        lemma = token.lemma_.lower()
        deeds = [u for u in self.uses(token, as_cue=False) if u.act.is_deed and u.anchor is not None]
        if deeds and deeds[0].act.frame == "object" and token.pos_ == "VERB":
            anchor = deeds[0].anchor  # "would bring its soldiers home", not "bring home a medal"
            return deeds[0].act.toward, anchor if anchor is not None and anchor.dep_ == "prep" else None
        if lemma in ("lift", "lifting"):
            return lifted(self, token), None
        if lemma == "reopen" and (way := reopened(self, token)) is not None:
            return way, None
        if lemma == "leave" and (state := left_as(self, token)) is not None:
            return state, None
        if called_to_account(self, token):
            return -1, None
        if self.listed("departing", token) and is_from_place(self, token):
            return 0, None  # "withdraw from Chad" asks for that, and is not against Chad
        for table, sign in ((self._hinder, -1), (self._further, 1)):
            for rest in table.get(lemma, ()):
                if not rest:
                    return sign, None
                if (last := follow(token, rest)) is not None:
                    return (0, None) if lemma == "return" and self._is_whereto(last) else (sign, last)
        if token.pos_ == "VERB":  # "threatened to veto the bill", "vowed to champion reform"
            for use in self.uses(token, as_cue=False):
                if use.act.frame in ("object", "refuse") and use.act.plover and not use.by_noun:
                    return use.act.toward, use.anchor
        return 0, None

    def _is_whereto(self, to: Token) -> bool:
        """Whether one returns there in person: "return *to the House*", not "to talks"."""
        return any(
            head.pos_ == "PROPN" or any(self.listed(words, head) for words in ("places", "bodies", "quarters"))
            for head in object_heads(to, to)
        )

    def judgement(self, tokens: Sequence[Token], said: Token) -> str | None:
        """How words judge ("wrong", "untrue", "refused", ...); only words that hold or modify ``said`` count."""
        beside = (c for c in said.children if c.dep_ in ("amod", "compound") and not self.listed("matters_of_fact", c))
        modifiers = {said.i, *(child.i for child in beside)}
        found = [m for m in self._judgements.find(tokens) if modifiers & set(range(m[1], m[2] + 1))]
        # "A shameless lie" is a lie before it is shameless.
        kind = min(found, key=lambda m: not m[1] <= said.i <= m[2])[0] if found else None
        overdone = any(c.lower_ in _TOO and c.i < said.i for c in said.lefts)
        if not overdone or kind not in _OVERDONE:
            return kind
        inviting = any(c.dep_ == "xcomp" and c.lemma_ != "be" for c in said.rights)
        return None if inviting else _OVERDONE[kind]  # "too good to refuse"

    def names_wrong(self, head: Token) -> bool:
        """Whether a noun phrase names a wrong: by its head, as a series of wrongs, or as what invites them."""
        if self.listed("wrong_nouns", head):
            return True
        if self.listed("inviting", head):  # "a recipe for war", "a gift to the rebels", "an instrument of terror"
            after = [*head.rights, *(c for c in head.head.rights if head.dep_ == "oprd" and c.i > head.i)]
            led = [h for c in after if c.lower_ in ("for", "to", "of") for h in object_heads(c, c)]
            return any(self.any_listed(words, led) for words in _ILL_SERVED)
        inner = [c for c in head.children if c.dep_ == "compound"]
        inner += [g for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children]
        return self.listed("series", head) and any(self.names_wrong(noun) for noun in inner)

    def is_idiom(self, name: str, verb: Token) -> bool:
        """Whether a verb begins one of the phrases that speak for or against its subject: "*washed* its hands of"."""
        return any(follow(verb, rest) is not None for rest in self._idioms[name].get(verb.lemma_.lower(), ()))

    def listed(self, name: str, token: Token) -> bool:
        """Whether a token's lemma or form stands in one of the plain word lists of ``data/acts.yaml``."""
        words, lemma = self._lists[name], token.lemma_.lower()
        if lemma in words or token.lower_ in words:
            return True
        particle = next((c for c in token.rights if c.dep_ == "prt"), None) if token.pos_ == "VERB" else None
        return particle is not None and f"{lemma} {particle.lower_}" in words  # "hunt down"

    def words(self, name: str) -> frozenset[str]:
        """One of the plain word lists."""
        return self._lists[name]

    def any_listed(self, name: str, tokens: Iterable[Token]) -> bool:
        """Whether any of the tokens does."""
        return any(self.listed(name, token) for token in tokens)


@cache
def act_book() -> ActBook:
    """The verbal acts of ``data/acts.yaml``.

    Examples
    --------
    >>> act_book().acts["deny"]
    Act(name='deny', cameo='016', plover='REJECT', toward=-1, frame='claim', objects=frozenset())
    """
    return ActBook(yaml.load((files("analysis") / "data" / "acts.yaml").read_text(encoding="utf-8"), yaml_loader()))
