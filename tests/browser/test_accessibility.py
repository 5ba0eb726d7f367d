"""axe-core's judgement of every page: nothing serious, in either language, theme and width."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page

from dashboard.ui.views import PAGES
from tests.browser.conftest import MAP, settle

AXE = Axe()
GRAVE = {"serious", "critical"}
# The maps of other pages than the first show no events of the server's: their ground must do.
GROUNDED = (
    "() => document.documentElement?.dataset.ground"
    " && document.getElementById('list-area')?.textContent !== ''"  # its words come by themselves
)
TRIES = 3  # what Streamlit runs again is pale while it runs: only what stays is a fault
LOOKS = (("en", "light", 1280), ("ar", "light", 390), ("ar", "dark", 1280), ("en", "dark", 390))


def grave(frame: Page | Frame) -> list[str]:
    """Return what axe-core finds serious or critical: the rule, how often, and one place."""
    frame.evaluate(AXE.axe_script)
    answer: dict[str, Any] = frame.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{found['id']} ({len(found['nodes'])}): {found['nodes'][0]['html'][:160]}"
        for found in answer["violations"]
        if found["impact"] in GRAVE
    ]


def grounded(page: Page) -> Frame:
    """Return the map's frame once its ground is drawn."""
    handle = page.locator(MAP).element_handle()
    frame = handle.content_frame() if handle else None
    assert frame
    frame.wait_for_function(GROUNDED)
    return frame


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}, {look[1]}, {look[2]} px")
def look(request: pytest.FixtureRequest, browser: Browser) -> Any:
    language, theme, width = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce"
    )
    yield context.new_page(), language
    context.close()


@pytest.mark.parametrize("address", [page.address for page in PAGES])
def test_axe_finds_nothing_serious_on_a_page(look: Any, server: str, address: str) -> None:
    page, language = look
    page.goto(f"{server}/{address}?lang={language}")
    found = ["not looked at yet"]
    for _ in range(TRIES):
        settle(page)
        page.wait_for_timeout(600)
        found = grave(page)
        if page.locator(MAP).count():
            found += [f"in the map: {problem}" for problem in grave(grounded(page))]
        if not found:
            break
    assert not found
