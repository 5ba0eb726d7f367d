"""One SQLite file (WAL): opened, made where it is missing, its errors explained.

What SQLite or the file system say becomes StoreUnavailable, with what can be done.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from dashboard.errors import StoreDamaged, StoreUnavailable
from dashboard.stores.rows import DamagedRow
from dashboard.stores.schema import migrate, version_of
from gazetteer.environment import private_file, private_folder
from gazetteer.reason import Reason

TIMEOUT = 10.0  # seconds to wait for another process's write
_LONGEST = 120  # characters
# Parts of what SQLite and the systems say, and what that means.
_ERRORS = {
    "locked": "store.locked",
    "readonly": "store.read-only",
    "read-only": "store.read-only",
    "permission denied": "store.read-only",
    "not a database": "store.not-database",
    "full": "store.full",
    "no space": "store.full",
}
MOST_IDLE = 8  # connections, of 2 MB at most each


def connect(path: Path, timeout: float) -> sqlite3.Connection:
    """Connect to a file that is there, for any thread."""
    db = sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA foreign_keys = ON")
    return db


class Connections:
    """Connections to a file, each lent to one reader at a time; opening one costs more than asking.

    Few wait for the next reader, for each keeps what it has read of the file.
    """

    def __init__(self, path: Path, timeout: float) -> None:
        self._path, self._timeout = path, timeout
        self._lock, self._open = Lock(), True
        self._idle: list[sqlite3.Connection] = []

    @contextmanager
    def one(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection in a transaction, which sees nothing that is written meanwhile."""
        with self._lock:
            db = self._idle.pop() if self._idle else None
        if db is None:
            with explained(self._path):
                db = connect(self._path, self._timeout)
        try:
            db.execute("BEGIN")
            yield db
        finally:
            db.rollback()
            with self._lock:
                kept = self._open and len(self._idle) < MOST_IDLE
                if kept:
                    self._idle.append(db)
            if not kept:
                db.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._open = False
            for db in self._idle:
                db.close()
            self._idle.clear()


def prepared(path: Path, timeout: float, *, full_text: bool) -> tuple[sqlite3.Connection, bool]:
    """Connect to a file, made with its folders and tables if it is missing.

    Returns too whether it can be searched in full text. A file that is not ours stays untouched.
    """
    private_folder(path.parent)
    _refuse_empty(path)
    private_file(path)
    db = connect(path, timeout)
    try:
        version_of(db)
        _use_wal(db, timeout)
        # In WAL a crash cannot damage the file; it may cost the last save.
        db.execute("PRAGMA synchronous = NORMAL")
        return db, migrate(db, full_text=full_text)
    except BaseException:
        db.close()
        raise


def _refuse_empty(path: Path) -> None:
    """Raise StoreUnavailable where somebody's empty file would become a store.

    One that only its owner reads is what a first start left that was cut off.
    """
    if path.exists() and path.stat().st_size == 0 and path.stat().st_mode & 0o077:
        raise StoreUnavailable(Reason("store.empty"))


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite or the file system says into StoreUnavailable."""
    try:
        yield
    except StoreUnavailable as error:
        if error.reason.code == "store.at":
            raise  # it names the file itself
        raise StoreUnavailable(_at(path, error.reason)) from error
    except DamagedRow as error:
        raise StoreDamaged(_at(path, Reason("store.row", (str(error)[:_LONGEST],)))) from error
    except UnicodeDecodeError as error:
        raise StoreDamaged(_at(path, Reason("store.damaged", (str(error)[:_LONGEST],)))) from error
    except (sqlite3.Error, OSError) as error:
        reason = _reason(error)
        kind = StoreDamaged if reason.code == "store.damaged" else StoreUnavailable
        raise kind(_at(path, reason)) from error


def _at(path: Path, reason: Reason) -> Reason:
    return Reason("store.at", (str(path), reason))


def _reason(error: sqlite3.Error | OSError) -> Reason:
    text = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    for part, code in _ERRORS.items():
        if part in text.lower():
            return Reason(code)
    if "malformed" in text:
        return Reason("store.damaged", (text[:_LONGEST],))
    if isinstance(error, OSError) or "unable to open" in text:
        return Reason("store.unreadable", (text[:_LONGEST],))
    return Reason("store.failed", (text[:_LONGEST],))


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
