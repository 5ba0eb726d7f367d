"""Understand the publication dates that files carry."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

_ISO = re.compile(r"^\D{0,2}(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$")  # GDELT writes 20230814101500
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_WORDS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_EPOCH = re.compile(r"^\d{9,13}(\.\d+)?$")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_EARLIEST = 1800
_MONTHS = 12
_LONGEST = 60  # characters of a date


class Order(StrEnum):
    """Which of two numbers comes first in "03/04/2023"."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


def published(value: object, order: Order | None = None) -> date | None:
    """Return the day a field means, as written (no time zone arithmetic), None if unsure.

    "03/04/2023" is the third of April to some and the fourth of March to others: nobody guesses,
    unless the column it stands in shows the `order`.
    """
    text = _plain(value)
    day = _numeric(text, order) or _epoch(text) or _in_words(text)
    return day if day is not None and day.year >= _EARLIEST else None


def open_day(value: object) -> Order | date | None:
    """Return the order that "13/04/2023" shows, a day where "03/04/2023" shows none, else None."""
    if not (match := _DAY_FIRST.match(_plain(value))):
        return None
    first, second, year = map(int, match.group(1, 2, 3))
    if first == second:
        return None
    if first > _MONTHS:
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if second > _MONTHS else _date(year, second, first)


def looks_like_day(value: object) -> bool:
    """Return whether a cell can only be a day: numbers alone may be anything."""
    text = _plain(value)
    if text.isdigit() or not any(map(str.isdigit, text)):
        return False
    return bool(_DAY_FIRST.match(text)) or published(text) is not None


def _plain(value: object) -> str:
    return str(value if value is not None else "").strip()[:_LONGEST].translate(_DIGITS)


def _numeric(text: str, order: Order | None) -> date | None:
    """Read 2023-08-14, 2023/8/14, 20230814 and unambiguous 14/08/2023."""
    if match := _ISO.match(text) or _COMPACT.match(text):
        year, month, day = map(int, match.group(1, 2, 3))
        return _date(year, month, day)
    if match := _DAY_FIRST.match(text):
        first, second, year = map(int, match.group(1, 2, 3))
        if first > _MONTHS or first == second or (order is Order.DAY_FIRST and second <= _MONTHS):
            return _date(year, second, first)
        if second > _MONTHS or order is Order.MONTH_FIRST:
            return _date(year, first, second)
    return None


def _epoch(text: str) -> date | None:
    """Read seconds or milliseconds since 1970."""
    if not _EPOCH.match(text):
        return None
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC).date()


def _in_words(text: str) -> date | None:
    """Read "Mon, 14 Aug 2023 10:00:00 +0300", "14 August 2023", "August 14, 2023"."""
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    plain = " ".join(text.replace(",", " ").split())
    for form in _WORDS:
        try:
            return datetime.strptime(plain, form).date()
        except ValueError:
            continue
    return None


def _date(year: int, month: int, day: int) -> date | None:
    """Return the day, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
