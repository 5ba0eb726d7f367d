"""A text is encoded once, sentence by sentence; all heads read the same vectors."""

import logging
import lzma
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gazetteer.encoder.encoded import Encoded
from gazetteer.encoder.files import LABELS, LOWER, TOKENIZER, TOP, WINDOW, encoder_path

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Span = tuple[int, int]
Numbers = NDArray[np.float32]

_PREFIX = "query: "  # what the model was taught to expect before a text
_SPACE = "▁"
_log = logging.getLogger(__name__)


class Encoder:
    """The tokenizer and the layers; several threads may use it."""

    def __init__(
        self, tokenizer: "Tokenizer", lower: "InferenceSession", top: "InferenceSession"
    ) -> None:
        self._tokenizer, self._lower, self._top = tokenizer, lower, top
        begin, *prefix, end = tokenizer.encode(_PREFIX).ids
        self._before, self._after = [begin, *prefix], [end]
        self._space = tokenizer.token_to_id(_SPACE)
        self.room = WINDOW - len(self._before) - len(self._after)
        self.own = slice(len(self._before), -len(self._after))  # of a sequence: the pieces' part
        self.width: int = top.get_outputs()[0].shape[-1]
        self._nothing = (np.zeros((0, self.width), np.float32), np.zeros((0, LABELS), np.float32))

    def encode(self, text: str, sentences: Sequence[Span]) -> Encoded:
        """Encode sentences of a text, half-open spans of it; what lies between is not read."""
        spans: list[Span] = []
        parts: list[tuple[Numbers, Numbers]] = [self._nothing]
        means = np.zeros((len(sentences), self.width), np.float32)
        for number, (start, end) in enumerate(sentences):
            ids, own = self.pieces(text, start, end)
            if ids:
                spans += own
                found = [self._run(part) for part in _parts(ids, self.room)]
                means[number] = np.concatenate([vectors for vectors, _ in found]).mean(axis=0)
                parts += found
        columns = np.array(spans, np.int64).reshape(-1, 2)
        vectors, names = map(np.concatenate, zip(*parts, strict=True))
        return Encoded(columns[:, 0], columns[:, 1], vectors, names, means)

    def pieces(self, text: str, start: int, end: int) -> tuple[list[int], list[Span]]:
        """Return the numbers of a sentence's pieces and where each stands, without its space.

        A piece that is nothing but a space is empty.
        """
        encoding = self._tokenizer.encode(text[start:end], add_special_tokens=False)
        spans = []
        for piece, (first, last) in zip(encoding.ids, encoding.offsets, strict=True):
            begin = start + last - len(text[start + first : start + last].lstrip())
            spans.append((begin, begin if piece == self._space else start + last))
        return encoding.ids, spans

    def lower(self, ids: list[int]) -> Numbers:
        """Return what the frozen layers make of at most `room` pieces and the marks around them."""
        pieces = np.array([*self._before, *ids, *self._after], np.int64)
        (sequence,) = self._lower.run(None, {"pieces": pieces})
        found: Numbers = sequence
        return found

    def _run(self, ids: list[int]) -> tuple[Numbers, Numbers]:
        """Return the vectors of pieces that fit into one window, and the shares of their names."""
        vectors, names = self._top.run(["vectors", "names"], {"sequence": self.lower(ids)})
        return vectors[0, self.own], names[0, self.own]


def _parts(ids: list[int], room: int) -> Iterator[list[int]]:
    for first in range(0, len(ids), room):
        yield ids[first : first + room]


@cache
def load_encoder() -> Encoder | None:
    """Return the encoder, loaded once a process; None where its files or packages are missing."""
    folder = encoder_path("")
    if missing := [name for name in (TOKENIZER, LOWER, TOP) if not (folder / name).is_file()]:
        _log.info("%s lacks %s: articles are read without encoder", folder, ", ".join(missing))
        return None
    try:
        return open_encoder(folder)
    except ImportError as error:
        _log.info("%s is not installed: articles are read without encoder", error.name)
        return None


def open_encoder(folder: Path, top: Path | None = None) -> Encoder:
    """Open the encoder of a folder, with another top where one is given."""
    from onnxruntime import InferenceSession, SessionOptions, disable_telemetry_events
    from tokenizers import Tokenizer

    disable_telemetry_events()
    options = SessionOptions()
    # one sentence is little work: more threads cost more than they gain, and survive no fork
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    tokenizer = Tokenizer.from_str(lzma.decompress((folder / TOKENIZER).read_bytes()).decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    layers = (folder / LOWER, top or folder / TOP)
    lower, upper = (InferenceSession(str(path), options) for path in layers)
    return Encoder(tokenizer, lower, upper)
