"""What somebody is in charge of, or where he is posted: for neither does he speak. "Minister for Pacific Islands"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.actors.names import Word, small_words
from analysis.actors.titles import Office, Titles
from analysis.actors.wordlists import ENDS_OF_HEAD, OFFICES_OF_ORGANISATIONS_ALONE, PORTFOLIOS

_POSTS = small_words("posts_in_countries")
_LONGEST_OFFICE = 5  # words, "of" or "for" among them
_WITH_PORTFOLIOS = ("minister", "secretary", "of state", "of state for", "commissioner", "envoy")


def portfolio_of(words: Sequence[Word], offices: Sequence[Office]) -> range:
    """The words that say what a minister or an envoy is for: "Minister for | Indigenous Australians".

    Examples
    --------
    >>> from analysis.actors.names import words_of
    >>> words = words_of("the minister for Pacific Islands of Fiji")
    >>> portfolio_of(words, Titles.load().offices(words))
    range(3, 5)
    """
    for office in offices:
        begin = office.end if office.name.endswith(" for") else office.end + 1
        held = office.name.endswith(_WITH_PORTFOLIOS) and office.name not in OFFICES_OF_ORGANISATIONS_ALONE
        sent = office.name.endswith("envoy") and begin < len(words) and words[begin].lower == "the"  # for "the Quartet"
        joined = words[begin - 1].lower if begin < len(words) else ""
        if held and not sent and (joined == "for" or (joined == "of" and words[begin].lower in PORTFOLIOS)):
            stops = (k for k in range(begin, len(words)) if words[k].lower in ENDS_OF_HEAD)
            return range(begin, next(stops, len(words)))
    return range(0)


def end_of_portfolio(words: Sequence[Word], first: int, end: int) -> int:
    """Where a name begins in capitals from ``first`` to ``end`` after a minister's portfolio, else ``first``.

    Examples
    --------
    >>> from analysis.actors.names import words_of
    >>> words = words_of("Minister of Water and Energy Ana Ruiz")
    >>> end_of_portfolio(words, 4, 7)
    5
    """
    name, of = first, first
    while name < end - 1 and words[name].lower in PORTFOLIOS:
        name += 1
    while of and (words[of - 1].lower in PORTFOLIOS or words[of - 1].lower in ("and", "the")):
        of -= 1
    if name == first or not of or words[of - 1].lower not in ("of", "for"):
        return first
    begin = max(0, of - _LONGEST_OFFICE)
    held = Titles.load().offices(words[begin:of])
    return name if any(o.end >= of - begin - 1 and o.name.endswith(_WITH_PORTFOLIOS) for o in held) else first


def is_where_posted(words: Sequence[Word], end: int, offices: Sequence[Office]) -> bool:
    """Whether a name that ends before word ``end`` is where somebody works for another: "Mexico | director at Oxfam".

    Examples
    --------
    >>> from analysis.actors.names import words_of
    >>> words = words_of("Mexico director at Oxfam")
    >>> is_where_posted(words, 1, Titles.load().offices(words))
    True
    """
    modifiers = Titles.load().modifiers
    while end < len(words) and words[end].lower in modifiers:
        end += 1
    office = next((o for o in offices if o.first == end or (o.first < end < o.end)), None)
    if office is None or office.name not in _POSTS or words[office.first - 1].possessive:
        return False
    at = office.end
    if at + 1 >= len(words) or words[at].lower not in ("at", "for", "of", "with"):
        return False
    first = at + 1 + (words[at + 1].lower == "the")
    if first >= len(words) or not words[first].capital:
        return False
    titled = words[office.first].capital and words[at].lower in ("of", "for")  # "US Director of National Intelligence"
    return not titled
