"""When things happened: bars to brush over, the same range as two dates, spans, and playback."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import streamlit as st

from dashboard.aggregates.aggregate import GROUP, Aggregate
from dashboard.aggregates.histogram import Histogram
from dashboard.map.places import NAMED_COLOUR, UNKNOWN_COLOUR, colour_of_kind
from dashboard.stores import Filter
from dashboard.ui.session import named_places, snapshot, state, wording
from dashboard.ui.session.component import component
from dashboard.ui.session.language import _, _n, chosen
from dashboard.ui.session.snapshot import Snapshot

KEY = "timeline"
EPOCH = date(1970, 1, 1).toordinal()
NAMED = "named"  # what the bars are of where no event has a day
MOST_KINDS = 8  # told apart in the bars, as in the map's legend


def show(
    now: Snapshot,
    wanted: Filter,
    *,
    by: str = GROUP,
    beside_map: bool = False,
    undated: Callable[[], None] | None = None,
    named: bool = False,
) -> None:
    """Draw the timeline of what a filter wants on any day; the view's range is the truth.

    Bars are coloured `by` type or status. `beside_map` lets the map follow and play; `undated` is
    called when somebody asks for the events that have no day. `named` adds the places that articles
    name, as a strip under the bars, or as the bars where no event has a day.
    """
    data = _of_filter(now, wanted, by, named=named)
    if data is None:
        st.caption(
            _(
                "None of these events has a date. Words such as “yesterday” become days once an "
                "article’s page is told when it was published."
            )
        )
        return
    data["chosen"] = [day and day.toordinal() - EPOCH for day in (wanted.since, wanted.until)]
    if undated is None:
        data["undated"] = ""
    if beside_map and data["of"] != NAMED:
        still = state.to_token(state.without_days(wanted))
        data["play"] = {"filter": still, "version": str(now.version), "by": by}
    _component()(
        key=KEY,
        data=data,
        on_range_change=lambda: _choose(st.session_state[KEY]["range"]),
        on_undated_change=undated or (lambda: None),
    )


def _of_filter(now: Snapshot, wanted: Filter, by: str, *, named: bool) -> dict[str, Any] | None:
    """Return what is drawn of a filter; None where nothing that it wants has a day."""
    on_any_day = state.without_days(wanted)
    aggregate = snapshot.counted(now, on_any_day, by)
    of_named = named_places.counted(now, on_any_day) if named else None
    if not of_named or not of_named.dated:
        return drawn(aggregate, snapshot.bars(now, wanted, by), by) if aggregate.dated else None
    if not aggregate.dated:
        return drawn(of_named, named_places.bars(now, wanted), NAMED)
    span = min(aggregate.first, of_named.first), max(aggregate.last, of_named.last)
    data = drawn(aggregate, snapshot.bars(now, wanted, by, span), by)
    bars = named_places.bars(now, wanted, span)
    data["named"] = (bars.counts + bars.vague).sum(axis=0).round(2).tolist()
    return data


def locale() -> str:
    """Return the interface's language for the browser: its months, our days, Latin digits."""
    language = chosen().language
    return f"{'en-GB' if language == 'en' else language}-u-ca-gregory-nu-latn"


def drawn(aggregate: Aggregate, bars: Histogram, by: str) -> dict[str, Any]:
    """Return what the script draws: bars by kind, days since 1970, messages in this language."""
    without = aggregate.total - aggregate.dated if by != NAMED else 0
    span = _("{first} to {last}", first=_iso(aggregate.first), last=_iso(aggregate.last))
    help = _("Counted from the newest event: {day}.", day=_iso(aggregate.begun))
    return {
        "of": by,
        "unit": bars.unit,
        "edges": [edge.toordinal() - EPOCH for edge in bars.edges],
        "kinds": _kinds(bars, by),
        "named": [],
        "first": aggregate.first - EPOCH,
        "last": aggregate.last - EPOCH,
        "newest": aggregate.begun - EPOCH,
        "undated": _n("{n} event without a date", "{n} events without a date", without)
        if without
        else "",
        "summary": f"{_('Timeline')}: {_counted(aggregate.dated, by)}, {span}",
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
    kinds = [
        _kind(bars, [k], wording.of_kind(bars.kinds[k], by), _colour(bars.kinds[k], by))
        for k in named
    ]
    if rest := order[len(named) :]:
        kinds.append(_kind(bars, rest, _("Other types"), UNKNOWN_COLOUR))
    return kinds


def _counted(number: int, by: str) -> str:
    if by == NAMED:
        return _n("{n} place named", "{n} places named", number)
    return _n("{n} event", "{n} events", number)


def _colour(label: str, by: str) -> str:
    return NAMED_COLOUR if by == NAMED else colour_of_kind(label, by)


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
        "named": _("Places named: {n}"),
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
