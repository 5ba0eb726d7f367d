"""What the gazetteer holds of a place: names by language, what it is, who says so."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.translations import N_
from dashboard.translations.plain_text import plain
from dashboard.ui.components.event_panel import event as event_panel
from dashboard.ui.components.event_panel.event import name
from dashboard.ui.session import wording
from dashboard.ui.session.language import _, across
from gazetteer.index.index import Index
from gazetteer.place import Place

HERE = Path(__file__).resolve().parent
_NAME = re.compile(r"([a-z]{2,3}(?:-[A-Za-z0-9]+)*)=(.+)", re.DOTALL)
ANY = N_("Any language")
HOW = {
    "exact": N_("spelled like this"),
    "clitic": N_("after a prefix was taken off"),
    "article": N_("with or without the article"),
    "typo": N_("one letter different"),
    "skeleton": N_("same consonants, in another spelling or script"),
    "discovered": N_("from the words around it"),
}


def show(place: Place, index: Index) -> None:
    """Draw a place's record; without one in the index, what the article's words say of it."""
    record = index.place(place.id)
    st.html(features(record or place, _source(record, index)))
    if record:
        _names(index.names(record.id), index)


def feature(place: Place) -> str:
    """Write what kind of place it is."""
    known = _features()
    return _(
        known["codes"].get(place.feature_code)
        or known["classes"].get(place.feature_class)
        or event_panel.LOOKS["dl-place"]
    )


def kind(place: Place) -> str:
    """Write what kind of place it is, and in which country."""
    return _(", ").join(filter(None, (feature(place), wording.country(place.country))))


def coordinates(place: Place) -> str:
    """Write a point as people do."""
    lat, lon = (f"{abs(value):.3f}°" for value in (place.lat, place.lon))
    north = _("{degrees} N", degrees=lat) if place.lat >= 0 else _("{degrees} S", degrees=lat)
    east = _("{degrees} E", degrees=lon) if place.lon >= 0 else _("{degrees} W", degrees=lon)
    return _(", ").join((north, east))


def table(places: Iterable[Place]) -> dict[str, list[Any]]:
    """Return the columns every table of places has."""
    rows = list(places)
    return {
        _("Name"): [plain(wording.place_both(place)) for place in rows],
        _("What"): [feature(place) for place in rows],
        _("Country"): [wording.country(place.country) for place in rows],
    }


def features(place: Place, source: str) -> str:
    """Draw what is known of a place; `source` is HTML."""
    rows = {
        _("What"): escape(feature(place)),
        _("Country"): escape(wording.country(place.country)),
        _("People"): wording.number(place.population) if place.population else "",
        _("Point"): coordinates(place),
        _("May be off by"): wording.distance(place.radius_km) if place.radius_km else "",
        _("Note"): name(place.note) if place.note else "",
        _("Source"): source,
    }
    cells = (f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows.items() if value)
    return f'<dl class="dl-facts">{"".join(cells)}</dl>'


def _source(place: Place | None, index: Index) -> str:
    if place is None:
        return _("not in the gazetteer: the article’s own words name it")
    known = next((row for row in index.sources() if row["key"] == place.source), None)
    if known is None:
        return name(place.source or _("not known"))
    return _(
        "{source}, licence {licence}", source=name(known["name"]), licence=name(known["licence"])
    )


def _names(named: list[tuple[str, str]], index: Index) -> None:
    """List names by language, each with the sources that have it."""
    titles = {row["key"]: str(row["name"]) for row in index.sources()}
    languages: dict[str, dict[str, dict[str, None]]] = {}
    for text, source in named:
        found = _NAME.fullmatch(text)
        code, spelled = (found[1], found[2]) if found else ("", text)
        language = wording.language(code) if code else _(ANY)
        sources = languages.setdefault(language, {}).setdefault(spelled, {})
        sources[titles.get(source, source)] = None
    if not languages:
        return
    with st.expander(f"{_('Names')} · {wording.number(sum(map(len, languages.values())))}"):
        rows = [
            (language, plain(spelled), plain("; ".join(sources)))
            for language, spellings in sorted(languages.items(), key=_unknown_last)
            for spelled, sources in spellings.items()
        ]
        data = pd.DataFrame(rows, columns=[_("Language"), _("Name"), _("Source")])
        data = data[list(across(data))]
        st.dataframe(data, hide_index=True, height=320 if len(rows) > 8 else "auto")


def _unknown_last(pair: tuple[str, object]) -> tuple[bool, str]:
    return pair[0] == _(ANY), pair[0]


@cache
def _features() -> dict[str, dict[str, str]]:
    return tomllib.loads((HERE / "feature_names.toml").read_text(encoding="utf-8"))
