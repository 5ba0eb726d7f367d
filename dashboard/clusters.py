"""The events in view as at most a screenful of circles: by place, near places together."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dashboard.columns import Columns, Floats, Ints, Mask
from dashboard.status import DISPUTED, STATUSES
from dashboard.stores.filter import Box

_DISPUTED = np.array([status in DISPUTED for status in STATUSES])
TYPE, STATUS = "type", "status"  # what events on the map can be coloured by

_NEAR = 44  # px; circles closer than this are drawn as one
_SPLIT = 13  # from this zoom on only what lies on the same pixel is one
_LIMIT = 20
_TILE = 256  # px of the whole world at zoom 0
_EDGE = 2e-5  # degrees around a group's box: a URL keeps five decimals
AREA_KM = 0.5  # a place known to more than this is drawn as an area


@dataclass(frozen=True, slots=True)
class Group:
    """A circle on the map, where the place with most of its events is.

    `kind` indexes the names of `kinds_of`, the most frequent one; `disputed` counts the events that
    are contested or denied. `places` are ids, the fullest first, at
    most `limit`; `sites` counts all its points. `rows` are its events, the newest first, where
    they are at most `limit`, else empty: ask by place or box. `radius_km` is known (and `area`
    true beyond AREA_KM) where the group is a single point. `box` holds all its points.
    """

    lat: float
    lon: float
    count: int
    kind: int
    disputed: int
    places: tuple[str, ...]
    sites: int
    rows: tuple[int, ...]
    radius_km: float
    area: bool
    box: Box


def aggregate(
    columns: Columns,
    indices: Ints,
    bounds: Box,
    zoom: float,
    *,
    limit: int = _LIMIT,
    by: str = TYPE,
) -> list[Group]:
    """Group the placed events of `indices` for a view, the largest group first.

    `by` says which kind of a group's events is asked for, as in `kinds_of`.

    `bounds` is south, west, north, east; it may lie on any copy of the world, and the groups come
    back on the same one. Groups a little outside are included: they reach into the view, and
    panning does not change how places are grouped.
    """
    sites = columns.sites
    site = columns.site[indices]
    per_site = np.bincount(site + 1, minlength=len(sites.lat) + 1)[1:]
    live, x, y = in_view(columns, per_site, bounds, zoom)
    if not len(live):
        return []
    group = _merge(x, y, _NEAR if zoom < _SPLIT else 1)
    groups = int(group.max()) + 1
    # One slot more at each end: 0 gathers what is out of view, -1 is asked by unplaced events.
    group_of_site = np.zeros(len(sites.lat) + 1, dtype=np.int64)
    group_of_site[live] = group + 1
    of_event = group_of_site[site]
    kind, names = kinds_of(columns, by)
    kinds = max(1, len(names))
    counts = np.bincount(of_event * kinds + kind[indices], minlength=(groups + 1) * kinds)
    counts = counts.reshape(-1, kinds)[1:]
    doubtful = of_event[disputed_mask(columns, indices)]
    disputed = np.bincount(doubtful, minlength=groups + 1)[1:]
    totals = counts.sum(axis=1)
    rows = _rows(columns, indices, of_event, totals, limit)
    members = np.split(live[np.argsort(group, kind="stable")], np.cumsum(np.bincount(group))[:-1])
    leader = np.unique(group, return_index=True)[1]
    lon = x[leader] / (_TILE * 2**zoom) * 360 - 180
    return [
        Group(
            lat=float(sites.lat[members[g][0]]),
            lon=float(lon[g]),
            count=int(totals[g]),
            kind=int(counts[g].argmax()),
            disputed=int(disputed[g]),
            places=_places(columns, members[g], limit),
            sites=len(members[g]),
            rows=rows.get(g, ()),
            radius_km=(radius := _radius(columns, members[g])),
            area=radius > AREA_KM,
            box=_box(columns, members[g], float(lon[g])),
        )
        for g in np.argsort(-totals, kind="stable").tolist()
    ]


def kinds_of(columns: Columns, by: str) -> tuple[Ints, tuple[str, ...]]:
    """Return what events are told apart by, as indices into its names: their type or status."""
    return (columns.status, STATUSES) if by == STATUS else (columns.type, columns.types)


def disputed_mask(columns: Columns, indices: Ints) -> Mask:
    """Say of each event whether it is contested or denied."""
    return _DISPUTED[columns.status[indices]]


def in_view(
    columns: Columns, per_site: Ints, bounds: Box, zoom: float
) -> tuple[Ints, Floats, Floats]:
    """Return the sites that have events in view, the fullest first, and their world pixels."""
    sites, scale = columns.sites, _TILE * 2**zoom
    south, west, north, east = bounds
    if east - west >= 360:  # more than one world: show the one in the middle
        west = (west + east) / 2 - 180
        east = west + 360
    pad = 2 * _NEAR / scale
    sine = np.sin(np.radians(np.clip([north, south], -85.0511, 85.0511)))
    top, bottom = 0.5 - np.arctanh(sine) / (2 * np.pi)
    left, width = (west + 180) / 360 - pad, min((east - west) / 360 + 2 * pad, 1.0)
    offset = (sites.x - left) % 1.0
    inside = (offset <= width) & (sites.y >= top - pad) & (sites.y <= bottom + pad)
    live = np.flatnonzero(inside & (per_site > 0))
    live = live[np.argsort(-per_site[live], kind="stable")]
    return live, (left + offset[live]) * scale, sites.y[live] * scale


def _merge(x: Floats, y: Floats, near: float) -> Ints:
    """Number the groups of points, the first of which leads: first a grid, then near leaders.

    The grid stands still on the world; alone it would part neighbours at its lines.
    """
    column, line = np.floor(x / near).astype(np.int64), np.floor(y / near).astype(np.int64)
    _, leader, cell = np.unique(column * (1 << 32) + line, return_index=True, return_inverse=True)
    order = np.argsort(leader)  # the fullest leader first
    into = np.empty(len(leader), dtype=np.int64)
    taken: dict[tuple[int, int], tuple[float, float, int]] = {}
    at = zip(
        order.tolist(),
        column[leader[order]].tolist(),
        line[leader[order]].tolist(),
        x[leader[order]].tolist(),
        y[leader[order]].tolist(),
        strict=True,
    )
    for cell_number, i, j, px, py in at:
        for neighbour in _around(i, j):
            found = taken.get(neighbour)
            if found and (found[0] - px) ** 2 + (found[1] - py) ** 2 < near**2:
                into[cell_number] = found[2]
                break
        else:
            into[cell_number] = len(taken)
            taken[i, j] = px, py, len(taken)
    return into[cell]


def _around(i: int, j: int) -> Iterator[tuple[int, int]]:
    for a in (i - 1, i, i + 1):
        yield a, j - 1
        yield a, j
        yield a, j + 1


def _rows(
    columns: Columns, indices: Ints, of_event: Ints, totals: Ints, limit: int
) -> dict[int, tuple[int, ...]]:
    """Return the rows of groups with few events, the newest first and undated ones last."""
    few = np.concatenate([[False], totals <= limit])
    wanted = np.flatnonzero(few[of_event])
    index, group = indices[wanted], of_event[wanted] - 1
    order = np.lexsort((-index, index >= columns.dated, group))
    rows: dict[int, tuple[int, ...]] = {}
    for g, row in zip(group[order].tolist(), columns.row[index[order]].tolist(), strict=True):
        rows[g] = (*rows.get(g, ()), row)
    return rows


def _places(columns: Columns, members: Ints, limit: int) -> tuple[str, ...]:
    sites = columns.sites
    ids = dict.fromkeys(sites.places[sites.place[member]] for member in members[: 2 * limit])
    return tuple(id for id in ids if id)[:limit]


def _radius(columns: Columns, members: Ints) -> float:
    return float(columns.sites.radius_km[members[0]]) if len(members) == 1 else 0.0


def _box(columns: Columns, members: Ints, lon: float) -> Box:
    """Return the extent, on the copy of the world where the group is drawn."""
    lats, lons = columns.sites.lat[members], columns.sites.lon[members]
    lons = lon + (lons - lon + 180) % 360 - 180
    south, north = float(lats.min()) - _EDGE, float(lats.max()) + _EDGE
    return south, float(lons.min()) - _EDGE, north, float(lons.max()) + _EDGE
