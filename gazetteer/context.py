"""What a text as a whole says about where it is set: countries, divisions, and the other places."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log10

import numpy as np
from numpy.typing import NDArray

from gazetteer.place import Candidate, Mention, Place

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Name:
    """A name with all its mentions: within one article it means one place.

    `containers` are the places whose names follow a mention after a comma ("X, Admin").
    """

    key: str
    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    points: NDArray[np.float64]
    containers: tuple[tuple[Candidate, ...], ...] = ()


@dataclass(slots=True)
class Context:
    """What is known of the text so far; renewed after each pass of the resolver."""

    countries: Counter[str] = field(default_factory=Counter)
    divisions: dict[tuple[str, str], str] = field(default_factory=dict)
    best: list[Place | None] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)


def unit_points(places: Sequence[Place]) -> NDArray[np.float64]:
    """Return points as unit vectors, one row each: their dot product gives the distance."""
    degrees = np.array([(p.lat, p.lon) for p in places], dtype=np.float64).reshape(-1, 2)
    lat, lon = np.radians(degrees).T
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def distances_km(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return great-circle distances in km between the rows of two arrays of unit vectors."""
    return EARTH_KM * np.arccos(np.clip(a @ b.T, -1.0, 1.0))


def is_country(place: Place) -> bool:
    """Say whether a place is a country or a continent."""
    return place.feature_code in ("PCLI", "CONT")


def prior(candidate: Candidate) -> float:
    """Return how likely a candidate is before any context: size and sort."""
    place = candidate.place
    weight = 10.0 if is_country(place) else 2.0 if place.feature_code == "ADM1" else 0.0
    weight += 3.0 * (place.feature_code == "PPLC") + 3.0 * (place.source != "starter")
    return weight + log10(place.population + 1) + 2 * candidate.score


def context(names: Sequence[Name], best: Sequence[Place | None], demonyms: Counter[str]) -> Context:
    """Gather the context from the best guess for every name so far."""
    found = Context(best=list(best))
    for country, count in demonyms.items():
        found.countries[country] += 0.5 * count  # type: ignore[assignment]
    for name, place in zip(names, best, strict=True):
        if place is None:
            continue
        if place.country:
            found.votes[place.country] += 1
        if is_country(place) and place.country:
            found.countries[place.country] += len(name.mentions)
        for candidate in name.candidates:
            here = candidate.place
            if here.feature_code == "ADM1" and here.admin and candidate.score >= 0.8:
                found.divisions.setdefault((here.country, here.admin[0]), here.name)
    return found
