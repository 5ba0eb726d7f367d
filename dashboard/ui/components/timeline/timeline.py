"""When things happened: bars to brush over, the same range as two dates, spans, and playback."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import streamlit as st

from dashboard.aggregates.aggregate import STATUS, TYPE, Aggregate
from dashboard.aggregates.histogram import Histogram
from dashboard.map.places import UNKNOWN_COLOUR, colour_of_kind
from dashboard.stores import Filter
from dashboard.ui.session import snapshot, state, wording
from dashboard.ui.session.component import component
from dashboard.ui.session.language import _, _n, chosen
from dashboard.ui.session.snapshot import Snapshot

KEY = "timeline"
EPOCH = date(1970, 1, 1).toordinal()
MOST_KINDS = 8  # told apart in the bars, as in the map's legend


def show(
    now: Snapshot,
    wanted: Filter,
    *,
    by: str = TYPE,
    beside_map: bool = False,
    undated: Callable[[], None] | None = None,
) -> None:
    """Draw the timeline of what a filter wants on any day; the view's range is the truth.

    Bars are coloured `by` type or status. `beside_map` lets the map follow and play; `undated` is
    called when somebody asks for the events that have no day.
    """
    bars = snapshot.bars(now, wanted, by)
    aggregate = snapshot.counted(now, state.without_days(wanted), by)
    if not bars.edges:
        st.caption(
            _(
                "None of these events has a date. Words such as “yesterday” become days once an "
                "article’s page is told when it was published."
            )
        )
        return
    data = drawn(aggregate, bars, by)
    data["chosen"] = [day and day.toordinal() - EPOCH for day in (wanted.since, wanted.until)]
    if undated is None:
        data["undated"] = ""
    if beside_map:
        still = state.to_token(state.without_days(wanted))
        data["play"] = {"filter": still, "version": str(now.version), "by": by}
    _component()(
        key=KEY,
        data=data,
        on_range_change=lambda: _choose(st.session_state[KEY]["range"]),
        on_undated_change=undated or (lambda: None),
    )


def locale() -> str:
    """Return the interface's language for the browser: its months, our days, Latin digits."""
    language = chosen().language
    return f"{'en-GB' if language == 'en' else language}-u-ca-gregory-nu-latn"


def drawn(aggregate: Aggregate, bars: Histogram, by: str) -> dict[str, Any]:
    """Return what the script draws: bars by kind, days since 1970, messages in this language."""
    without = aggregate.total - aggregate.dated
    span = _("{first} to {last}", first=_iso(aggregate.first), last=_iso(aggregate.last))
    help = _("Counted from the newest event: {day}.", day=_iso(aggregate.begun))
    return {
        "unit": bars.unit,
        "edges": [edge.toordinal() - EPOCH for edge in bars.edges],
        "kinds": _kinds(bars, by),
        "first": aggregate.first - EPOCH,
        "last": aggregate.last - EPOCH,
        "newest": aggregate.begun - EPOCH,
        "undated": _n("{n} event without a date", "{n} events without a date", without)
        if without
        else "",
        "summary": f"{_('Timeline')}: {_n('{n} event', '{n} events', aggregate.dated)}, {span}",
        "help": help,
        "play": None,
        "locale": locale(),
        "language": chosen().language,
        "rtl": chosen().rtl,
        "messages": _messages(),
    }


def _kinds(bars: Histogram, by: str) -> list[dict[str, Any]]:
    """Return the kinds with most events, the fullest first, and all others as one."""
    totals = bars.counts.sum(axis=1) + bars.vague.sum(axis=1)
    order = [k for k in np.argsort(-totals, kind="stable").tolist() if totals[k] > 0]
    named = order if len(order) <= MOST_KINDS else order[: MOST_KINDS - 1]
    said = wording.status if by == STATUS else wording.kind
    kinds = [
        _kind(bars, [k], said(bars.kinds[k]), colour_of_kind(bars.kinds[k], by)) for k in named
    ]
    if rest := order[len(named) :]:
        kinds.append(_kind(bars, rest, _("Other types"), UNKNOWN_COLOUR))
    return kinds


def _kind(bars: Histogram, rows: list[int], label: str, colour: str) -> dict[str, Any]:
    vague = bars.vague[rows].sum(axis=0).round(2)
    return {
        "label": label,
        "colour": colour,
        "counts": bars.counts[rows].sum(axis=0).tolist(),
        "vague": vague.tolist() if vague.any() else [],
    }


def _choose(days: list[str]) -> None:
    """Take the range the script tells: two days as YYYY-MM-DD, "" where open."""
    since, until = (date.fromisoformat(day) if day else None for day in days)
    state.change(since=since, until=until)


def _iso(day: int) -> str:
    return f"\u2066{date.fromordinal(day).isoformat()}\u2069"


def _messages() -> dict[str, str]:
    return {
        "from": _("From"),
        "to": _("To"),
        "spans": _("Days to choose"),
        "span_week": _("Last 7 days"),
        "span_days30": _("Last 30 days"),
        "span_month": _("This month"),
        "span_year": _("This year"),
        "span_all": _("All dates"),
        "undated": _("List the events whose words name no day"),
        "total": _("Events: {n}"),
        "rough": _("of these by a rough date: {n}"),
        "vague": _("dates known only roughly, spread over the days they span"),
        "playback": _("Playback"),
        "play": _("Play"),
        "pause": _("Pause"),
        "stop": _("Stop and go back to the days before"),
        "back": _("One step back"),
        "on": _("One step on"),
        "still": _("Your system asks for less motion: go by steps"),
        "speed": _("Speed"),
        "step": _("Step"),
        "day": _("day"),
        "week": _("week"),
        "month": _("month"),
        "year": _("year"),
        "window": _("Show"),
        "rolling": _("a moving window"),
        "cumulative": _("all up to the day"),
        "length": _("Days in the window"),
    }


@cache
def _component() -> Any:
    html = '<div class="tl"></div>'
    return component("dateline_timeline", html, "timeline/timeline.js", "timeline/timeline.css")
