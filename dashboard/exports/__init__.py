"""Events as files for other programs: one module per format.

Each has `export(events, documents, statuses) -> bytes`, with the documents by id; one that is
missing costs its sentence and title, nothing else. `statuses` are of the events that are one with
others, by their ids; any other event stands as its own article tells it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from dashboard.events.status import EventStatus
from dashboard.exports import acled_csv, csv_, geojson, json_, kml
from dashboard.exports import packet_ as packet
from dashboard.model import Document, Event


class Writer(Protocol):
    """Events as the bytes of a file."""

    def __call__(
        self,
        events: Iterable[Event],
        documents: Mapping[str, Document],
        statuses: Mapping[str, EventStatus] = ...,
    ) -> bytes:
        """Write events."""
        ...


@dataclass(frozen=True, slots=True)
class Export:
    """A format to save events in; a file is named `something.extension`."""

    label: str
    extension: str
    mime: str
    function: Writer


EXPORTS: dict[str, Export] = {
    "packet": Export("Evidence packet", "html", "text/html", packet.export),
    "csv": Export("CSV", "csv", "text/csv", csv_.export),
    "geojson": Export("GeoJSON", "geojson", "application/geo+json", geojson.export),
    "kml": Export("KML", "kml", "application/vnd.google-earth.kml+xml", kml.export),
    "acled": Export("ACLED-compatible CSV", "acled-compatible.csv", "text/csv", acled_csv.export),
    "acled-numeric": Export(
        "ACLED-compatible CSV, numeric codes",
        "acled-numeric.csv",
        "text/csv",
        acled_csv.export_numeric,
    ),
    "json": Export("JSON", "json", "application/json", json_.export),
}
