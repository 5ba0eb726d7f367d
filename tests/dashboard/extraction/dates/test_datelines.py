"""Where a report was filed: found before a dash or colon, and nowhere else."""

from datetime import date

import pytest

from dashboard.extraction.dates.datelines import find_datelines
from dashboard.extraction.dates.finder import find_dates
from gazetteer.place import Mention, Resolution
from tests.texts import as_text

NAMES = ("KYIV", "Maiduguri", "Goma", "غزة", "الحديدة")


def found(text: str) -> list[str]:
    places = [
        Resolution(Mention(text.index(name), text.index(name) + len(name), name), None, 0.0)
        for name in NAMES
        if name in text
    ]
    article = as_text(text, "ar" if "ا" in text else "en")
    dates = find_dates(article, date(2024, 7, 23))
    return [text[start:end].strip() for start, end in find_datelines(article, places, dates)]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("KYIV, April 22 - A drone fell on a shop.", "KYIV, April 22 -"),
        ("Maiduguri (Savanna Wire) -- Two traders were robbed.", "Maiduguri (Savanna Wire) --"),
        ("NOWHERE, 15 June (Bulletin) - Crowds marched.", "NOWHERE, 15 June (Bulletin) -"),
        ("غزة - 23 تموز: انفجر لغم في الطريق.", "غزة - 23 تموز:"),
        ("الحديدة (وكالات) – انفجر لغم في الطريق.", "الحديدة (وكالات) –"),
    ],
)
def test_places_and_dates_before_a_dash_are_a_dateline(text: str, dateline: str) -> None:
    assert found(text) == [dateline]


@pytest.mark.parametrize(
    "text",
    [
        "Goma was shelled again - the third time this week.",
        "On 3 May 2024 - a Friday - crowds marched.",
        "The toll rose: 12 dead in Goma.",
        "A drone fell on a shop in Goma.",
    ],
)
def test_a_sentence_with_a_dash_is_none(text: str) -> None:
    assert found(text) == []
