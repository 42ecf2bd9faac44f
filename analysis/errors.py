"""What can go wrong, each with its message: what was wrong, where, and what to do.

The messages are templates kept here, beside their exceptions, so that they read alike. Every exception is an
`AnalysisError`; its text is meant for the user and is printed without a traceback by the command line.
"""

from __future__ import annotations

EMPTY = "{name}: there is no text in it."
NO_SUCH_FILE = "{name}: no such file or folder."
NOT_A_PATH = "{name}: no such file. To read a short text in place of a file, use Article(article_id, text)."
UNREADABLE = "{name}: cannot be read: {reason}."
NOT_A_FILE = "{name}: is a {what}, not a file with text."
IS_A_TABLE = "{name}: is a table, not an article. Save it as .jsonl or .parquet with the columns `id` and `text`."
NOT_TEXT = "{name}: is {what}, not text. Save it as .txt or .html first."
TOO_LARGE = "{name}: is larger than {limit} once unpacked, too much for one article. Split it into articles."
BROKEN_ARCHIVE = "{name}: the gzip file is damaged or cut short: {reason}."
NOT_ENGLISH = "{name}: seems to be written in {language}. Only English is analysed."
NO_MAIN_TEXT = "{name}: no article text was found in the page."
NOT_JSON = "{name}: is not valid JSON ({reason}). Was the file cut short?"
NOT_AN_OBJECT = '{name}: should be an object with a "text" field, but is {what}.'
NO_TEXT_FIELD = '{name}: has no "text" field; its fields are {fields}.'
TEXT_IS_NOT_A_STRING = '{name}: its "text" field is {what}, not a string.'
NO_TEXT_COLUMN = '{name}: has no "text" column; its columns are {fields}.'
TEXT_COLUMN_TYPE = '{name}: its "text" column holds {what}, not strings.'
NOT_PARQUET = "{name}: is not a Parquet file: {reason}."
MANY_ARTICLES = (
    "{name}: holds several articles, and one was asked for. Use read_articles, or `python -m analysis tables`."
)
NO_ARTICLES = "{name}: there are no articles in it. Files read are {endings}, each also with .gz."
BAD_DATE = "published: {value!r} is not a date. Write it as 2022-01-05."
ADDRESS_KIND = "{name}: only http and https addresses are fetched."
ADDRESS_FAILED = "{name}: could not be fetched: {reason}."
ADDRESS_SLOW = "{name}: did not answer in full within {seconds} seconds."
ADDRESS_REDIRECTS = "{name}: redirects more than {limit} times."
ADDRESS_CONTENT = "{name}: the address answers with {what}, not a page or a text."

TABLE_VALUE = "table {table}, row {row}, column {column}: {value!r} is not allowed there ({check})."
NOT_ARTICLES = (
    "analyze: {given} is no article. Read it first: analyze(read_article(path)), "
    "or with the text itself analyze(Article(article_id, text))."
)
NOT_AN_ACTORS_FILE = (
    "actors: {given!r} is no YAML file of actors. Whom to compare is said to `compare(stances, actors=[...])`."
)
NOT_STANCES = "compare takes result.stances, and this is {what}."
NOT_A_COMPARISON = "stance_matrix draws what `compare` returns, and this table has no column {column!r}."
TABLE_FORMAT = "{ending!r} is no format for tables; use one of {formats}."

NOTHING_GIVEN = "No input was given."
NO_STORE = "{name}: {reason}. pip install 'news-stances[scale]', and for s3:// or gs:// s3fs or gcsfs."
OUT_IS_A_PAGE = "{name}: pages can be read, not written; --out is a folder, or one of a store such as s3://."
NO_DASK = "--scheduler needs Dask: pip install 'news-stances[scale]'."
NO_SCHEDULER = "{name}: no Dask scheduler answers there: {reason}."
NO_WORKERS = "--workers {count}: at least one is needed."
OUT_IS_A_FILE = "{name}: is a file; --out has to be a folder."
OUT_IS_AN_INPUT = "{name}: is an input too; give --out a folder of its own."
SHEET_FULL = "{name}: has more rows than a spreadsheet holds (1,048,575). Use --format parquet or csv."
NOT_PARAMETERS = "{name}: should hold lines such as `minimum_confidence: 0.5`, a name and a value each."
NO_MANIFEST = (
    "{name}: there is no manifest.json in it, so there is nothing to verify. Is it a folder that `tables` wrote?"
)

STORE_LIBRARY = "{name}: needs a library for such addresses, s3fs for s3:// or gcsfs for gs://: {reason}."
STORE_FAILED = "{name}: cannot be reached or written to: {reason}."
NOT_COPIED = "{name}: not all tables were copied there: {reason}. They are whole in {folder}."
SAME_NAME = "{name}: its report would take the place of that on {other}. Report them into different folders."
NOTEBOOK_MISSING = "{name}: no such notebook. Reports run in a checkout of the project, which holds notebooks/."
NO_SUCH_PARAMETER = "parameter {name}: the notebook has none of that name. It has {known}."
PARAMETER_TYPE = "parameter {name}: {value!r} is {got}, and should be {wanted}."
NOT_A_SHARE = "parameter {name}: {value} is not from 0 to 1."
NO_SUCH_ARGUMENTS = "there is no {given} here. `{program} --help` lists what there is.{hint}"
GIVEN_AS_PARAMETER = " Parameters of the report are given as `-p NAME VALUE`: -p actors 'US, China'."
ONE_ARTICLE = " One ARTICLE is reported at a time, or a folder or a quoted pattern: 'news/*.txt'."
NO_SUCH_ACTOR = (
    "parameter actors: no actor is called {name!r}. Is {meant} meant? "
    "Actors of your own go into a file: -p actors_file FILE.yaml."
)
UNLISTED_ACTOR = (
    "nobody speaks for {name!r} here, and no list of actors has the name: {hint} "
    "Actors of your own go into a file (actors_file)."
)
PARAMETER_IS_SET = "parameter {name}: is set by the command itself; give ARTICLE and --out."
REPORT_FAILED = "the report on {name} failed in cell {cell}: {reason} See {notebook}{kept}."

PROCESS_DIED = "the process that analysed it died (out of memory or time, or a crash in a library)"
ANALYSIS_FAILED = "the analysis failed: {kind}: {reason}"


class AnalysisError(Exception):
    """Anything this package refuses to do, with a message for the user."""


class ReadError(AnalysisError):
    """An input that cannot be read as an article."""


class NotEnglish(ReadError):
    """A text in another language than English."""


class ArgumentError(AnalysisError):
    """Arguments that make no sense; nothing was done."""


class TableError(AnalysisError):
    """Rows that break a table's schema, or a table in a format that is none."""


class ReportError(AnalysisError):
    """A report whose notebook failed."""
