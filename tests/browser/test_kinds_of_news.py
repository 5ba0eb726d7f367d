"""Places that are only named, the legend that filters, and the overview, as a reader uses them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from dashboard.stores import open_store
from tests import synthetic
from tests.browser.conftest import drawn, serving, settle, wait_until


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve one article that names Raqqa and Lyon and tells no event."""
    folder = tmp_path_factory.mktemp("quiet")
    with open_store(f"sqlite:///{folder / 'dateline.db'}") as store:
        store.save(replace(synthetic.english(), events=()))
    with serving(folder) as address:
        yield address


def test_an_article_without_events_comes_to_the_map_and_says_its_sentence(page, quiet):
    page.goto(f"{quiet}/articles")
    settle(page)
    page.get_by_role("button", name="See on the map").click()
    frame = drawn(page)
    expect(page.locator(".dl-head b")).to_have_text("0 events")
    lyon = frame.get_by_role("button", name="Lyon: named in 1 article, named only")
    expect(lyon).to_be_visible()
    lyon.press("Enter")
    settle(page)
    row = page.locator("[data-event], tr, [role=row]").filter(has_text="Lyon").first
    row.click()
    expect(page.get_by_text("Named in 1 sentence")).to_be_visible()
    wait_until(page, "location.search.includes('named')")


def test_places_named_are_switched_on_beside_events_and_stay_in_the_link(page, server):
    page.goto(f"{server}/?map=42,20,4")
    frame = drawn(page)
    assert frame.locator(".spot-named").count() == 0
    page.get_by_text("Places named", exact=True).first.click()
    frame.locator(".spot-named").first.wait_for()
    wait_until(page, "location.search.includes('named=1')")
    page.goto(page.url)
    frame = drawn(page)
    frame.locator(".spot-named").first.wait_for()
    expect(frame.locator("#legend")).to_contain_text("Places named")


def test_a_press_in_the_legend_filters_and_a_second_one_lets_go(page, server):
    page.goto(f"{server}/?colour=type&map=35.2,39.5,6")
    frame = drawn(page)
    before = page.locator(".dl-head b").inner_text()
    row = frame.locator(".legend-press", has_text="Armed clash")
    row.press("Enter")
    wait_until(page, "location.search.includes('type=Armed')")
    settle(page)
    expect(page.locator(".dl-head b")).not_to_have_text(before)
    expect(frame.locator(".legend-press", has_text="Armed clash")).to_have_attribute(
        "aria-pressed", "true"
    )
    frame.locator(".legend-press", has_text="Armed clash").click()
    expect(page.locator(".dl-head b")).to_have_text(before)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_bar_of_the_overview_filters_and_leads_to_the_map(page, server, language):
    page.goto(f"{server}/overview?lang={language}")
    settle(page)
    bar = page.locator(".ov-row").nth(1)
    bar.wait_for()
    bar.click()
    wait_until(page, "location.search.includes('type=')")
    settle(page)
    expect(page.locator(".ov-row[aria-pressed=true]").first).to_be_visible()
    page.locator(".ov-some").first.wait_for()
    narrow = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert narrow
