"""The top learns, and what it learned is what is written; needs what the group build installs."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="onnx is in the build group: only training needs it")
pytest.importorskip("torch", reason="torch is in the build group: only training needs it")

import onnxruntime
import torch

from gazetteer.encoder.files import LABELS
from gazetteer.training.encoder.examples import BEGIN, OUTSIDE, Stretch
from gazetteer.training.encoder.graph import quantize, smoothing, top_model
from gazetteer.training.encoder.layer import LayerWeights, Linear
from gazetteer.training.encoder.top import Recipe, Top, linear_weights, means, pad, train
from gazetteer.training.encoder.wheel import Shape

SHAPE = Shape(width=32, layers=1, heads=2, inner=64, epsilon=1e-12)
OWN = slice(1, -1)
GROUPS = (0, 0, 1)


def layer(seed: int = 0) -> LayerWeights:
    random = np.random.default_rng(seed)

    def linear(rows: int, columns: int) -> Linear:
        weight = random.normal(0, 0.1, (rows, columns)).astype(np.float32)
        return Linear(weight, np.zeros(columns, np.float32))

    norm = (np.ones(SHAPE.width, np.float32), np.zeros(SHAPE.width, np.float32))
    width, inner = SHAPE.width, SHAPE.inner
    return LayerWeights(
        linear(width, 3 * width),
        linear(width, width),
        norm,
        linear(width, inner),
        linear(inner, width),
        norm,
    )


def stretches(count: int = 40) -> list[Stretch]:
    """Return names and sentences that one number of each piece tells apart."""
    random = np.random.default_rng(1)
    found = []
    for number in range(count):
        states = random.normal(0, 1, (8, SHAPE.width)).astype(np.float16)
        place = states[:, 0] > 0
        if number % 2:
            found.append(Stretch(states, np.where(place, BEGIN, OUTSIDE).astype(np.int64)))
        else:
            states[:, 1] = 2 if number % 4 else -2
            found.append(Stretch(states, tells=bool(number % 4), kind=2 if number % 4 else -100))
    return found


def test_the_top_learns_names_events_and_types_at_once() -> None:
    torch.manual_seed(1)
    top, data = Top(SHAPE, [layer()], GROUPS), stretches()
    train(top, data, OWN, Recipe(epochs=60, seed=1, rate=2e-3))
    with torch.inference_mode():
        sentences = [one for one in data if one.labels is None]
        pooled = means(top(*pad(sentences)), sentences, OWN)
        assert [bool(x) for x in top.event(pooled)[:, 0] > 0] == [one.tells for one in sentences]
        assert {int(x) for x in top.types(pooled)[[one.tells for one in sentences]].argmax(1)} == {
            2
        }
        named = [one for one in data if one.labels is not None]
        labels = top.names(top(*pad(named))).argmax(2).numpy()
        assert (labels == np.stack([one.labels for one in named])).mean() > 0.9


def test_two_trainings_of_one_seed_are_the_same() -> None:
    def trained(seed: int) -> np.ndarray:
        torch.manual_seed(0)
        top = Top(SHAPE, [layer()], GROUPS)
        train(top, stretches(), OWN, Recipe(epochs=2, seed=seed))
        return linear_weights(top.names).weight

    assert np.array_equal(trained(1), trained(1))
    assert not np.array_equal(trained(1), trained(2))


def test_what_is_written_is_what_was_learned(tmp_path: Path) -> None:
    torch.manual_seed(1)
    top = Top(SHAPE, [layer()], GROUPS)
    top.eval()
    one = stretches()[0].states.astype(np.float32)[None]
    layers = [layer_.weights() for layer_ in top.layers]
    model = top_model(SHAPE, layers, smoothing(SHAPE, layers, [one]), linear_weights(top.names))
    quantize(model, tmp_path / "top.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "top.onnx")
    vectors, names = session.run(["vectors", "names"], {"sequence": one})
    with torch.inference_mode():
        right = top(torch.from_numpy(one), torch.ones(one.shape[:2], dtype=torch.bool)).numpy()
    likeness = (vectors * right).sum(-1) / np.linalg.norm(vectors, axis=-1)
    assert (likeness / np.linalg.norm(right, axis=-1)).min() > 0.99
    assert names.shape == (1, 8, LABELS)
    assert names.sum(-1) == pytest.approx(1, abs=1e-5)
