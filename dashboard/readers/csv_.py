"""Read articles from a table: one row each, columns recognised by their names or content."""

import csv
import io
from collections.abc import Iterator

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.encoding import decode
from dashboard.readers.limits import CHARACTERS, COLUMNS, ROWS
from dashboard.readers.tables.articles import articles
from dashboard.readers.tables.columns import has_text
from dashboard.readers.tables.table import DataRow, DataTable
from gazetteer.reason import Reason

_DELIMITERS = ",;\t|"
_PREAMBLE = 20  # lines in which the names of columns are looked for

# The library's own limit is 131,072 characters a field, less than a long report.
csv.field_size_limit(CHARACTERS * 4)


def read(data: bytes, name: str) -> tuple[Document | Reason, ...]:
    """Read an article from every row that has a text; notes say what of the others."""
    return articles(table(data, name))


def table(data: bytes, name: str) -> DataTable:
    """Read the rows that are not blank."""
    text = decode(data).lstrip("\ufeff").replace("\x00", "")
    skipped, delimiter = find_header(text)
    lines = io.StringIO(text, newline="")
    for _ in range(skipped):
        lines.readline()
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        rows = tuple(_rows(reader, name, skipped))
    except csv.Error as error:
        where = f"{name}, line {skipped + reader.line_num}"
        raise UnreadableArticle(Reason("csv.row", (where, str(error)))) from error
    return DataTable(name, rows)


def _rows(reader: Iterator[list[str]], name: str, skipped: int) -> Iterator[DataRow]:
    header = _distinct(next(reader, []))
    if len(header) > COLUMNS:
        raise UnreadableArticle(Reason("csv.wide", (name, COLUMNS)))
    number = 0
    for cells in reader:
        if not any(map(str.strip, cells)):
            continue
        if (number := number + 1) > ROWS:
            raise UnreadableArticle(Reason("file.rows", (name, ROWS)))
        line = skipped + getattr(reader, "line_num", 0)
        yield DataRow(f"line {line}", dict(zip(header, cells, strict=False)))


def _distinct(header: list[str]) -> list[str]:
    """Return the names of columns; of two with one name the first keeps it."""
    first = {name: -number for number, name in enumerate(reversed(header), 1 - len(header))}
    return [name if first[name] == n else f"{name} {n}" for n, name in enumerate(header)]


def find_header(text: str) -> tuple[int, str]:
    """Return how many lines stand before the names of columns, and the delimiter.

    Excel writes "sep=;" first, others a title and when it was made.
    """
    lines = text[:200_000].split("\n", _PREAMBLE)[:_PREAMBLE]
    first = lines[0].strip().strip('"').lower()
    if first.startswith("sep=") and len(first) <= len("sep=") + 1:
        separator = first[len("sep=") :] or "\t"
        return 1, separator if separator in _DELIMITERS else find_delimiter(lines[1])
    for number, line in enumerate(lines):
        delimiter = find_delimiter(line)
        cells = _cells(line, delimiter)
        if len(cells) > 1 and has_text(cells):
            return number, delimiter
    return 0, find_delimiter(lines[0])


def find_delimiter(header: str) -> str:
    """Return the delimiter that makes known columns of the first row, else the most frequent."""
    for delimiter in _DELIMITERS:
        cells = _cells(header, delimiter)
        if len(cells) > 1 and has_text(cells):
            return delimiter
    return max(_DELIMITERS, key=header.count)


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip(' "\r\ufeff') for cell in line.split(delimiter)]
