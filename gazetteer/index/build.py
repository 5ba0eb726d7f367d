"""Build the base of the index: the bundled places, features, facilities, aliases and words."""

import lzma
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from gazetteer.data import data_path
from gazetteer.index.fingerprint import fingerprint
from gazetteer.index.load import add_spellings, finish, index_places, load_places
from gazetteer.index.schema import SourceRecord, source_row
from gazetteer.index.write import refuse_foreign, unfinished
from gazetteer.place import Place
from gazetteer.sources import SOURCES, Source
from gazetteer.sources.table import Alias, read, read_aliases, read_middles, short_name
from gazetteer.spelling.fold import name_key

Progress = Callable[[float], None]


def build(path: Path, progress: Progress | None = None) -> None:
    """Build the index of all bundled data at `path`; `progress` hears the share done, 0 to 1.

    ForeignFile where a file that is no index stands there.
    """
    total = sum(source.places for source in SOURCES.values())

    middles = read_middles(data_path("middles.tsv"))

    def bundled() -> Iterator[Place]:
        for key, source in SOURCES.items():
            for place in read(data_path(source.file), key):
                point = middles.get(place.id)
                place = replace(place, lat=point[0], lon=point[1]) if point else place
                yield replace(place, names=(*place.names, *short_name(place)))

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
    refuse_foreign(path)
    with unfinished(path) as db:
        load_places(db, places)
        index_places(db)
        _add_aliases(db, aliases)
        finish(db)
        db.executemany("insert or replace into word values(?, ?, ?)", words)
        for key, source in (sources or {}).items():
            about = (source.name, source.licence, source.attribution, source.url, source.version)
            (count,) = db.execute("select count(*) from place where source = ?", (key,)).fetchone()
            db.execute(
                "insert into source values(?,?,?,?,?,?,?,?,?)",
                source_row(SourceRecord(key, *about), count),
            )
        db.execute("insert into meta values('fingerprint', ?)", (digest,))


def _add_aliases(db: sqlite3.Connection, aliases: Iterable[Alias]) -> None:
    db.execute("create index temp.raw_name_key on raw_name(key)")
    for alias in aliases:
        found = db.execute(
            "select p.id, p.population, p.country from raw_name n join place p on p.id = n.place"
            " where n.key = ? and p.country = ? and p.fclass = ?"
            " order by n.kind, p.population desc limit 1",
            (name_key(alias.target), alias.country, alias.feature_class),
        ).fetchone()
        if found:
            add_spellings(db, found, alias.names, "")


def _words() -> Iterator[tuple[str, str, float]]:
    with lzma.open(data_path("words.tsv.xz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            language, token, zipf = line.rstrip("\n").split("\t")
            yield language, token, float(zipf)
