"""Two periods of the same length side by side: what a filter wants, and the days before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

import numpy as np
import streamlit as st

from dashboard.aggregates.aggregate import GROUP, kinds_of
from dashboard.aggregates.columns import Ints
from dashboard.model import Count
from dashboard.stores import Filter
from dashboard.ui.session import snapshot, state, wording
from dashboard.ui.session.language import _, _n
from dashboard.ui.session.snapshot import Snapshot

DAYS = 30  # of a period where the filter names none


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def before(self) -> "Period":
        """Return as many days that end where this one begins."""
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))


def period_of(now: Snapshot, wanted: Filter) -> Period | None:
    """Return the days of a filter, else the last DAYS up to its newest event; None without any."""
    aggregate = snapshot.counted(now, state.without_days(wanted))
    if not aggregate.dated:
        return None
    last = wanted.until or date.fromordinal(aggregate.begun)
    first = wanted.since or last - timedelta(days=DAYS - 1)
    return Period(min(first, last), last)


def show(now: Snapshot, wanted: Filter) -> None:
    """Draw both periods as a table by group, with the killed and the injured."""
    period = period_of(now, wanted)
    if period is None:
        st.caption(_("None of these events has a date."))
        return
    before = period.before()
    here, there = (_events(now, wanted, of) for of in (period, before))
    rows = _by_group(now, there, here)
    head = _n("Compared with the day before", "Compared with the {n} days before", period.days)
    st.html(f'<div class="dl-part">{escape(head)}</div>' + _table(now, rows, before, period))
    with st.container(horizontal=True):
        for key, of in (("before", before), ("now", period)):
            label = wording.days(of.first, of.last)
            if st.button(label, key=f"compare-{key}", icon=":material/date_range:"):
                state.change(since=of.first, until=of.last)
                st.rerun()


def _events(now: Snapshot, wanted: Filter, period: Period) -> Ints:
    """Return the events of a period; those without a day are in none."""
    found = snapshot.during(now, wanted, period.first, period.last)
    return found[: int(np.searchsorted(found, snapshot.columns(now).dated))]


def _by_group(now: Snapshot, there: Ints, here: Ints) -> list[tuple[str, str, str, str]]:
    """Return for every group that has any, and for losses: label, before, now, change."""
    kind, names = kinds_of(snapshot.columns(now), GROUP)
    then, today = (np.bincount(kind[of], minlength=len(names)) for of in (there, here))
    rows = [(_("Events"), *_numbers(len(there), len(here)))]
    for i, name in enumerate(names):
        if then[i] or today[i]:
            rows.append((wording.group(name), *_numbers(int(then[i]), int(today[i]))))
    lost = snapshot.losses_of(now, there), snapshot.losses_of(now, here)
    rows.append((_("Killed"), *_counts([one.killed for one in lost])))
    rows.append((_("Injured"), *_counts([one.injured for one in lost])))
    return rows


def _numbers(then: int, today: int) -> tuple[str, str, str]:
    return wording.number(then), wording.number(today), _change(today - then)


def _counts(values: Sequence[Count | None]) -> tuple[str, str, str]:
    then, today = values
    return wording.count(then), wording.count(today), _change(_low(today) - _low(then))


def _low(value: Count | None) -> int:
    return value.low if value else 0


def _change(by: int) -> str:
    """Write by how much; the sign stands before the number in either direction of writing."""
    sign = "+" if by > 0 else "−" if by < 0 else "±"
    return f"\u2066{sign}{wording.number(abs(by))}\u2069"


def _table(
    now: Snapshot, rows: Sequence[tuple[str, str, str, str]], before: Period, period: Period
) -> str:
    heads = ("", *(wording.days(of.first, of.last) for of in (before, period)), _("Change"))
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for label, *cells in rows
    )
    return f'<table class="dl-compare"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
