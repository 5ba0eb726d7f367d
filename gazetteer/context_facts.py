"""What the other names of a text say for a candidate, given how likely their candidates are."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

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


def moving_facts(rows: Rows, shares: Reals, people: People) -> Reals:
    """Return the facts MOVING, one line each, from the probabilities of all candidates.

    Every name votes with all its candidates: one that may be in five states says little of each.
    """
    cast = shares * rows.roles
    division_named, division_voted = cast[:2] @ rows.same_division
    voted, named = cast[1:3] @ rows.same_country + people.rows
    everything = cast[2].sum() + people.together
    own = np.add.reduceat(cast[3:], rows.starts, axis=1)
    in_country, in_division = cast[3:].sum(axis=1)[:, None] - own[:, rows.of]  # of other names
    votes = voted / np.maximum(1.0, people.together + in_country)
    near = np.log1p(rows.near @ shares).reshape(3, -1)
    nearest = _nearest(rows, _best_rows(rows, shares))
    found = np.empty((len(MOVING), len(shares)))
    # line by line, for half of what it costs to make one array of many
    for line, fact in enumerate(
        (
            votes,
            np.minimum(1.0, named / (everything or 1.0)),
            np.minimum(1.0, named),
            np.minimum(1.0, division_named) * ~rows.is_division,
            division_voted / np.maximum(1.0, in_division),
            np.log1p(division_voted),
            *near,
            nearest,
            nearest * rows.well_known,
            nearest * rows.is_small,
            rows.well_known,
            rows.well_known * (1.0 - votes),
        )
    ):
        found[line] = fact
    return found


def _best_rows(rows: Rows, shares: Reals) -> list[int]:
    """Return the likeliest row of each name that means something at all, no country."""
    found = []
    likely = shares.tolist()
    for start, end in pairwise([*rows.starts.tolist(), len(likely)]):
        own = likely[start:end]
        best = start + own.index(max(own))
        if sum(own) > 0.5 and not rows.is_country[best]:
            found.append(best)
    return found


def _nearest(rows: Rows, best: list[int]) -> Reals:
    """Return log10 of the km to the nearest other place chosen so far; 0 where there is none."""
    if not best:
        return np.zeros(len(rows.of))
    cosines = rows.cosines[:, best].max(axis=1)
    angles = np.arccos(np.minimum(1.0, np.maximum(-1.0, cosines)))
    km = np.maximum(0.0, EARTH_KM * angles - rows.reach)
    found: Reals = np.where((cosines >= -1.5) & ~rows.is_country, np.log10(km + 1), 0.0)
    return found
