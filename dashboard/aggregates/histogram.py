"""Events by time: bars from a day to a decade wide, vague dates spread over the days they span."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from dashboard.aggregates.aggregate import TYPE, kinds_of
from dashboard.aggregates.columns import NO_DAY, Columns, Floats, Ints

# The widest span in days that is still shown by day, week ...; beyond it by decade.
UNITS = {"day": 92, "week": 2 * 366, "month": 12 * 366, "year": 120 * 366, "decade": NO_DAY}
_YEARS = {"year": 1, "decade": 10}
Span = tuple[int, int]  # first and last day, as `date.toordinal()`


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """Events from edge i up to edge i + 1, apart by kind (index into `kinds`).

    `counts[k, i]` are events known to lie in one bar or hardly beyond it. `vague[k, i]` is the
    share of the others: an event whose days are more than the bar it begins in has one part in
    each bar it touches, as large as the share of its days. Together they add up to all events.
    """

    unit: str
    edges: tuple[date, ...]
    kinds: tuple[str, ...]
    counts: Ints
    vague: Floats


def histogram(
    columns: Columns,
    indices: Ints,
    unit: str | None = None,
    by: str = TYPE,
    span: Span | None = None,
) -> Histogram:
    """Count the dated events of `indices`; `unit` is one of UNITS, or as fits their days.

    `by` says what kinds are told apart, as in `aggregate.kinds_of`. The bars reach over `span` at
    least, so that two histograms of one span have the same ones.
    """
    indices = indices[: np.searchsorted(indices, columns.dated)]
    kind, kinds = kinds_of(columns, by)
    if not len(indices):
        none = np.zeros((len(kinds), 0))
        return Histogram(unit or "day", (), kinds, none.astype(np.int64), none)
    first, last = columns.first[indices], columns.last[indices]
    kind = kind[indices].astype(np.int64)
    start, end = int(first[0]), int(last.max())
    if span:
        start, end = min(start, span[0]), max(end, span[1])
    unit = unit or next(name for name, days in UNITS.items() if end - start < days)
    edges = tuple(_edges(date.fromordinal(start), date.fromordinal(end), unit))
    days = np.array([edge.toordinal() for edge in edges])
    days[-1] = max(days[-1], end + 1)  # date.max has no day after it to be the last edge
    bar_of_day = np.searchsorted(days, np.arange(start, end + 1), side="right") - 1
    bar = bar_of_day[first - start]
    vague = last - first + 1 > np.diff(days)[bar]
    bars = len(edges) - 1
    key = kind[~vague] * bars + bar[~vague]
    counts = np.bincount(key, minlength=len(kinds) * bars).reshape(len(kinds), bars)
    until = bar_of_day[last[vague] - start]
    spread = _spread(days, first[vague], last[vague], bar[vague], until, kind[vague], len(kinds))
    return Histogram(unit, edges, kinds, counts, spread)


def _spread(
    days: Ints, first: Ints, last: Ints, since: Ints, until: Ints, kind: Ints, kinds: int
) -> Floats:
    """Share events out over the bars from `since` to `until`, evenly over their days."""
    bars = len(days) - 1
    found = np.zeros(kinds * (bars + 1))
    if not len(first):
        return found.reshape(kinds, bars + 1)[:, :bars]
    share = 1 / (last - first + 1)
    row = kind * (bars + 1)

    def sums(bar: Ints, weight: Floats) -> Floats:
        return np.bincount(row + bar, weights=weight, minlength=len(found)).astype(np.float64)

    within = since == until
    edge = np.where(within, last + 1, days[since + 1])
    found += sums(since, (edge - first) * share)
    found += sums(until, np.where(within, 0, (last + 1 - days[until]) * share))
    # The bars between are full: what starts behind the first of them ends before the last.
    steps = sums(np.where(within, since, since + 1), share) - sums(until, share)
    table = found.reshape(kinds, bars + 1)[:, :bars]
    full: Floats = np.cumsum(steps.reshape(kinds, bars + 1), axis=1)[:, :bars] * np.diff(days)
    shares: Floats = np.maximum(0, table + full)
    return shares


def _edges(start: date, end: date, unit: str) -> Iterator[date]:
    """Walk from the edge at or before `start` to the first one after `end`."""
    edge = start
    if unit == "week":
        edge -= timedelta(days=min(edge.weekday(), edge.toordinal() - 1))
    elif unit == "month":
        edge = edge.replace(day=1)
    elif years := _YEARS.get(unit):
        edge = date(max(1, edge.year - edge.year % years), 1, 1)
    yield edge
    while edge <= end:
        edge = _next(edge, unit)
        yield edge
        if edge == date.max:
            return


def _next(edge: date, unit: str) -> date:
    try:
        if unit == "month":
            return (edge + timedelta(days=31)).replace(day=1)
        if years := _YEARS.get(unit):
            return edge.replace(year=edge.year - edge.year % years + years)
        return edge + timedelta(days=7 if unit == "week" else 1)
    except (OverflowError, ValueError):
        return date.max
