"""How likely an event is right, in place, day and kind, as whole articles showed.

What the parts say of themselves (the words, the place, the day) is multiplied first; a logistic
over that product and what holds of the whole event makes it a share that can be trusted. Few
readable weights, of a careful reading and of a fast one: certainty.json, from
`python -m tests.benchmarks.articles GOLD --fit`.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from dashboard.model import Event, Occurrence

WEIGHTS = "certainty.json"
CAREFUL, FAST = "careful", "fast"
SHOWN_FROM = 0.2  # what a map shows unless asked for more: costs a tenth of what is right at most
_WIDE = 3  # ACLED's precision of a region
_COARSE = 4  # UCDP's precision of a month
_LEAST, _MOST = 0.02, 0.98


def calibrate(
    events: Sequence[Event], occurrences: Sequence[Occurrence], opening: int
) -> tuple[Event, ...]:
    """Return the events with the probability that they are right; `opening` ends the first line."""
    weights = _weights().get(CAREFUL if occurrences else FAST)
    if weights is None:
        return tuple(events)
    return tuple(
        replace(event, probability=_share(features(event, occurrences, opening), weights))
        for event in events
    )


def features(event: Event, occurrences: Sequence[Occurrence], opening: int) -> Mapping[str, float]:
    """Return what speaks for and against an event being right, numbers by name."""
    codes = {reason.code for reason in event.reasons}
    when, area = event.when, event.area
    found = {
        "always": 1.0,
        "of its parts": math.log(max(_LEAST, event.probability)),
        "no place": float(area is None),
        "a wide place": float(area is not None and area.precision >= _WIDE),
        "no day": float(when is None or when.first is None),
        "a coarse day": float(when is not None and when.precision >= _COARSE),
        "day of publication": float("when.published" in codes),
        "told again": float("event.again" in codes),
        "in the headline": float(event.start < opening),
        "a toll": float(event.fatalities is not None),
    }
    if occurrences:
        sentence = _sentence(event, occurrences)
        found["its sentence"] = math.log(sentence / (1 - sentence))
        found["no word tells it"] = float("event.sentence" in codes)
    return found


def _sentence(event: Event, occurrences: Sequence[Occurrence]) -> float:
    starts = [one.start for one in occurrences]
    number = max(0, bisect_right(starts, event.start) - 1)
    return min(_MOST, max(_LEAST, occurrences[number].probability))


def _share(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    score = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-score)))), 3)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    file = resources.files("dashboard.extraction") / "weights" / WEIGHTS
    found: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))
    return found
