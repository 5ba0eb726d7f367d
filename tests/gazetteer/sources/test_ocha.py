"""OCHA's datasets in the schemas of the years; every row here is made up."""

import json
import lzma
import zipfile
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from gazetteer.errors import BadSource
from gazetteer.messages import english
from gazetteer.place import Place
from gazetteer.sources.country_box import demand_inside
from gazetteer.sources.files import xlsx
from gazetteer.sources.ocha import read
from gazetteer.sources.records import ImportOptions, Note, Reject, Row
from tests.paths import ROOT

Rows = list[dict[str, Any]]
# as published since 2025, lower case; the units and places are invented
ADMIN1: Rows = [
    {
        "adm1_name": "Green Governorate",
        "adm1_name1": "محافظة الخضراء",
        "adm1_name2": None,
        "adm1_pcode": "SY91",
        "adm1_ref_name": "Khadra",
        "adm0_name": "Syria",
        "adm0_pcode": "SY",
        "lang": "en",
        "lang1": "ar",
        "center_lat": 35.5,
        "center_lon": 40.5,
        "area_sqkm": 31416,
        "valid_on": "2025-01-01",
        "valid_to": None,
        "version": "v01",
    },
]
ADMIN3: Rows = [
    {
        "adm3_name": "Ward Subdistrict",
        "adm3_name1": "ناحية الورد",
        "adm3_pcode": "SY910101",
        "adm2_pcode": "SY9101",
        "adm1_pcode": "SY91",
        "adm0_pcode": "SY",
        "lang": "en",
        "lang1": "ar",
        "center_lat": 35.25,
        "center_lon": 40.5,
        "area_sqkm": 314.16,
    },
]
PLACE: dict[str, Any] = {
    "pcode": "C9001",
    "featurename_en": "Tell al-Ward",
    "featurename_ar": "تل الورد",
    "featurerefname": "Tall Ward",
    "featurealtname1_en": "Tel Werd",
    "featurealtname1_ar": "تل ورد",
    "featurealtname2_en": None,
    "popplaceclasstitle": "Village",
    "popplaceclass": 7,
    "adm3_pcode": "SY910101",
    "adm1_pcode": "SY91",
    "adm0_pcode": "SY",
    "point_x": 40.51,
    "point_y": 35.26,
}
QUARTER: dict[str, Any] = {
    "neighborhoodpcode": "C9001-1",
    "neighborhoodname_en": "Rose Quarter",
    "neighborhoodname_ar": "حي الورود",
    "neighborhoodaltname1_en": "Roses",
    "areapcode": None,
    "adm4_pcode": "C9001",
    "adm3_pcode": "SY910101",
    "adm1_pcode": "SY91",
    "adm0_pcode": "SY",
}
OLD: Rows = [
    {
        "ADM0_EN": "Syria",
        "ADM0_PCODE": "SY",
        "ADM1_EN": "Green",
        "ADM1_AR": "الخضراء",
        "ADM1_PCODE": "SY91",
        "ADM2_EN": "Reed",
        "ADM2_AR": "القصب",
        "ADM2ALT1EN": "Qasab",
        "ADM2_REF": "Kasab",
        "ADM2_PCODE": "SY9101",
        "validTo": "",
    },
]


def workbook(path: Path, **tables: Rows) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in tables.items():
        table = book.create_sheet(title)
        table.append(list(rows[0]) if rows else [])
        for row in rows:
            table.append(list(row.values()))
    book.save(path)
    return path


def geojson(path: Path, *features: tuple[dict[str, Any], Any]) -> Path:
    made = [{"type": "Feature", "properties": p, "geometry": g} for p, g in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": made}), encoding="utf-8")
    return path


def rows(*paths: Path, **options: Any) -> list[Row]:
    return [r for r in read(paths, ImportOptions("cod", **options)) if not isinstance(r, Note)]


def places(*paths: Path) -> dict[str, Place]:
    found = rows(*paths)
    assert all(isinstance(row, Place) for row in found), found
    return {row.id: row for row in found if isinstance(row, Place)}


def test_a_workbook_of_the_new_schema(tmp_path: Path) -> None:
    # the neighbourhoods stand first: they need centres that come later
    path = workbook(
        tmp_path / "syr.xlsx",
        syr_neighborhoods=[QUARTER],
        syr_admin1=ADMIN1,
        syr_admin3=ADMIN3,
        syr_populatedplaces=[PLACE],
        readme=[{"Title": "x", "Contact": "y"}],
    )
    found = places(path)
    assert list(found) == ["ocha:SY91", "ocha:SY910101", "ocha:SY.C9001", "ocha:SY.C9001-1"]
    unit = found["ocha:SY91"]
    assert (unit.name, unit.lat, unit.lon) == ("Green Governorate", 35.5, 40.5)
    assert (unit.feature_class, unit.feature_code, unit.country) == ("A", "ADM1", "SY")
    assert unit.radius_km == pytest.approx(100, abs=0.1)
    assert unit.names == ("en=Green Governorate", "ar=محافظة الخضراء", "Khadra")
    village = found["ocha:SY.C9001"]
    assert (village.feature_class, village.feature_code) == ("P", "PPL")
    assert village.names == (
        "en=Tell al-Ward",
        "en=Tel Werd",
        "ar=تل الورد",
        "ar=تل ورد",
        "Tall Ward",
    )


def test_a_neighbourhood_without_a_point_takes_the_centre_of_its_town(tmp_path: Path) -> None:
    path = workbook(tmp_path / "syr.xlsx", a=ADMIN3, p=[PLACE], n=[QUARTER])
    quarter = places(path)["ocha:SY.C9001-1"]
    assert (quarter.lat, quarter.lon, quarter.radius_km) == (35.26, 40.51, 3)
    assert (quarter.feature_code, quarter.names[1]) == ("PPLX", "en=Roses")
    assert quarter.note == "no point of its own: the centre of Tell al-Ward"


def test_a_neighbourhood_of_an_unknown_town_takes_the_centre_of_the_unit(tmp_path: Path) -> None:
    path = workbook(tmp_path / "syr.xlsx", a=ADMIN3, n=[QUARTER])
    quarter = places(path)["ocha:SY.C9001-1"]
    assert quarter.radius_km == pytest.approx(10, abs=0.1)
    assert "Ward Subdistrict" in quarter.note


def test_a_neighbourhood_of_nothing_we_know_is_rejected(tmp_path: Path) -> None:
    (row,) = rows(workbook(tmp_path / "syr.xlsx", n=[QUARTER]))
    assert isinstance(row, Reject)
    assert "no point" in english(row.reason)


def test_old_columns_and_drawn_units_in_geojson(tmp_path: Path) -> None:
    square = [[40.0, 35.0], [40.2, 35.0], [40.2, 35.2], [40.0, 35.2], [40.0, 35.0]]
    path = geojson(
        tmp_path / "adm2.geojson", (OLD[0], {"type": "Polygon", "coordinates": [square]})
    )
    unit = places(path)["ocha:SY9101"]
    assert (unit.name, unit.lat, unit.lon) == ("Reed", 35.1, 40.1)
    assert (unit.feature_code, unit.names) == ("ADM2", ("en=Reed", "en=Qasab", "ar=القصب", "Kasab"))
    assert unit.radius_km == pytest.approx(11.4, abs=0.2)


def test_communities_as_a_fourth_level_are_settlements(tmp_path: Path) -> None:
    community = OLD[0] | {
        "ADM4_EN": "Tell al-Ward",
        "ADM4_PCODE": "C9001",
        "Latitude_y": 35.26,
        "Longitude_x": 40.51,
    }
    unit = places(geojson(tmp_path / "pplp.geojson", (community, None)))["ocha:SY.C9001"]
    assert (unit.feature_class, unit.feature_code, unit.lat) == ("P", "PPL", 35.26)


def test_the_oldest_schema_of_humanitarian_locations(tmp_path: Path) -> None:
    row = {
        "Location_Pcode": "C9001",
        "Location_Name_En": "Tell al-Ward",
        "Location_Name_Ar": "تل الورد",
        "location_type": "Community",
        "admin1Pcode": "SY91",
        "Latitude": 35.26,
        "Longitude": 40.51,
    }
    place = places(workbook(tmp_path / "old.xlsx", Location=[row]))["ocha:SY.C9001"]
    assert (place.name, place.country) == ("Tell al-Ward", "SY")
    assert "ar=تل الورد" in place.names


def test_people_of_cod_ps_are_given_to_their_units(tmp_path: Path) -> None:
    people = [{"ADM0_PCODE": "SY", "ADM1_PCODE": "SY91", "F_TL": 500, "M_TL": 700, "T_TL": 1200}]
    tables = workbook(tmp_path / "ps.xlsx", adm1=people), workbook(tmp_path / "ab.xlsx", a=ADMIN1)
    assert places(*tables)["ocha:SY91"].population == 1200
    with pytest.raises(BadSource, match="COD-AB"):
        rows(tables[0])


def test_tables_may_be_csv_with_a_row_of_hxl_tags(tmp_path: Path) -> None:
    path = tmp_path / "adm1.csv"
    text = (
        "adm1_name,adm1_name1,adm1_pcode,lang,lang1,center_lat,center_lon\n"
        "#adm1+name,#adm1+name+ar,#adm1+code,,,#geo+lat,#geo+lon\n"
        "Green,الخضراء,SY91,en,ar,35.5,40.5\n"
    )
    path.write_text("\ufeff" + text, encoding="utf-8")
    assert places(path)["ocha:SY91"].names == ("en=Green", "ar=الخضراء")


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Village", "P.PPL"),
        ("Town", "P.PPL"),
        ("Governorate Capital", "P.PPLA"),
        ("District Center", "P.PPLA2"),
        ("Sub-district centre", "P.PPLA3"),
        ("National Capital", "P.PPLC"),
        ("Refugee camp", "S.CMPRF"),
        (None, "P.PPL"),
        (7, "P.PPL"),
    ],
)
def test_classes_of_places_are_geonames_own(tmp_path: Path, title: Any, code: str) -> None:
    changes = {"popplaceclasstitle": title, "popplaceclass": None}
    (place,) = places(workbook(tmp_path / "p.xlsx", p=[PLACE | changes])).values()
    assert f"{place.feature_class}.{place.feature_code}" == code


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"pcode": None}, "P-code"),
        ({"point_x": None}, "no point"),
        ({"point_x": "east"}, "not a number"),
        ({"point_x": 0, "point_y": 0}, "0, 0"),
        ({"point_x": 35.26, "point_y": 40.51}, "swapped"),
        ({"point_x": 140.51}, "outside of SY"),
        ({"point_y": 1e9}, "no degrees"),
        (
            {
                "featurename_en": None,
                "featurename_ar": "",
                "featurerefname": None,
                "featurealtname1_en": None,
                "featurealtname1_ar": None,
            },
            "no name",
        ),
        ({"validto": "2019-12-31"}, "no longer valid"),
    ],
)
def test_bad_rows_are_rejected_with_the_reason(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    bad = PLACE | {"pcode": "C9002"} | changes
    good = PLACE | dict.fromkeys(changes.keys() - PLACE.keys())
    row, place = rows(workbook(tmp_path / "p.xlsx", p=[bad, good]))
    assert isinstance(row, Reject)
    assert reason in english(row.reason)
    assert row.line == 2
    assert isinstance(place, Place)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("تل الورد".encode().decode("latin-1"), "ar=تل الورد"),
        ("حلب".encode().decode("cp1252"), "ar=حلب"),
        ("حلب".encode()[:-1].decode("cp1252"), None),
        ("Tell in Latin", "Tell in Latin"),
    ],
)
def test_broken_arabic_is_mended_or_left_out(tmp_path: Path, name: str, kept: str | None) -> None:
    row = PLACE | {"featurename_ar": name, "featurealtname1_ar": None}
    (place,) = places(workbook(tmp_path / "p.xlsx", p=[row])).values()
    arabic = [n for n in place.names if not n.startswith("en=") and n != "Tall Ward"]
    assert arabic == ([kept] if kept else [])


def test_a_unit_in_several_tables_is_given_once(tmp_path: Path) -> None:
    path = workbook(tmp_path / "syr.xlsx", a=ADMIN1, points=ADMIN1)
    assert len(rows(path)) == 1


def test_features_that_are_none_are_rejected(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", (ADMIN1[0], None), ({}, None))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"properties": {}', '"properties": null'), encoding="utf-8")
    good, bad = rows(path)
    assert isinstance(good, Place)
    assert isinstance(bad, Reject)


def test_a_zip_of_geojson_files_is_read(tmp_path: Path) -> None:
    one = geojson(tmp_path / "a.geojson", (ADMIN1[0], None))
    two = geojson(tmp_path / "b.geojson", (QUARTER, None))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(two, "b.geojson")
        archive.write(one, "a.geojson")
    assert [type(row) for row in rows(tmp_path / "all.zip")] == [Place, Place]


@pytest.mark.parametrize(
    ("name", "data", "hint"),
    [
        ("x.xlsx", b"PK\x03\x04" + b"\0" * 60, "cut short"),
        ("x.csv", b"name,lat,lon\nX,1,2\n", "did you mean csv"),
        ("x.geojson", b'{"type": "FeatureCollection", "features": []}', "no features"),
        ("x.geojson", b'{"type": "FeatureCollection", "features": [', "no whole JSON"),
        ("x.json", b"[1, 2]", "did you mean geojson"),
        ("x.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 60, "old Excel"),
    ],
)
def test_a_wrong_file_is_named_as_such(tmp_path: Path, name: str, data: bytes, hint: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadSource, match=hint) as caught:
        rows(path)
    assert name in str(caught.value)


def cut(path: Path, at: float) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * at)])
    return path


def changed(path: Path, member: str, data: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, old in (parts | {member: data}).items():
            archive.writestr(name, old)
    return path


@pytest.mark.parametrize("at", [0.2, 0.6, 0.95])
def test_a_workbook_cut_short_is_called_so(tmp_path: Path, at: float) -> None:
    with pytest.raises(BadSource, match=r"cut\.xlsx"):
        rows(cut(workbook(tmp_path / "cut.xlsx", a=ADMIN1), at))


@pytest.mark.parametrize(
    ("member", "data", "reason"),
    [
        ("xl/sharedStrings.xml", b" " * (300 << 20), "unpacks to 300 MB"),
        ("xl/worksheets/sheet1.xml", b" " * (64 << 20), "unpacks to 64 MB"),
        ("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "entities"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>", "no whole|damaged"),
        ("xl/worksheets/sheet1.xml", b"\xff\xfe\x00", "no whole|damaged"),
        ("xl/workbook.xml", b"", "no whole"),
        ("xl/workbook.xml", b"<!--" + b" " * 70_000 + b"--><x/>", "no whole"),
        ("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE x><x/>'.encode("utf-16"), "no whole"),
    ],
)
@pytest.mark.slow
def test_a_workbook_that_harms_is_refused(
    tmp_path: Path, member: str, data: bytes, reason: str
) -> None:
    path = changed(workbook(tmp_path / "evil.xlsx", a=ADMIN1), member, data)
    with pytest.raises(BadSource, match=reason):
        rows(path)


def test_a_sheet_that_says_it_is_huge_is_read_all_the_same(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", a=ADMIN1)
    with zipfile.ZipFile(path) as archive:
        table = archive.read("xl/worksheets/sheet1.xml")
    assert b'<dimension ref="' in table
    table = table.replace(b'<dimension ref="A1:O2"', b'<dimension ref="A1:XFD1048576"')
    changed(path, "xl/worksheets/sheet1.xml", table)
    with xlsx.opened(path) as book:
        assert len(list(xlsx.rows(book, "a", "a"))) == 2
    assert list(places(path)) == ["ocha:SY91"]


def test_a_document_of_another_program_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(BadSource, match="no Excel workbook"):
        rows(path)


@pytest.mark.slow
def test_every_town_of_the_starter_lies_in_the_box_of_its_country() -> None:
    path = ROOT / "gazetteer" / "data" / "starter.tsv.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            _, _, lat, lon, letter, _, country, _ = line.split("\t", 7)
            if letter == "P":
                demand_inside(country, float(lat), float(lon))
