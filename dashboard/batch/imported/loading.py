"""A table of events into a store, in bulk."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from dashboard.batch.imported.coded import coded, first_days
from dashboard.batch.imported.rows import event_rows
from dashboard.errors import DashboardError
from dashboard.readers.tables.days import day_column
from dashboard.stores import Store
from dashboard.stores.bulk import packed

_SAMPLE = 10_000  # rows that decide the order of day and month
_ROW_BYTES = 300  # of a row, as a guess of how many there are


def load(path: Path, store: Store) -> Iterator[Counter[str]]:
    """Put the events of a table into a store; yield what was done so far.

    `rows` are those looked at, `left` those with neither a day nor a point. DashboardError where
    the file cannot be read, or none of its first rows is an event.
    """
    rows = event_rows(path)
    sample = list(islice(rows, _SAMPLE))
    order = day_column("", first_days(sample)).order
    if not any(coded(row, path.name, order) for row in sample):
        raise DashboardError(
            f"{path}: no row with a day or a point; name its columns date, latitude, longitude"
        )
    looked: Counter[str] = Counter()

    def articles() -> Iterator[bytes]:
        for row in chain(sample, rows):
            looked["rows"] += 1
            if (extraction := coded(row, path.name, order)) is None:
                looked["left"] += 1
            else:
                yield packed(extraction)

    written: Counter[str] = Counter()
    for some in store.load(articles(), events=max(1, path.stat().st_size // _ROW_BYTES)):
        written += some
        yield written + looked
