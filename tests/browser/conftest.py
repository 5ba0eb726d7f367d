"""A real server and a real browser; no request may leave this machine, no script may fail."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    Error,
    Frame,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from dashboard.stores import open_store
from tests import synthetic
from tests.serving import serving as serving

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HERE = re.compile(r"(https?|wss?)://127\.0\.0\.1[:/]|data:|blob:|about:|chrome-error:")
POLICY = re.compile(r"Content[- ]Security[- ]Policy|Permissions[- ]Policy", re.I)
# What streamlit-folium leaves where a script of a map's frame did not come: an event that names
# nothing. Which script, and why, is watched at the requests themselves: a frame that the next page
# takes away cuts its scripts short, which is no failure.
NAMELESS = "Event"
CUT_SHORT = re.compile(r"ERR_(ABORTED|CONNECTION_\w+|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)")
PATIENCE = 60_000  # milliseconds: other programs may be using this machine
expect.set_options(timeout=PATIENCE / 2)
MAP = 'iframe[title="streamlit_folium.st_folium"]'


def chromium() -> str | None:
    """Find a Chromium on this machine, best the one without windows: it needs half the time."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; without one skip, or fail where DATELINE_REQUIRE_BROWSER=1."""
    path = chromium()
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=path, args=[*FLAGS])
        except Error as error:
            reason = f"no Chromium to test with: {str(error).splitlines()[0]}"
            if os.environ.get("DATELINE_REQUIRE_BROWSER") == "1":
                pytest.fail(reason)
            pytest.skip(reason)
        yield started
        started.close()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with a store of synthetic articles; no test here writes to it."""
    folder = tmp_path_factory.mktemp("dateline")
    with open_store(f"sqlite:///{folder / 'dateline.db'}") as store:
        for article in (synthetic.arabic(), synthetic.english(), synthetic.hostile()):
            store.save(article)
        store.save(synthetic.unknown())
        store.save(synthetic.many(300))
    return folder


@pytest.fixture(scope="session")
def server(home: Path) -> Iterator[str]:
    """Serve the synthetic store."""
    with serving(home) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page that fails the test if it asks another machine or a script of it fails."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    outside: list[str] = []
    broken: list[str] = []
    opened.on("request", lambda r: HERE.match(r.url) or outside.append(r.url))
    opened.on("websocket", lambda w: HERE.match(w.url) or outside.append(w.url))
    opened.on("requestfailed", lambda r: _never_came(r) and broken.append(f"{r.url}: {r.failure}"))
    opened.on("response", lambda r: _refused(r) and broken.append(f"{r.url}: {r.status}"))
    opened.on("pageerror", lambda error: str(error) == NAMELESS or broken.append(str(error)))
    opened.on("console", lambda m: POLICY.search(m.text) and broken.append(m.text))
    opened.on("dialog", lambda dialog: (broken.append(dialog.message), dialog.dismiss()))
    yield opened
    context.close()
    assert not outside, f"asked other machines: {outside}"
    assert not broken, f"scripts failed: {broken}"


def _never_came(request: Request) -> bool:
    """Return whether a script failed to load though its frame and its server were there.

    A test ends with its server, often before its page, which may still be loading ahead.
    """
    return request.resource_type == "script" and not CUT_SHORT.search(request.failure or "")


def _refused(response: Response) -> bool:
    return response.request.resource_type == "script" and response.status >= 400


def settle(page: Page) -> None:
    """Wait until Streamlit is connected and has nothing left to do."""
    app = "[data-testid='stApp']"
    page.locator(f"{app}[data-test-connection-state='CONNECTED']").wait_for(state="attached")
    page.wait_for_timeout(250)  # a click takes a moment to become a run
    page.locator(f"{app}[data-test-script-state='notRunning']").wait_for(state="attached")


def drawn(page: Page) -> Frame:
    """Return the map's frame once its ground and the places of the present view are painted.

    Streamlit may put a new frame in place of one that is still loading: then that one is awaited.
    """
    for _ in range(6):
        settle(page)
        handle = page.locator(MAP).element_handle()
        frame = handle.content_frame() if handle else None
        if frame is None:
            continue
        try:
            frame.wait_for_function(
                "() => { const root = document.documentElement;"
                " return root && root.dataset.painted && root.dataset.ground }",
                timeout=PATIENCE / 3,
            )
        except Error:
            continue
        return frame
    raise AssertionError("the map was never painted")


def painted(frame: Frame) -> str:
    """Return the token of what the map shows: filter, store version, zoom."""
    token: str = frame.evaluate("document.documentElement.dataset.painted")
    return token


def wait_until(page: Page, expression: str) -> None:
    """Wait until an expression is true; the page's own policy lets nothing be evaluated in it."""
    for _ in range(PATIENCE // 100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {expression}")


def repainted(frame: Frame, before: str) -> str:
    """Wait until the map shows something else than `before`."""
    frame.wait_for_function(
        "before => document.documentElement?.dataset.painted !== before", arg=before
    )
    return painted(frame)
