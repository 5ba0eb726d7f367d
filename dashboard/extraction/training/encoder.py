"""Train the encoder's top layers and all heads over them at once.

`python -m dashboard.extraction.training.encoder --articles GOLD... --places FOLDER` writes top.onnx
and the weights of the name, event and kind heads. Sentences of our own stand in sentences/*.jsonl;
articles and the corpora of place names (`gazetteer.training.encoder.corpora`) are not part of the
project. Needs torch (`uv pip install --group build`); ten minutes of one
core.
"""

import argparse
import logging
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch

from dashboard.extraction.occurrence.reader import WEIGHTS
from dashboard.extraction.training.occurrence import (
    OWN,
    Example,
    articles,
    own_sentences,
)
from dashboard.extraction.types.event_type import event_types
from gazetteer.encoder.encoder import Encoder, load_encoder
from gazetteer.encoder.files import LOWER_LAYERS, TOP, TOP_LAYERS
from gazetteer.training.encoder.build import DATA
from gazetteer.training.encoder.corpora import read_corpora
from gazetteer.training.encoder.examples import UNKNOWN, Stretch, sentence
from gazetteer.training.encoder.graph import quantize, smoothing, top_model
from gazetteer.training.encoder.layer import read_layer
from gazetteer.training.encoder.top import Recipe, Top, linear_weights, train
from gazetteer.training.encoder.wheel import read_wheel

# Every second sentence of ours tempts, which no article does: how often is learned from those.
_OWN = 0.3
_SAMPLES = 200  # stretches that tell how large inner values grow
_log = logging.getLogger(__name__)


def tasks(encoder: Encoder, gold: Iterable[Path], places: Path | None) -> list[Stretch]:
    """Return all that the top learns from."""
    own = [one for path in sorted(OWN.glob("*.jsonl")) for one in own_sentences(path)]
    found = [_sentence(encoder, one, _OWN) for one in own]
    read = [one for path in gold for _, _, examples in articles(path) for one in examples]
    found += [_sentence(encoder, one) for one in read]
    _log.info("%d sentences", len(found))
    if places is not None:
        for name, stretches in read_corpora(encoder, places):
            _log.info("%s: %d stretches", name, len(stretches))
            found += stretches
    return found


def _sentence(encoder: Encoder, example: Example, weight: float = 1.0) -> Stretch:
    keys = list(event_types())
    kind = keys.index(example.types[0]) if example.types else UNKNOWN
    return sentence(encoder, example.text, bool(example.types), kind, weight)


def new_top() -> Top:
    """Return the top as the wheel has it, with heads that know nothing yet."""
    wheel = read_wheel()
    layers = [read_layer(wheel, LOWER_LAYERS + number) for number in range(TOP_LAYERS)]
    groups = [kind.group for kind in event_types().values()]
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    return Top(wheel.shape, layers, [numbers[group] for group in groups])


def write(top: Top, stretches: list[Stretch], folder: Path, occurrences: Path) -> None:
    """Write the layers to `folder` with the name head, the other heads to `occurrences`."""
    shape = read_wheel().shape
    layers = [layer.weights() for layer in top.layers]
    some = stretches[:: len(stretches) // _SAMPLES]
    samples = [one.states.astype(np.float32)[None] for one in some]
    factors = smoothing(shape, layers, samples)
    quantize(top_model(shape, layers, factors, linear_weights(top.names)), folder / TOP)
    event, types = linear_weights(top.event), linear_weights(top.types)
    np.savez_compressed(
        occurrences,
        event=np.append(event.weight, event.bias),
        types=np.column_stack([types.weight.T, types.bias]).astype(np.float16),
        keys=np.array(list(event_types())),
    )


def main(arguments: Iterable[str] | None = None) -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(
        prog="dashboard.extraction.training.encoder", description=__doc__
    )
    parser.add_argument("--articles", type=Path, nargs="*", default=[], help="to learn from")
    parser.add_argument("--places", type=Path, help="folder of gold of place names")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--out", type=Path, default=DATA, help="folder of the encoder's files")
    parser.add_argument("--occurrences", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    encoder = load_encoder()
    if encoder is None:
        raise SystemExit("the encoder is not installed")
    stretches = tasks(encoder, options.articles, options.places)
    top = new_top()
    train(top, stretches, encoder.own, Recipe(options.epochs, options.seed))
    write(top, stretches, options.out, options.occurrences)


if __name__ == "__main__":
    main()
