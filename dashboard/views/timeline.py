"""When things happened: bars to brush over, and the same range as two dates to type."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.histogram import Histogram
from dashboard.views import state

CHOSEN, OTHER, INK = "#1f5f8b", "#c4d3de", "#5b6673"
HEIGHT = 128
LEAST = timedelta(days=20)
ROUND, DATES = "timeline-round", "timeline-dates"


@dataclass(frozen=True, slots=True)
class Bar:
    """How many events fall into the days from `first` to `last`, both included."""

    first: date
    last: date
    count: float


def bars(histogram: Histogram) -> list[Bar]:
    """Turn a histogram into bars, all types together."""
    counts = (histogram.counts.sum(axis=0) + histogram.vague.sum(axis=0)).tolist()
    spans = zip(histogram.edges, histogram.edges[1:], counts, strict=False)
    return [Bar(first, after - timedelta(days=1), n) for first, after, n in spans]


def show(bars: list[Bar]) -> None:
    """Draw the timeline; brush and dates both write the view's range, which is the truth."""
    if not bars:
        st.caption(
            "None of these events has a date. Words such as “yesterday” become days once an "
            "article’s page is told when it was published."
        )
        return
    wanted = state.current().filter
    whole = bars[0].first, bars[-1].last
    chosen = wanted.since or whole[0], wanted.until or whole[1]
    session = st.session_state
    # A range that did not come from the brush needs a new chart with that range drawn on it.
    if session.get("timeline-range") != (wanted.since, wanted.until):
        session[ROUND] = session.get(ROUND, 0) + 1
        session["timeline-drawn"] = chosen if (wanted.since or wanted.until) else None
        session["timeline-range"] = (wanted.since, wanted.until)
    key = f"timeline-{session[ROUND]}"
    st.altair_chart(
        _chart(bars, session["timeline-drawn"]),
        key=key,
        on_select=lambda: _brushed(key, bars),
        selection_mode="brush",
        width="stretch",
    )
    _dates(chosen, whole, filtered=bool(wanted.since or wanted.until))


def _chart(bars: list[Bar], drawn: tuple[date, date] | None) -> alt.Chart:
    data = pd.DataFrame(
        {
            "from": [pd.Timestamp(bar.first) for bar in bars],
            "to": [pd.Timestamp(bar.last + timedelta(days=1)) for bar in bars],
            "events": [bar.count for bar in bars],
        }
    )
    given = {"x": [_stamp(drawn[0]), _stamp(drawn[1] + timedelta(days=1))]} if drawn else None
    extra: dict[str, Any] = {"value": given} if given else {}
    brush = alt.selection_interval(name="brush", encodings=["x"], **extra)
    axis = alt.Axis(title=None, grid=False, labelColor=INK, tickColor=INK, domainColor="#d9dfe4",
                    labelExpr=f"utcFormat(datum.value, '{_format(bars[-1].last - bars[0].first)}')",
                    labelOverlap=True)  # fmt: skip
    counts = alt.Axis(title=None, tickMinStep=1, tickCount=3, labelColor=INK, gridColor="#eceff2",
                      domain=False, ticks=False)  # fmt: skip
    # A lone day must not fill the width, nor bring hours onto the axis.
    spare = max(timedelta(0), LEAST - (bars[-1].last - bars[0].first)) / 2
    domain = [_stamp(bars[0].first - spare), _stamp(bars[-1].last + spare + timedelta(days=1))]
    days = alt.Scale(type="utc", domain=domain) if spare else alt.Scale(type="utc")
    chart: alt.Chart = (
        alt.Chart(data, height=HEIGHT)
        .mark_bar(binSpacing=1, minBandSize=2)
        .encode(
            x=alt.X("from:T", bin="binned", axis=axis, scale=days),
            x2="to:T",
            y=alt.Y("events:Q", axis=counts),
            color=alt.condition(brush, alt.value(CHOSEN), alt.value(OTHER)),
            tooltip=[
                alt.Tooltip("from:T", title="From", format="%d %b %Y"),
                alt.Tooltip("events:Q", title="Events"),
            ],
        )
        .add_params(brush)
        .configure_view(stroke=None)
    )
    return chart


def _format(whole: timedelta) -> str:
    """Choose what a label of the axis needs to be told from any other: 3 Aug, Aug 2023, 2023."""
    if whole < timedelta(days=150):
        return "%-d %b"
    return "%b %Y" if whole < timedelta(days=12 * 366) else "%Y"


def _stamp(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _brushed(key: str, bars: list[Bar]) -> None:
    brush = (st.session_state[key]["selection"] or {}).get("brush") or {}
    span = next(iter(brush.values()), None)
    chosen: tuple[date | None, date | None]
    if span:
        first, last = (datetime.fromtimestamp(ms / 1000, UTC) for ms in (min(span), max(span)))
        # The brush ends inside a day; that day counts unless it ends at its very start.
        until = (last - timedelta(milliseconds=1)).date()
        since, until = max(first.date(), bars[0].first), min(until, bars[-1].last)
        chosen = since, max(since, until)
    else:
        chosen = None, None
    _set(*chosen)
    st.session_state["timeline-range"] = chosen


def _set(since: date | None, until: date | None) -> None:
    state.change(since=since, until=until)


def _dates(chosen: tuple[date, date], whole: tuple[date, date], *, filtered: bool) -> None:
    session = st.session_state
    if session.get(DATES) != chosen and not _half_picked():
        session[DATES] = chosen
    left, right = st.columns([3, 2], vertical_alignment="center")
    least, most = min(whole[0], chosen[0]), max(whole[1], chosen[1])
    left.date_input(
        "Days", key=DATES, min_value=least, max_value=most, on_change=_picked,
        label_visibility="collapsed", format="YYYY-MM-DD",
    )  # fmt: skip
    if filtered:
        right.button("All dates", on_click=_set, args=(None, None), icon=":material/close:",
                     type="tertiary")  # fmt: skip
    else:
        right.caption("Drag over the bars to choose a time")


def _half_picked() -> bool:
    """Tell whether the user has clicked the first day of a range and not yet the last."""
    held = st.session_state.get(DATES)
    return isinstance(held, tuple) and len(held) == 1


def _picked() -> None:
    held = st.session_state[DATES]
    if isinstance(held, tuple) and len(held) == 2:
        _set(held[0], held[1])
