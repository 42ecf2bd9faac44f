"""Stances: who is for or against what, and by which act."""

from __future__ import annotations

import dataclasses

import pytest

from analysis import tables
from analysis.actors import ActorBook
from analysis.article import Article
from analysis.document import read_document
from analysis.stances import read_stances
from analysis.stances.deciding import decide
from analysis.stances.issues import IssueBook
from analysis.stances.rows import Stance
from analysis.statements import read_statements

ACTORS, ISSUES = ActorBook.load(), IssueBook.load()


def stances_of(text: str) -> list[Stance]:
    document = read_document(Article("a", text))
    return read_stances(document, read_statements(document, actors=ACTORS), actors=ACTORS, issues=ISSUES)


def only(text: str) -> Stance:
    found = stances_of(text)
    assert len(found) == 1, [(s.act, s.target) for s in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity", "issue", "issue_polarity"),
    [
        ("France condemned the Conakry crackdown.", "condemn", "the Conakry crackdown", -1, "use-of-force", -1),
        ("Norway praised the ceasefire.", "praise or support", "the ceasefire", 1, "ceasefire", 1),
        ("Chad accused Sudan of violating the truce.", "accuse", "Sudan", -1, "ceasefire", 1),
        ("Germany expressed concern about the air strikes.", "express concern", "the air strikes", -1, "war", -1),
        ("Brazil voiced support for new sanctions.", "praise or support", "new sanctions", 1, "sanctions", 1),
        ("Hungary said it opposed the sanctions.", "oppose", "the sanctions", -1, "sanctions", -1),
        ("Egypt called for an end to the siege.", "appeal", "the siege", -1, "war", -1),
        ("Ghana called for the release of the hostages.", "appeal", "the release of the hostages", 1, "hostages", 1),
        ("Kenya promised to mediate.", "promise", "mediate", 1, None, None),
        ('"This vote is a sham," Poland\'s foreign minister said.', "condemn", "This vote", -1, None, None),
    ],
)
def test_act_and_object_give_target_issue_and_polarity(text, act, target, polarity, issue, issue_polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)
    assert (row.issue, row.issue_polarity) == (issue, issue_polarity)


def test_a_stance_of_somebody_unnamed_shows_the_words():
    assert only("Each side blamed the other.").speaker == "Each side"
    assert only("The Chadian government rejected the truce.").speaker == "Chadian government"


@pytest.mark.parametrize(
    ("text", "plover", "target", "polarity"),
    [
        ("Lithuania threatened to veto the budget.", "THREATEN", "the budget", -1),
        ("The mayor of Lima promised to scrap the toll.", "AGREE", "the toll", -1),
        ("The governor vowed to complete the bridge.", "AGREE", "the bridge", 1),
        ("Austria backed calls for a truce, with its chancellor praising the envoy.", "SUPPORT", "a truce", 1),
        (
            "“We will not allow the rebels to seize the port,” Togo's president said.",
            "REJECT",
            "the rebels to seize the port",
            -1,
        ),
        ("“The shelling must stop,” Oman's foreign minister said.", "REQUEST", "The shelling", -1),
    ],
)
def test_the_target_is_what_the_act_is_about_and_the_verb_says_for_or_against(text, plover, target, polarity):
    row = stances_of(text)[0]
    assert (row.plover, row.target, row.target_polarity) == (plover, target, polarity)


@pytest.mark.parametrize("words", ["out of the question", "off the table", "not acceptable"])
def test_what_is_out_of_the_question_is_rejected_not_condemned(words):
    row = only(f"“A handover of the port is {words},” Djibouti's foreign minister said.")
    assert (row.plover, row.target, row.target_polarity) == ("REJECT", "A handover of the port", -1)


@pytest.mark.parametrize(
    ("text", "plover", "target", "polarity", "issue", "issue_polarity"),
    [
        ("Norway imposed sanctions on Eritrea.", "SANCTION", "Eritrea", -1, "sanctions", 1),
        ("Oslo imposed new tariffs on Monday.", "SANCTION", "new tariffs", 1, "trade", -1),
        ("Canada suspended arms exports to Chad.", "SANCTION", "arms exports to Chad", -1, "arms-supply", -1),
        ("Peru recalled its ambassador.", "SANCTION", "its ambassador", 0, None, None),
        ("Ankara deployed additional tanks.", "MOBILIZE", "additional tanks", 1, None, None),
        ("Tokyo lifted sanctions on two banks.", "CONCEDE", "sanctions on two banks", -1, "sanctions", -1),
        ("Ethiopia declared a truce in Tigray.", "RETREAT", "a truce in Tigray", 1, "ceasefire", 1),
        ("Malta filed a case against Libya on Friday.", "ACCUSE", "Libya", -1, "Libya", -1),
        ("Ghana signed a trade agreement.", "SUPPORT", "a trade agreement", 1, "trade", 1),
        ("Togo gave the junta a one-week deadline.", "THREATEN", "the junta", -1, "coup", -1),
    ],
)
def test_a_deed_is_a_stance_though_nobody_speaks(text, plover, target, polarity, issue, issue_polarity):
    row = only(text)
    assert (row.plover, row.target, row.target_polarity) == (plover, target, polarity)
    assert (row.issue, row.issue_polarity) == (issue, issue_polarity)


@pytest.mark.parametrize(
    ("text", "actor", "act", "target", "polarity"),
    [
        ("The decree was welcomed by Ghana on Friday.", "Ghana", "praise or support", "The decree", 1),
        ("The decree drew a rebuke from Norway.", "Norway", "condemn", "The decree", -1),
        ("The decree infuriated Norway.", "Norway", "condemn", "The decree", -1),
        ("The proposal won praise from Norway.", "Norway", "praise or support", "The proposal", 1),
        ("Peru delayed the sale in a snub to Chile.", "Peru", "condemn", "Chile", -1),
        ("Peru came to Chile's defense.", "Peru", "praise or support", "Chile's defense", 1),
        ("Peru is against the pipeline.", "Peru", "oppose", "the pipeline", -1),
        ("Peru withdrew from the treaty.", "Peru", "leave", "the treaty", -1),
        ("Peru lodged a protest over the raid.", "Peru", "protest officially", "the raid", -1),
        ("Peru summoned the Chilean ambassador.", "Peru", "summon envoy", "the Chilean ambassador", -1),
        (
            "Peru hailed what it called “a feast of democracy”.",
            "Peru",
            "praise or support",
            "“a feast of democracy”",
            1,
        ),
        ("Peru called for lifting the embargo.", "Peru", "appeal", "the embargo", -1),
        ("Peru insists on direct talks.", "Peru", "demand", "direct talks", 1),
        ("Peru warned Chile over the dam.", "Peru", "warn", "Chile", -1),
        ("Peru ruled out lifting the embargo.", "Peru", "reject", "the embargo", 1),
        ("Peru appealed to Chile for medicine.", "Peru", "appeal", "medicine", 1),
        ("Peru ordered two envoys to leave the country.", "Peru", "demand", "two envoys", -1),
        ("Peru advised its partners against signing the treaty.", "Peru", "appeal", "the treaty", -1),
        ("Peru described the assembly as illegitimate.", "Peru", "condemn", "the assembly", -1),
        ("Peru offered its services as a broker.", "Peru", "offer", "its services", 1),
        ("The dam is opposed by Peru.", "Peru", "oppose", "The dam", -1),
        ("The raid was described as a massacre by Peru.", "Peru", "condemn", "The raid", -1),
        ("The minister said Peru was “deeply disappointed” by the vote.", "Peru", "oppose", "the vote", -1),
    ],
)
def test_an_act_counts_however_the_sentence_is_built(text, actor, act, target, polarity):
    row = only(text)
    assert (row.actor, row.act, row.target, row.target_polarity) == (actor, act, target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya withdrew its support for the mission.",
        "The mayor of Lima begged the question.",
        "The mayor said the plan had drawn criticism from Norway.",
    ],
)
def test_an_act_taken_back_or_told_of_others_is_nobodys_stance(text):
    assert stances_of(text) == []


@pytest.mark.parametrize("text", ["The firm suspended a lamp.", "Laos lifted a crate.", "The mayor held a baby."])
def test_a_deed_needs_its_kind_of_object(text):
    assert stances_of(text) == []


def test_what_one_will_do_is_a_threat_and_no_deed_yet():
    row = only("Canberra is ready to impose sanctions on Eritrea.")
    assert (row.plover, row.target, row.issue, row.issue_polarity) == ("THREATEN", "Eritrea", "sanctions", 1)


@pytest.mark.parametrize(
    "text",
    [
        "The raid was condemned by Chad and Niger, two of its neighbours.",
        "It drizzled. The raid was condemned by only Chad and Niger.",
        "Chad, Niger reject the truce plan\n\nIt rained later in the day. The sun shone on the hills.",
    ],
)
def test_joint_actors_are_told_apart_from_what_is_said_of_them(text):
    assert {row.actor for row in stances_of(text)} == {"Chad", "Niger"}


def test_each_of_several_actors_who_speak_as_one_has_a_row():
    rows = stances_of("Chad, Niger and Benin condemned the coup.")
    assert [(r.speaker, r.actor, r.target) for r in rows] == [(a, a, "the coup") for a in ("Chad", "Niger", "Benin")]
    assert len({r.stance_id for r in rows}) == 3


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Oman urged Chad to stop arming the rebels.", "appeal", "arming the rebels", -1),
        ("Italy promised to continue to support Libya.", "promise", "Libya", 1),
        ("Sweden promised to supply Kyiv with drones.", "promise", "drones", 1),
        ("Fiji demanded that both sides respect the truce.", "demand", "the truce", 1),
        ("Ghana asked Rome for an exemption.", "appeal", "an exemption", 1),
        ("Brussels threatened Serbia with sanctions.", "threaten", "Serbia", -1),
        ("Riga wants no war with its neighbour.", "want", "war with its neighbour", -1),
        ("Cuba accused the bank of fraud.", "accuse", "the bank", -1),
        ("Kenya's president said he was against the base.", "oppose", "the base", -1),
        ("“There is no military solution to the crisis,” Qatar said.", "reject", "military solution to the crisis", -1),
        ("“There is no alternative to talks,” Qatar said.", "appeal", "talks", 1),
        ("“We will not be intimidated by threats,” Latvia's prime minister said.", "reject", "threats", -1),
        ("Belgium's foreign minister branded the vote a “mockery”.", "condemn", "the vote", -1),
        ("Somalia denounced the pact, which Yemen has condemned.", "condemn", "the pact", -1),
        ("The UN stressed the need to protect civilians.", "appeal", "civilians", 1),
        ("Rwanda said it had not attacked the town.", "deny", "attacked the town", -1),
        ("The Red Cross warned that famine was spreading.", "warn", "famine", -1),
        ("“If the raids go on, we will respond with force,” Mali said.", "threaten", "respond with force", 1),
    ],
)
def test_the_target_is_the_phrase_that_the_act_is_about(text, act, target, polarity):
    row = stances_of(text)[-1]
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


def test_a_second_verb_that_the_parser_hangs_on_the_object_is_asked_for_too():
    rows = stances_of("“The regime must end its raids and respect the will of the people,” Oman said.")
    assert [(r.target, r.target_polarity) for r in rows] == [("its raids", -1), ("the will of the people", 1)]


def test_an_organisation_that_speaks_is_a_target_by_its_own_name():
    text = "The Reef Bank accused Egypt of theft. Chad condemned the Reef Bank. Niger blamed the Coral Bank."
    assert [row.target_actor for row in stances_of(text)] == ["Egypt", "Reef Bank", None]


@pytest.mark.parametrize(
    "text",
    [
        "Egypt refused to send troops.",
        "Egypt demanded new elections and a new minister.",
        "Peru’s army fled. Egypt praised the soldiers.",
        "Egypt pledged 9m Canadian dollars.",
        "Egypt rejected the Lusaka accords.",
        "Egypt rejected the 2019 Vienna peace deal.",
    ],
)
def test_nobody_in_particular_is_no_target_actor(text):
    assert {row.target_actor for row in stances_of(text)} == {None}


@pytest.mark.parametrize(
    ("before", "actor"),
    [
        ("Kenya's trade minister flew to London.", None),
        ("Kenya's trade minister flew to London.\n\n", None),
        ("The harvest was poor.", "UK"),
        ("British ministers went home.\n\n", "UK"),
    ],
)
def test_after_what_another_countrys_minister_did_the_government_may_be_his(before, actor):
    home = "The UK raised its duties. The UK wants more steel.\n\nThe UK's parliament approved.\n\n"
    row = stances_of(f"{home}{before} The opposition accused the government of sleeping.")[-1]
    assert (row.target, row.target_actor) == ("the government", actor)


def test_concern_about_unrest_is_not_against_protests():
    row = only("Portugal voiced concern about the unrest after weeks of protests.")
    assert (row.issue, row.issue_polarity) == ("unrest", -1)


def test_releasing_people_arrested_at_protests_is_against_detentions():
    row = only("Uganda promised to release the students arrested for protesting.")
    assert (row.target_polarity, row.issue, row.issue_polarity) == (1, "detentions", -1)


def test_a_promised_firm_response_is_a_threat():
    row = only("Interior Minister Karim Massimov of Kazakhstan promised a harsh response to the protests.")
    assert (row.plover, row.cameo, row.target, row.target_polarity) == ("THREATEN", "137", "the protests", -1)


def test_fighting_an_ill_is_a_promise_not_a_threat():
    row = only("Nigeria's president vowed to crush corruption.")
    assert (row.plover, row.issue, row.issue_polarity) == ("AGREE", "corruption", -1)


def test_an_appeal_says_nothing_against_whom_it_addresses():
    row = only("Washington called on the authorities of Guinea to show restraint.")
    assert (row.target, row.target_polarity) == ("restraint", 1)
    assert (row.issue, row.issue_polarity, row.plover) == ("use-of-force", -1, "REQUEST")


def test_an_appeal_to_restrain_is_neutral_toward_its_addressee_and_against_force():
    row = only("Italy urged the government to restrain.")
    assert (row.target, row.target_polarity, row.issue_polarity) == ("the government", 0, -1)


@pytest.mark.parametrize(
    ("text", "target", "polarity"),
    [
        ("Elders in Lima urged their guests to stay.", "stay", 1),
        ("Togo asked Cairo to reconsider.", "reconsider", 1),
        ("The bishop appealed to them to think again.", "think again", 1),
        ("Togo called on both neighbours to cooperate.", "cooperate", 1),
        ("Togo urged Benin not to retaliate.", "retaliate", -1),
        ("Togo asked the soldiers to withdraw.", "withdraw", 1),
        ("“Benin must act,” Togo's foreign minister said.", "act", 1),
        ("The police ordered residents of the valley to leave.", "leave", 1),
        ("Togo urged its tourists to leave.", "leave", 1),
        ("The general ordered the rebels to surrender.", "the rebels", -1),
        ("Togo called on the governor to resign.", "the governor", -1),
    ],
)
def test_an_appeal_without_an_object_is_for_what_it_asks(text, target, polarity):
    row = only(text)
    assert (row.target, row.target_polarity) == (target, polarity)


@pytest.mark.parametrize(
    "text", ["“They must act,” Togo's foreign minister said.", "Togo wants to win.", "Togo asked Benin what to do."]
)
def test_what_nobody_is_asked_to_do_is_no_appeal(text):
    assert stances_of(text) == []


def test_each_thing_asked_for_is_a_stance_of_its_own():
    rows = stances_of("“We urge both sides to stop the violence and resume the dialogue,” the UN envoy for Yemen said.")
    assert [(r.evidence, r.target_polarity) for r in rows] == [
        ("We urge both sides to stop the violence", -1),
        ("resume the dialogue", 1),
    ]


def test_what_is_asked_for_in_particular_is_found():
    rows = stances_of(
        "“We call on Tehran to respect human rights, including by restoring internet access,” Canada said."
    )
    assert [(r.issue, r.issue_polarity) for r in rows] == [("rights", 1), ("internet-shutdown", -1)]


def test_coordinated_objects_of_one_issue_are_one_stance():
    assert only("Finland called for press freedom and human rights.").target == "press freedom and human rights"


def test_a_denial_inside_a_quotation_is_a_denial():
    row = only("“These reports are completely false,” the Kremlin said.")
    assert (row.cameo, row.plover, row.target_polarity) == ("016", "REJECT", -1)


def test_a_denial_takes_no_side_on_what_the_claim_is_about():
    assert only("Rwanda denied supporting the rebels' offensive.").issue is None


def test_it_stands_for_what_the_same_speaker_spoke_of_before():
    rows = stances_of("Japan's foreign minister criticized North Korea's missile test. “It is unacceptable,” he said.")
    assert [(r.issue, r.issue_polarity) for r in rows] == [("nuclear", -1), ("nuclear", -1)]


def test_an_actor_is_the_issue_where_its_words_are_attacked():
    row = only("The White House spokesman criticized Iran's allegations.")
    assert (row.target_actor, row.issue, row.issue_polarity) == ("Iran", "Iran", -1)


def test_a_countrys_people_are_not_its_state():
    assert only("The candidate criticized the American media.").issue is None


@pytest.mark.parametrize(
    "text",
    [
        "Turkey did not condemn the attack.",
        "Ankara refused to condemn the attack.",
        "The minister stopped short of criticizing the generals.",
        "Spain said the talks would begin on Monday.",
        "The spokesman declined to comment on the sanctions.",
        "“If they had condemned the raid, would you believe them?” the minister asked.",
        "The envoy said Mali opposed the sanctions.",
        "Russia has been accused of violating the truce.",
        "The economist estimated that it would lift sales.",
        "Peru said that it was Tuesday.",
        "The reporter asked Karen Miller.",
        "The mayor announced support from the unions.",
        "NATO refused to rule out a no-fly zone.",
        "Brussels did not impose sanctions.",
    ],
)
def test_no_stance_where_nobody_takes_one(text):
    assert stances_of(text) == []


def test_not_supporting_is_opposing():
    row = only("Malta said it did not support the sanctions.")
    assert (row.act, row.target_polarity) == ("oppose", -1)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Malta said it would neither sign the pact nor lift the embargo.", [("the pact", -1), ("the embargo", 1)]),
        ("Malta said it would not sign the pact or lift the embargo.", [("the pact", -1), ("the embargo", 1)]),
        ("Malta vowed to sign the pact and lift the embargo.", [("the pact", 1), ("the embargo", -1)]),
    ],
)
def test_a_negation_holds_for_all_that_is_joined_by_or_and_nor(text, sides):
    rows = [row for row in stances_of(text) if row.act in ("promise", "reject")]
    assert [(row.target, row.target_polarity) for row in rows] == sides


def test_what_something_is_taken_for_is_not_the_target():
    assert only("Malta denounced the boarding as piracy.").target == "the boarding"


def test_refusing_to_end_something_is_for_it():
    row = only("Cuba said it would not lift the curfew.")
    assert (row.plover, row.target, row.target_polarity) == ("REJECT", "the curfew", 1)


def test_a_forecast_of_harm_is_a_pessimistic_comment_on_its_cause():
    row = only("Oxfam warned that the blockade could lead to famine.")
    assert (row.cameo, row.plover, row.target, row.target_polarity) == ("012", None, "the blockade", -1)


def test_concern_for_people_is_not_against_them():
    assert only("Belgium voiced concern for the safety of civilians.").target_polarity == 1


def test_a_request_told_after_the_fact_is_shown_by_its_own_words():
    rows = stances_of("The alliance will send peacekeepers to Mali, as requested by the government of Mali.")
    row = next(r for r in rows if r.plover == "REQUEST")
    assert (row.cameo, row.evidence) == ("0234", "as requested by the government of Mali")


def test_a_vague_word_takes_its_issue_from_the_article():
    unrest = "Protests spread on Friday. Protesters marched again. The UN condemned the violence."
    war = "The war entered its second year. The invasion went on. The UN condemned the violence."
    assert [stances_of(text)[-1].issue for text in (unrest, war)] == ["protest-violence", "war"]


@pytest.mark.parametrize(
    "text", ["", "Да", "🙂", "“", "condemned", "''We condemn '' '' it said", "She said: “„«", "said said said said"]
)
def test_odd_texts_give_no_error(text):
    stances_of(text)


def test_offsets_quote_the_text_and_rows_fit_the_schema():
    text = (
        "''We condemn the raid'' , Cuba said.\n\nСША осудили. Cuba’s president urged « restraint » — and “dialogue” 🙂."
    )
    rows = stances_of(text)
    assert rows
    for row in rows:
        assert text[row.target_start : row.target_end] == row.target
        assert text[row.evidence_start : row.evidence_end] == row.evidence
    tables.frame("stances", [dataclasses.asdict(row) for row in rows])


def test_ids_follow_the_text():
    rows = stances_of("Oman praised the truce. Qatar praised the deal.")
    assert [row.stance_id for row in rows] == ["a:t1", "a:t2"]


@pytest.mark.parametrize(("model", "confidence"), [(-1, 0.9), (1, 0.9), (0, 0.99)])
def test_the_act_decides_unless_the_model_is_far_surer(model, confidence):
    assert decide(-1, 0.8, model=model, model_confidence=confidence) == (-1, 0.8, False)


def test_the_model_makes_no_side_of_none():
    assert decide(0, 0.2, model=-1, model_confidence=0.9) == (0, 0.2, False)


def test_a_model_far_surer_than_the_act_decides():
    assert decide(1, 0.4, model=-1, model_confidence=0.9) == (-1, 0.5, True)


def test_a_charge_in_no_words_of_the_lexicon_is_heard_by_the_model():
    row = only('"The governor has sold out his own people for a handful of coins," said the Danish minister.')
    assert (row.act, row.target, row.target_polarity, row.method) == ("condemn", "The governor", -1, "model")


@pytest.mark.parametrize(
    "text",
    [
        "The Danish minister said the governor had opened a school.",
        "The Danish minister said the governor could have ruined everything.",
        "The Danish minister said that nobody was as wicked as that.",
        "The Danish minister said the governor had saved his own people with great courage.",
        "It was said that the governor had sold out his own people for a handful of coins.",
    ],
)
def test_the_model_hears_no_charge_in_news_suppositions_or_praise(text):
    assert all(row.method != "model" for row in stances_of(text))


@pytest.mark.parametrize(
    ("text", "target", "polarity"),
    [
        ("The Danish minister called the mayor a rising star.", "the mayor", 1),
        ("The Danish minister said the mayor was the best leader in a generation.", "the mayor", 1),
        ("The Danish minister called it “a slide into misery”.", "it", -1),
        ("The Danish minister described the voyage as a nightmare for everybody.", "the voyage", -1),
    ],
)
def test_names_and_descriptions_are_praise_as_well_as_charges(text, target, polarity):
    row = only(text)
    assert (row.target, row.target_polarity) == (target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "The Danish minister called the region Jutland.",
        "The Danish minister called an emergency meeting.",
        "The Danish minister described himself as a farmer.",
        "The Danish minister described the country as flat.",
        "The Danish minister declared that the talks would go on in May.",
    ],
)
def test_a_name_that_judges_nothing_is_no_stance(text):
    assert stances_of(text) == []


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("“That is unacceptable,” the Danish minister said.", "condemn", "That", -1),
        ("“That is a shameless lie,” the Danish minister said.", "deny", "That", -1),
        ("The vote was free and fair, the Danish minister said.", "praise or support", "The vote", 1),
        ("The vote was not free and fair, the Danish minister said.", "condemn", "The vote", -1),
        ("“It was not a success,” the Danish minister said.", "condemn", "It", -1),
        ("The Danish minister called the election free and fair.", "praise or support", "the election", 1),
        ("The Danish minister branded the plan “naive and dangerous”.", "condemn", "the plan", -1),
    ],
)
def test_a_verdict_may_be_two_words_or_said_of_that(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


def test_a_name_that_the_lexicon_does_not_know_is_heard_by_the_model():
    row = only("The Danish minister described the governor as “a poodle of the mafia”.")
    assert (row.act, row.target, row.target_polarity, row.method) == ("condemn", "the governor", -1, "model")


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Chad promised that the deliveries would start in May.", "promise", "the deliveries", 1),
        ("Chad vowed that the strikes would end.", "promise", "the strikes", -1),
        ("Chad said Peru should consider suspending Myanmar.", "appeal", "Myanmar", -1),
        ("China said it hoped both would talk.", "express optimism", "both would talk", 1),
    ],
)
def test_what_happens_may_be_promised_hoped_for_or_considered(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


def test_what_a_relative_clause_calls_something_is_against_that():
    row = only("Jets locked their radar, an act the Danish minister called “extremely regrettable”.")
    assert (row.act, row.target, row.target_polarity) == ("condemn", "an act", -1)


def test_who_is_declared_unwanted_is_expelled():
    row = only("Chad declared the French ambassador persona non grata.")
    assert (row.act, row.target, row.target_actor, row.target_polarity) == (
        "expel",
        "the French ambassador",
        "France",
        -1,
    )


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("“We do not intend to invade Chad,” the Danish minister said.", []),
        ("The Danish minister said he was “not happy” about the ruling.", [("oppose", "the ruling", -1)]),
        ("Denmark said Denmark would not spend more.", [("reject", "spend more", -1)]),
        ("The Danish general declined to be drawn.", []),
    ],
)
def test_what_is_not_meant_is_no_threat_and_no_praise(text, sides):
    assert [(row.act, row.target, row.target_polarity) for row in stances_of(text)] == sides


def test_the_accused_head_of_state_is_whole():
    assert only("Chad accused the head of state of a coup.").target == "the head of state"


def test_the_displaced_do_not_displace():
    row = only("Egypt condemned the displacement of Syrians.")
    assert (row.target_actor, row.target_polarity) == (None, -1)


def test_it_is_not_what_was_spoken_of_two_statements_before():
    rows = stances_of(
        "Britain backed the protests. It said parliament had met in May. It asked Chad not to recognise it."
    )
    assert [row.issue for row in rows][-1] != "protests"


def test_a_newspapers_news_is_no_charge():
    text = "The Washington Post reported that the governor had sold out his own people for a handful of coins."
    assert all(row.method != "model" for row in stances_of(text))


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity", "issue", "issue_polarity"),
    [
        ("Peru's parliament voted 84 to 4 on Tuesday to override the veto.", "reject", "the veto", -1, None, None),
        (
            "The Danish Senate voted 52 to 48 to pass a bill that would cut the number of refugees.",
            "adopt",
            "a bill that would cut the number of refugees",
            1,
            "migration",
            -1,
        ),
        ("The Danish Senate voted to condemn the raid.", "condemn", "the raid", -1, None, None),
        ("The Danish Senate passed the asylum bill.", "adopt", "the asylum bill", 1, None, None),
        ("“The right to asylum is not negotiable,” Denmark said.", "defend", "The right to asylum", 1, "migration", 1),
        ("“Chad remains our enemy,” the Danish president said.", "condemn", "Chad", -1, "Chad", -1),
        ("Chad's president called the vote a hammer blow.", "condemn", "the vote", -1, None, None),
        ("Oxfam warned that it would breach international law.", "warn", "it", -1, None, None),
        (
            "Vienna would suspend power purchases, the Austrian chancellor said.",
            "promise",
            "power purchases",
            -1,
            None,
            None,
        ),
        (
            "The UN Security Council adopted a resolution demanding that Chad immediately halt attacks on ships.",
            "demand",
            "attacks on ships",
            -1,
            None,
            None,
        ),
        ("Niger pledged to send 500 soldiers.", "promise", "500 soldiers", 1, "foreign-intervention", 1),
    ],
)
def test_votes_bills_and_what_is_held_fast(text, act, target, polarity, issue, issue_polarity):
    row = stances_of(text)[-1]
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)
    assert (row.issue, row.issue_polarity) == (issue, issue_polarity)


def test_a_promise_to_sue_nobody_is_no_position():
    assert stances_of("The Danish governors promised to sue.") == []


def test_a_court_that_one_threatens_to_go_to_is_not_threatened():
    rows = stances_of("Peru threatened to take the dispute to the International Court of Justice.")
    assert all(row.target_actor != "International Court of Justice" for row in rows)


def test_who_criticises_a_body_that_is_named_before_the_cue_is_against_it():
    row = stances_of("Igad expressed deep concern, but was criticised by Chad for not condemning Sudan.")[-1]
    assert (row.actor, row.act, row.target, row.target_polarity) == ("Chad", "condemn", "Igad", -1)


@pytest.mark.parametrize(
    "text",
    [
        "A UN official described the city as “a crime scene”.",
        "Chad released 300 prisoners in what rights groups dismissed as window dressing.",
    ],
)
def test_a_scene_of_crime_and_what_a_thing_is_taken_for_are_not_judged(text):
    assert all(row.target_polarity != -1 for row in stances_of(text))


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Rome has no right to interfere in Chad, the Chadian foreign minister said.", "reject", "Rome", -1),
        ("“Chad has the right to defend itself,” the German chancellor said.", "defend", "Chad", 1),
        ("“We have the right to protest,” Ana Ruiz of Oxfam said.", "defend", "the right to protest", 1),
        ("The judges had put women and children at risk, Oxfam said.", "condemn", "The judges", -1),
        ("“The government has abandoned its people,” Oxfam said.", "condemn", "The government", -1),
        ("Peru said it would respect the truce.", "praise or support", "the truce", 1),
        ("Poland recalled its ambassador from Moscow.", "recall envoy", "its ambassador from Moscow", -1),
        ("“Ana Ruiz must go,” said Ida Lund of Oxfam.", "demand", "Ana Ruiz", -1),
        ("“We cannot sign this,” Fiji's minister said.", "reject", "this", -1),
        ("Rui Reis of the opposition Norvia party called the ruling “a scandal”.", "condemn", "the ruling", -1),
    ],
)
def test_rights_wrongs_and_envoys(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "The union began a strike, threatening output at three mines.",
        "Thailand declined to take sides.",
        "“We were promised clean water,” the Danish minister said.",
        "The storm destroyed homes, the Danish minister said.",
        "The police had authority to search homes, the Danish minister said.",
    ],
)
def test_no_side_is_taken_where_none_is_told(text):
    assert stances_of(text) == []


def test_two_who_accuse_each_other_are_each_the_others_target():
    rows = stances_of("Thailand and Cambodia accused each other of firing first.")
    assert [(row.actor, row.target_actor, row.target_polarity) for row in rows] == [
        ("Thailand", "Cambodia", -1),
        ("Cambodia", "Thailand", -1),
    ]


def test_a_warning_is_against_what_somebody_faces():
    row = only("Amnesty warned that Peru faces the world's worst hunger crisis.")
    assert (row.target, row.target_polarity) == ("the world's worst hunger crisis", -1)


@pytest.mark.parametrize(
    "text",
    [
        "The opposition demanded that the minister resign.",
        "“The minister should apologise to every one of them,” Ana Ruiz said.",
        "Peru urged the minister to apologise for the raid.",
    ],
)
def test_a_demand_to_go_or_to_apologise_is_against_whom_it_is_put_to(text):
    row = only(text)
    assert (row.target.lower().removeprefix("the "), row.target_polarity) == ("minister", -1)


def test_on_whose_behalf_somebody_is_disappointed_is_no_target():
    assert stances_of("Ana Ruiz expressed disappointment on behalf of the council.") == []


def test_a_government_in_a_capital_is_that_countrys():
    row = stances_of("Qatar's envoy wants the government in Manila to resign.")[-1]
    assert row.target_actor == "Philippines"


@pytest.mark.parametrize("wish", ["asked not to be named", "asked to remain anonymous", "requested anonymity"])
def test_the_wish_not_to_be_named_is_no_stance(wish):
    assert [row.act for row in stances_of(f"A deputy, who {wish}, condemned the vote.")] == ["condemn"]


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Malta vowed to vote the treaty down.", "reject", "the treaty", -1),
        ("Malta promised to turn the offer down.", "reject", "the offer", -1),
        ("Malta pledged to vote against the pact.", "reject", "the pact", -1),
        ("Labour promised to kill the pact.", "reject", "the pact", -1),
        ("The Danish minister vowed to show no mercy to the rebels.", "threaten", "the rebels", -1),
        ("“There will be no mercy for the rebels,” Oman's general said.", "threaten", "the rebels", -1),
        ("Malta vowed no leniency for the rebels.", "threaten", "the rebels", -1),
        ("Malta pinned the blame on pirates.", "accuse", "pirates", -1),
        ("Oman vowed to respond to the expulsions in kind.", "threaten", "the expulsions", -1),
        ("Oman promised to respond to the needs of farmers.", "promise", "respond to the needs of farmers", 1),
        ("Oman vowed to retaliate for the raid.", "threaten", "the raid", -1),
        ("“This raid will not go unpunished,” Oman's president said.", "threaten", "This raid", -1),
        ("“Chad will come to regret this,” Oman's president said.", "threaten", "Chad", -1),
        ("Anyone who marched would be dealt with firmly, Oman said.", "threaten", "Anyone who marched", -1),
        ("Oman warned that Chad would pay a heavy price.", "threaten", "Chad", -1),
        ("Malta threatened to file a complaint against Oman with the UN.", "threaten", "Oman", -1),
        ("Malta accused Oman of dumping and threatened to file a case with the WTO.", "threaten", "Oman", -1),
        ("Malta lodged a complaint with the UN against Oman.", "go to court", "Oman", -1),
        ("Malta threatened to go to the UN.", "threaten", "go to the UN", 1),
        ("The union threatened a strike at two mines.", "threaten", "a strike at two mines", 1),
        ("Malta said it would not disarm them.", "reject", "disarm them", -1),
        ("Malta pledged that no prisoner would be harmed.", "promise", "no prisoner would be harmed", 1),
        ("Malta said it would not abandon Ukraine.", "reject", "Ukraine", 1),
        ("Malta blamed the attack on the ship on pirates.", "accuse", "pirates", -1),
        ("Malta blamed the crew for an attack on the ship.", "accuse", "the crew", -1),
        ("The UN urged both armies to step back from war.", "appeal", "war", -1),
        ("The UN urged the general to step down.", "appeal", "the general", -1),
        ("Malta recalled its envoy for talks.", "recall envoy", "its envoy", 0),
        ("Malta's parliament voted to soften its drug laws.", "adopt", "soften its drug laws", 1),
    ],
)
def test_threats_and_refusals_are_no_promises(text, act, target, polarity):
    row = stances_of(text)[-1]
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


@pytest.mark.parametrize(
    ("text", "issue", "issue_polarity"),
    [
        ("Malta's parliament voted to toughen its asylum rules.", "migration", -1),
        ("Malta promised to ease the rules on immigration.", "migration", 1),
        ("Malta backed looser asylum laws.", "migration", 1),
        ("Malta opposed any reference to coal.", None, None),
        ("Malta opposed the phase-out of coal.", "climate", -1),
        ("Malta called for restrictions on coal mines.", "climate", 1),
        ("The junta in Mali closed the borders.", None, None),
        ("Malta praised the junta's plan.", None, None),
        ("Malta praised the junta.", "coup", 1),
        ("Malta rejected a resolution that likens a democracy to thugs.", None, None),
        ("Malta rejected a resolution that would cut humanitarian aid.", "aid", 1),
        ("Malta rejected a resolution that includes tax cuts.", "taxes", -1),
        ("Malta demanded a referendum on independence.", "territory", 1),
        ("Malta promised to bring home the hostages.", "hostages", 1),
        ("Malta vowed to respond to the sanctions.", "sanctions", -1),
        ("Malta threatened to file a complaint with the World Trade Organization.", None, None),
        ("Malta ordered three Omani envoys to leave the country.", "Oman", -1),
    ],
)
def test_an_issue_is_taken_by_what_is_done_to_it(text, issue, issue_polarity):
    row = only(text)
    assert (row.issue, row.issue_polarity) == (issue, issue_polarity)


def test_a_case_before_a_body_is_not_that_bodys():
    row = only("Malta demands ICC case\n\nIt rained later in the day. The sun shone on the hills.")
    assert (row.target, row.target_actor, row.issue) == ("ICC case", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "“If we spare one bank, we must spare them all,” Oman's minister said.",
        "Forty feared dead in Oman",
        "Oman doubts that.",
        "“The phones of this valley have been cut since Sunday,” Ana Ruiz of Oxfam said.",
        "Families will pay the price, Labour said.",
        "The letter will not go unanswered, Oman's minister said.",
        "Chad will pay a high price if aid stops, Oman's president said.",
    ],
)
def test_an_argument_or_a_mishap_is_no_stance(text):
    assert stances_of(text) == []


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Malta halted €5 million in aid.", "reduce relations", "€5 million in aid", -1),
        (
            "Malta said it was shocked and froze 5 million euros in aid.",
            "reduce relations",
            "5 million euros in aid",
            -1,
        ),
        ("ECOWAS suspended Chad on Sunday.", "suspend a member", "Chad", -1),
        ("Oman responded by expelling two envoys.", "reduce relations", "two envoys", -1),
        ("The soldiers ousted President Ida Lund.", "overthrow", "President Ida Lund", -1),
        ("The junta suspended the constitution.", "block", "the constitution", -1),
        ("Ida Lund quit her party.", "leave", "her party", -1),
        ("Malta lined up behind the pact.", "praise or support", "the pact", 1),
        ("Malta argued for more time.", "appeal", "more time", 1),
        ("The veto drew a furious response from Oman.", "condemn", "The veto", -1),
        ("The plan got a warm reception from Oman.", "praise or support", "The plan", 1),
        ("Denmark said Denmark would send 500 soldiers to Chad.", "promise", "500 soldiers", 1),
        ("Malta promised to bring its troops home.", "promise", "its troops", -1),
        ("Malta promised to pull out of the treaty.", "promise", "the treaty", -1),
        ("The Danish parliament voted to impeach the president.", "adopt", "the president", -1),
        ("Labour said it would challenge the law.", "promise", "the law", -1),
        ("Malta said it had no intention of joining the war.", "reject", "the war", -1),
        ("Malta has not ruled out military action.", "threaten", "military action", 1),
        ("Malta said it would consider restrictions on banks.", "threaten", "banks", -1),
        ("Malta said any raid would amount to an act of war.", "condemn", "any raid", -1),
        ("Malta said the ban was a recipe for war.", "condemn", "the ban", -1),
        ("Malta called the pact “a gift to the rebels”.", "condemn", "the pact", -1),
        ("“All options are on the table,” the Danish minister said.", "threaten", "All options", 1),
        ("“Sanctions should have been imposed,” Oxfam said.", "appeal", "Sanctions", 1),
        ("“The budget is dead on arrival,” the Danish minister said.", "reject", "The budget", -1),
        ("“The council broke its word,” Ana Ruiz of Oxfam said.", "condemn", "The council", -1),
        ("Oxfam said the vote was marred by fraud.", "condemn", "the vote", -1),
        ("Oxfam alleged that guards had armed the gangs.", "accuse", "guards", -1),
        ("Oxfam urged Chad to let inspectors in.", "appeal", "inspectors", 1),
        ("The Danish minister said at a briefing that Denmark “opposes the dam”.", "oppose", "the dam", -1),
        ("Malta has asked Chad to wait, according to two people.", "appeal", "wait", 1),
    ],
)
def test_deeds_intentions_and_judgements(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "The minister argued for hours.",
        "Malta has not ruled out talks.",
        "Malta has no plans to meet.",
        "Malta said the ban was a recipe for growth.",
        "Oxfam alleged that votes had been bought.",
        "The network suspended the show.",
        "Ida Lund ousted Ana Ruiz in the primary.",
        "The offer drew a response from Oman.",
    ],
)
def test_no_side_is_taken_by_such_words_alone(text):
    assert stances_of(text) == []


def test_the_authorities_that_one_is_against_are_not_ones_own():
    row = only("Malta does not recognise the new authorities, its foreign minister said.")
    assert (row.act, row.target_actor, row.issue) == ("oppose", None, None)


@pytest.mark.parametrize(
    ("text", "target", "target_actor"),
    [
        ("Oxfam urged banks to cancel Chad's debt.", "Chad's debt", None),
        ("Togo called for an end to Chad's isolation.", "Chad's isolation", None),
        ("Togo condemned the suspension of Chad.", "the suspension of Chad", None),
        ("Togo condemned Chad's suspension of aid.", "Chad's suspension of aid", "Chad"),
        ("Togo condemned Russia's blockade.", "Russia's blockade", "Russia"),
    ],
)
def test_a_burden_is_not_meant_as_its_owner(text, target, target_actor):
    row = only(text)
    assert (row.target, row.target_polarity, row.target_actor) == (target, -1, target_actor)


@pytest.mark.parametrize(
    ("text", "issue", "issue_polarity"),
    [
        ("Austria will not take refugees, its chancellor said, drawing anger from Malta.", "migration", 1),
        ("Austria cannot admit migrants, drawing criticism from Malta.", "migration", 1),
        ("Malta condemned Austria's refusal to take refugees.", "migration", 1),
        ("Austria's failure to protect refugees drew criticism from Malta.", "migration", 1),
        ("Austria left the talks, drawing criticism from Malta.", "dialogue", 1),
        ("Austria has admitted 400 refugees, drawing criticism from Malta.", "migration", -1),
    ],
)
def test_who_condemns_a_refusal_is_for_what_is_refused(text, issue, issue_polarity):
    row = next(row for row in stances_of(text) if row.actor == "Malta")
    assert (row.target_actor, row.issue, row.issue_polarity) == ("Austria", issue, issue_polarity)


@pytest.mark.parametrize("who", ["Not everyone in Oslo", "Not all of Oslo", "Hardly anyone in the party"])
def test_what_not_everybody_holds_is_nobodys_stance(who):
    assert stances_of(f"{who} agrees with the minister.") == []


@pytest.mark.parametrize(
    ("text", "target", "polarity", "target_actor"),
    [
        ("Malta urged Oman to withdraw from northern Chad.", "withdraw from northern Chad", 1, None),
        ("Malta demanded that Oman leave the occupied islands.", "leave the occupied islands", 1, None),
        ("Malta called for Oman's withdrawal from Chad.", "Oman's withdrawal from Chad", 1, None),
        ("Oman threatened to leave Chad.", "leave Chad", 1, None),
        ("Malta urged Oman to leave the alliance.", "the alliance", -1, None),
        ("Oman threatened to withdraw from Nato.", "Nato", -1, "NATO"),
        ("Malta condemned Oman's withdrawal from the pact.", "Oman's withdrawal from the pact", -1, "Oman"),
    ],
)
def test_who_leaves_a_place_is_not_against_it(text, target, polarity, target_actor):
    row = only(text)
    assert (row.target, row.target_polarity, row.target_actor) == (target, polarity, target_actor)


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Oman sent troops to Chad.", "foreign-intervention"),
        ("Oman deployed soldiers in northern Chad.", "foreign-intervention"),
        ("Oman sent soldiers to the port.", None),
        ("Oman has deployed 90 soldiers after the floods.", None),
        ("Peru deployed troops in Lima.", None),
        ("“We will not allow smugglers to hold the economy hostage,” Peru's minister said.", None),
        ("Oxfam condemned the taking of hostages.", "hostages"),
    ],
)
def test_soldiers_at_home_and_countries_held_hostage_are_no_issue(text, issue):
    assert only(text).issue == issue


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Malta backed away from the pact.", "reject", "the pact", -1),
        ("Malta has backed out of mediation.", "reject", "mediation", -1),
        ("Malta vowed to keep the port closed until May.", "promise", "keep the port closed until May", 1),
        (
            "Malta would deliver 9,000 tonnes of rice, its envoy, Ida Lund, promised.",
            "promise",
            "9,000 tonnes of rice",
            1,
        ),
    ],
)
def test_words_that_turn_or_end_a_verb_are_heard(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


def test_a_backward_step_and_a_sworn_enemy_take_no_side():
    assert stances_of("Malta backed down.") == []
    assert [s.act for s in stances_of("The Greens, once sworn enemies of Ida Lund, called for talks.")] == ["appeal"]


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Oman said it would send 40 nurses.", "promise", "40 nurses", 1),
        ("Oman announced that it would supply Chad with pumps.", "promise", "pumps", 1),
        ("Ida Lund said she would invite both sides to Oslo.", "promise", "invite both sides to Oslo", 1),
        ("Ida Lund said her party would vote against the treaty.", "reject", "the treaty", -1),
        ("Nato's deputy chief said the alliance would not recognise the vote.", "reject", "the vote", -1),
    ],
)
def test_what_speakers_say_they_would_do_is_promised_or_refused(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "Oman said it would send a letter.",
        "Oman said Chad would send nurses.",
        "Oman estimated it would ship 500 barrels.",
        "The forecasters said the storm would bring rain.",
    ],
)
def test_messages_forecasts_and_what_others_would_do_are_no_promise(text):
    assert stances_of(text) == []


@pytest.mark.parametrize(
    ("text", "target", "target_actor", "polarity"),
    [
        ("Kenya halted €9 million in aid to Chad.", "€9 million in aid", "Chad", -1),
        ("Kenya cut off ties with Chad.", "ties with Chad", "Chad", -1),
        ("Kenya signed a treaty with Chad.", "a treaty with Chad", "Chad", 1),
        ("Kenya halted aid to Chad's rebels.", "aid to Chad's rebels", None, -1),
        ("Kenya broke off talks in Chad.", "talks in Chad", None, -1),
    ],
)
def test_with_whom_a_state_deals_or_breaks_off_is_meant(text, target, target_actor, polarity):
    row = only(text)
    assert (row.target, row.target_actor, row.target_polarity) == (target, target_actor, polarity)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The Greens blocked the treaty in parliament.", "the treaty"),
        ("The Greens rejected the tunnel for several reasons.", "the tunnel"),
        ("Malta defended the ban in the national interest.", "the ban"),
        ("The Greens condemned the debate in parliament.", "the debate in parliament"),
        ("Malta praised the plan for reform.", "the plan for reform"),
    ],
)
def test_where_and_why_an_act_is_done_is_no_part_of_its_target(text, target):
    assert only(text).target == target


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("“Chad has torn up the treaty,” Oman's minister said.", "accuse", "Chad", -1),
        ("“It was Chad that opened fire,” Oman's minister said.", "accuse", "Chad", -1),
        ("“This raid can never be justified,” Oman's minister said.", "condemn", "This raid", -1),
        ("“Nothing can excuse this raid,” Oman's minister said.", "condemn", "this raid", -1),
        ("Oman's minister called the trial a plot by foreigners.", "condemn", "the trial", -1),
        ("Oxfam said the council had failed to inspect the mine.", "condemn", "the council", -1),
        ("Oxfam said the government did nothing.", "condemn", "the government", -1),
        ("The smugglers are to blame, Oman's minister said.", "accuse", "The smugglers", -1),
        ("“This is bullying, plain and simple,” Oman's minister said.", "condemn", "This", -1),
        ("Ida Lund insists that she is innocent.", "deny", "she is innocent", -1),
        ("Chad is a friend of Oman, Chad's minister said.", "praise or support", "Oman", 1),
    ],
)
def test_charges_excuses_and_friends_are_heard(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "“Chad opened its borders,” Oman's minister said.",
        "“It was not Chad that opened fire,” Oman's minister said.",
        "“The cost can be justified,” Oman's minister said.",
        "Oman's minister called the field a plot of land.",
        "The umpire said Chad had failed to qualify.",
        "“Chad is not to blame,” Oman's minister said.",
        "Ida Lund insists that her son is innocent.",
        "“We are not an ally of Chad,” Oman's minister said.",
    ],
)
def test_no_charge_is_heard_where_none_is_made(text):
    assert stances_of(text) == []


def test_the_place_before_a_dateline_did_nothing():
    text = "United Nations – The United States has vetoed a United Nations resolution, drawing criticism from Iran."
    assert [row.target_actor for row in stances_of(text) if row.actor == "Iran"] == ["US"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Oman could take Malta to court, its foreign minister warned.", "Malta"),
        ("Oman warned that it could suspend aid to the rebels.", "the rebels"),
    ],
)
def test_who_warns_of_what_he_could_do_threatens(text, target):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == ("threaten", target, -1)


@pytest.mark.parametrize(
    "what", ["it could close two clinics", "it might miss the deadline", "it may not leave the pact"]
)
def test_a_warning_of_what_may_befall_oneself_is_no_threat(what):
    assert all(row.act != "threaten" for row in stances_of(f"Oman warned that {what}."))


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity", "issue_polarity"),
    [
        ("Oman vowed to bring down tariffs.", "promise", "tariffs", -1, 1),
        ("Oman vowed to keep out of the war.", "promise", "the war", -1, -1),
        ("Oman complained that the truce was not enforced.", "oppose", "the truce was not enforced", -1, 1),
        ("Oman complained that the embargo was not lifted.", "oppose", "the embargo was not lifted", -1, -1),
        ("Oman complained that the siege had not stopped.", "oppose", "the siege had not stopped", -1, None),
        ("Oman complained that its refugees were cold.", "oppose", "its refugees were cold", -1, None),
        ("Oman criticised the slow peace talks.", "condemn", "the slow peace talks", -1, 1),
        ("Oman lamented the lack of peace talks.", "oppose", "the lack of peace talks", -1, 1),
        ("Oman backed the truce but not the embargo.", "praise or support", "the truce", 1, 1),
        ("Oman praised the truce, not the junta.", "praise or support", "the truce", 1, 1),
        ("Oman had no confidence in the peace talks.", "doubt", "the peace talks", -1, -1),
        ("Ida Lund said she had lost faith in the truce.", "doubt", "the truce", -1, -1),
        ("Ida Lund said she had no sympathy for the refugees.", "oppose", "the refugees", -1, -1),
        ("Ida Lund said she had every sympathy for the refugees.", "praise or support", "the refugees", 1, 1),
        ("Oman called for exemption from the embargo.", "appeal", "the embargo", -1, -1),
        ("Oxfam criticised the plan to ship migrants to Oman.", "condemn", "the plan to ship migrants to Oman", -1, 1),
        ("Oxfam condemned the killing of migrants.", "condemn", "the killing of migrants", -1, 1),
        ("Oman condemned the immigration minister.", "condemn", "the immigration minister", -1, None),
        ("Oman rejected the notion of a truce.", "reject", "the notion of a truce", -1, -1),
        ("Oman rejected the notion of a massacre.", "deny", "the notion of a massacre", -1, None),
        ("Ida Lund said mayors must not be tied to parties.", "demand", "be tied to parties", -1, None),
        ("Ida Lund asked for money to insulate homes.", "appeal", "money", 1, None),
        ("Oman praised a law that bars firms from buying forests or leasing them.", "praise or support",
         "a law that bars firms from buying forests or leasing them", 1, None),
    ],
)  # fmt: skip
def test_contrasts_lacks_and_complaints_turn_a_side_round(text, act, target, polarity, issue_polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity, row.issue_polarity) == (act, target, polarity, issue_polarity)


def test_a_threat_of_the_necessary_measures_is_for_no_issue():
    text = "Oman opposes the sanctions and the embargo. It warned that it would take the necessary measures."
    assert [(row.act, row.issue) for row in stances_of(text)] == [("oppose", "sanctions"), ("threaten", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Ida Lund asked the general how many tents were left.",
        "Ida Lund said he was denied a lawyer.",
        "Ida Lund said she had no hope for the talks.",
        "Oman said it had no objection to the treaty.",
        "Oman made no appeal for calm.",
        "Oman said it had negotiated in good faith with Chad.",
        "The farmers blocked two roads.",
    ],
)
def test_questions_refusals_suffered_and_feelings_not_had_are_no_stance(text):
    assert stances_of(text) == []


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("“Our members will not accept this tariff,” Ida Lund said.", "reject", "this tariff", -1),
        ("“We are not going to sign the treaty,” Ida Lund said.", "reject", "the treaty", -1),
        ("“We will not be chased from our homes,” Ida Lund said.", "reject", "be chased from our homes", -1),
        ("Ida Lund said she could no longer help fund the strike.", "reject", "the strike", -1),
        ("“What this town needs is a hospital,” Ida Lund said.", "appeal", "a hospital", 1),
        ("“What we don't need is another tax,” Ida Lund said.", "appeal", "another tax", -1),
        ("“All I want is a fair trial,” Ida Lund said.", "want", "a fair trial", 1),
        ("Oman would like a treaty.", "want", "a treaty", 1),
        ("Oman said it would accept a second vote.", "promise", "a second vote", 1),
        ("Oman said it would abide by the verdict.", "promise", "the verdict", 1),
        ("The mayor denied that.", "deny", "that", -1),
        ("Oman demanded that Malta cut the tariff.", "demand", "the tariff", -1),
        ("Oman demanded that the rebels hand over the hostages.", "demand", "the hostages", 1),
        ("The union wants the two drivers reinstated.", "want", "the two drivers", 1),
        ("Oman wants to see the treaty torn up.", "want", "the treaty", -1),
        ("Ida Lund wants the depot moved away from the sea.", "want", "the depot moved away from the sea", 1),
        ("Ida Lund said she would like to leave the party.", "want", "the party", -1),
        ("Oman insists on a pledge that visas will stay free.", "demand", "a pledge that visas will stay free", 1),
        ("Ida Lund said she would table a motion condemning the raid.", "condemn", "the raid", -1),
        ("Ida Lund said she would table a motion of no confidence in the mayor.", "doubt", "the mayor", -1),
        ("Oman pushed back against the plan.", "oppose", "the plan", -1),
        ("Ida Lund said the tax would impoverish families.", "warn", "the tax", -1),
        ("Ida Lund said she had full confidence in her deputy.", "express optimism", "her deputy", 1),
        ("Opposition to the dam came from the church.", "oppose", "the dam", -1),
        ("The treaty passed. The Greens voted no.", "reject", "The treaty", -1),
    ],
)
def test_refusals_wishes_and_intentions_in_plain_words(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "“What surprised us was the treaty,” Ida Lund said.",
        "“All they need is a new coach,” Ida Lund said.",
        "“Their people will not accept it,” Ida Lund said.",
        "“We are not going to win,” Ida Lund said.",
        "Ida Lund said that it was late.",
        "Oman said it would not table a motion condemning the raid.",
    ],
)
def test_what_others_want_or_what_just_is_takes_no_side(text):
    assert stances_of(text) == []


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Oman called for a truce and for the release of hostages.", ["a truce", "the release of hostages"]),
        ("Oman appealed for calm, for help and for a truce.", ["calm", "help", "a truce"]),
        ("Oman called for the mayor to go and for repeal of the tax.", ["the mayor", "the tax"]),
        ("Oman urged calm and that the rebels leave Sur.", ["calm", "leave Sur"]),
    ],
)
def test_what_is_asked_for_with_a_second_for_or_that_is_asked_for_too(text, targets):
    assert [row.target for row in stances_of(text)] == targets


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity", "issue_polarity"),
    [
        ("Ida Lund said the reform does not go far enough.", "condemn", "the reform", -1, None),
        ("Ida Lund said the proposal fell short of a truce.", "condemn", "the proposal", -1, None),
        ("Ida Lund said the charge had no foundation.", "deny", "the charge", -1, None),
        ("Ida Lund said the decree had no legitimacy.", "condemn", "the decree", -1, None),
        ("“The embargo cannot go on,” Ida Lund said.", "oppose", "The embargo", -1, -1),
        ("Ida Lund said the war could not last forever.", "oppose", "the war", -1, -1),
        ("Ida Lund said no military solution was possible.", "reject", "military solution", -1, 1),
        ("Ida Lund said the police had ignored two warnings.", "condemn", "the police", -1, None),
        ("Ida Lund said the army had misled the judges.", "accuse", "the army", -1, None),
        ("Oman warned that it might cut aid to Malta.", "threaten", "Malta", -1, -1),
        ("Oman said it would take Malta to court.", "threaten", "Malta", -1, -1),
        ("Oman said it would challenge the tariffs.", "promise", "the tariffs", -1, 1),
    ],
)
def test_faults_found_and_suits_announced_are_against_their_object(text, act, target, polarity, issue_polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity, row.issue_polarity) == (act, target, polarity, issue_polarity)


@pytest.mark.parametrize(
    "text",
    [
        "Ida Lund said the arrow fell short.",
        "The umpire said the match could not go on.",
        "Ida Lund said no solution was possible.",
        "Ida Lund said the pilot had ignored a warning.",
        "Ida Lund said she would take her son to court.",
        "Malta voted in favour with reservations.",
    ],
)
def test_mishaps_and_votes_on_nothing_named_are_against_nobody(text):
    assert stances_of(text) == []


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Oman said it would accept no treaty.", "promise", "treaty", -1),
        ("The Greens promised to impose no tariffs.", "promise", "tariffs", -1),
        ("Oman accused the colonel of the shooting of a nurse.", "accuse", "the colonel", -1),
        ("Oman accused the colonel of a lack of courage.", "accuse", "the colonel", -1),
        ("Oman accused the head of state of theft.", "accuse", "the head of state", -1),
        ("Oman called for protection from tariffs.", "appeal", "tariffs", -1),
    ],
)
def test_small_words_before_and_after_an_object_count(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


def test_what_is_not_to_be_done_is_asked_for_beside_what_is():
    sides = [
        (row.target, row.target_polarity) for row in stances_of("Oman urged Chad to end the siege but not to arm Sur.")
    ]
    assert sides == [("the siege", -1), ("arm Sur", -1)]


@pytest.mark.parametrize(
    "wish", ["would like to know more", "wants to stress that it rained", "would like to add a word"]
)
def test_a_wish_to_know_or_to_say_is_no_stance(wish):
    assert stances_of(f"Ida Lund {wish}.") == []


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Latvia promised to lift child benefits.", "promise", "child benefits", 1),
        ("Latvia promised to lift the moratorium on whaling.", "promise", "the moratorium", -1),
        ("Laos demanded that the cap be lifted.", "demand", "the cap", -1),
        ("Cuba agreed to leave the levy unchanged.", "promise", "the levy", 1),
        ("Cuba agreed to leave its soldiers in Angola.", "promise", "its soldiers", 1),
        ("Cuba vowed to leave the alliance.", "promise", "the alliance", -1),
        ("“Fares must come down by a third,” said Ida Moe.", "demand", "Fares", -1),
        ("“Salaries must rise,” said Ida Moe.", "demand", "Salaries", 1),
        ("“The truce must last,” said Ida Moe.", "demand", "The truce", 1),
        ("“The junta must fall,” said Ida Moe.", "demand", "The junta", -1),
        ("Moe promised that fares would fall.", "promise", "fares", -1),
        ("Peru proposed that the peace talks resume in Lima.", "appeal", "peace talks", 1),
        ("Peru called for talks between Mali and Chad to resume.", "appeal", "talks between Mali and Chad", 1),
        ("“The ministers should be ashamed of themselves,” said Ida Moe.", "condemn", "The ministers", -1),
        ("Moe demanded that the session be shown live.", "demand", "the session be shown live", 1),
        ("Moe demanded that the inquest be held in public.", "demand", "the inquest be held in public", 1),
        ("Peru said it would defend the suit that Chile had filed.", "contest", "the suit that Chile had filed", -1),
        ("Peru would contest the lawsuit, its justice minister said.", "promise", "the lawsuit", -1),
        ("Moe defended her case for a toll.", "defend", "her case", 1),
        ("Peru called for police co-operation with Chile.", "appeal", "police co-operation with Chile", 1),
    ],
)
def test_what_is_to_rise_fall_stay_or_be_lifted_is_sided_by_the_verb(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "“The minister should not be ashamed,” said Ida Moe.",
        "“The navy is losing ships faster than it can build them,” said analyst Ida Moe.",
        "“Chad is running low on fuel,” said Ida Moe.",
        "Chad claimed to have shot down three drones.",
        '"The swap cost Moe nothing," argues Ida Lind. "A truce at sea would cost him votes."',
    ],
)
def test_misfortune_and_what_was_done_already_are_no_charge_and_no_threat(text):
    assert stances_of(text) == []


def test_whose_enemy_somebody_is_is_not_meant():
    assert only("“The enemies of Chad are terrorists,” said Ida Moe.").target_actor is None
    assert only("“Israel's opponents are terrorists,” said Ida Moe.").target_actor is None


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Cuba agreed to leave its soldiers in Angola. The troops withdrew in May.", None),
        ("The election is near. Polls open in May. Moe said she would not vote for the new budget.", None),
    ],
)
def test_a_verb_of_another_sense_names_no_issue(text, issue):
    assert stances_of(text)[0].issue == issue


def test_who_is_in_favour_or_does_not_back_it_takes_a_side():
    sides = [(s.actor, s.target, s.target_polarity) for s in stances_of("The pact is ready. Cuba is in favour.")]
    sides += [(s.actor, s.target, s.target_polarity) for s in stances_of("Peru backs the toll. Chile does not.")]
    assert sides == [("Cuba", "The pact", 1), ("Peru", "the toll", 1), ("Chile", "the toll", -1)]


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Chad's president said Sudan harbours bandits.", "accuse", "Sudan", -1),
        ("Moe said Sudan was bankrolling the insurgents.", "accuse", "Sudan", -1),
        ("Moe said Sudan had refused to reopen the road.", "accuse", "Sudan", -1),
        ("Moe said Sudan had never intended to sign.", "accuse", "Sudan", -1),
        ("Moe said Sudan was using migrants as pawns.", "accuse", "Sudan", -1),
        ("Moe said Sudan was holding the talks hostage.", "accuse", "Sudan", -1),
        ("Moe said Sudan had botched the census.", "accuse", "Sudan", -1),
        ("Moe said the government had caved in to the lobby.", "accuse", "the government", -1),
        ("Chad said Sudanese jets had hit a school.", "accuse", "Sudanese jets", -1),
        ("“The evidence was fabricated,” said Ida Moe.", "deny", "The evidence", -1),
        ("“This inquiry is politically motivated,” said Ida Moe.", "condemn", "This inquiry", -1),
        ("Oman's minister said Muscat would contribute two frigates.", "promise", "two frigates", 1),
        ("Oman warned that any invasion would be met with force.", "threaten", "any invasion", -1),
        ("Oman said it was following the trial with great unease.", "express concern", "the trial", -1),
        ("The merger would cost thousands of jobs, Ida Moe said.", "warn", "The merger", -1),
        ("The merger would put 900 jobs at risk, Ida Moe said.", "warn", "The merger", -1),
        ("Oman has halved its aid to Chad.", "reduce aid", "its aid to Chad", -1),
        ("Oman has raised its contribution to the fund.", "increase aid", "its contribution to the fund", 1),
        ("Oman said the tribunal had no jurisdiction.", "condemn", "the tribunal", -1),
    ],
)
def test_charges_threats_and_help_in_plain_words(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "Peru promised the families of the dead that it would not rest until they were found.",
        "Moe said Sudan shelters refugees.",
        "Moe said Sudan funds schools.",
        "Moe said Sudan had refused to bow to pressure.",
        "Moe said Sudan had refused to comment.",
        "Moe said Sudan had struck a deal.",
        "Moe said Sudan uses gas as a fuel.",
        "Moe said the wheel was invented there.",
        "Moe said the envoys would be met with flowers.",
        "Oman's minister said Muscat would provide an update.",
    ],
)
def test_the_same_words_of_other_things_charge_nobody(text):
    assert stances_of(text) == []


def test_what_somebody_is_blamed_for_refusing_is_wanted():
    row = only("Chad said Sudan had refused to end the war.")
    assert (row.target, row.issue, row.issue_polarity) == ("Sudan", "war", -1)


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("The levy would ruin small farms, Ida Moe said.", "warn", "The levy", -1),
        ("The levy would hit pensioners hardest, Ida Moe said.", "warn", "The levy", -1),
        ("The pact would reward aggression, Ida Moe said.", "warn", "The pact", -1),
        ("Peru would appeal against the verdict, its justice minister said.", "promise", "the verdict", -1),
        ("Peru would hunt down the perpetrators, its president said.", "threaten", "the perpetrators", -1),
        ("Peru vowed to pursue the attackers.", "threaten", "the attackers", -1),
        ("Ida Moe said she accepted the ruling.", "promise", "the ruling", 1),
        ("Peru added nine firms to its blacklist.", "penalize", "nine firms", -1),
        ("Peru put the bank on its sanctions list.", "penalize", "the bank", -1),
        ("Peru blocked the start of accession talks.", "block", "the start of accession talks", -1),
        ("The prosecutor announced a probe into the sale.", "open an investigation", "a probe into the sale", 0),
    ],
)
def test_effects_of_plans_intentions_and_lists(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "The levy would hit its target, Ida Moe said.",
        "The levy would reward teachers, Ida Moe said.",
        "The flood would destroy houses, Ida Moe said.",
        "Peru would track the storm, its president said.",
        "Ida Moe said she accepted the blame.",
        "Peru added nine names to the list.",
    ],
)
def test_no_harm_threat_or_list_is_heard_in_such_words(text):
    assert stances_of(text) == []


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Chad held Niger responsible for the delay.", "accuse", "Niger", -1),
        ("The miners took the government to court.", "take to court", "the government", -1),
        ("Lawmakers took the minister to task over the leak.", "condemn", "the minister", -1),
        ("The senate put the bill on hold.", "block", "the bill", -1),
        ("Ghana was tired of the mediator.", "oppose", "the mediator", -1),
        ("Ghana is critical of the mediator.", "condemn", "the mediator", -1),
        ("“We stand side by side with Niger,” Chad said.", "praise or support", "Niger", 1),
        ("Chad's envoy said it had lost patience with Niger.", "oppose", "Niger", -1),
        ("The premier washed his hands of the scheme.", "oppose", "the scheme", -1),
        ("Rome poured cold water on the idea.", "oppose", "the idea", -1),
        ("Kenya's president gave the go-ahead to the dam.", "promise", "the dam", 1),
        ("The council waved through the merger.", "promise", "the merger", 1),
        ("The bank apologised for the outage.", "regret one's own", "the outage", -1),
        ("The minister played down fears of a shortage.", "play down", "fears of a shortage", -1),
        ("Drivers marched against the water law.", "demonstrate", "the water law", -1),
        ("Dockers went on strike against the closure.", "demonstrate", "the closure", -1),
        ("The minister bowed to demands for an inquiry.", "yield", "an inquiry", 1),
        ("Togo turned back 40 migrants at the border.", "expel", "40 migrants", -1),
        ("Mali joined the lawsuit against the company.", "go to court", "the company", -1),
        ("Zambia is holding up the loan.", "block", "the loan", -1),
        ("The union called off the strike.", "ease", "the strike", -1),
    ],
)
def test_idioms_tell_on_which_side_somebody_is(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "The dollar rallied against the yen.",
        "She turned her back to the sea.",
        "The house is on the side of the hill.",
        "She was tired after the march.",
        "The striker grilled the fish.",
        "The farmers went on strike on Monday.",
        "Kenya put the loan on the table.",
    ],
)
def test_no_side_is_taken_by_words_that_only_look_like_idioms(text):
    assert not stances_of(text)


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        # harm to what is good, help to it
        ("Ida Moe said the blockade only prolongs the bloodshed.", "condemn", "the blockade", -1),
        ("Ida Moe said the decree had damaged trust in the courts.", "condemn", "the decree", -1),
        ("Ida Moe said the toll was putting nurses' lives at risk.", "condemn", "the toll", -1),
        ("Ida Moe said the bill would muzzle the press.", "warn", "the bill", -1),
        ("Ida Moe said the merger would save jobs.", "praise or support", "the merger", 1),
        ("Ida Moe said the treaty protects fishermen.", "praise or support", "the treaty", 1),
        # phrases
        ("Ida Moe said the mayor had turned his back on the city.", "condemn", "the mayor", -1),
        ("Ida Moe said Chad was dragging its feet.", "accuse", "Chad", -1),
        ("“She has blood on her hands,” Ida Moe said.", "condemn", "She", -1),
        ("The court ruled that the governor had exceeded his powers.", "condemn", "the governor", -1),
        ("The judge ruled that the officer had acted lawfully.", "praise or support", "the officer", 1),
        ("Ida Moe said Chad had kept its word.", "praise or support", "Chad", 1),
        # what should have been done, whom not to trust
        ("“The watchdog should have stepped in,” Ida Moe said.", "accuse", "The watchdog", -1),
        ("Ida Moe said the council should never have closed the park.", "accuse", "the council", -1),
        ("“Niger cannot be trusted,” Ida Moe said.", "condemn", "Niger", -1),
        # names and kinds
        ("Ida Moe called the levy theft.", "condemn", "the levy", -1),
        ("Ida Moe called the new plan madness.", "condemn", "the new plan", -1),
        ("Ida Moe said the tax cut was a gift to landlords.", "condemn", "the tax cut", -1),
        ("Oslo saw the visit as a provocation.", "condemn", "the visit", -1),
        ("Niger would treat a new base as a hostile act, its minister said.", "condemn", "a new base", -1),
        ("Iceland said Surtsey was not for sale.", "defend", "Surtsey", 1),
        # fit or unfit
        ("Ida Moe said the toll was reasonable.", "praise or support", "the toll", 1),
        ("Ida Moe said Jan Roy was right to resign.", "praise or support", "Jan Roy", 1),
        ("Ida Moe said the reply was out of touch.", "condemn", "the reply", -1),
        ("Ida Moe said the sentence was too lenient.", "condemn", "the sentence", -1),
        # what one begins, asks a court, welcomes
        ("Peru started deporting migrants.", "expel", "migrants", -1),
        ("Peru said it would ask the court to strike down the law.", "appeal", "the law", -1),
        ("Chad welcomed the steps taken.", "praise or support", "the steps", 1),
        ("Ghana expects Togo to honour the accord.", "appeal", "the accord", 1),
    ],
)
def test_a_thing_is_judged_by_what_it_does_and_somebody_by_what_he_did(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "Ida Moe said the cuts would limit the violence.",
        "Ida Moe said the law limits the right to strike.",  # tells what it does
        "Ida Moe said the storm destroyed schools.",
        "Ida Moe said the drug helps people.",
        "Ida Moe said the treaty protects the rights of landlords.",
        "Ida Moe said the teacher let down the blinds.",
        "Ida Moe said the runner crossed the line.",
        "Ida Moe said the parcel should have arrived.",
        "Ida Moe said Leeds should have won.",
        "Ida Moe said the house was not for sale.",
        "Ida Moe called the crime scene investigators.",
        "Peru started working on the plan.",
        "Ida Moe said the weather was fair.",
        "Ida Moe said it was fair to ask.",
    ],
)
def test_what_only_tells_what_happens_judges_nothing(text):
    assert not stances_of(text)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Chile condemned the launch. Peru also voiced concern.", ["the launch", "the launch"]),
        ("Chile condemned the launch. Peru also voiced concern about prices.", ["the launch", "prices"]),
        ("Chile tested a missile. Peru also voiced concern.", []),  # who else did, is not said
        ("Chile condemned the launch. Peru expressed thanks.", ["the launch"]),
        ("Chile backed its ally. Peru also voiced concern.", ["its ally"]),  # not about the ally
    ],
)
def test_who_also_voices_a_feeling_feels_it_about_what_another_did(text, targets):
    assert [s.target for s in stances_of(text)] == targets


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Peru backed neither the treaty nor the protocol.", "oppose", "the treaty nor the protocol", -1),
        ("Miners said they trusted neither bank.", "oppose", "bank", -1),
        ("Chad endorsed neither of the two drafts.", "oppose", "the two drafts", -1),
        ("Norway has faith in neither plan.", "doubt", "plan", -1),
        ("The bishop wanted neither a toll nor a levy.", "want", "a toll nor a levy", -1),
    ],
)
def test_who_backs_neither_is_for_neither(text, act, target, polarity):
    s = only(text)
    assert (s.act, s.target, s.target_polarity) == (act, target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya condemned neither side.",
        "The dean shared the nurses' anger about the ward.",  # whichever side they are on
        "Germany expressed interest in the mine.",
        "Norway is watching the vote with interest.",
        "The poet shared her views on the war.",
        "The company said it would keep an eye on prices.",
        "The airline said it would continue to face losses.",
        "“Parents bear responsibility for the health of their sons,” the minister said.",
        "Oslo jailed the thief.",
        "Peru said Chile's support for the plan was unconditional.",
        "Chad said its support for the plan was not unconditional.",
    ],
)
def test_no_side_is_taken_by_neither_shared_feelings_or_interest(text):
    assert not stances_of(text)


@pytest.mark.parametrize(
    ("text", "issue", "issue_polarity"),
    [
        ("Peru accused Chile of negotiating in bad faith.", "dialogue", 1),
        ("Niger accused Mali of dragging out the negotiations.", "dialogue", 1),
        ("The senate voted to send a note of protest.", None, None),
        ("UEFA fined the club, citing state interference.", None, None),
        ("The judges denounced interference by the ministry.", None, None),
        ("Chad denounced interference from Sudan.", "foreign-intervention", -1),
        ("Nurses said they would strike on Friday.", None, None),
    ],
)
def test_bad_talks_letters_of_protest_and_meddling_at_home_are_what_they_are(text, issue, issue_polarity):
    (s,) = [s for s in stances_of(text) if s.target]
    assert (s.issue, s.issue_polarity) == (issue, issue_polarity)


def test_officials_who_were_elected_need_not_be_the_countrys():
    s = stances_of("Mali suspended the league. FIFA demanded that the elected officials be reinstated in Mali.")[-1]
    assert (s.target, s.target_actor, s.target_polarity) == ("the elected officials", None, 1)


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Ghana said it will not work with the cartel.", "reject", "the cartel", -1),
        ("Poland said it will not deal with the generals.", "reject", "deal with the generals", -1),
        ("Sweden said it will keep sending generators to Moldova.", "promise", "generators", 1),
        ("The drivers said they would join the walkout.", "promise", "the walkout", 1),
        ("Drivers said they would hold a strike.", "promise", "a strike", 1),
        ("Mali said it would not bring back the levy.", "reject", "the levy", -1),
        ("Kosovo said Serbia bears the blame for the violence.", "accuse", "Serbia", -1),
        ("The mayor called the poll a fiction.", "deny", "the poll", -1),
        ("The dean said he did not share that view.", "oppose", "that view", -1),
        ("Peru showed no interest in the offer.", "want", "the offer", -1),
        ("Ghana said its backing for the truce would not waver.", "praise or support", "the truce", 1),
        ("“Our commitment to the pact is ironclad,” Oslo said.", "praise or support", "the pact", 1),
        ("Chad withdrew from the panel.", "leave", "the panel", -1),
        ("Belarus jailed two journalists.", "imprison", "two journalists", -1),
        ("The prefect barred the unions from marching.", "expel", "the unions", -1),
        ("Malta suspended the registration of migrants.", "reduce relations", "the registration of migrants", -1),
        ("Senator Eva Moss introduced a bill that would ban shark fins.", "bring in a bill", None, 1),
    ],
)
def test_refusals_to_deal_going_on_blame_borne_firm_support_and_more_deeds(text, act, target, polarity):
    s = only(text)
    assert (s.act, s.target_polarity) == (act, polarity)
    assert target in (None, s.target)


@pytest.mark.parametrize(
    ("text", "target", "polarity"),
    [
        ("Togo's president said that those who burn schools must be held to account.", "those who burn schools", -1),
        ("Togo's president said the looters should face the full force of the law.", "the looters", -1),
        ("Togo demanded that the poachers be brought before a court.", "the poachers", -1),
        ("Togo wants the smugglers to stand trial.", "the smugglers", -1),
        ("Togo promised to bring the arsonists to justice.", "the arsonists", -1),
        ("Togo urged Benin to hold the colonels accountable.", "the colonels", -1),
        ("“Whoever fired first must be brought to justice,” Togo's president said.", "Whoever fired first", -1),
        ("Togo said Benin must bring the dispute before the court.", "the dispute", 1),
        ("Togo asked Benin to send experts to the court.", "experts", 1),
        ("Togo said the state must pay for textbooks.", "pay for textbooks", 1),
        ("Togo threatened to have reporters arrested.", "reporters", -1),
        ("Togo vowed to get the quarry closed.", "the quarry", -1),
        ("“We want these casinos shut,” Togo's president said.", "these casinos", -1),
        ("Togo said the governor must get the clinic reopened.", "the clinic", 1),
        ("Togo called on lawmakers to ban the pesticide “this year, not next year”.", "the pesticide", -1),
        ("Togo asked Benin not to ban the pesticide.", "the pesticide", 1),
    ],
)
def test_who_is_to_answer_and_what_one_has_done_to_a_thing(text, target, polarity):
    row = only(text)
    assert (row.target, row.target_polarity) == (target, polarity)


@pytest.mark.parametrize(
    "claim",
    [
        "the treaty was valid",
        "the new law was working",
        "the dam complied with the convention",
        "the pact had ended the war",
        "the plan would avoid bloodshed",
        "the conflict was over",
        "the payment was a reward for good results",
    ],
)
def test_an_argument_that_names_a_law_or_an_ill_is_not_against_it(claim):
    assert all(row.target_polarity >= 0 for row in stances_of(f"Togo argued that {claim}."))


@pytest.mark.parametrize(
    ("text", "target", "polarity", "issue"),
    [
        ("Togo voiced alarm over Lebanon.", "Lebanon", 0, None),
        ("Togo voiced alarm over Hamas.", "Hamas", -1, "Hamas"),
        ("Togo reiterated the support of the African Union for the envoy.", "the envoy", 1, None),
        ("Togo conveyed the gratitude of the United Nations to Benin.", "Benin", 1, "Benin"),
        ("Togo voiced support of the plan for the harbour.", "the plan for the harbour", 1, None),
        ("Togo refused to send the army against marchers.", "send the army against marchers", -1, None),
        ("Togo refused to use force against marchers.", "force", -1, None),
        ("“Nobody has the right to close our mosques,” Togo's president said.", "close our mosques", -1, None),
        ("Togo promised to return to parliament with a draft.", "return to parliament with a draft", 1, None),
        ("Togo rejected elections as a condition for a truce.", "elections", -1, "elections"),
        ("Togo named no condition for a truce but opposed any mention of one.", "any mention of one", -1, None),
        ("Togo opposes a boycott of the sitting.", "a boycott of the sitting", -1, None),
        ("Togo opposes a boycott of Chadian goods.", "a boycott of Chadian goods", -1, "sanctions"),
        ("A court in Lima convicted a former army cook of arson.", "a former army cook", -1, "protest-violence"),
        ("A court in Lima convicted the head of the bank.", "the head of the bank", -1, None),
        ("Togo lashed out at once at the mayor.", "the mayor", -1, None),
    ],
)
def test_givers_countries_means_and_meetings_are_not_what_is_meant(text, target, polarity, issue):
    row = only(text)
    assert (row.target, row.target_polarity, row.issue) == (target, polarity, issue)


def test_what_one_puts_an_end_to_is_ended_once():
    assert only("Togo said Benin must put an end to the war.").issue_polarity == -1
    assert only("Togo urged Benin to bring an end to the talks.").issue_polarity == -1


def test_what_one_stops_ends_where_a_second_demand_begins():
    rows = stances_of("Togo said Benin should stop blocking the bill and sign the treaty.")
    assert [(row.target, row.target_polarity) for row in rows] == [("blocking the bill", -1), ("the treaty", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "“I want my daughter to come home,” Togo's president said.",
        "“We did not stand with the union so that its bosses could get rich,” Togo's president said.",
        "Togo hit back at once.",
        "Benin wants to join, something Togo has rejected for years.",
    ],
)
def test_private_wishes_purposes_and_times_are_no_stance(text):
    assert all(row.actor != "Togo" for row in stances_of(text))


def test_soldiers_and_currencies_are_no_country():
    assert stances_of("Peru's police landed in Haiti. The UN envoy thanked the officers.")[0].target_actor is None
    assert only("Togo pledged 60m Canadian dollars.").target_actor is None
    assert only("Togo thanked Peru's officers.").target_actor == "Peru"


@pytest.mark.parametrize(
    ("text", "target", "polarity"),
    [
        ("“We will go home rather than join this pact,” Togo's president said.", "this pact", -1),
        ("Togo said it would sell its oil to Benin instead of accepting the offer.", "the offer", -1),
        ("“We would rather wait than sign the deal,” Togo's president said.", "the deal", -1),
        ("Togo's farmers went home instead of accepting the deal.", "the deal", -1),
        ("“Benin has shown contempt for our judges,” Togo's president said.", "Benin", -1),
        ("“The party has no respect for its voters,” said Ann Dossou, an analyst.", "The party", -1),
        ("Togo trusts nobody but Peru, its envoy said.", "Peru", 1),
        ("Togo backs nothing but a full truce.", "a full truce", 1),
        ("“The pay rise was overly generous,” Togo's president said.", "The pay rise", -1),
        ("Togo called the terms too generous.", "the terms", -1),
        ("Togo demanded that the accord be reopened.", "the accord", -1),
        ("Togo demanded that the bridge be reopened.", "the bridge", 1),
        ("The Speaker of Togo's parliament ruled her out of order.", "her", -1),
    ],
)
def test_what_is_passed_over_despised_or_overdone_is_not_wanted(text, target, polarity):
    row = only(text)
    assert (row.target, row.target_polarity) == (target, polarity)


@pytest.mark.parametrize(
    ("text", "act", "target", "polarity"),
    [
        ("Malta found the treaty too costly.", "condemn", "the treaty", -1),
        ("Senator Ida Moe thought the levy unfair.", "condemn", "the levy", -1),
        ("“We find the offer insulting,” Malta's minister said.", "condemn", "the offer", -1),
        ("“The vote sends the wrong signal,” Malta's minister said.", "condemn", "The vote", -1),
        ("“It would set a dangerous precedent,” Malta's minister said.", "condemn", "It", -1),
        ("Malta said the rebels understood only force.", "condemn", "the rebels", -1),
        ("“The pact is doomed to fail,” Malta's minister said.", "condemn", "The pact", -1),
        ("Malta said the fine was out of all proportion.", "condemn", "the fine", -1),
        ("Ida Moe called the audit a rubber stamp.", "condemn", "the audit", -1),
        ("Malta called the tribunal an instrument of oppression.", "condemn", "the tribunal", -1),
        ("Ida Moe called the pardon a gift to those who kill.", "condemn", "the pardon", -1),
        ("“It is time the council listened,” Ida Moe said.", "appeal", "listened", 1),
        ("“It is high time Oslo ended the raids,” Malta's minister said.", "appeal", "the raids", -1),
        ("“The council ought to lift the ban,” Ida Moe said.", "appeal", "the ban", -1),
        ("Iran reserved the right to retaliate.", "threaten", "retaliate", 1),
        ("Malta said the gunmen's commander bore sole responsibility.", "accuse", "the gunmen's commander", -1),
        ("Malta said the pipeline would bring light to the islands.", "praise or support", "the pipeline", 1),
        ("Ida Moe said the levy would drive out investors.", "warn", "the levy", -1),
        ("Ida Moe said the tariff would push up prices.", "warn", "the tariff", -1),
    ],
)
def test_opinions_in_plain_words(text, act, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == (act, target, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "Togo trusts nobody in Benin.",
        "“They trust nobody but themselves,” said Ann Dossou, an analyst.",
        "Dockers downed tools, threatening output at the yard.",
        "If that fails, Togo can ask for a panel.",
        "Togo may reject the plan.",
        "“She is welcome any time,” Togo's president said.",
        "“The mayor is welcome to visit,” Togo's president said.",
        "“The matter is too important to ignore,” Togo's president said.",
        "“I doubt they will be in a giving mood,” Togo's president said.",
        "Bankers doubt that the dam will be built.",
    ],
)
def test_what_may_be_done_or_befall_and_forecasts_are_no_stance(text):
    assert stances_of(text) == []


def test_what_one_is_to_be_sorry_for_is_not_wanted():
    assert only("Togo urged Benin to apologise for the broken truce.").issue_polarity == 1
    assert only("Togo urged Benin to apologise for the cancelled election.").issue_polarity == 1
    assert only("Togo urged Benin to apologise for its support for the putsch.").issue_polarity == -1


@pytest.mark.parametrize(
    "text",
    [
        "Malta found the boy alive.",
        "The committee found a bridge too dangerous to cross.",
        "Malta did not find the treaty unfair.",
        "“It sends a strong message to Oslo,” Malta's minister said.",
        "“It does not set a bad precedent,” Malta's minister said.",
        "“We sent the wrong message,” Malta's minister said.",
        "Malta called the web a tool of communication.",
        "“It was the first time the council listened,” Ida Moe said.",
        "Iran reserved the right to amend the terms.",
        "Malta said the army would drive out the rebels.",
        "Ida Moe said the levy would push prices down.",
        "Ida Moe said the port would not bring jobs.",
        "Malta warned that nobody would survive a war.",
        "A poll put support for the bill at 31%.",
        "Surveys show support for the Greens.",
    ],
)
def test_what_is_no_opinion_on_a_thing(text):
    assert stances_of(text) == []


@pytest.mark.parametrize(
    ("text", "target", "polarity", "issue"),
    [
        ("“We need no lessons from Benin,” Togo's president said.", "lessons from Benin", -1, "Benin"),
        ("“Togo does not take orders from Peru,” its president said.", "orders from Peru", -1, "Peru"),
        ("“We want no advice from The Hague,” Togo's president said.", "advice from The Hague", -1, None),
        ("Togo's envoy said there was no need for new elections.", "new elections", -1, "elections"),
        ("“Togo sees no reason to delay the census,” its president said.", "the census", 1, None),
        ("“We will not be rushed,” Togo's president said.", "be rushed", -1, None),
        ("Ann Dossou, the Togolese minister, said the government would not back the dam.", "the dam", -1, None),
        ("Jo Reed, premier of Alberta, said the province would not accept the toll.", "the toll", -1, None),
        ("A spokesman for Togo's ministry said the minister had no plans to lift the toll.", "the toll", 1, None),
        ("The union said 90% of its members had voted against the offer.", "the offer", -1, None),
        ("Togo asked a judge to stop the dam.", "the dam", -1, None),
        ("Togo is to withdraw 200 soldiers from Mali.", "200 soldiers", -1, None),
        ("Togo is to shut its embassy in Peru.", "its embassy in Peru", -1, None),
        ("Togo pulled its soldiers out of the valley.", "its soldiers", -1, None),
        ("The World Bank released $40 million to Togo.", "$40 million", 1, "Togo"),
        ("Opposition lawmakers walked out of the chamber.", "the chamber", -1, None),
        ("Nurses called a two-day strike.", "a two-day strike", 1, None),
        ("A bank in Lima lowered its rating on Togo.", "its rating on Togo", -1, None),
        ("The motion was put forward by Togo.", "The motion", 1, None),
    ],
)
def test_refusals_of_governments_and_of_advice_and_more_deeds(text, target, polarity, issue):
    row = only(text)
    assert (row.target, row.target_polarity, row.issue) == (target, polarity, issue)


@pytest.mark.parametrize(
    "text",
    [
        "“We do not need advice,” Togo's president said.",
        "“There is no reason to panic,” Togo's president said.",
        "Jo Reed, a union spokesman, said the government would not back the dam.",
        "An opposition spokesman said the minister would not accept the toll.",
        "The talks are to resume in June.",
        "Togo is to blame for the delay.",
        "The bank released 30 new coins.",
        "Togo would vote no, its president said.",
    ],
)
def test_no_refusal_or_deed_is_heard_in_such_words(text):
    assert stances_of(text) == []


@pytest.mark.parametrize(
    ("text", "target", "polarity"),
    [
        ("Togo's president told Benin to lift the blockade.", "the blockade", -1),
        ("The mayor told the banks to build homes.", "homes", 1),
        ("Togo has promised an answer by Thursday.", "an answer", 1),
    ],
)
def test_what_somebody_is_told_to_do_is_asked_for_and_a_day_does_nothing(text, target, polarity):
    row = only(text)
    assert (row.act, row.target, row.target_polarity) == ("promise" if "by" in text else "demand", target, polarity)


def test_nothing_is_asked_of_who_was_told_or_heard_it():
    assert stances_of("Benin was told to wait. Ann Dossou told us that it rained.") == []
