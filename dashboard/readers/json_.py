"""Read articles from JSON: one object, a list of them, or a list inside an object."""

import json

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.encoding import decode
from dashboard.readers.limits import ROWS
from dashboard.readers.tables.articles import articles
from dashboard.readers.tables.nested import unwrap
from dashboard.readers.tables.table import DataRow, DataTable
from gazetteer.reason import Reason


def read(data: bytes, name: str) -> tuple[Document | Reason, ...]:
    """Read every article of the file, in its order; JSON Feed is one of the forms."""
    return articles(table(data, name))


def table(data: bytes, name: str) -> DataTable:
    """Read the objects that may be articles."""
    try:
        value = json.loads(decode(data))
    except json.JSONDecodeError as error:
        values = name, error.lineno, error.colno, error.msg
        raise UnreadableArticle(Reason("json.syntax", values)) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableArticle(Reason("json.deep", (name,))) from error
    records, source = unwrap(value)
    if len(records) > ROWS:
        raise UnreadableArticle(Reason("file.articles", (name, ROWS)))
    numbered = list(enumerate(records, 1))
    rows = tuple(
        DataRow(f"article {number}", record)
        for number, record in numbered
        if isinstance(record, dict)
    )
    if not rows:
        raise UnreadableArticle(Reason("json.object", (name,)))
    others = [number for number, record in numbered if not isinstance(record, dict)]
    notes = (Reason("rows.no-object", (len(others), name, others[0])),) if others else ()
    return DataTable(name, rows, notes, source)
