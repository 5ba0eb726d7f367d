"""Events as a table, one line each: UTF-8 without a byte order mark, safe in spreadsheets."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from dashboard.events.status import ALONE, EventStatus, stands
from dashboard.extraction.actors.across_languages import identity_of
from dashboard.messages import english
from dashboard.model import Claim, Document, Event, Victims

Value = str | int | float | None

# A spreadsheet runs text that starts like this as a formula; full-width signs count too.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NOBODY = Document("", "")


def export(
    events: Iterable[Event],
    documents: Mapping[str, Document],
    statuses: Mapping[str, EventStatus] = ALONE,
) -> bytes:
    """Write all fields of the events as text and numbers; several values are joined by "; "."""
    rows = [flat(e, documents.get(e.document), statuses.get(e.id)) for e in events]
    return table(COLUMNS, (row.values() for row in rows))


def table(header: Sequence[str], rows: Iterable[Iterable[Value]]) -> bytes:
    """Write CSV; text that a spreadsheet would run gets an apostrophe before it."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue().encode(errors="backslashreplace")


def flat(
    event: Event, document: Document | None, event_status: EventStatus | None = None
) -> dict[str, Value]:
    """Return the fields of an event by column name; empty texts and None mean "not known"."""
    return {
        "event_id": event.id,
        "type": event.type,
        "sub_type": event.sub_type,
        "mode": event.mode,
        "status": event_status.status if event_status else stands(event),
        "incident": event_status.incident if event_status else event.id,
        "reports": len(event_status.reports) if event_status else 1,
        "sources": event_status.origins if event_status else 1,
        **_when(event),
        **_where(event),
        "actors": "; ".join(f"{actor.role}: {actor.name}" for actor in event.actors),
        "actor_ids": "; ".join(identity_of(actor.name) for actor in event.actors),
        "fatalities_low": event.fatalities.low if event.fatalities else None,
        "fatalities_high": event.fatalities.high if event.fatalities else None,
        "injuries_low": event.injuries.low if event.injuries else None,
        "injuries_high": event.injuries.high if event.injuries else None,
        "victims": "; ".join(_victims(some) for some in event.victims),
        "weapons": "; ".join(event.weapons),
        "claims": "; ".join(_claim(claim) for claim in event.claims),
        "quotes": "; ".join(_quote(claim, document) for claim in event.claims) if document else "",
        "probability": round(event.probability, 4),
        "reasons": "; ".join(map(english, event.reasons)),
        "sentence": sentence(event, document),
        **_article(event, document or _NOBODY),
    }


def sentence(event: Event, document: Document | None) -> str:
    """Return the words an event was read from, on one line."""
    return _words(document, event.start, event.end) if document else ""


def quote(claim: Claim, document: Document | None) -> str:
    """Return the words of a claim, on one line."""
    return _words(document, claim.start, claim.end) if document else ""


def _words(document: Document, start: int, end: int) -> str:
    return " ".join(document.text[start:end].split())


def _victims(some: Victims) -> str:
    number = f"{some.low}" if some.low == some.high else f"{some.low}-{some.high}"
    return f"{some.fate}, {some.who}: {number}"


def _quote(claim: Claim, document: Document) -> str:
    quoted = f"“{quote(claim, document)}”"
    return f"{claim.speaker}: {quoted}" if claim.speaker else quoted


def _claim(claim: Claim) -> str:
    stance = f"{claim.speaker}: {claim.stance}" if claim.speaker else claim.stance
    return f"{stance} ({claim.day.isoformat()})" if claim.day else stance


def _when(event: Event) -> dict[str, Value]:
    when = event.when
    return {
        "first": when.first.isoformat() if when and when.first else "",
        "last": when.last.isoformat() if when and when.last else "",
        "daypart": (when.daypart or "") if when else "",
        "date_precision": when.precision if when else None,
        "edtf": when.edtf if when else "",
        "date_phrase": when.phrase if when else "",
    }


def _where(event: Event) -> dict[str, Value]:
    area, place = event.area, event.place
    point = area or place
    return {
        "place": place.name if place else "",
        "place_id": place.id if place else "",
        "country": place.country if place else "",
        "lat": round(point.lat, 6) if point else None,
        "lon": round(point.lon, 6) if point else None,
        "radius_km": round(point.radius_km, 3) if point else None,
        "shape": area.shape if area else "",
        "bearing": area.bearing if area else None,
        "geo_precision": area.precision if area else None,
    }


def _article(event: Event, document: Document) -> dict[str, Value]:
    return {
        "document": event.document,
        "title": document.title,
        "source": document.source,
        "url": document.url,
        "published": document.published.isoformat() if document.published else "",
        "language": document.language or "",
    }


def _cell(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


_EMPTY = Event("", "", "", "", None, None, None, (), None, None, (), 0, 0, 0.0)
COLUMNS = tuple(flat(_EMPTY, None))
