"""What a call of the geocoder asks for, read from the forms that geopy's geocoders take."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geopy.exc import GeocoderQueryError
from geopy.point import Point

from gazetteer.place import Place

# most exact part first: the first one given is what is looked for, the others say where
STRUCTURED = ("city", "county", "state", "country")
# a gazetteer of places holds none of these; `Location.raw["ignored"]` says that they were given
NOT_HELD = ("street", "postalcode")
# names that geopy's Nominatim takes for `featuretype`
_TYPE_NAMES = {"country": "A.PCL*", "state": "A.ADM1", "city": "P", "settlement": "P"}
_FEATURE_TYPE = re.compile(r"([AHLPRSTUV])(?:\.([A-Z0-9]+\*?))?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_]\w++)*+\s*(?:;\s*q\s*=\s*([01](?:\.\d*)?)\s*)?")
_IN_BRACKETS = re.compile(r"(.*\S)\s*+\(([^()]+)\)\s*+")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, the places it lies in (most exact first), and what cannot be used."""

    name: str
    within: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerLimits:
    """Which places may be an answer; an empty field allows all."""

    countries: frozenset[str] = frozenset()
    box: tuple[float, float, float, float] | None = None  # south, west, north, east
    bounded: bool = False
    features: tuple[str, ...] = ()

    def allow(self, place: Place) -> bool:
        """Return whether a place may be an answer."""
        if self.countries and place.country not in self.countries:
            return False
        if self.bounded and not self.boxed(place):
            return False
        return not self.features or any(_fits(pattern, place) for pattern in self.features)

    def boxed(self, place: Place) -> bool:
        """Return whether a place lies in the box, true of all where there is no box."""
        if self.box is None:
            return True
        south, west, north, east = self.box
        return south <= place.lat <= north and west <= place.lon <= east


def query_of(query: Any) -> Query:
    """Read "name", "name, division, country", "name (country)" or geopy's structured query."""
    if isinstance(query, Mapping):
        return _structured(query)
    if not isinstance(query, str):
        raise GeocoderQueryError(f"{query!r}: a name must be a string, or a dict of its parts")
    brackets = _IN_BRACKETS.fullmatch(query)
    if brackets:
        query = f"{brackets[1]}, {brackets[2]}"
    parts = [part.strip() for part in re.split("[,،]", query) if part.strip()]
    return Query(parts[0] if parts else "", tuple(parts[1:]))


def _structured(query: Mapping[Any, Any]) -> Query:
    unknown = [str(key) for key in query if key not in STRUCTURED + NOT_HELD]
    if unknown:
        known = ", ".join(STRUCTURED + NOT_HELD)
        raise GeocoderQueryError(f"{', '.join(unknown)}: no part of a query; known: {known}")
    parts = [query[key] for key in STRUCTURED if query.get(key)]
    if not parts or not all(isinstance(part, str) for part in parts):
        raise GeocoderQueryError(f"{query!r}: one of {', '.join(STRUCTURED)} must be a name")
    return Query(parts[0], tuple(parts[1:]), tuple(key for key in NOT_HELD if query.get(key)))


def limits(
    countries: str | Sequence[str] | None,
    viewbox: Any,
    bounded: bool,
    features: str | Sequence[str] | None,
) -> AnswerLimits:
    """Read what narrows an answer; GeocoderQueryError says which part cannot be read, and why."""
    if bounded and not viewbox:
        raise GeocoderQueryError("bounded=True needs a viewbox; try [(34, 38), (37, 42)]")
    codes = frozenset(code.strip().upper() for code in _several(countries))
    for code in codes:
        if not _COUNTRY.fullmatch(code):
            raise GeocoderQueryError(f"{code!r}: no ISO 3166-1 alpha-2 code; try 'SY'")
    wanted = tuple(_TYPE_NAMES.get(f.strip(), f.strip().upper()) for f in _several(features))
    for pattern in wanted:
        if not _FEATURE_TYPE.fullmatch(pattern):
            raise GeocoderQueryError(
                f"{pattern!r}: no GeoNames class or code; try 'P', 'S.OILF' or 'A.ADM*'"
            )
    return AnswerLimits(codes, _box(viewbox) if viewbox else None, bounded, wanted)


def languages(wanted: Any) -> list[str]:
    """Read "ar", "ar, en" or an Accept-Language string into codes, the preferred one first."""
    if not wanted:
        return []
    if not isinstance(wanted, str):
        raise GeocoderQueryError(f"{wanted!r}: a language must be a string; try 'ar' or 'ar, en'")
    found = []
    for part in wanted.split(","):
        match = _LANGUAGE.fullmatch(part)
        if match:
            found.append((-float(match[2] or 1), match[1].lower()))
        elif part.strip()[:1] != "*":
            raise GeocoderQueryError(f"{part!r}: no language; try 'ar' or 'ar, en'")
    return [code for _, code in sorted(found, key=lambda pair: pair[0])]


def count(limit: Any, *, exactly_one: bool) -> int:
    """Read how many answers are wanted."""
    if exactly_one:
        return 1
    if limit is None:
        return 10
    if not isinstance(limit, int) or limit < 1:
        raise GeocoderQueryError(f"{limit!r}: the limit must be a whole number of 1 or more")
    return limit


def point(query: Any) -> Point:
    """Read a Point, (lat, lon) or any notation of one that geopy reads."""
    if query is None:  # geopy's Point would take it for 0, 0
        raise GeocoderQueryError("no point given; try '35.3, 40.1'")
    try:
        return query if isinstance(query, Point) else Point(query)
    except (TypeError, ValueError) as error:
        raise GeocoderQueryError(f"{query!r}: not a point; try '35.3, 40.1'") from error


def _box(corners: Any) -> tuple[float, float, float, float]:
    """Read two corners, or one string of four numbers with each latitude before its longitude."""
    if isinstance(corners, str):
        numbers = [float(number) for number in _NUMBER.findall(corners)]
        if len(numbers) != 4:
            raise GeocoderQueryError(f"{corners!r}: no viewbox; try '34, 38, 37, 42'")
        corners = [numbers[:2], numbers[2:]]
    if not isinstance(corners, Sequence) or len(corners) != 2:
        raise GeocoderQueryError(f"{corners!r}: a viewbox is two corners; try [(34, 38), (37, 42)]")
    one, other = point(corners[0]), point(corners[1])
    south, north = sorted((one.latitude, other.latitude))
    west, east = sorted((one.longitude, other.longitude))
    return south, west, north, east


def _several(value: Any) -> list[str]:
    several = value.split(",") if isinstance(value, str) else list(value or ())
    if not all(isinstance(one, str) for one in several):
        raise GeocoderQueryError(f"{value!r}: must be a string or a list of strings")
    return several


def _fits(pattern: str, place: Place) -> bool:
    letter, _, code = pattern.partition(".")
    if letter != place.feature_class:
        return False
    if code.endswith("*"):
        return place.feature_code.startswith(code[:-1])
    return code in ("", place.feature_code)
