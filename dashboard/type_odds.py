"""How likely an event is of the type its words tell, and of which others it may be."""

from collections.abc import Mapping
from math import exp, log

# Fitted on the snippets of CASE 2021 and the notes of ACLED, both counting the same: how plain
# the word is, how plain the plainest word for another type near it, how often the type is told.
_BASE, _OWN, _RIVAL, _TELLINGS = -1.83, 3.97, -0.90, 0.56
_ONE_OF_THEM = 0.7  # where the type was wrong, so often one of the others was right
_HEAT = 0.2
_WORTH_TELLING = 0.05


def type_odds(
    own: float, rivals: Mapping[str, float], tellings: int
) -> tuple[float, tuple[tuple[str, float], ...]]:
    """Return the probability of a type, and of each other type told near it, likeliest first.

    `own` is the weight of its plainest word, `rivals` those of the others.
    """
    strongest = max(rivals.values(), default=0.0)
    score = _BASE + _OWN * min(own, 1.0) + _RIVAL * strongest + _TELLINGS * log(max(tellings, 1))
    likely = 1 / (1 + exp(-score))
    shares = {key: exp(weight / _HEAT) for key, weight in rivals.items()}
    whole = sum(shares.values()) or 1.0
    others = {key: (1 - likely) * _ONE_OF_THEM * part / whole for key, part in shares.items()}
    told = [(key, round(share, 2)) for key, share in others.items() if share >= _WORTH_TELLING]
    return round(likely, 3), tuple(sorted(told, key=lambda one: (-one[1], one[0])))
