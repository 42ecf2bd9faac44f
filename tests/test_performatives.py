"""Acts told in the author's own words."""

from __future__ import annotations

import pytest

from analysis.article import Article
from analysis.attribution import Attribution
from analysis.attribution.performatives import find_performatives
from analysis.document import read_document


def told(text: str) -> list[tuple[str, str, str]]:
    document = read_document(Article("a", text))
    found = find_performatives(document)
    return [tuple(document.slice(*span) for span in (f.source, f.cue, f.content[0])) for f in found]


def test_an_act_has_its_subject_as_source_and_its_object_as_content():
    assert told("Parliament rejected the budget.") == [("Parliament", "rejected", "the budget")]
    assert told("Sweden is ready to send troops.") == [("Sweden", "is ready", "to send troops")]


@pytest.mark.parametrize(
    "text",
    [
        "The court would reject the appeal.",
        "If Parliament rejects the budget, it falls.",
        "The storm attacked the coast.",
        "Finland backed out.",
        "The soldiers are prepared for the storm.",
        "The plan could be rejected by Parliament.",
        "If the plan is rejected by Parliament, it falls.",
        "The coast was attacked by pirates.",
        "The bill was backed by 90 votes.",
        "The plan drew criticism.",
        "Turkey dropped its opposition to the bid.",
        "The speaker rattled off names.",
        "The bishop gave him her endorsement in May.",
    ],
)
def test_what_is_only_supposed_or_no_act_is_left(text):
    assert told(text) == []


def test_an_act_beside_an_appeal_has_the_subject_of_the_appeal():
    assert ("It", "condemned", "the arrests") in told("It asked Riga to wait and condemned the arrests.")


def test_a_content_ends_before_the_line_does():
    assert ("Oslo", "rejected", "Riga's terms") in told("Oslo rejected Riga's terms\n\nIt rained on Monday.")
    assert ("unions", "oppose", "the toll") in told("Riga rises as unions oppose the toll\n\nIt rained on Monday.")


def test_an_act_that_is_already_a_statement_is_not_told_twice():
    document = read_document(Article("a", "Parliament rejected the budget."))
    first = find_performatives(document)
    assert find_performatives(document, first) == []


def test_an_act_inside_what_others_say_is_not_the_authors_to_tell():
    assert told("“The senate rejected the budget,” the mayor said.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan was rejected by Parliament.", [("Parliament", "rejected", "The plan")]),
        (
            "The plan was praised by Ghana and condemned by Togo.",
            [("Ghana", "praised", "The plan"), ("Togo", "condemned", "The plan")],
        ),
        ("The bill was passed in May and was condemned by Togo.", [("Togo", "condemned", "The bill")]),
        ("The bill, backed by Cairo, failed.", [("Cairo", "backed", "The bill")]),
        ("The raid was described as a crime by Oslo.", [("Oslo", "described", "The raid")]),
    ],
)
def test_the_agent_of_a_passive_acts_on_its_subject(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The plan drew sharp criticism from Oslo.", "Oslo", "The plan"),
        ("The plan was met with anger by farmers.", "farmers", "The plan"),
        ("The plan was met with fury in Kyiv.", "Kyiv", "The plan"),
        ("Tunisia has the support of its neighbours.", "its neighbours", "Tunisia"),
        ("The offer won thanks from Kyiv.", "Kyiv", "The offer"),
        ("The vote angered Belgrade.", "Belgrade", "The vote"),
        ("Chad left the talks, drawing condemnation from Niger.", "Niger", "Chad left the talks"),
        ("Chad left the talks, much to the annoyance of Oslo.", "Oslo", "Chad left the talks"),
        ("Chad left the talks to the dismay of its allies.", "its allies", "Chad left the talks"),
        ("The visit went ahead despite objections from Rome.", "Rome", "The visit"),
        ("The levy drew thanks from Lima and condemnation from Quito.", "Lima", "The levy"),
        ("The levy drew thanks from Lima and condemnation from Quito.", "Quito", "The levy"),
        ("The levy met with anger from miners and applause from Oslo.", "Oslo", "The levy"),
        ("The levy drew praise from miners and students from Oslo.", "miners and students from Oslo", "The levy"),
    ],
)
def test_who_is_named_after_a_reaction_reacts_to_what_drew_it(text, source, content):
    assert (source, content) in [(found[0], found[2]) for found in told(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia's support for the junta surprised many.", ("Russia", "support", "the junta")),
        ("Rome read out its condemnation of the raid.", ("its", "condemnation", "the raid")),
        ("There was criticism of the raid from Rome.", ("Rome", "criticism", "the raid")),
        ("Chad closed its gates in protest at the vote.", ("Chad", "protest", "the vote")),
        ("Ghana threw its weight behind the treaty.", ("Ghana", "threw its weight behind", "the treaty")),
    ],
)
def test_a_noun_tells_whose_act_it_is_and_on_what(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ghana and Togo suspended exports to Mali.", "Ghana and Togo"),
        ("Ghana, which suspended exports to Mali, is unmoved.", "Ghana"),
        ("It rained while Ghana suspended exports to Mali.", "Ghana"),
        ("Ghana hit back after suspending exports to Mali.", "Ghana"),
        ("He left for Accra and suspended exports to Mali.", "He"),
        ("It rained, with Ghana suspending exports to Mali.", "Ghana"),
    ],
)
def test_a_deed_is_told_in_any_clause_that_says_who_did_it(text, source):
    assert [found[0] for found in told(text)] == [source]


def test_approvals_taken_somewhere_are_nobodys_act():
    assert told("Chad takes Malian pipeline approvals to arbiters in Oslo") == []


def test_what_officials_pass_on_is_told_like_the_authors_own():
    document = read_document(Article("a", "Bern has recalled its ambassador, officials said."))
    whole = Attribution((44, 48), (34, 43), ((0, 32),), "speech", 1.0)
    assert [document.slice(*found.source) for found in find_performatives(document, [whole])] == ["Bern"]


def test_a_clause_beside_reported_words_is_the_authors_own():
    document = read_document(Article("a", "Oslo urged Rome to wait, while Bern recalled its ambassador."))
    whole = Attribution((5, 10), (0, 4), ((11, 61),), "speech", 1.0)
    assert [document.slice(*found.source) for found in find_performatives(document, [whole])] == ["Bern"]


def test_a_headline_infinitive_announces_a_deed():
    text = "Germany to halt arms exports to Oman\n\nIt rained later in the day. The sun shone on the hills."
    assert told(text) == [("Germany", "to halt", "Germany to halt arms exports to Oman")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The motion failed. The Greens voted in favor; Labour abstained.",
            ("The Greens", "voted in favor", "The motion"),
        ),
        ("Parliament passed the tax bill. The Greens voted against.", ("The Greens", "voted against", "the tax bill")),
        ("It was a plan that Chad rejected.", ("Chad", "rejected", "a plan")),
        ("Togo backed the deal while criticising its cost.", ("Togo", "criticising", "its cost")),
    ],
)
def test_what_an_act_is_about_may_stand_before_it(text, expected):
    assert told(text)[-1] == expected


@pytest.mark.parametrize(
    "text", ["Nine members voted in favor and Togo abstained.", "It was a plan that sank the deal."]
)
def test_a_vote_about_nothing_named_is_left(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pact is ready. Oslo and Lima remain opposed.", ("Oslo and Lima", "remain opposed", "The pact")),
        ("They discussed the quota plan. Oslo is against.", ("Oslo", "is against", "the quota plan")),
        ("The bill is ready. Unions remain sceptical.", ("Unions", "remain sceptical", "The bill")),
        ("Lima backs the bridge deal, Oslo does not.", ("Oslo", "does not", "the bridge deal")),
        ("Lima supports the toll. Oslo does not.", ("Oslo", "does not", "the toll")),
        ("Imports fell under the deal.\n\nIt rained. Oslo is in favour.", ("Oslo", "is in favour", "the deal")),
    ],
)
def test_a_side_is_taken_toward_what_was_spoken_of_before(text, expected):
    assert told(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "It rained. Oslo is in favour.",
        "The bill is ready. If Oslo is in favour, it will pass.",
        "The bill is ready. Oslo is not opposed.",
        "The bill was signed. Oslo does not.",
        "The plan is ready. The wall is opposed.",
        "Lima knows the plan, Oslo does not.",
    ],
)
def test_no_side_is_taken_where_none_is_told(text):
    assert told(text) == []
