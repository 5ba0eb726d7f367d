"""Vectors of pieces and sentences: where they stand, that they never depend on neighbours."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.encoder import files
from gazetteer.encoder.encoder import Encoder, load_encoder
from gazetteer.encoder.files import WINDOW
from tests.paths import ROOT

ARABIC = "سقطت قذيفتان على سوق البلدة صباح أمس."
ENGLISH = "Two shells fell on the town's market yesterday morning."
LETTERS = "abظقة ىﻻﷺً́ـ‏ '.-5٣éßİǆﬁЖїשׁ中😀​"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    loaded = load_encoder()
    assert loaded is not None
    return loaded


@pytest.fixture
def forgotten() -> None:
    load_encoder.cache_clear()


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(LETTERS), max_size=60), st.integers(0, 20))
def test_pieces_stand_in_their_sentence_in_order(text: str, start: int) -> None:
    encoder = load_encoder()
    assert encoder is not None
    start = min(start, len(text))
    found = encoder.encode(text, [(start, len(text))])
    assert len(found.starts) == len(found.ends) == len(found.vectors)
    assert (found.starts <= found.ends).all()
    assert (found.starts >= start).all() and (found.ends <= len(text)).all()
    assert (np.diff(found.starts) >= 0).all() and (np.diff(found.ends) >= 0).all()
    read = {at for a, b in zip(found.starts, found.ends, strict=True) for at in range(a, b)}
    assert all(at in read for at in range(start, len(text)) if text[at] in "abظقЖ5")


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
def test_pieces_together_are_the_words(encoder: Encoder, text: str) -> None:
    found = encoder.encode(text, [(0, len(text))])
    spans = zip(found.starts, found.ends, strict=True)
    assert "".join(text[a:b] for a, b in spans) == text.replace(" ", "")


def test_a_sentence_has_the_same_vectors_in_company_and_alone(encoder: Encoder) -> None:
    text = f"{ARABIC} {ENGLISH}"
    spans = [(0, len(ARABIC)), (len(ARABIC) + 1, len(text))]
    together = encoder.encode(text, spans)
    alone = [encoder.encode(text, [span]) for span in spans]
    assert np.array_equal(together.vectors, np.concatenate([one.vectors for one in alone]))
    assert np.array_equal(together.sentences, np.concatenate([one.sentences for one in alone]))


def test_the_same_news_is_alike_in_two_languages(encoder: Encoder) -> None:
    other = "The recipe needs two eggs and a cup of sugar."
    both = f"{ARABIC} {ENGLISH} {other}"
    starts = [0, len(ARABIC) + 1, len(ARABIC) + len(ENGLISH) + 2]
    ends = [len(ARABIC), starts[2] - 1, len(both)]
    arabic, english, recipe = encoder.encode(both, list(zip(starts, ends, strict=True))).sentences
    assert likeness(arabic, english) > likeness(arabic, recipe)


def test_what_is_longer_than_a_window_is_read_whole(encoder: Encoder) -> None:
    text = ("village " * WINDOW).strip()
    found = encoder.encode(text, [(0, len(text))])
    assert len(found.vectors) == WINDOW
    assert text[found.starts[-1] : found.ends[-1]] == "village"


@pytest.mark.parametrize(("text", "spans"), [("", []), ("a", [(0, 0)])])
def test_nothing_to_read_is_no_pieces(
    encoder: Encoder, text: str, spans: list[tuple[int, int]]
) -> None:
    found = encoder.encode(text, spans)
    assert len(found.vectors) == 0
    assert found.sentences.shape == (len(spans), encoder.width)
    assert not found.sentences.any()


def test_without_its_files_there_is_no_encoder(
    forgotten: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "data_path", lambda name: tmp_path / name)
    assert load_encoder() is None
    load_encoder.cache_clear()


@pytest.mark.parametrize("name", ["onnxruntime", "tokenizers"])
def test_without_a_package_there_is_no_encoder(
    forgotten: None, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    assert load_encoder() is None
    load_encoder.cache_clear()


@pytest.mark.process
def test_the_client_of_a_hub_of_models_is_never_loaded() -> None:
    script = (
        "import sys; from gazetteer.encoder.encoder import load_encoder as load;"
        "load().encode('a town', [(0, 6)]); sys.exit('huggingface_hub' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT).returncode == 0


def test_the_files_are_small_enough_to_stay() -> None:
    sizes = {
        name: files.encoder_path(name).stat().st_size for name in (files.TOKENIZER, files.LOWER)
    }
    assert sum(sizes.values()) < 45_000_000
    assert files.encoder_path(files.TOP).stat().st_size < 5_000_000
