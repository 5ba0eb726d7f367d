"""The events a filter wants, as they are counted: every report, or every incident once."""

from collections.abc import Mapping

from dashboard.events.filter import Filter
from dashboard.events.incidents import as_one
from dashboard.events.status import EventStatus
from dashboard.model import Event
from dashboard.stores.protocol import ReadOnlyStore


def events_wanted(
    store: ReadOnlyStore, wanted: Filter
) -> tuple[list[Event], dict[str, EventStatus]]:
    """Return the wanted events and how those stand that are one with others, by their ids.

    Where incidents are counted, the report that stands for one has the counts of all.
    """
    events, statuses = store.events(wanted), store.statuses()
    return (joined(store, events, statuses) if wanted.once else events), statuses


def joined(
    store: ReadOnlyStore, events: list[Event], statuses: Mapping[str, EventStatus]
) -> list[Event]:
    """Give each event that stands for others the counts of all of them."""
    known = [statuses[event.id] for event in events if event.id in statuses]
    ids = list(dict.fromkeys(id for event_status in known for id in event_status.reports))
    reports = {event.id: event for event, _ in store.reports(ids)} if ids else {}
    found = []
    for event in events:
        event_status = statuses.get(event.id)
        others = (
            [reports[id] for id in event_status.reports if id in reports] if event_status else []
        )
        found.append(as_one(event, others) if others else event)
    return found
