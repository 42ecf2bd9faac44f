"""Differences between two actors, with a permutation test that fits a handful of statements."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from analysis.comparison import headline_repeats

_MOST_EXACT = 20_000
_SAMPLED = 9_999
_COLUMNS = ["actor", "other", "difference", "p", "p_least", "p_holm", "statements", "statements_other", "method"]


def differences(
    stances: pd.DataFrame,
    actors: Sequence[str],
    *,
    by: str = "issue",
    statements: pd.DataFrame | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Test, for each issue, whether two actors differ in mean polarity by more than chance.

    The statement is the unit: stances of one statement on one issue are averaged first. Under the null hypothesis it
    does not matter which actor made which statement, so the actors' names are permuted over the statements.

    Parameters
    ----------
    stances : DataFrame
        The stances table.
    actors : sequence of str
        Every pair of these is compared where both speak about an issue.
    by : {"issue", "target_actor", "act"}
        As in `analysis.comparison.compare`.
    statements : DataFrame, optional
        The statements table, to leave out headlines that repeat the body.
    seed : int
        Seeds the permutations drawn where there are too many to try all.

    Returns
    -------
    DataFrame
        The column named by `by`, `actor`, `other`, `difference` (mean polarity of `actor` less that of `other`, -2 to
        2), `p` (two-sided), `p_least` (the smallest p that so few statements could give at all: where it is above 0.05,
        a high `p` says nothing), `p_holm` (`p` corrected for the number of rows [1]_), `statements`,
        `statements_other`, and `method` ("exact" or "sampled" permutations; sampled p values count the observed order
        as one of the permutations [2]_).

    Notes
    -----
    .. [1] S. Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
    .. [2] B. Phipson and G. K. Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9, 39.

    Examples
    --------
    >>> import pandas as pd
    >>> stances = pd.DataFrame(
    ...     {
    ...         "article_id": "a",
    ...         "statement_id": [f"a:s{n}" for n in range(8)],
    ...         "actor": ["US"] * 4 + ["Russia"] * 4,
    ...         "act": "state",
    ...         "issue": "sanctions",
    ...         "issue_polarity": [1, 1, 1, 1, -1, -1, -1, -1],
    ...     }
    ... )
    >>> differences(stances, ["US", "Russia"])[["difference", "p", "p_least", "statements", "method"]].round(3)
       difference      p  p_least  statements method
    0         2.0  0.029    0.029           4  exact
    """
    polarity = "issue_polarity" if by == "issue" else "target_polarity"
    rows = stances.dropna(subset=["actor", by, polarity])
    repeats = headline_repeats(rows, by=by, statements=statements)
    if repeats is not None:
        rows = rows[~repeats]
    units = rows.astype({polarity: float}).groupby([by, "actor", "statement_id"], sort=True)[polarity].mean()
    found = []
    for subject, cell in units.groupby(level=0):
        said = {actor: values.to_numpy() for actor, values in cell.groupby(level=1)}
        for actor, other in combinations(dict.fromkeys(actors), 2):
            if actor in said and other in said:
                found.append({by: subject, "actor": actor, "other": other} | _test(said[actor], said[other], seed))
    table = pd.DataFrame(found, columns=[by, *_COLUMNS])
    table["p_holm"] = _holm(table["p"].to_numpy(float))
    return table.sort_values("p", kind="stable", ignore_index=True)


def _test(ours: np.ndarray, theirs: np.ndarray, seed: int) -> dict[str, object]:
    pooled = np.concatenate([ours, theirs])
    n, m = len(pooled), len(ours)
    observed = ours.mean() - theirs.mean()
    total = pooled.sum()
    exact = comb(n, m) <= _MOST_EXACT
    if exact:
        chosen = np.array(list(combinations(range(n), m)))
    else:
        generator = np.random.default_rng(seed)
        chosen = np.array([generator.permutation(n)[:m] for _ in range(_SAMPLED)])
    sums = pooled[chosen].sum(axis=1)
    permuted = np.abs(sums / m - (total - sums) / (n - m))
    as_far = int((permuted >= abs(observed) - 1e-9).sum())
    p = as_far / len(chosen) if exact else (as_far + 1) / (_SAMPLED + 1)
    farthest = permuted.max()
    p_least = float((permuted >= farthest - 1e-9).mean()) if exact else 1 / (_SAMPLED + 1)
    return {
        "difference": float(observed),
        "p": p,
        "p_least": p_least,
        "statements": m,
        "statements_other": n - m,
        "method": "exact" if exact else "sampled",
    }


def _holm(p: np.ndarray) -> np.ndarray:
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate((len(p) - np.arange(len(p))) * p[order]) if len(p) else p
    corrected = np.empty_like(p)
    corrected[order] = np.minimum(1.0, stepped)
    return corrected
