"""Change a layer of the index: places put and deleted, in a copy that takes its place."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from gazetteer.index.layers import connect
from gazetteer.index.load import Link
from gazetteer.index.schema import (
    INSERT_PLACE,
    MAX_TOKENS,
    PLACE_COLUMNS,
    SourceRecord,
    cell,
    keys_of,
    place_of,
    place_row,
    skeleton_for,
    source_row,
    spelled_row,
    tokens_of,
)
from gazetteer.index.write import unfinished_copy
from gazetteer.place import Place


def layer_update(
    path: Path,
    changed: Iterable[Place],
    deleted_sids: Iterable[str] = (),
    *,
    source: SourceRecord | None = None,
    link: Link | None = None,
    keep_names: bool = False,
) -> tuple[int, int]:
    """Change places of a layer, in a copy that takes its place; return (put, deleted).

    A changed place replaces the one of its id, or is a new one; `keep_names` leaves it the names
    it had. `source` is what is said of the source from now on.
    """
    put = deleted = 0
    connect(path)[0].close()  # it must be a whole layer of this version
    if link:
        link.leave_out(path)
    with unfinished_copy(path) as db:
        key = source.key if source else path.stem
        for place in changed:
            _put(db, place, key, link([place])[0] if link else None, keep_names=keep_names)
            put += 1
        for sid in deleted_sids:
            deleted += _remove(db, sid) is not None
        _count(db)
        if source:
            (places,) = db.execute("select count(*) from place").fetchone()
            db.execute("delete from source")
            db.execute("insert into source values(?,?,?,?,?,?,?,?,?)", source_row(source, places))
    return put, deleted


def places_of(path: Path) -> Iterator[tuple[Place, str]]:
    """Yield every place of a file with all its names, and the id of the place that it is."""
    with closing(connect(path)[0]) as db:
        rows = db.execute(
            f"select {PLACE_COLUMNS}, s.names from place p join spelled s on s.place = p.id"
            " order by p.id"
        )
        for row in rows:
            yield place_of(row, tuple(row[-1].split("\n"))), row[-2]


def _put(
    db: sqlite3.Connection, place: Place, source: str, same: str | None, *, keep_names: bool = False
) -> None:
    """Put a place; without `same` it stays linked as it was."""
    before = _remove(db, place.id)
    if before and keep_names:
        place = replace(place, names=tuple(dict.fromkeys([*place.names, *before[2]])))
    if same is None:
        same = before[1] if before else ""
    (last,) = db.execute("select coalesce(max(id), 0) from place").fetchone()
    number = before[0] if before else last + 1
    rank = -place.population
    text = spelled_row(place)
    db.execute(INSERT_PLACE, place_row(number, place, source, same))
    db.execute("insert into spelled values(?,?)", (number, text))
    db.execute("insert into cell values(?,?)", (cell(place.lat, place.lon), number))
    for key, kind in keys_of(text.split("\n"), source):
        if not key:
            continue
        db.execute(
            "insert into name values(?1,?2,?3,?4) on conflict do update set kind = min(kind, ?4)",
            (key, rank, number, kind),
        )
        tokens = tokens_of(key)
        if tokens <= MAX_TOKENS:
            db.execute(
                "insert into first values(?1,?2) on conflict do update set n = max(n, ?2)",
                (key.split(" ", 1)[0], tokens),
            )
        if skeleton := skeleton_for(key):
            db.execute(
                "insert or ignore into skel values(?,?,?,?)",
                (skeleton, rank, number, place.country),
            )


def _remove(db: sqlite3.Connection, sid: str) -> tuple[int, str, list[str]] | None:
    """Take a place out; return its number, the place it is said to be, and its names.

    Table first keeps its row: it says how long a name may be, not that there is one.
    """
    row = db.execute(
        "select p.id, p.same, s.names, p.population, p.source, p.lat, p.lon from place p"
        " join spelled s on s.place = p.id where p.sid = ?",
        (sid,),
    ).fetchone()
    if row is None:
        return None
    number, same, names, population, source, lat, lon = row
    for key, _ in keys_of(names.split("\n"), source):
        at = (-population, number)
        db.execute("delete from name where key = ? and rank = ? and place = ?", (key, *at))
        if skeleton := skeleton_for(key):
            db.execute("delete from skel where key = ? and rank = ? and place = ?", (skeleton, *at))
    db.execute("delete from cell where cell = ? and place = ?", (cell(lat, lon), number))
    db.execute("delete from spelled where place = ?", (number,))
    db.execute("delete from place where id = ?", (number,))
    return number, same, names.split("\n")


def _count(db: sqlite3.Connection) -> None:
    """Write down how much there is, as counting takes long."""
    for feature, sql in (
        ("places", "select count(*) from place"),
        ("linked", "select count(*) from place where same <> ''"),
        ("names", "select count(*) from name"),
    ):
        db.execute(
            "insert or replace into meta values(?, ?)",
            (feature, str(db.execute(sql).fetchone()[0])),
        )
