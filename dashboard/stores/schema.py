"""The tables of the SQLite store, as a list of migrations that only ever grows."""

import sqlite3

from dashboard.errors import StoreUnavailable
from dashboard.extraction.actors.across_languages import identity_of
from dashboard.stores.named import named_json, namings_json
from dashboard.stores.old_reasons import document_with_reasons, event_with_reasons
from dashboard.stores.rows import digest_of, status_of
from gazetteer.reason import Reason
from gazetteer.spelling.fold import name_key

# "Date" in ASCII: PRAGMA application_id tells our files from other programs'.
APPLICATION = 0x44617465

# A file of version n has had the first n of these; each is a list of statements.
MIGRATIONS: list[list[str]] = [
    [
        "CREATE TABLE state (version INTEGER NOT NULL)",
        "INSERT INTO state VALUES (0)",
        # `payload` is the extraction without its events, as compressed JSON.
        """CREATE TABLE documents (
            id TEXT PRIMARY KEY, title TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL,
            published TEXT, language TEXT, mentions INTEGER NOT NULL, added TEXT NOT NULL,
            sample INTEGER NOT NULL, digest TEXT NOT NULL, text TEXT NOT NULL,
            payload BLOB NOT NULL)""",
        # AUTOINCREMENT: the row of a removed event is never given to another one. Days are
        # date.toordinal(); `first` NULL: not dated, `lat` NULL: not placed.
        """CREATE TABLE events (
            row INTEGER PRIMARY KEY AUTOINCREMENT,
            document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
            position INTEGER NOT NULL, id TEXT NOT NULL, sub_type TEXT NOT NULL,
            mode TEXT NOT NULL, probability REAL NOT NULL, first INTEGER, last INTEGER,
            lat REAL, lon REAL, radius_km REAL NOT NULL, place TEXT, place_name TEXT NOT NULL,
            country TEXT NOT NULL, UNIQUE (document, position))""",
        # Apart, so that filtering and sorting read narrow rows only.
        """CREATE TABLE details (
            row INTEGER PRIMARY KEY REFERENCES events ON DELETE CASCADE,
            words TEXT NOT NULL, payload TEXT NOT NULL)""",
        "CREATE INDEX events_by_id ON events (id)",
        "CREATE INDEX events_by_day ON events (first)",
        "CREATE INDEX events_by_place ON events (place)",
        """CREATE TABLE actors (
            name TEXT NOT NULL, event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
            PRIMARY KEY (name, event)) WITHOUT ROWID""",
        "CREATE INDEX actors_by_event ON actors (event)",
    ],
    [
        # Names as they are looked up: which articles name a place, which hold a spelling.
        """CREATE TABLE named (
            document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
            key TEXT NOT NULL, place TEXT NOT NULL, feature TEXT NOT NULL,
            times INTEGER NOT NULL, start INTEGER NOT NULL,
            PRIMARY KEY (document, key, place, feature)) WITHOUT ROWID""",
        "CREATE INDEX named_by_place ON named (place)",
        """INSERT INTO named SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'),
            json_extract(value, '$[2]'), json_extract(value, '$[3]'),
            json_extract(value, '$[4]'), json_extract(value, '$[5]')
            FROM documents, json_each(named_json(payload))""",
        """CREATE TABLE folded (
            document TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
            text TEXT NOT NULL) WITHOUT ROWID""",
        "INSERT INTO folded SELECT id, name_key(text) FROM documents",
    ],
    [
        # How an event stands by what is said of it: worked out, kept to filter and count by.
        "ALTER TABLE events ADD COLUMN status TEXT NOT NULL DEFAULT ''",
        """UPDATE events SET status = status_of(
            (SELECT payload FROM details WHERE details.row = events.row))""",
    ],
    [
        # What people decided of pairs of events, step by step; by ids, for events come and go.
        """CREATE TABLE decisions (
            step INTEGER NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, same INTEGER NOT NULL,
            decided TEXT NOT NULL, PRIMARY KEY (a, b, step)) WITHOUT ROWID""",
        "CREATE INDEX decisions_by_step ON decisions (step)",
        "CREATE INDEX decisions_by_other ON decisions (b)",
        # The reports of an incident have one value, which follows from the decisions.
        "ALTER TABLE events ADD COLUMN incident TEXT",
        "CREATE INDEX events_by_incident ON events (incident) WHERE incident IS NOT NULL",
    ],
    [
        # How many at least, to sort by; NULL: not said.
        "ALTER TABLE events ADD COLUMN killed INTEGER",
        "ALTER TABLE events ADD COLUMN injured INTEGER",
        """UPDATE events SET
            killed = json_extract(payload, '$.fatalities.low'),
            injured = json_extract(payload, '$.injuries.low')
            FROM details WHERE details.row = events.row""",
    ],
    [
        # Reasons were sentences in English; an article's digest follows from them.
        "UPDATE details SET payload = event_with_reasons(payload)",
        "UPDATE documents SET payload = document_with_reasons(payload)",
        """UPDATE documents SET digest = digest_of(text, payload, (
            SELECT json_group_array(payload) FROM (
                SELECT details.payload FROM events JOIN details USING (row)
                WHERE document = documents.id ORDER BY position)))""",
    ],
    [
        # What was deleted, whole, until it is put back or emptied.
        """CREATE TABLE trash (
            id TEXT PRIMARY KEY, title TEXT NOT NULL, source TEXT NOT NULL, published TEXT,
            events INTEGER NOT NULL, added TEXT NOT NULL, sample INTEGER NOT NULL,
            deleted TEXT NOT NULL, payload BLOB NOT NULL) WITHOUT ROWID""",
    ],
    [
        # A place that an article names on a day, for the map; days as those of events.
        """CREATE TABLE namings (
            row INTEGER PRIMARY KEY AUTOINCREMENT,
            document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
            place TEXT NOT NULL, place_name TEXT NOT NULL, country TEXT NOT NULL,
            lat REAL NOT NULL, lon REAL NOT NULL, radius_km REAL NOT NULL,
            probability REAL NOT NULL, first INTEGER, last INTEGER,
            start INTEGER NOT NULL, times INTEGER NOT NULL)""",
        "CREATE INDEX namings_by_document ON namings (document)",
        """INSERT INTO namings (document, place, place_name, country, lat, lon, radius_km,
            probability, first, last, start, times)
            SELECT documents.id, json_extract(value, '$[1]'), json_extract(value, '$[2]'),
            json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]'),
            json_extract(value, '$[6]'), json_extract(value, '$[7]'), json_extract(value, '$[8]'),
            json_extract(value, '$[9]'), json_extract(value, '$[10]'),
            json_extract(value, '$[11]')
            FROM documents, json_each(namings_json(text, payload))""",
        # How many at most, to add up beside how many at least.
        "ALTER TABLE events ADD COLUMN killed_most INTEGER",
        "ALTER TABLE events ADD COLUMN injured_most INTEGER",
        """UPDATE events SET
            killed_most = json_extract(payload, '$.fatalities.high'),
            injured_most = json_extract(payload, '$.injuries.high')
            FROM details WHERE details.row = events.row AND (killed NOTNULL OR injured NOTNULL)""",
    ],
    [
        # Actors stood by the name that the article's language has for them.
        "UPDATE OR REPLACE actors SET name = identity_of(name)",
    ],
    [
        # What people say of events, never changed; `reading` is the event as it was read, in its
        # first row. Of no table: reviews outlive their article.
        """CREATE TABLE reviews (
            number INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL, event TEXT NOT NULL,
            start INTEGER NOT NULL, stop INTEGER NOT NULL, field TEXT NOT NULL,
            old TEXT NOT NULL, new TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
            made TEXT NOT NULL, takes_back INTEGER, reading TEXT NOT NULL)""",
        "CREATE INDEX reviews_by_document ON reviews (document)",
        "CREATE INDEX reviews_by_event ON reviews (event)",
        # What the machine read of events that are now as people say; "": it read nothing there.
        """CREATE TABLE machine (
            row INTEGER PRIMARY KEY REFERENCES events ON DELETE CASCADE,
            payload TEXT NOT NULL)""",
    ],
]

_SEARCH = [
    """CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(
        words, content = details, content_rowid = row,
        tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'")""",
    """CREATE TRIGGER search_insert AFTER INSERT ON details BEGIN
        INSERT INTO search (rowid, words) VALUES (new.row, new.words); END""",
    """CREATE TRIGGER search_delete AFTER DELETE ON details BEGIN
        INSERT INTO search (search, rowid, words) VALUES ('delete', old.row, old.words); END""",
    "INSERT INTO search (search) VALUES ('rebuild')",
]

INDEXES = {
    statement.split()[2]: statement
    for statements in MIGRATIONS
    for statement in statements
    if statement.startswith("CREATE INDEX")
}
# What only reading needs, so that a store filled at once makes it when all is there.
_LAST = ("events_by_id", "events_by_day", "events_by_place", "named_by_place")


def forget_indexes(db: sqlite3.Connection) -> None:
    """Drop what only reading needs; `complete` makes it again, or whoever opens the file next."""
    for name in _LAST:
        db.execute(f"DROP INDEX IF EXISTS {name}")
    _prepare_search(db, full_text=False)


def complete(db: sqlite3.Connection, *, full_text: bool) -> None:
    """Make what is missing of the indexes and the search table."""
    for name in INDEXES.keys() - _names(db, "index"):
        db.execute(INDEXES[name])
    _prepare_search(db, full_text)


def migrate(db: sqlite3.Connection, *, full_text: bool) -> bool:
    """Bring a file to our version; return whether it can be searched in full text.

    Two processes may start at once: whoever is second finds the work done.
    """
    full_text = full_text and _has_fts5(db)
    if not _is_current(db, full_text):
        # what an older file lacks is worked out from what it has
        for function in (
            name_key,
            named_json,
            namings_json,
            status_of,
            event_with_reasons,
            document_with_reasons,
            digest_of,
            identity_of,
        ):
            db.create_function(function.__name__, -1, function, deterministic=True)
        with db:
            db.execute("BEGIN IMMEDIATE")
            version = version_of(db)
            for statements in MIGRATIONS[version:]:
                for statement in statements:
                    db.execute(statement)
            complete(db, full_text=full_text)
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    return full_text


def _is_current(db: sqlite3.Connection, full_text: bool) -> bool:
    whole = version_of(db) == len(MIGRATIONS) and INDEXES.keys() <= _names(db, "index")
    return whole and _has_search(db) == full_text


def _names(db: sqlite3.Connection, type: str) -> set[str]:
    return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = ?", [type])}


def version_of(db: sqlite3.Connection) -> int:
    """Return the version of a file; StoreUnavailable where it is not ours or too new."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION:
        raise StoreUnavailable(Reason("store.foreign"))
    if version > len(MIGRATIONS):
        raise StoreUnavailable(Reason("store.newer", (version, len(MIGRATIONS))))
    return int(version)


def _has_fts5(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchall())


def _has_search(db: sqlite3.Connection) -> bool:
    return "search_delete" in _names(db, "trigger")


def _prepare_search(db: sqlite3.Connection, full_text: bool) -> None:
    """Keep the search table in step, or let go of it where this SQLite has no FTS5.

    Without the triggers it falls behind; the next process that has FTS5 rebuilds it.
    """
    if full_text and not _has_search(db):
        for statement in _SEARCH:
            db.execute(statement)
    elif not full_text:
        db.execute("DROP TRIGGER IF EXISTS search_insert")
        db.execute("DROP TRIGGER IF EXISTS search_delete")
