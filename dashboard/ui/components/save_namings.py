"""The places that articles name, saved as files for other programs."""

from codecs import BOM_UTF8
from collections.abc import Callable

import streamlit as st

from dashboard.events.namings import Naming, namings
from dashboard.exports.namings import NAMING_EXPORTS, NamingExport
from dashboard.model import Document
from dashboard.stores import Filter
from dashboard.ui.session import named_places, snapshot
from dashboard.ui.session.language import _, _n
from dashboard.ui.session.snapshot import Snapshot


def show(wanted: Filter, count: int) -> None:
    """Offer the namings that a filter wants in every format."""
    places = _n("{n} place named", "{n} places named", count)
    st.html(f'<div class="dl-part">{_("Save {events} as", events=places)}</div>')
    with st.container(horizontal=True):
        for key, export in NAMING_EXPORTS.items():
            st.download_button(
                _(export.label),
                _writer(export, wanted),
                file_name=f"dateline-places.{export.extension}",
                mime=export.mime,
                key=f"export-named-{key}",
                on_click="ignore",
                icon=":material/download:",
            )


def _writer(export: NamingExport, wanted: Filter) -> Callable[[], bytes]:
    """Return what writes the file when it is asked for, not on every run of the page."""

    def write() -> bytes:
        with snapshot.take() as now:
            data = export.function(*wanted_namings(now, wanted))
        # Excel takes a table for UTF-8, and shows Arabic, only where it begins with this mark.
        return BOM_UTF8 + data if export.mime == "text/csv" else data

    return write


def wanted_namings(now: Snapshot, wanted: Filter) -> tuple[list[Naming], dict[str, Document]]:
    """Return the namings that a filter wants, article by article, and the articles by id."""
    rows = named_places.columns(now).row[named_places.wanted(now, wanted)].tolist()
    places: dict[str, set[int]] = {}
    for row in now.store.namings_at(rows):
        places.setdefault(row.document, set()).add(row.start)
    found, documents = [], {}
    for id, starts in places.items():
        if extraction := now.store.extraction(id):
            documents[id] = extraction.document
            found += [one for one in namings(extraction) if one.spans[0][0] in starts]
    return found, documents
