"""Which files an index consists of: the base, a layer for each imported source, my places."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gazetteer.errors import IndexMissing, LayerBroken
from gazetteer.index.schema import VERSION
from gazetteer.reason import Reason

FOLDER = "gazetteer.d"
MY_PLACES = "my_places.sqlite"


class _Connection(sqlite3.Connection):
    """A connection that names the file and the remedy where the file turns out to be damaged."""

    path: Path

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Ask; LayerBroken where the file is damaged."""
        try:
            return self.cursor(_Cursor).execute(sql, parameters)
        except sqlite3.DatabaseError as error:
            raise broken(self.path, f"damaged ({error})") from error


class _Cursor(sqlite3.Cursor):
    """A cursor that does the same, as damage may show only some rows later."""

    connection: _Connection

    def fetchone(self) -> Any:
        """Return a row, None at the end; LayerBroken where the file is damaged."""
        try:
            return super().fetchone()
        except sqlite3.DatabaseError as error:
            raise broken(self.connection.path, f"damaged ({error})") from error

    def fetchall(self) -> list[Any]:
        """Return all rows; LayerBroken where the file is damaged."""
        try:
            return super().fetchall()
        except sqlite3.DatabaseError as error:
            raise broken(self.connection.path, f"damaged ({error})") from error


@dataclass(frozen=True, slots=True)
class LayerFile:
    """The file of one imported source; `source` is its row of table source, None if broken."""

    key: str
    path: Path
    source: dict[str, Any] | None


def layer_path(home: Path, key: str) -> Path:
    """Return where the layer of a source stands; `home` is the folder of the base."""
    return home / FOLDER / f"{key}.sqlite"


def my_places_path(home: Path) -> Path:
    """Return where the user's own places stand."""
    return home / MY_PLACES


def layer_files(home: Path) -> list[Path]:
    """Return the files of the imported sources, those of my places apart."""
    return sorted((home / FOLDER).glob("*.sqlite"))


def layers(home: Path) -> list[LayerFile]:
    """Return the imported sources; one whose file is broken is listed too."""
    return [LayerFile(path.stem, path, _source(path)) for path in layer_files(home)]


def drop_layer(home: Path, key: str) -> None:
    """Remove an imported source; LayerBroken where there is none of that key."""
    try:
        layer_path(home, key).unlink()
    except FileNotFoundError as error:
        known = ", ".join(path.stem for path in layer_files(home)) or "none"
        raise LayerBroken(f"{key}: no such source; imported are: {known}") from error
    except PermissionError as error:  # Windows keeps what is open
        raise LayerBroken(f"{key}: in use or not yours to remove; close Dateline first") from error
    for rejects in (home / FOLDER).glob(f"{key}.*rejects.tsv"):
        rejects.unlink()


def broken(path: Path, error: str) -> LayerBroken:
    """Return the error that says what to do about a file of the index."""
    remedy = f"import it again, or: python -m gazetteer drop {path.stem}"
    if path.name == MY_PLACES:
        remedy = "put it aside; it is made again from my_places.jsonl"
    elif path.parent.name != FOLDER:
        remedy = "make it again: python -m gazetteer build"
    return LayerBroken(f"{path}: {error}; {remedy}")


def stamp(base: Path) -> str:
    """Return what changes whenever a file of the index at `base` does; takes no open index.

    A file is never changed in place: another one takes its name.
    """
    mine = my_places_path(base.parent)
    return "|".join(_changed(path) for path in (base, *layer_files(base.parent), mine))


def contents(base: Path) -> str:
    """Return what tells whether two machines have the same index at `base`; takes no open index."""
    files = (base, *layer_files(base.parent), my_places_path(base.parent))
    return "|".join(_contents(path) for path in files if path.is_file())


def _contents(path: Path) -> str:
    db, meta = connect(path)
    db.close()
    about = ",".join(f"{key}={value}" for key, value in sorted(meta.items()))
    return f"{path.name}:{path.stat().st_size}:{about}"


def _changed(path: Path) -> str:
    try:
        about = path.stat()
    except OSError:
        return f"{path.name}:-"
    return f"{path.name}:{about.st_ino}:{about.st_mtime_ns}:{about.st_size}"


def connect(path: Path) -> tuple[sqlite3.Connection, dict[str, str]]:
    """Open an index file for reading and return its meta table; IndexMissing if it is none."""
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        db = sqlite3.connect(uri, uri=True, check_same_thread=False, factory=_Connection)
    except sqlite3.OperationalError as error:
        raise IndexMissing(Reason("index.closed", (str(path), str(error)))) from error
    db.path = path
    try:
        meta = dict(sqlite3.Connection.execute(db, "select key, value from meta").fetchall())
    except sqlite3.DatabaseError as error:
        db.close()
        raise IndexMissing(Reason("index.none", (str(path), str(error)))) from error
    if meta.get("version") != str(VERSION):
        db.close()
        raise IndexMissing(Reason("index.version", (str(path),)))
    return db, meta


def _source(path: Path) -> dict[str, Any] | None:
    try:
        db, _ = connect(path)
    except IndexMissing:
        return None
    with closing(db):
        return next(iter(source_rows(db)), None)


def source_rows(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return the rows of table source."""
    rows = db.execute("select * from source order by key")
    columns = [column[0] for column in rows.description]
    return [dict(zip(columns, row, strict=True)) for row in rows]
