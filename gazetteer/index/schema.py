"""What an index file looks like inside, and what is worked out of a place before it is stored.

Every file has the same tables: the base (bundled data), one layer for each imported source, and
the user's own places. Lists of places stand in the order of their population (`rank` is minus
the population), so that the first rows are the largest places and nothing is sorted on asking.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from gazetteer.place import Place
from gazetteer.sources import CURATED as CURATED_SOURCES
from gazetteer.spelling.fold import name_key
from gazetteer.spelling.skeleton import skeleton_of_key

VERSION = 4
# "Gaze" in ASCII: PRAGMA application_id tells our files from other programs'.
APPLICATION = 0x47617A65
MINE = "mine"
TABLES = """
create table meta(key text primary key, value text) without rowid;
create table source(key text primary key, name text, licence text, attribution text, url text,
                    version text, places int, sha256 text, loaded text) without rowid;
create table place(id integer primary key, sid text, name text, lat real, lon real,
                   fclass text, fcode text, country text, admin1 text, admin2 text,
                   population int, radius_km real, source text, note text, same text);
create table spelled(place integer primary key, names text);
create table name(key text, rank int, place int, kind int,
                  primary key(key, rank, place)) without rowid;
create table skel(key text, rank int, place int, country text,
                  primary key(key, rank, place)) without rowid;
create table first(token text primary key, n int) without rowid;
create table cell(cell int, place int, primary key(cell, place)) without rowid;
create table word(lang text, token text, zipf real, primary key(lang, token)) without rowid;
"""
INDEXES = """
create index place_sid on place(sid);
create index place_same on place(same) where same <> '';
create index place_country on place(country) where fcode = 'PCLI';
"""
PLACE_COLUMNS = (
    "p.sid, p.name, p.lat, p.lon, p.fclass, p.fcode, p.country, p.admin1, p.admin2,"
    " p.population, p.radius_km, p.source, p.note, p.same"
)
INSERT_PLACE = "insert into place values(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
# kinds of name, best first; a name in two kinds keeps the better
MAIN, CURATED, ALTERNATE, OTHER_LETTERS = 0, 1, 2, 3
MAX_TOKENS = 6
# letters of Persian, Urdu, Kurdish, Uyghur: folding makes Arabic everyday words of such names
_OTHER_LETTERS = re.compile(
    "[\u067e\u0686\u0698\u06af\u06a4\u06a9\u06cc\u06be\u06c0-\u06d3\u06d5\u0679-\u06d3]"
)
_SKELETON_SCRIPTS = re.compile("[\u0600-\u06ff\u0400-\u04ff\u0590-\u05ff\u0370-\u03ff]")


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What has to be said about a source: `key` names its file, `sha256` its files' contents.

    `version` is the source's own date or number, `loaded` when it was imported (UTC, ISO 8601).
    """

    key: str
    name: str
    licence: str
    attribution: str
    url: str = ""
    version: str = ""
    sha256: str = ""
    loaded: str = ""


def source_row(record: SourceRecord, places: int) -> tuple[Any, ...]:
    """Return the row of table source."""
    about = (record.key, record.name, record.licence, record.attribution, record.url)
    return (*about, record.version, places, record.sha256, record.loaded)


def place_row(number: int, place: Place, source: str, same: str) -> tuple[Any, ...]:
    """Return the row of table place."""
    admin = (*place.admin, "", "")
    return (
        number,
        place.id,
        place.name,
        place.lat,
        place.lon,
        place.feature_class,
        place.feature_code,
        place.country,
        admin[0],
        admin[1],
        place.population,
        place.radius_km,
        source,
        place.note,
        same,
    )


def place_of(row: tuple[Any, ...], names: tuple[str, ...] = ()) -> Place:
    """Return the place of a row that starts with PLACE_COLUMNS."""
    sid, name, lat, lon, letter, code, country, admin1, admin2, population, radius = row[:11]
    admin = tuple(part for part in (admin1, admin2) if part)
    source, note = row[11:13]
    return Place(
        sid,
        name,
        lat,
        lon,
        letter,
        code,
        country,
        admin,
        population,
        radius,
        names,
        source,
        note,
    )


def keys_of(names: Iterable[str], source: str, *, main: bool = True) -> Iterator[tuple[str, int]]:
    """Yield (key, kind) of every spelling of one place, its main name first if `main`.

    In imported sources the first name of every language counts as a main one.
    """
    curated = CURATED if source in CURATED_SOURCES or not source else ALTERNATE
    languages = set()
    for name in names:
        language, _, raw = name.rpartition("=")
        key = name_key(raw)
        kind = MAIN if main else curated
        main = False
        if language and kind == ALTERNATE and (source == "starter" or language not in languages):
            kind = MAIN
            languages.add(language)
        if source != MINE and _OTHER_LETTERS.search(raw):  # who writes it so, means it
            kind = OTHER_LETTERS
        yield key, kind


def skeleton_for(key: str) -> str:
    """Return the skeleton a key is also found by, "" for none."""
    if not key.isascii() and not _SKELETON_SCRIPTS.search(key):
        return ""
    consonants = skeleton_of_key(key)
    return consonants if len(consonants) >= 2 else ""


def spelled_row(place: Place) -> str:
    """Return all names of a place as they are kept, one a line, the main one first."""
    return "\n".join(dict.fromkeys(n.replace("\n", " ") for n in (place.name, *place.names)))


def cell(lat: float, lon: float) -> int:
    """Return the number of the 0.1 degree cell that holds a point."""
    return int((lat + 90) * 10) * 3601 + int((lon + 180) * 10)


def tokens_of(key: str) -> int:
    """Return how many tokens a key has."""
    return key.count(" ") + 1
