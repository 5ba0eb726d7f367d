"""The filtered events as a table, and as files for other programs."""

from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.columns import Ints
from dashboard.exports import EXPORTS, Export, acled_csv
from dashboard.model import Document, Event
from dashboard.stores import Filter, Store
from dashboard.stores.told import joined, told
from dashboard.views import (
    event_panel,
    event_table,
    filters,
    resources,
    same_events,
    share,
    state,
    timeline,
    wording,
)

MOST_LISTED = 2000
MOST_COUNTED = 5000  # events looked through to say what ACLED's columns leave out
ALL, UNDATED, UNPLACED = "All", "No date", "No place"
OLDEST, NEWEST = "Oldest first", "Newest first"
ROUND = "events-round"


def page() -> None:
    """Show the page."""
    store, view = resources.store(), state.current()
    known = store.documents()
    if not known:
        _nothing_yet()
        return
    filters.show(store.facets(view.filter))
    share.show(view.filter)
    indices = resources.wanted(view.filter)
    _headline(indices)
    with st.expander("Dates", expanded=bool(view.filter.since or view.filter.until)):
        timeline.show(view.filter, by=view.by)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = _ordered(_kind(indices))
        filters.count_switch()
    titles = {summary.id: summary.title for summary in known}
    event = store.event(view.event) if view.event else None
    if event is None:
        _table(_events(store, shown[:MOST_LISTED]), titles)
    else:
        _beside(event, _events(store, shown[:MOST_LISTED]), titles)
    if len(shown) > MOST_LISTED:
        st.caption(
            f"The first {MOST_LISTED:,} of {len(shown):,} events: narrow the filters to see the "
            "others here. The files below hold them all."
        )
    same_events.show(view.filter, titles)
    _exports(view.filter, len(indices))
    state.show_in_address(view)


def _nothing_yet() -> None:
    st.title("No events yet")
    st.write("Add news articles, in Arabic or English: what they report is listed here.")
    if st.button("Add articles", type="primary", icon=":material/note_add:"):
        state.open_page("add")


def _headline(indices: Ints) -> None:
    columns = resources.columns()
    site = columns.site[indices]
    parts = [wording.number(len(np.unique(site[site >= 0])), "place")]
    if undated := int((indices >= columns.dated).sum()):
        parts.append(f"{undated:,} without a date")
    if unplaced := int((site < 0).sum()):
        parts.append(f"{unplaced:,} without a place")
    head = filters.counted(len(indices))
    st.html(f'<div class="dl-head"><b>{head}</b><span>{" · ".join(parts)}</span></div>')


def _kind(indices: Ints) -> Ints:
    columns = resources.columns()
    kinds = {
        ALL: indices,
        UNDATED: indices[indices >= columns.dated],
        UNPLACED: indices[columns.site[indices] < 0],
    }
    names = [name for name, found in kinds.items() if name == ALL or len(found)]
    if len(names) == 1:
        return indices
    chosen = st.segmented_control(
        "Which", names, default=ALL, label_visibility="collapsed", required=True,
        format_func=lambda name: f"{name} · {len(kinds[name]):,}", key="events-kind",
    )  # fmt: skip
    return kinds.get(chosen or ALL, indices)


def _ordered(indices: Ints) -> Ints:
    """Order by date, either way; undated events come last."""
    order = st.segmented_control(
        "Order", [OLDEST, NEWEST], default=NEWEST, label_visibility="collapsed", required=True,
        key="events-order", help="A click on a column’s head sorts by it.",
    )  # fmt: skip
    if order == OLDEST:
        return indices
    dated = indices < resources.columns().dated
    return np.concatenate([indices[dated][::-1], indices[~dated]])


def _events(store: Store, indices: Ints) -> list[Event]:
    events = store.events_at(resources.columns().row[indices].tolist())
    if state.current().filter.once:
        return joined(store, events, resources.standings())
    return events


def _beside(event: Event, events: list[Event], titles: dict[str, str]) -> None:
    left, right = st.columns([7, 5], gap="medium")
    with right, st.container(border=True, key="events-panel"):
        close, read = st.columns(2)
        close.button("Close", icon=":material/close:", type="tertiary", on_click=_close)
        if read.button("Read the article", icon=":material/article:", type="tertiary"):
            state.open_article(event.document)
        extraction = resources.store().extraction(event.document)
        if extraction:
            event_panel.show(event, extraction)
    with left:
        _table(events, titles)


def _close() -> None:
    state.keep(replace(state.current(), event="", spot=None))
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _table(events: Sequence[Event], titles: dict[str, str]) -> None:
    if not events:
        st.info("No events match these filters. Clear some of them to see more.")
        return
    day = st.column_config.DateColumn(format="YYYY-MM-DD")
    number = st.column_config.NumberColumn(width="small")
    key = f"events-{st.session_state.get(ROUND, 0)}"
    ids = [event.id for event in events]
    st.dataframe(
        pd.DataFrame(event_table.columns(events, titles, resources.standings())),
        key=key, hide_index=True, on_select=lambda: _selected(key, ids),
        selection_mode="single-row", height=560 if len(events) > 14 else "auto",
        column_config={
            "First day": day, "Last day": day,
            **dict.fromkeys(("Killed, least", "Killed, most"), number),
            **dict.fromkeys(("Injured, least", "Injured, most"), number),
            "Likelihood": st.column_config.ProgressColumn(format="percent", min_value=0,
                                                          max_value=1),
            "Article": st.column_config.TextColumn(width="large"),
        },
    )  # fmt: skip


def _selected(key: str, events: list[str]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    chosen = events[rows[0]] if rows and rows[0] < len(events) else ""
    state.keep(replace(state.current(), event=chosen))


# ---- files ----------------------------------------------------------------------------------


def _exports(wanted: Filter, count: int) -> None:
    if not count:
        return
    st.html(f'<div class="dl-part">Save {filters.counted(count)} as</div>')
    with st.container(horizontal=True):
        for key, export in EXPORTS.items():
            write = share.of_filter(wanted) if key == "packet" else _writer(export, wanted)
            st.download_button(
                export.label, write, file_name=f"dateline.{export.extension}",
                mime=export.mime, key=f"export-{key}", on_click="ignore",
                icon=":material/download:",
            )  # fmt: skip
    note = "ACLED-compatible means ACLED’s columns and codes: nobody at ACLED has coded these."
    if count > MOST_COUNTED:
        st.caption(f"{note} Events without a place or a date are not in that file.")
        return
    left = _left_out(resources.settings().store, resources.columns().version, wanted)
    if left:
        reasons = "; ".join(f"{reason} ({n:,})" for reason, n in left.items())
        held = f"That file holds {count - sum(left.values()):,} of {count:,}; left out: {reasons}."
        note = f"{note} {held}"
    st.caption(note)


@st.cache_data(show_spinner=False, max_entries=32)
def _left_out(url: str, version: int, wanted: Filter) -> dict[str, int]:
    return acled_csv.omitted(resources.store().events(replace(wanted, limit=0, offset=0)))


def _writer(export: Export, wanted: Filter) -> Any:
    """Return what writes the file when it is asked for, not on every run of the page."""

    def write() -> bytes:
        store = resources.store()
        events, standings = told(store, replace(wanted, limit=0, offset=0))
        data = export.function(events, _documents(store, events), standings)
        # Excel takes a table for UTF-8, and shows Arabic, only where it begins with this mark.
        return BOM_UTF8 + data if export.mime == "text/csv" else data

    return write


def _documents(store: Store, events: Sequence[Event]) -> dict[str, Document]:
    found = (store.document(id) for id in dict.fromkeys(event.document for event in events))
    return {document.id: document for document in found if document}
