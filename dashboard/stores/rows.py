"""An article and its events as rows of the store's tables, and back."""

import hashlib
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from dashboard.events.status import stands
from dashboard.extraction.actors.across_languages import identity_of
from dashboard.model import Document, Event, Extraction
from dashboard.stores.protocol import Summary
from dashboard.stores.record import from_record, to_record
from dashboard.stores.search import indexed_words

_P = ParamSpec("_P")
_T = TypeVar("_T")
Value = str | int | float | bytes | None
DOCUMENT = (
    "id",
    "title",
    "source",
    "url",
    "published",
    "language",
    "mentions",
    "added",
    "sample",
    "digest",
    "text",
    "payload",
)
EVENT = (
    "document",
    "position",
    "id",
    "sub_type",
    "mode",
    "probability",
    "first",
    "last",
    "lat",
    "lon",
    "radius_km",
    "place",
    "place_name",
    "country",
    "status",
    "killed",
    "injured",
    "killed_most",
    "injured_most",
)
DETAILS = ("row", "words", "payload")


def digest(extraction: Extraction) -> str:
    """Return a hash of everything in an extraction, to see whether it changed."""
    return _hash(to_record(extraction))


def _hash(record: Any) -> str:
    return hashlib.sha256(to_json(record).encode()).hexdigest()


def document_row(extraction: Extraction, *, sample: bool) -> list[Value]:
    """Return the values of `DOCUMENT`; the payload is all but text and events, compressed."""
    document = extraction.document
    rest = replace(extraction, document=replace(document, text=""), events=())
    return [
        document.id,
        document.title,
        document.source,
        document.url,
        document.published.isoformat() if document.published else None,
        document.language,
        len(extraction.mentions),
        datetime.now(UTC).isoformat(),
        sample,
        digest(extraction),
        document.text,
        zlib.compress(to_json(to_record(rest)).encode()),
    ]


def event_row(event: Event, position: int, document: Document) -> list[Value]:
    """Return the values of `EVENT`; a single known end of its days stands for both."""
    when, place = event.when, event.place
    point = event.area or place
    first = (when.first or when.last) if when else None
    last = (when.last or when.first) if when else None
    return [
        document.id,
        position,
        event.id,
        event.sub_type,
        event.mode,
        event.probability,
        first.toordinal() if first else None,
        last.toordinal() if last else None,
        point.lat if point else None,
        point.lon if point else None,
        point.radius_km if point else 0.0,
        place.id if place else None,
        place.name if place else "",
        place.country if place else "",
        stands(event),
        event.fatalities.low if event.fatalities else None,
        event.injuries.low if event.injuries else None,
        event.fatalities.high if event.fatalities else None,
        event.injuries.high if event.injuries else None,
    ]


def actor_identities(event: Event) -> list[str]:
    """Return who is in an event, each once and by the key that all languages share."""
    return list(dict.fromkeys(identity_of(actor.name) for actor in event.actors))


def details_row(event: Event, row: int, document: Document) -> list[Value]:
    """Return the values of `DETAILS`."""
    return [row, indexed_words(event, document), to_json(to_record(event))]


def to_json(value: Any) -> str:
    """Write plain values without spaces; floats keep every digit."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class DamagedRow(Exception):
    """A row holds what we have never written."""


def undamaged(read: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return the function with DamagedRow for whatever goes wrong in it."""

    @wraps(read)
    def checked(*row: _P.args, **named: _P.kwargs) -> _T:
        try:
            return read(*row, **named)
        except Exception as error:  # a byte may have become any other
            raise DamagedRow(f"{type(error).__name__}: {error}") from error

    return checked


@undamaged
def to_document(row: Sequence[Any]) -> Document:
    """Read id, text, title, source, url, published, language."""
    id, text, title, source, url, published, language = row
    day = date.fromisoformat(published) if published else None
    return Document(id, text, title, source, url, day, language)


@undamaged
def to_event(payload: str) -> Event:
    """Read the payload of an event."""
    return from_record(Event, json.loads(payload))


def status_of(payload: str) -> str:
    """Return how the event of a payload stands, for the migration of a file that does not say."""
    return stands(to_event(payload))


@undamaged
def to_extraction(text: str, payload: bytes, events: Sequence[str]) -> Extraction:
    """Put together a document's text and payload and its events' payloads, in order."""
    return from_record(Extraction, _whole(text, payload, events))


def _whole(text: str, payload: bytes, events: Sequence[str]) -> Any:
    record = json.loads(zlib.decompress(payload))
    record["document"]["text"] = text
    record["events"] = [json.loads(event) for event in events]
    return record


def digest_of(text: str, payload: bytes, events: str) -> str:
    """Return the `digest` of what is kept of an article, for the migration; `events` is JSON."""
    return _hash(_whole(text, payload, json.loads(events)))


@undamaged
def to_summary(row: Sequence[Any]) -> Summary:
    """Read the columns of a Summary in its order."""
    *texts, published, language, mentions, events, others, undated, unplaced, added, sample = row
    id, title, source, url = texts
    return Summary(
        id,
        title,
        source,
        url,
        date.fromisoformat(published) if published else None,
        language,
        mentions,
        events,
        others,
        undated,
        unplaced,
        datetime.fromisoformat(added),
        bool(sample),
    )
