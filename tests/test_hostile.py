"""Inputs made to break a reader: each costs a message, or one row of `failures`, in bounded time and memory."""

import contextlib
import gzip
import json
import os
import threading
import time
import tracemalloc
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Analysis, analyze
from analysis.article import Article
from analysis.errors import ReadError
from analysis.reading import read_article, read_articles
from analysis.reading.decoding import decode
from analysis.reading.fetching import fetch
from analysis.reading.inputs import find_unread
from analysis.reading.language import other_language
from analysis.reading.pages import read_page


class Server(BaseHTTPRequestHandler):
    """A web server that misbehaves by the path it is asked for."""

    def do_GET(self) -> None:
        getattr(self, "answer_" + self.path.strip("/").split("/")[0])()

    def start(self, code: int = 200, kind: str = "text/html", **headers: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def answer_page(self) -> None:
        self.start(kind="text/html; charset=windows-1252")
        self.wfile.write("<h1>Talks resume</h1><p>“We go on,” said Ann Lee on Monday.</p>".encode("cp1252"))

    def answer_text(self) -> None:
        self.start(kind="text/plain; charset=utf-8")
        self.wfile.write("“We go on,” said Ann Lee on Monday.".encode())

    def answer_moved(self) -> None:
        self.start(302, Location="/page")

    def answer_endless(self) -> None:
        self.start()
        self.pour(b"<p>And on. ", pause=0.01)

    def answer_large(self) -> None:
        self.start()
        self.pour(b"<p>" + b"word " * 20_000, pause=0)

    def answer_dripping(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        self.pour(b"X-Drip: 1\r\n", pause=0.2)

    def answer_around(self) -> None:
        self.start(302, Location=self.path + "/again")

    def answer_file(self) -> None:
        self.start(302, Location="file:///etc/hostname")

    def answer_picture(self) -> None:
        self.start(kind="image/png")

    def answer_gone(self) -> None:
        self.start(410)

    def pour(self, data: bytes, pause: float) -> None:
        try:
            for _ in range(2_000):
                self.wfile.write(data)
                time.sleep(pause)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def test_an_address_is_read_by_what_the_server_says(server):
    assert read_article(f"{server}/page").text == "Talks resume\n\n“We go on,” said Ann Lee on Monday."
    article = read_article(f"{server}/text")
    assert (article.text, article.url) == ("“We go on,” said Ann Lee on Monday.", f"{server}/text")


def test_a_redirect_is_followed_and_its_end_is_the_address(server):
    assert read_article(f"{server}/moved").url == f"{server}/page"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("endless", "did not answer in full within 1 seconds"),
        ("dripping", "did not answer in full within 1 seconds"),
        ("large", "is larger than 1 MB once unpacked"),
        ("around", "redirects more than 5 times"),
        ("file", "only http and https addresses are fetched"),
        ("picture", "answers with image/png, not a page or a text"),
        ("gone", "could not be fetched: HTTP 410 Gone"),
    ],
)
def test_an_address_that_misbehaves_is_given_up(server, path, message):
    started = time.monotonic()
    with pytest.raises(ReadError, match=message):
        fetch(f"{server}/{path}", seconds=1, limit=1_000_000)
    assert time.monotonic() - started < 5


def test_an_address_where_nobody_answers_is_an_error():
    with pytest.raises(ReadError, match="could not be fetched"):
        read_article("http://127.0.0.1:9/a")


@pytest.mark.parametrize("name", ["bomb.html.gz", "bomb.txt.gz", "bomb.jsonl.gz"])
def test_a_zip_bomb_is_not_unpacked(tmp_path, name):
    path = tmp_path / name
    with gzip.open(path, "wb", compresslevel=9) as bomb:
        for _ in range(150):
            bomb.write(b"a" * 1_000_000)
    assert path.stat().st_size < 200_000
    tracemalloc.start()
    with pytest.raises(ReadError, match="is larger than 20 MB once unpacked"):
        list(read_articles(path))
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_a_gzip_file_cut_short_is_an_error(tmp_path):
    path = tmp_path / "cut.txt.gz"
    path.write_bytes(gzip.compress(os.urandom(1_000))[:-500])
    with pytest.raises(ReadError, match=r"cut\.txt\.gz: the gzip file is damaged or cut short"):
        read_article(path)


def test_a_line_too_long_costs_only_itself(tmp_path):
    path = tmp_path / "rows.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "' + b"a" * 30_000_000 + b'"}\n{"text": "Fine."}\n')
    first, second = find_unread([path])
    assert (first.problem or "").startswith(f"{path}, line 1: is larger than 20 MB")
    assert second.article().text == "Fine."


def test_more_text_than_an_article_has_is_refused(tmp_path):
    path = tmp_path / "line.txt"
    path.write_text("The mayor said no. " * 270_000)
    with pytest.raises(ReadError, match=r"line\.txt: is larger than 2,000,000 characters"):
        read_article(path)


def test_links_in_a_circle_are_named_and_not_followed(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "c.txt").write_text("The mayor said no.")
    found = list(find_unread([tmp_path]))
    assert [u.article_id for u in found] == ["a", "b", "c"]
    assert found[0].problem == f"{tmp_path / 'a.txt'}: cannot be read: Too many levels of symbolic links."


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match=r"pipe\.txt: is a device, pipe or socket, not a file with text\."):
        read_article(tmp_path / "pipe.txt")


def test_a_file_that_may_not_be_read_is_named():
    # /proc/self/mem is a plain file that nobody can read from its start, root included.
    with pytest.raises(ReadError, match=r"/proc/self/mem: cannot be read: Input/output error\."):
        read_article("/proc/self/mem")


def test_a_file_name_that_is_no_utf8_can_be_written_out(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "w") as file:  # noqa: PTH123  (a Path cannot be made of bytes)
        file.write("The mayor said no.")
    article = next(read_articles(tmp_path))
    assert article.article_id.encode("utf-8") == b"caf?"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 50_000 + "<p>Ann Lee said no.</p>",
        "<p>Ann Lee said no." + "<b>" * 50_000,
        "<p>Ann Lee said no.</p>" + "<!--" * 100_000,
        "<p " + "a='b' " * 100_000 + ">Ann Lee said no.</p>",
        "<html><![CDATA[" + "&lt;" * 100_000,
        "&#0;&#xFFFFFFFF;<p>Ann Lee said no.</p>\0\0",
        '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]><p>&c; Ann Lee said no.</p>',
    ],
    ids=["nested", "unclosed", "comments", "attributes", "cdata", "characters", "entities"],
)
def test_a_page_that_is_all_markup_is_read_or_refused_in_time(markup):
    started = time.process_time()
    with contextlib.suppress(ReadError):
        assert "Ann Lee" in read_page(markup, "a.html").text
    assert time.process_time() - started < 10


def test_scripts_of_a_page_are_not_read():
    page = "<p>Ann Lee said no.</p><script>Mr Bad said yes</script><style>p{}</style><img onerror='said()' src=x>"
    assert read_page(page, "a.html").text == "Ann Lee said no."


@pytest.mark.parametrize("text", ["[" * 100_000, '{"text":' * 100_000, "1" * 10_000, "NaN", '"\\ud800"', "{}", "null"])
def test_json_that_is_no_article_costs_one_message(tmp_path, text):
    path = tmp_path / "rows.jsonl"
    path.write_text(text + '\n{"text": "Fine."}\n')
    first, second = find_unread([path])
    assert (first.problem or "").startswith(f"{path}, line 1: ")
    assert second.article().text == "Fine."


def test_parquet_rows_of_wrong_types_do_not_stop_the_others(tmp_path):
    path = tmp_path / "rows.parquet"
    table = pyarrow.table({"id": [[1], None, [2]], "text": ["One.", None, "Three."], "published": [1, 2, 3]})
    pyarrow.parquet.write_table(table, path)
    found = list(find_unread([path]))
    assert [(u.article_id, u.problem) for u in found] == [
        ("rows-1", None),
        ("rows-2", f"{path}, row 2: there is no text in it."),
        ("rows-3", None),
    ]


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data):
    try:
        text, repairs = decode(data, "a.txt")
    except ReadError:
        return
    text.encode("utf-8")
    assert all(0 <= r.start <= r.end <= len(text) for r in repairs)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300))
def test_utf8_text_is_read_as_it_is(text):
    if text.strip("\ufeff \0") and not text.startswith("\ufeff") and "\0" not in text:
        try:
            assert decode(text.encode(), "a.txt")[0] == text
        except ReadError as error:
            assert "not text" in str(error)


@settings(deadline=None, max_examples=50)
@given(
    st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=20), st.lists, max_leaves=5),
    st.dictionaries(
        st.sampled_from(["id", "text", "title", "published", "url"]), st.text(max_size=20) | st.integers() | st.none()
    ),
)
def test_any_json_row_is_read_or_refused(tmp_path_factory, value, row):
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    path.write_text(json.dumps(value) + "\n" + json.dumps(row) + "\n")
    for unread in find_unread([path]):
        try:
            article = unread.article()
        except ReadError:
            continue
        f"{article.article_id} {article.text} {article.title} {article.url}".encode()


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="<>/=&;\"'!-[]abpdivscript \n", max_size=400))
def test_any_markup_is_read_or_refused(markup):
    with contextlib.suppress(ReadError):
        read_page(markup, "a.html")


@pytest.mark.parametrize("text", ["“" * 100_000, "a" * 2_000_000, "\u202e\u0301" * 200_000, "я " * 100_000])
def test_the_language_of_a_strange_text_is_told_in_time(text):
    started = time.process_time()
    other_language(text)
    assert time.process_time() - started < 1


STRANGE = {
    "no full stops": "the harbour office said at least 40 ships were waiting in Oslo and Ann Lee said no ",
    "opening marks only": "“",
    "straight marks": '"',
    "marks by turns": "“a”",
    "nested marks": "“Ann said ‘Bo said “no”’” ",
    "right to left": "\u202eقال\u202c Ann said “نعم” ",
    "emoji": "👩‍👩‍👧 said 🙂 “🎉” ",
    "combining marks": "e\u0301\u0302 said A\u0308nn ",
    "a cue without end": "said ",
    "clauses in clauses": "he said that ",
    "digits": "1",
    "ranges": "5% to ",
    "blanks": " ",
    "line breaks": "a\r\n",
    "names": "Ann Lee ",
    "brackets": "(",
    "dashes": "— said – ",
    "colons": "Lee: ",
    "NUL": "said\0 no ",
    "one word": "a",
    "capitals": "RUSSIA SAYS UN MUST ACT ",
    "Cyrillic": "Да, сказал он. ",
}


OFFSETS = {
    "statements": {"content": "content_", "cue": "cue_", "speaker_text": "speaker_"},
    "stances": {"target": "target_", "evidence": "evidence_"},
    "figures": {"text": ""},
}


def analysed(text: str) -> Analysis:
    """The tables of a text, after making sure that every offset gives the text beside it."""
    found = analyze(Article("a", text))
    for name, columns in OFFSETS.items():
        for column, edge in columns.items():
            rows = getattr(found, name)[[column, f"{edge}start", f"{edge}end"]].dropna()
            assert [text[start:end] for start, end in rows.iloc[:, 1:].itertuples(index=False)] == rows[column].tolist()
    return found


@pytest.mark.parametrize("unit", STRANGE.values(), ids=STRANGE)
def test_time_grows_with_the_length_of_a_text_and_no_faster(unit):
    analysed("Ann Lee said no.")  # what is loaded once is not counted
    seconds = []
    for characters in (1_000, 4_000):
        started = time.process_time()
        analysed("A " + unit * (characters // len(unit)) + " b said no.")
        seconds.append(time.process_time() - started)
    # Four times the text; the base is what a short one costs whatever is in it.
    assert seconds[1] < 8 * seconds[0] + 1


def test_ten_thousand_quotation_marks_are_worked_around():
    assert analysed("Ann Lee said: " + "“" * 10_000).articles["repairs"].item()


MARKS = ["“", "”", '"', "''", "’", "(", ")", "—", ":", ".", ",", "🙂", "я", "\n", "\n\n", "\r\n", "\0"]
WORDS = [
    "said",
    "he",
    "Ann Lee",
    "the UN",
    "condemned",
    "according to",
    "that",
    "at least",
    "5",
    "40%",
    "to",
    "$3m",
    "not",
]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(MARKS + WORDS), max_size=60))
def test_any_order_of_words_and_marks_is_analysed_with_exact_offsets(words):
    analysed(" ".join(words))
