"""Polarity toward a phrase: for, against or neither."""

import pytest

from analysis.article import Article
from analysis.document import read_document
from analysis.polarity import polarity_of, target_polarity


def toward(text, target):
    start = text.index(target)
    return target_polarity([text], [(start, start + len(target))])["polarity"].tolist()


@pytest.mark.parametrize(
    "text, target, polarity",
    [
        ("Critics attacked Senator Brandt for his disastrous and dishonest campaign.", "Senator Brandt", -1),
        ("Voters adore Senator Brandt, a brave and widely admired reformer.", "Senator Brandt", 1),
        ("Senator Brandt arrived in Lisbon on Tuesday.", "Senator Brandt", 0),
    ],
)
def test_praise_blame_and_plain_news_are_told_apart(text, target, polarity):
    assert toward(text, target) == [polarity]


def test_two_targets_of_one_sentence_have_their_own_polarity():
    text = "While Okafor won praise for her courage, Lindqvist was condemned as a liar."
    assert toward(text, "Okafor") == [1]
    assert toward(text, "Lindqvist") == [-1]


def test_rows_keep_the_order_of_the_texts():
    texts = ["The mayor is a crook.", "The nurse is a hero.", "The mayor is a crook."]
    found = target_polarity(texts, [(0, 9), (0, 9), (0, 9)])
    assert found["polarity"].tolist() == [-1, 1, -1]
    assert found["confidence"].between(0, 1).all()


def test_a_span_without_words_has_no_polarity():
    found = target_polarity(["The mayor spoke.", ""], [(3, 4), (0, 0)])
    assert found["polarity"].isna().all()
    assert found["confidence"].isna().all()


def test_no_texts_give_an_empty_table_with_the_columns():
    found = target_polarity([], [])
    assert list(found.columns) == ["polarity", "confidence"]
    assert len(found) == 0


def test_a_span_outside_its_text_is_refused():
    with pytest.raises(ValueError, match=r"\(0, 99\) does not lie"):
        target_polarity(["Short."], [(0, 99)])


def test_spans_of_another_number_are_refused():
    with pytest.raises(ValueError, match="are 1 and 0"):
        target_polarity(["Short."], [])


def test_a_document_gives_what_its_text_gives():
    text = "The court praised the brave rescuers."
    spans = [(18, 36), (0, 9)]
    found = polarity_of(read_document(Article("a", text)), spans)
    assert found.equals(target_polarity([text, text], spans))
