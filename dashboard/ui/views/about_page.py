"""What Dateline is, what it stands on, how right it is, and what it never does."""

import re
import sys
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import __version__
from dashboard.translations import ENGLISH, N_
from dashboard.ui.session import resources, wording
from dashboard.ui.session.language import _, _n, chosen
from gazetteer.errors import IndexMissing

HERE = Path(__file__).resolve().parent
EVALUATION = HERE.parents[1] / "docs" / "evaluation.md"
PACKAGES = ("streamlit", "folium", "streamlit-folium", "XStatic-Leaflet", "geopy", "pandas")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")


def page() -> None:
    """Show the page."""
    st.html(f'<div class="dl-head"><b>{_("About Dateline")}</b></div>')
    st.markdown(_(WHAT))
    _sources()
    st.subheader(_("Borders"))
    st.markdown(_(BORDERS))
    _accuracy()
    st.subheader(_("Privacy"))
    st.markdown(_(PRIVACY))
    if (tiles := resources.tiles()) and tiles.host:
        st.warning(
            _("Online map tiles are switched on: your browser asks {host}.", host=tiles.host)
        )
    _versions()
    _scrollable()(data={"label": _("A table, wider than the page")})


WHAT = N_("""\
Dateline reads news articles and puts what they report on a map with a timeline: what happened,
where, when, who was involved, how many were hurt, and who says so or denies it. Every point on the
map leads back to the words it came from.

It is a reading aid, not a judge. It does not say what is true: it says what an article says, and
how sure it is of having understood it. A place is shown with the area its words really leave open,
a date with the precision its words carry, and what has no place or no date is counted and listed.
""")
BORDERS = N_("""\
The basemap draws borders as Natural Earth does: **de facto**, by who holds a territory, not by who
claims it. No drawing or name of a border or a place is a statement about its status.
""")
PRIVACY = N_("""\
Everything happens on this machine: reading, recognising names, the gazetteer, the map. No article,
search or click is sent anywhere, no account or key is needed, and no usage is counted. Links to
an article’s original open only when you click them.
""")


def _sources() -> None:
    st.subheader(_("Data and licences"))
    rows = [(_(c["what"]), _(c["name"]), _(c["licence"]), "") for c in _credits()]
    try:
        index = resources.index()
        size = index.size()
        places = _n("{n} place", "{n} places", size["places"])
        names = _n("{n} name", "{n} names", size["names"])
        st.markdown(_("The gazetteer holds {places} with {names}.", places=places, names=names))
        named = [
            (_gazetteer(source["places"]), source["name"], source["licence"], source["version"])
            for source in index.sources()
        ]
        rows = named + rows
    except IndexMissing as error:
        st.caption(wording.error_message(error))
    _table(rows, _("What"), _("From"), _("Licence"), _("Version"))


def _gazetteer(places: int) -> str:
    return _n("Gazetteer: {n} place", "Gazetteer: {n} places", places)


def _table(rows: Iterable[Sequence[str]], *columns: str) -> None:
    """Draw a table; st.table reads its cells as Markdown, and a source's name may hold some."""
    cells = [[wording.literal(cell) for cell in row] for row in rows]
    st.table(pd.DataFrame(cells, columns=list(columns)).set_index(columns[0]))


def _accuracy() -> None:
    st.subheader(_("Accuracy"))
    text = _accuracy_text()
    if text:
        if chosen().language != ENGLISH:
            st.caption(_("From the chapter on evaluation, in English."))
        with st.container(key="accuracy"):
            st.markdown(text)
        _scrollable()(data={"part": "accuracy", "label": _("Accuracy")})
    else:
        st.caption(_("This copy has no chapter on evaluation."))


@cache
def _scrollable() -> Any:
    script = (HERE.parent / "components" / "scrollable.js").read_text(encoding="utf-8")
    return st.components.v2.component("scrollable", js=script)


def _accuracy_text() -> str:
    """Return what the chapter on evaluation says we measured."""
    if not EVALUATION.is_file():
        return ""
    text = EVALUATION.read_text(encoding="utf-8").partition("\n")[2]
    return _IMAGE.sub("", text).strip()


def _versions() -> None:
    st.subheader(_("This copy"))
    articles = resources.store().documents()
    events = sum(article.events + article.others for article in articles)
    rows = {
        "Dateline": __version__,
        _("Articles kept"): _(
            "{articles}, with {events}",
            articles=wording.number(len(articles)),
            events=_n("{n} event", "{n} events", events),
        ),
        _("Kept in"): str(resources.settings().home),
        "Python": ".".join(map(str, sys.version_info[:3])),
        **{package: _version(package) for package in PACKAGES},
    }
    _table(rows.items(), _("Part"), _("Version"))


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return _("not installed")


@cache
def _credits() -> list[dict[str, str]]:
    credits = tomllib.loads((HERE.parent / "credits.toml").read_text(encoding="utf-8"))
    listed: list[dict[str, str]] = credits["credit"]
    return listed
