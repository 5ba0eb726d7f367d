"""The event list, the map's twin: sorted, walked by keyboard, played, and never run as code."""

import re

import pytest
from playwright.sync_api import Page, expect

from dashboard.stores import open_store
from dashboard.translations.plain_text import plain
from tests import synthetic
from tests.browser.conftest import drawn, serving, settle

ROWS = "tr[data-id]"
RANGE = ".range"


def listed(page: Page, where: str = "") -> None:
    page.goto(where)
    settle(page)
    page.locator(ROWS).first.wait_for()


def column(page: Page, key: str) -> list[str]:
    return [text.strip() for text in page.locator(f"td[data-key='{key}']").all_inner_texts()]


def focused(page: Page) -> str:
    """Return the number of the row that has the keyboard, as screen readers tell it."""
    return str(
        page.evaluate(
            """() => { let e = document.activeElement;
                 while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
                 return e?.getAttribute("aria-rowindex") }"""
        )
    )


def play(page: Page, since: str | None, until: str | None, playing: bool = True) -> None:
    page.evaluate(
        "detail => window.dispatchEvent(new CustomEvent('dateline:window', { detail }))",
        {"since": since, "until": until, "playing": playing},
    )


def plainly(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)


def test_the_list_shows_all_events_of_the_map_and_asks_for_more_when_scrolled(page, server):
    listed(page, server)
    assert plainly(page.locator(RANGE).inner_text()) == "1–30 of 305"
    assert page.locator("table").get_attribute("aria-rowcount") == "306"
    for _ in range(12):
        page.locator(".scroll").evaluate("e => e.scrollTo(0, e.scrollHeight)")
        page.wait_for_timeout(150)
    expect(page.locator(RANGE)).to_contain_text("305⁩ of")
    numbers = page.locator(ROWS).evaluate_all("rows => rows.map(r => +r.ariaRowIndex || 0)")
    assert page.locator(ROWS).count() <= 305
    assert numbers == sorted(set(numbers)) or set(numbers) == {0}


def test_a_head_sorts_by_its_column_and_says_so(page, server):
    listed(page, f"{server}/?type=Peaceful+protest%7CArmed+clash")
    assert column(page, "when")[0] == max(column(page, "when"), key=lambda day: day[-4:])
    head = page.get_by_role("columnheader", name="What")
    assert head.get_attribute("aria-sort") is None
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("td[data-key='what']").first).to_have_text("Armed clash")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(page.locator("td[data-key='what']").first).to_have_text("Peaceful protest")
    page.get_by_role("button", name="Killed").click()
    expect(page.locator("td[data-key='killed']").first).to_have_text("2–4")
    settle(page)
    # The order holds on the other page too.
    page.get_by_test_id("stTopNavLink").filter(has_text="Events").click()
    expect(page.get_by_role("columnheader", name="Killed")).to_have_attribute(
        "aria-sort", "descending"
    )


def test_rows_are_walked_opened_and_returned_to_by_keyboard(page, server):
    listed(page, server)
    page.locator(ROWS).first.focus()
    for key, row in (("ArrowDown", 3), ("ArrowDown", 4), ("ArrowUp", 3), ("PageDown", 13)):
        page.keyboard.press(key)
        assert focused(page) == str(row)
    page.keyboard.press("End")
    expect(page.locator("tr[aria-rowindex='306']")).to_be_focused()
    page.keyboard.press("Home")
    expect(page.locator("tr[aria-rowindex='2']")).to_be_focused()
    page.keyboard.press("End")
    last = page.locator("tr[aria-rowindex='306']")
    expect(last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("305 of 305")).to_be_visible()
    settle(page)
    assert "event=" in page.url
    page.keyboard.press("Escape")
    expect(page.locator("tr[aria-rowindex='306']")).to_be_focused()
    settle(page)
    assert "event=" not in page.url


def test_the_next_and_the_previous_event_are_a_key_away_and_typing_stays_typing(page, server):
    listed(page, f"{server}/")
    frame = drawn(page)
    page.locator(ROWS).nth(1).click()
    expect(page.get_by_text("2 of 305")).to_be_visible()
    frame.locator(".ring").wait_for()
    settle(page)
    page.keyboard.press("j")
    expect(page.get_by_text("3 of 305")).to_be_visible()
    settle(page)
    page.keyboard.press("k")
    expect(page.get_by_text("2 of 305")).to_be_visible()
    settle(page)
    page.get_by_label("Search").fill("")
    page.get_by_label("Search").press_sequentially("jk")
    settle(page)
    expect(page.get_by_text("2 of 305")).to_be_visible()
    assert page.get_by_label("Search").input_value() == "jk"


def test_a_click_on_the_map_and_a_click_in_the_list_choose_the_same_event(page, server):
    listed(page, f"{server}/events?until=2023-08-14")
    row = page.locator(ROWS).filter(has_text="الميادين")
    row.click()
    expect(page.locator(".st-key-events-panel .dl-title")).to_have_text("الميادين")
    expect(page.locator(f"{ROWS}[aria-selected='true']")).to_contain_text("الميادين")
    chosen = page.locator(f"{ROWS}[aria-selected='true']")
    frame_box, box = page.locator(".scroll").bounding_box(), chosen.bounding_box()
    assert frame_box and box
    assert frame_box["y"] <= box["y"] <= frame_box["y"] + frame_box["height"] - box["height"] + 2
    settle(page)
    page.get_by_test_id("stTopNavLink").filter(has_text="Map").click()
    drawn(page).locator(".ring").wait_for()


def test_the_list_keeps_step_with_the_days_that_are_played(page, server):
    listed(page, server)
    play(page, "2023-08-12", "2023-08-12")
    expect(page.locator("td[data-key='where']", has_text="الميادين")).to_be_visible()
    days = {day for day in column(page, "when") if day != "no date"}
    assert days == {"12 Aug 2023"}
    for day in range(1, 29):
        play(page, f"2023-06-{day:02}", f"2023-06-{day:02}")
    play(page, "1999-01-01", "1999-01-02")
    expect(page.locator(RANGE)).to_contain_text("of ⁨1⁩")
    assert column(page, "when") == ["no date"]
    play(page, None, None, playing=False)
    expect(page.locator(RANGE)).to_contain_text("305")


def test_hostile_text_stays_text_in_the_list(page, server):
    listed(page, f"{server}/events?words=Clashes")
    assert column(page, "where") == [plain(synthetic.HOSTILE)]
    assert column(page, "source") == [plain(synthetic.HOSTILE)]
    assert page.evaluate("window.hacked") is None
    assert page.locator("tbody img, tbody script").count() == 0


def test_a_list_whose_server_is_gone_says_so_and_recovers_by_itself(page, tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'dateline.db'}") as store:
        store.save(synthetic.many(80))
    with serving(tmp_path) as server:
        listed(page, server)
        page.route("**/api/events?**", lambda route: route.abort())
        page.get_by_role("button", name="Where").click()
        state = page.locator(".foot [role='status']")
        expect(state).to_contain_text("The server does not answer")
        page.unroute("**/api/events?**")
        expect(state).to_have_text("")
        expect(page.locator("td[data-key='where']").first).to_have_text("Village 0")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_arabic_list_runs_from_right_to_left_and_fits(page, server, width):
    page.set_viewport_size({"width": width, "height": 844})
    listed(page, f"{server}/?lang=ar")
    when = page.locator("th[data-key='when']")
    where = page.locator("th[data-key='where']")
    expect(when).to_contain_text("متى")
    assert when.evaluate("e => getComputedStyle(e).direction") == "rtl"
    boxes = when.bounding_box(), where.bounding_box()
    assert boxes[0] and boxes[1] and boxes[0]["x"] > boxes[1]["x"]
    assert "ديسمبر" in column(page, "when")[0]
    assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth + 1")


def test_rows_can_be_read_in_a_dark_theme(page, server):
    page.emulate_media(color_scheme="dark")
    listed(page, server)
    contrast = page.locator("td bdi").first.evaluate(
        """cell => {
          const light = (text) => {
            const shade = (c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
            const [r, g, b] = text.match(/[\\d.]+/g).map((v) => shade(v / 255));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          let back = cell;
          const seen = (e) => getComputedStyle(e).backgroundColor;
          while (back && /rgba\\(0, 0, 0, 0\\)|transparent/.test(seen(back))) {
            back = back.parentElement || back.getRootNode().host;
          }
          const [a, b] = [light(getComputedStyle(cell).color), light(seen(back))];
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        }"""
    )
    assert contrast > 7
