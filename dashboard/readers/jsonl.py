"""Read articles from JSON Lines: one object a line."""

import json
from typing import Any

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.encoding import decode
from dashboard.readers.limits import ROWS
from dashboard.readers.tables.articles import articles
from dashboard.readers.tables.table import DataRow, DataTable
from gazetteer.reason import Reason


def read(data: bytes, name: str) -> tuple[Document | Reason, ...]:
    """Read an article from every line that has one; a bad line costs that line."""
    return articles(table(data, name))


def table(data: bytes, name: str) -> DataTable:
    """Read the lines that are objects; the first that is none is an error where all are so."""
    rows: list[DataRow] = []
    bad: list[UnreadableArticle] = []
    # Not splitlines(): U+2028 is allowed inside a JSON string.
    for number, line in enumerate(decode(data).split("\n"), 1):
        if not line.strip():
            continue
        if len(rows) + len(bad) >= ROWS:
            raise UnreadableArticle(Reason("file.lines", (name, ROWS)))
        try:
            rows.append(DataRow(f"line {number}", _line(line, f"{name}, line {number}")))
        except UnreadableArticle as error:
            bad.append(error)
    if bad and not rows:
        raise bad[0]
    return DataTable(name, tuple(rows), tuple(error.reason for error in bad))


def _line(line: str, where: str) -> dict[str, Any]:
    """Read one line."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableArticle(Reason("jsonl.syntax", (where, str(error)[:80]))) from error
    if not isinstance(record, dict):
        raise UnreadableArticle(Reason("jsonl.object", (where,)))
    return record
