"""Events as KML, with the time they span, for Google Earth and its kin."""

import html
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from dashboard.events.outlines import rings
from dashboard.events.status import ALONE, EventStatus
from dashboard.exports.csv_ import Value, flat, quote, sentence
from dashboard.exports.xml_text import xml_text
from dashboard.model import Document, Event

NAMESPACE = "http://www.opengis.net/kml/2.2"


def export(
    events: Iterable[Event],
    documents: Mapping[str, Document],
    statuses: Mapping[str, EventStatus] = ALONE,
) -> bytes:
    """Write a placemark per event; one without a point has no geometry."""
    kml = ET.Element("kml", xmlns=NAMESPACE)
    folder = ET.SubElement(kml, "Document")
    add(folder, "name", "Dateline")
    for event in events:
        document = documents.get(event.document)
        fields = flat(event, document, statuses.get(event.id))
        _placemark(folder, event, fields, _description(event, document, str(fields["status"])))
    data: bytes = ET.tostring(kml, encoding="utf-8", xml_declaration=True)
    return data


def _description(event: Event, document: Document | None, status: str) -> str:
    """Write sentence, status and claims as HTML, as which viewers show a description."""
    lines = [sentence(event, document), f"Status: {status}"]
    for claim in event.claims:
        who = f"{claim.speaker}, {claim.stance}" if claim.speaker else claim.stance
        lines.append(f"{who}: “{quote(claim, document)}”")
    if document:
        published = f"{document.published}" if document.published else ""
        lines.append(", ".join(filter(None, (document.title, document.source, published))))
    return "<br>".join(html.escape(line) for line in lines if line)


def _placemark(
    folder: ET.Element, event: Event, fields: Mapping[str, Value], description: str
) -> None:
    # KML 2.2 fixes the order: name, description, time, data, geometry.
    placemark = ET.SubElement(folder, "Placemark")
    place = event.place.name if event.place else ""
    add(placemark, "name", f"{event.sub_type}, {place}" if place else event.sub_type)
    add(placemark, "description", description)
    _time(placemark, event)
    data = ET.SubElement(placemark, "ExtendedData")
    for name, value in fields.items():
        if value not in ("", None):
            add(ET.SubElement(data, "Data", name=name), "value", str(value))
    _geometry(placemark, event)


def _time(placemark: ET.Element, event: Event) -> None:
    when = event.when
    if when and (when.first or when.last):
        span = ET.SubElement(placemark, "TimeSpan")
        if when.first:
            add(span, "begin", when.first.isoformat())
        if when.last:
            add(span, "end", when.last.isoformat())


def _geometry(placemark: ET.Element, event: Event) -> None:
    point = event.area or event.place
    if point is None:
        return
    whole = ET.SubElement(placemark, "MultiGeometry")
    coordinates(ET.SubElement(whole, "Point"), [(round(point.lon, 6), round(point.lat, 6))])
    for ring in rings(event.area) if event.area else []:
        polygon = ET.SubElement(whole, "Polygon")
        coordinates(ET.SubElement(ET.SubElement(polygon, "outerBoundaryIs"), "LinearRing"), ring)


def coordinates(parent: ET.Element, positions: Iterable[tuple[float, float]]) -> None:
    """Add positions (longitude, latitude) to a geometry."""
    add(parent, "coordinates", " ".join(f"{lon},{lat}" for lon, lat in positions))


def add(parent: ET.Element, tag: str, text: str) -> None:
    """Add an element with a text; what XML cannot hold is replaced."""
    ET.SubElement(parent, tag).text = xml_text(text)
