"""Whether a publication date fits the days a text names, and which one fits where none is known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.extraction.dates.calendars import day as calendar_day
from dashboard.extraction.dates.finder import ReadDate
from dashboard.model import DateSpan
from gazetteer.reason import Reason

_DAYS = (
    Reason("weekday.monday"),
    Reason("weekday.tuesday"),
    Reason("weekday.wednesday"),
    Reason("weekday.thursday"),
    Reason("weekday.friday"),
    Reason("weekday.saturday"),
    Reason("weekday.sunday"),
)
_YEARS = range(1000, 9000)  # the calendar has an end on either side
_BESIDE = 3  # characters between "yesterday" and the date that says which day that was
_WEEK = 7
_MOST = 3  # doubts of one text that are worth telling


@dataclass(frozen=True, slots=True)
class _DatePhrase:
    """What one phrase says: so many days from today, a weekday, a day of a month, a whole date."""

    span: DateSpan
    offset: int | None
    weekday: int | None
    month: int | None
    number: int | None
    day: date | None


def doubts(dates: Sequence[ReadDate], published: date) -> tuple[Reason, ...]:
    """Return which phrases do not fit a publication date, and which date they would fit.

    "Yesterday, Saturday" does not fit a Tuesday; "Saturday 12 August" does not fit every year.
    """
    found: list[Reason] = []
    for said in _read(dates) if published.year in _YEARS else ():
        if said.weekday is None:
            continue
        if said.day is not None and said.day.weekday() != said.weekday:
            weekday = _DAYS[said.day.weekday()]
            found.append(Reason("published.weekday", (said.span.phrase, str(said.day), weekday)))
        elif said.day is None and said.month and said.number:
            found += _wrong_year(said, published)
        elif said.offset is not None and said.month is None and said.day is None:
            found += _wrong_day(said, published)
    return tuple(dict.fromkeys(found))[:_MOST]


def infer_published(dates: Sequence[ReadDate]) -> tuple[date, str] | None:
    """Return the only publication date that the text allows, and the words that pin it down.

    A whole date beside "yesterday" does, and so does a weekday beside it in the week after the
    latest whole date. A year that only one other phrase names counts for "Saturday 12 August".
    """
    read = list(_read(dates))
    days = (one.span for one in dates)
    years = sorted({day.first.year for day in days if day.first and not day.relative})
    whole = [(said, found) for said in read if (found := _whole(said, years))]
    known = [(said, day) for said, day in whole if day.year in _YEARS]
    for said, day in known:
        offset = said.offset if said.offset is not None else _beside(said, read)
        if offset is not None:
            return day - timedelta(days=offset), said.span.phrase
    latest = max((day for said, day in known if said.weekday is not None), default=None)
    if latest is None:
        return None
    fits = {
        (after, said.span.phrase)
        for said in read
        if said.offset is not None and said.weekday is not None
        for after in _week_from(latest)
        if (after + timedelta(days=said.offset)).weekday() == said.weekday
    }
    if len({day for day, _ in fits}) == 1:
        return min(fits)
    bare = [said for said in read if said.offset in (-1, 0) and said.weekday is None]
    if fits or not bare:
        return None
    return latest - timedelta(days=bare[0].offset or 0), bare[0].span.phrase


def _week_from(first: date) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range(_WEEK))


def _wrong_day(said: _DatePhrase, published: date) -> list[Reason]:
    """Compare "yesterday, Saturday" with the publication date."""
    offset, weekday = said.offset or 0, said.weekday
    meant = published + timedelta(days=offset)
    if weekday is None or meant.weekday() == weekday:
        return []
    # The latest day before that fits: an article is dated late more often than early.
    days = (published - timedelta(days=back) for back in range(_WEEK))
    fits = next(day for day in days if (day + timedelta(days=offset)).weekday() == weekday)
    then = _DAYS[published.weekday()]
    return [Reason("published.day", (said.span.phrase, str(published), then, str(fits)))]


def _wrong_year(said: _DatePhrase, published: date) -> list[Reason]:
    """Compare "Saturday 12 August" with the year around the publication date."""
    near = [y for y in (published.year, published.year - 1) if _weekday(said, y) == said.weekday]
    if near:
        return []
    earlier = range(published.year - 2, published.year - 12, -1)
    year = next((y for y in earlier if _weekday(said, y) == said.weekday), None)
    if year is None:
        return []
    return [Reason("published.year", (said.span.phrase, str(published), year))]


def _weekday(said: _DatePhrase, year: int) -> int | None:
    day = calendar_day(year, said.month or 0, said.number or 0)
    return day.weekday() if day else None


def _whole(said: _DatePhrase, years: Sequence[int]) -> date | None:
    """Return the date a phrase names, with the year from elsewhere where the weekday fits it."""
    if said.day is not None:
        return said.day
    if said.weekday is None or not said.month or not said.number:
        return None
    fits = [year for year in years if _weekday(said, year) == said.weekday]
    return calendar_day(fits[0], said.month, said.number) if len(fits) == 1 else None


def _beside(said: _DatePhrase, read: Sequence[_DatePhrase]) -> int | None:
    """Return the days from today of a phrase that stands right before a date or after it."""
    return next(
        (
            one.offset
            for one in read
            if one.offset is not None
            and one.day is None
            and (
                0 <= said.span.start - one.span.end <= _BESIDE
                or 0 <= one.span.start - said.span.end <= _BESIDE
            )
        ),
        None,
    )


def _read(dates: Sequence[ReadDate]) -> Iterator[_DatePhrase]:
    for one in dates:
        said: dict[str, object] = {}
        for kind, value in one.words:
            said.setdefault(kind, value)
        span = one.span
        whole = span.first if not span.relative and span.first == span.last else None
        # "overnight on Friday" is no claim about the day of publication
        near = str(said.get("near", "night"))
        offset = None if near.endswith("night") else near.split()[0]
        month, number = said.get("month", said.get("maybe_month")), said.get("num")
        weekday = said.get("weekday")
        yield _DatePhrase(
            span,
            int(offset) if offset is not None else None,
            weekday if isinstance(weekday, int) else None,
            month if isinstance(month, int) else None,
            number if isinstance(number, int) else None,
            whole if span.precision == 1 else None,
        )
