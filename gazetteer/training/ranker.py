"""Fit the readable weights of the filter and the ranker: one conditional logit for both.

Needed at training time only (scipy: `uv pip install --group build`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ChoiceSet:
    """Alternatives to choose from and the positions of the right ones (their shares add up)."""

    alternatives: Sequence[Features]
    right: Sequence[int]


def train_weights(choices: Sequence[ChoiceSet], *, l2: float = 1.0) -> dict[str, float]:
    """Return the weights that make the right alternatives likeliest; an empty one scores 0."""
    names = sorted({name for c in choices for features in c.alternatives for name in features})
    column = {name: i for i, name in enumerate(names)}
    size = sum(len(c.alternatives) for c in choices)
    matrix = np.zeros((size, len(names)))
    group = np.zeros(size, dtype=np.int64)
    right = np.zeros(size, dtype=bool)
    at = 0
    for number, choice in enumerate(choices):
        for features in choice.alternatives:
            for name, value in features.items():
                matrix[at, column[name]] = value
            group[at] = number
            at += 1
        right[[at - len(choice.alternatives) + i for i in choice.right]] = True
    scale = matrix.std(axis=0)
    scale[scale == 0] = 1
    solution = minimize(
        _loss,
        np.zeros(len(names)),
        args=(matrix / scale, group, right, len(choices), l2),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 400},
    )
    return {name: round(float(w), 4) for name, w in zip(names, solution.x / scale, strict=True)}


def _loss(
    weights: NDArray[np.float64],
    matrix: NDArray[np.float64],
    group: NDArray[np.int64],
    right: NDArray[np.bool_],
    groups: int,
    l2: float,
) -> tuple[float, NDArray[np.float64]]:
    score = matrix @ weights
    top = np.full(groups, -np.inf)
    np.maximum.at(top, group, score)
    exp = np.exp(score - top[group])
    everything = np.bincount(group, exp, groups)
    good = np.bincount(group, exp * right, groups)
    loss = -np.log(good / everything).sum() + l2 / 2 * (weights**2).sum()
    slope = exp / everything[group] - exp * right / good[group]
    return float(loss), matrix.T @ slope + l2 * weights
