"""What every loader of gazetteer/sources gives: places, names of places, and rows that are neither.

A loader is `read(paths, options) -> Iterator[Row]`. It yields every place before the first
MoreNames, raises BadSource where a file as a whole is not what it was said to be, and a Reject for
each row that is no place. Inside a loader, a function that makes a place of a row raises NoPlace.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Protocol

from gazetteer.errors import GazetteerError
from gazetteer.place import Place
from gazetteer.reason import Reason, as_reason
from gazetteer.sources.files.reading import ReadOptions, SourceLine
from gazetteer.spelling.fold import name_key


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that is no place, and why; `line` is 0 where the file has no lines."""

    file: str
    line: int
    reason: Reason
    row: str


@dataclass(frozen=True, slots=True)
class MoreNames:
    """Names, "lang=name" or plain, of a place found elsewhere: in this import or in the index."""

    sid: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A place, or only some of its names, that an update takes away."""

    sid: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something the user should hear, such as a file that was not needed."""

    text: str


Row = Place | MoreNames | Withdrawn | Reject | Note


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a user asked for; empty `countries` and `classes` mean all.

    `source` is the key of the layer: Place.source, and the prefix of ids that are only unique
    within a file. `columns` maps our names (lat, lon, name, name:ar ...) to those of the file;
    `kind`, such as "S.OILF", is what a place is whose row does not say.
    """

    source: str
    countries: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    reading: ReadOptions = field(default_factory=ReadOptions)

    def wants(self, place: Place) -> bool:
        """Return whether the user asked for a place of this country and feature class."""
        return (not self.countries or place.country in self.countries) and (
            not self.classes or place.feature_class in self.classes
        )


class Loader(Protocol):
    """The `read` of every module that LOADERS names."""

    def __call__(self, paths: Sequence[Path], options: ImportOptions) -> Iterator[Row]:
        """Yield what the files hold, the user's countries and classes only."""


class NoPlace(GazetteerError, ValueError):
    """A row is no place; its reason goes into the reject file."""


_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?")
_SIGNS = str.maketrans({"\u2212": "-", "\u066b": ".", "°": None, "\u200e": None, "\u200f": None})
LONGEST_NAME = 200
_MOST_PEOPLE = 10**10
_CODE = re.compile(r"[A-Z0-9]{2,4}\Z")
_TAG = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,34}")  # as long as BCP 47 lets a language's tag be
_LETTER = re.compile(r"[^\W\d_]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffd\ud800-\udfff]")


def number(value: object) -> float:
    """Read a finite number: also "35,33", Arabic digits and a typographic minus."""
    if isinstance(value, str):
        text = value.strip().translate(_SIGNS).strip()
        if not _NUMBER.fullmatch(text):
            raise NoPlace(Reason("row.number", (_short(value),)))
        value = text.replace(",", ".")
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise NoPlace(Reason("row.number", (_short(str(value)),)))
    try:
        found = float(value)
    except OverflowError as error:  # JSON knows whole numbers of any length
        raise NoPlace(Reason("row.endless")) from error
    if not isfinite(found):
        raise NoPlace(Reason("row.number", (_short(str(value)),)))
    return found


def point(lat: object, lon: object) -> tuple[float, float]:
    """Read a latitude and a longitude; NoPlace says whether they look swapped."""
    y, x = number(lat), number(lon)
    if abs(y) > 90 and abs(x) <= 90 and abs(y) <= 180:
        raise NoPlace(Reason("row.swapped"))
    if abs(y) > 180 or abs(x) > 360:
        raise NoPlace(Reason("row.metres", (y, x)))
    if abs(y) > 90:
        raise NoPlace(Reason("row.latitude", (y,)))
    if abs(x) > 180:
        raise NoPlace(Reason("row.longitude", (x,)))
    if x == y == 0:
        raise NoPlace(Reason("row.zero"))
    return round(y, 6), round(x, 6)


def whole(value: object) -> int:
    """Read a count such as a population; what is no number, or none of people, counts as 0."""
    try:
        text = value.replace(",", "") if isinstance(value, str) else value
        count = int(number(text))
    except NoPlace:
        return 0
    return count if 0 < count <= _MOST_PEOPLE else 0


def main_name(text: object) -> str:
    """Return a place's name as one clean line; NoPlace where it has no letter to find it by."""
    name = clean(text)
    if not _LETTER.search(name):
        raise NoPlace(Reason("row.no-letter", (_short(name),)) if name else Reason("row.no-name"))
    return name


def clean(text: object) -> str:
    """Put text on one line without control characters, at most LONGEST_NAME long."""
    if not isinstance(text, str):
        return ""
    return " ".join(_CONTROL.sub(" ", text).split())[:LONGEST_NAME]


def other_names(main: str, names: Iterable[tuple[str, object]]) -> tuple[str, ...]:
    """Write (language or "", name) pairs as Place.names: one spelling per key, no codes.

    Names in a language are kept even where they spell the main name again; those of none are not.
    What can be no tag of a language is none.
    """
    seen = {name_key(main)}
    tagged = set()
    found = []
    for tag, text in names:
        language = tag if _TAG.fullmatch(tag) else ""
        name = clean(text)
        key = name_key(name)
        if not _LETTER.search(name) or "=" in name or "|" in name or _CODE.match(name):
            continue
        if language and (language, key) not in tagged:
            tagged.add((language, key))
            seen.add(key)
            found.append(f"{language}={name}")
        elif not language and key not in seen:
            seen.add(key)
            found.append(name)
    return tuple(found)


def reject(line: SourceLine, reason: Reason | str) -> Reject:
    """Reject a line of a file that is no place; a sentence in English is a reason too."""
    return Reject(line.file, line.number, as_reason(reason), _short(line.text, 500))


def _short(text: str, length: int = 40) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


# How far a point may be off what it stands for, in km, where nothing better is known.
_BY_CODE = {
    **{"PCLI": 200.0, "ADM1": 60.0, "ADM2": 25.0, "ADM3": 10.0, "ADM4": 5.0, "ADM5": 3.0},
    **{"PPLX": 1.0, "STM": 10.0, "LK": 3.0, "MTS": 30.0, "RGN": 50.0, "DSRT": 50.0, "SEA": 300.0},
}
_BY_CLASS = {"A": 10.0, "H": 3.0, "L": 3.0, "T": 2.0, "U": 50.0, "V": 2.0, "R": 2.0, "S": 0.5}


def usual_radius(feature_class: str, feature_code: str, population: int) -> float:
    """Return how far a point of this kind may be off, in km: towns by population, as the starter.

    Guesses, wide on purpose: an area or a river whose extent nobody gave is not its point.
    """
    if feature_code in _BY_CODE:
        return _BY_CODE[feature_code]
    if feature_class == "P":
        return 8 if population >= 100_000 else 3 if population >= 5_000 else 1.5
    return _BY_CLASS.get(feature_class, 3.0)
