"""Whom the server answers, asked from outside; and that it asks nobody, whatever it is asked."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard.stores import open_store
from dashboard.ui.guard import same_origin
from tests import synthetic
from tests.proxy import Recorder
from tests.serving import serving

pytestmark = pytest.mark.process

OWN = "http://{host}"
FOREIGN = (
    "http://127.0.0.1:9999",
    "http://localhost:3000",
    "https://localhost",
    "http://0.0.0.0:3000",
    "http://{host}.evil.example",
    "https://evil.example",
    "null",
    "",
)
PATHS = (
    "/",
    "/api/health",
    "/_stcore/health",
    "/_stcore/host-config",
    "/api/events",
    "/assets/x/y",
)


@pytest.fixture(scope="module")
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, recorder: Recorder) -> Iterator[str]:
    """Serve an article to whom may see it; give host and port."""
    home = tmp_path_factory.mktemp("home")
    with open_store(f"sqlite:///{home / 'dateline.db'}") as store:
        store.save(synthetic.english())
    with serving(home, **recorder.environment()) as address:
        yield address.removeprefix("http://")
    assert not recorder.asked, "it asked a machine outside"


@contextmanager
def session(
    host: str, origin: str | None, headers: Mapping[str, str] = MappingProxyType({})
) -> Iterator[list[str]]:
    """Speak to the server as a page does, and run its script once: give what it sent by kind."""
    kinds: list[str] = []
    with connect(
        f"ws://{host}/_stcore/stream",
        origin=origin,  # type: ignore[arg-type]
        additional_headers=headers,
        subprotocols=["streamlit"],  # type: ignore[list-item]
        proxy=None,
        compression=None,
    ) as websocket:
        asked = BackMsg()
        asked.rerun_script.query_string = ""
        websocket.send(asked.SerializeToString())
        while "script_finished" not in kinds:
            message = ForwardMsg()
            message.ParseFromString(bytes(websocket.recv(timeout=60)))  # type: ignore[arg-type]
            kinds.append(str(message.WhichOneof("type")))
        yield kinds


def status(host: str, path: str, method: str = "GET", **headers: str) -> int:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(f"http://{host}{path}", headers=headers, method=method)
    try:
        with opener.open(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_a_page_of_the_server_s_own_is_answered(server: str) -> None:
    with session(server, OWN.format(host=server)) as kinds:
        assert "delta" in kinds


@pytest.mark.parametrize("origin", [None, *FOREIGN])
def test_a_websocket_of_any_other_page_is_refused(server: str, origin: str | None) -> None:
    with (
        pytest.raises(InvalidStatus) as refused,
        session(server, origin and origin.format(host=server)),
    ):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@x", "x"])
def test_another_name_is_answered_by_neither_pages_nor_websocket(server: str, host: str) -> None:
    assert status(server, "/", Host=host) == 400
    assert upgraded(server, host) == 403


def upgraded(server: str, host: str) -> int:
    """Ask for a websocket under some name, from a page of that name; return the status."""
    asked = http.client.HTTPConnection(server, timeout=10)
    asked.putrequest("GET", "/_stcore/stream", skip_host=True)
    headers = {"Host": host, "Origin": f"http://{host}", "Connection": "Upgrade"}
    headers |= {"Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    for name, value in (headers | {"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}).items():
        asked.putheader(name, value)
    asked.endheaders()
    with closing(asked):
        return asked.getresponse().status


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("origin", FOREIGN)
def test_no_route_answers_a_page_from_elsewhere(server: str, path: str, origin: str) -> None:
    assert status(server, path, Origin=origin.format(host=server)) == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST", "OPTIONS"])
def test_no_page_from_elsewhere_uploads_anything(server: str, method: str) -> None:
    path = "/_stcore/upload_file/session/file"
    assert status(server, path, method, Origin="https://evil.example") == 403


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "http://[x]y"])
def test_an_origin_that_is_no_address_is_refused(server: str, origin: str) -> None:
    assert status(server, "/", Origin=origin) == 400


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_what_tells_how_the_machine_is_used_is_closed(server: str, path: str) -> None:
    assert status(server, path) == 404


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ({}, True),
        ({"origin": "http://127.0.0.1:8501", "sec-fetch-site": "same-origin"}, True),
        ({"origin": "http://127.0.0.1:8502"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "http://["}, False),
        ({"origin": "null"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
    ],
)
def test_a_request_of_an_own_page_is_known(headers: dict[str, str], own: bool) -> None:
    assert same_origin({"host": "127.0.0.1:8501", **headers}) == own


def test_the_recorder_would_notice(recorder: Recorder, tmp_path: Path) -> None:
    """What the others rely on: a request that goes through the proxy is kept."""
    other = Recorder()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": other.address}))
    with pytest.raises(OSError):
        opener.open("http://dateline.invalid/", timeout=10)
    assert "dateline.invalid" in other.asked[0]
