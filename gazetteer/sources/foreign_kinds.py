"""What other gazetteers call a kind of place, as GeoNames feature class and code."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

Kind = tuple[str, str]
_KIND = re.compile(r"(?:.*[#/:])?([AHLPRSTUV])(?:\.([A-Z0-9]{2,10}))?")
_RANKS = ((4, "PCLI"), (9, "ADM1"), (12, "ADM2"), (16, "ADM3"), (20, "ADM4"), (30, "ADM5"))


def of_osm(key: str, value: str) -> Kind | None:
    """Return the kind of a thing of OpenStreetMap by its main tag, None where it is no place."""
    return _osm().get((key, value))


def of_rank(rank: int) -> Kind:
    """Return the kind of an administrative boundary by Nominatim's address rank (4 country)."""
    return "A", next((code for most, code in _RANKS if rank <= most), "ADM5")


def of_aat(identifier: str) -> Kind | None:
    """Return the kind of a Getty AAT term: its number, "aat:" and the number, or its address."""
    return _table("aat").get(identifier.rstrip("/").rpartition("/")[2].removeprefix("aat:"))


def of_wikidata(item: str) -> Kind | None:
    """Return the kind of a thing that is an instance of a Wikidata item."""
    return _table("wikidata").get(item)


def of_whosonfirst(placetype: str) -> Kind | None:
    """Return the kind of a placetype of Who's On First, None where texts do not name such."""
    return _table("whosonfirst").get(placetype)


def of_ocha(title: str) -> Kind:
    """Return the kind of a populated place by what OCHA calls its class."""
    text = title.casefold()
    found = (kind for pattern, kind in _data()["ocha"].items() if re.search(pattern, text))
    return _kind(next(found, "P.PPL"))


def written(text: str) -> Kind | None:
    """Read "S.OILF" or "S", also at the end of an address of GeoNames' ontology."""
    found = _KIND.fullmatch(text)
    return (found[1], found[2] or "") if found else None


@cache
def wikidata_countries() -> Mapping[str, str]:
    """Map Wikidata's items of countries to ISO 3166-1 alpha-2."""
    return {str(item): str(code) for item, code in _data()["wikidata_countries"].items()}


@cache
def _osm() -> Mapping[tuple[str, str], Kind]:
    return {
        (key, value): _kind(kind)
        for key, values in _data()["osm"].items()
        for value, kind in values.items()
    }


@cache
def _table(name: str) -> Mapping[str, Kind]:
    return {key: _kind(kind) for key, kind in _data()[name].items()}


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    file = resources.files("gazetteer") / "data" / "foreign_kinds.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _kind(text: str) -> Kind:
    letter, _, code = text.partition(".")
    return letter, code
