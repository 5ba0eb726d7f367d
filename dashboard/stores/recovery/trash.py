"""Articles that were deleted: kept whole until they are put back, or thirty days are over."""

import json
import sqlite3
import zlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dashboard.model import Extraction
from dashboard.stores.protocol import Trashed
from dashboard.stores.record import from_record, to_record
from dashboard.stores.reviews.reviewing import EVENTS
from dashboard.stores.rows import to_document, to_extraction, to_json

DAYS = timedelta(days=30)
_WHOLE = """SELECT id, text, title, source, url, published, language, added, sample,
    documents.payload FROM documents WHERE id = ?"""
_PUT = """INSERT OR REPLACE INTO trash
    (id, title, source, published, events, added, sample, deleted, payload)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
LIST = """SELECT id, title, source, published, events, deleted FROM trash
    ORDER BY deleted DESC, id"""


def put(db: sqlite3.Connection, document: str) -> None:
    """Keep what is known of an article, within the transaction that deletes it."""
    row = db.execute(_WHOLE, [document]).fetchone()
    if row is None:
        return
    *columns, added, sample, payload = row
    id, text, title, source, _, published, _ = columns
    events = [event for _, event, _ in db.execute(EVENTS, [document]) if event]
    try:
        kept = to_extraction(text, payload, events)
    except Exception:  # what was found in it is damaged: the article itself is kept
        kept = Extraction(to_document(columns), (), (), ())
    packed = zlib.compress(to_json(to_record(kept)).encode())
    now = datetime.now(UTC).isoformat()
    row = (id, title, source, published, len(kept.events), added, sample, now, packed)
    db.execute(_PUT, row)


def take(db: sqlite3.Connection, document: str) -> tuple[Extraction, str, bool] | None:
    """Take an article out: what was found in it, when it was added, and whether as a sample."""
    sql = "DELETE FROM trash WHERE id = ? RETURNING payload, added, sample"
    rows = db.execute(sql, [document]).fetchall()
    if not rows:
        return None
    payload, added, sample = rows[0]
    return from_record(Extraction, json.loads(zlib.decompress(payload))), added, bool(sample)


def empty(db: sqlite3.Connection, before: datetime) -> int:
    """Forget for good what was deleted before a moment; return how many articles that were."""
    return db.execute("DELETE FROM trash WHERE deleted < ?", [before.isoformat()]).rowcount


def listed(rows: Sequence[Sequence[Any]]) -> list[Trashed]:
    """Read the rows of LIST."""
    return [
        Trashed(
            id,
            title,
            source,
            date.fromisoformat(published) if published else None,
            events,
            datetime.fromisoformat(deleted),
        )
        for id, title, source, published, events, deleted in rows
    ]
