"""Two reports are merged in a browser: the map counts them once, and twice again when undone."""

from pathlib import Path

from playwright.sync_api import Page, expect

from dashboard.stores import open_store
from tests import synthetic
from tests.browser.conftest import drawn, serving, settle

HEAD = ".dl-head b"


def counts(page: Page) -> list[str]:
    frame = drawn(page)
    return sorted(box.inner_text() for box in frame.locator(".spot .place").all())


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()
    settle(page)


def test_merging_two_reports_changes_what_the_map_counts(page: Page, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'dateline.db'}") as store:
        for article in (*synthetic.two_reports(), synthetic.arabic()):
            store.save(article)
    with serving(tmp_path) as server:
        page.goto(f"{server}/?count=incidents")
        assert counts(page) == ["", "2"]
        page.goto(f"{server}/events")
        settle(page)
        page.get_by_role("button", name="Merge").click()
        expect(page.get_by_text("Merged:")).to_be_visible()
        page.goto(f"{server}/?count=incidents")
        assert counts(page) == ["", ""]
        assert drawn(page).locator(".place.disputed").count() == 2
        expect(page.locator(HEAD)).to_have_text("2 incidents")
        choose(page, "Reports")
        expect(page.locator(HEAD)).to_have_text("3 events")
        page.goto(f"{server}/events")
        settle(page)
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("button", name="Merge")).to_be_visible()
        page.goto(f"{server}/?count=incidents")
        assert counts(page) == ["", "2"]
