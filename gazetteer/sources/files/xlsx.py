"""Sheets of an Excel workbook (.xlsx) as rows of cells, read as a stream and without trust."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from gazetteer.errors import BadSource

_ROOT = re.compile(rb"<[A-Za-z_]")
_MOST_COLUMNS = 300
_MOST_ROWS = 2_000_000
_MOST_TEXT = 256 << 20  # bytes of the shared strings, which have to be held in memory
_MOST_SHEET = 2 << 30
_MOST_RATIO = 250


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Open a workbook for `sheets` and `rows`; BadSource where it is none, or a bomb."""
    _guard(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # the libraries have no error of their own for what is damaged
        raise BadSource(f"{path.name}: no whole Excel workbook ({_line(error)})") from error
    with closing(book):
        yield book


def tables(book: Any) -> list[str]:
    """Return the names of an open workbook's sheets; charts are none."""
    return [table.title for table in book.worksheets]


def rows(book: Any, table: str, name: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield (number from 1, cells) of a sheet's rows that are not empty; `name` is for errors."""
    try:
        page = book[table]
        page.reset_dimensions()  # a sheet says itself how large it is
        found = page.iter_rows(values_only=True, max_col=_MOST_COLUMNS)
        for count, cells in enumerate(found, start=1):
            if count > _MOST_ROWS:
                raise BadSource(f"{name}: more than {_MOST_ROWS:,} rows")
            if any(cell is not None for cell in cells):
                yield count, tuple(_plain(cell) for cell in cells)
    except BadSource:
        raise
    except Exception as error:
        raise BadSource(f"{name}: damaged ({_line(error)})") from error


def _plain(cell: Any) -> Any:
    return cell.isoformat()[:10] if isinstance(cell, date) else cell


def _guard(path: Path) -> None:
    """Refuse what unpacks without end, and XML that defines its own entities."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            for member in members:
                text = member.filename.endswith("sharedStrings.xml")
                most = _MOST_TEXT if text else _MOST_SHEET
                ratio = member.file_size // max(1, member.compress_size)
                if member.file_size > most or (member.file_size > 1 << 25 and ratio > _MOST_RATIO):
                    size = f"{member.file_size >> 20:,} MB"
                    raise BadSource(f"{path.name}: {member.filename} unpacks to {size}; refused")
                if member.filename.endswith((".xml", ".rels")):
                    _guard_xml(path, archive, member.filename)
    except BadSource:
        raise
    except Exception as error:
        raise BadSource(f"{path.name}: cut short or damaged ({_line(error)})") from error
    if not any(member.filename == "xl/workbook.xml" for member in members):
        raise BadSource(f"{path.name}: no Excel workbook")


def _guard_xml(path: Path, archive: zipfile.ZipFile, name: str) -> None:
    """Refuse XML with a type of its own, in which entities may be defined, or in odd encodings."""
    with archive.open(name) as stream:
        head = stream.read(1 << 16)
    root = _ROOT.search(head)
    if root is None:
        raise BadSource(f"{path.name}: {name}: no XML as Excel writes it; no whole workbook")
    if b"<!DOCTYPE" in head[: root.start()]:
        raise BadSource(f"{path.name}: {name} defines entities; refused")


def _line(error: Exception) -> str:
    return (str(error) or type(error).__name__).split("\n", 1)[0][:200]
