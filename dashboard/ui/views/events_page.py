"""The filtered events as a table, and as files for other programs."""

from codecs import BOM_UTF8
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from dashboard.aggregates.aggregate import Aggregate
from dashboard.events.namings import is_naming
from dashboard.exports import EXPORTS, Export, acled_csv
from dashboard.model import Event
from dashboard.stores import Filter
from dashboard.stores.wanted import events_wanted
from dashboard.ui.components import save_namings, share
from dashboard.ui.components.event_list import filters, panel, table
from dashboard.ui.components.event_list.cells import heads
from dashboard.ui.components.event_panel import event as event_panel
from dashboard.ui.components.event_panel import same_events
from dashboard.ui.components.timeline import timeline
from dashboard.ui.session import named_places, nothing, snapshot, state, wording
from dashboard.ui.session.language import _, _n, chosen
from dashboard.ui.session.listing import Listing
from dashboard.ui.session.snapshot import KEYS, Snapshot

MOST_COUNTED = 5000  # events looked through to say what ACLED's columns leave out
LIST_HEIGHT = 560
COLUMNS = "events-columns"
FIRST_COLUMNS = ("when", "where", "what", "status", "killed", "injured", "who", "source")


def page() -> None:
    """Show the page."""
    with snapshot.take() as now:
        _page(now)


def _page(now: Snapshot) -> None:
    view = state.current()
    if nothing.there(now):
        return
    filters.show(snapshot.facets(now, view.filter), snapshot.documents(now))
    share.show(view.filter)
    aggregate = snapshot.counted(now, view.filter)
    named = named_places.shown(now, view.filter, aggregate, view.named)
    _headline(aggregate)
    with st.expander(_("Dates"), expanded=bool(view.filter.since or view.filter.until)):
        timeline.show(now, view.filter, by=view.by, named=named is not None)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        panel.kind(aggregate, named)
        filters.count_switch()
        columns = _columns()
    listed = replace(panel.current(view.filter), spot=None)
    event = now.store.event(view.event) if view.event else None
    if is_naming(view.event):
        with st.container(border=True, key="events-panel"):
            panel.show_naming(now, view.event)
    elif view.event and event is None:
        nothing.event_gone(_close)
    if not aggregate.total and not (named and named.total):
        nothing.no_match()
    elif event is None:
        _list(now, listed, columns)
    else:
        _beside(now, event, listed, columns)
    titles = {id: summary.title for id, summary in snapshot.documents(now).items()}
    same_events.show(now, view.filter, titles)
    _exports(now, view.filter, aggregate.total)
    if named and named.total:
        save_namings.show(view.filter, named.total)
    state.show_in_address()


def _headline(aggregate: Aggregate) -> None:
    parts = [_n("{n} place", "{n} places", int(np.count_nonzero(aggregate.newest >= 0)))]
    if undated := aggregate.total - aggregate.dated:
        parts.append(_n("{n} without a date", "{n} without a date", undated))
    if unplaced := aggregate.total - aggregate.placed:
        parts.append(_n("{n} without a place", "{n} without a place", unplaced))
    head = filters.counted(aggregate.total)
    st.html(f'<div class="dl-head"><b>{head}</b><span>{" · ".join(parts)}</span></div>')


def _columns() -> list[str]:
    """Let the user choose the list's columns; they stand in their own order."""
    names = heads(chosen())
    with st.popover(_("Columns"), icon=":material/view_column:"):
        kept = st.pills(
            _("Columns"),
            list(names),
            format_func=names.__getitem__,
            selection_mode="multi",
            default=FIRST_COLUMNS,
            key=COLUMNS,
            label_visibility="collapsed",
        )
    return [name for name in names if name in kept] or ["when", "where", "what"]


def _list(now: Snapshot, listed: Listing, columns: list[str], selected: str = "") -> None:
    table.show(
        now,
        "events-list",
        listed,
        columns,
        panel.open_event,
        selected=selected,
        height=LIST_HEIGHT,
    )


def _beside(now: Snapshot, event: Event, listed: Listing, columns: list[str]) -> None:
    left, right = st.columns([7, 5], gap="medium")
    with right, st.container(border=True, key="events-panel"):
        with st.container(horizontal=True, vertical_alignment="center"):
            panel.leave(_("Close"), _close)
            panel.steps(now, listed, event.id)
            if st.button(_("Read the article"), icon=":material/article:", type="tertiary"):
                state.open_article(event.document)
        extraction = now.store.extraction(event.document)
        if extraction:
            event_panel.show(now, event, extraction)
    with left:
        _list(now, listed, columns, event.id)


def _close() -> None:
    state.keep(replace(state.current(), event=""))
    table.return_to_it()


# ---- files ----------------------------------------------------------------------------------


def _exports(now: Snapshot, wanted: Filter, count: int) -> None:
    if not count:
        return
    st.html(f'<div class="dl-part">{_("Save {events} as", events=filters.counted(count))}</div>')
    with st.container(horizontal=True):
        for key, export in EXPORTS.items():
            write = share.of_filter(wanted) if key == "packet" else _writer(export, wanted)
            st.download_button(
                _(export.label),
                write,
                file_name=f"dateline.{export.extension}",
                mime=export.mime,
                key=f"export-{key}",
                on_click="ignore",
                icon=":material/download:",
            )
    note = _("ACLED-compatible means ACLED’s columns and codes: nobody at ACLED has coded these.")
    if count > MOST_COUNTED:
        left_out = _("Events without a place or a date are not in that file.")
        st.caption(f"{note} {left_out}")
        return
    left = _left_out(now, wanted)
    if left:
        parts = (f"{_(reason)} ({wording.number(n)})" for reason, n in left.items())
        held = _(
            "That file holds {held} of {all}; left out: {reasons}.",
            held=wording.number(count - sum(left.values())),
            all=wording.number(count),
            reasons=_("; ").join(parts),
        )
        note = f"{note} {held}"
    st.caption(note)


@st.cache_data(show_spinner=False, max_entries=32, hash_funcs=KEYS)
def _left_out(now: Snapshot, wanted: Filter) -> dict[str, int]:
    return acled_csv.omitted(now.store.events(replace(wanted, limit=0, offset=0)))


def _writer(export: Export, wanted: Filter) -> Any:
    """Return what writes the file when it is asked for, not on every run of the page."""

    def write() -> bytes:
        with snapshot.take() as now:
            events, statuses = events_wanted(now.store, replace(wanted, limit=0, offset=0))
            documents = share.documents_of(now.store, events)
        data = export.function(events, documents, statuses)
        # Excel takes a table for UTF-8, and shows Arabic, only where it begins with this mark.
        return BOM_UTF8 + data if export.mime == "text/csv" else data

    return write
