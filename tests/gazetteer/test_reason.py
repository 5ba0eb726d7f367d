"""Reasons and the errors that carry them: data, said in English by the gazetteer alone."""

import pickle

import pytest

from gazetteer.errors import BadPlace, IndexMissing
from gazetteer.messages import MESSAGES, english
from gazetteer.reason import TEXT, Reason


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("place.mine"), "one of your own places, which win"),
        (
            Reason("place.nearest", (12, "Al Mayadin")),
            "12 km from Al Mayadin, the nearest other place named",
        ),
        (Reason("place.curated", (2.0,)), "from Dateline's own table, within 2 km"),
        (
            Reason("place.word-beside", (Reason("beside.base"),)),
            "the word beside it says: military base",
        ),
        (Reason("point.longitude", ("٠ ٢٠٠",)), "'٠ ٢٠٠': no longitude is beyond 180"),
        (Reason("place.nearest", (1, "{0} {x!r} {{")), "1 km from {0} {x!r} {{, the nearest other"),
        (Reason(TEXT, ("as another version wrote it",)), "as another version wrote it"),
        (Reason("of.tomorrow", ("a word",)), "of.tomorrow"),
        (Reason("place.nearest", ("a word",)), "a word"),
        (Reason("place.curated", ("a word",)), "a word"),
    ],
)
def test_a_reason_is_said_in_english(reason: Reason, said: str) -> None:
    assert english(reason).startswith(said)


def test_an_error_says_its_reason_and_keeps_it() -> None:
    reason = Reason("own.letters", ("--",))
    error = pickle.loads(pickle.dumps(BadPlace(reason)))
    assert error.reason == reason
    assert str(error) == "'--': a name needs letters or digits"


def test_an_error_without_a_code_says_its_sentence() -> None:
    error = IndexMissing("the disk is gone")
    assert (str(error), error.reason) == ("the disk is gone", Reason(TEXT, ("the disk is gone",)))


def test_every_message_of_many_counts_its_first_value() -> None:
    for message in MESSAGES.values():
        assert isinstance(message, str) or all("{0" in form for form in message)
