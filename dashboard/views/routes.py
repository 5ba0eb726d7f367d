"""What the map asks this server for, and the headers that go with every answer."""

import gzip
import json
import math
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.clusters import STATUS, TYPE
from dashboard.errors import DashboardError
from dashboard.layers.assets import KINDS, assets, version
from dashboard.layers.moments import moments
from dashboard.layers.places import places_in_view
from dashboard.layers.world import TILES_HOST
from dashboard.stores.filter import Box
from dashboard.views import event_rows, resources
from dashboard.views.state import from_token

FOR_GOOD = "public, max-age=31536000, immutable"
MAX_ZOOM = 20
PACKED = 1  # of gzip's levels the fastest: half the bytes, and a tenth of the time of the best
# Streamlit and the map's frame need inline script and eval; nothing may be fetched from elsewhere.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}


def routes(base: str = "") -> list[Route]:
    """List the routes beside Streamlit's own, under the path the dashboard is mounted at."""
    prefix = f"/{base.strip('/')}" if base.strip("/") else ""
    return [
        Route(f"{prefix}/api/health", health, methods=["GET"]),
        Route(f"{prefix}/api/places", places, methods=["GET"]),
        Route(f"{prefix}/api/moments", events_to_play, methods=["GET"]),
        Route(f"{prefix}/api/events", events, methods=["GET"]),
        Route(f"{prefix}/assets/{{version}}/{{name:path}}", asset, methods=["GET"]),
    ]


async def health(request: Request) -> Response:
    """Say that the server answers."""
    return _json({"status": "ok"})


async def asset(request: Request) -> Response:
    """Serve a file the browser may keep for good: its address changes when it does."""
    path = assets().get(request.path_params["name"])
    if path is None:
        return _json({"error": "no such file"}, 404)
    current = request.path_params["version"] == version()
    headers = {"Cache-Control": FOR_GOOD if current else "no-cache"}
    return FileResponse(path, media_type=KINDS[path.suffix], headers=headers)


async def places(request: Request) -> Response:
    """Answer with the places of the wanted events in view, to our own pages only."""
    if not same_origin(request.headers):
        return _json({"error": "only this dashboard's own pages may ask"}, 403)
    try:
        query = request.query_params
        sides = [_number(query.get(side)) for side in ("south", "west", "north", "east")]
        by = STATUS if query.get("by") == STATUS else TYPE
        zoom = min(MAX_ZOOM, max(0, int(_number(query.get("zoom")))))
        wanted = from_token(query.get("filter", "all"))
        days = _days(query)
    except ValueError:
        return _json({"error": "south, west, north, east, zoom and filter are needed"}, 400)
    bounds = _bounds(sides)
    try:
        answer = await run_in_threadpool(
            lambda: places_in_view(
                resources.columns(),
                resources.store(),
                resources.during(wanted, *days) if days else resources.wanted(wanted),
                bounds,
                zoom,
                by,
            )
        )
    except DashboardError as error:
        return _json({"error": str(error)}, 503)
    return _json(answer)


async def events_to_play(request: Request) -> Response:
    """Answer with all events of a filter on any day, as `layers.moments` writes them."""
    if not same_origin(request.headers):
        return _json({"error": "only this dashboard's own pages may ask"}, 403)
    by = STATUS if request.query_params.get("by") == STATUS else TYPE
    try:
        wanted = from_token(request.query_params.get("filter", "all"))
    except ValueError:
        return _json({"error": "filter: not one of ours"}, 400)
    try:
        body = await run_in_threadpool(
            lambda: gzip.compress(
                moments(resources.columns(), resources.whole(wanted), by), PACKED, mtime=0
            )
        )
    except DashboardError as error:
        return _json({"error": str(error)}, 503)
    headers = {"Cache-Control": "no-store", "Content-Encoding": "gzip"}
    return Response(body, headers=headers, media_type="application/octet-stream")


async def events(request: Request) -> Response:
    """Answer with rows of the event list, to our own pages only."""
    if not same_origin(request.headers):
        return _json({"error": "only this dashboard's own pages may ask"}, 403)
    try:
        return _json(await event_rows.answer(request.query_params))
    except DashboardError as error:
        return _json({"error": str(error)}, 503)
    except ValueError as error:
        return _json({"error": f"this is no list of events: {error}"}, 400)


def same_origin(headers: Mapping[str, str]) -> bool:
    """Tell whether a browser asked for one of our own pages (or no browser at all)."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


def _days(query: Mapping[str, str]) -> tuple[date | None, date | None] | None:
    """Read the days that take the place of the filter's own, where there are any; "" is open."""
    if "since" not in query:
        return None
    ends = (query.get("since"), query.get("until"))
    since, until = (date.fromisoformat(end) if end else None for end in ends)
    return since, until


def _bounds(sides: list[float]) -> Box:
    """Put the sides of a view into order and onto the map; any copy of the world will do."""
    south, west, north, east = sides
    south, north = sorted(max(-90.0, min(90.0, side)) for side in (south, north))
    west, east = sorted(max(-1e4, min(1e4, side)) for side in (west, east))
    return south, west, north, east


def _number(text: str | None) -> float:
    value = float(text or "nan")
    if not math.isfinite(value):
        raise ValueError("not a number")
    return value


def _json(data: Any, status: int = 200) -> Response:
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    headers = {"Cache-Control": "no-store"}
    return Response(body, status, headers, media_type="application/json")


class SecurityHeaders:
    """Middleware: content security policy and its companions on every answer."""

    def __init__(self, app: ASGIApp, *, online_tiles: bool = False) -> None:
        policy = dict(POLICY)
        if online_tiles:
            policy["img-src"] += f" {TILES_HOST}"
        self.app = app
        self.headers = {
            "Content-Security-Policy": "; ".join(f"{k} {v}" for k, v in policy.items()),
            "X-Content-Type-Options": "nosniff",
            # OpenStreetMap's tile servers want to know which site asks.
            "Referrer-Policy": "origin" if online_tiles else "no-referrer",
            "X-Frame-Options": "SAMEORIGIN",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)
