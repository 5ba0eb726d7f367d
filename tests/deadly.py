"""Work that harms its process; alone, so that each process that takes its place begins at once."""

import os
import re
import sys
import time
from pathlib import Path

from dashboard.batch.parts.partition import Read, read_article_line
from dashboard.model import Reading


def die_of(deadly: int, item: int) -> int:
    """Double a number; one of them kills the process."""
    if item == deadly:
        os._exit(9)
    return 2 * item


def die_of_line(index: Path, reading: Reading, line: bytes) -> Read:
    """Answer a line of a job; one without text kills the process."""
    if b"deadly" in line:
        os._exit(9)
    return read_article_line(index, reading, line)


def die() -> None:
    """End the process without a word."""
    os._exit(9)


def spin() -> None:
    """Work for ever."""
    while True:
        pass


def backtrack() -> None:
    """Work for ages within one call of C, which lets no other thread of Python's run."""
    re.match("(a+)+$", "a" * 60 + "b")


def swell(size: int) -> int:
    """Take so many bytes of memory."""
    return len(bytearray(size))


def fail() -> None:
    """Raise what is raised about files."""
    raise FileNotFoundError("no such thing")


def print_and_double(number: int) -> int:
    """Double a number, and write to standard output meanwhile."""
    sys.stdout.write("as a library may do\n")
    sys.stdout.flush()
    os.write(1, b"and C too\n")
    return 2 * number


def pid_after(seconds: float) -> int:
    """Say which process this is, after a while."""
    time.sleep(seconds)
    return os.getpid()
