"""Which events the list shows, in which order: one answer for its rows, its buttons and its count.

In place of events it may list the places that articles name.

Streamlit's session plays no part here, for the list asks for its rows by `routes` as well.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import streamlit as st

from dashboard.aggregates.columns import Columns, Ints
from dashboard.aggregates.ordering import UNKNOWN, WHEN, Values, by_date, by_value, place, ranks
from dashboard.events.filter import Box
from dashboard.map.places import within
from dashboard.stores import Filter
from dashboard.translations import translator
from dashboard.translations.plain_text import plain
from dashboard.ui.session import named_places, snapshot
from dashboard.ui.session.snapshot import KEYS, Snapshot

ALL, UNDATED, UNPLACED, NAMED = "all", "undated", "unplaced", "named"
KINDS = (ALL, UNDATED, UNPLACED, NAMED)
OF_EVENTS = ("killed", "injured")  # what only events can be sorted by


@dataclass(frozen=True, slots=True)
class Listing:
    """Events of a filter: all, or those without a date or a place, or those of a spot on the map.

    Of the kind NAMED are the places that articles name.

    `sort` is a column of SORTS, `down` the largest or newest first.
    """

    filter: Filter
    kind: str = ALL
    spot: Box | None = None
    sort: str = WHEN
    down: bool = True


def columns_of(now: Snapshot, listing: Listing) -> Columns:
    """Return the columns that the indices of a list are of."""
    return named_places.columns(now) if listing.kind == NAMED else snapshot.columns(now)


def listed(now: Snapshot, listing: Listing, language: str) -> Ints:
    """Return the indices into `columns_of` a list of what it shows, in its order."""
    if listing.sort == WHEN:
        return by_date(columns_of(now, listing), chosen(now, listing), newest=listing.down)
    return _sorted(now, listing, language)


def listed_between(
    now: Snapshot, listing: Listing, language: str, since: date | None, until: date | None
) -> Ints:
    """Return those of some days; these change ten times a second, so nothing is kept of it."""
    if listing.kind == NAMED:
        other = replace(listing.filter, since=since, until=until)
        indices = named_places.wanted(now, other)
    else:
        indices = snapshot.during(now, listing.filter, since, until)
    return _ordered(now, _narrowed(now, listing, indices), listing, language)


def chosen(now: Snapshot, listing: Listing) -> Ints:
    """Return the events listed in the order of the columns."""
    if listing.kind == NAMED:
        return _narrowed(now, listing, named_places.wanted(now, listing.filter))
    return _narrowed(now, listing, snapshot.wanted(now, listing.filter))


def _narrowed(now: Snapshot, listing: Listing, indices: Ints) -> Ints:
    if listing.spot:
        return within(columns_of(now, listing), indices, listing.spot)
    return of_kind(snapshot.columns(now), indices, listing.kind)


def of_kind(columns: Columns, indices: Ints, kind: str) -> Ints:
    """Keep the events that the map or the timeline cannot show, or all."""
    if kind == UNDATED:
        return indices[int(np.searchsorted(indices, columns.dated)) :]
    if kind == UNPLACED:
        return indices[columns.site[indices] < 0]
    return indices


def position(now: Snapshot, listing: Listing, language: str, event: str) -> tuple[int | None, Ints]:
    """Return where an event stands in the list, from 0, None where it does not, and the list."""
    columns, order = snapshot.columns(now), listed(now, listing, language)
    row = now.store.row_of(event)
    (index,) = np.nonzero(columns.row == row) if row is not None else (np.array([], dtype=int),)
    return (place(order, int(index[0])) if len(index) else None), order


@st.cache_resource(show_spinner=False, max_entries=6, hash_funcs=KEYS)
def _sorted(now: Snapshot, listing: Listing, language: str) -> Ints:
    return _ordered(now, chosen(now, listing), listing, language)


def _ordered(now: Snapshot, indices: Ints, listing: Listing, language: str) -> Ints:
    columns = columns_of(now, listing)
    if listing.sort == WHEN or (listing.kind == NAMED and listing.sort in OF_EVENTS):
        return by_date(columns, indices, newest=listing.down)
    values = SORTS[listing.sort](now, columns, language)
    return by_value(columns, indices, values, down=listing.down)


# ---- what each column is sorted by: a value for each event ----------------------------------


def _when(now: Snapshot, columns: Columns, language: str) -> Values:
    return columns.first.astype(np.int32)


def _where(now: Snapshot, columns: Columns, language: str) -> Values:
    of_place = ranks([plain(name) for name in columns.sites.names])
    of_site = of_place[columns.sites.place] if len(of_place) else of_place
    return np.append(of_site, np.int32(UNKNOWN)).astype(np.int32)[columns.site]


def _what(now: Snapshot, columns: Columns, language: str) -> Values:
    said = translator(language)
    return ranks([said(plain(name)) for name in columns.types])[columns.type]


def _source(now: Snapshot, columns: Columns, language: str) -> Values:
    known = snapshot.documents(now)
    titles = [plain(known[id].title) if id in known else "" for id in columns.documents]
    return ranks(titles)[columns.document]


def _status(now: Snapshot, columns: Columns, language: str) -> Values:
    return columns.status.astype(np.int32)


def _killed(now: Snapshot, columns: Columns, language: str) -> Values:
    return snapshot.casualties(now)[0]


def _injured(now: Snapshot, columns: Columns, language: str) -> Values:
    return snapshot.casualties(now)[1]


def _likelihood(now: Snapshot, columns: Columns, language: str) -> Values:
    return (columns.probability * 1000).round().astype(np.int32)


SORTS: dict[str, Callable[[Snapshot, Columns, str], Values]] = {
    WHEN: _when,
    "where": _where,
    "what": _what,
    "status": _status,
    "killed": _killed,
    "injured": _injured,
    "source": _source,
    "likelihood": _likelihood,
}
