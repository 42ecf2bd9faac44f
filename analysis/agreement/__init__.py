"""How far people agree with each other, and the machine with people: alpha, F1, confusions, and every disagreement."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from nltk.metrics import binary_distance, interval_distance
from nltk.metrics.agreement import AnnotationTask

from analysis.agreement.alignment import Codings, aligned, spans_of
from analysis.annotations.corrections import KEYS, Corrected, Tables, tables_of
from analysis.comparison import wilson_interval
from analysis.tables import POLARITY

if TYPE_CHECKING:
    from analysis.pipeline import Analysis

Coders = Mapping[str, "Analysis | Corrected | Tables"]

VARIABLES = {
    "statements": ("quote_type", "kind", "speaker", "actor"),
    "stances": ("act", "issue", "issue_polarity", "target_polarity"),
    "figures": ("value", "bound", "unit", "counted", "event"),
}
"""What is compared of every table."""
CONFUSED = (
    ("stances", "target_polarity"),
    ("stances", "issue_polarity"),
    ("stances", "issue"),
    ("stances", "act"),
    ("statements", "quote_type"),
)
"""What is worth a confusion table: a handful of values each."""
NONE = "(none)"
NOT_MARKED = "(not marked)"


def counts(coders: Coders) -> pd.DataFrame:
    """How many articles, statements, stances and figures each coder has.

    >>> counts({"Ana": {}})
      coder  articles  statements  stances  figures
    0   Ana         0           0        0        0
    """
    rows = [{"coder": name} | {n: len(t) for n, t in tables_of(given).items()} for name, given in coders.items()]
    return pd.DataFrame(rows)


def reliability(coders: Coders, *, resamples: int = 1_000, seed: int = 0) -> pd.DataFrame:
    """Krippendorff's alpha of every variable, over the units that at least two coders have.

    Polarities are compared as numbers (interval), and only where both coders gave one; toward an issue only where they
    chose the same issue. Everything else is nominal, and a missing value is a value. What one coder marked and another
    did not is no coding: see ``found``.

    Parameters
    ----------
    coders : mapping of str to Analysis, Corrected or tables
    resamples : int
        Bootstrap samples of units for the interval.
    seed : int

    Returns
    -------
    DataFrame
        ``table variable units coders agreement alpha low high``. ``agreement`` is the share of pairs of codings that
        are equal; ``low`` and ``high`` are the 95% percentile interval. ``alpha`` is missing where there are no two
        units or all codings are one value: nothing varied, so nothing can be said [1]_.

    Notes
    -----
    .. [1] K. Krippendorff (2019), Content Analysis, 4th ed., 12.2.

    Examples
    --------
    >>> from analysis import tables
    >>> row = {"article_id": "a", "text": "40", "start": 0, "end": 2, "paragraph": 0, "bound": "exact"}
    >>> rows = [row | {"figure_id": f"a:f{n}", "start": 9 * n, "end": 9 * n + 2} for n in range(3)]
    >>> ana = {"figures": tables.frame("figures", [rows[0], rows[1], rows[2] | {"bound": "about"}])}
    >>> table = reliability({"Ana": ana, "Ben": ana}).query("variable == 'bound'")
    >>> table[["units", "agreement", "alpha"]].values.tolist()
    [[3, 1.0, 1.0]]
    """
    rows = []
    for table, variables in VARIABLES.items():
        units = aligned(coders, table)
        for variable in variables:
            codings = _codings(units, variable)
            names = {name for unit in codings for name in unit}
            rows.append(
                {
                    "table": table,
                    "variable": variable,
                    "units": len(codings),
                    "coders": len(names),
                    "agreement": _equal_pairs(codings),
                    **_alpha(codings, variable, resamples, seed),
                }
            )
    numbers = dict.fromkeys(("agreement", "alpha", "low", "high"), "Float64")
    return pd.DataFrame(rows).astype({"table": "string", "variable": "string", **numbers})


def found(coder: Analysis | Corrected | Tables, truth: Analysis | Corrected | Tables) -> pd.DataFrame:
    """What of another's statements, stances and figures a coder found: precision, recall and F1.

    Parameters
    ----------
    coder, truth : Analysis, Corrected or tables
        Whose rows are judged, and by whose. With two people, swapping them swaps precision and recall.

    Returns
    -------
    DataFrame
        ``table both only_coder only_truth`` and ``precision recall f1``, each with its 95% interval ``_low`` and
        ``_high``; missing where there is nothing to divide by. Intervals are Wilson's [1]_; that of F1 comes from the
        Jaccard index J, the share of all units that both have, as F1 = 2J / (1 + J).

    Notes
    -----
    .. [1] E. B. Wilson (1927), Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> from analysis import tables
    >>> row = {"article_id": "a", "text": "40", "start": 0, "end": 2, "paragraph": 0, "bound": "exact"}
    >>> rows = [row | {"figure_id": f"a:f{n}", "start": 9 * n, "end": 9 * n + 2} for n in range(4)]
    >>> machine, ana = ({"figures": tables.frame("figures", some)} for some in (rows[:3], rows[1:]))
    >>> found(machine, ana).round(2).loc[2, ["both", "only_coder", "only_truth", "f1"]].to_list() == [2, 1, 1, 0.67]
    True
    """
    rows = []
    for table in KEYS:
        units = aligned({"coder": coder, "truth": truth}, table)
        both = sum(len(unit) == 2 for unit in units)
        coder_only = sum("truth" not in unit for unit in units)
        truth_only = len(units) - both - coder_only
        row: dict[str, Any] = {"table": table, "both": both, "only_coder": coder_only, "only_truth": truth_only}
        row |= _share("precision", both, both + coder_only) | _share("recall", both, both + truth_only)
        jaccard = _share("f1", both, len(units))
        row |= {name: None if share is None else 2 * share / (1 + share) for name, share in jaccard.items()}
        rows.append(row)
    measures = [f"{name}{end}" for name in ("precision", "recall", "f1") for end in ("", "_low", "_high")]
    return pd.DataFrame(rows).astype({"table": "string", **dict.fromkeys(measures, "Float64")})


def found_by_pairs(coders: Coders, truths: Coders | None = None) -> pd.DataFrame:
    """``found`` for every coder against every one of ``truths``; without these, for every two coders.

    Returns
    -------
    DataFrame
        ``coder truth`` and the columns of ``found``.
    """
    pairs = product(coders, truths) if truths else combinations(coders, 2)
    judges = truths or coders
    scores = [found(coders[one], judges[other]).assign(coder=one, truth=other) for one, other in pairs]
    if not scores:
        return found({}, {}).iloc[:0].assign(coder=None, truth=None)
    whole = pd.concat(scores, ignore_index=True)
    return whole[["coder", "truth", *(column for column in whole if column not in ("coder", "truth"))]]


def confusion(
    first: Analysis | Corrected | Tables, second: Analysis | Corrected | Tables, table: str, variable: str
) -> pd.DataFrame:
    """How often one coder says this where the other says that, over the units both have.

    Returns
    -------
    DataFrame
        Counts; a row a value of the first, a column a value of the second, as text and both in the same order.

    Examples
    --------
    >>> from analysis import tables
    >>> row = {"article_id": "a", "figure_id": "a:f1", "text": "40", "start": 0, "end": 2, "paragraph": 0}
    >>> ana, ben = ({"figures": tables.frame("figures", [row | {"bound": b}])} for b in ("exact", "about"))
    >>> print(confusion(ana, ben, "figures", "bound").loc["exact", "about"])
    1
    """
    codings = _codings(aligned({"first": first, "second": second}, table), variable)
    values = sorted({value for unit in codings for value in unit.values()}, key=lambda v: (isinstance(v, str), v))
    names = [_in_words(value, variable) for value in values]
    counts = pd.DataFrame(0, index=pd.Index(names, name="first"), columns=pd.Index(names, name="second"))
    for unit in codings:
        counts.loc[_in_words(unit["first"], variable), _in_words(unit["second"], variable)] += 1
    return counts


def disagreements(coders: Coders, texts: Mapping[str, str], *, around: int = 40) -> pd.DataFrame:
    """Every unit that coders do not see alike, in its context.

    Parameters
    ----------
    coders : mapping of str to Analysis, Corrected or tables
    texts : mapping of str to str
        The articles' texts by ``article_id``.
    around : int
        Characters of context on either side.

    Returns
    -------
    DataFrame
        ``article_id start table variable context`` and one column a coder with what they say; ``variable`` is missing
        where somebody did not mark the unit at all. In the context the words stand between ⟦ and ⟧. Polarities are
        listed where the issue is the same.
    """
    rows = []
    for table, variables in VARIABLES.items():
        for unit in aligned(coders, table):
            some = next(iter(unit.values()))
            spans = spans_of(some, table)
            start, end = min(s for s, _ in spans), max(e for _, e in spans)
            text = texts[some["article_id"]]
            words = f"{text[max(0, start - around) : start]}⟦{text[start:end]}⟧{text[end : end + around]}"
            place = {
                "article_id": some["article_id"],
                "start": start,
                "table": table,
                "context": " ".join(words.split()),
            }
            if len(unit) < len(coders):
                said = {name: "marked" if name in unit else NOT_MARKED for name in coders}
                rows.append(place | {"variable": None} | said)
            for variable in variables:
                values = {name: _in_words(_value(row[variable]), variable) for name, row in unit.items()}
                other_issues = variable == "issue_polarity" and len({row["issue"] for row in unit.values()}) > 1
                if len(set(values.values())) > 1 and not other_issues:
                    said = {name: values.get(name, NOT_MARKED) for name in coders}
                    rows.append(place | {"variable": variable} | said)
    columns = ["article_id", "start", "table", "variable", "context", *coders]
    listed = pd.DataFrame(rows, columns=columns).sort_values(["article_id", "start"], kind="stable", ignore_index=True)
    return listed.astype(dict.fromkeys(("article_id", "table", "variable", "context", *coders), "string"))


def _value(value: Any) -> Hashable:
    return NONE if value is None else value


def _in_words(value: Any, variable: str) -> str:
    if variable.endswith("polarity") and value != NONE:
        return POLARITY[value]
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _codings(units: list[Codings], variable: str) -> list[dict[str, Hashable]]:
    """The codings of one variable, of units with two codings or more."""
    found = []
    for unit in units:
        rows = dict(unit)
        if variable.endswith("polarity"):
            rows = {name: row for name, row in rows.items() if row[variable] is not None}
        if variable == "issue_polarity" and len({row["issue"] for row in rows.values()}) > 1:
            continue
        if len(rows) > 1:
            found.append({name: _value(row[variable]) for name, row in rows.items()})
    return found


def _equal_pairs(codings: list[dict[str, Hashable]]) -> float | None:
    pairs = [pair for unit in codings for pair in combinations(unit.values(), 2)]
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else None


def _alpha(codings: list[dict[str, Hashable]], variable: str, resamples: int, seed: int) -> dict[str, float | None]:
    values = sorted({value for unit in codings for value in unit.values()}, key=str)
    if len(codings) < 2 or len(values) < 2:
        return {"alpha": None, "low": None, "high": None}
    distance = interval_distance if variable.endswith("polarity") else binary_distance
    data = [(name, str(n), value) for n, unit in enumerate(codings) for name, value in unit.items()]
    alpha = AnnotationTask(data=data, distance=distance).alpha()
    counts = np.array([[list(unit.values()).count(value) for value in values] for unit in codings])
    distances = np.array([[distance(one, other) for other in values] for one in values], dtype=float)
    draws = np.random.default_rng(seed).integers(len(codings), size=(resamples, len(codings)))
    drawn = [a for draw in draws if (a := alpha_of_counts(counts[draw], distances)) is not None]
    low, high = np.percentile(drawn, [2.5, 97.5]) if drawn else (None, None)
    return {"alpha": float(alpha), "low": low, "high": high}


def alpha_of_counts(counts: np.ndarray, distances: np.ndarray) -> float | None:
    """Krippendorff's alpha from how often each unit (row) got each value (column); None where nothing varied.

    The same number as NLTK's ``AnnotationTask.alpha``, fast enough to be drawn a thousand times.

    >>> alpha_of_counts(np.array([[2, 0], [0, 2], [1, 1]]), 1 - np.eye(2))
    0.4444444444444444
    """
    coded = counts.sum(axis=1)
    totals = counts.sum(axis=0)
    expected = totals @ distances @ totals / (totals.sum() - 1)
    if not expected:
        return None
    observed = (np.einsum("uv,vw,uw->u", counts, distances, counts) / (coded - 1)).sum()
    return float(1 - observed / expected)


def _share(name: str, part: int, whole: int) -> dict[str, float | None]:
    if not whole:
        return {name: None, f"{name}_low": None, f"{name}_high": None}
    low, high = wilson_interval(part / whole, whole)
    return {name: part / whole, f"{name}_low": low, f"{name}_high": high}
