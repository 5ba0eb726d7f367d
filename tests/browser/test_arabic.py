"""The interface in Arabic: chosen, kept, right to left."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import settle

expect.set_options(timeout=15_000)
ADDRESSES = ("", "add", "articles", "events", "places", "about")


def test_the_choice_of_a_language_survives_a_switch_of_pages_and_a_new_visit(page, server):
    page.goto(server)
    settle(page)
    page.get_by_role("radio", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
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
def test_no_page_in_arabic_is_wider_than_the_window(page, server, width, address):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{server}/{address}?lang=ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    settle(page)
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
