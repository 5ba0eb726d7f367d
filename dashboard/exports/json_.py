"""Everything we know, as the JSON that `extract` prints."""

import json
from collections.abc import Iterable, Mapping

from dashboard.model import Document, Event
from dashboard.records import Record, event_record


def export(events: Iterable[Event], documents: Mapping[str, Document]) -> bytes:
    """Write the events, each with its document's id, and the documents they come from."""
    records = [{"document": event.document} | event_record(event) for event in events]
    used = dict.fromkeys(record["document"] for record in records)
    known = [_document(documents[id]) for id in used if id in documents]
    whole = {"documents": known, "events": records}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode(errors="backslashreplace")


def _document(document: Document) -> Record:
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
    }
