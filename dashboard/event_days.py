"""When an event happened: the date its words carry, or the one the story is at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.model import DateSpan, Trigger

Span = tuple[int, int]

# How sure a date is by where it stands.
CERTAINTY = {
    "same sentence": 1.0,
    "same paragraph": 0.9,
    "carried on": 0.75,
    "lede": 0.7,
    "unknown": 0.6,
}
_COMMA = re.compile(r"[,،;؛:()\n]")
_A_COMMA_IS = 25  # characters
_OPENS = 12  # characters from the beginning of the sentence
_NEAR = 12  # characters
_OPENING = 4  # sentences
_COARSE = 4  # a month or more


@dataclass(frozen=True, slots=True)
class Day:
    """The date of an event and where it was found; None when nothing says."""

    when: DateSpan | None
    scope: str

    @property
    def certainty(self) -> float:
        """Return how sure the date is, from 0 to 1."""
        coarse = self.when is not None and self.when.precision >= _COARSE
        return CERTAINTY[self.scope] * (0.8 if coarse else 1.0)


def choose_day(
    text: str,
    trigger: Trigger,
    sentence: Span,
    before: Span,
    dates: Sequence[DateSpan],
    carried: DateSpan | None,
) -> Day:
    """Take the nearest date of the sentence, else of its paragraph so far (`before`), else carry.

    A relative phrase whose days cannot be said is taken as it is: it says that we must ask.
    """
    within = [d for d in dates if sentence[0] <= d.start and d.end <= sentence[1]]
    fine = [d for d in within if d.precision < _COARSE] or within
    if fine:
        return Day(
            min(fine, key=lambda d: _distance(text, trigger, d, sentence[0])), "same sentence"
        )
    earlier = [
        d
        for d in dates
        if before[0] <= d.start and d.end <= before[1] and d.first and d.precision < _COARSE
    ]
    if carried is not None and before[0] <= carried.start < before[1]:
        return Day(carried, "same paragraph")
    if earlier:
        return Day(earlier[0], "same paragraph")
    if carried is not None:
        return Day(carried, "carried on")
    return Day(None, "unknown")


def lede_day(sentences: Sequence[Span], dates: Sequence[DateSpan]) -> DateSpan | None:
    """Return the first exact date of the opening sentences."""
    if not sentences:
        return None
    end = sentences[min(_OPENING, len(sentences)) - 1][1]
    return next((d for d in dates if d.end <= end and d.first and d.precision < _COARSE), None)


def same_days(one: DateSpan | None, other: DateSpan | None) -> bool:
    """Tell whether two dates can be the same: their days meet, or one says none."""
    if one is None or other is None or one.first is None or other.first is None:
        return True
    one_last, other_last = one.last or one.first, other.last or other.first
    if one.daypart and other.daypart and one.daypart != other.daypart and one.first == other.first:
        return {one.daypart, other.daypart} in ({"evening", "night"}, {"dawn", "morning"})
    return one.first <= other_last and other.first <= one_last


def _distance(text: str, trigger: Trigger, span: DateSpan, opening: int) -> int:
    """Measure how far a date stands from the trigger; "On 3 May, ..." stands near everything."""
    if span.start >= trigger.end:
        between = text[trigger.end : span.start]
        return len(between) + _A_COMMA_IS * len(_COMMA.findall(between))
    between = text[span.end : trigger.start]
    away = len(between) + _A_COMMA_IS * len(_COMMA.findall(between)) - 1
    opens = span.start - opening <= _OPENS and span.first is not None
    return min(away, _NEAR) if opens else away
