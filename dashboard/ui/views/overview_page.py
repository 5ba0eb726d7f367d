"""The overview: how many events, of what kind, where, told by whom; two periods; what changed."""

from html import escape

import numpy as np
import streamlit as st

from dashboard.stores import Filter
from dashboard.ui.components.event_list import filters
from dashboard.ui.components.overview import changes, charts, compare
from dashboard.ui.session import nothing, snapshot, state, wording
from dashboard.ui.session.language import _, _n
from dashboard.ui.session.snapshot import Snapshot


def page() -> None:
    """Show the page."""
    with snapshot.take() as now:
        _page(now)


def _page(now: Snapshot) -> None:
    if nothing.there(now):
        return
    wanted = state.current().filter
    filters.show(snapshot.facets(now, wanted), snapshot.documents(now))
    _headline(now, wanted)
    if not len(snapshot.wanted(now, wanted)):
        nothing.no_match()
    else:
        charts.show(now, wanted)
        left, right = st.columns(2, gap="medium")
        with left:
            compare.show(now, wanted)
        with right:
            changes.show(now, wanted)
    state.show_in_address()


def _headline(now: Snapshot, wanted: Filter) -> None:
    articles = len(np.unique(snapshot.columns(now).document[snapshot.wanted(now, wanted)]))
    parts = [_n("{n} article", "{n} articles", articles)]
    parts += wording.losses(snapshot.losses(now, wanted))
    head = filters.counted(len(snapshot.wanted(now, wanted)))
    said = escape(" · ".join(parts))
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.html(f'<div class="dl-head"><b>{head}</b><span>{said}</span></div>')
    if right.button(_("See on the map"), icon=":material/map:"):
        state.open_page("map")
