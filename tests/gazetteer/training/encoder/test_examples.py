"""What the top learns from: labels of pieces, and spaces that only a corpus of tokens has."""

import numpy as np
import pytest

pytest.importorskip("scipy", reason="scipy is in the build group: only training needs it")

from gazetteer.encoder.encoder import Encoder, load_encoder
from gazetteer.training.encoder.examples import (
    BEGIN,
    BEGIN_OTHER,
    INSIDE,
    INSIDE_OTHER,
    NO_PLACE,
    OUTSIDE,
    UNKNOWN,
    _as_written,
    names,
    sentence,
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    loaded = load_encoder()
    assert loaded is not None
    return loaded


def row(text: str, *places: str, others: tuple[str, ...] | None = ()) -> dict[str, object]:
    def spans(names: tuple[str, ...]) -> list[dict[str, int]]:
        return [{"start": text.index(n), "end": text.index(n) + len(n)} for n in names]

    return {
        "text": text,
        "locations": spans(places),
        "other": None if others is None else spans(others),
    }


@pytest.mark.parametrize(
    ("spaced", "written", "place"),
    [
        ("He left Al - Raqqa , they said .", "He left Al-Raqqa, they said.", "Al - Raqqa"),
        ("Kyiv 's mayor ( a boxer ) spoke", "Kyiv's mayor (a boxer) spoke", "Kyiv"),
        ("في حلب ، قرب الفرات .", "في حلب، قرب الفرات.", "حلب"),
        ("Nothing to mend in Oslo.", "Nothing to mend in Oslo.", "Oslo"),
    ],
)
def test_spaces_between_tokens_go_and_spans_follow(spaced: str, written: str, place: str) -> None:
    text, places, _ = _as_written(row(spaced, place))
    assert text == written
    assert [text[a:b] for a, b in places] == [_as_written(row(place))[0]]


def test_pieces_of_a_name_begin_it_or_go_on(encoder: Encoder) -> None:
    text = "Omar Haddad left New York."
    (found,) = names(encoder, [row(text, "New York", others=("Omar Haddad",))])
    assert found.labels is not None
    own = found.labels[encoder.own]
    assert [one for one in own if one in (BEGIN, BEGIN_OTHER)] == [BEGIN_OTHER, BEGIN]
    assert {*own} == {OUTSIDE, BEGIN, INSIDE, BEGIN_OTHER, INSIDE_OTHER}
    assert {*np.delete(found.labels, np.arange(len(found.labels))[encoder.own])} == {UNKNOWN}
    assert len(found.labels) == len(found.states)


def test_a_corpus_of_places_alone_says_nothing_of_other_names(encoder: Encoder) -> None:
    (found,) = names(encoder, [row("Omar left Rome.", "Rome", others=None)])
    assert found.labels is not None
    assert OUTSIDE not in found.labels
    assert {NO_PLACE, BEGIN} <= {*found.labels.tolist()}


def test_sentences_without_names_may_be_left_out(encoder: Encoder) -> None:
    rows = [row("It rained all day."), row("It rained in Rome.", "Rome")]
    assert len([*names(encoder, rows, kept=0.0)]) == 1
    assert len([*names(encoder, rows)]) == 2


def test_a_sentence_longer_than_a_window_is_cut(encoder: Encoder) -> None:
    found = sentence(encoder, "village " * 400, tells=True, kind=3)
    assert len(found.states[encoder.own]) == encoder.room
