"""Speakers in running text: who "its director" or "the general" is, and for whom people, firms and parties speak."""

import datetime

import pytest

from analysis.actors import ActorBook
from analysis.article import Article
from analysis.attribution import Attribution
from analysis.attribution.voting import vote
from analysis.document import read_document
from analysis.statements import read_statements
from analysis.statements.edges import with_whole_edges


@pytest.fixture(scope="module")
def book():
    return ActorBook.load()


@pytest.fixture(scope="module")
def rows(book):
    def read(text):
        return read_statements(read_document(Article("a", text)), actors=book)

    return read


@pytest.fixture(scope="module")
def own_rows(tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "actors.yaml"
    path.write_text("Turkana community:\n  persons: [Peter Lokiru]\n", "utf-8")
    book = ActorBook.load(path)
    return lambda text: read_statements(read_document(Article("a", text)), actors=book)


def last(rows, text):
    """(speaker, actor) of the last statement of a text."""
    row = rows(text)[-1]
    return row.speaker, row.actor


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("Spain's army chief, Lt. Gen. Luis Mora, said the bridge was mined.", "Luis Mora", "Spain's army chief"),
        ("The Emir's envoy, Sheikh Nasser Hadi, told reporters that oil was flowing.", "Nasser Hadi", "Emir's envoy"),
        (
            "Mato Grosso do Sul's governor, Rita Lobo, said the fires were out.",
            "Rita Lobo",
            "Mato Grosso do Sul's governor",
        ),
        ("The Home Secretary, Ivy Lane, said that the law was fair.", "Ivy Lane", "Home Secretary"),
        ("Ruth von der Aue, a nurse, said that beds were short.", "Ruth von der Aue", "nurse"),
        ("Chad Moss, a nurse, said that beds were short.", "Chad Moss", "nurse"),
    ],
)
def test_a_role_may_stand_before_a_rank_a_comma_or_small_words(rows, text, speaker, role):
    row = rows(text)[-1]
    assert (row.speaker, row.role) == (speaker, role)


@pytest.mark.parametrize(
    ("text", "speaker", "actor"),
    [
        ("Minister of Justice Johan Dahl denied the report.", "Johan Dahl", None),
        ("Kenya voted. Minister of Trade and Industry Ivy Lane denied it.", "Ivy Lane", "Kenya"),
        ("Norway's Minister of Foreign Affairs Ivy Lane denied the report.", "Ivy Lane", "Norway"),
        ("Minister of State for Transport Ivy Lane denied the report.", "Ivy Lane", None),
        ("The Minister for Health Ivy Lane (Fianna Fail) denied the report.", "Ivy Lane", None),
        ("The Minister of Justice of Chad denied the report.", None, "Chad"),
    ],
)
def test_a_ministers_portfolio_is_no_part_of_the_name(rows, text, speaker, actor):
    assert last(rows, text) == (speaker, actor)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The court's president, Judge Ivy Lane, urged calm.", "International Criminal Court"),
        ("The prosecutor's office urged calm.", None),
        ("Judge Ivy Lane urged calm.", None),
        ("The High Court urged calm.", "Gambia"),
        ("The minister urged calm.", "Gambia"),
    ],
)
def test_the_court_is_not_the_countrys_where_an_international_one_is_named(rows, text, actor):
    before = "Gambia's parliament voted to leave the International Criminal Court. Gambia has until May. "
    assert last(rows, before + text)[1] == actor


@pytest.mark.parametrize(
    ("text", "speaker", "actor"),
    [
        ("Oslo City Council rejected the plan.", "Oslo City Council", "Oslo City Council"),
        ("An Oslo City Council spokesman rejected the plan.", None, "Oslo City Council"),
        ("Mayor Ivy Lane of the Greens rejected the plan.", "Ivy Lane", "Greens"),
        ("Mayor Ivy Lane rejected the plan.", "Ivy Lane", "Norway"),
        ("The Haida Nation rejected the plan.", "Haida Nation", "Haida Nation"),
    ],
)
def test_towns_and_first_peoples_speak_for_themselves(rows, text, speaker, actor):
    assert last(rows, f"Norway's parliament met. Norway is short of homes. {text}") == (speaker, actor)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Peru, Chile and Cuba left the pact. The three countries urged calm.", ["Peru", "Chile", "Cuba"]),
        ("Peru, Chile and Cuba left the pact. The two countries urged calm.", [None]),
        ("The rail ministers of Peru, Chile and Cuba met. The ministers urged calm.", ["Peru", "Chile", "Cuba"]),
        ("Peru voted. The ministers urged calm.", ["Peru"]),
        ("Nurses and bakers met. The countries urged calm.", [None]),
    ],
)
def test_the_three_countries_are_those_named_together_just_before(rows, text, actors):
    assert [row.actor for row in rows(text) if row.cue == "urged"] == actors


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Members of Keir Starmer's party urged calm.", None),
        ("The deal was denounced by lawmakers from President Donald Trump's own party.", None),
        ("Keir Starmer's lawyers urged calm.", None),
        ("Keir Starmer's spokesman urged calm.", "UK"),
        ("Workshop manager Ivy Lane urged calm.", None),
        ("Yilport manager Ivy Lane urged calm.", "Yilport"),
        ("Speaking for Norway, Ambassador Ivy Lane urged calm.", "Norway"),
        ("On behalf of Fiji, Ivy Lane urged calm.", "Fiji"),
        ("For Fiji, Ambassador Ivy Lane urged calm.", "Fiji"),
        ("For Fiji, Ivy Lane said, it is late.", None),
    ],
)
def test_for_whom_words_beside_a_name_say_that_somebody_speaks(rows, text, actor):
    assert last(rows, text)[1] == actor


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Foremen at the nearby Mount Ivy mine rejected the offer.", None),
        ("Foremen from the old Luis Mora quarry rejected the offer.", None),
        ("A baker in the town, Luis Mora, rejected the offer.", "Luis Mora"),
        ("The head of the rail union, Luis Mora, rejected the offer.", "Luis Mora"),
    ],
)
def test_who_works_at_a_place_with_a_name_is_not_the_place(rows, text, speaker):
    assert last(rows, text)[0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "actor"),
    [
        ("It was late. Seamen's Union No. 9 rejected the offer.", "Seamen's Union No. 9", "Seamen's Union No. 9"),
        ("Panel No. 3, which met twice, rejected the offer.", None, None),
        ("Ivy Lane, head of the Vision 2040 Council, rejected the offer.", "Ivy Lane", "Vision 2040 Council"),
        ("Nobody knew. He said no. 12 nurses rejected the offer.", None, None),
    ],
)
def test_a_name_may_hold_a_number(rows, text, speaker, actor):
    assert last(rows, text) == (speaker, actor)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The army chief gave a speech. He praised the voters.", None),
        ("Radio Sol carried a speech by the military chief. He praised the voters.", None),
        ("The vote was over. He praised the voters.", "Htin Maung"),
        ("He and two others praised the voters.", "Htin Maung"),
    ],
)
def test_he_may_be_the_holder_of_an_office_met_since(rows, text, speaker):
    before = "Htin Maung, a lawyer, said that the vote was a sham. He left.\n\n"
    assert last(rows, before + text)[0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "actor"),
    [
        ("“No,” the deputy minister said.", "Ivy Lane", "Fiji"),
        ("“No,” the deputy prime minister said.", None, "Fiji"),
        ("Ms Lane's office denied it.", None, "Fiji"),
        ("Ms Lane's husband denied it.", None, None),
    ],
)
def test_a_deputy_and_her_office_are_known_by_what_was_said_of_her(rows, text, speaker, actor):
    assert last(rows, f"Deputy Rail Minister Ivy Lane of Fiji left early. {text}") == (speaker, actor)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Fiji's rail minister, Ivy Lane, said no. Her ministry denied it.", "Fiji"),
        ("The regional government disagreed. Its rail minister, Ivy Lane, said no. Her ministry denied it.", None),
    ],
)
def test_her_ministry_is_whose_minister_she_is(rows, text, actor):
    assert last(rows, f"Kenya's parliament voted. Kenya will cut fares. {text}")[1] == actor


def test_a_spokesman_for_somebody_is_not_that_person(rows):
    row = rows("Ron Fox left early. A spokesman for Mr Fox said the trip was long planned.")[-1]
    assert (row.speaker, row.role) == (None, "spokesman for Mr Fox")


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("A spokeswoman for Housing Secretary Ida Berg said work would begin.", (None, None)),
        ("A spokesman for Prime Minister Luka Maric said that Croatia would vote.", (None, "Croatia")),
        ("The press secretary for Governor Rui Reis said he would sign.", (None, None)),
        ("A spokesman for the defence ministry, Rui Reis, said it was over.", ("Rui Reis", None)),
        ("The Secretary-General's Personal Representative, Ms. Ida Berg, said it was over.", ("Ida Berg", "UN")),
        ("The Commander's Chief Adviser, Rui Reis, said it was over.", ("Rui Reis", None)),
        ("The Deputy Head of the Mission, Mr. Rui Reis, said it was over.", ("Rui Reis", None)),
        ("The President of the Council for October, Mr. Rui Reis, said it was over.", ("Rui Reis", None)),
        ("Coun Rui Reis said it was over.", ("Rui Reis", None)),
        ("MSP Ida Berg said it was over.", ("Ida Berg", None)),
        ("Blue Reef Lines lost money. The Turin-listed company said it would sell.", ("Blue Reef Lines",) * 2),
        ("The Danish-based drugmaker said it would sell.", (None, None)),
        ("A Lima-based organisation said it was over.", (None, None)),
    ],
)
def test_neither_an_office_nor_a_place_is_a_name(rows, text, said_by):
    assert last(rows, text) == said_by


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Olga Brandt of the International Crisis Group said talks were stuck.", "International Crisis Group"),
        ("The Norwegian Refugee Council's Per Dahl said camps were full.", "Norwegian Refugee Council"),
        ("Lena Voss, who heads the World Bank's office in Lima, said debt was high.", "World Bank"),
        ("Prime Minister Ali Saad of Iraq said oil was flowing.", "Iraq"),
        ("Olga Brandt of Leiden University said talks were stuck.", None),
        ("Olga Brandt of Peru said talks were stuck.", None),
        ("The Tiger Forum's chief, Per Dahl, said cats were rare.", "Tiger Forum"),
        ("Farmers' Party leader Ana Pires said prices were low.", "Farmers' Party"),
        ("Per Dahl, policy director at Public Harvest, said prices were low.", "Public Harvest"),
        ("Per Dahl, an analyst at the Oslo bank Fjord & Co, said prices were low.", "Fjord & Co"),
        ("Per Dahl, an analyst at the Oslo bank, said prices were low.", None),
        ("Per Dahl, a spokesman for the Oslo charity Havn, said prices were low.", "Havn"),
        ("A spokesman for the Oslo charity said prices were low.", None),
        ("Ida Berg of the dockers' union Kaien said prices were low.", "Kaien"),
    ],
)
def test_people_speak_for_those_whom_the_words_around_their_name_put_them_with(rows, text, actor):
    assert last(rows, text)[1] == actor


@pytest.mark.parametrize(
    ("text", "speaker", "actor"),
    [
        ("Nordsol, the Danish shipping company, said rates had doubled.", "Nordsol", "Nordsol"),
        ("The operator, Blue Reef, denied that the boat was full.", "Blue Reef", "Blue Reef"),
        ("The ruling Open Land party insisted that the count was clean.", "Open Land", "Open Land"),
        ("Unison, the union, said nurses would strike.", "Unison", "Unison"),
        ("The Liberal Democrats demanded a vote on the treaty.", "Liberal Democrats", "Liberal Democrats"),
        ("State-run ZTV said five people were hurt.", "ZTV", "ZTV"),
        ("Per Dahl left. Her Flemish counterpart Ana Ruiz said the bill was weak.", "Ana Ruiz", None),
        ("Likud, whose leader is Dan Levi, said the bill was weak.", "Likud", "Likud"),
        ("The Farmers' Party left early. The union said the bill was weak.", None, None),
        ("The Farmers' Party left early. The party said the bill was weak.", "Farmers' Party", "Farmers' Party"),
        ("Oxfam West Africa said wells were dry.", "Oxfam West Africa", "Oxfam"),
        ("The ethnic Turkish League for Justice rejected the bill.", "League for Justice", "League for Justice"),
        ("The Socialists, whose votes count, said the bill was weak.", "Socialists", "Socialists"),
        (
            "The Socialists left the hall. Their First Nations spokesman, Senator Rui Reis, said it was late.",
            "Rui Reis",
            "Socialists",
        ),
    ],
)
def test_an_organisation_that_no_list_knows_speaks_for_itself(rows, text, speaker, actor):
    assert last(rows, text) == (speaker, actor)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "The Corn Growers Association supports no candidate. Its president, Sam Hale, said rain was late.",
            "Corn Growers Association",
        ),
        ("Oxfam said wells were dry. “Send water,” said its Africa director, Ines Dube.", "Oxfam"),
        ("Oxfam will publish a study. It says wells are dry.", "Oxfam"),
        ("Greenpeace will sue, its chief lawyer said.", "Greenpeace"),
        (
            "Nordsol, the Danish carrier, said rates rose. A spokesman for the Danish carrier said they would fall.",
            "Nordsol",
        ),
    ],
)
def test_it_and_its_are_the_organisation_met_just_before(rows, text, actor):
    assert last(rows, text)[1] == actor


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("Norlund said on Friday that it rejected the offer.", ("Norlund", "Norlund")),
        ("Norlund said it would appeal. The company denied the charge.", ("Norlund", "Norlund")),
        (
            "Vega Sol said it was ready to talk. Its chairman, Paul Reed, said the tax was wrong.",
            ("Paul Reed", "Vega Sol"),
        ),
        ("Norlund was less polite. It said the tax was wrong.", ("Norlund", "Norlund")),
        ("Shares in Vega Sol fell on Monday. Vega Sol rejected the claim.", ("Vega Sol", "Vega Sol")),
        ("Vega Sol’s shares fell on Monday. Vega Sol rejected the claim.", ("Vega Sol", "Vega Sol")),
        ("Operator Vega Sol lost a ship. Vega Sol rejected the claim.", ("Vega Sol", "Vega Sol")),
        ("Miner Vega Copper said no. The firm rejected the claim.", ("Vega Copper", "Vega Copper")),
        ("The pit is owned by Norlund Metals.\n\nNorlund rejected the claim.", ("Norlund Metals", "Norlund Metals")),
        ("Shares in Norlund fell on Monday. Chief executive Ana Ruiz rejected the claim.", ("Ana Ruiz", "Norlund")),
        (
            "The company’s shares fell. Rivals Posco and Tata lost.\n\nChief executive Ana Ruiz said no.",
            ("Ana Ruiz", None),
        ),
        ("The Zondo Foundation paid. Ana Zondo left. Zondo rejected the claim.", ("Ana Zondo", None)),
        # A dummy, another thing, or what somebody speaks for.
        ("Zondo said it was time to talk.", ("Zondo", None)),
        ("Zondo said it would hurt the poor.", ("Zondo", None)),
        ("Zondo said it was believed that many had fled.", ("Zondo", None)),
        ("Zondo said it regretted the delay, and he left.", ("Zondo", None)),
        ("Dr Zondo said it regretted the delay.", ("Zondo", None)),
        ("Zondo, a nurse, said it regretted the delay.", ("Zondo", None)),
        ("The army took the town. Kyaw Htet said it would not accept defeat.", ("Kyaw Htet", None)),
        ("The army took the town.\n\nKyaw Htet said it would not accept defeat.", ("Kyaw Htet", None)),
        ("Kofi Mensah said it would appeal. Mensah rejected the claim.", ("Kofi Mensah", None)),
        ("Developer Kofi Zondo rejected the claim.", ("Kofi Zondo", None)),
    ],
)
def test_a_name_that_goes_on_as_it_is_an_organisations(rows, text, said_by):
    assert last(rows, text) == said_by


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("MPs met. Rui Reis (Labour) said yes. Ana Ruiz (Brave Chad) said no.", "Brave Chad"),
        ("MPs met. Rui Reis (Labour) said yes. Ana Ruiz (Movement for Renewal) said no.", "Movement for Renewal"),
        ("Councillors met. Rui Reis (KLM) said yes. Ana Ruiz (ZB) said no.", "ZB"),
        ("Ana Ruiz, of the Sama Jati Dal, said no.", "Sama Jati Dal"),
        ("Ana Ruiz of Wetlands Europe said no.", "Wetlands Europe"),
        ("Analysts at Norlund Energy expect rain. “Soon,” said Ana Ruiz, a consultant there.", "Norlund Energy"),
        ("Norlund Securities cut its forecast. “Sell,” said Ana Ruiz, an analyst at the bank.", "Norlund Securities"),
        ("MPs met. Rui Reis (Labour) said yes. Ana Ruiz (Harrow East) said no.", None),
        ("MPs met. Rui Reis (Labour) said yes. Ana Ruiz (Chad) said no.", None),
        ("MPs met. Rui Reis (Labour) said yes. Ana Ruiz (Leeds University) said no.", None),
        ("Tourists met. Rui Reis (Lima) said yes. Ana Ruiz (Brave Chad) said no.", None),
        ("Ana Ruiz, of the Lower Reef Hills, said no.", None),
        ("Ana Ruiz of Central Europe said no.", None),
        ("Voters in Lima expect rain. “Soon,” said Ana Ruiz, an analyst there.", None),
    ],
)
def test_a_bracket_or_of_a_name_says_for_whom_somebody_speaks(rows, text, actor):
    assert last(rows, text)[1] == actor


def test_a_counterpart_speaks_for_the_country_that_is_named(rows):
    text = "Poland's envoy, Ewa Lis, demanded a vote. Her Hungarian counterpart, Pal Nemeth, said there was no hurry."
    assert last(rows, text) == ("Pal Nemeth", "Hungary")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mr Jordan said the bill was fair.", "Jordan"),
        ("Ms. Holland said the bill was fair.", "Holland"),
        ("Kenneth Washington said the bill was fair.", "Kenneth Washington"),
        ("Jim Chad left early. Reporters waited. Chad said the bill was fair.", "Jim Chad"),
    ],
)
def test_who_has_a_countrys_name_does_not_speak_for_it(rows, text, speaker):
    assert last(rows, text) == (speaker, None)


def test_a_country_stays_one_beside_somebody_with_its_name(rows):
    text = "Jim Chad met the king in Chad. A minister in Chad said the bill was fair."
    assert last(rows, text)[1] == "Chad"


def test_a_minister_with_a_countrys_name_speaks_for_his_own(rows):
    text = (
        "Bolivia lacks diesel, and Bolivia's roads are blocked. Economy Minister Hugo Montenegro said ships were late."
    )
    assert last(rows, text) == ("Hugo Montenegro", "Bolivia")


def test_a_portfolio_is_no_organisation(rows):
    text = (
        "India votes in May, and India's parties are ready. Parliamentary Affairs Minister Anil Rao said it was fair."
    )
    assert last(rows, text)[1] == "India"


def test_congress_in_indian_news_is_the_party(rows):
    text = "India votes in May, and India's parties are ready. The Congress accused the police of beating its workers."
    assert last(rows, text)[1] == "Indian National Congress"


def test_a_capital_in_the_same_sentence_says_whose_ministry_speaks(rows):
    text = "Angola held a vote, and Angola's courts checked it. Lisbon respects the result, the foreign ministry said."
    assert last(rows, text)[1] == "Portugal"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mina Sato waited for hours. “My bus never came,” the 31-year-old clerk and teacher said.", "Mina Sato"),
        ("Foreign Minister Jan Nowak of Poland flew home. “We tried,” the top Polish diplomat said.", "Jan Nowak"),
        ("Norway's army chief, Gen. Odd Lie, denied it. “Nobody moved,” the general said.", "Odd Lie"),
        (
            "President Ana Pires of Brazil spoke first. The left-wing leader, whose rating is low, vowed to stay.",
            "Ana Pires",
        ),
        (
            "Foreign Minister Jan Nowak left. Then a Western diplomat came. “No,” the diplomat said.",
            None,
        ),
    ],
)
def test_a_second_description_is_the_person_named_before(rows, text, speaker):
    assert last(rows, text)[0] == speaker


def test_a_survivor_described_again_in_the_next_paragraph_is_the_same(rows):
    text = "Survivor Ketut Rai told reporters that nobody warned them.\n\n“It was dark,” the 40-year-old farmer said."
    assert last(rows, text)[0] == "Ketut Rai"


def test_an_unnamed_doctor_who_speaks_is_he_in_the_next_sentence(rows):
    text = (
        "Chinese envoy Li Wei announced that aid was on its way.\n\n"
        "A doctor at the hospital said there were no beds. He said he had treated a boy."
    )
    assert last(rows, text) == (None, None)


def test_joint_speakers_have_a_row_each(rows):
    found = rows("Egypt, Jordan and the African Union condemned the raid.")
    assert [(row.speaker_text, row.actor) for row in found] == [
        ("Egypt", "Egypt"),
        ("Jordan", "Jordan"),
        ("the African Union", "African Union"),
    ]


def test_a_country_and_its_allies_are_one_speaker(rows):
    assert [row.actor for row in rows("Moscow and its allies condemned the raid.")] == ["Russia"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Rescue workers put the number of dead at 31.", "the number of dead at 31"),
        ("City hall puts the cost at 2 million euros.", "the cost at 2 million euros"),
    ],
)
def test_putting_a_number_at_something_is_a_statement(rows, text, content):
    assert [row.content for row in rows(text)] == [content]


def test_putting_a_thing_somewhere_is_none(rows):
    assert not rows("The minister put the vase at the door.")


def test_a_headline_is_read_apart_from_the_text_below(rows):
    text = "Rebels deny raid in Chad\n\nNDJAMENA (Reuters) - Rebels in Chad denied that they had attacked a convoy."
    assert all("\n" not in row.content for row in rows(text))


def test_a_live_blogs_title_is_its_headline():
    text = "Storm latest: ports close\n18:10 GMT\nFerries stay in port\nAll ferries were stopped on Monday."
    assert read_document(Article("a", text)).paragraphs[0].place == "headline"


@pytest.mark.parametrize(
    "text", ["INTERVIEW: Minister sees growth\n\nShe spoke.", "Kenya protests: President admits mistakes\n\nHe spoke."]
)
def test_a_label_before_a_colon_says_nothing(rows, text):
    assert not [row for row in rows(text) if row.speaker_text in ("INTERVIEW", "Kenya")]


def test_a_content_ends_where_its_speaker_goes_on_to_another_thing():
    document = read_document(Article("a", "The mayor described the deal as reckless and threatened to quit the board."))
    at = document.text.index
    source = (0, 9)
    described, threatened = (at("described"), at(" the deal")), (at("threatened"), at(" to quit"))
    end = at(" and")
    whole = len(document.text) - 1
    syntax = [
        Attribution(described, source, ((at("the deal"), end),), "speech", 0.9),
        Attribution(threatened, source, ((at("to quit"), whole),), "speech", 0.9),
    ]
    encoder = [Attribution(described, source, ((at("the deal"), whole),), "speech", 0.9)]
    assert [document.slice(*a.content[0]) for a in vote(syntax, encoder)] == [
        "the deal as reckless",
        "to quit the board",
    ]


def test_what_a_speaker_goes_on_to_say_is_kept_where_the_encoder_read_on_over_it():
    document = read_document(Article("a", "The abbot called the raid a sin and wished the guards well."))
    at = document.text.index
    source = (0, 9)
    called, wished = (at("called"), at(" the raid")), (at("wished"), at(" the guards"))
    syntax = [
        Attribution(called, source, ((at("the raid"), at(" and")),), "speech", 0.9),
        Attribution(wished, source, ((at("the guards"), at(".")),), "attitude", 0.5),
    ]
    whole = [Attribution(called, source, ((at("the raid"), at(".")),), "speech", 0.9)]
    apart = [Attribution(called, source, ((at("the raid"), at(" and")),), "speech", 0.9)]
    assert [a.cue for a in vote(syntax, whole)] == [called, wished]
    assert [a.cue for a in vote(syntax, apart)] == [called]


def test_what_syntax_alone_reads_is_kept_only_where_it_is_sure():
    document = read_document(Article("a", "The panel fined Okoro for refusing to show up and for mocking it."))
    at = document.text.index
    okoro = (at("Okoro"), at(" for"))
    refusing = Attribution((at("refusing"), at(" to show")), okoro, ((at("to show"), at(" and")),), "speech", 0.65)
    mocking = Attribution((at("mocking"), at(" it")), okoro, ((at("it."), at(".")),), "attitude", 0.45)
    [kept] = vote([refusing, mocking], [])
    assert (kept.cue, kept.confidence < 0.5) == (refusing.cue, True)


def test_two_readings_of_one_cue_are_one_row(rows):
    assert len(rows("Local shepherds have voiced concern about the new dam.")) == 1
    assert len(rows("Portugal voiced concern about the unrest after weeks of protests.")) == 1


def said(text, book):
    document = read_document(Article("a", text, published=datetime.date(2024, 5, 15)))
    return [row.said_on for row in read_statements(document, actors=book)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The mayor rejected the plan and told residents on Sunday that help was near.", [None, "2024-05-12"]),
        ("The mayor told the council last night that the bridge was safe.", ["2024-05-14"]),
        ("The mayor said at Monday's briefing that the bridge was safe.", ["2024-05-13"]),
        ("The mayor, who won Monday's vote, said that the bridge was safe.", [None]),
    ],
)
def test_a_day_goes_with_the_words_that_it_stands_by(book, text, days):
    assert said(text, book) == days


def test_a_hyphen_that_the_parser_takes_for_a_subject_is_nobody(rows):
    text = (
        "The former Wimbledon semi-finalist will travel full-time with Lund on the spring tour. "
        "The company said it would pay."
    )
    assert [row.speaker_text for row in rows(text)] == ["The company"]


def test_our_ambassador_is_read_also_where_nobody_says_whose(rows):
    assert [row.speaker for row in rows("Our ambassador, Anna Ruiz, said talks would go on.")] == ["Anna Ruiz"]


BORDER = (
    "Gabon recalls its envoy over a row with Ghana\n\n"
    "Gabon recalled its ambassador on Monday and accused the Ghanaian navy of seizing a trawler.\n\n"
)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (BORDER + "The foreign ministry said the crew was unharmed.", "Gabon"),
        (BORDER + "A Western diplomat in Accra said the trawler had been warned.", None),
        ("Ghana and Gabon met in Oslo.\n\nGhana sees no danger, Foreign Minister Kofi Anan Mensah said.", "Ghana"),
        ("Ghana and Gabon met.\n\nGhana was pleased. Ambassador Ama Owusu said fish would be shared.", "Ghana"),
        ("Gabon and Ghana quarrelled. NATO is ready to help, a spokesperson said.", "NATO"),
    ],
    ids=["who acted in the paragraph before", "a diplomat abroad", "who acts in what is told", "envoy", "spokesperson"],
)
def test_between_two_countries_an_office_is_of_the_one_that_was_acting(rows, text, actor):
    assert last(rows, text)[1] == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Philippines protested. Foreign Secretary Ana Reyes said the boat was Filipino.", "Philippines"),
        ("Austria objected. The Austrian cabinet met. The chancellor said the law was dead.", "Austria"),
    ],
)
def test_an_office_that_several_countries_have_is_that_of_the_one_in_the_article(rows, text, actor):
    assert last(rows, text)[1] == actor


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        (
            "Rui Matos, secretary of the Kenyan Teachers' Union, called a strike. The union said schools would close.",
            ("Kenyan Teachers' Union", "Kenyan Teachers' Union"),
        ),
        (
            "Dockers accused the operator, Portline, of hiring men. Portline rejected the claim.",
            ("Portline", "Portline"),
        ),
        ("The carrier airDanube said it had cancelled six flights.", ("airDanube", "airDanube")),
        ("In Lima, the opposition Socialists said the bill was dead.", ("Socialists", "Socialists")),
        (
            "In Lima, the Socialists condemned the bill. Luis Mora, their leader, said it was dead.",
            ("Luis Mora", "Socialists"),
        ),
        ("In Brussels the EU met. Ana Ruiz, a Commission spokeswoman, said it was ready.", ("Ana Ruiz", "EU")),
    ],
)
def test_bodies_that_no_list_knows_speak_for_themselves_and_so_do_their_people(rows, text, said_by):
    assert last(rows, text) == said_by


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("Peru's acting premier, Rosa Diaz, came. The former mayor said talks went on.", ("Rosa Diaz", "Peru")),
        (
            "Prime Minister Rosa Diaz of Peru came.\n\nThe 58-year-old centrist said talks went on.",
            ("Rosa Diaz", "Peru"),
        ),
        ("Peru's premier, Rosa Diaz, came. Diaz's adviser on trade said talks went on.", (None, "Peru")),
        ("Peru's premier, Rosa Diaz, met her Chilean counterpart, who said talks went on.", (None, "Chile")),
    ],
)
def test_whom_other_words_for_a_person_mean(rows, text, said_by):
    assert last(rows, text) == said_by


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Law Society of Kenya vowed to sue.", "Law Society of Kenya"),
        ("The Kenyan Teachers' Union vowed to sue.", "Kenyan Teachers' Union"),
        ("The Kenyan Interior Ministry vowed to sue.", "Kenya"),
        ("Peru fined copper producer Andina. Andina denied wrongdoing.", "Andina"),
        ("Peru's premier met the opposition Adelante party. Adelante called the talks a farce.", "Adelante"),
    ],
)
def test_a_body_with_a_country_in_its_name_or_a_noun_beside_it_speaks_for_itself(rows, text, actor):
    assert last(rows, text)[1] == actor


def test_a_high_commissioner_is_the_envoy_named_before(rows):
    text = "Delhi's envoy, Asha Rao, came to Colombo. The high commissioner said credit was possible."
    assert last(rows, text) == ("Asha Rao", "India")


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("NATO sent frigates. An alliance official said the boarding was legal.", (None, "NATO")),
        ("NATO sent frigates. An alliance of farmers said the boarding was legal.", (None, None)),
        ("The Sahel Relief Network (SRN) said camps were full.", ("Sahel Relief Network", "Sahel Relief Network")),
        ("A spokesperson for Severn Water said bills would rise.", (None, "Severn Water")),
        ("Brussels imposed duties. The Commission rejected the findings.", ("Commission", "EU")),
        (
            "Peru's premier, Rosa Diaz, left.\n\nColombia's Gustavo Petro came. The leftist leader said he was glad.",
            ("Gustavo Petro", "Colombia"),
        ),
        ("Grain lobby Copa condemned the duties. The lobby said farmers would pay.", ("Copa", "Copa")),
    ],
)
def test_short_words_for_bodies_and_leaders(rows, text, said_by):
    assert last(rows, text) == said_by


def test_us_in_capitals_is_a_country_and_no_pronoun(rows):
    assert last(rows, "US condemns raid in Lima\n\nIt rained later in the day. The sun shone.") == ("US", "US")


def test_what_the_source_of_an_inversion_goes_on_to_say_is_its_own(rows):
    text = "The old town also lost power on Monday, said the grid group Norvolt, arguing that repairs would be slow."
    assert [row.speaker for row in rows(text)] == ["Norvolt", "Norvolt"]


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("Taiwan thanked Lima. Defence Minister Wellington Koo said talks went on.", ("Wellington Koo", "Taiwan")),
        (
            "Berlin rejected it. Meeting Tonga's King Tupou, Mr Lang kept silent. The king called for a truce.",
            ("Tupou", "Tonga"),
        ),
        ('Oxfam left Mali. "They fear witnesses," said Ida Lund, its senior Sahel researcher.', ("Ida Lund", "Oxfam")),
        ('Peru rejected it. "It will fail," said Ida Lund, its best-known economist.', ("Ida Lund", None)),
        ("Oxfam left Mali. Ida Lund, its former director, said it was right.", ("Ida Lund", None)),
        ("A group of UN experts wrote to Peru. They left. “It is unlawful,” the experts said.", (None, None)),
        ("UN experts accused Peru of torture. Chad sent aid. “It is unlawful,” the experts said.", (None, "UN")),
        ("Ida Lund is out. Her party, the Alternative for Lapland, opposes tolls.", ("Alternative for Lapland",) * 2),
        ("Peru's opposition Tisva blocked it. Its chairwoman, Ida Lund, said it was a farce.", ("Ida Lund", "Tisva")),
        ("The opposition Tisva lost. Tisva said the vote was stolen.", ("Tisva", "Tisva")),
    ],
)
def test_who_was_just_called_so_and_whose_staff_speaks(rows, text, said_by):
    assert last(rows, text) == said_by


def test_what_another_paragraph_tells_is_no_part_of_a_statement(rows):
    text = "The three countries urged restraint by all.\n\nPeru is reviewing its ties, the foreign ministry said."
    assert rows(text)[-1].content == "Peru is reviewing its ties"


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        (
            "Russia's envoy, Oleg Titov, said it was flawed. He left.\n\n"
            "Spain's minister, Luis Mora, was angry. “Shame on Titov,” he told reporters.",
            ("Luis Mora", "Spain"),
        ),
        (
            "Peru's finance minister, Juan Rey, praised it. His Chadian colleague Idriss Moussa said it was too late.",
            ("Idriss Moussa", "Chad"),
        ),
        ("The DGT union federation struck. “Pay up,” its chairwoman Ana Ruiz demanded.", ("Ana Ruiz", "DGT")),
        ("Luis Mora, leader of the largest party, Adelante, said he would stay.", ("Luis Mora", "Adelante")),
        ("Minister Ana Ruiz spoke. The opposition said she had lied.", (None, None)),
    ],
)
def test_he_his_colleagues_and_whose_leader_somebody_is(rows, text, said_by):
    assert last(rows, text) == said_by


def test_an_example_among_many_does_not_speak_for_them(rows):
    assert last(rows, "Ten embassies, among them those of the US and Chad, called for an inquiry.")[1] is None


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        (
            "Peru's chief negotiator said on Thursday that it would not yield.\n\n"
            "Luis Mora, speaking on his way to the airport, blamed Chad for the deadlock.",
            ("Luis Mora", "Peru"),
        ),
        (
            "A Chadian police spokesman said roads were open.\n\nIt rained. Luis Mora, a nurse, said they were not.",
            ("Luis Mora", None),
        ),
        ("The head of the agency, Luis Mora, left. Chadian senators vowed to block it.", (None, None)),
        (
            "General Luis Mora said more time was needed, the New Light of Lapland said. He blamed rebels for it.",
            ("Luis Mora", None),
        ),
        ("Reform UK rose. Reform's deputy leader, Ida Lund, said voters were tired.", ("Ida Lund", "Reform UK")),
        ("Ida Lund, the shadow health secretary of Chad, urged a halt.", ("Ida Lund", None)),
        ("The Syrian Network for Human Rights said camps were full.", ("Syrian Network for Human Rights",) * 2),
        ("The CGT labour confederation announced a strike.", ("CGT", "CGT")),
        ("It angered the Adelante party, whose leader, Luis Mora, urged a halt.", ("Luis Mora", "Adelante party")),
    ],
)
def test_who_is_named_late_or_belongs_to_what_was_named_before(rows, text, said_by):
    assert last(rows, text) == said_by


def test_after_a_semicolon_others_may_speak(rows):
    text = "Some 350 soldiers are still there, according to the army; the mayor has put the number at over 500."
    assert rows(text)[0].content == "Some 350 soldiers are still there"


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        (
            "Peru's junta revoked the pact, its spokesman said.\n\nColonel Luis Mora said it had been imposed on Peru.",
            ("Luis Mora", "Peru"),
        ),
        ("Egypt, which backs Luis Mora, opposes the deployment.", ("Egypt", "Egypt")),
        ("The Democratic Party for the People defended the law.", ("Democratic Party for the People",) * 2),
        (
            "The rival Government of National Accord had accepted the truce.",
            ("rival Government of National Accord", None),
        ),
    ],
)
def test_names_go_on_and_relative_clauses_name_others(rows, text, said_by):
    assert last(rows, text) == said_by


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("Brazil's stance is harder. Its energy minister, Ida Berg, said no.", ("Ida Berg", "Brazil")),
        ("For Peru it is about water. Its ambassador, Ida Berg, said no.", ("Ida Berg", "Peru")),
        ("Brazil's biggest brewer lost money. Its chief executive, Ida Berg, said no.", ("Ida Berg", None)),
        ("Brazil's chess federation lost money. Its president, Ida Berg, said no.", ("Ida Berg", None)),
        (
            "Rui Reis of the Reef Council agreed. The teachers' union is worried. Its head, Ida Berg, said no.",
            ("Ida Berg", None),
        ),
        ("The Reef Council agreed. The police union said no.", (None, None)),
        ("Togo accused Benin of arming rebels, a charge it denies.", ("Benin", "Benin")),
        ("Police said Blue Reef Lines had dumped oil, a claim it rejected.", ("Blue Reef Lines", "Blue Reef Lines")),
        ("Oxfam said that it was late, a claim it repeated on Friday.", ("Oxfam", "Oxfam")),
        ("Ida Berg said it stank. The mum of three wants help.", ("Ida Berg", None)),
        ("Tom Reis said it stank. The mother of three said he was late.", (None, None)),
        ("Tom Reis said it stank. The mother said he was late.", (None, None)),
        ("Nurses in San Juan de Ocoral demanded help.", (None, None)),
        ("Blue Reef Lines lost money.\n\nChief executive Rui Reis said no.", ("Rui Reis", "Blue Reef Lines")),
        ("Peru lost money.\n\nChief executive Rui Reis said no.", ("Rui Reis", None)),
    ],
)
def test_whose_office_it_is_and_who_denies_a_charge(rows, text, said_by):
    assert last(rows, text) == said_by


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Mali, Togo and Benin signed. They believe that it will hold.", ["Mali", "Togo", "Benin"]),
        ("Peru and Chile signed, and they promised to pay.", ["Peru", "Chile"]),
        ("Peru, Chile and Cuba urged calm. They said it was late. They rejected force.", ["Peru", "Chile", "Cuba"]),
        ("It is why Peru and Chile reject the text. They believe that it is late.", ["Peru", "Chile"]),
        ("The two Baltic states, Latvia and Estonia, urged calm. They said it was late.", ["Latvia", "Estonia"]),
        ("Peru and Chile met. The rebels left. They said that it was late.", [None]),
        ("Peru and its neighbours met. They said that it was late.", [None]),
    ],
)
def test_they_after_several_actors_are_each_of_them(rows, text, actors):
    found = rows(text)
    assert [row.actor for row in found if row.cue_start == found[-1].cue_start] == actors


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Peru and the Gulf states said no.", None),
        ("Danish fishermen and Iceland said no.", None),
        ("The UN envoy for Syria and Lebanon said no.", "UN"),
        ("The Peruvian army and the police said no.", "Peru"),
    ],
)
def test_who_is_joined_with_others_does_not_speak_for_one(rows, text, actor):
    assert last(rows, text)[1] == actor


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("A poll by the Larsen Institute published on Friday found that few cared.", ("Larsen Institute",) * 2),
        ("A new survey by Polmark suggested that few cared.", ("Polmark", "Polmark")),
        ("A report by Greenpeace said that few cared.", ("Greenpeace", "Greenpeace")),
        ("A study by Ida Berg found that few cared.", (None, None)),
        ("A study by scientists at Leiden found that few cared.", (None, None)),
    ],
)
def test_whose_poll_or_study_it_is_speaks(rows, text, said_by):
    assert last(rows, text) == said_by


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("For nine days nurses have demanded better pay.", "nurses"),
        ("For the past six weeks miners at the pit have demanded better pay.", "miners at the pit"),
        ("Two-year students demanded better pay.", "Two-year students"),
    ],
)
def test_how_long_it_lasted_is_no_part_of_who_speaks(rows, text, source):
    assert rows(text)[-1].speaker_text == source


def test_actors_in_a_joint_statement_have_a_row_each(rows):
    found = rows("Italy, France and Germany, in a joint communique, appealed to foreign powers to cease meddling.")
    assert [row.actor for row in found] == ["Italy", "France", "Germany"]


def test_a_common_noun_before_an_office_is_no_part_of_the_role(rows):
    (row,) = rows("Jets locked their radar, an act Prime Minister Ana Ruiz called “extremely regrettable”.")
    assert row.role == "Prime Minister"


def test_a_dateline_is_no_part_of_what_is_said(rows):
    row = rows("Talks fail again\n\nNEW DELHI/ISLAMABAD - Peru has closed its embassy, a spokesman said on Monday.")[-1]
    assert row.content == "Peru has closed its embassy"


def test_a_hyphenated_name_is_whole_wherever_the_parser_cuts_it(rows):
    text = "Trinidad and Tobago's prime minister, Kamla Persad-Bissessar, on the other hand applauded the attack."
    assert last(rows, text) == ("Kamla Persad-Bissessar", "Trinidad and Tobago")


def test_a_diplomat_of_a_part_of_the_world_is_of_no_country_just_named(rows):
    text = "The US appealed for restraint. “Nobody wants war,” said a senior African diplomat."
    assert last(rows, text) == (None, None)


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        # a word of address inside a name, and a surname that is an organisation's name too
        ("President Hassan Sheikh Guled of Chad told parliament that it was void.", ("Hassan Sheikh Guled", "Chad")),
        ("Brazil’s leader in the Senate, Jaques Wagner, said that nothing was decided.", ("Jaques Wagner", "Brazil")),
        # parties, companies and unions
        ("Ida Lund of the Free Democrats said she would vote for it.", ("Ida Lund", "FDP")),
        ("Ida Lund, Norvolt's general secretary, blamed the minister.", ("Ida Lund", "Norvolt")),
        ("RMT voiced solidarity. The union's boss, Ida Lund, said it was a farce.", ("Ida Lund", "RMT")),
        ("LapHospitality estimated that it had cost the trade dear.", ("LapHospitality", "LapHospitality")),
        ("The West African bloc ECOWAS condemned it.", ("ECOWAS", "ECOWAS")),
        # commissioners are the EU's, whatever they are for
        ("Enlargement Commissioner Ida Lund promised Chad talks.", ("Ida Lund", "EU")),
        # whom relative clauses go on from
        ("Ana Ruiz met his Latvian counterpart Ida Lund, who backed the appeal.", ("Ida Lund", "Latvia")),
        ("It was wrong, said its director, Ida Lund, who added that fines would follow.", ("Ida Lund", None)),
        # places are nobody
        ("The governors of California and New York promised to sue Chad.", (None, None)),
        ("Chad is recognised by no country.", (None, None)),
        ("Tbilisi - Georgia's parliament rejected the veto.", ("Georgia's parliament", "Georgia")),
    ],
)
def test_who_speaks_under_names_that_mislead(rows, text, said_by):
    assert last(rows, text) == said_by


def test_a_spokeswoman_named_in_a_paragraph_before_is_the_spokeswoman(rows):
    text = (
        "Chad sees it as a threat, Chadian foreign ministry spokeswoman Ida Lund said.\n\n"
        "“It is void,” the diplomat stressed.\n\nShe spoke of the Danish president, Rui Costa, who had praised it. "
        "“Denmark is playing with fire,” the spokeswoman said."
    )
    assert [row.speaker for row in rows(text) if row.cue in ("stressed", "said")] == ["Ida Lund"] * 3


def test_a_new_subject_is_he_and_its_minister_is_of_what_was_told_before(rows):
    text = (
        "Chad's cabinet declared it void. “No one can take our land,” President Ali Guled told parliament.\n\n"
        "Somaliland is on its own. Its defence minister, Omar Guled Ateye, resigned. “Chad is our enemy,” he said."
    )
    assert last(rows, text) == ("Omar Guled Ateye", "Somaliland")


def test_the_leaders_of_two_countries_have_a_row_each(rows):
    found = rows("The leaders of Chad and Niger condemned the raid.")
    assert [(row.speaker_text, row.actor) for row in found] == [("The leaders of Chad", "Chad"), ("Niger", "Niger")]


def test_a_source_ends_before_its_verb_and_a_content_with_its_last_phrase(rows):
    (row,) = rows("The Danish Senate voted 52 to 48 on Tuesday to pass the bill.")
    assert (row.speaker_text, row.content) == ("The Danish Senate", "to pass the bill")


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        (
            "Brazil's Jaques Lima said no. Brazilian President Costa's chief of staff, Rui Reis, was guarded. "
            "No decision has been taken, he said.",
            ("Rui Reis", "Brazil"),
        ),
        ("Labour MP Ana Ruiz rejected it.", ("Ana Ruiz", "Labour Party")),
        ("Ida Lund, a Labour candidate, said no.", ("Ida Lund", None)),
        (
            "Firefighters Local 12 left. Its president, Rui Reis, said it was a farce.",
            ("Rui Reis", "Firefighters Local 12"),
        ),
        (
            "The union left. Its president, Rui Reis, said it was over. The US, Texas and Ohio are poor.",
            ("Rui Reis", None),
        ),
        ("In Washington, the Senate met. The Treasury denied it.", ("Treasury", "US")),
        ("Norvolt said its ships would wait.", ("Norvolt", "Norvolt")),
        ("Southern Zink said few had joined and that its mines were open.", ("Southern Zink", "Southern Zink")),
        ("Mardle said Chad must keep its word.", ("Mardle", None)),
        ("Chad's Indigenous Peoples Minister Ana Ruiz said no.", ("Ana Ruiz", "Chad")),
        ("Oxfam left, and a UN special rapporteur, Ana Ruiz, voiced alarm at the vote.", ("Ana Ruiz", "UN")),
        ("Residents packed City Hall to hear Ana Ruiz, a move she says was wise.", ("Ana Ruiz", None)),
    ],
)
def test_whose_staff_members_and_presidents_speak(rows, text, said_by):
    assert last(rows, text) == said_by


def test_a_spokesman_is_not_the_one_who_is_named_only_later(rows):
    text = (
        "China opposes the decision, a spokesperson for the Ministry of Commerce said on Friday.\n\n"
        "The US side has abused controls, the spokesperson said.\n\n"
        "Foreign Ministry spokesperson Lin Jian told reporters that talks would be held."
    )
    assert [(row.speaker, row.actor) for row in rows(text)] == [(None, "China"), (None, "China"), ("Lin Jian", "China")]


def test_a_dateline_with_a_colon_says_nothing(rows):
    assert not rows("ADDIS ABABA: Thousands of weavers walked out across Ethiopia on Monday.")


def test_according_to_goes_no_further_back_than_a_semicolon(rows):
    found = rows("The army dismissed it as a ploy; drones struck the port on Monday, according to a medical source.")
    assert found[-1].content == "drones struck the port on Monday"


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Acme denied having threatened to close the mill.", ["having threatened to close the mill"]),
        ("President Ana Ruiz has not commented on the figures.", []),
    ],
)
def test_silence_and_what_is_denied_are_no_statements(rows, text, contents):
    assert [row.content for row in rows(text)] == contents


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("Election observers from the African Union said it was calm.", (None, "African Union")),
        ("A Kenya Airways spokesman said it was sad.", (None, "Kenya Airways")),
        ("“Never,” said Rui Reis, the president of CSC's rail branch.", ("Rui Reis", "CSC")),
        ("“Never,” said Ana Ruiz of the Adelante party.", ("Ana Ruiz", "Adelante")),
        ("The Editors Guild of Peru said it was glad.", ("Editors Guild of Peru", "Editors Guild of Peru")),
        ("Staff at Norsk Steel's works will vote. A Norsk spokeswoman said it was sad.", (None, "Norsk")),
        ("“It broke,” said Ana Ruiz, a 34-year-old nurse. Another commuter said nobody came.", (None, None)),
        ("The Dockers union said it was too little. The company said it was fair.", (None, None)),
    ],
)
def test_who_speaks_for_whom_in_other_words(rows, text, said_by):
    assert last(rows, text) == said_by


def test_organisations_that_no_list_knows_may_speak_together(rows):
    found = rows("The Guild and the Press Club of Peru called on the state to repeal the law.")
    assert [row.actor for row in found] == ["Guild", "Press Club of Peru"]


def test_those_named_after_what_they_are_have_a_row_each(rows):
    assert [row.actor for row in rows("The unions, ACOD and CSC, vowed to strike again.")] == ["ACOD", "CSC"]
    assert last(rows, "The Socialist party said it was over.") == ("Socialist party", "Socialist party")


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("The call was opposed by Greece's ruling New Democracy party.", ("New Democracy", "New Democracy")),
        ("Community leader Rui Reis said police had left.", ("Rui Reis", None)),
        ("The Kenya Conference of Bishops said it was over.", ("Kenya Conference of Bishops",) * 2),
    ],
)
def test_names_in_longer_phrases(rows, text, said_by):
    assert last(rows, text) == said_by


def test_a_headlines_kicker_and_what_it_attempts_say_nothing(rows):
    found = rows("China, Chad slam attempts to block fisheries pact\n\nThe forum opened on Monday.")
    assert "to block" not in {row.cue for row in found}
    found = rows("JAB ROW: Fury as bishops tell mums to shun vaccine\n\nBishops met on Monday.")
    assert "JAB ROW" not in {row.speaker_text for row in found}


def test_what_gets_a_name_is_part_of_the_content(rows):
    assert [row.content for row in rows("Peru dismissed that as “nonsense”.")] == ["that as “nonsense”"]


def test_who_tells_of_a_captain_is_not_the_captain(rows):
    text = "“There was no rope,” Rui Reis, the minister, said. The captain had refused help twice, he claimed."
    assert last(rows, text)[0] == "Rui Reis"


def test_whose_people_are_not_the_one_whose_they_are(rows):
    row = rows("Germany, whose carmakers fear reprisals, voted against the duties.")[0]
    assert (row.speaker, row.role, row.actor) == (None, "carmakers", "Germany")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Togo's opposition rejected the count.\n\nGhana was worried.\n\nThe minister said it was fair.", "Togo"),
        ("Ruritania's army took over.\n\nFrance froze aid. The junta said it would hold a vote.", None),
        (
            "Chile's government accused Bolivia of theft, after La Paz said it would sue.\n\n"
            "Trade Minister Ana Ruiz said the claim was absurd.",
            "Chile",
        ),
        ("Peru closed its ports.\n\nThe president accused Peru of theft.", None),
        ("Chad's army took the town. The rebel leader, General Ali Sow, denied it.", None),
        ("Chad's army took the town. The prime minister of the breakaway republic, Ali Sow, denied it.", None),
        ("India blamed Pakistan. Foreign Office spokeswoman Ana Ruiz said it was a lie.", "Pakistan"),
        ("Iran freed him, and London was glad. The Foreign Office said he was well.", "UK"),
        ("Peru's president fell. A Foreign Office spokesman said roads were unsafe.", None),
        ("Oxfam said wells were dry. “It is bad,” said Ana Ruiz, its head of office in Kabul.", "Oxfam"),
        ("Mali and Niger shut the border. Officials on both sides said trucks were stuck.", None),
        ("Togo's army lost nine men. France and Chad condemned it. The president said it was over.", "Togo"),
        (
            "President Ali Saad of Chad left for Togo.\n\n"
            "Prime Minister Ama Kosi of Togo was glad. The president said it was over.",
            "Chad",
        ),
        ("The government of Chad and the largest rebel group said the truce held.", None),
    ],
)
def test_nobody_is_given_a_country_that_he_does_not_speak_for(rows, text, actor):
    assert last(rows, text)[1] == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Ida Berg, who leads the Socialists, said it was over.", "Socialists"),
        ("Ida Berg, who represents Malta and lost her house, said it was over.", "Malta"),
        ("Ida Berg, who represents Malta's fishermen, said it was over.", None),
        ("Ida Berg, who speaks for the Reef Alliance, said it was over.", "Reef Alliance"),
        ("The head of the outlawed Harvest Front, Ida Berg, said it was over.", "Harvest Front"),
        ("Ida Berg, a shipping executive at Oslo-based Nordlink Lines, said it was over.", "Nordlink Lines"),
        ("A spokesman at Oslo-based Nordlink Lines said it was over.", "Nordlink Lines"),
        ("Ida Berg, a former judge, said her party, the Union for Reform, was ready.", "Union for Reform"),
        ("The far-right Avante backed it. For Avante, it was late. Its leader, Ida Berg, said so.", "Avante"),
        ("The left-wing Popular Front balked. Its leader, Senator Ida Berg, said it was over.", "Popular Front"),
    ],
)
def test_who_leads_or_represents_a_body_speaks_for_it(rows, text, actor):
    assert last(rows, text)[1] == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Liberal leader, Ida Berg, said no.", "Liberals"),
        ("The Liberal Party split. Two Liberal senators said no.", "Liberal Party"),
        ("The Socialist Party split. Ida Berg, leader of the Socialists, said no.", "Socialist Party"),
        ("Senator Rui Reis, a Republican who sits on the committee, said no.", "Republican Party"),
        ("Nine Democratic lawmakers said no.", "Democratic Party"),
        ("Senator Rui Reis, a Texas Republican, said no.", "Republican Party"),
        ("Rep. Rui Reis, a first-term Democrat, said no.", "Democratic Party"),
        ("Senator Rui Reis, a former Democrat, said no.", None),
        ("Rui Reis, a Texas Republican, said no.", None),
        ("Five Labour MPs said no.", "Labour Party"),
        ("Labor senator Rui Reis said no.", "Labor"),
        ("Two NDP lawmakers said no.", "NDP"),
        ("Bristol MP Ana Ruiz said no.", None),
        ("Hamas lawmaker Ana Ruiz said no.", "Hamas"),
        ("The Reefa movement met. Reefa MP Ana Ruiz said no.", "Reefa"),
        ("Lebanese Forces lawmaker Ana Ruiz said no.", "Lebanese Forces"),
        ("Federal Councillor Ana Ruiz said no.", "Switzerland"),
        ("Ana Ruiz, who runs the animal rights group Reef Paws, said no.", "Reef Paws"),
        ("The Reform Party split. Two Reform MPs said no.", "Reform Party"),
        ("The Nationals and the Coalition split. Coalition senators said no.", "Coalition"),
        ("Coalition senators said no.", None),
        ("Three senators from the Civic Front said no.", "Civic Front"),
        ("Lawmakers against the Civic Front said no.", None),
        ("Sen. Rui Reis of PRD said no.", "PRD"),
        ("Sen. Rui Reis of Ohio said no.", None),
        ("Republican voters said no.", None),
        ("Rui Reis, a Democrat, wants his mayor's job. Rui Reis, the nominee, said no.", None),
        ("The liberal leader of the choir said no.", None),
        ("Christian Democratic lawmakers said no.", None),
    ],
)
def test_a_party_speaks_through_its_leaders_and_members_of_parliament(rows, text, actor):
    assert last(rows, text)[1] == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Rep. Ida Berg, R-Utah, said no.", "Republican Party"),
        ("Sen. Rui Reis (D-Wis.) said no.", "Democratic Party"),
        ("Group leader Rui Reis (Con) said no.", "Conservative Party"),
        ("Ida Berg, one of three Republican holdouts, said no.", "Republican Party"),
        ("A Democratic strategist said no.", "Democratic Party"),
        ("The Labour opposition said no.", "Labour Party"),
        ("Ida Berg of the centrist Harvest Party said no.", "Harvest Party"),
        ("Ida Berg, of the Harvest Party, said no.", "Harvest Party"),
        ("Ida Berg, the candidate of the governing Avante party, said no.", "Avante"),
        ("Ida Berg, a deputy for the Fishers' Party, said no.", "Fishers' Party"),
        ("Lawmaker Ida Berg of Forward for Chile said no.", "Forward for Chile"),
        ("The Renovo party met. Senator Ida Berg of Renovo said no.", "Renovo"),
        ("Senator Ida Berg of Oregon said no.", None),
        ("Ida Berg (R) said no.", None),
        ("Ida Berg, a critic of the Avante party, said no.", None),
        ("Ida Berg, a candidate for the Senate, said no.", None),
    ],
)
def test_a_party_beside_a_name_is_whom_somebody_speaks_for(rows, text, actor):
    assert last(rows, text)[1] == actor


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("Ida Berg of the think-tank Marlow said no.", ("Ida Berg", "Marlow")),
        ("Ida Berg of the Nordic Institute for Peace said no.", ("Ida Berg", "Nordic Institute for Peace")),
        ("Ida Berg, an economist at KBD, said no.", ("Ida Berg", "KBD")),
        ("Ida Berg, an analyst at Palmer Lowe, said no.", ("Ida Berg", "Palmer Lowe")),
        ("Ida Berg, an analyst at Leiden University, said no.", ("Ida Berg", None)),
        ("Ida Berg, an economist at Oxford, said no.", ("Ida Berg", None)),
        ("Ida Berg of the southern city Cali said no.", ("Ida Berg", None)),
        ("NASU general secretary Rui Reis said no.", ("Rui Reis", "NASU")),
        ("NASU regional officer Rui Reis said no.", ("Rui Reis", "NASU")),
        ("Members of the Forge union left. Forge national officer Rui Reis said no.", ("Rui Reis", "Forge")),
        ("Members of the Forge union left. On Friday, rain fell. The union said no.", ("Forge", "Forge")),
        ("Members of the Forge union met the NASU union. Rain fell. The union said no.", (None, None)),
        ("Reef Watch, a Lima-based organisation, said no.", ("Reef Watch", "Reef Watch")),
        ("The European Commission said no. The Turin-listed company said no.", (None, None)),
        ("Airbus said no.", ("Airbus", "Airbus")),
        ("Blue Reef Lines lost 3%. The Turin-listed company, which runs 12 ships, said no.", ("Blue Reef Lines",) * 2),
    ],
)
def test_a_noun_beside_a_name_or_an_office_tells_whose_people_speak(rows, text, said_by):
    assert last(rows, text) == said_by


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("Peru's strike grew. The country's largest union, the FTP, said it would go on.", ("FTP", "FTP")),
        (
            "The Rail Workers' Union (SNF) will strike. “Never,” said the SNF's president, Ida Berg.",
            ("Ida Berg", "Rail Workers' Union"),
        ),
        ("An editorial in the Lagos Herald said it was late.", ("Lagos Herald", "Lagos Herald")),
        ("An editorial in Lagos said it was late.", (None, None)),
        ("Peru was silent. The UN weather agency was blunt: it warned of floods.", ("UN weather agency", "UN")),
        ("France said no. Nordlink was calm: it said trains ran.", (None, None)),
    ],
)
def test_unions_papers_and_agencies_speak_for_themselves(rows, text, said_by):
    assert last(rows, text) == said_by


def test_parties_that_vote_together_have_a_row_each(rows):
    found = rows("The conservative Reef Alliance and the far-right Avante voted for the bill.")
    assert [row.actor for row in found] == ["Reef Alliance", "Avante"]
    assert [row.actor for row in rows("The Socialists and the Greens rejected the bill.")] == ["Socialists", "Greens"]
    assert len(rows("Parents and teachers rejected the bill.")) == 1


def test_another_ministry_is_not_the_one_heard_before(rows):
    text = "The labour ministry in Lima said no. The foreign ministry said yes. The ministry said it was sure."
    assert [row.speaker for row in rows(text)] == ["labour ministry in Lima", "foreign ministry", "foreign ministry"]


def test_its_minister_is_not_of_a_country_named_after_him(rows):
    text = "Kenya will expel the envoys, its trade minister said Friday, prompting condemnation from Belgium."
    assert [row.actor for row in rows(text)] == ["Kenya", "Belgium"]


@pytest.mark.parametrize(
    ("told", "quoted", "actor"),
    [
        ("its energy minister said, drawing anger from Chile", "“We owe nobody a thing,” said Rosa Lund", "Peru"),
        ("Lima's energy minister said", "“We owe nobody a thing,” Rosa Lund told parliament", "Peru"),
        ("its energy minister said", "“We owe nobody a thing,” Rosa Lund, 44, said", None),
        ("its energy minister said", "“We owe nobody a thing,” said miner Rosa Lund", None),
        ("its energy minister said", "The wind rose. “We owe nobody a thing,” said Rosa Lund", None),
        ("a government spokesman said", "“We owe nobody a thing,” Rosa Lund said", None),
        ("Energy Minister Luis Mora said", "“We owe nobody a thing,” Rosa Lund said", None),
    ],
)
def test_who_spoke_by_office_gets_a_name_beside_the_next_quotation(rows, told, quoted, actor):
    assert last(rows, f"Peru will close the mine, {told}.\n\n{quoted}.") == ("Rosa Lund", actor)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Chad Ummat-i-Nau (CUN) walked out. Its leader, Luis Mora, rejected it.", "Chad Ummat-i-Nau"),
        ("The Chad Ummat-i-Nau (CUN) walked out. The CUN rejected the budget.", "Chad Ummat-i-Nau"),
        ("The Chad Defence Ministry (CDM) rejected the budget.", "Chad"),
    ],
)
def test_a_country_in_a_name_that_an_acronym_follows_does_not_speak(rows, text, actor):
    assert last(rows, text)[1] == actor


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        (
            "NATO warned Chad.\n\nFor the aid group Wells for All, both are wrong. The organisation's head, Luis Mora,"
            " told Chad to stop.",
            ("Luis Mora", "Wells for All"),
        ),
        (
            "NATO warned Chad.\n\nStaff of the charity Open Hands fled. The group said it would stay.",
            ("Open Hands", "Open Hands"),
        ),
        ("Acme warned Chad.\n\nPeru left.\n\nThe group's head, Luis Mora, told Chad to stop.", ("Luis Mora", None)),
        (
            "Renovo called for the boss of the relief agency to go.\n\nThe agency's head, Luis Mora, said no.",
            ("Luis Mora", None),
        ),
        ("Fitch cut its rating of Peru. The agency's head, Luis Mora, said why.", ("Luis Mora", "Fitch")),
    ],
)
def test_the_organisation_is_the_one_just_named_with_what_it_is(rows, text, said_by):
    assert last(rows, text) == said_by


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("“No,” said Liberal Alliance leader Ana Ruiz.", "Liberal Alliance"),
        (
            "“No,” said United Front secretary Ana Ruiz, who praised the judge. She accused Chad of lying.",
            "United Front",
        ),
        ("The Miners' Union called a strike. Union secretary Ana Ruiz said no.", "Miners' Union"),
        ("The Green Party accused Labour of lying. “No,” said party leader Ana Ruiz.", "Green Party"),
        ("The Green Party voted no. Labour voted yes. “No,” said party leader Ana Ruiz.", "Labour Party"),
        ("Chad closed the pits. “No,” said union leader Ana Ruiz.", None),
        ("The European Commission warned Chad. “No,” said commission spokesman Luis Mora.", "EU"),
        ("The EU warned Chad. The UK was silent, a Commission official said.", "EU"),
        ("The EU warned Chad. The UK was silent, two Commission officials said.", "EU"),
        ("Chad's vote was fair. Commission chair Ana Ruiz said so.", None),
        ("Chad voted. National Police chief Ana Ruiz said no.", "Chad"),
    ],
)
def test_a_noun_before_an_office_is_the_body_just_heard_of(rows, text, actor):
    assert last(rows, text)[1] == actor


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("The Rural Landowners rejected the bill.", ("Rural Landowners",) * 2),
        ("The Island Freedom Builders, once his foes, called for his release.", ("Island Freedom Builders",) * 2),
        ("The Gulf States rejected the bill.", ("Gulf States", None)),
        ("The Federation of Farmers' Cooperatives rejected it.", ("Federation of Farmers' Cooperatives",) * 2),
        ("The League of Women's Choirs, which has 9 members, rejected it.", ("League of Women's Choirs",) * 2),
        ("The Ministry of Health's Ana Ruiz said funds were short.", ("Ana Ruiz", None)),
        ("The shipbuilder, Ateliers de l'Oise, denied it.", ("Ateliers de l'Oise",) * 2),
        ("Jean de l'Aubier, a nurse, denied it.", ("Jean de l'Aubier", None)),
        ("Chad's ruling Renovo-PD rejected the bill.", ("Renovo-PD", "Renovo-PD")),
        ("Chad's ruling Military Council rejected the bill.", ("Military Council", "Chad")),
        ("Canada voted. The Ontario government said no.", ("Ontario government", None)),
        ("Chad voted. The provincial government said no.", ("provincial government", None)),
        ("The talks stalled. Lima backs the dam, diplomats there said.", (None, "Peru")),
        ("The talks stalled. The dam is full, residents there said.", (None, None)),
        ("The UK and France quarrelled.\n\nFisheries Secretary Ivy Lane said it was bullying.", ("Ivy Lane", "UK")),
        ("Spain and France quarrelled.\n\nFisheries Secretary Ivy Lane said it was bullying.", ("Ivy Lane", None)),
        ("Norway voted. Its justice secretary, Ivy Lane, said no.", ("Ivy Lane", "Norway")),
    ],
)
def test_whole_names_of_bodies_and_those_below_the_state(rows, text, said_by):
    assert last(rows, text) == said_by


@pytest.mark.parametrize(
    ("text", "speaker", "role", "actor"),
    [
        ("Britain voted. A spokesman for Justice Secretary Ivy Lane said no.", None, "spokesman for", "UK"),
        ("A lawyer for Governor Ben Holt said no.", None, "lawyer for Governor", None),
        ("A spokeswoman for the Rail Minister said no.", None, "spokeswoman for the", None),
        ("The President of the Council for May, Ms. Ana Ruiz, said no.", "Ana Ruiz", "President of", None),
        ("After the raid the Omani defence minister, Ali Sow, said no.", "Ali Sow", "Omani defence minister", "Oman"),
        ("At a rally on Sunday the Malian president, Ali Sow, said no.", "Ali Sow", "Malian president", "Mali"),
        ("The US is split. The US waits. Minority Leader Ivy Lane said no.", "Ivy Lane", "Minority Leader", "US"),
        ("The US is split. The US waits. Speaker Ivy Lane said no.", "Ivy Lane", "Speaker", "US"),
        ("The US is split. The US waits. The keynote speaker, Ivy Lane, said no.", "Ivy Lane", "keynote", None),
        ("Oman abstained. Deputy Ambassador Ali Sow said no.", "Ali Sow", "Deputy Ambassador", "Oman"),
        ("Oman abstained. Permanent Representative Ali Sow said no.", "Ali Sow", "Permanent", "Oman"),
        ("The secretary-general’s spokeswoman said no.", None, "secretary-general", "UN"),
        ("Omani envoys were wary. The text was thin, one said.", None, "one", "Oman"),
        ("Omani shells hit a school. Pupils fled. One said no.", None, "One", None),
        ("Canada’s housing minister, Ivy Lane, spoke. Quebec’s premier said no.", None, "Quebec’s premier", None),
        (
            "The ICJ ordered Chad to pay.\n\nThe five judges said no to Chad.",
            None,
            "five judges",
            "International Court of Justice",
        ),
        ("Chad's high court ordered Mali to pay. Judges said no to Mali.", None, "Judges", "Chad"),
        ("Chad and Peru signed. Officials said no.", None, "Officials", None),
        ("Chad and Peru signed. Ministers said no.", None, "Ministers", None),
        ("Chad and Peru quarrel over fish. Police said no.", "Police", None, None),
        ("Oman abstained. Diplomats said the vote was close.", None, "Diplomats", None),
        ("Chad and Peru spoke. Chad won. Peru sold 9 ships, the trade ministry said.", "trade ministry", None, "Peru"),
        ("Oman's consul was expelled, the embassy in Lima said.", "embassy in Lima", None, "Oman"),
        ("The Omani envoy met the Chadian ambassador. The embassy in Lima said no.", "embassy in Lima", None, None),
        ("Ivy Lane spoke of losses. According to her own figures, 90 people died.", "Ivy Lane", None, None),
        ("Reef Watch said no. Its latest data shows that 90 died.", "Reef Watch", None, "Reef Watch"),
        ("Shadow Rail Minister Ivy Lane of the Greens said no.", "Ivy Lane", "Shadow Rail", "Greens"),
        ("Premier Ivy Lane spoke. South Australia’s premier said no.", None, "South Australia’s premier", None),
        ("Vice President Ivy Lane of Peru left. The president said no.", None, "president", "Peru"),
        ("Minister vows to go\n\nPeru voted. Prime Minister Ivy Lane spoke.", None, "Minister", "Peru"),
        ("Neighbouring Oman said no.", "Oman", None, "Oman"),
        ("Ivy Lane, Peru director at Reef Watch, said no.", "Ivy Lane", "Peru director", "Reef Watch"),
        ("Fiji voted. The Minister for Seniors, Ivy Lane, said no.", "Ivy Lane", "Minister for Seniors", "Fiji"),
        ("Ivy Lane, an envoy for the Contact Group, said no.", "Ivy Lane", "envoy for", "Contact Group"),
        ("The US waited. Labor Under Secretary Ivy Lane said no.", "Ivy Lane", "Labor Under Secretary", "US"),
        ("Mexico voted. Security Secretary Ivy Lane said no.", "Ivy Lane", "Security Secretary", "Mexico"),
        ("The EU voted. The budget commissioner, Ivy Lane, said no.", "Ivy Lane", "budget commissioner", "EU"),
        ("Fiji’s auditor-general, Ivy Lane, said no.", "Ivy Lane", "Fiji’s auditor-general", "Fiji"),
        ("Ali Sow, a spokesman for the Omani customs service, said no.", "Ali Sow", "spokesman for", "Oman"),
    ],
)
def test_whose_office_is_meant(rows, text, speaker, role, actor):
    row = rows(text)[-1]
    assert (row.speaker, row.actor) == (speaker, actor)
    assert (row.role or "").startswith(role or "")


def test_a_body_of_a_capitals_people_speaks_for_itself_also_before_as(rows):
    text = "The plan, which was condemned by the Lima Chamber of Mines as “a farce”, fell. The chamber wants talks."
    assert {(row.speaker, row.actor) for row in rows(text)} == {("Lima Chamber of Mines",) * 2}


def test_a_source_ends_before_as(book):
    document = read_document(Article("a", "It was dismissed by the Reef Board as “a farce”."))
    found = Attribution((7, 16), (20, 37), ((38, 47),), "speech", 1.0)
    assert document.slice(*with_whole_edges(document, book, found).source) == "the Reef Board"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Chad and Niger will close the border, their defence ministers said.", None),
        ("Chad voted. Company officials said no.", None),
        ("Chad voted. Health officials said no.", "Chad"),
        ("Israel's army struck. Israel was firm.\n\nIn Rafah, officials said six had died.", "Palestine"),
        ("Israel's army struck. Israel was firm.\n\nIn Rafah, the army said two had died.", "Israel"),
        (
            "Envoys from Kuwait drew up a truce.\n\nBahrain refused it.\n\nInterior Minister Ali Sow said no.",
            "Bahrain",
        ),
        ("Lima's energy minister spoke.\n\n“We lost our land,” Mona Lund told us. She is a farmer in Ica.", None),
    ],
)
def test_no_country_is_given_to_who_may_be_of_another(rows, text, actor):
    assert rows(text)[-1].actor == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Secretary General of the African Union met farmers. The Secretary General said no.", "African Union"),
        ("The director-general of the Reef Union met farmers. The director-general said no.", "Reef Union"),
        ("The Secretary General of NATO met aides. The Secretary General opened the fair. He said no.", "NATO"),
        ("The President of Fiji met the Chancellor of Austria. The Chancellor said no.", "Austria"),
        ("The President of Fiji met the Chancellor of Austria. Chancellor Ivo Lenz sat. He said no.", "Austria"),
        ("Rome saw the trade minister of Fiji and the rail minister of Peru. The minister said no.", None),
        ("Fiji sat. It saw the premier of Oman and the premier of Chad. The premier said no.", None),
        ("Fiji voted. The president of Togo, Ali Sow, left.\n\nFiji voted. President Ivy Lane said no.", "Fiji"),
        ("Fiji voted. A former president of Togo left. The president said no.", "Fiji"),
        ("Fiji voted.\n\nThe king of Togo left.\n\nFiji voted.\n\nFiji sat.\n\nThe king said no.", "Fiji"),
    ],
)
def test_an_office_alone_is_of_whom_it_was_said_to_be(rows, text, actor):
    assert rows(text)[-1].actor == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Rashtra Morcha said no.", "Rashtra Morcha"),
        ("The Rashtra Morcha said no. The party wants talks.", "Rashtra Morcha"),
        ("The Reef Trades Union Congress said no.", "Reef Trades Union Congress"),
        ("The Fiji Labour Congress said no.", "Fiji Labour Congress"),
        ("Ivy Lane, president of the Fiji Labour Congress, said no.", "Fiji Labour Congress"),
        ("The Labour Congress said no.", "Labour Congress"),
        ("The Fiji Labour Congress said no. The company said no.", None),
        ("The Reef Pact, which governs the town with the Labour Party, said no.", "Reef Pact"),
        ("MPs debated the bill. Ivy Lane (Con, Dover) said no.", "Conservative Party"),
        ("MPs debated the bill. Ivy Lane (Bath, Lib Dem) said no.", "Liberal Democrats"),
        ("MPs debated the bill. Ivy Lane (Reef East, NRM) said no.", "NRM"),
        ("MPs debated the bill. Rui Reis (Reef East, NRM) left. Ivy Lane (NRM) said no.", "NRM"),
        ("MPs debated the bill. Rui Reis (KDP) left. Ivy Lane (ZNP Plus) said no.", "ZNP Plus"),
        ("MPs debated the bill. Rui Reis (Liberal) left. Mr J Lane (NRM) left. The NRM said no.", "NRM"),
        ("MPs debated the bill. Rui Reis (CEO) left. Ivy Lane (KC) said no.", None),
        ("MPs debated the bill. The Reef Dockers' Union (RDU) left. Ivy Lane (KDP) said no.", None),
        ("The cup began. Rui Reis (POR) left. Ivy Lane (NED) said no.", None),
        ("Ivy Lane (Green) said no.", "Greens"),
        ("Ivy Lane (Christian Democrat) said no.", "Christian Democrats"),
        ("Ivy Lane (Left Party) said no.", "Left Party"),
        ("Ivy Lane (Centre) said no.", "Centre Party"),
        ("Rui Reis (R., Utah) said no.", "Republican Party"),
        ("Ivy Lane (Reef North) said no.", None),
        ("Ivy Lane (Independent) said no.", None),
        ("MPs debated the bill. Ivy Lane (MIT) said no.", None),
        ("The show went on. Ivy Lane (Leeds, BFI) said no.", None),
        ("Rear Admiral Ali Sow said no.", None),
        ("Wing Commander Ali Sow said no.", None),
        ("Ali Sow, the coast guard's spokesman for the Lower Reef Sea, said no.", None),
    ],
)
def test_the_name_of_a_body_or_a_party_and_no_part_of_a_title(rows, text, actor):
    assert rows(text)[-1].actor == actor


def test_a_long_name_of_a_country_is_nobodys(rows):
    text = "The armed front that holds parts of western Democratic Republic of Congo said it would disarm."
    assert rows(text)[-1].speaker is None


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Reefcor, which represents 40 farms, said no.", "Reefcor"),
        ("Reefcor, which employs 900, sued Chad. Its director, Ana Ruiz, said no.", "Reefcor"),
        ("Reefcor’s chief executive resigned. Reefcor said no.", "Reefcor"),
        ("The case was brought by Reef Tools, a Danish company. Its chairman, Ana Ruiz, said no.", "Reef Tools"),
        ("The Reefway, which runs through Leeds, was shut. Its mayor, Ana Ruiz, said no.", None),
        ("Maria Ruiz left. Ruiz’s chief executive resigned. Ruiz said no.", None),
        ("Greenpeace sued Chad. Ana Ruiz, one of its lawyers, said no.", "Greenpeace"),
        ("Greenpeace sued Chad. Ana Ruiz, a member of its board, said no.", "Greenpeace"),
        ("Greenpeace sued Chad. Ana Ruiz, one of its critics, said no.", None),
        ("Greenpeace sued Chad. “No Malian wants it,” said its director, Ana Ruiz.", "Greenpeace"),
        ("The reply from the World Bank was brief. Its president, Ana Ruiz, said no.", "World Bank"),
        ("The reaction of the Chadian government was cool. Its spokesman, Rui Reis, said no.", "Chad"),
        ("The capital of Chad was quiet. Its deputy mayor, Rui Reis, said no.", None),
        ("The UN human rights office wants a truce. It said no.", "UN"),
        ("Economists at Reef Capital said no.", "Reef Capital"),
        ("Economists at Leiden University said no.", None),
        ("Traders at Reef Lane said no.", None),
        ("Reef Bank cut rates. Chief economist Ana Ruiz said no.", "Reef Bank"),
        ("Representative Rui Reis, a Texas Republican, said no.", "Republican Party"),
    ],
)
def test_what_the_article_treats_as_a_body_and_whose_its_people_are(rows, text, actor):
    assert rows(text)[-1].actor == actor


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("She briefed the Finance Minister. Oman would pay, she said. The Finance Minister said no.", (None, "Oman")),
        ("Ana Lund saw the Governor. Togo was calm, she said.", ("Ana Lund", None)),
        ("Ana Lund saw Gov. Sam Hill. Sen. Mona Reed said no.", ("Mona Reed", None)),
        ("The envoy was received by Prime Minister Ali Sow. He said Togo would not bow.", ("Ali Sow", "Togo")),
        (
            "Rui Reis, the foreign minister of Fiji, spoke. He said so.\n\n"
            "In Oslo, the envoy was welcomed by Foreign Minister Ola Berg. He said no.",
            ("Ola Berg", "Norway"),
        ),
        ("The rail minister, Zdzisław Brok, was blunt. The premier, he said, had lied.", ("Zdzisław Brok", None)),
        ("Secretary of State Ivy Lane said no.", ("Ivy Lane", "US")),
        ("The suit came from Reef Tools, a small firm in Lodi, which said orders fell.", ("Reef Tools", "Reef Tools")),
        ("It hit Delta Steel, a maker of pipes in Lodi, which says orders fell.", ("Delta Steel", "Delta Steel")),
        ("The suit was filed by Ivy Lane, a baker from Lodi, who said she had paid.", ("Ivy Lane", None)),
        ("Rui Reis, the mayor, spoke. One of the men, a baker, said it was late. “We wait,” he said.", (None, None)),
        ("Togo's president was unmoved. “We will stay,” Ali Sow told parliament.", ("Ali Sow", "Togo")),
        ("The Danish rail minister hit back. “This is false,” Ola Berg told us.", ("Ola Berg", "Denmark")),
        ("Togo's president was unmoved. “He hears nobody,” Ali Sow told us.", ("Ali Sow", None)),
        ("Togo's president met Fiji's envoy. “Bread is dear,” Ali Sow, a baker, told us.", ("Ali Sow", None)),
        (
            "Rail Minister Ali Sow of Togo met Rail Minister Ola Berg of Fiji. The two ministers agreed it.",
            (None, None),
        ),
    ],
)
def test_who_was_received_described_or_named_late_is_who_speaks(rows, text, said_by):
    assert last(rows, text) == said_by


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Morocco's cabinet met. Morocco voted. Washington urged calm. Speaker Ali Sow said no.", "Morocco"),
        ("The White House wants a deal. Speaker Ivy Lane said no.", "US"),
        ("The minister said that talks had failed and accused Togo of lying.", None),
        ("The president condemned Togo's attack.", None),
        ("The ministry summoned the ambassador of Fiji.", None),
        ("Japan backed it. Japan's cabinet met. The chief cabinet secretary said Tokyo would consider it.", "Japan"),
        (
            "Fiji sat. Fiji voted. Fiji's farmers met.\n\nIn Oslo the mood is grim. The prime minister said no.",
            "Norway",
        ),
        (
            "Fiji sat. Fiji voted. Fiji's farmers met.\n\nIn Oslo on Monday Togo's team won. The premier said no.",
            "Togo",
        ),
        ("Fiji sat. Fiji voted. Fiji's army met.\n\nWhy is Togo leaving?\n\nPresident Ali Sow said no.", "Togo"),
        ("Fiji sat. Fiji voted. Fiji met.\n\nThe US gave aid to Fiji, but the administration said no.", "US"),
        ("Fiji sat. Fiji voted. Fiji met.\n\nTogo sent troops to Fiji, but the government said no.", None),
        ("Aid groups left Fiji, but the government said no.", "Fiji"),
        ("Reef Watch, a charity, opposes the mine. A company spokesman, Rui Reis, said no.", None),
        ("The aid group Nile Hands sued the port. A company spokeswoman said no.", None),
        ("The retailer Norda closed shops. A company spokeswoman said no.", "Norda"),
        (
            "Peru sat. Peru's army met.\n\nIn the Kenyan port city of Mombasa, trams stopped. The mayor said no.",
            "Kenya",
        ),
        ("Poland changed its courts. Ivy Lane, the justice commissioner, praised Poland's cabinet.", "EU"),
        ("Poland changed its clinics. Ivy Lane, the health commissioner, praised Poland's cabinet.", None),
        ("India plans a dam. Ivy Lane, Kerala's water minister, said no.", None),
        ("India plans a dam. Kerala objects. The state's water minister said no.", None),
        ("India plans a dam. India's water minister said no.", "India"),
    ],
)
def test_whose_country_the_passage_tells(rows, text, actor):
    assert rows(text)[-1].actor == actor


@pytest.mark.parametrize(
    ("headline", "speakers"),
    [
        ("Togo: Court blocks port deal", []),
        ("Fiji: UN urges talks after vote", []),
        ("Togo: Fiji must leave the bay", ["Togo"]),
        ("UN: 500 killed in floods", ["UN"]),
    ],
)
def test_a_country_before_a_headlines_colon_is_its_topic(rows, headline, speakers):
    said = rows(f"{headline}\n\nThe town was calm on Monday, and the market was open.")
    assert [row.speaker for row in said if row.place == "headline"] == speakers


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Jan Kolar (Greens, Austria) said no.", "Greens"),
        ("Jan Kolar (Leeds, England) said no.", None),
        ("For the European People's Party, Ivy Lane said no.", "European People's Party"),
        ("Ivy Lane (Socialists and Democrats, Italy) said no.", "Socialists and Democrats"),
        ("Ivy Lane, Sahel researcher at Amnesty International, said no.", "Amnesty International"),
        ("Ivy Lane, an adviser to the IMF, said no.", "IMF"),
        ("Ivy Lane, a researcher at Leiden University, said no.", None),
        ("Ivy Lane, an expert with Kolar Reed, said no.", None),
    ],
)
def test_groups_of_a_parliament_and_those_who_work_for_a_group(rows, text, actor):
    assert rows(text)[-1].actor == actor


@pytest.mark.parametrize(
    "people",
    [
        "The envoy held talks with the Togolese leader, Ali Sow, the Fijian leader, Rui Reis, and the mayor.",
        "Ali Sow, the Togolese leader, Rui Reis, the Fijian leader, and the mayor met.",
    ],
)
def test_a_list_of_people_gives_each_his_own_office(rows, people):
    said = rows(f"{people} Mr Sow said no. Mr Reis said yes.")
    assert [(row.speaker, row.actor) for row in said[-2:]] == [("Ali Sow", "Togo"), ("Rui Reis", "Fiji")]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("“We have no water,” Peter Lokiru, a fisherman, said.", "Turkana community"),
        ("“We have no water,” said Peter Lokiru, Kenya's water minister.", "Turkana community"),
        ("Fisherman Peter Lokiru was angry. “We have no water,” Lokiru said.", "Turkana community"),
        ("Kenya's ministry shut the dam. Its spokesman, Peter Lokiru, said that water was short.", "Turkana community"),
        ("Peter Lokiru fishes. “We have no water,” said Mary Lokiru, a nurse.", None),
    ],
)
def test_a_person_of_the_users_own_file_speaks_for_that_actor_whatever_the_article_calls_him(own_rows, text, actor):
    assert own_rows(text)[-1].actor == actor


def test_what_the_article_says_comes_before_a_built_in_person(rows):
    assert last(rows, "“It is over,” said Sergei Lavrov, a fisherman.") == ("Sergei Lavrov", None)
