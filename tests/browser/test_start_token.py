"""The token as a browser meets it: opened from the printed address, from a file, from a link."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.cli.opening import leading_to
from tests.browser.conftest import serving, settle

TOKEN = "a-token-of-this-test-alone"


@pytest.fixture(scope="module")
def locked(home: Path) -> Iterator[str]:
    """Serve the synthetic store behind a token."""
    with serving(home, DATELINE_TOKEN=TOKEN) as address:
        yield address


def test_the_printed_address_opens_the_pages_and_loses_the_token(page: Page, locked: str) -> None:
    page.goto(f"{locked}/events?token={TOKEN}&words=drone")
    settle(page)
    expect(page.get_by_text("Possibly the same event").first).to_be_visible()
    address = urlsplit(page.url)
    assert address.path == "/events"
    assert "token" not in address.query and "words=drone" in address.query
    (cookie,) = [c for c in page.context.cookies() if c["name"].startswith("dateline-token")]
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"
    assert TOKEN not in page.evaluate("document.cookie")


def test_without_it_a_browser_is_asked_and_may_type_it(page: Page, locked: str) -> None:
    page.goto(f"{locked}/events?words=drone")
    page.get_by_label("Token").fill("that-of-yesterday-no-more")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_text("not the token of the Dateline that runs now")).to_be_visible()
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Open").click()
    settle(page)
    assert urlsplit(page.url).path == "/events" and "words=drone" in page.url


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Page]:
    """Open a page that may come from elsewhere."""
    with browser.new_context() as context:
        yield context.new_page()


def test_the_file_that_the_start_opens_leads_to_the_pages(
    stranger: Page, locked: str, tmp_path: Path
) -> None:
    file = tmp_path / "open.html"
    stranger.goto(leading_to(f"{locked}/?token={TOKEN}", file))
    stranger.wait_for_url(f"{locked}/**")
    settle(stranger)
    expect(stranger.get_by_test_id("stTopNavLink").first).to_be_visible()
    assert file.stat().st_mode & 0o077 == 0


def test_a_link_of_another_site_opens_for_who_has_come_in_before(
    stranger: Page, locked: str
) -> None:
    """The strict cookie is kept back at first: a page of ours asks again, and has it."""
    stranger.goto(f"{locked}/?token={TOKEN}")
    stranger.route(
        "http://other.test/", lambda route: route.fulfill(body=link, content_type="text/html")
    )
    link = f'<a href="{locked}/events">the events</a>'
    stranger.goto("http://other.test/")
    stranger.get_by_text("the events").click()
    stranger.wait_for_url(f"{locked}/events*")
    settle(stranger)
    expect(stranger.get_by_text("Possibly the same event").first).to_be_visible()
