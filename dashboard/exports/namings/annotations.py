"""Namings as W3C Web Annotations: each name in its text, with the place that it identifies."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dashboard.events.namings import Naming
from dashboard.events.outlines import rounded
from dashboard.model import Document

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters that are quoted before and after a name, to find it in another copy
_NOBODY = Document("", "")


def write(namings: Sequence[Naming], documents: Mapping[str, Document]) -> bytes:
    """Write a page of annotations; offsets count code points, as the text selector asks for."""
    items = [item for one in namings for item in _items(one, documents.get(one.document, _NOBODY))]
    whole = {"@context": _CONTEXT, "type": "AnnotationPage", "items": items}
    return json.dumps(whole, ensure_ascii=False).encode(errors="backslashreplace")


def _items(naming: Naming, document: Document) -> Iterator[dict[str, Any]]:
    for start, end in naming.spans:
        yield {
            "id": f"urn:dateline:{document.id}:{start}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": _body(naming),
            "target": {
                "source": document.url or f"urn:dateline:{document.id}",
                "selector": [
                    {"type": "TextPositionSelector", "start": start, "end": end},
                    _quote(document.text, start, end),
                ],
            },
        }


def _body(naming: Naming) -> dict[str, Any]:
    place = naming.place
    return {
        "type": "SpecificResource",
        "purpose": "identifying",
        "source": {
            "id": f"urn:dateline:place:{place.id}",
            "type": "Place",
            "label": place.name,
            "country": place.country,
            "geometry": {"type": "Point", "coordinates": rounded((place.lon, place.lat))},
        },
    }


def _quote(text: str, start: int, end: int) -> dict[str, str]:
    return {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }
