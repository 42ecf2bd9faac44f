"""Roles: what an article says that somebody is, before the name ("Foreign Minister X") or after it ("X, a nurse")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.actors.names import Word
from analysis.actors.standing import is_of_rank
from analysis.actors.titles import Titles
from analysis.actors.wordlists import NAME_PARTICLES, OFFICES_FOR_PERSONS, PORTFOLIOS, POSSESSIVES
from analysis.statements.organisations import ARTICLES, BODY_NOUNS, head_offices

_LONGEST_ROLE = 14  # words
LINKS = {"of", "for", "at", "and", "to", "in", "on", "with", "the"}
_VERBS = ("VBD", "VBZ", "VBP", "MD", "VB")
_BESIDE = frozenset({"against", "between", "with"})
_RELATIVE = {"who", "which", "that", "whose"}
_COPULAS = {"is", "was", "became", "remains"}
_AGREED_RANKS = {
    "Sen",
    "Rep",
    "Gov",
    "Gen",
    "Col",
    "Lt",
    "Maj",
    "Capt",
    "Adm",
    "Judge",
    "Justice",
    "Rev",
    "Pope",
    "Prof",
    "Amb",
}
_BREAKS = frozenset(',;:.!?()[]—–"“”«»\n')


@dataclass(frozen=True, slots=True)
class Role:
    """A role as written, without its article: ``text`` is the article's ``start:end``."""

    text: str
    start: int
    end: int


def gap_before(text: str, words: Sequence[Word], i: int) -> str:
    """What stands between word ``i`` and the one before, other than spaces."""
    return text[words[i - 1].end : words[i].start].strip(" ")


def breaks_off(text: str, words: Sequence[Word], i: int) -> bool:
    """Whether a mark that ends a phrase stands before word ``i``."""
    return not _BREAKS.isdisjoint(gap_before(text, words, i))


def role_before(text: str, words: Sequence[Word], first: int, tags: Mapping[int, str]) -> Role | None:
    """The role that stands before the name beginning at word ``first``, if one does.

    Examples
    --------
    >>> from analysis.actors.names import words_of
    >>> text = "The president of Chad, Idriss Deby, and French Foreign Minister Jean Asselborn met."
    >>> words = words_of(text)
    >>> [role_before(text, words, i, {}).text for i in (4, 10)]
    ['president of Chad', 'French Foreign Minister']
    """
    if not first or words[first - 1].possessive:
        return None  # "the Refugee Council's Ana Ruiz"
    begin = _after_ranks(text, words, first)
    if begin and gap_before(text, words, begin) == ",":
        apposition = _apposition_before(text, words, begin, tags)
        if apposition is not None or begin == first:
            return apposition
    k = first
    while k and first - k < _LONGEST_ROLE and _continues(text, words, k, first, tags):
        k -= 1
    while k < first and words[k].lower in ARTICLES | LINKS | POSSESSIVES:
        k += 1
    if k + 1 < first and words[k].text.islower() and words[k + 1].capital and tags.get(words[k].start) == "NN":
        office = words[k].lower in Titles.load().modifiers or Titles.load().is_office(words, k)
        k += not office  # "an act Prime Minister Ruiz condemned"
    k = _after_agent(words, k, first)
    if k == first:
        return None
    if Titles.load().offices(words[k:first]) or words[first - 1].text in _AGREED_RANKS:
        while (
            first - 1 > k
            and words[first - 1].text in Titles.load().honorifics
            and words[first - 1].text not in _AGREED_RANKS
            and not _is_office_end(words, k, first)
        ):
            first -= 1
        if words[first - 1].lower in LINKS:
            return None  # "a spokesman for Mr Ruiz"
        end = words[first - 1].end
        if words[first - 1].text in _AGREED_RANKS and text.startswith(".", end):
            end += 1  # "Sen."
        return Role(text[words[k].start : end], words[k].start, end)
    return None


def _after_agent(words: Sequence[Word], k: int, first: int) -> int:
    """Where the role of the one who is spoken for begins: "a spokesman for | Chancellor Ruiz"; else ``k``.

    A rank after a body is the spokesman's own: "spokesman for the army General Ruiz".
    """
    part = words[k:first]
    agent = next((o for o in Titles.load().offices(part) if o.name in OFFICES_FOR_PERSONS), None)
    if agent is None or agent.end >= len(part) or part[agent.end].lower not in ("for", "of"):
        return k
    begin = agent.end + 1
    begin += begin < len(part) and part[begin].lower in ARTICLES
    held = head_offices(part[begin:])[-1:]
    personal = held and "state_bodies" not in held[0].kinds and held[0].name != "mission"
    if not personal or begin + held[0].end < len(part):
        return k
    body = any("state_bodies" in office.kinds for office in Titles.load().offices(part[begin : begin + held[0].first]))
    return k if body and part[-1].text in Titles.load().honorifics else k + begin


def _after_ranks(text: str, words: Sequence[Word], first: int) -> int:
    """Where the forms of address before a name begin: "the army spokesman, | Brig. Gen. Ruiz"."""
    while first and words[first - 1].text in Titles.load().honorifics:
        if not _joins(gap_before(text, words, first), words[first - 1]):
            break
        first -= 1
    return first


def role_after(text: str, words: Sequence[Word], end: int, tags: Mapping[int, str]) -> Role | None:
    """The role that follows the name ending before word ``end``: in apposition, or after *is*.

    Examples
    --------
    >>> from analysis.actors.names import words_of
    >>> text = "Ana Ruiz, 41, a nurse at Clinic Sur, said Rui Costa is the mayor of Braga."
    >>> words = words_of(text)
    >>> [role_after(text, words, i, {}).text for i in (2, 11)]
    ['nurse at Clinic Sur', 'mayor of Braga']
    """
    if end >= len(words):
        return None
    gap = gap_before(text, words, end)
    if gap == "" and words[end].lower in _COPULAS and end + 1 < len(words) and words[end + 1].lower in ARTICLES:
        return _stretch(text, words, end + 2, tags, apposition=False)
    if gap not in (",", "("):
        return None
    at = end
    if words[at].text.isdigit() and at + 1 < len(words) and gap_before(text, words, at + 1) == ",":
        at += 1
    if words[at].lower == "who" and at + 2 < len(words) and words[at + 1].lower in _COPULAS:
        at += 2
    tag = tags.get(words[at].start, "DT")
    if not (
        tag.startswith(("NN", "JJ", "DT", "PRP$", "VBG", "VBN", "RB")) or words[at].lower in Titles.load().modifiers
    ):
        return None
    return _stretch(text, words, at, tags, apposition=True)


def _continues(text: str, words: Sequence[Word], k: int, first: int, tags: Mapping[int, str]) -> bool:
    """Whether the word before ``k`` still belongs to the noun phrase that ends at ``k``."""
    word = words[k - 1]
    gap = gap_before(text, words, k)
    if not _joins(gap, word):
        return False
    if word.lower in ("of", "for", "and"):
        if k > 2 and words[k - 3].text in Titles.load().honorifics:
            return False  # "Mr. King and Mr. Lee": no kings
        if word.lower == "and" and k > 1 and {words[k - 2].lower, words[k].lower} <= PORTFOLIOS:
            return True  # "Minister of Trade and Industry"
        ends = [o for o in Titles.load().offices(words[max(0, k - 4) : k]) if o.end == min(k, 4) - 1]
        return k < first and bool(ends) and ends[-1].kinds != {"private"}
    if is_of_rank(words, k - 1):
        return True
    if word.text in NAME_PARTICLES:
        return k > 1 and words[k].capital and words[k - 2].capital  # "Rio Grande do Sul"
    tag = tags.get(word.start, "JJ")
    return (
        tag.startswith(("NN", "JJ", "DT", "PRP$", "CD", "HYPH", "POS", "FW")) or word.lower in Titles.load().modifiers
    )


def _joins(gap: str, word: Word) -> bool:
    """Whether a title goes on after ``gap``: "Gen. | Ruiz"; "he told the Governor. | Ruiz" is a new sentence."""
    return gap == "" or (gap == "." and word.text in Titles.load().cut_short)


def _is_office_end(words: Sequence[Word], k: int, first: int) -> bool:
    return any(office.end == first - k for office in Titles.load().offices(words[k:first]))


def _apposition_before(text: str, words: Sequence[Word], first: int, tags: Mapping[int, str]) -> Role | None:
    k = first - 1
    while (
        k
        and first - k < _LONGEST_ROLE
        and gap_before(text, words, k) == ""
        and (words[k - 1].text in NAME_PARTICLES or not _is_verb(words[k - 1], tags) or words[k - 2].lower == "the")
    ):
        k -= 1
    k = max((i + 1 for i in range(k, first) if words[i].lower in _RELATIVE), default=k)  # "a move that the mayor, ..."
    while k < first and words[k].lower in LINKS - {"the"} | {"by", "but", "when", "as", "while", "from"}:
        k += 1
    begins = (i for i in range(k + 1, first) if words[i].lower == "the" and _ends_phrase(words[i - 1], tags))
    k = max(begins, default=k)  # "After the raid | the mayor, Ruiz, said"
    if k < first and tags.get(words[k].start) in ("IN", "VBG"):
        return None  # "After meeting the mayor, Ruiz said"
    begins_with_article = k < first and words[k].lower in ARTICLES | POSSESSIVES
    whose = k > 0 and words[k - 1].lower == "whose"
    k += begins_with_article
    part = words[k:first]
    head = head_offices(part)
    if begins_with_article and part and Titles.load().names_organisation(text[part[0].start : part[-1].end]):
        return _role(text, part)  # "The operator, Acme Lines, said"
    if not part or not head or not (begins_with_article or whose or part[0].possessive or part[0].capital):
        return None
    after = head[-1].end
    if after < len(part) and part[after].capital:
        return None  # the office belongs to another name: "President Silva, Ana Ruiz said"
    return _role(text, part)


def _ends_phrase(word: Word, tags: Mapping[int, str]) -> bool:
    """Whether another phrase ends with a word before "the": "on Friday | the mayor", "a meeting with | the mayor"."""
    if word.lower in _BESIDE:
        return True
    return tags.get(word.start, "").startswith("NN") and not word.possessive and not word.text.endswith("ing")


def _is_verb(word: Word, tags: Mapping[int, str]) -> bool:
    return tags.get(word.start, "").startswith(_VERBS) and word.lower not in Titles.load().modifiers  # "acting"


def _stretch(text: str, words: Sequence[Word], at: int, tags: Mapping[int, str], *, apposition: bool) -> Role | None:
    """The noun phrase that begins at word ``at``, if its head is an office or a profession."""
    if at < len(words) and words[at].lower in ARTICLES:
        at += 1
    stop = at
    while stop < len(words) and stop - at < _LONGEST_ROLE:
        if stop > at and breaks_off(text, words, stop):
            break
        if words[stop].lower in _RELATIVE:
            break
        # "a purchasing executive", "candidate of the governing Reef party"
        described = tags.get(words[stop].start) in ("VBG", "VBN") and (stop == at or words[stop - 1].lower in ARTICLES)
        if tags.get(words[stop].start, "").startswith(_VERBS) and not described:
            if apposition:
                return None  # "In Chelsea, the mayor said": the subject of another clause
            break
        stop += 1
    stop = _with_apposed_name(text, words, at, stop)
    part = words[at:stop]
    head = head_offices(part)
    if not head and apposition and part and Titles.load().names_organisation(text[part[0].start : part[-1].end]):
        return _role(text, part)  # "Reef Watch, a cooperative"
    if not head or (not apposition and all(o.kinds == {"private"} for o in head)):
        return None
    if head[-1].end < len(part) and part[head[-1].end].capital and not part[head[-1].end - 1].possessive:
        return None  # another person's title
    return _role(text, part)


def _role(text: str, part: Sequence[Word]) -> Role:
    """All the words of ``part``, as a role."""
    return Role(text[part[0].start : part[-1].end], part[0].start, part[-1].end)


def _with_apposed_name(text: str, words: Sequence[Word], at: int, stop: int) -> int:
    """One past the name that follows a role's last word in commas: "leader of the largest party, Adelante,"."""
    if stop - at < 2 or words[stop - 1].lower not in BODY_NOUNS:
        return stop
    gaps = [text[a.end : b.start] for a, b in pairwise(words[stop - 1 :])]
    if not gaps or gaps[0] != ", ":
        return stop
    end = stop
    while end < len(words) and words[end].capital and (end == stop or gaps[end - stop] == " "):
        end += 1
    closed = end == len(words) or gaps[end - stop].startswith((",", "."))
    return end if end > stop and closed else stop
