"""The middle of a shape and how far it reaches: GeoJSON geometries and well-known text."""

import re
from collections.abc import Iterator, Sequence
from math import cos, hypot, pi, radians, sqrt
from typing import Any

from gazetteer.reason import Reason
from gazetteer.sources.records import NoPlace, number, point

Ring = list[tuple[float, float]]  # (lon, lat), as both formats have them
_KM = 111.32  # of a degree of latitude
# how many lists deep the positions of a shape lie
_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "Polygon": 2, "MultiLineString": 2} | {
    "MultiPolygon": 3
}
_WKT = re.compile(r"\s*+(?:SRID=4326;\s*+)?([A-Z]++)\s*+(?:Z\s*+)?(\(.*\))\s*", re.I | re.S)
# A number begins with its sign or where no number stands before it.
_COORDINATE = r"((?:-|(?<![\d.]))[\d.]++(?:e-?\d++)?)"
_PAIR = re.compile(rf"{_COORDINATE}\s++{_COORDINATE}[^,()]*", re.I)
_MOST_SHAPES = 10_000


def middle(geometry: Any) -> tuple[float, float, float]:
    """Return (lat, lon, radius in km) of a GeoJSON geometry; the radius of a point is 0.

    An area's middle is its centre of mass and its radius that of a circle of its size; a line's
    middle is the corner half-way. Of a collection the first point counts, else its first shape.
    """
    shapes = list(_shapes(geometry))
    if not shapes:
        raise NoPlace(Reason("geometry.none"))
    kind, rings = next((shape for shape in shapes if shape[0] == "Point"), shapes[0])
    corners = [corner for ring in rings for corner in ring]
    if not corners:
        raise NoPlace(Reason("geometry.empty"))
    if "Polygon" in kind:
        return _area(rings)
    lon, lat = corners[len(corners) // 2]
    here = point(lat, lon)
    if kind == "Point":
        return *here, 0.0
    return *here, round(max(_km(corner, (lon, lat)) for corner in corners), 2)


def middle_of_wkt(text: str) -> tuple[float, float, float]:
    """Return (lat, lon, radius in km) of a shape in well-known text."""
    return middle(_geojson(text))


def _shapes(geometry: Any) -> Iterator[tuple[str, list[Ring]]]:
    """Yield (type, rings) of all simple shapes in a geometry, collections opened."""
    waiting, seen = [geometry], 0
    while waiting:
        shape = waiting.pop(0)
        seen += 1
        if not isinstance(shape, dict) or seen > _MOST_SHAPES:
            continue
        kind = shape.get("type")
        if kind == "GeometryCollection" and isinstance(shape.get("geometries"), list):
            waiting += shape["geometries"]
        elif isinstance(kind, str) and kind in _DEPTH and shape.get("coordinates"):
            yield kind, _rings(kind, shape["coordinates"])
        elif isinstance(shape.get("geowkt"), str):
            waiting.append(_geojson(shape["geowkt"]))
        elif shape.get("coordinates"):
            raise NoPlace(Reason("geometry.type", (str(kind)[:40],)))


def _rings(kind: str, coordinates: Any) -> list[Ring]:
    """Return the lines of a shape; of each polygon only its outer ring, for holes count little."""
    depth = _DEPTH[kind]
    if depth < 2:
        return [_ring([coordinates] if depth == 0 else coordinates)]
    if kind == "Polygon":
        return [_ring(_list(coordinates)[0])]
    if kind == "MultiLineString":
        return [_ring(line) for line in _list(coordinates)]
    return [_ring(polygon[0]) for polygon in _list(coordinates) if _list(polygon)]


def _ring(positions: Any) -> Ring:
    return [_position(position) for position in _list(positions)]


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise NoPlace(Reason("geometry.depth"))
    return value


def _position(pair: Any) -> tuple[float, float]:
    if not isinstance(pair, list) or len(pair) < 2:
        raise NoPlace(Reason("geometry.position"))
    return number(pair[0]), number(pair[1])


def _area(rings: list[Ring]) -> tuple[float, float, float]:
    """Return the centre of mass of outer rings, in a plane that is good enough for a radius."""
    across = max(c[0] for r in rings for c in r) - min(c[0] for r in rings for c in r)
    if across > 180:  # over the 180th meridian
        rings = [[(lon % 360, lat) for lon, lat in ring] for ring in rings]
    ox, oy = rings[0][0]  # small areas far from 0, 0 would drown in rounding
    total = x = y = 0.0
    for ring in rings:
        for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
            x0, y0, x1, y1 = one[0] - ox, one[1] - oy, other[0] - ox, other[1] - oy
            cross = x0 * y1 - x1 * y0
            total, x, y = total + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if abs(total) < 1e-12:  # a line drawn as an area
        lon, lat = rings[0][len(rings[0]) // 2]
        return *point(lat, _wrapped(lon)), 0.0
    lon, lat = ox + x / (3 * total), oy + y / (3 * total)
    size = abs(total) / 2 * _KM * _KM * max(0.01, cos(radians(lat)))
    return *point(lat, _wrapped(lon)), round(sqrt(size / pi), 2)


def _wrapped(lon: float) -> float:
    return lon - 360 if lon > 180 else lon


def _km(one: Sequence[float], other: Sequence[float]) -> float:
    across = (one[0] - other[0]) * cos(radians(other[1]))
    return hypot(across, one[1] - other[1]) * _KM


def _geojson(text: str) -> dict[str, Any]:
    """Read a shape in well-known text as GeoJSON; holes and parts are all rings of one shape."""
    match = _WKT.fullmatch(text)
    kinds = {kind.upper(): kind for kind in _DEPTH}
    if not match or match[1].upper() not in kinds:
        raise NoPlace(Reason("geometry.text", (text[:40],)))
    kind = kinds[match[1].upper()]
    rings = [
        [[number(x), number(y)] for x, y in _PAIR.findall(group)]
        for group in re.findall(r"[^()]+", match[2])
        if _PAIR.search(group)
    ]
    if not rings:
        raise NoPlace(Reason("geometry.positions", (text[:40],)))
    depth = _DEPTH[kind]
    if depth == 0:
        return {"type": kind, "coordinates": rings[0][0]}
    if depth == 1:
        return {"type": kind, "coordinates": [pair for ring in rings for pair in ring]}
    return {"type": kind, "coordinates": rings if depth == 2 else [[ring] for ring in rings]}
