"""Events as GeoJSON (RFC 7946): a point, or a polygon where the words locate only an area."""

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.exports.csv_ import Value, flat
from dashboard.model import Area, Document, Event
from dashboard.status import ALONE, Standing

Position = tuple[float, float]  # longitude, latitude, as everywhere in GeoJSON and KML
Ring = list[Position]

_POINT_KM = 0.5  # smaller areas are points
_EARTH_KM = 6371.009
_STEPS = 64  # corners of a circle
_HALF_SECTOR = 45  # degrees
_DIGITS = 6
_LEAST = 4  # positions of a ring


def export(
    events: Iterable[Event],
    documents: Mapping[str, Document],
    standings: Mapping[str, Standing] = ALONE,
) -> bytes:
    """Write a FeatureCollection; an event without a point has the geometry null."""
    features = [
        _feature(event, flat(event, documents.get(event.document), standings.get(event.id)))
        for event in events
    ]
    whole = {"type": "FeatureCollection", "features": features}
    return json.dumps(whole, ensure_ascii=False).encode(errors="backslashreplace")


def rings(area: Area) -> list[Ring]:
    """Return the outline of an area, counter-clockwise and closed.

    A sector is a slice; whatever else the words name lies within its radius, and is a circle as on
    the map. One that crosses the antimeridian is cut into two there. None for a point and for an
    area around a pole.
    """
    to_pole = math.radians(90 - abs(area.lat)) * _EARTH_KM
    if area.radius_km <= _POINT_KM or area.radius_km >= to_pole:
        return []
    if area.shape == "sector" and area.bearing is not None:
        steps = _STEPS // 4
        arc = [_HALF_SECTOR - 2 * _HALF_SECTOR * step / steps for step in range(steps + 1)]
        corners = [(area.lon, area.lat), *(_corner(area, area.bearing + turn) for turn in arc)]
    else:
        bearings = [-360 * step / _STEPS for step in range(_STEPS)]
        corners = [_corner(area, bearing) for bearing in bearings]
    closed = (_closed(part) for part in _cut(corners))
    return [
        ring for ring in closed if len(ring) >= _LEAST
    ]  # one that only touches the line is none


def _feature(event: Event, properties: dict[str, Value]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": properties.pop("event_id"),
        "geometry": _geometry(event),
        "properties": properties,
    }


def _geometry(event: Event) -> dict[str, Any] | None:
    point = event.area or event.place
    if point is None:
        return None
    parts = rings(event.area) if event.area else []
    if len(parts) > 1:
        return {"type": "MultiPolygon", "coordinates": [[part] for part in parts]}
    if parts:
        return {"type": "Polygon", "coordinates": parts}
    return {"type": "Point", "coordinates": _rounded((point.lon, point.lat))}


def _corner(area: Area, bearing: float) -> Position:
    """Walk `radius_km` from the centre; the longitude is not brought back to -180..180."""
    lat, turn, way = math.radians(area.lat), math.radians(bearing), area.radius_km / _EARTH_KM
    sine = math.sin(lat) * math.cos(way) + math.cos(lat) * math.sin(way) * math.cos(turn)
    east = math.sin(turn) * math.sin(way) * math.cos(lat)
    lon = area.lon + math.degrees(math.atan2(east, math.cos(way) - math.sin(lat) * sine))
    return lon, math.degrees(math.asin(sine))


def _cut(corners: Ring) -> list[Ring]:
    """Part a convex outline at the antimeridian, each part within -180..180."""
    if all(-180 <= lon <= 180 for lon, _ in corners):
        return [corners]
    edge = 180 if max(lon for lon, _ in corners) > 180 else -180
    here = _side(corners, edge, 1 if edge < 0 else -1)
    beyond = _side(corners, edge, -1 if edge < 0 else 1)
    return [here, [(lon - 2 * edge, lat) for lon, lat in beyond]]


def _side(corners: Ring, edge: float, sign: int) -> Ring:
    """Keep what lies east (sign 1) or west (-1) of a meridian (Sutherland and Hodgman)."""
    kept: Ring = []
    for (lon, lat), (to_lon, to_lat) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (lon - edge) * sign >= 0:
            kept.append((lon, lat))
        if (lon - edge) * (to_lon - edge) < 0:
            part = (edge - lon) / (to_lon - lon)
            kept.append((edge, lat + part * (to_lat - lat)))
    return kept


def _closed(ring: Ring) -> Ring:
    rounded = list(dict.fromkeys(_rounded(position) for position in ring))
    return [*rounded, rounded[0]]


def _rounded(position: Position) -> Position:
    return round(position[0], _DIGITS), round(position[1], _DIGITS)
