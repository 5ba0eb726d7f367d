"""The journal of reviews: rows that are only ever added, and the events that follow from them.

Columns, lists and exports read events as people have reviewed them; what the machine read of those
is kept beside them in `machine`, an empty payload where it read nothing there.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from dashboard.events.reviews import (
    ADDED,
    EDITABLE,
    FIELDS,
    NOTE,
    STATE,
    Correction,
    Review,
    holding,
    meant,
)
from dashboard.extraction.types.event_type import by_sub_type
from dashboard.model import Document, Event
from dashboard.stores import decided
from dashboard.stores.record import to_record
from dashboard.stores.rows import (
    DETAILS,
    EVENT,
    DamagedRow,
    actor_identities,
    details_row,
    event_row,
    to_document,
    to_event,
    to_json,
    undamaged,
)

COLUMNS = (
    "number",
    "document",
    "event",
    "start",
    "stop",
    "field",
    "old",
    "new",
    "who",
    "why",
    "made",
    "takes_back",
)
_READ = f"SELECT {', '.join(COLUMNS)} FROM reviews"
HISTORY = f"{_READ} WHERE event = ? ORDER BY number"
OF_DOCUMENT = f"{_READ} WHERE document = ? ORDER BY number"
ALL = "SELECT * FROM reviews ORDER BY number"
_WRITE = """INSERT INTO reviews (document, event, start, stop, field, old, new, who, why, made,
    takes_back, reading) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
# What the machine read, whatever people have said of it since.
MACHINE = """CASE WHEN machine.row IS NULL THEN details.payload ELSE machine.payload END"""
WHOLE = """SELECT text, documents.payload, {} FROM documents
    LEFT JOIN events ON document = documents.id LEFT JOIN details USING (row)
    LEFT JOIN machine USING (row) WHERE documents.id = ? ORDER BY position"""
READING = f"""SELECT {MACHINE} FROM events JOIN details USING (row)
    LEFT JOIN machine USING (row) WHERE id = ? ORDER BY row LIMIT 1"""
_READING = """SELECT reading FROM reviews WHERE event = ? AND reading != ''
    ORDER BY number LIMIT 1"""
EVENTS = f"""SELECT row, {MACHINE}, position FROM events
    JOIN details USING (row) LEFT JOIN machine USING (row)
    WHERE document = ? ORDER BY position"""
_DOCUMENT = "SELECT id, text, title, source, url, published, language FROM documents WHERE id = ?"
_UPDATE = f"UPDATE events SET {', '.join(f'{column} = ?' for column in EVENT)} WHERE row = ?"
_INSERT = f"INSERT INTO events ({', '.join(EVENT)}) VALUES ({', '.join('?' * len(EVENT))})"


@undamaged
def to_review(row: Sequence[Any]) -> Review:
    """Read a row of COLUMNS."""
    values = list(row)
    values[-2] = datetime.fromisoformat(values[-2])
    return Review(*values)


def review(
    db: sqlite3.Connection, edits: Sequence[Correction], who: str, seen: int | None
) -> tuple[Review, ...]:
    """Write edits and what follows from them, or return the rows that speak against it."""
    for edit in edits:
        since = [r for r in _history(db, edit.event) if seen is not None and r.number > seen]
        if others := tuple(r for r in since if r.field == edit.field or r.takes_back is not None):
            return others
    now = datetime.now(UTC).isoformat()
    documents: dict[str, None] = {}
    for edit in edits:
        documents[_write(db, edit, who, now)] = None
    for document in documents:
        restate(db, document)
    return ()


def take_back(db: sqlite3.Connection, number: int, who: str) -> bool:
    """Write that a row is taken back; False where it is not there."""
    rows = db.execute(f"{_READ} WHERE number = ?", [number]).fetchall()
    for row in rows:
        one = to_review(row)
        key = (one.document, one.event, one.start, one.end)
        now = datetime.now(UTC).isoformat()
        db.execute(_WRITE, [*key, "", "", "", who, "", now, number, ""])
        restate(db, one.document)
    return bool(rows)


def restate(db: sqlite3.Connection, document: str) -> None:
    """Write an article's events anew, as the machine read them and people have reviewed them."""
    reviews = [to_review(row) for row in db.execute(OF_DOCUMENT, [document])]
    found = db.execute(_DOCUMENT, [document]).fetchone()
    if not reviews or found is None:
        return
    rows = db.execute(EVENTS, [document]).fetchall()
    read = {row: to_event(payload) for row, payload, _ in rows if payload}
    by_event: dict[str, list[Review]] = {}
    for one in holding(reviews):
        by_event.setdefault(one.event, []).append(one)
    last = max((position for _, _, position in rows), default=-1)
    article = to_document(found)
    kept = {row: (read[row], position) for row, _, position in rows if row in read}
    for row in [row for row, payload, _ in rows if not payload]:
        db.execute("DELETE FROM events WHERE row = ?", [row])
    free, ids = dict(read), {event.id for event in read.values()}
    for id, held in sorted(by_event.items(), key=lambda item: item[0] not in ids):
        event = meant(held[0], free.values())
        row = next((row for row, one in free.items() if one is event), None)
        if row is not None and event is not None:
            del free[row]
            kept[row] = (_applied(event, held), kept[row][1])
        elif reading := db.execute(_READING, [id]).fetchone():
            last += 1
            _add(db, _applied(to_event(reading[0]), held), last, article)
    for row, (event, position) in kept.items():
        _put(db, row, event, read[row], position, article)
    decided.restate(db, decided.concerned(db, document))


def restate_known(db: sqlite3.Connection, documents: Iterable[str]) -> None:
    """Apply what people said of articles that are new here: they were here before."""
    sql = """SELECT DISTINCT document FROM reviews
        WHERE document IN (SELECT value FROM json_each(?))"""
    for (document,) in db.execute(sql, [to_json(list(documents))]).fetchall():
        restate(db, document)


def adopt(db: sqlite3.Connection, reviews: Sequence[Sequence[Any]]) -> None:
    """Write the rows of another journal, and what follows from them."""
    (last,) = db.execute("SELECT coalesce(max(number), 0) FROM reviews").fetchone()
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    moved = [(r[0] + last, *r[1:11], r[11] and r[11] + last, r[12]) for r in reviews]
    db.executemany(f"INSERT INTO reviews VALUES ({marks})", moved)
    restate_known(db, {row[1] for row in reviews})


def _history(db: sqlite3.Connection, event: str) -> list[Review]:
    return [to_review(row) for row in db.execute(HISTORY, [event])]


def _write(db: sqlite3.Connection, edit: Correction, who: str, now: str) -> str:
    """Write a row of the journal and return the article it is of."""
    sql = f"""SELECT details.payload, {MACHINE} FROM events JOIN details USING (row)
        LEFT JOIN machine USING (row) WHERE id = ? ORDER BY row LIMIT 1"""
    shown = db.execute(sql, [edit.event]).fetchone()
    if edit.field not in FIELDS or (shown is None) != (edit.field == ADDED):
        raise ValueError(f"{edit.field!r} of {edit.event!r} cannot be edited")
    payload, machine = shown or (edit.new, edit.new)
    event = to_event(payload)
    if edit.field in EDITABLE:
        _check(event, edit)
    known = db.execute(_READING, [edit.event]).fetchone()
    old = "" if edit.field == ADDED else to_json(to_record(event).get(edit.field))
    if edit.field in (STATE, NOTE):
        before = [r.new for r in holding(_history(db, edit.event)) if r.field == edit.field]
        old = before[-1] if before else to_json("")
    key = (event.document, edit.event, event.start, event.end)
    new = "" if edit.field == ADDED else edit.new
    reading = "" if known else machine or payload
    db.execute(_WRITE, [*key, edit.field, old, new, who, edit.why, now, None, reading])
    return event.document


def _check(event: Event, edit: Correction) -> None:
    try:
        to_event(to_json({**to_record(event), edit.field: json.loads(edit.new)}))
    except DamagedRow as error:
        raise ValueError(f"{edit.field}: {edit.new}: {error}") from error


def _applied(event: Event, reviews: Sequence[Review]) -> Event:
    """Return an event as reviewed, under the name that the journal calls it by."""
    record = {**to_record(event), "id": reviews[0].event}
    for one in reviews:
        if one.field in EDITABLE:
            record[one.field] = json.loads(one.new)
        if one.field == "sub_type" and record["sub_type"] in by_sub_type():
            record["type"] = by_sub_type()[record["sub_type"]].event_type
    return to_event(to_json(record))


def _add(db: sqlite3.Connection, event: Event, position: int, document: Document) -> None:
    row = db.execute(_INSERT, event_row(event, position, document)).lastrowid or 0
    db.execute("INSERT INTO machine VALUES (?, '')", [row])
    _details(db, row, event, document)


def _put(
    db: sqlite3.Connection, row: int, event: Event, read: Event, position: int, document: Document
) -> None:
    """Write an event in its row, and what the machine read where that is another."""
    db.execute("DELETE FROM machine WHERE row = ?", [row])
    if event != read:
        db.execute("INSERT INTO machine VALUES (?, ?)", [row, to_json(to_record(read))])
    db.execute(_UPDATE, [*event_row(event, position, document), row])
    _details(db, row, event, document)


def _details(db: sqlite3.Connection, row: int, event: Event, document: Document) -> None:
    db.execute("DELETE FROM details WHERE row = ?", [row])
    db.execute("DELETE FROM actors WHERE event = ?", [row])
    marks = ", ".join("?" * len(DETAILS))
    sql = f"INSERT INTO details ({', '.join(DETAILS)}) VALUES ({marks})"
    db.execute(sql, details_row(event, row, document))
    who = [(one, row) for one in actor_identities(event)]
    db.executemany("INSERT INTO actors VALUES (?, ?)", who)
