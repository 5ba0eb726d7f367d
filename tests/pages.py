"""Open a page of the dashboard without a server or a browser, and find things on it."""

from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.paths import ROOT

FRAME = ROOT / "dashboard" / "ui" / "frame.py"


def opened(page: str = "map", **query: str) -> AppTest:
    """Open the page of an address, as the frame does."""
    app = AppTest.from_file(str(FRAME), default_timeout=30)
    app._page_hash = calc_hash(page)  # what st.Page makes of its url_path
    for key, value in query.items():
        app.query_params[key] = value
    return ran(app)


def ran(what: Any) -> AppTest:
    """Run the page, or what was typed into or clicked on it."""
    app: AppTest = what.run()
    assert not app.exception, app.exception
    return app


def button(app: AppTest, label: str) -> Any:
    """Find a button by what it says."""
    return next(b for b in app.button if b.label == label)


def html(app: AppTest) -> str:
    """Return what the page says as HTML, but for its style."""
    bodies = [block.proto.body for block in app.get("html")]  # type: ignore[attr-defined]
    return "".join(body for body in bodies if "<style>" not in body)
