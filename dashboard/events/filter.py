"""Which events are wanted: a frozen Filter, and the same as the query of a URL."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from dashboard.events.status import STATUSES

MODES = (
    "reported",
    "denied",
    "feared",
    "planned",
    "historical",
    "hypothetical",
    "background",
    "rejected",
)
INCIDENTS, REPORTS = "incidents", "reports"  # what can be counted

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Filter:
    """Empty fields want everything; hashable, so results can be cached by it.

    `types` are sub-type labels and groups of them, `places` and `articles` ids, `actors` names,
    `countries` ISO codes of the places, `sources` those of the articles;
    values within a field are alternatives, fields add up. `since` and `until` are days, both
    included; an event passes when its days touch theirs. `box` is south, west, north, east in
    degrees (west > east crosses the antimeridian). `undated` and `unplaced` say whether events that
    have no day or no point are wanted; where they are, no dates and no box keep them out. Every
    word of `words` must occur.
    `statuses` are those of `events.status`. `newest` turns the order by date around; undated
    events come last either way. With `once`, an incident told by several reports counts once: of
    those wanted, the one that is placed, dated and likeliest stands for it.
    """

    types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    box: Box | None = None
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    words: str = ""
    min_probability: float = 0.0
    modes: tuple[str, ...] = ("reported",)
    undated: bool = True
    unplaced: bool = True
    limit: int = 0
    offset: int = 0
    newest: bool = False
    once: bool = False


EVERYTHING = Filter()


def to_query(filter: Filter) -> dict[str, str]:
    """Write what differs from the default as text values for a URL, not yet percent-encoded."""
    query = {}
    for field in fields(Filter):
        value = getattr(filter, field.name)
        if value != getattr(EVERYTHING, field.name):
            key, write, _ = _FIELDS[field.name]
            query[key] = write(value)
    return query


def from_query(query: Mapping[str, str]) -> tuple[Filter, list[str]]:
    """Read a Filter back; what cannot be read is left out and named in the list.

    Keys that are not ours are left to the page.
    """
    wanted: dict[str, Any] = {}
    problems = []
    for name, (key, _, read) in _FIELDS.items():
        if key not in query:
            continue
        try:
            wanted[name] = read(str(query[key]))
        except ValueError as error:
            problems.append(f"{key}: {error}")
    since, until = wanted.get("since"), wanted.get("until")
    if since and until and since > until:
        problems.append(f"since: {since} is after {until}")
        del wanted["since"], wanted["until"]
    return Filter(**wanted), problems


def _join(values: tuple[str, ...]) -> str:
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def _split(text: str) -> tuple[str, ...]:
    values, value, escaped = [], "", False
    for char in text:
        if escaped or char not in "\\|":
            value, escaped = value + char, False
        elif char == "\\":
            escaped = True
        else:
            values.append(value)
            value = ""
    return tuple(dict.fromkeys(value for value in [*values, value] if value))


def _read_modes(text: str) -> tuple[str, ...]:
    if text == "any":
        return ()
    modes = _split(text)
    if not modes or not set(modes) <= set(MODES):
        raise ValueError(f"{text!r} is none of {', '.join(MODES)}, any")
    return modes


def _read_statuses(text: str) -> tuple[str, ...]:
    statuses = _split(text)
    if not set(statuses) <= set(STATUSES):
        raise ValueError(f"{text!r} is none of {', '.join(STATUSES)}")
    return statuses


def _read_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no day like 2023-08-14") from error


def _read_box(text: str) -> Box:
    try:
        south, west, north, east = (float(part) for part in text.split(","))
    except ValueError as error:
        raise ValueError(f"{text!r} is not south,west,north,east") from error
    # A map panned round the world counts on past 180 degrees; twice round is a mistake.
    if not (-90 <= south <= north <= 90 and abs(west) <= 540 and abs(east) <= 540):
        raise ValueError(f"{text!r} is not on earth")
    return south, west, north, east


def _read_probability(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1:
        raise ValueError(f"{text!r} is not between 0 and 1")
    return value


def _read_bool(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(f"{text!r} is neither 0 nor 1")
    return text == "1"


def _read_count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError(f"{text!r} is no count")
    return int(text)


def _write_box(box: Box) -> str:
    return ",".join(f"{value:.5f}".rstrip("0").rstrip(".") for value in box)


def _write_bool(value: bool) -> str:
    return "1" if value else "0"


def _write_once(value: bool) -> str:
    return INCIDENTS if value else REPORTS


def _read_once(text: str) -> bool:
    if text not in (INCIDENTS, REPORTS):
        raise ValueError(f"{text!r} is neither {INCIDENTS} nor {REPORTS}")
    return text == INCIDENTS


def _write_modes(modes: tuple[str, ...]) -> str:
    return _join(modes) or "any"


# Field of Filter: key in the URL, how it is written, how it is read.
_FIELDS: dict[str, tuple[str, Callable[[Any], str], Callable[[str], Any]]] = {
    "types": ("type", _join, _split),
    "since": ("since", date.isoformat, _read_date),
    "until": ("until", date.isoformat, _read_date),
    "box": ("box", _write_box, _read_box),
    "places": ("place", _join, _split),
    "countries": ("country", _join, _split),
    "sources": ("source", _join, _split),
    "articles": ("article", _join, _split),
    "actors": ("actor", _join, _split),
    "statuses": ("status", _join, _read_statuses),
    "words": ("words", str, str.strip),
    "min_probability": ("probability", "{:g}".format, _read_probability),
    "modes": ("mode", _write_modes, _read_modes),
    "undated": ("undated", _write_bool, _read_bool),
    "unplaced": ("unplaced", _write_bool, _read_bool),
    "limit": ("limit", str, _read_count),
    "offset": ("offset", str, _read_count),
    "newest": ("newest", _write_bool, _read_bool),
    "once": ("count", _write_once, _read_once),
}
KEYS = tuple(key for key, _, _ in _FIELDS.values())
