"""Articles and events in one SQLite file (WAL): many readers and, one after another, many writers.

One connection, under a lock, writes for all threads of a process and answers what is asked beside
a snapshot; each snapshot reads over a connection of its own.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from dashboard.errors import StoreUnavailable
from dashboard.events.incidents import Decision
from dashboard.events.reviews import Correction, Review
from dashboard.model import Extraction
from dashboard.stores import bulk, decided
from dashboard.stores.file import TIMEOUT, Connections, explained, prepared
from dashboard.stores.protocol import EventPoint
from dashboard.stores.reader import SQLiteReader
from dashboard.stores.recovery import trash
from dashboard.stores.reviews import reviewing
from dashboard.stores.rows import DOCUMENT, Value, digest, document_row
from dashboard.stores.saving import save_article

_URL = re.compile(r"sqlite:///(?P<path>.+?)(?:\?timeout=(?P<timeout>\d+(?:\.\d+)?))?")


def open_url(url: str) -> "SQLiteStore":
    """Open the file a URL names: sqlite:///relative.db, sqlite:////absolute.db?timeout=5."""
    match = _URL.fullmatch(url)
    if not match:
        raise StoreUnavailable(f"DATELINE_STORE: {url!r} names no file; write sqlite:///events.db")
    return SQLiteStore(Path(match["path"]), timeout=float(match["timeout"] or TIMEOUT))


def path_of(url: str) -> Path:
    """Return the file that a URL names; StoreUnavailable where it names none."""
    match = _URL.fullmatch(url)
    if not match:
        raise StoreUnavailable(
            "DATELINE_STORE: this store is no file; use its database's own tools"
        )
    return Path(match["path"])


class SQLiteStore(SQLiteReader):
    """A store in the file `path`, made with its folders if it is missing."""

    def __init__(self, path: Path, *, timeout: float = TIMEOUT, full_text: bool = True) -> None:
        with explained(path):
            db, full_text = prepared(path, timeout, full_text=full_text)
        super().__init__(path, db, full_text=full_text)
        self._readers = Connections(path, timeout)

    def close(self) -> None:
        """Let go of the file."""
        self._readers.close()
        with self._lock:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def snapshot(self) -> Iterator[SQLiteReader]:
        """Read the file as it is now, whatever is written meanwhile."""
        with self._readers.one() as db:
            yield SQLiteReader(self.path, db, full_text=self.full_text)

    def points(self) -> Iterator[EventPoint]:
        """Walk over all events of one moment, for `columns`."""
        with self.snapshot() as now:
            yield from now.points()

    def namings(self) -> Iterator[EventPoint]:
        """Walk over the places that articles name, of one moment, as `points` does over events."""
        with self.snapshot() as now:
            yield from now.namings()

    def casualties(self) -> tuple[list[int], ...]:
        """Return the rows that say how many were killed or injured, and those numbers."""
        with self.snapshot() as now:
            return now.casualties()

    def acting(self) -> Iterator[tuple[str, list[int]]]:
        """Walk over all actors by name, each with the rows of its events."""
        with self.snapshot() as now:
            yield from now.acting()

    def save(self, extraction: Extraction, *, sample: bool = False) -> bool:
        """Keep an article; False where its text was there already (the rest is then updated).

        An article once added by a user stays theirs when the samples are loaded again.
        """
        document = extraction.document
        row = document_row(extraction, sample=sample)
        with self._writing() as db:
            sql = "SELECT digest, sample FROM documents WHERE id = ?"
            known = db.execute(sql, [document.id]).fetchone()
            if known and not known[1]:
                row[DOCUMENT.index("sample")] = False
            if known and known == tuple(row[DOCUMENT.index(c)] for c in ("digest", "sample")):
                return False
            save_article(db, extraction, row)
            trash.take(db, document.id)
            db.execute("UPDATE state SET version = version + 1")
        return known is None

    def load(self, articles: Iterable[bytes], *, events: int = 0) -> Iterator[Counter[str]]:
        """Keep many articles as `bulk.packed` made them; yield counts after each thousand.

        They are of new, changed and known articles and of events that were written. With the
        number of `events` to come, a store that is nearly empty makes its indexes last.
        """
        return bulk.load(self._writing, articles, events, full_text=self.full_text)

    def update(self, pairs: Sequence[tuple[Extraction, Extraction]]) -> list[str]:
        """Put the second of each pair where the first is what is kept, all or none of them."""
        done = []
        with self._writing() as db:
            for before, after in pairs:
                sql = "SELECT sample FROM documents WHERE id = ? AND digest = ?"
                known = db.execute(sql, [before.document.id, digest(before)]).fetchone()
                if known and before.document.id == after.document.id:
                    save_article(db, after, document_row(after, sample=bool(known[0])))
                    done.append(after.document.id)
            if done:
                db.execute("UPDATE state SET version = version + 1")
        return done

    def remove(self, document: str) -> bool:
        """Put an article with its events into the trash; False where it was not there."""
        with self._writing() as db:
            known = decided.concerned(db, document)
            trash.put(db, document)
            db.execute("DELETE FROM events WHERE document = ?", [document])
            decided.restate(db, known)
            removed = db.execute("DELETE FROM documents WHERE id = ?", [document]).rowcount > 0
            trash.empty(db, datetime.now(UTC) - trash.DAYS)
            if removed:
                db.execute("UPDATE state SET version = version + 1")
        return removed

    def put_back(self, document: str) -> bool:
        """Take an article out of the trash, as it was; False where it is not there."""
        with self._writing() as db:
            kept = trash.take(db, document)
            if kept is None:
                return False
            extraction, added, sample = kept
            row = document_row(extraction, sample=sample)
            row[DOCUMENT.index("added")] = added
            save_article(db, extraction, row)
            db.execute("UPDATE state SET version = version + 1")
        return True

    def empty_trash(self, before: datetime) -> int:
        """Forget for good what was deleted before a moment (UTC); return how many articles."""
        with self._writing() as db:
            gone = trash.empty(db, before)
            if gone:
                db.execute("UPDATE state SET version = version + 1")
        return gone

    def decide(self, decisions: Sequence[Decision]) -> int:
        """Keep what somebody decided of pairs of events, and return the number of this step."""
        with self._writing() as db:
            step = decided.decide(db, decisions)
            db.execute("UPDATE state SET version = version + 1")
        return step

    def take_back(self, step: int) -> bool:
        """Undo a step, so that all is as if it had not been; False where it is not there."""
        with self._writing() as db:
            known = decided.take_back(db, step)
            if known:
                db.execute("UPDATE state SET version = version + 1")
        return known

    def review(
        self, edits: Sequence[Correction], who: str, *, seen: int | None = None
    ) -> tuple[Review, ...]:
        """Write what a person says of events, or return the rows written meanwhile."""
        with self._writing() as db:
            others = reviewing.review(db, edits, who, seen)
            if not others:
                db.execute("UPDATE state SET version = version + 1")
        return others

    def take_back_review(self, number: int, who: str) -> bool:
        """Undo a row, or the undoing of one, by a row more; False where it is not there."""
        with self._writing() as db:
            known = reviewing.take_back(db, number, who)
            if known:
                db.execute("UPDATE state SET version = version + 1")
        return known

    def adopt(self, reviews: Sequence[Sequence[Value]]) -> None:
        """Take over the rows of another store's journal."""
        with self._writing() as db:
            reviewing.adopt(db, reviews)
            db.execute("UPDATE state SET version = version + 1")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, explained(self.path), self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db
