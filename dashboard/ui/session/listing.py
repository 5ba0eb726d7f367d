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
from dashboard.translations import words
from dashboard.translations.plain_text import plain
from dashboard.ui.session import resources

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


def listed(listing: Listing, language: str) -> Ints:
    """Return the indices into `resources.columns` of the events listed, in their order."""
    columns = resources.columns()
    if listing.sort == WHEN:
        return by_date(columns, chosen(listing), newest=listing.down)
    return _sorted(resources.settings().store, columns.version, listing, language)


def listed_between(listing: Listing, language: str, since: date | None, until: date | None) -> Ints:
    """Return those of some days; these change ten times a second, so nothing is kept of it."""
    indices = resources.during(listing.filter, since, until)
    return _ordered(resources.columns(), _narrowed(listing, indices), listing, language)


def chosen(listing: Listing) -> Ints:
    """Return the events listed in the order of `columns`."""
    return _narrowed(listing, resources.wanted(listing.filter))


def _narrowed(listing: Listing, indices: Ints) -> Ints:
    if listing.spot:
        return within(resources.columns(), indices, listing.spot)
    return of_kind(resources.columns(), indices, listing.kind)


def of_kind(columns: Columns, indices: Ints, kind: str) -> Ints:
    """Keep the events that the map or the timeline cannot show, or all."""
    if kind == UNDATED:
        return indices[int(np.searchsorted(indices, columns.dated)) :]
    if kind == UNPLACED:
        return indices[columns.site[indices] < 0]
    return indices


def position(listing: Listing, language: str, event: str) -> tuple[int | None, Ints]:
    """Return where an event stands in the list, from 0, None where it does not, and the list."""
    columns, order = resources.columns(), listed(listing, language)
    row = resources.store().row_of(event)
    (index,) = np.nonzero(columns.row == row) if row is not None else (np.array([], dtype=int),)
    return (place(order, int(index[0])) if len(index) else None), order


@st.cache_resource(show_spinner=False, max_entries=6)
def _sorted(url: str, version: int, listing: Listing, language: str) -> Ints:
    return _ordered(resources.columns(), chosen(listing), listing, language)


def _ordered(columns: Columns, indices: Ints, listing: Listing, language: str) -> Ints:
    if listing.sort == WHEN:
        return by_date(columns, indices, newest=listing.down)
    return by_value(columns, indices, _values(columns, listing.sort, language), down=listing.down)


def _values(columns: Columns, sort: str, language: str) -> Values:
    """Return what a column is sorted by, for each event."""
    return SORTS[sort](columns, language)


def _where(columns: Columns, language: str) -> Values:
    of_place = ranks([plain(name) for name in columns.sites.names])
    of_site = of_place[columns.sites.place] if len(of_place) else of_place
    return np.append(of_site, np.int32(UNKNOWN)).astype(np.int32)[columns.site]


def _what(columns: Columns, language: str) -> Values:
    said = words(language)
    return ranks([said(plain(name)) for name in columns.types])[columns.type]


def _source(columns: Columns, language: str) -> Values:
    known = resources.documents()
    titles = [plain(known[id].title) if id in known else "" for id in columns.documents]
    return ranks(titles)[columns.document]


def _status(columns: Columns, language: str) -> Values:
    return columns.status.astype(np.int32)


def _likelihood(columns: Columns, language: str) -> Values:
    return (columns.probability * 1000).round().astype(np.int32)


SORTS: dict[str, Callable[[Columns, str], Values]] = {
    WHEN: lambda columns, language: columns.first.astype(np.int32),
    "where": _where,
    "what": _what,
    "status": _status,
    "killed": lambda columns, language: resources.casualties()[0],
    "injured": lambda columns, language: resources.casualties()[1],
    "source": _source,
    "likelihood": _likelihood,
}
