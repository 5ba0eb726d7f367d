"""The tables of facilities and of further names, against the starter they add to."""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from gazetteer.place import Place
from gazetteer.sources.table import read, read_aliases
from gazetteer.spelling.fold import name_key
from tests.paths import ROOT

pytestmark = pytest.mark.slow

DATA = ROOT / "gazetteer" / "data"
FACILITIES = DATA / "facilities.tsv"
ALIASES = DATA / "aliases.tsv"
FACILITY_COLUMNS = [
    "id",
    "name",
    "lat",
    "lon",
    "feature_class",
    "feature_code",
    "country",
    "radius_km",
    "names",
    "note",
]
# what a reader of a conflict report expects to find, with the point and how far off it may be
KNOWN = [
    ("حقل العمر", 35.09, 40.55, 25),
    ("كونيكو", 35.335, 40.31, 25),
    ("حقول الجبسة", 36.03, 40.75, 25),
    ("القرية الخضراء", 35.07, 40.56, 25),
    ("تل بيدر", 36.738, 40.587, 25),
    ("خراب الجير", 37.0, 42.0, 35),
    ("عين الأسد", 33.79, 42.44, 10),
    ("باب الهوى", 36.24, 36.69, 10),
    ("سد الموصل", 36.63, 42.82, 10),
    ("مخيم الهول", 36.38, 41.15, 10),
    ("الباغوز", 34.46, 40.95, 10),
    ("جرف الصخر", 32.86, 44.21, 15),
]
# bare, these are people, months or everyday words; only their head noun makes them places
NEVER_BARE = """
العمر الشاعر الهول مظلوم تشرين البعث الثورة خطاب سلمى العظيم البغدادي الورد
"""


@cache
def facilities() -> tuple[Place, ...]:
    return tuple(read(FACILITIES, "facilities"))


@cache
def starter_names() -> Counter[tuple[str, str, str]]:
    places = read(DATA / "starter.tsv.xz", "starter")
    return Counter((p.name, p.country, p.feature_class) for p in places)


def spelled(place: Place, language: str) -> list[str]:
    return [n.split("=", 1)[1] for n in place.names if n.startswith(f"{language}=")]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_columns_are_the_documented_ones() -> None:
    assert list(rows(FACILITIES)[0]) == FACILITY_COLUMNS
    assert list(rows(ALIASES)[0]) == ["target", "country", "feature_class", "names", "note"]
    assert all(None not in row and None not in row.values() for row in rows(FACILITIES))
    assert all(None not in row and None not in row.values() for row in rows(ALIASES))


def test_there_are_enough_facilities_and_every_id_is_unique() -> None:
    ids = [place.id for place in facilities()]
    assert len(ids) >= 150
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"fc:[a-z0-9]+(-[a-z0-9]+)*", id_) for id_ in ids)


def test_every_facility_has_a_point_an_uncertainty_a_type_and_a_note() -> None:
    for place in facilities():
        assert -90 <= place.lat <= 90 and -180 <= place.lon <= 180, place
        assert 1 <= place.radius_km <= 25, place
        assert place.feature_class == ("P" if place.feature_code.startswith("PPL") else "S"), place
        assert re.fullmatch("[A-Z]{2}", place.country), place
        assert place.note, place


def test_every_facility_has_an_arabic_name() -> None:
    assert [p.id for p in facilities() if not spelled(p, "ar")] == []


def test_facilities_in_syria_and_iraq_lie_there() -> None:
    boxes = {"SY": (32.3, 37.4, 35.6, 42.5), "IQ": (29.0, 37.5, 38.7, 48.9)}
    for place in facilities():
        south, north, west, east = boxes.get(place.country, (-90, 90, -180, 180))
        assert south <= place.lat <= north and west <= place.lon <= east, place


@pytest.mark.parametrize("name, lat, lon, km", KNOWN)
def test_a_known_facility_is_where_it_is(name: str, lat: float, lon: float, km: float) -> None:
    found = [p for p in facilities() if name in spelled(p, "ar")]
    assert len(found) == 1
    assert abs(found[0].lat - lat) * 111 <= km and abs(found[0].lon - lon) * 111 <= km


def test_a_person_or_everyday_word_is_not_a_bare_facility_name() -> None:
    bare = {name_key(name) for p in facilities() for name in spelled(p, "ar")}
    assert bare & {name_key(word) for word in NEVER_BARE.split()} == set()


def test_no_name_is_listed_twice_in_a_row() -> None:
    lists = [(p.id, p.names) for p in facilities()]
    lists += [(alias.target, alias.names) for alias in read_aliases(ALIASES)]
    for row, names in lists:
        keys = [name_key(n.split("=", 1)[1]) for n in names if not n.startswith("en-abbr=")]
        assert len(set(keys)) == len(keys), row
        assert all(re.match(r"(ar|en|en-abbr)=\S", n) for n in names), row


def test_every_alias_names_a_place_that_the_starter_holds() -> None:
    missing = [
        (alias.target, alias.country, alias.feature_class)
        for alias in read_aliases(ALIASES)
        if not starter_names()[alias.target, alias.country, alias.feature_class]
    ]
    assert missing == []


def test_every_alias_target_stands_once() -> None:
    targets = Counter((a.target, a.country, a.feature_class) for a in read_aliases(ALIASES))
    assert [target for target, count in targets.items() if count > 1] == []


@pytest.mark.parametrize(
    "target, country, feature_class, name",
    [
        ("Washington", "US", "P", "ar=واشنطن"),
        ("Conakry", "GN", "P", "ar=كوناكري"),
        ("Ash Shaddādah", "SY", "P", "ar=الشدادي"),
        ("Khartoum", "SD", "P", "ar=الخرطوم"),
        ("United States", "US", "A", "ar=أمريكا"),
        ("United Kingdom", "GB", "A", "ar=بريطانيا"),
        ("United Kingdom", "GB", "A", "en-abbr=U.K."),
        ("California", "US", "A", "en-abbr=Calif."),
        ("North Carolina", "US", "A", "en-abbr=N.C."),
    ],
)
def test_common_names_that_geonames_lacks_are_there(
    target: str, country: str, feature_class: str, name: str
) -> None:
    rows_of_target = [
        a.names
        for a in read_aliases(ALIASES)
        if (a.target, a.country, a.feature_class) == (target, country, feature_class)
    ]
    assert rows_of_target and name in rows_of_target[0]
