"""What all pages share: the settings, the store, the gazetteer, the tiles."""

from functools import lru_cache
from pathlib import Path

import streamlit as st

from dashboard.batch import isolated
from dashboard.extraction.pipeline import forget_indexes
from dashboard.map.tiles import Tiles, tiles_of
from dashboard.model import Document, Extraction
from dashboard.settings import Settings, page_reading
from dashboard.settings import settings as read_settings
from dashboard.stores import Store, open_store
from dashboard.translations import ENGLISH
from dashboard.ui.session.language import chosen
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


def extract(document: Document, name: str) -> Extraction:
    """Extract as pages read articles, in a process that has limits; ArticleFailed beyond them."""
    index()  # its files are as the places of one's own want them, or IndexMissing is said here
    return isolated.extract(document, name, settings().index, page_reading())


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
