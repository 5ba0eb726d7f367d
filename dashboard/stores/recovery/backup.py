"""The whole of a store in one file, and back: made and put back while others read and write."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from dashboard.errors import StoreDamaged, StoreUnavailable
from dashboard.stores.file import TIMEOUT, connect, explained, prepared
from dashboard.stores.schema import APPLICATION, version_of
from gazetteer.environment import private_file, private_folder
from gazetteer.reason import Reason

# What belongs to a store and stands in files of its own.
_FILES = "CREATE TABLE IF NOT EXISTS backup_files (name TEXT PRIMARY KEY, bytes BLOB NOT NULL)"
_PARTS = ("", "-wal", "-shm", "-journal")  # of a database on disk
_HEADER = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: how many articles and events, and files beside the store by name."""

    articles: int
    events: int
    files: Mapping[str, bytes]


def back_up(store: Path, file: Path, files: Mapping[str, bytes]) -> Backup:
    """Write a store and `files` into one file: the whole of one moment, or nothing.

    A backup that was there is replaced once this one is whole; StoreUnavailable where another
    file stands there.
    """
    with explained(file):
        _check_target(store, file)
    with _beside(file) as beside:
        with explained(store), closing(_reading(store)) as live:
            version_of(live)
            with closing(sqlite3.connect(beside)) as copy:
                live.backup(copy)
        with explained(file), closing(sqlite3.connect(beside, isolation_level=None)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, not three
            _check_whole(copy)
            copy.execute(_FILES)
            copy.executemany("INSERT OR REPLACE INTO backup_files VALUES (?, ?)", files.items())
            made = _contents(copy)
        with explained(file):
            beside.replace(file)
    return made


def put_back(file: Path, store: Path) -> Backup:
    """Put a backup in place of a store, in one step, and return what it holds.

    Who reads the store meanwhile goes on, and sees the other one from the next question on.
    StoreUnavailable where the file is no backup or not whole; the store then stays as it is.
    """
    with _beside(store) as beside:
        with explained(file):
            with closing(_reading(file)) as source, closing(sqlite3.connect(beside)) as copy:
                version_of(source)
                _check_whole(source)
                source.backup(copy)
            prepared(beside, TIMEOUT, full_text=True)[0].close()  # of the version that we read
        with explained(store), closing(prepared(store, TIMEOUT, full_text=True)[0]) as live:
            (before,) = live.execute("SELECT version FROM state").fetchone()
            with closing(connect(beside, TIMEOUT)) as source:
                holds = _contents(source)
                source.execute("DROP TABLE backup_files")
                # who remembers an older version asks anew
                source.execute("UPDATE state SET version = max(version, ?) + 1", [before])
                source.backup(live)
    return holds


def is_damaged(store: Path) -> bool:
    """Return whether a file of ours is there and cannot be read as a whole."""
    if not store.is_file() or not _is_ours(store):
        return False
    try:
        with closing(_reading(store)) as db:
            _check_whole(db)
    except (sqlite3.DatabaseError, StoreDamaged):
        return True
    return False


def put_aside(store: Path, name: str) -> Path:
    """Give a damaged store another name beside the old one, which is returned."""
    aside = store.with_name(name)
    with explained(store):
        for part in _PARTS:
            if store.with_name(store.name + part).exists():
                store.with_name(store.name + part).replace(aside.with_name(aside.name + part))
    return aside


def _check_target(store: Path, file: Path) -> None:
    if file.resolve() == store.resolve():
        raise StoreUnavailable(Reason("backup.itself"))
    if file.exists() and not (file.is_file() and (file.stat().st_size == 0 or _is_ours(file))):
        raise StoreUnavailable(Reason("backup.foreign"))


def _is_ours(file: Path) -> bool:
    with explained(file), file.open("rb") as opened:
        header = opened.read(100)
    return header.startswith(_HEADER) and int.from_bytes(header[68:72]) == APPLICATION


def _check_whole(db: sqlite3.Connection) -> None:
    (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(f"malformed: {found}")


def _contents(db: sqlite3.Connection) -> Backup:
    db.execute(_FILES)
    (articles,) = db.execute("SELECT count(*) FROM documents").fetchone()
    (events,) = db.execute("SELECT count(*) FROM events").fetchone()
    return Backup(articles, events, dict(db.execute("SELECT name, bytes FROM backup_files")))


def _reading(path: Path) -> sqlite3.Connection:
    """Connect to a file that is there; one that is not is not made."""
    if not path.is_file():
        raise StoreUnavailable(Reason("store.missing"))
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=TIMEOUT)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Make a file beside another one, for as long as it is not whole."""
    beside = path.with_name(f"{path.name}.{os.getpid()}-{token_hex(4)}.unfinished")
    with explained(path):
        private_folder(path.parent)
        private_file(beside)
    try:
        yield beside
    finally:
        for part in _PARTS:
            beside.with_name(beside.name + part).unlink(missing_ok=True)
