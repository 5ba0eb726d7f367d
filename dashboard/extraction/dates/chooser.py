"""When an event happened: the date its words carry, or the one the story is at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.extraction.dates.datelines import in_any
from dashboard.extraction.text.text import Text, words_in
from dashboard.model import DateSpan, Trigger

Span = tuple[int, int]

# How sure a date is by where it stands.
CERTAINTY = {
    "same sentence": 1.0,
    "same paragraph": 0.9,
    "carried on": 0.75,
    "lede": 0.7,
    "published": 0.65,
    "unknown": 0.6,
}
_COMMA = re.compile(r"[,،;؛:()\n]")
_A_COMMA_IS = 25  # characters
_A_CLAUSE_IS = 60  # characters
_CLAUSE = 100  # characters
_BEFORE = 2  # characters
_OPENS = 12  # characters from the beginning of the sentence
_NEAR = 12  # characters
_OPENING = 4  # sentences
_COARSE = 4  # a month or more
_WEEK = 3  # "in the past week" says of no other sentence when it was
_DAY = timedelta(days=1)  # of grace: the text may be dated by another time zone
_ABOUT = 2  # UCDP's precision of two to six days


@dataclass(frozen=True, slots=True)
class Day:
    """The date of an event and where it was found; None when nothing says."""

    when: DateSpan | None
    scope: str

    @property
    def first(self) -> date | None:
        """Return the first of its days; None where nothing says."""
        return self.when.first if self.when else None

    @property
    def certainty(self) -> float:
        """Return how sure the date is, from 0 to 1."""
        coarse = self.when is not None and self.when.precision >= _COARSE
        return CERTAINTY[self.scope] * (0.8 if coarse else 1.0)


@dataclass(frozen=True, slots=True)
class TextDates:
    """The dates of a text; `datelines` say when it was filed, not when what it tells happened.

    `breaks` are the words that begin another clause: "calm returned on Friday *after* clashes";
    `gaps` are phrases such as "two days after", which date nothing but what they lead to; `asides`
    are words that lead to what is only said about a thing: "Crimea, *which* it took in 2014".
    """

    all: Sequence[DateSpan]
    datelines: Sequence[Span] = ()
    breaks: frozenset[str] = frozenset()
    gaps: Sequence[DateSpan] = ()
    published: date | None = None
    asides: frozenset[str] = frozenset()


def choose_day(
    text: Text,
    trigger: Trigger,
    sentence: Span,
    before: Span,
    known: TextDates,
    carried: DateSpan | None,
) -> Day:
    """Take the nearest date of the sentence, else of its paragraph so far (`before`), else carry.

    A relative phrase whose days cannot be said is taken as it is: it says that we must ask.
    """
    gap = next((d for d in known.gaps if _leads_to(text, d, trigger)), None)
    if gap is not None and (gap.first or known.published is None):
        return Day(gap, "same sentence")
    dates = known.all
    within = [d for d in dates if sentence[0] <= d.start and d.end <= sentence[1]]
    within = [d for d in within if not in_any(d.start, known.datelines)] or within
    if carried is not None:  # "for two days" says how long, not when
        asks = known.published is None
        within = [d for d in within if d.first or d.edtf or (d.relative and asks)]
    within = [d for d in within if not _is_beside(text, trigger, d, known)]
    within = [d for d in within if d.first] or within
    fine = [d for d in within if d.precision < _COARSE] or within
    if fine:
        near = min(fine, key=lambda d: _distance(text, trigger, d, sentence[0], known.breaks))
        return Day(near, "same sentence")
    paragraph = [d for d in dates if before[0] <= d.start and d.end <= before[1]]
    earlier = _filed_last([d for d in paragraph if d.first and d.precision < _WEEK], known)
    if carried is not None and before[0] <= carried.start < before[1]:
        return Day(carried, "same paragraph")
    if earlier:
        return Day(earlier[0], "same paragraph")
    if carried is not None:
        return Day(carried, "published" if is_assumed(carried) else "carried on")
    return Day(None, "unknown")


def lede_day(sentences: Sequence[Span], known: TextDates) -> DateSpan | None:
    """Return the first exact date of the opening sentences; the first one's own before its line."""
    if not sentences:
        return None
    end = sentences[min(_OPENING, len(sentences)) - 1][1]
    days = [d for d in known.all if d.end <= end and d.first and d.precision < _WEEK]
    exact = [d for d in days if not _is_ahead(d, known)]
    first = [d for d in exact if d.end <= sentences[0][1]]
    return next(iter([*_filed_last(first, known), *exact]), None)


def publication_day(
    published: date | None, sentences: Sequence[Span], trigger: Trigger, known: TextDates
) -> DateSpan | None:
    """Return about the day of publication for what a text opens with: news is of these days.

    In a text that names no day at all, whatever it reports is.
    As precise as ACLED codes "as reported": within a week, approximate in EDTF; no words say it.
    """
    days = [d for d in known.all if d.first and d.precision < _WEEK]
    opening = sentences[:_OPENING] if days else sentences
    if published is None or not any(start <= trigger.start < end for start, end in opening):
        return None
    return DateSpan(-1, -1, published, published, _ABOUT, None, f"{published}~", "")


def is_assumed(span: DateSpan | None) -> bool:
    """Return whether it is the day of publication, which no words of the text say."""
    return span is not None and span.start < 0


def _is_beside(text: Text, trigger: Trigger, span: DateSpan, known: TextDates) -> bool:
    """Return whether a date is no day of what is reported: not yet there, or that of an aside."""
    if span.first is None or known.published is None or trigger.mode != "reported":
        return False
    if _is_ahead(span, known):
        return True
    long_ago = span.precision >= _COARSE and span.first.year < known.published.year
    if not long_ago or _COMMA.search(text.original, span.start - _BEFORE, span.start):
        return False
    return not known.asides.isdisjoint(words_in(text, trigger.end, span.start))


def _is_ahead(span: DateSpan, known: TextDates) -> bool:
    """Return whether a day had yet to come when the text was published."""
    return bool(span.first and known.published and span.first - known.published > _DAY)


def _leads_to(text: Text, gap: DateSpan, trigger: Trigger) -> bool:
    """Return whether a trigger stands in the clause that "two days after" opens."""
    between = text.original[gap.end : trigger.start]
    return gap.end <= trigger.start <= gap.end + _CLAUSE and not _COMMA.search(between)


def _filed_last(dates: Sequence[DateSpan], known: TextDates) -> list[DateSpan]:
    """Put the dates of datelines behind the others."""
    return sorted(dates, key=lambda d: in_any(d.start, known.datelines))


def same_days(one: DateSpan | None, other: DateSpan | None) -> bool:
    """Return whether two dates can be the same: their days meet, or one says none."""
    if one is None or other is None or is_assumed(one) or is_assumed(other):
        return True
    if one.first is None or other.first is None:
        # "yesterday", told nobody knows when, is not the day that another sentence names
        return one.first is other.first or not (one.relative or other.relative)
    one_last, other_last = one.last or one.first, other.last or other.first
    if one.daypart and other.daypart and one.daypart != other.daypart and one.first == other.first:
        return {one.daypart, other.daypart} in ({"evening", "night"}, {"dawn", "morning"})
    return one.first <= other_last and other.first <= one_last


def _distance(
    text: Text, trigger: Trigger, span: DateSpan, opening: int, breaks: frozenset[str]
) -> int:
    """Measure how far a date stands from the trigger; "On 3 May, ..." stands near everything."""
    after = span.start >= trigger.end
    start, end = (trigger.end, span.start) if after else (span.end, trigger.start)
    between = text.original[start:end]
    others = sum(map(breaks.__contains__, words_in(text, start, end)))
    away = len(between) + _A_COMMA_IS * len(_COMMA.findall(between)) + _A_CLAUSE_IS * others
    if after:
        return away
    opens = span.start - opening <= _OPENS and span.first is not None
    return min(away - 1, _NEAR) if opens and not others else away - 1
