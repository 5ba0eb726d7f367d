"""A user's own MBTiles file: a SQLite database of map tiles."""

import sqlite3
from contextlib import closing
from pathlib import Path

from dashboard.errors import DashboardError


def metadata(path: Path) -> dict[str, str]:
    """Return what the file says of itself (name, format, minzoom, attribution ...)."""
    try:
        with closing(_opened(path)) as tiles:
            rows = tiles.execute("select name, value from metadata").fetchall()
    except sqlite3.Error as error:
        raise DashboardError(f"{path.name}: is no MBTiles file ({error})") from error
    return {str(name): str(value) for name, value in rows}


def tile(path: Path, zoom: int, column: int, row: int) -> bytes | None:
    """Return a tile, counted from the north-west corner, None where there is none."""
    from_south = 2**zoom - 1 - row  # the file counts from the other side
    where = (zoom, column, from_south)
    with closing(_opened(path)) as tiles:
        found = tiles.execute(
            "select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?",
            where,
        ).fetchone()
    return bytes(found[0]) if found else None


def _opened(path: Path) -> sqlite3.Connection:
    """Open the file for reading only; a connection is cheap, and any thread may ask."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
