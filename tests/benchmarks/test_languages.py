"""Places and events of each language on our own sentences: they may not fall unseen."""

import pytest

from dashboard.model import Reading
from gazetteer.index.index import Index
from tests.benchmarks.languages import cases, f1, score, sentence_score

pytestmark = pytest.mark.slow  # the encoder, and every language there is

# read fast
FLOORS = {
    "es": 0.87,
    "fa": 0.77,
    "fr": 0.87,
    "he": 0.65,
    "ru": 0.83,
    "tr": 0.86,
    "uk": 0.78,
}


@pytest.mark.parametrize(("code", "floor"), FLOORS.items())
def test_names_of_places_are_found(code: str, floor: float, index: Index) -> None:
    assert f1(score(code, cases(code), index, Reading.FAST)) >= floor


@pytest.mark.parametrize("code", FLOORS)
def test_whole_sentences_tell_events_without_words_of_them(code: str, index: Index) -> None:
    found = sentence_score(code, index)
    assert f1(found) >= 0.7
    assert found["group"] >= 0.7 * found["overlap"]
