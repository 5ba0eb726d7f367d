"""A trained CRF: the weights that CRFsuite wrote, and what they add up to for a token."""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gazetteer.templates import Part, Told

Numbers = NDArray[np.float64]

_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])


@dataclass(frozen=True, slots=True)
class Model:
    """What a .crf file holds: a row of `weights` per feature string, the last one all zero."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: Numbers
    transitions: Numbers


def read_model(path: Path) -> Model:
    """Read a model that CRFsuite wrote: header, feature records, and two string tables."""
    data = path.read_bytes()
    if data[:4] != b"lCRF" or data[8:12] != b"FOMC":
        raise ValueError(f"{path}: not a CRFsuite model")
    at_features, at_labels, at_attributes = struct.unpack_from("<3I", data, 28)
    (count,) = struct.unpack_from("<I", data, at_features + 8)
    features = np.frombuffer(data, _FEATURE, count, at_features + 12)
    labels = tuple(_strings(data, at_labels))
    rows = {name: row for row, name in enumerate(_strings(data, at_attributes))}
    weights = np.zeros((len(rows) + 1, len(labels)))
    transitions = np.zeros((len(labels), len(labels)))
    for table, kind in ((weights, 0), (transitions, 1)):
        own = features[features["kind"] == kind]
        table[own["source"], own["target"]] = own["weight"]
    return Model(labels, rows, weights, transitions)


def _strings(data: bytes, at: int) -> Iterator[str]:
    """Yield the strings of a table (CQDB) by number: an array of offsets leads to each."""
    count, array = struct.unpack_from("<2I", data, at + 16)
    for offset in struct.unpack_from(f"<{count}I", data, at + array):
        start = at + offset + 8
        (size,) = struct.unpack_from("<I", data, start - 4)
        yield data[start : start + size - 1].decode()


class Sums:
    """The weights of a part, added up once for each of its arguments; begun anew where many."""

    def __init__(self, part: Callable[..., Part], size: int, model: Model) -> None:
        self._part, self._size, self._model = part, size, model
        self._known: dict[Told, bytes] = {}

    def of(self, asked: Sequence[Told]) -> list[bytes]:
        """Return the sums as bytes: joined and read as one array, they are a table."""
        try:
            return list(map(self._known.__getitem__, asked))
        except KeyError:
            return list(map(self._with(set(asked)).__getitem__, asked))

    def _with(self, asked: set[Told]) -> dict[Told, bytes]:
        known = self._known
        missing = asked.difference(known)
        if len(known) + len(missing) > self._size:
            # another thread may still read from the old ones
            known, missing = {}, asked
            self._known = known
        known.update(zip(missing, self._add_up(missing), strict=True))
        return known

    def _add_up(self, missing: set[Told]) -> Iterator[bytes]:
        find, unknown = self._model.rows.get, len(self._model.rows)
        # a slot without strings must still have a row
        slots = [strings or ("",) for one in missing for strings in self._part(*one)]
        rows = [find(string, unknown) for string in chain.from_iterable(slots)]
        starts = list(accumulate(map(len, slots[:-1]), initial=0))
        sums = np.add.reduceat(self._model.weights[rows], starts)
        return map(bytes, sums.reshape(len(missing), -1))
