"""What a record of Linked Places says of a place, whichever of its two forms it is in."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gazetteer.place import Place
from gazetteer.sources.foreign_kinds import Kind, of_aat, written
from gazetteer.sources.records import (
    NoPlace,
    clean,
    main_name,
    number,
    other_names,
    usual_radius,
    whole,
)

# addresses of places, and the ids under which they stand here
_ADDRESSES = (
    (re.compile(r"(?:gn:|(?:https?:)?//(?:www\.|sws\.)?geonames\.org/)(\d+)/?.*"), r"gn:\1"),
    (re.compile(r"(?:wd:|https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)(Q\d+)"), r"wd:\1"),
    (re.compile(r"https?://(?:www\.)?openstreetmap\.org/node/(\d+)"), r"osm:N\1"),
    (re.compile(r"https?://(?:www\.)?openstreetmap\.org/way/(\d+)"), r"osm:W\1"),
    (re.compile(r"https?://(?:www\.)?openstreetmap\.org/relation/(\d+)"), r"osm:R\1"),
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_BRACKETS = re.compile(r"(?:(?<!\s)\s++)?+\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class LinkedPlace:
    """A record: `names` are (language or "", name), `where` is lat, lon and radius in km."""

    id: str
    title: object
    names: Sequence[tuple[str, object]]
    classes: Sequence[str]
    types: Sequence[str]
    countries: Sequence[str]
    where: tuple[float, float, float]
    tolerance: object
    note: object
    more: Mapping[str, Any]


def place(record: LinkedPlace, source: str) -> Place:
    """Make a place of a record; NoPlace says why not."""
    name = _title(record)
    lat, lon, reach = record.where
    letter, code = _kind(record)
    population = whole(record.more.get("population"))
    admin = (clean(str(record.more.get(key) or "")) for key in ("admin1", "admin2"))
    digest = hashlib.sha256(repr((name, lat, lon)).encode()).hexdigest()[:12]
    given = record.id if ":" in record.id else f"{source}:{record.id or digest}"
    return Place(
        id=given,
        name=name,
        lat=lat,
        lon=lon,
        feature_class=letter,
        feature_code=code,
        country=next((c.upper() for c in record.countries if _COUNTRY.fullmatch(c.upper())), ""),
        admin=tuple(part for part in admin if part),
        population=population,
        radius_km=_tolerance(record.tolerance) or reach or usual_radius(letter, code, population),
        names=other_names(name, record.names),
        source=source,
        note=clean(record.note),
    )


def _title(record: LinkedPlace) -> str:
    """Return the title, without the "(UK)" that some add to it, where a name says so."""
    title = clean(record.title)
    bare = _BRACKETS.sub("", title)
    is_name = bare in [clean(name) for _, name in record.names]
    return main_name(bare if is_name else title)


def _kind(record: LinkedPlace) -> Kind:
    """Return the kind: by its types, else by its class; nothing said means a town or village."""
    classes = [letter for letter in record.classes if re.fullmatch("[AHLPRSTUV]", letter)]
    for type_ in record.types:
        kind = of_aat(type_)
        exact = written(type_)
        if exact or (kind and (not classes or kind[0] in classes)):
            return exact or kind or ("", "")
    return (classes[0], "PPL" if classes[0] == "P" else "") if classes else ("P", "PPL")


def known_id(addresses: Iterable[str]) -> str:
    """Return the id of the first address that is of a gazetteer we know, else the last one."""
    address = ""
    for address in addresses:
        for pattern, ours in _ADDRESSES:
            if match := pattern.fullmatch(address.strip()):
                return match.expand(ours)
    return clean(address)


def _tolerance(value: object) -> float:
    try:
        return min(2000.0, max(0.0, round(number(value), 2)))
    except NoPlace:
        return 0.0


def language(value: object) -> str:
    """Return a language's code as it is, "" for what is none or not determined."""
    known = isinstance(value, str) and value != "und" and _LANGUAGE.fullmatch(value)
    return str(value) if known else ""


def strings(value: object) -> list[str]:
    """Return the texts of a list, or of one text with ";" between them."""
    several = value.split(";") if isinstance(value, str) else value
    if not isinstance(several, list):
        return []
    return [one.strip() for one in several if isinstance(one, str) and one.strip()]
