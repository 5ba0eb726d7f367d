"""GeoJSON: points, lines and areas with a name among their properties; also lists of objects.

A FeatureCollection, single features one after the other (a line each or not), or a list of any
JSON objects with a name and a point. Read as a stream, however large.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from gazetteer.errors import BadSource
from gazetteer.place import Place
from gazetteer.reason import Reason
from gazetteer.sources.columns import Fields, find, missing, place
from gazetteer.sources.files.json_stream import items
from gazetteer.sources.files.reading import Part, ReadOptions, opened, parts
from gazetteer.sources.geometry import middle
from gazetteer.sources.records import ImportOptions, NoPlace, Reject, Row

_NO_FEATURES = frozenset({"Topology", "Polygon", "MultiPolygon", "Point", "GeometryCollection"})


def read(paths: Sequence[Path], options: ImportOptions) -> Iterator[Row]:
    """Yield the places of features; lines of a Reject count features from 1."""
    for part in parts(paths):
        prefix = _prefix(part, options.reading)
        fields = lru_cache(maxsize=1000)(lambda columns: _fields(columns, options))
        for count, value in items(part, prefix, options.reading):
            try:
                found = _place(value, fields, options)
            except NoPlace as error:
                yield Reject(part.name, count, error.reason, repr(value)[:500])
            else:
                if options.wants(found):
                    yield found


def _prefix(part: Part, reading: ReadOptions) -> str:
    """Return where the features are, by how the file begins; BadSource where it is no JSON."""
    with opened(part, ReadOptions(encoding=reading.encoding)) as stream:
        head = stream.read(1 << 16).decode("utf-8", "replace").lstrip()
    if head.startswith("["):
        return "item"
    if not head.startswith("{"):
        hint = "csv" if "," in head or "\t" in head else "another format"
        raise BadSource(Reason("source.geojson", (part.name, hint)))
    features, geometry = (head.find(f'"{key}"') for key in ("features", "geometry"))
    return "features.item" if features >= 0 and (geometry < 0 or features < geometry) else ""


def _place(value: Any, fields: Any, options: ImportOptions) -> Place:
    if not isinstance(value, dict):
        raise NoPlace(Reason("row.no-object"))
    if str(value.get("type")) in _NO_FEATURES and "properties" not in value:
        raise NoPlace(Reason("row.feature", (str(value["type"]),)))
    feature = value.get("type") == "Feature"
    properties = value.get("properties") if feature else value
    row = dict(_flat(properties if isinstance(properties, dict) else {}))
    where = middle(value["geometry"]) if feature and value.get("geometry") else None
    if feature and "id" in value:
        row.setdefault("id", value["id"])
    known: Fields = fields(tuple(row))
    if need := missing(known, with_point=where is not None):
        raise NoPlace(Reason("row.properties", (" and ".join(need),)))
    return place(row, known, options, where)


def _fields(columns: Sequence[str], options: ImportOptions) -> Fields:
    given = {ours: column for ours, column in options.columns.items() if column in columns}
    return find(columns, given, "")


def _flat(value: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield properties, inner ones under a joined name: {"name": {"ar": x}} is name_ar."""
    for key, inner in value.items():
        if isinstance(inner, dict) and not above:
            yield from _flat(inner, f"{key}_")
        else:
            yield f"{above}{key}", inner
