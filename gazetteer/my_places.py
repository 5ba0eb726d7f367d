"""The user's own places: added, edited, withdrawn and restored; every step is kept.

The journal (one JSON object a line, only ever appended to) is the truth; the layer of the index
that makes these places win is made from it, and made again where it is missing or old.
"""

import hashlib
import json
import logging
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import isfinite
from pathlib import Path
from typing import Any

from gazetteer.errors import BadPlace
from gazetteer.fold import name_key
from gazetteer.index import Index
from gazetteer.place import Place
from gazetteer.place_kinds import kind_of

SOURCE = "mine"
MOST_NAMES, LONGEST_NAME, LONGEST_NOTE = 60, 120, 2000
MOST_KM = 2000.0
_AROUND_KM = 60.0  # how far to look for a place that tells the country
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]+)*")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MyPlace:
    """A place of one's own; `place` has all its names, `said_by` tells where it is known from."""

    place: Place
    said_by: str
    created: datetime
    changed: datetime
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What was done to a place of one's own, when (UTC), and what it was from then on.

    `did`: added, edited, withdrawn, restored.
    """

    at: datetime
    did: str
    place: Place
    said_by: str


def draft(names: Sequence[str], lat: float, lon: float, **more: Any) -> Place:
    """Make a place as somebody describes it: names, the one to show first, and any other fields.

    Without a class it is a town or village, without a radius it has the usual one of its kind.
    """
    clean = list(dict.fromkeys(filter(None, map(_clean_name, names))))
    letter, code = more.pop("feature_class", ""), more.pop("feature_code", "")
    if not letter:
        letter, code = "P", "PPL"
    radius = more.pop("radius_km", 0.0) or kind_of(letter, code).radius_km
    shown = _spelled(clean[0]) if clean else ""
    more["note"] = _clean(more.get("note", ""))[:LONGEST_NOTE]
    place = Place(
        more.pop("id", ""), shown, lat, lon, letter, code, radius_km=float(radius),
        names=tuple(clean), source=SOURCE, **more,
    )  # fmt: skip
    _check(place)
    return place if place.id else replace(place, id=_id(place))


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
        self._read: tuple[tuple[int, int], list[Step]] = ((-1, 0), [])

    def places(self, *, withdrawn: bool = False) -> list[MyPlace]:
        """Return the places there are, with `withdrawn` those too, the last changed first."""
        found: dict[str, MyPlace] = {}
        for step in self.steps():
            before = found.get(step.place.id)
            found[step.place.id] = MyPlace(
                step.place,
                step.said_by,
                before.created if before else step.at,
                step.at,
                step.did == "withdrawn",
            )
        kept = [mine for mine in found.values() if withdrawn or not mine.withdrawn]
        return sorted(kept, key=lambda mine: mine.changed, reverse=True)

    def get(self, id: str) -> MyPlace | None:
        """Return one place, withdrawn or not."""
        return next((mine for mine in self.places(withdrawn=True) if mine.place.id == id), None)

    def history(self, id: str) -> list[Step]:
        """Return what was done to a place, the first step first."""
        return [step for step in self.steps() if step.place.id == id]

    def put(self, places: Iterable[Place], said_by: str = "") -> list[MyPlace]:
        """Add places, or edit those of the same id; what changes nothing is no step."""
        known = {mine.place.id: mine for mine in self.places(withdrawn=True)}
        steps: dict[str, Step] = {}
        now, said = _now(), _clean(said_by)
        for place in places:
            place = replace(place, source=SOURCE)
            _check(place)
            mine = known.get(place.id)
            if mine and not mine.withdrawn and (mine.place, mine.said_by) == (place, said):
                continue
            steps[place.id] = Step(now, "edited" if mine else "added", place, said)
        self._write(list(steps.values()))
        return [mine for id in steps if (mine := self.get(id))]

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
            self._write([Step(_now(), did, mine.place, mine.said_by)])
        return self.get(id) or mine

    def steps(self) -> list[Step]:
        """Return everything that was ever done, in order; a damaged line is passed over."""
        try:
            about = self.journal.stat()
        except OSError:
            return []
        state = about.st_mtime_ns, about.st_size
        if self._read[0] != state:
            lines = self.journal.read_text(encoding="utf-8", errors="replace").split("\n")
            self._read = state, [step for line in lines if (step := _step(line))]
        return self._read[1]

    def _write(self, steps: Sequence[Step]) -> None:
        if not steps:
            return
        self.journal.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(f"{_line(step)}\n" for step in steps)
        with self.journal.open("ab+") as file:
            # a line that was cut off by a crash must not swallow the next one
            end = file.seek(0, os.SEEK_END)
            file.seek(max(0, end - 1))
            file.write((("" if file.read(1) in (b"", b"\n") else "\n") + text).encode())
            file.flush()
            os.fsync(file.fileno())


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _clean(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _clean_name(name: str) -> str:
    """Keep "lang=" before a name; any other "=" would be taken for one."""
    language, sign, spelled = _clean(name).rpartition("=")
    if not sign or _LANGUAGE.fullmatch(language.strip()):
        return f"{language.strip()}{sign}{spelled.strip()}"
    return _clean(name.replace("=", " "))


def _spelled(name: str) -> str:
    return name.rpartition("=")[2]


def _id(place: Place) -> str:
    """Give the same place, said twice, the same id."""
    told = f"{name_key(place.name)}|{place.lat:.3f}|{place.lon:.3f}"
    return f"{SOURCE}:{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def _check(place: Place) -> None:
    """Raise BadPlace where something of a place cannot be kept or found again."""
    named = place.name or "a place without a name"
    for name in (place.name, *place.names):
        if not name_key(_spelled(name)):
            raise BadPlace(f"{name!r}: a name needs letters or digits")
        if len(name) > LONGEST_NAME:
            raise BadPlace(f"{name[:40]}...: a name may have {LONGEST_NAME} characters")
    if len(place.names) > MOST_NAMES:
        raise BadPlace(f"{named}: {len(place.names)} names; {MOST_NAMES} can be kept")
    if not (isfinite(place.lat) and isfinite(place.lon)):
        raise BadPlace(f"{named}: no point; choose one on the map or type one")
    if abs(place.lat) > 90 or abs(place.lon) > 180:
        raise BadPlace(f"{named}: {place.lat}, {place.lon} is not on earth")
    if not 0 < place.radius_km <= MOST_KM:
        raise BadPlace(f"{named}: a radius is more than 0 and at most {MOST_KM:.0f} km")
    if not re.fullmatch("[AHLPRSTUV]", place.feature_class):
        raise BadPlace(f"{named}: {place.feature_class!r} is no class of places")


def _line(step: Step) -> str:
    place = step.place
    record = {
        "at": step.at.isoformat(),
        "did": step.did,
        "id": place.id,
        "names": list(place.names or (place.name,)),
        "lat": place.lat,
        "lon": place.lon,
        "feature": f"{place.feature_class}.{place.feature_code}",
        "country": place.country,
        "admin": list(place.admin),
        "population": place.population,
        "radius_km": place.radius_km,
        "note": place.note,
        "said_by": step.said_by,
    }
    return json.dumps(record, ensure_ascii=False)


def _step(line: str) -> Step | None:
    if not line.strip():
        return None
    try:
        record = json.loads(line)
        letter, _, code = str(record["feature"]).partition(".")
        place = draft(
            record["names"], float(record["lat"]), float(record["lon"]), id=str(record["id"]),
            feature_class=letter, feature_code=code, country=str(record.get("country", "")),
            admin=tuple(record.get("admin", ())), population=int(record.get("population", 0)),
            radius_km=float(record["radius_km"]), note=str(record.get("note", "")),
        )  # fmt: skip
        at = datetime.fromisoformat(record["at"])
        return Step(at, str(record["did"]), place, str(record.get("said_by", "")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        _log.warning("my places: a line is passed over (%s): %.80s", error, line)
        return None
