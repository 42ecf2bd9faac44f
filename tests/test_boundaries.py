"""Where contents end, and what is no statement: checked on spans made by hand, whoever may have read them so."""

from __future__ import annotations

import pytest

from analysis.actors import ActorBook
from analysis.article import Article, Span
from analysis.attribution import Attribution, find_attributions
from analysis.attribution.asides import is_aside
from analysis.attribution.boundaries import within_bounds
from analysis.attribution.continuation import continue_quotations
from analysis.attribution.voting import with_relayed
from analysis.document import Document, read_document
from analysis.statements.edges import with_whole_edges


def read(text: str) -> Document:
    return read_document(Article("a", text))


def attribution(text: str, source: str | None, cue: str, *content: str) -> Attribution:
    def span(words: str) -> Span:
        return text.index(words), text.index(words) + len(words)

    return Attribution(span(cue), span(source) if source else None, tuple(map(span, content)), "speech", 0.9)


def bounded(text: str, source: str | None, cue: str, *content: str) -> list[str]:
    document = read(text)
    found = within_bounds(document, attribution(text, source, cue, *content))
    return [document.slice(*piece) for piece in found.content]


@pytest.mark.parametrize(
    ("text", "cue", "read_as", "meant"),
    [
        ("Ghana deplored the raid “without reservation” and closed its embassy.", "deplored",
         "the raid “without reservation” and closed its embassy", "the raid “without reservation”"),
        ("Norway called the ruling absurd and cut its grants.", "called",
         "the ruling absurd and cut its grants", "the ruling absurd"),
        ("Kenya accused the militia of looting and sent troops.", "accused",
         "the militia of looting and sent troops", "the militia of looting"),
        ("The mayor said the guards, who had vowed to stay and fled, would be tried.", "said",
         "the guards, who had vowed to stay and fled, would be tried",
         "the guards, who had vowed to stay and fled, would be tried"),
        ("Lagos hopes to host the games and Accra asks for the cup.", "hopes",
         "to host the games and Accra asks for the cup", "to host the games"),
        ("The clinic said its stocks would last a week, and 300 patients walked home.", "said",
         "its stocks would last a week, and 300 patients walked home", "its stocks would last a week"),
        ("Drivers said the road was safe, but on Monday two ships sank.", "said",
         "the road was safe, but on Monday two ships sank", "the road was safe"),
        ("The port said it would close, although two piers would stay open.", "said", "it would close",
         "it would close, although two piers would stay open"),
        ("The port said it would close, although two piers stayed open.", "said", "it would close",
         "it would close"),
        ("Ruiz said Lima could not wait, while Quito wants a year more.", "said",
         "Lima could not wait, while Quito wants a year more", "Lima could not wait"),
        ("Ruiz said Lima had sent boats, though its rivals doubt the count.", "said",
         "Lima had sent boats, though its rivals doubt the count", "Lima had sent boats"),
        # What is coordinated inside the reported words stays.
        ("Ruiz said rents had risen, while wages had not.", "said",
         "rents had risen, while wages had not", "rents had risen, while wages had not"),
        ("Ruiz says Lima waits, while Quito wants a year more.", "says",
         "Lima waits, while Quito wants a year more", "Lima waits, while Quito wants a year more"),
        ("The clinic said its stocks would last a week, and that 300 patients walked home.", "said",
         "its stocks would last a week, and that 300 patients walked home",
         "its stocks would last a week, and that 300 patients walked home"),
        ("Drivers said the road was safe, and the buses were running.", "said",
         "the road was safe, and the buses were running", "the road was safe, and the buses were running"),
        ("Drivers said a bus overturned, and two women died.", "said",
         "a bus overturned, and two women died", "a bus overturned, and two women died"),
        ("Unions say owners want to cut wages and workers look to keep them.", "say",
         "owners want to cut wages and workers look to keep them",
         "owners want to cut wages and workers look to keep them"),
        ("Farmers say the tax ruins the small and spares the big.", "say",
         "the tax ruins the small and spares the big", "the tax ruins the small and spares the big"),
        ("The mayor said the army had entered the town and burned the market.", "said",
         "the army had entered the town and burned the market", "the army had entered the town and burned the market"),
        ("Chad said it was early and there was no proof.", "said", "it was early and there was no proof",
         "it was early and there was no proof"),
    ],
)  # fmt: skip
def test_what_the_speaker_did_next_is_not_said(text: str, cue: str, read_as: str, meant: str) -> None:
    assert bounded(text, None, cue, read_as) == [meant]


@pytest.mark.parametrize(
    ("text", "read_as", "meant"),
    [
        ("The dam, which may fail, according to the surveyors, is full.", "The dam, which may fail", "which may fail"),
        ("The camp took in 9,000 people – who cannot go back, according to the surveyors.",
         "The camp took in 9,000 people – who cannot go back", "who cannot go back"),
        # Before a full stop, or where another clause is joined, the whole sentence is theirs.
        ("The dam, which is full, will fail, according to the surveyors.", "The dam, which is full, will fail",
         "The dam, which is full, will fail"),
        ("Ten men died in Suda, where it rained for days, according to the surveyors, and a bridge fell.",
         "Ten men died in Suda, where it rained for days", "Ten men died in Suda, where it rained for days"),
        ("Those who leave early are older, according to the surveyors, than others.",
         "Those who leave early are older", "Those who leave early are older"),
    ],
)  # fmt: skip
def test_a_source_given_inside_an_aside_speaks_of_what_the_aside_says(text: str, read_as: str, meant: str) -> None:
    assert bounded(text, "the surveyors", "according to", read_as) == [meant]


@pytest.mark.parametrize(
    ("text", "pieces", "meant"),
    [
        ("The mine will close, according to two foremen, though its owner denies any such plan.",
         ["The mine will close", "though its owner denies any such plan"], ["The mine will close"]),
        ("Six fell ill, according to the clinic, while the town spoke of ten.",
         ["Six fell ill", "while the town spoke of ten"], ["Six fell ill"]),
        ("According to the clinic, six fell ill, though none died.", ["six fell ill, though none died"],
         ["six fell ill, though none died"]),
        ("Aid groups are alarmed: the army closed nine camps, according to the council.",
         ["Aid groups are alarmed: the army closed nine camps"], ["the army closed nine camps"]),
        ("Two towns are cut off: Borg and Vik, according to the council.",
         ["Two towns are cut off: Borg and Vik"], ["Two towns are cut off: Borg and Vik"]),
    ],
)  # fmt: skip
def test_according_to_reaches_its_own_clause(text: str, pieces: list[str], meant: list[str]) -> None:
    cue = "According to" if text.startswith("According") else "according to"
    assert bounded(text, None, cue, *pieces) == meant


@pytest.mark.parametrize(
    ("text", "cue", "read_as", "meant"),
    [
        ("Manila dismissed that theory.", "dismissed", "theory", "that theory"),
        ("Manila said that theories abound.", "said", "theories abound", "theories abound"),
        ("Guns fired in divided Tarin, elders said.", "said", "Guns fired in divided", "Guns fired in divided Tarin"),
        ("Manila said that as many as 90 died.", "said", "as many as 90 died", "as many as 90 died"),
        (
            "Two ferries sank, port officials said, in the worst storm for years.",
            "said",
            "in the worst storm for years",
            "Two ferries sank",
        ),
        ("The envoy spoke, aides said, of peace and bread.", "spoke", "of peace and bread", "of peace and bread"),
        ("The guild appealed to its members to wait.", "appealed", "to wait", "its members to wait"),
        ("The guild promised its members to wait.", "promised", "to wait", "its members to wait"),
        ("The guild agreed on Monday to wait.", "agreed", "to wait", "to wait"),
        (
            "Oslo asked the Bureau for Seed Research to wait.",
            "asked",
            "for Seed Research to wait",
            "the Bureau for Seed Research to wait",
        ),
        (
            "Oslo asked the Mill Court for the Study of Tides to wait.",
            "asked",
            "to wait",
            "the Mill Court for the Study of Tides to wait",
        ),
        (
            "Oslo asked the guild for Seed Day to be free.",
            "asked",
            "for Seed Day to be free",
            "for Seed Day to be free",
        ),
        ("The envoy warned the alliance against haste.", "warned", "against haste", "the alliance against haste"),
    ],
)
def test_a_content_keeps_its_nouns_whole(text: str, cue: str, read_as: str, meant: str) -> None:
    assert bounded(text, None, cue, read_as) == [meant]


@pytest.mark.parametrize(
    ("text", "cue", "pieces", "meant"),
    [
        ("Two ships sank off Malta, the navy said on Monday, as a storm hit the coast.", "said",
         ["Two ships sank off Malta", "as a storm hit the coast"], ["Two ships sank off Malta"]),
        ("The port, the navy said, “as a matter of course” stays shut.", "said",
         ["The port", "“as a matter of course” stays shut"], ["The port", "“as a matter of course” stays shut"]),
        ("He told of a charge that the navy described as false.", "described",
         ["a charge that", "as false"], ["a charge", "as false"]),
        ("He said it was full, a charge that the navy denied.", "denied", ["a charge", "that"], ["a charge"]),
        ("The mole is shut, the navy said. Rome wants it open. “We wait.”", "said",
         ["The mole is shut", "Rome wants it open", "“We wait.”"], ["The mole is shut", "“We wait.”"]),
    ],
)  # fmt: skip
def test_the_authors_circumstances_and_pronouns_are_not_said(
    text: str, cue: str, pieces: list[str], meant: list[str]
) -> None:
    assert bounded(text, "the navy", cue, *pieces) == meant


def test_a_source_stands_in_one_sentence() -> None:
    text = "The mayor left. Two senators vowed to block it."
    document = read(text)
    found = within_bounds(document, attribution(text, "The mayor left. Two senators", "vowed", "to block it"))
    assert found.source is not None
    assert document.slice(*found.source) == "Two senators"


def test_a_relative_pronoun_is_no_part_of_an_accusation() -> None:
    text = "Benin, which has been accused of hiding losses, paid at last."
    assert bounded(text, None, "accused", "which", "hiding losses") == ["hiding losses"]


def test_a_quotation_before_anothers_sentence_goes_on_from_its_own_speaker() -> None:
    text = "“It rained for weeks,” the miller Ana Sol said. “We lost it all.” The state paid nothing, two clerks said."
    first = attribution(text, "the miller Ana Sol", "said", "“It rained for weeks,”")
    at = text.rindex("said")
    rest = text.index("“We lost"), text.index(", two clerks")
    second = Attribution((at, at + 4), (text.index("two"), at - 1), (rest,), "speech", 0.9)
    document = read(text)
    found = continue_quotations(document, [first, second])
    assert [[document.slice(*piece) for piece in a.content] for a in found] == [
        ["“It rained for weeks,”", "“We lost it all.”"],
        ["The state paid nothing"],
    ]
    (alone,) = continue_quotations(document, [second])  # nobody else can have said it
    assert alone.content == (rest,)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "aside"),
    [
        ("A bank clerk, who asked not to be named, laughed.", "who", "asked", "not to be named", True),
        ("The two demanded anonymity.", "The two", "demanded", "anonymity", True),
        ("A spokeswoman declined to comment.", "A spokeswoman", "declined", "to comment", True),
        ("A guard, who declined to be named, laughed.", "who", "declined", "to be named", True),
        ("A nurse, who declined to give her full name, wept.", "who", "declined", "to give her full name", True),
        ("A nurse declined to give her blood.", "A nurse", "declined", "to give her blood", False),
        ("The council failed to agree on a map.", "The council", "failed", "to agree on a map", True),
        ("Nobody can say whether the dam is safe.", "Nobody", "say", "whether the dam is safe", True),
        ("Nobody can say that the dam is safe.", "Nobody", "say", "that the dam is safe", False),
        ("Ruiz can say whether the dam is safe.", "Ruiz", "say", "whether the dam is safe", False),
        ("Each farm is assured of water.", None, "assured of", "water", True),
        ("The bank was threatened with a fine.", None, "threatened", "with a fine", True),
        ("He warned of meddling without naming any country.", "He", "naming", "any country", True),
        ("He called for a vote without naming a date.", "He", "called for", "a vote", False),
        ("The firm refused to answer questions.", "The firm", "refused", "to answer questions", True),
        ("The firm refused to respond to the offer.", "The firm", "refused", "to respond to the offer", False),
        ("The firm refused to pay the fine.", "The firm", "refused", "to pay the fine", False),
        ("She asked to be heard.", "She", "asked", "to be heard", False),
        ("Scores feared dead in ferry fire", "Scores", "feared", "dead in ferry fire", True),
        ("Scores feared reprisals from the guards", "Scores", "feared", "reprisals from the guards", False),
        ("The guild, which called the walkout, hopes for talks.", "which", "called", "the walkout", True),
        ("The guild called the vote a farce.", "The guild", "called", "the vote a farce", False),
        ("Every port would have to announce its fees.", "Every port", "would have to announce", "its fees", True),
        ("The port has to admit that it lost.", "The port", "admit", "it lost", False),
        ("The port would have to close, she said.", "she", "said", "The port would have to close", False),
        ("The port made sure nobody left.", "The port", "made sure", "nobody left", True),
        ("The port made clear nobody left.", "The port", "made clear", "nobody left", False),
        ("Both ports have demands of their own.", "Both ports", "have demands of", "their own", True),
        ("Tolls are set according to the owner's whim.", "the owner's whim", "according to", "Tolls are set", True),
        ("Tolls fell, according to the owner's clerk.", "the owner's clerk", "according to", "Tolls fell", False),
        ("Claims of theft by the crew spread.", None, "Claims of", "theft by the crew", True),
        ("The port claims of late to be full.", None, "claims", "to be full", False),
        ("The levy was rejected by 61 votes to 9.", "61 votes", "rejected", "The levy", True),
        ("The levy was rejected by 61 to 9.", "61", "rejected", "The levy", True),
        ("The levy was backed by a wide majority.", "a wide majority", "backed", "The levy", True),
        ("The levy was backed by a majority of judges.", "a majority of judges", "backed", "The levy", False),
        ("The levy was rejected by the majority.", "the majority", "rejected", "The levy", False),
        ("The levy was rejected by 61 members.", "61 members", "rejected", "The levy", False),
        ("A majority rejected the levy.", "A majority", "rejected", "the levy", False),
        ("The flood was worse than Riga feared: two dams broke.", "Riga", "feared", "two dams broke", True),
        ("The mayor said: two dams broke.", "The mayor", "said", "two dams broke", False),
        ("Senate Hears Plea for Calm", "Senate", "Hears Plea for", "Calm", True),
        ("The court heard that Ruiz had lied.", "The court", "heard", "Ruiz had lied", False),
        ("Her office received reports of arrests.", "Her office", "received reports of", "arrests", False),
        ("Nurses said that rebels came, demanding food.", "Nurses", "demanding", "food", False),
        ("Villagers said that rebels came, demanding food.", "Villagers", "demanding", "food", True),
        ("Villagers said that dues rose, demanding a vote.", "Villagers", "demanding", "a vote", False),
    ],
)
def test_silence_duties_counts_and_what_is_only_heard_are_no_statements(
    text: str, source: str | None, cue: str, content: str, aside: bool
) -> None:
    assert is_aside(read(text), attribution(text, source, cue, content)) is aside


def test_what_an_aide_passes_on_is_a_statement_of_its_own() -> None:
    text = "Mora told the envoy that he would stay, according to an aide."
    outer = attribution(text, "an aide", "according to", "Mora told the envoy that he would stay")
    inner = attribution(text, "Mora", "told", "he would stay")
    assert with_relayed([outer], [inner], [outer]) == [outer, inner]
    assert with_relayed([outer], [inner], []) == [outer]


def test_every_rule_is_applied_to_an_article() -> None:
    document = read("Manila deplored the raid and closed its embassy. A spokesman declined to comment.")
    said = [document.slice(*a.content[0]) for a in find_attributions(document) if document.slice(*a.cue) == "deplored"]
    assert said == ["the raid"]
    assert not any(document.slice(*a.content[0]) == "to comment" for a in find_attributions(document))


@pytest.mark.parametrize(
    ("text", "cue", "read_as", "meant"),
    [
        ("Auditors put the loss at 3.2 billion pesos in May.", "put", "the loss at 3.2",
         "the loss at 3.2 billion pesos"),
        ("Auditors put the loss at two million in the last ten months.", "put",
         "the loss at two million in the", "the loss at two million in the last ten months"),
    ],
)  # fmt: skip
def test_a_content_never_ends_inside_a_number_or_after_an_article(
    text: str, cue: str, read_as: str, meant: str
) -> None:
    assert bounded(text, "Auditors", cue, read_as) == [meant]


def test_a_content_ends_before_what_opens_another_one() -> None:
    text = "The judge said 40 men had fled, in what Tom Reed called a farce."
    found = attribution(text, "The judge", "said", "40 men had fled, in what")
    assert text[slice(*with_whole_edges(read(text), ActorBook.load(), found).content[0])] == "40 men had fled"


def test_a_clause_whose_conjunction_was_heard_is_said_too() -> None:
    text = "The judge said the mole was shut, as ice had formed in the bay. He left, and"
    found = attribution(text, "The judge", "said", "the mole was shut, as")
    whole = with_whole_edges(read(text), ActorBook.load(), found)
    assert text[slice(*whole.content[0])] == "the mole was shut, as ice had formed in the bay"


def test_a_content_keeps_the_adverb_that_ends_it() -> None:
    text = "Nurses had seen such cuts before, and begged the clinic to let them back in."
    document = read(text)
    found = with_whole_edges(
        document, ActorBook.load(), attribution(text, "Nurses", "begged", "the clinic to let them back in")
    )
    assert document.slice(*found.content[0]) == "the clinic to let them back in"
    found = with_whole_edges(document, ActorBook.load(), attribution(text, "Nurses", "had seen", "such cuts before"))
    assert document.slice(*found.content[0]) == "such cuts before"


@pytest.mark.parametrize(
    ("text", "cue", "read_as", "meant"),
    [
        ("The port claims about 300 acres of marsh.", "claims about", "300 acres of marsh", "about 300 acres of marsh"),
        ("The port complained about 300 empty crates.", "complained about", "300 empty crates", "300 empty crates"),
    ],
)
def test_about_before_a_number_belongs_to_it(text: str, cue: str, read_as: str, meant: str) -> None:
    assert bounded(text, "The port", cue, read_as) == [meant]


@pytest.mark.parametrize(
    ("text", "read_as", "cue", "meant"),
    [
        ("Kuusik, the judge whom Oslo has sued for libel, denied the claim.", "Oslo", "denied", "Kuusik, the judge"),
        ("Ana Mora, a senator whom Lima accused of theft, condemned the fine.", "Lima", "condemned",
         "Ana Mora, a senator"),
        ("The bank, which was accused by auditors, rejected the report.", "auditors", "rejected", "The bank"),
        ("The bank, which Oslo has accused of fraud, fell.", "Oslo", "accused", "Oslo"),
        ("Unions in Oslo, which Mora runs, said the strike was over, and Lima denied it.", "Lima", "denied", "Lima"),
    ],
)  # fmt: skip
def test_who_acts_in_an_aside_does_not_take_over_the_verb_after_it(
    text: str, read_as: str, cue: str, meant: str
) -> None:
    document = read(text)
    found = within_bounds(document, attribution(text, read_as, cue, text[text.index(cue) + len(cue) + 1 : -1]))
    assert found.source is not None
    assert document.slice(*found.source) == meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Lund stressed that the truce was fragile and called on Oslo to send monitors.",
         ["the truce was fragile", "Oslo to send monitors"]),
        ("Adeyo said the wells are dry and urged Nairobi to send trucks.",
         ["the wells are dry", "Nairobi to send trucks"]),
        ("Lund said that the letter was rude and urged Oslo to wait.",
         ["the letter was rude and urged Oslo to wait"]),
        ("He said that the storm weakened and threatened the coast.",
         ["the storm weakened and threatened the coast"]),
    ],
)  # fmt: skip
def test_what_only_a_speaker_can_ask_is_not_said_of_a_thing(text: str, said: list[str]) -> None:
    document = read(text)
    assert [document.slice(*a.content[0]) for a in find_attributions(document)][: len(said)] == said


@pytest.mark.parametrize(
    ("text", "cue", "read_as", "meant"),
    [
        ("Judges ruled 5-4 on Friday that the levy was void.", "ruled", ["5-4 on Friday that the levy was void"],
         ["the levy was void"]),
        ("Judges ruled 5-4 on Friday that the levy was void.", "ruled", ["5-4", "the levy was void"],
         ["the levy was void"]),
        ("Mora voted 5-4 on the plan.", "voted", ["5-4 on the plan"], ["5-4 on the plan"]),
    ],
)  # fmt: skip
def test_how_many_voted_is_not_what_they_ruled(text: str, cue: str, read_as: list[str], meant: list[str]) -> None:
    document = read(text)
    found = with_whole_edges(document, ActorBook.load(), attribution(text, None, cue, *read_as))
    assert [document.slice(*piece) for piece in found.content] == meant


def test_how_long_is_no_part_of_who() -> None:
    text = "For ten days strikers outside the mill have asked for talks."
    found = within_bounds(read(text), attribution(text, "ten days strikers outside the mill", "asked for", "talks"))
    assert found.source is not None and text[slice(*found.source)] == "strikers outside the mill"


def test_a_content_read_in_two_pieces_ends_before_what_its_source_did_next() -> None:
    text = "Riga urged its rivals to wait and thanked Oslo for its help."
    assert bounded(text, "Riga", "urged", "its rivals to wait and thanked", "Oslo for its help") == [
        "its rivals to wait"
    ]


def test_what_is_heard_from_somebody_is_said_by_him() -> None:
    text = "The panel heard from Maria Costa that the dam was leaking."
    found = within_bounds(read(text), attribution(text, "The panel", "heard", "the dam was leaking"))
    assert found.source is not None and read(text).slice(*found.source) == "Maria Costa"
    text = "The panel heard a tale from two nurses."
    found = within_bounds(read(text), attribution(text, "The panel", "heard", "a tale"))
    assert found.source is not None and read(text).slice(*found.source) == "The panel"


def test_a_statement_with_another_inside_it_stays_whole() -> None:
    text = "Nishide conveyed her government's view that the strait cannot be split."
    found = [read(text).slice(*a.cue) for a in find_attributions(read(text)) if a.cue]
    assert "conveyed" in found
