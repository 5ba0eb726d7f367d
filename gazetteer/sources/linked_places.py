"""Linked Places, the format of historical gazetteers: LPF 1.3 (JSON-LD) and its table LP-TSV.

A place that says it is one of GeoNames ("exactMatch", or in a table "matches") is that place, so
that its names join it.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gazetteer.errors import BadSource
from gazetteer.place import Place
from gazetteer.reason import Reason
from gazetteer.sources import lp_tsv
from gazetteer.sources.files.json_lines import inner
from gazetteer.sources.files.json_stream import items
from gazetteer.sources.files.reading import Part, ReadOptions, opened, parts
from gazetteer.sources.geometry import middle
from gazetteer.sources.lp_record import LinkedPlace, known_id, language, place, strings
from gazetteer.sources.records import ImportOptions, NoPlace, Reject, Row


def read(paths: Sequence[Path], options: ImportOptions) -> Iterator[Row]:
    """Yield the places of LPF and LP-TSV files; lines of LPF count its features from 1."""
    for part in parts(paths):
        with opened(part, ReadOptions(encoding=options.reading.encoding)) as stream:
            head = stream.read(1 << 16).decode("utf-8", "replace").lstrip()
        rows = (
            _features(part, head, options) if head[:1] in ("{", "[") else lp_tsv.rows(part, options)
        )
        for row in rows:
            if not isinstance(row, Place) or options.wants(row):
                yield row


def _features(part: Part, head: str, options: ImportOptions) -> Iterator[Row]:
    features, geometry = head.find('"features"'), head.find('"geometry"')
    prefix = "features.item" if features >= 0 and (geometry < 0 or features < geometry) else ""
    count = 0
    for count, feature in items(part, "item" if head[0] == "[" else prefix, options.reading):
        if count == 1 and not _is_linked_places(feature):
            raise BadSource(Reason("source.linked-places", (part.name,)))
        try:
            yield place(_record(feature), options.source)
        except NoPlace as error:
            yield Reject(part.name, count, error.reason, repr(feature)[:500])
    if not count:
        raise BadSource(Reason("source.features", (part.name,)))


def _is_linked_places(feature: Any) -> bool:
    if not isinstance(feature, dict):
        return False
    return "title" in inner(feature, "properties") or isinstance(feature.get("names"), list)


def _record(feature: Any) -> LinkedPlace:
    if not isinstance(feature, dict):
        raise NoPlace(Reason("row.no-feature"))
    about = inner(feature, "properties")
    named = [
        (language(name.get("lang")), name.get("toponym")) for name in _objects(feature, "names")
    ]
    types = [
        str(type_[key])
        for type_ in _objects(feature, "types")
        for key in ("identifier", "label", "sourceLabel")
        if type_.get(key)
    ]
    same = [str(x.get("identifier")) for x in _objects(feature, "links") if _is_same(x)]
    note = next((text.get("value") for text in _objects(feature, "descriptions")), "")
    geometry = feature.get("geometry")
    return LinkedPlace(
        id=known_id([*same, str(feature.get("@id") or feature.get("id") or "")]),
        title=about.get("title") or next((name for _, name in named), ""),
        names=named,
        classes=strings(about.get("fclasses") or feature.get("fclasses")),
        types=types,
        countries=strings(about.get("ccodes") or about.get("ccode")),
        where=middle(geometry),
        tolerance=inner(inner({"g": geometry}, "g"), "approximation").get("tolerance"),
        note=note,
        more=about,
    )


def _is_same(link: Mapping[str, Any]) -> bool:
    return link.get("type") == "exactMatch"


def _objects(value: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    found = value.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
