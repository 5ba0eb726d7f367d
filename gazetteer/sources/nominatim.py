"""OpenStreetMap as Nominatim and Photon dump it: one JSON object a line.

The easy way to OpenStreetMap: no tools, extracts of single countries, all names of every place.
Streets, shops and house numbers of a dump are passed over: kinds of place stand in
data/foreign_kinds.toml. The ids are OpenStreetMap's ("osm:N123").
"""

import re
from collections.abc import Iterator, Sequence
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from gazetteer.errors import BadSource
from gazetteer.place import Place
from gazetteer.sources.files.json_lines import inner, json_object
from gazetteer.sources.files.reading import FEATURE, Part, SourceLine, lines, parts
from gazetteer.sources.foreign_kinds import Kind, of_osm, of_rank
from gazetteer.sources.records import (
    ImportOptions,
    NoPlace,
    Note,
    Row,
    clean,
    main_name,
    other_names,
    point,
    reject,
    usual_radius,
    whole,
)

# the names people use; "ref", "wikidata", "etymology" are tags of a name, no names
_NAMES = re.compile(
    r"(?:_place_)?(?P<kind>name|(?:alt|int|loc|old|official|short|reg|nat|local)(?:_name)?)"
    r"(?::(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,8})?))?"
)
# the name on the signs, else one that is meant for strangers
_FIRST = ("name", "int_name", "name:en")
_TYPES = ("NominatimDumpFile", "CountryInfo", "Place")
# Photon's word for a rank, where a dump has no rank of its own
_TYPE_RANKS = {"country": 4, "state": 8, "county": 12, "city": 16, "district": 18}
_NUMBER = re.compile(r"[0-9]{1,15}")
_KM = 111.32


def read(paths: Sequence[Path], options: ImportOptions) -> Iterator[Row]:
    """Yield the places of dumps; kinds of things that are none are counted in a Note."""
    for part in parts(paths):
        yield from _dump(part, options)


def _dump(part: Part, options: ImportOptions) -> Iterator[Row]:
    known = other = 0
    for line in lines(part, options.reading, FEATURE):
        try:
            entry = json_object(line)
            if not known and entry.get("type") not in _TYPES:
                raise BadSource(_wrong(part, line))
        except NoPlace as error:
            if not known:
                raise BadSource(_wrong(part, line)) from error
            yield reject(line, error.reason)
            continue
        known += 1
        for row in _rows(entry, line, options):
            if row is None:
                other += 1
            elif not isinstance(row, Place) or options.wants(row):
                yield row
    if not known:
        raise BadSource(f"{part.name}: no lines in it")
    yield Note(f"{part.name}: {other:,} streets, houses, shops and other things passed over")


def _wrong(part: Part, line: SourceLine) -> str:
    start = line.text.lstrip()[:200]
    hint = ""
    if '"FeatureCollection"' in start or '"Feature"' in start:
        hint = "; did you mean geojson?"
    elif '"claims"' in start or '"labels"' in start or start.rstrip() in ("[", "[{"):
        hint = "; did you mean wikidata?"
    elif "\t" in start or ("," in start and not start.startswith("{")):
        hint = "; did you mean csv?"
    return (
        f"{part.name} does not look like a Nominatim or Photon dump: its first line is no"
        f' {{"type": "NominatimDumpFile", ...}}{hint}'
    )


def _rows(entry: dict[str, Any], line: SourceLine, options: ImportOptions) -> Iterator[Row | None]:
    """Yield the places of a line, None for what is none of ours."""
    if entry.get("type") != "Place":
        return
    content = entry.get("content")
    for item in content if isinstance(content, list) else [content]:
        try:
            yield _place(item, options.source)
        except NoPlace as error:
            yield reject(line, error.reason)


def _place(item: Any, source: str) -> Place | None:
    if not isinstance(item, dict):
        raise NoPlace("the content is no place")
    kind = _kind(item)
    names = item.get("name")
    if kind is None or not names:
        return None
    named = _named(names)
    name = main_name(next(iter(named), ("", ""))[1])
    population = whole(inner(item, "extra").get("population"))
    lat, lon = _point(item)
    return Place(
        id=_id(item, source),
        name=name,
        lat=lat,
        lon=lon,
        feature_class=kind[0],
        feature_code=kind[1],
        country=_country(item),
        population=population,
        radius_km=_reach(item, kind) or usual_radius(*kind, population),
        names=other_names(name, named),
        source=source,
    )


def _kind(item: dict[str, Any]) -> Kind | None:
    """Return the kind by tag; a boundary by its rank, but a town's boundary is the town."""
    key, value = item.get("osm_key"), item.get("osm_value")
    if not isinstance(key, str) or not isinstance(value, str):
        raise NoPlace("no osm_key and osm_value")
    if (key, value) != ("boundary", "administrative"):
        return of_osm(key, value)
    extra = inner(item, "extra")
    town = of_osm("place", str(extra.get("linked_place") or extra.get("place") or ""))
    if town and town[0] == "P":
        return town
    rank = item.get("rank_address")
    if not isinstance(rank, int):
        rank = _TYPE_RANKS.get(str(item.get("address_type")))
    return of_rank(rank) if rank else ("A", "ADMD")


def _named(names: Any) -> list[tuple[str, object]]:
    """Return (language, name) pairs, the main name first; a tag may hold several, with ";"."""
    if not isinstance(names, dict):
        raise NoPlace("the name is no list of names")
    found: list[tuple[int, str, object]] = []
    for tag, text in names.items():
        match = _NAMES.fullmatch(str(tag))
        if match and isinstance(text, str):
            language = match["language"] or ""
            order = _FIRST.index(tag) if tag in _FIRST else len(_FIRST)
            found += [(order, language, part) for part in text.split(";") if clean(part)]
    return [(language, text) for _, language, text in sorted(found, key=lambda named: named[0])]


def _point(item: dict[str, Any]) -> tuple[float, float]:
    centroid = item.get("centroid")
    if not isinstance(centroid, list) or len(centroid) != 2:
        raise NoPlace("no centroid")
    return point(centroid[1], centroid[0])


def _id(item: dict[str, Any], source: str) -> str:
    letter, number = item.get("object_type"), item.get("object_id")
    if letter in ("N", "W", "R") and _NUMBER.fullmatch(str(number)):
        return f"osm:{letter}{number}"
    given = clean(str(item.get("place_id") or ""))
    if not given:
        raise NoPlace("no object_type and object_id, and no place_id")
    return f"{source}:{given}"


def _country(item: dict[str, Any]) -> str:
    code = item.get("country_code")
    return code.upper() if isinstance(code, str) and re.fullmatch("[A-Za-z]{2}", code) else ""


def _reach(item: dict[str, Any], kind: Kind) -> float:
    """Return half the diagonal of what is an area or a line, 0 where a town or nothing is said."""
    box = item.get("bbox")
    if kind[0] in "PS" or not isinstance(box, list) or len(box) != 4:
        return 0.0
    try:
        west, south, east, north = box
        one, other = point(south, west), point(north, east)
    except NoPlace:
        return 0.0
    across = abs(other[1] - one[1]) * cos(radians(one[0]))
    return round(min(2000.0, _KM * hypot(across, other[0] - one[0]) / 2), 2)
