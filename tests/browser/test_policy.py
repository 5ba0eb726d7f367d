"""What the pages forbid themselves, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import settle

ATTEMPTS = {
    "a script in an element": """() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
    }""",
    "an attribute": """() => {
        document.body.insertAdjacentHTML("beforeend", '<img src="x:" onerror="window.ran = true">');
    }""",
    "a link": """() => {
        document.body.insertAdjacentHTML("beforeend", '<a href="javascript:window.ran = 1">x</a>');
        document.body.lastElementChild.click();
    }""",
    "text given to a timer": """() => { setTimeout("window.ran = true") }""",
    "a script from elsewhere": """() => {
        const script = document.createElement("script");
        script.src = "data:text/javascript,window.ran = true";
        document.body.append(script);
    }""",
}


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Page]:
    """Open a page that may break its policy."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_no_script_that_was_slipped_in_runs(stranger: Page, server: str, attempt: str) -> None:
    refused: list[str] = []
    stranger.on("console", lambda message: refused.append(message.text))
    stranger.goto(f"{server}/about")
    settle(stranger)
    stranger.evaluate(ATTEMPTS[attempt])
    stranger.wait_for_timeout(300)
    assert stranger.evaluate("window.ran") is None
    assert any("Content Security Policy" in text for text in refused)
