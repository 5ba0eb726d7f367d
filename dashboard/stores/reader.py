"""Articles and events read from one SQLite connection.

Within a transaction that is one moment of the file; without one, each answer is of its own.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import Any

from dashboard.events.filter import EVERYTHING, Filter
from dashboard.events.incidents import Decision
from dashboard.events.namings import LABEL
from dashboard.events.reviews import Review
from dashboard.events.status import EventStatus
from dashboard.model import Document, Event, Extraction
from dashboard.stores import decided
from dashboard.stores.file import explained
from dashboard.stores.named import NAMED, NAMING, NameInArticle, NamingRow
from dashboard.stores.protocol import EventPoint, Facet, Facets, Step, Summary, Trashed
from dashboard.stores.recovery import trash
from dashboard.stores.reviews import reviewing
from dashboard.stores.rows import to_document, to_event, to_extraction, to_json, to_summary
from dashboard.stores.search import beginnings, search_words
from dashboard.stores.where import Value, order, where
from gazetteer.spelling.fold import name_key

_SUMMARY = """
    SELECT d.id, title, source, url, published, language, mentions,
        count(*) FILTER (WHERE mode = 'reported'), count(*) FILTER (WHERE mode != 'reported'),
        count(*) FILTER (WHERE mode = 'reported' AND first IS NULL),
        count(*) FILTER (WHERE mode = 'reported' AND lat IS NULL), added, sample
    FROM documents d LEFT JOIN events e ON e.document = d.id
    GROUP BY d.id ORDER BY published IS NULL, published DESC, added DESC, d.id"""
_NEWEST = "ORDER BY published IS NULL, published DESC, added DESC, d.id"
_FACETS = {
    "types": "SELECT sub_type, sub_type, count(*) FROM events {} GROUP BY sub_type",
    "places": "SELECT place, max(place_name), count(*) FROM events {} GROUP BY place",
    "actors": """SELECT name, name, count(*) FROM actors JOIN
        (SELECT row AS wanted FROM events {}) ON event = wanted GROUP BY name""",
    "articles": """SELECT id, title, count(*) FROM documents JOIN
        (SELECT document FROM events {}) ON document = id GROUP BY id""",
    "statuses": "SELECT status, status, count(*) FROM events {} GROUP BY status",
    "countries": "SELECT country, country, count(*) FROM events {} GROUP BY country",
    "sources": """SELECT source, source, count(*) FROM documents JOIN
        (SELECT document FROM events {}) ON document = id GROUP BY source""",
}


class SQLiteReader:
    """What can be read of the file `path` over a connection; threads take turns."""

    def __init__(self, path: Path, db: sqlite3.Connection, *, full_text: bool) -> None:
        self.path = path
        self.full_text = full_text
        self._db = db
        self._lock = RLock()

    def document(self, document: str) -> Document | None:
        """Return an article by its id."""
        columns = "id, text, title, source, url, published, language"
        rows = self._ask(f"SELECT {columns} FROM documents WHERE id = ?", [document])
        with explained(self.path):
            return to_document(rows[0]) if rows else None

    def extraction(self, document: str) -> Extraction | None:
        """Return everything found in an article, equal to what was saved."""
        return self._whole(document, reviewing.MACHINE)

    def reviewed(self, document: str) -> Extraction | None:
        """Return an article as people have reviewed it: what lists, map and exports show."""
        return self._whole(document, "details.payload")

    def _whole(self, document: str, payload: str) -> Extraction | None:
        rows = self._ask(reviewing.WHOLE.format(payload), [document])
        if not rows:
            return None
        text, found, _ = rows[0]
        with explained(self.path):
            return to_extraction(text, found, [event for _, _, event in rows if event])

    def documents(self) -> list[Summary]:
        """List all articles, the newest published first and those without a date last."""
        rows = self._ask(_SUMMARY)
        with explained(self.path):
            return [to_summary(row) for row in rows]

    def events(self, filter: Filter = EVERYTHING) -> list[Event]:
        """Return the events wanted, by date."""
        sql, values = self._wanted("*", filter)
        sql = f"SELECT payload FROM ({sql}) JOIN details USING (row) {order(filter)}"
        return self._events(sql, values)

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
        return next(iter(self._events(sql, [event])), None)

    def row_of(self, event: str) -> int | None:
        """Return the row of an event by its id."""
        rows = self._ask("SELECT min(row) FROM events WHERE id = ?", [event])
        return None if rows[0][0] is None else int(rows[0][0])

    def events_at(self, rows: Sequence[int]) -> list[Event]:
        """Return the events of these rows, in the order given; rows that are gone are left out."""
        sql = "SELECT payload FROM json_each(?) j JOIN details ON row = j.value ORDER BY j.key"
        return self._events(sql, [to_json([int(r) for r in rows])])

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
            found[field] = tuple(Facet(*row) for row in rows if row[0])
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

    def namings(self) -> Iterator[EventPoint]:
        """Walk over the places that articles name, of one moment, as `points` does over events."""
        sql = f"""SELECT row, document, '{LABEL}', place, place_name, country,
            first, last, lat, lon, radius_km, probability, 'reported' FROM namings"""
        with explained(self.path):
            yield from (EventPoint(*row) for row in self._db.execute(sql))

    def namings_at(self, rows: Sequence[int]) -> list[NamingRow]:
        """Return the namings of these rows, in the order given; rows that are gone are left out."""
        sql = f"""SELECT {", ".join(NAMING)} FROM json_each(?) j
            JOIN namings ON row = j.value ORDER BY j.key"""
        return [NamingRow(*row) for row in self._ask(sql, [to_json([int(r) for r in rows])])]

    def articles_with(self, words: str) -> list[str]:
        """Return the ids of the articles whose text has words that begin with each of these."""
        conditions, values = [], list[Value]()
        for word in search_words(words):
            spellings = beginnings(word)
            conditions.append(" OR ".join(["' ' || text LIKE ?"] * len(spellings)))
            values += [f"% {spelling}%" for spelling in spellings]
        clause = " AND ".join(f"({condition})" for condition in conditions) or "1"
        sql = f"SELECT document FROM folded WHERE {clause}"
        return [id for (id,) in self._ask(sql, values)]

    def unplaced(self) -> list[NameInArticle]:
        """Return the names that no place is known for, by name."""
        sql = f"SELECT {', '.join(NAMED)} FROM named WHERE place = '' ORDER BY key, document"
        return [NameInArticle(*row) for row in self._ask(sql)]

    def steps(self) -> list[Step]:
        """Return the steps that hold, the last first."""
        rows = self._ask("SELECT step, a, b, same, decided FROM decisions")
        with explained(self.path):
            return decided.steps(rows)

    def decisions(self) -> list[Decision]:
        """Return what holds of each pair that something was decided of."""
        with self._lock, explained(self.path):
            return decided.decisions(self._db)

    def reports(self, events: Sequence[str]) -> list[tuple[Event, Document]]:
        """Return events by id, each with its document, the first published first."""
        with self._lock, explained(self.path):
            return decided.reported(self._db, events)

    def statuses(self) -> dict[str, EventStatus]:
        """Return how the events stand that are one with others, by their ids."""
        with self._lock, explained(self.path):
            return decided.statuses(self._db)

    def points(self) -> Iterator[EventPoint]:
        """Walk over all events of one moment, for `columns`."""
        sql = """SELECT row, document, sub_type, coalesce(place, ''), place_name, country,
            first, last, lat, lon, radius_km, probability, mode, status,
            coalesce(incident, '') FROM events"""
        with explained(self.path):
            yield from map(EventPoint._make, self._db.execute(sql))

    def sources(self) -> dict[str, str]:
        """Return the source of each article by id, "" where none is known."""
        return dict(self._ask("SELECT id, source FROM documents"))

    def casualties(self) -> tuple[list[int], ...]:
        """Return the rows that say how many were killed or injured, and those numbers."""
        # Arrays in JSON: a million rows come over in a fifth of the time that tuples take.
        columns = ("row", "killed", "injured", "killed_most", "injured_most")
        sql = f"""SELECT {", ".join(f"json_group_array({column})" for column in columns)}
            FROM events WHERE killed IS NOT NULL OR injured IS NOT NULL"""
        return tuple(map(json.loads, self._ask(sql)[0]))

    def acting(self) -> Iterator[tuple[str, list[int]]]:
        """Walk over all actors by name, each with the rows of its events."""
        sql = "SELECT name, json_group_array(event) FROM actors GROUP BY name ORDER BY name"
        with explained(self.path):
            for name, rows in self._db.execute(sql):
                yield name, json.loads(rows)

    def trash(self) -> list[Trashed]:
        """List the articles that were deleted and are not gone for good, the last deleted first."""
        return trash.listed(self._ask(trash.LIST))

    def machine_reading(self, event: str) -> Event | None:
        """Return an event as the machine read it; None where it read no such event."""
        rows = self._ask(reviewing.READING, [event])
        with explained(self.path):
            return to_event(rows[0][0]) if rows and rows[0][0] else None

    def history(self, event: str) -> list[Review]:
        """Return the journal of an event, the oldest row first."""
        rows = self._ask(reviewing.HISTORY, [event])
        with explained(self.path):
            return [reviewing.to_review(row) for row in rows]

    def version(self) -> int:
        """Return a number that grows with every write."""
        return int(self._ask("SELECT version FROM state")[0][0])

    def _events(self, sql: str, values: Sequence[Value]) -> list[Event]:
        rows = self._ask(sql, values)
        with explained(self.path):
            return [to_event(payload) for (payload,) in rows]

    def _wanted(self, columns: str, filter: Filter) -> tuple[str, list[Value]]:
        clause, values = where(filter, full_text=self.full_text)
        sql = f"SELECT {columns} FROM events {clause} {order(filter)} LIMIT ? OFFSET ?"
        return sql, [*values, filter.limit or -1, filter.offset]

    def _ask(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        with self._lock, explained(self.path):
            return self._db.execute(sql, values).fetchall()
