"""Which of several places is meant, how sure we are, and why.

Two passes: the first chooses by size, sort and what the words promise, countries and provinces
weighing most; the second uses the first as context. The weights are readable numbers in
data/ranker.json, fitted by `python -m gazetteer train`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log1p, log10

import numpy as np
from numpy.typing import NDArray

from gazetteer.candidates import widen
from gazetteer.context import (
    Context,
    Name,
    context,
    distances_km,
    is_country,
    prior,
    unit_points,
)
from gazetteer.fold import name_key
from gazetteer.index import Index
from gazetteer.index_build import data_path
from gazetteer.place import Candidate, Mention, Place, Resolution
from gazetteer.reasons import reasons

PASSES = 2
ALTERNATIVES = 3
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name's candidates with what speaks for each; the last facts are those of "none"."""

    name: Name
    facts: tuple[dict[str, float], ...]
    probabilities: tuple[float, ...]


@cache
def shipped_weights() -> Weights:
    """Return the weights that ship."""
    weights: Weights = json.loads(data_path("ranker.json").read_text(encoding="utf-8"))
    return weights


def resolve(
    text: str, mentions: Sequence[Mention], index: Index, *, weights: Weights | None = None
) -> list[Resolution]:
    """Resolve the mentions of one text, in their order; demonyms mean their country."""
    ranked = {r.name.key: r for r in rank(text, mentions, index, weights or shipped_weights())}
    names = [r.name for r in ranked.values()]
    best = [chosen(r) for r in ranked.values()]
    out = []
    for mention in mentions:
        if mention.kind == "demonym":
            out.append(_demonym(mention, index))
        else:
            out.append(_resolution(mention, ranked[name_key(mention.text)], names, best))
    return out


def rank(
    text: str, mentions: Sequence[Mention], index: Index, weights: Weights
) -> list[Ranked]:
    """Rank the candidates of every name of a text."""
    names = _names(text, [m for m in mentions if m.kind != "demonym"], index)
    demonyms = Counter(m.feature[2:] for m in mentions if m.kind == "demonym")
    best: list[Place | None] = [
        max(name.candidates, key=prior).place if name.candidates else None for name in names
    ]
    ranked: list[Ranked] = []
    for _ in range(PASSES):
        seen = context(names, best, demonyms)
        ranked = [_rank(i, name, names, seen, weights) for i, name in enumerate(names)]
        best = [chosen(r) for r in ranked]
    return ranked


def chosen(ranked: Ranked) -> Place | None:
    """Return the likeliest candidate, None where "none of them" is likelier than all together."""
    if not ranked.name.candidates or ranked.probabilities[-1] > 0.5:
        return None
    top = int(np.argmax(ranked.probabilities[:-1]))
    return ranked.name.candidates[top].place


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
    for one, two in zip(mentions, mentions[1:], strict=False):
        between = text[one.end : two.start]
        if len(between) <= 3 and between[:1] in (",", "،", " ", "(") and between.strip(" ") in (
            ",",
            "،",
            "(",
        ):
            found[one.start] = two.candidates
    return found


def _rank(i: int, name: Name, names: Sequence[Name], seen: Context, weights: Weights) -> Ranked:
    others = [p for j, p in enumerate(seen.best) if j != i and p is not None and not is_country(p)]
    far = distances_km(name.points, unit_points(others)) if others else np.zeros((0, 0))
    facts = [
        _facts(name, n, candidate, seen, far[n] if others else None)
        for n, candidate in enumerate(name.candidates)
    ]
    facts.append(_none_facts(name))
    scores = [sum(weights.get(k, 0.0) * v for k, v in fact.items()) for fact in facts]
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    return Ranked(name, tuple(facts), tuple(share / sum(shares) for share in shares))


def _none_facts(name: Name) -> dict[str, float]:
    hows = {c.how for c in name.candidates}
    places = [c.place for c in name.candidates]
    return {
        "none": 1.0,
        "none, inexact": float(not hows & {"exact", "clitic"}),
        "none, many candidates": log1p(len(name.candidates)),
        "none, population digits": log10(1 + max((p.population for p in places), default=0)),
        "none, well known": float(any(p.feature_code in ("PCLI", "PPLC", "CONT") for p in places)),
        "none, curated": float(any(p.source != "starter" for p in places)),
    }


def _facts(
    name: Name,
    n: int,
    candidate: Candidate,
    seen: Context,
    far: NDArray[np.float64] | None,
) -> dict[str, float]:
    place = candidate.place
    largest = max(c.place.population for c in name.candidates)
    facts = _sort_facts(candidate)
    facts |= {
        "population digits": log10(place.population + 1),
        "share of largest": place.population / largest if largest else 0.0,
        "alternate name": 1.0 - candidate.score,
        candidate.how: 1.0,
        "first listed": float(n == 0),
        "only one": float(len(name.candidates) == 1),
    }
    features = {m.feature for m in name.mentions if m.feature}
    if features:
        fits = any(fits_feature(place, feature) for feature in features)
        facts["promised sort"] = float(fits)
        facts["other sort"] = float(not fits)
    facts |= _container_facts(name, place)
    named = seen.countries.get(place.country, 0) - (
        len(name.mentions) if is_country(place) else 0
    )
    everything = sum(seen.countries.values()) or 1
    votes = seen.votes.get(place.country, 0) - 1
    facts["country named"] = min(1.0, max(0, named) / everything)
    facts["country named at all"] = float(named > 0)
    facts["country votes"] = max(0, votes) / max(1, sum(seen.votes.values()) - 1)
    if place.admin and place.feature_code != "ADM1":
        facts["division named"] = float((place.country, place.admin[0]) in seen.divisions)
    if far is not None and not is_country(place):
        reach = place.radius_km if place.feature_class in "AHLT" else 0.0
        near = np.maximum(0.0, far - reach)
        known_far = float(place.population > 500_000 or place.feature_class in "HLT")
        facts["near 50 km"] = log1p(float((near < 50).sum()))
        facts["near 150 km"] = log1p(float((near < 150).sum()))
        facts["near 400 km"] = log1p(float((near < 400).sum()))
        facts["nearest km"] = log10(float(near.min()) + 1)
        facts["nearest km, well known"] = known_far * facts["nearest km"]
        facts["median km"] = log10(float(np.median(near)) + 1)
    return facts


def _sort_facts(candidate: Candidate) -> dict[str, float]:
    place = candidate.place
    code, letter = place.feature_code, place.feature_class
    return {
        "country": float(code == "PCLI"),
        "continent": float(code == "CONT"),
        "first division": float(code == "ADM1"),
        "lower division": float(letter == "A" and code not in ("PCLI", "ADM1")),
        "capital": float(code == "PPLC"),
        "town": float(letter == "P"),
        "hamlet": float(letter == "P" and place.population < 1000),
        "water": float(letter == "H"),
        "region": float(letter in "LT"),
        "site": float(letter in "SRUV"),
        "curated": float(place.source != "starter"),
    }


def _container_facts(name: Name, place: Place) -> dict[str, float]:
    """Say whether "X, Admin" agrees: in the division or country that the next name may mean."""
    if not name.containers:
        return {}
    agrees = 0.0
    for candidates in name.containers:
        for container in (c.place for c in candidates):
            if container.id == place.id or container.country != place.country:
                continue
            if container.feature_code == "PCLI":
                agrees = max(agrees, 1.0)
            elif container.feature_code == "ADM1" and place.admin[:1] == container.admin[:1]:
                agrees = max(agrees, 1.0)
    return {"in the next name": agrees, "not in the next name": 1.0 - agrees}


def fits_feature(place: Place, feature: str) -> bool:
    """Say whether a place is of the sort a head noun promises ("P", "S.OILF", "H")."""
    letter, _, code = feature.partition(".")
    if place.feature_class != letter:
        # an oil field's name alone is often listed as the field, a camp as a town
        return letter == "S" and code == "CMPRF" and place.feature_class == "P"
    return not code or place.feature_code == code or letter == "S"


def _demonym(mention: Mention, index: Index) -> Resolution:
    country = country_place(mention.feature[2:], index)
    return Resolution(mention, country, mention.probability, ("adjective or people of a country",))


@cache
def country_place(code: str, index: Index) -> Place | None:
    """Return the country with an ISO 3166-1 alpha-2 code."""
    return index.country(code)


def _resolution(
    mention: Mention, ranked: Ranked, names: Sequence[Name], best: Sequence[Place | None]
) -> Resolution:
    place = chosen(ranked)
    order = sorted(range(len(ranked.name.candidates)), key=lambda n: -ranked.probabilities[n])
    alternatives = tuple(
        replace(ranked.name.candidates[n], score=round(ranked.probabilities[n], 3))
        for n in order
        if place is None or ranked.name.candidates[n].place.id != place.id
    )[:ALTERNATIVES]
    if place is None:
        nothing = "none fits well" if order else "no place of that name in the gazetteer"
        return Resolution(mention, None, 0.0, (nothing,), alternatives)
    top = order[0]
    others = [
        (n.mentions[0].text, p)
        for n, p in zip(names, best, strict=True)
        if p is not None and n.key != ranked.name.key
    ]
    probability = ranked.probabilities[top] * mention.probability
    why = reasons(ranked.name, ranked.facts[top], place, others)
    return Resolution(mention, place, round(probability, 3), why, alternatives)
