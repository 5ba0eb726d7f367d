"""The store's events as date-sorted numpy columns, for the map and the timeline."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dashboard.events.filter import Box
from dashboard.events.status import STATUSES
from dashboard.extraction.types.event_type import sub_types
from dashboard.stores import EventPoint, Filter, ReadOnlyStore
from dashboard.stores.where import wrapped

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
_T = TypeVar("_T")

# Behind every real day, so that undated events sort last.
NO_DAY = date.max.toordinal() + 1


@dataclass(frozen=True, slots=True, eq=False)
class Sites:
    """The distinct points; `x` and `y` are web-mercator, 0 to 1 from the north-west corner.

    `place` is an index into `places` (ids, "" for a point without a named place), `names` and
    `countries` (ISO codes);
    `radius_km` is the largest of the site's events.
    """

    lat: Floats
    lon: Floats
    x: Floats
    y: Floats
    radius_km: Floats
    place: Ints
    places: tuple[str, ...]
    names: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """All events of one moment, by first day; an *index* counts events in this order.

    Days are `date.toordinal()`; `first` and `last` are NO_DAY from index `dated` on. `type`,
    `document` and `mode` are indices into `types`, `documents` (whose are `sources`) and `modes`,
    `status` one into `events.status.STATUSES`, `site` one into `sites`, -1 where unplaced. `row` is
    the store's.
    `incident` numbers the incidents that several reports tell of, -1 where an event is told once.
    `longest` is the days between first and last of the longest event. `version` is the store's:
    load again when it has changed.
    """

    version: int
    row: Ints
    first: Ints
    last: Ints
    type: Ints
    document: Ints
    mode: Ints
    status: Ints
    site: Ints
    incident: Ints
    probability: Floats
    dated: int
    longest: int
    types: tuple[str, ...]
    documents: tuple[str, ...]
    sources: tuple[str, ...]
    modes: tuple[str, ...]
    sites: Sites


def load(store: ReadOnlyStore) -> Columns:
    """Read all events of a store in one pass."""
    return _columns(store.points(), store)


def load_namings(store: ReadOnlyStore) -> Columns:
    """Read the places that articles name as columns of their own, one row a day that is told of.

    The rows of one article and place have one `incident`: with `once`, articles are counted.
    """
    columns = _columns(store.namings(), store)
    both = columns.site.astype(np.int64) * (len(columns.documents) + 1) + columns.document
    _, pair, times = np.unique(both, return_inverse=True, return_counts=True)
    incident = np.where(times[pair] > 1, pair, -1).astype(np.int32)
    return replace(columns, incident=incident)


def _columns(points: Iterable[EventPoint], store: ReadOnlyStore) -> Columns:
    version, sources = store.version(), store.sources()
    types, documents, modes = _Numbers[str](), _Numbers[str](), _Numbers[str]()
    places, sites = _Numbers[tuple[str, str, str]](), _Numbers[tuple[float, float, int]]()
    codes = {status: code for code, status in enumerate(STATUSES)}
    numbers, probabilities, radii = array("q"), array("d"), array("d")
    incidents, incident = _Numbers[str](), array("l")
    incidents[""] = 0
    for point in points:
        site = -1
        if point.lat is not None and point.lon is not None:
            site = sites[point.lat, point.lon, places[point.place, point.place_name, point.country]]
            if site == len(radii):
                radii.append(0.0)
            radii[site] = max(radii[site], point.radius_km)
        first = NO_DAY if point.first is None else point.first
        last = NO_DAY if point.last is None else point.last
        known = types[point.sub_type], documents[point.document], modes[point.mode]
        numbers.extend((point.row, first, last, *known, codes[point.status], site))
        incident.append(incidents[point.incident] - 1)
        probabilities.append(point.probability)
    table = np.array(numbers, dtype=np.int64).reshape(-1, 8)
    order = np.lexsort((table[:, 0], table[:, 2], table[:, 1]))
    row, *columns = table[order].T
    first, last, type_, document, mode, status, site = (c.astype(np.int32) for c in columns)
    return Columns(
        version=version,
        row=row.copy(),
        first=first,
        last=last,
        type=type_,
        document=document,
        mode=mode,
        status=status.astype(np.int8),
        site=site,
        incident=np.array(incident, dtype=np.int32)[order],
        probability=np.array(probabilities, dtype=np.float64)[order],
        dated=int(np.searchsorted(first, NO_DAY)),
        longest=int((last - first).max(initial=0)),
        types=tuple(types),
        documents=tuple(documents),
        sources=tuple(sources.get(id, "") for id in documents),
        modes=tuple(modes),
        sites=_sites(list(sites), radii, list(places)),
    )


def matching(store: ReadOnlyStore, filter: Filter) -> Ints | None:
    """Ask the store which rows have a filter's words and actors; None where it has neither."""
    if not (filter.words or filter.actors):
        return None
    return np.array(store.having(filter.words, filter.actors), dtype=np.int64)


def visible(columns: Columns, filter: Filter, rows: Ints | None = None) -> Ints:
    """Return the indices of the events wanted, in order; `rows` is what `matching` said.

    Agrees with `Store.rows`, except that `limit`, `offset` and `newest` play no part.
    """
    spans = [(_days(columns, filter), filter.since)]
    if filter.undated:
        spans.append((slice(columns.dated, len(columns.row)), None))
    sites = _wanted_sites(columns.sites, filter)
    found = []
    for span, since in spans:
        keep = columns.probability[span] >= filter.min_probability
        for mask in _masks(columns, filter, span):
            keep &= mask
        if sites is not None:
            keep &= sites[columns.site[span]]
        if since:
            keep &= columns.last[span] >= since.toordinal()
        if rows is not None:
            keep &= np.isin(columns.row[span], rows)
        found.append(np.flatnonzero(keep) + span.start)
    indices = np.concatenate(found)
    return once(columns, indices) if filter.once else indices


def once(columns: Columns, indices: Ints) -> Ints:
    """Keep of the reports of an incident the one that stands for it, as the store chooses it."""
    incident = columns.incident[indices]
    several = np.flatnonzero(incident >= 0)
    at = indices[several]
    nowhere, undated = columns.site[at] < 0, at >= columns.dated
    keys = (columns.row[at], -columns.probability[at], undated, nowhere, incident[several])
    order = np.lexsort(keys)
    _, leads = np.unique(incident[several][order], return_index=True)
    keep = incident < 0
    keep[several[order[leads]]] = True
    return indices[keep]


def between(columns: Columns, indices: Ints, since: date | None, until: date | None) -> Ints:
    """Keep the events of `indices` whose days touch a range, and the undated ones among them."""
    dated = int(np.searchsorted(indices, columns.dated))
    stop = dated
    if until:
        stop = int(np.searchsorted(columns.first[indices[:dated]], until.toordinal(), "right"))
    inside = indices[:stop]
    if since:
        inside = inside[columns.last[inside] >= since.toordinal()]
    return np.concatenate([inside, indices[dated:]])


def inside(sites: Sites, box: Box) -> Mask:
    """Return of each site whether it lies in a box, which may be on any copy of the world."""
    south, west, north, east = wrapped(box)
    after, before = sites.lon >= west, sites.lon <= east
    beside: Mask = (after & before) if west <= east else (after | before)
    return beside & (sites.lat >= south) & (sites.lat <= north)


def mercator(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """Project degrees to web-mercator, 0 to 1 from the north-west corner."""
    sine = np.sin(np.radians(np.clip(lat, -85.0511, 85.0511)))
    return (lon + 180) / 360, 0.5 - np.arctanh(sine) / (2 * np.pi)


class _Numbers(dict[_T, int]):
    """Values numbered in the order they are met."""

    def __missing__(self, value: _T) -> int:
        self[value] = number = len(self)
        return number


def _sites(
    points: list[tuple[float, float, int]],
    radii: "array[float]",
    places: list[tuple[str, str, str]],
) -> Sites:
    table = np.array(points, dtype=np.float64).reshape(-1, 3)
    lat, lon = table[:, 0].copy(), table[:, 1].copy()
    ids, names, countries = (tuple(place[i] for place in places) for i in range(3))
    radius = np.array(radii, dtype=np.float64)
    return Sites(
        lat, lon, *mercator(lat, lon), radius, table[:, 2].astype(np.int32), ids, names, countries
    )


def _days(columns: Columns, filter: Filter) -> slice:
    """Return the dated events that could touch the days wanted."""
    first = columns.first[: columns.dated]
    start, stop = 0, columns.dated
    if filter.since:
        start = int(np.searchsorted(first, filter.since.toordinal() - columns.longest))
    if filter.until:
        stop = int(np.searchsorted(first, filter.until.toordinal(), side="right"))
    return slice(start, max(start, stop))


def _masks(columns: Columns, filter: Filter, span: slice) -> Iterator[Mask]:
    for values, wanted, names in (
        (columns.type, sub_types(filter.types), columns.types),
        (columns.mode, filter.modes, columns.modes),
        (columns.document, filter.articles, columns.documents),
        (columns.document, filter.sources, columns.sources),
        (columns.status, filter.statuses, STATUSES),
    ):
        if wanted and not set(names) <= set(wanted):
            yield np.isin(names, wanted)[values[span]]


def _wanted_sites(sites: Sites, filter: Filter) -> Mask | None:
    """Return of each site whether it is wanted; the last entry, at -1, is for unplaced events."""
    keep = np.ones(len(sites.lat) + 1, dtype=np.bool_)
    if filter.box:
        keep[:-1] &= inside(sites, filter.box)
    if filter.places:
        keep[:-1] &= np.isin(sites.places, filter.places)[sites.place]
    if filter.countries:
        keep[:-1] &= np.isin(sites.countries, filter.countries)[sites.place]
    keep[-1] = filter.unplaced and not (filter.places or filter.countries)
    return None if keep.all() else keep
