"""A page with EVENTS random points, drawn the usual way that PEER names. Streamlit runs it."""

import os

import folium
import numpy as np
import pandas as pd
import pydeck
import streamlit as st
from folium.plugins import MarkerCluster
from streamlit_folium import st_folium

PEER, EVENTS = os.environ["PEER"], int(os.environ["EVENTS"])
LEAFLET = [("leaflet", "../../peer/leaflet/leaflet.js")]
LEAFLET_STYLE = [("leaflet_css", "../../peer/leaflet/leaflet.css")]
CLUSTER = [("cluster", "../../peer/cluster/leaflet.markercluster.js")]
CLUSTER_STYLE = [("cluster_css", "../../peer/cluster/MarkerCluster.css")]


def folium_map(points: list[list[float]]) -> folium.Map:
    """Make the map with a marker for each point, in clusters where those are asked for."""
    chart = folium.Map((35, 39), zoom_start=7, tiles=None, maxZoom=14)
    chart.default_js, chart.default_css = LEAFLET, LEAFLET_STYLE
    into = chart
    if PEER == "MarkerCluster":
        into = MarkerCluster().add_to(chart)
        into.default_js, into.default_css = CLUSTER, CLUSTER_STYLE
    for point in points:
        folium.Marker(point).add_to(into)
    return chart


def deck(points: list[list[float]]) -> pydeck.Deck:
    """Make a deck.gl map with a dot for each point."""
    data = pd.DataFrame(points, columns=["lat", "lon"])
    layer = pydeck.Layer("ScatterplotLayer", data, get_position=["lon", "lat"], get_radius=900)
    view = pydeck.ViewState(latitude=35, longitude=39, zoom=6)
    return pydeck.Deck([layer], initial_view_state=view, map_provider=None, map_style=None)


random = np.random.default_rng(7)
places = np.stack([random.uniform(32, 38, EVENTS), random.uniform(35, 43, EVENTS)], axis=1)
if PEER == "pydeck":
    st.pydeck_chart(deck(places.tolist()))
elif PEER != "no map":
    st_folium(folium_map(places.tolist()), returned_objects=[], width=900, height=560)
# Below the map: it is there when all of the page is.
clicks = st.session_state.get("clicks", 0)
st.button("Unrelated", on_click=lambda: st.session_state.update(clicks=clicks + 1))
st.html(f'<p id="clicks">{clicks:d}</p>')
