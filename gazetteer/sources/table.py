"""Dateline's own tab-separated tables: the starter, natural features, facilities, aliases."""

import csv
import io
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import BadSource
from gazetteer.place import Place

COLUMNS = ("id", "name", "lat", "lon", "feature_class", "feature_code", "country", "radius_km")
_LONG = re.compile(r"(?:State|Province|Region|Department|Governorate|Prefecture) of (?:the )?(.+)")


@dataclass(frozen=True, slots=True)
class Alias:
    """More names for the most populous place called `target` in `country`."""

    target: str
    country: str
    feature_class: str
    names: tuple[str, ...]


def read(path: Path, source: str) -> Iterator[Place]:
    """Read a table of places; `names` stay "lang=name", as written.

    Raises BadSource naming the line of the first row that is no place.
    """
    for number, row in _rows(path, COLUMNS):
        try:
            yield Place(
                id=row["id"],
                name=row["name"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                feature_class=row["feature_class"],
                feature_code=row["feature_code"],
                country=row["country"],
                admin=tuple(a for a in (row.get("admin1"), row.get("admin2")) if a),
                population=int(row.get("population") or 0),
                radius_km=float(row["radius_km"] or 0),
                names=_split(row.get("names")),
                source=source,
                note=row.get("note") or "",
            )
        except (TypeError, ValueError) as error:
            raise BadSource(f"{path.name}, line {number}: {error}") from error


def read_aliases(path: Path) -> Iterator[Alias]:
    """Read the table of further names for places that other tables hold."""
    for _, row in _rows(path, ("target", "country", "feature_class", "names")):
        yield Alias(row["target"], row["country"], row["feature_class"], _split(row["names"]))


def read_middles(path: Path) -> dict[str, tuple[float, float]]:
    """Map the ids of countries to the middle of their land, where a source has them elsewhere."""
    rows = _rows(path, ("id", "lat", "lon"))
    return {row["id"]: (float(row["lat"]), float(row["lon"])) for _, row in rows}


def short_name(place: Place) -> tuple[str, ...]:
    """Return what a division is called for short: "State of Victoria" is Victoria."""
    found = _LONG.fullmatch(place.name) if place.feature_class == "A" else None
    return (found[1],) if found and found[1] not in place.names else ()


def _split(names: str | None) -> tuple[str, ...]:
    return tuple(name for name in (names or "").split("|") if name)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    unpack = lzma.open if path.suffix == ".xz" else open
    with unpack(path, "rb") as data, io.TextIOWrapper(data, encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise BadSource(f"{path.name}: no column {', '.join(missing)}")
        yield from enumerate(reader, start=2)
