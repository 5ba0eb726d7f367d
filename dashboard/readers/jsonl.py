"""Read articles from JSON Lines: one object a line."""

import json

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.encoding import decode
from dashboard.readers.limits import ROWS
from dashboard.readers.records import article
from gazetteer.reason import Reason


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read an article from every line that is not blank; the first bad line is an error."""
    documents: list[Document] = []
    # Not splitlines(): U+2028 is allowed inside a JSON string.
    for number, line in enumerate(decode(data).split("\n"), 1):
        if not line.strip():
            continue
        if len(documents) >= ROWS:
            raise UnreadableArticle(Reason("file.lines", (name, ROWS)))
        documents.append(_line(line, f"{name}, line {number}"))
    return tuple(documents)


def _line(line: str, where: str) -> Document:
    """Read one line."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableArticle(Reason("jsonl.syntax", (where, str(error)[:80]))) from error
    if not isinstance(record, dict):
        raise UnreadableArticle(Reason("jsonl.object", (where,)))
    return article(record, where)
