from __future__ import annotations

import pandas as pd
import pytest
from hand_made import figures, stances, statements

from analysis.article import Article
from analysis.document import read_document
from analysis.explore import explorer, select
from analysis.pipeline import Analysis

TEXT = "“Talks must begin,” said Ana Diaz of the UN. Paul Reed of the US condemned the ban. About 40 people left."


def test_without_a_kernel_the_filters_are_a_line_that_says_so(result):
    plain = explorer(result)._repr_mimebundle_()["text/plain"]
    assert plain == "<filters and the annotated article: shown where a kernel runs>"


@pytest.fixture(scope="module")
def result() -> Analysis:
    return Analysis(
        articles=pd.DataFrame({"article_id": ["strike"]}),
        statements=statements(
            {"content": "“Talks must begin,”", "content_end": 19, "content_spans": [[0, 19]]},
            {"actor": "US", "quote_type": "indirect", "content_spans": [[75, 82]], "confidence": 0.4},
        ),
        stances=stances(
            {"confidence": 0.5}, {"actor": "US", "act": "condemn", "issue": "sanctions", "issue_polarity": -1}
        ),
        figures=figures({"start": 84, "end": 92, "text": "About 40"}, {"statement_id": "strike:s2"}),
        documents=(read_document(Article("strike", TEXT)),),
    )


@pytest.mark.parametrize(
    ("conditions", "kept"),
    [
        ({}, (2, 2, 2)),
        ({"actors": ["UN"]}, (1, 1, 0)),
        ({"actors": ["UN", "US"], "quote_types": ["indirect"]}, (1, 1, 1)),
        ({"issues": ["sanctions"]}, (1, 1, 1)),
        ({"acts": ["deny"]}, (0, 0, 0)),
        ({"minimum_confidence": 0.45}, (1, 1, 1)),
        ({"minimum_confidence": 0.6}, (1, 0, 1)),
    ],
)
def test_rows_that_meet_every_condition_are_kept(result, conditions, kept):
    chosen = select(result, **conditions)
    assert (len(chosen.statements), len(chosen.stances), len(chosen.figures)) == kept


def test_the_widgets_show_what_the_filters_leave(result):
    filters, choices, text, table = explorer(result).children
    assert text.value.count("ns-content") > 1
    assert "2 stances" in table.value
    filters.children[0].value = ("US",)
    assert "1 stances" in table.value
    row = choices.children[2]
    assert [value for _, value in row.options] == [None, "strike:s2", "strike:t2"]
    row.value = "strike:s2"
    assert '<span title="' in text.value
    assert 'class="ns-picked"' in text.value


def test_nothing_to_explore_is_no_error():
    empty = Analysis(pd.DataFrame({"article_id": []}), statements(), stances(), figures(), documents=())
    assert explorer(empty)
