"""Read articles from JSON: one object, a list of them, or a list inside an object."""

import json

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.encoding import decode
from dashboard.readers.limits import ROWS
from dashboard.readers.records import article, unwrap


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read every article of the file, in its order."""
    try:
        value = json.loads(decode(data))
    except json.JSONDecodeError as error:
        raise UnreadableArticle(
            f"{name}: no valid JSON at line {error.lineno}, column {error.colno}: {error.msg}; "
            "correct it there"
        ) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableArticle(
            f"{name}: this JSON is nested too deep or has numbers too long for an article; "
            "give one object with the key text"
        ) from error
    records = unwrap(value)
    if len(records) > ROWS:
        raise UnreadableArticle(f"{name}: more than {ROWS:,} articles; split the file")
    documents: list[Document] = []
    for number, record in enumerate(records, 1):
        where = name if len(records) == 1 else f"{name}, article {number}"
        if not isinstance(record, dict):
            raise UnreadableArticle(f"{where}: no JSON object; give one with the key text")
        documents.append(article(record, where))
    return tuple(documents)
