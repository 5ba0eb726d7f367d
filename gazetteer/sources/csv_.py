"""Tables of places as text, any delimiter; columns known by their names or given by --map."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import BadSource
from gazetteer.place import Place
from gazetteer.reason import Reason
from gazetteer.sources.columns import demand, find, place
from gazetteer.sources.files.reading import Part, SourceLine, lines, parts
from gazetteer.sources.records import ImportOptions, NoPlace, Row, number, reject

_DELIMITERS = "\t;,|"


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row as cells, with the (last) line it stood on."""

    line: SourceLine
    cells: list[str]


def read(paths: Sequence[Path], options: ImportOptions) -> Iterator[Row]:
    """Yield the places of tables; a number in `options.columns` counts columns from 1."""
    for part in parts(paths):
        for row in _table(part, options):
            if not isinstance(row, Place) or options.wants(row):
                yield row


def _table(part: Part, options: ImportOptions) -> Iterator[Row]:
    rows = _rows(part, options)
    header = next((row for row in rows if not row.line.error), None)
    if header is None:
        raise BadSource(Reason("source.rows", (part.name,)))
    columns, data = _header(header, options)
    _look(part, header, columns)
    given = {ours: _named(column, columns) for ours, column in options.columns.items()}
    fields = find(columns, given, part.name)
    demand(fields, columns, part.name)

    def made(row: _Cells) -> Row:
        if row.line.error:
            return reject(row.line, row.line.error)
        if len(row.cells) > len(columns) and any(row.cells[len(columns) :]):
            found, due = len(row.cells), len(columns)
            return reject(row.line, Reason("row.delimiter", (found, due)))
        cells = dict(zip(columns, row.cells, strict=False))
        short = len(row.cells) < len(columns) and any("\n" in cell for cell in row.cells)
        if short or "\n" in str(fields.get(cells, "name")):
            return reject(row.line, Reason("row.quote"))
        try:
            return place(cells, fields, options)
        except NoPlace as error:
            return reject(row.line, error.reason)

    for row in [header] if data else []:
        yield made(row)
    yield from map(made, rows)


def _header(first: _Cells, options: ImportOptions) -> tuple[list[str], bool]:
    """Return the columns' names, and whether the first row is data already.

    A table without header is one whose columns are given by number and whose first row has a point.
    """
    cells = [cell.strip() for cell in first.cells]
    given = [options.columns.get(axis, "") for axis in ("lat", "lon")]
    try:
        for column in given:
            number(cells[int(column) - 1])
    except (ValueError, IndexError, NoPlace):
        return [cell or f"column {n}" for n, cell in enumerate(cells, start=1)], False
    return [str(n) for n in range(1, len(cells) + 1)], True


def _named(given: str, columns: Sequence[str]) -> str:
    """Return the column that was meant: as written, in another case, or by its number from 1."""
    if given in columns:
        return given
    alike = [column for column in columns if column.casefold() == given.casefold()]
    if given.isdecimal() and 0 < int(given) <= len(columns):
        alike.append(columns[int(given) - 1])
    return alike[0] if alike else given


def _look(part: Part, header: _Cells, columns: Sequence[str]) -> None:
    """Raise BadSource where the file is of a format that has a loader of its own."""
    text = header.line.text
    if text.lstrip().startswith(("{", "[")):
        raise BadSource(Reason("source.json", (part.name,)))
    if re.match(r"\s*<", text):
        raise BadSource(Reason("source.markup", (part.name,)))
    if len(columns) == 19 and re.match(r"\d+\t", text):
        raise BadSource(Reason("source.geonames", (part.name, part.path.name)))
    if "\0" in text:
        raise BadSource(Reason("source.binary", (part.name,)))


def _rows(part: Part, options: ImportOptions) -> Iterator[_Cells]:
    """Yield rows; what cannot be read is a row without cells whose line has the error."""
    last: list[SourceLine] = []
    errors: list[SourceLine] = []

    def feed() -> Iterator[str]:
        for line in lines(part, options.reading):
            if line.error:
                errors.append(line)
            else:
                last[:] = [line]
                yield line.text + "\n"

    text = feed()
    first = next(text, "")
    delimiter = max(_DELIMITERS, key=first.count)
    # a tab stands in no name, and quotes in files with tabs mostly are letters of names
    again = _chained(first, text)
    if delimiter == "\t":
        reader = csv.reader(again, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(again, delimiter=delimiter, skipinitialspace=True)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            line = last[-1]
            cells, error = [], "a quote that is opened and not closed"
            errors.append(SourceLine(line.file, line.number, line.text, error))
        for line in errors:
            yield _Cells(line, [])
        errors.clear()
        if cells is None:
            return
        if cells and any(cells):
            yield _Cells(last[-1], cells)


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from rest
