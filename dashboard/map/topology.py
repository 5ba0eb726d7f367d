"""TopoJSON decoded, and its shapes written as whole steps: what the basemap is made of."""

import math
from collections.abc import Iterable
from typing import Any

DECIMALS = 3  # about 100 m, finer than the 1:50 million source

Point = tuple[float, float]
Geometry = dict[str, Any]


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """Decode a TopoJSON file's delta-coded arcs to longitude and latitude."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            point = (round(x * kx + dx, DECIMALS), round(y * ky + dy, DECIMALS))
            if not points or points[-1] != point:
                points.append(point)
        arcs.append(points)
    return arcs


def line(indexes: Iterable[int], arcs: list[list[Point]]) -> list[Point]:
    """Join arcs end to end; a negative index is that arc backwards (~index)."""
    points: list[Point] = []
    for index in indexes:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(part[1:] if points and part and points[-1] == part[0] else part)
    return points


def polygons(geometry: Geometry, arcs: list[list[Point]]) -> list[list[list[Point]]]:
    """Decode a Polygon or MultiPolygon, leaving out rings that rounding made a point or a line."""
    kinds = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs", [])}
    found = []
    for rings in kinds.get(geometry.get("type", ""), []):
        drawn = [line(ring, arcs) for ring in rings]
        if drawn and len(drawn[0]) > 3:
            found.append([ring for ring in drawn if len(ring) > 3])
    return found


def lines(geometry: Geometry, arcs: list[list[Point]]) -> list[list[Point]]:
    """Decode a LineString or MultiLineString."""
    kinds = {"LineString": [geometry.get("arcs")], "MultiLineString": geometry.get("arcs", [])}
    found = (line(part, arcs) for part in kinds.get(geometry.get("type", ""), []))
    return [part for part in found if len(part) > 1]


def steps(points: list[Point]) -> list[int]:
    """Write a line as whole steps from point to point, x then y: a third of GeoJSON's size."""
    unit = 10**DECIMALS
    whole = [(round(x * unit), round(y * unit)) for x, y in points]
    before = [(0, 0), *whole[:-1]]
    return [n for (x, y), (px, py) in zip(whole, before, strict=True) for n in (x - px, y - py)]


def areas(layer: dict[str, Any], arcs: list[list[Point]]) -> list[list[list[int]]]:
    """Decode a layer of polygons to rings of steps; the first ring of each is its outline."""
    shapes = (shape for geometry in layer["geometries"] for shape in polygons(geometry, arcs))
    return [[steps(ring) for ring in shape] for shape in shapes]


def thinned(points: list[Point], tolerance: float) -> list[Point]:
    """Leave out corners nearer than `tolerance` degrees to the line without them (Douglas-Peucker).

    The ends stay.
    """
    kept, open_spans = {0, len(points) - 1}, [(0, len(points) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        between = range(first + 1, last)
        off = [_off(points[i], points[first], points[last]) for i in between]
        if off and max(off) > tolerance:
            corner = between[off.index(max(off))]
            kept.add(corner)
            open_spans += [(first, corner), (corner, last)]
    return [points[i] for i in sorted(kept)]


def _off(point: Point, start: Point, end: Point) -> float:
    """Measure how far a point lies from the line through two others."""
    x, y = point[0] - start[0], point[1] - start[1]
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    return abs(x * dy - y * dx) / length if length else math.hypot(x, y)
