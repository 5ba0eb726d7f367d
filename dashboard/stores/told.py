"""The events a filter wants, as they are counted: every report, or every incident once."""

from collections.abc import Mapping

from dashboard.events.filter import Filter
from dashboard.events.incidents import as_one
from dashboard.events.status import Standing
from dashboard.model import Event
from dashboard.stores.protocol import Store


def told(store: Store, wanted: Filter) -> tuple[list[Event], dict[str, Standing]]:
    """Return the wanted events and how those stand that are one with others, by their ids.

    Where incidents are counted, the report that stands for one has the counts of all.
    """
    events, standings = store.events(wanted), store.standings()
    return (joined(store, events, standings) if wanted.once else events), standings


def joined(store: Store, events: list[Event], standings: Mapping[str, Standing]) -> list[Event]:
    """Give each event that stands for others the counts of all of them."""
    known = [standings[event.id] for event in events if event.id in standings]
    ids = list(dict.fromkeys(id for standing in known for id in standing.reports))
    reports = {event.id: event for event, _ in store.reports(ids)} if ids else {}
    found = []
    for event in events:
        standing = standings.get(event.id)
        others = [reports[id] for id in standing.reports if id in reports] if standing else []
        found.append(as_one(event, others) if others else event)
    return found
