"""Agreement: units that coders share, alpha, F1 with intervals, confusions, and disagreements in context."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest
from hand_made import figures, stances, statements
from nltk.metrics import binary_distance, interval_distance
from nltk.metrics.agreement import AnnotationTask

from analysis.agreement import NOT_MARKED, alpha_of_counts, confusion, disagreements, found, found_by_pairs, reliability
from analysis.agreement.alignment import aligned

TEXT = "The union wants talks now. The mayor said 40 people were hurt and 12 are missing, she condemned the strike."


def at(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


def said(words, **more):
    start, end = at(words)
    return {"content": words, "content_start": start, "content_end": end, "content_spans": [[start, end]]} | more


def shown(words, **more):
    start, end = at(words)
    return {"evidence": words, "evidence_start": start, "evidence_end": end} | more


def counted(words, **more):
    start, end = at(words)
    return {"text": words, "start": start, "end": end} | more


def coder(*, statements_=(), stances_=(), figures_=()):
    return {"statements": statements(*statements_), "stances": stances(*stances_), "figures": figures(*figures_)}


def row(lines, /, **where):
    for column, value in where.items():
        lines = lines[lines[column].eq(value)]
    return lines.iloc[0]


@pytest.mark.parametrize(
    ("other", "units"),
    [
        ("40 people were hurt", 1),
        ("40 people were hurt and", 1),
        ("40 people", 2),
        ("12 are missing", 2),
    ],
)
def test_statements_are_one_where_their_contents_overlap_by_half(other, units):
    ana, ben = (coder(statements_=[said(words)]) for words in ("40 people were hurt", other))
    assert len(aligned({"Ana": ana, "Ben": ben}, "statements")) == units


def test_a_split_content_is_matched_piece_by_piece():
    pieces = [list(at("40 people were hurt")), list(at("she condemned"))]
    split = said("40 people were hurt") | {"content_end": at("she condemned")[1], "content_spans": pieces}
    whole = said("40 people were hurt and 12 are missing, she condemned")
    units = aligned({"Ana": coder(statements_=[split]), "Ben": coder(statements_=[whole])}, "statements")
    assert [sorted(unit) for unit in units] == [["Ana", "Ben"]]


def test_stances_with_the_same_evidence_are_told_apart_by_their_target():
    both = [
        shown("condemned the strike", target=words, target_start=at(words)[0], target_end=at(words)[1], act=act)
        for words, act in (("the strike", "condemn"), ("she", "oppose"))
    ]
    ana, ben = coder(stances_=both), coder(stances_=both[::-1])
    units = aligned({"Ana": ana, "Ben": ben}, "stances")
    assert [[unit[name]["act"] for name in ("Ana", "Ben")] for unit in units] == [
        ["condemn", "condemn"],
        ["oppose", "oppose"],
    ]


def test_articles_that_one_coder_did_not_have_do_not_count():
    ana = coder(figures_=[counted("40 people"), counted("12", article_id="b")])
    ben = coder(figures_=[counted("40 people")])
    assert row(found(ana, ben), table="figures")[["both", "only_coder", "only_truth"]].tolist() == [1, 0, 0]


def test_precision_recall_and_f1():
    machine = coder(figures_=[counted("40 people"), counted("12"), counted("The")])
    people = coder(figures_=[counted("40 people"), counted("12 are missing"), counted("now"), counted("12")])
    scores = row(found(machine, people), table="figures")
    assert scores[["precision", "recall", "f1"]].tolist() == pytest.approx([2 / 3, 2 / 4, 4 / 7])
    assert scores["precision_low"] == pytest.approx(0.2077, abs=1e-4)  # Wilson's limits for 2 of 3
    assert scores["precision_high"] == pytest.approx(0.9385, abs=1e-4)
    assert scores["f1_low"] < scores["f1"] < scores["f1_high"]


def test_swapping_coders_swaps_precision_and_recall():
    one, other = coder(figures_=[counted("40 people"), counted("12")]), coder(figures_=[counted("12")])
    first, second = (row(found(*pair), table="figures") for pair in ((one, other), (other, one)))
    assert (first["precision"], first["recall"], first["f1"]) == (second["recall"], second["precision"], second["f1"])


def test_nothing_marked_by_anybody_has_no_score():
    assert found(coder(), coder())["f1"].isna().all()


@pytest.mark.parametrize("distance", [binary_distance, interval_distance])
def test_alpha_of_counts_is_nltks_alpha(distance):
    draw = random.Random(1)
    units = [[draw.choice([-1, 0, 1]) for _ in range(draw.choice([2, 3]))] for _ in range(40)]
    data = [(str(coder), str(unit), value) for unit, values in enumerate(units) for coder, value in enumerate(values)]
    counts = np.array([[values.count(value) for value in (-1, 0, 1)] for values in units])
    distances = np.array([[distance(a, b) for b in (-1, 0, 1)] for a in (-1, 0, 1)], dtype=float)
    expected = AnnotationTask(data=data, distance=distance).alpha()
    assert alpha_of_counts(counts, distances) == pytest.approx(expected)


def test_alpha_as_published():
    # Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section B: nominal, two coders, ten units
    one, other = "abbbbbcccc", "abbbbbbccc"
    assert alpha_of_counts(counts_of("0101000000", "1110010000"), 1 - np.eye(2)) == pytest.approx(0.095, abs=5e-4)
    assert alpha_of_counts(counts_of(one, one), 1 - np.eye(3)) == 1
    assert alpha_of_counts(counts_of(one, other), 1 - np.eye(3)) < 1


def counts_of(one, other):
    values = sorted(set(one + other))
    return np.array([[(a, b).count(value) for value in values] for a, b in zip(one, other, strict=True)])


def three(*bounds):
    words = ("40 people", "12", "The union", "now")
    return coder(figures_=[counted(w, bound=b) for w, b in zip(words, bounds, strict=False)])


def test_reliability_of_a_variable():
    coders = {"Ana": three("exact", "exact", "about", "about"), "Ben": three("exact", "exact", "about", "exact")}
    line = row(reliability(coders), variable="bound")
    assert line[["units", "coders", "agreement"]].tolist() == [4, 2, 0.75]
    assert line["alpha"] == pytest.approx(1 - (2 / 8) / (2 * 5 * 3 / (8 * 7)))
    assert line["low"] <= line["alpha"] <= line["high"]


def test_where_nothing_varies_there_is_no_alpha():
    line = row(reliability({"Ana": three("exact", "exact"), "Ben": three("exact", "exact")}), variable="bound")
    assert line["agreement"] == 1
    assert line[["alpha", "low", "high"]].isna().all()


def test_the_interval_repeats_exactly():
    coders = {"Ana": three("exact", "about", "about"), "Ben": three("exact", "about", "exact")}
    pd.testing.assert_frame_equal(reliability(coders), reliability(coders))


def test_polarities_far_apart_weigh_more():
    def polarities(*values):
        words = ("The union wants", "said 40 people", "condemned the strike")
        return coder(stances_=[shown(w, issue_polarity=v) for w, v in zip(words, values, strict=True)])

    near, far = (
        row(reliability({"Ana": polarities(1, -1, 0), "Ben": polarities(1, -1, last)}), variable="issue_polarity")
        for last in (1, -1)
    )
    opposite = reliability({"Ana": polarities(1, -1, 1), "Ben": polarities(1, -1, -1)})
    assert near["alpha"] == pytest.approx(far["alpha"])
    assert row(opposite, variable="issue_polarity")["alpha"] < near["alpha"]


def test_polarities_toward_different_issues_are_not_compared():
    ana = coder(stances_=[shown("condemned the strike", issue="protests", issue_polarity=-1)])
    ben = coder(stances_=[shown("condemned the strike", issue="dialogue", issue_polarity=1)])
    assert row(reliability({"Ana": ana, "Ben": ben}), variable="issue_polarity")["units"] == 0


def test_confusion_counts_pairs_of_values():
    ana, ben = three("exact", "exact", "about"), three("exact", "at_least", "about")
    table = confusion(ana, ben, "figures", "bound")
    assert table.index.tolist() == table.columns.tolist() == ["about", "at_least", "exact"]
    assert table.loc["exact"].tolist() == [0, 1, 1]


def test_a_missing_value_is_a_value():
    ana, ben = (coder(stances_=[shown("condemned the strike", issue=i)]) for i in ("protests", None))
    assert confusion(ana, ben, "stances", "issue").loc["protests", "(none)"] == 1


def test_disagreements_come_in_context():
    ana, ben = three("exact", "exact"), three("about")
    table = disagreements({"Ana": ana, "Ben": ben}, {"strike": TEXT}, around=10)
    assert table[["variable", "Ana", "Ben"]].fillna("").values.tolist() == [
        ["bound", "exact", "about"],
        ["", "marked", NOT_MARKED],
    ]
    assert table["context"].tolist() == ["ayor said ⟦40 people⟧ were hurt", "hurt and ⟦12⟧ are missi"]


def test_coders_who_agree_have_no_disagreements():
    assert disagreements({"Ana": three("exact"), "Ben": three("exact")}, {"strike": TEXT}).empty


def test_polarities_are_shown_in_words():
    ana, ben = (coder(stances_=[shown("condemned the strike", target_polarity=p)]) for p in (-1, 0))
    table = confusion(ana, ben, "stances", "target_polarity")
    assert table.index.tolist() == ["against", "neither"]
    assert disagreements({"Ana": ana, "Ben": ben}, {"strike": TEXT})["Ana"].tolist() == ["against"]


def test_every_pair_of_coders_is_scored_once():
    coders = {name: three("exact") for name in ("Ana", "Ben", "Cleo")}
    pairs = found_by_pairs(coders).query("table == 'figures'")
    assert pairs[["coder", "truth"]].values.tolist() == [["Ana", "Ben"], ["Ana", "Cleo"], ["Ben", "Cleo"]]
    assert found_by_pairs({"machine": three()}, coders)["truth"].unique().tolist() == ["Ana", "Ben", "Cleo"]


def test_one_coder_alone_has_no_pairs():
    assert found_by_pairs({"Ana": three("exact")}).empty
