"""What stands around every page: name, navigation, style. Streamlit runs this file."""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

# Streamlit puts this folder on the path while it runs us; nothing here is imported from it.
HERE = Path(__file__).resolve().parent
if str(HERE.parents[1]) not in sys.path:
    sys.path.insert(0, str(HERE.parents[1]))

import streamlit as st  # noqa: E402

from dashboard.errors import DashboardError  # noqa: E402
from dashboard.ui.session import failing, language, reconnect, state  # noqa: E402
from dashboard.ui.session.language import _  # noqa: E402
from dashboard.ui.views import PAGES  # noqa: E402
from gazetteer.errors import GazetteerError  # noqa: E402


def run() -> None:
    """Draw the frame and the chosen page."""
    st.set_page_config(
        page_title="Dateline",
        page_icon=str(HERE / "icon.svg"),
        layout="wide",
        initial_sidebar_state="auto",
    )
    language.settle()
    style = (HERE / "style.css").read_text(encoding="utf-8") + language.of_streamlit()
    st.html(f"<style>{style}</style>")
    st.logo(str(HERE / "logo.svg"), size="large")
    pages = {}
    for page in PAGES:
        name = f"dashboard.ui.views.{page.module}"
        if find_spec(name) is None:
            continue
        icon = f":material/{page.icon}:"
        pages[page.address] = st.Page(
            import_module(name).page,
            title=_(page.title),
            icon=icon,
            url_path=page.address,
            default=page is PAGES[0],
        )
    st.session_state[state.PAGES] = pages
    chosen = st.navigation(list(pages.values()), position="top")
    language.choice()
    reconnect.watch()
    try:
        chosen.run()
    except (DashboardError, GazetteerError) as error:
        failing.show(error)


run()
