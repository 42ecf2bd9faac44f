"""One statement, two reports: where articles report the same words of the same speaker, and where they differ."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import combinations

import pandas as pd

_COLUMNS = ["speaker", "likeness", "article_id", "source", "quote_type", "content", "only_here"]
_OTHER = ["other_article_id", "other_source", "other_quote_type", "other_content", "only_there"]
_TELLING = re.compile(r"[\w’'-]+")


def retellings(statements: pd.DataFrame, articles: pd.DataFrame, *, least: float = 0.6) -> pd.DataFrame:
    """Find statements of one speaker that two articles report in nearly the same words, and what differs.

    Parameters
    ----------
    statements, articles : DataFrame
        The tables. Only statements in the body, of a named speaker, with at least four words are compared.
    least : float
        Likeness from which two contents count as the same statement, 0 to 1: RapidFuzz's token sort ratio, which
        disregards the order of words, case and marks.

    Returns
    -------
    DataFrame
        A row a pair of statements in different articles: `speaker`, `likeness`, then `article_id`, `source`,
        `quote_type`, `content`, `only_here` (words that only this one has) and the same of the other:
        `other_article_id`, `other_source`, `other_quote_type`, `other_content`, `only_there`. Least alike last; each
        statement stands beside the most similar one of each other article.

    Examples
    --------
    >>> import pandas as pd
    >>> statements = pd.DataFrame(
    ...     {
    ...         "article_id": ["a", "b"],
    ...         "speaker": "Ana Diaz",
    ...         "place": "body",
    ...         "quote_type": ["direct", "indirect"],
    ...         "content": ["“Talks must begin at once”", "talks must begin soon"],
    ...     }
    ... )
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "source": ["Gazette", "Courier"]})
    >>> retellings(statements, articles)[["likeness", "only_here", "only_there"]].round(2).values.tolist()
    [[0.84, 'at once', 'soon']]
    """
    from rapidfuzz.fuzz import token_sort_ratio
    from rapidfuzz.process import cdist
    from rapidfuzz.utils import default_process

    source = dict(zip(articles["article_id"], articles["source"], strict=True))
    told = statements[statements["place"].eq("body") & statements["speaker"].notna()]
    told = told[told["content"].map(lambda content: len(_TELLING.findall(content)) >= 4)]
    pairs = []
    for speaker, rows in told.groupby("speaker", sort=True):
        for first, second in combinations(rows["article_id"].unique(), 2):
            ours, theirs = (rows[rows["article_id"].eq(article)] for article in (first, second))
            alike = cdist(ours["content"], theirs["content"], scorer=token_sort_ratio, processor=default_process) / 100
            for n, row in enumerate(ours.to_dict("records")):
                best = int(alike[n].argmax())
                if alike[n, best] < least or alike[:, best].argmax() != n:
                    continue
                other = theirs.iloc[best]
                here, there = _differing(row["content"], other["content"])
                ours_told = (first, source.get(first), row["quote_type"], row["content"], here)
                theirs_told = (second, source.get(second), other["quote_type"], other["content"], there)
                pairs.append((speaker, float(alike[n, best]), *ours_told, *theirs_told))
    table = pd.DataFrame(pairs, columns=[*_COLUMNS, *_OTHER])
    return table.sort_values(["likeness", "speaker"], ascending=[False, True], kind="stable", ignore_index=True)


def _differing(ours: str, theirs: str) -> tuple[str | None, str | None]:
    a, b = _TELLING.findall(ours), _TELLING.findall(theirs)
    matcher = SequenceMatcher(None, [w.casefold() for w in a], [w.casefold() for w in b], autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    here = " … ".join(" ".join(a[i:j]) for _, i, j, _, _ in changes if j > i)
    there = " … ".join(" ".join(b[i:j]) for _, _, _, i, j in changes if j > i)
    return here or None, there or None
