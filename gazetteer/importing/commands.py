"""The commands that bring sources into the index: import, update, drop."""

import argparse
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gazetteer.errors import BadSource
from gazetteer.importing.imports import Imported, Request, import_files, update_files
from gazetteer.index.layers import drop_layer
from gazetteer.messages import english
from gazetteer.sources import LOADERS
from gazetteer.sources.files.reading import ReadOptions
from gazetteer.sources.records import ImportOptions

INTERRUPTED = 130  # as shells say of a command that Ctrl-C ended
_PAUSE = 10.0  # seconds between lines where the line cannot be drawn over
_CLASSES = frozenset("AHLPRSTUV")


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add import, update and drop to a parser's commands."""
    bring = commands.add_parser("import", help="bring a source's files into the index")
    bring.add_argument("--list", action="store_true", help="the formats, and what is said of them")
    _add_source(bring, nargs="?")
    bring.add_argument("--name", default="", help="what to call the source")
    bring.add_argument("--licence", default="", help="the licence of its data")
    bring.add_argument("--attribution", default="", help="whom to name")
    bring.add_argument("--country", default="", help="only these, such as SY,IQ")
    bring.add_argument("--classes", default="", help="only these feature classes, such as P,A,H")
    bring.add_argument("--map", default="", help="columns: lat=Y,lon=X,name=Ort,name:ar=Arabic")
    bring.add_argument("--kind", default="", help="class and code of rows that do not say: S.OILF")
    bring.add_argument("--replace", action="store_true", help="take the place of other files")
    bring.set_defaults(run=import_command)
    update = commands.add_parser("update", help="apply a source's own changes to its layer")
    _add_source(update)
    update.set_defaults(run=update_command)
    drop = commands.add_parser("drop", help="take an imported source out of the index")
    drop.add_argument("key")
    drop.set_defaults(run=drop_command)


def _add_source(parser: argparse.ArgumentParser, nargs: str | None = None) -> None:
    parser.add_argument("format", nargs=nargs, help=f"one of {', '.join(sorted(LOADERS))}")
    parser.add_argument("files", nargs="*", type=Path, help="plain, .gz, .bz2, .xz or .zip")
    parser.add_argument("--as", dest="key", default="", help="the key of the layer")
    parser.add_argument("--encoding", default="", help="if not UTF-8, such as cp1256")


def import_command(options: argparse.Namespace) -> int:
    """Import files, tell what came of it; 0, or 130 where it was interrupted."""
    if options.list or not options.format:
        sys.stdout.write("".join(_formats()))
        return 0 if options.list else 2
    request = _request(options)
    with _line() as tell:
        try:
            done = import_files(options.index, request, tell)
        except KeyboardInterrupt:
            tell("")
            sys.stderr.write(f"stopped; {request.options.source} is as it was before\n")
            return INTERRUPTED
    _report(done, "imported")
    if not (request.licence or LOADERS[request.format].licence):
        sys.stderr.write("no licence was told (--licence): exports will say so\n")
    return 0


def update_command(options: argparse.Namespace) -> int:
    """Apply changes, tell what came of it; 0, or 130 where it was interrupted."""
    request = _request(options)
    with _line() as tell:
        try:
            done = update_files(options.index, request, tell)
        except KeyboardInterrupt:
            tell("")
            sys.stderr.write(f"stopped; {request.options.source} is as it was before\n")
            return INTERRUPTED
    _report(done, "updated")
    return 0


def drop_command(options: argparse.Namespace) -> int:
    """Take a source out of the index; GazetteerError where there is none of that key."""
    drop_layer(options.index.parent, options.key)
    sys.stdout.write(f"{options.key}: dropped\n")
    return 0


def _request(options: argparse.Namespace) -> Request:
    if not options.files:
        raise BadSource(
            f"name the files to read, such as: python -m gazetteer import {options.format} FILE"
        )
    given = vars(options)
    classes = _list(given.get("classes", "").upper())
    if wrong := classes - _CLASSES:
        raise BadSource(f"--classes: {', '.join(sorted(wrong))} is none of A H L P R S T U V")
    countries = _list(given.get("country", "").upper())
    if wrong := frozenset(code for code in countries if len(code) != 2):
        raise BadSource(f"--country: {', '.join(sorted(wrong))} is no code of two letters")
    return Request(
        format=options.format,
        files=tuple(options.files),
        options=ImportOptions(
            source=options.key or options.format,
            countries=countries,
            classes=classes,
            columns=_columns(given.get("map", "")),
            kind=given.get("kind", "").upper(),
            reading=ReadOptions(encoding=options.encoding),
        ),
        licence=given.get("licence", ""),
        attribution=given.get("attribution", ""),
        name=given.get("name", ""),
        replace=given.get("replace", False),
    )


def _list(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


def _columns(text: str) -> dict[str, str]:
    found = {}
    for pair in filter(None, text.split(",")):
        ours, equals, theirs = pair.partition("=")
        if not equals or not theirs.strip():
            raise BadSource(f"--map {pair}: write it as ours=theirs, such as lat=Latitude")
        found[ours.strip()] = theirs.strip()
    return found


def _formats() -> Iterator[str]:
    for key, format_ in LOADERS.items():
        yield f"{key:14} {format_.name}: {format_.files}\n"
        if format_.licence:
            yield f"{'':14} {format_.licence}; {format_.attribution}; {format_.url}\n"


def _report(done: Imported, did: str) -> None:
    for note in done.notes:
        sys.stderr.write(f"{note}\n")
    for row in done.first:
        where = f"{row.file}, {row.line}" if row.line else row.file
        sys.stderr.write(f"  not a place: {where}: {english(row.reason)}: {row.row[:80]}\n")
    if done.rejected > len(done.first):
        sys.stderr.write(f"  ... and {done.rejected - len(done.first):,} more\n")
    if done.rejected > done.places:
        most = ", ".join(f"{reason} ({count:,})" for reason, count in done.common)
        sys.stderr.write(f"most rows were no places: {most}\n")
    if done.rejects:
        sys.stderr.write(f"all of them: {done.rejects}\n")
    parts = [f"{done.places:,} places"]
    if did == "imported":
        parts += [f"{done.names:,} names", f"{done.linked:,} known before"]
    parts.append(f"{done.rejected:,} rows rejected")
    if done.repeated:
        parts.append(f"{done.repeated:,} ids told twice")
    sys.stdout.write(f"{done.key}: {did}: {', '.join(parts)}\n")


class _Line:
    """A line on standard error that is drawn over, or repeated now and then in a log."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._next = time.monotonic() + _PAUSE

    def __call__(self, text: str) -> None:
        """Show `text`; "" takes the line away."""
        if self._terminal:
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write(f"\r{text[:width]}\x1b[K")
        elif text and time.monotonic() >= self._next:
            sys.stderr.write(f"{text}\n")
            self._next = time.monotonic() + _PAUSE
        sys.stderr.flush()


@contextmanager
def _line() -> Iterator[_Line]:
    line = _Line()
    try:
        yield line
    finally:
        line("")
