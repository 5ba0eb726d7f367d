"""Namings as KML, with the days they tell of, for Google Earth and its kin."""

import html
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from dashboard.events.namings import Naming
from dashboard.exports.kml import NAMESPACE, add, coordinates
from dashboard.exports.namings.csv_ import flat, quotes
from dashboard.model import Document

_NOBODY = Document("", "")


def write(namings: Sequence[Naming], documents: Mapping[str, Document]) -> bytes:
    """Write a placemark for each naming."""
    kml = ET.Element("kml", xmlns=NAMESPACE)
    folder = ET.SubElement(kml, "Document")
    add(folder, "name", "Dateline")
    for one in namings:
        _placemark(folder, one, documents.get(one.document, _NOBODY))
    data: bytes = ET.tostring(kml, encoding="utf-8", xml_declaration=True)
    return data


def _placemark(folder: ET.Element, naming: Naming, document: Document) -> None:
    # KML 2.2 fixes the order: name, description, time, data, geometry.
    placemark = ET.SubElement(folder, "Placemark")
    add(placemark, "name", naming.place.name)
    lines = [*dict.fromkeys(quotes(naming, document)), document.title]
    add(placemark, "description", "<br>".join(html.escape(line) for line in lines if line))
    if naming.first and naming.last:
        span = ET.SubElement(placemark, "TimeSpan")
        add(span, "begin", naming.first.isoformat())
        add(span, "end", naming.last.isoformat())
    data = ET.SubElement(placemark, "ExtendedData")
    for name, value in flat(naming, document).items():
        if value not in ("", None):
            add(ET.SubElement(data, "Data", name=name), "value", str(value))
    point = (round(naming.place.lon, 6), round(naming.place.lat, 6))
    coordinates(ET.SubElement(placemark, "Point"), [point])
