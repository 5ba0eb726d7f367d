"""Events in the columns of ACLED's exports, so that tools made for those can read ours.

ACLED-compatible, not ACLED data: nobody at ACLED has coded these events, and the ids say so.
"""

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale
from babel.core import get_global

from dashboard.events.status import ALONE, CONTESTED, EventStatus, stands
from dashboard.exports.csv_ import Value, sentence, table
from dashboard.extraction.actors.across_languages import name_in
from dashboard.extraction.types.event_type import CONFLICT, by_sub_type
from dashboard.model import Actor, Document, Event
from dashboard.translations import N_

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)
_TIME_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3}  # from UCDP's: day, days, week, month
_COARSEST = 3  # geo_precision; 4 is a whole country or more, which ACLED does not code
_CIVILIANS = 7
_ENGLISH = "en"  # as ACLED names actors
_VIOLENCE, _BATTLES = "Violence against civilians", "Battles"
_NOBODY = Document("", "")


@dataclass(frozen=True, slots=True)
class _Side:
    """Who stands on one side of an event; `inter` None: named, but of a kind we do not know."""

    name: str = ""
    others: str = ""
    inter: int | None = 0


def export(
    events: Iterable[Event],
    documents: Mapping[str, Document],
    statuses: Mapping[str, EventStatus] = ALONE,
    *,
    numeric: bool = False,
) -> bytes:
    """Write 31 columns; `numeric` gives actors' kinds as the codes used before 2024.

    What ACLED would not code is left out; `omitted` counts it.
    """
    taken: set[str] = set()
    rows = []
    for event in events:
        if _reason(event):
            continue
        document = documents.get(event.document) or _NOBODY
        country = _country(event.place.country if event.place else "")
        cells = {
            "event_id_cnty": _id(event, country.alpha3, taken),
            **_what(event, document),
            **_who(event, country, numeric),
            **_where(event, country),
            "tags": _tags(event, statuses.get(event.id)),
        }
        rows.append([cells.get(column, "") for column in COLUMNS])
    return table(COLUMNS, rows)


def export_numeric(
    events: Iterable[Event],
    documents: Mapping[str, Document],
    statuses: Mapping[str, EventStatus] = ALONE,
) -> bytes:
    """Write the same columns with numeric codes."""
    return export(events, documents, statuses, numeric=True)


def omitted(events: Iterable[Event]) -> dict[str, int]:
    """Count the events that `export` leaves out, by the reason for it."""
    reasons = Counter(_reason(event) for event in events)
    return {reason: count for reason, count in sorted(reasons.items()) if reason}


def _reason(event: Event) -> str:
    if event.mode != "reported":
        return N_("not reported as having happened")
    kind = by_sub_type().get(event.sub_type)
    if kind and kind.group != CONFLICT:
        return N_("of a kind that ACLED does not code")
    if not event.place or not event.place.country:
        return N_("no place in a known country")
    if event.area and event.area.precision > _COARSEST:
        return N_("placed no better than in a country")
    if not _days(event) or not event.when or event.when.precision not in _TIME_PRECISION:
        return N_("not dated to a month or better")
    return ""


def _id(event: Event, alpha3: str, taken: set[str]) -> str:
    """Return an id that stays the same in every export and cannot be taken for ACLED's."""
    number = int(hashlib.sha256(event.id.encode(errors="backslashreplace")).hexdigest(), 16)
    while True:
        id = f"{alpha3}-X{number % 10**12:012}"
        if id not in taken:
            taken.add(id)
            return id
        number += 1


def _what(event: Event, document: Document) -> dict[str, Value]:
    kind = by_sub_type().get(event.sub_type)
    first, last = _days(event) or (date.min, date.min)
    day = first + (last - first) // 2
    precision = _TIME_PRECISION[event.when.precision] if event.when else 1
    stamp = datetime.combine(document.published or day, time(), UTC)
    return {
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": precision if first == last else max(precision, 2),
        "disorder_type": kind.disorder_type if kind else "",
        "event_type": event.type,
        "sub_event_type": event.sub_type,
        "source": document.source,
        "notes": sentence(event, document),
        "fatalities": event.fatalities.low if event.fatalities else 0,
        "timestamp": int(stamp.timestamp()),
    }


def _tags(event: Event, event_status: EventStatus | None) -> str:
    """Write what ACLED has no column for as it does: "name=value"."""
    status = event_status.status if event_status else stands(event)
    tags = ["accounts=contested"] if status == CONTESTED else []
    return "; ".join(tags + ([f"reports={len(event_status.reports)}"] if event_status else []))


def _who(event: Event, country: "_Country", numeric: bool) -> dict[str, Value]:
    one, two = _sides(event, country.name)
    return {
        "actor1": one.name,
        "assoc_actor_1": one.others,
        "inter1": _inter(one, numeric),
        "actor2": two.name,
        "assoc_actor_2": two.others,
        "inter2": _inter(two, numeric),
        "interaction": _interaction(one, two, numeric),
        "civilian_targeting": "Civilian targeting" if _hits_civilians(event, two) else "",
    }


def _where(event: Event, country: "_Country") -> dict[str, Value]:
    place = event.place
    if place is None:
        return {}
    feature = place.feature_code if place.feature_class == "A" else ""
    return {
        "iso": country.number,
        "region": country.region,
        "country": country.name,
        **{f"admin{n}": place.name for n in (1, 2, 3) if feature == f"ADM{n}"},
        "location": place.name,
        "latitude": round(place.lat, 4),
        "longitude": round(place.lon, 4),
        "geo_precision": event.area.precision if event.area else 1,
    }


def _days(event: Event) -> tuple[date, date] | None:
    first = event.when and (event.when.first or event.when.last)
    last = event.when and (event.when.last or event.when.first)
    return (first, last) if first and last else None


def _sides(event: Event, country: str) -> tuple[_Side, _Side]:
    """Put attackers and actors on one side, targets on the other.

    In a battle without a target the first two actors face each other. Who is not named stands
    there as ACLED writes it: "Unidentified Armed Group (Syria)".
    """
    ones = [actor for actor in event.actors if actor.role != "target"]
    twos = [actor for actor in event.actors if actor.role == "target"]
    ones.sort(key=lambda actor: actor.role != "attacker")
    if event.type == _BATTLES and not twos and len(ones) > 1:
        twos = [ones.pop(1)]
    one, two = _side(ones), _side(twos)
    unnamed = _features()["unnamed"].get(event.type)
    if not ones and unnamed:
        one = _Side(f"{unnamed[0]} ({country})", "", unnamed[1])
    if not twos and event.type == _VIOLENCE:
        two = _Side(f"Civilians ({country})", "", _CIVILIANS)
    return one, two


def _side(actors: list[Actor]) -> _Side:
    if not actors:
        return _Side()
    first, *others = actors
    named = [name_in(actor.name, _ENGLISH) for actor in (first, *others)]
    return _Side(named[0], "; ".join(named[1:]), first.inter)


def _inter(side: _Side, numeric: bool) -> Value:
    if numeric or not side.inter:
        return side.inter if numeric else ""
    return str(_features()["inter"].get(str(side.inter), ""))


def _interaction(one: _Side, two: _Side, numeric: bool) -> Value:
    """Join the two codes, the smaller first; nobody (0) comes last, the unknown is left blank."""
    if one.inter is None or two.inter is None:
        return ""
    codes = sorted((one.inter, two.inter), key=lambda code: code or 10)
    if numeric:
        return codes[0] * 10 + codes[1]
    labels = [_features()["inter"].get(str(code), "") for code in codes]
    if not labels[0]:
        return ""
    return f"{labels[0]}-{labels[1]}" if labels[1] else f"{labels[0]} only"


def _hits_civilians(event: Event, target: _Side) -> bool:
    if event.type == _BATTLES:
        return False
    return event.type == _VIOLENCE or target.inter == _CIVILIANS


@dataclass(frozen=True, slots=True)
class _Country:
    name: str
    alpha3: str
    number: int | str
    region: str


@cache
def _country(alpha2: str) -> _Country:
    """Look a country up in CLDR, where old and numeric codes are aliases of today's alpha-2."""
    features = _features()
    aliases = get_global("territory_aliases")
    codes = [alias for alias, now in aliases.items() if list(now) == [alpha2]]
    alpha3 = next((code for code in codes if len(code) == 3 and code.isalpha()), alpha2)
    number: int | str = next((int(code) for code in codes if code.isdigit()), "")
    alpha3, number = features["codes"].get(alpha2, (alpha3, number))
    name = Locale("en").territories.get(alpha2, alpha2)
    name = features["names"].get(alpha2, name.replace(" & ", " and ").replace("St. ", "Saint "))
    regions = features["regions"].items()
    region = next((region for region, members in regions if alpha2 in members.split()), "")
    return _Country(name, alpha3, number, region)


@cache
def _features() -> dict[str, Any]:
    file = resources.files("dashboard") / "exports" / "acled.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
