"""What a date phrase means: one function per kind of phrase that language files name."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dashboard import calendars
from dashboard.calendars import Span

_DAY = timedelta(days=1)
_TURNS = {"past": -1, "rolling": -1, "this": 0, "next": 1}
_UNITS = ("hour", "day", "week", "month_word", "year_word", "decade", "plural", "dual")
_MONTHS = ("month", "maybe_month")
_CLOCKS = ("meridian", "oclock")
_NUMBERS = ("num", "ordinal", "count")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days of a phrase; `precision` None follows from their number, `mark` is EDTF's ~ or ?."""

    first: date | None = None
    last: date | None = None
    precision: int | None = None
    part: str | None = None
    mark: str = ""
    relative: bool = False


UNKNOWN = Meaning(precision=6, relative=True)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a phrase as (kind, value), and the days it may lean on.

    `published` is the document day, `previous` the last day the text named.
    """

    words: tuple[tuple[str, Any], ...]
    published: date | None
    previous: date | None
    day_first: bool = True

    def __post_init__(self) -> None:
        """Take the hours of a clock out of the numbers."""
        words = list(self.words)
        for i, (kind, value) in enumerate(words):
            before, after = words[i - 1][0] if i else "", words[i + 1 : i + 2]
            if kind in _NUMBERS and (before == "hour" or (after and after[0][0] in _CLOCKS)):
                words[i] = ("clock", f"{value}:00")
        object.__setattr__(self, "words", tuple(words))

    def all(self, *kinds: str) -> list[Any]:
        """Return the values of all words of these kinds."""
        return [value for kind, value in self.words if kind in kinds]

    def one(self, *kinds: str) -> Any:
        """Return the value of the first word of these kinds, None where there is none."""
        return next((value for kind, value in self.words if kind in kinds), None)

    def turn(self) -> int | None:
        """Return -1, 0 or 1 for last, this and next, None where nothing is said."""
        return next((_TURNS[kind] for kind, _ in self.words if kind in _TURNS), None)


def _span(span: Span | None, relative: bool = False, precision: int | None = None) -> Meaning:
    if span is None:
        return replace(UNKNOWN, relative=relative)
    return Meaning(*span, relative=relative, precision=precision)


def _day(day: date | None, relative: bool = False) -> Meaning | None:
    return Meaning(day, day, relative=relative) if day else None


def _ends(phrase: Phrase) -> list[list[int | None]]:
    """Read the numbers and months of a phrase as [day, month, year], in order."""
    ends: list[list[int | None]] = []
    numbers: list[int] = []
    month: int | None = None
    day_first = month_first = False
    for kind, value in phrase.words:
        if kind in _NUMBERS and not month_first:
            numbers.append(value)
            day_first = True
        elif kind in _NUMBERS:
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
    past = [day for day in days if day <= today + _DAY]
    return max(past, default=None) if weekday is None else (past or days)[0]


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


def _hijri(phrase: Phrase) -> Meaning | None:
    """A day or month of the Hijri calendar; the year before today where none is given."""
    month, number = phrase.one("hijri"), phrase.one(*_NUMBERS)
    year = phrase.one("year")
    relative = year is None
    if year is None and phrase.published is None:
        return UNKNOWN
    if year is None and phrase.published is not None:
        year = calendars.hijri_year(phrase.published) + (phrase.turn() == 1)
        start = calendars.hijri_day(year, month, number or 1)
        if start and start > phrase.published and phrase.turn() != 1:
            year -= 1
    if number:
        return _day(calendars.hijri_day(year, month, number), relative)
    span = calendars.hijri_month_span(year, month)
    return _span(span, relative) if span else None


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
        return _day(calendars.hijri_day(year, month, number)) if phrase.all("era_hijri") else None
    days = [day for m, d in readings if 1900 <= year <= 2100 and (day := calendars.day(year, m, d))]
    if phrase.published:
        days = [day for day in days if day <= phrase.published] or days
    return _day(days[0]) if days else None


def _short(phrase: Phrase) -> Meaning | None:
    """Day and month in figures after a weekday or the word day: "يوم 14/8"."""
    a, b = (int(part) for part in phrase.one("short").split("/"))
    number, month = (a, b) if (phrase.day_first or a > 12) and b <= 12 else (b, a)
    if not 1 <= month <= 12 or calendars.day(2000, month, number) is None:
        return None
    return _day(_placed(phrase, number, month), True) or UNKNOWN


def _monthday(phrase: Phrase) -> Meaning | None:
    """A day of this or another month: "the tenth of this month"."""
    if phrase.published is None:
        return UNKNOWN
    month = calendars.shift(phrase.published.replace(day=1), "month", phrase.turn() or 0)
    return _day(calendars.day(month.year, month.month, phrase.one(*_NUMBERS)), True)


def _weekday(phrase: Phrase) -> Meaning:
    """A weekday: the latest one up to the document day, unless the phrase turns elsewhere."""
    today, weekday, turn = phrase.published, phrase.one("weekday", "maybe_weekday"), phrase.turn()
    if today is None:
        return UNKNOWN
    if phrase.one("week") is not None:
        day = calendars.week_span(calendars.shift(today, "week", turn or 0))[0]
        return Meaning(day + weekday * _DAY, day + weekday * _DAY, relative=True)
    if turn == 1:
        day = calendars.following(weekday, today)
    elif turn == 0:
        day = calendars.week_span(today)[0] + weekday * _DAY
    else:
        day = calendars.latest(weekday, today, before=turn == -1)
    return Meaning(day, day, relative=True)


def _weekdays(phrase: Phrase) -> Meaning:
    """From one weekday to another; a night between two days belongs to the first."""
    if phrase.published is None:
        return UNKNOWN
    one, *others = phrase.all("weekday")
    last = calendars.latest(others[-1], phrase.published, before=phrase.turn() == -1)
    first = calendars.latest(one, last)
    night = phrase.one("overnight") is not None or str(phrase.one("near")).endswith("night")
    part = "night" if night else phrase.one("part")
    if part == "night" and (last - first).days == 1:
        last = first
    return Meaning(first, last, part=part, relative=True)


def _near(phrase: Phrase) -> Meaning:
    """Today, yesterday, tomorrow: a weekday beside it has the last word, less surely."""
    if phrase.published is None:
        return UNKNOWN
    offset, _, part = str(phrase.one("near")).partition(" ")
    day = phrase.published + int(offset) * _DAY
    weekday = phrase.one("weekday")
    if weekday is None or day.weekday() == weekday:
        return Meaning(day, day, part=part or None, relative=True)
    if part == "night":  # "overnight on Friday" is no claim about the document day
        day = calendars.latest(weekday, phrase.published)
        return Meaning(day, day, part=part, relative=True)
    if int(offset) > 0:
        day = calendars.following(weekday, phrase.published)
    else:
        day = calendars.latest(weekday, phrase.published, before=int(offset) < 0)
    return Meaning(day, day, precision=2, part=part or None, mark="?", relative=True)


def _amount(phrase: Phrase) -> tuple[str, int] | None:
    """Return the unit and the number of a stretch of time, None where it is vague."""
    kind, unit = next((w for w in phrase.words if w[0] in _UNITS), ("", ""))
    count = phrase.one("num", "big", "count", "year")
    if kind == "dual":
        return _unit(unit), 2
    if count is None and (kind == "plural" or phrase.one("several") is not None):
        return None
    return _unit(unit if kind == "plural" else kind), 1 if count is None else int(count)


def _unit(kind: str) -> str:
    return kind.removesuffix("_word")


def _moved(phrase: Phrase, of: date | None, sign: int) -> Meaning:
    """Move by an amount; months and years are round figures, and so is what they lead to."""
    amount = _amount(phrase)
    if of is None or amount is None:
        return UNKNOWN
    unit, count = amount
    if count > 1000:
        return UNKNOWN
    day = calendars.shift(of, unit, sign * count)
    if unit in ("year", "decade"):
        span = calendars.month_span(day.year, day.month)
        return Meaning(*span, precision=5, mark="~", relative=True)
    if unit == "week":
        return Meaning(day, day, precision=2, mark="~", relative=True)
    if unit == "month":
        return Meaning(day, day, precision=3, mark="~", relative=True)
    return Meaning(day, day, relative=True)


def _ago(phrase: Phrase) -> Meaning:
    """So long before the document day: "two days ago"."""
    return _moved(phrase, phrase.published, -1)


def _ahead(phrase: Phrase) -> Meaning:
    """So long after the document day: "بعد يومين"."""
    return _moved(phrase, phrase.published, 1)


def _later(phrase: Phrase) -> Meaning | None:
    """So long before or after the day last named: "two days later"."""
    if phrase.one("edge") not in ("earlier", "later"):
        return None
    return _moved(phrase, phrase.previous, -1 if phrase.one("edge") == "earlier" else 1)


def _lasting(phrase: Phrase) -> Meaning:
    """How long something took: no day can be said."""
    return Meaning(precision=6)


def _stretch(phrase: Phrase) -> Meaning:
    """So many units up to the document day or from it on: "the past three days"."""
    amount = _amount(phrase)
    if phrase.published is None or amount is None:
        return UNKNOWN
    unit, count = amount
    if phrase.turn() == 1:
        return _span((phrase.published, calendars.shift(phrase.published, unit, count)), True)
    first = calendars.shift(phrase.published, unit, -count)
    if unit not in ("hour", "day"):
        first += _DAY
    return _span((first, phrase.published), True)


def _period(phrase: Phrase) -> Meaning:
    """Last, this or next week, month, year or weekend."""
    today, turn = phrase.published, phrase.turn() or 0
    if today is None:
        return UNKNOWN
    if phrase.one("weekend") is not None:
        saturday = calendars.week_span(today)[0] + 5 * _DAY
        if saturday > today and turn == 0:
            turn = -1
        saturday += 7 * turn * _DAY
        return Meaning(saturday, saturday + _DAY, relative=True)
    unit = next(_unit(kind) for kind, _ in phrase.words if kind in _UNITS)
    day = calendars.shift(today, unit, turn)
    if unit == "week":
        span = calendars.week_span(day)
    elif unit == "month":
        span = calendars.month_span(day.year, day.month)
    elif unit == "year":
        span = calendars.year_span(day.year)
    else:
        return UNKNOWN
    return _span(_edged(phrase, span), True)


def _edged(phrase: Phrase, span: Span) -> Span:
    edge = phrase.one("edge")
    return calendars.edge_of(span, edge, phrase.published) if edge else span


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
    return _span(_edged(phrase, calendars.month_span(year, month)), relative)


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
    first = date(year, month, 1)
    return _span((first, calendars.shift(first, "month", 3) - _DAY), relative)


def _year(phrase: Phrase) -> Meaning | None:
    """A year, or from one year to another."""
    years = phrase.all("year")
    if phrase.all("era_hijri") and years[0] in calendars.HIJRI_YEARS:
        first, last = calendars.hijri_day(years[0], 1, 1), calendars.hijri_day(years[0] + 1, 1, 1)
        return _span((first, last - _DAY)) if first and last else None
    if not 1500 <= years[0] <= years[-1]:
        return None
    return _span(_edged(phrase, (date(years[0], 1, 1), date(years[-1], 12, 31))))


def _clock(phrase: Phrase) -> Meaning:
    """A time of day alone belongs to the day last named, else to the document day."""
    day = phrase.previous or phrase.published
    return Meaning(day, day, relative=True) if day else UNKNOWN


def _overnight(phrase: Phrase) -> Meaning:
    """The night of the day last named, else the one before the document day."""
    day = phrase.previous or (phrase.published and phrase.published - _DAY)
    return Meaning(day, day, part="night", relative=True) if day else UNKNOWN


def _same(phrase: Phrase) -> Meaning | None:
    """The same, the next, the following day: counted from the day last named."""
    if phrase.previous is None:
        return None
    offset, _, part = str(phrase.one("same") or 0).partition(" ")
    day = phrase.previous + int(offset) * _DAY
    return Meaning(day, day, part=part or None, relative=True)


MEANINGS: dict[str, Callable[[Phrase], Meaning | None]] = {
    "ago": _ago,
    "ahead": _ahead,
    "clock": _clock,
    "date": _dates,
    "hijri": _hijri,
    "lasting": _lasting,
    "later": _later,
    "month": _month,
    "monthday": _monthday,
    "near": _near,
    "numeric": _numeric,
    "overnight": _overnight,
    "period": _period,
    "same": _same,
    "season": _season,
    "short": _short,
    "stretch": _stretch,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "year": _year,
}
