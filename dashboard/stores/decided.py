"""What people have decided of events that may be one: a journal, and what follows from it."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from dashboard.events.incidents import Decision, event_status, joined, reports
from dashboard.events.status import EventStatus, stands
from dashboard.model import Document, Event
from dashboard.stores.protocol import Step
from dashboard.stores.rows import to_document, to_event, to_json, undamaged

# Of each pair the last decision counts; a step that is taken back lets the one before it count.
_NOW = """SELECT a, b, same FROM decisions d WHERE step =
    (SELECT max(step) FROM decisions WHERE a = d.a AND b = d.b) ORDER BY step, a, b"""
_REPORTS = """SELECT details.payload, documents.id, text, title, source, url, published, language
    FROM json_each(?) JOIN events ON events.id = value JOIN details USING (row)
    JOIN documents ON documents.id = document
    ORDER BY published IS NULL, published, documents.id, position"""


def decide(db: sqlite3.Connection, decisions: Iterable[Decision]) -> int:
    """Write decisions as one step of the journal and return its number."""
    (last,) = db.execute("SELECT coalesce(max(step), 0) FROM decisions").fetchone()
    now = datetime.now(UTC).isoformat()
    pairs = {(min(d.a, d.b), max(d.a, d.b)): d.same for d in decisions if d.a != d.b}
    rows = [(last + 1, a, b, same, now) for (a, b), same in pairs.items()]
    db.executemany("INSERT INTO decisions VALUES (?, ?, ?, ?, ?)", rows)
    restate(db, {id for pair in pairs for id in pair})
    return int(last) + 1


def take_back(db: sqlite3.Connection, step: int) -> bool:
    """Forget a step of the journal; False where it is not there."""
    rows = db.execute("DELETE FROM decisions WHERE step = ? RETURNING a, b", [step]).fetchall()
    restate(db, {id for pair in rows for id in pair})
    return bool(rows)


def decisions(db: sqlite3.Connection) -> list[Decision]:
    """Return what holds now."""
    return [Decision(a, b, bool(same)) for a, b, same in db.execute(_NOW)]


@undamaged
def steps(rows: Iterable[Sequence[Any]]) -> list[Step]:
    """Read the journal, the last step first."""
    found: dict[int, Step] = {}
    for number, a, b, same, decided in rows:
        before = found.get(number)
        made = (*(before.decisions if before else ()), Decision(a, b, bool(same)))
        found[number] = Step(number, datetime.fromisoformat(decided), made)
    return [found[number] for number in sorted(found, reverse=True)]


def concerned(db: sqlite3.Connection, document: str) -> set[str]:
    """Return the events of an article that something was decided of."""
    sql = """SELECT id FROM events WHERE document = ? AND EXISTS
        (SELECT 1 FROM decisions WHERE a = id OR b = id)"""
    return {id for (id,) in db.execute(sql, [document])}


def restate(db: sqlite3.Connection, events: set[str]) -> None:
    """Write anew to which incident events belong and how they stand, and all joined to them."""
    if not events:
        return
    groups = [group for group in joined(decisions(db)) if not group.isdisjoint(events)]
    alone = events.difference(*groups)
    for group in groups:
        pairs = reported(db, group)
        if len(pairs) > 1:
            held = event_status(reports([(document, [event]) for event, document in pairs]))
            _write(db, held.reports, held.incident, held.status)
        else:
            alone |= {event.id for event, _ in pairs}
    for event, _ in reported(db, alone):
        _write(db, [event.id], None, stands(event))


def _write(db: sqlite3.Connection, ids: Sequence[str], incident: str | None, status: str) -> None:
    sql = "UPDATE events SET incident = ?, status = ? WHERE id IN (SELECT value FROM json_each(?))"
    db.execute(sql, [incident, status, to_json(list(ids))])


def reported(db: sqlite3.Connection, events: Iterable[str]) -> list[tuple[Event, Document]]:
    """Return events by id with their documents, the first published first."""
    rows = db.execute(_REPORTS, [to_json(sorted(events))])
    return [(to_event(payload), to_document(document)) for payload, *document in rows]


def statuses(db: sqlite3.Connection) -> dict[str, EventStatus]:
    """Return how the events stand that are one with others, by their ids."""
    sql = "SELECT incident, id FROM events WHERE incident IS NOT NULL ORDER BY incident, id"
    groups: dict[str, list[str]] = {}
    for incident, id in db.execute(sql):
        groups.setdefault(incident, []).append(id)
    found: dict[str, EventStatus] = {}
    for group in groups.values():
        pairs = reported(db, group)
        held = event_status(reports([(document, [event]) for event, document in pairs]))
        found |= dict.fromkeys(held.reports, held)
    return found
