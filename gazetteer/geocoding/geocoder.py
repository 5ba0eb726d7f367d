"""The index behind geopy's interface: a true geocoder that cannot reach the network."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer.geocoding import options as options
from gazetteer.geocoding.containment import CODE, lies_in, towns_first
from gazetteer.index.index import MAX_CANDIDATES, Index, default_path
from gazetteer.place import Candidate, Place
from gazetteer.sources.country_code import country_code
from gazetteer.spelling.fold import name_key
from gazetteer.spelling.shown_name import shown_name

_RAW = ("id", "name", "feature_class", "feature_code", "country", "admin", "population")
_RADII = (5.0, 20.0)  # km; most points have a place this near, and wide circles cost more
_MANY = 1_000_000


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]
    """geopy's base class insists on an adapter; this one refuses every request."""

    def get_json(self, url: str, *, timeout: Any, headers: Any) -> Any:
        raise GeocoderQueryError("this geocoder is offline by construction")

    def get_text(self, url: str, *, timeout: Any, headers: Any) -> Any:
        raise GeocoderQueryError("this geocoder is offline by construction")


class LocalGeocoder(Geocoder):  # type: ignore[misc]
    """Geocode names and points from the local index; nothing leaves the machine.

    Points are WGS 84 degrees. Nothing found gives None; `exactly_one` gives a Location, else a
    list. What cannot be understood raises geopy's GeocoderQueryError. `Location.raw` holds id,
    name, feature class and code, country, admin codes, population, uncertainty radius in km, note,
    source and licence; for `geocode` also the score (0 to 1), how the name matched, and which
    parts of the query were ignored because the gazetteer does not hold them.
    """

    def __init__(
        self, index: Index | Path | None = None, *, timeout: Any = DEFAULT_SENTINEL
    ) -> None:
        """Open the default index, the one at a path, or use one that is open."""
        super().__init__(timeout=timeout, adapter_factory=_NoNetwork)
        self.index = index if isinstance(index, Index) else Index(index or default_path())
        self._shown = lru_cache(maxsize=20_000)(self._shown_name)
        self._words = lru_cache(maxsize=4)(self.index.words)

    def geocode(  # noqa: PLR0913 - the options of geopy's geocoders, by their names
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
        country_codes: str | Sequence[str] | None = None,
        language: str | None = None,
        viewbox: Any = None,
        bounded: bool = False,
        feature_types: str | Sequence[str] | None = None,
    ) -> Location | list[Location] | None:
        """Return the places a name may mean, best first.

        `query`: a name in any script, "name, division, country", or a dict of city, county,
        state, country. `limit` bounds the list (10). `country_codes` are ISO 3166-1 alpha-2.
        `language` ("ar", "ar, en") chooses the name in the address; `raw["name"]` stays the
        gazetteer's. `viewbox`: two corners, or "lat, lon, lat, lon"; places in it come first,
        with `bounded` no others. `feature_types`: GeoNames classes and codes ("P", "S.OILF",
        "A.ADM*"). `timeout` is taken for geopy's sake and has no effect.
        """
        asked = options.query_of(query)
        limits = options.limits(country_codes, viewbox, bounded, feature_types)
        wanted = options.languages(language)
        number = options.count(limit, exactly_one=exactly_one)
        found, unknown = self._search(asked, limits)
        if limits.box:
            found.sort(key=lambda candidate: not limits.boxed(candidate.place))
        ignored = {"ignored": asked.ignored + unknown} if asked.ignored + unknown else {}
        locations = [
            self._location(c.place, wanted, {"score": c.score, "how": c.how, **ignored})
            for c in found[:number]
        ]
        return _answer(locations, exactly_one=exactly_one)

    def reverse(  # noqa: PLR0913 - the options of geopy's geocoders, by their names
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
        country_codes: str | Sequence[str] | None = None,
        language: str | None = None,
        feature_types: str | Sequence[str] | None = None,
        radius_km: float = 50,
    ) -> Location | list[Location] | None:
        """Return the places near a point, nearest first, none farther than `radius_km`.

        `query` is a Point, (lat, lon) or any notation geopy reads; the options are `geocode`'s.
        `raw["distance_km"]` says how far a place is.
        """
        point = options.point(query)
        limits = options.limits(country_codes, None, False, feature_types)
        wanted = options.languages(language)
        number = options.count(limit, exactly_one=exactly_one)
        found: list[tuple[float, Place]] = []
        for radius in (*(r for r in _RADII if r < radius_km), radius_km):
            near = self.index.near(point.latitude, point.longitude, radius_km=radius, limit=_MANY)
            found = [(km, place) for km, place in near if limits.allow(place)][:number]
            if len(found) == number:
                break
        locations = [
            self._location(place, wanted, {"distance_km": round(km, 3)}) for km, place in found
        ]
        return _answer(locations, exactly_one=exactly_one)

    def _search(
        self, asked: options.Query, limits: options.AnswerLimits
    ) -> tuple[list[Candidate], tuple[str, ...]]:
        """Return what fits name, limits and the places named behind it; and which are unknown.

        "Washington, D.C." is a name that the index may hold as a whole.
        """
        if asked.within:
            whole = [
                c
                for c in self.index.find(", ".join((asked.name, *asked.within)), limit=60)
                if c.how == "exact" and limits.allow(c.place)
            ]
            if whole:
                return whole, ()
        around = {name: self._areas(name) for name in asked.within}
        found = self._inside(asked.name, around, limits)
        if not found:  # "XY" may be a code that the gazetteer does not use
            around = {name: [a for a in areas if a.id] for name, areas in around.items()}
            found = self._inside(asked.name, around, limits)
        unknown = tuple(name for name, areas in around.items() if not areas)
        return towns_first(found), unknown if found else ()

    def _inside(
        self, name: str, around: Mapping[str, list[Place]], limits: options.AnswerLimits
    ) -> list[Candidate]:
        known = [areas for areas in around.values() if areas]
        countries = limits.countries or {a.country for areas in known for a in areas if a.country}
        for candidates in self._spellings(name, sorted(countries)):
            found = [
                c
                for c in candidates
                if limits.allow(c.place)
                and all(any(lies_in(c.place, area) for area in areas) for areas in known)
            ]
            if found:
                return found
        return []

    def _spellings(self, name: str, countries: Sequence[str]) -> Iterator[Sequence[Candidate]]:
        """Yield the places of a name, then of names ever less like it.

        A name that hundreds of places bear is asked for country by country.
        """
        if len(countries) != 1:
            yield self.index.find(name, limit=MAX_CANDIDATES)
        for country in countries:
            yield self.index.find(name, limit=MAX_CANDIDATES, country=country)
        key = name_key(name)
        country = countries[0] if len(countries) == 1 else ""
        yield sorted(self.index.typo(key, country=country), key=_size, reverse=True)
        yield sorted(self.index.skeleton(key, country=country), key=_size, reverse=True)

    def _areas(self, name: str) -> list[Place]:
        """Return what a name behind the name may mean: a country or its code, a division, a town.

        A bare code of a division ("Paris, TX") means one of any country, the place's own.
        """
        found = [c.place for c in self.index.find(name, limit=20) if c.how != "skeleton"]
        areas = [place for place in found if place.feature_class in "APL"]
        if not (name.isascii() and name.isupper() and len(name) in (2, 3)):
            return areas
        # "US" is also what somebody calls a village in France
        areas = [p for p in areas if p.feature_code.startswith(("PCL", "ADM"))]
        country = self.index.country(country_code(name) or name)
        areas += [country] if country else []
        return [*areas, Place("", name, 0, 0, "A", CODE, "", (name,))]

    def _location(self, place: Place, languages: list[str], more: dict[str, Any]) -> Location:
        raw = {key: getattr(place, key) for key in _RAW}
        raw |= {"radius_km": place.radius_km, "note": place.note, "source": place.source}
        raw |= {"licence": self._licences.get(place.source, "")} | more
        return Location(self._address(place, languages), Point(place.lat, place.lon), raw)

    def _address(self, place: Place, languages: list[str]) -> str:
        if not languages:
            return ", ".join(part for part in (place.name, place.country) if part)
        country = self.index.country(place.country) if place.country else None
        of = country if country and country.id != place.id else None
        names = [self._shown(one.id, one.name, tuple(languages)) for one in (place, of) if one]
        return ("، " if languages[0] in ("ar", "fa", "ur") else ", ").join(dict.fromkeys(names))

    def _shown_name(self, sid: str, name: str, languages: tuple[str, ...]) -> str:
        place = self.index.place(sid)
        return shown_name(place, languages, self._words(languages[0])) if place else name

    @cached_property
    def _licences(self) -> dict[str, str]:
        return {source["key"]: source["licence"] for source in self.index.sources()}


def _size(candidate: Candidate) -> tuple[float, int]:
    return candidate.score, candidate.place.population


def _answer(found: list[Location], *, exactly_one: bool) -> Location | list[Location] | None:
    if not found:
        return None
    return found[0] if exactly_one else found
