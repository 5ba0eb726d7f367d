"""The map with its timeline, and beside it the events: a list, or one in its article."""

import zlib
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from dashboard.clusters import STATUS, TYPE
from dashboard.columns import Columns, Ints
from dashboard.layers.places import extent, within
from dashboard.layers.text import plain
from dashboard.layers.world import SHAPES, Shown, Spot, show, world
from dashboard.model import DateSpan, Event
from dashboard.status import DISPUTED, Standing, stands
from dashboard.stores import Filter
from dashboard.views import event_panel, filters, resources, share, state, timeline, wording

MAP_HEIGHT = 560  # the style sheet fits it to the window
PANEL_HEIGHT = 760
MOST_LISTED = 500
MOMENT = "map-moment"
ALL, UNDATED, UNPLACED = "Events", "No date", "No place"


def page() -> None:
    """Show the map page."""
    store = resources.store()
    view = state.current()
    _problems()
    if not store.documents():
        _nothing_yet()
        return
    filters.show(store.facets(view.filter))
    share.show(view.filter)
    _headline(view.filter)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _map(view)
        _timeline(view)
    with right:
        _panel(view)
    state.show_in_address(view)


def _problems() -> None:
    if problems := st.session_state.pop("view-problems", None):
        st.warning("A part of this link could not be understood and was left out.")
        st.text("\n".join(plain(problem) for problem in problems))


def _nothing_yet() -> None:
    st.title("No articles yet")
    st.write("Add news articles, in Arabic or English, to see what they report on the map.")
    if st.button("Add articles", type="primary", icon=":material/note_add:"):
        state.open_page("add")


def _headline(wanted: Filter) -> None:
    columns, indices = resources.columns(), resources.wanted(wanted)
    site = columns.site[indices]
    parts = [wording.number(len(np.unique(site[site >= 0])), "place")]
    dated = indices[indices < columns.dated]
    if len(dated):
        first, last = int(columns.first[dated].min()), int(columns.last[dated].max())
        parts.append(wording.days(date.fromordinal(first), date.fromordinal(last)))
    head = filters.counted(len(indices))
    st.html(f'<div class="dl-head"><b>{head}</b><span>{escape(" · ".join(parts))}</span></div>')


def _map(view: state.View) -> None:
    columns = resources.columns()
    what = Shown(
        filter=state.to_token(view.filter),
        version=str(columns.version),
        fit=extent(columns, resources.wanted(view.filter)),
        fitting=_fitting(view.filter),
        picked=_picked(view),
        by=view.by,
    )
    online = resources.settings().online_tiles
    with st.container(horizontal=True):
        _colours(view)
        filters.count_switch()
    answer = st_folium(
        world(online_tiles=online), key="world", height=MAP_HEIGHT, width=None,
        returned_objects=[], feature_group_to_add=show(what),
    )  # fmt: skip
    _clicked(view, answer or {})


def _colours(view: state.View) -> None:
    names = {TYPE: "Type", STATUS: "How it stands"}
    key = "map-colour"
    st.session_state[key] = view.by
    st.segmented_control(
        "Colour by", list(names), format_func=names.__getitem__, key=key, required=True,
        on_change=lambda: state.keep(replace(state.current(), by=st.session_state[key] or TYPE)),
    )  # fmt: skip


def _timeline(view: state.View) -> None:
    """Show also what its own range leaves out, to be able to widen it."""
    timeline.show(view.filter, by=view.by, beside_map=True, undated=_list_undated)


def _list_undated() -> None:
    _back()
    st.session_state["list-kind"] = UNDATED


def _fitting(wanted: Filter) -> int:
    """Number the filters that move the map: not the dates, so that a brush leaves it alone."""
    still = replace(wanted, since=None, until=None, min_probability=0.0, modes=(), once=False)
    return zlib.crc32(repr(still).encode())


def _picked(view: state.View) -> Spot | None:
    event = resources.store().event(view.event) if view.event else None
    if event is None or event.area is None:
        return None
    area = event.area
    shape = area.shape if area.shape in SHAPES else "circle"
    return area.lat, area.lon, area.radius_km, shape, area.bearing


def _clicked(view: state.View, answer: dict[str, Any]) -> None:
    moment = answer.get("moment")
    if moment is None or moment == st.session_state.get(MOMENT):
        return
    st.session_state[MOMENT] = moment
    box: Any = tuple(float(side) for side in answer.get("box", ()))
    if len(box) != 4:
        return
    if answer.get("only"):
        state.change(box=box)
    else:
        rows = _rows(within(resources.columns(), resources.wanted(view.filter), box))
        events = resources.store().events_at(rows[:2])
        state.keep(replace(view, spot=box, event=events[0].id if len(rows) == 1 else ""))
    st.rerun()


def _panel(view: state.View) -> None:
    with st.container(height=PANEL_HEIGHT, border=True):
        event = resources.store().event(view.event) if view.event else None
        if event:
            _one(view, event)
        else:
            _list(view)


def _one(view: state.View, event: Event) -> None:
    st.button("All events", icon=":material/arrow_back:", type="tertiary", on_click=_back)
    extraction = resources.store().extraction(event.document)
    if extraction:
        event_panel.show(event, extraction)


def _back() -> None:
    state.keep(replace(state.current(), event="", spot=None))
    st.session_state["list-round"] = st.session_state.get("list-round", 0) + 1


def _rows(indices: Ints) -> list[int]:
    rows: list[int] = resources.columns().row[indices].tolist()
    return rows


def _list(view: state.View) -> None:
    columns, indices = resources.columns(), resources.wanted(view.filter)
    if view.spot:
        st.button("All events", icon=":material/arrow_back:", type="tertiary", on_click=_back)
        indices = within(columns, indices, view.spot)
    else:
        indices = _kind(columns, indices)
    if view.filter.box:
        st.button("Only this part of the map", icon=":material/close:", type="tertiary",
                  on_click=lambda: state.change(box=None))  # fmt: skip
    _table(view, resources.store().events_at(_rows(indices[:MOST_LISTED])), len(indices))


def _kind(columns: Columns, indices: Ints) -> Ints:
    """Let the user look at the events that the map or the timeline cannot show."""
    kinds = {
        ALL: indices,
        UNDATED: indices[indices >= columns.dated],
        UNPLACED: indices[columns.site[indices] < 0],
    }
    names = [name for name, found in kinds.items() if name == ALL or len(found)]
    chosen = st.segmented_control(
        "Which", names, default=ALL, label_visibility="collapsed", required=True,
        format_func=lambda name: f"{name} · {len(kinds[name]):,}", key="list-kind",
    )  # fmt: skip
    return kinds[chosen or ALL]


def _short(span: DateSpan | None) -> str:
    return wording.days(span.first, span.last) if span and span.first else "no date"


def _what(event: Event, standing: Standing | None) -> str:
    """Name the type; before it, where the list has little room, only that it is disputed."""
    status = standing.status if standing else stands(event)
    told = plain(event.sub_type)
    return f"{wording.STATUSES[status][0]} · {told}" if status in DISPUTED else told


def _table(view: state.View, events: list[Event], total: int) -> None:
    if not events:
        st.caption("No events match these filters.")
        return
    known = resources.standings()
    data = pd.DataFrame(
        {
            "When": [_short(event.when) for event in events],
            "Where": [plain(wording.where(event)) for event in events],
            "What": [_what(event, known.get(event.id)) for event in events],
        }
    )
    key = f"list-{st.session_state.get('list-round', 0)}-{view.spot}"
    answer: Any = st.dataframe(
        data, key=key, hide_index=True, on_select="rerun", selection_mode="single-cell",
        height="stretch" if len(events) > 12 else "auto",
        column_config={
            "When": st.column_config.TextColumn(width=92),
            "Where": st.column_config.TextColumn(width=92),
        },
    )  # fmt: skip
    if total > len(events):
        st.caption(f"The first {len(events):,} of {total:,}; the Events page has them all.")
    if chosen := answer["selection"]["cells"]:
        state.keep(replace(view, event=events[chosen[0][0]].id))
        st.rerun()
