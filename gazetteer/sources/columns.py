"""Which column of somebody's table holds what, found by its name or given by the user."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import pi, sqrt
from typing import Any

from gazetteer.errors import BadPlace, BadSource
from gazetteer.place import Place
from gazetteer.reason import Reason
from gazetteer.sources.country_code import country_code
from gazetteer.sources.foreign_kinds import of_osm, of_rank
from gazetteer.sources.records import (
    ImportOptions,
    NoPlace,
    clean,
    main_name,
    number,
    other_names,
    point,
    usual_radius,
    whole,
)
from gazetteer.spelling.points import read_point

_NAME_IN = re.compile(r"(?:name|label|title|toponym)_?([a-z]{2}|ckb|kmr|azb|syr)(?:_\w+)?")
_NO_WORD = re.compile(r"[\W_]+")
_KIND = re.compile(r"([AHLPRSTUV])(?:\.([A-Z0-9]{1,10}))?")
_WKT = re.compile(
    r"\s*+(?:SRID=4326;\s*+)?POINT\s*+Z?\s*+"
    r"\(\s*+([^\s()]++)\s++([^\s()]++)(?:\s++[^\s()]++)?\s*+\)\s*+",
    re.I,
)
_SEVERAL = re.compile(r"[|;]")
_TAGGED = re.compile(r"([a-z]{2,3}(?:-\w+)?)=(.+)")
_DEGREES = re.compile(r"[°'\"′″]|\d\s*[NSEW]\b", re.I)


@dataclass(frozen=True, slots=True)
class Fields:
    """Where to find what: our names to theirs, and the (language, column) of further names."""

    of: Mapping[str, str]
    names: tuple[tuple[str, str], ...] = ()
    several: tuple[str, ...] = ()

    def get(self, row: Mapping[str, Any], ours: str) -> Any:
        """Return what a row says, "" where there is no such column."""
        value = row.get(self.of.get(ours, ""))
        return "" if value is None else value


@cache
def _known() -> dict[str, dict[str, Any]]:
    text = (resources.files("gazetteer") / "data" / "columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def plain(column: str) -> str:
    """Write a column's name the way columns.toml does."""
    return _NO_WORD.sub("_", column.casefold()).strip("_")


def find(columns: Sequence[str], given: Mapping[str, str], file: str) -> Fields:
    """Find the columns we know; BadSource where one that the user gave is not there."""
    theirs: dict[str, str] = {}
    for column in columns:
        theirs.setdefault(plain(column), column)
    of = {}
    for ours, ways in _known()["columns"].items():
        if found := next((theirs[way] for way in ways if way in theirs), None):
            of[ours] = found
    names = list(_names_in(theirs))
    names += [("", theirs[way]) for way in _known()["names"]["one"] if way in theirs]
    several = [theirs[way] for way in _known()["names"]["several"] if way in theirs]
    for ours, column in given.items():
        if column not in columns:
            raise BadSource(Reason("source.column", (file, column, _list(columns))))
        if ours.startswith("name:"):
            names.append((ours[5:], column))
        elif ours == "names":
            several.append(column)
        else:
            of[ours] = column
    return Fields(of, tuple(dict.fromkeys(names)), tuple(dict.fromkeys(several)))


def _names_in(theirs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the columns that hold names in a language."""
    words = {word: code for code, said in _known()["languages"].items() for word in said}
    for way, column in theirs.items():
        if match := _NAME_IN.fullmatch(way):
            yield match[1], column
            continue
        parts = way.split("_")
        code = next((words[part] for part in parts if part in words), None)
        if code and len(parts) > 1 and {"name", "label", "title", "اسم", "الاسم"} & set(parts):
            yield code, column


def missing(fields: Fields, *, with_point: bool = False) -> list[str]:
    """List what a table of places cannot do without and this one lacks."""
    named = "name" in fields.of or fields.names
    placed = with_point or "point" in fields.of or {"lat", "lon"} <= set(fields.of)
    need = [] if named else ["name"]
    return need if placed else need + [n for n in ("lat", "lon") if n not in fields.of]


def demand(fields: Fields, columns: Sequence[str], file: str) -> None:
    """Raise BadSource that says how to name the columns we cannot find."""
    if need := missing(fields):
        example = ",".join(f"{name}=COLUMN" for name in need)
        values = file, " and ".join(need), _list(columns), example
        raise BadSource(Reason("source.columns", values))


def _list(columns: Sequence[str]) -> str:
    shown = ", ".join(clean(c)[:40] or "(unnamed)" for c in columns[:30])
    return f"{shown} ..." if len(columns) > 30 else shown


def place(
    row: Mapping[str, Any],
    fields: Fields,
    options: ImportOptions,
    where: tuple[float, float, float] | None = None,
) -> Place:
    """Make a place of a row; `where` is its latitude, longitude and radius where drawn.

    Raises NoPlace with the reason.
    """
    named = [(language, row.get(column)) for language, column in fields.names]
    name = main_name(fields.get(row, "name") or _first_name(named))
    lat, lon, reach = where or (*_point(row, fields), 0.0)
    letter, code = _kind(row, fields, options)
    population = whole(fields.get(row, "population"))
    admin1, admin2 = (clean(str(fields.get(row, f"admin{n}"))) for n in (1, 2))
    return Place(
        id=_id(row, fields, options.source, (name, lat, lon)),
        name=name,
        lat=lat,
        lon=lon,
        feature_class=letter,
        feature_code=code,
        country=_country(fields.get(row, "country"), options),
        admin=tuple(filter(None, (admin1, admin2))),
        population=population,
        radius_km=_radius(row, fields) or reach or usual_radius(letter, code, population),
        names=other_names(name, (*named, *_several(row, fields))),
        source=options.source,
        note=clean(str(fields.get(row, "note"))),
    )


def _first_name(named: Sequence[tuple[str, Any]]) -> Any:
    by = {language: value for language, value in reversed(named) if value}
    return by.get("en") or next(iter(by.values()), "")


def _several(row: Mapping[str, Any], fields: Fields) -> Iterator[tuple[str, object]]:
    for column in fields.several:
        value = row.get(column)
        cells = value if isinstance(value, list) else _split(str(value or ""))
        for cell in cells:
            if isinstance(cell, dict):
                yield clean(cell.get("language")), cell.get("value") or cell.get("name")
                continue
            tagged = _TAGGED.fullmatch(str(cell).strip())
            yield (tagged[1], tagged[2]) if tagged else ("", cell)


def _split(text: str) -> list[str]:
    return _SEVERAL.split(text) if _SEVERAL.search(text) else text.split(",")


def _point(row: Mapping[str, Any], fields: Fields) -> tuple[float, float]:
    if {"lat", "lon"} <= set(fields.of):
        lat, lon = fields.get(row, "lat"), fields.get(row, "lon")
        if lat == "" or lon == "":
            raise NoPlace(Reason("row.no-point"))
        if _DEGREES.search(f"{lat}{lon}"):
            return _written(f"{lat}, {lon}")
        return point(lat, lon)
    text = str(fields.get(row, "point")).strip()
    if not text:
        raise NoPlace(Reason("row.no-point"))
    if match := _WKT.fullmatch(text):
        return point(match[2], match[1])
    return _written(text.strip("()[] "))


def _written(text: str) -> tuple[float, float]:
    parts = re.split(r"[,;\s]+", text)
    try:
        if len(parts) == 2:
            return point(*parts)
    except NoPlace:
        if not _DEGREES.search(text):
            raise
    try:
        return point(*read_point(text))
    except BadPlace as error:
        raise NoPlace(error.reason) from error


def _kind(row: Mapping[str, Any], fields: Fields, options: ImportOptions) -> tuple[str, str]:
    """Return class and code: GeoNames', as others call it, by tags, as the user said, or a town."""
    letter, code = (str(fields.get(row, ours)).strip() for ours in ("class", "code"))
    whole_kind = code if "." in code else f"{letter}.{code}" if code and letter else letter or code
    if match := _KIND.fullmatch(whole_kind.upper()):
        return match[1], match[2] or ""
    kind = _known()["kinds"].get(plain(str(fields.get(row, "type")) or code))
    tagged = None if kind else _tagged_kind(row)
    if tagged:
        return tagged
    letter, _, code = str(kind or options.kind or "P.PPL").partition(".")
    return letter, code


def _tagged_kind(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return class and code by the tags of OpenStreetMap, which many tables keep as columns."""
    if row.get("boundary") == "administrative":
        level = whole(row.get("admin_level"))
        return of_rank(2 * level) if level else None
    kinds = (of_osm(key, value) for key, value in row.items() if isinstance(value, str))
    return next(filter(None, kinds), None)


def _id(row: Mapping[str, Any], fields: Fields, source: str, what: tuple[object, ...]) -> str:
    given = clean(str(fields.get(row, "id")))
    if not given:
        return f"{source}:{hashlib.sha256(repr(what).encode()).hexdigest()[:12]}"
    if plain(fields.of["id"]) in ("geonameid", "geoname_id", "geonames_id", "externalids_geonames"):
        return f"gn:{given.removeprefix('gn:')}"
    return given if re.match(r"[a-z]{2,10}:", given) else f"{source}:{given}"


def _country(value: object, options: ImportOptions) -> str:
    """Return the code; a table that does not say is of the one country the user asked for."""
    text = str(value).split(";")[0] if not isinstance(value, list) else str([*value, ""][0])
    only = next(iter(options.countries)) if len(options.countries) == 1 else ""
    return country_code(clean(text)) if clean(text) else only


def _radius(row: Mapping[str, Any], fields: Fields) -> float:
    """Return the radius a row gives, or that of a circle as large as its area; else 0."""
    for ours in ("radius", "area"):
        try:
            size = number(fields.get(row, ours))
        except NoPlace:
            continue
        if size > 0:
            return round(min(size if ours == "radius" else sqrt(size / pi), 2000.0), 2)
    return 0.0
