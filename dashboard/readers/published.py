"""Understand the publication dates that files carry."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"^\D{0,2}(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$")  # GDELT writes 20230814101500
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_WORDS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_EPOCH = re.compile(r"^\d{9,13}(\.\d+)?$")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_EARLIEST = 1800


def published(value: object) -> date | None:
    """Return the day a field means, as written (no time zone arithmetic), None if unsure.

    "03/04/2023" is the third of April to some and the fourth of March to others: nobody guesses.
    """
    text = str(value if value is not None else "").strip().translate(_DIGITS)
    day = _numeric(text) or _epoch(text) or _in_words(text)
    return day if day is not None and day.year >= _EARLIEST else None


def _numeric(text: str) -> date | None:
    """Read 2023-08-14, 2023/8/14, 20230814 and unambiguous 14/08/2023."""
    if match := _ISO.match(text) or _COMPACT.match(text):
        year, month, day = map(int, match.group(1, 2, 3))
        return _date(year, month, day)
    if match := _DAY_FIRST.match(text):
        first, second, year = map(int, match.group(1, 2, 3))
        if first > 12 or first == second:
            return _date(year, second, first)
        if second > 12:
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
