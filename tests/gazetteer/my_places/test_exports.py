"""What is exported can be imported again without losing a field."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.my_places.exports import EXPORTS, Said
from gazetteer.place import Place
from gazetteer.sources import csv_, linked_places
from gazetteer.sources.records import ImportOptions
from gazetteer.spelling.fold import name_key

SAID = Said("My places, a test", 2026)
PLACES = (
    Place(
        "mine:a1",
        "القرية الخضراء",
        35.2,
        40.45,
        "P",
        "PPL",
        "SY",
        ("SY07", "SY0702"),
        1200,
        4.5,
        ("ar=القرية الخضراء", "en=Green Village", "Qaryat al-Khadra"),
        "mine",
        "told by a reader; see the map",
    ),
    Place("mine:a2", "Hill 101", -0.5, -179.25, "T", "HLL", "", (), 0, 0.25, (), "mine"),
    Place("gn:172837", "Shaddadi", 36.05, 40.73, "S", "OILF", "SY", ("02",), 0, 10, (), "mine"),
    Place("osm:W12", "Reed Marsh", 31.0, 47.0, "V", "FRST", "IQ", (), 0, 3, ("Hor",), "mine"),
    Place("wd:Q77", "Some Region", 31.5, 47.5, "L", "", "IQ", (), 0, 30, (), "mine", "wide"),
)
FORMATS = sorted(EXPORTS)


def again(format_: str, places: tuple[Place, ...], tmp_path: Path) -> list[Place]:
    export, ending = EXPORTS[format_]
    path = tmp_path / f"places{ending}"
    path.write_text("".join(export(places, SAID)), encoding="utf-8", newline="")
    read: Callable[..., object] = csv_.read if format_ == "csv" else linked_places.read
    found = list(read([path], ImportOptions("mine")))  # type: ignore[call-overload]
    assert all(isinstance(row, Place) for row in found), found
    return found


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_a_place_comes_back_as_it_was(format_: str, place: Place, tmp_path: Path) -> None:
    (found,) = again(format_, (place,), tmp_path)
    names = tuple(name for name in found.names if name != place.name)
    assert replace(found, names=()) == replace(place, names=())
    assert sorted(names) == sorted(place.names)


@pytest.mark.parametrize("format_", FORMATS)
def test_all_places_come_back_in_order(format_: str, tmp_path: Path) -> None:
    assert [p.id for p in again(format_, PLACES, tmp_path)] == [p.id for p in PLACES]


@pytest.mark.parametrize("format_", FORMATS)
def test_no_places_are_a_file_all_the_same(format_: str) -> None:
    export, _ = EXPORTS[format_]
    assert "".join(export((), SAID))


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="=|;"),
    min_size=1,
    max_size=40,
).filter(lambda name: any(letter.isalpha() for letter in name) and name_key(name) != "")


@pytest.mark.parametrize("format_", ["lp-tsv", "lpf"])
@settings(max_examples=60, deadline=None)
@given(
    name=NAMES,
    lat=st.floats(-90, 90).map(lambda x: round(x, 6)),
    lon=st.floats(-180, 180).map(lambda x: round(x, 6)),
)
def test_any_name_comes_back(
    format_: str, tmp_path_factory: pytest.TempPathFactory, name: str, lat: float, lon: float
) -> None:
    clean = " ".join(name.split())
    place = Place("mine:1", clean, lat or 1.0, lon or 1.0, "P", "PPL", radius_km=2, source="mine")
    folder = tmp_path_factory.mktemp("any")
    (found,) = again(format_, (place,), folder)
    assert found.name == clean
    assert (found.lat, found.lon) == (place.lat, place.lon)


def test_linked_places_says_what_the_format_demands() -> None:
    """LPF 1.3: an id, a title, classes, a when, and a citation for the first of the names."""
    text = "".join(EXPORTS["lpf"][0](PLACES, SAID))
    data = json.loads(text)
    assert data["type"] == "FeatureCollection"
    assert data["@context"].startswith("https://")
    for feature in data["features"]:
        assert feature["@id"]
        assert feature["type"] == "Feature"
        assert feature["properties"]["title"]
        assert set(feature["properties"]["fclasses"]) <= set("AHLPRST")
        assert feature["when"]["timespans"]
        assert feature["names"][0]["citations"][0]["label"] == SAID.by
        assert feature["geometry"]["type"] == "Point"
    assert data["features"][2]["@id"] == "https://www.geonames.org/172837"
    assert data["features"][0]["geometry"]["approximation"]["tolerance"] == 4.5


def test_no_cell_of_the_table_is_a_formula() -> None:
    evil = Place(
        "mine:1", "=HYPERLINK(1)", 1, 2, "P", "PPL", names=("@x", "ok"), note="+1\n=2", source="m"
    )
    text = "".join(EXPORTS["csv"][0]((evil,), SAID))
    assert text.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert row["name"] == "'=HYPERLINK(1)"
    assert row["names"].startswith("'@")
    assert row["note"] == "'+1 =2"


def test_no_cell_of_lp_tsv_breaks_its_line() -> None:
    evil = Place("mine:1", "a\tb\nc", 1, 2, "P", "PPL", names=("x;y", "z@q"), note="1\r\n2")
    text = "".join(EXPORTS["lp-tsv"][0]((evil,), SAID))
    head, line = text.splitlines()
    assert head.count("\t") == line.count("\t")
    assert "\tz@q@und\t" in line
