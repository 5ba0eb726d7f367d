"""An evidence packet: one page with map, timeline, quotes, sources and hashes, and the data inside.

What the others need not know, when and for whom it is made, is its `Occasion`.
"""

from collections.abc import Iterable, Mapping

from dashboard.events.status import ALONE, EventStatus
from dashboard.exports import csv_, geojson
from dashboard.exports.packet.content import gather
from dashboard.exports.packet.occasion import Occasion
from dashboard.exports.packet.page import page
from dashboard.exports.packet.sources import File
from dashboard.model import Document, Event


def export(
    events: Iterable[Event],
    documents: Mapping[str, Document],
    statuses: Mapping[str, EventStatus] = ALONE,
    *,
    occasion: Occasion | None = None,
) -> bytes:
    """Write the page; the same events, documents and occasion give the same bytes."""
    content = gather(events, documents, statuses, occasion or Occasion())
    known = {document.id: document for document in content.documents}
    carried = [
        File("dateline.csv", "text/csv", csv_.export(content.events, known, statuses)),
        File(
            "dateline.geojson",
            "application/geo+json",
            geojson.export(content.events, known, statuses),
        ),
    ]
    return page(content, carried)
