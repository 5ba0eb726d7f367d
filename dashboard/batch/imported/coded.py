"""An event from a row that somebody coded: taken as it is, and it says where it is from."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import msgspec
from babel import Locale
from babel.core import get_global

from dashboard.batch.imported.kinds import kind_and_label
from dashboard.batch.imported.where import CodedPoint, area_of, spot_of
from dashboard.batch.imported.who import actors_of
from dashboard.events.filter import MODES
from dashboard.model import Area, Count, DateSpan, Event, Extraction
from dashboard.readers.document import document
from dashboard.readers.layout.bidi import rtl_share
from dashboard.readers.published import Order, published
from dashboard.readers.tables.cells import without_markup
from gazetteer.place import Place
from gazetteer.reason import Reason

IMPORTED = "event.imported"  # the reason that marks an event nobody read here
_MOST_TEXT = 20_000  # characters of a row's notes
_DAY, _DAYS, _WEEK, _MONTH, _YEAR = 1, 2, 3, 4, 5  # UCDP's precision


class EventColumns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What exports of events call each column."""

    id: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    date_precision: tuple[str, ...]
    latitude: tuple[str, ...]
    longitude: tuple[str, ...]
    point: tuple[str, ...]
    geo_precision: tuple[str, ...]
    place: tuple[str, ...]
    country: tuple[str, ...]
    type: tuple[str, ...]
    notes: tuple[str, ...]
    attacker: tuple[str, ...]
    target: tuple[str, ...]
    killed: tuple[str, ...]
    killed_low: tuple[str, ...]
    killed_high: tuple[str, ...]
    source: tuple[str, ...]
    url: tuple[str, ...]


@cache
def columns() -> EventColumns:
    """Read the names of columns."""
    file = resources.files("dashboard.batch.imported") / "columns.toml"
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), EventColumns)


def coded(row: Mapping[str, Any], file: str, order: Order | None = None) -> Extraction | None:
    """Return the event of a row as an article of its own, None where it has no day and no point.

    `row` is by plain names; `order` is that of day and month in its dates.
    """
    known = columns()
    first = _day(_cell(row, known.first)[1], order)
    spot = spot_of(row, known.latitude, known.longitude, known.point)
    if first is None and spot is None:
        return None
    kind, label = kind_and_label(*_cell(row, known.type))
    place = _text(row, known.place)
    notes = without_markup(_text(row, known.notes))[:_MOST_TEXT]
    day = first.isoformat() if first else ""
    # What makes a row another than those of its day: else a table of points is one event.
    own = _text(row, known.id) or (f"{spot.lat:.5f}, {spot.lon:.5f}" if spot else "")
    parts = (day, place, label, own)
    article = document(
        "\n".join(filter(None, (" · ".join(filter(None, parts)), notes))),
        title=notes.split("\n", 1)[0][:120] or " · ".join(filter(None, (label, place))),
        source=_text(row, known.source) or file,
        url=_text(row, known.url),
        language="ar" if rtl_share(notes[:200]) > 0.5 else "en",
    )
    when = _span(row, first, order)
    event = Event(
        id=f"{article.id}:0:{kind.key}",
        document=article.id,
        type=kind.event_type,
        sub_type=kind.sub_event_type,
        area=_area(row, spot),
        place=_place(place, spot, _text(row, known.country)),
        when=when,
        actors=actors_of(row, kind, _text(row, known.attacker), _text(row, known.target)),
        fatalities=_killed(row),
        injuries=None,
        claims=(),
        start=0,
        end=len(article.text),
        probability=1.0,
        reasons=(Reason(IMPORTED, (file,)),),
        mode=_mode(row),
    )
    return Extraction(article, (), (when,) if when else (), (event,))


def first_days(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what the rows have for their first day."""
    return [_cell(row, columns().first)[1] for row in rows]


@lru_cache(10_000)  # many events of a day
def _day(text: str, order: Order | None) -> date | None:
    return published(text, order) if text else None


@cache
def _country_codes() -> dict[str, str]:
    """Return ISO codes of countries by their Arabic and English names and by both their codes."""
    named = [pair for language in ("ar", "en") for pair in Locale(language).territories.items()]
    codes = {name.casefold(): code for code, name in named if len(code) == 2}
    aliases = get_global("territory_aliases").items()
    longer = {long.casefold(): to[0] for long, to in aliases if len(long) == 3}
    return longer | codes | {code.casefold(): code for code in codes.values()}


def _cell(row: Mapping[str, Any], names: Iterable[str]) -> tuple[str, str]:
    """Return the first of the columns that says something, and what it says."""
    for name in names:
        value = row.get(name)
        if isinstance(value, dict):
            value = value.get("name", "")
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            text = str(value).strip()
            if text:
                return name, text
    return "", ""


def _text(row: Mapping[str, Any], names: Iterable[str]) -> str:
    return _cell(row, names)[1]


def _span(row: Mapping[str, Any], first: date | None, order: Order | None) -> DateSpan | None:
    if first is None:
        return None
    last = _day(_text(row, columns().last), order) or first
    last = max(first, last)
    days = (last - first).days + 1
    precision = next(
        (
            grade
            for most, grade in ((1, _DAY), (6, _DAYS), (7, _WEEK), (31, _MONTH))
            if days <= most
        ),
        _YEAR,
    )
    edtf = first.isoformat() if days == 1 else f"{first.isoformat()}/{last.isoformat()}"
    return DateSpan(0, len(first.isoformat()), first, last, precision, None, edtf, edtf)


def _area(row: Mapping[str, Any], spot: CodedPoint | None) -> Area | None:
    return area_of(spot, _number(_text(row, columns().geo_precision))) if spot else None


def _place(name: str, spot: CodedPoint | None, country: str) -> Place | None:
    if spot is None:
        return None
    code = _country_codes().get(country.casefold(), "")
    return Place(f"imported:{name}", name, spot.lat, spot.lon, "P", "", code, source="imported")


def _mode(row: Mapping[str, Any]) -> str:
    """Return how our own exports say that it was told; a planned event did not happen."""
    mode = row.get("mode")
    return mode if isinstance(mode, str) and mode in MODES else MODES[0]


def _killed(row: Mapping[str, Any]) -> Count | None:
    known = columns()
    both = row.get("fatalities")
    if isinstance(both, dict):  # as `extract` writes it
        row = {"killedlow": both.get("low"), "killedhigh": both.get("high")}
    best = _number(_text(row, known.killed))
    low, high = _number(_text(row, known.killed_low)), _number(_text(row, known.killed_high))
    some = [count for count in (best, low, high) if count is not None]
    if not some:
        return None
    return Count(low if low is not None else min(some), high if high is not None else max(some))


def _number(text: str) -> int | None:
    """Return a whole number from 0, None for anything else."""
    try:
        value = float(text)
    except ValueError:
        return None
    return int(value) if 0 <= value < 1e9 else None
