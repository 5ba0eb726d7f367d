"""Wikidata's JSON dump, or an extract of it: one entity a line.

Taken is what has coordinates on earth and is of a kind that stands in data/foreign_kinds.toml.
An entity with a GeoNames id is that place of GeoNames ("gn:123"): it brings its names in all
languages to it. One of a kind that we do not know brings names only.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from gazetteer.errors import BadSource
from gazetteer.place import Place
from gazetteer.sources.files.json_lines import inner, json_object
from gazetteer.sources.files.reading import FEATURE, Part, SourceLine, lines, parts
from gazetteer.sources.foreign_kinds import Kind, of_wikidata, wikidata_countries
from gazetteer.sources.records import (
    ImportOptions,
    MoreNames,
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

_ITEM = re.compile(r"[QPL][0-9]{1,15}")
_NUMBER = re.compile(r"[0-9]{1,15}")
_EARTH = "http://www.wikidata.org/entity/Q2"
# what a town's item says of itself before it says that it is a seat of something
_GENERAL = ("P.PPL", "A.ADMD")
_RANKS = {"preferred": 0, "normal": 1}


def read(paths: Sequence[Path], options: ImportOptions) -> Iterator[Row]:
    """Yield places, then the names of places that only GeoNames tells the kind of.

    Those names wait in a file: a dump has more of them than memory.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as waiting:
        for part in parts(paths):
            yield from _dump(part, options, waiting)
        waiting.seek(0)
        for line in waiting:
            sid, *names = json.loads(line)
            yield MoreNames(sid, tuple(names))


def _dump(part: Part, options: ImportOptions, waiting: IO[str]) -> Iterator[Row]:
    countries = dict(wikidata_countries())
    seen = other = 0
    for line in lines(part, options.reading, FEATURE):
        text = line.text.strip().rstrip(",")
        if text in ("", "[", "]") and not line.error:
            continue
        try:
            entity = json_object(line, text.removeprefix("[").removesuffix("]"))
            if not seen and not _is_entity(entity):
                raise BadSource(_wrong(part))
            seen += 1
            row = _row(entity, countries, options.source)
        except NoPlace as error:
            if not seen:
                raise BadSource(_wrong(part)) from error
            yield reject(_short(line), error.reason)
            continue
        if isinstance(row, MoreNames):
            waiting.write(json.dumps([row.sid, *row.names], ensure_ascii=False) + "\n")
        elif row is None:
            other += 1
        elif options.wants(row):
            yield row
    if not seen:
        raise BadSource(f"{part.name}: no entities in it")
    yield Note(f"{part.name}: {other:,} entities that are no places passed over")


def _is_entity(entity: dict[str, Any]) -> bool:
    return isinstance(entity.get("id"), str) and ("claims" in entity or "labels" in entity)


def _wrong(part: Part) -> str:
    return (
        f"{part.name} does not look like a JSON dump of Wikidata: its first line is no entity"
        ' {"id": "Q...", "labels": ..., "claims": ...}; an answer of the query service is not one:'
        " save that as CSV and import it with: csv"
    )


def _row(
    entity: dict[str, Any], countries: dict[str, str], source: str
) -> Place | MoreNames | None:
    """Make of an entity a place, names for one of GeoNames, or nothing."""
    item = entity.get("id")
    if not isinstance(item, str) or not _ITEM.fullmatch(item):
        raise NoPlace("no id of an item")
    claims = inner(entity, "claims")
    for code in _values(claims, "P297"):  # a country tells its own code
        if isinstance(code, str) and len(code) == 2:
            countries[item] = code.upper()
    where = next((v for v in _values(claims, "P625") if isinstance(v, dict)), None)
    geonames = next((v for v in _values(claims, "P1566") if _is_number(v)), None)
    if where is None or where.get("globe", _EARTH) != _EARTH:
        return None
    kind = _kind(claims)
    if kind is None and geonames is None:
        return None
    named = [pair for pair in _named(entity) if clean(pair[1])]
    name = main_name(next(iter(named), ("", ""))[1])
    names = other_names(name, named)
    if kind is None:
        return MoreNames(f"gn:{geonames}", names)
    lat, lon = point(where.get("latitude"), where.get("longitude"))
    population = max([0, *(_amount(v) for v in _values(claims, "P1082"))])
    country = next((countries[c] for c in map(_item, _values(claims, "P17")) if c in countries), "")
    place = Place(
        f"wd:{item}",
        name,
        lat,
        lon,
        *kind,
        country,
        population=population,
        radius_km=usual_radius(*kind, population),
        names=names,
        source=source,
    )
    return replace(place, id=f"gn:{geonames}") if geonames else place


def _values(claims: dict[str, Any], property_: str) -> list[Any]:
    """Return the values of a property, preferred ones first, deprecated ones not at all."""
    found = []
    statements = claims.get(property_)
    for statement in statements if isinstance(statements, list) else []:
        if not isinstance(statement, dict):
            continue
        rank = _RANKS.get(str(statement.get("rank", "normal")))
        value = inner(inner(statement, "mainsnak"), "datavalue").get("value")
        if rank is not None and value is not None:
            found.append((rank, value))
    return [value for _, value in sorted(found, key=lambda pair: pair[0])]


def _kind(claims: dict[str, Any]) -> Kind | None:
    """Return what an entity is; of several kinds one that says more than "settlement"."""
    kinds = [kind for item in map(_item, _values(claims, "P31")) if (kind := of_wikidata(item))]
    return next((k for k in kinds if ".".join(k) not in _GENERAL), next(iter(kinds), None))


def _item(value: Any) -> str:
    return str(value.get("id", "")) if isinstance(value, dict) else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and _NUMBER.fullmatch(value) is not None


def _amount(value: Any) -> int:
    return whole(value.get("amount")) if isinstance(value, dict) else 0


def _named(entity: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield (language, name): the English label first, then all labels, then other names.

    "mul" is the label of all languages that have none of their own.
    """
    labels = inner(entity, "labels")
    first = [code for code in ("en", "mul", *labels) if code in labels]
    for code in dict.fromkeys(first):
        yield _language(code), inner(labels, code).get("value")
    for code, aliases in inner(entity, "aliases").items():
        for alias in aliases if isinstance(aliases, list) else []:
            if isinstance(alias, dict):
                yield _language(code), alias.get("value")


def _language(code: str) -> str:
    return "" if code == "mul" else code


def _short(line: SourceLine) -> SourceLine:
    return replace(line, text=line.text[:500])
