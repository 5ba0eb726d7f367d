"""The encoder's files, what they hold, and how much of a text they read at once."""

from pathlib import Path

from gazetteer.data import data_path

TOKENIZER = "tokenizer.json.xz"
LOWER = "lower.onnx"  # the table of pieces and the frozen layers
TOP = "top.onnx"  # the layers that are trained on our own text
LOWER_LAYERS, TOP_LAYERS = 6, 2
LABELS = 5  # of the name head: outside, begins or goes on a place, begins or goes on another name
WINDOW = 192  # pieces: the longest stretch that is read at once, marks and prefix included


def encoder_path(name: str) -> Path:
    """Return the path of one of the encoder's files."""
    return data_path("encoder") / name
