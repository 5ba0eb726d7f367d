"""Fill an index file: places and names as they come, then sorted on disk into their trees."""

import itertools
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Protocol

from gazetteer.index.schema import (
    INDEXES,
    INSERT_PLACE,
    MAX_TOKENS,
    VERSION,
    keys_of,
    place_row,
    skeleton_for,
    spelled_row,
    tokens_of,
)
from gazetteer.place import Place

# names and skeletons in the order of the source; a temporary file until they are sorted
RAW = """
create temp table raw_name(key text, rank int, place int, kind int);
create temp table raw_skel(key text, rank int, place int, country text);
create temp table raw_spelled(place int, name text);
"""
# where names, skeletons and cells go, in the order of their trees: a third of the size and time
# of inserting them as they come
_SORTED = {
    "names": "insert or ignore into name select key, rank, place, kind from raw_name"
    " order by key, rank, place, kind",
    "skeletons": "insert or ignore into skel select key, rank, place, country from raw_skel"
    " order by key, rank, place",
    # the same arithmetic as index_schema.cell
    "cells": "insert into cell select cast((lat + 90) * 10 as int) * 3601"
    " + cast((lon + 180) * 10 as int) as c, id from place order by c, id",
}
BATCH = 2_000
Progress = Callable[[str, int], None]


class Link(Protocol):
    """What knows the places of lower layers (index_link.Linker)."""

    def __call__(self, places: Sequence[Place]) -> Sequence[str]:
        """Return for each place the id of the known place that it is, "" for a new one."""

    def leave_out(self, path: Path) -> None:
        """Know nothing of the layer at a path any more, as it is written anew."""

    def known(self, sids: Sequence[str]) -> Iterable[Place]:
        """Return those places of lower layers that have one of these ids."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: `linked` are known by a lower layer, `repeated` ids left out."""

    places: int
    names: int
    linked: int = 0
    repeated: int = 0


def nobody(stage: str, count: int) -> None:
    """Hear progress for nobody."""


def load_places(
    db: sqlite3.Connection,
    places: Iterable[Place],
    *,
    source: str = "",
    link: Link | None = None,
    tell: Progress = nobody,
) -> None:
    """Load places with their own names; `source` where all of them are of one."""
    numbers = itertools.count(1)
    stream = iter(places)
    number = 0
    while batch := list(itertools.islice(stream, BATCH)):
        same = link(batch) if link else [""] * len(batch)
        rows, spelled = [], []
        names: list[tuple[str, int, int, int]] = []
        skeletons: list[tuple[str, int, int, str]] = []
        for place, root in zip(batch, same, strict=True):
            number = next(numbers)
            rows.append(place_row(number, place, source or place.source, root))
            text = spelled_row(place)
            spelled.append((number, text))
            found = keys_of(text.split("\n"), source or place.source)
            _keys((number, place.population, place.country), found, names, skeletons)
        db.executemany(INSERT_PLACE, rows)
        db.executemany("insert into spelled values(?,?)", spelled)
        _insert_keys(db, names, skeletons)
        tell("places", number)


def _keys(
    place: tuple[int, int, str],
    found: Iterable[tuple[str, int]],
    names: list[tuple[str, int, int, int]],
    skeletons: list[tuple[str, int, int, str]],
) -> None:
    number, population, country = place
    seen = {""}
    for key, kind in found:
        if not key:
            continue
        names.append((key, -population, number, kind))
        skeleton = skeleton_for(key)
        if skeleton not in seen:
            seen.add(skeleton)
            skeletons.append((skeleton, -population, number, country))


def _insert_keys(
    db: sqlite3.Connection,
    names: list[tuple[str, int, int, int]],
    skeletons: list[tuple[str, int, int, str]],
) -> None:
    db.executemany("insert into raw_name values(?,?,?,?)", names)
    db.executemany("insert into raw_skel values(?,?,?,?)", skeletons)


def index_places(db: sqlite3.Connection) -> int:
    """Make loaded places findable by id; return how many were left out as their id came twice."""
    for statement in INDEXES.split(";"):
        db.execute(statement)
    return _drop_repeated(db)


def finish(db: sqlite3.Connection, tell: Progress = nobody) -> Written:
    """Sort what was loaded into an index."""
    for step, sql in _SORTED.items():
        tell(f"sorting {step}", 0)
        db.execute(sql)
    tell("first words", 0)
    db.executemany("insert into first values(?, ?)", _firsts(db))
    for table in ("raw_name", "raw_skel", "raw_spelled"):
        db.execute(f"drop table {table}")
    (count,) = db.execute("select count(*) from place").fetchone()
    (known,) = db.execute("select count(*) from place where same <> ''").fetchone()
    (spellings,) = db.execute("select count(*) from name").fetchone()
    features = {"version": VERSION, "places": count, "linked": known, "names": spellings}
    db.executemany("insert into meta values(?, ?)", [(k, str(v)) for k, v in features.items()])
    return Written(count, spellings, known)


def _drop_repeated(db: sqlite3.Connection) -> int:
    """Keep the first place of every id, as a source may tell of one twice."""
    db.execute("create temp table again(sid text, id int)")
    db.execute("insert into again select sid, min(id) from place group by sid having count(*) > 1")
    db.execute(
        "create temp table gone as select p.id from again a join place p"
        " on p.sid = a.sid and p.id <> a.id"
    )
    (repeated,) = db.execute("select count(*) from gone").fetchone()
    if repeated:
        for table, column in (
            ("place", "id"),
            ("spelled", "place"),
            ("raw_name", "place"),
            ("raw_skel", "place"),
        ):
            db.execute(f"delete from {table} where {column} in (select id from gone)")
    db.execute("drop table gone")
    db.execute("drop table again")
    return int(repeated)


def join_names(
    db: sqlite3.Connection,
    names: Iterable[tuple[str, str]],
    source: str,
    link: Link | None,
    tell: Progress,
) -> None:
    """Add names that came apart from their places: found by id, then sorted by place.

    A place of a lower layer that gets a name here gets a row here, linked to itself there.
    """
    stream = ((sid, name.replace("\n", " ")) for sid, name in names)
    count = 0
    while batch := list(itertools.islice(stream, 10 * BATCH)):
        if link:
            _add_known(db, {sid for sid, _ in batch}, source, link)
        db.executemany(
            "insert into raw_spelled select id, ?2 from place where sid = ?1 limit 1", batch
        )
        count += len(batch)
        tell("names", count)
    if count:
        _spell(db)


def _add_known(db: sqlite3.Connection, sids: set[str], source: str, link: Link) -> None:
    here = "select 1 from place where sid = ?"
    missing = [sid for sid in sids if db.execute(here, (sid,)).fetchone() is None]
    (last,) = db.execute("select coalesce(max(id), 0) from place").fetchone()
    for number, place in enumerate(link.known(missing), start=last + 1):
        db.execute(INSERT_PLACE, place_row(number, place, source, place.id))
        db.execute("insert into spelled values(?, '')", (number,))


def _spell(db: sqlite3.Connection) -> None:
    rows = db.execute(
        "select r.place, p.population, p.country, p.source, r.name from raw_spelled r"
        " join place p on p.id = r.place order by r.place, r.rowid"
    )
    groups = itertools.groupby(rows, key=itemgetter(0))
    while places := [list(group) for _, group in itertools.islice(groups, BATCH)]:
        for group in places:
            add_spellings(db, group[0][:3], [row[-1] for row in group], group[0][3])


def add_spellings(
    db: sqlite3.Connection, place: tuple[int, int, str], names: Iterable[str], source: str
) -> None:
    """Add names to a place (number, population, country) that is loaded and not yet sorted."""
    (text,) = db.execute("select names from spelled where place = ?", place[:1]).fetchone()
    old = text.split("\n") if text else []
    both = list(dict.fromkeys([*old, *names]))
    if len(both) == len(old):
        return
    db.execute("update spelled set names = ? where place = ?", ("\n".join(both), place[0]))
    keys: list[tuple[str, int, int, int]] = []
    skeletons: list[tuple[str, int, int, str]] = []
    found = keys_of(both, source, main=bool(old))
    _keys(place, itertools.islice(found, len(old), None), keys, skeletons)
    _insert_keys(db, keys, skeletons)


def _firsts(db: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Yield each first token with the length of the longest name that starts with it.

    Keys come sorted, and a space sorts before every letter, so those of one token stand together.
    """
    token, longest = "", 0
    for (key,) in db.execute("select key from name order by key"):
        first, _, rest = key.partition(" ")
        if first != token:
            if longest:
                yield token, longest
            token, longest = first, 0
        length = tokens_of(rest) + 1 if rest else 1
        if longest < length <= MAX_TOKENS:
            longest = length
    if longest:
        yield token, longest
