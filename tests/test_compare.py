from __future__ import annotations

import pandas as pd
import pytest
from hand_made import stances, statements

import analysis
from analysis.comparison import compare, headline_repeats, in_words, quotation_types, wilson_interval
from analysis.comparison.differences import differences


def cell(matrix: pd.DataFrame, actor: str, issue: str) -> pd.Series:
    return matrix[matrix["actor"].eq(actor) & matrix["issue"].eq(issue)].iloc[0]


def test_a_cell_holds_the_mean_and_the_numbers_behind_it():
    table = stances(
        {"actor": "US", "issue": "sanctions", "issue_polarity": 1},
        {"actor": "US", "issue": "sanctions", "issue_polarity": 0, "statement_id": "strike:s1"},
        {"actor": "US", "issue": "sanctions", "issue_polarity": -1, "article_id": "b", "statement_id": "b:s1"},
    )
    row = cell(compare(table), "US", "sanctions")
    assert (row["polarity"], row["stances"], row["statements"], row["articles"]) == (0, 3, 2, 2)
    assert (row["in_favour"], row["neutral"], row["against"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("polarities", "word"),
    [([1, 1], "supports"), ([-1], "opposes"), ([1, -1], "mixed"), ([0, 0], "neutral"), ([1, 0, 0], "supports")],
)
def test_the_word_for_a_cell(polarities, word):
    table = stances(*({"issue_polarity": polarity} for polarity in polarities))
    assert cell(compare(table), "UN", "dialogue")["word"] == word


def test_a_silent_actor_is_a_row_too():
    matrix = compare(stances({}), actors=["UN", "Russia"])
    row = cell(matrix, "Russia", "dialogue")
    assert row["word"] == "silent"
    assert row["stances"] == 0
    assert pd.isna(row["polarity"])


def test_actors_may_be_named_in_one_string():
    assert compare(stances({}, {"actor": "US"}), actors="US, UN")["actor"].tolist() == ["US", "UN"]


def test_actors_come_in_the_order_asked_for():
    assert compare(stances({}, {"actor": "US"}), actors=["US", "Russia", "UN"])["actor"].tolist() == [
        "US",
        "Russia",
        "UN",
    ]


def test_one_statement_has_no_interval():
    row = cell(compare(stances({}, {"statement_id": "strike:s1"})), "UN", "dialogue")
    assert row["stances"] == 2
    assert pd.isna(row["low"])
    assert pd.isna(row["high"])


def test_a_few_stances_that_agree_still_have_a_wide_interval():
    row = cell(compare(stances({}, {}, {})), "UN", "dialogue")
    assert row["polarity"] == 1
    assert row["low"] == pytest.approx(2 * 0.4385 - 1, abs=1e-3)  # Wilson's lower limit for 3 of 3
    assert row["high"] == 1


def test_wilson_interval_as_published():
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263 gives 0.2553 to 0.3662
    assert wilson_interval(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_a_headline_that_repeats_the_body_is_not_counted_again():
    said = statements({"place": "headline"}, {})
    row = cell(compare(stances({}, {}), statements=said), "UN", "dialogue")
    assert (row["stances"], row["repeats"]) == (1, 1)


def test_a_headline_that_says_something_else_is_counted():
    said = statements({"place": "headline"}, {})
    table = stances({"act": "condemn", "issue_polarity": -1}, {})
    assert cell(compare(table, statements=said), "UN", "dialogue")["stances"] == 2


def test_where_places_are_unknown_the_repeats_are_missing():
    assert headline_repeats(stances({})) is None
    assert pd.isna(cell(compare(stances({})), "UN", "dialogue")["repeats"])


def test_a_stance_without_actor_or_issue_is_in_no_cell():
    matrix = compare(stances({}, {"actor": None}, {"issue": None, "issue_polarity": None}))
    assert matrix["stances"].tolist() == [1]


def test_comparison_by_target_actor_uses_the_polarity_toward_the_target():
    table = stances({"target_actor": "Kazakhstan", "issue_polarity": 1, "target_polarity": -1})
    assert compare(table, by="target_actor")["polarity"].tolist() == [-1]


def test_an_unknown_comparison_names_the_choices():
    with pytest.raises(ValueError, match="issue, target_actor, act"):
        compare(stances({}), by="mood")


def test_no_stances_at_all_gives_a_silent_row_an_actor():
    matrix = compare(stances(), actors=["US", "UN"])
    assert matrix["word"].tolist() == ["silent", "silent"]
    assert in_words(matrix) == ["US: no stance found.", "UN: no stance found."]


def test_an_actor_spelt_much_like_one_that_speaks_is_warned_of():
    with pytest.warns(UserWarning, match="no stance is by 'Rusia' and it is shown as silent; is 'Russia' meant?"):
        compare(stances({"actor": "Russia"}), actors=["Rusia", "UN"])
    with pytest.warns(UserWarning, match="is 'African Union' meant?"):
        compare(stances({"actor": "African Union"}), actors=["AU"])


def test_an_actor_that_is_silent_or_known_to_the_table_alone_needs_no_warning(recwarn):
    compare(stances({"actor": "Harbour Union"}), actors=["Harbour Union", "UN"])
    assert not recwarn.list


def test_a_whole_analysis_is_no_table_of_stances():
    result = analysis.Analysis(pd.DataFrame(), statements(), stances({}), pd.DataFrame(), documents=())
    with pytest.raises(TypeError, match=r"compare takes result\.stances, and this is an object of type Analysis"):
        compare(result)


def test_the_package_has_the_function_though_its_module_was_imported():
    assert analysis.compare(stances({}))["word"].tolist() == ["supports"]


def test_in_words_gives_the_numbers():
    table = stances({}, {}, {"issue": "use-of-force", "issue_polarity": -1})
    assert in_words(compare(table)) == ["UN: supports dialogue (2 stances); opposes use of force (1 stance)."]


def test_quotation_types_leave_headlines_out():
    table = quotation_types(statements({}, {"quote_type": "indirect"}, {"place": "headline"}), actors=["UN", "US"])
    assert table[["actor", "statements", "direct", "indirect"]].values.tolist() == [["UN", 2, 1, 1], ["US", 0, 0, 0]]
    assert table["verbatim"].tolist()[0] == 0.5
    assert pd.isna(table["verbatim"].tolist()[1])


def test_two_against_two_can_never_be_significant_and_says_so():
    sides = [{"actor": "US", "issue_polarity": 1}] * 2 + [{"actor": "Russia", "issue_polarity": -1}] * 2
    row = differences(stances(*sides), ["US", "Russia"]).iloc[0]
    assert row["difference"] == 2
    assert row["p"] == row["p_least"] == pytest.approx(2 / 6)


def test_difference_by_hand():
    # of the 10 ways to deal out 1, 1, 0, 0, -1, three are as far apart: {1, 1, 0} twice, and {0, 0, -1}
    sides = [{"actor": "US", "issue_polarity": p} for p in (1, 1, 0)]
    sides += [{"actor": "UN", "issue_polarity": p} for p in (0, -1)]
    row = differences(stances(*sides), ["US", "UN"]).iloc[0]
    assert row["difference"] == pytest.approx(2 / 3 + 1 / 2)
    assert row["p"] == pytest.approx(0.3)


def test_many_statements_are_sampled_and_repeat_exactly():
    sides = [{"actor": "US", "issue_polarity": 1}, {"actor": "UN", "issue_polarity": -1}] * 12
    first, second = (differences(stances(*sides), ["US", "UN"]) for _ in range(2))
    assert first["method"].tolist() == ["sampled"]
    assert first["p"].tolist() == second["p"].tolist() == [1 / 10_000]
