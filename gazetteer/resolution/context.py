"""All candidates of all names of a text, side by side: which lie together, in which country."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, cos, log10, radians, sin
from operator import mul

import numpy as np
from numpy.typing import NDArray

from gazetteer.place import Candidate, Mention, Place
from gazetteer.sources import is_curated

Reals = NDArray[np.float64]
Truths = NDArray[np.bool_]
Point = tuple[float, float, float]  # a unit vector
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


def unit_point(place: Place) -> Point:
    """Return a place's point as a unit vector."""
    lat, lon = radians(place.lat), radians(place.lon)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def distances_km(a: Reals, b: Reals) -> Reals:
    """Return great-circle distances in km between the rows of two arrays of unit vectors."""
    found: Reals = EARTH_KM * np.arccos(np.clip(a @ b.T, -1.0, 1.0))
    return found


def arc_km(a: Point, b: Point) -> float:
    """Return the great-circle distance of two unit vectors in km."""
    return EARTH_KM * acos(max(-1.0, min(1.0, sum(map(mul, a, b)))))


def is_country(place: Place) -> bool:
    """Return whether a place is a country or a continent."""
    return place.feature_code in ("PCLI", "CONT")


def prior(candidate: Candidate) -> float:
    """Return how likely a candidate is before any context: size and sort."""
    place = candidate.place
    weight = 10.0 if is_country(place) else 2.0 if place.feature_code == "ADM1" else 0.0
    weight += 3.0 * (place.feature_code == "PPLC") + 3.0 * is_curated(place)
    return weight + log10(place.population + 1) + 2 * candidate.score


@dataclass(frozen=True, slots=True)
class CandidateTable:
    """What is known of a name's candidates before any text, one column each but in `features`.

    `none` is their opposite. `codes` are numbers for country and first division, 0 for unknown;
    `truths` say country, lower division, town; `reals` are the point, the cosines of the angles
    within which another place is near (NEAR_KM beyond the reach; LOWER_KM; RARE_KM; nothing is
    near a country), the reach in km, how likely before any context, and what is 0 or 1: in a known
    country, in a known division, country, first division, well known, the user's own, small,
    small and of our own tables.
    """

    candidates: tuple[Candidate, ...]
    features: Reals
    none: Reals
    codes: NDArray[np.int64]
    truths: Truths
    reals: Reals


@dataclass(frozen=True, slots=True)
class Rows:
    """All candidates of all names, one row each, in the order of the names that have any.

    `of` is the number of a row's name among them, `starts` are the names' first rows, `spans` their
    first and last (half open). The tables `links` say of each row which rows of *other* names lie
    in its country, in its division, near it (one for each of NEAR_KM); countries are near nothing.
    `cosines` are those of the angles to rows of other names, -2 for countries and rows of its own.
    `roles` are what a row's probability counts for: for its division if it is one; for its
    country, mention by mention, if it is one; and whether country and division are known.
    `dressed` are 1, well known, small. `steady` are the features that no pass changes.
    """

    of: NDArray[np.int64]
    starts: NDArray[np.int64]
    spans: Sequence[tuple[int, int]]
    country: NDArray[np.int64]
    is_country: Truths
    no_division: Reals
    is_mine: Reals
    is_own_small: Reals
    reach: Reals
    prior: Reals
    roles: Reals
    dressed: Reals
    cosines: Reals
    links: Reals
    steady: Reals


def rows_of(names: Sequence[Name], tables: Sequence[CandidateTable]) -> Rows:
    """Lay the candidates of names, each of which has some, side by side."""
    sizes = np.array([len(table.candidates) for table in tables])
    numbers = np.arange(len(tables))
    of = numbers.repeat(sizes)
    ends = sizes.cumsum()
    starts = ends - sizes
    codes = np.concatenate([table.codes for table in tables], axis=1)
    truths = np.concatenate([table.truths for table in tables], axis=1)
    reals = np.concatenate([table.reals for table in tables], axis=1)
    reach, prior, in_country, in_division, country, division, known, mine, *small = reals[8:]
    other = of[:, None] != of
    cosines = np.where(other & ~truths[0], reals[:3].T @ reals[:3], -2.0)
    near = (cosines > reals[3:8, :, None]).astype(np.float64)
    same = (codes[:, :, None] == np.where(codes > 0, codes, -1)[:, None]) & other
    mentions = np.array([len(name.mentions) for name in names]).repeat(sizes)
    return Rows(
        of,
        starts,
        list(zip(starts.tolist(), ends.tolist(), strict=True)),
        codes[0],
        truths[0],
        1.0 - division,
        mine,
        small[1],
        reach,
        prior,
        roles=np.array((division, country * mentions * in_country, in_country, in_division)),
        dressed=np.array((np.ones(len(of)), known, small[0])),
        cosines=cosines,
        links=np.concatenate((same, near[:3])),
        steady=_steady(near[3:], truths[1:], of[:, None] == numbers, sizes),
    )


def _steady(near: Reals, truths: Truths, own: Truths, sizes: NDArray[np.int64]) -> Reals:
    """Return how many other names *may* mean something near each row: the features STEADY.

    A county near a town and a town near a county; and all names, of which one that few places
    bear tells more than one that many bear. `own` says which rows are which name's.
    """
    lower, town = truths
    counted = np.concatenate((own & lower[:, None], own & town[:, None], own), axis=1)
    some = (near @ counted > 0).reshape(2, len(own), 3, -1)
    counties, towns = np.add.reduce(some[0, :, :2], axis=2).T
    rare = some[1, :, 2] @ (1 / np.sqrt(sizes))
    return np.array((town * np.minimum(2, counties), lower * np.minimum(2, towns), np.log1p(rare)))
