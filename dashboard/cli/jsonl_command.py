"""`extract --jsonl`, in a module of its own: the other commands load much before they begin."""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dashboard.batch.jsonl import bounded, extract_jsonl
from dashboard.batch.processes import collect_rarely
from dashboard.cli.prepare import prepare_gazetteer
from dashboard.cli.reading import chosen_reading
from dashboard.errors import DashboardError, unreadable_file
from dashboard.model import Reading
from dashboard.progress import Progress
from dashboard.settings import settings

MAX_STATUS = 125  # shells use the numbers above it for themselves


def jsonl_command(options: argparse.Namespace) -> int:
    """Answer lines of JSON, with progress on standard error; return how many could not be read."""
    if options.format != "json":
        raise DashboardError("extract: --jsonl writes lines of JSON; leave --format out")
    index = settings().index
    prepare_gazetteer(index)
    failed, begun, progress = 0, time.monotonic(), Progress()
    status = ""
    collect_rarely()
    with _lines(options.files) as lines:
        answers = extract_jsonl(
            lines,
            index,
            workers=options.workers,
            published=options.published,
            kinds=options.kinds,
            reading=chosen_reading(options, Reading.FAST),
        )
        for number, answer in enumerate(answers, start=1):
            print_bytes(answer.line)
            failed += not answer.good
            speed = number / (time.monotonic() - begun)
            status = f"{many(number, 'article')}, {failed} failed, {speed:.1f} a second"
            progress.show(status)
    if status:
        progress.say(status)
    return min(MAX_STATUS, failed)


@contextmanager
def _lines(paths: list[Path]) -> Iterator[Iterator[bytes]]:
    """Open the lines of files, one after the other, or of standard input."""
    if not paths:
        yield bounded(standard_input())
        return

    def lines() -> Iterator[bytes]:
        for path in paths:
            try:
                with path.open("rb") as file:
                    yield from bounded(file)
            except OSError as error:
                raise unreadable_file(path, error) from error

    for path in paths:  # before the first answer, not after thousands
        if not path.exists():
            raise unreadable_file(path, FileNotFoundError())
    yield lines()


def standard_input() -> BinaryIO:
    """Return what is piped into standard input; DashboardError where nothing is."""
    if sys.stdin.isatty():
        raise DashboardError("extract: name a file, or pipe an article into standard input")
    return sys.stdin.buffer


def print_bytes(data: bytes) -> None:
    """Write to standard output, and have it out at once."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def many(count: int, thing: str) -> str:
    """Count things in words: "1 file", "2,000 files"."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
