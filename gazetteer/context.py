"""All candidates of all names of a text, side by side: which lie together, in which country."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, cos, log10, pi, radians, sin
from operator import mul

import numpy as np
from numpy.typing import NDArray

from gazetteer.place import Candidate, Mention, Place
from gazetteer.sources import is_curated

Reals = NDArray[np.float64]
Truths = NDArray[np.bool_]
EARTH_KM = 6371.0
NEAR_KM = (50, 150, 400)
LOWER_KM = 45  # how far a town may lie from the middle of its county
RARE_KM = 80
SMALL_TO = 2_000  # people, or a single building: talked of nearby
KNOWN_FROM = 300_000  # people; a place of that size is talked of far away


@dataclass(frozen=True, slots=True)
class Name:
    """A name with all its mentions: within one article it means one place.

    `containers` are the places whose names follow a mention after a comma ("X, Admin").
    """

    key: str
    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    containers: tuple[tuple[Candidate, ...], ...] = ()


def unit_points(places: Sequence[Place]) -> Reals:
    """Return points as unit vectors, one row each: their dot product gives the distance."""
    return np.array([unit_point(p) for p in places], dtype=np.float64).reshape(-1, 3)


def unit_point(place: Place) -> tuple[float, float, float]:
    """Return a place's point as a unit vector."""
    lat, lon = radians(place.lat), radians(place.lon)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def distances_km(a: Reals, b: Reals) -> Reals:
    """Return great-circle distances in km between the rows of two arrays of unit vectors."""
    found: Reals = EARTH_KM * np.arccos(np.clip(a @ b.T, -1.0, 1.0))
    return found


def km_between(a: Place, b: Place) -> float:
    """Return the great-circle distance of two places in km."""
    cosine = sum(map(mul, unit_point(a), unit_point(b)))
    return EARTH_KM * acos(max(-1.0, min(1.0, cosine)))


def is_country(place: Place) -> bool:
    """Say whether a place is a country or a continent."""
    return place.feature_code in ("PCLI", "CONT")


def prior(candidate: Candidate) -> float:
    """Return how likely a candidate is before any context: size and sort."""
    place = candidate.place
    weight = 10.0 if is_country(place) else 2.0 if place.feature_code == "ADM1" else 0.0
    weight += 3.0 * (place.feature_code == "PPLC") + 3.0 * is_curated(place)
    return weight + log10(place.population + 1) + 2 * candidate.score


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of a name's candidates before any text, one row each; `none` is its opposite.

    `codes` are numbers for country and first division, 0 for unknown; `truths` say country,
    first division, lower division, town, well known, the user's own, small, small and of our own
    tables; `reals` are the point, the reach in km, and how likely before any context.
    """

    candidates: tuple[Candidate, ...]
    facts: Reals
    none: Reals
    codes: NDArray[np.int64]
    truths: Truths
    reals: Reals


@dataclass(frozen=True, slots=True)
class Rows:
    """All candidates of all names, one row each, in the order of the names that have any.

    `of` is the number of a row's name among them, `starts` are the names' first rows. The tables
    `same_country`, `same_division` and `near` (one for each of NEAR_KM, stacked) say of each row
    which rows of *other* names lie in its country, in its division, near it; countries are near
    nothing. `cosines` are those of the angles to rows of other names, -2 for rows of its own.
    `roles` are what a row's probability counts for: for its division if it is one, for anything,
    for its country, mention by mention, if it is one; and whether country and division are known.
    `steady` are the facts that no pass changes.
    """

    of: NDArray[np.int64]
    starts: NDArray[np.int64]
    country: NDArray[np.int64]
    is_country: Truths
    is_division: Truths
    well_known: Truths
    is_mine: Truths
    is_small: Truths
    is_own_small: Truths
    reach: Reals
    prior: Reals
    roles: Reals
    cosines: Reals
    same_country: Reals
    same_division: Reals
    near: Reals
    steady: Reals


def rows_of(names: Sequence[Name], sheets: Sequence[Sheet]) -> Rows:
    """Lay the candidates of names, each of which has some, side by side."""
    sizes = np.array([len(sheet.candidates) for sheet in sheets])
    of = np.repeat(np.arange(len(sheets)), sizes)
    starts = np.cumsum(sizes) - sizes
    country, division = np.concatenate([sheet.codes for sheet in sheets]).T
    truths = np.concatenate([sheet.truths for sheet in sheets]).T
    reals = np.concatenate([sheet.reals for sheet in sheets])
    points, reach = reals[:, :3], reals[:, 3]
    cosines = points @ points.T
    mentions = np.array([len(name.mentions) for name in names])[of]
    other = of[:, None] != of
    land = other & ~truths[0] & ~truths[0][:, None]
    angles = np.minimum((np.array(NEAR_KM)[:, None] + reach) / EARTH_KM, pi)
    near = (cosines > np.cos(angles)[:, :, None]) & land
    return Rows(
        *(of, starts, country, truths[0], truths[1]),
        *(truths[4], truths[5], truths[6], truths[7], reach, reals[:, 4]),
        roles=np.array(
            (
                truths[1],
                truths[0] | True,
                truths[0] * mentions * (country > 0),
                country > 0,
                division > 0,
            ),
            dtype=np.float64,
        ),
        cosines=np.where(other, cosines, -2.0),
        same_country=(other & (country[:, None] == country) & (country > 0)).astype(float),
        same_division=(other & (division[:, None] == division) & (division > 0)).astype(float),
        near=near.reshape(-1, len(of)).astype(float),
        steady=_steady(cosines, land, truths, starts, sizes),
    )


def _steady(
    cosines: Reals,
    land: Truths,
    truths: Truths,
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
) -> Reals:
    """Return how many other names *may* mean something near each row: the facts STEADY.

    A county near a town and a town near a county; and all names, of which one that few places
    bear tells more than one that many bear.
    """
    lower, town = truths[2], truths[3]
    close = land & (cosines > cos(LOWER_KM / EARTH_KM))
    about = land & (cosines > cos(RARE_KM / EARTH_KM))
    some = np.logical_or.reduceat
    counties = some(close & lower, starts, axis=1).sum(axis=1)
    towns = some(close & town, starts, axis=1).sum(axis=1)
    rare = some(about, starts, axis=1) @ (1 / np.sqrt(sizes))
    found = (town * np.minimum(2, counties), lower * np.minimum(2, towns), np.log1p(rare))
    return np.array(found, dtype=np.float64)
