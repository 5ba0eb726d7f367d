"""Which type of event the words of a sentence tell, and how likely each of the others is."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log, log1p

from dashboard.extraction.types.event_type import event_types

Features = dict[str, float]

NONE: Mapping[str, float] = {"none of them": 1.0}  # another type, or no event at all
WEIGHTS = (
    "types.json"  # log-odds by the name of a fact: python -m dashboard.extraction.training.types
)
NEAR = 22  # words: as far as a supporting word, or the same event told twice, may stand away
FAINT = 0.5  # below, a trigger only counts where nothing better stands near
_HEAVIEST = 1.2
_WORTH_TELLING = 0.05


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger phrase at tokens `first` to `last`, already weighed."""

    first: int
    last: int
    type: str
    weight: float
    mode: str


@dataclass(frozen=True, slots=True)
class Odds:
    """The word that tells the likeliest type, how likely that is, and what else it may be."""

    hit: Hit
    probability: float = 1.0
    alternatives: tuple[tuple[str, float], ...] = ()


def type_odds(picked: Hit, hits: Sequence[Hit]) -> Odds:
    """Weigh the type of a picked word against the others told near it.

    Probabilities are a softmax over those types and none of them; the likeliest type wins.
    """
    options = type_features(picked, hits)
    weights = shipped_weights()
    scores = {key: exp(score(features, weights)) for key, (_, features) in options.items()}
    whole = sum(scores.values()) + exp(score(NONE, weights))
    best = max(scores, key=lambda key: (scores[key], key == picked.type))
    shares = ((key, round(value / whole, 2)) for key, value in scores.items() if key != best)
    worth = [(key, share) for key, share in shares if share >= _WORTH_TELLING]
    worth.sort(key=lambda one: (-one[1], one[0]))
    return Odds(options[best][0], round(scores[best] / whole, 3), tuple(worth))


def type_features(picked: Hit, hits: Sequence[Hit]) -> dict[str, tuple[Hit, Features]]:
    """Give each type told near a picked word its plainest word, and what speaks for the type.

    What the event was done with, by whom and to whom is in the weight of a word already:
    the groups of `event_types/` count only in the company that they name.
    """
    by_type: dict[str, list[Hit]] = defaultdict(list)
    by_type[picked.type].append(picked)
    for hit in hits:
        if hit is not picked and hit.mode == picked.mode and abs(hit.first - picked.first) <= NEAR:
            by_type[hit.type].append(hit)
    plainest = {
        key: max(words, key=lambda hit: (hit.weight, hit is picked, -hit.first))
        for key, words in by_type.items()
    }
    opens = min(hit.first for words in by_type.values() for hit in words)
    return {
        key: (
            picked if key == picked.type else best,
            _features(key, picked, plainest)
            | {
                "told again": log(len(by_type[key])),
                "told first": float(any(hit.first == opens for hit in by_type[key])),
            },
        )
        for key, best in plainest.items()
    }


def _features(key: str, picked: Hit, plainest: Mapping[str, Hit]) -> Features:
    types, own = event_types(), plainest[key]
    weight = min(own.weight, _HEAVIEST)
    rivals = [other for other in plainest if other != key]
    outweighed = max((plainest[other].weight - weight for other in rivals), default=0.0)
    return {
        "picked by the rules": float(key == picked.type),
        "weight of its word": weight,
        "faint": float(weight < FAINT),
        "outweighed": max(0.0, outweighed),
        "words away": log1p(abs(own.first - picked.first)),
        "explains others": float(sum(other in types[key].absorbs for other in rivals)),
        "explained by others": float(sum(key in types[other].absorbs for other in rivals)),
    }


def score(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Add up the log-odds of a type."""
    return sum([weights.get(name, 0.0) * value for name, value in features.items()])


@cache
def shipped_weights() -> Mapping[str, float]:
    """Return the weights that ship."""
    file = resources.files("dashboard.extraction") / "weights" / WEIGHTS
    weights: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return weights
