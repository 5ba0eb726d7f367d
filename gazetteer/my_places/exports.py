"""Places for others to use: Linked Places (LPF 1.3), its table form LP-TSV, and CSV.

All three can be imported again (`linked_places`, `csv`) without losing a field. Give places with
all their names, as `Index.place` returns them.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gazetteer.place import Place

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
_ONTOLOGY = "https://www.geonames.org/ontology#"
_ADDRESSES = {
    "gn": "https://www.geonames.org/{}",
    "wd": "https://www.wikidata.org/entity/{}",
}
_OSM = {"N": "node", "W": "way", "R": "relation"}
_BREAKS = re.compile(r"[\t\r\n\v\f\u0085\u2028\u2029]+")
# what a spreadsheet would run as a formula; full-width signs count too
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
CSV_COLUMNS = (
    "id",
    "name",
    "lat",
    "lon",
    "feature_class",
    "feature_code",
    "country",
    "admin1",
    "admin2",
    "population",
    "radius_km",
    "names",
    "note",
    "source",
)
TSV_COLUMNS = (
    "id",
    "title",
    "title_source",
    "attestation_year",
    "fclasses",
    "types",
    "ccodes",
    "variants",
    "lon",
    "lat",
    "approximation",
    "description",
    "population",
    "admin1",
    "admin2",
)


@dataclass(frozen=True, slots=True)
class Said:
    """Who says so, as Linked Places demands for every name: a work, and the year it is of."""

    by: str
    year: int


def linked_places(places: Iterable[Place], said: Said) -> Iterator[str]:
    """Write a FeatureCollection in pieces, a feature a line."""
    yield f'{{"type": "FeatureCollection", "@context": {json.dumps(CONTEXT)}, "features": ['
    separator = "\n"
    for place in places:
        yield separator + json.dumps(_feature(place, said), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def lp_tsv(places: Iterable[Place], said: Said) -> Iterator[str]:
    """Write a table of tab-separated cells without quotes; several values are joined by ";"."""
    yield "\t".join(TSV_COLUMNS) + "\n"
    for place in places:
        variants = [_variant(language, name) for language, name in _names(place)]
        admin1, admin2 = (*place.admin, "", "")[:2]
        cells = (
            place.id,
            place.name,
            said.by,
            said.year,
            _linked_class(place),
            _kind(place),
            place.country,
            ";".join(variant for variant in variants if ";" not in variant),
            _number(place.lon),
            _number(place.lat),
            _number(place.radius_km),
            place.note,
            place.population or "",
            admin1,
            admin2,
        )
        yield "\t".join(_BREAKS.sub(" ", str(cell)) for cell in cells) + "\n"


def csv_table(places: Iterable[Place], said: Said | None = None) -> Iterator[str]:
    """Write a table for spreadsheets: a mark that it is UTF-8, and no cell they would run."""
    yield "\ufeff"
    yield _csv_line(CSV_COLUMNS)
    for place in places:
        admin1, admin2 = (*place.admin, "", "")[:2]
        texts = (
            place.feature_class,
            place.feature_code,
            place.country,
            admin1,
            admin2,
            "|".join(place.names),
            place.note,
            place.source,
        )
        letter, code, country, admin1, admin2, names, note, source = map(_safe, texts)
        yield _csv_line(
            (
                _safe(place.id),
                _safe(place.name),
                _number(place.lat),
                _number(place.lon),
                letter,
                code,
                country,
                admin1,
                admin2,
                place.population,
                _number(place.radius_km),
                names,
                note,
                source,
            )
        )


Export = Callable[[Iterable[Place], Said], Iterator[str]]
# by format: how, and the ending of the file
EXPORTS: dict[str, tuple[Export, str]] = {
    "lpf": (linked_places, ".lpf.json"),
    "lp-tsv": (lp_tsv, ".tsv"),
    "csv": (csv_table, ".csv"),
}


def _feature(place: Place, said: Said) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "title": place.name,
        "ccodes": [place.country] if place.country else [],
        "fclasses": [_linked_class(place)],
    }
    more = {"population": place.population, "source": place.source}
    more |= dict(zip(("admin1", "admin2"), place.admin, strict=False))
    geometry: dict[str, Any] = {"type": "Point", "coordinates": [place.lon, place.lat]}
    if place.radius_km:
        about = {"type": "gvp:approximateLocation", "tolerance": place.radius_km}
        geometry["approximation"] = about
    feature: dict[str, Any] = {
        "@id": _address(place.id),
        "type": "Feature",
        "properties": properties | {key: value for key, value in more.items() if value},
        "when": {"timespans": [{"start": {"in": str(said.year)}}]},
        "names": _toponyms(place, said),
        "types": [{"identifier": f"{_ONTOLOGY}{_kind(place)}", "label": _kind(place)}],
        "geometry": geometry,
    }
    if place.note:
        feature["descriptions"] = [{"value": place.note}]
    return feature


def _toponyms(place: Place, said: Said) -> list[dict[str, Any]]:
    """Write all names, the main one first; the first has to have a citation."""
    named = _names(place)
    if place.name not in [name for _, name in named]:
        named = [("", place.name), *named]
    toponyms = [
        {"toponym": name} | ({"lang": language} if language else {}) for language, name in named
    ]
    first: dict[str, Any] = toponyms[0]
    first["citations"] = [{"label": said.by, "year": said.year}]
    return toponyms


def _names(place: Place) -> list[tuple[str, str]]:
    """Return (language or "", name) pairs."""
    return [(language, name) for language, _, name in (n.rpartition("=") for n in place.names)]


def _variant(language: str, name: str) -> str:
    if language or "@" in name:
        return f"{name}@{language or 'und'}"
    return name


def _kind(place: Place) -> str:
    return f"{place.feature_class}.{place.feature_code}".rstrip(".")


def _linked_class(place: Place) -> str:
    """Return the class; undersea and vegetation, which Linked Places lacks, are landforms."""
    return {"U": "T", "V": "T"}.get(place.feature_class, place.feature_class)


def _address(sid: str) -> str:
    """Return the address of a place in its own gazetteer, else its id, which is a URI as well."""
    prefix, _, rest = sid.partition(":")
    if prefix == "osm" and rest[:1] in _OSM:
        return f"https://www.openstreetmap.org/{_OSM[rest[0]]}/{rest[1:]}"
    return _ADDRESSES[prefix].format(rest) if prefix in _ADDRESSES else sid


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _safe(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _csv_line(cells: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(_BREAKS.sub(" ", str(cell)) for cell in cells)
    return line.getvalue()
