"""What all pages share: the store, the gazetteer, the columns behind map and timeline."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import streamlit as st

from dashboard.columns import Columns, Ints, between, load, matching, visible
from dashboard.incidents import Suggestion, reports, suggest
from dashboard.model import Event
from dashboard.pipeline import forget_indexes
from dashboard.settings import Settings
from dashboard.settings import settings as read_settings
from dashboard.status import Standing
from dashboard.stores import Filter, Store, open_store
from gazetteer.index import Index
from gazetteer.index_layers import stamp
from gazetteer.my_places import MyPlaces

MOST_COMPARED = 2000  # events compared with one another


def settings() -> Settings:
    """Return the settings; read anew, so that a test may change them."""
    return read_settings()


def store() -> Store:
    """Return the store, opened once for all pages and sessions."""
    return _store(settings().store)


def index() -> Index:
    """Return the gazetteer, opened anew when one of its files changes; IndexMissing without it."""
    path = settings().index
    my_places()  # behind their journal they would be opened as they were
    return _index(str(path), stamp(path))


def my_places() -> MyPlaces:
    """Return the user's own places."""
    return _my_places(str(settings().index))


def columns() -> Columns:
    """Return the store's events as columns, built again whenever the store has changed."""
    return _columns(settings().store, store().version())


def wanted(filter: Filter) -> Ints:
    """Return the indices into `columns` of the events a filter wants."""
    now = columns()
    return _wanted(settings().store, now.version, replace(filter, limit=0, offset=0))


def whole(filter: Filter) -> Ints:
    """Return the indices of the events a filter wants on any day: what the timeline is drawn of."""
    return wanted(replace(filter, since=None, until=None))


def during(filter: Filter, since: date | None, until: date | None) -> Ints:
    """Return the events a filter wants within other days than its own.

    Nothing of it is remembered: a range that is dragged or played passes hundreds of them.
    """
    if filter.once:  # which report stands for an incident depends on the days wanted
        wanted_now = replace(filter, since=since, until=until, limit=0, offset=0)
        return visible(columns(), wanted_now, matching(store(), wanted_now))
    return between(columns(), whole(filter), since, until)


def standings() -> dict[str, Standing]:
    """Return how the events stand that are one with others, by their ids."""
    return _standings(settings().store, store().version())


def suggestions(wanted: Filter) -> list[Suggestion]:
    """Return which of the newest events a filter wants may be one, likeliest first."""
    every = replace(wanted, once=False, limit=0, offset=0)
    return _suggestions(settings().store, store().version(), every)


@st.cache_resource(show_spinner=False)
def _store(url: str) -> Store:
    return open_store(url)


def _let_go(index: Index) -> None:
    """Free what was remembered of an index; another session may still be asking it."""
    index.first.cache_clear()
    index.lookup.cache_clear()
    forget_indexes()


@st.cache_resource(show_spinner=False, max_entries=1, on_release=_let_go)
def _index(path: str, stamp: str) -> Index:
    return Index(Path(path))


@st.cache_resource(show_spinner=False, max_entries=2)
def _my_places(index: str) -> MyPlaces:
    mine = MyPlaces(Path(index))
    mine.refresh()
    return mine


@st.cache_resource(show_spinner=False, max_entries=2)
def _columns(url: str, version: int) -> Columns:
    return load(store())


@st.cache_resource(show_spinner=False, max_entries=2)
def _standings(url: str, version: int) -> dict[str, Standing]:
    return store().standings()


@st.cache_resource(show_spinner="Comparing what the articles report …", max_entries=4)
def _suggestions(url: str, version: int, filter: Filter) -> list[Suggestion]:
    newest = columns().row[wanted(filter)][::-1][:MOST_COMPARED].tolist()
    of_document: dict[str, list[Event]] = {}
    for event in store().events_at(newest):
        of_document.setdefault(event.document, []).append(event)
    documents = [(store().document(id), events) for id, events in of_document.items()]
    return suggest(reports([(document, events) for document, events in documents if document]))


@st.cache_resource(show_spinner=False, max_entries=64)
def _wanted(url: str, version: int, filter: Filter) -> Ints:
    return visible(columns(), filter, matching(store(), filter))
