"""Why a name in an article is taken for this place: reasons, other places, the record."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from geopy.distance import great_circle

from dashboard.translations import N_
from dashboard.translations.plain_text import plain
from dashboard.ui.components.article import place_wrong
from dashboard.ui.components.event_panel.event import name
from dashboard.ui.components.place import again, record
from dashboard.ui.session import resources, state, wording
from dashboard.ui.session.language import _, across, say
from dashboard.ui.session.snapshot import Snapshot
from gazetteer.errors import IndexMissing
from gazetteer.index.index import Index
from gazetteer.place import Place, Resolution

KINDS = {
    "place": N_("Place"),
    "metonym": N_("Place that stands for a government or a group"),
    "demonym": N_("People of a place"),
}


def show(now: Snapshot, resolution: Resolution) -> None:
    """Draw a mention with the place it means and why."""
    again.show(now)
    st.html(_heading(resolution))
    if resolution.reasons:
        items = "".join(f"<li>{escape(say(reason))}</li>" for reason in resolution.reasons)
        st.html(f'<div class="dl-part">{_("Why")}</div><ul class="dl-reasons">{items}</ul>')
    _others(resolution)
    try:
        index = resources.index()
    except IndexMissing as error:
        st.caption(wording.error_message(error))
        return
    place_wrong.show(now, resolution, index)
    if resolution.place:
        _record(resolution.place, index)


def _heading(resolution: Resolution) -> str:
    mention, place = resolution.mention, resolution.place
    kind = _(KINDS.get(mention.kind, mention.kind))
    if place is None:
        means = _("No place we could choose: it is not on the map.")
    else:
        likely = wording.likelihood(resolution.probability)
        means = f"{_where(place)} · {likely} ({wording.percent(resolution.probability)})"
    return (
        f'<div class="dl-kind">{escape(kind)}</div>'
        f'<div class="dl-title">{name(mention.text)}</div><div class="dl-when">{means}</div>'
    )


def _where(place: Place) -> str:
    country = wording.country(place.country)
    inside = _(", ") + escape(country) if country and country != place.name else ""
    return name(wording.place_both(place)) + inside


def _others(resolution: Resolution) -> None:
    chosen = resolution.place
    others = [c for c in resolution.alternatives if c.place != chosen]
    if not others:
        return
    st.html(f'<div class="dl-part">{_("It could also be")}</div>')
    data: dict[str, list[Any]] = {
        _("Name"): [plain(wording.place_both(c.place)) for c in others],
        _("What"): [record.kind(c.place) for c in others],
    }
    if chosen:
        data[_("Distance")] = [_distance(chosen, c.place) for c in others]
    data[_("Weight")] = [round(100 * c.score) for c in others]
    st.dataframe(
        pd.DataFrame(across(data)),
        hide_index=True,
        column_config={
            _("Distance"): st.column_config.NumberColumn(
                format=_("%d km"), help=_("From the place that was chosen")
            ),
            _("Weight"): st.column_config.NumberColumn(
                format="%d%%", help=_("Against the chosen place")
            ),
        },
    )


def _distance(here: Place, there: Place) -> int:
    km: float = great_circle((here.lat, here.lon), (there.lat, there.lon)).km
    return round(km)


def _record(place: Place, index: Index) -> None:
    st.html(f'<div class="dl-part">{_("The place")}</div>')
    record.show(place, index)
    if index.place(place.id) and st.button(
        _("Look at this place"), icon=":material/travel_explore:"
    ):
        state.open_place(place.id)
