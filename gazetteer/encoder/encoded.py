"""What the encoder made of a text: its pieces and sentences, and a vector for each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """The pieces of some sentences of a text, in columns.

    `starts` and `ends` are half-open offsets into the text, `vectors` (piece, width) what the
    encoder makes of each piece in its sentence, `sentences` (sentence, width) the mean over each
    sentence's pieces, all zero where it has none. `names` (piece, label) are the shares of the name
    head: outside, begins or goes on a place, begins or goes on another name.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    vectors: Numbers
    names: Numbers
    sentences: Numbers
