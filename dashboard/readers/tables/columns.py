"""Which column of a table is what: by its name, else by what is in it."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from dashboard.readers.published import looks_like_day
from dashboard.readers.tables.cells import cell_text
from dashboard.readers.tables.table import DataRow, plain

ROLES = ("text", "title", "source", "url", "published", "language")
_SAMPLE = 200  # rows looked at
_PROSE_LETTERS = 60  # of the usual text, at least; and
_PROSE_BLANKS = 7
_DAYS = 0.8  # of a column's cells that look like days, at least


class ColumnNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What other programs call each column."""

    text: tuple[str, ...]
    title: tuple[str, ...]
    source: tuple[str, ...]
    url: tuple[str, ...]
    published: tuple[str, ...]
    language: tuple[str, ...]
    inner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns for each role, as `plain` writes them, the surest first.

    `guessed` are those that only their content speaks for.
    """

    text: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()


@cache
def names() -> ColumnNames:
    """Read the names of columns."""
    file = resources.files("dashboard.readers.tables") / "names.toml"
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), ColumnNames)


def has_text(columns: Sequence[object]) -> bool:
    """Return whether one of these columns is known to hold an article's text."""
    known = names().text
    return any(plain(name) in known for name in columns)


def compared(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row's fields by their plain names, those of objects inside it where none is so."""
    found = {plain(key): value for key, value in fields.items()}
    for inner in names().inner:
        value = found.get(inner)
        if isinstance(value, dict):
            for key, more in value.items():
                if inner != "source" or plain(key) not in names().title:
                    found.setdefault(plain(key), more)
    return found


def find_columns(rows: Sequence[DataRow], chosen: Mapping[str, str] | None = None) -> Roles:
    """Say which columns hold what; `chosen` has the user's own column for some roles."""
    sample = [compared(row.fields) for row in rows[:_SAMPLE]]
    present = dict.fromkeys(name for row in sample for name in row)
    found = {role: _named(role, present) for role in ROLES}
    guessed = []
    for role, looks in (("text", _is_prose), ("published", _is_days)):
        if not found[role] and (best := _by_content(sample, present, found, looks)):
            found[role] = (best,)
            guessed.append(best)
    for role, column in (chosen or {}).items():
        found[role] = (plain(column),)
    mine = {plain(column) for column in (chosen or {}).values()}
    return Roles(**found, guessed=tuple(name for name in guessed if name not in mine))


def _named(role: str, present: Mapping[str, None]) -> tuple[str, ...]:
    """Return the columns whose name says the role."""
    known: tuple[str, ...] = getattr(names(), role)
    return tuple(name for name in known if name in present)


def _by_content(
    sample: Sequence[Mapping[str, Any]],
    present: Mapping[str, None],
    found: Mapping[str, tuple[str, ...]],
    looks: Callable[[Sequence[Any]], bool],
) -> str:
    """Return the first column without a role whose cells look right, "" for none."""
    taken = {name for columns in found.values() for name in columns}
    for name in present:
        cells = [row[name] for row in sample if row.get(name) not in (None, "")]
        if name and name not in taken and cells and looks(cells):
            return name
    return ""


def _is_prose(cells: Sequence[Any]) -> bool:
    texts = sorted((cell_text(cell) for cell in cells), key=len)
    usual = texts[len(texts) // 2]
    return len(usual) >= _PROSE_LETTERS and usual.count(" ") >= _PROSE_BLANKS


def _is_days(cells: Sequence[Any]) -> bool:
    return sum(map(looks_like_day, cells)) >= _DAYS * len(cells)
