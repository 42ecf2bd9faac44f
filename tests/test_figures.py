"""Reported figures: what a reader of wire copy would list from each sentence."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.actors import ActorBook
from analysis.article import Article
from analysis.document import read_document, read_documents
from analysis.figures import Figure, read_figures, read_figures_of
from analysis.statements import read_statements

BOOK = ActorBook.load()
TRAPS = yaml.safe_load((Path(__file__).parent / "figures_traps.yaml").read_text(encoding="utf-8"))


def figures(text: str) -> list[Figure]:
    return read_figures_of(read_document(Article("a", text)), [], actors=BOOK)


def only(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, found
    return found[0]


def numbers(text: str) -> list[Any]:
    return [f.value if f.value is not None else (f.low, f.high) for f in figures(text)]


# -- the trap sentences ---------------------------------------------------------------------------------------------
@cache
def trapped() -> list[list[Figure]]:
    documents = read_documents([Article(str(i), trap["sentence"]) for i, trap in enumerate(TRAPS)])
    return [read_figures_of(document, [], actors=BOOK) for document in documents]


def _expected(gold: dict[str, Any]) -> tuple[Any, ...]:
    bound, value = gold.get("bound", "exact"), gold["value"]
    if isinstance(value, list):
        return None, *(None if v is None else float(v) for v in value), bound
    low = value if bound in ("exact", "at_least", "more_than") else None
    return value, low, value if bound in ("exact", "at_most", "less_than") else None, bound


def _matches(gold: dict[str, Any], figure: Figure, *fields: str) -> bool:
    got = (figure.value, figure.low, figure.high, figure.bound)
    if _expected(gold) != tuple(pytest.approx(v, rel=1e-6) if isinstance(v, float) else v for v in got):
        return False
    words = [{*(gold.get(f) or "").lower().split()} for f in fields if f == "counted"]
    seen = {*(figure.counted or "").lower().split()}
    return ("unit" not in fields or gold.get("unit") == figure.unit) and all(w & seen or w == seen for w in words)


@pytest.mark.parametrize(("fields", "least"), [((), 0.97), (("unit",), 0.95), (("unit", "counted"), 0.88)])
def test_trap_sentences_are_read_as_a_careful_reader_would(fields: tuple[str, ...], least: float) -> None:
    right = expected = found = 0
    for trap, got in zip(TRAPS, trapped(), strict=True):
        left = list(got)
        expected, found = expected + len(trap["figures"]), found + len(got)
        for gold in trap["figures"]:
            match = next((f for f in left if _matches(gold, f, *fields)), None)
            if match is not None:
                left.remove(match)
                right += 1
    assert 2 * right / (expected + found) >= least


# -- values and bounds ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "written", ["5,000", "5 000", "5\u202f000", "5'000", "five thousand", "5k", "5 thousand", "Five thousand", "5000"]
)
def test_the_same_number_in_another_style_gives_the_same_row(written: str) -> None:
    figure = only(f"Police said at least {written} people were arrested in the capital.")
    assert (figure.value, figure.low, figure.high, figure.bound) == (5000, 5000, None, "at_least")
    assert (figure.unit, figure.counted, figure.event) == (None, "people", "detained")


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "bound", "modifier"),
    [
        ("Nearly 5,000 people fled.", 5000, None, None, "about", "Nearly"),
        ("At least eight people died.", 8, 8, None, "at_least", "At least"),
        ("More than 300 people died.", 300, 300, None, "more_than", "More than"),
        ("As many as 40 people died.", 40, None, 40, "at_most", "As many as"),
        ("Fewer than 40 people died.", 40, None, 40, "less_than", "Fewer than"),
        ("Exactly 40 people died.", 40, 40, 40, "exact", "Exactly"),
        ("Between 20 and 30 people died.", None, 20, 30, "range", "Between and"),
        ("Dozens of people died.", None, 24, None, "about", None),
        ("Some 300 or more people died.", 300, None, None, "about", "Some"),
    ],
)
def test_words_around_a_number_bound_it(
    text: str, value: float | None, low: float | None, high: float | None, bound: str, modifier: str | None
) -> None:
    figure = only(text)
    assert (figure.value, figure.low, figure.high, figure.bound, figure.modifier) == (value, low, high, bound, modifier)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3.5 million", 3.5e6), ("half a million", 5e5), ("a dozen", 12), ("two hundred and five", 205),
        ("sixty-two", 62),
        ("1.2k", 1200), ("2.5bn", 2.5e9), ("12,34,567", 1234567), ("a hundred thousand", 1e5), ("20 lakh", 2e6),
        ("one million two hundred thousand", 1.2e6), ("half-a-dozen", 6), ("1.234.567", 1234567),
    ],
)  # fmt: skip
def test_numbers_are_read_in_every_usual_notation(written: str, value: float) -> None:
    assert numbers(f"The agency counted {written} refugees.") == [value]


def test_a_half_after_the_unit_is_counted() -> None:
    found = [only(f"The siege lasted {written}.") for written in ("a year and a half", "two weeks and a half")]
    assert [(f.value, f.unit) for f in found] == [(1.5, "year"), (2.5, "week")]
    assert numbers("He kept a shoe and a half-empty bag for 10 weeks and a half-baked plan.") == [10]


def test_a_change_is_two_figures_and_a_range_is_one() -> None:
    assert numbers("The toll rose from 112 to 134 overnight.") == [112, 134]
    assert numbers("Fares range from 112 to 134 rupees.") == [(112, 134)]


def test_the_sides_of_a_vote_are_two_figures_and_a_range_beside_it_is_one() -> None:
    assert numbers("The assembly passed the levy 158-141.") == [158, 141]
    assert numbers("Deputies voted 31-44 against the levy.") == [31, 44]
    assert numbers("The assembly passed 20-25 bills a year.") == [(20, 25)]
    assert numbers("The ministry confirmed that 20-25 were hurt.") == [(20, 25)]


def test_one_more_than_those_counted_before_is_no_fraction() -> None:
    assert numbers("Three clinics have closed. A fourth will close in May.") == [3]
    assert numbers("Three clinics have closed. A fourth of their nurses will leave.") == [3, 0.25]
    assert numbers("Some 3,000 nurses were asked. A fourth will leave.") == [3000, 0.25]


def test_a_fall_by_one_to_another_is_a_range() -> None:
    figure = only("The council said that arrivals would drop by 5 to 7 per cent.")
    assert (figure.low, figure.high, figure.bound) == (5, 7, "range")


def test_trend_marks_the_change_and_not_the_level_reached() -> None:
    change, level = figures("Sales fell by 12 per cent to 3.1 million.")
    assert (change.trend, change.unit, level.trend) == ("down", "percent", None)


# -- units ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("$1.5bn", 1.5e9, "USD"), ("US$40m", 4e7, "USD"), ("€2.3 trillion", 2.3e12, "EUR"), ("RM23.50", 23.5, "MYR"),
        ("Rs 80 crore", 8e8, "INR"), ("500 Swiss francs", 500, "CHF"), ("USD10m", 1e7, "USD"), ("MEUR 120", 1.2e8,
        "EUR"),
        ("120 MEUR", 1.2e8, "EUR"), ("40 yuan", 40, "CNY"), ("12 cents", 12, "cent"), ("5 million pounds", 5e6, "GBP"),
        ("15 kilometres", 15, "kilometer"), ("50 mph", 50, "mile/hour"), ("90 kilometres per hour", 90,
        "kilometer/hour"),
        ("12 per cent", 12, "percent"), ("0.5 percentage points", 0.5, "percentage point"), ("22 degrees Celsius",
        22, "celsius"),
        ("450 sq ft", 450, "square foot"), ("52,000 barrels a day", 52000, "barrel/day"), ("550MW", 550, "megawatt"),
        ("€2.3 a litre", 2.3, "EUR/liter"), ("two and a half years", 2.5, "year"), ("half a mile", 0.5, "mile"),
    ],
)  # fmt: skip
def test_units_have_one_canonical_name(written: str, value: float, unit: str) -> None:
    figure = only(f"The report puts it at {written}.")
    assert (figure.value, figure.unit) == (value, unit)


def test_canonical_names_of_measures_are_units_that_pint_reads() -> None:
    import pint

    registry = pint.UnitRegistry()
    names = yaml.safe_load((Path(__file__).parents[1] / "analysis/data/units.yaml").read_text(encoding="utf-8"))[
        "measures"
    ]
    unread = []
    for name in set(names) - {"ppb"}:
        try:
            registry.parse_units(name.replace("light year", "light_year").replace("nautical mile", "nautical_mile"))
        except pint.errors.UndefinedUnitError:
            unread.append(name)
    assert unread == []


# -- what is counted, what happened, who says so --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "counted", "event"),
    [
        ("The security forces have at least eight dead.", "security forces", "killed"),
        ("He named the security forces who have at least eight dead.", "security forces", "killed"),
        ("Gas prices rose by 12 per cent.", "Gas prices", None),
        ("Half a million tonnes of wheat are stuck at the port.", "wheat", None),
        ("The bank cut its key rate by 75 basis points.", "key rate", None),
        ("Troops killed 14 rebels.", "rebels", "killed"),
        ("The crash left 10,000 people homeless.", "people", "displaced"),
        ("Washington will send 1,500 soldiers.", "soldiers", "deployed"),
        ("A 5,000-strong crowd marched on the palace.", "crowd", "protested"),
        ("A 10-year-old girl survived.", "girl", None),
        ("The union claims 2 million had marched.", None, "protested"),
        ("The blast claimed 12 lives.", "lives", "killed"),
        ("They said four of the dead were shot.", "dead", "killed"),
        ("Six men were shot and wounded.", "men", "injured"),
        ("The army shot down 27 drones.", "drones", "destroyed"),
        ("The navy fired 12 missiles.", "missiles", "launched"),
        ("Two ministers were fired.", "ministers", "laid off"),
        ("The bank is eliminating about 6,650 roles.", "roles", "laid off"),
        ("The party won 134 seats.", "seats", "elected"),
        ("The runner won 12 medals.", "medals", None),
        ("The junta will release 5,600 people arrested in protests.", "people", "released"),
        ("The fire forced 2,500 people to flee.", "people", "displaced"),
        ("In the capital, 12 people were not injured.", "people", None),
        ("The crash killed all but three.", None, None),
        ("He gave up 500 hectares.", None, None),
        ("The state spent $2 billion on shelters.", "shelters", "spent"),
        ("The court cleared 22 cases.", "cases", None),
        ("The clinic had 22 cases of measles.", "cases", "infected"),
        ("Divers found nine bodies.", "bodies", "killed"),
        ("The party leads nine public bodies.", "public bodies", None),
        ("Fever caused deaths in 12 cities.", "cities", None),
        ("“They have voted,” she told 80 supporters.", "supporters", None),
        ("Three workers collapsed and died.", "workers", "killed"),
        ("Some 4,000 jobs could vanish.", "jobs", None),
        ("The court fined two papers.", "papers", "fined"),
        ("There were 300 injured demonstrators.", "injured demonstrators", "injured"),
        ("Some 700 students took part in marches.", "students", "protested"),
        ("Some 700 reservists took part in the drill.", "reservists", None),
        ("Nine hundred families were brought to safety.", "families", "evacuated"),
        ("The families were brought to 30 shelters.", "shelters", None),
        ("The clinic gave the number of wounded as 14.", "wounded", "injured"),
        ("The levy would kill 900 jobs.", "jobs", "laid off"),
        ("The frost killed 900 sheep.", "sheep", "killed"),
        ("The hearing lasted more than five hours.", "hearing", None),
        ("The hearing, which lasted five hours, is over.", "hearing", None),
        ("It lasted five hours.", None, None),
        ("The senate cut $3m from the road budget.", "road budget", None),
        ("The senate cut $3m.", None, None),
        ("The bank cut its forecast by $3m.", "forecast", None),
        ("Chad holds a stake of 20 per cent in the mine.", "mine", None),
    ],
)
def test_what_is_counted_and_what_happened_to_it(text: str, counted: str | None, event: str | None) -> None:
    figure = only(text)
    assert (figure.counted, figure.event) == (counted, event)


@pytest.mark.parametrize("text", ["The fee was cut from 8m to 3m.", "The quay cost 3m-8m baht."])
def test_both_ends_of_a_change_or_range_of_money_are_millions(text: str) -> None:
    ends = [end for f in figures(text) for end in (f.low, f.high)]
    assert {*ends} == {3e6, 8e6}


def test_two_distances_share_the_unit_that_stands_once() -> None:
    found = figures("The mine is 40 miles from the coast and about 12 from the river.")
    assert [(figure.value, figure.unit) for figure in found] == [(40, "mile"), (12, "mile")]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Peru filed a complaint over 12 boats.", "exact"),
        ("Peru asked for consultations with Chile over 12 boats.", "exact"),
        ("In a row over 12 boats, Peru blamed Chile.", "exact"),
        ("The bank was sued over 12 loans.", "exact"),
        ("Talks about 12 captives broke down.", "exact"),
        ("The rivals may go to court over $12 million.", "exact"),
        ("In the clashes over 40 people died.", "more_than"),
        ("The row cost over 40 jobs.", "more_than"),
        ("The bank sued over 40 people.", "more_than"),
        ("The strike lasted over 40 days.", "more_than"),
        ("Over 40 people died.", "more_than"),
    ],
)
def test_what_is_disputed_is_no_bound(text: str, bound: str) -> None:
    assert only(text).bound == bound


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Of the 40 wells it has dug, 31 concern the south.", ["wells", "wells"]),
        ("Of its 14 wells, nine need work.", ["wells", "wells"]),
        ("Of the 40 wells, 12 village pumps failed.", ["wells", "village pumps"]),
    ],
)
def test_the_verb_after_a_part_is_not_what_is_counted(text: str, counted: list[str]) -> None:
    assert [f.counted for f in figures(text)] == counted


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The port shipped some 4,000 tonnes a day on its own ships.", "tonne/day"),
        ("The port ships 4,000 tonnes a day from two piers.", "tonne/day"),
        ("It shipped 4,000 tonnes a year ago.", "tonne"),
        ("It shipped 4,000 tonnes a year on, the owner said.", "tonne"),
        ("It will ship 4,000 tonnes a year from now.", "tonne"),
    ],
)
def test_what_follows_a_rate_leaves_it_whole(text: str, unit: str) -> None:
    assert figures(text)[0].unit == unit


def test_no_one_counts_nothing() -> None:
    assert figures("No one benefits from the levy.") == []
    assert only("One miner benefits from the levy.").value == 1


def test_two_numbers_share_the_noun_that_stands_once() -> None:
    assert [f.counted for f in figures("At least 14 soldiers were killed and 31 wounded.")] == ["soldiers", "soldiers"]


def test_some_of_them_count_what_the_sentence_before_counts() -> None:
    assert [f.counted for f in figures("The firm runs 30 kilns. Two of them are cold.")] == ["kilns", "kilns"]
    assert [f.counted for f in figures("It has nine kilns and six ovens. Two of them are cold.")][2] is None
    assert [f.counted for f in figures("It has nine kilns. It is cold. Two of them crack.")] == ["kilns", None]
    assert [f.counted for f in figures("It lost by six votes to the senators. Two of them wept.")] == ["votes", None]
    assert [f.counted for f in figures("It hired 90 tutors. Of these, 40 have quit.")] == ["tutors", "tutors"]
    assert [f.counted for f in figures("It hired 90 tutors.\n\nA court sent home 40 of them.")] == ["tutors", "tutors"]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The force was to have 900 guards. So far, only 70 have come.", ["guards", "guards"]),
        ("It was to mend 40 wells. Just nine have been repaired.", ["wells", "wells"]),
        ("Police arrested 40 miners. Nine have been charged.", ["miners", "miners"]),
        ("The raid hit 40 shops. Only nine have died.", ["shops", None]),
        ("It was to mend nine wells. Only 40 have come.", ["wells", None]),
        ("The town has 40 guards. Nine have come.", ["guards", None]),
        ("We had 30 goats. Now we have nine.", ["goats", "goats"]),
    ],
)
def test_a_part_counts_what_the_sentence_before_counts(text: str, counted: list[str | None]) -> None:
    assert [f.counted for f in figures(text)] == counted


def test_a_price_of_now_has_the_unit_of_the_one_before() -> None:
    found = figures("A brick was 900 naira. Now it's 2,000.")
    assert [(f.counted, f.unit) for f in found] == [("brick", "NGN")] * 2
    assert figures("The shop shut. Now it's 2,000.")[0].unit is None


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The clinic took in 40 boys with severe burns.", "injured"),
        ("The clinic took in 40 boys with dogs.", None),
        ("Chad will contribute 40 soldiers.", "deployed"),
        ("Chad will contribute 40 million euros.", "donated"),
        ("A crowd of 400 turned out for the reading.", None),
    ],
)
def test_the_event_is_that_of_the_nouns_beside(text: str, event: str | None) -> None:
    assert figures(text)[0].event == event
    assert [f.counted for f in figures("Guards logged 30 leaks since May, 12 of them small.")] == ["leaks", "leaks"]


@pytest.mark.parametrize("told", ["the number of dead at 6 and the injured at 31", "the dead at 6 and injured at 31"])
def test_each_toll_that_a_verb_puts_has_its_own_event(told: str) -> None:
    found = figures(f"Medics put {told}.")
    assert [(f.counted, f.event) for f in found] == [("dead", "killed"), ("injured", "injured")]


def test_where_the_wounded_are_is_no_toll() -> None:
    assert [(f.counted, f.event) for f in figures("Medics treated the wounded at 20 clinics.")] == [("clinics", None)]


@pytest.mark.parametrize("told", ["Pickets said it was closer to 700.", "The owners put it at 90."])
def test_another_number_for_the_same_counts_what_the_sentence_before_counts(told: str) -> None:
    assert [f.counted for f in figures(f"The mayor put the number of strikers at 400. {told}")] == ["strikers"] * 2


def test_the_end_of_a_change_shares_the_unit_of_time_that_stands_once() -> None:
    assert [f.unit for f in figures("The lease was extended from five years to nine.")] == ["year", "year"]


def test_the_whole_of_a_part_has_not_its_event() -> None:
    assert [f.event for f in figures("Moscow shot down 27 of 35 drones.")] == ["destroyed", None]


@pytest.mark.parametrize(
    ("text", "counted", "events"),
    [
        ("The raid killed 40 people, including 11 women and six children.", ["people", "women", "children"], "killed"),
        ("Guards arrested 70 students, among them nine minors.", ["students", "minors"], "detained"),
        ("Some 90 villagers were hurt, 12 of them badly.", ["villagers", "villagers"], "injured"),
        ("About 2,000 families were displaced, 300 of whom fled abroad.", ["families", "families"], "displaced"),
        ("Five sailors - three from Peru and two from Chile - drowned.", ["sailors"] * 3, "killed"),
        ("The dead included seven nurses and two drivers.", ["nurses", "drivers"], "killed"),
        ("Four nurses were among the wounded.", ["nurses"], "injured"),
        ("Of the dead, 60 were in Quito.", ["dead"], "killed"),
        ("Nine porters were wounded, two gravely.", ["porters", "porters"], "injured"),
    ],
)
def test_what_happened_to_the_whole_happened_to_its_parts(text: str, counted: list[str], events: str) -> None:
    found = figures(text)
    assert [f.counted for f in found] == counted
    assert {f.event for f in found} == {events}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The clinic needs 300 beds but has received 40.", ["beds", "beds"]),
        ("The army lost 12 tanks and killed 300.", ["tanks", None]),
        ("The motion passed by 71 votes to 24.", ["votes", "votes"]),
        ("The port handled 90 ships, three times as many as in 2020.", ["ships", "ships"]),
        ("The league has 14 clubs, two fewer than last year.", ["clubs", "clubs"]),
        ("Builders dug through 30 of 80 metres of rock.", ["rock", "rock"]),
        ("Rice was at $500 a tonne and coal at $180.", ["Rice", "coal"]),
        ("The council set aside $90 million for trams, of which five are built.", ["trams", "trams"]),
        ("The bank, worth $3 billion, closed.", ["bank"]),
        ("The agency appealed for $11 million.", [None]),
        ("The farmer sells milk for 2 dollars.", ["milk"]),
        ("They moved 900 head of cattle.", ["cattle"]),
        ("Exports fell 33 percent year on year in August.", ["Exports"]),
        ("LIMA, May 4 - The death toll rose to 31.", ["death toll"]),
        ("The crowd was estimated at 5,000.", ["crowd"]),
        ("Losses were put at between $3m and $4m.", ["Losses"]),
        ("The levy would add $200 to the price of a bike.", ["price"]),
        ("The index added 3 points.", ["index"]),
        ("Critics fear a gap that the treasury expects to reach $9bn.", ["gap"]),
        ("She told the board that the port expects to reach $9bn in sales.", ["sales"]),
        ("Diop won with 52% of the vote, while Fall took 44%.", ["vote", "vote"]),
        ("Rent took 41% of wages.", ["wages"]),
        ("The city runs nine small walk-in clinics.", ["small walk-in clinics"]),
        ("The depot sold 12 second-hand trams.", ["second-hand trams"]),
        ("The 15-nation panel met.", ["nation"]),
        ("Hundreds march in Lima as power cuts bite", [None]),
        ("The walkout cost the port $2m.", ["walkout"]),
        ("Growers prize the dam, which costs the city $9m a year.", ["dam"]),
        ("The crane cost $2m.", ["crane"]),
        ("Each crane would cost the port $2m.", ["crane"]),
        ("The fund gave $5m for residents.", [None]),
        ("The fund gave $5m for repairs.", ["repairs"]),
        ("The fund offered $5m for the repair of wells.", ["repair"]),
        ("The fund paid $5m for the year.", [None]),
        ("The fund gave $5m to the port.", [None]),
        ("Debt has climbed to 71% of GDP.", ["Debt"]),
        ("Chad will raise health spending to 5 percent of gross domestic product.", ["health spending"]),
        ("A gap of 4% of output is too wide.", ["gap"]),
        ("Chad spends 2% of national income on schools.", ["schools"]),
        ("Fishing makes up 9% of GDP.", ["GDP"]),
        ("The country lost 9% of output.", ["output"]),
        (
            "Peru shelters 90,000 Cubans, the second highest number after Chile, where there are 400,000.",
            ["Cubans"] * 2,
        ),
        ("Kim Dae-jung, 44, wept.", ["Kim Dae-jung"]),
        ("The reform would cut it by 12%.", [None]),
        ("Steel output had dropped to 40% of capacity.", ["Steel output"]),
        ("Wages and rents rose 5% and 7%.", ["Wages", "rents"]),
        ("Gunmen killed nine farmers and wounded 14 others.", ["farmers", "farmers"]),
        ("Scarcely 700 farmers stayed.", ["farmers"]),
        ("The depot sold 12 new or repaired trams.", ["new or repaired trams"]),
        ("Growers lost $9 million.", [None]),
        ("Copper lost $3 to close at $90.", ["Copper", "Copper"]),
        ("The abbey hopes to raise £2 million.", [None]),
        ("The motion was tabled six times.", [None]),
        ("Rents have grown three times.", ["Rents"]),
        ("Its loans to the mill, which stand at $40 million, grew.", ["loans"]),
        ("The levy on ships, which stands at $40, rose.", ["levy"]),
        ("He faces a jail term of up to nine years.", ["jail term"]),
        ("It closed by the end of two weeks.", [None]),
        ("It hears the district councils, at least six of which were dissolved.", ["district councils"]),
        ("Growers asked for their quota to be raised by 900 tonnes.", ["quota"]),
        ("Demand will exceed supply by 2 million tonnes.", ["Demand"]),
    ],
)
def test_a_number_without_a_noun_counts_what_its_sentence_tells(text: str, counted: list[str | None]) -> None:
    assert [f.counted for f in figures(text)] == counted


@pytest.mark.parametrize(
    ("text", "trends"),
    [
        ("The toll stands at 52, up from 37 on Sunday.", ["up", None]),
        ("The toll rose from 37 to 52.", [None, "up"]),
        ("Exports fell to 12 tonnes from 15 tonnes.", ["down", None]),
        ("The shop reported a drop of 8% in sales.", ["down"]),
        ("The camp has 300 tents, 40 fewer than in June.", [None, "down"]),
        ("Yields were a third lower than before the war.", ["down"]),
        ("Rents are a quarter higher than in May.", ["up"]),
        ("Some 700 fewer trains will run.", ["down"]),
        ("The economy will shrink by 2% this year and 1% next year.", ["down", "down"]),
        ("The fund cut its forecast for export growth to 2% from 3%.", ["down", None]),
        ("The fund raised its estimate of the fall to 3% from 2%.", ["up", None]),
        ("Export growth slowed to 2% from 3%.", ["down", None]),
    ],
)
def test_the_figure_that_ends_a_change_is_told_from_the_one_it_replaces(text: str, trends: list[str | None]) -> None:
    assert [f.trend for f in figures(text)] == trends


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("Schools in Kenya ask for 900 shillings a month.", "KES/month", 900),
        ("Fuel in Pakistan costs Rs280.", "PKR", 280),
        ("Egypt raised the price of bread in Egypt to 2 pounds.", "EGP", 2),
        ("Britain paid 30 million pounds to Egypt, Britain said.", "GBP", 3e7),
        ("Colombia will pay 80 million Mexican pesos to Colombia's banks.", "MXN", 8e7),
        ("The clinic in Angola cost 40 million kwanzas.", "AOA", 4e7),
        ("Johannesburg spent R50m.", "ZAR", 5e7),
        ("The city counted 14 murders per 100,000 people.", "per 100,000", 14),
        ("The rate was 3.5 per 1,000.", "per 1,000", 3.5),
        ("Kuwait pumps 2 million barrels of crude a day.", "barrel/day", 2e6),
        ("The river carried 900 cusecs.", "cubic foot/second", 900),
        ("The quay cost 35m baht.", "THB", 3.5e7),
        ("Damage worth 9.2m zloty was done.", "PLN", 9.2e6),
        ("The port earned 70m Swiss francs.", "CHF", 7e7),
        ("Debts reached 310m.", None, 3.1e8),
        ("The league lost 12m in two years.", None, 1.2e7),
        ("The trust took out a 15m loan.", None, 1.5e7),
        ("Turnover at the quay was 4m.", None, 4e6),
        ("The depth of the shaft at the mill was 40m.", "meter", 40),
        ("The pylon is 90m tall.", "meter", 90),
        ("The club built a 50m pool.", "meter", 50),
        ("The camp lies at 4,100m.", "meter", 4100),
        ("They paid for 60m of cable.", "meter", 60),
    ],
)
def test_money_and_rates_have_the_unit_that_the_article_means(text: str, unit: str | None, value: float) -> None:
    figure = figures(text)[0]
    assert (figure.unit, figure.value) == (unit, value)


@pytest.mark.parametrize(
    "text",
    [
        "Boys under seven were sent home.",
        "Most patients were over 80.",
        "Her son is 14.",
        "They leave when they turn 18.",
        "Ana Cruz, a teacher of 52, agreed.",
        "Her son, a year and a half old, survived.",
    ],
)
def test_an_age_is_in_years_however_it_is_told(text: str) -> None:
    assert [f.unit for f in figures(text)] == ["year"]


def test_a_change_beside_an_amount_is_a_change_of_what_is_counted() -> None:
    _, change = figures("The border agency reported 203,000 encounters in August, up 2.2% from July.")
    assert (change.counted, change.trend) == ("encounters", "up")


def test_the_source_is_that_of_the_innermost_statement_and_missing_in_the_author_s_voice() -> None:
    table = read_figures("The interior ministry said 12 people had died. Police later dispersed 300 people.\n")
    assert table["reported_by"].fillna("-").tolist() == ["interior ministry", "-"]


@pytest.mark.parametrize(
    ("text", "reporter"),
    [
        ("The Ministry of Defence put Russian losses at 600 soldiers.", "Ministry of Defence"),
        ("The WHO reported 12,345 new cases.", "WHO"),
        ("Customs and Border Protection reported 203,000 encounters.", "Customs and Border Protection"),
        ("Troops killed 14 rebels.", None),
        ("Police found 41 bodies.", None),
        ("France put 16 districts on alert.", None),
        ("Three weeks after the Labour Party put forward a name, nobody has replied.", None),
        ("Volunteers gave a toll of 52.", "Volunteers"),
        ("The rally, put at 4,000 by police, went on.", "police"),
        ("A poll of voters found 65% in favour.", "poll of voters"),
        ("The envoy has received reports of 40 arrests.", "envoy"),
        ("The envoy received 40 letters.", None),
        ("Brokers expect the deficit to reach $9bn.", "Brokers"),
    ],
)
def test_a_verb_that_gives_the_number_names_its_source(text: str, reporter: str | None) -> None:
    assert only(text).reported_by == reporter


def test_a_second_source_may_give_its_number_without_a_verb() -> None:
    found = figures("Police put attendance at 40,000; the unions, at half a million.")
    assert [figure.reported_by for figure in found] == ["Police", "unions"]


def test_the_source_of_a_clause_of_its_own_and_its_actor_are_found() -> None:
    text = "Kenya mourns. Health officials in Kenya first put the toll at five, including two girls. Kenya wept."
    figure, part = figures(text)
    assert (figure.reported_by, part.reported_by, figure.actor) == ("Health officials", "Health officials", "Kenya")


# -- what is not a figure -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "The war began in February 2022.", "It happened on Friday, May 3.", "The meeting starts at 10.45pm.",
        "The bus came at four in the morning.", "A queue formed before five on Sunday morning.",
        "The money will be found one way or another.",
        "Call 0800 555 0199.",
        "Flight MH17 was shot down.", "The G7 met.", "He cited Article 5 of the treaty.",
        "The 9/11 attacks changed it.",
        "Boeing 737 jets were grounded.", "The embassy is at 10 Downing Street.", "It runs iPhone 11 software.",
        "One of the organisers spoke.", "No one was hurt.", "It was the third night of unrest.", "The F-16 crashed.",
        "While a fifth was killed by a shell.",
        "Leaders of the Group of 20 met.", "Rescue 1122, the ambulance service, came.", "Call 0800 123 456.",
        "Version 2.1 is out.", "Polls closed at 6 p.m.",
        "A No 10 spokesman denied it.",
        "They played in the 1990s.", "The 2014-15 season was long.", "The second half was dull.",
        "It may stop, two sources familiar with the plan said.", "It may stop, said three people familiar with it.",
        "A fourth suspect was charged.", "They marched for a fourth night.",
        "The father of three is a nurse.", "The mother of two lives in Leeds.",
        "It was the forty-first congress.", "The seventy-third edition opened.", "A mother of six spoke.",
        "The bloc spoke with one voice.", "Not one grain will leave the port.", "The river runs between the two.",
    ],
)  # fmt: skip
def test_dates_names_and_pronouns_are_no_figures(text: str) -> None:
    assert figures(text) == []


def test_a_verb_with_over_bounds_nothing() -> None:
    (figure,) = figures("Qatar agreed to roll over $3 billion in loans.")
    assert (figure.value, figure.bound) == (3e9, "exact")
    (figure,) = figures("Loans of over $3 billion were lost.")
    assert figure.bound == "more_than"


def test_who_lost_their_lives_was_killed() -> None:
    (figure,) = figures("Nine miners lost their lives in the fire.")
    assert (figure.counted, figure.event) == ("miners", "killed")


def test_a_number_of_injured_counts_the_injured() -> None:
    (figure,) = figures("The ministry put the number of injured at five.")
    assert (figure.value, figure.counted, figure.event) == (5, "injured", "injured")


def test_what_is_held_up_does_not_rise() -> None:
    assert figures("The blockade held up 21,000 tonnes of copper.")[0].trend is None


def test_a_verb_before_a_number_names_no_street() -> None:
    assert [(f.value, f.counted) for f in figures("Officials used the law to block 61 websites.")] == [(61, "websites")]


def test_nothing_is_read_from_page_furniture() -> None:
    assert all(f.value != -124 for f in figures("Talks failed on Monday, he said.\n\n\n\nSource link -124"))


# -- any text -------------------------------------------------------------------------------------------------------
_PIECES = st.sampled_from(
    ["5", "5,000", "$", "€", "%", "-", "–", "to", "and", "between", "at least", "million", "m", "half", "a", "third",
    "of", "one",
     "in", "five", "people", "killed", "km", "/", "h", ".", ",", "(", ")", "“", "”", "'", "2019", "May", "No", "½",
     "٣", "²", "two",
     "hundred", "dozens", "10-year-old", "×10", "^", "\u202f000", "000", "+", "\U0001f600", "Ж", "\x00", "\n", "per",
     "cent"]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(_PIECES, max_size=25), st.sampled_from(["", " "]))
def test_offsets_are_exact_whatever_the_text(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    found = figures(text)
    assert all(text[f.start : f.end] == f.text and f.text for f in found)
    assert [f.start for f in found] == sorted(f.start for f in found)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_no_text_is_refused(text: str) -> None:
    assert all(text[f.start : f.end] == f.text for f in figures(text))


_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(n: int) -> str:
    hundreds, rest = divmod(n, 100)
    below = _SMALL[rest] if rest < 20 else _TENS[rest // 10] + (f"-{_SMALL[rest % 10]}" if rest % 10 else "")
    if not hundreds:
        return below
    return f"{_SMALL[hundreds]} hundred" + (f" and {below}" if rest else "")


@settings(max_examples=20, deadline=None)
@given(st.integers(min_value=3, max_value=999))
def test_thousands_in_any_style_give_the_same_row(n: int) -> None:
    styles = [f"{n},000", f"{n} 000", f"{n}000", f"{n}k", f"{n} thousand", f"{spelled(n)} thousand"]
    found = figures(" ".join(f"Police said at least {style} people were arrested in the capital." for style in styles))
    rows = {(f.value, f.low, f.high, f.bound, f.unit, f.counted, f.event) for f in found}
    assert len(found) == len(styles)
    assert rows == {(1000.0 * n, 1000.0 * n, None, "at_least", None, "people", "detained")}


@settings(max_examples=25, deadline=None)
@given(st.integers(min_value=1001, max_value=999_999).filter(lambda n: not 1000 <= n <= 2199))
def test_grouping_never_changes_a_number(n: int) -> None:
    styles = [f"{n:,}", f"{n:,}".replace(",", " "), f"{n:,}".replace(",", "\u202f"), f"{n:,}".replace(",", "'"), str(n)]
    assert numbers(" ".join(f"They counted {style} refugees." for style in styles)) == [float(n)] * len(styles)


def test_a_long_text_without_full_stops_is_read() -> None:
    assert len(figures("12 people died and " * 1000)) == 1000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Some 900 people marched, police said; organisers put the number at 2,000.",
            [("people", "protested", "police"), ("people", "protested", "organisers")],
        ),
        (
            "Hundreds marched in Lima; organisers spoke of 2,000.",
            [(None, "protested", None), (None, "protested", "organisers")],
        ),
        ("Parliament voted 84 to 4 to override the veto.", [(None, "voted", None)] * 2),
        ("The measure passed 43 to 21.", [(None, "voted", None)] * 2),
        ("Deputies adopted the port treaty 112-97 on Monday.", [(None, "voted", None)] * 2),
        ("The court freed him in a five-to-two decision.", [(None, "voted", None)] * 2),
        ("The board cleared the merger in a 4-3 vote.", [(None, "voted", None)] * 2),
    ],
)
def test_a_number_told_again_and_both_sides_of_a_vote(text: str, found: list[tuple[str | None, ...]]) -> None:
    document = read_document(Article("a", text))
    read = read_figures_of(document, read_statements(document, actors=BOOK), actors=BOOK)
    assert [(figure.counted, figure.event, figure.reported_by) for figure in read] == found


@pytest.mark.parametrize(
    ("text", "reporters"),
    [
        ("The health board said a ward was shut. It has recorded 14 deaths.", ["health board"]),
        ("The board has logged 38 thefts this year, up from 23 in 2024.", [None, None]),
        ("The board has recorded 38 thefts this year, up from 23 in 2024.", ["board", "board"]),
        ("A ward was shut. It has recorded 14 deaths.", [None]),
        ("He said 90 wards were shut.", [None]),
        ("A health board report published in May said 90 wards were shut.", ["health board report"]),
        ("A poll released by Zeta found 40% agree.", ["Zeta"]),
        ("According to WHO data, 90 wards were shut.", ["WHO data"]),
    ],
)
def test_it_is_who_spoke_before_and_a_pronoun_names_no_source(text: str, reporters: list[str | None]) -> None:
    document = read_document(Article("a", text))
    read = read_figures_of(document, read_statements(document, actors=BOOK), actors=BOOK)
    assert [figure.reported_by for figure in read] == reporters


def test_nobody_and_a_relative_pronoun_give_no_figures() -> None:
    text = "The bill, which requires that 20 people register, won. Chad, with 5 million people, is backed by no state."
    document = read_document(Article("a", text))
    read = read_figures_of(document, read_statements(document, actors=BOOK), actors=BOOK)
    assert [figure.reported_by for figure in read] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "The union rejected a 5% pay offer.",
        "Peru expelled three diplomats.",
        "Nurses walked out in protest at a reform that adds two hours.",
        "Parliament failed to agree on a budget of 40 million euros.",
        "The Ruiz Group refused to pay $3 million.",
    ],
)
def test_the_numbers_of_an_act_are_the_authors(text: str) -> None:
    document = read_document(Article("a", text))
    (figure,) = read_figures_of(document, read_statements(document, actors=BOOK), actors=BOOK)
    assert (figure.reported_by, figure.statement_id) == (None, None)
