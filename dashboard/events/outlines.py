"""The outline of an area on the globe, as rings of longitude and latitude."""

import math

from dashboard.model import Area

Position = tuple[float, float]  # longitude, latitude, as everywhere in GeoJSON and KML
Ring = list[Position]

_POINT_KM = 0.5  # smaller areas are points
_EARTH_KM = 6371.009
_STEPS = 64  # corners of a circle
_HALF_SECTOR = 45  # degrees
_DIGITS = 6
_LEAST = 4  # positions of a ring


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
    # One that only touches the antimeridian has no inside there.
    return [ring for ring in closed if len(ring) >= _LEAST]


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
    corners = list(dict.fromkeys(rounded(position) for position in ring))
    return [*corners, corners[0]]


def rounded(position: Position) -> Position:
    """Round to about 10 cm."""
    return round(position[0], _DIGITS), round(position[1], _DIGITS)
