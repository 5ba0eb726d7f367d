"""Events as files for other programs: one module per format.

Each has `export(events, documents) -> bytes`, with the documents by id; one that is missing costs
its sentence and title, nothing else.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dashboard.exports import acled_csv, csv_, geojson, json_, kml
from dashboard.model import Document, Event


@dataclass(frozen=True, slots=True)
class Export:
    """A format to save events in; a file is named `something.extension`."""

    label: str
    extension: str
    mime: str
    function: Callable[[Iterable[Event], Mapping[str, Document]], bytes]


EXPORTS: dict[str, Export] = {
    "csv": Export("CSV", "csv", "text/csv", csv_.export),
    "geojson": Export("GeoJSON", "geojson", "application/geo+json", geojson.export),
    "kml": Export("KML", "kml", "application/vnd.google-earth.kml+xml", kml.export),
    "acled": Export("ACLED-compatible CSV", "acled-compatible.csv", "text/csv", acled_csv.export),
    "json": Export("JSON", "json", "application/json", json_.export),
}
