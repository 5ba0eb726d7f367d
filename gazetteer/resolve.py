"""Which of several places is meant, how sure we are, and why.

The weights are readable numbers in data/ranker.json, fitted by `python -m gazetteer train`.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from gazetteer.context import Name
from gazetteer.fold import name_key
from gazetteer.index import Index
from gazetteer.index_build import data_path
from gazetteer.place import Mention, Place, Resolution
from gazetteer.rank import Ranked, Weights, chosen, rank
from gazetteer.reasons import reasons

ALTERNATIVES = 3


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
