"""The interface in Arabic: chosen, kept, right to left."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import settle

ADDRESSES = ("", "add", "articles", "events", "places", "about")
# Names and what articles say are in their own language: they stand in these.
QUOTED = (
    "bdi, .dl-text, .dl-quote, .dl-context, .dl-source, style, script, code, iframe, canvas, "
    ".st-key-accuracy, "
    "[data-testid='stIconMaterial'], [data-testid='stTable'], "
    "[data-testid='stFileUploaderDropzone'], [data-testid='stAlertDynamicIcon'], "
    "[data-testid='stDataFrame'], [data-testid='stVegaLiteChart'], [data-testid='stSelectbox'], "
    "[data-testid='stHeadingActionElements'], [data-testid='stSkipToContent'], .st-key-language, "
    ".dl-title, [data-testid='stBidiComponentRegular'], [data-testid='stBidiComponentIsolated']"
)
WORDS = """quoted => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const place = walk.currentNode.parentElement;
    if (place.closest(quoted) || !place.checkVisibility()) continue;
    found.push(walk.currentNode.textContent);
  }
  return found;
}"""
# Names that are the same in every language.
SAME = {
    "Dateline",
    "English",
    "JSON",
    "CSV",
    "PDF",
    "Word",
    "GeoJSON",
    "KML",
    "ACLED",
    "README",
    "OpenStreetMap",
    "Natural",
    "Earth",
    "Shift",
    "Excel",
    "Google",
    "Linked",
    "Places",
    "Deir",
    "Ezzor",
    "Alleppo",
}


def unknown(text: str) -> set[str]:
    """Return the Latin words that are no name; a path or a command is nobody's language."""
    said = re.sub(r"\S*/\S+|\u2066[^\u2069]*\u2069|python -m gazetteer build", "", text)
    return set(re.findall(r"[A-Za-z]{3,}", said)) - SAME


def test_the_choice_of_a_language_survives_a_switch_of_pages_and_a_new_visit(page, server):
    page.goto(server)
    settle(page)
    page.get_by_role("radio", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    english = page.get_by_role("radio", name="English")  # beside the chosen one
    expect(english).not_to_have_css("border-right-color", "rgba(0, 0, 0, 0)")
    page.get_by_role("link", name="الأحداث").click()
    page.wait_for_url("**/events?*lang=ar*")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.goto(f"{server}/about")
    page.wait_for_url("**/about?lang=ar")
    expect(page.locator("html")).to_have_attribute("lang", "ar")


def test_a_first_visit_is_in_the_browsers_own_language(browser, server):
    context = browser.new_context(locale="ar-EG")
    page = context.new_page()
    page.goto(server)
    page.wait_for_url("**/?*lang=ar*")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    context.close()


def test_a_link_in_another_language_does_not_change_what_is_remembered(page, server):
    page.goto(f"{server}/about?lang=ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.goto(f"{server}/about")
    page.wait_for_url("**/about?lang=en")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_in_arabic_is_wider_than_the_window_or_speaks_english(page, server, width, address):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{server}/{address}?lang=ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    settle(page)
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    english = [words for words in page.evaluate(WORDS, QUOTED) if unknown(words)]
    assert not english


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_dark_where_the_system_is(page, server, address):
    page.emulate_media(color_scheme="dark")
    page.goto(f"{server}/{address}?lang=ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    settle(page)
    ground = page.locator("[data-testid='stApp']").evaluate(
        "e => getComputedStyle(e).backgroundColor"
    )
    assert ground == "rgb(18, 24, 31)"
    ink = page.locator(".dl-head b, .dl-title").first
    expect(ink).to_have_css("color", re.compile(r"rgb\((183, 208, 234|230, 235, 240)\)"))


def test_the_navigation_is_a_list_of_links_in_arabic(page, server):
    page.goto(f"{server}/about?lang=ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    settle(page)
    for title in ("الخريطة", "إضافة مقالات", "المقالات", "الأحداث", "الأماكن"):
        expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()
