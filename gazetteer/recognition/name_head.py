"""What the encoder says of each word: part of a name of a place, of another name, or of none."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gazetteer.encoder.encoded import Encoded
from gazetteer.recognition.match import Span
from gazetteer.recognition.spans import logit
from gazetteer.spelling.words import Words

Numbers = NDArray[np.float32]

_SURE = 0.5
_, _BEGIN, _INSIDE, _BEGIN_OTHER, _INSIDE_OTHER = range(5)  # labels of `Encoded.names`


@dataclass(frozen=True, slots=True)
class NameShares:
    """For each word the share of the likeliest of its pieces, and whether a place begins there."""

    place: list[float]
    other: list[float]
    begins: list[bool]


def name_shares(encoded: Encoded, words: Words) -> NameShares:
    """Return what the head makes of the words of a text that was encoded."""
    shares = encoded.names
    place = shares[:, _BEGIN] + shares[:, _INSIDE]
    other = shares[:, _BEGIN_OTHER] + shares[:, _INSIDE_OTHER]
    starts, ends = np.asarray(words.starts), np.asarray(words.ends)
    first = np.searchsorted(encoded.ends, starts, side="right")
    last = np.searchsorted(encoded.starts, ends, side="left")
    begin = np.append(shares[:, _BEGIN] > shares[:, _INSIDE], False)
    return NameShares(
        _largest(place, first, last), _largest(other, first, last), begin[first].tolist()
    )


def tags_of_both(tags: list[str], shares: NameShares) -> list[str]:
    """Return the tags of the CRF, with those of the encoder where it is sure of a place alone."""
    both = list(tags)
    for i, share in enumerate(shares.place):
        if tags[i] not in "BI" and share > _SURE:
            goes_on = i > 0 and both[i - 1] in "BI" and not shares.begins[i]
            both[i] = "I" if goes_on else "B"
    return both


def encoder_features(span: Span, shares: NameShares, post: bool) -> dict[str, float]:
    """Return what the filter weighs of what the encoder says of a span."""
    place = min(shares.place[span.first : span.last])
    odds = logit(place)
    features = {
        "encoder": odds,
        "encoder sure": place > _SURE,
        "encoder other name": max(shares.other[span.first : span.last]),
        "encoder begins": shares.begins[span.first],
    }
    return features | ({"post, encoder": odds} if post else {})


def _largest(values: Numbers, first: NDArray[np.intp], last: NDArray[np.intp]) -> list[float]:
    """Return the largest of values[first:last] of each word, 0 where no piece is read."""
    padded = np.append(values, np.float32(0))
    borders = np.stack([first, np.maximum(first, last)], axis=1).ravel()
    found = np.maximum.reduceat(padded, borders)[::2]
    found[first >= last] = 0.0
    largest: list[float] = found.tolist()
    return largest
