"""How likely each candidate of each name of a text is, and how likely none of them.

Three passes: the first guess is by size and sort, countries and provinces weighing most; each
pass weighs every candidate with the guess of the pass before as its context.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from math import log10

import numpy as np

from gazetteer.index.index import Index
from gazetteer.place import Candidate, Mention, Place
from gazetteer.resolution.candidates import resembling, widen
from gazetteer.resolution.context import (
    CandidateTable,
    Name,
    Reals,
    Rows,
    is_country,
    prior,
    rows_of,
)
from gazetteer.resolution.context_features import (
    MOVING,
    STEADY,
    best_rows,
    moving_features,
    nearest_km,
    people_of,
)
from gazetteer.resolution.place_features import (
    NONE,
    SAID,
    STILL,
    country_code,
    none_features,
    said_features,
    table_of,
)
from gazetteer.resolution.seats import seat_of
from gazetteer.resolution.transcribed import TRANSCRIBED, transcribed
from gazetteer.spelling.fold import name_key

PASSES = 3
MINE_WINS = 8.0  # log-odds: what people say of a name is doubted by no context
# log-odds for each tenfold of FAR_FROM km to the nearest other place: our own tables hold few of
# the villages of a name, so one far away is hardly the one that is meant; no gold tells
OWN_FAR, FAR_FROM = -4.0, 60.0
CONTAINED = 2.0  # log-odds of what lies in the country or division named right behind it
RESEMBLING_FROM = 0.6  # how sure a name must be before other spellings are tried
MOST_ROWS = 1500  # candidates weighed against each other; a longer text is ranked in stretches
FEATURES = (*STILL, *SAID, *STEADY, *MOVING)
TALKED_OF_FROM = 10_000  # people: a town of that size is named far away as well
FEW = 1  # places that are known of a text, a dateline: they are no neighbourhood
_CONTAINED = FEATURES.index("in the next name")
_NEAREST = MOVING.index("nearest km")
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Weights in the order of the features they weigh: those that no pass changes, and others."""

    steady: Reals
    moving: Reals
    none: Reals


def vectors(weights: Weights) -> Vectors:
    """Lay weights by name out as vectors; what has no name weighs nothing."""
    steady, moving, none = (
        np.array([weights.get(feature, 0.0) for feature in features])
        for features in (FEATURES[: -len(MOVING)], MOVING, NONE)
    )
    return Vectors(steady, moving, none)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name, its candidates' probabilities, and last that of "none"."""

    name: Name
    table: Reals
    probabilities: tuple[float, ...]

    def features(self, n: int) -> dict[str, float]:
        """Return what speaks for the `n`th candidate, or after the last for "none"."""
        if n == len(self.name.candidates):
            return dict(zip(NONE, none_features(self.name.candidates).tolist(), strict=True))
        return dict(zip(FEATURES, self.table[n].tolist(), strict=True))


def rank(
    text: str, mentions: Sequence[Mention], index: Index, weights: Vectors | None
) -> list[Ranked]:
    """Rank the candidates of every name of a text; without weights by the first guess alone."""
    names = _names(text, [m for m in mentions if m.kind != "demonym"], index)
    demonyms = Counter(m.feature[2:] for m in mentions if m.kind == "demonym")
    ranked = [r for part in _stretches(names) for r in _rank(part, demonyms, index, weights)]
    order = {name.key: n for n, name in enumerate(names)}
    return sorted(ranked, key=lambda r: order[r.name.key])


def chosen(ranked: Ranked) -> Place | None:
    """Return the likeliest candidate, None where "none of them" is likelier than all together."""
    if not ranked.name.candidates or ranked.probabilities[-1] > 0.5:
        return None
    best = max(range(len(ranked.name.candidates)), key=ranked.probabilities.__getitem__)
    return seat_of(ranked.name, ranked.name.candidates[best].place)


def _stretches(names: Sequence[Name]) -> Iterator[list[Name]]:
    """Cut a very long text, so that the tables of its candidates stay small."""
    part: list[Name] = []
    for name in names:
        if part and sum(len(n.candidates) for n in part) + len(name.candidates) > MOST_ROWS:
            yield part
            part = []
        part.append(name)
    if part:
        yield part


def _names(text: str, mentions: Sequence[Mention], index: Index) -> list[Name]:
    follows = _containers(text, mentions)
    by_key: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_key.setdefault(name_key(mention.text), []).append(mention)
    names = []
    for key, group in by_key.items():
        holders = tuple(follows[m.start] for m in group if m.start in follows)
        candidates = _besides(key, widen(key, group, index), holders)
        names.append(Name(key, tuple(group), candidates, holders))
    return names


def _besides(
    key: str, candidates: tuple[Candidate, ...], holders: Sequence[Sequence[Candidate]]
) -> tuple[Candidate, ...]:
    """Leave out what only the name after it means: "Oleksandrivka, Donetsk" is not Donetsk.

    Donetsk was called so once; a place whose own name it is stays, and so does the only one.
    """
    held = {c.place.id for holder in holders for c in holder}
    left = tuple(c for c in candidates if c.place.id not in held or name_key(c.place.name) == key)
    return left or candidates


def _containers(text: str, mentions: Iterable[Mention]) -> dict[int, tuple[Candidate, ...]]:
    """Map a mention's start to the candidates of the name that follows it: "X, Y" or "X (Y)"."""
    found = {}
    for one, two in itertools.pairwise(sorted(mentions, key=lambda m: m.start)):
        between = text[one.end : two.start]
        if len(between) <= 3 and between.strip(" ") in (",", "،", "("):
            found[one.start] = two.candidates
    return found


def _rank(
    names: Sequence[Name], demonyms: Mapping[str, int], index: Index, weights: Vectors | None
) -> Iterator[Ranked]:
    names = _resembled(names, demonyms, index)
    named = [name for name in names if name.candidates]
    for name in names:
        if not name.candidates:
            yield Ranked(name, np.zeros((0, len(FEATURES))), (1.0,))
    if not named:
        return
    table, shares, none = _weigh(named, demonyms, weights)
    at = 0
    for number, name in enumerate(named):
        end = at + len(name.candidates)
        own, nothing = shares[at:end], float(none[number])
        if nothing > 0.5 and (best := transcribed(name)) is not None:
            own, nothing = np.eye(len(own))[best] * TRANSCRIBED, 1 - TRANSCRIBED
        yield Ranked(name, table[at:end], (*own.tolist(), nothing))
        at = end


def _weigh(
    names: Sequence[Name], demonyms: Mapping[str, int], weights: Vectors | None
) -> tuple[Reals, Reals, Reals]:
    """Return the features and the probabilities of all candidates, and of "none" for each name."""
    tables = [table_of(name.candidates) for name in names]
    rows = rows_of(names, tables)
    steady = np.concatenate((_still(names, tables), rows.steady.T), axis=1)
    people = people_of(rows, {country_code(country): 0.5 * n for country, n in demonyms.items()})
    shares, none = _shares(rows, rows.prior, np.full(len(names), -np.inf))
    nearest = cache(partial(nearest_km, rows))  # most passes choose the same places again
    moving = moving_features(rows, shares, people, nearest(best_rows(rows, shares)))
    if weights is None:
        return np.concatenate((steady, moving.T), axis=1), shares, none
    none_score = np.array([s.none for s in tables]) @ weights.none
    known = steady @ weights.steady + MINE_WINS * rows.is_mine
    known += CONTAINED * steady[:, _CONTAINED]
    # a name alone has no context that could change
    for number in range(PASSES if len(names) > 1 or demonyms else 1):
        if number:
            moving = moving_features(rows, shares, people, nearest(best_rows(rows, shares)))
        far = np.maximum(0.0, moving[_NEAREST] - log10(FAR_FROM)) * rows.is_own_small
        shares, none = _shares(rows, known + weights.moving @ moving + OWN_FAR * far, none_score)
    if (none > 0.5).any() and len(best_rows(rows, shares)) <= FEW:
        moving[_NEAREST : MOVING.index("well known")] = 0.0
        apart = _shares(rows, known + weights.moving @ moving, none_score)
        shares, none = _far_away(names, rows, (shares, none), apart)
    return np.concatenate((steady, moving.T), axis=1), shares, none


def _far_away(
    names: Sequence[Name], rows: Rows, near: tuple[Reals, Reals], apart: tuple[Reals, Reals]
) -> tuple[Reals, Reals]:
    """Let a town keep its name that is "none" only because all others of the text lie far away.

    A dateline, or a namesake taken for a village nobody knows, says little of a known town.
    """
    found = (near[1] > 0.5) & (apart[1] < 0.5)
    for number in np.flatnonzero(found).tolist():
        start, end = rows.spans[number]
        best = names[number].candidates[int(apart[0][start:end].argmax())]
        exact = best.how in ("exact", "clitic")
        found[number] = exact and best.place.population >= TALKED_OF_FROM
    return np.where(found[rows.of], apart[0], near[0]), np.where(found, apart[1], near[1])


def _still(names: Sequence[Name], tables: Sequence[CandidateTable]) -> Reals:
    known = np.concatenate([table.features for table in tables])
    said = np.zeros((len(known), len(SAID)))
    at = 0
    for name in names:
        end = at + len(name.candidates)
        features = said_features(name)
        if features is not None:
            said[at:end] = features
        at = end
    return np.concatenate((known, said), axis=1)


def _shares(rows: Rows, scores: Reals, none: Reals) -> tuple[Reals, Reals]:
    """Turn scores into probabilities of the candidates and of "none", name by name."""
    top = np.maximum(np.maximum.reduceat(scores, rows.starts), none)
    shares, nothing = np.exp(scores - top[rows.of]), np.exp(none - top)
    total = np.add.reduceat(shares, rows.starts) + nothing
    return shares / total[rows.of], nothing / total


def _resembled(names: Sequence[Name], demonyms: Mapping[str, int], index: Index) -> Sequence[Name]:
    """Give sure names that the gazetteer lacks the places of nearly that spelling nearby."""
    unsure = [name for name in names if all(c.how == "article" for c in name.candidates)]
    unsure = [n for n in unsure if max(m.probability for m in n.mentions) >= RESEMBLING_FROM]
    if not unsure:
        return names
    about = Counter({country: n / 2 for country, n in demonyms.items()})
    for place in (max(n.candidates, key=prior).place for n in names if n.candidates):
        if place.country:
            about[place.country] += 1 + is_country(place)
    countries = [country for country, _ in about.most_common(2)]
    lacking = (n.key for n in unsure if not any(c.place.country in countries for c in n.candidates))
    found = {key: alike for key in lacking if (alike := resembling(key, countries, index))}
    return [replace(n, candidates=found[n.key]) if n.key in found else n for n in names]
