"""What changed since a day: new events, incidents told anew, and what is contradicted now."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import streamlit as st

from dashboard.aggregates.columns import Ints, Mask
from dashboard.events.status import DISPUTED, STATUSES
from dashboard.model import Event
from dashboard.stores import Filter
from dashboard.translations.plain_text import plain
from dashboard.ui.session import snapshot, state, wording
from dashboard.ui.session.language import _
from dashboard.ui.session.snapshot import Snapshot

WEEK = timedelta(days=7)
MOST = 8  # events of a sort that are named
KEY = "changes-since"


@dataclass(frozen=True, slots=True)
class ChangesSince:
    """Indices of events, each by what became of it since a day; an event may be of several sorts.

    `new` are those of articles added since, `changed` those that such an article tells of as well,
    `contradicted` those of either that are contested or denied.
    """

    new: Ints
    changed: Ints
    contradicted: Ints


def changes(now: Snapshot, wanted: Filter, since: date) -> ChangesSince:
    """Find what became of the events that a filter wants since a day."""
    columns, known = snapshot.columns(now), snapshot.documents(now)
    added = [id in known and known[id].added.date() >= since for id in columns.documents]
    fresh = np.array(added or [False])[columns.document]
    anew = np.isin(columns.incident, np.unique(columns.incident[fresh & (columns.incident >= 0)]))
    disputed = np.array([status in DISPUTED for status in STATUSES])[columns.status]
    changed = anew & ~fresh

    def among(mask: Mask) -> Ints:
        indices = snapshot.wanted(now, wanted)
        found: Ints = indices[mask[indices]]
        return found

    return ChangesSince(among(fresh), among(changed), among((fresh | changed) & disputed))


def show(now: Snapshot, wanted: Filter) -> None:
    """Let somebody choose a day, and list what changed since."""
    added = [one.added.date() for one in snapshot.documents(now).values()]
    newest = max(added)
    st.session_state.setdefault(KEY, newest - WEEK)
    since = st.date_input(_("What changed since"), key=KEY, max_value=newest, format="YYYY-MM-DD")
    if not isinstance(since, date):
        return
    found = changes(now, wanted, since)
    for title, indices in (
        (_("New"), found.new),
        (_("Told anew"), found.changed),
        (_("Contradicted"), found.contradicted),
    ):
        _sort(now, title, indices)


def _sort(now: Snapshot, title: str, indices: Ints) -> None:
    st.html(f'<div class="dl-part">{title} · {wording.number(len(indices))}</div>')
    rows = snapshot.columns(now).row[indices][::-1][:MOST].tolist()
    for number, event in enumerate(now.store.events_at(rows)):
        if st.button(_label(event), key=f"change-{title}-{number}", type="tertiary"):
            state.open_page("map", {state.EVENT: event.id})


def _label(event: Event) -> str:
    parts = wording.kind(event.sub_type), plain(wording.where(event)), wording.when(event.when)
    return " · ".join(map(wording.isolated, parts))
