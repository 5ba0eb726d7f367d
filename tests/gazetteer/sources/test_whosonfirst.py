"""Who's On First in every form it is handed out in; every record here is made up."""

import bz2
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from gazetteer.errors import BadSource
from gazetteer.messages import english
from gazetteer.place import Place
from gazetteer.sources.records import ImportOptions, Note, Reject, Row
from gazetteer.sources.whosonfirst.loader import read

VILLAGE: dict[str, Any] = {
    "wof:id": 77,
    "wof:name": "Tell al-Ward",
    "wof:placetype": "locality",
    "wof:country": "SY",
    "wof:superseded_by": [],
    "wof:concordances": {"gn:id": 123},
    "mz:is_current": -1,
    "edtf:cessation": "uuuu",
    "geom:latitude": 35.25,
    "geom:longitude": 40.5,
    "gn:feature_class": "P",
    "gn:feature_code": "PPLL",
    "gn:admin1_code": "07",
    "gn:population": 1200,
    "name:ara_x_preferred": ["تل الورد"],
    "name:eng_x_variant": ["Tall Ward"],
    "name:und_x_variant": ["Tel Werd"],
    "name:kur_x_historical": ["Girê Gulê"],
    "name:eng_x_abbreviation": ["TW"],
    "label:eng_x_preferred_longname": ["Village of Tell al-Ward"],
}


def feature(changes: dict[str, Any]) -> str:
    properties = {key: value for key, value in (VILLAGE | changes).items() if value is not ...}
    return json.dumps({"type": "Feature", "properties": properties, "geometry": None})


def folder(home: Path, *records: str) -> Path:
    """Write a repository as cloned, with another outline of its first record."""
    for number, record in enumerate(records):
        path = home / "repo" / "data" / str(number) / f"{number}.geojson"
        path.parent.mkdir(parents=True)
        path.write_text(record, encoding="utf-8")
    path.with_name("0-alt-naturalearth.geojson").write_text(records[0], encoding="utf-8")
    (home / "repo" / "README.md").write_text("About", encoding="utf-8")
    return home / "repo"


def archive(home: Path, *records: str) -> Path:
    path = home / "repo.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for file in sorted(folder(home, *records).rglob("*.*")):
            packed.write(file, str(file.relative_to(home)))
    return path


def database(home: Path, *records: str) -> Path:
    path = home / "repo.db"
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("CREATE TABLE geojson (id INTEGER, body TEXT, is_alt BOOLEAN)")
        rows = [(number, record, 0) for number, record in enumerate(records)]
        opened.executemany("INSERT INTO geojson VALUES (?, ?, ?)", [*rows, (0, records[0], 1)])
    return path


def packed_database(home: Path, *records: str) -> Path:
    path = home / "repo.db.bz2"
    path.write_bytes(bz2.compress(database(home, *records).read_bytes()))
    return path


def single(home: Path, *records: str) -> Path:
    path = home / "0.geojson"
    path.write_text(records[0], encoding="utf-8")
    return path


FORMS = (folder, archive, database, packed_database)


def rows(path: Path) -> list[Row]:
    return list(read([path], ImportOptions("wof")))


def one(home: Path, **changes: Any) -> Row:
    found = rows(single(home, feature({key.replace("__", ":"): v for key, v in changes.items()})))
    return found[0]


@pytest.mark.parametrize("written", (*FORMS, single))
def test_every_form_gives_the_same_place_once(tmp_path: Path, written: Callable[..., Path]) -> None:
    place, note = rows(written(tmp_path, feature({})))
    assert isinstance(note, Note)
    assert place == Place(
        id="gn:123",
        name="Tell al-Ward",
        lat=35.25,
        lon=40.5,
        feature_class="P",
        feature_code="PPLL",
        country="SY",
        admin=("07",),
        population=1200,
        radius_km=1.5,
        names=("ar=تل الورد", "en=Tall Ward", "Tel Werd", "Girê Gulê"),
        source="wof",
    )


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"edtf:deprecated": "2019-01-01"}, False),
        ({"edtf:deprecated": "uuuu"}, True),
        ({"edtf:cessation": "1974"}, False),
        ({"edtf:cessation": ".."}, True),
        ({"wof:superseded_by": [5]}, False),
        ({"mz:is_current": 0}, False),
        ({"mz:is_current": 1}, True),
        ({"wof:placetype": "timezone"}, False),
    ],
)
@pytest.mark.parametrize("written", FORMS)
def test_what_is_no_more_is_passed_over_and_counted(
    tmp_path: Path, written: Callable[..., Path], changes: dict[str, Any], *, kept: bool
) -> None:
    found = rows(written(tmp_path, feature({}), feature(changes | {"wof:concordances": {}})))
    assert len([row for row in found if isinstance(row, Place)]) == 1 + kept
    assert isinstance(found[-1], Note)
    assert f"{int(not kept)} ended" in found[-1].text


@pytest.mark.parametrize(
    ("concordances", "expected"),
    [
        ({"gn:id": 9, "wd:id": "Q5"}, "gn:9"),
        ({"gn:id": "9"}, "gn:9"),
        ({"wd:id": "Q5"}, "wd:Q5"),
        ({"gn:id": "①", "wd:id": "5"}, "wof:77"),
        ([], "wof:77"),
    ],
)
def test_a_place_that_another_gazetteer_knows_has_its_id(
    tmp_path: Path, concordances: Any, expected: str
) -> None:
    found = one(tmp_path, wof__concordances=concordances)
    assert isinstance(found, Place)
    assert found.id == expected


@pytest.mark.parametrize(
    ("placetype", "letter", "code", "expected"),
    [
        ("locality", "P", "PPLA", ("P", "PPLA")),
        ("locality", "A", "ADM3", ("P", "PPL")),
        ("neighbourhood", ..., ..., ("P", "PPLX")),
        ("region", ..., ..., ("A", "ADM1")),
        ("campus", "S", "AIRP", ("S", "AIRP")),
    ],
)
def test_the_kind_is_geonames_own_where_it_agrees(
    tmp_path: Path, placetype: str, letter: object, code: object, expected: tuple[str, str]
) -> None:
    changes = {"gn__feature_class": letter, "gn__feature_code": code}
    found = one(tmp_path, wof__placetype=placetype, **changes)
    assert isinstance(found, Place)
    assert (found.feature_class, found.feature_code) == expected


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"geom:latitude": ...}, "is not a number"),
        ({"geom:latitude": 95.0, "geom:longitude": 100}, "not between -90 and 90"),
        ({"wof:name": "77"}, "has no letter"),
        ({"wof:id": "x", "wof:concordances": None}, "no wof:id"),
    ],
)
def test_a_bad_record_costs_itself_and_says_why(
    tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    bad, good, note = rows(folder(tmp_path, feature(changes), feature({})))
    assert isinstance(bad, Reject)
    assert said in english(bad.reason)
    assert isinstance(good, Place)
    assert isinstance(note, Note)


@pytest.mark.parametrize("text", ["[" * 100_000, "{}", "[]", '{"properties": 5}', "none"])
def test_what_is_no_record_is_no_place(tmp_path: Path, text: str) -> None:
    bad, _ = rows(folder(tmp_path, text))
    assert isinstance(bad, Reject)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("repo.zip", b"PK\x03\x04 cut", "no distribution of Who's On First"),
        ("repo.db", b"SQLite format 3\0" + b"x" * 200, "a damaged database"),
        ("notes.txt", b"a list of villages", "no distribution of Who's On First"),
        ("repo.db.bz2", bz2.compress(b"words"), "no distribution of Who's On First"),
    ],
)
def test_another_file_is_refused_by_name(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadSource, match=f"{name}: .*{said}"):
        rows(tmp_path / name)


def test_an_empty_folder_says_which_folder_is_meant(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="a repository as cloned"):
        rows(tmp_path)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "own.db")) as opened, opened:
        opened.execute("CREATE TABLE places (name TEXT)")
    with pytest.raises(BadSource, match="without the table geojson"):
        rows(tmp_path / "own.db")


def test_an_archive_made_to_fill_a_disk_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(40):
            packed.writestr(f"{number}.geojson", " " * 1_000_000)
    with pytest.raises(BadSource, match="unpacks to more than"):
        rows(path)
