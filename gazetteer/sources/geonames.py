"""GeoNames dumps: places, alternate names, code tables, and the daily changes.

Which file is which its columns say; tab-separated, no header, no quoting. The ids are those
of the starter ("gn:" and the geonameid), so that both name the same place.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from gazetteer.errors import BadSource
from gazetteer.place import Place
from gazetteer.sources.files.reading import Part, ReadOptions, SourceLine, lines, parts
from gazetteer.sources.records import (
    ImportOptions,
    MoreNames,
    NoPlace,
    Note,
    Reject,
    Row,
    Withdrawn,
    clean,
    main_name,
    point,
    reject,
    usual_radius,
    whole,
)

# facilities in our own tables and to the head nouns, so that both are the same to the index
_FIELDS = frozenset({("L", "OILF"), ("L", "GASF")})
_CLASSES = frozenset("AHLPRSTUV")
# no names: codes of airports, links, Wikidata, abbreviations; pinyin is how a name is written
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
_PLAIN = frozenset({"", "piny"})
_CODE = re.compile(r"[A-Z0-9]{2,4}")
_NO_NAME = re.compile(r"https?:|[|=\x00-\x1f\x7f]|\A[\W\d_]*\Z")
_NO_DATA = re.compile(r"readme|iso-?languagecodes|timezones|userTags|shapes|no-country", re.I)
# what a file is, by the shape of its first row: columns, and what stands in the first of them
_SHAPES = (
    ("places", (19,), re.compile(r"\d+\t")),
    ("countries", (19,), re.compile(r"[A-Z]{2}\t[A-Z]{3}\t")),
    ("names", (8, 10), re.compile(r"\d+\t\d+\t")),
    ("codes", (4,), re.compile(r"[A-Z]{2}\.[^\t]+\t.*\t\d+$")),
    ("hierarchy", (2, 3), re.compile(r"\d+\t\d+(\t|$)")),
    ("features", (2, 3), re.compile(r"([AHLPRSTUV]\.[A-Z0-9]+|null)\t")),
    ("deletes", (2, 3), re.compile(r"\d+\t")),
    ("name deletes", (3, 4), re.compile(r"\d+\t\d+\t")),
)
_KNOWN = {"features": "feature codes", "hierarchy": "divisions"}


def read(paths: Sequence[Path], options: ImportOptions) -> Iterator[Row]:
    """Yield places, then names, then what is deleted."""
    order = list(_READERS)
    kinds: list[tuple[str, Part]] = []
    for part in parts(paths):
        kind = _kind(part, options.reading)
        if kind in ("features", "hierarchy"):
            yield Note(f"{part.name}: not needed, its {_KNOWN[kind]} stand in each place's row")
        elif kind:
            kinds.append((kind, part))
    for kind, part in sorted(kinds, key=lambda pair: order.index(pair[0])):
        yield from _READERS[kind](part, options)


def _kind(part: Part, reading: ReadOptions) -> str:
    """Return what a file of a dump is, "" for none of a zip's; BadSource where it is no dump."""
    if part.member and _NO_DATA.match(part.file):
        return ""
    for kind in ("name deletes", "deletes"):
        if part.file.startswith(("alternateNamesDeletes" if "name" in kind else "deletes") + "-"):
            return kind
    quiet = ReadOptions(encoding=reading.encoding)
    # a first row may be damaged, or be the header that somebody added
    head = [line for line in islice(lines(part, quiet), 200) if not line.text.startswith("#")]
    for line in head:
        columns = line.text.count("\t") + 1
        for kind, counts, start in _SHAPES:
            if columns in counts and start.match(line.text):
                return kind
    if not head:
        raise BadSource(f"{part.name}: no rows in it")
    columns = head[0].text.count("\t") + 1
    if part.member and columns == 1:
        return ""
    raise BadSource(
        f"{part.name} does not look like a GeoNames dump: {columns} column"
        f"{'s' * (columns != 1)}, 19 expected{_advice(head[0])}"
    )


def _advice(first: SourceLine) -> str:
    if first.text.lstrip().startswith(("{", "[")):
        return "; did you mean geojson?"
    if re.search(r"[\t,;]", first.text):
        return "; did you mean csv?"
    return ""


def _places(part: Part, options: ImportOptions) -> Iterator[Row]:
    for line in lines(part, options.reading):
        if line.error:
            yield reject(line, line.error)
            continue
        try:
            place = _place(line.text.split("\t"), options.source)
        except NoPlace as error:
            yield reject(line, error.reason)
            continue
        if options.wants(place):
            yield place


def _place(row: list[str], source: str) -> Place:
    if len(row) != 19:
        raise NoPlace(f"{len(row)} columns, 19 expected")
    letter, code = row[6], row[7]
    if not row[0].isdecimal():
        raise NoPlace(f"{row[0][:40]!r} is no geonameid")
    if letter not in _CLASSES:
        raise NoPlace(f"feature class {letter[:40]!r}: none of A H L P R S T U V")
    if (letter, code) in _FIELDS:
        letter = "S"
    lat, lon = point(row[4], row[5])
    name = main_name(row[1])
    population = whole(row[14])
    return Place(
        id=f"gn:{int(row[0])}",
        name=name,
        lat=lat,
        lon=lon,
        feature_class=letter,
        feature_code=clean(code),
        country=row[8] if _is_country(row[8]) else "",
        admin=tuple(filter(None, (clean(row[10]), clean(row[11])))),
        population=population,
        radius_km=usual_radius(letter, code, population),
        names=_names(name, (row[2], *row[3].split(","))),
        source=source,
    )


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()


def _names(main: str, names: Sequence[str]) -> tuple[str, ...]:
    """Keep names, without codes and links; the index itself drops equal spellings."""
    kept = dict.fromkeys(name.strip()[:200] for name in names)
    return tuple(
        name
        for name in kept
        if name and name != main and not _CODE.fullmatch(name) and not _NO_NAME.search(name)
    )


def _table(
    part: Part, options: ImportOptions, least: int
) -> Iterator[tuple[SourceLine, list[str]]]:
    """Yield the rows of a smaller table; one with too few columns as an empty list."""
    for line in lines(part, options.reading):
        if line.text.startswith("#"):
            continue
        row = line.text.split("\t")
        yield line, [] if line.error or len(row) < least else row


def _no_row(line: SourceLine, least: int) -> Reject:
    return reject(line, line.error or f"fewer than {least} columns, or no geonameid")


def _more_names(part: Part, options: ImportOptions) -> Iterator[Row]:
    """Yield the names of each place, preferred ones first."""
    held: list[tuple[int, str]] = []
    sid = ""
    for line, row in _table(part, options, 4):
        if not row or not row[1].isdecimal():
            yield _no_row(line, 4)
            continue
        if (other := f"gn:{int(row[1])}") != sid:
            if held:
                yield MoreNames(sid, tuple(name for _, name in sorted(held, key=_rank)))
            sid, held = other, []
        if name := _alternate_name(row):
            held.append((0 if row[4:5] == ["1"] else 1, name))
    if held:
        yield MoreNames(sid, tuple(name for _, name in sorted(held, key=_rank)))


def _rank(name: tuple[int, str]) -> int:
    return name[0]


def _alternate_name(row: list[str]) -> str:
    """Return "lang=name", a historical name without its language, "" for what is no name.

    Nicknames ("Big Apple") are none: in text they are seldom the town.
    """
    language, name = row[2], clean(row[3])
    flags = [*row[4:8], *[""] * 4]
    colloquial, historic = flags[2] == "1", flags[3] == "1"
    known = language in _PLAIN or _LANGUAGE.fullmatch(language)
    if not known or colloquial or not name or _CODE.fullmatch(name) or _NO_NAME.search(name):
        return ""
    return name if historic or language in _PLAIN else f"{language}={name}"


def _countries(part: Part, options: ImportOptions) -> Iterator[Row]:
    for line, row in _table(part, options, 17):
        if not row or not row[16].isdecimal():
            yield _no_row(line, 17)
        elif not options.countries or row[0] in options.countries:
            yield MoreNames(f"gn:{int(row[16])}", _names("", (row[4],)))


def _divisions(part: Part, options: ImportOptions) -> Iterator[Row]:
    for line, row in _table(part, options, 4):
        if not row or not row[3].isdecimal():
            yield _no_row(line, 4)
        elif not options.countries or row[0].partition(".")[0] in options.countries:
            yield MoreNames(f"gn:{int(row[3])}", _names("", (row[1], row[2])))


def _deletes(part: Part, options: ImportOptions) -> Iterator[Row]:
    for line, row in _table(part, options, 1):
        if row and row[0].isdecimal():
            yield Withdrawn(f"gn:{int(row[0])}")
        else:
            yield _no_row(line, 1)


def _name_deletes(part: Part, options: ImportOptions) -> Iterator[Row]:
    for line, row in _table(part, options, 3):
        if not row or not row[1].isdecimal():
            yield _no_row(line, 3)
        elif name := clean(row[2]):
            yield Withdrawn(f"gn:{int(row[1])}", (name,))


_READERS: dict[str, Callable[[Part, ImportOptions], Iterator[Row]]] = {
    "places": _places,
    "countries": _countries,
    "codes": _divisions,
    "names": _more_names,
    "name deletes": _name_deletes,
    "deletes": _deletes,
}
