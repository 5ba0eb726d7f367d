"""The user's own places: added, edited, withdrawn and restored; every edit is kept.

The journal (one JSON object a line, only ever appended to) is the truth; the layer of the index
that makes these places win is made from it, and made again where it is missing or old.
"""

import hashlib
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from gazetteer.environment import private_file, private_folder
from gazetteer.errors import BadPlace, IndexMissing
from gazetteer.index.index import Index
from gazetteer.index.layers import connect, my_places_path, source_rows
from gazetteer.index.schema import MINE, SourceRecord
from gazetteer.index.write import write_layer
from gazetteer.my_places.journal import Edit, check, clean, from_line, to_line
from gazetteer.my_places.journal import draft as draft
from gazetteer.place import Place

_AROUND_KM = 60.0  # how far to look for a place that tells the country
_PATIENCE = 20.0  # seconds in which another process may be making the layer too


@dataclass(frozen=True, slots=True)
class MyPlace:
    """A place of one's own; `place` has all its names, `said_by` tells where it is known from.

    `same` is the id of another source's place that this one stands in for, "" for none.
    """

    place: Place
    said_by: str
    created: datetime
    changed: datetime
    withdrawn: bool = False
    same: str = ""


def located(place: Place, index: Index) -> Place:
    """Fill in the country and division of a place from the nearest one that is known."""
    if place.country:
        return place
    for _, other in index.near(place.lat, place.lon, radius_km=_AROUND_KM, limit=5):
        if other.country:
            admin = place.admin or other.admin
            return replace(place, country=other.country, admin=admin)
    return place


class MyPlaces:
    """The journal beside an index, and the layer of the index that is made from it."""

    def __init__(self, index: Path) -> None:
        """Name the files that belong to the index at a path; nothing is read or made yet."""
        self.journal = index.with_name("my_places.jsonl")
        self.layer = my_places_path(index.parent)
        self._read: tuple[tuple[int, int], list[Edit]] = ((-1, 0), [])

    def places(self, *, withdrawn: bool = False) -> list[MyPlace]:
        """Return the places there are, with `withdrawn` those too, the last changed first."""
        found: dict[str, MyPlace] = {}
        for edit in self.edits():
            before = found.get(edit.place.id)
            found[edit.place.id] = MyPlace(
                edit.place,
                edit.said_by,
                before.created if before else edit.at,
                edit.at,
                edit.did == "withdrawn",
                edit.same,
            )
        kept = [mine for mine in found.values() if withdrawn or not mine.withdrawn]
        return sorted(kept, key=lambda mine: mine.changed, reverse=True)

    def get(self, id: str) -> MyPlace | None:
        """Return one place, withdrawn or not."""
        return next((mine for mine in self.places(withdrawn=True) if mine.place.id == id), None)

    def history(self, id: str) -> list[Edit]:
        """Return what was done to a place, the first edit first."""
        return [edit for edit in self.edits() if edit.place.id == id]

    def put(
        self, places: Iterable[Place], said_by: str = "", *, same: Mapping[str, str] | None = None
    ) -> list[MyPlace]:
        """Add places, or edit those of the same id; what changes nothing is no edit.

        `same` says which place of another source, by id, one of these (by id) stands in for.
        """
        known = {mine.place.id: mine for mine in self.places(withdrawn=True)}
        edits: dict[str, Edit] = {}
        now, said = _now(), clean(said_by)
        for place in places:
            place = replace(place, source=MINE)
            check(place)
            mine = known.get(place.id)
            stands_for = (same or {}).get(place.id) or (mine.same if mine else "")
            wanted = place, said, stands_for
            if mine and not mine.withdrawn and (mine.place, mine.said_by, mine.same) == wanted:
                continue
            edits[place.id] = Edit(now, "edited" if mine else "added", *wanted)
        self._write(list(edits.values()))
        kept = {mine.place.id: mine for mine in self.places(withdrawn=True)} if edits else {}
        return [kept[id] for id in edits]

    def withdraw(self, id: str) -> MyPlace:
        """Let a place no longer be found; it is kept and can be restored."""
        return self._turn(id, "withdrawn")

    def restore(self, id: str) -> MyPlace:
        """Let a withdrawn place be found again."""
        return self._turn(id, "restored")

    def _turn(self, id: str, did: str) -> MyPlace:
        mine = self.get(id)
        if mine is None:
            raise BadPlace(f"{id}: no place of yours; `places list --all` names them")
        if mine.withdrawn != (did == "withdrawn"):
            self._write([Edit(_now(), did, mine.place, mine.said_by, mine.same)])
        return self.get(id) or mine

    def edits(self) -> list[Edit]:
        """Return everything that was ever done, in order; a damaged line is passed over."""
        try:
            about = self.journal.stat()
        except OSError:
            return []
        state = about.st_mtime_ns, about.st_size
        if self._read[0] != state:
            lines = self.journal.read_text(encoding="utf-8", errors="replace").split("\n")
            self._read = state, [edit for line in lines if (edit := from_line(line))]
        return self._read[1]

    def _write(self, edits: Sequence[Edit]) -> None:
        if not edits:
            return
        private_folder(self.journal.parent)
        private_file(self.journal)
        text = "".join(f"{to_line(edit)}\n" for edit in edits)
        with self.journal.open("ab+") as file:
            # a line that was cut off by a crash must not swallow the next one
            end = file.seek(0, os.SEEK_END)
            file.seek(max(0, end - 1))
            file.write((("" if file.read(1) in (b"", b"\n") else "\n") + text).encode())
            file.flush()
            os.fsync(file.fileno())
        self._make_layer()

    def refresh(self) -> None:
        """Make the layer again where it is missing, of another version or behind the journal."""
        if self.journal.is_file() and self._layer_digest() != self._digest():
            self._make_layer()

    def _make_layer(self) -> None:
        """Write the layer anew, until nobody has added to the journal meanwhile."""
        written, until = "", time.monotonic() + _PATIENCE
        while written != self._digest():
            written = self._digest()
            kept = self.places()
            record = SourceRecord(
                MINE, "Your own places", "yours", "you", sha256=written, loaded=_now().isoformat()
            )
            stands_for = _StandsFor({mine.place.id: mine.same for mine in kept})
            try:
                write_layer(self.layer, (mine.place for mine in kept), record, link=stands_for)
            except FileNotFoundError:
                # another process makes the layer, too, and took our file for an abandoned one
                if time.monotonic() > until:
                    raise
                written = ""

    def _digest(self) -> str:
        return hashlib.sha256(self.journal.read_bytes()).hexdigest()

    def _layer_digest(self) -> str:
        try:
            db, _ = connect(self.layer)
        except IndexMissing:
            return ""
        with closing(db):
            return next((str(row["sha256"]) for row in source_rows(db)), "")


@dataclass(frozen=True, slots=True)
class _StandsFor:
    """Which place of another source each of these stands in for, as `write_layer` asks it."""

    same: Mapping[str, str]

    def __call__(self, places: Sequence[Place]) -> list[str]:
        return [self.same.get(place.id, "") for place in places]

    def leave_out(self, path: Path) -> None:
        """Nothing is asked of any layer."""

    def known(self, sids: Sequence[str]) -> list[Place]:
        return []


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
