"""Who said what: sources, cues and contents, construct by construct."""

from __future__ import annotations

import pytest

from analysis.article import Article
from analysis.attribution import Attribution
from analysis.attribution.syntax import read_syntax
from analysis.document import Document, read_document

HEADLINE = "Talks resume\n\n"


def read(text: str) -> Document:
    return read_document(Article("a", text))


def rows(text: str) -> list[tuple[str | None, str, str]]:
    """(source, cue, content) as written, pieces of a split content joined by " / "."""
    document = read(text)
    return [
        (
            document.slice(*a.source) if a.source else None,
            document.slice(*a.cue) if a.cue else "",
            " / ".join(document.slice(*piece) for piece in a.content),
        )
        for a in read_syntax(document)
    ]


def test_a_quotation_before_its_speaker() -> None:
    assert rows("“The bridge is safe,” the engineer said.") == [("the engineer", "said", "“The bridge is safe,”")]


def test_the_verb_may_stand_before_its_subject() -> None:
    assert rows("The bridge is unsafe, warned the chief engineer of the port.") == [
        ("the chief engineer of the port", "warned", "The bridge is unsafe")
    ]


def test_a_clause_with_and_without_that() -> None:
    assert rows("The mayor said that the dam would hold.") == [("The mayor", "said", "the dam would hold")]
    assert rows("The mayor said the dam would hold.") == [("The mayor", "said", "the dam would hold")]


def test_a_content_split_around_its_cue_is_one_statement() -> None:
    assert rows("“We lost,” he said. “We lost badly.”") == [("he", "said", "“We lost,” / “We lost badly.”")]
    assert rows("“If they come,” she warned, “we will close the port.”") == [
        ("she", "warned", "“If they come,” / “we will close the port.”")
    ]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    found = rows("“Nobody slept,” the nurse said.\n\n“Nobody had eaten, either. We waited.”")
    assert found == [("the nurse", "said", "“Nobody slept,” / “Nobody had eaten, either. We waited.”")]


def test_a_quotation_of_several_sentences_is_one_content() -> None:
    assert rows("“It rained. The river rose,” a farmer told reporters.") == [
        ("a farmer", "told", "“It rained. The river rose,”")
    ]


def test_according_to_covers_its_sentence() -> None:
    assert rows("Exports fell by a third in June, according to the customs office.") == [
        ("the customs office", "according to", "Exports fell by a third in June")
    ]


def test_according_to_after_another_speaker_covers_the_last_clause_only() -> None:
    found = rows(
        "The premier denounced “raids” against the border guards who have lost six men, according to the army staff."
    )
    assert ("the army staff", "according to", "the border guards who have lost six men") in found
    assert ("The premier", "denounced", "“raids” against the border guards") in found


def test_an_appeal_keeps_its_addressee() -> None:
    assert rows("Ankara called on both sides to lay down their arms.") == [
        ("Ankara", "called on", "both sides to lay down their arms")
    ]
    assert rows("Ghana called for “dialogue”.") == [("Ghana", "called for", "“dialogue”")]


def test_coordinated_cues_share_their_subject() -> None:
    found = rows("Lagos condemned the raid and promised a “swift” answer, citing “grave losses” among its troops.")
    assert [(source, cue) for source, cue, _ in found] == [
        ("Lagos", "condemned"),
        ("Lagos", "promised"),
        ("Lagos", "citing"),
    ]
    assert [content for _, _, content in found] == [
        "the raid",
        "a “swift” answer",
        "“grave losses” among its troops",
    ]


def test_a_verb_misjoined_to_an_infinitive_is_a_cue_of_its_own() -> None:
    found = rows("Kenya's president has promised to tackle graft and apologised for the deaths.")
    assert ("Kenya's president", "promised", "to tackle graft") in found
    assert ("Kenya's president", "apologised for", "the deaths") in found


def test_a_second_deed_that_somebody_claims_is_claimed_too() -> None:
    assert rows("The militia claimed to have mined two roads and burned a bridge.") == [
        ("The militia", "claimed", "to have mined two roads and burned a bridge")
    ]


def test_a_participle_has_the_subject_of_the_main_clause() -> None:
    found = rows("The union rejected the offer, arguing that it would cost jobs.")
    assert found[-1] == ("The union", "arguing", "it would cost jobs")
    found = rows("“This is false,” she asserted, after calling on the police to step back.")
    assert ("she", "calling on", "the police to step back") in found


def test_a_participle_after_a_denial_is_not_said_by_what_is_denied() -> None:
    found = rows("Costa denied that a strike was coming, explaining that the pay talks had ended well.")
    assert ("Costa", "explaining", "the pay talks had ended well") in found


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Locals said that gunmen had shut the mill, adding that it burned.", "adding", "Locals"),
        ("Locals said that their mill had burned, accusing Oslo of neglect.", "accusing", "Locals"),
        ("The mayor said that gunmen had shut it, accusing Oslo of neglect.", "accusing", "The mayor"),
        ("Locals said that gunmen shut the mill, accusing clerks of theft.", "accusing", "gunmen"),
    ],
)
def test_what_witnesses_saw_others_do_is_not_done_by_them(text: str, cue: str, source: str) -> None:
    assert [said_by for said_by, word, _ in rows(text) if word == cue] in ([], [source])
    assert source == "gunmen" or any(word == cue for _, word, _ in rows(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Who gains?\n\nBoat owners, say the dockers.", ("the dockers", "say", "Boat owners")),
        ("Who loses?\n\nTenants, argue economists.", ("economists", "argue", "Tenants")),
        ("The tenants, said the report, would leave.", ("The tenants", "said", "would leave")),
    ],
)
def test_a_bare_noun_may_be_what_is_said(text: str, said: tuple[str, str, str]) -> None:
    assert rows(text)[-1] == said


def test_each_speaker_of_a_sentence_has_his_own_part() -> None:
    found = rows("Delhi said the convoy had been stopped at dawn, while Dhaka said it had never left.")
    assert ("Delhi", "said", "the convoy had been stopped at dawn") in found
    assert ("Dhaka", "said", "it had never left") in found


def test_as_requested_by_takes_the_main_clause() -> None:
    found = rows(
        "Chad will send two hundred troops to the border, announced its defence minister, as requested by Niger."
    )
    assert ("its defence minister", "announced", "Chad will send two hundred troops to the border") in found
    assert ("Niger", "requested", "Chad will send two hundred troops to the border") in found


def test_an_accusation_has_the_accused_and_the_deed() -> None:
    found = rows("Quito, which recalled its envoy, accused Lima of shelling a village.")
    assert ("Quito", "accused", "Lima of shelling a village") in found


def test_a_noun_can_be_the_cue() -> None:
    found = rows("The minister's claim that crime had fallen was met with silence.")
    assert found == [("The minister's", "claim", "crime had fallen")]


def test_a_denied_object_keeps_the_words_that_are_not_quoted() -> None:
    assert rows("The spokeswoman criticized “wild claims” of foreign meddling.") == [
        ("The spokeswoman", "criticized", "“wild claims” of foreign meddling")
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Minister: Border must stay closed", "Minister", "Border must stay closed"),
        ("Border must stay closed, minister says", "minister", "Border must stay closed"),
        ("Oslo and its allies to send more ships", "Oslo and its allies", "Oslo and its allies to send more ships"),
        ("Oslo calls on fishermen to “wait”", "Oslo", "fishermen to “wait”"),
    ],
)
def test_headlines(text: str, source: str, content: str) -> None:
    found = rows(text + "\n\nThe border has been closed since Monday, when the first boats were seen off the coast.")
    assert (source, content) in [(s, c) for s, _, c in found]


@pytest.mark.parametrize("label", ["The Latest", "Analysis", "Storms in Norway", "BREAKING"])
def test_a_label_before_a_colon_is_no_speaker(label: str) -> None:
    text = f"{label}: Ferries are running again\n\nThe ferries stopped on Monday because of the wind."
    assert not any(source == label for source, _, _ in rows(text))


def test_a_quotation_after_a_colon_has_the_subject_of_its_sentence() -> None:
    assert ("The coach", "“We were the weaker side today.”") in [
        (source, content) for source, _, content in rows("The coach was blunt: “We were the weaker side today.”")
    ]


def test_a_signed_quotation() -> None:
    found = rows("“The sea gives and the sea takes everything back.”\n\n— Ingrid Dahl, fisherwoman")
    assert [(source, content) for source, _, content in found] == [
        ("Ingrid Dahl", "“The sea gives and the sea takes everything back.”")
    ]


def test_beliefs_and_wishes_are_attitudes() -> None:
    document = read("Traders fear that rice prices will double.")
    assert [a.kind for a in read_syntax(document)] == ["attitude"]
    document = read("Traders say that rice prices will double.")
    assert [a.kind for a in read_syntax(document)] == ["speech"]


def test_what_nobody_is_named_for_has_no_source() -> None:
    assert rows("The ferry is expected to sail on Friday.") == [
        (None, "expected", "The ferry / to sail on Friday"),
    ]


def test_scare_quotes_are_no_statement() -> None:
    assert rows("The so-called “people's court” met behind closed doors, and a “firm” line was taken.") == []


def test_words_inside_a_quotation_are_not_attributed_again() -> None:
    found = rows("“I told him that we had lost, and he said it was over,” the captain recalled.")
    assert [source for source, _, _ in found] == ["the captain"]


def test_a_mark_typed_the_wrong_way_does_not_swallow_the_next_paragraph() -> None:
    text = "It could “slow the count. “, the monitor said.\n\nThe next day Oslo called for “patience”."
    assert ("Oslo", "called for", "“patience”") in rows(text)
    assert all("\n" not in content for _, _, content in rows(text))


def test_the_tail_of_a_page_is_not_read() -> None:
    text = "The mayor said the dam would hold through the night, and crews stayed on watch.\n\nSource link -12"
    assert [source for source, _, _ in rows(text)] == ["The mayor"]


def test_contents_come_in_text_order_with_exact_offsets() -> None:
    text = "Rome said it would pay.  Madrid, for its part, denied owing anything.\n\n“Enough,” said Lisbon."
    document = read(text)
    found = read_syntax(document)
    assert [a.content[0] for a in found] == sorted(a.content[0] for a in found)
    for a in found:
        for start, end in a.content:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()


def test_a_plain_quotation_is_surer_than_a_wish() -> None:
    (said,) = read_syntax(read("“We will pay,” the bank said."))
    (hoped,) = read_syntax(read("Traders hope to pay."))
    assert 0 < hoped.confidence < said.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "said",
        "Да",
        "“",
        "”””",
        "“ ” “",
        ": : :",
        "— —",
        "😀 said 😀",
        "according to",
        "As X put it,",
        "He said: “",
        "\n\n\n",
        "a" * 3000,
        "«Мы уедем», сказал он.",
        "said said said said, said said.",
        "“A” “B” “C” he said “D” she said “E”",
        "Minister: \n\n- \n\n: “x”",
    ],
)
def test_odd_texts_give_valid_rows_or_none(text: str) -> None:
    for found in read_syntax(read(text)):
        assert isinstance(found, Attribution)
        assert found.content
        assert all(0 <= start < end <= len(text) for start, end in found.content)
        assert found.source is None or text[found.source[0] : found.source[1]].strip()


def test_a_dateline_neither_speaks_nor_is_said() -> None:
    assert rows("NAIROBI, Kenya (AP) — The army denied that it had shelled the town.") == [
        ("The army", "denied", "it had shelled the town")
    ]
    assert rows("DHAKA, Nov 13 - At least five workers were hurt, a doctors' committee said.") == [
        ("a doctors' committee", "said", "At least five workers were hurt")
    ]
    assert rows("BERLIN: Germany's chancellor said the plan was dead.") == [
        ("Germany's chancellor", "said", "the plan was dead")
    ]


def test_a_content_ends_at_the_semicolon_where_another_sentence_begins() -> None:
    assert rows("The head of the Reform Party, Awa Deby, accused the king of “cruelty”; Jean Moussa left early.") == [
        ("The head of the Reform Party, Awa Deby", "accused", "the king of “cruelty”")
    ]
    assert ("The general", "said", "the raid was over") in rows(
        "The general said the raid was over; residents said they still heard shots."
    )


def test_an_aside_does_not_part_a_speaker_from_the_verb() -> None:
    assert rows("UN envoy Karl Weber, who has been mediating between the two sides, called for an end to the war.") == [
        ("UN envoy Karl Weber", "called for", "an end to the war")
    ]


def test_a_clause_keeps_a_number_as_its_subject() -> None:
    assert rows("The march was peaceful, with the dockers' union claiming 2 million had marched.") == [
        ("the dockers' union", "claiming", "2 million had marched")
    ]


def test_the_second_verb_of_the_speaker_is_not_part_of_what_is_said_first() -> None:
    found = rows("Russia's envoy said it was hard to say who had fired first, and rejected calls for sanctions.")
    assert ("Russia's envoy", "said", "it was hard to say who had fired first") in found
    assert ("Russia's envoy", "rejected", "calls for sanctions") in found
    assert rows("The minister said the army had fired on the crowd, and killed two.") == [
        ("The minister", "said", "the army had fired on the crowd, and killed two")
    ]


def test_what_a_relative_clause_disputes_is_not_the_name_before_it() -> None:
    found = rows("Over 900 have died, according to the League for Women Voters, whose toll the army has disputed.")
    assert found == [("the League for Women Voters", "according to", "Over 900 have died")]


def test_a_source_named_inside_a_clause_leaves_the_rest_to_its_speaker() -> None:
    assert rows("Ruiz noted that, according to UN data, 900 farmers had fled or died, and accused Chad of arson.") == [
        ("Ruiz", "noted", "according to UN data, 900 farmers had fled or died"),
        ("UN data", "according to", "900 farmers had fled or died"),
        ("Ruiz", "accused", "Chad of arson"),
    ]


def test_what_a_speaker_undertakes_or_appeals_for_is_said_beside_the_clause() -> None:
    assert rows("Ruiz reminded Lima that a well had been lost and undertook to dig one.")[1:] == [
        ("Ruiz", "undertook", "to dig one")
    ]
    assert rows("Ruiz said guards had found two boats and appealed for crews to stay home.") == [
        ("Ruiz", "said", "guards had found two boats"),
        ("Ruiz", "appealed for", "crews to stay home"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dutch growers, she went on, would be ruined.", [("she", "went on", "Dutch growers / would be ruined")]),
        ("“We stay,” Ruiz went on.", [("Ruiz", "went on", "“We stay,”")]),
        ("The strike went on, although the road was open.", []),
        ("As the rain went on, the road was cut.", []),
    ],
)
def test_who_goes_on_speaks(text: str, said: list[tuple[str, str, str]]) -> None:
    assert rows(text) == said
