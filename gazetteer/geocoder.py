"""The index behind geopy's interface: a true geocoder that cannot reach the network."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer.index import Index, default_path
from gazetteer.place import Place

_RAW = ("id", "feature_class", "feature_code", "country", "admin", "population", "radius_km")


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]
    """geopy's base class insists on an adapter; this one refuses every request."""

    def get_json(self, url: str, *, timeout: Any, headers: Any) -> Any:
        raise GeocoderQueryError("this geocoder is offline by construction")

    def get_text(self, url: str, *, timeout: Any, headers: Any) -> Any:
        raise GeocoderQueryError("this geocoder is offline by construction")


class LocalGeocoder(Geocoder):  # type: ignore[misc]
    """Geocode names and points from the local index; nothing leaves the machine.

    Points are WGS 84 degrees. Nothing found gives None; `exactly_one` gives a Location, else a
    list. `Location.raw` holds id, feature class and code, country, population, uncertainty radius
    in km, source, and for `geocode` the score (0 to 1) and how the name matched.
    Sources and licences: `python -m gazetteer info`.
    """

    def __init__(
        self, index: Index | Path | None = None, *, timeout: Any = DEFAULT_SENTINEL
    ) -> None:
        """Open the default index, the one at a path, or use one that is open."""
        super().__init__(timeout=timeout, adapter_factory=_NoNetwork)
        self.index = index if isinstance(index, Index) else Index(index or default_path())

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int = 10,
        country_codes: str | Sequence[str] | None = None,
    ) -> Location | list[Location] | None:
        """Return the places a name may mean, best first.

        `country_codes` are ISO 3166-1 alpha-2, one or several; `limit` bounds the list.
        """
        if not isinstance(query, str):
            raise GeocoderQueryError(f"{query!r}: a name must be a string")
        codes = [country_codes] if isinstance(country_codes, str) else list(country_codes or ())
        wanted = {code.upper() for code in codes}
        found = [
            _location(c.place, {"score": c.score, "how": c.how})
            for c in self.index.find(query, limit=60)
            if not wanted or c.place.country in wanted
        ]
        return _answer(found[:limit], exactly_one=exactly_one)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int = 10,
        radius_km: float = 50,
    ) -> Location | list[Location] | None:
        """Return the places near a point (Point, (lat, lon) or any notation geopy reads)."""
        if query is None:  # geopy's Point would take it for 0, 0
            raise GeocoderQueryError("no point given; try '35.3, 40.1'")
        try:
            point = query if isinstance(query, Point) else Point(query)
        except (TypeError, ValueError) as error:
            raise GeocoderQueryError(f"{query!r}: not a point; try '35.3, 40.1'") from error
        near = self.index.near(point.latitude, point.longitude, radius_km=radius_km, limit=limit)
        found = [_location(place, {"distance_km": round(km, 3)}) for km, place in near]
        return _answer(found, exactly_one=exactly_one)


def _answer(found: list[Location], *, exactly_one: bool) -> Location | list[Location] | None:
    if not found:
        return None
    return found[0] if exactly_one else found


def _location(place: Place, more: dict[str, Any]) -> Location:
    raw = {key: getattr(place, key) for key in _RAW} | {"source": place.source, **more}
    address = ", ".join(part for part in (place.name, place.country) if part)
    return Location(address, Point(place.lat, place.lon), raw)
