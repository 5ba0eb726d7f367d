"""Chapters of the docs that a command writes: what stands between two marks."""

import argparse
import re
from pathlib import Path

from tests.paths import ROOT

EVALUATION = ROOT / "dashboard" / "docs" / "evaluation.md"


def add_option(parser: argparse.ArgumentParser) -> None:
    """Let a benchmark's table be written into the chapter on evaluation, or another file."""
    parser.add_argument(
        "--readme", type=Path, nargs="?", const=EVALUATION, help="write the table into the docs"
    )


def write_between(path: Path, marks: tuple[str, str], text: str) -> None:
    """Replace what stands between two marks of a file; SystemExit where they are not there once."""
    pattern = re.compile(f"({re.escape(marks[0])}\n).*?({re.escape(marks[1])})", re.S)
    old = path.read_text(encoding="utf-8")
    new, times = pattern.subn(lambda match: f"{match[1]}{text}\n{match[2]}", old)
    if times != 1:
        raise SystemExit(f"{path}: the marks {marks[0]} and {marks[1]} stand there {times} times")
    path.write_text(new, encoding="utf-8")
