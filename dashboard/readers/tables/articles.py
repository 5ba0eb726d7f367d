"""Articles from the rows of a table; what is left out or decided is noted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.errors import UnreadableArticle
from dashboard.messages import ALL_OF
from dashboard.model import Document
from dashboard.readers.document import document
from dashboard.readers.published import Order
from dashboard.readers.tables.cells import cell_text, without_cut
from dashboard.readers.tables.columns import Roles, compared, find_columns
from dashboard.readers.tables.days import DayColumn, day_column
from dashboard.readers.tables.table import DataRow, DataTable, listed, plain
from gazetteer.reason import Reason

_CODE_LENGTHS = (2, 3)
_LISTED = 10  # rows named in a note
_LONG_CODES = {"ara": "ar", "eng": "en", "arabic": "ar", "english": "en"}


@dataclass(slots=True)
class _Left:
    """What the rows were like, gathered for the notes."""

    empty: list[str] = field(default_factory=list)
    cut: int = 0


def articles(
    table: DataTable, chosen: Mapping[str, str] | None = None
) -> tuple[Document | Reason, ...]:
    """Make a document of every row that has a text, and notes of what was left out.

    `chosen` names the user's own column for a role. UnreadableArticle where no column holds texts.
    """
    known = {plain(name) for row in table.rows for name in compared(row.fields)}
    for column in (chosen or {}).values():
        if plain(column) not in known:
            values = table.name, column, listed(table.columns)
            raise UnreadableArticle(Reason("rows.no-column", values))
    columns = find_columns(table.rows, chosen)
    notes = [*table.notes]
    if not columns.text and columns.title and (columns.url or columns.published):
        columns = _titles_as_texts(columns)
        notes.append(Reason("rows.titles", (table.name,)))
    if table.rows and not columns.text:
        raise UnreadableArticle(Reason("csv.columns", (table.name, listed(table.columns))))
    rows = [compared(row.fields) for row in table.rows]
    days = [day_column(name, (row.get(name) for row in rows)) for name in columns.published]
    left = _Left()
    made = tuple(_documents(table, rows, columns, days, left))
    return (*made, *notes, *_notes(table, columns, days, left))


def article(record: Mapping[str, Any], where: str) -> Document:
    """Make a document of one record; UnreadableArticle where it has no text."""
    found = articles(DataTable(where, (DataRow(where, record),)))
    for each in found:
        if isinstance(each, Document):
            return each
    raise UnreadableArticle(Reason("file.no-text", (where,)))


def _titles_as_texts(columns: Roles) -> Roles:
    """Let titles be the texts where there are no others: GDELT and others give titles only."""
    return Roles(
        text=columns.title,
        source=columns.source,
        url=columns.url,
        published=columns.published,
        language=columns.language,
        guessed=columns.guessed,
    )


def _documents(
    table: DataTable,
    rows: Sequence[Mapping[str, Any]],
    columns: Roles,
    days: Sequence[DayColumn],
    left: _Left,
) -> Iterator[Document]:
    for row, fields in zip(table.rows, rows, strict=True):
        text, is_cut = without_cut(_first(fields, columns.text))
        if not any(map(str.isalnum, text)):
            left.empty.append(row.where)
            continue
        left.cut += is_cut
        yield document(
            text,
            title=_first(fields, columns.title),
            source=_first(fields, columns.source) or table.source,
            url=_first(fields, columns.url),
            published=_day(fields, days),
            language=_language(_first(fields, columns.language)),
        )


def _notes(
    table: DataTable, columns: Roles, days: Sequence[DayColumn], left: _Left
) -> Iterator[Reason]:
    """Say what was left out and what was decided for the whole table."""
    if left.empty:
        where = Reason(ALL_OF, tuple(left.empty[:_LISTED]))
        yield Reason("rows.no-text", (len(left.empty), table.name, where))
    if left.cut:
        yield Reason("rows.cut", (left.cut, table.name))
    written = {plain(name): name for name in table.columns}
    for name in columns.guessed:
        code = "rows.text-by-content" if name in columns.text else "rows.published-by-content"
        yield Reason(code, (table.name, written.get(name, name)))
    for day in days:
        column = written.get(day.name, day.name)
        if day.order:
            code = "rows.day-first" if day.order is Order.DAY_FIRST else "rows.month-first"
            yield Reason(code, (table.name, column, day.shown))
        elif day.open:
            yield Reason("rows.order-open", (table.name, column, day.open))


def _day(fields: Mapping[str, Any], days: Sequence[DayColumn]) -> date | None:
    found = (column.day(fields.get(column.name)) for column in days)
    return next((day for day in found if day), None)


def _first(fields: Mapping[str, Any], columns: Sequence[str]) -> str:
    """Return the first of the columns that says something."""
    for name in columns:
        if (text := cell_text(fields.get(name))).strip():
            return text
    return ""


def _language(value: str) -> str | None:
    """Return "ar" for "ar", "AR", "ara" or "ar-SY"; None for anything else."""
    code = value.strip().lower().replace("_", "-").split("-")[0]
    code = _LONG_CODES.get(code, code) if len(code) == max(_CODE_LENGTHS) else code
    return code if len(code) in _CODE_LENGTHS and code.isascii() and code.isalpha() else None
