"""The event list in the page: a table that asks for its rows as it is scrolled, sorted, played."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.stores import Filter, to_query
from dashboard.translations import Translator
from dashboard.ui.components.event_list.cells import heads
from dashboard.ui.session.component import component
from dashboard.ui.session.language import _, chosen
from dashboard.ui.session.listing import SORTS, Listing
from dashboard.ui.session.snapshot import Snapshot
from dashboard.ui.session.state import current, ends, is_sort, keep, to_token, without_days

HERE = Path(__file__).resolve().parent
OPENED = "list-opened"  # the event last opened: where the list stands when it comes back
RETURN = "list-return"
NUMBERS = frozenset(("killed", "injured", "likelihood"))


def remember(event: str) -> None:
    """Let the list stand at this event when it comes back."""
    st.session_state[OPENED] = event


def return_to_it() -> None:
    """Let the list have the keyboard when it comes back."""
    st.session_state[RETURN] = True


def show(
    now: Snapshot,
    key: str,
    listing: Listing,
    columns: Sequence[str],
    choose: Callable[[str], None],
    *,
    selected: str = "",
    height: int = 600,
) -> None:
    """Draw the list; `choose` hears the id of the event that somebody opens."""
    said = chosen()
    data = {
        "url": f"{_base()}/api/events",
        "ask": _ask(listing, columns, said),
        "still": to_token(without_days(listing.filter)),
        "days": ends(listing.filter),
        "version": now.version,
        "selected": selected,
        "opened": st.session_state.get(OPENED, ""),
        "focus": st.session_state.pop(RETURN, False),
        "height": height,
        "label": _("Events"),
        "columns": _columns(columns, said),
        "messages": _messages(said),
    }

    def opened() -> None:
        event = str(st.session_state[key]["open"])
        remember(event)
        choose(event)

    def sorted_anew() -> None:
        sort = str(st.session_state[key]["sort"])
        if is_sort(sort):
            keep(replace(current(), sort=sort))

    _component()(key=key, data=data, on_open_change=opened, on_sort_change=sorted_anew)


def _columns(columns: Sequence[str], said: Translator) -> list[dict[str, Any]]:
    names = heads(said)
    return [
        {
            "key": column,
            "name": names[column],
            "sortable": column in SORTS,
            "number": column in NUMBERS,
        }
        for column in columns
    ]


def _ask(listing: Listing, columns: Sequence[str], said: Translator) -> dict[str, str]:
    """Return the query that tells the route which rows to send."""
    spot = to_query(Filter(box=listing.spot))["box"] if listing.spot else ""
    return {
        "filter": to_token(listing.filter),
        "kind": listing.kind,
        "spot": spot,
        "sort": ("-" if listing.down else "") + listing.sort,
        "columns": ",".join(columns),
        "language": said.language,
        "by": current().by,
    }


def _messages(said: Translator) -> dict[str, str]:
    """Return what the list says by itself, its {fields} to be filled in by its script."""
    return {
        "loading": said("Loading events …"),
        "none": said("No events match these filters."),
        "none_now": said("No events in these days."),
        "gone": said("The server does not answer. Trying again …"),
        "wrong": said("The events cannot be shown. Trying again …"),
        "range": said("{first}–{last} of {total}"),
    }


def _base() -> str:
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


@cache
def _component() -> Any:
    html = (HERE / "table.html").read_text(encoding="utf-8")
    return component("dateline_event_list", html, "event_list/table.js", "event_list/table.css")
