"""What speaks for a candidate being the place that is meant: numbers by name, known beforehand."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from math import cos, log1p, log10, pi

import numpy as np

from gazetteer.place import Candidate, Place
from gazetteer.resolution.context import (
    EARTH_KM,
    KNOWN_FROM,
    LOWER_KM,
    NEAR_KM,
    RARE_KM,
    SMALL_TO,
    CandidateTable,
    Name,
    Reals,
    is_country,
    prior,
    unit_point,
)
from gazetteer.sources import is_curated

CLASSES = (
    "country",
    "continent",
    "first division",
    "lower division",
    "capital",
    "town",
    "hamlet",
    "population unknown",
    "water",
    "region",
    "site",
    "curated",
)
HOWS = ("exact", "clitic", "article", "typo", "skeleton")
STILL = (
    *CLASSES,
    *HOWS,
    "population digits",
    "share of largest",
    "alternate name",
    "first listed",
    "only one",
    "division with a city of its name",
)
SAID = ("promised sort", "other sort", "in the next name", "not in the next name")
NONE = (
    "none",
    "none, inexact",
    "none, many candidates",
    "none, population digits",
    "none, well known",
    "none, curated",
    "none, alternate names only",
)
CITY_FROM = 100_000
TABLES = 4000  # of about 3 kB
_NEVER = (2.0,) * (len(NEAR_KM) + 2)  # which no cosine is
_tables: dict[tuple[tuple[int, float, str], ...], CandidateTable] = {}
_codes: dict[tuple[str, ...], int] = {}
_numbers = count(1)


def table_of(candidates: tuple[Candidate, ...]) -> CandidateTable:
    """Return what is known of a name's candidates; the same places are looked at once.

    A place is known by its identity, since people may move theirs; a kept sheet keeps it alive.
    """
    key = tuple((id(c.place), c.score, c.how) for c in candidates)
    table = _tables.get(key)
    if table is None:
        if len(_tables) >= TABLES:
            _tables.clear()
        table = _tables[key] = _table(candidates)
    return table


def _table(candidates: tuple[Candidate, ...]) -> CandidateTable:
    places = [c.place for c in candidates]
    largest = max(p.population for p in places)
    best = max(c.score for c in candidates)
    cities = {p.country for p in places if p.feature_class == "P" and p.population >= CITY_FROM}
    features = [
        (
            *_sort_features(c.place),
            *(float(c.how == how) for how in HOWS),
            log10(c.place.population + 1),
            c.place.population / largest if largest else 0.0,
            best - c.score,
            float(n == 0),
            float(len(candidates) == 1),
            float(c.place.feature_code == "ADM1" and c.place.country in cities),
        )
        for n, c in enumerate(candidates)
    ]
    codes = [(country_code(p.country), _division(p)) for p in places]
    truths = [(is_country(p), _is_lower(p), p.feature_class == "P") for p in places]
    reals = [(*unit_point(c.place), *_reals(c)) for c in candidates]
    return CandidateTable(
        candidates,
        np.array(features, dtype=np.float64),
        none_features(candidates),
        np.array(codes, dtype=np.int64, order="F").T,
        np.array(truths, dtype=bool, order="F").T,
        np.array(reals, dtype=np.float64, order="F").T,
    )


def none_features(candidates: Sequence[Candidate]) -> Reals:
    """Return what speaks for none of a name's candidates."""
    places = [c.place for c in candidates]
    features = (
        1.0,
        not {c.how for c in candidates} & {"exact", "clitic"},
        log1p(len(candidates)),
        log10(1 + max((p.population for p in places), default=0)),
        any(p.feature_code in ("PCLI", "PPLC", "CONT") for p in places),
        any(_is_curated(p) for p in places),
        1.0 - max((c.score for c in candidates), default=1.0),
    )
    return np.array(features, dtype=np.float64)


def said_features(name: Name) -> Reals | None:
    """Return what the words beside a name say of each candidate; None where they say nothing."""
    promised = {m.feature for m in name.mentions if m.feature}
    if not promised and not name.containers:
        return None
    features = np.zeros((len(name.candidates), len(SAID)))
    for row, candidate in zip(features, name.candidates, strict=True):
        if promised:
            fits = any(fits_feature(candidate.place, feature) for feature in promised)
            row[:2] = fits, not fits
        if name.containers:
            agrees = _is_contained(candidate.place, name)
            row[2:] = agrees, not agrees
    return features


def fits_feature(place: Place, feature: str) -> bool:
    """Return whether a place is of the sort a head noun promises ("P", "S.OILF", "H")."""
    letter, _, code = feature.partition(".")
    if place.feature_class != letter:
        # an oil field's name alone is often listed as the field, a camp as a town
        return letter == "S" and code == "CMPRF" and place.feature_class == "P"
    return not code or place.feature_code == code or letter == "S"


def _is_contained(place: Place, name: Name) -> bool:
    """Return whether "X, Admin" agrees: in a division or country that the next name may mean."""
    return any(
        container.id != place.id
        and container.country == place.country
        and (
            container.feature_code == "PCLI"
            or (container.feature_code == "ADM1" and place.admin[:1] == container.admin[:1])
        )
        for candidates in name.containers
        for container in (c.place for c in candidates)
    )


def _sort_features(place: Place) -> tuple[float, ...]:
    """Return the features CLASSES of a place."""
    code, letter = place.feature_code, place.feature_class
    return (
        float(code == "PCLI"),
        float(code == "CONT"),
        float(code == "ADM1"),
        float(_is_lower(place)),
        float(code == "PPLC"),
        float(letter == "P"),
        float(letter == "P" and 0 < place.population < 1000),
        float(letter == "P" and not place.population),
        float(letter == "H"),
        float(letter in "LT"),
        float(letter in "SRUV"),
        float(_is_curated(place)),
    )


def _is_curated(place: Place) -> bool:
    return is_curated(place) and place.feature_class not in "PA"


def _is_lower(place: Place) -> bool:
    return place.feature_class == "A" and place.feature_code not in ("PCLI", "ADM1")


@lru_cache(maxsize=1000)
def _near(reach: float) -> tuple[float, ...]:
    """Return the cosines of the angles within which others are near a place with a reach in km."""
    angles = (*((km + reach) / EARTH_KM for km in NEAR_KM), LOWER_KM / EARTH_KM, RARE_KM / EARTH_KM)
    return tuple(cos(min(angle, pi)) for angle in angles)


def _reals(candidate: Candidate) -> tuple[float, ...]:
    place = candidate.place
    code, letter = place.feature_code, place.feature_class
    reach, country = _reach(place), is_country(place)
    small = letter in "PSRUV" and place.population <= SMALL_TO
    known = place.population > KNOWN_FROM or code in ("PCLI", "PPLC")
    return (
        *(_NEVER if country else _near(reach)),
        reach,
        prior(candidate),
        bool(place.country),
        bool(place.admin),
        country,
        code == "ADM1",
        known or letter in "HLT",
        place.source == "mine",
        small,
        small and place.source in ("facilities", "features"),
    )


def _reach(place: Place) -> float:
    return place.radius_km if place.feature_class in "AHLT" else 0.0


def country_code(country: str) -> int:
    """Return the number of a country in CandidateTable.codes."""
    return _code(country) if country else 0


def _division(place: Place) -> int:
    return _code(place.country, place.admin[0]) if place.admin else 0


def _code(*parts: str) -> int:
    return _codes.setdefault(parts, next(_numbers))
