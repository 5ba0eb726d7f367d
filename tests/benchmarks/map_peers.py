"""The usual ways to put events on a Streamlit page, served to be measured beside ours."""

from pathlib import Path

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from xstatic.pkg import leaflet, leaflet_markercluster

app = st.App(
    Path(__file__).with_name("map_peer_page.py"),
    routes=[  # offline, as we are
        Mount("/peer/leaflet", StaticFiles(directory=leaflet.BASE_DIR)),
        Mount("/peer/cluster", StaticFiles(directory=leaflet_markercluster.BASE_DIR)),
    ],
)
