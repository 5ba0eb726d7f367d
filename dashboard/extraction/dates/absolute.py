"""Phrases that name a place on a calendar, Gregorian, Hijri or Iranian: days, months, years."""

from collections.abc import Callable
from datetime import date

from dashboard.extraction.dates import calendars
from dashboard.extraction.dates.calendars import OtherCalendar
from dashboard.extraction.dates.phrase import (
    NUMBERS,
    ONE_DAY,
    UNKNOWN,
    Meaning,
    Phrase,
    days_of,
    edged,
    one_day,
)

_MONTHS = ("month", "maybe_month")


def _dates(phrase: Phrase) -> Meaning | None:
    """One day, or from one day to another: "12 May 2011", "3-5 May", "Friday, 12 August"."""
    ends = _ends(phrase)
    if not ends:
        return None
    relative = any(year is None for _, _, year in ends)
    days = []
    for number, month, year in (ends[0], ends[-1]):
        if not number or not month or calendars.day(2000, month, number) is None:
            return None
        days.append(calendars.day(year, month, number) if year else _placed(phrase, number, month))
    first, last = days
    if first is None or last is None:
        return UNKNOWN if relative and phrase.published is None else None
    if first > last:
        first = calendars.shift(first, "year", -1)
    if phrase.one("part") == "night" and (last - first).days == 1:
        last = first  # the night of 3-4 June begins on the 3rd
    return Meaning(first, last, relative=relative)


def _ends(phrase: Phrase) -> list[list[int | None]]:
    """Read the numbers and months of a phrase as [day, month, year], in order."""
    ends: list[list[int | None]] = []
    numbers: list[int] = []
    month: int | None = None
    day_first = month_first = False
    for kind, value in phrase.words:
        if kind in NUMBERS and not month_first:
            numbers.append(value)
            day_first = True
        elif kind in NUMBERS:
            ends.append([value, month, None])
        elif kind in _MONTHS:
            month_first = not day_first
            month = value
            ends += [[number, value, None] for number in numbers]
            numbers.clear()
        elif kind == "hijri":
            numbers.clear()
            day_first = False
        elif kind == "year" and value >= 1500:
            ends = [[d, m, y or value] for d, m, y in ends]
    return ends


def _placed(phrase: Phrase, number: int, month: int) -> date | None:
    """Choose the year: as the phrase turns, else by the weekday, else the nearest past."""
    today = phrase.published
    if today is None:
        return None
    turn = phrase.turn()
    if phrase.one("year_word") is not None and turn is not None:
        return calendars.day(today.year + turn, month, number)
    nearest = [calendars.day(today.year + k, month, number) for k in (0, -1, 1, -2, -3, 2)]
    days = [day for day in nearest if day]
    weekday = phrase.one("weekday", "maybe_weekday")
    if weekday is not None and turn is None:
        days = [day for day in days if day.weekday() == weekday] or days
    if turn == 1:
        return min((day for day in days if day > today), default=None)
    if turn == 0:
        return calendars.day(today.year, month, number)
    # A day of grace: the article may be dated by another time zone.
    past = [day for day in days if day <= today + ONE_DAY]
    return max(past, default=None) if weekday is None else next(iter(past or days), None)


def _hijri(phrase: Phrase) -> Meaning | None:
    """A day or month of the Hijri calendar."""
    return _in_calendar(phrase, phrase.one("hijri"), calendars.HIJRI)


def _iranian(phrase: Phrase) -> Meaning | None:
    """A day, month or year of the Iranian calendar; a year that is none of it is Gregorian."""
    month, year, figures = (phrase.one(kind) for kind in ("iranian", "year", "numeric"))
    if month is not None:
        return _in_calendar(phrase, month, calendars.IRANIAN)
    if figures is not None:
        numbers = [int(part) for part in figures.replace("/", "-").replace(".", "-").split("-")]
        if numbers[0] not in calendars.IRANIAN.years:
            return _numeric(phrase)
        return one_day(calendars.iranian_day(*numbers))
    if year not in calendars.IRANIAN.years:
        return _year(phrase)
    first, following = (calendars.iranian_day(one, 1, 1) for one in (year, year + 1))
    return days_of(edged(phrase, (first, following - ONE_DAY))) if first and following else None


def _in_calendar(phrase: Phrase, month: int, of: OtherCalendar) -> Meaning | None:
    """A day or month of another calendar; the year before today where none is given."""
    number = phrase.one(*NUMBERS)
    year = phrase.one("year")
    relative = year is None
    if year is None and phrase.published is None:
        return UNKNOWN
    if year is None and phrase.published is not None:
        year = of.year(phrase.published) + (phrase.turn() == 1)
        start = of.day(year, month, number or 1)
        if start and start > phrase.published and phrase.turn() != 1:
            year -= 1
    if number:
        return one_day(of.day(year, month, number), relative)
    span = calendars.other_month_span(of, year, month)
    return days_of(edged(phrase, span), relative) if span else None


def _numeric(phrase: Phrase) -> Meaning | None:
    """Figures only: 2023-08-12, 12/8/2023; an order that gives a future day gives way."""
    text = phrase.one("numeric")
    a, b, c = (int(part) for part in text.replace("/", "-").replace(".", "-").split("-"))
    if a > 31:
        year, readings = a, [(b, c)]
    else:
        year = c if c > 99 else 2000 + c
        readings = [(b, a), (a, b)] if phrase.day_first else [(a, b), (b, a)]
    if year in calendars.HIJRI_YEARS:
        month, number = readings[0]
        return (
            one_day(calendars.hijri_day(year, month, number)) if phrase.all("era_hijri") else None
        )
    days = [day for m, d in readings if 1900 <= year <= 2100 and (day := calendars.day(year, m, d))]
    if phrase.published:
        days = [day for day in days if day <= phrase.published] or days
    return one_day(days[0]) if days else None


def _short(phrase: Phrase) -> Meaning | None:
    """Day and month in figures after a weekday or the word day: "يوم 14/8"."""
    a, b = (int(part) for part in phrase.one("short").split("/"))
    number, month = (a, b) if (phrase.day_first or a > 12) and b <= 12 else (b, a)
    if not 1 <= month <= 12 or calendars.day(2000, month, number) is None:
        return None
    return one_day(_placed(phrase, number, month), True) or UNKNOWN


def _monthday(phrase: Phrase) -> Meaning | None:
    """A day of this or another month: "the tenth of this month"."""
    if phrase.published is None:
        return UNKNOWN
    month = calendars.shift(phrase.published.replace(day=1), "month", phrase.turn() or 0)
    return one_day(calendars.day(month.year, month.month, phrase.one(*NUMBERS)), True)


def _month(phrase: Phrase) -> Meaning | None:
    """A month with its year, or the nearest one that has begun."""
    month, year, today, turn = phrase.one(*_MONTHS), phrase.one("year"), None, phrase.turn()
    relative = year is None
    if year is None:
        today = phrase.published
        if today is None:
            return UNKNOWN
        year = today.year
        if phrase.one("year_word") is not None:
            year += turn or 0
        elif turn == 1:
            year += month <= today.month
        elif turn != 0:
            year -= month >= today.month if turn == -1 else month > today.month
    if year < 1500:
        return None
    return days_of(edged(phrase, calendars.month_span(year, month)), relative)


def _season(phrase: Phrase) -> Meaning | None:
    """A season of a year: three whole months, winter into the next year."""
    month, year, turn = phrase.one("season"), phrase.one("year"), phrase.turn()
    relative = year is None
    if year is None and phrase.published is None:
        return UNKNOWN
    if year is None and phrase.published is not None:
        year = phrase.published.year + (turn or 0)
        if turn is None and month > phrase.published.month:
            year -= 1
    first = calendars.month_start(year, month)
    return days_of((first, calendars.shift(first, "month", 3) - ONE_DAY), relative)


def _year(phrase: Phrase) -> Meaning | None:
    """A year, or from one year to another."""
    years = phrase.all("year")
    if phrase.all("era_hijri") and years[0] in calendars.HIJRI_YEARS:
        first, last = calendars.hijri_day(years[0], 1, 1), calendars.hijri_day(years[0] + 1, 1, 1)
        return days_of((first, last - ONE_DAY)) if first and last else None
    if not 1500 <= years[0] <= years[-1]:
        return None
    return days_of(edged(phrase, (date(years[0], 1, 1), date(years[-1], 12, 31))))


MEANINGS: dict[str, Callable[[Phrase], Meaning | None]] = {
    "date": _dates,
    "hijri": _hijri,
    "iranian": _iranian,
    "month": _month,
    "monthday": _monthday,
    "numeric": _numeric,
    "season": _season,
    "short": _short,
    "year": _year,
}
