from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import drawn, painted, repainted, settle

HEAD = ".dl-head b"
PLOT = ".tl-plot"


def plot(page: Page) -> dict[str, float]:
    page.locator(PLOT).scroll_into_view_if_needed()
    page.wait_for_timeout(150)
    box = page.locator(PLOT).bounding_box()
    assert box
    return {**box, "middle": box["y"] + box["height"] / 2}


def drag(page: Page, start: float, end: float, *, release: bool = True) -> None:
    box = plot(page)
    page.mouse.move(box["x"] + box["width"] * start, box["middle"])
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * end, box["middle"], steps=6)
    if release:
        page.mouse.up()
        settle(page)


def days(page: Page) -> tuple[date, date]:
    """Read the range that stands in the two fields."""
    since, until = (page.locator(".tl-dates input").nth(i) for i in (0, 1))
    return date.fromisoformat(since.input_value()), date.fromisoformat(until.input_value())


def handle(page: Page, name: str):
    return page.get_by_role("slider", name=name, exact=True)


def events(page: Page) -> int:
    settle(page)
    return int(page.locator(HEAD).inner_text().split()[0])


def test_the_map_follows_while_days_are_dragged_and_the_page_runs_once_they_rest(page, server):
    page.goto(server)
    frame = drawn(page)
    page.evaluate(
        "() => { window.heard = [];"
        " window.addEventListener('dateline:window', (event) => heard.push(event.detail)); }"
    )
    before = painted(frame)
    drag(page, 0.4, 0.6, release=False)
    during = repainted(frame, before)
    assert during.split("/")[0] == "all" and ".." in during
    assert "since" not in page.url
    page.mouse.up()
    page.wait_for_url("**/*since=*")
    assert 10 < events(page) < 250
    since, until = days(page)
    assert page.evaluate("heard.at(-1)") == {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "playing": False,
    }


def test_the_ends_and_the_body_of_the_range_can_be_dragged(page, server):
    page.goto(f"{server}/?since=2023-06-05&until=2023-07-30")
    drawn(page)
    box = plot(page)
    end = handle(page, "To").bounding_box()
    assert end
    page.mouse.move(end["x"] + end["width"] / 2, box["middle"])
    page.mouse.down()
    page.mouse.move(end["x"] + 60, box["middle"], steps=4)
    page.mouse.up()
    page.wait_for_url(lambda url: "until=2023-07-30" not in url)
    settle(page)
    since, until = days(page)
    assert since == date(2023, 6, 5) and until > date(2023, 8, 5)
    start = handle(page, "From").bounding_box()
    assert start
    page.mouse.move(start["x"] + 40, box["middle"])
    page.mouse.down()
    page.mouse.move(start["x"] + 100, box["middle"], steps=4)
    page.mouse.up()
    page.wait_for_url(lambda url: "since=2023-06-05" not in url)
    settle(page)
    moved = days(page)
    assert moved[0] > since and (moved[1] - moved[0]) == (until - since)


def test_a_click_chooses_a_bar_and_a_double_click_or_escape_all(page, server):
    page.goto(server)
    drawn(page)
    box = plot(page)
    at = (box["x"] + box["width"] * 0.5, box["middle"])
    page.mouse.click(*at)
    page.wait_for_url("**/*since=*")
    settle(page)
    since, until = days(page)
    assert (until - since).days == 6 and since.weekday() == 0
    page.mouse.dblclick(*at)
    page.wait_for_url(lambda url: "since" not in url)
    assert events(page) == 305
    page.mouse.click(*at)
    page.wait_for_url("**/*since=*")
    handle(page, "From").press("Escape")
    page.wait_for_url(lambda url: "since" not in url)


def test_the_ends_are_sliders_for_the_keyboard(page, server):
    page.goto(server)
    drawn(page)
    first, last = days(page)
    start = handle(page, "From")
    start.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/*since=*")
    settle(page)
    assert (days(page)[0] - first).days in range(8, 15) and days(page)[1] == last
    assert start.get_attribute("aria-valuetext") == "23 Jan 2023"
    expect(start).to_be_focused()
    outline = start.evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("PageUp")
    page.wait_for_url("**/*since=2023-04-03*")
    end = handle(page, "To")
    end.press("PageDown")
    page.wait_for_url("**/*until=*")
    end.press("End")
    page.wait_for_url(lambda url: "until" not in url)
    start.press("Home")
    page.wait_for_url(lambda url: "since" not in url)
    assert events(page) == 305


def test_days_can_be_typed(page, server):
    page.goto(server)
    drawn(page)
    page.locator(".tl-dates").get_by_label("From").fill("2023-08-01")
    page.wait_for_url("**/*since=2023-08-01*")
    settle(page)
    page.locator(".tl-dates").get_by_label("To").fill("2023-07-01")
    page.wait_for_url("**/*since=2023-07-01&until=2023-07-01*")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Last 7 days", "since=2023-12-11&until=2023-12-17"),
        ("Last 30 days", "since=2023-11-18&until=2023-12-17"),
        ("This month", "since=2023-12-01&until=2023-12-31"),
        ("This year", "since=2023-01-01&until=2023-12-31"),
    ],
)
def test_spans_count_from_the_newest_event(page, server, name, address):
    page.goto(server)
    drawn(page)
    button = page.get_by_role("button", name=name)
    assert "2023-12-17" in (button.get_attribute("title") or "")
    button.click()
    page.wait_for_url(f"**/*{address}*")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="All dates").click()
    page.wait_for_url(lambda url: "since" not in url)


def test_undated_events_are_listed_on_demand(page, server):
    page.goto(server)
    drawn(page)
    page.get_by_role("button", name="1 event without a date").click()
    settle(page)
    expect(page.get_by_role("radio", name="No date · 1")).to_be_checked()


def test_a_bar_tells_what_it_holds_as_text(page, server):
    page.goto(f"{server}/?words=Clashes")
    drawn(page)
    box = plot(page)
    page.mouse.move(box["x"] + box["width"] * 0.5, box["middle"])
    expect(page.locator(".tl-tip-days")).to_have_text("24 Aug 2023")
    expect(page.locator(".tl-tip")).to_contain_text("Events: 1")


def test_the_events_page_has_the_timeline_without_playback(page, server):
    page.goto(f"{server}/events?since=2023-08-01&colour=type")
    settle(page)
    expect(page.locator(PLOT)).to_be_visible()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_hidden()
    expect(page.locator(".tl-legend")).to_contain_text("Peaceful protest")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_timeline_fits_the_screen(page, server, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(server)
    drawn(page)
    right = page.locator(".tl").evaluate(
        "e => Math.max(...[...e.querySelectorAll('*')].map(x => x.getBoundingClientRect().right))"
    )
    assert right <= width
    for button in page.locator(".tl button:visible").all():
        size = button.bounding_box()
        assert size and min(size["width"], size["height"]) >= 24
