"""How the timeline moves the map, in Chromium: python -m tests.benchmarks.playback [EVENTS ...].

Frames a second while a window and while all up to a day is played, what is fetched for it, and the
time from the release of a brush to the repainted map. Stores are those of `million`.
"""

import statistics
import sys
from collections.abc import Iterator

from playwright.sync_api import Frame, Page, sync_playwright

from tests.benchmarks.million import home
from tests.browser.conftest import FLAGS, chromium, drawn, serving, settle

SECONDS = 5
BRUSHES = ((0.2, 0.3), (0.5, 0.8), (0.1, 0.9), (0.62, 0.63), (0.0, 0.5))
WATCH = """() => {
  const root = document.documentElement, top = window.parent;
  top.painted = [];
  new MutationObserver(() => top.painted.push([top.performance.now(), root.dataset.painted]))
    .observe(root, { attributes: true, attributeFilter: ["data-painted"] });
  top.addEventListener("pointerup", () => { top.released = top.performance.now(); }, true);
}"""


def brush(page: Page, start: float, end: float) -> Iterator[float]:
    """Release a brush; yield the ms until the map shows its days, and until the page has run."""
    box = page.locator(".tl-plot").bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * start + 1, y)
    page.evaluate("() => { painted.length = 0; }")
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * (start + end) / 2, y, steps=5)
    page.mouse.move(box["x"] + box["width"] * end - 1, y)
    page.mouse.up()
    # The days on the map are those of the last move, asked for as it was made.
    days = page.evaluate(
        "() => [...document.querySelector('.stBidiComponent :is(*)').getRootNode()"
        ".querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean)"
        ".flatMap((r) => [...r.querySelectorAll('.tl-dates label')])"
        ".map((l) => l.classList.contains('tl-open') ? '' : l.firstElementChild.value).join('..')"
    )
    # Either asked for by the timeline itself or, where that is sooner, by the run of the page.
    shown = "([at, token]) => token.includes(days) || (at > released && !token.includes('..'))"
    page.wait_for_function(f"days => painted.some({shown})", arg=days, timeout=60_000)
    yield page.evaluate(f"days => painted.find({shown})[0] - released", days)
    ran = "([at, token]) => at > released && !token.includes('..')"
    page.wait_for_function(f"() => painted.some({ran})", timeout=60_000)
    yield page.evaluate(f"() => painted.find({ran})[0] - released")
    settle(page)


def play(page: Page, frame: Frame, show: str) -> str:
    """Play for some seconds; say how many frames of the map were drawn in each."""
    page.get_by_label("Show", exact=True).select_option(show)
    page.get_by_label("Speed", exact=True).select_option("2")
    page.get_by_role("button", name="Play", exact=True).click()
    frame.wait_for_function("() => document.documentElement.dataset.playing")
    start, lists = frame.evaluate("() => [performance.now(), window.parent.heard = 0]")
    first = frame.evaluate("Dateline.playback.frames()")
    page.wait_for_timeout(SECONDS * 1000)
    frames, now, lists, inside = frame.evaluate(
        "() => [Dateline.playback.frames(), performance.now(), window.parent.heard,"
        " Dateline.playback.inside()]"
    )
    seconds = (now - start) / 1000
    page.get_by_role("button", name="Pause", exact=True).click()
    settle(page)
    page.get_by_role("button", name="Stop").click()
    settle(page)
    return (
        f"{(frames - first) / seconds:.0f} frames a second, the list heard {lists / seconds:.1f} "
        f"times a second, {inside:,} events in the last window"
    )


def measure(page: Page, server: str) -> Iterator[str]:
    page.goto(server)
    frame = drawn(page)
    page.locator(".tl-plot").scroll_into_view_if_needed()
    frame.evaluate(WATCH)
    page.evaluate("() => window.addEventListener('dateline:window', () => { window.heard++; })")
    yield "a moving window: " + play(page, frame, "rolling")
    size, took = frame.evaluate(
        "() => { const one = performance.getEntriesByType('resource')"
        ".find((entry) => entry.name.includes('/api/moments'));"
        " return [one.encodedBodySize, one.duration]; }"
    )
    yield f"fetched for it: {size / 1e6:.2f} MB in {took:.0f} ms"
    yield "all up to the day: " + play(page, frame, "cumulative")
    drawing = frame.evaluate(
        "() => { const start = performance.now();"
        " for (let i = 0; i < 100; i++) Dateline.playback.show(14000 + i * 20, 14090 + i * 20, '');"
        " const took = (performance.now() - start) / 100; Dateline.playback.close(); return took; }"
    )
    yield f"the map's script alone: {drawing:.1f} ms a frame"
    followed, ran = [], []
    for start, end in BRUSHES:
        first, second = brush(page, start, end)
        followed.append(first)
        ran.append(second)
    yield f"brush release to the map repainted: {say(followed)}"
    yield f"brush release to the page run and the map painted by it: {say(ran)}"


def say(times: list[float]) -> str:
    times = [max(0.0, time) for time in times]
    return f"median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms"


def main(sizes: list[int]) -> None:
    with sync_playwright() as playwright:
        for events in sizes:
            folder = home(events)
            browser = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS])
            with serving(folder) as server:
                page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
                page.set_default_timeout(60_000)
                print(f"{events:,} events", flush=True)
                for line in measure(page, server):
                    print(f"  {line}", flush=True)
            browser.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100_000, 1_000_000])
