"""What somebody is in charge of, or where he is posted: for neither does he speak. "Minister for Pacific Islands"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.actors.names import Word, small_words
from analysis.actors.titles import Office, Titles
from analysis.actors.wordlists import ENDS_OF_HEAD, OFFICES_OF_ORGANISATIONS_ALONE

_POSTS = small_words("posts_in_countries")
_WITH_PORTFOLIOS = ("minister", "secretary", "secretary of state", "secretary of state for", "commissioner", "envoy")


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
        if held and not sent and begin < len(words) and words[begin - 1].lower == "for":
            stops = (k for k in range(begin, len(words)) if words[k].lower in ENDS_OF_HEAD)
            return range(begin, next(stops, len(words)))
    return range(0)


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
