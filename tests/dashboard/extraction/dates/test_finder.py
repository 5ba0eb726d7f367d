"""Date phrases and the days they mean. The document day is Wednesday, 10 May 2023."""

import itertools
import json
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.extraction.dates.finder import find_dates
from dashboard.extraction.languages.language import codes, language
from dashboard.extraction.text.text import Text
from dashboard.model import DateSpan
from tests.benchmarks.dates import is_right
from tests.paths import SHARED
from tests.texts import as_text

DAY = date(2023, 5, 10)


def language_of(text: str) -> str:
    return "ar" if any("\u0600" <= char <= "\u06ff" for char in text) else "en"


def only(text: str, published: date | None = DAY) -> DateSpan:
    (span,) = find_dates(as_text(text, language_of(text)), published)
    return span


@pytest.mark.parametrize(
    ("phrase", "edtf", "precision", "daypart"),
    [
        # absolute, English
        ("4 April 2021", "2021-04-04", 1, None),
        ("April 4, 2021", "2021-04-04", 1, None),
        ("Apr. 4 2021", "2021-04-04", 1, None),
        ("the 4th of April, 2021", "2021-04-04", 1, None),
        ("Sunday, April 4, 2021", "2021-04-04", 1, None),
        ("Sun, 4 Apr 2021", "2021-04-04", 1, None),
        ("4-Apr-2021", "2021-04-04", 1, None),
        ("2021-04-04", "2021-04-04", 1, None),
        ("2021/4/4", "2021-04-04", 1, None),
        ("25.4.2021", "2021-04-25", 1, None),
        ("4/25/2021", "2021-04-25", 1, None),
        ("the second of March 2020", "2020-03-02", 1, None),
        ("April 4", "2023-04-04", 1, None),
        ("20 June", "2022-06-20", 1, None),
        ("the evening of 4 April", "2023-04-04", 1, "evening"),
        ("4 a.m. on Tuesday, April 4", "2023-04-04", 1, "dawn"),
        ("April 4, 2021, at about 9:15 pm", "2021-04-04", 1, "night"),
        # ranges, English
        ("between 3 and 7 April", "2023-04-03/2023-04-07", 2, None),
        ("from April 3 to 9, 2021", "2021-04-03/2021-04-09", 3, None),
        ("28 April - 2 May 2021", "2021-04-28/2021-05-02", 2, None),
        ("between 30 December and 2 January", "2022-12-30/2023-01-02", 2, None),
        ("the night of 3–4 April", "2023-04-03", 1, "night"),
        ("between Friday and Sunday", "2023-05-05/2023-05-07", 2, None),
        # relative, English
        ("Friday", "2023-05-05", 1, None),
        ("Wednesday", "2023-05-10", 1, None),
        ("last Wednesday", "2023-05-03", 1, None),
        ("next Wednesday", "2023-05-17", 1, None),
        ("Friday night", "2023-05-05", 1, "night"),
        ("early on Saturday", "2023-05-06", 1, "morning"),
        ("the early hours of Saturday", "2023-05-06", 1, "dawn"),
        ("late Saturday", "2023-05-06", 1, "night"),
        ("overnight on Saturday", "2023-05-06", 1, "night"),
        ("Saturday last week", "2023-05-06", 1, None),
        ("yesterday morning", "2023-05-09", 1, "morning"),
        ("last night", "2023-05-09", 1, "night"),
        ("the day before yesterday", "2023-05-08", 1, None),
        ("tomorrow", "2023-05-11", 1, None),
        ("two days ago", "2023-05-08", 1, None),
        ("about three weeks ago", "2023-04-19~", 2, None),
        ("a month ago", "2023-04-10~", 3, None),
        ("five years ago", "2018-05~", 5, None),
        ("36 hours ago", "2023-05-09", 1, None),
        ("last week", "2023-05-01/2023-05-07", 3, None),
        ("last month", "2023-04", 4, None),
        ("last year", "2022", 5, None),
        ("earlier this month", "2023-05-01/2023-05-10", 4, None),
        ("last weekend", "2023-05-06/2023-05-07", 2, None),
        ("the past three days", "2023-05-07/2023-05-10", 2, None),
        ("in March 2011", "2011-03", 4, None),
        ("in March", "2023-03", 4, None),
        ("in July", "2022-07", 4, None),
        ("late April", "2023-04-21/2023-04-30", 4, None),
        ("April last year", "2022-04", 4, None),
        ("in 2014", "2014", 5, None),
        ("between 2014 and 2016", "2014/2016", 6, None),
        ("since 2014", "2014-01-01/2023-05-10", 6, None),
        ("since Friday", "2023-05-05/2023-05-10", 2, None),
        ("the summer of 2014", "2014-06-01/2014-08-31", 5, None),
        # absolute, Arabic
        ("4 نيسان 2021", "2021-04-04", 1, None),
        ("الرابع من نيسان 2021", "2021-04-04", 1, None),
        ("الأحد 4 أبريل/نيسان 2021", "2021-04-04", 1, None),
        ("يوم الأحد الموافق 4 أبريل (نيسان) 2021", "2021-04-04", 1, None),
        ("٤/٤/٢٠٢١", "2021-04-04", 1, None),
        ("مساء 4 أفريل 2021", "2021-04-04", 1, "evening"),
        ("الخامس والعشرين من كانون الثاني 2020", "2020-01-25", 1, None),
        ("30 غشت", "2022-08-30", 1, None),
        ("3 آب الماضي", "2022-08-03", 1, None),
        ("السابع من الشهر الجاري", "2023-05-07", 1, None),
        ("12 من نيسان العام الماضي", "2022-04-12", 1, None),
        ("10 رمضان 1444", "2023-04-01", 1, None),
        ("10 رمضان", "2023-04-01", 1, None),
        ("1444/9/10 هـ", "2023-04-01", 1, None),
        ("10 رمضان 1444 هـ الموافق 1 نيسان 2023", "2023-04-01", 1, None),
        ("شعبان 1444", "2023-02-21/2023-03-22", 4, None),
        # ranges, Arabic
        ("بين 3 و7 نيسان", "2023-04-03/2023-04-07", 2, None),
        ("يومي السبت والأحد", "2023-05-06/2023-05-07", 2, None),
        ("ليل السبت - الأحد", "2023-05-06", 1, "night"),
        # relative, Arabic
        ("فجر الأحد", "2023-05-07", 1, "dawn"),
        ("بعد ظهر يوم الأحد", "2023-05-07", 1, "afternoon"),
        ("عند الساعة العاشرة والنصف من صباح الأحد", "2023-05-07", 1, "morning"),
        ("الأربعاء", "2023-05-10", 1, None),
        ("الأربعاء الماضي", "2023-05-03", 1, None),
        ("الأحد المقبل", "2023-05-14", 1, None),
        ("مساء أمس الثلاثاء", "2023-05-09", 1, "evening"),
        ("صباح اليوم الأربعاء", "2023-05-10", 1, "morning"),
        ("أمس الأول", "2023-05-08", 1, None),
        ("الليلة الماضية", "2023-05-09", 1, "night"),
        ("بعد غد", "2023-05-12", 1, None),
        ("قبل خمسة أيام", "2023-05-05", 1, None),
        ("منذ نحو أسبوعين", "2023-04-26~", 2, None),
        ("الشهر الفائت", "2023-04", 4, None),
        ("مطلع العام الجاري", "2023-01-01/2023-05-01", 5, None),
        ("خلال الأيام الثلاثة الماضية", "2023-05-07/2023-05-10", 2, None),
        ("منذ عام 2014", "2014-01-01/2023-05-10", 6, None),
        ("منذ يوم الجمعة", "2023-05-05/2023-05-10", 2, None),
        ("عامي 2014 و2016", "2014/2016", 6, None),
        ("شهر آب", "2022-08", 4, None),
    ],
)
def test_a_phrase_means_its_days(
    phrase: str, edtf: str, precision: int, daypart: str | None
) -> None:
    span = only(phrase)
    assert (span.edtf, span.precision, span.daypart) == (edtf, precision, daypart)
    assert span.first and span.last and span.first <= span.last


@pytest.mark.parametrize(
    "text",
    [
        "You may have seen three of them march in may.",
        "May I go?",
        "The Sun sat on Mar the cat.",
        "Costs rose 3.5 per cent to 1,984 in the 1980s.",
        "31 February 2020",
        "the Black Friday sale",
        "فتح باب المعبر لأب و5 أبناء",
        "قال رمضان لشعبان",
        "الأمين العام الحالي للحزب",
        "نشرت أخبار اليوم تقريرا",
        "1984 دولارا",
        "3.5 مليون",
    ],
)
def test_a_word_that_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(as_text(text, language_of(text)), DAY) == ()


@pytest.mark.parametrize(
    ("phrase", "relative"),
    [
        ("for three days", False),
        ("على مدى ثلاثة أيام", False),
        ("بعد يومين من القتال", False),
        ("in recent days", True),
        ("خلال الأيام الماضية", True),
        ("a few days ago", True),
        ("قبل بضعة أيام", True),
    ],
)
def test_a_length_of_time_is_found_without_days(phrase: str, relative: bool) -> None:
    span = only(phrase)
    assert (span.first, span.last, span.edtf, span.precision) == (None, None, "", 6)
    assert span.relative is relative


@pytest.mark.parametrize(
    "phrase", ["Friday night", "4 April", "last week", "مساء أمس", "قبل يومين"]
)
def test_without_a_document_day_a_relative_phrase_has_no_days(phrase: str) -> None:
    span = only(phrase, None)
    assert (span.first, span.last, span.relative) == (None, None, True)


@pytest.mark.parametrize("phrase", ["4 April 2021", "2021-04-04", "في 4 نيسان 2021"])
def test_without_a_document_day_an_absolute_phrase_keeps_its_day(phrase: str) -> None:
    span = only(phrase, None)
    assert (span.first, span.relative) == (date(2021, 4, 4), False)


@pytest.mark.parametrize("phrase", ["yesterday, Sunday", "أمس الأحد"])
def test_a_weekday_that_contradicts_yesterday_wins_and_is_less_sure(phrase: str) -> None:
    span = only(phrase)
    assert (span.first, span.precision, span.edtf) == (date(2023, 5, 7), 2, "2023-05-07?")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It fell on Friday. The next day it burnt. At dawn they came.", [5, 6, 6]),
        ("سقطت يوم الجمعة. وفي اليوم التالي احترقت", [5, 6]),
        ("He came on Friday and at 9 pm he left.", [5, 5]),
        ("It fell at 9 pm.", [10]),
    ],
)
def test_a_phrase_may_lean_on_the_day_named_before_it(text: str, days: list[int]) -> None:
    spans = find_dates(as_text(text, language_of(text)), DAY)
    assert [span.first and span.first.day for span in spans] == days


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("It began on Friday’s eve", "Friday"),
        ("وقع فجرَ السبتِ، وبالأحد", "فجرَ السبتِ"),
        ("قصف مساءً يوم الثلاثاء.", "مساءً يوم الثلاثاء"),
        ("ـ السبت\u200f، 6 أيار\u200f", "السبت\u200f، 6 أيار"),
    ],
)
def test_the_phrase_is_cut_from_the_text_as_written(text: str, phrase: str) -> None:
    span = find_dates(as_text(text, language_of(text)), DAY)[0]
    assert span.phrase == text[span.start : span.end] == phrase


def test_dates_come_in_order_and_do_not_overlap() -> None:
    text = "On Friday, 5 May 2023, and again on 6 May, since March, for two days, last night."
    spans = find_dates(as_text(text, "en"), DAY)
    assert len(spans) == 5
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def words_of(code: str) -> list[str]:
    known = language(code).dates
    lists = [*known.words.values()]
    lists += [row for table in known.tables().values() for row in table.values()]
    figures = ["3", "31", "45", "5000", "1444", "2023", "12:30", "99:99", "30/2", "32.13.2020", ","]
    return [word for row in lists for word in row] + figures + ["-", "/", "(", "\n", "x"]


@given(st.data())
@settings(deadline=None, max_examples=300)
def test_no_order_of_date_words_breaks_the_reading(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(codes()))
    text = " ".join(data.draw(st.lists(st.sampled_from(words_of(code)), max_size=12)))
    for span in find_dates(
        as_text(text, code), data.draw(st.sampled_from([DAY, date(2024, 2, 29), None]))
    ):
        assert span.phrase == text[span.start : span.end]
        assert (span.first is None) == (span.last is None)
        bound = span.edtf.startswith("/") or span.edtf.endswith("/..")  # "before Monday"
        assert bound or (span.first is None) == (span.edtf == "")
        assert span.first is None or span.last is None or span.first <= span.last


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "On Friday night, 5 May 2023, shells fell near the town, the army said. " * 200),
        ("ar", "سقطت قذائف قرب البلدة مساء الجمعة 5 أيار 2023 بحسب مصادر محلية. " * 220),
    ],
)
def test_an_article_full_of_dates_costs_as_much_as_its_length(code: str, text: str) -> None:
    assert len(find_dates(as_text(text, code), DAY)) >= 200
    once, fourfold = (_least_cpu(as_text(text * times, code)) for times in (1, 4))
    assert fourfold < 8 * once  # the square would be 16 times as much


def _least_cpu(text: Text) -> float:
    """Return the CPU seconds of the quickest of three readings."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        find_dates(text, DAY)
        taken.append(time.process_time() - begun)
    return min(taken)


def test_nearly_all_phrases_of_the_development_set_are_right() -> None:
    path = SHARED / "evaluation" / "dates_ar.dev.jsonl"
    if not path.exists():
        pytest.skip("../shared is absent: the development set cannot be read")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    right = [is_right(r["phrase"], date.fromisoformat(r["reference"]), r["gold"]) for r in rows]
    assert sum(right) >= 70


@pytest.mark.parametrize(
    ("code", "text", "first", "last"),
    [
        ("ar", "منذ الجمعة وحتى مساء الأحد", "2024-05-17", "2024-05-19"),
        ("ar", "منذ مطلع الشهر", "2024-05-01", "2024-05-20"),
        ("ar", "لليوم الثالث على التوالي", "2024-05-20", "2024-05-20"),
        ("en", "since the start of the month", "2024-05-01", "2024-05-20"),
        ("en", "for a third straight day", "2024-05-20", "2024-05-20"),
        ("en", "since Friday until Sunday", "2024-05-17", "2024-05-19"),
    ],
)
def test_a_stretch_of_days_has_both_its_ends_and_a_third_day_is_the_last(
    code: str, text: str, first: str, last: str
) -> None:
    (span,) = find_dates(as_text(text, code), date(2024, 5, 20))
    assert (str(span.first), str(span.last)) == (first, last)
