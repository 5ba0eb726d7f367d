"""What a layer holds, for whoever is about to change it; and what a full disk is called."""

import errno
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from gazetteer.errors import DiskFull
from gazetteer.index.layers import connect
from gazetteer.index.schema import PLACE_COLUMNS, place_of
from gazetteer.place import Place

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def countries_of(path: Path) -> frozenset[str]:
    """Return the countries that a layer has places of."""
    with closing(connect(path)[0]) as db:
        return frozenset(code for (code,) in db.execute("select distinct country from place"))


def places_by_id(path: Path, sids: Iterable[str]) -> dict[str, Place]:
    """Return those places of a layer that have one of these ids, with the names it gives them."""
    found = {}
    with closing(connect(path)[0]) as db:
        for sid in sids:
            row = db.execute(
                f"select {PLACE_COLUMNS}, s.names from place p join spelled s on s.place = p.id"
                " where p.sid = ?",
                (sid,),
            ).fetchone()
            if row:
                found[sid] = place_of(row, tuple(filter(None, row[-1].split("\n"))))
    return found


@contextmanager
def disk_errors(folder: Path, key: str) -> Iterator[None]:
    """Raise DiskFull where a block runs out of room, whoever of SQLite and the system says so."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "full" not in str(error) and "disk I/O" not in str(error):
            raise
        raise DiskFull(_said(folder, key, error)) from error
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise DiskFull(_said(folder, key, error)) from error


def _said(folder: Path, key: str, error: Exception) -> str:
    return f"{folder}: no room left on this disk ({error}); {key} is as it was before"
