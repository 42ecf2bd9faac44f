"""The issues file: what users write, and what they are told when it cannot be used."""

from __future__ import annotations

import pytest

from analysis.article import Article
from analysis.document import read_document
from analysis.stances.issues import IssueBook, IssueFileError


def found(book: IssueBook, text: str) -> list[tuple[str, int]]:
    document = read_document(Article("a", text))
    return [(mention.issue, mention.orientation) for mention in book.find(document).within(0, len(document.parse))]


def write(folder, text: str):
    path = folder / "issues.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_file_replaces_the_built_in_issues(tmp_path):
    path = write(tmp_path, "issues:\n  - {id: whales, label: Whaling, words: [whaling], against: [whale protection]}\n")
    assert found(IssueBook.load(path), "They praised whale protection and the sanctions.") == [("whales", -1)]


def test_words_match_in_any_order_and_form():
    book = IssueBook.load()
    assert ("internet-shutdown", 1) in found(book, "They shut down the internet.")
    assert ("internet-shutdown", 1) in found(book, "The internet was cut on Sunday.")


def test_a_longer_phrase_hides_the_shorter_one_inside_it():
    assert found(IssueBook.load(), "The violation of the ceasefire was denounced.") == [("ceasefire", -1)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("issues: [", "not a YAML file"),
        ("just text", "expected a list under `issues:`"),
        ("issues:\n  - {id: a}\n", "entry 1: every issue needs an `id` and a list of `words`"),
        ("issues:\n  - {id: a, words: [b]}\n  - {id: a, words: [c]}\n", "entry 2: the id 'a' is already taken"),
        ("issues:\n  - {id: a, words: [b], word: [c]}\n", "unknown key 'word'"),
        ("issues:\n  - {id: a, words: b}\n", "`words` must be a list"),
        ("issues:\n  - {id: a, words: [b], context: {of: [c], words: [d]}}\n", "names 'c', which is no issue here"),
        ("issues:\n  - {id: a, words: ['b*']}\n", "write at least 3 letters before *"),
    ],
)
def test_an_unusable_file_says_what_to_do(tmp_path, text, message):
    with pytest.raises(IssueFileError, match=r"issues\.yaml") as error:
        IssueBook.load(write(tmp_path, text))
    assert message in str(error.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(IssueFileError, match=r"nowhere\.yaml"):
        IssueBook.load(tmp_path / "nowhere.yaml")
