"""A dashboard with a token answers only who brings it."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus

from dashboard.errors import DashboardError
from dashboard.settings import settings
from dashboard.stores import open_store
from tests import synthetic
from tests.dashboard.ui.test_guard import session
from tests.serving import serving

pytestmark = pytest.mark.process

TOKEN = "a-token-of-this-test-alone"
VISIT = {"Accept": "text/html,*/*;q=0.8"}
VIEW = "/api/places?south=30&west=35&north=40&east=45&zoom=6&filter=all"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an article behind a token; give host and port."""
    home = tmp_path_factory.mktemp("home")
    with open_store(f"sqlite:///{home / 'dateline.db'}") as store:
        store.save(synthetic.english())
    with serving(home, DATELINE_TOKEN=TOKEN) as address:
        yield urlsplit(address).netloc


def ask(server: str, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, str]:
    asked = http.client.HTTPConnection(server, timeout=20)
    with closing(asked):
        asked.request("GET", path, headers=headers)
        answer = asked.getresponse()
        return answer.status, answer.headers, answer.read().decode()


def cookie(server: str, token: str = TOKEN) -> dict[str, str]:
    return {"Cookie": f"dateline-token-{server.rpartition(':')[2]}={token}"}


@pytest.mark.parametrize(
    "path",
    ["/", "/articles", VIEW, "/api/events", "/assets/x/map.css", "/_stcore/health", "/static/x"],
)
def test_nothing_is_answered_without_the_token(server: str, path: str) -> None:
    for brought in ({}, cookie(server, "another-token-of-another-start"), {"Authorization": "x"}):
        status, headers, said = ask(server, path, **brought)
        assert status == 401 and "set-cookie" not in headers
        assert "Lyon" not in said


def test_that_it_runs_is_no_secret(server: str) -> None:
    assert ask(server, "/api/health")[0] == 200


@pytest.mark.parametrize("how", ["cookie", "header"])
def test_who_brings_the_token_is_answered(server: str, how: str) -> None:
    brought = cookie(server) if how == "cookie" else {"Authorization": f"Bearer {TOKEN}"}
    assert ask(server, VIEW, **brought)[0] == 200


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        (f"/?token={TOKEN}", "/"),
        (f"/articles?read=x&token={TOKEN}&lang=ar", "/articles?read=x&lang=ar"),
        (f"//evil.example/?token={TOKEN}", "/evil.example/"),
        (f"/%5Cevil.example?token={TOKEN}", "/evil.example"),
    ],
)
def test_the_token_in_the_address_becomes_a_cookie(server: str, path: str, leads_to: str) -> None:
    status, headers, _ = ask(server, path, **VISIT)
    assert (status, headers["location"]) == (303, leads_to)
    assert all(part in headers["set-cookie"] for part in (TOKEN, "HttpOnly", "SameSite=strict"))


@pytest.mark.parametrize(
    ("path", "language", "said"),
    [
        ("/", "en-GB,en;q=0.9", "Only who has its token"),
        ("/?token=that-of-yesterday-no-more", "en", "not the token of the Dateline that runs now"),
        ("/", "fr,ar-SY;q=0.9", 'dir="rtl"'),
        ("/?type=x&lang=ar", "en", '<input type="hidden" name="type" value="x">'),
        ("/?type=%22%3E%3Cscript%3E", "en", "&quot;&gt;&lt;script&gt;"),
    ],
)
def test_who_opens_a_page_without_it_is_asked(
    server: str, path: str, language: str, said: str
) -> None:
    status, _, page = ask(server, path, **VISIT, **{"Accept-Language": language})
    assert status == 401 and said in page and "<script" not in page


@pytest.mark.parametrize(
    ("origin", "brought", "answered"),
    [
        ("own", True, True),
        ("own", False, False),
        (None, True, True),
        (None, False, False),
        ("http://127.0.0.1:9999", True, False),
    ],
)
def test_a_websocket_needs_token_and_own_page(
    server: str, origin: str | None, brought: bool, answered: bool
) -> None:
    origin = f"http://{server}" if origin == "own" else origin
    headers = cookie(server) if brought else {}
    if answered:
        with session(server, origin, headers) as kinds:
            assert "delta" in kinds
        return
    with pytest.raises(InvalidStatus), session(server, origin, headers):
        pass


@pytest.mark.parametrize("token", ["short", "x" * 16 + ";", "with blanks in between"])
def test_a_token_that_is_easily_guessed_is_refused(token: str) -> None:
    with pytest.raises(DashboardError, match="DATELINE_TOKEN"):
        settings({"DATELINE_TOKEN": token})


def test_settings_do_not_show_the_token() -> None:
    assert TOKEN not in repr(settings({"DATELINE_TOKEN": TOKEN}))
