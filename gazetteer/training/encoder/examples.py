"""What the top learns from: what the frozen layers make of a stretch, and what is right of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.encoder.encoder import Encoder
from gazetteer.encoder.stretches import stretches
from gazetteer.training.recogniser import gold

OUTSIDE, BEGIN, INSIDE, BEGIN_OTHER, INSIDE_OTHER = range(5)  # of a name of a place, or another
NO_PLACE = 5  # where a corpus marks places alone: outside, or in another name
UNKNOWN = -100  # not learned from

# Corpora of tokens have spaces where no text has them.
_SPACED = re.compile(r" (?=[.,;:!?)\]}،؛؟%]|'s\b|n't\b|-)|(?<=[(\[{#@]) |(?<= -) ")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text as the top reads it.

    `states`: piece with the marks around, width. `labels` are those of its pieces, `UNKNOWN` at the
    marks, where it was read for names; `tells` and `kind` where for what it tells: whether an
    event, which counts `weight`, and the number of its type, `UNKNOWN` for none.
    """

    states: NDArray[np.float16]
    labels: NDArray[np.int64] | None = None
    tells: bool = False
    kind: int = UNKNOWN
    weight: float = 1.0


def sentence(encoder: Encoder, text: str, tells: bool, kind: int, weight: float = 1.0) -> Stretch:
    """Return a sentence to learn from what it tells; what goes over a window is left out."""
    ids, _ = encoder.pieces(text, 0, len(text))
    return Stretch(_states(encoder, ids[: encoder.room]), tells=tells, kind=kind, weight=weight)


def names(
    encoder: Encoder, rows: Iterable[Mapping[str, Any]], kept: float = 1.0
) -> Iterator[Stretch]:
    """Yield the sentences of gold rows, of those without any name the share `kept`."""
    random = Random(1)
    for row in rows:
        text, places, others = _as_written(row)
        for start, end in stretches(text):
            ids, spans = encoder.pieces(text, start, end)
            outside = OUTSIDE if row.get("other") is not None else NO_PLACE
            labels = _labels(spans, places, others, outside)
            for first in range(0, len(ids), encoder.room):
                part = labels[first : first + encoder.room]
                if {*part} <= {OUTSIDE, NO_PLACE} and random.random() > kept:
                    continue
                states = _states(encoder, ids[first : first + encoder.room])
                whole = np.full(len(states), UNKNOWN, np.int64)
                whole[encoder.own] = part
                yield Stretch(states, whole)


def _states(encoder: Encoder, ids: list[int]) -> NDArray[np.float16]:
    states: NDArray[np.float16] = encoder.lower(ids)[0].astype(np.float16)
    return states


def _labels(
    pieces: list[tuple[int, int]],
    places: list[tuple[int, int]],
    others: list[tuple[int, int]],
    outside: int,
) -> list[int]:
    labels = [outside] * len(pieces)
    spans = [(*span, BEGIN_OTHER) for span in others] + [(*span, BEGIN) for span in places]
    for start, end, label in spans:
        own = [i for i, (a, b) in enumerate(pieces) if a < end and start < b and a < b]
        for i in own:
            labels[i] = label if i == own[0] else label + 1
    return labels


def _as_written(
    row: Mapping[str, Any],
) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """Return a gold row's text, places and other names without the spaces between its tokens."""
    text, kept, at = row["text"], [], 0
    moved = np.arange(len(text) + 1)
    for space in _SPACED.finditer(text):
        kept.append(text[at : space.start()])
        at = space.end()
        moved[at:] -= at - space.start()
    kept.append(text[at:])

    def move(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(int(moved[start]), int(moved[end])) for start, end in spans]

    others = [(one["start"], one["end"]) for one in row.get("other") or []]
    return "".join(kept), move(gold(dict(row))), move(others)
