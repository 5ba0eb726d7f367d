"""python3 -m dashboard: install on the first run, then open; or extract, import, export, pytest."""

# This file is all that an old Python sees: nothing in it may need a new one to be parsed.
import sys

if sys.version_info < (3, 11):  # noqa: UP036  it is exactly for those who have no 3.11
    sys.exit(
        "Dateline needs Python 3.11 or newer and this is {}.{}: install a newer Python and "
        "start Dateline with it, for example python3.11 -m dashboard".format(*sys.version_info)
    )

import argparse
import logging
import os
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from dashboard.cli import install
from dashboard.errors import DashboardError
from gazetteer.environment import ROOT, become

PORT = 8501
READINGS = ("careful", "fast")  # as dashboard.model.Reading
# Known before anything is installed; tests keep them equal to what they name.
ROLES = ("text", "title", "source", "url", "published", "language")  # of columns
FORMATS = ("json", "geojson", "csv", "acled", "acled-numeric", "kml", "packet")
KINDS = (
    "place",
    "metonym",
    "demonym",
)  # as extraction.pipeline.KINDS, kept equal by a test
RECOVERY = {
    "backup": "write all articles, events and own places into one file, also while serving",
    "restore": "put a backup in place of what is there, which is kept",
    "salvage": "save what can be read of a damaged store into another file",
}
INTERRUPTED = 130  # what shells expect after Ctrl+C
NO_READER = 141  # and after `| head` has gone


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Say it and leave with 2."""
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(arguments: list[str]) -> int:
    """Run one command in an environment that has what it needs; return the exit status."""
    if arguments[:1] == ["pytest"]:  # its options are its own
        install.ensure(tests=True)
        os.chdir(ROOT)
        return become([sys.executable, "-m", "pytest", *arguments[1:]])
    options = parser().parse_args(arguments)
    install.ensure()
    # Only now is it sure that what these import is installed.
    from dashboard.cli import start
    from gazetteer.errors import GazetteerError

    try:
        if options.command is None:
            return start.start(options.port, token=options.token)
        logging.disable(logging.WARNING)  # what is wrong with an article is said in one sentence
        if options.command == "extract" and options.jsonl:
            from dashboard.cli.jsonl_command import jsonl_command

            return jsonl_command(options)  # before what only the others need is loaded
        if options.command == "batch":
            from dashboard.cli.batch_command import batch_command

            return batch_command(options)
        if options.command == "watch":
            from dashboard.cli.watch import watch_command

            return watch_command(options)
        if options.command in RECOVERY:
            from dashboard.cli import recovery

            return recovery.COMMANDS[options.command](options)
        from dashboard.cli import commands

        return commands.COMMANDS[options.command](options)
    except GazetteerError as error:
        raise DashboardError(str(error)) from error


def parser() -> Parser:
    """Return the parser of the whole command line."""
    whole = Parser(prog="python3 -m dashboard", description="Put the news on the map.")
    whole.add_argument("--port", type=_port, default=PORT, help="where to serve (%(default)s)")
    whole.add_argument(
        "--no-token",
        dest="token",
        action="store_false",
        help="let every user of this machine open the dashboard",
    )
    commands = whole.add_subparsers(
        dest="command",
        metavar="extract | batch | import | watch | export | backup | restore | salvage | pytest",
    )
    _add_extract(commands.add_parser("extract", help="print what is found in articles"))
    _add_batch(commands.add_parser("batch", help="read millions of articles into a folder"))
    _add_import(commands.add_parser("import", help="put articles into the dashboard's store"))
    _add_watch(commands.add_parser("watch", help="import what appears in a folder"))
    _add_export(commands.add_parser("export", help="write the store's events"))
    for name, help in RECOVERY.items():
        commands.add_parser(name, help=help).add_argument("file", type=Path, metavar="FILE")
    commands.add_parser("pytest", help="run the tests", add_help=False)
    return whole


def _add_extract(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="*", type=Path, metavar="FILE")
    command.add_argument("--format", choices=FORMATS, default="json")
    command.add_argument(
        "--jsonl", action="store_true", help='lines of {"id", "text", "published", "language"}'
    )
    _add_reading(command)
    command.add_argument(
        "--kinds", type=_kinds, help="of mention to write, any of place,metonym,demonym"
    )
    _add_packet(command)


def _add_batch(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--in", dest="source", type=Path, required=True, metavar="FILE", help="JSON lines, Parquet"
    )
    command.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    command.add_argument("--index", type=Path, metavar="FOLDER", help="that holds the gazetteer")
    command.add_argument("--spark", metavar="MASTER", help="local[2], spark://host:7077, yarn ...")
    command.add_argument(
        "--py-files", type=Path, metavar="WHEEL", help="of Dateline, to send to Spark's workers"
    )
    command.add_argument(
        "--ship-index", action="store_true", help="send the gazetteer to Spark's workers too"
    )
    _add_workers(command)


def _add_import(command: argparse.ArgumentParser) -> None:
    given = command.add_mutually_exclusive_group(required=True)
    given.add_argument(
        "files", nargs="*", default=[], type=Path, metavar="FILE", help="or a folder of them"
    )
    given.add_argument(
        "--events",
        type=Path,
        metavar="FILE",
        help="a table of events (ACLED, UCDP, GDELT, GeoJSON, our exports), or a folder of `batch`",
    )
    _add_reading(command)
    command.set_defaults(kinds=None)  # what the pages show, the language decides


def _add_watch(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="FOLDER")
    command.add_argument("--once", action="store_true", help="only what is there now")
    command.add_argument(
        "--every", type=_seconds, default=5, metavar="SECONDS", help="between two looks"
    )
    _add_reading(command)


def _add_export(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=FORMATS, default="csv")
    command.add_argument("--out", type=Path, metavar="FILE", help="else standard output")
    command.add_argument(
        "--filter", default="", help='as in the map\'s address: "since=2023-08-01&words=drone"'
    )
    command.add_argument(
        "--bom", action="store_true", help="begin a CSV with the mark by which Excel knows UTF-8"
    )
    command.add_argument(
        "--count",
        choices=("incidents", "reports"),
        help="each incident once, with the counts of all its reports; or every report",
    )
    _add_packet(command)


def _add_reading(command: argparse.ArgumentParser) -> None:
    """Add the options of a command that reads articles."""
    _add_workers(command)
    command.add_argument(
        "--map",
        type=_columns,
        metavar="text=COLUMN,published=COLUMN",
        help=f"which column of a table is what: {', '.join(ROLES)}",
    )
    command.add_argument("--published", type=_day, metavar="YYYY-MM-DD")


def _add_workers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--workers", type=_workers, default=_cores(), help="processes to use")
    command.add_argument(
        "--reading",
        choices=READINGS,
        help="with the encoder, or without it and faster; a few files are read carefully, "
        "lines and imports fast",
    )


def _add_packet(command: argparse.ArgumentParser) -> None:
    """Add what an evidence packet depends on besides its events."""
    command.add_argument(
        "--language", default="en", metavar="CODE", help="of an evidence packet (%(default)s)"
    )
    command.add_argument(
        "--made", type=_moment, metavar="YYYY-MM-DDTHH:MM", help="what a packet says, else now"
    )


def _cores() -> int:
    """Count the cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not Linux
        return os.cpu_count() or 1


def _port(text: str) -> int:
    return _number(text, 65535, "no port from 1 to 65535; 8501 is the usual one")


def _workers(text: str) -> int:
    return _number(text, 999, f"no number of processes from 1 to 999; {_cores()} use all cores")


def _columns(text: str) -> dict[str, str]:
    """Read "text=Story,published=Day"."""
    pairs = [pair.partition("=") for pair in text.split(",")]
    if any(role not in ROLES or not column for role, _, column in pairs):
        raise argparse.ArgumentTypeError(f"{text!r} is not like text=Story,published=Day")
    return {role: column for role, _, column in pairs}


def _seconds(text: str) -> int:
    return _number(text, 86400, "no number of seconds from 1 to 86400")


def _number(text: str, most: int, wrong: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) <= most):
        raise argparse.ArgumentTypeError(f"{text!r} is {wrong}")
    return int(text)


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(text.split(","))
    for kind in kinds:
        if kind not in KINDS:
            raise argparse.ArgumentTypeError(f"{kind!r} is none of {', '.join(KINDS)}")
    return kinds


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2023-08-14") from None


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no moment like 2023-08-14T09:30") from None


def run() -> int:
    """Run the command line; what stands in the way is said in one sentence."""
    try:
        return main(sys.argv[1:])
    except DashboardError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python would complain once more when it flushes standard output at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO_READER


if __name__ == "__main__":
    sys.exit(run())
