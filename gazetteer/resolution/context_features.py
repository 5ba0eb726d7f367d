"""What the other names of a text say for a candidate, given how likely their candidates are."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from gazetteer.resolution.context import EARTH_KM, Reals, Rows

STEADY = ("lower division near", "town near the division", "rare name near")
MOVING = (
    "country votes",
    "country named",
    "country named at all",
    "division named",
    "division votes",
    "division votes, count",
    "near 50 km",
    "near 150 km",
    "near 400 km",
    "nearest km",
    "nearest km, well known",
    "nearest km, small",
    "well known",
    "well known, votes elsewhere",
)


@dataclass(frozen=True, slots=True)
class People:
    """What a text's demonyms say: for each row, and all together."""

    rows: Reals
    together: float


def people_of(rows: Rows, demonyms: Mapping[int, float]) -> People:
    """Return what demonyms, weights by country, say for the rows in their countries."""
    found = np.zeros(len(rows.of))
    for code, weight in demonyms.items():
        found += weight * (rows.country == code)
    return People(found, sum(demonyms.values()))


def moving_features(rows: Rows, shares: Reals, people: People, nearest: Reals) -> Reals:
    """Return the features MOVING, one line each, from the probabilities of all candidates.

    Every name votes with all its candidates: one that may be in five states says little of each.
    """
    counted = shares * rows.roles
    voted = rows.links @ shares
    voted[0] += people.rows
    named = rows.links[0] @ counted[1] + people.rows
    together = np.add.reduce(counted[1:], axis=1)
    own = np.add.reduceat(counted[2:], rows.starts, axis=1)
    others = together[1:, None] - own.take(rows.of, axis=1)
    others[0] += people.together
    # a line each, several at once where they stand together: few calls, as most texts are short
    found = np.empty((len(MOVING), len(shares)))
    np.divide(voted[:2], np.maximum(1.0, others), out=found[0:5:4])
    found[1] = named / (together.item(0) + people.together or 1.0)
    found[2] = named
    found[3] = (rows.links[1] @ counted[0]) * rows.no_division
    np.minimum(1.0, found[1:4], out=found[1:4])
    np.log1p(voted[1:], out=found[5:9])
    np.multiply(nearest, rows.dressed, out=found[9:12])
    found[12] = rows.dressed[1]
    np.multiply(rows.dressed[1], 1.0 - found[0], out=found[13])
    return found


def best_rows(rows: Rows, shares: Reals) -> tuple[int, ...]:
    """Return the likeliest row of each name that means something at all, no country."""
    found = []
    likely = shares.tolist()
    for start, end in rows.spans:
        own = likely[start:end]
        best = start + own.index(max(own))
        if sum(own) > 0.5 and not rows.is_country[best]:
            found.append(best)
    return tuple(found)


def nearest_km(rows: Rows, best: tuple[int, ...]) -> Reals:
    """Return log10 of the km to the nearest of the rows `best`; 0 where there is none."""
    if not best:
        return np.zeros(len(rows.of))
    cosines = np.maximum.reduce(rows.cosines.take(best, axis=1), axis=1)
    angles = np.arccos(np.minimum(1.0, np.maximum(-1.0, cosines)))
    km = np.maximum(0.0, EARTH_KM * angles - rows.reach)
    found: Reals = np.where((cosines >= -1.5) & ~rows.is_country, np.log10(km + 1), 0.0)
    return found
