"""How likely each candidate of each name of a text is, and how likely none of them.

Two passes: the first chooses by size, sort and what the words promise, countries and provinces
weighing most; the second uses the first as context.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

import numpy as np

from gazetteer.candidates import resembling, widen
from gazetteer.context import Context, Name, context, distances_km, is_country, prior, unit_points
from gazetteer.fold import name_key
from gazetteer.index import Index
from gazetteer.place import Candidate, Mention, Place
from gazetteer.place_facts import facts_of, none_facts

PASSES = 2
SEAT_KM = 200.0
SEAT_PEOPLE = 20_000  # of a seat further from the middle of its division than a town is wide
MINE_WINS = 8.0  # log-odds: what people say of a name is doubted by no context
RESEMBLING_FROM = 0.6  # how sure a name must be before other spellings are tried
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name's candidates with what speaks for each; the last facts are those of "none"."""

    name: Name
    facts: tuple[dict[str, float], ...]
    probabilities: tuple[float, ...]


def rank(text: str, mentions: Sequence[Mention], index: Index, weights: Weights) -> list[Ranked]:
    """Rank the candidates of every name of a text."""
    names = _names(text, [m for m in mentions if m.kind != "demonym"], index)
    demonyms = Counter(m.feature[2:] for m in mentions if m.kind == "demonym")
    best: list[Place | None] = [
        max(name.candidates, key=prior).place if name.candidates else None for name in names
    ]
    ranked: list[Ranked] = []
    for number in range(PASSES):
        seen = context(names, best, demonyms)
        if number == PASSES - 1:
            names = [_with_resembling(name, seen, index) for name in names]
        ranked = [_rank(i, name, names, seen, weights) for i, name in enumerate(names)]
        best = [chosen(r) for r in ranked]
    return ranked


def chosen(ranked: Ranked) -> Place | None:
    """Return the likeliest candidate, None where "none of them" is likelier than all together."""
    if not ranked.name.candidates or ranked.probabilities[-1] > 0.5:
        return None
    top = int(np.argmax(ranked.probabilities[:-1]))
    return _seat(ranked.name, ranked.name.candidates[top].place)


def _seat(name: Name, place: Place) -> Place:
    """Prefer the town to the division named after it, unless a head noun says division.

    So "القاهرة" is the city and "محافظة القاهرة" the governorate.
    """
    promised = {m.feature[:1] for m in name.mentions if m.feature}
    if place.feature_class != "A" or is_country(place) or "A" in promised:
        return place
    reach = min(SEAT_KM, max(20.0, place.radius_km))
    far = distances_km(unit_points([place]), name.points)[0]
    towns = [
        (km, c.place)
        for c, km in zip(name.candidates, far, strict=True)
        if c.place.feature_class == "P"
        and c.place.country == place.country
        and c.score >= 0.8
        and (km <= 40 or (km <= reach and c.place.population >= SEAT_PEOPLE))
    ]
    return min(towns, key=lambda pair: pair[0])[1] if towns else place


def _with_resembling(name: Name, seen: Context, index: Index) -> Name:
    if name.candidates or max(m.probability for m in name.mentions) < RESEMBLING_FROM:
        return name
    about = seen.countries + seen.votes
    candidates = resembling(name.key, [c for c, _ in about.most_common(2)], index)
    return replace(name, candidates=candidates, points=unit_points([c.place for c in candidates]))


def _names(text: str, mentions: Iterable[Mention], index: Index) -> list[Name]:
    by_key: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_key.setdefault(name_key(mention.text), []).append(mention)
    follows = _containers(text, sorted((m for g in by_key.values() for m in g), key=_start))
    names = []
    for key, group in by_key.items():
        candidates = widen(key, group, index)
        points = unit_points([c.place for c in candidates])
        containers = tuple(follows[m] for m in map(_start, group) if m in follows)
        names.append(Name(key, tuple(group), candidates, points, containers))
    return names


def _start(mention: Mention) -> int:
    return mention.start


def _containers(text: str, mentions: Sequence[Mention]) -> dict[int, tuple[Candidate, ...]]:
    """Map a mention's start to the candidates of the name that follows it: "X, Y" or "X (Y)"."""
    found = {}
    for one, two in itertools.pairwise(mentions):
        between = text[one.end : two.start]
        if (
            len(between) <= 3
            and between[:1] in (",", "،", " ", "(")
            and between.strip(" ")
            in (
                ",",
                "،",
                "(",
            )
        ):
            found[one.start] = two.candidates
    return found


def _rank(i: int, name: Name, names: Sequence[Name], seen: Context, weights: Weights) -> Ranked:
    others = [p for j, p in enumerate(seen.best) if j != i and p is not None and not is_country(p)]
    far = distances_km(name.points, unit_points(others)) if others else np.zeros((0, 0))
    facts = [
        facts_of(name, n, candidate, seen, far[n] if others else None)
        for n, candidate in enumerate(name.candidates)
    ]
    facts.append(none_facts(name))
    scores = [sum(weights.get(k, 0.0) * v for k, v in fact.items()) for fact in facts]
    for n, candidate in enumerate(name.candidates):
        scores[n] += MINE_WINS * (candidate.place.source == "mine")
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    return Ranked(name, tuple(facts), tuple(share / sum(shares) for share in shares))
