"""Read articles from JSON: one object, a list of them, or a list inside an object."""

import json

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.encoding import decode
from dashboard.readers.limits import ROWS
from dashboard.readers.records import article, unwrap
from gazetteer.reason import Reason


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read every article of the file, in its order."""
    try:
        value = json.loads(decode(data))
    except json.JSONDecodeError as error:
        values = name, error.lineno, error.colno, error.msg
        raise UnreadableArticle(Reason("json.syntax", values)) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableArticle(Reason("json.deep", (name,))) from error
    records = unwrap(value)
    if len(records) > ROWS:
        raise UnreadableArticle(Reason("file.articles", (name, ROWS)))
    documents: list[Document] = []
    for number, record in enumerate(records, 1):
        where = name if len(records) == 1 else f"{name}, article {number}"
        if not isinstance(record, dict):
            raise UnreadableArticle(Reason("json.object", (where,)))
        documents.append(article(record, where))
    return tuple(documents)
