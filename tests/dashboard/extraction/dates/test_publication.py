"""Publication dates against weekdays and dates, in sentences of our own."""

from datetime import date

import pytest

from dashboard.extraction.dates.finder import ReadDate, find_phrases, read_dates
from dashboard.extraction.dates.publication import doubts, infer_published
from dashboard.messages import english
from tests.texts import as_text


def read_on(text: str, code: str, day: date | None) -> tuple[ReadDate, ...]:
    article = as_text(text, code)
    return read_dates(article, find_phrases(article), day)


@pytest.mark.parametrize(
    ("code", "text", "published", "fits"),
    [
        ("en", "Shells fell yesterday, Saturday, at dawn.", "2023-08-15", "2023-08-13"),
        ("en", "On Saturday 12 August shells fell.", "2025-09-20", "in 2023"),
        ("en", "On Friday 12 August 2023 shells fell.", "2023-09-20", "was a Saturday"),
        ("ar", "قال أمس السبت إن القصف توقف", "2023-08-15", "2023-08-13"),
        ("ar", "وقع القصف السبت 12 آب", "2025-09-20", "in 2023"),
    ],
)
def test_a_day_that_does_not_fit_the_publication_date_is_doubted(
    code: str, text: str, published: str, fits: str
) -> None:
    day = date.fromisoformat(published)
    (doubt,) = doubts(read_on(text, code, day), day)
    assert fits in english(doubt)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Shells fell yesterday, Saturday, and overnight on Friday."),
        ("en", "On Saturday 12 August shells fell."),
        ("en", "Clashes broke out on Thursday."),
        ("ar", "قال أمس السبت إن القصف توقف"),
        ("ar", "ليل الجمعة السبت"),
    ],
)
def test_days_that_fit_raise_no_doubt(code: str, text: str) -> None:
    day = date(2023, 8, 13)
    assert doubts(read_on(text, code, day), day) == ()


@pytest.mark.parametrize(
    ("code", "text", "published"),
    [
        ("en", "He came yesterday, Saturday 12 August 2023, to town.", "2023-08-13"),
        ("en", "On Saturday 12 August 2023 it fell. Yesterday, Sunday, he spoke.", "2023-08-14"),
        ("en", "It fell on Saturday 12 August, unlike in 2022 and 2023. He spoke yesterday.", None),
        ("en", "It fell on Saturday 12 August. He spoke yesterday.", None),
        ("en", "It fell yesterday. In 2011 it had begun.", None),
        ("ar", "قصف الجيش البلدة أمس السبت 12 آب 2023.", "2023-08-13"),
        ("ar", "وقع القصف يوم السبت 12 آب 2023. وقال المجلس أمس الأحد إنه توقف", "2023-08-14"),
        ("ar", "وقع القصف أمس السبت. وفي عام 2011 اندلعت الحرب", None),
    ],
)
def test_a_publication_date_is_inferred_only_where_the_text_pins_it_down(
    code: str, text: str, published: str | None
) -> None:
    found = infer_published(read_on(text, code, None))
    assert (found and found[0].isoformat()) == published


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_trouble(published: date) -> None:
    text = "It fell yesterday, Saturday, tomorrow and on Friday 12 August."
    read_on(text, "en", published)
    assert doubts(read_on(text, "en", date(2023, 8, 13)), published) == ()
