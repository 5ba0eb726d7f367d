"""A request and a page run see one moment of the store, whatever is written meanwhile."""

import gc
import gzip
import json
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from dashboard.model import Extraction
from dashboard.settings import settings
from dashboard.stores import Filter, open_store
from dashboard.ui import routes
from dashboard.ui.session import resources
from dashboard.ui.session.state import to_token
from tests import synthetic
from tests.answers import answer_of
from tests.pages import html, opened

pytestmark = pytest.mark.slow

WORLD = {"south": "-80", "west": "-180", "north": "80", "east": "180", "zoom": "8"}
FIGHTING = to_token(Filter(words="fighting"))
EVENT = synthetic.english().events[0].id
ROUTES = {"events": routes.events, "places": routes.places, "moments": routes.events_to_play}
REQUESTS: dict[str, tuple[str, dict[str, str]]] = {
    "rows": ("events", {"columns": "when,where,what,status,killed,source"}),
    "rows by article": ("events", {"sort": "source", "columns": "what,source"}),
    "rows by the number killed": ("events", {"sort": "-killed", "columns": "what,killed"}),
    "rows with words": ("events", {"filter": FIGHTING}),
    "rows without a place": ("events", {"kind": "unplaced"}),
    "rows of incidents": ("events", {"filter": to_token(Filter(once=True))}),
    "rows of some days": ("events", {"since": "2023-05-01", "until": "2023-10-01"}),
    "rows around an event": ("events", {"around": EVENT, "count": "5"}),
    "places": ("places", WORLD),
    "places with words": ("places", {**WORLD, "filter": FIGHTING}),
    "places of some days": ("places", {**WORLD, "since": "2023-05-01", "until": ""}),
    "moments": ("moments", {}),
    "moments with words": ("moments", {"filter": FIGHTING}),
}


def a_year(events: int = 20, seed: int = 7) -> Extraction:
    """Make an article whose text any seed has, but not its events; some have no place."""
    article = synthetic.many(20, seed)
    for i in range(0, 20, 7):
        unplaced = replace(article.events[i], place=None, area=None)
        article = replace(article, events=(*article.events[:i], unplaced, *article.events[i + 1 :]))
    return replace(article, events=article.events[:events])


# What is there, and what is saved meanwhile: an article is added, or read anew with other events.
WRITES: dict[str, tuple[tuple[Extraction, ...], Extraction]] = {
    "added": (synthetic.few(), a_year()),
    "read anew": ((a_year(), synthetic.english()), a_year(11, seed=8)),
}
Answer = tuple[int, bytes]


@pytest.fixture(scope="module", params=WRITES)
def write(request: pytest.FixtureRequest, tmp_path_factory: Any) -> tuple[Path, Extraction]:
    """Return a folder with a store, and what is saved in it while somebody asks."""
    folder: Path = tmp_path_factory.mktemp("write")
    articles, saved = WRITES[request.param]
    with open_store(f"sqlite:///{folder / 'dateline.db'}") as store:
        for article in articles:
            store.save(article)
    return folder, saved


@pytest.fixture(autouse=True)
def _uncollected(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave garbage: hundreds of stores are loaded here, each for less than a collection takes."""
    monkeypatch.setattr(gc, "collect", lambda: 0)


class Interruption:
    """Lets something happen just before the statement with number `at`, over all connections."""

    def __init__(self) -> None:
        self.at = self.count = 0
        self.happens: Callable[[], object] = lambda: None

    def __call__(self, statement: str) -> None:
        self.count += 1
        if self.count == self.at:
            self.happens()


@pytest.fixture
def interruption(monkeypatch: pytest.MonkeyPatch) -> Interruption:
    interruption, connect = Interruption(), sqlite3.connect

    def watched(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection = connect(*args, **kwargs)
        connection.set_trace_callback(interruption)
        return connection

    monkeypatch.setattr(sqlite3, "connect", watched)
    return interruption


def asked(request: str) -> Answer:
    """Return the status and the body of an answer."""
    name, query = REQUESTS[request]
    scope = {"type": "http", "method": "GET", "headers": [], "path": f"/api/{name}"}
    answer = answer_of(ROUTES[name], Request({**scope, "query_string": urlencode(query).encode()}))
    body = bytes(answer.body)
    return answer.status_code, gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def drawn(page: str) -> str:
    """Return what a page says, and what the scripts of its parts get."""
    app = opened(page)
    parts = [part.proto.json for part in app.get("bidi_component")]  # type: ignore[attr-defined]
    return "\n".join([html(app), *parts])


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered while something was written and afterwards, and in how many statements."""

    meanwhile: Any
    afterwards: Any
    statements: int


Ask = Callable[[Callable[[], Any], int], Answers]


@pytest.fixture
def ask(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    interruption: Interruption,
    write: tuple[Path, Extraction],
) -> Ask:
    """Ask of a store of its own, to which an article is saved before statement `at`; at 0 after."""
    folder, saved = write

    def ask(what: Callable[[], Any], at: int) -> Answers:
        shutil.copytree(folder, home / f"{at}")
        monkeypatch.setenv("DATELINE_HOME", str(home / f"{at}"))
        resources.store()
        with open_store(settings().store) as other:
            interruption.happens = partial(other.save, saved)
            interruption.count, interruption.at = 0, at
            answer, statements = what(), interruption.count
            if not at:
                other.save(saved)
            return Answers(answer, what(), statements)

    return ask


@pytest.mark.parametrize("request_", REQUESTS)
def test_an_answer_is_of_before_a_write_or_of_after_wherever_that_falls(
    ask: Ask, request_: str
) -> None:
    still = ask(partial(asked, request_), 0)
    known = [still.meanwhile, still.afterwards]
    assert known[0] != known[1] and {status for status, _ in known} == {200}
    for at in range(1, still.statements + 1):
        found = ask(partial(asked, request_), at)
        assert found.meanwhile in known, f"saved before statement {at} of {still.statements}"
        assert found.afterwards == still.afterwards


@pytest.mark.parametrize("page", ["map", "events", "articles"])
def test_a_page_is_of_before_a_write_or_of_after_wherever_that_falls(ask: Ask, page: str) -> None:
    still = ask(partial(drawn, page), 0)
    known = [still.meanwhile, still.afterwards]
    assert known[0] != known[1]
    for at in range(1, still.statements + 1, max(1, still.statements // 4)):
        found = ask(partial(drawn, page), at)
        assert found.meanwhile in known, f"saved before statement {at} of {still.statements}"
        assert found.afterwards == still.afterwards


def test_twenty_users_ask_while_articles_are_added(home: Path) -> None:
    """Every list has the rows that it counts."""
    articles = [a_year(), *synthetic.few(), *synthetic.two_reports()]
    done = Event()

    def ask(request: str) -> list[tuple[str, Answer]]:
        found = [(request, asked(request))]
        while not done.is_set():
            found.append((request, asked(request)))
        return found

    with open_store(settings().store) as store, ThreadPoolExecutor(20) as users:
        waiting = [users.submit(ask, request) for request in [*REQUESTS, *REQUESTS][:20]]
        for article in articles * 3:  # added, removed, added again
            if not store.save(article):
                store.remove(article.document.id)
        done.set()
        answers = [answer for one in waiting for answer in one.result()]
    assert {status for _, (status, _) in answers} == {200}
    lists = [(name, body) for name, (_, body) in answers if REQUESTS[name][0] == "events"]
    assert lists
    for name, body in lists:
        page, most = json.loads(body), int(REQUESTS[name][1].get("count", "50"))
        assert len({row["id"] for row in page["rows"]}) == min(most, page["total"] - page["from"])
