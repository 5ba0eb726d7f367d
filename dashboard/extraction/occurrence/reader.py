"""For each sentence: how likely it tells an event, and of which group and type.

Two logistic heads over the mean of a sentence's vectors, as `training.occurrence` fits them.
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
_DOUBT = 0.7  # both say much the same: one and a half times as much as one, not twice
_LENGTH = 20.0  # of a sentence's vector as the heads read it


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
    vectors = scaled(encoded.sentences)
    events = 1 / (1 + np.exp(-(vectors @ heads.event + heads.event_bias)))
    types = _in_article(_shares(vectors @ heads.types.T + heads.type_biases), events)
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


def scaled(vectors: NDArray[np.floating]) -> Numbers:
    """Return vectors (sentence, width) of one length, as the heads are fitted to them."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: Numbers = vectors / np.maximum(lengths, 1e-6) * _LENGTH
    return found


@cache
def load_heads() -> Heads:
    """Read the weights."""
    with np.load(WEIGHTS) as data:
        event, types = data["event"].astype(float), data["types"].astype(float)
        keys = tuple(data["keys"].tolist())
    return Heads(event[:-1], float(event[-1]), types[:, :-1], types[:, -1], keys)


def _in_article(types: Numbers, events: Numbers) -> Numbers:
    """Return each sentence's shares of types, given what the article's events are like.

    "Seven were killed" may be of a storm or a bomb: what else is told says which. `types`:
    sentence, type; `events`: how likely each sentence tells one.
    """
    if not len(types):
        return types
    weights = events.copy()
    weights[0] *= _OPENING
    article = weights @ types / weights.sum()
    both = (types * (article + _UNSEEN)) ** _DOUBT
    found: Numbers = both / both.sum(axis=1, keepdims=True)
    return found


def _shares(scores: Numbers) -> Numbers:
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Numbers = likely / likely.sum(axis=1, keepdims=True)
    return found
