"""The dated and placed events as compact numbers, for the map to play through by itself."""

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.aggregates.aggregate import TYPE, kinds_of
from dashboard.aggregates.columns import Columns, Ints
from dashboard.map.places import colour_of_kind

EPOCH = 719_163  # date(1970, 1, 1).toordinal(): what browsers count from
LONGEST = 65_535  # days; 179 years


def moments(columns: Columns, indices: Ints, by: str = TYPE) -> bytes:
    """Write the events of `indices` that have a day and a point, by first day, little-endian.

    Four bytes say how long the JSON is that follows, padded with blanks to four bytes: how many
    `events`, `days` and `sites` there are, whether sites are `wide`, and the colours of `kinds`.
    Then come int32 `day` (distinct first days since 1970) and uint32 `start` (the first event of
    each, and their number), float32 `lat` and `lon` of the sites, and for each event its site
    (uint16, uint32 where wide), uint16 its days beyond the first, uint8 its kind.
    """
    indices = indices[: np.searchsorted(indices, columns.dated)]
    indices = indices[columns.site[indices] >= 0]
    first = columns.first[indices]
    day, start = np.unique(first, return_index=True)
    sites, site = np.unique(columns.site[indices], return_inverse=True)
    kind, names = kinds_of(columns, by)
    wide = len(sites) > LONGEST
    head: dict[str, Any] = {
        "events": len(indices),
        "days": len(day),
        "sites": len(sites),
        "wide": wide,
        "kinds": [colour_of_kind(name, by) for name in names],
    }
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % 4)
    return b"".join(
        (
            np.uint32(len(text)).tobytes(),
            text,
            _little(day - EPOCH, "<i4"),
            _little(np.append(start, len(indices)), "<u4"),
            _little(columns.sites.lat[sites], "<f4"),
            _little(columns.sites.lon[sites], "<f4"),
            _little(site, "<u4" if wide else "<u2"),
            _little(np.minimum(columns.last[indices] - first, LONGEST), "<u2"),
            _little(kind[indices], "<u1"),
        )
    )


def _little(values: NDArray[Any], kind: str) -> bytes:
    return values.astype(kind).tobytes()
