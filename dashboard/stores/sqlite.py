"""Articles and events in one SQLite file (WAL): many readers and, one after another, many writers.

One connection serves all threads of a process, under a lock; `points` reads on its own.
"""

import json
import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self

from dashboard.errors import StoreUnavailable
from dashboard.incidents import Decision
from dashboard.model import Document, Event, Extraction
from dashboard.status import Standing
from dashboard.stores import decided
from dashboard.stores.filter import EVERYTHING, Filter
from dashboard.stores.named import NAMED, Named, named_rows
from dashboard.stores.protocol import Facet, Facets, Point, Step, Summary
from dashboard.stores.rows import (
    DETAILS,
    DOCUMENT,
    EVENT,
    details_row,
    digest,
    document_row,
    event_row,
    to_document,
    to_event,
    to_extraction,
    to_json,
    to_summary,
)
from dashboard.stores.schema import migrate
from dashboard.stores.where import Value, order, where
from gazetteer.fold import name_key

_TIMEOUT = 10.0  # seconds to wait for another process's write
_URL = re.compile(r"sqlite:///(?P<path>.+?)(?:\?timeout=(?P<timeout>\d+(?:\.\d+)?))?")

_SUMMARY = """
    SELECT d.id, title, source, url, published, language, mentions,
        count(*) FILTER (WHERE mode = 'reported'), count(*) FILTER (WHERE mode != 'reported'),
        count(*) FILTER (WHERE mode = 'reported' AND first IS NULL),
        count(*) FILTER (WHERE mode = 'reported' AND lat IS NULL), added, sample
    FROM documents d LEFT JOIN events e ON e.document = d.id
    GROUP BY d.id ORDER BY published IS NULL, published DESC, added DESC, d.id"""
_SAVE_DOCUMENT = f"""
    INSERT INTO documents ({", ".join(DOCUMENT)}) VALUES ({", ".join("?" * len(DOCUMENT))})
    ON CONFLICT (id) DO UPDATE SET
        {", ".join(f"{name} = excluded.{name}" for name in DOCUMENT if name != "added")}"""
_SAVE_EVENT = f"""
    INSERT INTO events ({", ".join(EVENT)}) VALUES ({", ".join("?" * len(EVENT))})"""
_SAVE_DETAILS = f"INSERT INTO details ({', '.join(DETAILS)}) VALUES (?, ?, ?)"
_SAVE_NAMED = f"INSERT INTO named ({', '.join(NAMED)}) VALUES (?, ?, ?, ?, ?, ?)"
_NEWEST = "ORDER BY published IS NULL, published DESC, added DESC, d.id"
_FACETS = {
    "types": "SELECT sub_type, sub_type, count(*) FROM events {} GROUP BY sub_type",
    "places": "SELECT place, max(place_name), count(*) FROM events {} GROUP BY place",
    "actors": """SELECT name, name, count(*) FROM actors JOIN
        (SELECT row AS wanted FROM events {}) ON event = wanted GROUP BY name""",
    "articles": """SELECT id, title, count(*) FROM documents JOIN
        (SELECT document FROM events {}) ON document = id GROUP BY id""",
    "statuses": "SELECT status, status, count(*) FROM events {} GROUP BY status",
}


def open_url(url: str) -> "SQLiteStore":
    """Open the file a URL names: sqlite:///relative.db, sqlite:////absolute.db?timeout=5."""
    match = _URL.fullmatch(url)
    if not match:
        raise StoreUnavailable(f"{url}: not a file; write sqlite:///events.db")
    return SQLiteStore(Path(match["path"]), timeout=float(match["timeout"] or _TIMEOUT))


class SQLiteStore:
    """A store in the file `path`, made with its folders if it is missing."""

    def __init__(self, path: Path, *, timeout: float = _TIMEOUT, full_text: bool = True) -> None:
        self.path = path
        self._timeout = timeout
        self._lock = RLock()
        with self._telling():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = self._connect()
            try:
                _use_wal(self._db, timeout)
                # In WAL a crash cannot damage the file; it may cost the last save.
                self._db.execute("PRAGMA synchronous = NORMAL")
                self.full_text = migrate(self._db, full_text=full_text)
            except BaseException:
                self._db.close()
                raise

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
            _save_article(db, extraction, row)
            db.execute("UPDATE state SET version = version + 1")
        return known is None

    def update(self, pairs: Sequence[tuple[Extraction, Extraction]]) -> list[str]:
        """Put the second of each pair where the first is what is kept, all or none of them."""
        done = []
        with self._writing() as db:
            for before, after in pairs:
                sql = "SELECT sample FROM documents WHERE id = ? AND digest = ?"
                known = db.execute(sql, [before.document.id, digest(before)]).fetchone()
                if known and before.document.id == after.document.id:
                    _save_article(db, after, document_row(after, sample=bool(known[0])))
                    done.append(after.document.id)
            if done:
                db.execute("UPDATE state SET version = version + 1")
        return done

    def remove(self, document: str) -> bool:
        """Forget an article and its events; False where it was not there."""
        with self._writing() as db:
            known = decided.concerned(db, document)
            db.execute("DELETE FROM events WHERE document = ?", [document])
            decided.restate(db, known)
            removed = db.execute("DELETE FROM documents WHERE id = ?", [document]).rowcount > 0
            if removed:
                db.execute("UPDATE state SET version = version + 1")
        return removed

    def document(self, document: str) -> Document | None:
        """Return an article by its id."""
        columns = "id, text, title, source, url, published, language"
        rows = self._ask(f"SELECT {columns} FROM documents WHERE id = ?", [document])
        return to_document(rows[0]) if rows else None

    def extraction(self, document: str) -> Extraction | None:
        """Return everything found in an article, equal to what was saved."""
        sql = """SELECT text, documents.payload, details.payload FROM documents
            LEFT JOIN events ON document = documents.id LEFT JOIN details USING (row)
            WHERE documents.id = ? ORDER BY position"""
        rows = self._ask(sql, [document])
        if not rows:
            return None
        text, payload, _ = rows[0]
        return to_extraction(text, payload, [event for _, _, event in rows if event])

    def documents(self) -> list[Summary]:
        """List all articles, the newest published first and those without a date last."""
        return [to_summary(row) for row in self._ask(_SUMMARY)]

    def events(self, filter: Filter = EVERYTHING) -> list[Event]:
        """Return the events wanted, by date."""
        sql, values = self._wanted("*", filter)
        sql = f"SELECT payload FROM ({sql}) JOIN details USING (row) {order(filter)}"
        return [to_event(payload) for (payload,) in self._ask(sql, values)]

    def rows(self, filter: Filter = EVERYTHING) -> list[int]:
        """Return the rows of the events wanted, in the order of `events`."""
        return [row for (row,) in self._ask(*self._wanted("row", filter))]

    def having(self, words: str, actors: Sequence[str]) -> list[int]:
        """Return the rows of all events with these words and one of these actors, in no order."""
        wanted = Filter(words=words, actors=tuple(actors), modes=())
        clause, values = where(wanted, full_text=self.full_text)
        sql = f"SELECT json_group_array(row) FROM events {clause}"
        rows: list[int] = json.loads(self._ask(sql, values)[0][0])
        return rows

    def event(self, event: str) -> Event | None:
        """Return an event by its id."""
        sql = """SELECT payload FROM events JOIN details USING (row)
            WHERE id = ? ORDER BY row LIMIT 1"""
        rows = self._ask(sql, [event])
        return to_event(rows[0][0]) if rows else None

    def row_of(self, event: str) -> int | None:
        """Return the row of an event by its id."""
        rows = self._ask("SELECT min(row) FROM events WHERE id = ?", [event])
        return None if rows[0][0] is None else int(rows[0][0])

    def events_at(self, rows: Sequence[int]) -> list[Event]:
        """Return the events of these rows, in the order given; rows that are gone are left out."""
        sql = "SELECT payload FROM json_each(?) j JOIN details ON row = j.value ORDER BY j.key"
        return [
            to_event(payload) for (payload,) in self._ask(sql, [to_json([int(r) for r in rows])])
        ]

    def count(self, filter: Filter = EVERYTHING) -> int:
        """Count the events wanted, whatever `limit` and `offset` say."""
        clause, values = where(filter, full_text=self.full_text)
        return int(self._ask(f"SELECT count(*) FROM events {clause}", values)[0][0])

    def facets(self, filter: Filter = EVERYTHING) -> Facets:
        """Count the values to filter by; each field's own choice does not narrow its values."""
        found = {}
        for field, sql in _FACETS.items():
            everything: dict[str, Any] = {field: ()}
            clause, values = where(replace(filter, **everything), full_text=self.full_text)
            rows = self._ask(sql.format(clause) + " ORDER BY 3 DESC, 2, 1", values)
            found[field] = tuple(Facet(*row) for row in rows if row[0] is not None)
        return Facets(**found)

    def types(self) -> dict[str, int]:
        """Count the reported events of each sub-type, most frequent first."""
        return {facet.key: facet.count for facet in self.facets().types}

    def naming(self, place: str) -> list[str]:
        """Return the ids of the articles that name a place, the newest published first."""
        sql = f"""SELECT d.id FROM documents d WHERE d.id IN
            (SELECT document FROM named WHERE place = ?) {_NEWEST}"""
        return [id for (id,) in self._ask(sql, [place])] if place else []

    def holding(self, names: Sequence[str]) -> list[str]:
        """Return the ids of the articles whose text has one of these names, in any spelling."""
        keys = [key for key in map(name_key, names) if key]
        sql = f"""SELECT d.id FROM documents d JOIN folded f ON f.document = d.id
            WHERE EXISTS (SELECT 1 FROM json_each(?) WHERE instr(f.text, value)) {_NEWEST}"""
        return [id for (id,) in self._ask(sql, [to_json(keys)])] if keys else []

    def unplaced(self) -> list[Named]:
        """Return the names that no place is known for, by name."""
        sql = f"SELECT {', '.join(NAMED)} FROM named WHERE place = '' ORDER BY key, document"
        return [Named(*row) for row in self._ask(sql)]

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

    def steps(self) -> list[Step]:
        """Return the steps that hold, the last first."""
        return decided.steps(self._ask("SELECT step, a, b, same, decided FROM decisions"))

    def decisions(self) -> list[Decision]:
        """Return what holds of each pair that something was decided of."""
        with self._lock, self._telling():
            return decided.decisions(self._db)

    def reports(self, events: Sequence[str]) -> list[tuple[Event, Document]]:
        """Return events by id, each with its document, the first published first."""
        with self._lock, self._telling():
            return decided.reported(self._db, events)

    def standings(self) -> dict[str, Standing]:
        """Say how the events stand that are one with others, by their ids."""
        with self._lock, self._telling():
            return decided.standings(self._db)

    def points(self) -> Iterator[Point]:
        """Walk over all events of one moment, for `columns`."""
        sql = """SELECT row, document, sub_type, coalesce(place, ''), place_name, country,
            first, last, lat, lon, radius_km, probability, mode, status,
            coalesce(incident, '') FROM events"""
        with self._telling(), closing(self._connect()) as db:
            yield from map(Point._make, db.execute(sql))

    def casualties(self) -> tuple[list[int], list[int | None], list[int | None]]:
        """Return the rows that say how many were killed or injured, and how many at least."""
        # Arrays in JSON: a million rows come over in a fifth of the time that tuples take.
        sql = """SELECT json_group_array(row), json_group_array(killed), json_group_array(injured)
            FROM events WHERE killed IS NOT NULL OR injured IS NOT NULL"""
        with self._telling(), closing(self._connect()) as db:
            rows, killed, injured = map(json.loads, db.execute(sql).fetchone())
        return rows, killed, injured

    def acting(self) -> Iterator[tuple[str, list[int]]]:
        """Walk over all actors by name, each with the rows of its events."""
        sql = "SELECT name, json_group_array(event) FROM actors GROUP BY name ORDER BY name"
        with self._telling(), closing(self._connect()) as db:
            for name, rows in db.execute(sql):
                yield name, json.loads(rows)

    def version(self) -> int:
        """Return a number that grows with every write."""
        return int(self._ask("SELECT version FROM state")[0][0])

    def close(self) -> None:
        """Let go of the file."""
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

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(
            self.path, timeout=self._timeout, isolation_level=None, check_same_thread=False
        )
        db.execute("PRAGMA foreign_keys = ON")
        return db

    def _wanted(self, columns: str, filter: Filter) -> tuple[str, list[Value]]:
        clause, values = where(filter, full_text=self.full_text)
        sql = f"SELECT {columns} FROM events {clause} {order(filter)} LIMIT ? OFFSET ?"
        return sql, [*values, filter.limit or -1, filter.offset]

    def _ask(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        with self._lock, self._telling():
            return self._db.execute(sql, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._telling(), self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn what SQLite or the file system says into StoreUnavailable."""
        try:
            yield
        except StoreUnavailable as error:
            raise StoreUnavailable(f"{self.path}: {error}") from error
        except (sqlite3.Error, OSError) as error:
            raise StoreUnavailable(f"{self.path}: {error}; {_remedy(error)}") from error


def _save_article(db: sqlite3.Connection, extraction: Extraction, row: Sequence[Any]) -> None:
    document = extraction.document
    known = decided.concerned(db, document.id)
    db.execute(_SAVE_DOCUMENT, row)
    for table in ("events", "named", "folded"):
        db.execute(f"DELETE FROM {table} WHERE document = ?", [document.id])
    for position, event in enumerate(extraction.events):
        _save_event(db, event, position, document)
    db.executemany(_SAVE_NAMED, named_rows(extraction))
    db.execute("INSERT INTO folded VALUES (?, ?)", [document.id, name_key(document.text)])
    decided.restate(db, known | decided.concerned(db, document.id))


def _save_event(db: sqlite3.Connection, event: Event, position: int, document: Document) -> None:
    row = db.execute(_SAVE_EVENT, event_row(event, position, document)).lastrowid or 0
    db.execute(_SAVE_DETAILS, details_row(event, row, document))
    names = dict.fromkeys(actor.name for actor in event.actors)
    db.executemany("INSERT INTO actors VALUES (?, ?)", [(name, row) for name in names])


def _remedy(error: Exception) -> str:
    text = str(error)
    if "locked" in text:
        return "another process is writing; try again"
    if "readonly" in text or "read-only" in text:
        return "make the file and its folder writable or choose another file"
    if "not a database" in text or "malformed" in text:
        return "the file is damaged or is no store; move it away or choose another file"
    return "choose another file"


def _use_wal(db: sqlite3.Connection, timeout: float) -> None:
    """Switch the file to WAL; SQLite does not wait by itself where two processes do so at once."""
    until = time.monotonic() + timeout
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)
