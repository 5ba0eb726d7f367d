"""A table as it is in a file, before anyone says what its columns mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dashboard.messages import ALL_OF
from gazetteer.reason import Reason


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row or object; `where` says in messages which one it is ("line 3")."""

    where: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DataTable:
    """The rows of a file; `notes` say what of it is left out, `source` who all rows are by."""

    name: str
    rows: tuple[DataRow, ...]
    notes: tuple[Reason, ...] = ()
    source: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of all columns, in the order they come up."""
        return tuple(dict.fromkeys(str(name) for row in self.rows for name in row.fields))


def plain(name: object) -> str:
    """Return a column's name as it is compared: letters and digits, without case."""
    return "".join(letter for letter in str(name).casefold() if letter.isalnum())


def listed(names: Iterable[object]) -> Reason:
    """List the names of columns for a message, not more than fit in a sentence."""
    shown = tuple(str(name).strip()[:30] for name in islice(names, 12))
    return Reason(ALL_OF, shown) if any(shown) else Reason("file.none")
