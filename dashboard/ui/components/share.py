"""Share what a page shows: a link that restores it, and an evidence packet to hand over."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.exports import EXPORTS
from dashboard.exports import packet_ as packet
from dashboard.exports.packet.occasion import MOST, of_store
from dashboard.model import Document, Event
from dashboard.stores import Filter, ReadOnlyStore
from dashboard.stores.wanted import events_wanted, joined
from dashboard.ui.session import resources, snapshot, state
from dashboard.ui.session.language import _, chosen

SCRIPT = Path(__file__).with_name("share.js")
FIELDS = '<button type="button"></button><input hidden><p role="status"></p>'
LOOK = """
button { font: inherit; inline-size: 100%; padding: .375rem .75rem; cursor: pointer;
  color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius, .5rem); }
button:empty { visibility: hidden; } /* until the script has run: a button has to have a name */
button:hover { color: var(--st-primary-color); border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
input { font: inherit; inline-size: 100%; margin-block-start: .4rem; direction: ltr;
  color: var(--st-text-color); background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); }
p { margin: .3rem 0 0; font-size: .875rem; min-block-size: 1.3em; color: var(--st-text-color); }
"""


def show(wanted: Filter) -> None:
    """Offer in the sidebar a link to this view and a packet of its events."""
    with st.sidebar:
        link()
        packet_button(_("Evidence packet"), of_filter(wanted), key="packet-filter")


def event(event: Event) -> None:
    """Offer a packet of one event, with all reports of its incident."""
    write = of_event(event, state.current().filter)
    packet_button(_("Evidence packet of this event"), write, key=f"packet-{event.id}")


def link() -> None:
    """Draw the button that copies the page's address, and say where that opens."""
    _component()(
        key="share-link",
        data={
            "copy": _("Copy link"),
            "copied": _("Copied: the link brings this view back."),
            "failed": _("Copy the address from the field above."),
            "link": _("Link to this view"),
        },
    )
    st.caption(_("The link opens only where this dashboard runs, with the articles that are here."))


def packet_button(label: str, write: Callable[[], bytes], *, key: str) -> None:
    """Draw a button that writes and saves a packet when it is clicked, not before."""
    kind = EXPORTS["packet"]
    st.download_button(
        label,
        write,
        file_name=f"dateline-packet.{kind.extension}",
        mime=kind.mime,
        key=key,
        on_click="ignore",
        icon=":material/folder_zip:",
        width="stretch",
        help=_("One file with map, timeline, quotes, sources and hashes, readable offline."),
    )


def of_filter(wanted: Filter) -> Callable[[], bytes]:
    """Return what writes a packet of the events that a filter wants."""
    language = chosen().language

    def write() -> bytes:
        every = replace(wanted, limit=0, offset=0)
        with snapshot.take() as now:
            events, statuses = events_wanted(now.store, replace(every, limit=MOST))
            occasion = of_store(
                now.store,
                every,
                statuses,
                events,
                made=datetime.now(UTC),
                language=language,
                index=resources.settings().index,
            )
            documents = documents_of(now.store, events)
        return packet.export(events, documents, statuses, occasion=occasion)

    return write


def of_event(event: Event, wanted: Filter) -> Callable[[], bytes]:
    """Return what writes a packet of one event, with all reports of its incident."""
    language = chosen().language

    def write() -> bytes:
        with snapshot.take() as now:
            statuses = snapshot.statuses(now)
            events = joined(now.store, [event], statuses) if wanted.once else [event]
            occasion = of_store(
                now.store,
                wanted,
                statuses,
                events,
                made=datetime.now(UTC),
                language=language,
                event=event.id,
                index=resources.settings().index,
            )
            documents = documents_of(now.store, events)
        return packet.export(events, documents, statuses, occasion=occasion)

    return write


def documents_of(store: ReadOnlyStore, events: Sequence[Event]) -> dict[str, Document]:
    """Return the articles that tell of events, by id."""
    found = (store.document(id) for id in dict.fromkeys(event.document for event in events))
    return {document.id: document for document in found if document}


@cache
def _component() -> Any:
    return st.components.v2.component(
        "share", html=FIELDS, css=LOOK, js=SCRIPT.read_text(encoding="utf-8")
    )
