"""Documents: places, sentences and exact offsets, through hostile text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.article import Article
from analysis.document import parser_copy, read_document


def read(text, **known):
    return read_document(Article("a", text, **known))


def sentences(text):
    document = read(text)
    return [document.slice(s.start, s.end) for s in document.sentences]


def places(text, **known):
    return [p.place for p in read(text, **known).paragraphs]


def test_a_headline_does_not_run_into_the_first_sentence():
    text = "Dam bursts in the north\n\nA dam burst on Monday. Three villages were cut off."
    assert sentences(text) == ["Dam bursts in the north", "A dam burst on Monday.", "Three villages were cut off."]
    assert places(text) == ["headline", "body"]


def test_a_short_line_between_paragraphs_is_a_heading():
    text = "Dam bursts\n\nA dam burst on Monday.\n\nMinister blames rain\n\nThe minister spoke of rain."
    assert places(text) == ["headline", "body", "heading", "body"]


def test_a_single_sentence_is_body_even_without_a_full_stop():
    assert places("The minister said the dam was safe") == ["body"]


def test_page_furniture_is_set_apart_and_recorded():
    document = read("Dam bursts\n\nA dam burst on Monday.\n\nSource link 42")
    assert document.paragraphs[-1].place == "tail"
    assert [r.kind for r in document.repairs] == ["trailing-junk"]


def test_a_section_label_glued_to_the_headline_is_recorded():
    text = "International Floods in Peru: army to send help\n\nFloods hit Peru on Monday."
    document = read(text)
    assert [(r.kind, document.slice(r.start, r.end)) for r in document.repairs] == [("section-label", "International")]


def test_an_organisation_that_begins_like_a_label_is_none():
    assert read("International Monetary Fund warns of slump\n\nThe fund warned on Monday.").repairs == ()


def test_lines_of_an_extracted_page_are_paragraphs():
    text = "Dam bursts\nA dam burst on Monday, the ministry said.\nThree villages were cut off.\nNobody was hurt."
    assert len(read(text).paragraphs) == 4


def test_hard_wrapped_lines_are_one_paragraph():
    text = (
        "A dam burst on Monday in the north of the country after days\n"
        "of heavy rain, and three villages were cut off from the\nrest of the valley, officials said."
    )
    assert len(read(text).paragraphs) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. and the U.K. agreed. The talks go on.",
        "Mr. Price met Gen. Smith. They talked.",
        "“Why?” he asked. Nobody answered.",
        "It closed at 5 p.m. The crowd left.",
        "He lives in the U.S. The family does not.",
    ],
)
def test_full_stops_in_abbreviations_and_quotations_do_not_end_sentences(text):
    assert len(sentences(text)) == 2


def test_the_parse_has_the_offsets_of_the_text():
    text = "“Да,” said\u00a0Ms. Ólafsdóttir 🙂. ''No,'' he said."
    document = read(text)
    assert document.parse.text == parser_copy(text)
    words = [text[t.idx : t.idx + len(t)] for t in document.parse if t.is_alpha]
    assert {"Да", "Ólafsdóttir", "said", "No"} <= set(words)


def test_tokens_of_a_span_are_those_that_overlap_it():
    text = "The minister denied the report."
    start = text.index("denied")
    assert [t.text for t in read(text).tokens(start + 1, start + 8)] == ["denied", "the"]


def test_what_is_in_a_quotation_is_known_by_offset():
    text = "She called it “a disgrace” on Monday."
    document = read(text)
    at = text.index("disgrace")
    assert document.in_quotation(at, at + 8)
    assert not document.in_quotation(0, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "?",
        "Yes",
        "\ud800 said he\udfff.",
        "a" * 50_000,
        "no full stop " * 3_000,
        '"' * 2_000,
        "«" * 999,
        "\u202bقال الرئيس\u202c “نعم”.",
        "e\u0301" * 200,
    ],
    ids=[
        "empty",
        "blank",
        "mark",
        "word",
        "surrogates",
        "one-word",
        "no-stops",
        "marks",
        "openers",
        "rtl",
        "combining",
    ],
)
def test_hostile_text_keeps_its_length_and_order(text):
    document = read(text)
    assert len(document.parse.text) == len(text)
    assert [s.start for s in document.sentences] == sorted(s.start for s in document.sentences)
    assert all(0 <= s.start < s.end <= len(text) for s in document.sentences)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_with_exact_offsets(text):
    document = read(text)
    assert len(document.parse.text) == len(text)
    assert all(not document.slice(p.start, p.end)[:1].isspace() for p in document.paragraphs)
    assert all(document.sentence_at(s.start) == s for s in document.sentences)
