"""Whom the server answers: who asks for it by a name it knows, from a page of its own, and may.

It stands before Streamlit, which lets pages of other ports speak to it and asks a machine outside
for this one's address whenever a page from elsewhere tries.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from dashboard.ui import start_token

ANY = "*"
POLICY_VIOLATION = 1008  # of the websocket's codes for why it is closed
OPEN = "/api/health"  # that the server answers is no secret
# Of Streamlit's routes, what says how this machine is used or runs pages without a browser.
CLOSED = ("/_stcore/metrics", "/_stcore/agent")


class Guard:
    """Middleware: refuse whom we do not answer, before anything else sees the request.

    `names` are those that the server is asked for by, ANY for every one; `token` is what a browser
    or program has to bring, "" for nothing.
    """

    def __init__(self, app: ASGIApp, *, names: Iterable[str], token: str = "") -> None:
        self.app = app
        self.names = frozenset(name.lower() for name in names)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say why not."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        refusal = self._stranger(asked) or self._without_token(asked)
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(POLICY_VIOLATION)(scope, receive, send)
        else:
            await refusal(scope, receive, send)

    def _stranger(self, asked: HTTPConnection) -> Response | None:
        """Refuse other names than ours and pages of others; None where there is nothing to."""
        host, origin = asked.headers.get("host", ""), asked.headers.get("origin")
        if ANY not in self.names and _name(host) not in self.names:
            return PlainTextResponse("no Dateline is served under this name", 400)
        if any(closed in asked.scope["path"] for closed in CLOSED):
            return PlainTextResponse("there is nothing here", 404)
        if origin is None:
            # a browser always says which page opens a websocket; a program brings the token
            ours = asked.scope["type"] == "http" or bool(self.token)
        elif _is_address(origin):
            ours = is_own(origin, host)
        else:
            return PlainTextResponse("this Origin is no address", 400)
        return None if ours else PlainTextResponse("only this dashboard's own pages may ask", 403)

    def _without_token(self, asked: HTTPConnection) -> Response | None:
        if not self.token or asked.scope["path"].endswith(OPEN):
            return None
        return start_token.answer(asked, self.token)


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
