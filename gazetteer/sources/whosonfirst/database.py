"""The records of an SQLite distribution of Who's On First."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import BadSource
from gazetteer.sources.files.reading import FEATURE

MAGIC = b"SQLite format 3\0"
_RECORDS = "SELECT id, body FROM geojson WHERE length(body) <= ?"


@dataclass(frozen=True, slots=True)
class Record:
    """The text of a record and where it stands."""

    name: str
    text: str


def rows(path: Path, name: str) -> Iterator[Record]:
    """Yield the records of a database that is not packed; BadSource where it is none."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            columns = {row[1] for row in database.execute("PRAGMA table_info(geojson)")}
            if not {"id", "body"} <= columns:
                raise BadSource(f"{name}: a database without the table geojson of Who's On First")
            others = " AND NOT is_alt" if "is_alt" in columns else ""
            for sid, body in database.execute(_RECORDS + others, (FEATURE,)):
                yield Record(f"{name}: {sid}", body if isinstance(body, str) else "")
    except sqlite3.Error as error:
        raise BadSource(f"{name}: a damaged database ({error})") from error
