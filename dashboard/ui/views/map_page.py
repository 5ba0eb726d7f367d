"""The map with its timeline, and beside it the events: a list, or one in its article."""

import zlib
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

import numpy as np
import streamlit as st
from streamlit_folium import st_folium

from dashboard.aggregates.aggregate import GROUP, STATUS, TYPE, Aggregate, kinds_of
from dashboard.events.namings import is_naming
from dashboard.map.places import extent, within
from dashboard.map.world import SHAPES, Shown, Spot, show, world
from dashboard.stores import Filter
from dashboard.translations.plain_text import plain
from dashboard.ui.components import map_first, share
from dashboard.ui.components.event_list import filters, panel
from dashboard.ui.components.event_panel import naming
from dashboard.ui.components.timeline import timeline
from dashboard.ui.session import named_places, nothing, resources, snapshot, state, wording
from dashboard.ui.session.language import _, _n, chosen
from dashboard.ui.session.listing import ALL, NAMED, UNDATED
from dashboard.ui.session.snapshot import Losses, Snapshot

MAP_HEIGHT = 560  # the style sheet fits it to the window
PANEL_HEIGHT = 760
MOMENT = "map-moment"


def page() -> None:
    """Show the map page."""
    with snapshot.take() as now:
        _page(now)


def _page(now: Snapshot) -> None:
    view = state.current()
    _problems()
    if nothing.there(now):
        return
    hidden = 0
    if not view.unlikely:
        shown, hidden = snapshot.likely(now, view.filter)
        view = replace(view, filter=shown)
    aggregate = snapshot.counted(now, view.filter, view.by)
    named = named_places.shown(now, view.filter, aggregate, view.named)
    _headline(aggregate, named, snapshot.losses(now, view.filter))
    _unlikely(hidden)
    nothing.not_shown(aggregate, named)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _map(now, view, aggregate, named)
    map_first.wait()
    filters.show(snapshot.facets(now, view.filter), snapshot.documents(now))
    share.show(view.filter)
    with left:
        _timeline(now, view, named=named is not None)
    with right:
        panel.show(now, view, PANEL_HEIGHT, named)
    state.show_in_address()


def _problems() -> None:
    if problems := st.session_state.pop("view-problems", None):
        st.warning(_("A part of this link could not be understood and was left out."))
        st.text("\n".join(plain(problem) for problem in problems))


def _unlikely(hidden: int) -> None:
    """Say how many events are left out because they hardly are right, and show them on a click."""
    if hidden:
        label = _n(
            "{n} event that is unlikely to be right is hidden: show it",
            "{n} events that are unlikely to be right are hidden: show them",
            hidden,
        )
        st.button(label, key="show-unlikely", type="tertiary", on_click=_show_unlikely)
    elif state.current().unlikely:
        st.button(
            _("Hide events that are unlikely to be right"),
            key="hide-unlikely",
            type="tertiary",
            on_click=_show_unlikely,
        )


def _show_unlikely() -> None:
    view = state.current()
    state.keep(replace(view, unlikely=not view.unlikely))


def _headline(aggregate: Aggregate, named: Aggregate | None, lost: Losses) -> None:
    parts = [_n("{n} place", "{n} places", int(np.count_nonzero(aggregate.newest >= 0)))]
    if named:
        sites = int(np.count_nonzero(named.newest >= 0))
        parts.append(_n("{n} place named", "{n} places named", sites))
    if aggregate.dated:
        parts.append(
            wording.days(date.fromordinal(aggregate.first), date.fromordinal(aggregate.last))
        )
    parts += wording.losses(lost)
    head = filters.counted(aggregate.total)
    st.html(f'<div class="dl-head"><b>{head}</b><span>{escape(" · ".join(parts))}</span></div>')


def _map(now: Snapshot, view: state.View, aggregate: Aggregate, named: Aggregate | None) -> None:
    what = Shown(
        filter=state.to_token(view.filter),
        version=str(now.version),
        fit=extent(aggregate) or (extent(named) if named else None),
        fitting=_fitting(view.filter),
        picked=_picked(now, view),
        by=view.by,
        language=chosen().language,
        still=state.to_token(state.without_days(view.filter)),
        days=state.ends(view.filter),
        named=named is not None,
        chosen=_chosen(view, aggregate),
    )
    with st.container(horizontal=True):
        _colours(view)
        filters.count_switch()
        _named_switch(on=named is not None)
    with st.container(key="map"):
        _why_no_map()
        answer = st_folium(
            world(tiled=resources.tiles() is not None),
            key="world",
            height=MAP_HEIGHT,
            width=None,
            returned_objects=[],
            feature_group_to_add=show(what),
        )
    _clicked(now, view, answer or {})


def _why_no_map() -> None:
    """Stand behind the map's frame: seen until the map is drawn, and where it never is."""
    why = _("The map cannot be shown: its scripts did not run. Allow them, then reload the page.")
    st.html(
        f'<div class="dl-no-map"><span>{escape(_("Drawing the map …"))}</span>'
        f'<span role="status">{escape(why)}</span></div>'
    )


def _colours(view: state.View) -> None:
    names = {GROUP: _("Kind of news"), TYPE: _("Type of event"), STATUS: _("How it stands")}
    key = "map-colour"
    st.session_state[key] = view.by
    st.segmented_control(
        _("Colour by"),
        list(names),
        format_func=names.__getitem__,
        key=key,
        required=True,
        on_change=lambda: state.keep(replace(state.current(), by=st.session_state[key] or GROUP)),
    )


def _named_switch(*, on: bool) -> None:
    key = "map-named"
    st.session_state[key] = on
    st.toggle(
        _("Places named"),
        key=key,
        help=_("Every place that an article names, also where no event was read."),
        on_change=lambda: state.keep(replace(state.current(), named=st.session_state[key])),
    )


def _timeline(now: Snapshot, view: state.View, *, named: bool) -> None:
    """Show also what its own range leaves out, to be able to widen it."""
    timeline.show(now, view.filter, by=view.by, beside_map=True, undated=_list_undated, named=named)


def _list_undated() -> None:
    panel.list_only(UNDATED)


def _fitting(wanted: Filter) -> int:
    """Number the filters that move the map: not the dates, so that a brush leaves it alone."""
    still = replace(wanted, since=None, until=None, min_probability=0.0, modes=(), once=False)
    return zlib.crc32(repr(still).encode())


def _picked(now: Snapshot, view: state.View) -> Spot | None:
    if is_naming(view.event):
        extraction = now.store.extraction(view.event.partition(":")[0])
        found = naming.naming_of(extraction, view.event) if extraction else None
        return (found.place.lat, found.place.lon, 0.0, "circle", None) if found else None
    event = now.store.event(view.event) if view.event else None
    if event is None or event.area is None:
        return None
    area = event.area
    shape = area.shape if area.shape in SHAPES else "circle"
    return area.lat, area.lon, area.radius_km, shape, area.bearing


def _chosen(view: state.View, aggregate: Aggregate) -> tuple[int, ...]:
    """Return the numbers of the kinds in the legend that the view filters by."""
    wanted = view.filter.statuses if view.by == STATUS else view.filter.types
    return tuple(i for i, name in enumerate(aggregate.kinds) if name in wanted)


def _filter_by(view: state.View, kinds: tuple[str, ...], number: int) -> None:
    """Filter by a kind that was pressed in the legend, or no longer by it."""
    if not 0 <= number < len(kinds) or not kinds[number]:
        return
    field = "statuses" if view.by == STATUS else "types"
    kind, before = kinds[number], getattr(view.filter, field)
    others = tuple(one for one in before if one != kind)
    state.change(**{field: others if kind in before else (*before, kind)})


def _clicked(now: Snapshot, view: state.View, answer: dict[str, Any]) -> None:
    moment = answer.get("moment")
    if moment is None or moment == st.session_state.get(MOMENT):
        return
    st.session_state[MOMENT] = moment
    if "kind" in answer:
        _filter_by(view, kinds_of(snapshot.columns(now), view.by)[1], int(answer["kind"]))
        st.rerun()
    box: Any = tuple(float(side) for side in answer.get("box", ()))
    if len(box) != 4:
        return
    if answer.get("only"):
        state.change(box=box)
    elif answer.get("named"):
        state.keep(replace(state.current(), spot=box, event="", kind=NAMED))
    else:
        columns = snapshot.columns(now)
        rows = columns.row[within(columns, snapshot.wanted(now, view.filter), box)].tolist()
        events = now.store.events_at(rows[:2])
        only = events[0].id if len(rows) == 1 else ""
        state.keep(replace(state.current(), spot=box, event=only, kind=ALL))
    st.rerun()
