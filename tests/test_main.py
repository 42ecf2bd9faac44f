"""The command line: what it prints, what it writes, and its exit codes."""

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis.__main__ import main

TEXT = "Ferries stood still on Monday. “We go on,” said Ann Lee. At least 40 ships were waiting.\n"


def run(arguments: list[str], capsys) -> tuple[int, str, str]:
    try:
        code = main(arguments)
    except SystemExit as left:
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def test_tables_of_an_article_are_written_and_counted(tmp_path, capsys):
    (tmp_path / "ferries.txt").write_text(TEXT)
    code, out, err = run(["tables", str(tmp_path / "ferries.txt"), "--out", str(tmp_path / "out")], capsys)
    assert (code, err) == (0, "")
    assert out.startswith("1 articles, ")
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".parquet", ".json", ".md"}


def test_some_failed_articles_are_exit_code_1_and_named(tmp_path, capsys):
    (tmp_path / "ferries.txt").write_text(TEXT)
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    code, out, err = run(["tables", str(tmp_path), "--out", str(tmp_path / "out"), "--format", "jsonl"], capsys)
    assert code == 1
    assert err.splitlines() == [
        f"{tmp_path / 'picture.txt'}: is a picture, not text. Save it as .txt or .html first.",
        f"1 failed: see failures.jsonl in {tmp_path / 'out'}",
    ]
    assert out.startswith("1 articles, ")
    assert json.loads((tmp_path / "out" / "failures.jsonl").read_text()) == {
        "article_id": "picture",
        "input": str(tmp_path / "picture.txt"),
        "reason": "is a picture, not text. Save it as .txt or .html first.",
    }


def test_articles_that_lost_their_date_are_counted_and_the_first_named(tmp_path, capsys):
    days = ["2022-01-05", *(f"spring {n}" for n in range(7))]
    rows = [json.dumps({"id": n, "text": f"{n}. {TEXT}", "published": day}) for n, day in enumerate(days)]
    (tmp_path / "in.jsonl").write_text("\n".join(rows))
    code, _, err = run(["tables", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out")], capsys)
    assert code == 0
    assert err.splitlines() == [
        *(f"{tmp_path / 'in.jsonl'}, line {n + 2}: published 'spring {n}': left out" for n in range(5)),
        "and 2 more",
        "7 left without a date: write `published` as 2022-01-05",
    ]
    assert not (tmp_path / "out" / ".parts").exists()


@pytest.mark.parametrize(
    ("given", "ids"),
    [(TEXT, ["stdin"]), (json.dumps({"id": "a", "text": TEXT}) + "\n" + json.dumps({"text": "No."}), ["a", "stdin-2"])],
    ids=["a text", "JSON lines"],
)
def test_standard_input_is_one_text_or_json_lines(tmp_path, monkeypatch, capsys, given, ids):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(given.encode())))
    assert run(["tables", "-", "--out", str(tmp_path), "--format", "jsonl"], capsys)[0] == 0
    rows = (tmp_path / "articles.jsonl").read_text().splitlines()
    assert [json.loads(row)["article_id"] for row in rows] == ids


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["tables"], "the following arguments are required: INPUT, --out"),
        (["tables", "a.txt"], "the following arguments are required: --out"),
        (["tables", "no.txt", "--out", "OUT"], "python -m analysis tables: no.txt: no such file or folder."),
        (["tables", "no.txt", "--out", "OUT", "--format", "sav"], "invalid choice: 'sav'"),
        (["tables", "no.txt", "--out", "OUT", "--workers", "many"], "invalid int value: 'many'"),
        (["verify", "OUT"], "there is no manifest.json in it"),
        (["report", "no.txt"], "python -m analysis report: no.txt: no such file or folder."),
        (["report", "no*.txt"], "no*.txt: there are no articles in it"),
        (["report", "no.txt", "-p", "minimum_confidence"], "expected 2 arguments"),
        (["report", "no.txt", "-f", "no.yaml"], "no.yaml: cannot be read"),
        (["report", "a.txt", "b.txt"], "there is no b.txt here"),
        (["report", "a.txt", "--actors", "US"], "Parameters of the report are given as `-p NAME VALUE`"),
        (["publish"], "invalid choice: 'publish'"),
    ],
)
def test_wrong_arguments_are_exit_code_2_and_write_nothing(tmp_path, monkeypatch, capsys, arguments, message):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(arguments, capsys)
    assert (code, out) == (2, "")
    assert message in err
    assert list(tmp_path.iterdir()) == []


def test_a_parameter_that_the_report_does_not_have_is_exit_code_2(tmp_path, capsys):
    (tmp_path / "ferries.txt").write_text(TEXT)
    arguments = ["report", str(tmp_path / "ferries.txt"), "--out", str(tmp_path / "out"), "-p", "minimum", "0.5"]
    code, out, err = run(arguments, capsys)
    assert (code, out) == (2, "")
    assert "minimum" in err
    assert not (tmp_path / "out").exists()


def test_the_help_of_the_report_explains_its_parameters(capsys):
    with pytest.raises(SystemExit):
        main(["report", "--help"])
    shown = capsys.readouterr().out
    assert "minimum_confidence  statements and stances below are left out; 0 to 1" in shown
    assert "the actors to compare, separated by commas; empty: all who speak; default: US, Russia, UN" in shown
    assert "exit codes:" in shown


def test_a_report_says_who_takes_stances_where_none_of_the_compared_does(tmp_path, capsys):
    text = "“The dam must be built,” said Kenya's government. Ethiopia condemned the attack on Monday.\n"
    (tmp_path / "dam.txt").write_text(text, "utf-8")
    arguments = ["report", str(tmp_path / "dam.txt"), "--out", str(tmp_path / "out")]
    told = 'compared: US, Russia, UN, none of whom takes a stance here; Kenya, Ethiopia do: -p actors "Kenya,Ethiopia"'
    assert run(arguments, capsys)[2].splitlines()[-1:] == [told]
    assert run([*arguments, "-p", "actors", "Ethiopia, UN"], capsys)[2] == ""


def test_the_list_of_make_says_who_is_compared_by_default():
    from analysis.reports import NOTEBOOK
    from analysis.reports.parameters import defaults_of

    makefile = (Path(__file__).parents[1] / "Makefile").read_text("utf-8")
    assert f'in place of "{defaults_of(NOTEBOOK)["actors"]}"' in makefile


def test_an_article_that_cannot_be_read_is_exit_code_1(tmp_path, capsys):
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    code, out, err = run(["report", str(tmp_path / "picture.txt"), "--out", str(tmp_path / "out")], capsys)
    assert (code, out) == (1, "")
    assert "is a picture, not text" in err


def test_of_many_failures_twenty_are_printed(tmp_path, capsys):
    for n in range(22):
        (tmp_path / f"{n:02}.txt").write_text("")
    code, _, err = run(["tables", str(tmp_path), "--out", str(tmp_path / "out"), "--format", "csv"], capsys)
    lines = err.splitlines()
    assert (code, len(lines)) == (1, 22)
    assert lines[19] == f"{tmp_path / '19.txt'}: there is no text in it."
    assert lines[20:] == ["and 2 more", f"22 failed: see failures.csv in {tmp_path / 'out'}"]


def test_a_parameter_given_twice_is_the_one_of_the_command(tmp_path):
    from analysis.__main__ import report_parameters

    (tmp_path / "p.yaml").write_text("actors: US, UN\nterm: restraint\n")
    found = report_parameters(str(tmp_path / "p.yaml"), [["minimum_confidence", "0.5"], ["term", "dialogue"]])
    assert found == {"actors": "US, UN", "term": "dialogue", "minimum_confidence": 0.5}


def test_the_package_and_its_help_are_there_in_a_moment():
    code = "import sys, analysis.__main__ as _; print(sorted({'spacy', 'pandas', 'matplotlib'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_help_names_the_commands_and_the_exit_codes(capsys):
    code, out, _ = run(["--help"], capsys)
    assert code == 0
    assert all(word in out for word in ("tables", "verify", "report", "2  wrong arguments: nothing was written"))
