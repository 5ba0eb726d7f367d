"""The map of the house, from the first lines of its folders.

`python -m tests.house.rooms --write` puts it into the docs.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.chapters import write_between
from tests.paths import ROOT

CHAPTER = ROOT / "dashboard" / "docs" / "architecture.md"
MARKS = ("<!-- tests.house.rooms -->", "<!-- end of tests.house.rooms -->")
WIDTH = 26  # of the names


def rooms() -> str:
    """Return the tree of folders, each with the first line of its `__init__.py`."""
    lines = [line for package in ("gazetteer", "dashboard") for line in _tree(ROOT / package, 0)]
    return "\n".join(["```", *lines, "```"])


def _tree(folder: Path, depth: int) -> Iterator[str]:
    name = f"{'  ' * depth}{folder.name}/"
    yield f"{name:<{WIDTH}} {first_line(folder)}"
    for inner in sorted(folder.iterdir()):
        if (inner / "__init__.py").is_file():
            yield from _tree(inner, depth + 1)


def first_line(folder: Path) -> str:
    """Return what a folder says of itself, "" where it says nothing."""
    source = (folder / "__init__.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").split("\n")[0]


def main() -> None:
    """Print the map, or write it into its chapter."""
    parser = argparse.ArgumentParser(description="the map of the house")
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        write_between(CHAPTER, MARKS, rooms())
    else:
        sys.stdout.write(rooms() + "\n")


if __name__ == "__main__":
    main()
