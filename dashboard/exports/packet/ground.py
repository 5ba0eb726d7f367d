"""The ground of the picture: land, borders, lakes, rivers and names, from the offline basemap."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from dashboard.exports.packet.markup import Element, element
from dashboard.exports.packet.mercator import HEIGHT, WIDTH, MapView, Point, world

_UNIT = 1000  # the basemap's steps in a degree
_FINE = 4.0  # zoom from which the finer shapes are drawn
_EDGE = 6.0  # pixels around the picture in which shapes go on, so that no cut is seen
_STEP = 0.8  # pixels: nearer corners are one
_LETTER, _LINE = 6.3, 14.0  # pixels of a label's letter and line
_MOST_NAMES = 60
_TOWNS_NEARER = 0.5  # zoom: names are drawn smaller than on the screen

Box = tuple[float, float, float, float]  # left, top, right, bottom
Ring = tuple[float, float, float, float, list[Point]]  # its box, then itself, in worlds


def ground(view: MapView) -> list[Element]:
    """Draw what lies below the events."""
    fine = view.zoom >= _FINE
    layers = [("land", _shapes("countries-50m.json" if fine else "countries-110m.json"), True)]
    if fine:
        layers += [("river", _shapes("rivers-10m.json"), False)]
        layers += [("lake", _shapes("lakes-50m.json"), True)]
    paths = [(look, _path(view, shapes, closed)) for look, shapes, closed in layers]
    sea = element("rect", class_="sea", width=WIDTH, height=HEIGHT)
    return [sea, *(element("path", class_=look, d=path) for look, path in paths if path)]


def names(view: MapView, language: str, taken: list[Box]) -> Iterator[Element]:
    """Write the names of countries and larger towns where they touch nothing; `taken` grows."""
    left = _MOST_NAMES
    for lat, lon, name, town in _named(view.zoom, language):
        x, y = view.at(lon, lat)
        x = view.turn(x)
        if not (0 < x < WIDTH and 0 < y < HEIGHT):
            continue
        box = _box(name, x, y, town)
        if _meets(box, taken) or min(box[:2]) < 2 or box[2] > WIDTH - 2 or box[3] > HEIGHT - 22:
            continue
        taken.append(box)
        yield from _label(name, x, y, town)
        left -= 1
        if not left:
            return


def _named(zoom: float, language: str) -> Iterator[tuple[float, float, str, bool]]:
    """Yield latitude, longitude, name and whether it is a town's; what matters most first."""
    for kind, key, nearer in (("country", "countries", 0.0), ("town", "towns", _TOWNS_NEARER)):
        rows = _read(f"{kind}-names.json")
        translated = _names(language).get(key) or [""] * len(rows)
        for row, known in zip(rows, translated, strict=True):
            if row[2] <= zoom + nearer:
                yield row[0], row[1], known or row[3], kind == "town"


def _label(name: str, x: float, y: float, town: bool) -> Iterator[Element]:
    if not town:
        yield element("text", name, class_="country", x=f"{x:.1f}", y=f"{y + 4:.1f}")
        return
    yield element("circle", class_="town", cx=f"{x:.1f}", cy=f"{y:.1f}", r="1.8")
    yield element("text", name, class_="name", x=f"{x:.1f}", y=f"{y - 5:.1f}")


def _box(name: str, x: float, y: float, town: bool) -> Box:
    half = len(name) * _LETTER * (1.0 if town else 1.35) / 2
    return (
        (x - half, y - _LINE - 4, x + half, y + 4) if town else (x - half, y - 9, x + half, y + 9)
    )


def _meets(box: Box, taken: Iterable[Box]) -> bool:
    left, top, right, bottom = box
    return any(left < r and right > x and top < b and bottom > y for x, y, r, b in taken)


# ---- shapes ---------------------------------------------------------------------------------


def _path(view: MapView, shapes: Iterable[Ring], closed: bool) -> str:
    """Write the rings or lines that come into the picture, in every copy of the world it shows."""
    parts = []
    right, bottom = view.left + WIDTH / view.scale, view.top + HEIGHT / view.scale
    for turn in (turn for turn in (-1, 0, 1, 2) if view.left < turn + 1 and right > turn):
        left = view.left - turn
        for west, north, east, south, ring in shapes:
            if west < right - turn and east > left and north < bottom and south > view.top:
                drawn = _thin(
                    [((x - left) * view.scale, (y - view.top) * view.scale) for x, y in ring]
                )
                for part in [_clip(drawn)] if closed else _runs(drawn):
                    if len(part) > 2 or (part and not closed):
                        parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in part))
                        parts.append("Z" if closed else "")
    return "".join(parts)


def _thin(points: list[Point]) -> list[Point]:
    kept = points[:1]
    for x, y in points[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > _STEP:
            kept.append((x, y))
    return kept


def _clip(ring: list[Point]) -> list[Point]:
    """Cut a ring at the picture's edges (Sutherland and Hodgman)."""
    for axis, edge, sign in (
        (0, -_EDGE, 1),
        (0, WIDTH + _EDGE, -1),
        (1, -_EDGE, 1),
        (1, HEIGHT + _EDGE, -1),
    ):
        kept: list[Point] = []
        for here, there in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            a, b = (here[axis] - edge) * sign, (there[axis] - edge) * sign
            if a >= 0:
                kept.append(here)
            if a * b < 0:
                part = a / (a - b)
                kept.append(
                    (here[0] + part * (there[0] - here[0]), here[1] + part * (there[1] - here[1]))
                )
        ring = kept
        if not ring:
            return []
    return ring


def _runs(line: list[Point]) -> Iterator[list[Point]]:
    """Part a line into the stretches that lie in the picture, with a corner before and after."""
    inside = [-_EDGE < x < WIDTH + _EDGE and -_EDGE < y < HEIGHT + _EDGE for x, y in line]
    run: list[Point] = []
    for number, point in enumerate(line):
        near = any(inside[max(0, number - 1) : number + 2])
        if near:
            run.append(point)
        elif run:
            yield run
            run = []
    if len(run) > 1:
        yield run


@cache
def _shapes(name: str) -> list[Ring]:
    """Decode a file of shapes, lists of rings, rings in steps from corner to corner."""
    rings = (_points(ring) for shape in _read(name) for ring in shape)
    found = []
    for ring in rings:
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        found.append((min(xs), min(ys), max(xs), max(ys), ring))
    return found


def _points(steps: list[int]) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append(world(x / _UNIT, y / _UNIT))
    return points


@cache
def _read(name: str) -> list[Any]:
    file = resources.files("dashboard.map") / "basemap" / name
    found: list[Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


@cache
def _names(language: str) -> dict[str, list[str]]:
    """Read what countries and towns are called in a language; nothing where nobody says."""
    file = resources.files("dashboard.map") / "basemap" / f"names-{language}.json"
    if not file.is_file():
        return {}
    found: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return found
