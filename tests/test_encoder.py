"""Reading with the shipped encoder: who said what, on any text, with exact offsets."""

import itertools
import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.article import Article
from analysis.attribution.encoded import find_spans, read_attributions
from analysis.document import read_document
from analysis.encoder import MODEL, Encoder, ModelError, cut_windows, encode, load_encoder
from analysis.encoder.pieces import CLOSING, INSIDE, OPENING, OUTSIDE, read_pieces
from analysis.encoder.tagging import best_tags, stretches

TOKENIZER = load_encoder().tokenizer
FILLER = (
    "The bridge over the river was closed for repairs in the spring. Buses took another road through the old town. "
    "Rain fell for most of the week, and the market moved indoors.\n\n"
)


def read(text):
    return read_attributions(text, encode(text), load_encoder())


def words(text, spans):
    return [text[start:end] for start, end in spans]


def test_an_indirect_statement_has_source_cue_and_content():
    text = "The finance minister said that taxes would not rise this year."
    (found,) = read(text)
    assert text[slice(*found.source)] == "The finance minister"
    assert text[slice(*found.cue)] == "said"
    assert words(text, found.content) == ["taxes would not rise this year"]
    assert found.kind == "speech"


def test_a_quotation_split_around_its_cue_is_one_statement():
    text = "“We will rebuild the school,” Mayor Anna Lind said on Monday. “It will take a year.”"
    (found,) = read(text)
    assert words(text, found.content) == ["“We will rebuild the school,”", "“It will take a year.”"]
    assert "Anna Lind" in text[slice(*found.source)]


def test_two_speakers_keep_their_own_words():
    text = "The union called the offer an insult, its leader said. But the company said talks would go on."
    sources = {text[slice(*a.source)]: words(text, a.content) for a in read(text) if a.source}
    assert [content.rstrip(".") for content in sources["the company"]] == ["talks would go on"]


def test_according_to_follows_its_content():
    text = "Four people were hurt in the fire, according to police."
    (found,) = read(text)
    assert text[slice(*found.source)] == "police"
    assert words(text, found.content)[0].startswith("Four people were hurt")


def test_a_belief_is_an_attitude():
    text = "Many voters believe that the election was fair."
    (found,) = read(text)
    assert found.kind == "attitude"


@pytest.mark.parametrize("opening, closing", [("“", "”"), ('"', '"'), ("''", "''"), ("«", "»"), ("‘", "’")])
def test_any_quotation_marks_will_do(opening, closing):
    text = f"{opening}The dam is safe and will hold,{closing} the engineer Paul Osei said."
    (found,) = read(text)
    assert "The dam is safe and will hold" in words(text, found.content)[0]
    assert "Osei" in text[slice(*found.source)]


@pytest.mark.parametrize("before", range(1, 7))
def test_a_quotation_cut_by_a_window_edge_stays_with_its_speaker(before):
    quotation = (
        "“We have waited for eleven years, we have written letters to four governments, and we have heard nothing "
        "but promises,” the farmer Ines Duarte said. “Now the water is gone.”"
    )
    text = FILLER * before + quotation + "\n\n" + FILLER * 5
    found = [a for a in read(text) if a.source and "Duarte" in text[slice(*a.source)]]
    assert len(found) == 1
    start, end = found[0].content[0][0], found[0].content[-1][1]
    assert text[start:end].startswith("“We have waited")
    assert text[start:end].endswith("gone.”")


def test_a_text_is_read_alike_alone_and_after_others():
    text = "The coach said the team had trained well. " + FILLER * 4
    alone = load_encoder().encode(text).tags
    load_encoder().encode("Another text altogether, said nobody.")
    assert np.array_equal(alone, load_encoder().encode(text).tags)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "No",
        "”",
        "🙂🙂 said 🙂",
        "Министр заявил, что налоги не вырастут.",
        "部长说税收不会上涨。",
        "قال الوزير إن الضرائب لن ترتفع.",
        "a" * 5000,
        "She said \ud83d it would \x00 rain\u200b today.",
        "“““““ said he ”””",
        "e\u0301" * 300,
    ],
)
def test_odd_texts_are_read_without_error(text):
    for found in read(text):
        for start, end in [*found.content, *filter(None, [found.source, found.cue])]:
            assert 0 <= start < end <= len(text)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["He said ", "“", "”", '"', "the mayor ", "it is over", ".", "\n\n", "🙂", "told us ", "'"])
    )
)
def test_spans_lie_in_the_text_and_begin_and_end_at_words(parts):
    text = "".join(parts)
    for found in read(text):
        assert list(found.content) == sorted(found.content)
        for start, end in [*found.content, *filter(None, [found.source, found.cue])]:
            assert text[start:end] == text[start:end].strip() != ""
            assert not text[start - 1 : start + 1].isalnum() or start == 0
            assert not text[end - 1 : end + 1].isalnum() or end == len(text)
        assert 0 <= found.confidence <= 1


def test_nothing_is_read_from_the_tail_of_a_page():
    text = "The mayor said the park would open in May.\n\nSource link -124"
    document = read_document(Article("a", text))
    tail = [p.start for p in document.paragraphs if p.place == "tail"]
    assert tail
    assert all(piece[1] <= tail[0] for a in find_spans(document) for piece in a.content)


@pytest.mark.parametrize("count", [1, 40, 318, 319, 700, 100_000])
def test_windows_cover_a_text_of_any_length_once(count):
    pieces = read_pieces("word " * count, TOKENIZER)
    windows = cut_windows(pieces)
    assert [w.core_first for w in windows] == [0, *(w.core_end for w in windows[:-1])]
    assert windows[-1].core_end == len(pieces) == count
    for window in windows:
        assert window.first <= window.core_first < window.core_end <= window.end <= window.first + 318


def test_windows_end_between_paragraphs_where_they_can():
    pieces = read_pieces(FILLER * 30, TOKENIZER)
    for window in cut_windows(pieces)[:-1]:
        assert pieces.paragraph[window.core_end] != pieces.paragraph[window.core_end - 1]


@pytest.mark.parametrize("count", [319, 400, 700, 2_000])
def test_little_of_a_text_is_read_twice(count):
    windows = cut_windows(read_pieces("word " * count, TOKENIZER))
    assert sum(window.end - window.first for window in windows) <= 1.2 * count


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.integers(1, 60))
def test_tags_are_legal_and_never_split_a_word(seed, count):
    chance = np.random.default_rng(seed)
    tags = chance.normal(size=(count, 7)).astype(np.float32)
    opens_word = chance.random(count) < 0.6
    opens_word[0] = True
    found = best_tags(tags, opens_word)
    for before, after in itertools.pairwise(found):
        assert after in (0, 1, 3, 5) or before in (after, after - 1)
    for span in stretches(found, tags):
        assert opens_word[span.first]
        assert span.end == count or opens_word[span.end]


def test_where_spans_cost_a_doubtful_gap_does_not_break_one():
    tags = np.full((5, 7), -9.0, dtype=np.float32)
    tags[0, 5] = tags[1, 6] = tags[3, 5] = tags[4, 6] = 0.0  # a content, a gap, a content
    tags[2, [0, 6]] = -0.4, -1.0
    tags[3, 6] = -0.2
    opens_word = np.ones(5, dtype=bool)
    assert len(stretches(best_tags(tags, opens_word), tags)) == 2
    assert len(stretches(best_tags(tags, opens_word, begin=1.0), tags)) == 1


def test_pieces_know_their_marks_and_case():
    text = "He said 'no' to NATO’s “plan B” offer"
    pieces = read_pieces(text, TOKENIZER)
    quote = {text[a:b]: int(q) for a, b, q in zip(pieces.starts, pieces.ends, pieces.quote, strict=True)}
    assert (quote["no"], quote["plan"], quote["to"]) == (INSIDE, INSIDE, OUTSIDE)
    assert (quote["“"], quote["”"], quote["’"]) == (OPENING, CLOSING, OUTSIDE)


def test_a_model_file_that_was_changed_is_refused(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(MODEL, folder)
    with (folder / "encoder.onnx").open("ab") as network:
        network.write(b"x")
    with pytest.raises(ModelError, match="sha256"):
        Encoder(folder)


def test_a_missing_model_file_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"encoder\.onnx: is missing"):
        Encoder(tmp_path)
