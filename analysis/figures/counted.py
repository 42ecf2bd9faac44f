"""What a number counts or measures, what happened to it, and whether it rose: read from the words around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.figures.events import load_events
from analysis.figures.governing import anchor, governing_phrase, of_owner
from analysis.figures.happened import event_of, trend_of
from analysis.figures.measured import OLDEST, is_second_part
from analysis.figures.phrases import (
    Phrase,
    SentenceView,
    complement_at,
    noun_phrase,
    of_light_noun,
    past_determiners,
    phrase_at,
)
from analysis.figures.quantities import Quantity
from analysis.figures.reporters import subject_that_reports
from analysis.figures.sharing import Reading, share
from analysis.figures.tokens import NOUNS
from analysis.figures.units import load_units
from analysis.verbs import nominal_subject

_HANGING = frozenset(["nummod", "compound", "amod", "nmod", "npadvmod", "quantmod", "poss"])
_YARDSTICKS = frozenset(["level", "capacity", "average", "normal", "peak", "target", "maximum", "strength"])
_ECONOMIES = frozenset(["gdp", "gnp", "gni", "output", "domestic product", "national product", "national income"])
_SPELLS = frozenset(
    "end start beginning course middle space span matter couple eve age rate cost total average rest man woman "  # noqa: SIM905
    "boy girl child half majority minimum maximum".split()
)
_DIMENSIONS = frozenset(["deep", "tall", "long", "high", "wide", "thick"])
_TIMES = frozenset(["year", "month", "week", "quarter", "day", "trading"])
_SESSIONS = frozenset("early late morning afternoon midday premarket asian european light thin volatile".split())  # noqa: SIM905


def read_counted(view: SentenceView, quantities: Sequence[Quantity]) -> list[Reading]:
    """For each quantity of a sentence, what it counts, the event and the trend."""
    past = {q.first: q.head + 1 for q in quantities} | {q.start: q.head + 1 for q in quantities}
    view.numbers = {
        view.node(i).i for q in quantities for i in range(q.start, q.head + 1) if i != q.noun and view.node(i)
    }
    return share(view, quantities, [_Reader(view, quantity, past).read() for quantity in quantities])


class _Reader:
    """One quantity where it hangs; ``past`` tells what follows each amount."""

    def __init__(self, view: SentenceView, quantity: Quantity, past: Mapping[int, int]) -> None:
        self.view, self.quantity, self.past = view, quantity, past
        self.at = anchor(view, quantity)
        self.after = self.at.after

    def read(self) -> Reading:
        phrase = self._counted()
        if phrase is not None and phrase.node is not None and phrase.node.i in self.view.numbers:
            phrase = None
        words = phrase.words if phrase else None
        if self._is_age(phrase):
            return Reading(words, None, None, "year")
        event, trend, reporter = event_of(self.at, phrase), trend_of(self.at), subject_that_reports(self.at)
        return Reading(words, event, trend, self.quantity.unit, reporter)

    def _is_under_age(self) -> bool:
        """Whether an age bounds a group: "children under five", "people over 65"."""
        aged = self.view.lower(self.quantity.first - 1) in load_units().aged
        return aged and self.quantity.modifier in ("under", "over") and not self.quantity.kind

    def _is_age(self, phrase: Phrase | None) -> bool:
        """ "She is 71.", "life expectancy is around 73", "children under five", "most were over 65"."""
        value, root = self.quantity.value, self.at.root
        if (
            self.quantity.kind
            or value is None
            or not 0 < value < OLDEST
            or self.quantity.style not in ("digits", "words")
        ):
            return False
        before = self.view.lower(self.quantity.first - 1)
        if self.quantity.modifier in ("under", "over"):
            people = phrase is None or phrase.words.split()[-1].lower().removesuffix("s") in load_events().people
            if before in load_units().aged or (before in ("were", "are", "was", "is") and people):
                return True
        if phrase is not None and (phrase.last or 0) > self.quantity.last:
            return False
        if root is not None and root.head.lemma_ == "be" and root.i > root.head.i:
            subject = next((c for c in root.head.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.lower_ in ("who", *load_units().persons):
                return self.view.lower(self.after) in (".", ",", ";", ")", "and", "")
        if phrase is not None:
            return phrase.words.split()[-1].lower() in ("age", "expectancy")
        if root is None or self.view.tag(self.after) in (*NOUNS, "JJ") or self.view.lower(self.after) == "of":
            return False
        head = root.head
        if head.lemma_ == "turn" and root.i > head.i:
            return True  # "until they turn 24"
        return head.lemma_ == "be" and any(c.lower_ in ("he", "she") for c in head.children if c.dep_ == "nsubj")

    def _counted(self) -> Phrase | None:
        view, quantity, j = self.view, self.quantity, self.after
        if quantity.kind == "age":
            return self._aged()
        if self._is_under_age():
            return noun_phrase(view, view.node(quantity.first - 1))  # "children under five"
        if quantity.style == "share" and quantity.noun is not None:
            return Phrase(view.words(quantity.noun, quantity.noun), view.node(quantity.noun), quantity.noun)
        if view.lower(quantity.first - 1) == "worth" and (view.tag(quantity.first - 2) in NOUNS or quantity.first == 2):
            return noun_phrase(view, view.node(quantity.first - 2))  # "cocaine worth $75m"
        after_comma = view.lower(quantity.first - 1) == "worth" and view.lower(quantity.first - 2) == ","
        if after_comma and view.tag(quantity.first - 3) in NOUNS:
            return noun_phrase(view, view.node(quantity.first - 3))  # "the market, worth $2.9 trillion"
        if view.lower(j) in _DIMENSIONS and view.tag(quantity.first - 1) in NOUNS:
            return noun_phrase(view, view.node(quantity.first - 1))  # "snow up to 2 metres deep"
        before = view.lower(quantity.first - 1) if quantity.unit == "percent" else ""
        if before == "on" and view.tag(quantity.first - 2) in NOUNS:
            return noun_phrase(view, view.node(quantity.first - 2))  # "ahead of the conservatives on 24.1%"
        if (of := self._told_of_base(before)) is not None:
            return of
        if (own := self._own_noun()) is not None:
            return noun_phrase(view, view.node(own))
        if self.at.is_distance():
            return None  # "300 km southwest of the capital"
        phrase = self._next_phrase()
        if (quantity.unit or "").startswith("per "):
            modified = phrase is not None and not quantity.head > quantity.number
            return phrase if modified else governing_phrase(self.at) or phrase
        if quantity.kind == "time":
            return phrase if phrase is not None and self._modifies(phrase) else self._lasting()
        if quantity.kind in ("", "scale"):
            found = phrase or complement_at(view, j, ("of",), self.past)
        elif phrase is not None and view.lower(j) != "worth" and (view.is_dash(j) or self._modifies(phrase)):
            found = phrase
        else:
            found = self._stuff()
        if found is not None:
            return of_light_noun(view, found)
        if before == "with":
            return None  # "with 14% undecided"
        states = load_events().words
        if self.at.names_whole_before() and view.lower(quantity.first - 2) in states:
            return Phrase(view.words(quantity.first - 2, quantity.first - 2), view.node(quantity.first - 2))
        if view.lower(j) in states:
            return of_owner(self.at)
        if view.lower(j) == "of" and view.lower(j + 1) in ("the", "those") and view.lower(j + 2) in states:
            return Phrase(view.words(j + 2, j + 2), view.node(j + 2))  # "four of the dead"
        if view.lower(j) == "of" and view.lower(j + 1) in ("which", "whom"):
            return self._before_relative()
        return governing_phrase(self.at) if view.lower(j) != "of" else None

    def _before_relative(self) -> Phrase | None:
        """The plural before the comma: "the *assemblies*, at least 17 of which"."""
        i = self.quantity.first - 1
        plural = self.view.lower(i) == "," and self.view.tag(i - 1) in ("NNS", "NNPS")
        return noun_phrase(self.view, self.view.node(i - 1)) if plural else None

    def _lasting(self) -> Phrase | None:
        """What lasts so long: "*talks* lasted four hours", "a *sentence* of 28 years"; not the "end" of two weeks."""
        root = self.at.root
        if root is not None and root.head.lemma_ == "last" and root.head.pos_ == "VERB":
            subject = nominal_subject(root.head)
            if subject is not None and subject.tag_ == "WDT":
                subject = root.head.head
            return noun_phrase(self.view, subject) if subject is not None and subject.tag_ in NOUNS else None
        of = root.head if root is not None and root.dep_ == "pobj" else None
        if of is None or of.lower_ != "of" or of.head.tag_ != "NN" or of.head.lemma_.lower() in _SPELLS:
            return None
        return noun_phrase(self.view, of.head)

    def _told_of_base(self, before: str) -> Phrase | None:
        """What is told by a share of a mere yardstick: "output fell to 60% of capacity", "a debt of 92% of GDP"."""
        base = complement_at(self.view, self.after, ("of",), self.past)
        if base is None or base.node is None or base.last is None:
            return None
        if before == "to" and self.at.is_change() and base.node.lemma_.lower() in _YARDSTICKS:
            return governing_phrase(self.at)
        words = base.words.lower().split()
        if _ECONOMIES.isdisjoint((words[-1], " ".join(words[-2:]))) or self.at.is_lost():
            return None
        return governing_phrase(self.at) or complement_at(self.view, base.last + 1, ("on", "in"), self.past)

    def _own_noun(self) -> int | None:
        """The noun that the verb is left out after: "raise taxes by 6% and salaries by a fifth", "and the Dow 2%"."""
        i = self.quantity.first - 1
        if self.view.lower(i) in ("by", "at") and self.view.lower(i - 2) in ("and", ","):
            i -= 1
        elif self.quantity.kind != "rate":
            return None
        joined = "and" in (self.view.lower(i - 1), self.view.lower(i - 2)) or self.view.lower(i - 1) == ","
        return i if joined and self.view.tag(i) in NOUNS and self.view.lower(i - 3) not in ("between", "both") else None

    def _next_phrase(self) -> Phrase | None:
        """The noun phrase after the number, past "-strong" and another amount ("two 19-year-old apprentices")."""
        view, j = self.view, self.quantity.last + 1
        if view.is_dash(j) and view.glued(j):
            j += 2 if view.lower(j + 1) == "strong" else 1
        if self.quantity.style == "fraction" and not view.is_dash(j - 1):
            j = past_determiners(view, j, self.past)  # "half the condos"
        elif j in self.past:
            k = self.past[j]
            k += 2 * (view.is_dash(k) and view.glued(k + 1))  # "two nine-storey blocks"
            j = k if view.tag(k) in NOUNS else j
        if view.lower(j) in load_events().words and view.tag(j + 1) not in NOUNS:
            return None
        hyphenated = j == self.quantity.last + 2 and view.glued(j) and not self.quantity.kind
        if hyphenated and view.tag(j) == "NN" and view.tag(j + 1) in NOUNS and not view.is_dash(j + 1):
            return Phrase(view.words(j, j), view.node(j), j)  # the nations of "the 35-nation board"
        if self.quantity.style == "loose" and view.tag(j) == "NN" and view.tag(j + 1) not in NOUNS:
            return None  # "Hundreds march", in headlines
        phrase = self._to_plural(phrase_at(view, j), j)
        doing = (
            view.tag(j) in ("VBN", "VBG")
            and phrase is not None
            and phrase.node is not None
            and phrase.node.tag_ == "NN"
        )
        return None if doing and not self.quantity.kind else phrase  # "22 million facing hunger", "251 taken hostage"

    def _to_plural(self, phrase: Phrase | None, j: int) -> Phrase | None:
        """The phrase up to its plural where a verb was taken for a noun after it: "25 crashes | end in death"."""
        view, one = self.view, self.quantity.value in (None, 1)
        if phrase is None or phrase.last is None or view.tag(phrase.last) != "NN" or self.quantity.kind or one:
            return phrase
        plural = next((i for i in range(j, phrase.last) if view.tag(i) in ("NNS", "NNPS")), None)
        hyphenated = j > self.quantity.last + 1
        return phrase if plural is None or hyphenated else Phrase(view.words(j, plural), view.node(plural), plural)

    def _stuff(self) -> Phrase | None:
        """What an amount is an amount of: "tonnes of wheat", "12% of voters", "$40m in aid"; not "12% in March"."""
        if self.view.lower(self.after) in ("of", "worth"):
            return complement_at(self.view, self.after, ("of",), self.past)
        if self.quantity.kind != "money":
            return None
        found = complement_at(self.view, self.after, ("in", "for", "on"))
        if found is None or found.node is None or found.node.tag_ not in ("NN", "NNS") or found.node.lemma_ in _TIMES:
            return None
        of_people = found.node.lemma_.lower() in load_events().people | {"one"}
        if of_people and self.view.lower(self.after) == "for":
            return None  # "$5m for refugees": they get it, it is none of them
        if found.node.lemma_ == "trade" and found.words.lower().split()[0] in _SESSIONS | {"trade"}:
            return None
        bound = any(c.dep_ in ("det", "poss", "nummod") for c in found.node.children)
        return None if bound and not (self.at.is_given() and self.view.lower(self.after) == "for") else found

    def _modifies(self, phrase: Phrase) -> bool:
        """Whether number and unit hang from the noun after them: "15-kilometre radius", "$1.5bn loan"."""
        node = self.at.root
        for _ in range(4):
            if node is None or phrase.node is None or node.dep_ not in _HANGING:
                return False
            if node.head.i == phrase.node.i:
                return True
            node = node.head
        return False

    def _aged(self) -> Phrase | None:
        """The noun after "10-year-old", or the name before ", 34,"."""
        phrase = self._next_phrase() if self.view.lower(self.after) not in (",", ")", ".") else None
        if phrase is not None:
            return phrase
        i = self.quantity.first - 1
        while i >= 0 and self.view.lower(i) in (",", "(", "aged", "age", "is", "was", "only", "at", "the", "of"):
            i -= 1
        if i < 0 or self.view.tag(i) not in NOUNS:
            return None
        last = i
        while i > 0 and self.view.tag(last) == "NNP":
            if self.view.tag(i - 1) in ("NNP", "NNPS"):
                i -= 1
            elif is_second_part(self.view.tokens, i):  # "Kim Dae-jung, 44"
                i -= 2
            else:
                break
        return Phrase(self.view.words(i, last), self.view.node(last), last)
