"""One SQLite file (WAL), asked by all threads of a process and written by one at a time.

One connection serves them all, under a lock. What SQLite or the file system say becomes
StoreUnavailable, with what can be done.
"""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self

from dashboard.errors import StoreUnavailable
from dashboard.stores.schema import migrate
from dashboard.stores.where import Value

TIMEOUT = 10.0  # seconds to wait for another process's write


class SQLiteFile:
    """The file `path` with the tables of `schema`, made with its folders if it is missing."""

    def __init__(self, path: Path, *, timeout: float = TIMEOUT, full_text: bool = True) -> None:
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
