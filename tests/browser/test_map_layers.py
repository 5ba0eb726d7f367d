"""What the map shows besides its circles, and what it does where something is missing."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import drawn, painted, repainted, serving, settle, wait_until
from tests.dashboard.map.test_tiles import mbtiles


def switch(frame, name):
    return frame.get_by_role("button", name=name, exact=True)


def shapes(frame):
    return frame.locator(".leaflet-overlay-pane path").count()


def heat(frame):
    """Count the painted pixels of the density layer."""
    return frame.evaluate(
        """() => {
          const canvas = document.querySelector("canvas.density");
          if (canvas.hidden || !canvas.width) return 0;
          const pen = canvas.getContext("2d");
          const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
          return data.filter((value, i) => i % 4 === 3 && value).length;
        }"""
    )


def test_areas_can_be_switched_off_by_keyboard_and_the_link_keeps_it(page, server):
    page.goto(f"{server}/?map=35.0,40.42,10")
    frame = drawn(page)
    settle(page)  # a run of the page that ends later writes its own address over the link
    assert shapes(frame) >= 1
    areas = switch(frame, "Uncertain areas")
    expect(areas).to_have_attribute("aria-pressed", "true")
    areas.press("Enter")
    expect(areas).to_have_attribute("aria-pressed", "false")
    assert shapes(frame) == 0
    wait_until(page, "location.search.includes('layers=places')")
    page.get_by_text("Planned", exact=True).click()  # a run of the page keeps it too
    wait_until(page, "location.search.includes('planned')")
    wait_until(page, "location.search.includes('layers=places')")
    settle(page)
    page.goto(page.url)
    frame = drawn(page)
    expect(switch(frame, "Uncertain areas")).to_have_attribute("aria-pressed", "false")
    assert shapes(frame) == 0
    switch(frame, "Uncertain areas").click()
    wait_until(page, "!location.search.includes('layers=')")


def test_the_density_is_drawn_where_events_are_and_follows_the_map(page, server):
    page.goto(f"{server}/?map=35.2,39.5,7")
    frame = drawn(page)
    assert heat(frame) == 0
    with page.expect_request(lambda request: "density=1" in request.url):
        switch(frame, "Density").click()
    frame.wait_for_function("!document.querySelector('canvas.density').hidden")
    assert heat(frame) > 1000
    switch(frame, "Places").click()
    assert frame.locator(".spot").count() == 0
    before = painted(frame)
    frame.evaluate("() => { map.setView([0, -30], 6, {animate: false}); }")  # the open sea
    repainted(frame, before)
    assert heat(frame) == 0
    expect(frame.get_by_role("status")).to_contain_text("No events in this part of the map")


def test_places_on_the_same_point_open_at_the_first_press_and_at_the_last_zoom(page, server):
    """Several places under one circle are listed where coming closer would not part them."""
    page.goto(f"{server}/?map=35.2,39.5,5")
    frame = drawn(page)
    frame.evaluate(
        """() => {
          const ask = window.fetch;
          window.fetch = (url, ...rest) => !String(url).includes("api/places") ? ask(url, ...rest)
            : ask(url, ...rest).then((answer) => answer.json()).then((said) => {
                said.places.forEach((place) => {
                  place.others = 2;
                  place.box = [35.94999, 39.00999, 35.95001, 39.01001];
                });
                return { ok: true, json: () => Promise.resolve(said) };
              });
          map.setView([35.2, 39.5], 6, {animate: false});
        }"""
    )
    repainted(frame, "all")
    frame.wait_for_function("document.documentElement.dataset.painted.endsWith('z6')")
    frame.locator(".spot").first.press("Enter")
    wait_until(page, "location.search.includes('at=')")
    assert frame.evaluate("map.getZoom()") == 6


@pytest.mark.parametrize(
    ("query", "town", "sea"),
    [("", "Deir ez-Zor", "Borders as held"), ("&lang=ar", "دير الزور", "الحدود وفق")],
)
def test_names_and_notes_are_in_the_language_of_the_interface(page, server, query, town, sea):
    page.goto(f"{server}/?map=35.3,40.1,8{query}")
    frame = drawn(page)
    expect(frame.locator(".label", has_text=town).first).to_be_attached()
    expect(frame.locator("#note")).to_contain_text(sea)
    language = "ar" if query else "en"
    root = frame.locator("html")
    expect(root).to_have_attribute("lang", language)
    expect(root).to_have_attribute("dir", "rtl" if query else "ltr")
    assert frame.locator("[role=region][aria-label]").count() == 1


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_control_can_be_reached_at_any_width_in_both_directions(
    page, server, width, language
):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server}/?lang={language}")
    frame = drawn(page)
    unreachable = frame.evaluate(
        """() => [...document.querySelectorAll("button:not([hidden])")].filter((button) => {
             const box = button.getBoundingClientRect();
             const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
             return box.width < 24 || box.height < 24 || top !== button || box.left < 0
               || box.right > window.innerWidth;
           }).map((button) => button.textContent + button.title)"""
    )
    assert unreachable == []
    starts = frame.locator(".tools").evaluate("e => e.getBoundingClientRect().left")
    assert (starts > width / 4) == (language == "ar")


def test_the_selection_and_everything_can_be_brought_into_view(page, server):
    page.goto(f"{server}/?map=35.0,40.42,12")
    frame = drawn(page)
    expect(frame.get_by_role("button", name="Show the selected event")).to_be_hidden()
    frame.get_by_role("button", name="الميادين").click()
    selected = frame.get_by_role("button", name="Show the selected event")
    expect(selected).to_be_visible()
    settle(page)
    before = painted(frame)
    frame.get_by_role("button", name="Show all events").click()
    away = repainted(frame, before)
    assert int(away.split("/z")[1]) < 8
    selected.click()
    repainted(frame, away)
    centre = frame.evaluate("[map.getCenter().lat, map.getCenter().lng, map.getZoom()]")
    assert abs(centre[0] - 35.0) < 0.1 and abs(centre[1] - 40.42) < 0.1 and centre[2] >= 9


def test_the_scale_tells_the_truth(page, server):
    page.goto(f"{server}/?map=35.0,40.42,9")
    frame = drawn(page)
    kilometres = float(frame.locator(".scale").inner_text().split()[0])
    measured = frame.evaluate(
        """() => {
          const box = document.querySelector(".scale").getBoundingClientRect();
          const y = map.getSize().y / 2;
          const [west, east] = [0, box.width].map((x) => map.containerPointToLatLng([x, y]));
          return map.distance(west, east) / 1000;
        }"""
    )
    assert measured == pytest.approx(kilometres, rel=0.03)


def test_the_whole_screen_is_the_maps_and_given_back(page, server):
    page.goto(server)
    frame = drawn(page)
    button = frame.get_by_role("button", name="Full screen")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_the_map_follows_the_pages_theme(page, server):
    page.goto(f"{server}/?map=35.0,40.42,9")
    frame = drawn(page)
    expect(frame.locator("html")).to_have_attribute("data-theme", "light")
    page.evaluate(
        "document.querySelector(\"[data-testid='stApp']\").style.backgroundColor = '#0e1117'"
    )
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    paper = frame.locator("#legend").evaluate("e => getComputedStyle(e).backgroundColor")
    assert max(int(part) for part in paper[4:-1].split(",")) < 80
    land = frame.evaluate(
        """() => new Promise((done) => setTimeout(() => {
          const canvas = document.querySelector(".leaflet-ground-pane canvas");
          const x = canvas.width / 2, y = canvas.height / 2;
          const tones = [];
          for (let i = 0; i < 40; i++) {
            tones.push(canvas.getContext("2d").getImageData(x + 7 * i, y, 1, 1).data[0]);
          }
          done(tones.sort((a, b) => a - b)[20]);
        }, 300))"""
    )
    assert land < 80


def test_nothing_moves_by_itself_where_the_reader_asked_for_calm(page, server):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{server}/?map=35.0,40.42,9")
    frame = drawn(page)
    assert frame.evaluate("map._zoomAnimated") is False
    transition = frame.locator(".place").first.evaluate(
        "e => getComputedStyle(e).transitionDuration"
    )
    assert transition == "0s"


def test_a_map_whose_script_is_kept_away_says_why(browser, server):
    """On a page of its own: streamlit-folium leaves the failure of a script to the browser."""
    page = browser.new_page()
    page.route("**/dateline.js", lambda route: route.abort())
    page.goto(server)
    settle(page)
    expect(page.get_by_text("The map cannot be shown")).to_be_visible()
    expect(page.get_by_text("Drawing the map")).to_be_hidden()
    page.close()


def test_a_map_that_is_drawn_says_nothing(page, server):
    page.goto(server)
    drawn(page)
    expect(page.get_by_text("Drawing the map")).to_be_hidden()


def test_a_silent_server_is_asked_again_until_it_answers(page, server):
    page.goto(f"{server}/?map=35.2,39.5,7")
    frame = drawn(page)
    page.route("**/api/places*", lambda route: route.abort())
    frame.evaluate("() => { map.setView([35.2, 39.5], 8, {animate: false}); }")
    expect(frame.get_by_role("status")).to_contain_text("does not answer")
    page.unroute("**/api/places*")
    frame.wait_for_function("document.documentElement.dataset.painted.endsWith('z8')")
    expect(frame.get_by_role("status")).to_be_hidden()


def test_other_scripts_of_the_frame_have_the_map_and_can_hush_it(page, server):
    page.goto(f"{server}/?map=35.0,40.42,10")
    frame = drawn(page)
    assert frame.evaluate("Dateline.map() === map")
    assert frame.evaluate("Dateline.shown().filter") == "all"
    frame.evaluate("Dateline.hush(true)")
    assert frame.locator(".spot").count() == 0 and shapes(frame) == 0
    frame.evaluate("Dateline.hush(false)")
    assert frame.locator(".spot").count() >= 1


def test_the_first_click_after_a_restart_of_the_server_counts_and_nothing_is_lost(page, home):
    """On the same port, with a filter and a place on the map that the tab had before."""
    with serving(home) as address:
        page.goto(f"{address}/?words=shelling&map=35.2,39.5,7")
        frame = drawn(page)
        before, shown = painted(frame), page.locator(".dl-head b").inner_text()
    app = page.locator("[data-testid='stApp']")
    expect(app).not_to_have_attribute("data-test-connection-state", "CONNECTED")
    with serving(home, int(address.rpartition(":")[2])):
        frame = drawn(page)
        expect(page.locator(".dl-head b")).to_have_text(shown)
        assert painted(frame).split("/")[0] == before.split("/")[0]
        page.get_by_text("Planned", exact=True).click()
        repainted(frame, before)
        settle(page)
        for part in ("words=shelling", "planned", "map=35.2"):
            assert part in page.url


@contextmanager
def environment(**values):
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(name, value)
        yield


def test_a_users_own_tiles_lie_on_the_ground_and_nobody_else_is_asked(page, home, tmp_path):
    path = mbtiles(tmp_path / "own.mbtiles", attribution="<b>Ours</b>")
    with environment(DATELINE_TILES=path), serving(home) as address:
        with page.expect_response(lambda answer: "/api/tiles/" in answer.url) as tile:
            page.goto(f"{address}/?map=35.2,39.5,3")
        frame = drawn(page)
        assert tile.value.status in (200, 204)
        expect(frame.locator("#note")).to_have_text("Map: Ours")
        assert frame.locator(".label").count() == 0
        assert frame.locator(".spot").count() >= 1


def test_tiles_of_a_host_that_does_not_answer_leave_our_own_ground(page, home):
    """A port of this machine on which nobody listens stands for the host."""
    url = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    with environment(DATELINE_TILES=url), serving(home) as address:
        page.goto(f"{address}/?map=35.2,39.5,5")
        frame = drawn(page)
        expect(frame.locator("#note")).to_have_text("Some pieces of the map do not load.")
        assert frame.locator(".leaflet-ground-pane canvas").count() == 1
