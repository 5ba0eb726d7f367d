"""Where events are many: counts in small cells of the view, for the map's density layer."""

import numpy as np

from dashboard.aggregates.aggregate import Aggregate
from dashboard.aggregates.clusters import in_view
from dashboard.events.filter import Box

CELL = 16  # px; drawn soft, smaller ones look no different


def density(aggregate: Aggregate, bounds: Box, zoom: int) -> list[int]:
    """Add up the events by cell: [column, row, count, column, row, count, ...].

    Cells are CELL pixels wide, counted from the north-west corner of the world at this zoom.
    """
    per_site = aggregate.sites
    live, x, y = in_view(aggregate.columns, per_site, bounds, zoom)
    cells = np.column_stack([np.floor(x / CELL), np.floor(y / CELL)]).astype(np.int64)
    found, cell = np.unique(cells, axis=0, return_inverse=True)
    counts = np.bincount(cell.ravel(), weights=per_site[live], minlength=len(found))
    numbers: list[int] = np.column_stack([found, counts.astype(np.int64)]).ravel().tolist()
    return numbers
