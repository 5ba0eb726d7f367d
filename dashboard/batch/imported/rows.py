"""The rows of a table of events, of any size: read as a stream, never held as a whole."""

import csv
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from dashboard.errors import DashboardError, UnreadableArticle, unreadable_file
from dashboard.readers import xlsx
from dashboard.readers.csv_ import find_delimiter
from dashboard.readers.encoding import decode
from dashboard.readers.files import bytes_of
from dashboard.readers.tables.table import plain as plain_name

Fields = dict[str, Any]  # by plain name
plain = lru_cache(4096)(plain_name)  # every row has the same columns
_HEAD = 65_536
_LINE = 10_000_000  # characters of one line, at most
_LISTS = ("features", "events", "incidents", "data", "results", "Result", "items", "records")


def event_rows(path: Path) -> Iterator[Fields]:
    """Yield the rows of a file in CSV, JSON, JSON Lines, GeoJSON or a workbook.

    DashboardError where it cannot be read at all.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(0)
            rows: Iterator[Fields]
            if head.startswith(b"PK"):
                rows = (dict(row.fields) for row in xlsx.table(bytes_of(path), str(path)).rows)
            elif _is_lines(head):
                rows = _lines(_text(path, head))
            elif head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
                rows = _objects(file)
            else:
                rows = _table(_text(path, head))
            for row in rows:
                yield from _events(row)
    except OSError as error:
        raise unreadable_file(path, error) from error
    except (UnreadableArticle, csv.Error, UnicodeError) as error:
        raise DashboardError(f"{path}: {error}") from error


def _text(path: Path, head: bytes) -> TextIO:
    """Open a file as text; what decides the encoding is its beginning."""
    for encoding in ("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1256"):
        try:
            head[: head.rfind(b"\n") + 1].decode(encoding)
        except UnicodeError:
            continue
        return path.open(encoding=encoding, errors="replace", newline="")
    return path.open(encoding="cp1252", errors="replace", newline="")


def _is_lines(head: bytes) -> bool:
    """Recognise JSON Lines: the first line is an object by itself."""
    first, _, rest = decode(head).lstrip("\ufeff").partition("\n")
    try:
        return bool(rest.strip()) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _lines(file: TextIO) -> Iterator[Fields]:
    with file:
        while line := file.readline(_LINE):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(row, dict):
                yield row


def _objects(file: BinaryIO) -> Iterator[Fields]:
    """Yield the objects of a list, or of the list under one of the usual names."""
    import ijson

    try:
        for name in ("item", *(f"{name}.item" for name in _LISTS)):
            file.seek(0)
            found = False
            for row in ijson.items(file, name, use_float=True):
                found = True
                if isinstance(row, dict):
                    yield row
            if found:
                return
    except ijson.JSONError as error:
        raise DashboardError(f"{file.name}: no valid JSON ({error}); export it again") from error


def _table(file: TextIO) -> Iterator[Fields]:
    with file:
        at = file.tell()
        first = file.readline(_LINE)
        if first.strip().strip('"').lower().startswith("sep="):
            at, first = file.tell(), file.readline(_LINE)
        file.seek(at)
        yield from csv.DictReader(file, delimiter=find_delimiter(first))


def _events(row: Fields) -> Iterator[Fields]:
    """Yield a row by plain names: a feature's properties, an article's events one by one."""
    events = row.get("events")
    if isinstance(events, list):  # what `extract` writes
        for event in events:
            if isinstance(event, dict):
                yield from _events(event)
        return
    properties = row.get("properties")
    fields = {plain(key): value for key, value in row.items() if key is not None}
    if isinstance(properties, dict):
        fields |= {plain(key): value for key, value in properties.items()}
    yield fields
