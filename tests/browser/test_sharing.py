"""The packet opens from a file, offline, and a copied link brings the same view back."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.exports import packet_ as packet
from dashboard.exports.packet.occasion import of_store
from dashboard.stores import Filter, open_store
from dashboard.stores.wanted import events_wanted
from tests.browser.conftest import drawn, painted, settle

SLOW = 60_000  # ms
MADE = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
# What a screen reader needs: names for links, scopes for heads, one h1, no level left out.
LACKS = """() => {
  const lacks = [];
  for (const link of document.querySelectorAll("a")) {
    if (!link.textContent.trim()) lacks.push("a link without a name");
  }
  for (const head of document.querySelectorAll("th")) {
    if (!head.scope) lacks.push("a head without a scope");
  }
  for (const picture of document.querySelectorAll("svg:not([aria-hidden])")) {
    if (!picture.getAttribute("aria-label")) lacks.push("a picture without a name");
  }
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3")) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) lacks.push(`h${next} after h${level}`);
    level = next;
  }
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  if (new Set(ids).size < ids.length) lacks.push("an id twice");
  for (const link of document.querySelectorAll("a[href^='#']")) {
    if (!document.getElementById(link.hash.slice(1))) lacks.push(`nothing at ${link.hash}`);
  }
  return lacks;
}"""
CONTRAST = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const texts = document.querySelectorAll("p, dt, dd, td, th, a, h1, h2, h3, figcaption, li");
  return Math.min(...[...texts].map((text) => {
    const ink = light(getComputedStyle(text).color);
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  }));
}"""


@pytest.fixture(scope="module")
def packets(home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the packet of the synthetic store in both languages."""
    folder, files = tmp_path_factory.mktemp("packets"), {}
    with open_store(f"sqlite:///{home / 'dateline.db'}") as store:
        wanted = Filter(modes=(), limit=40)
        events, statuses = events_wanted(store, wanted)
        ids = dict.fromkeys(event.document for event in events)
        documents = {id: document for id in ids if (document := store.document(id))}
        for language in ("en", "ar"):
            about = of_store(store, wanted, statuses, events, made=MADE, language=language)
            files[language] = folder / f"{language}.html"
            data = packet.export(events, documents, statuses, occasion=about)
            files[language].write_bytes(data)
    return files


@pytest.fixture
def opened(
    browser: Browser, packets: dict[str, Path], request: pytest.FixtureRequest
) -> Iterator[Page]:
    """Open a packet without a network; nothing may be asked for, refused or broken."""
    language, width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda r: r.url.startswith(("file:", "data:")) or wrong.append(r.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.goto(packets[language].as_uri())
    yield page
    context.close()
    assert not wrong


@pytest.mark.parametrize(
    "opened",
    [
        ("en", 1280, "light"),
        ("ar", 1280, "dark"),
        ("en", 390, "dark"),
        ("ar", 390, "light"),
    ],
    indirect=True,
)
def test_a_packet_can_be_read_without_a_network(opened: Page) -> None:
    wide = opened.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    box = opened.locator("svg.map").first.bounding_box()
    assert box and box["width"] >= 300 and box["height"] >= 170
    assert opened.evaluate(LACKS) == []
    assert opened.evaluate(CONTRAST) >= 4.5
    opened.locator("table.events a").first.click()
    expect(opened.locator("section.event:target")).to_have_count(1)


@pytest.mark.parametrize("opened", [("en", 1280, "light")], indirect=True)
def test_the_files_inside_are_saved_as_the_hash_says(opened: Page) -> None:
    for item in opened.locator(".files li").all():
        with opened.expect_download() as saving:
            item.locator("a").click()
        data = saving.value.path().read_bytes()
        assert hashlib.sha256(data).hexdigest() in item.inner_text()
        assert len(data) > 1000


@pytest.mark.parametrize("opened", [("ar", 1280, "light")], indirect=True)
def test_a_packet_in_arabic_begins_at_the_right(opened: Page) -> None:
    heading = opened.locator("h1").bounding_box()
    row = opened.locator("table.events tbody tr").first
    number, last = row.locator("th").bounding_box(), row.locator("td").last.bounding_box()
    assert heading and number and last and number["x"] > last["x"]


def asked(address: str) -> dict[str, object]:
    """Read an address's query; where the map stands is numbers, however they are written."""
    query: dict[str, object] = dict(parse_qsl(urlsplit(address).query))
    return query | {"map": [float(part) for part in str(query.get("map", "0")).split(",")]}


def test_a_packet_is_made_when_its_button_is_clicked(page: Page, server: str) -> None:
    page.goto(f"{server}/?type=Peaceful+protest&lang=en")
    page.set_default_timeout(SLOW)
    drawn(page)
    settle(page)
    with page.expect_download(timeout=SLOW) as saving:  # a first packet reads the basemap
        page.get_by_role("button", name="Evidence packet").click()
    text = saving.value.path().read_text(encoding="utf-8")
    assert saving.value.suggested_filename == "dateline-packet.html"
    assert "Peaceful protest" in text and 'class="event"' in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_copied_link_brings_the_same_view_back(
    page: Page, browser: Browser, server: str, language: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    query = "type=Peaceful+protest&since=2023-03-01&until=2023-10-31&colour=status"
    page.set_default_timeout(SLOW)
    page.goto(f"{server}/?{query}&lang={language}&map=35.5,40,7")
    before = painted(drawn(page))
    said = page.locator(".dl-head").first.inner_text()
    page.locator("button", has_text={"en": "Copy link", "ar": "نسخ الرابط"}[language]).click()
    copied = {"en": "Copied", "ar": "نُسخ"}[language]
    expect(page.get_by_role("status").filter(has_text=copied)).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert f"lang={language}" in link and "map=" in link
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        other = context.new_page()
        other.set_default_timeout(SLOW)
        other.goto(link)
        shown = "before => document.documentElement?.dataset.painted === before"
        drawn(other).wait_for_function(shown, arg=before)
        assert other.locator(".dl-head").first.inner_text() == said
        settle(other)
        assert asked(other.url) == asked(link)
    finally:
        context.close()


def test_where_there_is_no_clipboard_the_link_can_be_copied_by_hand(
    page: Page, server: str
) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(f"{server}/events?words=rally&lang=en")
    settle(page)
    page.locator("button", has_text="Copy link").click()
    field = page.get_by_label("Link to this view")
    expect(field).to_be_visible()
    assert "words=rally" in field.input_value()
