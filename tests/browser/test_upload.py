"""From a file in the browser to a point on the map, and back to its words; hostile text too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.stores import open_store
from dashboard.translations.plain_text import plain
from tests import small_gazetteer, synthetic
from tests.browser.conftest import drawn, serving, settle
from tests.paths import ROOT

DATA = ROOT / "tests" / "data"
HEAD = ".dl-head b"
SHELLED = (
    "قصف يستهدف بلدة في ريف الرقة",
    "قال سكان إن قصفاً مدفعياً استهدف مدينة الرقة يوم السبت 12 آب 2023، وقتل مدنيان.",
)
HOSTILE_PAGES = (
    f"articles?read={synthetic.hostile().document.id}",
    f"articles?read={synthetic.hostile().document.id}&pick=m11",
    f"articles?read={synthetic.hostile().document.id}&pick=e0",
    "events",
    f"events?event={synthetic.hostile().events[0].id}",
    "places?show=s:10",
    "places?find=%7B%7B7*7%7D%7D%20%3Cimg%20src=x%20onerror=alert(1)%3E",
    "about",
)
ORDINARY_PAGES = (
    "add",
    f"articles?read={synthetic.arabic().document.id}",
    f"articles?read={synthetic.english().document.id}&pick=e0",
    "events",
    "places",
    "places?find=Alton",
    "about",
)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[str]:
    """Serve an empty store with a small gazetteer."""
    small_gazetteer.build(tmp_path)
    with serving(tmp_path) as address:
        yield address


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a store of synthetic articles that no test here changes."""
    folder = tmp_path_factory.mktemp("pages")
    small_gazetteer.build(folder)
    with open_store(f"sqlite:///{folder / 'dateline.db'}") as store:
        for article in (synthetic.arabic(), synthetic.english(), synthetic.hostile()):
            store.save(article)
        store.save(synthetic.unknown())
    with serving(folder) as address:
        yield address


def upload(page: Page, *files: object) -> None:
    page.locator("[data-testid='stFileUploaderDropzone'] input").set_input_files([*files])
    label = f"Add {len(files)} file" + ("s" if len(files) > 1 else "")
    page.get_by_role("button", name=label).click()
    expect(page.get_by_role("button", name="Clear this list")).to_be_visible(timeout=30_000)
    settle(page)


def file(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def test_an_arabic_pdf_and_word_files_reach_the_map(page, fresh):
    page.goto(f"{fresh}/add")
    settle(page)
    word = file("raqqa.docx", small_gazetteer.docx(*SHELLED))
    pdf = file("browser_ar.pdf", (DATA / "browser_ar.pdf").read_bytes())
    other = file("article_ar.docx", (DATA / "article_ar.docx").read_bytes())
    web = file("pokhara.htm", (DATA / "article_en.html").read_bytes())
    broken = file("locked.pdf", (DATA / "locked.pdf").read_bytes())
    upload(page, pdf, word, other, web, broken)
    expect(page.locator(".dl-head span").first).to_contain_text("4 articles added")
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
    expect(page.get_by_test_id("stAlert")).to_contain_text("locked.pdf")
    # What the Word file calls "Wednesday" needs its date of publication.
    asked = page.get_by_test_id("stHtml").filter(has_text="When was this published?")
    expect(asked.filter(has_text="سيول")).to_be_visible()
    page.get_by_role("button", name="See on the map").click()
    drawn(page)
    assert "article=" in page.url
    page.goto(
        f"{page.url.partition('&map=')[0]}&map=35.5,39.9,8"
    )  # near enough to tell towns apart
    frame = drawn(page)
    names = [spot.get_attribute("aria-label") or "" for spot in frame.locator(".spot").all()]
    assert any(name.startswith("Al-Shuhayl") for name in names)
    assert any(name.startswith("Raqqa") for name in names)
    # The same file again is recognised.
    page.goto(f"{fresh}/add")
    settle(page)
    upload(page, pdf)
    expect(page.locator(".dl-source").first).to_contain_text("already here, added on")


def test_a_date_given_afterwards_dates_the_events(page, fresh):
    page.goto(f"{fresh}/add")
    settle(page)
    page.get_by_text("Pasted text").click()
    page.get_by_label("The article’s text").fill(
        "قال سكان إن قصفاً صاروخياً استهدف بلدة الشحيل فجر السبت، وقتل ثلاثة مدنيين."
    )
    page.get_by_role("button", name="Add this text").click()
    expect(page.get_by_text("When was this published?")).to_be_visible()
    settle(page)
    page.locator("[class*='st-key-ask-date']").get_by_role("spinbutton").first.click()
    page.keyboard.type("20230814", delay=30)
    page.get_by_role("button", name="Use this date").click()
    expect(page.get_by_text("When was this published?")).to_have_count(0)
    settle(page)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".dl-text .dl-date")).to_have_text("فجر السبت")
    settle(page)
    page.locator(".dl-text .dl-event").first.click()
    expect(page.locator(".dl-when")).to_contain_text("12 Aug 2023, dawn")


def test_a_name_in_the_text_tells_why_it_is_this_place(page, filled):
    article = synthetic.english().document.id
    page.goto(f"{filled}/articles?read={article}")
    settle(page)
    page.get_by_role("button", name="Lyon", exact=True).press("Enter")
    expect(page.locator(".st-key-article-picked .dl-title")).to_have_text("Lyon")
    expect(page.locator(".dl-reasons li")).to_have_text(
        "the only place of that name in the gazetteer"
    )
    expect(page.locator(".dl-text .dl-chosen")).to_have_text("Lyon")
    assert "pick=m" in page.url
    page.get_by_role("button", name="Everything found").click()
    expect(page.locator(".dl-chosen")).to_have_count(0)


def test_arabic_is_set_from_right_to_left(page, filled):
    page.goto(f"{filled}/articles?read={synthetic.arabic().document.id}")
    settle(page)
    lines = page.locator(".dl-text p")
    expect(lines).to_have_count(3)
    assert lines.nth(1).evaluate("e => getComputedStyle(e).direction") == "rtl"
    said = lines.nth(1).inner_text().lstrip("0123456789 \n")  # behind the number of its event
    assert said.startswith("تعرضت أطراف مدينة الميادين")


def test_an_article_is_deleted_only_after_it_asked(page, fresh, tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'dateline.db'}") as store:
        store.save(synthetic.english())
        page.goto(f"{fresh}/articles")
        settle(page)
        page.get_by_role("button", name="Delete", exact=True).click()
        expect(page.get_by_text("stays in the trash")).to_be_visible()
        assert store.documents()
        page.keyboard.press("Escape")
        settle(page)
        assert store.documents()
        page.get_by_role("button", name="Delete", exact=True).click()
        page.get_by_role("button", name="Move to the trash").click()
        expect(page.get_by_role("heading", name="No articles yet")).to_be_visible()
        assert not store.documents()
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".dl-title")).to_contain_text("Rally for water")
        assert store.documents()


@pytest.mark.parametrize("pause", [0, 300, 900])
def test_two_clicks_at_one_spot_delete_one_article(page, fresh, tmp_path, pause):
    with open_store(f"sqlite:///{tmp_path / 'dateline.db'}") as store:
        for article in synthetic.few():
            store.save(article)
        before = len(store.documents())
        page.goto(f"{fresh}/articles")
        settle(page)
        page.get_by_role("button", name="Delete", exact=True).click()
        spot = page.get_by_role("button", name="Move to the trash").bounding_box()
        at = spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2
        page.mouse.click(*at)
        page.wait_for_timeout(pause)
        page.mouse.click(*at)
        expect(page.get_by_text("is in the trash").first).to_be_visible()
        settle(page)
        assert len(store.documents()) == before - 1 and len(store.trash()) == 1


def test_a_row_of_the_table_opens_its_event_and_its_article(page, filled):
    page.goto(f"{filled}/events")
    settle(page)
    page.locator("tr[data-id]").first.click()
    expect(page.locator(".st-key-events-panel .dl-title")).to_be_visible()
    settle(page)
    assert "event=" in page.url
    page.get_by_role("button", name="Read the article").click()
    expect(page.locator(".st-key-article-found")).to_be_visible()
    assert "read=" in page.url


def test_a_file_of_the_events_can_be_saved(page, filled):
    page.goto(f"{filled}/events?type=Peaceful+protest")
    settle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="GeoJSON").click()
    assert waiting.value.suggested_filename == "dateline.geojson"
    saved = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert "Raqqa" in saved and "الميادين" not in saved
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV", exact=True).click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"\xef\xbb\xbfevent_id,")


def test_places_found_are_numbered_on_a_map_of_numbers(page, filled):
    page.goto(f"{filled}/places?find=Alton")
    settle(page)
    frame = page.frame_locator('iframe[title="streamlit_folium.st_folium"]')
    expect(frame.locator(".numbered")).to_have_count(2)
    expect(frame.locator("#list-area")).to_be_hidden()
    expect(page.locator(".st-key-place-panel .dl-title")).to_have_text("Alton")


@pytest.mark.parametrize("address", HOSTILE_PAGES)
def test_hostile_text_stays_text(page, filled, address):
    page.goto(f"{filled}/{address}")
    settle(page)
    page.wait_for_timeout(400)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src='x'], img[src*='invalid'], a[href^='javascript']").count() == 0
    assert page.locator(".katex").count() == 0
    for frame in page.frames[1:]:
        scripts = frame.evaluate("() => [...document.scripts].map(s => s.textContent).join('')")
        assert "{{" not in scripts.split("Dateline.start")[-1]


def test_a_hostile_file_is_shown_as_it_is_written(page, fresh):
    text = f"Evilton was shelled on 3 March 2024, residents said. {synthetic.HOSTILE}"
    name = "{{7*7}} ![x](http:x.invalid) <b>.txt"
    page.goto(f"{fresh}/add")
    settle(page)
    page.get_by_text("Title, source and date").click()
    page.get_by_label("Title").fill(synthetic.HOSTILE)
    page.get_by_label("Source").fill(synthetic.HOSTILE)
    upload(page, file(name, text.encode()), file(f"{name}.pdf", b"%PDF-1.4 broken"))
    expect(page.get_by_test_id("stAlert")).to_contain_text("{{7*7}} ![x](http:x.invalid) <b>")
    # Two files were added, but only one article: the title is its own.
    shown = " ".join(plain(synthetic.HOSTILE).split())
    expect(page.locator(".dl-title").first).to_have_text(shown)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".st-key-article-found")).to_be_visible()
    expect(page.locator(".dl-text p").first).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_screen(page, filled, width):
    page.set_viewport_size({"width": width, "height": 844})
    for address in (*ORDINARY_PAGES, *HOSTILE_PAGES[:5]):
        page.goto(f"{filled}/{address}")
        settle(page)
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        assert wide <= width + 1, f"{address}: {wide}"


def test_on_a_phone_what_was_chosen_comes_up_over_the_text(page, filled):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{filled}/articles?read={synthetic.english().document.id}")
    settle(page)
    page.get_by_role("button", name="Raqqa", exact=True).click()
    panel = page.locator(".st-key-article-picked")
    expect(panel).to_be_in_viewport()
    page.wait_for_timeout(600)  # the text comes out from under it
    box = panel.bounding_box()
    assert box and box["y"] > 300 and box["width"] > 350
    chosen = page.locator(".dl-chosen").bounding_box()
    assert chosen and 60 < chosen["y"] < box["y"] - chosen["height"]
