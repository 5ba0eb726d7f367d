"""A text is encoded once, sentence by sentence; all heads read the same vectors."""

import logging
import lzma
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gazetteer.encoder.encoded import Encoded
from gazetteer.encoder.files import LOWER, TOKENIZER, TOP, WINDOW, encoder_path

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
        self._room = WINDOW - len(self._before) - len(self._after)
        self.width: int = top.get_outputs()[0].shape[-1]

    def encode(self, text: str, sentences: Sequence[Span]) -> Encoded:
        """Encode sentences of a text, half-open spans of it; what lies between is not read."""
        spans: list[Span] = []
        vectors: list[Numbers] = []
        means = np.zeros((len(sentences), self.width), np.float32)
        for number, (start, end) in enumerate(sentences):
            ids, own = self._pieces(text, start, end)
            if not ids:
                continue
            spans += own
            found = np.concatenate([self._run(part) for part in _parts(ids, self._room)])
            vectors.append(found)
            means[number] = found.mean(axis=0)
        columns = np.array(spans, np.int64).reshape(-1, 2)
        everything = np.concatenate(vectors) if vectors else np.zeros((0, self.width), np.float32)
        return Encoded(columns[:, 0], columns[:, 1], everything, means)

    def _pieces(self, text: str, start: int, end: int) -> tuple[list[int], list[Span]]:
        """Return the numbers of a sentence's pieces and where each stands, without its space.

        A piece that is nothing but a space is empty.
        """
        encoding = self._tokenizer.encode(text[start:end], add_special_tokens=False)
        spans = []
        for piece, (first, last) in zip(encoding.ids, encoding.offsets, strict=True):
            begin = start + last - len(text[start + first : start + last].lstrip())
            spans.append((begin, begin if piece == self._space else start + last))
        return encoding.ids, spans

    def _run(self, ids: list[int]) -> Numbers:
        """Return the vectors of pieces that fit into one window."""
        pieces = np.array([*self._before, *ids, *self._after], np.int64)
        (lower,) = self._lower.run(None, {"pieces": pieces})
        (top,) = self._top.run(None, {"sequence": lower})
        own: Numbers = top[0, len(self._before) : -len(self._after)]
        return own


def _parts(ids: list[int], room: int) -> Iterator[list[int]]:
    for first in range(0, len(ids), room):
        yield ids[first : first + room]


@cache
def load_encoder() -> Encoder | None:
    """Return the encoder, loaded once a process; None where its files or packages are missing."""
    try:
        from onnxruntime import InferenceSession, SessionOptions, disable_telemetry_events
        from tokenizers import Tokenizer
    except ImportError:
        _log.info("onnxruntime or tokenizers is not installed: articles are read without encoder")
        return None
    paths = [encoder_path(name) for name in (TOKENIZER, LOWER, TOP)]
    if not all(path.is_file() for path in paths):
        _log.info("%s lacks files: articles are read without encoder", paths[0].parent)
        return None
    disable_telemetry_events()
    options = SessionOptions()
    # one sentence is little work: more threads cost more than they gain, and survive no fork
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    tokenizer = Tokenizer.from_str(lzma.decompress(paths[0].read_bytes()).decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    lower, top = (InferenceSession(str(path), options) for path in paths[1:])
    return Encoder(tokenizer, lower, top)
