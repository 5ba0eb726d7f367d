"""What the map asks this server for."""

import gzip
import json
import math
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.aggregates.aggregate import GROUP, WAYS, Aggregate, aggregate
from dashboard.errors import DashboardError
from dashboard.events.filter import Box
from dashboard.map.assets import KINDS, SCRIPT, assets, packed, script, version
from dashboard.map.messages import messages
from dashboard.map.moments import moments
from dashboard.map.places import InView, places_in_view
from dashboard.stores import Filter
from dashboard.translations import ENGLISH, translator
from dashboard.ui.components import map_first
from dashboard.ui.components.event_list import rows
from dashboard.ui.guard import same_origin
from dashboard.ui.session import component, named_places, resources, snapshot
from dashboard.ui.session.snapshot import Snapshot
from dashboard.ui.session.state import from_token

A_WHILE = "private, max-age=3600"  # a file of tiles may be replaced
FOR_GOOD = "public, max-age=31536000, immutable"
MAX_ZOOM = 20
SHORT = 1000  # bytes that are not worth packing
PACKED = 1  # of gzip's levels the fastest: half the bytes, and a tenth of the time of the best


def routes(base: str = "") -> list[Route]:
    """List the routes beside Streamlit's own, under the path the dashboard is mounted at."""
    prefix = f"/{base.strip('/')}" if base.strip("/") else ""
    return [
        Route(f"{prefix}/api/health", health, methods=["GET"]),
        Route(f"{prefix}/api/places", places, methods=["GET"]),
        Route(f"{prefix}/api/moments", events_to_play, methods=["GET"]),
        Route(f"{prefix}/api/events", events, methods=["GET"]),
        Route(f"{prefix}/api/tiles", tiles, methods=["GET"]),
        Route(f"{prefix}/api/tiles/{{zoom:int}}/{{column:int}}/{{row:int}}", tile, methods=["GET"]),
        Route(f"{prefix}/api/words", said, methods=["GET"]),
        Route(f"{prefix}/assets/{{version}}/{{name:path}}", asset, methods=["GET"]),
        Route(f"{prefix}/pages/{{version}}/{{name:path}}", part_of_a_page, methods=["GET"]),
    ]


async def health(request: Request) -> Response:
    """Answer that the server is there."""
    return _json({"status": "ok"})


async def asset(request: Request) -> Response:
    """Serve a file the browser may keep for good: its address changes when it does."""
    name, current = request.path_params["name"], request.path_params["version"] == version()
    headers = {"Cache-Control": FOR_GOOD if current else "no-cache"}
    path = assets().get(name)
    if path is None and name != SCRIPT:
        return _json({"error": "no such file"}, 404)
    kind = path.suffix if path else ".js"
    if kind == ".png" or not _unpacks(request):
        body = path.read_bytes() if path else script().encode()
    else:
        body, headers["Content-Encoding"] = packed(name), "gzip"
    return Response(body, headers=headers, media_type=KINDS[kind])


async def part_of_a_page(request: Request) -> Response:
    """Serve the script or style of a component, to keep as an asset is."""
    found = component.served(request.path_params["name"])
    if found is None:
        return _json({"error": "no such file"}, 404)
    current = request.path_params["version"] == component.version()
    headers = {"Cache-Control": FOR_GOOD if current else "no-cache"}
    return Response(found[0], headers=headers, media_type=found[1])


async def said(request: Request) -> Response:
    """Answer with the messages of the map's script in a language."""
    chosen = translator(request.query_params.get("language", ENGLISH))
    direction = "rtl" if chosen.rtl else "ltr"
    return _json(
        {"language": chosen.language, "direction": direction, "messages": messages(chosen)}
    )


async def tiles(request: Request) -> Response:
    """Answer where the browser gets tiles and who made them."""
    found = resources.tiles()
    if found is None:
        return _json({"error": "no tiles are set"}, 404)
    return _json({"url": found.url, "least": found.least, "most": found.most, "by": found.by})


async def tile(request: Request) -> Response:
    """Serve a tile of the user's own file, to our own pages only."""
    if not same_origin(request.headers):
        return _json({"error": "only this dashboard's own pages may ask"}, 403)
    found, where = resources.tiles(), request.path_params
    zoom, column, row = where["zoom"], where["column"], where["row"]
    inside = zoom <= MAX_ZOOM and column < 2**zoom and row < 2**zoom
    read = found.read if found and inside else None
    data = await run_in_threadpool(read, zoom, column, row) if read else None
    if found is None or data is None:
        return Response(status_code=204, headers={"Cache-Control": "no-store"})  # the sea, say
    return Response(data, headers={"Cache-Control": A_WHILE}, media_type=found.kind)


async def places(request: Request) -> Response:
    """Answer with the places of the wanted events in view, to our own pages only."""
    if not same_origin(request.headers):
        return _json({"error": "only this dashboard's own pages may ask"}, 403)
    try:
        query = request.query_params
        sides = [_number(query.get(side)) for side in ("south", "west", "north", "east")]
        by = _way(query)
        zoom = min(MAX_ZOOM, max(0, int(_number(query.get("zoom")))))
        wanted = from_token(query.get("filter", "all"))
        days = _days(query)
        said_in = translator(query.get("language", ENGLISH))
    except ValueError:
        return _json({"error": "south, west, north, east, zoom and filter are needed"}, 400)
    dense, named = query.get("density") == "1", query.get("named") == "1"
    called = partial(resources.called, language=said_in.language)
    view = InView(_bounds(sides), zoom, by, dense, said_in, called)
    try:
        answer = await run_in_threadpool(_places, view, wanted, days, named=named)
    except DashboardError as error:
        return _json({"error": str(error)}, 503)
    finally:
        map_first.answered()
    return _json(answer, request=request)


def _places(
    view: InView,
    wanted: Filter,
    days: tuple[date | None, date | None] | None,
    *,
    named: bool,
) -> dict[str, Any]:
    with snapshot.take() as now:
        if days:
            indices = snapshot.during(now, wanted, *days)
            counted = aggregate(snapshot.columns(now), indices, view.by)
        else:
            counted = snapshot.counted(now, wanted, view.by)
        of_articles = _named(now, wanted, days) if named else None
        return places_in_view(now.store, counted, view, of_articles)


def _named(
    now: Snapshot, wanted: Filter, days: tuple[date | None, date | None] | None
) -> Aggregate:
    if days:
        return named_places.counted_during(now, wanted, *days)
    return named_places.counted(now, wanted)


async def events_to_play(request: Request) -> Response:
    """Answer with all events of a filter on any day, as `layers.moments` writes them."""
    if not same_origin(request.headers):
        return _json({"error": "only this dashboard's own pages may ask"}, 403)
    by = _way(request.query_params)
    try:
        wanted = from_token(request.query_params.get("filter", "all"))
    except ValueError:
        return _json({"error": "filter: not one of ours"}, 400)
    try:
        body = await run_in_threadpool(_moments, wanted, by)
    except DashboardError as error:
        return _json({"error": str(error)}, 503)
    headers = {"Cache-Control": "no-store", "Content-Encoding": "gzip"}
    return Response(body, headers=headers, media_type="application/octet-stream")


def _moments(wanted: Filter, by: str) -> bytes:
    with snapshot.take() as now:
        found = moments(snapshot.columns(now), snapshot.whole(now, wanted), by)
    return gzip.compress(found, PACKED, mtime=0)


async def events(request: Request) -> Response:
    """Answer with rows of the event list, to our own pages only."""
    if not same_origin(request.headers):
        return _json({"error": "only this dashboard's own pages may ask"}, 403)
    try:
        return _json(await rows.answer(request.query_params), request=request)
    except DashboardError as error:
        return _json({"error": str(error)}, 503)
    except ValueError as error:
        return _json({"error": f"this is no list of events: {error}"}, 400)


def _way(query: Mapping[str, str]) -> str:
    by = query.get("by", GROUP)
    return by if by in WAYS else GROUP


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


def _unpacks(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def _json(data: Any, status: int = 200, *, request: Request | None = None) -> Response:
    """Write an answer, packed where it is the long answer to a `request` that can unpack it."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {"Cache-Control": "no-store"}
    if request and _unpacks(request) and len(body) > SHORT:
        body = gzip.compress(body, PACKED, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, status, headers, media_type="application/json")
