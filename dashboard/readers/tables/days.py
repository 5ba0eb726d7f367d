"""The days in a column: whether day or month comes first is decided by the column as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.readers.published import Order, open_day, published


@dataclass(frozen=True, slots=True)
class DayColumn:
    """How a column of days is read; `shown` is the cell that decides it, `open` one that stays."""

    name: str
    order: Order | None = None
    shown: str = ""
    open: str = ""

    def day(self, cell: Any) -> date | None:
        """Return the day of a cell, None where it says none or nobody can tell which."""
        return published(cell, self.order)


def day_column(name: str, cells: Iterable[Any]) -> DayColumn:
    """Look over a column: a cell with a 13th month shows the order of all, unless two disagree."""
    shown: dict[Order, str] = {}
    unsure = ""
    for cell in cells:
        found = open_day(cell)
        if found is None:
            continue
        if isinstance(found, Order):
            shown.setdefault(found, str(cell).strip())
        else:
            unsure = unsure or str(cell).strip()
    if len(shown) == 1 and unsure:
        ((order, cell),) = shown.items()
        return DayColumn(name, order, cell)
    return DayColumn(name, open=unsure)
