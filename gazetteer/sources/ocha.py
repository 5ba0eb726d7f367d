"""OCHA's common operational datasets: COD-AB (units, places, neighbourhoods) and COD-PS (people).

Workbooks, GeoJSON and CSV, in the column schemas of the years; give all files of a country at
once, as populations and the centres that neighbourhoods need stand in other tables. Ids are
P-codes. Admin codes stay empty: P-codes are not the codes of the other gazetteers.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from math import pi, sqrt
from pathlib import Path
from typing import NoReturn

from gazetteer.errors import BadSource
from gazetteer.place import Place
from gazetteer.sources import ocha_columns as columns
from gazetteer.sources.country_box import demand_inside
from gazetteer.sources.country_code import country_code
from gazetteer.sources.files.reading import parts
from gazetteer.sources.foreign_kinds import Kind, of_ocha
from gazetteer.sources.geometry import middle
from gazetteer.sources.ocha_tables import Cells, Table, tables
from gazetteer.sources.records import (
    ImportOptions,
    NoPlace,
    Note,
    Reject,
    Row,
    clean,
    main_name,
    number,
    other_names,
    point,
    usual_radius,
    whole,
)

Where = tuple[float, float, float]  # lat, lon, radius in km
_ORDER = ("population", "units", "places", "neighbourhoods")
_ARABIC = re.compile("[\u0621-\u064a]")
# Arabic in UTF-8 that was read as windows-1252: each letter became two such characters
_MOJIBAKE = re.compile("[\u00d8-\u00db][\u0080-\u00ff\u0152-\u2122]")
_PCODE = re.compile(r"[A-Za-z0-9][\w./-]{0,39}", re.A)
_SETTLEMENT = re.compile(r"[A-Z]\d{3,}")  # Syria's communities: C1234


@dataclass(slots=True)
class _Known:
    """What one table tells for the next: people and centres by P-code, and the ids given."""

    people: dict[str, int] = field(default_factory=dict)
    centres: dict[str, tuple[Where, str]] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)


def read(paths: Sequence[Path], options: ImportOptions) -> Iterator[Row]:
    """Yield units, places, then neighbourhoods; BadSource where no table is one of OCHA's."""
    with ExitStack() as stack:
        found: list[tuple[str, Table]] = []
        others: list[str] = []
        for part in parts(paths):
            for table in tables(part, options.reading, stack):
                about = columns.about(table.columns, drawn=table.drawn)
                if about:
                    found.append((about, table))
                else:
                    others.append(table.name)
        if not any(about != "population" for about, _ in found):
            _wrong([*others, *(table.name for _, table in found)])
        yield from (Note(f"{name}: nothing in it that the index holds") for name in others)
        known = _Known()
        for about, table in sorted(found, key=lambda pair: _ORDER.index(pair[0])):
            yield from _rows(about, table, known, options)


def _wrong(names: Sequence[str]) -> NoReturn:
    raise BadSource(
        f"{', '.join(names)}: no table of OCHA's COD-AB, which has columns such as adm1_pcode and"
        " adm1_name, ADM1_EN, or pcode and featurename_en; did you mean csv or geojson?"
    )


def _rows(about: str, table: Table, known: _Known, options: ImportOptions) -> Iterator[Row]:
    for row in table.rows():
        try:
            place = _row(about, row, known, options.source)
        except NoPlace as error:
            shown = repr({key: value for key, value in row.values.items() if value})
            yield Reject(row.file, row.line, error.reason, shown[:500])
            continue
        if place is not None and place.id not in known.given:
            known.given.add(place.id)
            if options.wants(place):
                yield place


def _row(about: str, row: Cells, known: _Known, source: str) -> Place | None:
    """Make a place of a row; None for people, for the second row of HXL tags and for totals."""
    if row.error:
        raise NoPlace(row.error)
    if any(isinstance(value, str) and value.startswith("#adm") for value in row.values.values()):
        return None
    level = columns.level(row)
    if about == "population":
        people = max((whole(row.values.get(total)) for total in columns.TOTALS), default=0)
        known.people[columns.pcode(row, str(level))] = people
        return None
    if row.text("valid_to") or row.text("validto"):
        until = row.text("valid_to") or row.text("validto")
        raise NoPlace(f"no longer valid: until {until[:10]}")
    if about == "units":
        code = _code(row, str(level))
        return _place(row, str(level), code, _unit_kind(level, code), known, source)
    wanted = "place" if about == "places" else "neighbourhood"
    code = _code(row, wanted)
    title = next((row.text(column) for column in columns.TITLES if row.text(column)), "")
    kind = of_ocha(title) if about == "places" else ("P", "PPLX")
    return _place(row, wanted, code, kind, known, source)


def _code(row: Cells, wanted: str) -> str:
    code = columns.pcode(row, wanted)
    if not _PCODE.fullmatch(code):
        raise NoPlace("no P-code")
    return code


def _unit_kind(level: int, code: str) -> Kind:
    if level >= 4 and _SETTLEMENT.fullmatch(code):
        return "P", "PPL"
    return "A", "PCLI" if level == 0 else f"ADM{level}"


def _place(row: Cells, wanted: str, code: str, kind: Kind, known: _Known, source: str) -> Place:
    named = [_named(language, name) for language, name in columns.names(row, wanted)]
    named.sort(key=lambda pair: ("en", "ar").index(pair[0]) if pair[0] in ("en", "ar") else 2)
    name = main_name(next((name for _, name in named if name), ""))
    country = _country(row, code)
    where, note = _where(row, wanted, known)
    lat, lon, radius = where
    demand_inside(country, lat, lon)
    people = known.people.get(code, 0)
    radius = radius or usual_radius(*kind, people)
    known.centres.setdefault(code, ((lat, lon, radius), name))
    return Place(
        id=_id(country, code, source),
        name=name,
        lat=lat,
        lon=lon,
        feature_class=kind[0],
        feature_code=kind[1],
        country=country,
        population=people,
        radius_km=radius,
        names=other_names(name, named),
        source=source,
        note=note,
    )


def _named(language: str, name: str) -> tuple[str, str]:
    """Mend a name that was decoded wrongly, and forget a language that its letters deny."""
    if _MOJIBAKE.search(name):
        name = _mended(name)
    if language == "ar" and not _ARABIC.search(name):
        language = ""
    if language == "en" and _ARABIC.search(name):
        language = "ar"
    return language, clean(name)


def _mended(name: str) -> str:
    """Undo UTF-8 read as windows-1252; "" where that does not give Arabic."""
    data = bytearray()
    for letter in name:
        try:
            data += letter.encode("cp1252")
        except UnicodeEncodeError:  # five bytes mean nothing in windows-1252 and stay as they are
            data += letter.encode("latin-1", "replace")
    text = data.decode("utf-8", "replace")
    return text if _ARABIC.search(text) and "\ufffd" not in text else ""


def _where(row: Cells, wanted: str, known: _Known) -> tuple[Where, str]:
    """Return where a row lies, and what has to be said of that."""
    pair = columns.point_columns(row.values)
    if pair and row.text(pair[0]) and row.text(pair[1]):
        return (*point(row.values[pair[0]], row.values[pair[1]]), _reach(row)), ""
    if row.geometry:
        lat, lon, radius = middle(row.geometry)
        return (lat, lon, _reach(row) or radius), ""
    if wanted == "neighbourhood":
        for parent in (row.text("areapcode"), *(columns.pcode(row, n) for n in "4321")):
            if parent in known.centres:
                (lat, lon, radius), name = known.centres[parent]
                return (lat, lon, max(3.0, radius)), f"no point of its own: the centre of {name}"
        raise NoPlace("no point, and none of the units it is in has one")
    raise NoPlace("no point")


def _reach(row: Cells) -> float:
    """Return the radius of a circle as large as the unit, 0 where its area is not given."""
    try:
        return round(min(2000.0, sqrt(max(0.0, number(row.values.get("area_sqkm"))) / pi)), 2)
    except NoPlace:
        return 0.0


def _country(row: Cells, code: str) -> str:
    for text in (columns.pcode(row, "0"), columns.pcode(row, "1")[:2], code[:2]):
        if found := country_code(text) if text.isalpha() else "":
            return found
    return ""


def _id(country: str, code: str, source: str) -> str:
    """Return an id that no other country's P-code can be: some P-codes are only a number."""
    if not country:
        return f"{source}:{code}"
    return f"ocha:{code}" if code.startswith(country) else f"ocha:{country}.{code}"
