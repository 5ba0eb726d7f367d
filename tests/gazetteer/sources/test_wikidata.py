"""Wikidata's JSON dump; every entity here is made up, only the numbers of kinds are real."""

import json
from pathlib import Path
from typing import Any

import pytest

from gazetteer.errors import BadSource
from gazetteer.messages import english
from gazetteer.place import Place
from gazetteer.sources.records import ImportOptions, MoreNames, Note, Reject, Row
from gazetteer.sources.wikidata import read

EARTH = "http://www.wikidata.org/entity/Q2"


def claim(value: Any, rank: str = "normal") -> dict[str, Any]:
    return {"rank": rank, "mainsnak": {"datavalue": {"value": value}}}


def point(lat: Any, lon: Any, globe: str = EARTH) -> dict[str, Any]:
    return claim({"latitude": lat, "longitude": lon, "globe": globe})


def item(*ids: str) -> list[dict[str, Any]]:
    return [claim({"id": id_}) for id_ in ids]


CLAIMS: dict[str, Any] = {
    "P31": item("Q532"),
    "P17": item("Q858"),
    "P625": [point(35.25, 40.5)],
    "P1082": [claim({"amount": "+1200"}), claim({"amount": "+900"})],
}
VILLAGE: dict[str, Any] = {
    "id": "Q77",
    "labels": {
        "ar": {"language": "ar", "value": "تل الورد"},
        "en": {"language": "en", "value": "Tell al-Ward"},
    },
    "aliases": {"en": [{"language": "en", "value": "Tall Ward"}]},
    "claims": CLAIMS,
}


def entity(**claims: Any) -> dict[str, Any]:
    return VILLAGE | {"claims": CLAIMS | claims}


def rows(tmp_path: Path, *entities: Any, text: str = "", **options: Any) -> list[Row]:
    path = tmp_path / "extract.json"
    path.write_text(text or "".join(json.dumps(e) + "\n" for e in entities), encoding="utf-8")
    return [r for r in read([path], ImportOptions("wd", **options)) if not isinstance(r, Note)]


def test_a_place_brings_its_labels_and_aliases(tmp_path: Path) -> None:
    (place,) = rows(tmp_path, VILLAGE)
    assert isinstance(place, Place)
    assert (place.id, place.name, place.lat, place.lon) == ("wd:Q77", "Tell al-Ward", 35.25, 40.5)
    assert (place.feature_class, place.feature_code, place.country) == ("P", "PPL", "SY")
    assert place.population == 1200
    assert place.names == ("en=Tell al-Ward", "ar=تل الورد", "en=Tall Ward")


def test_a_geonames_id_makes_it_that_place(tmp_path: Path) -> None:
    (place,) = rows(tmp_path, entity(P1566=[claim("172837")]))
    assert isinstance(place, Place)
    assert place.id == "gn:172837"


def test_a_kind_we_do_not_know_brings_names_to_the_place_of_geonames(tmp_path: Path) -> None:
    strange = entity(P31=item("Q99999999"), P1566=[claim("172837")])
    names, *_ = found = rows(tmp_path, strange, VILLAGE)[::-1]
    assert names == MoreNames("gn:172837", ("en=Tell al-Ward", "ar=تل الورد", "en=Tall Ward"))
    assert [type(row) for row in found[::-1]] == [Place, MoreNames], "places come first"


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        ({"P31": item("Q486972", "Q23442")}, "T.ISL"),
        ({"P31": item("Q515", "Q5119")}, "P.PPLC"),
        ({"P31": item("Q4022")}, "H.STM"),
        ({"P31": item("Q99999999", "Q211748")}, "S.OILF"),
    ],
)
def test_kinds_are_geonames_own(tmp_path: Path, claims: Any, kind: str) -> None:
    (place,) = rows(tmp_path, entity(**claims))
    assert isinstance(place, Place)
    assert f"{place.feature_class}.{place.feature_code}" == kind


def test_preferred_statements_win_and_deprecated_ones_are_left(tmp_path: Path) -> None:
    points = [point(1, 1), claim({"latitude": 35.5, "longitude": 40.75}, "preferred")]
    (place,) = rows(tmp_path, entity(P625=points))
    assert isinstance(place, Place)
    assert (place.lat, place.lon) == (35.5, 40.75)
    old = claim({"latitude": 2, "longitude": 2}, "deprecated")
    assert rows(tmp_path, entity(P625=[old])) == []


def test_a_country_tells_its_own_code(tmp_path: Path) -> None:
    land = entity(P297=[claim("zz")]) | {"id": "Q4242"}
    _, village = rows(tmp_path, land, entity(P17=item("Q4242")))
    assert isinstance(village, Place)
    assert village.country == "ZZ"


@pytest.mark.parametrize(
    "claims",
    [
        {"P625": [point(35, 40, "http://www.wikidata.org/entity/Q405")]},
        {"P625": []},
        {"P31": item("Q5")},
        {"P31": None},
    ],
)
def test_what_is_no_place_on_earth_is_passed_over(tmp_path: Path, claims: Any) -> None:
    assert rows(tmp_path, entity(**claims)) == []


def test_the_whole_dump_is_an_array_of_lines(tmp_path: Path) -> None:
    line = json.dumps(VILLAGE)
    text = f"[\n{line},\n{line.replace('Q77', 'Q78')}\n]\n"
    assert [row.id for row in rows(tmp_path, text=text) if isinstance(row, Place)] == [
        "wd:Q77",
        "wd:Q78",
    ]
    assert len(rows(tmp_path, text=f"[{line}]")) == 1


def test_empty_lists_stand_for_empty_objects(tmp_path: Path) -> None:
    (place,) = rows(tmp_path, VILLAGE | {"aliases": []})
    assert isinstance(place, Place)
    assert rows(tmp_path, VILLAGE | {"claims": []}) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"claims": CLAIMS | {"P625": [point(135, 40)]}}, "swapped"),
        ({"claims": CLAIMS | {"P625": [point(None, None)]}}, "not a number"),
        ({"claims": CLAIMS | {"P625": [point(float("nan"), 1)]}}, "not a number"),
        ({"labels": [], "aliases": []}, "no name"),
        ({"labels": {"en": None}, "aliases": {}}, "no name"),
        ({"labels": {"en": {"value": {"x": 1}}}, "aliases": {}}, "no name"),
        ({"id": None}, "no id"),
        ({"id": "Q7; drop"}, "no id"),
    ],
)
def test_what_cannot_be_placed_is_rejected_with_the_reason(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    good, bad = rows(tmp_path, VILLAGE, VILLAGE | changes)
    assert isinstance(good, Place)
    assert isinstance(bad, Reject)
    assert reason in english(bad.reason)
    assert bad.line == 2


@pytest.mark.parametrize("line", ["{", "[" * 100_000, "7", '{"id": "Q1', '"text"', "]["])
def test_a_broken_line_does_not_stop_the_dump(tmp_path: Path, line: str) -> None:
    text = f"{json.dumps(VILLAGE)}\n{line}\n{json.dumps(VILLAGE)}\n"
    found = rows(tmp_path, text=text)
    assert [type(row) for row in found] == [Place, Reject, Place]


@pytest.mark.parametrize(
    "changes",
    [
        {"claims": CLAIMS | {"P17": [None, 7, {"mainsnak": None}]}},
        {"claims": CLAIMS | {"P1082": [claim({"amount": "many"}), claim(None)]}},
        {"claims": CLAIMS | {"P1566": [claim("12 or so"), claim(7)]}},
        {"aliases": {"en": [None, {"value": None}, "x"], "ar": None}},
    ],
)
def test_what_a_place_does_not_need_may_be_broken(tmp_path: Path, changes: dict[str, Any]) -> None:
    (place,) = rows(tmp_path, VILLAGE | changes)
    assert isinstance(place, Place)
    assert place.id == "wd:Q77"


@pytest.mark.parametrize(
    "text",
    [
        '{"head": {"vars": ["item"]}, "results": {"bindings": []}}',
        '{"type": "FeatureCollection"}',
        "item,label\nQ1,X\n",
        "[\n]\n",
        "7",
    ],
)
def test_a_wrong_file_is_named_as_such(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSource, match=r"extract\.json"):
        rows(tmp_path, text=text)
