"""The probability of an event is a share of events like it that are right."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.extraction.certainty import calibrate
from dashboard.model import Area, DateSpan, Event, Occurrence
from gazetteer.place import Place

DAY = date(2024, 5, 3)
WHOLE = Event(
    id="a:0:attack",
    document="a",
    type="Violence against civilians",
    sub_type="Attack",
    area=Area(35.3, 40.1, 2.0, precision=1),
    place=Place("p", "Town", 35.3, 40.1, "P", "PPL"),
    when=DateSpan(20, 30, DAY, DAY, 1, None, "2024-05-03", "on Friday"),
    actors=(),
    fatalities=None,
    injuries=None,
    claims=(),
    start=10,
    end=90,
    probability=0.6,
    reasons=(),
)


def sentence(probability: float) -> tuple[Occurrence, ...]:
    return (Occurrence(10, 90, probability, {}, {}),)


@pytest.mark.parametrize("occurrences", [(), sentence(0.9)], ids=["fast", "careful"])
@pytest.mark.parametrize(
    "worse",
    [
        replace(WHOLE, area=None, place=None),
        replace(WHOLE, when=None),
        replace(WHOLE, probability=0.1),
    ],
    ids=["no place", "no day", "unsure parts"],
)
def test_what_is_missing_makes_an_event_less_likely_right(
    worse: Event, occurrences: tuple[Occurrence, ...]
) -> None:
    one, other = calibrate((WHOLE, worse), occurrences, 5)
    assert other.probability < one.probability


def test_a_sentence_that_hardly_tells_an_event_makes_it_less_likely() -> None:
    (sure,) = calibrate((WHOLE,), sentence(0.95), 5)
    (unsure,) = calibrate((WHOLE,), sentence(0.4), 5)
    assert unsure.probability < sure.probability
