"""A date phrase as its words, and the days it turns out to mean."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dashboard.extraction.dates import calendars
from dashboard.extraction.dates.calendars import Span

ONE_DAY = timedelta(days=1)
NUMBERS = ("num", "ordinal", "count", "first")
_TURNS = {"past": -1, "rolling": -1, "this": 0, "next": 1}
_CLOCKS = ("meridian", "oclock")


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
            if kind in NUMBERS and (before == "hour" or (after and after[0][0] in _CLOCKS)):
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


def days_of(span: Span | None, relative: bool = False, precision: int | None = None) -> Meaning:
    """Mean a span, or an unknown one."""
    if span is None:
        return replace(UNKNOWN, relative=relative)
    return Meaning(*span, relative=relative, precision=precision)


def one_day(day: date | None, relative: bool = False) -> Meaning | None:
    """Mean one day, None where there is no such day."""
    return Meaning(day, day, relative=relative) if day else None


def edged(phrase: Phrase, span: Span) -> Span:
    """Return the part of a span that the phrase means: its start, middle or end."""
    edge = phrase.one("edge")
    return calendars.edge_of(span, edge, phrase.published) if edge else span
