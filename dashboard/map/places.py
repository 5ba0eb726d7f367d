"""What the map draws: the places in view with how many events, of what kind, how sure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from dashboard.aggregates.aggregate import GROUP, STATUS, TYPE, Aggregate
from dashboard.aggregates.clusters import Cluster, cluster
from dashboard.aggregates.columns import Columns, Ints, inside
from dashboard.events.filter import Box
from dashboard.events.status import CLAIMED, CONFIRMED, CONTESTED, DENIED, SINGLE
from dashboard.extraction.types.event_type import by_sub_type, group_of
from dashboard.map.density import CELL, density
from dashboard.stores import ReadOnlyStore
from dashboard.translations import ENGLISH, Translator, translator
from dashboard.translations.plain_text import plain

UNKNOWN_COLOUR = "#6b7280"
NAMED_COLOUR = "#4d6579"  # of places that are only named; map.css has it too
# Found by a search for the largest least difference (CIE76) under four kinds of sight: 32.
GROUP_COLOURS = {
    "conflict": "#be1b0f",
    "disaster": "#0055bb",
    "accident": "#f0aa1f",
    "crime": "#4a1158",
    "politics": "#27c570",
    "humanitarian": "#df4b98",
    "economy": "#7b2835",
    "society": "#b5c4ff",
}
# Told apart by how light they are too; what is disputed has a ring besides.
STATUS_COLOURS = {
    CONTESTED: "#c2410c",
    DENIED: "#3b0764",
    CLAIMED: "#e0a100",
    SINGLE: "#8b98a5",
    CONFIRMED: "#1f6f8b",
}
ROUNDING = 2e-5  # degrees; boxes travel with five decimals
VAST = 300.0  # km
MOST_AREAS = 80  # shapes looked up in the store for one answer
AREAS_FROM_ZOOM = 6  # below it only maps with few places show how sure they are
FEW_PLACES = 25
MOST_NAMED = 400  # circles of places that are only named, in one answer


def colour_of(sub_type: str) -> str:
    """Return the colour of a sub-type's group, by the name that events and filters use."""
    return GROUP_COLOURS.get(group_of(sub_type), UNKNOWN_COLOUR)


def colour_of_kind(label: str, by: str) -> str:
    """Return the colour of a group, a sub-type, or of how an event stands, as `by` says."""
    if by == STATUS:
        return STATUS_COLOURS[label]
    if by == GROUP:
        return GROUP_COLOURS.get(label, UNKNOWN_COLOUR)
    kind = by_sub_type().get(label)
    return kind.colour if kind else UNKNOWN_COLOUR


@dataclass(frozen=True, slots=True)
class InView:
    """What the browser looks at: a box at a zoom, coloured `by` group, type or status.

    `dense` asks for the density layer too, `translator` says what the colours mean, and
    `called` gives a place's name in it, by its id and main name.
    """

    bounds: Box
    zoom: int
    by: str = GROUP
    dense: bool = False
    translator: Translator = field(default_factory=partial(translator, ENGLISH))
    called: Callable[[str, str], str] = lambda id, name: name


def places_in_view(
    store: ReadOnlyStore, aggregate: Aggregate, view: InView, named: Aggregate | None = None
) -> dict[str, Any]:
    """Group the events that were counted for a view, as what the map's script expects.

    `kinds` are what the colours mean: types, or by status how the events stand. `named` are the
    places that articles name, where these are wanted too.

    A place with one event says which type that is of, and its icon.

    Names are text from articles and gazetteers: the script puts them in as text, never as HTML.
    """
    groups = cluster(aggregate, view.bounds, view.zoom)
    close = view.zoom >= AREAS_FROM_ZOOM or len(groups) <= FEW_PLACES
    shapes = _shapes(store, aggregate.columns, groups) if close else {}
    sites = aggregate.columns.sites
    names = dict(zip(sites.places, sites.names, strict=True))
    here = inside(sites, view.bounds)
    counts = aggregate.counts[here].sum(axis=0).tolist()
    answer: dict[str, Any] = {
        "total": aggregate.total,
        "kinds": [
            {"label": _said(label, view), "colour": colour_of_kind(label, view.by), "n": n}
            for label, n in zip(aggregate.kinds, counts, strict=False)
        ],
        "disputed": int(aggregate.disputed[here].sum()),
        "places": [
            _place(group, names, shapes.get(i), view) | _type(aggregate.columns, group, view)
            for i, group in enumerate(groups)
        ],
    }
    if named is not None:
        answer["named"] = named_in_view(named, view)
    if view.dense:
        answer["density"] = density(aggregate, view.bounds, view.zoom)
        answer["cell"] = CELL
    return answer


def named_in_view(named: Aggregate, view: InView) -> list[dict[str, Any]]:
    """Group the places that articles name, each with how many articles do."""
    groups = cluster(named, view.bounds, view.zoom)[:MOST_NAMED]
    sites = named.columns.sites
    names = dict(zip(sites.places, sites.names, strict=True))
    return [_place(group, names, None, view) for group in groups]


def _said(label: str, view: InView) -> str:
    """Write a group, type or status as the pages do, where all begin with a capital."""
    label = plain(label)
    if view.by == TYPE:
        return view.translator(label)
    return view.translator(label.capitalize() or "Other types")


def _type(columns: Columns, group: Cluster, view: InView) -> dict[str, str]:
    """Return the type of a place's only event, and its icon; nothing where it has several."""
    if group.count != 1:
        return {}
    label = columns.types[columns.type[group.newest]]
    kind = by_sub_type().get(label)
    return {"type": view.translator(plain(label)), "icon": kind.icon if kind else ""}


def _place(
    group: Cluster, names: dict[str, str], shape: list[Any] | None, view: InView
) -> dict[str, Any]:
    known = [plain(view.called(id, names[id])) for id in group.places[:3] if names.get(id)][:1]
    return {
        "lat": round(group.lat, 5),
        "lon": round(group.lon, 5),
        "n": group.count,
        "kind": group.kind,
        "disputed": group.disputed,
        "name": known[0] if known else "",
        "others": group.sites - 1,
        "box": [round(side, 5) for side in group.box],
        "area": shape,
    }


def _shapes(store: ReadOnlyStore, columns: Columns, groups: list[Cluster]) -> dict[int, list[Any]]:
    """Return [lat, lon, radius in km, shape, bearing] of groups that are one uncertain point."""
    single = [i for i, group in enumerate(groups) if group.area][:MOST_AREAS]
    newest = store.events_at([int(columns.row[groups[i].newest]) for i in single])
    shapes: dict[int, list[Any]] = {}
    for i, event in zip(single, newest, strict=True):
        shapes[i] = [round(groups[i].lat, 5), round(groups[i].lon, 5)]
        area = event.area
        shapes[i] += (
            [area.radius_km, area.shape, area.bearing]
            if area and area.radius_km
            else [groups[i].radius_km, "circle", None]
        )
    return shapes


def extent(aggregate: Aggregate) -> Box | None:
    """Return the box around all placed events, None where there is none.

    A sea or a country among towns does not count: its centre would only push them together.
    """
    sites, site = aggregate.columns.sites, np.flatnonzero(aggregate.newest >= 0)
    if not len(site):
        return None
    sharp = site[sites.radius_km[site] <= VAST]
    site = sharp if len(sharp) else site
    lat, lon = sites.lat[site], sites.lon[site]
    return float(lat.min()), float(lon.min()), float(lat.max()), float(lon.max())


def within(columns: Columns, indices: Ints, box: Box) -> Ints:
    """Keep the events placed in a box, give or take the rounding of its sides (about 2 m)."""
    south, west, north, east = box
    wider = (south - ROUNDING, west - ROUNDING, north + ROUNDING, east + ROUNDING)
    here = np.append(inside(columns.sites, wider), False)  # the last one, at -1: unplaced
    found: Ints = indices[here[columns.site[indices]]]
    return found
