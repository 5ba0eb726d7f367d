"""OpenStreetMap as Nominatim and Photon dump it; every row here is made up."""

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from gazetteer.errors import BadSource
from gazetteer.messages import english
from gazetteer.place import Place
from gazetteer.sources.nominatim import read
from gazetteer.sources.records import ImportOptions, Note, Reject, Row

HEADER = {"type": "NominatimDumpFile", "content": {"version": "0.1.0", "generator": "a test"}}
COUNTRIES = {"type": "CountryInfo", "content": [{"country_code": "sy", "name": {"name": "سوريا"}}]}
VILLAGE: dict[str, Any] = {
    "place_id": 7,
    "object_type": "N",
    "object_id": 123,
    "osm_key": "place",
    "osm_value": "village",
    "rank_address": 20,
    "importance": 0.1,
    "name": {
        "name": "تل الورد",
        "name:ar": "تل الورد",
        "name:en": "Tell al-Ward",
        "alt_name": "Tall Ward;Tel Werd",
        "old_name:ku": "Girê Gulê",
        "ref": "SY-77",
        "name:etymology": "roses",
        "name:etymology:wikidata": "Q1",
    },
    "extra": {"population": "1200"},
    "country_code": "sy",
    "centroid": [40.5, 35.25],
}


def dump(path: Path, *places: Any, head: bool = True) -> Path:
    lines = [HEADER, COUNTRIES] if head else []
    lines += [{"type": "Place", "content": [place]} for place in places]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def rows(path: Path, **options: Any) -> list[Row]:
    return list(read([path], ImportOptions("osm", **options)))


def one(tmp_path: Path, **changes: Any) -> Row:
    found = rows(dump(tmp_path / "dump.jsonl", VILLAGE | changes))
    assert len(found) == 2, "one place, and the note that ends a dump"
    return found[0]


def test_a_place_brings_its_names_by_language(tmp_path: Path) -> None:
    place = one(tmp_path)
    assert isinstance(place, Place)
    assert (place.id, place.name, place.lat, place.lon) == ("osm:N123", "تل الورد", 35.25, 40.5)
    assert (place.feature_class, place.feature_code, place.country) == ("P", "PPL", "SY")
    assert (place.population, place.radius_km, place.source) == (1200, 1.5, "osm")
    assert set(place.names) == {
        "ar=تل الورد",
        "en=Tell al-Ward",
        "Tall Ward",
        "Tel Werd",
        "ku=Girê Gulê",
    }


@pytest.mark.parametrize(
    ("tag", "extra", "more", "kind"),
    [
        ("place=suburb", {}, {}, "P.PPLX"),
        ("place=locality", {}, {}, "L.LCTY"),
        ("waterway=river", {}, {}, "H.STM"),
        ("man_made=petroleum_well", {}, {}, "S.OILW"),
        ("landuse=military", {}, {}, "L.MILB"),
        ("aeroway=aerodrome", {}, {}, "S.AIRP"),
        ("boundary=administrative", {}, {"rank_address": 4}, "A.PCLI"),
        ("boundary=administrative", {}, {"rank_address": 8}, "A.ADM1"),
        ("boundary=administrative", {}, {"rank_address": 12}, "A.ADM2"),
        ("boundary=administrative", {}, {"rank_address": 16}, "A.ADM3"),
        ("boundary=administrative", {"linked_place": "town"}, {"rank_address": 16}, "P.PPL"),
        (
            "boundary=administrative",
            {},
            {"rank_address": None, "address_type": "state"},
            "A.ADM1",
        ),
        ("boundary=administrative", {}, {"rank_address": None}, "A.ADMD"),
    ],
)
def test_tags_become_geonames_kinds(
    tmp_path: Path, tag: str, extra: dict[str, str], more: dict[str, Any], kind: str
) -> None:
    key, value = tag.split("=")
    place = one(tmp_path, osm_key=key, osm_value=value, extra=extra, **more)
    assert isinstance(place, Place)
    assert f"{place.feature_class}.{place.feature_code}" == kind


def test_an_area_reaches_as_far_as_its_box(tmp_path: Path) -> None:
    lake = one(tmp_path, osm_key="natural", osm_value="water", bbox=[40.0, 35.0, 40.2, 35.2])
    assert isinstance(lake, Place)
    assert lake.radius_km == pytest.approx(14.4, abs=0.3)


@pytest.mark.parametrize("tag", ["shop=bakery", "highway=residential", "building=yes"])
def test_shops_and_streets_are_passed_over_and_counted(tmp_path: Path, tag: str) -> None:
    key, value = tag.split("=")
    (note,) = rows(dump(tmp_path / "dump.jsonl", VILLAGE | {"osm_key": key, "osm_value": value}))
    assert isinstance(note, Note)
    assert " 1 streets" in note.text


def test_countries_and_classes_narrow_the_import(tmp_path: Path) -> None:
    path = dump(tmp_path / "dump.jsonl", VILLAGE, VILLAGE | {"country_code": "iq", "object_id": 9})
    found = [row for row in rows(path, countries=frozenset({"IQ"})) if isinstance(row, Place)]
    assert [place.id for place in found] == ["osm:N9"]
    assert not [row for row in rows(path, classes=frozenset("A")) if isinstance(row, Place)]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_packed_dumps_are_read_as_they_are(tmp_path: Path, pack: Any) -> None:
    plain = dump(tmp_path / "dump.jsonl", VILLAGE)
    packed = tmp_path / "dump.jsonl.packed"
    packed.write_bytes(pack(plain.read_bytes()))
    assert rows(packed)[0] == rows(plain)[0]


def test_a_dump_without_header_is_read(tmp_path: Path) -> None:
    assert isinstance(rows(dump(tmp_path / "dump.jsonl", VILLAGE, head=False))[0], Place)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"centroid": None}, "no centroid"),
        ({"centroid": [40.5]}, "no centroid"),
        ({"centroid": {"lat": 1}}, "no centroid"),
        ({"centroid": [35.25, 140.5]}, "swapped"),
        ({"centroid": [float("nan"), 35.25]}, "not a number"),
        ({"centroid": [None, None]}, "not a number"),
        ({"centroid": ["x", 35.25]}, "not a number"),
        ({"centroid": [0, 0]}, "0, 0"),
        ({"centroid": [10**400, 35]}, "number"),
        ({"name": ["تل"]}, "names"),
        ({"name": {"name": ""}}, "no name"),
        ({"name": {"name": None, "ref": "7"}}, "no name"),
        ({"name": {"name": 7}}, "no name"),
        ({"name": {"name": "12"}}, "no letter"),
        ({"osm_key": None}, "osm_key"),
        ({"object_id": None, "place_id": None}, "object_id"),
    ],
)
def test_what_is_no_place_is_rejected_with_the_reason(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    row = one(tmp_path, **changes)
    assert isinstance(row, Reject)
    assert reason in english(row.reason)
    assert row.line == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"extra": None},
        {"extra": {"population": None}},
        {"extra": {"population": "many"}},
        {"country_code": None},
        {"country_code": 7},
        {"bbox": [None, 1, 2, 3]},
        {"osm_key": "natural", "osm_value": "water", "bbox": ["a", {}, [], None]},
        {"rank_address": "sixteen", "osm_key": "boundary", "osm_value": "administrative"},
    ],
)
def test_what_a_place_does_not_need_may_be_broken(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert isinstance(one(tmp_path, **changes), Place)


def test_a_name_of_a_megabyte_is_cut(tmp_path: Path) -> None:
    place = one(tmp_path, name={"name": "تل" * 500_000})
    assert isinstance(place, Place)
    assert len(place.name) <= 200


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no JSON"),
        ('{"type": "Place", "content": [', "no JSON"),
        ("[" * 200_000, "nested"),
        ("7", "no JSON object"),
        ('{"type": "Place", "content": ' + "9" * 6000 + "}", "no JSON"),
        ('{"type": "Place", "content": null}', "no place"),
        ('{"type": "Place", "content": ["x"]}', "no place"),
        ("\ud800", "UTF-8"),
    ],
)
def test_a_broken_line_does_not_stop_the_dump(tmp_path: Path, line: str, reason: str) -> None:
    path = dump(tmp_path / "dump.jsonl")
    good = json.dumps({"type": "Place", "content": [VILLAGE]})
    with path.open("ab") as file:
        file.write(f"{line}\n{good}\n".encode("utf-8", "surrogatepass"))
    bad, place, _ = rows(path)
    assert isinstance(bad, Reject)
    assert reason in english(bad.reason)
    assert len(bad.row) <= 600
    assert isinstance(place, Place)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('{"type": "FeatureCollection", "features": []}', "geojson"),
        ('[\n{"id": "Q1", "labels": {}, "claims": {}},\n', "wikidata"),
        ("name,lat,lon\nX,1,2\n", "csv"),
        ("<osm></osm>", "no"),
        ("\n\n", "no lines"),
        ("(\ufffd", "Nominatim"),
    ],
)
def test_a_wrong_file_is_named_as_such(tmp_path: Path, text: str, hint: str) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSource, match=hint) as caught:
        rows(path)
    assert "wrong.json" in str(caught.value)


def test_zstd_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl.zst"
    path.write_bytes(b"(\xb5/\xfd" + b"\0" * 40)
    with pytest.raises(BadSource, match="zstd"):
        rows(path)
