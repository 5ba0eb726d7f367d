"""Read articles from a table: one row each, columns recognised by their names."""

import csv
import io

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.encoding import decode
from dashboard.readers.limits import CHARACTERS, COLUMNS, ROWS
from dashboard.readers.records import article, has_text, listed
from gazetteer.reason import Reason

_DELIMITERS = ",;\t|"

# The library's own limit is 131,072 characters a field, less than a long report.
csv.field_size_limit(CHARACTERS * 4)


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read an article from every row that is not blank."""
    text = decode(data).lstrip("\ufeff").replace("\x00", "")
    delimiter = find_delimiter(text.split("\n", 1)[0])
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    documents: list[Document] = []
    try:
        header = next(rows, [])
        if not has_text(header):
            raise UnreadableArticle(Reason("csv.columns", (name, listed(header))))
        if len(header) > COLUMNS:
            raise UnreadableArticle(Reason("csv.wide", (name, COLUMNS)))
        for row in rows:
            if not any(map(str.strip, row)):
                continue
            if len(documents) >= ROWS:
                raise UnreadableArticle(Reason("file.rows", (name, ROWS)))
            record = dict(zip(header, row, strict=False))
            documents.append(article(record, f"{name}, line {rows.line_num}"))
    except csv.Error as error:
        where = f"{name}, line {rows.line_num}"
        raise UnreadableArticle(Reason("csv.row", (where, str(error)))) from error
    return tuple(documents)


def find_delimiter(header: str) -> str:
    """Return the delimiter that makes known columns of the first row, else the most frequent."""
    for delimiter in _DELIMITERS:
        cells = header.split(delimiter)
        if len(cells) > 1 and has_text(cell.strip(' "\r') for cell in cells):
            return delimiter
    return max(_DELIMITERS, key=header.count)
