"""What can still be read of a damaged store, put into a whole one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.errors import ArticleFailed
from dashboard.events.incidents import Decision
from dashboard.model import Document, Extraction
from dashboard.stores.file import explained
from dashboard.stores.protocol import Store
from dashboard.stores.reviews.reviewing import ALL, EVENTS
from dashboard.stores.rows import DamagedRow, to_document, to_extraction
from dashboard.stores.schema import version_of

_ARTICLE = """SELECT id, text, title, source, url, published, language, sample, payload
    FROM documents WHERE rowid = ?"""
_EVENTS = """SELECT row, details.payload, position FROM events JOIN details USING (row)
    WHERE document = ? ORDER BY position"""
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
_WALKS = (
    "SELECT rowid FROM documents NOT INDEXED ORDER BY rowid",
    "SELECT rowid FROM documents NOT INDEXED ORDER BY rowid DESC",
    "SELECT rowid FROM documents ORDER BY id",
    "SELECT rowid FROM documents ORDER BY id DESC",
)


REVIEWED = 9  # since this version of the tables people review events


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many articles were saved, of how many what was found had to be found again; the lost."""

    saved: int
    again: int
    lost: int


def salvage(
    damaged: Path, store: Store, extract: Callable[[Document, str], Extraction]
) -> Salvaged:
    """Put every article that can be read into a store, and what people decided of their events.

    Where only its text can be read, what it reports is found again by `extract`. StoreUnavailable
    where the file is no store, or its first page is damaged.
    """
    saved = again = lost = 0
    with closing(sqlite3.connect(f"{damaged.resolve().as_uri()}?mode=ro", uri=True)) as db:
        with explained(damaged):
            version_of(db)
        for row in _rows(db):
            try:
                *columns, sample, payload = db.execute(_ARTICLE, [row]).fetchone()
                document = to_document(columns)
            except Exception:  # a byte may have become any other
                lost += 1
                continue
            found = _found(db, document, payload)
            if found is None:
                found, again = _anew(document, extract), again + 1
            store.save(found, sample=bool(sample))
            saved += 1
        _decisions(db, store)
        with suppress(sqlite3.DatabaseError, TypeError, ValueError, DamagedRow):
            store.adopt(db.execute(ALL).fetchall())
    return Salvaged(saved, again, lost)


def damage(store: Path) -> list[str]:
    """Name the damaged tables of a store, with what SQLite says of each."""
    found: list[str] = []
    with closing(sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True)) as db:
        try:
            tables = [name for (name,) in db.execute(_TABLES)]
        except sqlite3.DatabaseError as error:
            return [str(error)]
        for table in tables:
            try:
                for (lines,) in db.execute(f"PRAGMA quick_check('{table}')"):
                    found += [f"{table}: {line}" for line in lines.splitlines() if line != "ok"]
            except sqlite3.DatabaseError as error:
                found.append(f"{table}: {error}")
    return found


def _rows(db: sqlite3.Connection) -> list[int]:
    """Name the rows of the articles: those of the table and of its index, from either end.

    Each walk ends at the first damaged page; what is behind it, another one has come to.
    """
    found: set[int] = set()
    for walk in _WALKS:
        with suppress(sqlite3.DatabaseError):
            for (row,) in db.execute(walk):
                found.add(row)
    return sorted(found)


def _found(db: sqlite3.Connection, document: Document, payload: Any) -> Extraction | None:
    """Read what was found in an article; None where that is damaged."""
    try:
        sql = EVENTS if version_of(db) >= REVIEWED else _EVENTS
        events = [event for _, event, _ in db.execute(sql, [document.id]) if event]
        found = to_extraction(document.text, payload, events)
    except Exception:
        return None
    return found if found.document == document else None


def _anew(document: Document, extract: Callable[[Document, str], Extraction]) -> Extraction:
    try:
        return extract(document, document.title or document.id)
    except ArticleFailed:
        return Extraction(document, (), (), ())


def _decisions(db: sqlite3.Connection, store: Store) -> None:
    steps: dict[int, list[Decision]] = {}
    with suppress(sqlite3.DatabaseError, TypeError, ValueError):
        for step, a, b, same in db.execute("SELECT step, a, b, same FROM decisions"):
            steps.setdefault(int(step), []).append(Decision(str(a), str(b), bool(same)))
    for step in sorted(steps):
        store.decide(steps[step])
