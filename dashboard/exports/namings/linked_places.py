"""Namings in the Linked Places format of the World Historical Gazetteer: one feature a place."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.events.namings import Naming
from dashboard.events.outlines import rounded
from dashboard.exports.namings.csv_ import quotes, words
from dashboard.model import Document
from gazetteer.my_places.exports import CONTEXT
from gazetteer.place import Place

_NOBODY = Document("", "")


def write(namings: Sequence[Naming], documents: Mapping[str, Document]) -> bytes:
    """Write a FeatureCollection; each name cites the articles that use it."""
    of_place: dict[str, list[Naming]] = {}
    for one in namings:
        of_place.setdefault(one.place.id, []).append(one)
    features = [_feature(of[0].place, of, documents) for of in of_place.values()]
    whole = {"type": "FeatureCollection", "@context": CONTEXT, "features": features}
    return json.dumps(whole, ensure_ascii=False).encode(errors="backslashreplace")


def _feature(
    place: Place, namings: Sequence[Naming], documents: Mapping[str, Document]
) -> dict[str, Any]:
    cited: dict[str, dict[str, Document]] = {}
    descriptions = []
    for one in namings:
        document = documents.get(one.document, _NOBODY)
        for word in words(one, document):
            cited.setdefault(word, {})[document.id] = document
        said = filter(None, dict.fromkeys(quotes(one, document)))
        descriptions += [{"value": quote} for quote in said]
    return {
        "@id": place.id,
        "type": "Feature",
        "properties": {"title": place.name, "ccodes": [place.country] if place.country else []},
        "when": {"timespans": _timespans(namings)},
        "names": [
            {"toponym": word, "citations": list(map(_citation, of.values()))}
            for word, of in cited.items()
        ],
        "geometry": {"type": "Point", "coordinates": rounded((place.lon, place.lat))},
        "links": [{"type": "exactMatch", "identifier": place.id}],
        "descriptions": descriptions,
    }


def _timespans(namings: Sequence[Naming]) -> list[dict[str, Any]]:
    days = sorted({(one.first, one.last) for one in namings if one.first and one.last})
    return [
        {"start": {"earliest": first.isoformat()}, "end": {"latest": last.isoformat()}}
        for first, last in days
        if first and last
    ]


def _citation(document: Document) -> dict[str, str]:
    label = ", ".join(filter(None, (document.title, document.source)))
    return {"label": label, "@id": document.url or f"urn:dateline:{document.id}"}
