"""The systems whose place names are measured: ours, and the peers that the package index has."""

import importlib
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from dashboard.extraction.pipeline import extract
from dashboard.model import Document, Reading
from gazetteer import Index, default_path
from gazetteer.place import Place
from tests.benchmarks.place_scores import FoundName

System = Callable[[str], list[FoundName]]


def dateline(reading: Reading = Reading.FAST) -> System:
    """Return our whole extraction, events and all, of which the place names are kept."""
    index = Index(default_path())

    def run(text: str) -> list[FoundName]:
        return [
            FoundName(
                r.mention.start,
                r.mention.end,
                (r.place.lat, r.place.lon) if r.place else None,
                r.probability,
                country_km(r.place),
                r.mention.kind,
            )
            for r in extract(Document("", text), index, reading=reading).mentions
        ]

    return run


def country_km(place: Place | None) -> float:
    """Return how far a country reaches from its point, 0 for any other place."""
    return place.radius_km if place and place.feature_code == "PCLI" else 0.0


def flashgeotext() -> System:
    """Return flashgeotext: names of countries and cities in English; it gives no points."""
    geotext = importlib.import_module("flashgeotext.geotext").GeoText()

    def run(text: str) -> list[FoundName]:
        places: Mapping[str, Mapping[str, Any]] = geotext.extract(input_text=text)
        spans = (hit["span_info"] for kind in places.values() for hit in kind.values())
        return sorted((FoundName(*span) for hit in spans for span in hit), key=lambda f: f.start)

    return run


def geotext() -> System:
    """Return geotext: names of countries and cities in English, without offsets or points.

    Every whole word that is spelt like a name it found counts as found.
    """
    module = importlib.import_module("geotext")

    def run(text: str) -> list[FoundName]:
        places = module.GeoText(text)
        names = sorted({*places.countries, *places.cities}, key=len, reverse=True)
        if not names:
            return []
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
        return [FoundName(*match.span()) for match in pattern.finditer(text)]

    return run


SYSTEMS: dict[str, Callable[[], System]] = {
    "Dateline": dateline,
    "Dateline, careful": partial(dateline, Reading.CAREFUL),
    "flashgeotext": flashgeotext,
    "geotext": geotext,
}
# which read Latin capitals only
ENGLISH_ONLY = ("flashgeotext", "geotext")


def installed() -> dict[str, Callable[[], System]]:
    """Return the systems that this environment has; the peers are not needed."""
    found = {}
    for name, make in SYSTEMS.items():
        if name in ENGLISH_ONLY:
            try:
                importlib.import_module(name)
            except ImportError:
                continue
        found[name] = make
    return found
