"""Read articles from a workbook: the sheets with the columns of the first that holds texts."""

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.archive import check_size
from dashboard.readers.limits import COLUMNS, ROWS
from dashboard.readers.tables.articles import articles
from dashboard.readers.tables.columns import has_text
from dashboard.readers.tables.table import DataRow, DataTable, listed, plain
from gazetteer.reason import Reason

_PREAMBLE = 20  # rows in which the names of columns are looked for
_MOST_PAGES = 20


def read(data: bytes, name: str) -> tuple[Document | Reason, ...]:
    """Read an article from every row that has a text; notes say what of the others."""
    return articles(table(data, name))


def table(data: bytes, name: str) -> DataTable:
    """Read the rows of the first sheet with a known column of texts, else of the first sheet.

    Sheets with the same columns go on with it: one a month. A note names the others with texts.
    """
    from openpyxl import load_workbook  # a tenth of a second that most processes never need

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and rules that no article needs
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                check_size(archive, len(data), name)
            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
            first = book.worksheets[:_MOST_PAGES]
            pages = {str(page.title): _sheet(page, name) for page in first}
        except UnreadableArticle:
            raise
        except Exception as error:  # the library has no error of its own for what is damaged
            raise UnreadableArticle(Reason("xlsx.damaged", (name,))) from error
    return _joined(pages, name)


def _joined(pages: Mapping[str, tuple[DataRow, ...]], name: str) -> DataTable:
    filled = {title: rows for title, rows in pages.items() if rows}
    texts = {title for title, rows in filled.items() if has_text(list(rows[0].fields))}
    main = next((title for title in filled if title in texts), next(iter(filled), ""))
    columns = {title: frozenset(map(plain, rows[0].fields)) for title, rows in filled.items()}
    same = [title for title in filled if columns[title] == columns[main]]
    rows = [row for title in same for row in _named(filled[title], title if title != main else "")]
    if len(rows) > ROWS:
        raise UnreadableArticle(Reason("file.rows", (name, ROWS)))
    left = texts.difference(same)
    notes = (Reason("xlsx.sheets", (name, main, listed(sorted(left)))),) if left else ()
    return DataTable(name, tuple(rows), notes)


def _named(rows: tuple[DataRow, ...], sheet: str) -> Iterator[DataRow]:
    """Say which sheet rows are of, but for those of the first."""
    return (replace(row, where=f"{sheet}, {row.where}") for row in rows) if sheet else iter(rows)


def _sheet(sheet: Any, name: str) -> tuple[DataRow, ...]:
    """Return a sheet's rows; its names are in the first of its first rows that knows a text."""
    rows = _filled(sheet, name)
    first = [row for row, _ in zip(rows, range(_PREAMBLE), strict=False)]
    if not first:
        return ()
    at = next((n for n, (_, cells) in enumerate(first) if has_text(cells)), 0)
    header = [str(cell if cell is not None else "").strip() for cell in first[at][1]]
    return tuple(
        DataRow(
            f"row {number}",
            {key: _cell(cell) for key, cell in zip(header, cells, strict=False) if key},
        )
        for number, cells in (*first[at + 1 :], *rows)
    )


def _filled(sheet: Any, name: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    kept = 0
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=COLUMNS), 1):
        if number > 10 * ROWS or kept > ROWS:
            raise UnreadableArticle(Reason("file.rows", (name, ROWS)))
        if any(cell not in (None, "") for cell in cells):
            kept += 1
            yield number, cells


def _cell(cell: Any) -> Any:
    return cell if isinstance(cell, str) else "" if cell is None else str(cell)
