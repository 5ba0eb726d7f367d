"""Articles of the first and the last days that the calendar has: a phrase means a day or none."""

from datetime import date

import pytest

from dashboard.extraction.languages.language import language
from dashboard.extraction.pipeline import date_text, extract
from dashboard.extraction.text.text import read_text
from dashboard.model import Document
from gazetteer.index.index import Index

DAYS = [
    date(1, 1, 1),
    date(1, 1, 2),
    date(1, 12, 31),
    date(2, 1, 1),
    date(9998, 12, 31),
    date(9999, 1, 1),
    date(9999, 12, 30),
    date(9999, 12, 31),
]
PHRASES = {
    "en": (
        "yesterday, tomorrow, last month, next month, last year, next year, last week, next week, "
        "last Friday, on Monday, Friday 12 August, in August, next August, ten days ago, "
        "48 hours ago, 500 years ago, two days after, the night of 3-4 June, last winter, "
        "early next month, late last year, the tenth of this month, 29 February, Ramadan, "
        "next Ramadan, 2 January 1, 31 December 9999, the next 100 years, since 2 days"
    ),
    "ar": (
        "أمس, غدا, الشهر الماضي, الشهر المقبل, العام الماضي, العام المقبل, الأسبوع الماضي, "
        "الأسبوع المقبل, الجمعة الماضية, يوم الاثنين, الجمعة 12 آب, في آب, قبل عشرة أيام, "
        "قبل 48 ساعة, قبل 500 عام, بعد يومين, الشتاء الماضي, مطلع الشهر المقبل, "
        "العاشر من الشهر الجاري, 29 شباط, رمضان, رمضان المقبل, 31 كانون الأول 9999"
    ),
}


@pytest.mark.parametrize("code", PHRASES)
@pytest.mark.parametrize("published", DAYS, ids=str)
def test_every_phrase_and_every_two_can_be_read(code: str, published: date) -> None:
    known = language(code)
    phrases = PHRASES[code].split(", ")
    for text in (*phrases, *(f"{one}، {other}" for one in phrases for other in phrases)):
        spans, day, _ = date_text(read_text(text, known), (), published)
        assert day == published
        assert all((span.first is None) == (span.last is None) for span in spans), text


@pytest.mark.parametrize("published", DAYS, ids=str)
def test_an_article_of_such_a_day_is_read_to_its_end(index: Index, published: date) -> None:
    text = (
        "A strike killed three people in Raqqa on Friday. Two more died on Saturday, in a clash "
        "in Aleppo on 3 May 2021. Shelling hit Homs tomorrow and yesterday."
    )
    assert extract(Document("1", text, published=published, language="en"), index).events
