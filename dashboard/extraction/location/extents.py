"""How far a place reaches on the map: radius, shape and precision by what kind of place it is."""

from functools import cache

from gazetteer.place import Place

# Feature pattern: radius in km, shape, ACLED's geo_precision. The longest pattern that fits wins.
_EXTENTS: dict[str, tuple[float, str, int]] = {
    "A": (10, "circle", 2),
    "A.ADM1": (50, "circle", 3),
    "A.ADM2": (20, "circle", 2),
    "A.PCL": (300, "circle", 4),
    "A.TERR": (100, "circle", 4),
    "H": (20, "region", 3),
    "H.CNL": (20, "line", 3),
    "H.LK": (5, "region", 3),
    "H.RSV": (5, "region", 3),
    "H.SPNG": (1, "circle", 1),
    "H.STM": (50, "line", 3),
    "H.WAD": (20, "line", 3),
    "H.WLL": (0.5, "circle", 1),
    "L": (20, "region", 3),
    "L.CONT": (2000, "region", 4),
    "L.FLD": (1.5, "circle", 1),
    "L.GASF": (1.5, "circle", 1),
    "L.INDS": (1.5, "circle", 1),
    "L.LCTY": (1.5, "circle", 1),
    "L.MILB": (1.5, "circle", 1),
    "L.OILF": (1.5, "circle", 1),
    "L.PRK": (3, "circle", 2),
    "L.RGN": (50, "region", 3),
    "P": (1.5, "circle", 1),
    "P.PPLA": (8, "circle", 1),
    "P.PPLA2": (3, "circle", 1),
    "P.PPLA3": (3, "circle", 1),
    "P.PPLC": (8, "circle", 1),
    "R": (20, "line", 3),
    "R.RDJCT": (0.5, "circle", 1),
    "R.ST": (0.5, "circle", 1),
    "R.TNL": (0.5, "circle", 1),
    "S": (0.5, "circle", 1),
    "S.AIR": (1.5, "circle", 1),
    "S.GASF": (1.5, "circle", 1),
    "S.OILF": (1.5, "circle", 1),
    "T": (20, "region", 3),
    "T.HLL": (1.5, "circle", 1),
    "T.ISL": (5, "circle", 2),
    "T.MT": (3, "circle", 2),
    "T.PASS": (1.5, "circle", 1),
    "U": (100, "region", 4),
    "V": (10, "region", 3),
}
_CITY, _TOWN = 100_000, 10_000  # inhabitants


def extent(place: Place) -> tuple[float, str, int]:
    """Return the radius in km, the shape and ACLED's geo_precision of a place named plainly.

    What the gazetteer knows of the radius only ever widens it.
    """
    radius, shape, precision = _of_feature(f"{place.feature_class}.{place.feature_code}")
    if place.feature_class == "P" and place.feature_code != "PPLX":
        radius = max(radius, 8 if place.population >= _CITY else 0)
        radius = max(radius, 3 if place.population >= _TOWN else 0)
    return max(radius, place.radius_km), shape, precision


@cache
def _of_feature(feature: str) -> tuple[float, str, int]:
    best = max((key for key in _EXTENTS if feature.startswith(key)), key=len, default="P")
    return _EXTENTS[best]


def is_country(place: Place) -> bool:
    """Return whether it is a country or coarser."""
    return extent(place)[2] == 4


def is_wide(place: Place) -> bool:
    """Return whether it has a north of its own: provinces, countries, regions."""
    wide = place.feature_class in ("A", "L") and extent(place)[0] >= 20
    return wide or is_country(place)


def is_water(place: Place) -> bool:
    """Return whether it is a river, a lake or a sea: east of it is a whole country side."""
    return place.feature_class == "H" and extent(place)[1] != "circle"
