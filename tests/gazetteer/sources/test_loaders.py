"""The loaders of GeoNames dumps, tables and GeoJSON: what becomes a place, and what is refused."""

import csv
import json
import zipfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.errors import BadSource
from gazetteer.messages import english
from gazetteer.place import Place
from gazetteer.sources import LOADERS, csv_, geojson, geonames
from gazetteer.sources.files.reading import ReadOptions
from gazetteer.sources.records import ImportOptions, MoreNames, Note, Reject, Row, Withdrawn
from tests.paths import SHARED

SAMPLES = SHARED / "gazetteer_samples"
OPTIONS = ImportOptions("test")


def row(**changes: str) -> str:
    """Write a row of a GeoNames dump; the place is made up."""
    cells = {
        **{"id": "900001", "name": "Tall Waraq", "ascii": "Tall Waraq"},
        **{"others": "تل ورق,Tell Warak,TLW,https://x.example/w", "lat": "35.25", "lon": "40.5"},
        **{"class": "P", "code": "PPL", "country": "SY", "cc2": "", "a1": "07", "a2": "113"},
        **{"a3": "", "a4": "", "population": "5200", "elevation": "", "dem": "210"},
        **{"zone": "Asia/Damascus", "date": "2026-01-02"},
    }
    return "\t".join((cells | changes).values()) + "\n"


def load(
    folder: Path, text: str | bytes, name: str = "XX.txt", options: ImportOptions = OPTIONS
) -> list[Row]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    reader = csv_ if ".csv" in name else geojson if "json" in name else geonames
    return list(reader.read([path], options))


def reasons(rows: Sequence[Row]) -> list[str]:
    return [english(one.reason) for one in rows if isinstance(one, Reject)]


def only(rows: Sequence[Row]) -> Place:
    (place,) = rows
    assert isinstance(place, Place), place
    return place


def test_a_row_of_geonames_becomes_a_place(tmp_path: Path) -> None:
    assert only(load(tmp_path, row())) == Place(
        "gn:900001",
        "Tall Waraq",
        35.25,
        40.5,
        "P",
        "PPL",
        "SY",
        ("07", "113"),
        5200,
        3,
        ("تل ورق", "Tell Warak"),
        "test",
    )


def test_namibia_and_quotes_are_read_as_they_stand(tmp_path: Path) -> None:
    place = only(load(tmp_path, row(country="NA", name='Kolk "B', others='"s Lant,Kolk')))
    assert (place.country, place.name) == ("NA", 'Kolk "B')
    assert place.names == ("Tall Waraq", '"s Lant', "Kolk")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"lat": "NaN"}, "'NaN' is not a number"),
        ({"lat": "inf"}, "'inf' is not a number"),
        ({"lat": ""}, "'' is not a number"),
        ({"lat": "1_0"}, "'1_0' is not a number"),
        ({"lat": "140.5", "lon": "35.25"}, "latitude and longitude look swapped"),
        ({"lon": "200"}, "longitude 200 is not between -180 and 180"),
        ({"lat": "0", "lon": "0"}, "the point is 0, 0: no point was given"),
        ({"lat": "3906000", "lon": "590000"}, "metres of a map projection?"),
        ({"class": "Q"}, "feature class 'Q'"),
        ({"name": ""}, "no name"),
        ({"name": "12"}, "'12' has no letter"),
        ({"id": "x"}, "'x' is no geonameid"),
        ({"date": "a\tb"}, "20 columns, 19 expected"),
    ],
)
def test_a_row_that_is_no_place_says_why(
    tmp_path: Path, changes: dict[str, str], reason: str
) -> None:
    rows = load(tmp_path, row() + row(**changes))
    assert isinstance(rows[0], Place)
    (found,) = reasons(rows)
    assert reason in found


def test_decimal_commas_and_arabic_digits_are_numbers(tmp_path: Path) -> None:
    place = only(load(tmp_path, row(lat="٣٥٫٢٥", lon="40,5")))
    assert (place.lat, place.lon) == (35.25, 40.5)


def test_countries_and_classes_can_be_chosen(tmp_path: Path) -> None:
    text = row() + row(id="2", country="IQ") + row(id="3", **{"class": "H"})
    chosen = ImportOptions("test", frozenset({"SY"}), frozenset({"P"}))
    assert only(load(tmp_path, text, options=chosen)).id == "gn:900001"


def test_countries_can_be_chosen_from_tables_and_features(tmp_path: Path) -> None:
    chosen = ImportOptions("test", frozenset({"SY"}))
    text = "name,lat,lon,country\nA,35,40,Syria\nB,33,44,Iraq\n"
    assert only(load(tmp_path, text, "t.csv", chosen)).name == "A"
    features = [feature(POINT, name=name, iso_a2=name) for name in ("SY", "IQ")]
    text = json.dumps({"features": features})
    assert only(load(tmp_path, text, "t.json", chosen)).name == "SY"


def test_alternate_names_keep_language_and_drop_codes_and_nicknames(tmp_path: Path) -> None:
    table = [
        ("1", "900001", "ar", "تل ورق", "", "", "", ""),
        ("2", "900001", "en", "Paper Hill", "1", "", "", ""),
        ("3", "900001", "", "Tal Warag", "", "", "", ""),
        ("4", "900001", "tr", "Old Hill", "", "", "", "1"),
        ("5", "900001", "en", "The Sheet", "", "", "1", ""),
        ("6", "900001", "link", "https://x.example/w", "", "", "", ""),
        ("7", "900001", "iata", "TLW", "", "", "", ""),
        ("8", "900001", "wkdt", "Q1", "", "", "", ""),
        ("9", "900002", "post", "1234", "", "", "", ""),
        ("10", "900003", "zh-TW", "某地", "", "", "", ""),
    ]
    text = "".join("\t".join((*cells, "", "")) + "\n" for cells in table)
    assert load(tmp_path, text, "alternateNamesV2.txt") == [
        MoreNames("gn:900001", ("en=Paper Hill", "ar=تل ورق", "Tal Warag", "Old Hill")),
        MoreNames("gn:900003", ("zh-TW=某地",)),
    ]


def test_names_come_after_all_places(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "XX.zip", "w") as archive:
        archive.writestr("alternateNamesV2.txt", "1\t900001\tar\tتل\t\t\t\t\t\t\n")
        archive.writestr("XX.txt", row())
        archive.writestr("readme.txt", "This is\n\nno table")
    found = [type(one) for one in geonames.read([tmp_path / "XX.zip"], OPTIONS)]
    assert found == [Place, MoreNames]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "admin1CodesASCII.txt",
            "SY.07\tWaraq\tWaraq\t900009\n",
            MoreNames("gn:900009", ("Waraq",)),
        ),
        ("deletes-2026-01-02.txt", "900001\tTall Waraq\ttwice\n", Withdrawn("gn:900001")),
        (
            "alternateNamesDeletes-2026-01-02.txt",
            "3\t900001\tTal Warag\tspam\n",
            Withdrawn("gn:900001", ("Tal Warag",)),
        ),
        (
            "alternateNamesModifications-2026-01-02.txt",
            "4\t900001\tar\tتل\t\t\t\t\n",
            MoreNames("gn:900001", ("ar=تل",)),
        ),
        (
            "countryInfo.txt",
            "# ISO\nSY\tSYR\t760\tSY\tWaraqia\tX" + "\t" * 8 + "#####\t\t" + "900010\t\t\n",
            None,
        ),
    ],
)
def test_the_other_tables_of_geonames_are_told_by_their_columns(
    tmp_path: Path, name: str, text: str, expected: Row | None
) -> None:
    expected = expected or MoreNames("gn:900010", ("Waraqia",))
    if name == "countryInfo.txt":
        cells = ["SY", "SYR", "760", "SY", "Waraqia", *["###"] * 11, "900010", "", ""]
        text = "# ISO\n" + "\t".join(cells) + "\n"
    assert load(tmp_path, text, name) == [expected]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hierarchy.txt", "900001\t900002\tADM\n"),
        ("featureCodes_en.txt", "P.PPL\tpopulated place\ta town\n"),
    ],
)
def test_tables_that_are_not_needed_are_said_to_be(tmp_path: Path, name: str, text: str) -> None:
    (note,) = load(tmp_path, text, name)
    assert isinstance(note, Note)
    assert name in note.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,lat,lon,a,b\nA,1,2,3,4\n", r"1 column, 19 expected; did you mean csv\?"),
        ("a\tb\tc\td\te\n", r"5 columns, 19 expected; did you mean csv\?"),
        ('{"type": "FeatureCollection"}', r"did you mean geojson\?"),
        ("# only\n# remarks\n", "no rows"),
    ],
)
def test_a_file_that_is_no_dump_is_named_as_such(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadSource, match=rf"XX\.txt.*{said}"):
        load(tmp_path, text)


def test_rows_in_another_encoding_and_endless_ones_are_rejects(tmp_path: Path) -> None:
    text = row().encode() + row(id="2", name="تل").encode("cp1256", "replace")
    text += row(id="3", others="x" * (1 << 20)).encode() + row(id="4").encode()
    rows = load(tmp_path, text)
    assert [one.id for one in rows if isinstance(one, Place)] == ["gn:900001", "gn:4"]
    assert reasons(rows)[0].startswith("not UTF-8")
    assert reasons(rows)[1] == "longer than 1 MB"


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("name,lat,lon", "Tell Bahr,35.2,40.1"),
        ("Name;Latitude;Longitude", '"Tell Bahr";35,2;40,1'),
        ("TITLE\tY\tX", "Tell Bahr\t35.2\t40.1"),
        ("place_name|POINT_Y|POINT_X", "Tell Bahr|35.2|40.1"),
        ("الاسم,خط العرض,خط الطول", "Tell Bahr,٣٥٫٢,٤٠٫١"),
        ("name,coordinates", 'Tell Bahr,"35.2, 40.1"'),
        ("name,wkt", "Tell Bahr,POINT (40.1 35.2)"),
        ("name,lat,lon", "Tell Bahr,35°12'00\"N,40°06'00\"E"),
    ],
)
def test_the_columns_of_a_table_are_found(tmp_path: Path, header: str, cells: str) -> None:
    place = only(load(tmp_path, f"{header}\n{cells}\n", "t.csv"))
    assert (place.name, place.lat, place.lon) == ("Tell Bahr", 35.2, 40.1)
    assert (place.feature_class, place.radius_km, place.source) == ("P", 1.5, "test")


def test_a_table_can_tell_everything(tmp_path: Path) -> None:
    header = (
        "id,name,name_ar,English name,aliases,lat,lon,fclass,fcode,iso3,population,radius_km,note"
    )
    cells = "w7,Bahr,بحر,Sea Well,ku=Behr|Al-Bahr,35,40,S,OILF,SYR,12,4.5,checked"
    assert only(load(tmp_path, f"{header}\n{cells}\n", "t.csv")) == Place(
        "test:w7",
        "Bahr",
        35,
        40,
        "S",
        "OILF",
        "SY",
        (),
        12,
        4.5,
        ("ar=بحر", "en=Sea Well", "ku=Behr", "Al-Bahr"),
        "test",
        "checked",
    )


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Ort,Breite,Länge\nA,35,40\n", {"name": "Ort", "lat": "Breite", "lon": "länge"}),
        ("Ort,Breite,Länge\nA,35,40\n", {"name": "1", "lat": "2", "lon": "3"}),
        ("A,35,40\n", {"name": "1", "lat": "2", "lon": "3"}),
    ],
)
def test_the_user_can_tell_the_columns(tmp_path: Path, text: str, columns: dict[str, str]) -> None:
    place = only(load(tmp_path, text, "t.csv", ImportOptions("test", columns=columns)))
    assert (place.name, place.lat, place.lon) == ("A", 35, 40)


def test_what_a_row_does_not_say_the_user_can(tmp_path: Path) -> None:
    options = ImportOptions("test", countries=frozenset({"SY"}), kind="S.OILF")
    place = only(load(tmp_path, "name,lat,lon\nA,35,40\n", "t.csv", options))
    assert (place.feature_class, place.feature_code, place.country) == ("S", "OILF", "SY")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ort,Breite\nA,1\n", r"no column for name and lat and lon among Ort, Breite.*--map name="),
        ('{"a": 1}\n', r"did you mean geojson\?"),
        ("<html><body>", "XML or HTML"),
        ("\n\n", "no rows"),
        (row(), "a GeoNames dump"),
    ],
)
def test_a_file_that_is_no_table_of_places_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadSource, match=said):
        load(tmp_path, text, "t.csv")


def test_an_open_quote_spoils_no_more_than_what_it_holds(tmp_path: Path) -> None:
    text = 'name,lat,lon\nA,35,40\n"B,35,40\nC,35,40\n"D",35,40\n'
    rows = load(tmp_path, text, "t.csv")
    assert [one.name for one in rows if isinstance(one, Place)] == ["A"]
    assert "quote" in reasons(rows)[0]


@pytest.mark.slow
def test_a_quote_open_to_the_end_of_a_large_table_is_found(tmp_path: Path) -> None:
    text = 'name,lat,lon\nA,35,40\n"B,35,40\n' + "C,35,40\n" * 40_000
    usual = csv.field_size_limit(131_072)  # the dashboard's own reader of articles raises it
    try:
        rows = load(tmp_path, text, "t.csv")
    finally:
        csv.field_size_limit(usual)
    assert any(why.startswith("a quote that is opened and not closed") for why in reasons(rows))
    assert len(rows) > 10_000


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


POINT = {"type": "Point", "coordinates": [40.1, 35.2]}
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[40, 35], [40.2, 35], [40.2, 35.2], [40, 35.2], [40, 35]]],
}


def test_points_and_areas_with_names_become_places(tmp_path: Path) -> None:
    features = [
        feature(POINT, NAME="Bahr", NAME_AR="بحر", NAMEALT="Sea|Behr", featurecla="River"),
        feature(SQUARE, name="Waraq", shapeType="ADM2", shapeGroup="SYR"),
        feature({"type": "Point", "coordinates": [35.2, 140.1]}, name="Swapped"),
        feature(None, name="Nowhere"),
        feature(POINT),
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    rows = load(tmp_path, text, "t.geojson")
    river, area = (one for one in rows if isinstance(one, Place))
    assert (river.feature_code, river.names) == ("STM", ("ar=بحر", "Sea", "Behr"))
    assert (area.feature_code, area.country, area.lat, area.lon) == ("ADM2", "SY", 35.1, 40.1)
    assert area.radius_km == pytest.approx(11.3, abs=0.3)
    assert [one.line for one in rows if isinstance(one, Reject)] == [3, 4, 5]
    assert "swapped" in reasons(rows)[0]


@pytest.mark.parametrize("between", ["\n", " ", ""])
def test_features_may_stand_one_after_the_other(tmp_path: Path, between: str) -> None:
    text = between.join(json.dumps(feature(POINT, name=name)) for name in ("Bahr", "Waraq"))
    assert [one.name for one in load(tmp_path, text, "t.geojsonl") if isinstance(one, Place)] == [
        "Bahr",
        "Waraq",
    ]


def test_tags_of_openstreetmap_tell_the_kind(tmp_path: Path) -> None:
    tags: list[dict[str, Any]] = [
        {"name": "A", "place": "suburb"},
        {"name": "B", "waterway": "river"},
        {"name": "C", "boundary": "administrative", "admin_level": "4"},
        {"name": "D", "amenity": "nothing we know"},
    ]
    features = [feature(POINT, **one) for one in tags]
    rows = load(tmp_path, json.dumps({"features": features}), "t.geojson")
    kinds = [one.feature_code for one in rows if isinstance(one, Place)]
    assert kinds == ["PPLX", "STM", "ADM1", "PPL"]


def test_an_oil_field_is_of_the_class_it_has_in_our_own_tables(tmp_path: Path) -> None:
    place = only(load(tmp_path, row(**{"class": "L", "code": "OILF"})))
    assert (place.feature_class, place.feature_code) == ("S", "OILF")


def test_a_list_of_objects_is_read_with_its_inner_names(tmp_path: Path) -> None:
    text = json.dumps(
        [{"name": {"en": "Bahr", "ar": "بحر"}, "centroid": {"latitude": 35, "longitude": 40}}]
    )
    place = only(load(tmp_path, text, "t.json"))
    assert (place.name, place.names, place.lat) == ("Bahr", ("en=Bahr", "ar=بحر"), 35)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,lat,lon\n", r"did you mean csv\?"),
        ('{"type": "FeatureCollection", "features": [{"type": ', "no whole JSON"),
    ],
)
def test_a_file_that_is_no_geojson_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadSource, match=said):
        load(tmp_path, text, "t.geojson")


def test_every_format_has_a_loader_and_says_what_it_reads() -> None:
    for key, format_ in LOADERS.items():
        assert callable(import_module(format_.module).read), key
        assert format_.files, key


@pytest.mark.parametrize(
    ("name", "places", "arabic"),
    [("NL.txt", 22_852, "أمستردام"), ("SG.zip", 1_911, "سنغافورة"), ("AD.txt", 3_268, "أندورا")],
)
def test_real_dumps_are_read_whole(name: str, places: int, arabic: str) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("../shared is absent: no real dumps to read")
    rows = list(geonames.read([SAMPLES / name], OPTIONS))
    assert sum(isinstance(one, Place) for one in rows) == places
    assert not reasons(rows)
    assert any(arabic in one.names for one in rows if isinstance(one, Place))


def test_the_real_tables_of_codes_are_read_whole() -> None:
    if not SAMPLES.is_dir():
        pytest.skip("../shared is absent: no real tables to read")
    files = ("admin1CodesASCII.txt", "admin2Codes.txt", "countryInfo.txt", "featureCodes_en.txt")
    rows = list(geonames.read([SAMPLES / name for name in files], OPTIONS))
    assert not reasons(rows)
    assert sum(isinstance(one, MoreNames) for one in rows) == 3_864 + 47_534 + 252


def test_the_encoding_of_a_table_can_be_told(tmp_path: Path) -> None:
    options = ImportOptions("test", reading=ReadOptions(encoding="cp1256"))
    text = "name,lat,lon\nحلب,36.2,37.1\n".encode("cp1256")
    assert only(load(tmp_path, text, "t.csv", options)).name == "حلب"


CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\n"), max_size=12
) | st.sampled_from(
    ["NaN", "1e999", "-0", "9" * 400, '"', "\t", ",", ";", "=1+1", "\x00", "\u202e", "°", "١٢", "|"]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(-1e300, 1e300) | CELL,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(CELL, inner, max_size=3),
    max_leaves=6,
)


def loads_or_refuses(folder: Path, text: bytes | str, name: str) -> None:
    """Load whatever it is: rows come, or the file is named as wrong."""
    try:
        rows = load(folder, text, name)
    except BadSource as error:
        assert name in str(error)
        return
    assert all(isinstance(one, Place | MoreNames | Withdrawn | Note | Reject) for one in rows)
    for one in rows:
        if isinstance(one, Place):
            assert -90 <= one.lat <= 90
            assert -180 <= one.lon <= 180
            assert one.name.strip()
            assert one.radius_km >= 0
            assert not any("\n" in name or "\t" in name for name in (one.name, *one.names))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_whatever_stands_in_a_row_the_rest_is_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    cells = row().rstrip("\n").split("\t")
    cells[data.draw(st.integers(0, 18))] = data.draw(CELL)
    folder = tmp_path_factory.getbasetemp()
    loads_or_refuses(folder, "\t".join(cells) + "\n" + row(id="2"), "XX.txt")
    header = ["id", "name", "lat", "lon", "fclass", "fcode", "country", "population", "radius_km"]
    cells = ["1", "Bahr", "35", "40", "S", "OILF", "SY", "12", "4", "x"]
    cells[data.draw(st.integers(0, 9))] = data.draw(CELL)
    loads_or_refuses(folder, ",".join([*header, "names"]) + "\n" + ",".join(cells) + "\n", "t.csv")
    loads_or_refuses(folder, data.draw(st.binary(max_size=200)), "t.csv")
    loads_or_refuses(folder, data.draw(st.binary(max_size=200)), "XX.txt")
    loads_or_refuses(folder, data.draw(st.binary(max_size=200)), "t.json")


@settings(deadline=None, max_examples=60)
@given(ANYTHING, ANYTHING, st.sampled_from(["name", "population", "radius_km", "names", "iso_a2"]))
def test_whatever_stands_in_a_feature_the_rest_is_read(
    tmp_path_factory: pytest.TempPathFactory, inner: Any, value: Any, key: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    features = [
        feature(POINT, **{"name": "Bahr", key: value}),
        feature({"type": "Polygon", "coordinates": inner}, name="A"),
        feature(inner, name="B"),
        {"type": "Feature", "properties": inner, "geometry": POINT, "id": value},
        value,
        {"type": value, "properties": {}},
        feature(POINT, name="Last"),
    ]
    loads_or_refuses(folder, json.dumps({"features": features}), "t.geojson")
    loads_or_refuses(folder, json.dumps(value), "t.json")
