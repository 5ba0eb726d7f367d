"""Put an article into the tables, in place of what was known of it."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from dashboard.model import Document, Event, Extraction
from dashboard.stores import decided
from dashboard.stores.named import NAMED, NAMING, named_rows, naming_rows
from dashboard.stores.reviews import reviewing
from dashboard.stores.rows import (
    DETAILS,
    DOCUMENT,
    EVENT,
    actor_identities,
    details_row,
    event_row,
)
from gazetteer.spelling.fold import name_key

_SAVE_DOCUMENT = f"""
    INSERT INTO documents ({", ".join(DOCUMENT)}) VALUES ({", ".join("?" * len(DOCUMENT))})
    ON CONFLICT (id) DO UPDATE SET
        {", ".join(f"{name} = excluded.{name}" for name in DOCUMENT if name != "added")}"""
_SAVE_EVENT = f"""
    INSERT INTO events ({", ".join(EVENT)}) VALUES ({", ".join("?" * len(EVENT))})"""
_SAVE_DETAILS = f"INSERT INTO details ({', '.join(DETAILS)}) VALUES (?, ?, ?)"
_SAVE_NAMED = f"INSERT INTO named ({', '.join(NAMED)}) VALUES (?, ?, ?, ?, ?, ?)"
_SAVE_NAMING = f"""
    INSERT INTO namings ({", ".join(NAMING)}) VALUES ({", ".join("?" * len(NAMING))})"""


def save_article(db: sqlite3.Connection, extraction: Extraction, row: Sequence[Any]) -> None:
    """Write an extraction, whose document has the values `row`, within a transaction."""
    document = extraction.document
    known = decided.concerned(db, document.id)
    db.execute(_SAVE_DOCUMENT, row)
    for table in ("events", "named", "namings", "folded"):
        db.execute(f"DELETE FROM {table} WHERE document = ?", [document.id])
    for position, event in enumerate(extraction.events):
        _save_event(db, event, position, document)
    db.executemany(_SAVE_NAMED, named_rows(extraction))
    db.executemany(_SAVE_NAMING, naming_rows(extraction))
    db.execute("INSERT INTO folded VALUES (?, ?)", [document.id, name_key(document.text)])
    reviewing.restate(db, document.id)
    decided.restate(db, known | decided.concerned(db, document.id))


def _save_event(db: sqlite3.Connection, event: Event, position: int, document: Document) -> None:
    row = db.execute(_SAVE_EVENT, event_row(event, position, document)).lastrowid or 0
    db.execute(_SAVE_DETAILS, details_row(event, row, document))
    who = [(one, row) for one in actor_identities(event)]
    db.executemany("INSERT INTO actors VALUES (?, ?)", who)
