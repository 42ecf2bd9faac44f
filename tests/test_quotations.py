"""Quotation marks of every kind and number."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quotations import pair_quotations


def quoted(text):
    return [text[q.start : q.end] for q in pair_quotations(text, 0, len(text), 0)[0]]


def inner(text):
    return [text[q.inner_start : q.inner_end] for q in pair_quotations(text, 0, len(text), 0)[0]]


@pytest.mark.parametrize(
    "text",
    [
        "He said “we will wait” and left.",
        'He said "we will wait" and left.',
        "He said ''we will wait'' and left.",
        "He said ``we will wait'' and left.",
        "He said «we will wait» and left.",
        "He said „we will wait“ and left.",
        "He said »we will wait« and left.",
        "He said ‘we will wait’ and left.",
        "He said 'we will wait' and left.",
    ],
)
def test_every_kind_of_mark_is_paired(text):
    assert inner(text) == ["we will wait"]


def test_apostrophes_are_not_quotation_marks():
    assert quoted("The workers’ union didn’t sign; it’s the ministers' fault, in the '90s.") == []


def test_a_plural_possessive_does_not_end_a_quotation_in_single_marks():
    assert inner("‘The workers’ rights are at stake,’ she said.") == ["The workers’ rights are at stake,"]


def test_single_marks_inside_double_ones_belong_to_the_outer_quotation():
    assert inner("“He told us ‘go home’ twice,” she said.") == ["He told us ‘go home’ twice,"]


def test_a_nested_straight_quotation_stays_inside():
    assert inner('"He said "no" to me," she said.') == ['He said "no" to me,']


def test_a_closing_mark_typed_as_an_opening_one_is_read_as_closing_and_recorded():
    text = "It may “limit the coverage. “. He left."
    quotations, repairs = pair_quotations(text, 0, len(text), 0)
    assert [text[q.inner_start : q.inner_end] for q in quotations] == ["limit the coverage. "]
    assert [r.kind for r in repairs] == ["closing-mark-typed-as-opening"]


def test_a_missing_closing_mark_costs_only_its_own_quotation():
    text = "“We are ready, he said. “They are not,” she said."
    quotations, repairs = pair_quotations(text, 0, len(text), 0)
    assert [(text[q.inner_start : q.inner_end], q.closed) for q in quotations] == [
        ("We are ready, he said.", False),
        ("They are not,", True),
    ]
    assert [r.kind for r in repairs] == ["unpaired-mark"]


def test_a_lone_closing_mark_is_recorded_and_quotes_nothing():
    text = "They left” and nobody stayed."
    quotations, repairs = pair_quotations(text, 0, len(text), 0)
    assert quotations == []
    assert [r.kind for r in repairs] == ["unpaired-mark"]


def test_a_quotation_that_opens_its_paragraph_and_goes_on_in_the_next_is_no_mistake():
    text = "“We will stay as long as it takes."
    quotations, repairs = pair_quotations(text, 0, len(text), 0)
    assert not quotations[0].closed
    assert repairs == []


def test_inches_are_not_quotation_marks():
    assert quoted("""He is 6'2" and she is 5'10" tall.""") == []


@given(st.text(alphabet="ab “”\"'‘’«»„`.,\n", max_size=80))
def test_quotations_never_overlap_and_stay_inside_the_text(text):
    quotations, _ = pair_quotations(text, 0, len(text), 0)
    assert all(0 <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text) for q in quotations)
    assert all(a.end <= b.start for a, b in itertools.pairwise(quotations))
