"""Which events the list shows, in which order: one answer for its rows, its buttons and its count.

Streamlit's session plays no part here, for the list asks for its rows by `routes` as well.
"""

from collections.abc import Callable
from dataclasses import dataclass
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
from dashboard.ui.session import snapshot
from dashboard.ui.session.snapshot import KEYS, Snapshot

ALL, UNDATED, UNPLACED = "all", "undated", "unplaced"
KINDS = (ALL, UNDATED, UNPLACED)


@dataclass(frozen=True, slots=True)
class Listing:
    """Events of a filter: all, or those without a date or a place, or those of a spot on the map.

    `sort` is a column of SORTS, `down` the largest or newest first.
    """

    filter: Filter
    kind: str = ALL
    spot: Box | None = None
    sort: str = WHEN
    down: bool = True


def listed(now: Snapshot, listing: Listing, language: str) -> Ints:
    """Return the indices into the snapshot's columns of the events listed, in their order."""
    if listing.sort == WHEN:
        return by_date(snapshot.columns(now), chosen(now, listing), newest=listing.down)
    return _sorted(now, listing, language)


def listed_between(
    now: Snapshot, listing: Listing, language: str, since: date | None, until: date | None
) -> Ints:
    """Return those of some days; these change ten times a second, so nothing is kept of it."""
    indices = snapshot.during(now, listing.filter, since, until)
    return _ordered(now, _narrowed(now, listing, indices), listing, language)


def chosen(now: Snapshot, listing: Listing) -> Ints:
    """Return the events listed in the order of the columns."""
    return _narrowed(now, listing, snapshot.wanted(now, listing.filter))


def _narrowed(now: Snapshot, listing: Listing, indices: Ints) -> Ints:
    if listing.spot:
        return within(snapshot.columns(now), indices, listing.spot)
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
    columns = snapshot.columns(now)
    if listing.sort == WHEN:
        return by_date(columns, indices, newest=listing.down)
    return by_value(columns, indices, SORTS[listing.sort](now, language), down=listing.down)


# ---- what each column is sorted by: a value for each event ----------------------------------


def _when(now: Snapshot, language: str) -> Values:
    return snapshot.columns(now).first.astype(np.int32)


def _where(now: Snapshot, language: str) -> Values:
    columns = snapshot.columns(now)
    of_place = ranks([plain(name) for name in columns.sites.names])
    of_site = of_place[columns.sites.place] if len(of_place) else of_place
    return np.append(of_site, np.int32(UNKNOWN)).astype(np.int32)[columns.site]


def _what(now: Snapshot, language: str) -> Values:
    columns, said = snapshot.columns(now), translator(language)
    return ranks([said(plain(name)) for name in columns.types])[columns.type]


def _source(now: Snapshot, language: str) -> Values:
    columns, known = snapshot.columns(now), snapshot.documents(now)
    titles = [plain(known[id].title) if id in known else "" for id in columns.documents]
    return ranks(titles)[columns.document]


def _status(now: Snapshot, language: str) -> Values:
    return snapshot.columns(now).status.astype(np.int32)


def _killed(now: Snapshot, language: str) -> Values:
    return snapshot.casualties(now)[0]


def _injured(now: Snapshot, language: str) -> Values:
    return snapshot.casualties(now)[1]


def _likelihood(now: Snapshot, language: str) -> Values:
    return (snapshot.columns(now).probability * 1000).round().astype(np.int32)


SORTS: dict[str, Callable[[Snapshot, str], Values]] = {
    WHEN: _when,
    "where": _where,
    "what": _what,
    "status": _status,
    "killed": _killed,
    "injured": _injured,
    "source": _source,
    "likelihood": _likelihood,
}
