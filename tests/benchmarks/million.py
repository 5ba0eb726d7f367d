"""A store of a million made-up events to measure on: python -m tests.benchmarks.million [EVENTS].

Prints the folder to give as DATELINE_HOME; `home(events)` is the same for another benchmark. It is
made once (six minutes on a busy machine), in the temporary folder of this machine.
Its articles name as many places as they have events with one.
The events are those of a war: few places have most, ten years, 25 types, 3 % undated, 2 % unplaced.
The first 40,000 are saved as any article is; the others are copies of them in other articles, on
other days, for saving each would take seven minutes. A search finds a copy by its original's words.
"""

import hashlib
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from dashboard.extraction.types.event_type import EventType, event_types
from dashboard.model import Actor, Area, Claim, Count, DateSpan, Document, Event, Extraction
from dashboard.stores import open_store
from gazetteer.place import Place

MADE = 2  # to be raised when other events are made; a store of older tables is brought up to date
EVENTS = 1_000_000
SAVED = 40_000  # the events that are not copies
A_DOCUMENT = 50  # events of one article
FIRST_DAY, DAYS = 734_000, 3_650
ACTORS = tuple(f"Group {number}" for number in range(400))
SPEAKERS = ("residents", "a spokesman", "the ministry")
STANCES = ("reports", "reports", "denies", "claims")


# Copies of all events of the articles in `copied`, some days later, round and round the ten years.
_DAY = f"({FIRST_DAY} + (first - {FIRST_DAY} + :days) % {DAYS})"
_COPY = (
    f"""INSERT INTO events (document, position, id, sub_type, mode, probability, first, last, lat,
        lon, radius_km, place, place_name, country, status, killed, injured, killed_most,
        injured_most)
        SELECT copy, position, copy || substr(id, 17), sub_type, mode, probability, {_DAY},
        {_DAY} + last - first, lat, lon, radius_km, place, place_name, country, status,
        killed, injured, killed_most, injured_most
        FROM copied JOIN events ON document = original
        ORDER BY copied.rowid, position""",
    """INSERT INTO details SELECT n.row, words, json_replace(payload, '$.id', n.id,
        '$.document', copy, '$.when.first', date(n.first + 1721424.5),
        '$.when.last', date(n.last + 1721424.5), '$.when.edtf', date(n.first + 1721424.5))
        FROM copied JOIN events n ON n.document = copy
        JOIN events o ON o.document = original AND o.position = n.position
        JOIN details ON details.row = o.row""",
    """INSERT INTO actors SELECT name, n.row FROM copied JOIN events n ON n.document = copy
        JOIN events o ON o.document = original AND o.position = n.position
        JOIN actors ON event = o.row""",
)
_NAMING = """INSERT INTO namings (document, place, place_name, country, lat, lon, radius_km,
    probability, first, last, start, times)
    SELECT document, place, place_name, country, lat, lon, radius_km, probability, first, last,
    position, 1 FROM events WHERE place NOTNULL"""


def home(events: int = EVENTS, places: int = 5_000) -> Path:
    """Return a folder with `dateline.db`, made where it is not there yet.

    More than 40,000 events are rounded up to a multiple of as many.
    """
    folder = Path(tempfile.gettempdir()) / f"dateline-{events}-{places}-{MADE}"
    if not (folder / "dateline.db").exists():
        folder.mkdir(exist_ok=True)
        path = folder / f"making-{os.getpid()}.db"
        originals = list(articles(min(events, SAVED), places))
        with open_store(f"sqlite:///{path}") as store:
            for extraction in originals:
                store.save(extraction)
            rest = range(len(originals), -(-events // A_DOCUMENT), len(originals))
            copies = [[_empty(n + i) for i in range(len(originals))] for n in rest]
            for copy in (one for found in copies for one in found):
                store.save(copy)
        documents = [extraction.document for extraction in originals]
        for number, found in enumerate(copies, start=1):
            pairs = [(a.id, b.document.id) for a, b in zip(documents, found, strict=True)]
            _copy(path, pairs, number * 61)
        with sqlite3.connect(path) as db:
            db.execute(_NAMING)
        db.close()
        path.rename(folder / "dateline.db")
    return folder


def _copy(path: Path, pairs: list[tuple[str, str]], days: int) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("CREATE TEMP TABLE copied (original TEXT, copy TEXT)")
        db.executemany("INSERT INTO copied VALUES (?, ?)", pairs)
        for statement in _COPY:
            db.execute(statement, {"days": days})
    db.close()


def articles(events: int, places: int) -> Iterator[Extraction]:
    """Make the articles, the same ones every time."""
    dice = np.random.default_rng(7)
    known = _places(dice, places)
    types = list(event_types().values())
    for number in range(0, events, A_DOCUMENT):
        yield _article(dice, number, min(A_DOCUMENT, events - number), known, types)


def _empty(article: int) -> Extraction:
    """Make an article without events; its text is as long as that of every other."""
    first = article * A_DOCUMENT
    lines = (f"Report {first + i:09} tells of fighting.\n" for i in range(A_DOCUMENT))
    text = "".join(lines)
    id = hashlib.sha256(text.encode()).hexdigest()[:16]
    published = date.fromordinal(737_700 + article % 365)
    title = f"Article {article}"
    return Extraction(Document(id, text, title, "The Sample", "", published), (), (), ())


def _places(dice: np.random.Generator, count: int) -> list[Place]:
    """Two thirds in Syria and Iraq, the others anywhere."""
    lat, lon = dice.uniform(32, 38, count), dice.uniform(35, 43, count)
    third = count // 3
    lat[:third], lon[:third] = dice.uniform(-50, 65, third), dice.uniform(-170, 170, third)
    return [
        Place(
            f"p{i}",
            f"Place {i}",
            round(float(lat[i]), 4),
            round(float(lon[i]), 4),
            "P",
            "PPL",
            "SY",
            radius_km=3.0,
        )
        for i in range(count)
    ]


def _article(
    dice: np.random.Generator, number: int, events: int, places: list[Place], types: list[EventType]
) -> Extraction:
    empty = _empty(number // A_DOCUMENT)
    of_place = (len(places) * dice.power(0.35, events)).astype(int).tolist()
    of_type = dice.integers(0, len(types), events).tolist()
    days = dice.integers(FIRST_DAY, FIRST_DAY + DAYS, events).tolist()
    chances = dice.random((events, 2)).round(3).tolist()
    found, start = [], 0
    for i, sentence in enumerate(empty.document.text.splitlines()[:events]):
        end = start + len(sentence)
        kind, place = types[of_type[i]], places[of_place[i]]
        span, chance = (start, end), chances[i]
        found.append(_event(empty.document, number + i, span, kind, place, days[i], chance))
        start = end + 1
    return replace(empty, events=tuple(found))


def _event(
    document: Document,
    row: int,
    span: tuple[int, int],
    type: EventType,
    place: Place,
    day: int,
    chances: list[float],
) -> Event:
    (start, end), (probability, chance) = span, chances
    first = date.fromordinal(day)
    last = date.fromordinal(day + 6) if chance < 0.02 else first
    when = DateSpan(start, start + 6, first, last, 1, None, first.isoformat(), "Report")
    placed = row % 50 != 7
    killed = int(40 * chance**6)
    return Event(
        id=f"{document.id}:{start}:{type.key}",
        document=document.id,
        type=type.event_type,
        sub_type=type.label,
        area=Area(place.lat, place.lon, 3.0) if placed else None,
        place=place if placed else None,
        when=None if row % 33 == 0 else when,
        actors=(Actor(ACTORS[row * 7 % len(ACTORS)], "attacker"),),
        fatalities=Count(killed, killed + row % 3) if chance > 0.5 else None,
        injuries=None,
        claims=(Claim(start, end, SPEAKERS[row % 3], STANCES[row % 4]),) if row % 5 == 0 else (),
        start=start,
        end=end,
        probability=probability,
    )


if __name__ == "__main__":
    begun = time.perf_counter()
    folder = home(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS)
    sys.stdout.write(f"{folder}\n")
    sys.stderr.write(f"made or found in {time.perf_counter() - begun:.1f} s\n")
