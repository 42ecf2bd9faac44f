from __future__ import annotations

import re
from html.parser import HTMLParser

import matplotlib.pyplot as plt
import pandas as pd
from hand_made import figures, stances, statements

from analysis import display

TEXT = "Ana Diaz condemned the ban on Monday, and 40 people <script>alert(1)</script> & left."


def shown(text=TEXT, said=(), taken=(), counted=()):
    return display.annotated_text(
        text, [(0, len(text), "body")], statements=statements(*said), stances=stances(*taken), figures=figures(*counted)
    )


def statement(**changes):
    at = {"speaker_text": "Ana Diaz", "speaker_start": 0, "speaker_end": 8, "cue": "condemned", "cue_start": 9}
    content = {"cue_end": 18, "content": "the ban", "content_start": 19, "content_end": 26, "content_spans": [[19, 26]]}
    return at | content | changes


class Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.tags = "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


def read(html):
    words = Words()
    words.feed(html)
    return words


def test_text_from_an_article_never_becomes_markup():
    words = read(shown(said=[statement()], counted=[{"start": 42, "end": 51}]))
    assert words.text == TEXT
    assert set(words.tags) == {"p", "span", "b", "i"}


def test_text_in_table_columns_never_becomes_markup():
    html = shown(said=[statement(speaker='"><img src=x onerror=alert(1)>', actor="<b>'\"")])
    assert "<img" not in html
    assert "<b>'" not in html


def test_speaker_cue_content_figure_and_stance_are_marked_apart():
    taken = {"evidence": "condemned the ban", "evidence_start": 9, "evidence_end": 26, "issue_polarity": -1}
    html = shown(said=[statement()], taken=[taken], counted=[{"start": 42, "end": 51}])
    assert '<b class="ns-speaker" data-actor="UN">Ana Diaz</b>' in html
    assert '<u class="ns-stance ns-against"><i class="ns-cue">condemned</i></u>' in html
    assert '<span class="ns-sign" data-sign="\N{MINUS SIGN}"><u class="ns-stance ns-against">' in html
    assert '<span class="ns-figure">40 people</span>' in html


def test_pointing_at_a_mark_shows_its_row():
    html = shown(said=[statement()])
    title = "statement s1 Ana Diaz · UN · condemned · direct · speech, confidence 0.90"
    assert f'<span title="{title}"><i class="ns-cue">condemned</i></span>' in html


def test_marks_that_overlap_without_nesting_keep_every_letter():
    said = [statement(content_spans=[[0, 30]]), statement(content_spans=[[20, 40]])]
    html = shown(said=said, taken=[{"evidence_start": 10, "evidence_end": 35}], counted=[{"start": 33, "end": 51}])
    assert read(html).text == TEXT


def test_a_content_over_two_paragraphs_is_marked_in_both():
    text = "“One.\n\nTwo,” she said."
    said = statements({"content_spans": [[0, 12]]})
    paragraphs = [(0, 5, "body"), (7, len(text), "body")]
    html = display.annotated_text(text, paragraphs, statements=said, stances=stances(), figures=figures())
    assert re.findall(r'ns-content">([^<]+)<', html) == ["“One.", "Two,”"]


def test_emoji_and_cyrillic_are_marked_where_they_stand():
    text = "🚩🚩 Мария said “нет”."
    row = statement(speaker_start=3, speaker_end=8, cue_start=9, cue_end=13, content_spans=[[14, 19]])
    assert '<span class="ns-content">“нет”</span>' in shown(text, said=[row])


def test_the_whole_article_comes_with_its_legend_and_repairs():
    from types import SimpleNamespace

    from analysis.article import Article
    from analysis.document import read_document

    document = read_document(Article("strike", "The strike goes on.\n\nSource link -124"))
    tables = SimpleNamespace(statements=statements(), stances=stances(), figures=figures())
    html = display.annotated(document, tables)
    assert "reporting words" in html
    assert "Source link -124:" in html
    assert repr(html) == "<annotated article strike: 0 statements, 0 stances, 0 figures>"


def test_a_table_shows_whole_texts_and_a_dash_for_what_is_missing():
    long = "word " * 60
    frame = pd.DataFrame({"said": [long, None], "n": pd.array([1200, None], "Int64"), "p": [-0.256, float("nan")]})
    words = read(display.table(frame, "What <was> said")).text
    assert long.strip() in words
    assert "1,200\N{MINUS SIGN}0.26" in words
    assert words.endswith("\N{EN DASH}" * 3)


def test_reported_numbers_are_shown_as_plainly_as_they_are():
    numbers = [40_000, 3, 1.4, 2.5e15, -0.25]
    frame = figures(*({"value": n, "low": None, "high": None} for n in numbers))
    html = display.table(frame, "Figures", names={"value": "Value"})
    told = ["40,000", "3", "1.4", "2,500,000,000,000,000", "\N{MINUS SIGN}0.25"]
    assert re.findall(r'<td class="ns-number">([^<]+)<', html) == told


def test_the_side_of_a_stance_is_shown_in_the_words_of_a_comparison():
    frame = stances(*({"target_polarity": side} for side in (1, -1, 0, None)))
    html = display.table(frame, "Stances", names={"target_polarity": "For or against"})
    assert re.findall("<td>([^<]+)<", html) == ["supports", "opposes", "neutral", "\N{EN DASH}"]


def test_a_wide_table_can_be_scrolled_by_keyboard():
    html = display.table(pd.DataFrame({"a": [1]}), 'What "they" say')._repr_html_()
    assert '<div class="ns-wide" tabindex="0" role="region" aria-label="What &quot;they&quot; say"><table>' in html


def test_a_table_shows_only_the_columns_named():
    words = read(display.table(pd.DataFrame({"a": [1], "b": [2]}), "T", names={"b": "Second"})).text
    assert words.endswith("TSecond2")


def test_evidence_is_quoted_in_its_sentence_under_its_issue():
    row = {"issue": "use-of-force", "actor": "UN", "polarity": -1, "act": "urge", "speaker": "Ana <Diaz>", "role": None}
    row |= {"before": "She ", "evidence": "urged restraint", "after": " & left.", "place": "heading"}
    html = display.quotations(pd.DataFrame([row]))
    assert "<h4>Use of force</h4>" in html
    assert (
        read(html.partition("</style>")[2]).text
        == "Use of forceShe urged restraint & left.UN · Ana <Diaz> · urge · heading"
    )


def test_a_picture_has_a_text_for_those_who_cannot_see_it():
    data, metadata = display.Picture(plt.subplots(figsize=(4, 3))[1], "A chart")._repr_mimebundle_()
    assert metadata["image/png"]["alt"] == "A chart"
    assert 300 < metadata["image/png"]["width"] < 500
    assert data["text/plain"] == "<chart: A chart>"
    assert not plt.get_fignums()
