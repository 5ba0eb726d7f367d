"""Which names an article holds and what they mean, as rows: to ask the store by name or place."""

import json
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from dashboard.events.namings import namings
from dashboard.model import Extraction
from dashboard.stores.record import from_record
from gazetteer.spelling.fold import name_key


class NameInArticle(NamedTuple):
    """A name in an article: its folded form, the place it means ("" for none), how often it stands.

    `feature` is what a head noun promised of it ("P", "S.OILF"; "" without one); `text[start:]` is
    where it stands first.
    """

    document: str
    key: str
    place: str
    feature: str
    times: int
    start: int


class NamingRow(NamedTuple):
    """A place that an article names on some days, as `events.namings` finds them.

    Days are `date.toordinal()`, None where not known; it stands `times`, first at `text[start:]`.
    """

    document: str
    place: str
    place_name: str
    country: str
    lat: float
    lon: float
    radius_km: float
    probability: float
    first: int | None
    last: int | None
    start: int
    times: int


NAMED, NAMING = NameInArticle._fields, NamingRow._fields


def named_rows(extraction: Extraction) -> Iterator[NameInArticle]:
    """Yield the names of an article, those of peoples left out."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for resolution in extraction.mentions:
        mention = resolution.mention
        key = name_key(mention.text)
        if mention.kind == "demonym" or not key:
            continue
        place = resolution.place.id if resolution.place else ""
        found.setdefault((key, place, mention.feature), []).append(mention.start)
    for (key, place, feature), starts in found.items():
        yield NameInArticle(extraction.document.id, key, place, feature, len(starts), min(starts))


def naming_rows(extraction: Extraction) -> Iterator[NamingRow]:
    """Yield the places that an article names, by day."""
    for one in namings(extraction):
        yield NamingRow(
            one.document,
            one.place.id,
            one.place.name,
            one.place.country,
            one.place.lat,
            one.place.lon,
            one.place.radius_km,
            one.probability,
            one.first.toordinal() if one.first else None,
            one.last.toordinal() if one.last else None,
            one.spans[0][0],
            len(one.spans),
        )


def namings_json(text: str, payload: bytes) -> str:
    """Return the namings of a stored article as JSON, for the migration of a file without them."""
    record = json.loads(zlib.decompress(payload))
    record["document"]["text"], record["events"] = text, []
    return json.dumps(list(naming_rows(from_record(Extraction, record))))


def named_json(payload: bytes) -> str:
    """Return the rows of a stored article as JSON, for the migration of a file without them."""
    record = json.loads(zlib.decompress(payload))
    record["document"]["text"], record["events"] = "", []
    return json.dumps(list(named_rows(from_record(Extraction, record))))
