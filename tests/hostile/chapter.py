"""The chapter of the docs on hostile inputs; each command writes its own table into it."""

from tests.chapters import write_between
from tests.paths import ROOT

CHAPTER = ROOT / "dashboard" / "docs" / "hostile.md"


def write_table(command: str, text: str) -> None:
    """Put a table between the marks of the command that made it."""
    write_between(CHAPTER, (f"<!-- {command} -->", f"<!-- end of {command} -->"), text)
