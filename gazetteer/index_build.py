"""Write the index file: places, names, skeletons, first words, cells. The other half of the SQL.

The file is written beside its final name and renamed when whole, so an interrupted build leaves
the old index as it was.
"""

import hashlib
import lzma
import re
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from importlib import resources
from pathlib import Path

from gazetteer.fold import name_key
from gazetteer.place import Place
from gazetteer.skeleton import skeleton_of_key
from gazetteer.sources import SOURCES, Source
from gazetteer.sources.table import Alias, read, read_aliases

VERSION = 3
SCHEMA = """
create table meta(key text primary key, value text) without rowid;
create table source(key text primary key, name text, licence text, attribution text, url text,
                    version text, places int) without rowid;
create table place(id integer primary key, sid text unique, name text, lat real, lon real,
                   fclass text, fcode text, country text, admin1 text, admin2 text,
                   population int, radius_km real, source text, note text);
create table name(key text, place int, lang text, kind int, raw text,
                  primary key(key, place)) without rowid;
create table skel(key text, place int, primary key(key, place)) without rowid;
create table first(token text primary key, n int) without rowid;
create table cell(cell int, place int, primary key(cell, place)) without rowid;
create table word(lang text, token text, zipf real, primary key(lang, token)) without rowid;
create temp table raw_name(key text, place int, lang text, kind int, raw text);
create temp table raw_skel(key text, place int);
"""
# kinds of name, best first; a name in two kinds keeps the better
MAIN, CURATED, ALTERNATE, OTHER_LETTERS = 0, 1, 2, 3
# letters of Persian, Urdu, Kurdish, Uyghur: folding makes Arabic everyday words of such names
_OTHER_LETTERS = re.compile(
    "[\u067e\u0686\u0698\u06af\u06a4\u06a9\u06cc\u06be\u06c0-\u06d3\u06d5\u0679-\u06d3]"
)
_SKELETON_SCRIPTS = re.compile("[\u0600-\u06ff\u0400-\u04ff\u0590-\u05ff\u0370-\u03ff]")
MAX_TOKENS = 6

Progress = Callable[[float], None]


def data_path(name: str) -> Path:
    """Return the path of a bundled data file."""
    return Path(str(resources.files("gazetteer") / "data" / name))


def fingerprint(extra: Iterable[Place] = ()) -> str:
    """Return a digest of everything an index is built from, to know a stale one."""
    digest = hashlib.sha256(str(VERSION).encode())
    names = [s.file for s in SOURCES.values()] + ["aliases.tsv", "words.tsv.xz"]
    for name in names:
        digest.update(data_path(name).read_bytes())
    for place in extra:
        digest.update(repr(place).encode())
    return digest.hexdigest()[:16]


def build(path: Path, progress: Progress | None = None) -> None:
    """Build the index of all bundled data at `path`; `progress` hears the share done, 0 to 1."""
    total = sum(source.places for source in SOURCES.values())

    def bundled() -> Iterator[Place]:
        for key, source in SOURCES.items():
            yield from read(data_path(source.file), key)

    def counted(places: Iterable[Place]) -> Iterator[Place]:
        for i, place in enumerate(places):
            if progress and i % 5000 == 0:
                progress(min(0.9, 0.9 * i / total))
            yield place

    aliases = list(read_aliases(data_path("aliases.tsv")))
    write(path, counted(bundled()), aliases, SOURCES, _words(), fingerprint())
    if progress:
        progress(1.0)


def write(
    path: Path,
    places: Iterable[Place],
    aliases: Iterable[Alias] = (),
    sources: dict[str, Source] | None = None,
    words: Iterable[tuple[str, str, float]] = (),
    digest: str = "",
) -> None:
    """Write an index of any places; names are "lang=name" or plain."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # the thread's number too: two browser tabs may ask for the first build at once
    unfinished = path.with_name(f"{path.name}.{threading.get_native_id()}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as db:
            for pragma in ("journal_mode=off", "synchronous=off", "temp_store=file"):
                db.execute(f"pragma {pragma}")
            db.execute("pragma page_size=8192")
            db.executescript(SCHEMA)
            db.execute("begin")
            firsts = _insert_places(db, places)
            _insert_aliases(db, aliases, firsts)
            db.executemany("insert into first values(?, ?)", sorted(firsts.items()))
            db.executemany("insert or replace into word values(?, ?, ?)", words)
            _insert_sources(db, sources or {})
            _sort_names(db)
            db.executemany(
                "insert into meta values(?, ?)",
                [("version", str(VERSION)), ("fingerprint", digest)],
            )
            db.execute("commit")
            db.execute("analyze")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _insert_places(db: sqlite3.Connection, places: Iterable[Place]) -> dict[str, int]:
    firsts: dict[str, int] = {}
    for number, place in enumerate(places, start=1):
        admin = (*place.admin, "", "")
        db.execute(
            "insert into place values(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                *(number, place.id, place.name, place.lat, place.lon, place.feature_class),
                *(place.feature_code, place.country, admin[0], admin[1], place.population),
                *(place.radius_km, place.source, place.note),
            ),
        )
        db.execute("insert into cell values(?, ?)", (cell(place.lat, place.lon), number))
        curated = CURATED if place.source not in ("starter",) else ALTERNATE
        _insert_names(db, number, [place.name], MAIN, firsts)
        _insert_names(db, number, place.names, curated, firsts)
    return firsts


def _insert_names(
    db: sqlite3.Connection, place: int, names: Iterable[str], kind: int, firsts: dict[str, int]
) -> None:
    for name in names:
        language, _, raw = name.rpartition("=")
        key = name_key(raw)
        if not key:
            continue
        kind_here = MAIN if language and kind == ALTERNATE else kind  # CLDR's own names
        if _OTHER_LETTERS.search(raw):
            kind_here = OTHER_LETTERS
        tokens = key.count(" ") + 1
        db.execute(
            "insert into raw_name values(?,?,?,?,?)",
            (key, place, language, kind_here, None if raw == key else raw),
        )
        first = key.split(" ", 1)[0]
        if tokens <= MAX_TOKENS and firsts.get(first, 0) < tokens:
            firsts[first] = tokens
        if key.isascii() or _SKELETON_SCRIPTS.search(key):
            skeleton = skeleton_of_key(key)
            if len(skeleton) >= 2:
                db.execute("insert into raw_skel values(?, ?)", (skeleton, place))


def _insert_aliases(
    db: sqlite3.Connection, aliases: Iterable[Alias], firsts: dict[str, int]
) -> None:
    db.execute("create index temp.raw_name_key on raw_name(key)")
    for alias in aliases:
        found = db.execute(
            "select p.id from raw_name n join place p on p.id = n.place where n.key = ?"
            " and p.country = ? and p.fclass = ? order by n.kind, p.population desc limit 1",
            (name_key(alias.target), alias.country, alias.feature_class),
        ).fetchone()
        if found:
            _insert_names(db, found[0], alias.names, CURATED, firsts)


def _insert_sources(db: sqlite3.Connection, sources: dict[str, Source]) -> None:
    for key, source in sources.items():
        db.execute(
            "insert into source select ?, ?, ?, ?, ?, ?, count(*) from place where source = ?",
            (
                *(key, source.name, source.licence, source.attribution, source.url),
                *(source.version, key),
            ),
        )


def _sort_names(db: sqlite3.Connection) -> None:
    """Load the B-trees in key order: a third of the size and time of random inserts."""
    db.execute(
        "insert or ignore into name select key, place, lang, kind, raw from raw_name"
        " order by key, place, kind"
    )
    db.execute("insert or ignore into skel select key, place from raw_skel order by key, place")
    db.execute("drop table raw_name")
    db.execute("drop table raw_skel")


def _words() -> Iterator[tuple[str, str, float]]:
    with lzma.open(data_path("words.tsv.xz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            language, token, zipf = line.rstrip("\n").split("\t")
            yield language, token, float(zipf)


def cell(lat: float, lon: float) -> int:
    """Return the number of the 0.1 degree cell that holds a point."""
    return int((lat + 90) * 10) * 3601 + int((lon + 180) * 10)
