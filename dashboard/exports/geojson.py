"""Events as GeoJSON (RFC 7946): a point, or a polygon where the words locate only an area."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.events.outlines import rings, rounded
from dashboard.events.status import ALONE, EventStatus
from dashboard.exports.csv_ import Value, flat
from dashboard.model import Document, Event


def export(
    events: Iterable[Event],
    documents: Mapping[str, Document],
    statuses: Mapping[str, EventStatus] = ALONE,
) -> bytes:
    """Write a FeatureCollection; an event without a point has the geometry null."""
    features = [
        _feature(event, flat(event, documents.get(event.document), statuses.get(event.id)))
        for event in events
    ]
    whole = {"type": "FeatureCollection", "features": features}
    return json.dumps(whole, ensure_ascii=False).encode(errors="backslashreplace")


def _feature(event: Event, properties: dict[str, Value]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": properties.pop("event_id"),
        "geometry": _geometry(event),
        "properties": properties,
    }


def _geometry(event: Event) -> dict[str, Any] | None:
    point = event.area or event.place
    if point is None:
        return None
    parts = rings(event.area) if event.area else []
    if len(parts) > 1:
        return {"type": "MultiPolygon", "coordinates": [[part] for part in parts]}
    if parts:
        return {"type": "Polygon", "coordinates": parts}
    return {"type": "Point", "coordinates": rounded((point.lon, point.lat))}
