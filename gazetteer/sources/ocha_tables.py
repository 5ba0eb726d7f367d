"""The tables in OCHA's files, whichever they are: sheets of a workbook, GeoJSON or CSV."""

import csv
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import Any

from gazetteer.errors import BadSource
from gazetteer.sources.files import xlsx
from gazetteer.sources.files.json_stream import items
from gazetteer.sources.files.reading import Part, ReadOptions, lines, opened

_SPACE = re.compile(r"[\s.\-]+")


@dataclass(frozen=True, slots=True)
class Cells:
    """A row: cells by column in lower case, the shape drawn for it, and what is wrong with it."""

    file: str
    line: int
    values: Mapping[str, Any]
    geometry: Any = None
    error: str = ""

    def text(self, column: str) -> str:
        """Return a cell as text, "" where there is none."""
        value = self.values.get(column)
        return "" if value is None else str(value).strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be read again and again, with its columns in lower case."""

    name: str
    columns: tuple[str, ...]
    drawn: bool
    rows: Callable[[], Iterator[Cells]]


def tables(part: Part, reading: ReadOptions, stack: ExitStack) -> Iterator[Table]:
    """Yield the tables of a file, which stays open as long as `stack`.

    BadSource where it is none of the three kinds.
    """
    if not part.member and zipfile.is_zipfile(part.path):
        yield from _workbook(part, reading, stack)
        return
    if part.member and part.file.lower().endswith((".xlsx", ".xls")):
        raise BadSource(f"{part.name}: a workbook inside an archive; unpack it first")
    quiet = ReadOptions(encoding=reading.encoding)
    with opened(part, quiet) as stream:
        head = stream.read(4096).decode("utf-8", "replace").lstrip()
    if head.startswith("{"):
        yield _features(part, reading, quiet)
    elif head.startswith("["):
        raise BadSource(f"{part.name}: a list, no GeoJSON of OCHA; did you mean geojson?")
    else:
        columns = _csv_columns(part, quiet)
        yield Table(part.name, columns, False, lambda: _csv(part, reading))


def plain(column: object) -> str:
    """Write a column's name in lower case with "_" for what separates its words."""
    return _SPACE.sub("_", str(column or "").strip().lower())


def _workbook(part: Part, reading: ReadOptions, stack: ExitStack) -> Iterator[Table]:
    book = stack.enter_context(xlsx.opened(part.path))
    for table in xlsx.tables(book):
        name = f"{part.name}: {table}"
        _, first = next(xlsx.rows(book, table, name), (0, ()))
        columns = tuple(plain(cell) for cell in first)
        yield Table(name, columns, False, partial(_table, book, table, name, columns))
    if reading.heard:
        reading.heard(part.path.stat().st_size)


def _table(book: Any, table: str, name: str, columns: tuple[str, ...]) -> Iterator[Cells]:
    found = xlsx.rows(book, table, name)
    next(found, None)
    for number, cells in found:
        yield Cells(name, number, dict(zip(columns, cells, strict=False)))


def _features(part: Part, reading: ReadOptions, quiet: ReadOptions) -> Table:
    def read(how: ReadOptions) -> Iterator[Cells]:
        for number, feature in items(part, "features.item", how):
            about = feature.get("properties") if isinstance(feature, dict) else None
            if not isinstance(about, dict):
                yield Cells(part.name, number, {}, error="a feature without properties")
                continue
            values = {plain(key): value for key, value in about.items()}
            yield Cells(part.name, number, values, feature.get("geometry"))

    first = next(read(quiet), None)
    if first is None:
        raise BadSource(f"{part.name}: no features in it")
    return Table(part.name, tuple(first.values), bool(first.geometry), lambda: read(reading))


def _csv_columns(part: Part, reading: ReadOptions) -> tuple[str, ...]:
    first = next(lines(part, reading), None)
    if first is None or first.error:
        raise BadSource(f"{part.name}: {first.error if first else 'no rows in it'}")
    return tuple(plain(cell) for cell in next(csv.reader([first.text]), []))


def _csv(part: Part, reading: ReadOptions) -> Iterator[Cells]:
    columns: tuple[str, ...] = ()
    for line in lines(part, reading):
        if line.error:
            yield Cells(part.name, line.number, {"row": line.text}, error=line.error)
            continue
        try:
            cells = next(csv.reader([line.text]), [])
        except csv.Error as error:
            yield Cells(part.name, line.number, {"row": line.text[:500]}, error=f"no row: {error}")
            continue
        if not columns:
            columns = tuple(plain(cell) for cell in cells)
        else:
            yield Cells(part.name, line.number, dict(zip(columns, cells, strict=False)))
