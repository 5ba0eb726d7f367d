"""How fast the page of a long article is: `python -m tests.benchmarks.reader`.

An article of 500,000 characters with 1,000 mentions and 300 events, in headless Chromium over a
real server: until its text is there, until what is chosen is told, until what is pointed at is lit.
"""

import random
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from dashboard.model import Area, DateSpan, Event, Extraction
from dashboard.stores import open_store
from dashboard.ui.components.article import text as article_text
from gazetteer.place import Candidate, Mention, Place, Resolution
from gazetteer.reason import Reason
from tests import synthetic
from tests.browser.conftest import FLAGS, MAP, chromium, serving, settle

CHARACTERS, MENTIONS, EVENTS, PLACES, TIMES = 500_000, 1000, 300, 200, 7
FILLER = "وقال سكان في المنطقة إن الأوضاع بقيت على حالها طوال اليوم ولم ترد تفاصيل أخرى. "


def article() -> Extraction:
    """Make a long Arabic article: a paragraph for every mention, an event in every third."""
    dice = random.Random(6)
    names = [f"قرية{number}" for number in range(PLACES)]
    places = [
        Place(f"b{i}", name, 33 + dice.random() * 4, 36 + dice.random() * 6, "P", "PPL", "SY")
        for i, name in enumerate(names)
    ]
    filler = FILLER * (CHARACTERS // MENTIONS // len(FILLER))
    text, mentions, events = "", [], []
    for i in range(MENTIONS):
        place = places[i % PLACES]
        start = len(text)
        text += f"استهدف قصف أطراف {place.name} أمس. {filler}\n"
        at = text.index(place.name, start)
        found = Mention(at, at + len(place.name), place.name, (Candidate(place, 1.0),))
        mentions.append(Resolution(found, place, 0.9, (Reason("place.only"),)))
        if i % 3 == 0 and len(events) < EVENTS:
            events.append(_event(start, text.index(".", start) + 1, place, len(events)))
    made = synthetic.document(text, "Long", date(2023, 12, 31), language="ar")
    own = (replace(e, document=made.id, id=f"{made.id}:{e.start}:{e.type}") for e in events)
    return Extraction(made, tuple(mentions), (), tuple(own))


def _event(start: int, end: int, place: Place, number: int) -> Event:
    day = date(2023, 1, 1) + timedelta(days=number)
    when = DateSpan(start, start + 1, day, day, 1, None, day.isoformat(), "أمس")
    return Event(
        id="",
        document="",
        type="shelling",
        sub_type="Shelling/artillery/missile attack",
        area=Area(place.lat, place.lon, 2.0),
        place=place,
        when=when,
        actors=(),
        fatalities=None,
        injuries=None,
        claims=(),
        start=start,
        end=end,
        probability=0.9,
    )


def main() -> None:
    """Print what is measured, a line each."""
    extraction = article()
    began = time.perf_counter()
    lines = article_text.cut(extraction).lines
    print(
        f"characters {len(extraction.document.text):,}, lines {len(lines):,}, "
        f"cut in {time.perf_counter() - began:.2f} s"
    )
    with tempfile.TemporaryDirectory() as folder:
        with open_store(f"sqlite:///{folder}/dateline.db") as store:
            store.save(extraction)
        with serving(Path(folder)) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS])
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.set_default_timeout(60_000)
            _measure(page, f"{address}/articles?read={extraction.document.id}")
            browser.close()


def _measure(page: Page, address: str) -> None:
    sent: list[int] = []
    page.on("websocket", lambda w: w.on("framereceived", lambda data: sent.append(len(data))))
    page.goto(address)
    _ready(page)  # the first visit starts the script
    sent.clear()
    began = time.perf_counter()
    page.goto(address)
    page.locator(".dl-number").nth(EVENTS - 1).wait_for(state="attached")
    print(f"text drawn after {time.perf_counter() - began:.2f} s, {sum(sent) / 1e6:.2f} MB")
    _ready(page)
    print(f"with its map after {time.perf_counter() - began:.2f} s")
    sent.clear()
    _tell("next event to its panel", [_timed(page, i) for i in range(TIMES)])
    print(f"  sent for each {sum(sent) / TIMES / 1e3:.0f} KB")
    _tell("pointed at to lit in text, map and days", [_lit(page, i) for i in range(TIMES)])


def _ready(page: Page) -> None:
    settle(page)
    page.frame_locator(MAP).locator("html[data-read]").wait_for(state="attached")


def _timed(page: Page, i: int) -> float:
    began = time.perf_counter()
    page.keyboard.press("Shift+ArrowDown")
    page.wait_for_function(
        "n => document.querySelector('.dl-count')?.textContent.replace(/\\D+/g, ' ').trim()"
        ".startsWith(n + ' ') && document.querySelector('.st-key-article-picked .dl-title')",
        arg=str(i + 1),
        polling=20,
    )
    took = time.perf_counter() - began
    settle(page)
    return took


def _lit(page: Page, i: int) -> float:
    """Time it in the page, from the pointer's event to the frame's next picture."""
    took: Any = page.evaluate(
        """async i => {
          const frame = document.querySelector('iframe[title="streamlit_folium.st_folium"]');
          const made = document.querySelectorAll('.dl-text [role=button]')[i * 3];
          const began = performance.now();
          made.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
          while (!frame.contentDocument.querySelector('.read-mark.lit')
            || !document.querySelector('.dl-day.dl-lit')) await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
          const took = performance.now() - began;
          document.querySelector('.dl-text').dispatchEvent(new PointerEvent('pointerleave'));
          await new Promise(done => setTimeout(done, 300));
          return took / 1000;
        }""",
        i,
    )
    return float(took)


def _tell(what: str, seconds: list[float]) -> None:
    print(f"{what}: median {statistics.median(seconds):.3f} s, most {max(seconds):.3f} s")


if __name__ == "__main__":
    main()
