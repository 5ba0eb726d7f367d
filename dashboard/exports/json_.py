"""Everything we know, as the JSON that `extract` prints."""

import json
from collections.abc import Iterable, Mapping

from dashboard.events.records import Record, event_record
from dashboard.events.status import ALONE, EventStatus
from dashboard.exports.csv_ import quote, sentence
from dashboard.model import Document, Event


def export(
    events: Iterable[Event],
    documents: Mapping[str, Document],
    statuses: Mapping[str, EventStatus] = ALONE,
) -> bytes:
    """Write the events, each with its document's id, and the documents they come from.

    Beyond what `extract` prints, whose reader has the text: the words of sentence, date and claims.
    """
    records = [
        {"document": event.document}
        | _event(event, documents.get(event.document))
        | _incident(statuses.get(event.id))
        for event in events
    ]
    used = dict.fromkeys(record["document"] for record in records)
    known = [_document(documents[id]) for id in used if id in documents]
    whole = {"documents": known, "events": records}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode(errors="backslashreplace")


def _event(event: Event, document: Document | None) -> Record:
    record = event_record(event)
    if event.place:
        record["place"] |= {"id": event.place.id, "country": event.place.country}
    if event.area:
        record["area"] |= {"bearing": event.area.bearing}
    for described, claim in zip(record["claims"], event.claims, strict=True):
        described["quote"] = quote(claim, document)
    phrase = event.when.phrase if event.when else None
    return record | {"date_phrase": phrase, "sentence": sentence(event, document)}


def _incident(event_status: EventStatus | None) -> Record:
    if event_status is None:
        return {}
    incident = {
        "id": event_status.incident,
        "reports": list(event_status.reports),
        "sources": event_status.origins,
    }
    return {"status": event_status.status, "incident": incident}


def _document(document: Document) -> Record:
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
    }
