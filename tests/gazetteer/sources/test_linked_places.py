"""Linked Places, LPF and LP-TSV; every record here is made up."""

import json
from pathlib import Path
from typing import Any

import pytest

from gazetteer.errors import BadSource
from gazetteer.messages import english
from gazetteer.place import Place
from gazetteer.sources.linked_places import read
from gazetteer.sources.records import ImportOptions, Reject, Row

FEATURE: dict[str, Any] = {
    "@id": "http://gazetteer.example/places/p7",
    "type": "Feature",
    "properties": {"title": "Old Wardiya (Syria)", "ccodes": ["SY"], "fclasses": ["S"]},
    "when": {"timespans": [{"start": {"in": "1200"}}]},
    "names": [
        {"toponym": "Old Wardiya", "lang": "en", "citations": [{"label": "a map", "year": 1200}]},
        {"toponym": "الوردية القديمة", "lang": "ar"},
        {"toponym": "Wardia", "lang": "?"},
        {"toponym": None},
        "Wardiyya",
    ],
    "types": [{"identifier": "aat:300008375", "label": "town"}],
    "geometry": {"type": "Point", "coordinates": [40.5, 35.25]},
    "descriptions": [{"value": "A ruined town.", "lang": "en"}],
}
SQUARE = [[40.0, 35.0], [40.2, 35.0], [40.2, 35.2], [40.0, 35.2], [40.0, 35.0]]


def rows(tmp_path: Path, text: str, name: str = "records", **options: Any) -> list[Row]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read([path], ImportOptions("lp", **options)))


def collection(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "@context": "x", "features": features})


def one(tmp_path: Path, **changes: Any) -> Row:
    (row,) = rows(tmp_path, collection(FEATURE | changes))
    return row


def place(row: Row) -> Place:
    assert isinstance(row, Place), row
    return row


def test_a_feature_is_a_place(tmp_path: Path) -> None:
    found = place(one(tmp_path))
    assert (found.id, found.name) == ("http://gazetteer.example/places/p7", "Old Wardiya")
    assert (found.lat, found.lon, found.country) == (35.25, 40.5, "SY")
    assert found.names == ("en=Old Wardiya", "ar=الوردية القديمة", "Wardia")
    assert (found.note, found.source) == ("A ruined town.", "lp")


@pytest.mark.parametrize(
    ("classes", "types", "kind"),
    [
        (["S"], [{"identifier": "aat:300008375"}], "S."),  # a town is no S: the class holds
        (["P"], [{"identifier": "http://vocab.getty.edu/aat/300008375"}], "P.PPL"),
        (["A", "P"], [], "A."),
        (["P"], [], "P.PPL"),
        ([], [{"identifier": "aat:300000774"}], "A.ADM1"),
        ([], [], "P.PPL"),
        (None, None, "P.PPL"),
        (["X"], [7, {"identifier": 7}], "P.PPL"),
        ("S;P", [{"identifier": "https://www.geonames.org/ontology#S.OILF"}], "S.OILF"),
        (["P"], [{"label": "U.S. city"}], "P.PPL"),
    ],
)
def test_kinds_come_from_types_and_classes(
    tmp_path: Path, classes: Any, types: Any, kind: str
) -> None:
    properties = FEATURE["properties"] | {"fclasses": classes}
    found = place(one(tmp_path, properties=properties, types=types))
    assert f"{found.feature_class}.{found.feature_code}" == kind


@pytest.mark.parametrize(
    ("links", "sid"),
    [
        ([{"type": "exactMatch", "identifier": "http://www.geonames.org/172837/"}], "gn:172837"),
        ([{"type": "exactMatch", "identifier": "gn:172837"}], "gn:172837"),
        ([{"type": "exactMatch", "identifier": "https://www.wikidata.org/wiki/Q77"}], "wd:Q77"),
        ([{"type": "closeMatch", "identifier": "gn:172837"}], FEATURE["@id"]),
        ([{"type": "exactMatch", "identifier": "https://elsewhere.example/1"}], FEATURE["@id"]),
        ([None, 7, {"type": "exactMatch"}], FEATURE["@id"]),
        (None, FEATURE["@id"]),
    ],
)
def test_an_exact_match_with_a_gazetteer_we_know_is_that_place(
    tmp_path: Path, links: Any, sid: str
) -> None:
    assert place(one(tmp_path, links=links)).id == sid


@pytest.mark.parametrize(
    ("geometry", "lat", "lon", "radius"),
    [
        ({"type": "Polygon", "coordinates": [SQUARE]}, 35.1, 40.1, 11.4),
        (
            {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "coordinates": [SQUARE]},
                    {"type": "Point", "coordinates": [40.5, 35.25]},
                ],
            },
            35.25,
            40.5,
            0.5,
        ),
        ({"geowkt": "POINT(40.5 35.25)"}, 35.25, 40.5, 0.5),
        (
            {
                "type": "Point",
                "coordinates": [40.5, 35.25],
                "approximation": {"type": "gvp:approximateLocation", "tolerance": 12},
            },
            35.25,
            40.5,
            12,
        ),
    ],
)
def test_every_form_of_a_location_is_read(
    tmp_path: Path, geometry: Any, lat: float, lon: float, radius: float
) -> None:
    found = place(one(tmp_path, geometry=geometry))
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=1e-5)
    assert found.radius_km == pytest.approx(radius, abs=0.2)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"geometry": None}, "no geometry"),
        ({"geometry": {"type": "Point", "coordinates": [35.25, 140]}}, "swapped"),
        ({"geometry": {"type": "Point", "coordinates": ["x", 1]}}, "not a number"),
        ({"geometry": {"type": "Point", "coordinates": []}}, "no geometry"),
        ({"properties": {"title": ""}, "names": []}, "no name"),
        ({"properties": None, "names": [{"toponym": {"a": 1}}]}, "no name"),
    ],
)
def test_what_is_no_place_is_rejected_with_the_reason(
    tmp_path: Path, changes: Any, reason: str
) -> None:
    good, bad = rows(tmp_path, collection(FEATURE, FEATURE | changes))
    assert isinstance(good, Place)
    assert isinstance(bad, Reject)
    assert reason in english(bad.reason)
    assert bad.line == 2


@pytest.mark.parametrize("feature", [None, 7, "x", [], {}])
def test_what_is_no_feature_is_rejected(tmp_path: Path, feature: Any) -> None:
    _, bad = rows(tmp_path, collection(FEATURE, feature))
    assert isinstance(bad, Reject)


@pytest.mark.parametrize("form", ["collection", "list", "lines", "one"])
def test_features_stand_in_a_collection_a_list_or_on_lines(tmp_path: Path, form: str) -> None:
    line = json.dumps(FEATURE)
    text = {
        "collection": collection(FEATURE, FEATURE),
        "list": f"[{line}, {line}]",
        "lines": f"{line}\n{line}\n",
        "one": line,
    }[form]
    assert len([row for row in rows(tmp_path, text) if isinstance(row, Place)]) in (1, 2)


HEAD = "id\ttitle\ttitle_source\tstart\tccodes\tvariants\ttypes\taat_types\tfclasses\tlon\tlat\n"
LINE = (
    "p7\tOld Wardiya\ta map\t1200\tSY;IQ\tالوردية القديمة@ar;Wardia;Wardija@de-1901"
    "\ttown\t300008375\tP\t40.5\t35.25\n"
)


def test_the_table_form_is_read(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, HEAD + LINE)
    found = place(row)
    assert (found.id, found.name, found.lat, found.lon) == ("lp:p7", "Old Wardiya", 35.25, 40.5)
    assert (found.feature_class, found.feature_code, found.country) == ("P", "PPL", "SY")
    assert found.names == ("ar=الوردية القديمة", "Wardia", "de-1901=Wardija")


def test_the_table_form_may_be_separated_by_commas(tmp_path: Path) -> None:
    text = 'id,title,fclasses,lon,lat,description\np7,"Wardiya, Old",P,40.5,35.25,"so, so"\n'
    (row,) = rows(tmp_path, text)
    assert (place(row).name, place(row).note) == ("Wardiya, Old", "so, so")


def test_a_table_may_hold_shapes_matches_and_tolerances(tmp_path: Path) -> None:
    head = "id\ttitle\tfclasses\tmatches\tgeowkt\tapproximation\n"
    text = head + "p7\tWardiya\tP\twd:Q5;gn:172837\tPOINT(40.5 35.25)\t12\n"
    found = place(rows(tmp_path, text)[0])
    assert (found.id, found.lat, found.lon, found.radius_km) == ("wd:Q5", 35.25, 40.5, 12)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (LINE.replace("40.5\t35.25", "35.25\t140.5"), "swapped"),
        (LINE.replace("40.5\t35.25", "\t"), "no lon and lat"),
        (LINE.replace("35.25", "NaN"), "not a number"),
        (LINE.replace("Old Wardiya", ""), "no name"),
        (LINE.rstrip("\n") + "\tx\ty\n", "columns"),
        ("p8\n", "no lon and lat"),
        ("p8\t" + "x" * 1_200_000 + "\n", "longer than"),
    ],
)
def test_a_bad_row_of_a_table_is_rejected_with_the_reason(
    tmp_path: Path, line: str, reason: str
) -> None:
    bad, good = rows(tmp_path, HEAD + line + LINE)
    assert isinstance(bad, Reject)
    assert reason in english(bad.reason)
    assert bad.line == 2
    assert isinstance(good, Place)


def test_countries_and_classes_narrow_the_import(tmp_path: Path) -> None:
    assert rows(tmp_path, HEAD + LINE, countries=frozenset({"NL"})) == []
    assert rows(tmp_path, collection(FEATURE), classes=frozenset("H")) == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('{"type": "FeatureCollection", "features": []}', "no features"),
        ('{"type": "FeatureCollection", "features": [{"type": "Feature"}]}', "geojson"),
        ('{"type": "FeatureCollection", "features": [', "no whole JSON"),
        ("name,lat,lon\nX,1,2\n", "csv"),
        ("<html></html>", "does not look like"),
        ("{", "JSON"),
        ("[7]", "geojson"),
    ],
)
def test_a_wrong_file_is_named_as_such(tmp_path: Path, text: str, hint: str) -> None:
    with pytest.raises(BadSource, match=hint) as caught:
        rows(tmp_path, text, "wrong.json")
    assert "wrong.json" in str(caught.value)
