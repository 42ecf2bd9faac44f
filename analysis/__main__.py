"""The command line: ``python -m analysis``, a thin skin over `write_tables`, `verify` and `report`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import __version__, errors

if TYPE_CHECKING:
    from analysis.stores import Destination

DONE, SOME_FAILED, WRONG_ARGUMENTS, INTERRUPTED = 0, 1, 2, 130

DESCRIPTION = "Who said what in the news, and for or against what, as tables."
EXIT_CODES = """exit codes:
  0  done
  1  some articles failed: the rest are written, and `failures` names each with its reason
  2  wrong arguments: nothing was written"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    given, unknown = _parser().parse_known_args(arguments)
    try:
        if unknown:
            raise errors.ArgumentError(_unknown(given, unknown))
        return int(given.run(given))
    except errors.ArgumentError as error:
        print(f"{given.program}: {error}", file=sys.stderr)
        return WRONG_ARGUMENTS
    except errors.AnalysisError as error:
        print(f"{given.program}: {error}", file=sys.stderr)
        return SOME_FAILED
    except OSError as error:
        print(f"{given.program}: {error}. Run the same command again: it goes on where it stopped.", file=sys.stderr)
        return SOME_FAILED
    except KeyboardInterrupt:
        print(f"{given.program}: stopped. Run the same command again: it goes on where it stopped.", file=sys.stderr)
        sys.stderr.flush()
        # Leaving at once ends the workers too; what they had not finished is done anew.
        os._exit(INTERRUPTED)


def _unknown(given: argparse.Namespace, unknown: Sequence[str]) -> str:
    """What to say of arguments that the command does not have."""
    hint = ""
    if given.run is _report:
        hint = errors.GIVEN_AS_PARAMETER if unknown[0].startswith("-") else errors.ONE_ARTICLE
    return errors.NO_SUCH_ARGUMENTS.format(given=" ".join(unknown), program=given.program, hint=hint)


class _Parser(argparse.ArgumentParser):
    """A parser whose help ends with the exit codes, and with the parameters of a report where there are some."""

    takes_parameters = False

    def format_help(self) -> str:
        self.epilog = EXIT_CODES
        if self.takes_parameters:
            from analysis.reports import NOTEBOOK, described_parameters

            self.epilog = f"parameters, as -p NAME VALUE:\n{described_parameters(NOTEBOOK)}\n\n{EXIT_CODES}"
        return super().format_help()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        "python -m analysis", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"news-stances {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    tables = _command(commands, "tables", _tables, "write the tables of articles into a folder")
    tables.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="file (.txt .html .json .jsonl .parquet, also .gz), folder, http(s) address, or - for standard input",
    )
    tables.add_argument(
        "--out",
        required=True,
        metavar="DIR",
        help="folder for the tables, made where it is missing, or an address such as s3://bucket/tables",
    )
    tables.add_argument("--format", choices=("parquet", "csv", "jsonl", "xlsx"), default="parquet")
    tables.add_argument("--workers", type=int, metavar="N", help="processes; default: as many as there are cores")
    tables.add_argument("--scheduler", metavar="tcp://HOST:PORT", help="a Dask cluster, in place of processes here")
    tables.add_argument("--actors", metavar="FILE", help="your own actors (YAML), on top of the built-in ones")
    tables.add_argument("--issues", metavar="FILE", help="your own issues (YAML), instead of the built-in ones")
    verify = _command(commands, "verify", _verify, "check tables and their inputs against the manifest of the run")
    verify.add_argument("folder", metavar="DIR", help="the --out of a `tables` run")
    report = _command(commands, "report", _report, "run the report on an article: HTML, notebook, tables and charts")
    report.takes_parameters = True
    report.add_argument("article", metavar="ARTICLE", help="a file, an http(s) address, or a folder or glob of files")
    report.add_argument(
        "--out", metavar="DIR", help="folder for the reports, or an address such as s3://bucket/reports"
    )
    report.add_argument("--force", action="store_true", help="of a folder: report what is unchanged as well")
    report.add_argument("--workers", type=int, default=1, metavar="N", help="of a folder: reports at a time; default 1")
    report.add_argument("-f", dest="file", metavar="PARAMS.yaml", help="parameters of the report, as a YAML file")
    report.add_argument(
        "-p",
        dest="parameters",
        nargs=2,
        action="append",
        default=[],
        metavar=("NAME", "VALUE"),
        help="one parameter of the report; goes before the same one in -f",
    )
    return parser


def _command(commands: Any, name: str, run: Any, text: str) -> _Parser:
    command: _Parser = commands.add_parser(
        name,
        help=text,
        description=text[0].upper() + text[1:] + ".",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run, program=f"python -m analysis {name}")
    return command


def _tables(given: argparse.Namespace) -> int:
    from analysis.corpus import write_tables
    from analysis.corpus.pool import end_processes

    outcome = write_tables(
        given.inputs,
        given.out,
        format=given.format,
        workers=given.workers,
        scheduler=given.scheduler,
        actors=given.actors,
        issues=given.issues,
        progress=sys.stderr.isatty(),
    )
    end_processes()
    counts = outcome.counts
    print(", ".join(f"{counts[name]:,} {name}" for name in ("articles", "statements", "stances", "figures")))
    if outcome.repeats:
        print(f"{len(outcome.repeats):,} left out as there twice, id and text: see manifest.json", file=sys.stderr)
    if outcome.undated:
        _print_first(outcome.first_undated, outcome.undated)
        print(f"{outcome.undated:,} left without a date: write `published` as 2022-01-05", file=sys.stderr)
    if not outcome.failures:
        return DONE
    place = "sheet failures of tables.xlsx" if given.format == "xlsx" else f"failures.{given.format}"
    _print_first(outcome.reasons, outcome.failures)
    print(f"{outcome.failures:,} failed: see {place} in {given.out}", file=sys.stderr)
    return SOME_FAILED


def _print_first(lines: Sequence[str], of: int) -> None:
    print(*lines, sep="\n", file=sys.stderr)
    if of > len(lines):
        print(f"and {of - len(lines):,} more", file=sys.stderr)


def _verify(given: argparse.Namespace) -> int:
    from analysis.corpus.manifest import verify

    differences = verify(given.folder)
    print("\n".join(differences) or "all files are as the manifest says")
    return SOME_FAILED if differences else DONE


def _report(given: argparse.Namespace) -> int:
    from analysis.stores import destination

    with destination(given.out) as place:
        try:
            return _report_into(place, given)
        except errors.ReportError as error:
            raise errors.ReportError(place.known_as(error)) from None


def _report_into(place: Destination, given: argparse.Namespace) -> int:
    from analysis.reports import NOTEBOOK, report
    from analysis.reports.compared import who_takes_stances
    from analysis.reports.runs import articles_in, report_all

    parameters = report_parameters(given.file, given.parameters)
    articles = articles_in(given.article)
    if articles is None:
        written = report(given.article, place.folder, parameters)
        print(*map(place.known_as, written), sep="\n")
        if others := who_takes_stances(written, parameters, notebook=NOTEBOOK):
            print(others, file=sys.stderr)
        return DONE
    options = {"force": given.force, "workers": given.workers, "progress": sys.stderr.isatty()}
    runs = report_all(articles, place.folder, parameters, **options)
    for path in (path for run in runs for path in run.written):
        print(place.known_as(path))
    for run in runs:
        if run.failure:
            print(f"{given.program}: {place.known_as(run.failure)}", file=sys.stderr)
        elif others := who_takes_stances(run.written, parameters, notebook=NOTEBOOK):
            print(f"{run.article}: {others}", file=sys.stderr)
    unchanged, failed = sum(run.unchanged for run in runs), sum(run.failure is not None for run in runs)
    print(f"{len(runs) - unchanged - failed} reported, {unchanged} unchanged, {failed} failed", file=sys.stderr)
    return SOME_FAILED if failed else DONE


def report_parameters(file: str | None, pairs: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Parameters of the report: those of a YAML file, and over them the pairs of name and value.

    In a pair numbers and true or false are read as such; all else, dates too, stays as it is written.

    >>> report_parameters(None, [["published", "2022-01-05"], ["minimum_confidence", "0.5"]])
    {'published': '2022-01-05', 'minimum_confidence': 0.5}
    """
    import yaml

    parameters: dict[str, Any] = {}
    if file:
        try:
            loaded = yaml.safe_load(Path(file).read_text("utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            reason = " ".join(str(error).split())
            raise errors.ArgumentError(errors.UNREADABLE.format(name=file, reason=reason)) from None
        if not isinstance(loaded, dict):
            raise errors.ArgumentError(errors.NOT_PARAMETERS.format(name=file))
        parameters.update(loaded)
    for name, value in pairs:
        try:
            read = yaml.safe_load(value)
        except yaml.YAMLError:
            read = value
        parameters[name] = read if isinstance(read, (bool, int, float)) else value
    return parameters


if __name__ == "__main__":
    sys.exit(main())
