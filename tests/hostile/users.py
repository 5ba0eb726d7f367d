"""Let people use the dashboard at once over real websockets, beside one who is alone.

`python -m tests.hostile.users --users 8 --write` puts the figures into the docs.
"""

import argparse
import random
import statistics
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from dashboard.stores import open_store
from dashboard.ui.views import PAGES
from tests.hostile.chapter import write_table
from tests.hostile.victims import article
from tests.proxy import Recorder
from tests.serving import serving
from tests.synthetic import few

ARTICLES, EVENTS, ROUNDS = 100, 20, 2  # events of each article
ADDRESSES = ["", *(page.address for page in PAGES[1:])]  # the first page's own is none
THINKING = 2.0, 6.0  # seconds between what somebody was shown and what they ask for next
PATIENCE = 120.0  # seconds for a page
DONE, BROKEN = "FINISHED_SUCCESSFULLY", "FINISHED_WITH_COMPILE_ERROR"
BOX = "south=30&west=35&north=38&east=45&zoom=6&filter=all"
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(slots=True)
class Seen:
    """How long each page took, in seconds, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@contextmanager
def filled(home: Path, recorder: Recorder) -> Iterator[str]:
    """Serve some articles and many events; give host and port."""
    with open_store(f"sqlite:///{home / 'dateline.db'}") as store:
        for extraction in (*few(), *(article(number, EVENTS) for number in range(ARTICLES))):
            store.save(extraction)
    with serving(home, **recorder.environment()) as address:
        yield address.removeprefix("http://")


@contextmanager
def session(host: str) -> Iterator[ClientConnection]:
    """Open what a page of a browser speaks to the server by."""
    with connect(
        f"ws://{host}/_stcore/stream",
        origin=f"http://{host}",  # type: ignore[arg-type]
        subprotocols=["streamlit"],  # type: ignore[list-item]
        proxy=None,
        max_size=None,
    ) as websocket:
        yield websocket


def view(websocket: ClientConnection, page: str) -> list[str]:
    """Ask for a page and wait until it is whole; return the errors that it shows."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    websocket.send(asked.SerializeToString())
    errors = []
    while True:
        message = ForwardMsg()
        message.ParseFromString(bytes(websocket.recv(timeout=PATIENCE)))  # type: ignore[arg-type]
        element = message.delta.new_element
        if element.HasField("exception"):
            errors.append(f"{page}: {element.exception.message}")
        if message.HasField("script_finished"):
            state = ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)
            if state in (DONE, BROKEN):
                return [*errors, *[f"{page}: {state}"][: state == BROKEN]]


def use(host: str, rounds: int, seed: int) -> Seen:
    """Look at all pages so many times, each after a while; of the map what it draws, too."""
    dice, seen = random.Random(seed), Seen()
    try:
        with session(host) as websocket:
            for page in dice.sample(ADDRESSES * rounds, len(ADDRESSES) * rounds):
                time.sleep(dice.uniform(*THINKING))
                begun = time.monotonic()
                seen.errors += view(websocket, page)
                if not page:
                    DIRECT.open(f"http://{host}/api/places?{BOX}", timeout=PATIENCE).close()
                seen.seconds.append(time.monotonic() - begun)
    except Exception as error:  # a thread's, which nobody else would see
        seen.errors.append(f"{type(error).__name__}: {error}")
    return seen


def together(host: str, users: int, rounds: int, seed: int = 0) -> Seen:
    """Let so many people use it at once."""
    with ThreadPoolExecutor(users) as people:
        found = list(people.map(lambda one: use(host, rounds, seed + one), range(users)))
    return Seen([s for one in found for s in one.seconds], [e for one in found for e in one.errors])


def table(alone: Seen, crowd: Seen, users: int, asked: int) -> str:
    """Return the figures as a table."""
    one, many_ = (statistics.median(seen.seconds) for seen in (alone, crowd))
    rows = [
        "| users at once | pages | median s | slowest s | errors |",
        "|---|---|---|---|---|",
        *(
            f"| {number} | {len(seen.seconds)} | {statistics.median(seen.seconds):.2f} "
            f"| {max(seen.seconds):.2f} | {len(seen.errors)} |"
            for number, seen in ((1, alone), (users, crowd))
        ),
        "",
        f"The median page of {users} takes {many_ / one:.2f} times that of one, each with "
        f"{THINKING[0]:g} to {THINKING[1]:g} seconds between pages and {ARTICLES * EVENTS:,} "
        f"events in the store. Requests to machines outside: {asked}.",
    ]
    return "\n".join(rows)


def main() -> None:
    """Measure one and several users, and print the figures."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", 1)[0])
    parser.add_argument("--users", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of all pages for each")
    parser.add_argument("--write", action="store_true", help="write the table into the docs")
    options = parser.parse_args()
    recorder = Recorder()
    with TemporaryDirectory() as folder, filled(Path(folder), recorder) as host:
        together(host, 1, 1, seed=7)  # what is loaded once
        alone = together(host, 1, 2 * options.rounds, seed=99)
        crowd = together(host, options.users, options.rounds)
    text = table(alone, crowd, options.users, len(recorder.asked))
    sys.stdout.write("\n".join([text, *alone.errors, *crowd.errors]) + "\n")
    if options.write:
        write_table("tests.hostile.users", text)
    sys.exit(1 if alone.errors or crowd.errors or recorder.asked else 0)


if __name__ == "__main__":
    main()
