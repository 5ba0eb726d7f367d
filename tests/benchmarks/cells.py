"""Counts worked out beforehand, for more events than fit in memory: how fast a map is over them.

    python -m tests.benchmarks.cells [EVENTS]

Makes up so many events (20 million unless said) of a war: few of 200,000 places have most, ten
years, 25 types. For each level of a grid, cell and type one row in SQLite holds the weeks that have
events and the sums up to each: any span of days is the difference of two numbers, however many
events there are. Prints the cost of the table and the time of a pan (other cells), of a brush
(other weeks, the same cells) and of the bars over time, each the median of 50 and the worst.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.integer[Any]]
Rows = list[tuple[bytes, bytes]]

EVENTS, PLACES, WEEKS, TYPES = 20_000_000, 200_000, 522, 25
ALL_TYPES = TYPES
LEVELS = range(3, 13)  # 2 to this, cells on a side; a map of zoom z asks for level z + 3
ACROSS, DOWN = 40, 22  # cells of a screen: a cell is 32 px wide
_TABLE = """CREATE TABLE cells (level INTEGER, cell INTEGER, type INTEGER, weeks BLOB, sums BLOB,
    PRIMARY KEY (level, cell, type)) WITHOUT ROWID"""
_ASK = """SELECT weeks, sums FROM cells
    WHERE level = ? AND cell BETWEEN ? AND ? AND type = ?"""


def main() -> None:
    """Print the table."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    x, y, week, type = _events(events)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cells.db"
        begun = time.perf_counter()
        with closing(sqlite3.connect(path)) as db:
            db.execute(_TABLE)
            count = _fill(db, x, y, week, type)
            seconds, size = time.perf_counter() - begun, path.stat().st_size
            print(f"{events:,} events: {count:,} rows, {size / 1e6:,.0f} MB,", end=" ")
            print(f"{size / events:.1f} bytes an event, made in {seconds:.0f} s")
            print("| zoom | cells of a screen | pan ms (worst) | brush | one type | bars |")
            print("|---|---|---|---|---|---|")
            for zoom in (0, 2, 4, 6, 8, 9):
                _measure(db, zoom, x, y)


def _events(count: int) -> tuple[Whole, Whole, Whole, Whole]:
    """Return column and row on the finest grid, week and type of each event."""
    chance = np.random.default_rng(7)
    rank = np.minimum(chance.pareto(0.6, count) * 20, PLACES - 1).astype(np.int32)
    side = 1 << LEVELS[-1]
    centre = chance.integers(0, side, (60, 2))
    towns = centre[chance.integers(0, 60, PLACES)] + chance.normal(0, side / 60, (PLACES, 2))
    towns = towns.astype(np.int32) % side
    x, y = towns[rank].T
    week = chance.integers(0, WEEKS, count).astype(np.int16)
    type = np.minimum(chance.exponential(4, count), TYPES - 1).astype(np.int8)
    return x, y, week, type


def _fill(db: sqlite3.Connection, x: Whole, y: Whole, week: Whole, type: Whole) -> int:
    made = 0
    for level in LEVELS:
        shift = LEVELS[-1] - level
        cell = ((y >> shift).astype(np.int64) << level) + (x >> shift)
        for types in (type, np.full_like(type, ALL_TYPES)):
            key = (cell * (TYPES + 1) + types) * WEEKS + week
            key.sort()
            begins = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
            counts = np.diff(np.append(begins, len(key)))
            rows = list(_rows(level, key[begins], counts))
            db.executemany("INSERT INTO cells VALUES (?, ?, ?, ?, ?)", rows)
            db.commit()
            made += len(rows)
    return made


def _rows(level: int, keys: Whole, counts: Whole) -> Iterator[tuple[int, int, int, bytes, bytes]]:
    both, weeks = np.divmod(keys, WEEKS)
    begins = np.flatnonzero(np.concatenate(([True], both[1:] != both[:-1])))
    ends = np.append(begins[1:], len(both))
    cells, types = np.divmod(both[begins], TYPES + 1)
    weeks = weeks.astype(np.uint16)
    for cell, type, a, b in zip(*map(np.ndarray.tolist, (cells, types, begins, ends)), strict=True):
        sums = np.cumsum(counts[a:b]).astype(np.uint32)
        yield level, cell, type, weeks[a:b].tobytes(), sums.tobytes()


def _ask(db: sqlite3.Connection, level: int, left: int, top: int, type: int = ALL_TYPES) -> Rows:
    """Return what a screen holds, a row a cell."""
    side = 1 << level
    found: Rows = []
    for y in range(max(0, top), min(side, top + DOWN)):
        first, last = (y << level) + max(0, left), (y << level) + min(side, left + ACROSS) - 1
        found += db.execute(_ASK, (level, first, last, type)).fetchall()
    return found


def _counts(rows: Rows, first: int, last: int) -> list[int]:
    """Return how many events each cell has in a span of weeks, both included."""
    found = []
    for weeks, sums in rows:
        begin, end = np.frombuffer(weeks, np.uint16).searchsorted((first, last + 1))
        whole = np.frombuffer(sums, np.uint32)
        found.append(int((whole[end - 1] if end else 0) - (whole[begin - 1] if begin else 0)))
    return found


def _bars(rows: Rows) -> Whole:
    """Return how many events all cells of a screen have each week."""
    bars = np.zeros(WEEKS, np.int64)
    for weeks, sums in rows:
        # a week stands once in a row
        bars[np.frombuffer(weeks, np.uint16)] += np.diff(np.frombuffer(sums, np.uint32), prepend=0)
    return bars


def _measure(db: sqlite3.Connection, zoom: int, x: Whole, y: Whole) -> None:
    level, chance = zoom + 3, np.random.default_rng(zoom)
    shift = LEVELS[-1] - level
    at = chance.integers(0, len(x), 50)  # where events are, so are those who look
    corners = [(int(x[i] >> shift) - ACROSS // 2, int(y[i] >> shift) - DOWN // 2) for i in at]
    screens = [_ask(db, level, *corner) for corner in corners]
    pans = _times(lambda i: _counts(_ask(db, level, *corners[i]), 100, 300))
    brushes = _times(lambda i: _counts(screens[i], 3 * i, 200 + 3 * i))
    one = _times(lambda i: _counts(_ask(db, level, *corners[i], i % TYPES), 0, WEEKS))
    bars = _times(lambda i: _bars(screens[i]))
    cells = max(map(len, screens))
    print(f"| {zoom} | {cells} | {pans} | {brushes} | {one} | {bars} |", flush=True)


def _times(work: Callable[[int], object]) -> str:
    spent = []
    for i in range(50):
        begun = time.perf_counter()
        work(i)
        spent.append(1000 * (time.perf_counter() - begun))
    return f"{np.median(spent):.1f} ({max(spent):.0f})"


if __name__ == "__main__":
    main()
