"""A Filter as the WHERE clause of a query on `events`; values are always parameters."""

import json
from collections.abc import Iterable, Iterator

from dashboard.events.filter import Box, Filter
from dashboard.extraction.actors.across_languages import identity_of
from dashboard.extraction.types.event_type import sub_types
from dashboard.stores.search import search_words

Value = str | int | float
Condition = tuple[str, list[Value]]

_SOURCES = """document IN (SELECT id FROM documents
    WHERE source IN (SELECT value FROM json_each(?)))"""
_ACTORS = "row IN (SELECT event FROM actors WHERE name IN (SELECT value FROM json_each(?)))"

# The report that stands for an incident among those wanted; `columns.once` chooses the same.
_ONCE = """(incident IS NULL OR row IN (SELECT row FROM (SELECT row, row_number() OVER (
    PARTITION BY incident ORDER BY lat IS NULL, first IS NULL, probability DESC, row) AS number
    FROM events WHERE incident IS NOT NULL AND {}) WHERE number = 1))"""


def where(filter: Filter, *, full_text: bool) -> Condition:
    """Return the clause, "WHERE" included, and its parameters."""
    conditions = [*_choices(filter), *_days(filter), *_points(filter)]
    conditions += _words(filter.words, full_text)
    if filter.min_probability > 0:
        conditions.append(("probability >= ?", [filter.min_probability]))
    if filter.once and not conditions:
        conditions.append(("1", []))
    if not conditions:
        return "", []
    clause = " AND ".join(f"({sql})" for sql, _ in conditions)
    values = [value for _, values in conditions for value in values]
    if filter.once:
        return f"WHERE {clause} AND {_ONCE.format(clause)}", values * 2
    return f"WHERE {clause}", values


def order(filter: Filter) -> str:
    """Return the ORDER BY clause; it leaves no two events in doubt."""
    days = "last DESC, first DESC" if filter.newest else "first, last"
    return f"ORDER BY first IS NULL, {days}, document, position"


def _choices(filter: Filter) -> Iterator[Condition]:
    types = sub_types(filter.types)
    columns = (("sub_type", types), ("place", filter.places), ("document", filter.articles))
    more = (("country", filter.countries), ("mode", filter.modes), ("status", filter.statuses))
    for column, values in (*columns, *more):
        if values:
            yield f"{column} IN (SELECT value FROM json_each(?))", [_array(values)]
    if filter.sources:
        yield _SOURCES, [_array(filter.sources)]
    if filter.actors:
        yield _ACTORS, [_array(map(identity_of, filter.actors))]


def _array(values: Iterable[str]) -> str:
    """One JSON parameter for many values: SQLite counts parameters."""
    return json.dumps(list(values))


def _days(filter: Filter) -> Iterator[Condition]:
    if not filter.undated:
        yield "first IS NOT NULL", []
    if filter.since:
        yield "first IS NULL OR last >= ?", [filter.since.toordinal()]
    if filter.until:
        yield "first IS NULL OR first <= ?", [filter.until.toordinal()]


def _points(filter: Filter) -> Iterator[Condition]:
    if not filter.unplaced:
        yield "lat IS NOT NULL", []
    if filter.box:
        south, west, north, east = wrapped(filter.box)
        yield "lat IS NULL OR lat BETWEEN ? AND ?", [south, north]
        inside = "lon BETWEEN ? AND ?" if west <= east else "lon >= ? OR lon <= ?"
        yield f"lon IS NULL OR {inside}", [west, east]


def wrapped(box: Box) -> Box:
    """Bring a box from any copy of the world to -180..180; west > east crosses the antimeridian."""
    south, west, north, east = box
    if east - west >= 360:
        return south, -180.0, north, 180.0
    if -180 <= west <= 180 and -180 <= east <= 180:
        return box
    return south, (west + 180) % 360 - 180, north, (east + 180) % 360 - 180


def _words(text: str, full_text: bool) -> Iterator[Condition]:
    words = search_words(text)
    if words and full_text:
        query = " ".join(f'"{word}"*' for word in words)
        yield "row IN (SELECT rowid FROM search WHERE search MATCH ?)", [query]
    elif words:
        for word in words:
            yield "row IN (SELECT row FROM details WHERE words LIKE ?)", [f"% {word}%"]
