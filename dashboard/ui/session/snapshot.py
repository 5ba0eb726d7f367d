"""One moment of the store, that a page run or a request takes and hands down.

What is worked out of a moment is remembered for it, and shared by all who take the same one.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import streamlit as st

from dashboard.aggregates import facets as counting
from dashboard.aggregates.aggregate import GROUP, Aggregate, aggregate
from dashboard.aggregates.columns import Columns, Ints, between, load, matching, visible
from dashboard.aggregates.histogram import Histogram, Span, histogram
from dashboard.aggregates.ordering import UNKNOWN, Values, of_rows
from dashboard.events.incidents import Suggestion, reports, suggest
from dashboard.events.status import EventStatus
from dashboard.extraction.certainty import SHOWN_FROM
from dashboard.model import Count, Event
from dashboard.stores import Facets, Filter, ReadOnlyStore, Summary
from dashboard.ui.session import resources
from dashboard.ui.session.language import _

MOST_COMPARED = 2000  # events compared with one another


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The store at `url` as it was when its version was `version`; nothing else is asked of it."""

    url: str
    version: int
    store: ReadOnlyStore


def _key(now: Snapshot) -> tuple[str, int]:
    return now.url, now.version


# What a cached function remembers by; it is made of that snapshot alone.
KEYS: dict[str | type[Any], Callable[[Any], Any]] = {Snapshot: _key, Filter: repr}


@contextmanager
def take() -> Iterator[Snapshot]:
    """Take a snapshot of the dashboard's store for as long as a `with` block."""
    with resources.store().snapshot() as store:
        yield Snapshot(resources.settings().store, store.version(), store)


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=KEYS)
def columns(now: Snapshot) -> Columns:
    """Return the events as columns."""
    loaded = load(now.store)
    gc.unfreeze()  # of what was frozen with the columns before, some is garbage by now
    gc.collect()
    gc.freeze()  # what is kept until the store changes need not be searched for garbage
    return loaded


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=KEYS)
def documents(now: Snapshot) -> dict[str, Summary]:
    """Return all articles by id, the newest published first."""
    return {summary.id: summary for summary in now.store.documents()}


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=KEYS)
def statuses(now: Snapshot) -> dict[str, EventStatus]:
    """Return how the events stand that are one with others, by their ids."""
    return now.store.statuses()


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=KEYS)
def casualties(now: Snapshot) -> tuple[Values, ...]:
    """Return how many each event of `columns` killed and injured at least, then at most."""
    rows, *numbers = now.store.casualties()
    return tuple(of_rows(columns(now), rows, values) for values in numbers)


@dataclass(frozen=True, slots=True)
class Losses:
    """How many people events killed and injured, from at least to at most; None: nobody says."""

    killed: Count | None
    injured: Count | None


def losses(now: Snapshot, filter: Filter) -> Losses:
    """Add up what the events that a filter wants say of the killed and the injured."""
    return _losses(now, replace(filter, limit=0, offset=0))


def losses_of(now: Snapshot, indices: Ints) -> Losses:
    """Add up what these events say of the killed and the injured."""
    killed, injured, killed_most, injured_most = casualties(now)
    return Losses(
        _added(killed[indices], killed_most[indices]),
        _added(injured[indices], injured_most[indices]),
    )


def _added(least: Values, most: Values) -> Count | None:
    known = least != UNKNOWN
    if not known.any():
        return None
    low, high = least[known].astype(np.int64), most[known].astype(np.int64)
    return Count(int(low.sum()), int(np.maximum(low, high).sum()))


def wanted(now: Snapshot, filter: Filter) -> Ints:
    """Return the indices into `columns` of the events a filter wants."""
    return _wanted(now, replace(filter, limit=0, offset=0))


def likely(now: Snapshot, filter: Filter) -> tuple[Filter, int]:
    """Return a filter that leaves out events which hardly are right, and how many these are.

    Where somebody asks for a likelihood, or all are likely, it is the filter itself.
    """
    if filter.min_probability:
        return filter, 0
    hidden = int(np.count_nonzero(columns(now).probability[wanted(now, filter)] < SHOWN_FROM))
    return (replace(filter, min_probability=SHOWN_FROM), hidden) if hidden else (filter, 0)


def whole(now: Snapshot, filter: Filter) -> Ints:
    """Return the indices of the events a filter wants on any day: what the timeline is drawn of."""
    return wanted(now, replace(filter, since=None, until=None))


def during(now: Snapshot, filter: Filter, since: date | None, until: date | None) -> Ints:
    """Return the events a filter wants within other days than its own.

    Nothing of it is remembered: a range that is dragged or played passes hundreds of them.
    """
    if filter.once:  # which report stands for an incident depends on the days wanted
        wanted_now = replace(filter, since=since, until=until, limit=0, offset=0)
        rows = _matching(now, filter.words, filter.actors)
        return visible(columns(now), wanted_now, rows)
    return between(columns(now), whole(now, filter), since, until)


def counted(now: Snapshot, filter: Filter, by: str = GROUP) -> Aggregate:
    """Return the events a filter wants, counted by site and type or status."""
    return _counted(now, replace(filter, limit=0, offset=0), by)


def bars(now: Snapshot, filter: Filter, by: str = GROUP, span: Span | None = None) -> Histogram:
    """Return the bars of the timeline: of what a filter wants on any day, over a span at least."""
    return _bars(now, replace(filter, since=None, until=None, limit=0, offset=0), by, span)


def facets(now: Snapshot, filter: Filter) -> Facets:
    """Return the values there are to filter by, counted."""
    return _facets(now, replace(filter, limit=0, offset=0))


def suggestions(now: Snapshot, filter: Filter) -> list[Suggestion]:
    """Return which of the newest events a filter wants may be one, likeliest first."""
    with st.spinner(_("Comparing what the articles report …")):
        return _suggestions(now, replace(filter, once=False, limit=0, offset=0))


# Of a million events each may hold 8 MB: few are kept.
@st.cache_resource(show_spinner=False, max_entries=12, hash_funcs=KEYS)
def _wanted(now: Snapshot, filter: Filter) -> Ints:
    return visible(columns(now), filter, _matching(now, filter.words, filter.actors))


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYS)
def _matching(now: Snapshot, words: str, actors: tuple[str, ...]) -> Ints | None:
    return matching(now.store, Filter(words=words, actors=actors))


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=KEYS)
def _losses(now: Snapshot, filter: Filter) -> Losses:
    return losses_of(now, wanted(now, filter))


@st.cache_resource(show_spinner=False, max_entries=12, hash_funcs=KEYS)
def _counted(now: Snapshot, filter: Filter, by: str) -> Aggregate:
    return aggregate(columns(now), wanted(now, filter), by)


@st.cache_resource(show_spinner=False, max_entries=12, hash_funcs=KEYS)
def _bars(now: Snapshot, filter: Filter, by: str, span: Span | None) -> Histogram:
    return histogram(columns(now), wanted(now, filter), by=by, span=span)


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=KEYS)
def _facets(now: Snapshot, filter: Filter) -> Facets:
    titles = {id: summary.title for id, summary in documents(now).items()}
    return counting.facets(
        columns(now), filter, lambda other: wanted(now, other), _acting(now), titles
    )


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=KEYS)
def _acting(now: Snapshot) -> counting.Acting:
    return counting.acting(columns(now), dict(now.store.acting()))


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs=KEYS)
def _suggestions(now: Snapshot, filter: Filter) -> list[Suggestion]:
    newest = columns(now).row[wanted(now, filter)][::-1][:MOST_COMPARED].tolist()
    of_document: dict[str, list[Event]] = {}
    for event in now.store.events_at(newest):
        of_document.setdefault(event.document, []).append(event)
    documents = [(now.store.document(id), events) for id, events in of_document.items()]
    return suggest(reports([(document, events) for document, events in documents if document]))
