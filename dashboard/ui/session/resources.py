"""What all pages share: the store, the gazetteer, the columns behind map and timeline."""

import gc
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import streamlit as st

from dashboard.aggregates import facets as counting
from dashboard.aggregates.aggregate import TYPE, Aggregate, aggregate
from dashboard.aggregates.columns import Columns, Ints, between, load, matching, visible
from dashboard.aggregates.histogram import Histogram, histogram
from dashboard.aggregates.ordering import Values, of_rows
from dashboard.events.incidents import Suggestion, reports, suggest
from dashboard.events.status import EventStatus
from dashboard.extraction.pipeline import forget_indexes
from dashboard.map.tiles import Tiles, tiles_of
from dashboard.model import Event
from dashboard.settings import Settings
from dashboard.settings import settings as read_settings
from dashboard.stores import Facets, Filter, Store, Summary, open_store
from dashboard.translations import ENGLISH
from dashboard.ui.session.language import _, chosen
from gazetteer.errors import IndexMissing
from gazetteer.index.index import Index
from gazetteer.index.layers import stamp
from gazetteer.my_places.places import MyPlaces
from gazetteer.spelling.shown_name import shown_name

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


def tiles() -> Tiles | None:
    """Return the tiles that lie under the map's events, None where our own map does."""
    return tiles_of(settings())


def called(id: str, name: str, language: str = "") -> str:
    """Return a place's name in the interface's language; the one given where there is none.

    A route, which has no session, tells the language.
    """
    language = language or chosen().language
    if language == ENGLISH:
        return name
    try:
        return _called(index(), id, language) or name
    except IndexMissing:
        return name


def my_places() -> MyPlaces:
    """Return the user's own places."""
    return _my_places(str(settings().index))


def columns() -> Columns:
    """Return the store's events as columns, built again whenever the store has changed."""
    return _columns(settings().store, store().version())


def documents() -> Mapping[str, Summary]:
    """Return all articles by id, the newest published first."""
    return _documents(settings().store, store().version())


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
        now = columns()
        rows = _matching(settings().store, now.version, filter.words, filter.actors)
        return visible(now, wanted_now, rows)
    return between(columns(), whole(filter), since, until)


def counted(filter: Filter, by: str = TYPE) -> Aggregate:
    """Return the events a filter wants, counted by site and type or status."""
    return _counted(settings().store, columns().version, replace(filter, limit=0, offset=0), by)


def bars(filter: Filter, by: str = TYPE) -> Histogram:
    """Return the bars of the timeline: of what a filter wants on any day."""
    always = replace(filter, since=None, until=None, limit=0, offset=0)
    return _bars(settings().store, columns().version, always, by)


def facets(filter: Filter) -> Facets:
    """Return the values there are to filter by, counted."""
    return _facets(settings().store, columns().version, replace(filter, limit=0, offset=0))


def casualties() -> tuple[Values, Values]:
    """Return how many each event of `columns` killed and injured at least."""
    return _casualties(settings().store, columns().version)


def statuses() -> dict[str, EventStatus]:
    """Return how the events stand that are one with others, by their ids."""
    return _statuses(settings().store, store().version())


def suggestions(wanted: Filter) -> list[Suggestion]:
    """Return which of the newest events a filter wants may be one, likeliest first."""
    every = replace(wanted, once=False, limit=0, offset=0)
    with st.spinner(_("Comparing what the articles report …")):
        return _suggestions(settings().store, store().version(), every)


@st.cache_resource(show_spinner=False)
def _store(url: str) -> Store:
    return open_store(url)


@lru_cache(maxsize=50_000)
def _called(index: Index, id: str, language: str) -> str:
    place = index.place(id)
    return shown_name(place, [language], _frequencies(index, language)) if place else ""


@lru_cache(maxsize=4)
def _frequencies(index: Index, language: str) -> dict[str, float]:
    return index.words(language)


def _let_go(index: Index) -> None:
    """Free what was remembered of an index; another session may still be asking it."""
    index.forget()
    _called.cache_clear()
    _frequencies.cache_clear()
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
    loaded = load(store())
    gc.unfreeze()  # of what was frozen with the columns before, some is garbage by now
    gc.collect()
    gc.freeze()  # what is kept until the store changes need not be searched for garbage
    return loaded


@st.cache_resource(show_spinner=False, max_entries=2)
def _statuses(url: str, version: int) -> dict[str, EventStatus]:
    return store().statuses()


@st.cache_resource(show_spinner=False, max_entries=4)
def _suggestions(url: str, version: int, filter: Filter) -> list[Suggestion]:
    newest = columns().row[wanted(filter)][::-1][:MOST_COMPARED].tolist()
    of_document: dict[str, list[Event]] = {}
    for event in store().events_at(newest):
        of_document.setdefault(event.document, []).append(event)
    documents = [(store().document(id), events) for id, events in of_document.items()]
    return suggest(reports([(document, events) for document, events in documents if document]))


@st.cache_resource(show_spinner=False, max_entries=2)
def _documents(url: str, version: int) -> dict[str, Summary]:
    return {summary.id: summary for summary in store().documents()}


# Of a million events each may hold 8 MB: few are kept.
@st.cache_resource(show_spinner=False, max_entries=12)
def _wanted(url: str, version: int, filter: Filter) -> Ints:
    return visible(columns(), filter, _matching(url, version, filter.words, filter.actors))


@st.cache_resource(show_spinner=False, max_entries=12)
def _counted(url: str, version: int, filter: Filter, by: str) -> Aggregate:
    return aggregate(columns(), wanted(filter), by)


@st.cache_resource(show_spinner=False, max_entries=12)
def _bars(url: str, version: int, filter: Filter, by: str) -> Histogram:
    return histogram(columns(), wanted(filter), by=by)


@st.cache_resource(show_spinner=False, max_entries=8)
def _matching(url: str, version: int, words: str, actors: tuple[str, ...]) -> Ints | None:
    return matching(store(), Filter(words=words, actors=actors))


@st.cache_resource(show_spinner=False, max_entries=16)
def _facets(url: str, version: int, filter: Filter) -> Facets:
    titles = {id: summary.title for id, summary in documents().items()}
    return counting.facets(columns(), filter, wanted, _acting(url, version), titles)


@st.cache_resource(show_spinner=False, max_entries=2)
def _acting(url: str, version: int) -> counting.Acting:
    return counting.acting(columns(), dict(store().acting()))


@st.cache_resource(show_spinner=False, max_entries=2)
def _casualties(url: str, version: int) -> tuple[Values, Values]:
    rows, killed, injured = store().casualties()
    return of_rows(columns(), rows, killed), of_rows(columns(), rows, injured)
