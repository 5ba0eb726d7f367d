"""What a packet was made for and when, and what it needs to know beyond its events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dashboard import __version__
from dashboard.events.status import EventStatus
from dashboard.model import Document, Event
from dashboard.stores import EVERYTHING, Filter, ReadOnlyStore
from dashboard.translations import ENGLISH
from gazetteer.errors import IndexMissing
from gazetteer.index.index import Index

MOST = 500  # events told in a packet; who wants more wants a table


@dataclass(frozen=True, slots=True)
class Licensed:
    """A source that the places come from."""

    name: str
    licence: str
    attribution: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a packet says of itself; `made` is UTC, and nothing else in it depends on the clock.

    `total` counts the events that the filter wants where not all are told, `added` says when
    articles came into the store, `reports` has the other reports of an incident by their ids.
    """

    made: datetime | None = None
    language: str = ENGLISH
    filter: Filter = EVERYTHING
    event: str = ""
    total: int = 0
    version: str = ""
    added: Mapping[str, datetime] = field(default_factory=dict)
    reports: Mapping[str, tuple[Event, Document]] = field(default_factory=dict)
    sources: tuple[Licensed, ...] = ()


def of_store(  # noqa: PLR0913 -- what is told, of what, when, for whom
    store: ReadOnlyStore,
    wanted: Filter,
    statuses: Mapping[str, EventStatus],
    events: Sequence[Event],
    *,
    made: datetime,
    language: str = ENGLISH,
    event: str = "",
    index: Path | None = None,
) -> Occasion:
    """Ask the store, and the gazetteer where there is one, what a packet of `events` needs."""
    included = {one.id for one in events}
    ids = [id for one in events if one.id in statuses for id in statuses[one.id].reports]
    reports = store.reports([id for id in dict.fromkeys(ids) if id not in included])
    return Occasion(
        made=made,
        language=language,
        filter=wanted,
        event=event,
        total=len(events) if event else store.count(wanted),
        version=__version__,
        added={summary.id: summary.added for summary in store.documents()},
        reports={one.id: (one, document) for one, document in reports},
        sources=licensed(index) if index else (),
    )


def licensed(index: Path) -> tuple[Licensed, ...]:
    """Return what the gazetteer is made of; nothing where there is none."""
    try:
        with Index(index) as opened:
            rows = opened.sources()
    except IndexMissing:
        return ()
    return tuple(
        Licensed(
            *(str(row.get(key) or "") for key in ("name", "licence", "attribution", "version"))
        )
        for row in rows
    )
