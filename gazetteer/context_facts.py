"""What the other names of a text say for a candidate, given how likely their candidates are."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from gazetteer.context import EARTH_KM, Reals, Rows

STEADY = ("lower division near", "town near the division", "rare name near")
MOVING = (
    *("country votes", "country named", "country named at all"),
    *("division named", "division votes", "division votes, count"),
    *("near 50 km", "near 150 km", "near 400 km"),
    *(
        "nearest km",
        "nearest km, well known",
        "nearest km, small",
        "well known",
        "well known, votes elsewhere",
    ),
)


def best_rows(rows: Rows, shares: Reals) -> NDArray[np.int64]:
    """Return the numbers of the likeliest rows of the names that mean something at all."""
    top = np.maximum.reduceat(shares, rows.starts)
    sums = np.add.reduceat(shares, rows.starts)
    is_best = (shares == top[rows.of]) & (sums > 0.5)[rows.of]
    best = np.flatnonzero(is_best)
    return best[np.unique(rows.of[best], return_index=True)[1]]


def moving_facts(rows: Rows, shares: Reals, demonyms: Mapping[int, float]) -> Reals:
    """Return the facts MOVING, one line each, from the probabilities of all candidates.

    Every name votes with all its candidates: one that may be in five states says little of each.
    """
    countries = shares * rows.is_country * rows.mentions * (rows.country > 0)
    voted, named = (rows.same_country @ np.stack((shares, countries), axis=1)).T
    people = sum(demonyms.values())
    for code, weight in demonyms.items():
        named = named + weight * (rows.country == code)
        voted = voted + weight * (rows.country == code)
    everything = countries.sum() + people
    division_named, division_voted = (
        rows.same_division @ np.stack((shares * rows.is_division, shares), axis=1)
    ).T
    votes = voted / np.maximum(1.0, people + _others(rows, shares * (rows.country > 0)))
    near = np.log1p(rows.near @ shares).reshape(3, -1)
    nearest = _nearest(rows, best_rows(rows, shares))
    return np.array(
        (
            votes,
            np.minimum(1.0, named / (everything or 1.0)),
            np.minimum(1.0, named),
            np.minimum(1.0, division_named) * ~rows.is_division,
            division_voted / np.maximum(1.0, _others(rows, shares * (rows.division > 0))),
            np.log1p(division_voted),
            *near,
            nearest,
            nearest * rows.well_known,
            nearest * rows.is_small,
            rows.well_known,
            rows.well_known * (1.0 - votes),
        )
    )


def _others(rows: Rows, shares: Reals) -> Reals:
    """Return for each row the sum over all rows of other names."""
    own: Reals = np.add.reduceat(shares, rows.starts)
    others: Reals = shares.sum() - own[rows.of]
    return others


def _nearest(rows: Rows, best: NDArray[np.int64]) -> Reals:
    """Return log10 of the km to the nearest other place chosen so far; 0 where there is none."""
    best = best[~rows.is_country[best]]
    if not len(best):
        return np.zeros(len(rows.of))
    cosines = np.where(rows.of[:, None] != rows.of[best], rows.cosines[:, best], -2.0).max(axis=1)
    km = np.maximum(0.0, EARTH_KM * np.arccos(np.clip(cosines, -1.0, 1.0)) - rows.reach)
    found: Reals = np.where((cosines >= -1.5) & ~rows.is_country, np.log10(km + 1), 0.0)
    return found
