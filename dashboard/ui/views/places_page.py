"""The gazetteer: search it by any spelling, places of one's own, and names without a point."""

import re
import zlib
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from geopy.exc import GeocoderQueryError
from geopy.location import Location
from streamlit_folium import st_folium

from dashboard.map.numbered import numbered
from dashboard.map.world import world
from dashboard.stores import Filter
from dashboard.translations import N_
from dashboard.ui.components.event_panel.event import name
from dashboard.ui.components.place import again, form, record, unplaced
from dashboard.ui.components.place import mine as place_mine
from dashboard.ui.session import resources, snapshot, state, wording
from dashboard.ui.session.language import _, _n, across, chosen
from dashboard.ui.session.snapshot import Snapshot
from gazetteer.geocoding.geocoder import LocalGeocoder
from gazetteer.index.index import Index
from gazetteer.place import Place

MOST, NEAR, MOST_NEAR = 25, 25.0, 15
MAP_HEIGHT = 380
MOST_ARTICLES = 8
NEAR_POINT = N_("near this point")
QUERY, ROUND, PARTS = "place-query", "place-round", "places-part"
EXAMPLES = ("دير الزور", "Deir Ezzor", "Alleppo", "الفرات", "35.95, 39.01")
_POINT = re.compile(r"\s*+-?\d++(\.\d++)?+(?:\s*+[,،;]\s*+|\s++)-?\d++(\.\d++)?+\s*+")


def page() -> None:
    """Show the page."""
    with snapshot.take() as now:
        _page(now)


def _page(now: Snapshot) -> None:
    st.html(
        f'<div class="dl-head"><b>{_("Places")}</b><span>{_("what a name may mean")}</span></div>'
    )
    part = _part(now)
    again.show(now)
    if part == "mine":
        place_mine.show()
    elif part == "unplaced":
        unplaced.show(now)
    elif part == "form":
        form.show()
    else:
        _search_part(now, resources.index())


def _part(now: Snapshot) -> str:
    """Let the user choose a part of the page; the address holds it."""
    shown = st.query_params.get(form.PART, "search")
    mine, waiting = len(resources.my_places().places()), unplaced.count(now)
    parts = {
        "search": _("Search"),
        "mine": f"{_('My places')} · {wording.number(mine)}",
        "unplaced": f"{_('Not on the map yet')} · {wording.number(waiting)}",
    }
    st.session_state[PARTS] = shown if shown in parts else None
    st.segmented_control(
        _("Part"),
        list(parts),
        key=PARTS,
        format_func=parts.__getitem__,
        on_change=_go_to,
        label_visibility="collapsed",
    )
    return shown


def _go_to() -> None:
    part = st.session_state[PARTS] or st.query_params.get(form.PART, "search")
    state.write_address({} if part == "search" else {form.PART: part})


def _search_part(now: Snapshot, index: Index) -> None:
    query = _search()
    place = _chosen(index)
    if not query and place is None:
        _nothing_yet(index)
        return
    found = _find(query, index) if query else []
    if query and not found:
        _unknown(query)
    # Several answers are all shown on the map, until one of them is chosen.
    picked = place if place or len(found) != 1 else index.place(found[0].raw["id"])
    if place is None and found:
        place = index.place(found[0].raw["id"])
    left, right = st.columns([7, 5], gap="medium")
    with left:
        if found:
            _candidates(found, query)
        _map(found, picked)
    with right:
        if place:
            _place(now, place, index)


def _unknown(query: str) -> None:
    st.info(
        _(
            "No place is known by that name. Try another spelling, another script, or a larger "
            "place nearby."
        )
    )
    if any(map(str.isalpha, query)) and st.button(
        _("Add it as a place of yours"), icon=":material/add_location:"
    ):
        form.begin(form.Form(names=(query,)))
        form.go()


def _search() -> str:
    st.session_state[QUERY] = st.query_params.get(state.FIND, "")
    query = st.text_input(
        _("Name in any language and spelling, or a point such as 35.95, 39.01"),
        key=QUERY,
        on_change=lambda: _look_for(st.session_state[QUERY]),
        placeholder="دير الزور",
    )
    return " ".join(str(query).split())


def _look_for(query: str) -> None:
    query = " ".join(query.split())
    state.write_address({state.FIND: query} if query else {})


def _choose(place: str) -> None:
    query = st.query_params.get(state.FIND, "")
    state.write_address({**({state.FIND: query} if query else {}), state.PLACE: place})
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _chosen(index: Index) -> Place | None:
    asked = st.query_params.get(state.PLACE, "")
    place = index.place(asked) if asked else None
    if asked and place is None:
        st.warning(_("The place of this link is not in this gazetteer."))
    return place


def _nothing_yet(index: Index) -> None:
    size = index.size()
    st.write(
        _(
            "Search {places} by {names}. Spelling need not be exact: typing errors, the article, "
            "and other romanisations are allowed for.",
            places=_n("{n} place", "{n} places", size["places"]),
            names=_n("{n} name", "{n} names", size["names"]),
        )
    )
    with st.container(horizontal=True):
        for query in EXAMPLES:
            st.button(query, on_click=_look_for, args=(query,), key=f"example-{query}")


def _find(query: str, index: Index) -> list[Location]:
    geocoder = LocalGeocoder(index)
    try:
        if _POINT.fullmatch(query):
            point = ", ".join(re.findall(r"-?\d+(?:\.\d+)?", query))
            found = geocoder.reverse(point, exactly_one=False, limit=MOST)
        else:
            found = geocoder.geocode(query, exactly_one=False, limit=MOST)
    except (GeocoderQueryError, ValueError):
        return []
    return list(found or [])


def _candidates(found: list[Location], query: str) -> None:
    how = found[0].raw.get("how", "")
    how_found = _(record.HOW.get(how, NEAR_POINT))
    head = _n("The best {n} place", "The best {n} places", MOST)
    if len(found) < MOST:
        head = _n("{n} place", "{n} places", len(found))
    st.html(f'<div class="dl-part">{head}<span class="dl-note"> · {escape(how_found)}</span></div>')
    if how and len(found) == MOST and not re.search("[,،]", query):
        st.caption(_("There may be more: add a country or province behind a comma to see its own."))
    places = [resources.index().place(location.raw["id"]) for location in found]
    rows = [place for place in places if place]
    data: dict[str, list[Any]] = {"#": list(range(1, len(rows) + 1)), **record.table(rows)}
    data[_("People")] = [
        wording.number(place.population) if place.population else "" for place in rows
    ]
    if not how:
        data[_("Distance")] = [location.raw["distance_km"] for location in found]
    key = f"candidates-{zlib.crc32(query.encode())}-{st.session_state.get(ROUND, 0)}"
    chosen = _pick(data, key)
    if chosen is not None:
        _choose(rows[chosen].id)
        st.rerun()


def _pick(data: dict[str, list[Any]], key: str) -> int | None:
    answer: Any = st.dataframe(
        pd.DataFrame(across(data)),
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        height=250 if len(data[_("Name")]) > 6 else "auto",
        column_config={
            "#": st.column_config.NumberColumn(width=36),
            _("People"): st.column_config.TextColumn(alignment="right"),
            _("Distance"): st.column_config.NumberColumn(format=_("%.1f km")),
        },
    )
    cells = answer["selection"]["cells"]
    return int(cells[0][0]) if cells else None


def _map(found: list[Location], place: Place | None) -> None:
    """Only numbers go onto the map; the table says what they are."""
    points = [(location.latitude, location.longitude) for location in found]
    if place and not points:
        points = [(place.lat, place.lon)]
    picked = (place.lat, place.lon, place.radius_km, "circle", None) if place else None
    fitting = zlib.crc32(repr(points).encode())
    st_folium(
        world(tiled=resources.tiles() is not None),
        key="places",
        height=MAP_HEIGHT,
        width=None,
        returned_objects=[],
        feature_group_to_add=numbered(
            points, picked=picked, fitting=fitting, language=chosen().language
        ),
    )


def _place(now: Snapshot, place: Place, index: Index) -> None:
    with st.container(border=True, key="place-panel"):
        where = record.kind(place)
        title = f'<div class="dl-title">{name(wording.place_both(place))}</div>'
        st.html(f'<div class="dl-kind">{escape(where)}</div>{title}')
        record.show(place, index)
        label = _("Edit") if place.source == "mine" else _("Correct this place")
        if st.button(label, icon=":material/edit_location:", key="place-correct"):
            mine = resources.my_places().get(place.id)
            form.begin(form.of_place(place, said_by=mine.said_by if mine else ""))
            form.go()
        _used(now, place)
        _nearby(place, index)


def _used(now: Snapshot, place: Place) -> None:
    """List the articles that tell of events at a place, then those that only name it."""
    store, wanted = now.store, Filter(places=(place.id,), modes=())
    count = store.count(wanted)
    st.html(f'<div class="dl-part">{_n("{n} event here", "{n} events here", count)}</div>')
    naming = store.naming(place.id)
    if (count or naming) and st.button(_("See on the map"), icon=":material/map:"):
        state.begin(Filter(places=(place.id,), modes=()))
        state.open_page("map")
    with_events = store.facets(wanted).articles if count else ()
    uses = {article.key: _n("{n} event", "{n} events", article.count) for article in with_events}
    uses = {article: uses.get(article, _("named only")) for article in [*uses, *naming]}
    titles = {summary.id: summary.title for summary in snapshot.documents(now).values()}
    for article, how in list(uses.items())[:MOST_ARTICLES]:
        label = f"{wording.isolated(titles.get(article, ''))} · {how}"
        if st.button(label, key=f"used-{article}", type="tertiary", icon=":material/article:"):
            state.open_article(article)
    if len(uses) > MOST_ARTICLES:
        more = len(uses) - MOST_ARTICLES
        st.caption(_n("and {n} more article", "and {n} more articles", more))
    if not uses:
        st.caption(_("No article added so far names this place."))


def _nearby(place: Place, index: Index) -> None:
    reach = max(NEAR, min(100.0, place.radius_km))
    near = index.near(place.lat, place.lon, radius_km=reach, limit=MOST_NEAR + 1)
    near = [(km, other) for km, other in near if other.id != place.id][:MOST_NEAR]
    with st.expander(f"{_('Nearby')} · {len(near)}"):
        if not near:
            st.caption(_("Nothing is known within {distance}.", distance=wording.distance(reach)))
            return
        data = record.table(other for _, other in near)
        data[_("Distance")] = [km for km, _ in near]
        chosen = _pick(data, f"near-{place.id}-{st.session_state.get(ROUND, 0)}")
        if chosen is not None:
            _choose(near[chosen][1].id)
            st.rerun()
