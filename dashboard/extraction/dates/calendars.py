"""Arithmetic with days, weeks, months, Hijri and Iranian dates; no words in here."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from hijridate import Gregorian, Hijri

Span = tuple[date, date]  # first and last day, both included

HIJRI_YEARS = range(1343, 1501)  # what the Umm al-Qura tables cover


@dataclass(frozen=True, slots=True)
class OtherCalendar:
    """A calendar beside the Gregorian: the day of a date in it, and the year of a day, 0 if none.

    `years` are those that are read as years of it.
    """

    years: range
    day: Callable[[int, int, int], date | None]
    year: Callable[[date], int]


def day(year: int, month: int, number: int) -> date | None:
    """Return the day, None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_start(year: int, month: int) -> date:
    """Return the first day of a month; OverflowError where the calendar has no such year."""
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"no year {year} in the calendar")
    return date(year, month, 1)


def month_span(year: int, month: int) -> Span:
    """Return the first and last day of a month; OverflowError as `month_start`."""
    first = month_start(year, month)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def year_span(year: int) -> Span:
    """Return the first and last day of a year; OverflowError as `month_start`."""
    return month_start(year, 1), date(year, 12, 31)


def week_span(of: date) -> Span:
    """Return the Monday and the Sunday of a week (ISO 8601)."""
    monday = of - timedelta(days=of.weekday())
    return monday, monday + timedelta(days=6)


def shift(of: date, unit: str, count: int) -> date:
    """Move by `count` units: hour, day, week, month, year or decade; a short month ends earlier.

    OverflowError where the calendar has no such day.
    """
    if unit == "hour":
        return of + timedelta(days=int(count / 24))
    if unit in ("day", "week"):
        return of + timedelta(days=count * (7 if unit == "week" else 1))
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = divmod(of.year * 12 + of.month - 1 + months, 12)
    first, last = month_span(year, month + 1)
    return first.replace(day=min(of.day, last.day))


def latest(weekday: int, until: date, before: bool = False) -> date:
    """Return the latest such weekday up to `until`; `before` leaves that day itself out."""
    back = (until.weekday() - weekday) % 7
    return until - timedelta(days=7 if before and back == 0 else back)


def following(weekday: int, after: date) -> date:
    """Return the next such weekday strictly after a day."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def edge_of(span: Span, edge: str, today: date | None = None) -> Span:
    """Return the start, middle or end third of a span; earlier and later are cut at `today`."""
    first, last = span
    if edge in ("earlier", "later"):
        if today is None or not first <= today <= last:
            return span
        return (first, today) if edge == "earlier" else (today, last)
    third = ((last - first).days + 1) // 3
    if edge == "start":
        return first, first + timedelta(days=third - 1)
    if edge == "end":
        return last - timedelta(days=third - 1), last
    return first + timedelta(days=third), last - timedelta(days=third)


def hijri_day(year: int, month: int, number: int) -> date | None:
    """Return the day of a Hijri date, None where there is none or it is out of the tables."""
    if year not in HIJRI_YEARS:
        return None
    try:
        found = Hijri(year, month, number).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def hijri_year(of: date) -> int:
    """Return the Hijri year in which a day lies."""
    try:
        return int(Gregorian(of.year, of.month, of.day).to_hijri().year)
    except (ValueError, OverflowError):
        return 0


def iranian_day(year: int, month: int, number: int) -> date | None:
    """Return the day of a date of the Iranian calendar, None where there is none."""
    try:
        found: date = _iranian()(year, month, number).to_gregorian()
    except ValueError:
        return None
    return found


def iranian_year(of: date) -> int:
    """Return the year of the Iranian calendar in which a day lies."""
    return int(_iranian().to_jalali(of.year, of.month, of.day).year)


@cache
def _iranian() -> Any:
    """Load the Iranian calendar, 50 ms of a start that most processes never need."""
    return import_module("persiantools.jdatetime").JalaliDate


HIJRI = OtherCalendar(HIJRI_YEARS, hijri_day, hijri_year)
IRANIAN = OtherCalendar(range(1300, 1500), iranian_day, iranian_year)


def other_month_span(of: OtherCalendar, year: int, month: int) -> Span | None:
    """Return the first and last day of a month, None where the calendar has none."""
    first = of.day(year, month, 1)
    last = next((day for n in (31, 30, 29) if (day := of.day(year, month, n))), None)
    return (first, last) if first and last else None


def precision(first: date, last: date) -> int:
    """Return UCDP's date precision of a span: 1 day, 2 to 6 days, 3 week, 4 month, 5 year, 6."""
    days = (last - first).days + 1
    for most, code in ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5)):
        if days <= most:
            return code
    return 6


def edtf(first: date, last: date) -> str:
    """Write a span as EDTF: a day, month or year where it is one, else an interval."""
    if first == last:
        return first.isoformat()
    if (first, last) == month_span(first.year, first.month):
        return f"{first:%Y-%m}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first:%Y}" if first.year == last.year else f"{first:%Y}/{last:%Y}"
    return f"{first.isoformat()}/{last.isoformat()}"
