"""Whom the server answers: who asks for it by a name it knows, from a page of its own.

It stands before Streamlit, which lets pages of other ports speak to it and asks a machine outside
for this one's address whenever a page from elsewhere tries.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

ANY = "*"
POLICY_VIOLATION = 1008  # of the websocket's codes for why it is closed
# Of Streamlit's routes, what says how this machine is used or runs pages without a browser.
CLOSED = ("/_stcore/metrics", "/_stcore/agent")


class Guard:
    """Middleware: refuse whom we do not answer, before anything else sees the request.

    `names` are those that the server is asked for by, ANY for every one.
    """

    def __init__(self, app: ASGIApp, *, names: Iterable[str]) -> None:
        self.app = app
        self.names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say why not."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(POLICY_VIOLATION)(scope, receive, send)
        else:
            await PlainTextResponse(refusal[1], refusal[0])(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Return the status and the sentence that refuse a request; None to answer it."""
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if ANY not in self.names and _name(host) not in self.names:
            return 400, "no Dateline is served under this name"
        if any(closed in scope["path"] for closed in CLOSED):
            return 404, "there is nothing here"
        if origin is None:
            ours = scope["type"] == "http"  # a browser always says which page opens a websocket
        elif _is_address(origin):
            ours = is_own(origin, host)
        else:
            return 400, "this Origin is no address"
        return None if ours else (403, "only this dashboard's own pages may ask")


def same_origin(headers: Mapping[str, str]) -> bool:
    """Return whether a browser asked for one of our own pages (or no browser at all)."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or is_own(origin, headers.get("host", ""))


def is_own(origin: str, host: str) -> bool:
    """Return whether a page's origin is the host that it asks, with the same port."""
    return bool(host) and origin.lower() in (f"http://{host.lower()}", f"https://{host.lower()}")


def _name(host: str) -> str:
    """Return the name in a Host header, without its port: "" where it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_address(origin: str) -> bool:
    try:
        urlsplit(origin)
    except ValueError:
        return False
    return True
