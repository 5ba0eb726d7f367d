"""Where a report was filed and when: "KYIV, April 22 -" before what it tells."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from dashboard.extraction.text.text import Text
from dashboard.model import DateSpan
from gazetteer.place import Resolution

Span = tuple[int, int]

_LONGEST = 70  # characters
_MOST_WORDS = 3  # beside its places and dates: the agency, "Special to"
_MOST_UNCASED = 1  # "تونس العاصمة"
# a dash, a colon, or the agency's bracket: "(Wire) gunmen ..."
_ENDS = re.compile(
    r"(?:(?<!\s)\s++)?+(?:[–—]|--|(?<=[\s)])[-ـ](?=\s)|:(?=\s))\s*|(?<=\))\s++(?=\w)"
)
_BRACKETS = re.compile(r"\([^()\n]*\)")
_FILED = re.compile(r"[A-Z][A-Z .'-]{2,}\b|[A-Z][\w.' -]{2,25},")  # a place we may not know
_OPENS = 2  # characters
_BOTH = 2  # a place and a date
_LINE = re.compile(r"[^\n]+")
_FILED_BEFORE = 4  # days at most between filing and publication


def find_datelines(
    text: Text, places: Sequence[Resolution], dates: Sequence[DateSpan]
) -> tuple[Span, ...]:
    """Find the datelines of a text: places and dates, hardly a word more, then a dash or colon."""
    known = [(one.mention.start, one.mention.end) for one in places]
    known = sorted(known + [(one.start, one.end) for one in dates])
    found = []
    for line in _LINE.finditer(text.original):
        end = _end(text, line.start(), line.end(), known)
        if end is not None:
            found.append((line.start(), end))
    return tuple(found)


def in_any(start: int, spans: Sequence[Span]) -> bool:
    """Return whether a place or date that begins at `start` stands in one of the datelines."""
    return any(first <= start < last for first, last in spans)


def filed_on(
    datelines: Sequence[Span], dates: Sequence[DateSpan], published: date | None
) -> DateSpan | None:
    """Return the day that a dateline says a report was filed on, by which "today" is read.

    It is a little before the day of publication, where that is known, and a whole date.
    """
    for one in dates:
        day = one.first
        if day is None or day != one.last or not in_any(one.start, datelines):
            continue
        if not any(map(str.isdigit, one.phrase)) and one.relative:
            continue  # "today" is read by a dateline, it dates none
        if not one.relative if published is None else 0 <= (published - day).days <= _FILED_BEFORE:
            return one
    return None


def _end(text: Text, start: int, stop: int, known: Sequence[Span]) -> int | None:
    """Return where the dateline of a line ends; it may have more than one dash.

    A bracket alone ends one that says both where and when.
    """
    end = None
    for mark in _ENDS.finditer(text.original, start, min(stop, start + _LONGEST)):
        if mark.end() >= stop or not _says_where_or_when(text, start, mark.start(), known):
            break
        if not mark[0].strip() and sum(start <= a and b <= mark.start() for a, b in known) < _BOTH:
            continue
        end = mark.end()
    return end


def _says_where_or_when(text: Text, start: int, end: int, known: Sequence[Span]) -> bool:
    here = known[bisect_left(known, (start, 0)) : bisect_left(known, (end, 0))]
    inside = [span for span in here if span[1] <= end]
    opens = min((first for first, _ in inside), default=end) <= start + _OPENS
    if not inside or not (opens or _FILED.match(text.original, start, end)):
        return False
    inside += [mark.span() for mark in _BRACKETS.finditer(text.original, start, end)]
    words = text.words
    first, last = bisect_left(words.starts, start), bisect_left(words.starts, end)
    others = [
        words.shapes[i]
        for i in range(first, last)
        if words.shapes[i] != "9" and not in_any(words.starts[i], inside)
    ]
    uncased = others.count("x")
    return len(others) - uncased <= _MOST_WORDS and uncased <= _MOST_UNCASED
