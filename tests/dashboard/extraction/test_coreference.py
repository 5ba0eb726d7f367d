"""An event told again is one event, and keeps the place, day and toll of its best telling."""

from datetime import date

import pytest

from dashboard.extraction.pipeline import extract
from dashboard.model import Document, Event
from gazetteer import Index

MONDAY = date(2024, 5, 6)

AGAIN = {
    "the headline, the lead and the body": (
        "en",
        "Shelling kills three in northern Syria\n"
        "Shells hit a market in the town of Manbij on Sunday, killing three people.\n"
        "The shelling began before noon, a doctor said.",
        [("Manbij", 5, 3)],
    ),
    "a later toll": (
        "en",
        "A car bomb exploded in Azaz on Saturday, killing four people.\n"
        "The death toll from the car bomb in Azaz rose to seven on Sunday.",
        [("I‘zāz", 4, 7)],
    ),
    "another town": (
        "en",
        "Shells hit a market in Manbij on Sunday, killing three people.\n"
        "Shells hit a school in Azaz on Sunday, killing one person.",
        [("Manbij", 5, 3), ("I‘zāz", 5, 1)],
    ),
    "another day": (
        "en",
        "Shells hit a market in Manbij on Sunday, killing three people.\n"
        "Shells hit Manbij on Friday too, killing one person.",
        [("Manbij", 5, 3), ("Manbij", 3, 1)],
    ),
    "a bomb defused where one had gone off": (
        "en",
        "A roadside bomb wounded a driver in Manbij on Sunday.\n"
        "Police defused a second bomb in Manbij later that day.",
        [("Manbij", 5, None), ("Manbij", 5, None)],
    ),
    "العنوان والخبر": (
        "ar",
        "قتلى في قصف شمال سوريا\n"
        "قُتل ثلاثة مدنيين في قصف مدفعي على سوق في مدينة منبج أمس الأحد.\n"
        "وبدأ القصف قبل الظهر، بحسب طبيب.",
        [("Manbij", 5, 3)],
    ),
    "مدينتان": (
        "ar",
        "قُتل ثلاثة مدنيين في قصف مدفعي على مدينة منبج أمس الأحد.\n"
        "وقُتل مدني في قصف مدفعي على مدينة أعزاز أمس الأحد.",
        [("Manbij", 5, 3), ("I‘zāz", 5, 1)],
    ),
    "a killing and an abduction": (
        "en",
        "Gunmen attacked a bakery in Manbij on Sunday, killing its owner.\n"
        "Gunmen abducted two men from Manbij on Sunday.",
        [("Manbij", 5, None), ("Manbij", 5, None)],
    ),
}


def summary(event: Event) -> tuple[str | None, int | None, int | None]:
    day = event.when.first.day if event.when and event.when.first else None
    return event.place and event.place.name, day, event.fatalities and event.fatalities.high


@pytest.mark.parametrize("case", AGAIN)
def test_what_is_told_again_is_one_event_and_what_is_not_stays_apart(
    case: str, index: Index
) -> None:
    language, text, expected = AGAIN[case]
    found = extract(Document("a", text, published=MONDAY, language=language), index).events
    said = [summary(event) for event in found if event.mode == "reported"]
    assert [one[:2] for one in said] == [one[:2] for one in expected]
    for (_, _, killed), (*_, wanted) in zip(said, expected, strict=True):
        assert wanted is None or killed == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Shells hit Manbij on Sunday. In 2018 such shells had killed 750 people."),
        ("ar", "سقطت قذائف على مدينة منبج أمس الأحد. وفي عام 2018 قتل 750 شخصا."),
    ],
)
def test_the_dead_of_another_year_are_none_of_an_event_s(
    language: str, text: str, index: Index
) -> None:
    found = extract(Document("a", text, published=MONDAY, language=language), index).events
    (event,) = [one for one in found if one.when and one.when.first == date(2024, 5, 5)]
    assert event.fatalities is None
