import json
import re
from datetime import date

import pytest
from playwright.sync_api import Frame, Page, expect

from dashboard.aggregates.columns import load, visible
from dashboard.stores import Filter, open_store
from tests.browser.conftest import drawn, painted, repainted, settle, wait_until

HEARD = (
    "() => { window.heard = [];"
    " window.addEventListener('dateline:window', (event) => heard.push(event.detail)); }"
)


def key(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def start(page: Page, frame: Frame) -> None:
    key(page, "Play").click()
    frame.wait_for_function("() => document.documentElement.dataset.playing")


def range_of(page: Page) -> tuple[str, str]:
    since, until = (re.search(rf"{end}=([\d-]+)", page.url) for end in ("since", "until"))
    return since[1] if since else "", until[1] if until else ""


def test_playing_moves_the_map_and_the_list_and_rests_as_a_choice_of_days(page, server):
    page.goto(server)
    frame = drawn(page)
    page.evaluate(HEARD)
    start(page, frame)
    assert frame.locator(".spot").count() == 0
    expect(frame.locator(".playback-days")).to_contain_text("2023")
    first = frame.locator(".playback-days").inner_text()
    frame.wait_for_function(
        "first => document.querySelector('.playback-days').textContent !== first", arg=first
    )
    frame.wait_for_function("() => Dateline.playback.inside() > 3")
    wait_until(page, "heard.length > 5")
    heard = page.evaluate("heard")
    assert all(one["playing"] for one in heard)
    assert [one["until"] for one in heard] == sorted(one["until"] for one in heard)
    assert "since" not in page.url
    key(page, "Pause").click()
    page.wait_for_url("**/*since=*")
    settle(page)
    since, until = range_of(page)
    assert (date.fromisoformat(until) - date.fromisoformat(since)).days == 27
    expect(frame.locator("canvas.playback")).to_be_hidden()
    frame.locator(".spot").first.wait_for()
    assert page.evaluate("heard.at(-1)") == {"since": since, "until": until, "playing": False}


def test_it_goes_on_where_it_rested_and_stops_where_it_began(page, server):
    page.goto(f"{server}/?since=2023-03-01&until=2023-03-31")
    frame = drawn(page)
    start(page, frame)
    page.wait_for_timeout(900)
    key(page, "Pause").click()
    page.wait_for_url(lambda url: "until=2023-03-31" not in url)
    settle(page)
    rested = range_of(page)
    start(page, frame)
    page.wait_for_timeout(600)
    key(page, "Pause").click()
    page.wait_for_url(lambda url: rested[1] not in url)
    settle(page)
    assert range_of(page)[1] > rested[1] > "2023-03-31"
    key(page, "Stop and go back to the days before").click()
    page.wait_for_url(lambda url: rested[1] not in url and "since=2023-" in url)


def test_steps_move_a_window_of_the_length_that_is_chosen(page, server):
    page.emulate_media(reduced_motion="reduce")
    page.goto(server)
    frame = drawn(page)
    motion = page.get_by_role("button", name="Your system asks for less motion: go by steps")
    expect(motion).to_be_disabled()
    page.get_by_label("Step", exact=True).select_option("month")
    page.get_by_label("Days in the window").fill("31")
    page.get_by_label("Days in the window").press("Enter")
    before = painted(frame)
    key(page, "One step on").click()
    page.wait_for_url("**/*since=*")
    repainted(frame, before)
    settle(page)
    since, until = range_of(page)
    assert (date.fromisoformat(until) - date.fromisoformat(since)).days == 30
    key(page, "One step on").click()
    page.wait_for_url(lambda url: until not in url)
    settle(page)
    later = range_of(page)[1]
    assert 28 <= (date.fromisoformat(later) - date.fromisoformat(until)).days <= 31
    key(page, "One step back").click()
    page.wait_for_url(lambda url: later not in url)
    settle(page)
    assert range_of(page) == (since, until)


def test_all_up_to_the_day_grows_from_the_first_day_chosen(page, server):
    page.goto(f"{server}/?since=2023-06-01&until=2023-08-31")
    frame = drawn(page)
    page.get_by_label("Show", exact=True).select_option("cumulative")
    expect(page.get_by_label("Days in the window")).to_be_hidden()
    page.get_by_label("Speed", exact=True).select_option("8")
    start(page, frame)
    # It comes to its end by itself: the end of what was chosen.
    expect(key(page, "Play")).to_be_visible()
    settle(page)
    assert range_of(page) == ("2023-06-01", "2023-08-31")


def test_counts_in_the_browser_are_those_of_the_server(page, server, home):
    page.goto(server)
    frame = drawn(page)
    with open_store(f"sqlite:///{home / 'dateline.db'}") as store:
        columns = load(store)
    ranges = [
        ("2023-03-01", "2023-05-31"),
        ("2023-05-15", "2023-05-15"),
        ("2023-08-01", "2023-12-31"),
        ("2023-01-01", "2023-02-01"),
        ("1990-01-01", "1990-12-31"),
        ("2022-01-01", "2030-01-01"),
    ]
    epoch = date(1970, 1, 1)
    expected, asked = [], []
    for since, until in ((date.fromisoformat(a), date.fromisoformat(b)) for a, b in ranges):
        wanted = Filter(since=since, until=until, undated=False, unplaced=False)
        expected.append(len(visible(columns, wanted)))
        asked.append([(since - epoch).days, (until - epoch).days])
    found = frame.evaluate(
        """async (ranges) => {
          await Dateline.playback.open({ filter: "all", version: "x", by: "type" });
          return ranges.map(([since, until]) => {
            Dateline.playback.show(since, until, "");
            return Dateline.playback.inside();
          });
        }""",
        asked,
    )
    assert found == expected and max(expected) > 250


@pytest.mark.parametrize("width", [390, 1280])
def test_it_plays_in_arabic_with_time_from_left_to_right(page, server, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{server}/?lang=ar")
    frame = drawn(page)
    timeline = page.locator(".tl")
    assert timeline.evaluate("e => getComputedStyle(e).direction") == "rtl"
    ticks = page.locator(".tl-tick").all()
    lefts = [tick.bounding_box()["x"] for tick in ticks]
    assert lefts == sorted(lefts) and re.search(r"[\u0621-\u064a]+ 2023", ticks[0].inner_text())
    since, until = page.locator(".tl-handle").all()
    assert since.get_attribute("aria-label") == "من"
    assert since.bounding_box()["x"] < until.bounding_box()["x"]
    key(page, "تشغيل").click()
    frame.wait_for_function("() => document.documentElement.dataset.playing")
    assert re.search(r"[\u0621-\u064a]", frame.locator(".playback-days").inner_text())
    key(page, "إيقاف مؤقت").click()
    page.wait_for_url("**/*since=*")
    assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth + 1")


def test_what_is_fetched_holds_no_text_of_articles(page, server):
    page.goto(server)
    frame = drawn(page)
    body = frame.evaluate(
        """async () => {
          const answer = await fetch("../../api/moments?filter=all&by=type");
          return String.fromCharCode(...new Uint8Array(await answer.arrayBuffer()).slice(4, 400));
        }"""
    )
    head = json.loads(body[: body.index("}") + 1])
    assert set(head) == {"events", "days", "sites", "wide", "kinds"}
    assert all(re.fullmatch(r"#[0-9a-fA-F]{6}", colour) for colour in head["kinds"])
