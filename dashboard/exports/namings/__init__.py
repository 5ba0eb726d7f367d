"""The places that articles name as files for other programs: one module per format.

Each has `write(namings, documents) -> bytes`, with the documents by id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dashboard.events.namings import Naming
from dashboard.exports.namings import annotations, csv_, geojson, kml, linked_places
from dashboard.model import Document


class NamingWriter(Protocol):
    """Namings as the bytes of a file."""

    def __call__(self, namings: Sequence[Naming], documents: Mapping[str, Document]) -> bytes:
        """Write namings."""
        ...


@dataclass(frozen=True, slots=True)
class NamingExport:
    """A format to save namings in; a file is named `something.extension`."""

    label: str
    extension: str
    mime: str
    function: NamingWriter


NAMING_EXPORTS: dict[str, NamingExport] = {
    "csv": NamingExport("CSV", "csv", "text/csv", csv_.write),
    "geojson": NamingExport("GeoJSON", "geojson", "application/geo+json", geojson.write),
    "kml": NamingExport("KML", "kml", "application/vnd.google-earth.kml+xml", kml.write),
    "linked-places": NamingExport(
        "Linked Places", "lpf.json", "application/ld+json", linked_places.write
    ),
    "annotations": NamingExport(
        "W3C annotations", "annotations.jsonld", "application/ld+json", annotations.write
    ),
}
