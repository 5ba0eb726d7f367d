"""Read articles from JSON Lines: one object a line."""

import json

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.encoding import decode
from dashboard.readers.limits import ROWS
from dashboard.readers.records import article


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read an article from every line that is not blank; the first bad line is an error."""
    documents: list[Document] = []
    # Not splitlines(): U+2028 is allowed inside a JSON string.
    for number, line in enumerate(decode(data).split("\n"), 1):
        if not line.strip():
            continue
        if len(documents) >= ROWS:
            raise UnreadableArticle(f"{name}: more than {ROWS:,} lines; split the file")
        documents.append(_line(line, f"{name}, line {number}"))
    return tuple(documents)


def _line(line: str, where: str) -> Document:
    """Read one line."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableArticle(
            f"{where}: no valid JSON ({str(error)[:80]}); correct or delete this line"
        ) from error
    if not isinstance(record, dict):
        raise UnreadableArticle(f'{where}: no JSON object; write {{"text": "..."}}')
    return article(record, where)
