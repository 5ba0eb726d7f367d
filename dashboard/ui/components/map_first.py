"""The map comes first: when a page opens, what stands beside it waits until the map has its places.

The browser draws one thing after the other, and the map's frame has several steps to go: between
them it would draw every filter and row that has already come.
"""

from threading import Event

import streamlit as st
from streamlit import runtime

OPENED = "map-first-opened"
LONGEST = 0.5  # s: a browser that keeps the map away waits no longer
_answered = Event()


def wait() -> None:
    """Wait, on a session's first run, until some map has been sent its places."""
    if OPENED in st.session_state or not runtime.exists():
        return
    st.session_state[OPENED] = True
    _answered.clear()
    _answered.wait(LONGEST)


def answered() -> None:
    """Say that a map has its places; of several sessions one may go on a little early."""
    _answered.set()
