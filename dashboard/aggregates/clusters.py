"""The events in view as at most a screenful of circles: by place, near places together."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dashboard.aggregates.aggregate import Aggregate
from dashboard.aggregates.columns import Columns, Floats, Ints
from dashboard.events.filter import Box

_NEAR = 44  # px; circles closer than this are drawn as one
_SPLIT = 13  # from this zoom on only what lies on the same pixel is one
_LIMIT = 20
_TILE = 256  # px of the whole world at zoom 0
_EDGE = 2e-5  # degrees around a group's box: a URL keeps five decimals
AREA_KM = 0.5  # a place known to more than this is drawn as an area


@dataclass(frozen=True, slots=True)
class Cluster:
    """A circle on the map, where the place with most of its events is.

    `kind` indexes the tally's kinds, the most frequent one; `disputed` counts the events that are
    contested or denied. `places` are ids, the fullest first, at most `limit`; `sites` counts all
    its points. `newest` is the index of the newest event at the fullest of them. `radius_km` is
    known (and `area` true beyond AREA_KM) where the group is a single point. `box` holds all its
    points.
    """

    lat: float
    lon: float
    count: int
    kind: int
    disputed: int
    places: tuple[str, ...]
    sites: int
    newest: int
    radius_km: float
    area: bool
    box: Box


def cluster(
    aggregate: Aggregate, bounds: Box, zoom: float, *, limit: int = _LIMIT
) -> list[Cluster]:
    """Group the placed events that were counted for a view, the largest group first.

    `bounds` is south, west, north, east; it may lie on any copy of the world, and the groups come
    back on the same one. Groups a little outside are included: they reach into the view, and
    panning does not change how places are grouped.
    """
    columns, sites = aggregate.columns, aggregate.columns.sites
    live, x, y = in_view(columns, aggregate.sites, bounds, zoom)
    if not len(live):
        return []
    group = _merge(x, y, _NEAR if zoom < _SPLIT else 1)
    order = np.argsort(group, kind="stable")
    members = np.split(live[order], np.cumsum(np.bincount(group))[:-1])
    starts = np.searchsorted(group[order], np.arange(len(members)))
    counts = np.add.reduceat(aggregate.counts[live[order]], starts)
    disputed = np.add.reduceat(aggregate.disputed[live[order]], starts)
    totals = counts.sum(axis=1)
    lon = x[order[starts]] / (_TILE * 2**zoom) * 360 - 180
    return [
        Cluster(
            lat=float(sites.lat[members[g][0]]),
            lon=float(lon[g]),
            count=int(totals[g]),
            kind=int(counts[g].argmax()),
            disputed=int(disputed[g]),
            places=_places(columns, members[g], limit),
            sites=len(members[g]),
            newest=int(aggregate.newest[members[g][0]]),
            radius_km=(radius := _radius(columns, members[g])),
            area=radius > AREA_KM,
            box=_box(columns, members[g], float(lon[g])),
        )
        for g in np.argsort(-totals, kind="stable").tolist()
    ]


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
