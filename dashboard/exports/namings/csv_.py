"""Namings as a table, one line each."""

from collections.abc import Mapping, Sequence

from dashboard.events.namings import Naming, sentence_of, sentences_of
from dashboard.exports.csv_ import Value, table
from dashboard.model import Document

_NOBODY = Document("", "")


def write(namings: Sequence[Naming], documents: Mapping[str, Document]) -> bytes:
    """Write all fields as text and numbers; several sentences are joined by "; "."""
    rows = (flat(one, documents.get(one.document, _NOBODY)) for one in namings)
    return table(COLUMNS, (row.values() for row in rows))


def flat(naming: Naming, document: Document) -> dict[str, Value]:
    """Return the fields of a naming by column name; empty texts and None mean "not known"."""
    place = naming.place
    return {
        "naming_id": naming.id,
        "place": place.name,
        "place_id": place.id,
        "country": place.country,
        "feature": f"{place.feature_class}.{place.feature_code}".strip("."),
        "lat": round(place.lat, 6),
        "lon": round(place.lon, 6),
        "radius_km": round(place.radius_km, 3),
        "first": naming.first.isoformat() if naming.first else "",
        "last": naming.last.isoformat() if naming.last else "",
        "times": len(naming.spans),
        "words": "; ".join(dict.fromkeys(words(naming, document))),
        "sentences": "; ".join(dict.fromkeys(quotes(naming, document))),
        "probability": round(naming.probability, 4),
        "document": naming.document,
        "title": document.title,
        "source": document.source,
        "url": document.url,
        "published": document.published.isoformat() if document.published else "",
        "language": document.language or "",
    }


def words(naming: Naming, document: Document) -> list[str]:
    """Return the words that name the place, each on one line."""
    return [" ".join(document.text[start:end].split()) for start, end in naming.spans]


def quotes(naming: Naming, document: Document) -> list[str]:
    """Return the sentence around each of the words that name the place."""
    sentences = sentences_of(document)
    return [sentence_of(document, sentences, start) for start, _end in naming.spans]


COLUMNS = (
    "naming_id",
    "place",
    "place_id",
    "country",
    "feature",
    "lat",
    "lon",
    "radius_km",
    "first",
    "last",
    "times",
    "words",
    "sentences",
    "probability",
    "document",
    "title",
    "source",
    "url",
    "published",
    "language",
)
