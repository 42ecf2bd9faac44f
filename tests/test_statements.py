"""Statements: who speaks, for whom, how it is quoted, inside what, and when."""

import datetime
import re

import pytest

from analysis.actors import ActorBook
from analysis.article import Article
from analysis.attribution import Attribution
from analysis.document import read_document
from analysis.statements import read_statements


@pytest.fixture(scope="module")
def book():
    return ActorBook.load()


def attributed(text, *triples):
    """Attributions of (source, cue, content) as written; each is looked for after the one before, contents anywhere."""
    found, at = [], 0
    for source, cue, content in triples:
        start = re.compile(rf"(?<!\w){re.escape(cue)}(?!\w)").search(text, at).start()
        where = text.index(content)
        before, after = text.rfind(source, 0, start) if source else -1, text.find(source, start) if source else -1
        near = after if before < 0 or (after >= 0 and after - start < start - before) else before
        span = (near, near + len(source)) if source else None
        found.append(Attribution((start, start + len(cue)), span, ((where, where + len(content)),), "speech", 0.9))
        at = start + 1
    return found


def statements(book, text, *triples, published=None):
    document = read_document(Article("a", text, published=published))
    return read_statements(document, actors=book, attributions=attributed(text, *triples))


def speakers(book, text, *triples):
    return [(s.speaker, s.actor) for s in statements(book, text, *triples)]


def test_a_surname_and_a_title_mean_the_person_named_before(book):
    text = "Polish Foreign Minister Jan Nowak warned of delays. Nowak said no. Mr. Nowak added that he had hope."
    triples = (
        ("Jan Nowak", "warned", "of delays"),
        ("Nowak", "said", "no"),
        ("Mr. Nowak", "added", "he had hope"),
    )
    assert speakers(book, text, *triples) == [("Jan Nowak", "Poland")] * 3


def test_he_and_she_go_by_gender(book):
    text = (
        "Government spokeswoman Rita Costa of Portugal met Finland's Prime Minister Juha Laine on Monday. "
        "She promised help. He thanked Lisbon."
    )
    assert speakers(book, text, ("She", "promised", "help"), ("He", "thanked", "Lisbon")) == [
        ("Rita Costa", "Portugal"),
        ("Juha Laine", "Finland"),
    ]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_plural_possessive_names_the_actor(book, mark):
    text = f"The United States{mark} special envoy, Ana Ruiz, said it was over."
    (row,) = statements(book, text, (f"The United States{mark} special envoy, Ana Ruiz", "said", "it was over"))
    assert (row.speaker, row.actor, row.role) == ("Ana Ruiz", "US", f"United States{mark} special envoy")


def test_an_agency_named_with_and_is_one_name(book):
    text = "U.S. Fish and Border Protection counted 40 boats."
    (row,) = statements(book, text, ("U.S. Fish and Border Protection", "counted", "40 boats"))
    assert (row.speaker, row.actor) == ("U.S. Fish and Border Protection", "US")


def test_a_part_of_an_organisation_is_not_the_whole(book):
    text = "The U.N. human rights office said no."
    (row,) = statements(book, text, ("The U.N. human rights office", "said", "no"))
    assert (row.speaker, row.actor) == ("U.N. human rights office", "UN")


def test_an_alliance_keeps_its_name_before_what_it_is(book):
    text = "The NATO alliance of 30 nations said it would wait."
    (row,) = statements(book, text, ("The NATO alliance of 30 nations", "said", "it would wait"))
    assert (row.speaker, row.actor) == ("NATO", "NATO")


def test_a_title_keeps_its_full_stop(book):
    text = "Sen. Ruth Hale said it was over."
    assert statements(book, text, ("Sen. Ruth Hale", "said", "it was over"))[0].role == "Sen."


@pytest.mark.parametrize("dateline", ["LIMA, Peru (AP) —", "KAMPALA, Nov 13 -", "NEW YORK (Reuters) –"])
def test_a_dateline_is_no_speaker(book, dateline):
    text = f"{dateline} Nobody was hurt."
    place = dateline.split(" (")[0].split(",")[0]
    (row,) = statements(book, text, (place, "Nobody", "was hurt"))
    assert (row.speaker, row.actor, row.speaker_text) == (None, None, None)


def test_he_added_is_whoever_spoke_last(book):
    text = "“We wait,” said Omar Diallo, a Guinean minister. “It is late,” he added."
    assert (
        speakers(book, text, ("Omar Diallo", "said", "“We wait,”"), ("he", "added", "“It is late,”"))
        == [("Omar Diallo", "Guinea")] * 2
    )


def test_a_pronoun_that_fits_nobody_stays_open(book):
    text = "The talks failed. “It is over,” she said."
    (statement,) = statements(book, text, ("she", "said", "“It is over,”"))
    assert (statement.speaker, statement.actor, statement.speaker_text) == (None, None, "she")


def test_a_pronoun_between_two_equals_stays_open(book):
    text = "Jan Nowak and Piotr Lis met. He said it went well."
    assert speakers(book, text, ("He", "said", "it went well")) == [(None, None)]


def test_who_is_people_not_the_thing_that_befalls_them(book):
    text = "The vote was a blow to GOP leaders who had hoped to win."
    (row,) = statements(book, text, ("who", "hoped", "to win"))
    assert (row.actor, row.role) == ("Republican Party", "GOP leaders")


def test_who_is_the_noun_before_it(book):
    text = "Kenyan President Peter Mwangi, who said he was sorry, left early."
    assert speakers(book, text, ("who", "said", "he was sorry")) == [("Peter Mwangi", "Kenya")]


def test_an_alliances_unnamed_president_is_no_other_president(book):
    text = (
        "Armenian President Aram Petrosyan called for calm. The Collective Security Treaty Organization will send "
        "troops, the president of this alliance said."
    )
    statement = statements(
        book,
        text,
        ("the president of this alliance", "said", "The Collective Security Treaty Organization will send troops"),
    )[0]
    assert (statement.speaker, statement.actor) == (None, "CSTO")
    assert statement.role == "president of the Collective Security Treaty Organization"


def test_the_minister_is_the_minister_named_before(book):
    text = "Interior Minister Luis Prado of Ecuador flew to Quito. The minister denied the report."
    assert speakers(book, text, ("The minister", "denied", "the report")) == [("Luis Prado", "Ecuador")]


def test_a_ministry_speaks_for_the_country_the_article_is_about(book):
    text = "Floods hit Nepal again. Nepal counted its dead.\n\nSix people died, the Health Ministry said."
    (statement,) = statements(book, text, ("the Health Ministry", "said", "Six people died"))
    assert (statement.speaker, statement.actor) == ("Health Ministry", "Nepal")


def test_the_former_soviet_republic_is_named(book):
    text = "Protests spread in Moldova. Moldova is poor.\n\nThe government of the former Soviet republic denied it."
    (statement,) = statements(book, text, ("The government of the former Soviet republic", "denied", "it"))
    assert (statement.speaker, statement.actor) == ("government of Moldova", "Moldova")


def test_a_capital_that_speaks_is_its_country(book):
    text = "Talks resumed. Ankara said it would wait."
    assert speakers(book, text, ("Ankara", "said", "it would wait")) == [("Turkey", "Turkey")]


def test_organisations_speak_under_their_own_name(book):
    text = "Traffic fell by half, said the monitoring group NetWatch. The group said it was a cut."
    first, second = statements(
        book,
        text,
        ("the monitoring group NetWatch", "said", "Traffic fell by half"),
        ("The group", "said", "it was a cut"),
    )
    assert (first.speaker, first.role, first.actor) == ("NetWatch", "monitoring group", "NetWatch")
    assert (second.speaker, second.actor) == ("NetWatch", "NetWatch")


def test_it_is_the_organisation_that_spoke_last(book):
    text = "Amnesty International blamed the army. In a report, it said dozens had died."
    assert speakers(book, text, ("Amnesty International", "blamed", "the army"), ("it", "said", "dozens had died"))[
        1
    ] == (
        "Amnesty International",
        "Amnesty International",
    )


def test_its_spokesman_speaks_for_it(book):
    text = "The African Union rejected the vote. “It was rigged,” said its spokesman, Idris Bello."
    assert speakers(
        book,
        text,
        ("The African Union", "rejected", "the vote"),
        ("its spokesman, Idris Bello", "said", "“It was rigged,”"),
    )[1] == (
        "Idris Bello",
        "African Union",
    )


def test_an_aide_speaks_for_whom_his_principal_does(book):
    text = "French President Luc Moreau met unions. Moreau's adviser, Anne Petit, said talks would go on."
    assert speakers(book, text, ("Moreau's adviser, Anne Petit", "said", "talks would go on")) == [
        ("Anne Petit", "France")
    ]


def test_a_name_before_an_office_is_not_the_speaker(book):
    text = "Senator Ruth Hale is running. Hale spokeswoman Mary Boyd said turnout was high."
    assert statements(book, text, ("Hale spokeswoman Mary Boyd", "said", "turnout was high"))[0].speaker == "Mary Boyd"


def test_experts_and_candidates_speak_for_no_actor(book):
    text = (
        "Ivan Orlov, a Russian political analyst, said it was a bluff. US presidential candidate Ruth Hale said so too."
    )
    triples = (
        ("Ivan Orlov, a Russian political analyst", "said", "it was a bluff"),
        ("US presidential candidate Ruth Hale", "said", "so"),
    )
    assert speakers(book, text, *triples) == [("Ivan Orlov", None), ("Ruth Hale", None)]


def test_unnamed_officials_keep_their_role_and_actor(book):
    text = "Two US officials said a deal was near."
    (statement,) = statements(book, text, ("Two US officials", "said", "a deal was near"))
    assert (statement.speaker, statement.role, statement.actor) == (None, "Two US officials", "US")


def test_a_statement_without_a_source_has_no_speaker(book):
    text = "The minister was accused of lying."
    (statement,) = statements(book, text, (None, "accused", "lying"))
    assert (statement.speaker, statement.speaker_text, statement.speaker_start, statement.actor) == (
        None,
        None,
        None,
        None,
    )


def test_the_role_comes_from_the_words_before_or_after_the_name(book):
    text = "White House press secretary Ann Cole met Bo Lind, Sweden's defence minister. Cole said no. Lind said yes."
    first, second = statements(book, text, ("Cole", "said", "no"), ("Lind", "said", "yes"))
    assert (first.role, second.role) == ("White House press secretary", "Sweden's defence minister")


def test_of_two_with_one_surname_the_one_who_was_acting_is_meant(book):
    text = (
        "Candidate Gary Boyd spoke in Ohio. Gary Boyd lost.\n\nHomeland Security chief Jane Boyd warned of attacks. "
        "Boyd said the risk was real."
    )
    assert speakers(book, text, ("Boyd", "said", "the risk was real")) == [("Jane Boyd", "US")]


def test_a_transcripts_capitals_are_the_person_named_elsewhere(book):
    text = "Chris Vance met Ann Boyd on air.\n\nVANCE: You lost.\n\nBOYD: We did not."
    found = []
    for name, said in (("VANCE", "You lost."), ("BOYD", "We did not.")):
        at, start = text.index(name), text.index(said)
        found.append(
            Attribution((at + len(name), start - 1), (at, at + len(name)), ((start, start + len(said)),), "speech", 0.9)
        )
    rows = read_statements(read_document(Article("a", text)), actors=book, attributions=found)
    assert [(row.speaker, row.content) for row in rows] == [("Chris Vance", "You lost."), ("Ann Boyd", "We did not.")]


@pytest.mark.parametrize(
    ("content", "kind"),
    [("“It is a farce,”", "direct"), ("the vote was “a farce”", "mixed"), ("the vote was rigged", "indirect")],
)
def test_quote_types_go_by_what_stands_in_quotation_marks(book, content, kind):
    text = f"{content} Ana Ruiz said."
    assert statements(book, text, ("Ana Ruiz", "said", content))[0].quote_type == kind


def test_a_nested_statement_names_the_one_that_reports_it(book):
    text = "Ana Ruiz said police claimed that nobody was hurt."
    outer, inner = statements(
        book,
        text,
        ("Ana Ruiz", "said", "police claimed that nobody was hurt"),
        ("police", "claimed", "nobody was hurt"),
    )
    assert (outer.via, inner.via) == (None, outer.statement_id)


def test_i_inside_a_quotation_is_its_speaker(book):
    text = "“I believe we can win,” Ana Ruiz said."
    rows = statements(book, text, ("I", "believe", "we can win"), ("Ana Ruiz", "said", "“I believe we can win,”"))
    assert [row.speaker for row in rows] == ["Ana Ruiz", "Ana Ruiz"]


@pytest.mark.parametrize(
    ("when", "date"),
    [
        ("on Tuesday", "2022-01-04"),
        ("on Thursday", "2021-12-30"),
        ("on Wednesday", "2022-01-05"),
        ("yesterday", "2022-01-04"),
        ("on 30 December", "2021-12-30"),
        ("on Jan. 3, 2020", "2020-01-03"),
        ("last week", None),
        ("on Monday and Tuesday", None),
    ],
)
def test_the_day_of_saying_is_resolved_against_publication(book, when, date):
    text = f"Talks will end on Friday, Ana Ruiz said {when}."
    (row,) = statements(
        book, text, ("Ana Ruiz", "said", "Talks will end on Friday"), published=datetime.date(2022, 1, 5)
    )
    assert row.said_on == date


def test_without_a_date_of_publication_a_weekday_stays_open(book):
    text = "It is over, Ana Ruiz said on Monday."
    assert statements(book, text, ("Ana Ruiz", "said", "It is over"))[0].said_on is None


def test_rows_are_numbered_in_text_order_with_exact_spans(book):
    text = "🎉 “Да,” she said. Oslo said no."
    rows = statements(book, text, ("she", "said", "“Да,”"), ("Oslo", "said", "no"))
    assert [row.statement_id for row in rows] == ["a:s1", "a:s2"]
    for row in rows:
        assert text[row.content_start : row.content_end] == row.content
        assert text[row.speaker_start : row.speaker_end] == row.speaker_text
        assert text[row.cue_start : row.cue_end] == row.cue


@pytest.mark.parametrize("text", ["", "No.", "😀", "“", "Слова", "she said he said it said they said who said"])
def test_odd_texts_give_rows_or_none_but_no_error(book, text):
    assert isinstance(read_statements(read_document(Article("a", text)), actors=book), list)


def test_a_long_article_takes_time_in_proportion(book):
    import time

    def seconds(n):
        document = read_document(
            Article("a", "Ana Ruiz, a Spanish minister, met Jan Nowak. He said no. She said yes. " * n)
        )
        taken = []
        for _ in range(3):
            start = time.process_time()
            read_statements(document, actors=book, attributions=[])
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(320) < 24 * seconds(40)


def test_a_surname_that_is_also_a_title_is_a_surname(book):
    text = "Larry King and Ed Marsh host the show. Mr. King said it was fine."
    assert speakers(book, text, ("Mr. King", "said", "it was fine")) == [("Larry King", None)]


def test_a_place_before_a_clause_is_nobody(book):
    text = "Mayor Bill Stone of Boston spoke. In Chelsea, the mayor also said it was safe. He thanked the police."
    assert statements(book, text, ("the mayor", "said", "it was safe"))[0].speaker == "Bill Stone"


def test_what_follows_the_name_says_more_than_a_rank(book):
    text = "Lt. Col. Dan Levy, an army spokesman in Israel, said it was over. Israel waited."
    assert statements(book, text, ("Lt. Col. Dan Levy", "said", "it was over"))[0].role == "army spokesman in Israel"


def test_in_a_capital_the_president_is_that_countrys(book):
    text = "Bolivia votes on Sunday. Bolivia is tense.\n\nIn Seoul, President Lee Min-ho said he was watching."
    assert speakers(book, text, ("President Lee Min-ho", "said", "he was watching")) == [("Lee Min-ho", "South Korea")]


ABROAD = "Chad closes its border\n\nChad closed its border on Monday. Chad is tense.\n\n"


@pytest.mark.parametrize(
    ("before", "source", "actor"),
    [
        ("Niger, which trades with Chad, was dismayed.", "Prime Minister Ali Issa", "Niger"),
        ("Nigerien Defence Minister Ali Issa blamed Chadian troops.", "the ministry", "Niger"),
        ("Niger blamed Chad.", "the foreign minister", "Niger"),
        ("The U.S. State Department urged Chad to wait.", "spokesman Joe Hill", "US"),
        ("The European Commission asked Chad to wait.", "a spokesperson", "EU"),
        ("“Chad will pay,” said Ali Issa, Niger's interior minister.", "the president", "Niger"),
        ("Nigerien Prime Minister Ali Issa blamed Chad.", "Prime Minister Idris Sow", "Chad"),
        ("Niger is glad. Nigerien Foreign Minister Ali Issa waved.", "Foreign Minister Idris Sow", "Chad"),
        ("Niger blamed Chad.", "police", "Chad"),
        ("Niger sent troops.", "the Interior Ministry", "Chad"),
        ("Niger sent troops.", "the Defence Ministry", "Niger"),
        ("Analysts were surprised.", "Prime Minister Idris Sow", "Chad"),
        ("Niger blamed Chad. Nordlink lost two lorries.", "a spokesperson", None),
    ],
)
def test_an_office_is_that_of_whoever_acted_before_in_its_paragraph(book, before, source, actor):
    text = f"{ABROAD}{before} “We will act,” {source} said."
    assert statements(book, text, (source, "said", "“We will act,”"))[0].actor == actor


def test_a_new_paragraph_is_a_new_scene(book):
    text = f"{ABROAD}Niger was dismayed.\n\n“We will act,” Prime Minister Idris Sow said."
    row = statements(book, text, ("Prime Minister Idris Sow", "said", "“We will act,”"))[0]
    assert row.actor == "Chad"


def test_a_prime_minister_met_before_is_not_of_those_who_speak_of_him(book):
    text = f"{ABROAD}Niger asked that Prime Minister Idris Sow resign. Sow said no."
    assert statements(book, text, ("Sow", "said", "no"))[0].actor == "Chad"


def test_its_is_the_subject_of_the_clause_before(book):
    text = f"{ABROAD}Niger, which had long pressed Chad, welcomed the news; its envoy, Ali Issa, said peace was near."
    assert statements(book, text, ("its envoy, Ali Issa", "said", "peace was near"))[0].actor == "Niger"


def test_whose_ministry_is_not_guessed_between_two_countries(book):
    text = "Chad and Niger closed the border. Chad and Niger blame each other. The Interior Ministry denied it."
    assert statements(book, text, ("The Interior Ministry", "denied", "it"))[0].actor is None


def test_whose_president_is_not_guessed_between_two_countries(book):
    text = (
        "Chad and Niger closed the border. Chad and Niger blame each other. President Ali Issa said nothing was agreed."
    )
    assert speakers(book, text, ("President Ali Issa", "said", "nothing was agreed")) == [("Ali Issa", None)]


def test_a_source_that_is_no_more_than_a_verb_stays_as_it_is(book):
    (row,) = statements(book, "It united Chad and Niger in recent polls.", ("united Chad", "in recent", "polls"))
    assert row.speaker_text == "united Chad"
