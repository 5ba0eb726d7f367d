"""What a record of Who's On First says of a place."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from babel.core import get_global

from gazetteer.place import Place
from gazetteer.reason import Reason
from gazetteer.sources.foreign_kinds import Kind, of_whosonfirst, written
from gazetteer.sources.records import (
    NoPlace,
    clean,
    main_name,
    other_names,
    point,
    usual_radius,
    whole,
)

# "name:ara_x_preferred"; abbreviations and names that others gave by mistake are none of ours
_NAME = re.compile(r"name:(?P<language>[a-z]{2,3})(?:_[a-z]{4})?_x_(?P<kind>[a-z]+)")
_KINDS = ("preferred", "variant", "colloquial", "historical")
_UNKNOWN = frozenset({None, "", "uuuu", "u", "..", "open"})  # a date that nobody told
_COUNTRY = re.compile(r"[A-Z]{2}")
_Properties = Mapping[str, Any]


def is_record(feature: object) -> bool:
    """Return whether a JSON value is a feature of Who's On First."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return isinstance(properties, dict) and "wof:placetype" in properties


def is_wanted(properties: _Properties) -> bool:
    """Return whether a record is of a kind that texts name, and stands for something that is."""
    over = (properties.get("edtf:deprecated"), properties.get("edtf:cessation"))
    return (
        _kind(properties) is not None
        and all(day in _UNKNOWN for day in over)
        and not properties.get("wof:superseded_by")
        and properties.get("mz:is_current") != 0
    )


def place(properties: _Properties, source: str) -> Place:
    """Make a place of a record's properties; NoPlace says why not."""
    name = main_name(properties.get("wof:name"))
    kind = _kind(properties)
    if kind is None:
        raise NoPlace(Reason("row.no-whosonfirst"))
    lat, lon = point(properties.get("geom:latitude"), properties.get("geom:longitude"))
    population = whole(properties.get("gn:population") or properties.get("wof:population"))
    country = str(properties.get("wof:country") or "").upper()
    division = clean(properties.get("gn:admin1_code"))
    return Place(
        id=_id(properties, source),
        name=name,
        lat=lat,
        lon=lon,
        feature_class=kind[0],
        feature_code=kind[1],
        country=country if _COUNTRY.fullmatch(country) else "",
        admin=(division,) if division else (),
        population=population,
        radius_km=usual_radius(*kind, population),
        names=other_names(name, _names(properties)),
        source=source,
    )


def _kind(properties: _Properties) -> Kind | None:
    """Return the kind: GeoNames' own where a record brings it, else by its placetype."""
    placed = of_whosonfirst(str(properties.get("wof:placetype")))
    letter, code = properties.get("gn:feature_class"), properties.get("gn:feature_code")
    known = written(f"{letter}.{code}") if letter and code else None
    same = placed and known and known[0] == placed[0]
    return known if same else placed


def _id(properties: _Properties, source: str) -> str:
    known = properties.get("wof:concordances")
    known = known if isinstance(known, dict) else {}
    number = str(known.get("gn:id") or properties.get("gn:geonameid") or "")
    if number.isascii() and number.isdecimal():
        return f"gn:{int(number)}"
    if re.fullmatch(r"Q[0-9]{1,12}", item := str(known.get("wd:id") or "")):
        return f"wd:{item}"
    own = str(properties.get("wof:id") or "")
    if not (own.isascii() and own.isdecimal()):
        raise NoPlace(Reason("row.no-id"))
    return f"{source}:{own}"


def _names(properties: _Properties) -> Iterator[tuple[str, object]]:
    """Yield (language or "", name): preferred ones first, languages by their shortest code."""
    found: list[tuple[int, str, object]] = []
    for key, texts in properties.items():
        match = _NAME.fullmatch(key)
        if match and match["kind"] in _KINDS and isinstance(texts, list):
            language = "" if match["kind"] == "historical" else _language(match["language"])
            found += [(_KINDS.index(match["kind"]), language, text) for text in texts]
    for _, language, text in sorted(found, key=lambda named: named[0]):
        yield language, text


@cache
def _language(code: str) -> str:
    """Return the code of two letters where CLDR knows one ("ara": "ar"), "" for no language."""
    if code in ("und", "mul", "zxx"):
        return ""
    return str(get_global("language_aliases").get(code, code))
