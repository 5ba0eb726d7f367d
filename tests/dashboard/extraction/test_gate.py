"""What a word tells stands or falls with its sentence, and a sentence may tell without a word."""

import pytest

from dashboard.extraction.gate import settle
from dashboard.model import Occurrence, Trigger

TYPES = {"flood": 0.7, "storm": 0.2, "landslide": 0.04}


def sentences(*probabilities: float) -> tuple[Occurrence, ...]:
    return tuple(
        Occurrence(100 * i, 100 * i + 99, p, {"disaster": 1.0}, TYPES)
        for i, p in enumerate(probabilities)
    )


@pytest.mark.parametrize(
    ("probability", "mode", "settled"),
    [
        (0.9, "reported", ["reported"]),
        (0.5, "reported", ["reported"]),
        (0.1, "reported", ["background"]),
        (0.1, "denied", ["denied"]),
        (0.4, "historical", ["reported"]),
        (0.1, "historical", ["background"]),
        (0.9, "planned", ["reported", "planned"]),
    ],
)
def test_a_word_stands_as_far_as_its_sentence_does(
    probability: float, mode: str, settled: list[str]
) -> None:
    found = settle([Trigger(120, 126, "attack", mode)], sentences(0.0, probability))
    assert [one.mode for one in found] == settled


def test_a_sentence_that_tells_an_event_in_no_known_word_proposes_what_it_reads_like() -> None:
    (found,) = settle([], sentences(0.2, 0.8))
    assert (found.type, found.start, found.end) == ("flood", 100, 100)
    assert found.alternatives == (("storm", 0.2),)


def test_a_toll_is_told_by_a_sentence_that_is_less_sure() -> None:
    assert [one.start for one in settle([], sentences(0.6, 0.6), {100})] == [100]


def test_a_fast_reading_leaves_every_word_as_it_is() -> None:
    word = Trigger(3, 9, "attack")
    assert settle([word], ()) == (word,)
