"""What a loader gives, as the index takes it: places first, then names; rejects written down."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import chain
from math import cos, hypot, radians
from typing import IO

from gazetteer.errors import BadSource
from gazetteer.importing.linker import Linker
from gazetteer.index.index import Index
from gazetteer.messages import english
from gazetteer.place import Place
from gazetteer.reason import Reason
from gazetteer.sources.records import ImportOptions, MoreNames, Reject, Row, Withdrawn

SHOWN = 10  # rejects shown in full
HOPELESS = 10_000  # rows without a single place, after which a file is the wrong one


@dataclass(slots=True)
class Heard:
    """What came of the rows that are no places."""

    file: IO[str]
    reasons: Counter[str] = field(default_factory=Counter)
    first: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    places: int = 0

    def reject(self, row: Reject) -> None:
        """Write a reject down; BadSource where the file is nothing but rejects."""
        reason = english(row.reason)
        self.reasons[reason if len(self.reasons) < 1000 else "other"] += 1
        if len(self.first) < SHOWN:
            self.first.append(row)
        cells = (row.file, str(row.line), reason, row.row)
        self.file.write("\t".join(" ".join(cell.split()) for cell in cells) + "\n")
        if not self.places and self.rejected >= HOPELESS:
            raise BadSource(nothing(self))

    @property
    def rejected(self) -> int:
        """Return how many rows were no places."""
        return self.reasons.total()


class Places:
    """The rows of a loader as `write_layer` wants them: places first, then names."""

    def __init__(
        self, rows: Iterator[Row], index: Index, heard: Heard, options: ImportOptions
    ) -> None:
        self._rows, self._index, self._heard, self._options = rows, index, heard, options
        self._late: list[MoreNames] = []
        self._countries: dict[str, Place | None] = {}

    def places(self) -> Iterator[Place]:
        """Yield places; BadSource at the end where there is neither a place nor a name."""
        for row in self._rows:
            if isinstance(row, Place):
                if self._lies_well(row):
                    self._heard.places += 1
                    yield row
            elif isinstance(row, MoreNames):
                self._late.append(row)
                return
            elif isinstance(row, Withdrawn):
                raise BadSource(f"{row.sid} is withdrawn in it: changes are for `update`")
        if not self._heard.places:
            raise BadSource(nothing(self._heard))

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the names that came after the places: of these, or of places of the index.

        BadSource at the end where they are of neither.
        """
        useful = self._heard.places > 0
        for row in chain(self._late, self._rows):
            if isinstance(row, Withdrawn):
                raise BadSource(f"{row.sid} is withdrawn in it: changes are for `update`")
            if not isinstance(row, MoreNames):
                raise TypeError(f"a loader gave a {type(row).__name__} after names")
            useful = useful or self.wanted(row.sid)
            for name in row.names:
                yield row.sid, name
        if not useful:
            raise BadSource("all names in it are of places that the index does not hold")

    def wanted(self, sid: str) -> bool:
        """Return whether the index holds a place that the user asked for."""
        place = self._index.place(sid)
        return place is not None and self._options.wants(place)

    def _lies_well(self, place: Place) -> bool:
        """Reject a place that lies in its own country only with its coordinates swapped."""
        if place.country not in self._countries:
            self._countries[place.country] = self._index.country(place.country)
        country = self._countries[place.country]
        if country is None or abs(place.lon) > 90 or not country.radius_km:
            return True
        here = _km(country, place.lat, place.lon)
        swapped = _km(country, place.lon, place.lat)
        if here <= 2 * country.radius_km + 50 or swapped > 1.3 * country.radius_km:
            return True
        text = f"{place.id} {place.name} {place.lat:g}, {place.lon:g}"
        reason = Reason("row.far", (place.country,))
        self._heard.reject(Reject(place.source, 0, reason, text))
        return False


class Wanted(Linker):
    """A linker that knows only places that the user asked for, when names come by themselves."""

    def __init__(self, index: Index, options: ImportOptions) -> None:
        super().__init__(index)
        self._options = options

    def known(self, sids: Sequence[str]) -> list[Place]:
        """Return those places of the index that have one of these ids and are asked for."""
        return [place for place in super().known(sids) if self._options.wants(place)]


@dataclass(slots=True)
class Changes:
    """A day's changes of a source, by the id of the place."""

    places: dict[str, Place] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    fewer: dict[str, set[str]] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.ids())

    def ids(self) -> set[str]:
        """Return the ids of all places that anything is said of."""
        return {*self.places, *self.names, *self.fewer, *self.deleted}

    def take(self, row: Row) -> None:
        """Add what a loader gives."""
        if isinstance(row, Place):
            self.places[row.id] = row
        elif isinstance(row, MoreNames):
            self.names.setdefault(row.sid, []).extend(row.names)
        elif isinstance(row, Withdrawn) and row.names:
            self.fewer.setdefault(row.sid, set()).update(row.names)
        elif isinstance(row, Withdrawn):
            self.deleted.add(row.sid)

    def changed(self, held: Mapping[str, Place], countries: Set[str]) -> Iterator[Place]:
        """Yield the places to put: those held as they are to be, and new ones of `countries`."""
        for sid in sorted(self.ids() - self.deleted):
            old = held.get(sid)
            place = self.places.get(sid, old)
            if place is None or (old is None and place.country not in countries):
                continue
            before = old.names if old else ()
            names = dict.fromkeys([*place.names, *before, *self.names.get(sid, ())])
            gone = self.fewer.get(sid, set())
            kept = (name for name in names if name.rpartition("=")[2] not in gone)
            yield replace(place, names=tuple(kept))


def _km(country: Place, lat: float, lon: float) -> float:
    """Return a rough distance, good enough to tell a country from another."""
    across = (lon - country.lon) * cos(radians(country.lat))
    return 111.0 * hypot(lat - country.lat, across)


def nothing(heard: Heard) -> str:
    """Say that there is no place in what was read, and why not."""
    if heard.notes and not heard.rejected:
        return f"no place in it: {'; '.join(heard.notes)}"
    if not heard.rejected:
        return "no place in it for these countries and classes"
    reasons = ", ".join(f"{reason} ({n:,})" for reason, n in heard.reasons.most_common(3))
    advice = ""
    if "swapped" in reasons:
        advice = "; name their columns the other way round: --map lat=...,lon=..."
    elif "not UTF-8" in reasons:
        advice = "; say its encoding: --encoding cp1256"
    return f"{heard.first[0].file}: not one place in {heard.rejected:,} rows: {reasons}{advice}"
