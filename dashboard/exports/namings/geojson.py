"""Namings as GeoJSON (RFC 7946), a point each."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.events.namings import Naming
from dashboard.events.outlines import rounded
from dashboard.exports.namings.csv_ import flat
from dashboard.model import Document

_NOBODY = Document("", "")


def write(namings: Sequence[Naming], documents: Mapping[str, Document]) -> bytes:
    """Write a FeatureCollection."""
    features = [_feature(one, documents.get(one.document, _NOBODY)) for one in namings]
    whole = {"type": "FeatureCollection", "features": features}
    return json.dumps(whole, ensure_ascii=False).encode(errors="backslashreplace")


def _feature(naming: Naming, document: Document) -> dict[str, Any]:
    properties = flat(naming, document)
    return {
        "type": "Feature",
        "id": properties.pop("naming_id"),
        "geometry": {
            "type": "Point",
            "coordinates": rounded((naming.place.lon, naming.place.lat)),
        },
        "properties": properties,
    }
