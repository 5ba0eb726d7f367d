import re

import pytest
from playwright.sync_api import Page, expect

from dashboard.translations.plain_text import plain
from tests import synthetic
from tests.browser.conftest import MAP, drawn, painted, repainted, serving, settle, wait_until

HEAD = ".dl-head b"
PANEL = ".dl-title"


def brush(page: Page, start: float, end: float) -> None:
    plot = page.locator(".tl-plot")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box
    y = box["y"] + box["height"] * 0.4
    page.mouse.move(box["x"] + box["width"] * start, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * end, y, steps=6)
    page.mouse.up()
    settle(page)


def runs(page: Page) -> list[str]:
    """Collect what is sent to Streamlit from now on: each message is a run of the page."""
    sent: list[str] = []
    page.on("websocket", lambda w: w.on("framesent", lambda _: sent.append("run")))
    return sent


def test_the_map_loads_without_the_internet(page, server):
    page.goto(server)
    frame = drawn(page)
    assert frame.locator(".spot").count() > 5
    frame.locator(".label").nth(5).wait_for(state="attached")
    assert frame.locator("canvas").count() >= 1
    box = page.locator(MAP).bounding_box()
    assert box and box["height"] > 400
    expect(page.locator(HEAD)).to_have_text("305 events")


def test_panning_asks_the_server_for_places_and_never_runs_the_page(page, server):
    sent = runs(page)
    page.goto(server)
    frame = drawn(page)
    page.wait_for_timeout(500)
    before, count = painted(frame), len(sent)
    with page.expect_request(lambda request: "/api/places" in request.url):
        frame.evaluate("() => { map.setView([35.2, 40], 8, {animate: false}); }")
    assert repainted(frame, before).endswith("/z8")
    page.wait_for_timeout(600)
    assert len(sent) == count
    assert "map=35.200,40.000,8" in page.url


def test_a_brush_filters_the_map_and_stands_in_the_link(page, server):
    page.goto(server)
    frame = drawn(page)
    before = painted(frame)
    brush(page, 0.4, 0.6)
    page.wait_for_url("**/*since=*")
    frame.wait_for_function(
        "before => !document.documentElement.dataset.painted.startsWith(before)",
        arg=before.split("/")[0],
    )
    after = painted(frame)
    assert after.split("/")[0] != "all"
    assert re.search(r"since=2023-\d\d-\d\d&until=2023-\d\d-\d\d", page.url)
    events = int(page.locator(HEAD).inner_text().split()[0])
    assert 10 < events < 250
    # The same link elsewhere shows the same, with the range drawn on the chart and in the dates.
    page.goto(page.url)
    frame = drawn(page)
    assert painted(frame).split("/")[0] == after.split("/")[0]
    expect(page.locator(HEAD)).to_have_text(f"{events} events")
    page.get_by_role("button", name="All dates").click()
    expect(page.locator(HEAD)).to_have_text("305 events")
    settle(page)
    assert "since" not in page.url


def test_ground_and_names_that_do_not_come_at_first_are_asked_for_again(page, server):
    refused = set()

    def refuse_once(route):
        name = route.request.url.rpartition("/")[2]
        if name in refused:
            route.continue_()
        else:
            refused.add(name)
            route.abort()

    page.route(re.compile(r"/(countries-110m|country-names)\.json"), refuse_once)
    page.goto(server)
    frame = drawn(page)  # and no script has failed, which the page's fixture sees to
    expect(frame.locator(".label.country")).not_to_have_count(0)
    assert len(refused) == 2


def test_the_map_survives_filters_without_being_built_again(page, server):
    page.goto(server)
    frame = drawn(page)
    frame.evaluate("() => { window.mine = 1; }")
    before = painted(frame)
    page.get_by_text("Planned", exact=True).click()
    repainted(frame, before)
    assert frame.evaluate("window.mine") == 1


def test_a_click_selects_the_event_and_shows_its_sentence(page, server):
    page.goto(f"{server}/?map=35.0,40.42,12")
    frame = drawn(page)
    frame.get_by_role("button", name="الميادين").click()
    sentence = page.locator(".dl-context .dl-sentence").first
    expect(sentence).to_contain_text("تعرضت أطراف مدينة")
    assert page.locator(".dl-context .dl-place").count() == 2
    expect(page.locator(".dl-claims td:first-child").last).to_contain_text("متحدث محلي")
    assert sentence.evaluate("e => getComputedStyle(e.closest('p')).direction") == "rtl"
    settle(page)
    assert "event=" in page.url
    assert frame.locator(".ring").count() == 1
    page.get_by_role("button", name="All events").click()
    expect(page.locator(".dl-context")).to_have_count(0)


def test_a_marker_can_be_reached_and_pressed_by_keyboard(page, server):
    page.goto(f"{server}/?map=35.0,40.42,12")
    frame = drawn(page)
    frame.get_by_role("button", name="الميادين").press("Enter")
    expect(page.locator(PANEL)).to_have_text("الميادين")


def test_a_marker_of_many_places_comes_closer(page, server):
    page.goto(server)
    frame = drawn(page)
    before = frame.evaluate("map.getZoom()")
    frame.locator(".spot").first.click()
    frame.wait_for_function("before => map.getZoom() > before", arg=before)
    assert page.locator(PANEL).count() == 0


def test_an_event_of_the_list_opens_and_is_shown_on_the_map(page, server):
    page.goto(f"{server}/?words=town+hall")
    frame = drawn(page)
    page.locator("tr[data-id]").first.click()
    expect(page.locator(PANEL)).to_have_text("Raqqa")
    frame.locator(".ring").wait_for()


def test_listing_an_area_keeps_to_it(page, server):
    page.goto(f"{server}/?map=35.95,39.01,11")
    frame = drawn(page)
    frame.get_by_role("button", name="List this area").click()
    expect(page.get_by_role("button", name="Only this part of the map")).to_be_visible()
    assert "box=" in page.url
    page.get_by_role("button", name="Only this part of the map").click()
    expect(page.locator(HEAD)).to_have_text("305 events")


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_is_wider_than_the_screen(page, server, width):
    page.set_viewport_size({"width": width, "height": 844})
    for query in ("", f"?event={synthetic.hostile().events[0].id}"):
        page.goto(f"{server}/{query}")
        drawn(page)
        assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth + 1")
        if width == 390 and query:
            page.locator(PANEL).scroll_into_view_if_needed()
            right = page.locator(PANEL).evaluate("e => e.getBoundingClientRect().right")
            assert right <= width


def test_hostile_text_is_shown_and_never_run(page, server):
    page.goto(f"{server}/?words=Clashes&map=36.5,40.75,10")
    frame = drawn(page)
    name = plain(synthetic.HOSTILE)
    marker = frame.locator(".spot")
    assert marker.get_attribute("aria-label") == f"{name}: 1, contested or denied: 1"
    marker.hover()
    expect(frame.locator(".tip-name")).to_have_text(name)
    marker.click()
    expect(page.locator(PANEL)).to_have_text(name)
    assert page.locator(".dl-source").inner_text().startswith(name)
    page.get_by_text("Why we read it this way").click()
    expect(page.locator(".dl-reasons li").first).to_contain_text(name)
    page.get_by_text("Whole article").click()
    page.get_by_test_id("stMultiSelect").nth(3).click()
    expect(page.get_by_role("option").first).to_contain_text("{{7*7}}")
    settle(page)
    for place in (page, frame):
        assert place.evaluate("window.hacked") is None
        assert place.locator("img[src='x'], img[src*='example.invalid']").count() == 0
    scripts = frame.evaluate("() => [...document.scripts].map(s => s.textContent).join('')")
    assert "Dateline.start" in scripts
    # The digest in the address of the assets may hold any digits.
    rest = re.sub(r"assets/[0-9a-f]+/", "", scripts.split("Dateline.start")[1])
    for text in ("{{", "hacked", "onerror", "49", "Clashes"):
        assert text not in rest


def test_a_reloaded_map_looks_where_it_looked_before(page, server):
    page.goto(server)
    frame = drawn(page)
    frame.evaluate("() => { map.setView([36, 41], 7, {animate: false}); }")
    wait_until(page, "location.search.includes('map=')")
    page.goto(server)
    assert painted(drawn(page)).endswith("/z7")


def test_words_of_a_search_reach_the_map_only_as_an_id(page, server):
    page.goto(f"{server}/?words=%7B%7B7*7%7D%7D+%3Cimg%3E")
    frame = drawn(page)
    assert re.fullmatch(r"[A-Za-z0-9.-]+/\d+/z\d+", painted(frame))


def test_an_upload_by_another_process_shows_at_the_next_click(page, tmp_path):
    from dashboard.stores import open_store

    with serving(tmp_path) as server:
        page.goto(server)
        expect(page.get_by_role("heading", name="No articles yet")).to_be_visible()
        settle(page)
        with open_store(f"sqlite:///{tmp_path / 'dateline.db'}") as store:
            store.save(synthetic.english())
        page.reload()
        frame = drawn(page)
        assert frame.locator(".spot").count() == 1
        before = painted(frame)
        with open_store(f"sqlite:///{tmp_path / 'dateline.db'}") as store:
            store.save(synthetic.arabic())
        page.get_by_text("Denied", exact=True).click()
        repainted(frame, before)
        expect(page.locator(HEAD)).to_have_text("2 events")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_lies_over_an_event_of_the_fitted_map(page, server, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(server)
    frame = drawn(page)
    page.wait_for_timeout(300)
    covered = frame.evaluate(
        """() => [...document.querySelectorAll(".spot")].filter((spot) => {
             const box = spot.getBoundingClientRect();
             const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
             return !top || !top.closest(".spot");
           }).length"""
    )
    assert frame.locator(".spot").count() > 5
    assert covered == 0
    assert frame.locator(".legend-row").count() > 1


def test_the_navigation_stays_where_it_is_from_page_to_page(page, server):
    lefts = set()
    for address in ("", "add", "events", "about"):
        page.goto(f"{server}/{address}")
        settle(page)
        box = page.get_by_test_id("stTopNavLink").first.bounding_box()
        assert box
        lefts.add(round(box["x"]))
    assert len(lefts) == 1
