"""The rows of the event list as JSON: what `/api/events` answers with, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams

from dashboard.aggregates.aggregate import GROUP, STATUS
from dashboard.events.filter import Box
from dashboard.events.namings import NAMED
from dashboard.events.status import DISPUTED
from dashboard.map.places import NAMED_COLOUR, colour_of, colour_of_kind
from dashboard.model import Event
from dashboard.stores.named import NamingRow
from dashboard.stores.wanted import joined
from dashboard.translations import ENGLISH, Translator, translator
from dashboard.ui.components.event_list.cells import CELLS, NAMING_CELLS, Row, status_of
from dashboard.ui.session import listing, snapshot
from dashboard.ui.session.listing import KINDS, SORTS, Listing
from dashboard.ui.session.snapshot import Snapshot
from dashboard.ui.session.state import from_token

MOST = 200  # rows of one answer


@dataclass(frozen=True, slots=True)
class RowsRequest:
    """What the list asks for: `count` rows from number `start` on, or the page `around` an event.

    Dots are coloured `by` group, type or status. With `window`, only the events of these days,
    whatever the filter's own are.
    """

    listing: Listing
    columns: tuple[str, ...]
    language: str = ENGLISH
    start: int = 0
    count: int = 50
    around: str = ""
    window: tuple[date | None, date | None] | None = None
    by: str = GROUP


def read(query: QueryParams) -> RowsRequest:
    """Read what was asked; ValueError where it cannot be understood."""
    sort, kind = query.get("sort", "-when"), query.get("kind", listing.ALL)
    columns = tuple(query.get("columns", "when,where,what").split(","))
    if sort.removeprefix("-") not in SORTS or kind not in KINDS or not set(columns) <= set(CELLS):
        raise ValueError("no such order, kind or column")
    since, until = query.get("since"), query.get("until")
    return RowsRequest(
        Listing(
            from_token(query.get("filter", "all")),
            kind,
            _box(query.get("spot", "")),
            sort.removeprefix("-"),
            sort.startswith("-"),
        ),
        columns,
        query.get("language", ENGLISH),
        max(0, int(query.get("from", "0"))),
        min(MOST, max(1, int(query.get("count", "50")))),
        query.get("around", ""),
        (_day(since), _day(until)) if since is not None or until is not None else None,
        query.get("by", GROUP),
    )


def _box(text: str) -> Box | None:
    if not text:
        return None
    south, west, north, east = (float(side) for side in text.split(","))
    return south, west, north, east


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


async def answer(query: QueryParams) -> dict[str, Any]:
    """Answer what was asked; ValueError or DashboardError where that is not possible."""
    return await run_in_threadpool(rows_of, read(query))


def rows_of(asked: RowsRequest) -> dict[str, Any]:
    """Return a page of rows, all texts as they are to be shown: as text, never as HTML."""
    with snapshot.take() as now:
        return _rows(now, asked)


def _rows(now: Snapshot, asked: RowsRequest) -> dict[str, Any]:
    start = asked.start
    if asked.window:
        order = listing.listed_between(now, asked.listing, asked.language, *asked.window)
    else:
        order = listing.listed(now, asked.listing, asked.language)
    if asked.around:
        at, _ = listing.position(now, asked.listing, asked.language, asked.around)
        start = max(0, (at or 0) - asked.count // 2)
    start = min(start, max(0, len(order) - 1))
    columns, said = listing.columns_of(now, asked.listing), translator(asked.language)
    rows = columns.row[order[start : start + asked.count]].tolist()
    if asked.listing.kind == listing.NAMED:
        drawn = shown_namings(now, now.store.namings_at(rows), asked.columns, said)
    else:
        events = now.store.events_at(rows)
        if asked.listing.filter.once:
            events = joined(now.store, events, snapshot.statuses(now))
        drawn = shown(now, events, asked.columns, said, asked.by)
    return {"total": len(order), "from": start, "rows": drawn}


def shown(
    now: Snapshot,
    events: Sequence[Event],
    columns: Sequence[str],
    said: Translator,
    by: str = GROUP,
) -> list[dict[str, Any]]:
    """Write events as rows: id, the type's colour, whether disputed, and a text for each column."""
    known, statuses = snapshot.documents(now), snapshot.statuses(now)
    return [
        {
            "id": event.id,
            "colour": _colour(event, status_of(event, statuses.get(event.id)), by),
            "disputed": status_of(event, statuses.get(event.id)) in DISPUTED,
            "cells": [
                CELLS[column](Row(event, statuses.get(event.id), known.get(event.document)), said)
                for column in columns
            ],
        }
        for event in events
    ]


def _colour(event: Event, status: str, by: str) -> str:
    if by == GROUP:
        return colour_of(event.sub_type)
    return colour_of_kind(status if by == STATUS else event.sub_type, by)


def shown_namings(
    now: Snapshot, namings: Sequence[NamingRow], columns: Sequence[str], said: Translator
) -> list[dict[str, Any]]:
    """Write places that articles name as rows like those of events."""
    known = snapshot.documents(now)
    return [
        {
            "id": f"{naming.document}:{naming.start}:{NAMED}",
            "colour": NAMED_COLOUR,
            "disputed": False,
            "cells": [
                NAMING_CELLS[column](naming, known.get(naming.document), said)
                if column in NAMING_CELLS
                else ""
                for column in columns
            ],
        }
        for naming in namings
    ]
