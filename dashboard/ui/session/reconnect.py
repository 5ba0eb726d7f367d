"""A tab that outlives its server: once there is one again, its page runs anew."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

SCRIPT = Path(__file__).with_name("reconnect.js")


def watch() -> None:
    """Let the browser ask for a run of the page whenever it has connected again."""
    _component()(key="reconnect", on_again_change=_nothing)


def _nothing() -> None:
    """Take the word of the browser: it is the run that was wanted."""


@cache
def _component() -> Any:
    return st.components.v2.component("reconnect", js=SCRIPT.read_text(encoding="utf-8"))
