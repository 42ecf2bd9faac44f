"""What the numbers of one sentence share: "At least 14 soldiers were killed, two of them officers, and 31 wounded"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.figures.events import load_events
from analysis.figures.phrases import SentenceView, noun_phrase
from analysis.figures.quantities import Quantity
from analysis.figures.ranges import is_vote
from analysis.figures.tokens import DASHES, NOUNS
from analysis.figures.turns import tells_change_beside, turned_level
from analysis.verbs import NOMINAL_SUBJECTS

_THOSE = frozenset(["them", "whom", "which", "those", "these"])
_PARTS = (["including"], ["among", "them"], ["among", "whom"], ["of", "them"], ["of", "whom"], ["of", "which"],
    ["of", "those"], ["of", "these"])  # fmt: skip
_THAN = (["compared", "with"], ["compared", "to"], ["up", "from"], ["down", "from"])
_ELLIPTIC = ("dobj", *NOMINAL_SUBJECTS)
_TIMES = frozenset(["year", "month", "week", "quarter", "season"])
_MONEY_LEAST = 1e5  # of an amount of money, so much is money too
_VOTING = frozenset(["against", "abstaining", "abstained", "opposed"])
_GETTING = frozenset(["take", "get", "win", "receive", "secure", "garner", "poll", "score", "draw"])
_FAR = 16  # tokens between a number without a noun and the one whose noun it counts


@dataclass(frozen=True, slots=True)
class Reading:
    """``counted`` as written, ``event`` and ``trend`` by name, ``unit`` also where only syntax shows it; or None.

    ``reporter`` is the subject of the verb that gives the number ("the army put the toll at 28").
    """

    counted: str | None
    event: str | None
    trend: str | None
    unit: str | None = None
    reporter: str | None = None


def share(view: SentenceView, quantities: Sequence[Quantity], alone: Sequence[Reading]) -> list[Reading]:
    """The readings of a sentence's quantities, each with what it shares with those before it."""
    shared = _Sharing(view, quantities)
    for n, reading in enumerate(alone):
        shared.add(n, reading)
    return shared.readings


class _Sharing:
    """The quantities of a sentence, read one after another.

    ``_parts`` tells which are some of a whole before them, and of which; ``_compared`` are levels of another time.
    """

    def __init__(self, view: SentenceView, quantities: Sequence[Quantity]) -> None:
        self.view, self.quantities = view, quantities
        self.readings: list[Reading] = []
        self._parts: dict[int, int] = {}
        self._compared: set[int] = set()

    def add(self, n: int, reading: Reading) -> None:
        """Append the reading of quantity ``n`` with what it shares."""
        self.readings.append(reading)
        if n:
            self.readings[n] = self._as_side(n) or self._respectively(n) or self._as_part(n) or self._beside(n)
            self._turn(n)

    def _between(self, a: int, n: int) -> list[str]:
        return [t.lower for t in self.view.tokens[self.quantities[a].last + 1 : self.quantities[n].first]]

    def _as_side(self, n: int) -> Reading | None:
        """The reading of the number against, with that for: "the Senate voted 52 to 48", "passed it 217-213"."""
        before, quantity = self.quantities[n - 1], self.quantities[n]
        between = self._between(n - 1, n)
        joined = bool(between) and [word for word in between if word not in DASHES] in ([], ["to"])
        if before.kind or quantity.kind or not joined or not is_vote(self.view.tokens, before, quantity):
            return None
        self.readings[n - 1] = replace(self.readings[n - 1], counted=None, event="voted")
        return replace(self.readings[n], counted=None, event="voted")

    def _respectively(self, n: int) -> Reading | None:
        """The reading of the second of two changes of two subjects: "exports and imports rose 5% and 7%"."""
        before, quantity, node = self.quantities[n - 1], self.quantities[n], self.view.node(self.quantities[n - 1].head)
        pair = (
            len(self.quantities) == 2 and before.kind == quantity.kind == "rate" and self._between(n - 1, n) == ["and"]
        )
        verb = next((a for a in node.ancestors if a.pos_ == "VERB"), None) if pair and node is not None else None
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None) if verb is not None else None
        others = [c for c in subject.rights if c.dep_ == "conj" and c.tag_ in NOUNS] if subject is not None else []
        if subject is None or len(others) != 1 or others[0].n_rights:
            return None
        self.readings[n - 1] = replace(self.readings[n - 1], counted=noun_phrase(self.view, subject).words)
        return replace(self.readings[n], counted=noun_phrase(self.view, others[0]).words)

    # -- parts of a whole ---------------------------------------------------------------------------------------
    def _as_part(self, n: int) -> Reading | None:
        """The reading of "two of them", "including nine children": what happened to the whole happened to the part."""
        quantity, reading = self.quantities[n], self.readings[n]
        if quantity.kind not in ("", "rate"):
            return None
        link = self._part_link(n)
        of_those = self.view.lower(quantity.last + 1) == "of" and self.view.lower(quantity.last + 2) in _THOSE
        joined = (
            n - 1 in self._parts and len(between := self._between(n - 1, n)) < _FAR and between[-1:] in (["and"], [","])
        )
        if link == ["of", "which"] and not quantity.kind and self.quantities[n - 1].kind == "money":
            return self._of_money(n)
        if self._is_misread_part(n):
            return replace(reading, counted=self.readings[n - 1].counted)
        if link or of_those:
            whole = self._whole_before(n)
        elif joined and None in (reading.event, reading.counted):
            whole = self._parts[n - 1]
        else:
            return None
        if whole is None:
            return None
        earlier, counted = self.readings[whole], reading.counted
        if counted is None or (link and link[-1] in _THOSE - {"them"} and not self._has_noun(n)):
            counted = (self._antecedent(n) if link == ["of", "which"] else None) or earlier.counted
        self._parts[n] = whole
        reporter = reading.reporter or earlier.reporter
        return replace(reading, counted=counted, event=reading.event or earlier.event, reporter=reporter)

    def _part_link(self, n: int) -> list[str] | None:
        """The words before quantity ``n`` that make it a part: "including", "of whom", the dash of "men - four in"."""
        between = self._between(n - 1, n)
        if between and between[-1] in DASHES and len(between) < 6 and not self._has_noun(n):
            return between[-1:]
        if between[-1:] == [","] and self._is_degree(n):
            return ["of", "them"]
        tail = between[:-1] if between[-1:] == [","] else between
        return next((part for part in _PARTS if tail[-len(part) :] == part), None)

    def _is_misread_part(self, n: int) -> bool:
        """Whether the verb after a part was taken for what it counts: "of the 33 cases, *31 concern* the south"."""
        before, counted = self.quantities[n - 1], self.readings[n].counted
        opens = "of" in (self.view.lower(before.first - 1), self.view.lower(before.first - 2))
        leads = before.first < 3 or self.view.lower(before.first - 3) == ","
        if not (opens and leads and self._between(n - 1, n)[-1:] == [","]) or counted is None:
            return False
        last, book = counted.split()[-1].lower(), load_events()
        return self.quantities[n].value != 1 and not last.endswith("s") and last not in book.people

    def _is_degree(self, n: int) -> bool:
        """Whether the number is how many were hurt how badly: "nine were wounded, *two critically*"."""
        j = self.quantities[n].last + 1
        adverb = self.view.tag(j) == "RB" and self.view.lower(j).endswith("ly")
        return adverb and self.view.lower(j + 1) in (".", ",", ";", "") and self.readings[n - 1].event is not None

    def _of_money(self, n: int) -> Reading:
        """The reading of a number of an amount: "save €15bn, of which 1.5 billion is wages"; or of what it buys."""
        quantity, reading = self.quantities[n], self.readings[n]
        before, earlier = self.quantities[n - 1], self.readings[n - 1]
        if _MONEY_LEAST <= (quantity.value or 0) <= (before.value or 0):
            converted = n > 1 and self._between(n - 2, n - 1) == ["("]
            unit = self.quantities[n - 2 if converted else n - 1].unit
            return replace(reading, counted=reading.counted or earlier.counted, unit=unit)
        return replace(reading, counted=reading.counted or self._antecedent(n) or earlier.counted)

    def _whole_before(self, n: int) -> int | None:
        """The nearest count before quantity ``n`` to which something happened, else the nearest; no part itself."""
        counts = [self._parts.get(k, k) for k in range(n - 1, -1, -1) if self.quantities[k].kind == ""]
        return next((k for k in counts if self.readings[k].event), counts[0] if counts else None)

    def _has_noun(self, n: int) -> bool:
        i = self.quantities[n].last + 1
        return self.view.tag(i) in (*NOUNS, "JJ") and self.view.lower(i) not in ("next", "last")

    def _antecedent(self, n: int) -> str | None:
        """The "reactors" of "for small reactors, of which five are built"."""
        i = self.quantities[n].first - 3
        i -= self.view.lower(i) == ","
        return noun_phrase(self.view, self.view.node(i)).words if self.view.tag(i) in ("NNS", "NNPS") else None

    # -- neighbours ---------------------------------------------------------------------------------------------
    def _beside(self, n: int) -> Reading:
        """The reading with what it shares with the number right before it."""
        before, quantity = self.quantities[n - 1], self.quantities[n]
        earlier, reading = self.readings[n - 1], self.readings[n]
        between = self._between(n - 1, n)
        if between in (["("], ["/"]) and quantity.unit and before.unit:  # "185 kilometres per hour (115 mph)"
            return replace(reading, counted=earlier.counted, event=earlier.event)
        if self._is_rivals_share(n):
            return replace(reading, counted=earlier.counted, event=earlier.event)
        if self._is_told_again(n, between):
            return replace(reading, counted=earlier.counted, event=earlier.event)
        if between[:1] == ["of"] and len(between) < 5 and not {",", "and"} & set(between):
            if quantity.kind == "measure" and not before.kind and earlier.counted is None:  # "24 of 90 metres"
                self.readings[n - 1] = replace(earlier, counted=reading.counted, unit=quantity.unit)
            if not quantity.kind:  # of "27 of 35 drones were downed", the 35 were not
                return replace(reading, event=None)
        if n > 1 and before.kind == "rate" and quantity.unit != before.unit and self._compares(n, between):
            before, earlier = self.quantities[n - 2], self.readings[n - 2]  # "5,144 deaths, up 7% from 4,806"
        away = self.view.lower(before.last + 1) == self.view.lower(quantity.last + 1) == "from"
        if away and before.kind == "measure" and not quantity.kind:  # "30 miles from the border and 12 from the river"
            return replace(reading, counted=None, unit=before.unit)
        if earlier.counted is None or ";" in between:
            return self._elliptic(n)
        if quantity.kind == "rate" and between[:1] != ["of"] and tells_change_beside(self.view, quantity):
            return replace(reading, counted=earlier.counted)  # "203,000 encounters in August, up 2.2% from July"
        if quantity.unit == "time" and between[-1:] == [","]:  # "41 complaints, three times as many as in 2022"
            return replace(reading, counted=earlier.counted)
        in_numbers = before.unit == "percent" and not quantity.kind and between[-1:] == [","]
        if in_numbers and self.view.lower(quantity.last + 1) == ",":  # "93% of them, about 2 million, live"
            return replace(reading, counted=reading.counted or earlier.counted)
        if quantity.unit != before.unit and "fraction" not in (quantity.style, before.style):
            return self._elliptic(n)
        if self._is_tally(n, between):
            return replace(reading, counted=earlier.counted, event=earlier.event)
        if self._goes_on(n, between):
            trend = reading.trend or (earlier.trend if quantity.kind == "rate" else None)
            counted, event = reading.counted or earlier.counted, reading.event or earlier.event
            return replace(reading, counted=counted, event=event, trend=trend)
        if self._compares(n, between):
            self._compared.add(n)
            reporter = reading.reporter or earlier.reporter
            return replace(reading, counted=earlier.counted, event=reading.event or earlier.event, reporter=reporter)
        if reading.counted is None and "and" in between and {"it", "that"} & set(between):  # "and it could top 300"
            return replace(reading, counted=earlier.counted, event=reading.event or earlier.event)
        return self._elliptic(n)

    def _is_rivals_share(self, n: int) -> bool:
        """Whether another gets a share of the same vote: "won with 53% of the vote, while Mora took 41%"."""
        node, earlier = self.view.node(self.quantities[n].head), self.readings[n - 1]
        if earlier.event != "voted" or {self.quantities[k].unit for k in (n - 1, n)} != {"percent"} or node is None:
            return False
        taken = node.dep_ == "dobj" and node.head.lemma_ in _GETTING
        return taken and self.readings[n].counted is None

    def _is_told_again(self, n: int, between: list[str]) -> bool:
        """Whether another source gives the same number: "police said; organisers put the number at 40,000"."""
        before, quantity = self.quantities[n - 1], self.quantities[n]
        again = {"it", "of", *load_events().tallies} & set(between[-4:])
        told = self.readings[n - 1].counted or self.readings[n - 1].event
        alike = not before.kind and _is_bare_count(quantity) and told is not None
        return bool(again) and alike and self.readings[n].reporter is not None and not self._has_noun(n)

    def _is_tally(self, n: int, between: list[str]) -> bool:
        """Whether the number is the other side's, "281 votes to 44", or a difference, "25 deputies, 16 fewer than"."""
        after = self.quantities[n].last + 1
        if between[-1:] == [","] and len(between) < 3 and self.view.lower(after + 1) == "than":
            return self.view.lower(after) in ("fewer", "more")
        return between[1:] == ["to"] and not self._has_noun(n) and self.readings[n - 1].event == "voted"

    def _goes_on(self, n: int, between: list[str]) -> bool:
        """Whether the number is that of another time: "2% this year and 3% next", "from 43 in 2023 and 51 in 2022"."""
        if between[-1:] != ["and"] or len(between) > 5 or self._has_noun(n):
            return False
        if n - 1 in self._compared:
            self._compared.add(n)
            return True
        return bool(_TIMES & set(between)) and self.readings[n - 1].trend is not None

    def _compares(self, n: int, between: list[str]) -> bool:
        """Whether the number is a level to compare: "up from 241", "compared with 63", "from a revised 4.8%"."""
        if any(between[-2:] == than for than in _THAN):
            return True
        if between[-1:] == ["than"] or between[-2:] == ["than", "the"]:
            return len(between) < _FAR
        if between[-1:] in (["against"], ["versus"]):
            return len(between) < _FAR and "of" not in between[-3:]
        if between[-1:] == ["from"]:
            return len(between) < 7
        reached = self.view.lower(self.quantities[n - 1].first - 1) == "to"
        return "from" in between[-3:-1] and reached and not self.view.is_dash(self.quantities[n].last + 1)

    def _elliptic(self, n: int) -> Reading:
        """The reading of a number without a noun, that of an earlier one: "14 soldiers were killed and 31 wounded"."""
        quantity, reading = self.quantities[n], self.readings[n]
        others = (
            reading.counted is not None and reading.counted.lower() == "others"
        )  # "killed nine men and hurt 31 others"
        if (reading.counted is not None and not others) or not _is_bare_count(quantity):
            return reading
        node = self.view.node(quantity.number)
        there = node is not None and any(c.dep_ == "expl" for c in node.head.lefts)  # "Chad, where there are 40,000"
        bare = there or (node is not None and node.dep_ in _ELLIPTIC) or self.view.lower(quantity.last + 1) in _VOTING
        for k in range(n - 1, -1, -1):
            between = self._between(k, n)
            if len(between) > _FAR or ";" in between:
                break
            if (
                k in self._parts
                or self.quantities[k].kind
                or self.quantities[k].style not in ("digits", "words", "loose")
            ):
                continue
            joined = between[-1:] == ["and"] or ("and" in between and len(between) < 9)
            if (bare or joined or others) and _can_share(self.readings[k], reading):
                return replace(reading, counted=self.readings[k].counted)
            break
        return reading

    def _turn(self, n: int) -> None:
        """Mark the level that a change ends with the way that it went."""
        ends, direction = turned_level(self.view, self.quantities, n, self._between(n - 1, n))
        if direction and self.readings[ends].trend is None:
            self.readings[ends] = replace(self.readings[ends], trend=direction)


def _is_bare_count(quantity: Quantity) -> bool:
    return not quantity.kind and quantity.style in ("digits", "words", "loose")


def _can_share(earlier: Reading, reading: Reading) -> bool:
    """Whether what one number counts can be what another counts; not of "burned 16 homes and left 500 homeless"."""
    if earlier.counted is None:
        return False
    book, last = load_events(), earlier.counted.split()[-1]
    people = last.lower() in book.people or last.lower().removesuffix("s") in book.people
    if not (last.lower().endswith("s") or people):
        return False
    if reading.event is None or reading.event == earlier.event:
        return True
    return (reading.event in book.of_things) == (earlier.event in book.of_things) and (people or last[0].isupper())
