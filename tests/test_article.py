"""Reading one article, from wherever it lies, and what is said where there is nothing to read."""

import datetime
import gzip
import json

import fsspec
import pyarrow
import pyarrow.parquet
import pytest

from analysis.article import Article
from analysis.errors import ArgumentError, NotEnglish, ReadError
from analysis.pipeline import analyze
from analysis.reading import read_article, read_articles

TEXT = "Dockers walk out\r\n\r\n“We will not load another ship,” said Zoë Marsh – the union’s leader.\n"


def kinds(article: Article) -> list[str]:
    return [repair.kind for repair in article.repairs]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_text_is_the_same_in_every_encoding(tmp_path, encoding):
    path = tmp_path / "dockers.txt"
    path.write_bytes(TEXT.encode(encoding))
    article = read_article(path)
    assert (article.article_id, article.text) == ("dockers", TEXT)


def test_a_guessed_encoding_is_recorded(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes(TEXT.encode("cp1252"))
    repair = read_article(path).repairs[0]
    assert (repair.kind, repair.note) == ("encoding", "not UTF-8: read as Windows-1252, a guess")
    assert TEXT[repair.start : repair.end] == "“"


def test_a_broken_byte_is_one_replacement_character_in_its_place(tmp_path):
    path = tmp_path / "broken.txt"
    path.write_bytes("“Stop,” she ".encode() + b"\xff" + "said, “now.”".encode())
    article = read_article(path)
    assert [article.text[r.start : r.end] for r in article.repairs] == ["\ufffd"]
    assert article.text.index("\ufffd") == len("“Stop,” she ")


def test_a_file_cut_inside_its_last_character_keeps_its_encoding(tmp_path):
    path = tmp_path / "cut.txt"
    path.write_bytes("“Stop,” she said at the café".encode()[:-1])
    assert read_article(path).text == "“Stop,” she said at the caf\ufffd"


def test_nul_characters_stay_in_the_text_and_are_recorded(tmp_path):
    path = tmp_path / "nul.txt"
    path.write_bytes(b"The mayor\x00said that the bridge would open.")
    article = read_article(path)
    assert (article.text[9], kinds(article)) == ("\0", ["control-character"])


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04 ...", "a Word file or another zip archive"),
        (b"\x89PNG\r\n", "a picture"),
        (bytes(range(256)) * 40, "binary data"),
    ],
)
def test_what_is_no_text_is_named(tmp_path, data, what):
    path = tmp_path / "article.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError) as error:
        read_article(path)
    assert str(error.value) == f"{path}: is {what}, not text. Save it as .txt or .html first."


@pytest.mark.parametrize("content", ["", " \n\t\r\n ", "\ufeff"])
def test_an_empty_file_is_refused(tmp_path, content):
    path = tmp_path / "empty.txt"
    path.write_text(content, "utf-8")
    with pytest.raises(ReadError, match=r"empty\.txt: there is no text in it\."):
        read_article(path)


def test_a_table_is_refused(tmp_path):
    (tmp_path / "news.csv").write_text("id,text\n1,It rained.\n")
    with pytest.raises(ReadError, match=r"news\.csv: is a table, not an article\. Save it as \.jsonl or \.parquet"):
        read_article(tmp_path / "news.csv")


def test_a_missing_file_is_named():
    with pytest.raises(ReadError, match=r"^missing\.txt: no such file\."):
        read_article("missing.txt")


OTHER_LANGUAGES = {
    "German": "Der Minister sagte, dass die Gespräche mit der Gewerkschaft nicht beendet sind und das nächste Treffen "
    "am Montag in der Hauptstadt stattfindet. Die Regierung will den Vorschlag prüfen, aber sie hat noch nicht "
    "entschieden, ob der Streik von den Gerichten verboten wird.",
    "French": "Le ministre a déclaré que les discussions avec le syndicat ne sont pas terminées et que la prochaine "
    "réunion aura lieu lundi dans la capitale. Le gouvernement veut examiner la proposition, mais il n'a pas encore "
    "décidé si la grève sera interdite par les tribunaux.",
    "Spanish": "El ministro dijo que las conversaciones con el sindicato no han terminado y que la próxima reunión "
    "será el lunes en la capital. El gobierno quiere estudiar la propuesta, pero no ha decidido si la huelga será "
    "prohibida por los tribunales, según una fuente de la presidencia.",
    "Italian": "Il ministro ha detto che i colloqui con il sindacato non sono finiti e che la prossima riunione si "
    "terrà lunedì nella capitale. Il governo vuole esaminare la proposta, ma non ha ancora deciso se lo sciopero "
    "sarà vietato dai tribunali della regione.",
    "Turkish": "Bakan, sendika ile görüşmelerin bitmediğini ve bir sonraki toplantının pazartesi günü başkentte "
    "yapılacağını söyledi. Hükümet bu öneriyi incelemek istiyor ve daha sonra karar verecek, ancak grevin mahkemeler "
    "tarafından yasaklanıp yasaklanmayacağı henüz belli değil, bu da çok tartışmalı bir konu olarak görülüyor.",
    "Cyrillic letters": "Министр сказал, что переговоры с профсоюзом не закончены, следующая встреча в понедельник.",
    "Arabic letters": "قال الوزير إن المحادثات مع النقابة لم تنته وإن الاجتماع المقبل سيعقد يوم الاثنين في العاصمة",
    "CJK letters": "部长表示，与工会的谈判尚未结束，下次会议将于周一在首都举行。" * 3,
}


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_another_language_is_refused_by_name(language):
    with pytest.raises(NotEnglish) as error:
        read_article(OTHER_LANGUAGES[language] + "\n")
    assert str(error.value) == f"the text given: seems to be written in {language}. Only English is analysed."


@pytest.mark.parametrize("text", ["Да\n", "Streik\n", "Oui, non.\n", "12 34 56 78\n" * 50, "🙂\n"])
def test_what_is_too_short_to_tell_passes(text):
    assert read_article(text).text == text


def test_english_that_quotes_another_language_passes():
    text = "The minister said that the talks were over, and the crowd sang: “El pueblo unido jamás será vencido.” " * 4
    assert read_article(text).text == text


PAGE = """<!DOCTYPE html><html><head><title>Ferry crews return to work | The Harbour Post</title>
<meta charset="{charset}"><meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2023-03-09T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><script>document.write("Ann Lee said buy now")</script>
<article><h1>Ferry crews return to work</h1>
<p>Ferry crews returned to work on Thursday after the operator promised to review the rosters, the union said.</p>
<p>“It is a first step,” said Zoë Marsh, who leads the crews. “We will watch what they do.”</p>
<h2>Reserves called</h2><p>The operator said it had called in at least 40 reserves during the strike.</p>
<ul><li>The port of Lund said it would open its gates at noon.</li></ul></article>
<footer>Copyright The Harbour Post. All rights reserved.</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_gives_its_article_title_outlet_and_date(tmp_path, charset):
    path = tmp_path / "ferry.html"
    path.write_bytes(PAGE.format(charset=charset).encode(charset))
    article = read_article(path)
    assert article.text.split("\n\n") == [
        "Ferry crews return to work",
        "Ferry crews returned to work on Thursday after the operator promised to review the rosters, the union said.",
        "“It is a first step,” said Zoë Marsh, who leads the crews. “We will watch what they do.”",
        "Reserves called",
        "The operator said it had called in at least 40 reserves during the strike.",
        "The port of Lund said it would open its gates at noon.",
    ]
    assert (article.title, article.source) == ("Ferry crews return to work", "The Harbour Post")
    assert article.published == datetime.date(2023, 3, 9)


def test_a_page_without_an_article_is_refused(tmp_path):
    path = tmp_path / "shell.html"
    path.write_text("<html><head><script>app()</script></head><body><div id='root'></div></body></html>")
    with pytest.raises(ReadError, match=r"shell\.html: no article text was found in the page\."):
        read_article(path)


ROWS = [
    {"id": "a", "text": "The mayor resigned.", "title": "Mayor out", "source": "Post", "published": "2023-03-09"},
    {"id": 7, "text": "The bridge is open."},
    {"text": "No name here."},
]


def write_rows(path):
    if path.suffix == ".parquet":
        rows = [{**row, "id": str(row["id"]) if "id" in row else None} for row in ROWS]
        pyarrow.parquet.write_table(
            pyarrow.Table.from_pylist(
                rows,
                pyarrow.schema([(name, pyarrow.string()) for name in ("id", "text", "title", "source", "published")]),
            ),
            path,
        )
    elif path.name == "rows.json":
        path.write_text(json.dumps(ROWS))
    else:
        lines = "".join(json.dumps(row) + "\n" for row in ROWS).encode()
        path.write_bytes(gzip.compress(lines) if path.suffix == ".gz" else lines)


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz", "rows.json", "lines.json", "rows.parquet"])
def test_rows_are_articles(tmp_path, name):
    write_rows(tmp_path / name)
    articles = list(read_articles(tmp_path / name))
    assert [(a.article_id, a.text) for a in articles] == [
        ("a", "The mayor resigned."),
        ("7", "The bridge is open."),
        (f"{name.split('.')[0]}-3", "No name here."),
    ]
    assert (articles[0].title, articles[0].source) == ("Mayor out", "Post")
    assert articles[0].published == datetime.date(2023, 3, 9)


def test_one_article_is_not_taken_from_many(tmp_path):
    write_rows(tmp_path / "rows.jsonl")
    with pytest.raises(ReadError, match="holds several articles, and one was asked for"):
        read_article(tmp_path / "rows.jsonl")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "a", "text": "The mayor res', "is not valid JSON"),
        ("[1, 2]", 'should be an object with a "text" field, but is a list.'),
        ('{"body": "The mayor."}', "has no \"text\" field; its fields are 'body'."),
        ('{"text": ["The mayor."]}', 'its "text" field is a list, not a string.'),
        ('{"text": null}', "there is no text in it."),
    ],
)
def test_a_wrong_line_is_named_by_its_number(tmp_path, line, message):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "Fine."}\n' + line)
    with pytest.raises(ReadError) as error:
        list(read_articles(path))
    assert str(error.value).startswith(f"{path}, line 2: {message}")


def test_a_parquet_file_of_wrong_columns_is_refused(tmp_path):
    path = tmp_path / "rows.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"body": ["a"]}), path)
    with pytest.raises(ReadError, match=r'rows\.parquet: has no "text" column; its columns are body\.'):
        read_article(path)
    pyarrow.parquet.write_table(pyarrow.table({"text": [1, 2]}), path)
    with pytest.raises(ReadError, match=r'its "text" column holds int64, not strings\.'):
        read_article(path)
    path.write_bytes(b"PAR1 no such thing PAR1")
    with pytest.raises(ReadError, match=r"rows\.parquet: is not a Parquet file"):
        read_article(path)


def test_a_date_that_is_none_is_left_out_and_recorded(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": "The mayor resigned.", "published": "last spring"}))
    article = read_article(path)
    assert (article.published, kinds(article)) == (None, ["unreadable-date"])
    with pytest.raises(ReadError, match=r"'last spring' is not a date\. Write it as 2022-01-05\."):
        read_article(path, published="last spring")


def test_what_the_caller_knows_goes_before_what_the_file_says(tmp_path):
    write_rows(tmp_path / "rows.json")
    path = tmp_path / "one.json"
    path.write_text(json.dumps(ROWS[0]))
    article = read_article(path, article_id="b", published="2024-01-02", source="Times")
    assert (article.article_id, article.source, article.title) == ("b", "Times", "Mayor out")
    assert article.published == datetime.date(2024, 1, 2)


def test_an_unpaired_surrogate_becomes_one_character(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"text": "She said \\ud83d no. \\ud83d\\ude00"}')
    article = read_article(path)
    assert (article.text, kinds(article)) == ("She said \ufffd no. 😀", ["unpaired-surrogate"])


def test_a_folder_is_read_in_order_without_other_files(tmp_path):
    for name in ("b.txt", "a.txt", "sub/a.txt", "photo.jpg", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The mayor opened {name}.")
    assert [a.article_id for a in read_articles(tmp_path)] == ["a", "b", "a-2"]


def test_the_same_article_twice_is_read_once_and_wire_copy_twice(tmp_path):
    path = tmp_path / "rows.jsonl"
    rows = [("a", "One text."), ("a", "One text."), ("a", "Other text."), ("b", "One text.")]
    path.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in rows))
    articles = list(read_articles(path))
    assert [(a.article_id, kinds(a)) for a in articles] == [
        ("a", []), ("a-2", ["repeated-id"]), ("b", ["repeated-text"]),
    ]  # fmt: skip


def test_partitioned_parquet_is_read_from_a_store_in_order():
    store = fsspec.filesystem("memory")
    for number in (1, 0):
        with store.open(f"/dockers/part-{number}.parquet", "wb") as file:
            rows = pyarrow.table({"id": [f"n{number}"], "text": [f"Day {number}. “No,” said Zoë Marsh."]})
            pyarrow.parquet.write_table(rows, file)
    store.pipe("/dockers/_SUCCESS", b"")
    found = list(read_articles("memory://dockers/"))
    assert [(article.article_id, article.text[:6]) for article in found] == [("n0", "Day 0."), ("n1", "Day 1.")]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("memory://nothing/a.txt", "memory://nothing/a.txt: no such file or folder."),
        ("nostore://a/b.txt", "nostore://a/b.txt: cannot be read: Protocol not known: nostore."),
    ],
)
def test_a_store_with_nothing_to_read_is_named(address, message):
    with pytest.raises(ReadError) as error:
        list(read_articles(address))
    assert str(error.value) == message


def test_a_text_given_in_place_of_an_article_is_not_echoed_whole():
    with pytest.raises(ArgumentError) as error:
        analyze("Dockers walked out on Monday, the union said. " * 100)
    assert str(error.value) == (
        "analyze: 'Dockers walked out on Monday, the union ...' is no article. Read it first: "
        "analyze(read_article(path)), or with the text itself analyze(Article(article_id, text))."
    )
