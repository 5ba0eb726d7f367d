"""In a real browser: article, map and days in step, by pointing, by choosing and by keyboard."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from dashboard.settings import settings
from dashboard.stores import open_store
from dashboard.ui.components.article.adding import Given, add_text
from gazetteer.index.index import Index
from tests import small_gazetteer, synthetic
from tests.browser.conftest import MAP, serving, settle
from tests.extracting import extracting
from tests.paths import SHARED

ARABIC, ENGLISH = synthetic.arabic().document.id, synthetic.english().document.id
HOSTILE = synthetic.hostile().document.id
ARTICLE = SHARED / "articles" / "deir-ez-zor.txt"
DENIED = synthetic.two_reports()[1].document.id
LIT = ".dl-text .dl-lit"
PANEL = ":is(.st-key-article-picked, .st-key-article-found)"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a store of synthetic articles that no test here changes."""
    folder = tmp_path_factory.mktemp("reader")
    small_gazetteer.build(folder)
    with open_store(f"sqlite:///{folder / 'dateline.db'}") as store:
        for article in (synthetic.arabic(), synthetic.english(), synthetic.hostile()):
            store.save(article)
        store.save(synthetic.unknown())
        store.save(synthetic.many(300))
        for article in synthetic.two_reports():
            store.save(article)
    with serving(folder) as address:
        yield address


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[str]:
    """Serve a store with the article that this was built for, read with the real gazetteer."""
    index = settings().index
    if not index.exists():
        pytest.skip("no gazetteer")
    with open_store(f"sqlite:///{tmp_path / 'dateline.db'}") as store, Index(index) as opened:
        text = ARTICLE.read_text(encoding="utf-8")
        add_text(text, Given(published=date(2023, 8, 14)), store, extracting(opened))
    with serving(tmp_path) as address:
        yield address


def reading(page: Page, address: str, article: str, query: str = "") -> Frame:
    """Open an article; return the frame of its map once its marks have their names."""
    page.goto(f"{address}/articles?read={article}{query}")
    return marked(page)


def marked(page: Page) -> Frame:
    settle(page)
    page.frame_locator(MAP).locator("html[data-read][data-ground]").wait_for(
        state="attached", timeout=60_000
    )
    handle = page.locator(MAP).element_handle()
    frame = handle.content_frame() if handle else None
    assert frame
    return frame


def runs(page: Page) -> list[str]:
    """Collect what is sent to Streamlit from now on: each message is a run of the page."""
    sent: list[str] = []
    page.on("websocket", lambda w: w.on("framesent", lambda _: sent.append("run")))
    return sent


def away(page: Page) -> None:
    page.mouse.move(5, 5)
    expect(page.locator(LIT)).to_have_count(0)


def test_a_name_that_is_pointed_at_lights_its_place_and_its_events(page, filled):
    sent = runs(page)
    frame = reading(page, filled, ENGLISH)
    page.wait_for_timeout(500)
    before = len(sent)
    page.get_by_role("button", name="Raqqa", exact=True).hover()
    expect(frame.locator(".read-mark.lit")).to_have_count(1)
    expect(frame.locator(".read-mark.lit")).to_have_attribute("aria-label", "Raqqa: 1 event")
    expect(page.locator(".dl-day.dl-lit")).to_have_count(1)
    away(page)
    expect(page.locator(".dl-day.dl-lit")).to_have_count(0)
    page.wait_for_timeout(400)
    assert len(sent) == before, "pointing must not run the page"


def test_focus_does_what_pointing_does(page, filled):
    frame = reading(page, filled, ENGLISH)
    page.get_by_role("button", name="Lyon", exact=True).focus()
    expect(frame.locator(".read-mark.lit")).to_have_attribute("aria-label", "Lyon: 1 event")
    page.get_by_role("button", name="Event 1 of 2").first.focus()
    expect(frame.locator(".read-mark.lit")).to_have_attribute("aria-label", "Raqqa: 1 event")


def test_a_mark_of_the_map_lights_its_words(page, filled):
    frame = reading(page, filled, ENGLISH)
    frame.get_by_role("button", name="Raqqa").hover()
    expect(page.locator(".dl-lit.dl-place")).to_have_text("Raqqa")
    expect(page.locator(".dl-day.dl-lit")).to_have_count(1)
    frame.get_by_role("button", name="Raqqa").focus()
    expect(page.locator(".dl-lit.dl-place")).to_have_text("Raqqa")
    frame.get_by_role("button", name="Raqqa").press("Enter")
    expect(page.locator(PANEL + " .dl-title")).to_have_text("Raqqa")
    assert "pick=e0" in page.url


def test_a_day_lights_its_sentence_and_opens_its_event(page, filled):
    frame = reading(page, filled, ARABIC)
    days = page.locator(".dl-day")
    days.first.hover()
    assert page.locator(LIT).count() > 1
    expect(frame.locator(".read-mark.lit")).to_have_count(1)
    days.first.click()
    expect(page.locator(PANEL + " .dl-title")).to_be_visible()
    expect(page.locator(".dl-day[data-picked]")).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="Event 1 of")).to_have_count(1)


def test_the_days_are_one_stop_and_arrows_go_on(page, filled):
    reading(page, filled, ENGLISH)
    days = page.locator(".dl-day")
    assert days.count() == 2
    assert page.locator(".dl-day[tabindex='0']").count() == 1
    days.first.press("ArrowRight")
    expect(days.nth(1)).to_be_focused()
    days.nth(1).press("Home")
    expect(days.first).to_be_focused()
    days.first.press("Enter")
    expect(page.locator(PANEL + " .dl-title")).to_be_visible()


def test_next_and_previous_by_keyboard_go_through_the_text_but_not_while_one_types(page, filled):
    article = synthetic.many(300).document.id
    reading(page, filled, article)
    expect(page.locator(".dl-count")).to_have_text("300 events")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".dl-count")).to_have_text("1 of 300")
    settle(page)
    page.goto(f"{filled}/articles?read={article}&pick=e200")
    marked(page)
    expect(page.locator(".dl-sentence").last).to_be_in_viewport()
    page.keyboard.press("Shift+ArrowUp")
    expect(page.locator(".dl-count")).to_have_text("200 of 300")
    settle(page)
    page.get_by_role("combobox").first.focus()
    page.keyboard.press("Shift+ArrowDown")
    page.wait_for_timeout(600)
    settle(page)
    expect(page.locator(".dl-count")).to_have_text("200 of 300")


def test_claims_stand_side_by_side_and_a_quote_shows_its_words(page, filled):
    reading(page, filled, DENIED, "&pick=e0")
    sides = page.locator(".dl-side")
    expect(sides).to_have_count(2)
    (left, right) = (sides.nth(i).bounding_box() for i in range(2))
    assert left and right and left["y"] == right["y"]
    expect(sides.nth(1)).to_contain_text("The garrison")
    quote = sides.nth(1).get_by_role("button")
    quote.click()
    shown = page.locator(".dl-shown")
    expect(shown.first).to_be_in_viewport()
    assert "".join(shown.all_inner_texts()) == quote.inner_text()


def test_a_link_restores_what_is_picked_without_sending_the_text_again(page, filled):
    frame = reading(page, filled, ARABIC, "&pick=e0")
    expect(page.locator(".dl-sentence").first).to_be_visible()
    expect(frame.locator(".read-mark.chosen")).to_have_count(1)
    page.evaluate("document.querySelector('.dl-text p').kept = true")
    page.get_by_role("button", name="Everything found").click()
    expect(page.locator(".dl-sentence")).to_have_count(0)
    expect(frame.locator(".read-mark.chosen")).to_have_count(0)
    assert page.evaluate("document.querySelector('.dl-text p').kept") is True


def test_another_article_brings_its_own_marks(page, filled):
    frame = reading(page, filled, ENGLISH)
    page.get_by_role("button", name="Next article").click()
    expect(page.locator(".dl-text p").first).not_to_contain_text("Lyon")
    settle(page)
    expect(frame.get_by_role("button", name="Lyon")).to_have_count(0)
    assert frame == marked(page), "the map must not be built anew"


def test_a_place_out_of_view_is_brought_into_it(page, filled):
    frame = reading(page, filled, ENGLISH)
    frame.evaluate("() => { map.setView([35.95, 39.01], 8, {animate: false}); }")
    page.get_by_role("button", name="Lyon", exact=True).hover()
    frame.wait_for_function("map.getBounds().contains([45.75, 4.85])")


def test_on_a_phone_a_sheet_opens_with_what_is_tapped_and_closes(page, filled):
    page.set_viewport_size({"width": 390, "height": 844})
    reading(page, filled, ARABIC)
    handle = page.locator(".dl-handle")
    expect(handle).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".dl-strip")).to_be_hidden()
    box = handle.bounding_box()
    assert box and box["height"] >= 44
    page.locator(".dl-text [role=button]").first.click()
    expect(handle).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".dl-strip")).to_be_visible()
    expect(page.locator(PANEL + " .dl-title")).to_be_visible()
    page.wait_for_timeout(700)
    chosen, table = (
        page.locator(one).first.bounding_box() for one in (".dl-chosen", ".st-key-article-beside")
    )
    assert chosen and table and chosen["y"] + chosen["height"] <= table["y"]
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    handle.click()
    expect(page.locator(".dl-strip")).to_be_hidden()
    assert page.locator(".st-key-article-beside").bounding_box()["height"] < 150


def test_every_paragraph_runs_its_own_way(page, filled):
    reading(page, filled, ARABIC)
    ways = page.locator(".dl-text p").evaluate_all(
        "all => all.map(p => getComputedStyle(p).direction)"
    )
    assert "rtl" in ways
    reading(page, filled, ENGLISH)
    ways = page.locator(".dl-text p").evaluate_all(
        "all => all.map(p => getComputedStyle(p).direction)"
    )
    assert set(ways) == {"ltr"}


def test_hostile_words_are_words_in_text_marks_days_and_claims(page, filled):
    frame = reading(page, filled, HOSTILE, "&pick=e0")
    for place in (page, frame):
        assert place.evaluate("window.hacked") is None
        assert place.locator("img[src='x'], img[src*='invalid']").count() == 0
    scripts = frame.evaluate("() => [...document.scripts].map(s => s.textContent).join('')")
    assert (
        "Dateline.start" in scripts
        and "hacked" not in scripts
        and "{{" not in scripts.split("Dateline.start")[1]
    )
    assert "{{7*7}}" in (frame.locator(".read-mark").first.get_attribute("aria-label") or "")
    expect(page.locator(".dl-side.dl-against")).to_contain_text("{{7*7}}")
    assert "{{7*7}}" in (page.locator(".dl-day").first.get_attribute("aria-label") or "")


CONTRAST = """() => {
  const channel = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  function rgb(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  }
  function light(colour) {
    const [r, g, b] = rgb(colour).map(channel);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function ground(e) {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (rgb(colour)[3] > 250) return colour;
    }
    return "white";
  }
  return [...document.querySelectorAll(
    ".dl-text span, .dl-number, .tl-tick, .dl-tick, .dl-side *, .dl-count, .dl-key span")]
    .filter(e => e.textContent.trim() && e.checkVisibility()).map(e => {
      const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
      return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.className, e.textContent];
    }).filter(([ratio]) => ratio < 4.5);
}"""


def test_the_page_can_be_read_in_arabic(page, filled):
    frame = reading(page, filled, ARABIC, "&lang=ar&pick=e0")
    expect(page.get_by_role("button", name="الحدث التالي")).to_be_visible()
    text, beside = (page.locator(one).bounding_box() for one in (".dl-text", MAP))
    assert text and beside and text["x"] > beside["x"], "the text is on the side reading begins"
    assert "حدث واحد" in (frame.locator(".read-mark").first.get_attribute("aria-label") or "")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not part of the project")
def test_a_real_article_is_read_in_step(page, fresh):
    page.goto(f"{fresh}/articles")
    frame = marked(page)
    names = page.locator(".dl-text [role=button]")
    for i in (0, 5, names.count() - 1):
        names.nth(i).hover()
        expect(page.locator(LIT).first).to_be_visible()
        expect(frame.locator(".read-mark.lit").first).to_be_attached()
    days = page.locator(".dl-day:not(.dl-named)")  # a place only named is no event
    for i in range(days.count()):
        days.nth(i).click()
        expect(page.locator(".dl-count")).to_have_text(f"{i + 1} of {days.count()}")
        expect(page.locator(".dl-sentence").first).to_be_in_viewport()
        settle(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_marked_can_be_read(page, filled, theme):
    page.emulate_media(color_scheme=theme)
    reading(page, filled, DENIED, "&pick=e0")
    assert page.evaluate(CONTRAST) == []
    page.locator(".dl-day").first.hover()
    assert page.evaluate(CONTRAST) == []
