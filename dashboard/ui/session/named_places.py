"""The places that articles name, of one moment: which a filter wants, counted for map and list.

What a filter says of events alone (their type, who, how they stand) keeps the articles that tell of
such events, and with them all that these name.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import streamlit as st

from dashboard.aggregates.aggregate import TYPE, Aggregate, aggregate
from dashboard.aggregates.columns import Columns, Ints, Mask, load_namings, visible
from dashboard.aggregates.histogram import Histogram, Span, histogram
from dashboard.stores import EVERYTHING, Filter
from dashboard.ui.session import snapshot
from dashboard.ui.session.snapshot import KEYS, Snapshot


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=KEYS)
def columns(now: Snapshot) -> Columns:
    """Return what articles name as columns, one row for a place, an article and a day."""
    return load_namings(now.store)


def wanted(now: Snapshot, filter: Filter) -> Ints:
    """Return the indices into `columns` that a filter wants, a place once for each article."""
    return _wanted(now, _of_namings(filter), _of_articles(filter))


def shown(now: Snapshot, filter: Filter, events: Aggregate, on: bool | None) -> Aggregate | None:
    """Return the places named where they are switched on; None: where no event has a place."""
    wanted_now = not events.placed if on is None else on
    return counted(now, filter) if wanted_now else None


def counted(now: Snapshot, filter: Filter) -> Aggregate:
    """Return how many articles name each site."""
    return _counted(now, _of_namings(filter), _of_articles(filter))


def counted_during(
    now: Snapshot, filter: Filter, since: date | None, until: date | None
) -> Aggregate:
    """Return the same within other days than the filter's own; nothing of it is remembered."""
    other = replace(filter, since=since, until=until)
    return aggregate(columns(now), _visible(now, _of_namings(other), _of_articles(filter)), TYPE)


def bars(now: Snapshot, filter: Filter, span: Span | None = None) -> Histogram:
    """Return by day how many places articles name, of what a filter wants on any day."""
    own = replace(_of_namings(filter), since=None, until=None)
    return _bars(now, own, _of_articles(filter), span)


def _of_namings(filter: Filter) -> Filter:
    """Return what of a filter a naming has itself."""
    return Filter(
        since=filter.since,
        until=filter.until,
        box=filter.box,
        places=filter.places,
        countries=filter.countries,
        sources=filter.sources,
        articles=filter.articles,
        min_probability=filter.min_probability,
        undated=filter.undated,
        once=True,
    )


def _of_articles(filter: Filter) -> Filter:
    """Return what of a filter only the events of an article have, and the words of its text."""
    return Filter(
        types=filter.types,
        actors=filter.actors,
        statuses=filter.statuses,
        modes=filter.modes,
        words=filter.words,
    )


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYS)
def _wanted(now: Snapshot, own: Filter, of_articles: Filter) -> Ints:
    return _visible(now, own, of_articles)


def _visible(now: Snapshot, own: Filter, of_articles: Filter) -> Ints:
    indices = visible(columns(now), own)
    articles = _articles(now, of_articles)
    return indices if articles is None else indices[articles[columns(now).document[indices]]]


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYS)
def _counted(now: Snapshot, own: Filter, of_articles: Filter) -> Aggregate:
    return aggregate(columns(now), _wanted(now, own, of_articles), TYPE)


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYS)
def _bars(now: Snapshot, own: Filter, of_articles: Filter, span: Span | None) -> Histogram:
    return histogram(columns(now), _visible(now, own, of_articles), by=TYPE, span=span)


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYS)
def _articles(now: Snapshot, filter: Filter) -> Mask | None:
    """Return of each document of `columns` whether its namings are wanted; None for all."""
    known, keep = columns(now).documents, None
    events = replace(filter, words="")
    if events != EVERYTHING:
        of_events = snapshot.columns(now)
        found = np.unique(of_events.document[snapshot.wanted(now, events)])
        keep = np.isin(known, [of_events.documents[i] for i in found.tolist()])
    if filter.words:
        with_words = np.isin(known, now.store.articles_with(filter.words))
        keep = with_words if keep is None else keep & with_words
    return keep
