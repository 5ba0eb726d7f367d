"""Which places of a new source are known already, so that it adds names instead of doubling.

A place is one that is known if it has the same id, or else if it has a name in common (as folded,
or its consonants), is of the same kind and near. Two ids of one register ("gn:1", "gn:2") are two
places: whoever keeps a register has made up their mind.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, radians, sqrt
from pathlib import Path

from gazetteer.index.file import IndexFile
from gazetteer.index.index import Index
from gazetteer.index.schema import keys_of, skeleton_for, spelled_row
from gazetteer.place import Place

NEAR_KM, NEAR_SAME_NAME_KM, NEAR_DIVISION_KM = 5.0, 15.0, 50.0
_SHORT = 3  # consonants of a skeleton that says something
Names = tuple[frozenset[str], frozenset[str]]


def link(place: Place, index: Index) -> str:
    """Return the id of the known place that a place is, "" for a new one."""
    return Linker(index)([place])[0]


class Linker:
    """Finds known places in an open index, many at a time; see write_layer."""

    def __init__(self, index: Index) -> None:
        """Ask an index that stays open meanwhile."""
        self._index = index
        self._files = index.layers()
        self._around: dict[str, list[tuple[IndexFile, bytearray]]] = {}
        self._names = lru_cache(maxsize=20_000)(_names)

    def leave_out(self, path: Path) -> None:
        """Ask no more of a layer that is about to be written anew."""
        self._files = [file for file in self._files if file.path.resolve() != path.resolve()]

    def __call__(self, places: Sequence[Place]) -> list[str]:
        """Return for each place the id of the known place that it is, "" for a new one."""
        same = self._ids([place.id for place in places])
        return [same.get(place.id) or self._like(place) for place in places]

    def known(self, sids: Sequence[str]) -> list[Place]:
        """Return those places of the index that have one of these ids."""
        roots = self._ids(sids)
        found = (self._index.place(root) for sid, root in roots.items() if sid == root)
        return [place for place in found if place]

    def _ids(self, sids: Sequence[str]) -> dict[str, str]:
        """Return which ids are known, and the id of the place each of them stands for."""
        found: dict[str, str] = {}
        for file in self._files:
            for sid, same in file.ids(sids):
                found.setdefault(sid, same or sid)
        return found

    def _like(self, place: Place) -> str:
        register = place.id.partition(":")[0]
        if register not in self._around:
            occupied = [(file, file.cells_of_others(register)) for file in self._files]
            self._around[register] = [(file, full) for file, full in occupied if full is not None]
        division = place.feature_class == "A"
        km = NEAR_DIVISION_KM if division else NEAR_SAME_NAME_KM
        best, names = (0, 0.0, ""), None
        for file, cells in self._around[register]:
            if not _any(cells, place.lat, place.lon, km):
                continue
            names = names or _names(spelled_row(place), place.source)
            for other, root in file.others_named(names, place, km):
                away = _km(place, other)
                if _one_kind(place, other) and away <= _reach(place, other):
                    theirs = self._names("\n".join(other.names), other.source)
                    likeness = _likeness(names, theirs, away, division=division)
                    best = max(best, (likeness, -away, root))
        # a layer may be linked to the one that is now written anew
        return best[2] if best[0] and best[2] != place.id else ""


def _any(cells: bytearray, lat: float, lon: float, km: float) -> bool:
    """Return whether there is anything in the cells around a point; one byte a cell."""
    reach = km / 111.0
    wide = reach / max(0.05, cos(radians(lat)))
    low, high = int((max(-180.0, lon - wide) + 180) * 10), int((min(180.0, lon + wide) + 180) * 10)
    first, last = int((max(-90.0, lat - reach) + 90) * 10), int((min(90.0, lat + reach) + 90) * 10)
    return any(
        cells.find(1, row * 3601 + low, row * 3601 + high + 1) >= 0
        for row in range(first, last + 1)
    )


def _names(spelled: str, source: str) -> Names:
    keys = frozenset(key for key, _ in keys_of(spelled.split("\n"), source) if key)
    skeletons = frozenset(s for key in keys if len(s := skeleton_for(key)) >= _SHORT)
    return keys, skeletons


def _likeness(ours: Names, theirs: Names, km: float, *, division: bool) -> int:
    """Return 2 for a name in common, 1 for consonants in common, 0 for a place of its own."""
    if ours[0] & theirs[0]:
        return 2
    return int((division or km <= NEAR_KM) and bool(ours[1] & theirs[1]))


def _reach(place: Place, other: Place) -> float:
    if place.feature_class == "A":
        return NEAR_DIVISION_KM
    far = place.feature_class == "P" and place.country == other.country
    return NEAR_SAME_NAME_KM if far else NEAR_KM


def _one_kind(place: Place, other: Place) -> bool:
    if place.feature_class != other.feature_class:
        return False
    return place.feature_class != "A" or place.feature_code == other.feature_code


def _km(a: Place, b: Place) -> float:
    """Return about how far two near places are apart: the earth is flat for 50 km."""
    east = ((a.lon - b.lon + 180) % 360 - 180) * cos(radians(a.lat))
    return 111.2 * sqrt((a.lat - b.lat) ** 2 + east**2)
