"""From shares of pieces to shares of words, tags and features."""

import numpy as np
import pytest

from gazetteer.encoder.encoded import Encoded
from gazetteer.encoder.encoder import load_encoder
from gazetteer.index.index import Index
from gazetteer.languages.knowledge import names
from gazetteer.recognition.match import Span
from gazetteer.recognition.name_head import (
    NameShares,
    encoder_features,
    name_shares,
    tags_of_both,
)
from gazetteer.recognition.recogniser import Recogniser, read_weights
from gazetteer.recognition.rules import name_rules
from gazetteer.spelling.words import fold_text

OUTSIDE, BEGIN, INSIDE, BEGIN_OTHER = np.eye(5, dtype=np.float32)[:4]


def encoded(*pieces: tuple[int, int, np.ndarray]) -> Encoded:
    starts, ends, shares = zip(*pieces, strict=True) if pieces else ((), (), np.zeros((0, 5)))
    nothing = np.zeros((len(pieces), 1), np.float32)
    return Encoded(
        starts=np.array(starts, np.int64),
        ends=np.array(ends, np.int64),
        vectors=nothing,
        names=np.array(shares, np.float32),
        sentences=nothing,
    )


def test_a_word_has_the_share_of_its_likeliest_piece() -> None:
    words = fold_text("near Tell Tamr").words
    found = name_shares(
        encoded(
            (0, 4, OUTSIDE),
            (5, 5, OUTSIDE),
            (5, 7, (BEGIN + OUTSIDE) / 2),
            (7, 9, INSIDE),
            (10, 14, INSIDE),
        ),
        words,
    )
    assert found.place == [0, 1, 1]
    assert found.other == [0, 0, 0]


def test_a_word_that_was_not_read_is_in_no_name() -> None:
    words = fold_text("Omar fled").words
    found = name_shares(encoded((0, 4, BEGIN_OTHER)), words)
    assert (found.place, found.other) == ([0, 0], [1, 0])
    assert name_shares(encoded(), words).place == [0, 0]


@pytest.mark.parametrize(
    ("tags", "place", "begins", "both"),
    [
        ("OOO", [0.1, 0.9, 0.2], [False, True, False], "OBO"),
        ("OOO", [0.9, 0.9, 0.2], [True, False, False], "BIO"),
        ("OOO", [0.9, 0.9, 0.2], [True, True, False], "BBO"),
        ("BOO", [0.9, 0.9, 0.9], [True, False, False], "BII"),
        ("BIO", [0.1, 0.1, 0.1], [False, False, False], "BIO"),
        ("OXO", [0.1, 0.9, 0.1], [False, False, False], "OBO"),
    ],
)
def test_the_encoder_adds_tags_where_it_is_sure_of_a_place(
    tags: str, place: list[float], begins: list[bool], both: str
) -> None:
    shares = NameShares(place, [0.0] * len(tags), begins)
    assert "".join(tags_of_both(list(tags), shares)) == both


def test_a_span_is_as_likely_as_its_least_likely_word() -> None:
    shares = NameShares([0.9, 0.2], [0.0, 0.7], [True, False])
    found = encoder_features(Span(0, 2, "tell tamr", "", ()), shares, post=True)
    assert not found["encoder sure"]
    assert found["encoder other name"] == 0.7
    assert found["encoder"] == found["post, encoder"] < 0


@pytest.mark.parametrize("name", ["ar", "en", "cased", "uncased"])
def test_only_the_filter_of_a_careful_reading_weighs_the_encoder(name: str) -> None:
    assert "encoder" not in read_weights(name, careful=False)
    assert read_weights(name, careful=True)["encoder"] > 0


@pytest.mark.parametrize(
    ("code", "text", "place"),
    [
        ("ar", "وأفاد السكان بأن القصف طال أطراف كفر دنورة.", "كفر دنورة"),
        ("en", "Residents fled Velmorin for Tarshwick before dawn.", "Tarshwick"),
    ],
)
def test_a_careful_reading_finds_names_that_nobody_has_heard_of(
    index: Index, code: str, text: str, place: str
) -> None:
    recogniser = Recogniser(index, name_rules(code, names(code)))
    encoder = load_encoder()
    assert encoder is not None
    encoded = encoder.encode(text, [(0, len(text))])
    assert place in {m.text for m in recogniser.recognise(fold_text(text), encoded)}
