"""The list beside the map, or one of its events: opened, gone through one after another, left."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.aggregates.aggregate import Aggregate
from dashboard.aggregates.columns import Ints
from dashboard.events.namings import is_naming
from dashboard.model import Event
from dashboard.stores import Filter
from dashboard.ui.components.event_list import table
from dashboard.ui.components.event_panel import event as event_panel
from dashboard.ui.components.event_panel import naming
from dashboard.ui.session import listing, nothing, snapshot, state
from dashboard.ui.session.language import _, chosen
from dashboard.ui.session.listing import ALL, KINDS, NAMED, UNDATED, UNPLACED, Listing
from dashboard.ui.session.snapshot import Snapshot

LIST_HEIGHT = 600
COLUMNS = ("when", "where", "what", "status", "killed", "injured", "source")


def show(now: Snapshot, view: state.View, height: int, named: Aggregate | None = None) -> None:
    """Draw the panel: the event or the naming of the view, or the list.

    `named` are the places that articles name, where the map shows them.
    """
    with st.container(height=height, border=True, key="list-panel"):
        event = now.store.event(view.event) if view.event else None
        if event:
            _one(now, event, view.filter)
            return
        if is_naming(view.event) and show_naming(now, view.event):
            return
        if view.event:
            nothing.event_gone(back)
        _list(now, view, named)


def current(wanted: Filter) -> Listing:
    """Return what this session's list shows of a filter's events."""
    view = state.current()
    down = view.sort.startswith("-")
    return Listing(wanted, view.kind, view.spot, view.sort.removeprefix("-"), down)


def back() -> None:
    """Go from an event, or from the events of a spot, to all events."""
    state.keep(replace(state.current(), event="", spot=None))
    table.return_to_it()


def list_only(kind: str) -> None:
    """List the events of a kind, instead of the one that is open or those of a spot."""
    state.keep(replace(state.current(), event="", spot=None, kind=kind))


def open_event(event: str) -> None:
    """Make this the event of the view."""
    state.keep(replace(state.current(), event=event))


def steps(now: Snapshot, listed: Listing, event: str) -> None:
    """Let the user go through the list from an event, and say where in it that stands."""
    at, order = listing.position(now, listed, chosen().language, event)
    before = _id(now, order, None if at is None else at - 1)
    after = _id(now, order, None if at is None else at + 1)
    _step(_("Previous"), before, "K", "chevron_left" if not chosen().rtl else "chevron_right")
    _step(_("Next"), after, "J", "chevron_right" if not chosen().rtl else "chevron_left")
    if at is not None:
        number = chosen().number
        st.caption(_("{n} of {total}", n=number(at + 1), total=number(len(order))), width="content")


def _id(now: Snapshot, order: Ints, at: int | None) -> str:
    if at is None or not 0 <= at < len(order):
        return ""
    events = now.store.events_at([int(snapshot.columns(now).row[order[at]])])
    return events[0].id if events else ""


def _step(label: str, event: str, key: str, icon: str) -> None:
    def go() -> None:
        table.remember(event)
        open_event(event)

    st.button(
        label,
        key=f"list-step-{key}",
        icon=f":material/{icon}:",
        type="tertiary",
        shortcut=key,
        disabled=not event,
        on_click=go,
    )


def leave(label: str, on_click: Callable[[], None]) -> None:
    """Draw the button that closes an event; Escape does so too."""
    st.button(
        label,
        key="list-leave",
        icon=":material/close:",
        type="tertiary",
        shortcut="Esc",
        on_click=on_click,
    )


def _one(now: Snapshot, event: Event, wanted: Filter) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="list-steps"):
        leave(_("All events"), back)
        steps(now, current(wanted), event.id)
    extraction = now.store.extraction(event.document)
    if extraction:
        event_panel.show(now, event, extraction)


def show_naming(now: Snapshot, id: str) -> bool:
    """Draw a place that is only named; False where it is no longer here."""
    extraction = now.store.extraction(id.partition(":")[0])
    found = naming.naming_of(extraction, id) if extraction else None
    if extraction is None or found is None:
        return False
    with st.container(horizontal=True, vertical_alignment="center", key="list-steps"):
        leave(_("All places named"), back)
    naming.show(extraction, found)
    return True


def _list(now: Snapshot, view: state.View, named: Aggregate | None) -> None:
    if view.spot:
        st.button(_("All events"), icon=":material/arrow_back:", type="tertiary", on_click=back)
    else:
        kind(snapshot.counted(now, view.filter, view.by), named)
    if view.filter.box:
        st.button(
            _("Only this part of the map"),
            icon=":material/close:",
            type="tertiary",
            on_click=lambda: state.change(box=None),
        )
    if not (named and named.total) and not len(snapshot.wanted(now, view.filter)):
        nothing.no_match()
        return
    table.show(
        now,
        "event-list",
        current(view.filter),
        COLUMNS,
        open_event,
        selected=view.event,
        height=LIST_HEIGHT,
    )


def kind(aggregate: Aggregate, named: Aggregate | None = None) -> None:
    """Let the user look at what the map or the timeline cannot show, or at places only named."""
    names = {
        ALL: _("Events"),
        UNDATED: _("No date"),
        UNPLACED: _("No place"),
        NAMED: _("Places named"),
    }
    counts = {
        ALL: aggregate.total,
        UNDATED: aggregate.total - aggregate.dated,
        UNPLACED: aggregate.total - aggregate.placed,
        NAMED: named.total if named else 0,
    }
    there = [kind for kind in KINDS if counts[kind]] or [ALL]
    if state.current().kind not in there:
        state.keep(replace(state.current(), kind=there[0]))
    key = "list-kind"
    st.session_state[key] = state.current().kind

    def keep() -> None:
        state.keep(replace(state.current(), kind=st.session_state[key] or ALL))

    st.segmented_control(
        _("Which events"),
        there,
        label_visibility="collapsed",
        required=True,
        key=key,
        format_func=lambda kind: f"{names[kind]} · {chosen().number(counts[kind])}",
        on_change=keep,
    )
