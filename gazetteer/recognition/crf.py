"""A trained CRF: the weights that CRFsuite wrote, and what they add up to for a token."""

import struct
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain, repeat
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from gazetteer.recognition.features import Lexicon
from gazetteer.recognition.templates import Part, beside_part, parts, seen_as, words_beside

Numbers = NDArray[np.float64]
AddUp = Callable[[list[Any]], Iterable[bytes]]

REMEMBERED = (16_000, 1_000, 8_000, 2_000)  # sums of each of `templates.parts`, twice: 22 MB
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])


@dataclass(frozen=True, slots=True)
class Model:
    """What a .crf file holds: a row of `weights` per feature string, the last one all zero."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: Numbers
    transitions: Numbers

    def add_up(self, parts: Sequence[Part]) -> list[bytes]:
        """Return the sums of the weights of each part: slot, label."""
        find, unknown = self.rows.get, repeat(len(self.rows))
        # a slot without strings must still have a row
        slots = [strings or ("",) for part in parts for strings in part]
        rows = list(map(find, chain.from_iterable(slots), unknown))
        starts = list(accumulate(map(len, slots[:-1]), initial=0))
        sums = np.add.reduceat(self.weights[rows], starts)
        row = np.dtype((np.void, sums.nbytes // len(parts)))
        return cast("list[bytes]", sums.reshape(-1).view(row).tolist())


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
    """The weights of a part, added up once for all that it depends on; begun anew where many."""

    def __init__(self, add_up: AddUp, size: int) -> None:
        self._add_up, self._size = add_up, size
        self._known: dict[Hashable, bytes] = {}

    def of(self, asked: Iterable[Hashable]) -> list[bytes]:
        """Return the sums as bytes: joined and read as one array, they are a table."""
        try:
            return list(map(self._known.__getitem__, asked))
        except KeyError:
            return list(map(self._with(set(asked)).__getitem__, asked))

    def _with(self, asked: set[Hashable]) -> dict[Hashable, bytes]:
        known = self._known
        missing = asked.difference(known)
        if len(known) + len(missing) > self._size:
            # another thread may still read from the old ones
            known, missing = {}, asked
            self._known = known
        known.update(zip(missing, self._add_up(list(missing)), strict=True))
        return known


def all_sums(model: Model, lexicon: Lexicon) -> dict[bool, list[Sums]]:
    """Return the sums of each of `templates.parts`, for articles (False) and posts (True)."""

    def add_up(part: Callable[..., Part]) -> AddUp:
        return lambda asked: model.add_up(list(map(part, asked)))

    see = partial(seen_as, lexicon, words_beside(model.rows))
    seen = Sums(add_up(beside_part), REMEMBERED[0])

    def with_beside(own: AddUp) -> AddUp:
        """Add what the tokens around see of a word: of most new ones, the same."""
        return lambda keys: map(bytes.__add__, own(keys), seen.of(list(map(see, keys))))

    def sums(post: bool) -> list[Sums]:
        word, *others = map(add_up, parts(lexicon, post))
        return list(map(Sums, (with_beside(word), *others), REMEMBERED))

    return {post: sums(post) for post in (False, True)}
