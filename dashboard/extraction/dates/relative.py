"""Phrases that count from a day: the document day ("on Friday") or the one last named."""

from collections.abc import Callable
from datetime import date

from dashboard.extraction.dates import calendars
from dashboard.extraction.dates.phrase import ONE_DAY, UNKNOWN, Meaning, Phrase, days_of, edged

_UNITS = ("hour", "day", "week", "month_word", "year_word", "decade", "plural", "dual", "gap")
_ONE_WORD = ("this_week", "this_month", "this_year")  # where a word says both
_MOST, _MOST_DECADES = 1000, 50  # longer ago is no news, and soon before the calendar begins


def _weekday(phrase: Phrase) -> Meaning:
    """A weekday: the latest one up to the document day, unless the phrase turns elsewhere."""
    today, weekday, turn = phrase.published, phrase.one("weekday", "maybe_weekday"), phrase.turn()
    if today is None:
        return UNKNOWN
    if phrase.one("week") is not None:
        day = calendars.week_span(calendars.shift(today, "week", turn or 0))[0]
        return Meaning(day + weekday * ONE_DAY, day + weekday * ONE_DAY, relative=True)
    if turn == 1:
        day = calendars.following(weekday, today)
    elif turn == 0:
        day = calendars.week_span(today)[0] + weekday * ONE_DAY
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
    day = phrase.published + int(offset) * ONE_DAY
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
    unit = _unit(unit if kind in ("plural", "gap") else kind)
    if count is not None and count > (_MOST_DECADES if unit == "decade" else _MOST):
        return None
    return unit, 1 if count is None else int(count)


def _unit(kind: str) -> str:
    return kind.removeprefix("this_").removesuffix("_word")


def _moved(phrase: Phrase, of: date | None, sign: int) -> Meaning:
    """Move by an amount; months and years are round figures, and so is what they lead to."""
    amount = _amount(phrase)
    if of is None or amount is None:
        return UNKNOWN
    unit, count = amount
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


def _gap(phrase: Phrase) -> Meaning:
    """So long after what it leads to, which was so long before the day named beside it."""
    return _moved(phrase, phrase.previous, -1) if phrase.previous else Meaning(precision=6)


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
        return days_of((phrase.published, calendars.shift(phrase.published, unit, count)), True)
    first = calendars.shift(phrase.published, unit, -count)
    if unit not in ("hour", "day"):
        first += ONE_DAY
    return days_of((first, phrase.published), True)


def _running(phrase: Phrase) -> Meaning:
    """The document day, which is the last of several: "for a third day running"."""
    return Meaning(phrase.published, phrase.published, relative=True)


def _period(phrase: Phrase) -> Meaning:
    """Last, this or next week, month, year or weekend."""
    today, turn = phrase.published, phrase.turn() or 0
    if today is None:
        return UNKNOWN
    if phrase.one("weekend") is not None:
        saturday = calendars.week_span(today)[0] + 5 * ONE_DAY
        if saturday > today and turn == 0:
            turn = -1
        saturday += 7 * turn * ONE_DAY
        return Meaning(saturday, saturday + ONE_DAY, relative=True)
    unit = next(_unit(kind) for kind, _ in phrase.words if kind in (*_UNITS, *_ONE_WORD))
    day = calendars.shift(today, unit, turn)
    if unit == "week":
        span = calendars.week_span(day)
    elif unit == "month":
        span = calendars.month_span(day.year, day.month)
    elif unit == "year":
        span = calendars.year_span(day.year)
    else:
        return UNKNOWN
    return days_of(edged(phrase, span), True)


def _clock(phrase: Phrase) -> Meaning:
    """A time of day alone belongs to the day last named, else to the document day."""
    day = phrase.previous or phrase.published
    return Meaning(day, day, relative=True) if day else UNKNOWN


def _overnight(phrase: Phrase) -> Meaning:
    """The night of the day last named, else the one before the document day."""
    day = phrase.previous or (phrase.published and phrase.published - ONE_DAY)
    return Meaning(day, day, part="night", relative=True) if day else UNKNOWN


def _same(phrase: Phrase) -> Meaning | None:
    """The same, the next, the following day: counted from the day last named."""
    if phrase.previous is None:
        return None
    offset, _, part = str(phrase.one("same") or 0).partition(" ")
    day = phrase.previous + int(offset) * ONE_DAY
    return Meaning(day, day, part=part or None, relative=True)


MEANINGS: dict[str, Callable[[Phrase], Meaning | None]] = {
    "ago": _ago,
    "ahead": _ahead,
    "clock": _clock,
    "gap": _gap,
    "lasting": _lasting,
    "later": _later,
    "near": _near,
    "overnight": _overnight,
    "period": _period,
    "running": _running,
    "same": _same,
    "stretch": _stretch,
    "weekday": _weekday,
    "weekdays": _weekdays,
}
