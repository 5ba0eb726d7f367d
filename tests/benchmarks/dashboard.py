"""How fast the map page is in a browser: python -m tests.benchmarks.dashboard [--events 1000000].

Times are from the click, or the start of the navigation, to the frame in which the result is
painted, in headless Chromium on this machine; each is the median of several. KB are what the
browser received, WebSocket and HTTP. Beside ours stand the usual ways to draw events on a Streamlit
page (`map_peers`), at the sizes at which they still answer within a minute. Linux only (/proc).
`--readme` writes the table there.
"""

import argparse
import contextlib
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Frame, Page, sync_playwright

from tests.benchmarks.million import home as million
from tests.browser.conftest import FLAGS, MAP, chromium
from tests.chapters import add_option, write_between
from tests.paths import ROOT

MARKS = "<!-- tests.benchmarks.dashboard -->", "<!-- end of tests.benchmarks.dashboard -->"
HEAD = (
    "| page | events | load s | pan or zoom s | brush s | and page s | unrelated click s "
    "| KB an interaction | server MB |\n|---|---|---|---|---|---|---|---|---|"
)
PEERS = {
    "no map": (0,),  # a button and nothing else: what Streamlit itself takes on this machine
    "folium.Marker": (1_000,),  # 10,000 did not answer a click within a minute
    "MarkerCluster": (1_000, 10_000),
    "pydeck": (1_000, 100_000),
}
VIEWS = ((33.6, 36.3, 8), (36.2, 37.1, 9), (35.3, 40.1, 7), (33.51, 36.29, 11), (34.8, 38.5, 6))
PATIENCE = 180_000  # ms: the first page reads all events
APP = "[data-testid='stApp']"
BRUSHES = (0.2, 0.45, 0.1, 0.6, 0.3)
# When the map has painted what, and when the mouse was let go, in ms since the navigation began.
WATCH = """(() => {
  if (window !== top) return;
  let before = "", watched;
  window.paints = [];
  window.addEventListener("pointerup", () => { window.released = performance.now(); }, true);
  const seen = (root) => {
    const token = root.dataset.painted || "";
    if (token && token !== before) window.paints.push([performance.now(), token]);
    before = token;
  };
  setInterval(() => { // the frame's page is there long before it paints
    const map = document.querySelector('iframe[title="streamlit_folium.st_folium"]');
    const root = map?.contentDocument?.documentElement;
    if (!root || root === watched) return;
    watched = root;
    seen(root);
    new MutationObserver(() => seen(root)).observe(root, { attributeFilter: ["data-painted"] });
  }, 50);
  new MutationObserver((changes) => {
    const ran = changes.some(({ target }) => target.dataset.testScriptState === "notRunning");
    if (ran) window.ran = performance.now();
  }).observe(document, { subtree: true, attributeFilter: ["data-test-script-state"] });
})()"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))"
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one page; None where it does not have that, or did not answer."""

    page: str
    events: int
    load: float | None = None
    pan: float | None = None
    brush: float | None = None
    page_after: float | None = None
    click: float | None = None
    kilobytes: float | None = None
    megabytes: float | None = None

    def row(self) -> str:
        """Write a row of the table."""
        times = (self.load, self.pan, self.brush, self.page_after, self.click)
        cells = [f"{value:.2f}" if value is not None else "–" for value in times]
        sizes = (self.kilobytes, self.megabytes)
        cells += [f"{value:.0f}" if value is not None else "–" for value in sizes]
        return f"| {self.page} | {self.events:,} | {' | '.join(cells)} |"


class Received:
    """Counts the bytes that a page gets, over HTTP and WebSocket."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.dataReceived", lambda e: self._add(e["encodedDataLength"]))
        session.on(
            "Network.webSocketFrameReceived",
            lambda e: self._add(len(e["response"]["payloadData"]) * 3 // 4),  # base64
        )

    def _add(self, size: int) -> None:
        self.bytes += size


@contextlib.contextmanager
def serving(script: Path, environment: dict[str, str], folder: Path) -> Iterator[tuple[str, int]]:
    """Serve a Streamlit app on a free port; yield its address and its process."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.fileWatcherType", "none", "--server.headless", "true"]
    command += ["--browser.gatherUsageStats", "false", "--server.address", "127.0.0.1"]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
                break
            time.sleep(0.1)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(10)


def resident_mb(pid: int) -> float:
    """Return a process's resident memory now."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def median(times: Sequence[float]) -> float | None:
    """Return the middle of some times; None where there is none."""
    return statistics.median(times) if times else None


def ours(browser: Browser, events: int, *, named: bool = False) -> Figures:
    """Measure the map page over so many events, with as many places that articles name."""
    app, folder = ROOT / "dashboard" / "app.py", million(events)
    with serving(app, {"DATELINE_HOME": str(folder)}, folder) as (served, pid):
        address = f"{served}/?named=1" if named else served
        # without its policy, which lets nothing be evaluated in the page
        page = browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
        page.add_init_script(WATCH)
        page.set_default_timeout(PATIENCE)
        loads = [_load(page, address) for _ in range(ROUNDS)][1:]  # the first one warms the server
        page.wait_for_timeout(4000)  # until it has fetched what it keeps for later
        received = Received(page)  # not before: to listen costs the browser time
        pans = [_pan(page, view) for view in VIEWS]
        brushes, after = zip(*(_brush(page, start) for start in BRUSHES), strict=True)
        clicks = [_rerun(page) for _ in range(ROUNDS)]
        each = received.bytes / (len(pans) + len(brushes) + len(clicks)) / 1000
        memory = resident_mb(pid)
        page.close()
    found = median(loads), median(pans), median(brushes), median(after), median(clicks)
    name = "Dateline, places named" if named else "Dateline"
    return Figures(name, events, *found, each, memory)


def _load(page: Page, address: str) -> float:
    page.goto(address)
    page.wait_for_function("() => paints.length")
    _idle(page)
    took: float = page.evaluate("paints[0][0] / 1000")
    return took


def _pan(page: Page, view: tuple[float, float, int]) -> float:
    """Move the map as a user's drag or wheel would; wait for the answer to be painted."""
    page.evaluate("() => { paints.length = 0; }")
    move = "([lat, lon, zoom]) => { top.began = top.performance.now();"
    _frame(page).evaluate(f"{move} map.setView([lat, lon], zoom, {{animate: false}}); }}", view)
    page.wait_for_function("() => paints.length")
    page.wait_for_timeout(500)
    took: float = page.evaluate("(paints[0][0] - began) / 1000")
    return took


def _brush(page: Page, start: float) -> tuple[float, float]:
    """Drag over a part of the timeline, and count from the release.

    First until the map is painted with the events of its days, then until these are the filter's:
    list, counts and address are in step. That the map follows while it is dragged is not counted.
    """
    plot = page.locator(".tl-plot")
    plot.scroll_into_view_if_needed()
    page.wait_for_timeout(150)
    box = plot.bounding_box()
    assert box, "no timeline"
    height = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * start, height)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * (start + 0.2), height, steps=5)
    page.evaluate("() => { paints.length = 0; }")
    page.mouse.up()
    ran = "([at, token]) => at > released && !token.includes('..')"
    page.wait_for_function(f"() => paints.some({ran})")
    after: float = page.evaluate(f"(paints.find({ran})[0] - released) / 1000")
    followed = "paints.findLast(([at, token]) => token.includes('..'))?.[0]"
    took: float = page.evaluate(f"({followed} ?? paints.find({ran})[0]) / 1000 - released / 1000")
    _idle(page)
    return max(0.0, took), after


def _rerun(page: Page) -> float:
    """Run the page again, as any click does that has nothing to do with the map."""
    page.evaluate("() => { document.activeElement?.blur(); window.ran = 0; }")
    page.evaluate("() => { window.pressed = performance.now(); }")
    page.keyboard.press("r")
    page.wait_for_function("() => ran > pressed")
    took: float = page.evaluate("(ran - pressed) / 1000")
    page.wait_for_timeout(300)
    return took


def peer(browser: Browser, name: str, events: int) -> Figures:
    """Measure one of the usual ways; an empty row where it does not answer within a minute."""
    environment = {"PEER": name, "EVENTS": str(events)}
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(__file__).with_name("map_peers.py"), environment, Path(folder)) as (url, pid),
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE)
        try:
            page.goto(url)
            _drawn(page, name)  # the first one warms the server
            begun = time.perf_counter()
            page.goto(url)
            _drawn(page, name)
            load = time.perf_counter() - begun
            received = Received(page)
            clicks = [_click(page, number) for number in (1, 2, 3)]
        except Error as error:
            print(f"{name}, {events:,}: {str(error).splitlines()[0]}", file=sys.stderr)
            return Figures(name, events)
        finally:
            memory = resident_mb(pid)
            page.close()
    each = received.bytes / len(clicks) / 1000
    return Figures(name, events, load, click=median(clicks), kilobytes=each, megabytes=memory)


def _drawn(page: Page, name: str) -> None:
    page.locator("#clicks").wait_for()
    if name == "no map":
        pass
    elif name == "pydeck":
        page.locator("canvas").first.wait_for()
    else:
        page.frame_locator(MAP).locator(".leaflet-marker-icon").first.wait_for()
    page.evaluate(PAINTED)


def _click(page: Page, number: int) -> float:
    begun = time.perf_counter()
    page.get_by_role("button", name="Unrelated").click()
    page.locator("#clicks").get_by_text(str(number), exact=True).wait_for()
    page.evaluate(PAINTED)
    return time.perf_counter() - begun


def _frame(page: Page) -> Frame:
    handle = page.locator(MAP).element_handle()
    frame = handle.content_frame() if handle else None
    assert frame, "no map"
    return frame


def _idle(page: Page) -> None:
    page.wait_for_timeout(400)
    page.locator(f"{APP}[data-test-script-state='notRunning']").wait_for(state="attached")


def _measured(browser: Browser, sizes: Sequence[int], *, peers: bool) -> Iterator[Figures]:
    for events in sizes:
        yield ours(browser, events)
        yield ours(browser, events, named=True)
    if peers:
        for name, of_peer in PEERS.items():
            for events in of_peer:
                yield peer(browser, name, events)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and put it into the docs where asked to."""
    parser = argparse.ArgumentParser(description="how fast the map page is in a browser")
    parser.add_argument("--events", type=int, nargs="*", default=[10_000, 1_000_000])
    parser.add_argument("--no-peers", action="store_true")
    add_option(parser)
    options = parser.parse_args(arguments)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS])
        found = []
        for figures in _measured(browser, options.events, peers=not options.no_peers):
            print(figures.row(), file=sys.stderr, flush=True)
            found.append(figures)
        browser.close()
    table = "\n".join([HEAD, *(figures.row() for figures in found)])
    print(table)
    if options.readme:
        write_between(options.readme, MARKS, table)


if __name__ == "__main__":
    main()
