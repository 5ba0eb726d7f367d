"""Case files: news of our own writing beside what a careful reader finds in it.

The format is told at the top of test_cases.py.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from dashboard.extraction.pipeline import extract
from dashboard.model import Document, Extraction
from gazetteer.index.index import Index

ROOT = Path(__file__).with_name("cases")
LANGUAGES = ("ar", "en")
# one-letter words written onto an Arabic name: a surface may follow them
_BEFORE = "(?<![^\\W_])[وفبلك]{0,2}"


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """`text[start:end]` names a place within `km` of a point, or (`km` 0) no place at all."""

    start: int
    end: int
    surface: str
    name: str
    lat: float = 0.0
    lon: float = 0.0
    km: float = 0.0


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """Empty or None: a reader cannot tell, and it is not judged; `at` is where its words start."""

    sub_types: tuple[str, ...]
    places: tuple[GoldPlace, ...]
    first: date | None
    last: date | None
    daypart: str
    killed: tuple[int, int] | None
    mode: str
    at: int


@dataclass(frozen=True, slots=True)
class Case:
    """One article with its gold."""

    id: str
    document: Document
    places: tuple[GoldPlace, ...]
    events: tuple[GoldEvent, ...]
    boilerplate: tuple[int, ...] = field(default=())


@cache
def cases(language: str) -> tuple[Case, ...]:
    """Read every case of a language."""
    return tuple(read_case(path) for path in sorted((ROOT / language).glob("*.txt")))


def read_case(path: Path) -> Case:
    """Read one file; a mistake in it is a ValueError that names the file and the row."""
    language = path.parent.name
    head, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
    meta = dict(line.split(": ", 1) for line in head.splitlines())
    text, *parts = re.split(r"^# (\w+)\n", rest, flags=re.MULTILINE)
    text = text.strip()
    rows = {
        name: [[cell.strip() for cell in row.split("|")] for row in body.splitlines() if row]
        for name, body in zip(parts[::2], parts[1::2], strict=True)
    }
    published = _day(meta["published"])
    id_ = f"{language}/{path.stem}"
    document = Document(id_, text, meta.get("title", ""), published=published, language=language)
    try:
        places = _places(text, rows.get("places", []))
        events = tuple(_event(text, row, places) for row in rows.get("events", []))
        unread = tuple(text.index(row[0]) for row in rows.get("boilerplate", []))
    except (ValueError, KeyError, IndexError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    return Case(id_, document, places, events, unread)


def _places(text: str, rows: list[list[str]]) -> tuple[GoldPlace, ...]:
    found: list[GoldPlace] = []
    known = {row[1]: _point(row) for row in rows if len(row) > 2}
    at = 0
    for surface, name, *_ in rows:
        match = re.compile(f"{_BEFORE}({re.escape(surface)})(?![^\\W_])").search(text, at)
        if match is None:
            raise ValueError(f"{surface}: not in the text after offset {at}")
        start, at = match.span(1)
        numbers = (0.0, 0.0, 0.0) if name == "-" else known.get(name)
        if numbers is None:
            raise ValueError(f"{surface}: {name} has no coordinates")
        found.append(GoldPlace(start, at, surface, name, *numbers))
    return tuple(found)


def _day(cell: str) -> date | None:
    return None if cell == "-" else date.fromisoformat(cell)


def _point(row: list[str]) -> tuple[float, float, float]:
    lat, lon = row[2].split(",")
    return float(lat), float(lon), float(row[3])


def _event(text: str, row: list[str], places: tuple[GoldPlace, ...]) -> GoldEvent:
    sub_types, where, first, last, daypart, killed, mode, words = row
    by_name = {place.name: place for place in places}
    return GoldEvent(
        tuple(sub_types.split(" / ")),
        tuple(by_name[name] for name in where.split(" / ") if name != "-"),
        _day(first),
        _day(last),
        daypart.strip("-"),
        None if killed == "-" else (int(killed.split("-")[0]), int(killed.split("-")[1])),
        mode,
        text.index(words),
    )


_DONE: dict[str, Extraction] = {}


def extracted(case: Case, index: Index) -> Extraction:
    """Extract a case, once in a run: one index serves a run."""
    if case.id not in _DONE:
        _DONE[case.id] = extract(case.document, index)
    return _DONE[case.id]
