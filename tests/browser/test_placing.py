"""In a real browser: a name without a point is placed on the map, and its event moves there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from dashboard.stores import Store, open_store
from dashboard.ui.components.article.adding import Given, add_text
from gazetteer.index.index import Index
from gazetteer.my_places.places import MyPlaces, draft
from tests import small_gazetteer
from tests.browser.conftest import MAP, drawn, serving, settle
from tests.dashboard.stores.test_reextraction import BLAST, SHELLED
from tests.extracting import extracting
from tests.synthetic import HOSTILE


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Keep two articles that name a place which the small gazetteer lacks."""
    path = small_gazetteer.build(tmp_path)
    with open_store(f"sqlite:///{tmp_path / 'dateline.db'}") as opened, Index(path) as index:
        add_text(SHELLED, Given("Rockets on a base"), opened, extracting(index))
        add_text(BLAST, Given("A blast"), opened, extracting(index))
        yield opened


@pytest.fixture
def server(tmp_path: Path, store: Store) -> Iterator[str]:
    with serving(tmp_path) as address:
        yield address


def map_ready(page: Page) -> Frame:
    """Wait for the ground of a map that shows no events."""
    settle(page)
    inside = page.frame_locator(MAP)  # asked anew each time: a rerun may put another frame there
    inside.locator("html[data-ground]").wait_for(state="attached", timeout=60_000)
    inside.locator(".numbered").first.wait_for()
    handle = page.locator(MAP).element_handle()
    frame = handle.content_frame() if handle else None
    assert frame
    page.wait_for_timeout(600)  # the view glides to the landmarks
    return frame


def names_on_map(frame: Frame) -> list[str]:
    return [spot.get_attribute("aria-label") or "" for spot in frame.locator(".spot").all()]


def where(store: Store) -> set[str]:
    return {event.place.name if event.place else "" for event in store.events()}


def test_a_place_is_added_for_a_name_and_its_events_move(page, server, store, tmp_path) -> None:
    assert where(store) == {"Al-Shuhayl", ""}
    page.goto(f"{server}/places?part=unplaced")
    settle(page)
    expect(page.locator(".dl-title bdi").first).to_have_text("القرية الخضراء")
    page.get_by_role("button", name="Place it").click()
    map_ready(page)
    expect(page.get_by_label("Names, one a line")).to_have_value("القرية الخضراء")
    point = page.get_by_label("Point: click on the map")
    expect(point).to_have_value("")
    frame = page.locator(MAP)
    box = frame.bounding_box()
    assert box
    frame.click(position={"x": box["width"] * 0.6, "y": box["height"] * 0.35})
    expect(point).not_to_have_value("")
    settle(page)
    page.get_by_label("Who says so").fill("a map of the river")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Apply to the articles already here?")).to_be_visible()
    assert where(store) == {"Al-Shuhayl", ""}, "the preview must change nothing"
    settle(page)
    page.get_by_role("button", name="Apply to 2 articles").click()
    expect(page.get_by_text("2 articles read anew")).to_be_visible()
    assert where(store) == {"القرية الخضراء"}
    (mine,) = MyPlaces(tmp_path / "gazetteer.sqlite").places()
    assert mine.said_by == "a map of the river" and mine.place.country == "SY"
    (event, _) = store.events()
    assert event.area and abs(event.area.lat - mine.place.lat) < 1e-6
    settle(page)
    page.get_by_role("button", name="See on the map").click()
    assert any(name.startswith("القرية الخضراء") for name in names_on_map(drawn(page)))
    # Without the place, the events go back to where they were.
    page.goto(f"{server}/places?part=mine")
    settle(page)
    page.locator("[data-testid='stDataFrame'] .dvn-scroller").first.click(
        position={"x": 60, "y": 55}
    )
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_role("button", name="Apply to 2 articles").click()
    expect(page.get_by_text("2 articles read anew")).to_be_visible()
    assert where(store) == {"Al-Shuhayl", ""}


def test_a_new_place_is_known_to_the_next_article_and_a_typed_point_moves_the_ring(
    page, server, store, tmp_path
) -> None:
    page.goto(f"{server}/places?part=form")
    settle(page)
    page.get_by_label("Names, one a line").fill("عين الصفصاف\nen=Ain Safsaf")
    page.get_by_label("Point: click on the map").fill("35°12'N 40°30'E")
    page.keyboard.press("Enter")
    settle(page)
    frame = page.locator(MAP).element_handle().content_frame()
    frame.locator(".ring").wait_for()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("No article here is concerned")).to_be_visible()
    settle(page)
    page.goto(f"{server}/add")
    settle(page)
    page.get_by_text("Pasted text").click()
    page.get_by_label("The article’s text").fill(
        "قال سكان إن قصفاً مدفعياً استهدف قرية عين الصفصاف يوم السبت 12 آب 2023، وقتل مدنيان."
    )
    page.get_by_role("button", name="Add this text").click()
    expect(page.locator(".dl-head span").first).to_contain_text("1 article added")
    assert "عين الصفصاف" in where(store)


def test_hostile_names_run_nothing_on_any_part(page, server, store, tmp_path) -> None:
    mine = MyPlaces(tmp_path / "gazetteer.sqlite")
    mine.put([draft([HOSTILE[:110], "ar=القرية الخضراء"], 35.07, 40.56, note=HOSTILE)], HOSTILE)
    page.goto(f"{server}/places?part=mine")
    settle(page)
    page.get_by_role("button", name="Read all articles again").click()
    expect(page.get_by_text("Apply to the articles already here?")).to_be_visible()
    settle(page)
    page.locator("[data-testid='stDataFrame'] .dvn-scroller").last.click(
        position={"x": 60, "y": 55}
    )
    page.get_by_role("button", name="Edit").click()
    map_ready(page)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src='x']").count() == 0
    page.goto(f"{server}/places?show={mine.places()[0].place.id}")
    map_ready(page)
    assert page.evaluate("window.hacked") is None
