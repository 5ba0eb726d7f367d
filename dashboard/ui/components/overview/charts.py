"""What the charts show: events by time and group, by country, type, actor, source."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
import streamlit as st

from dashboard.aggregates.histogram import Histogram
from dashboard.extraction.types.event_type import GROUPS, group_of
from dashboard.map import assets
from dashboard.map.places import GROUP_COLOURS, UNKNOWN_COLOUR, colour_of
from dashboard.stores import Facet, Filter
from dashboard.translations.plain_text import plain
from dashboard.ui.session import snapshot, state, wording
from dashboard.ui.session.component import component
from dashboard.ui.session.language import _, _n, chosen
from dashboard.ui.session.snapshot import Snapshot

KEY = "overview"
DAY = timedelta(days=1)
MOST = 12  # bars of one chart
FIELDS = ("types", "countries", "actors", "sources")
Said = Callable[[str], str]


def show(now: Snapshot, wanted: Filter) -> None:
    """Draw the charts; a press on a bar filters by it, or no longer."""
    facets = snapshot.facets(now, wanted)
    data = {
        "language": chosen().language,
        "rtl": chosen().rtl,
        "charts": [
            _chart("types", _("By kind of news"), _groups(facets.types), wanted, wording.group),
            _chart("types", _("By type of event"), facets.types, wanted, wording.kind),
            _chart("countries", _("By country"), facets.countries, wanted, wording.country),
            _chart("actors", _("By who"), facets.actors, wanted, wording.actor),
            _chart("sources", _("By source"), facets.sources, wanted, plain),
        ],
        "months": _months(snapshot.bars(now, wanted)),
        "world": _world(facets.countries, wanted),
        "none": _("Nothing to count"),
    }
    _component()(
        key=KEY,
        data=data,
        on_choose_change=lambda: _choose(st.session_state[KEY]["choose"]),
        on_days_change=lambda: _choose_days(st.session_state[KEY]["days"]),
    )


def toggled(values: Sequence[str], value: str) -> tuple[str, ...]:
    """Return the values with one more, or without it where it was among them."""
    others = tuple(one for one in values if one != value)
    return others if value in values else (*values, value)


def _choose(pressed: Any) -> None:
    field, value = pressed
    if field in FIELDS:
        state.change(**{field: toggled(getattr(state.current().filter, field), str(value))})


def _choose_days(pressed: Any) -> None:
    since, until = map(date.fromisoformat, pressed)
    before = state.current().filter
    again = (before.since, before.until) == (since, until)
    state.change(since=None if again else since, until=None if again else until)


def _groups(types: Sequence[Facet]) -> list[Facet]:
    counts: dict[str, int] = {}
    for facet in types:
        group = group_of(facet.key)
        counts[group] = counts.get(group, 0) + facet.count
    found = [Facet(group, group, counts[group]) for group in GROUPS if counts.get(group)]
    return sorted(found, key=lambda facet: -facet.count)


def _chart(
    field: str, title: str, facets: Sequence[Facet], wanted: Filter, said: Said
) -> dict[str, Any]:
    return {
        "field": field,
        "title": title,
        "more": max(0, len(facets) - MOST),
        "rows": [
            {
                "key": facet.key,
                "label": said(facet.label),
                "n": facet.count,
                "number": wording.number(facet.count),
                "colour": _colour(field, facet.key),
                "chosen": facet.key in getattr(wanted, field),
            }
            for facet in facets[:MOST]
        ],
    }


def _colour(field: str, key: str) -> str:
    if field != "types":
        return ""
    return GROUP_COLOURS.get(key) or colour_of(key)


def _months(bars: Histogram) -> dict[str, Any]:
    """Return the bars over time, each with its days, stacked by group."""
    counts = bars.counts + bars.vague
    order = [k for k in np.argsort(-counts.sum(axis=1), kind="stable").tolist() if counts[k].any()]
    totals = counts.sum(axis=0)
    spans = [
        [first.isoformat(), (last - DAY).isoformat()]
        for first, last in zip(bars.edges, bars.edges[1:], strict=False)
    ]
    return {
        "title": _("Over time"),
        "kinds": [
            {
                "label": wording.group(bars.kinds[k]),
                "colour": GROUP_COLOURS.get(bars.kinds[k], UNKNOWN_COLOUR),
                "counts": counts[k].round(2).tolist(),
            }
            for k in order
        ],
        "bars": [
            {"days": span, "label": _bar(span, round(float(n)))}
            for span, n in zip(spans, totals, strict=False)
        ],
    }


def _bar(span: list[str], number: int) -> str:
    first, last = map(date.fromisoformat, span)
    events = _n("{n} event", "{n} events", number)
    return _("{days}: {events}", days=wording.days(first, last), events=events)


def _world(countries: Sequence[Facet], wanted: Filter) -> dict[str, Any]:
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    folder = f"{f'/{base}' if base else ''}/assets/{assets.version()}/basemap"
    return {
        "title": _("Map of the countries"),
        "shapes": f"{folder}/countries-110m.json",
        "codes": f"{folder}/codes-110m.json",
        "countries": {
            facet.key: {
                "n": facet.count,
                "label": f"{wording.country(facet.key)}: {wording.number(facet.count)}",
                "chosen": facet.key in wanted.countries,
            }
            for facet in countries
        },
    }


@cache
def _component() -> Any:
    html = '<div class="ov"></div>'
    return component("dateline_overview", html, "overview/overview.js", "overview/overview.css")
