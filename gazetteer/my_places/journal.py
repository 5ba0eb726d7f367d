"""A place of one's own as somebody describes it, and as a line of the journal; what is refused."""

import hashlib
import json
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import isfinite
from typing import Any

from gazetteer.errors import BadPlace
from gazetteer.index.schema import MINE
from gazetteer.my_places.kinds import kind_of
from gazetteer.place import Place
from gazetteer.reason import Reason
from gazetteer.sources.records import whole
from gazetteer.spelling.fold import name_key

MOST_NAMES, LONGEST_NAME, LONGEST_NOTE = 60, 120, 2000
MOST_KM = 2000.0
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]+)*")
_DAMAGED = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done to a place of one's own, when (UTC), and what it was from then on.

    `did`: added, edited, withdrawn, restored.
    """

    at: datetime
    did: str
    place: Place
    said_by: str
    same: str = ""


def draft(names: Sequence[str], lat: float, lon: float, **more: Any) -> Place:
    """Make a place as somebody describes it: names, the one to show first, and any other fields.

    Without a class it is a town or village, without a radius it has the usual one of its kind.
    """
    kept = list(dict.fromkeys(filter(None, map(_clean_name, names))))
    letter, code = more.pop("feature_class", ""), more.pop("feature_code", "")
    if not letter:
        letter, code = "P", "PPL"
    radius = more.pop("radius_km", 0.0) or kind_of(letter, code).radius_km
    shown = _spelled(kept[0]) if kept else ""
    more["note"] = clean(more.get("note", ""))[:LONGEST_NOTE]
    place = Place(
        more.pop("id", ""),
        shown,
        lat,
        lon,
        letter,
        code,
        radius_km=float(radius),
        names=tuple(kept),
        source=MINE,
        **more,
    )
    check(place)
    return place if place.id else replace(place, id=_id(place))


def clean(text: str) -> str:
    """Put a text on one line, without control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _clean_name(name: str) -> str:
    """Keep "lang=" before a name; any other "=" would be taken for one."""
    language, sign, spelled = clean(name).rpartition("=")
    if not sign or _LANGUAGE.fullmatch(language.strip()):
        return f"{language.strip()}{sign}{spelled.strip()}"
    return clean(name.replace("=", " "))


def _spelled(name: str) -> str:
    return name.rpartition("=")[2]


def _id(place: Place) -> str:
    """Return an id that is the same for a place said twice."""
    said = f"{name_key(place.name)}|{place.lat:.3f}|{place.lon:.3f}"
    return f"{MINE}:{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def check(place: Place) -> None:
    """Raise BadPlace where something of a place cannot be kept or found again."""
    named = place.name or Reason("own.nameless")
    for name in (place.name, *place.names):
        if not name_key(_spelled(name)):
            raise BadPlace(Reason("own.letters", (name,)))
        if len(name) > LONGEST_NAME:
            raise BadPlace(Reason("own.long-name", (name[:40], LONGEST_NAME)))
    if len(place.names) > MOST_NAMES:
        raise BadPlace(Reason("own.many-names", (named, len(place.names), MOST_NAMES)))
    if not (isfinite(place.lat) and isfinite(place.lon)):
        raise BadPlace(Reason("own.no-point", (named,)))
    if abs(place.lat) > 90 or abs(place.lon) > 180:
        raise BadPlace(Reason("own.not-on-earth", (named, place.lat, place.lon)))
    if not 0 < place.radius_km <= MOST_KM:
        raise BadPlace(Reason("own.radius", (named, MOST_KM)))
    if not re.fullmatch("[AHLPRSTUV]", place.feature_class):
        raise BadPlace(Reason("own.class", (named, place.feature_class)))


def to_line(edit: Edit) -> str:
    """Write an edit as a line of JSON, without its end."""
    place = edit.place
    record = {
        "at": edit.at.isoformat(),
        "did": edit.did,
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
        "said_by": edit.said_by,
        "same": edit.same,
    }
    return json.dumps(record, ensure_ascii=False)


def from_line(line: str) -> Edit | None:
    """Read a line; None where it is blank or damaged."""
    if not line.strip():
        return None
    try:
        record = json.loads(line)
        letter, _, code = str(record["feature"]).partition(".")
        place = draft(
            record["names"],
            float(record["lat"]),
            float(record["lon"]),
            id=str(record["id"]),
            feature_class=letter,
            feature_code=code,
            country=str(record.get("country", "")),
            admin=tuple(record.get("admin", ())),
            population=whole(record.get("population", 0)),
            radius_km=float(record["radius_km"]),
            note=str(record.get("note", "")),
        )
        at = datetime.fromisoformat(record["at"])
        said_by, same = str(record.get("said_by", "")), str(record.get("same", ""))
        return Edit(at, str(record["did"]), place, said_by, same)
    except _DAMAGED as error:
        _log.warning("my places: a line is passed over (%s): %.80s", error, line)
        return None
