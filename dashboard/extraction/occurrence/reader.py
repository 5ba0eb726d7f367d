"""For each sentence: how likely it tells an event, and of which group and type.

Two logistic heads over the mean of a sentence's vectors, as `training.encoder` trains them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dashboard.extraction.types.event_type import event_types
from dashboard.model import Occurrence
from gazetteer.encoder.encoded import Encoded

Span = tuple[int, int]
Numbers = NDArray[np.float64]

WEIGHTS = Path(__file__).parents[1] / "weights" / "occurrence.npz"
_OPENING = 3.0  # how many sentences the first counts for in what an article is about
_UNSEEN = 0.005  # of a type of which the rest of the article knows nothing
_DOUBT = 0.7  # of a score: alone, a sentence is less sure of its type than it says
_OWN = 0.5  # of a score, beside the article, which says much the same once more


@dataclass(frozen=True, slots=True)
class Heads:
    """Weights and biases: `event` (width), `types` (type, width) in the order of `keys`."""

    event: Numbers
    event_bias: float
    types: Numbers
    type_biases: Numbers
    keys: tuple[str, ...]


def read_occurrences(encoded: Encoded, sentences: Sequence[Span]) -> tuple[Occurrence, ...]:
    """Return what each sentence tells, in order; `encoded` is of the same sentences."""
    heads = load_heads()
    vectors = encoded.sentences
    events = 1 / (1 + np.exp(-(vectors @ heads.event + heads.event_bias)))
    types = _in_article(vectors @ heads.types.T + heads.type_biases, events)
    own: dict[str, list[int]] = {}
    for column, key in enumerate(heads.keys):
        own.setdefault(event_types()[key].group, []).append(column)
    return tuple(
        Occurrence(
            start=start,
            end=end,
            probability=float(event),
            groups={group: float(row[chosen].sum()) for group, chosen in own.items()},
            types=dict(zip(heads.keys, row.tolist(), strict=True)),
        )
        for (start, end), event, row in zip(sentences, events, types, strict=True)
    )


@cache
def load_heads() -> Heads:
    """Read the weights."""
    with np.load(WEIGHTS) as data:
        event, types = data["event"].astype(float), data["types"].astype(float)
        keys = tuple(data["keys"].tolist())
    return Heads(event[:-1], float(event[-1]), types[:, :-1], types[:, -1], keys)


def _in_article(scores: Numbers, events: Numbers) -> Numbers:
    """Return each sentence's shares of types, given what the article's events are like.

    "Seven were killed" may be of a storm or a bomb: what else is told says which. `scores`:
    sentence, type; `events`: how likely each sentence tells one.
    """
    if not len(scores):
        return scores
    weights = events.copy()
    weights[0] *= _OPENING
    article = weights @ _shares(_DOUBT * scores) / weights.sum()
    return _shares(_OWN * scores + np.log(article + _UNSEEN))


def _shares(scores: Numbers) -> Numbers:
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Numbers = likely / likely.sum(axis=1, keepdims=True)
    return found
