from __future__ import annotations

import matplotlib.pyplot as plt
import pytest
from hand_made import figures, stances, statements
from matplotlib.colors import to_rgb

from analysis import charts
from analysis.comparison import compare, quotation_types
from analysis.errors import ArgumentError


@pytest.fixture(autouse=True)
def _without_windows():
    plt.switch_backend("agg")
    yield
    plt.close("all")


def words(ax):
    return [text.get_text() for text in ax.texts]


def test_a_matrix_cell_shows_word_sign_and_number():
    ax = charts.stance_matrix(compare(stances({}, {}, {"actor": "US", "issue_polarity": -1}), actors=["UN", "US"]))
    assert words(ax) == ["+", "supports", "n = 2", "\N{MINUS SIGN}", "opposes", "n = 1"]


@pytest.mark.parametrize("actors", [["UN"], ["UN", "US"], ["UN", "US", "Russia"]])
def test_the_caption_is_no_wider_than_the_matrix(actors):
    ax = charts.stance_matrix(compare(stances({"issue": "foreign-military-intervention"}), actors=actors))
    ax.figure.draw_without_rendering()
    caption, whole = ax.xaxis.label.get_window_extent(), ax.figure.bbox
    assert caption.x1 <= ax.get_window_extent().x1 + 1
    assert caption.y0 >= whole.y0
    assert ax.get_xlabel().split()[-3:] == ["of", "stances", "found."]


def test_a_silent_cell_says_so():
    assert words(charts.stance_matrix(compare(stances({}), actors=["UN", "Russia"])))[-1] == "silent"


def test_without_any_stance_one_line_says_so():
    assert words(charts.stance_matrix(compare(stances(), actors=["UN", "US"]))) == ["no stance found"]


def test_a_table_that_is_no_comparison_is_refused():
    with pytest.raises(ArgumentError, match="stance_matrix draws what `compare` returns"):
        charts.stance_matrix(stances({}))


def test_the_mean_and_its_interval_are_drawn_on_the_scale():
    table = stances({}, {}, {"issue_polarity": -1})
    row = compare(table).iloc[0]
    lines = charts.stance_matrix(compare(table)).lines
    dot = next(line for line in lines if line.get_marker() == "o")
    bar = next(line for line in lines if line.get_linewidth() == 3)
    assert dot.get_xdata()[0] == pytest.approx(0.36 * row["polarity"])
    assert list(bar.get_xdata()) == pytest.approx([0.36 * row["low"], 0.36 * row["high"]])


def test_one_statement_is_a_hollow_dot_without_a_bar():
    lines = charts.stance_matrix(compare(stances({}))).lines
    dot = next(line for line in lines if line.get_marker() == "o")
    assert dot.get_markerfacecolor() == charts.FOR
    assert not [line for line in lines if line.get_linewidth() == 3]


def test_for_and_against_differ_in_grey():
    def lightness(colour):
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), to_rgb(colour), strict=True))

    assert abs(lightness(charts.FOR) - lightness(charts.AGAINST)) > 0.3


def test_quotation_bars_are_as_long_as_the_counts():
    table = quotation_types(statements({}, {}, {"quote_type": "mixed"}, {"actor": "US", "quote_type": "indirect"}))
    ax = charts.quotation_types(table)
    assert [[bar.get_width() for bar in bars] for bars in ax.containers] == [[2, 0], [1, 0], [0, 1]]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["verbatim", "partly verbatim", "paraphrased"]


@pytest.mark.parametrize(
    ("bounds", "hollow", "arrow"),
    [
        ({}, False, None),
        ({"bound": "about", "low": None, "high": None}, True, None),
        ({"bound": "at_least", "high": None}, False, "right"),
        ({"bound": "more_than", "high": None}, True, "right"),
        ({"bound": "less_than", "low": None}, True, "left"),
        ({"bound": "about", "value": None, "low": 24, "high": None}, True, "right"),
    ],
)
def test_a_figure_is_drawn_with_its_bound(bounds, hollow, arrow):
    ax = charts.reported_figures(figures(bounds))
    dot = next(line for line in ax.lines if line.get_marker() == "o")
    assert dot.get_xdata()[0] == (bounds.get("low") or 40)
    assert (dot.get_markerfacecolor() == "white") is hollow
    drawn = [text for text in ax.texts if getattr(text, "arrow_patch", None)]
    assert [("right" if text.xyann[0] > 0 else "left") for text in drawn] == ([arrow] if arrow else [])


def test_a_range_is_a_bar_from_end_to_end():
    ax = charts.reported_figures(figures({"bound": "range", "value": None, "low": 20, "high": 30}))
    assert list(ax.lines[0].get_xdata()) == [20, 30]


def test_a_range_of_one_number_is_a_dot():
    ax = charts.reported_figures(figures({"bound": "range", "value": None, "low": 4, "high": 4, "text": "4-4"}))
    assert [list(line.get_xdata()) for line in ax.lines if line.get_marker() == "o"] == [[4]]


def test_large_numbers_are_short_on_the_axis():
    number = {"value": 2e9, "low": 2e9, "high": 2e9}
    ax = charts.reported_figures(figures(number))
    assert "2 billion" in [label.get_text() for label in ax.get_xticklabels()]


def test_a_figure_names_what_is_counted_and_who_says_so():
    ax = charts.reported_figures(figures({"reported_by": "Interior Ministry"}, {}))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["people injured", "people injured"]
    assert {"source: Interior Ministry", "no source given", "40 people"} <= set(words(ax))


def test_figures_far_apart_get_a_logarithmic_axis():
    assert charts.reported_figures(figures({}, {"value": 5000, "low": 5000, "high": 5000})).get_xscale() == "log"
    assert charts.reported_figures(figures({}, {"value": 0, "low": 0, "high": 0})).get_xscale() == "linear"


def test_units_do_not_share_an_axis():
    parts = charts.by_unit(figures({}, {"unit": "percent"}, {}))
    assert [(unit, len(rows)) for unit, rows in parts] == [("count", 2), ("percent", 1)]


def test_the_same_chart_gives_the_same_bytes(tmp_path):
    written = []
    for folder in ("first", "second"):
        paths = charts.save(charts.stance_matrix(compare(stances({}))), tmp_path / folder, "stances")
        assert [path.name for path in paths] == ["stances.png", "stances.svg"]
        written.append([path.read_bytes() for path in paths])
    assert written[0] == written[1]


@pytest.mark.parametrize("draw", [charts.stance_matrix, charts.quotation_types, charts.reported_figures])
def test_empty_tables_give_an_empty_chart(draw, tmp_path):
    empty = {
        charts.stance_matrix: compare(stances()),
        charts.quotation_types: quotation_types(statements()),
        charts.reported_figures: figures(),
    }
    assert charts.save(draw(empty[draw]), tmp_path, "empty")


def test_a_name_is_made_fit_for_a_file(tmp_path):
    path = charts.save(charts.reported_figures(figures({"unit": "ton/year"})), tmp_path, "figures-ton/year")[0]
    assert path == tmp_path / "figures-ton-year.png"


def test_dollar_signs_are_not_read_as_formulas(tmp_path):
    ax = charts.reported_figures(figures({"text": "$5 to $6", "counted": "$ price_{1}$", "reported_by": "A$AP $Bank"}))
    assert charts.save(ax, tmp_path, "dollars")
    assert not any(text.get_parse_math() for text in [*ax.texts, *ax.get_yticklabels()])


def test_positions_stand_at_their_group_with_interval_and_number():
    groups = compare(stances({}, {}, {"actor": "US", "issue_polarity": -1}), ["UN", "US"]).assign(group="2024-05")
    groups.insert(0, "group", groups.pop("group"))
    ax = charts.positions(groups, "dialogue")
    dots = {line.get_label(): list(line.get_ydata()) for line in ax.lines if line.get_marker() in "os"}
    assert {name: values for name, values in dots.items() if name in ("UN", "US")} == {"UN": [1], "US": [-1]}
    assert words(ax) == ["2", "1"]


def test_conflicting_figures_name_each_source():
    told = figures({"reported_by": "police"}, {"value": 90, "low": 90, "high": 90, "text": "90"})
    told = told.assign(count="injured: people").drop(columns=["counted", "event"])
    ax = charts.conflicting_figures(told)
    assert {"source: police", "no source given"} <= set(words(ax))
    assert ax.get_title(loc="left") == "Figures told differently"
