"""Read articles from a workbook: the first sheet that holds texts, one row each."""

import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.archive import check_size
from dashboard.readers.limits import COLUMNS, ROWS
from dashboard.readers.tables.articles import articles
from dashboard.readers.tables.columns import has_text
from dashboard.readers.tables.table import DataRow, DataTable
from gazetteer.reason import Reason

_PREAMBLE = 20  # rows in which the names of columns are looked for
_MOST_PAGES = 20


def read(data: bytes, name: str) -> tuple[Document | Reason, ...]:
    """Read an article from every row that has a text; notes say what of the others."""
    return articles(table(data, name))


def table(data: bytes, name: str) -> DataTable:
    """Read the rows of the first sheet with a known column of texts, else of the first sheet."""
    from openpyxl import load_workbook  # a tenth of a second that most processes never need

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and rules that no article needs
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                check_size(archive, len(data), name)
            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
            pages = [_sheet(sheet, name) for sheet in book.worksheets[:_MOST_PAGES]]
        except UnreadableArticle:
            raise
        except Exception as error:  # the library has no error of its own for what is damaged
            raise UnreadableArticle(Reason("xlsx.damaged", (name,))) from error
    filled = [rows for rows in pages if rows]
    known = (rows for rows in filled if has_text(list(rows[0].fields)))
    return DataTable(name, next(known, filled[0] if filled else ()))


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
